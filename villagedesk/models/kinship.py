# SPDX-License-Identifier: MIT
"""What two members of one household are to each other, as far as their relations to the head say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

# Generations above the head; whoever is not here may be of any.
_GENERATION: Final = {
    "head": 0, "spouse": 0, "sibling": 0, "brothers_wife": 0,
    "son": -1, "daughter": -1, "daughter_in_law": -1, "son_in_law": -1, "nephew": -1, "niece": -1,
    "grandson": -2, "granddaughter": -2, "grandson_f": -2, "granddaughter_f": -2,
    "great_grandson": -3, "great_granddaughter": -3,
    "father": 1, "mother": 1, "wifes_father": 1, "wifes_mother": 1, "husbands_father": 1, "husbands_mother": 1, "uncle": 1,
    "grandfather": 2, "grandmother": 2, "grandfather_m": 2, "grandmother_m": 2,
}  # fmt: skip
_SPOUSES: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("head", "spouse"), ("son", "daughter_in_law"), ("daughter", "son_in_law"), ("father", "mother"),
        ("wifes_father", "wifes_mother"), ("husbands_father", "husbands_mother"), ("grandfather", "grandmother"),
        ("grandfather_m", "grandmother_m"), ("sibling", "brothers_wife"),
    )
)  # fmt: skip


# What a child of a woman of this relation is to the head, by its sex; an own child of the head for the first two.
_BORN_TO: Final = {
    "head": ("son", "daughter"), "spouse": ("son", "daughter"), "daughter_in_law": ("grandson", "granddaughter"),
    "daughter": ("grandson_f", "granddaughter_f"), "brothers_wife": ("nephew", "niece"),
}  # fmt: skip


def newborn(mothers: Iterable[str], sex: str) -> str:
    """What a newborn is to the head (a code of the list `relation`); empty where that cannot be known.

    Args:
        mothers: the relations of all women of the household who may have borne it.
        sex: "1" or "2", of the newborn.
    """
    kinds = {_BORN_TO.get(one) for one in mothers}
    (kind,) = kinds if len(kinds) == 1 else (None,)
    return kind[0 if sex == "1" else 1] if kind and sex in {"1", "2"} else ""


def between(one: str, other: str) -> str:
    """Why two members with these relations to the head cannot be one person, in words; empty if they may be.

    Both are codes of the list `relation`.
    """
    if frozenset((one, other)) in _SPOUSES:
        return _("配偶")
    generations = [_GENERATION.get(code) for code in (one, other)]
    if None in generations or generations[0] == generations[1]:
        return ""
    apart = abs((generations[0] or 0) - (generations[1] or 0))
    return _("父母与子女") if apart == 1 else _("不同辈分的人")
