# SPDX-License-Identifier: MIT
"""The relations to the head of a household seen from another head, as far as they follow from the old ones.

The national list is short and says nothing of whose child a grandchild is, so much cannot be known. What follows for
certain is said so; what follows only because there is but one son, or one daughter, is said to be a guess; where even that
is not to be had, nothing is said, and people decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MALE, FEMALE = "1", "2"
_OTHER: Final = "other"


class Kin(NamedTuple):
    """A person of the household: id, relation to the present head (a code), sex (a code)."""

    id: str
    relation: str
    sex: str


class Turned(NamedTuple):
    """The relation to the new head: a code, empty where it cannot be known; `sure` if it follows for certain."""

    code: str
    sure: bool = True


UNKNOWN: Final = Turned("", sure=False)

# One code for both sexes, where the list has one for each.
_BY_SEX: Final = {
    "child": ("son", "daughter"), "parent": ("father", "mother"), "grandchild": ("grandson", "granddaughter"),
    "grandchild_f": ("grandson_f", "granddaughter_f"), "child_in_law": ("son_in_law", "daughter_in_law"),
    "wifes_parent": ("wifes_father", "wifes_mother"), "husbands_parent": ("husbands_father", "husbands_mother"),
    "grandparent": ("grandfather", "grandmother"), "grandparent_m": ("grandfather_m", "grandmother_m"),
    "great_grandchild": ("great_grandson", "great_granddaughter"), "siblings_child": ("nephew", "niece"),
}  # fmt: skip
_SORT: Final = {code: sort for sort, codes in _BY_SEX.items() for code in codes}
# New head's sort → the other's sort → what the other is to the new head. A sort that is missing cannot be known; the words
# "own …" ask whether there is only one son or daughter; "head" as the other is the old head.
_SPOUSE: Final = {
    "head": "spouse", "child": "child", "child_in_law": "child_in_law", "grandchild": "grandchild",
    "grandchild_f": "grandchild_f", "great_grandchild": "great_grandchild", "parent": "spouses parent",
    "wifes_parent": "parent", "husbands_parent": "parent", "sibling": _OTHER, "brothers_wife": _OTHER,
    "siblings_child": _OTHER, "grandparent": _OTHER, "grandparent_m": _OTHER, "uncle": _OTHER,
}  # fmt: skip
_CHILD: Final = {
    "head": "parent", "spouse": "parent", "child": "sibling", "parent": "heads parent", "wifes_parent": "grandparent_m",
    "husbands_parent": "grandparent", "grandparent": _OTHER, "grandparent_m": _OTHER, "sibling": "heads sibling",
    "brothers_wife": _OTHER, "siblings_child": _OTHER, "uncle": _OTHER,
}  # fmt: skip
_OF_CHILD: Final = {  # by the sex of the new head
    MALE: {"daughter_in_law": "own wife", "son_in_law": _OTHER, "grandchild": "own child", "grandchild_f": _OTHER},
    FEMALE: {
        "son_in_law": "own husband", "daughter_in_law": "brothers_wife", "grandchild": "siblings_child",
        "grandchild_f": "own child",
    },
}  # fmt: skip
_PARENT: Final = {
    "head": "child", "parent": "spouse", "spouse": "child_in_law", "child": "heads child", "child_in_law": _OTHER,
    "grandchild": "great_grandchild", "grandchild_f": "great_grandchild", "sibling": "child",
    "brothers_wife": "child_in_law", "siblings_child": "grandchild", "wifes_parent": _OTHER, "husbands_parent": _OTHER,
}  # fmt: skip
_OF_PARENT: Final = {
    MALE: {"grandparent": "parent", "grandparent_m": "wifes_parent", "uncle": "sibling"},
    FEMALE: {"grandparent": "husbands_parent", "grandparent_m": "parent", "uncle": _OTHER},
}
_SIBLING: Final = {
    "head": "sibling", "sibling": "sibling", "parent": "parent", "grandparent": "grandparent",
    "grandparent_m": "grandparent_m", "uncle": "uncle", "spouse": "heads spouse", "child": "heads child as sibling",
    "child_in_law": _OTHER, "grandchild": _OTHER, "grandchild_f": _OTHER, "great_grandchild": _OTHER,
    "wifes_parent": _OTHER, "husbands_parent": _OTHER,
}  # fmt: skip
_OF_SIBLING: Final = {FEMALE: {"brothers_wife": "brothers_wife", "siblings_child": "siblings_child"}}
_CHILD_IN_LAW: Final = {
    "head": "spouses own parent", "spouse": "spouses own parent", "child": "own spouse", "child_in_law": _OTHER,
    "parent": _OTHER, "wifes_parent": _OTHER, "husbands_parent": _OTHER, "grandparent": _OTHER, "grandparent_m": _OTHER,
    "sibling": _OTHER, "brothers_wife": _OTHER, "uncle": _OTHER, "siblings_child": _OTHER,
}  # fmt: skip
_OF_CHILD_IN_LAW: Final = {
    FEMALE: {"grandchild": "own child", "grandchild_f": _OTHER},
    MALE: {"grandchild_f": "own child", "grandchild": _OTHER},
}
_GRANDCHILD: Final = {
    "head": "own grandparent",
    "spouse": "own grandparent",
    "child": "parents own",
    "grandchild": "cousin",
}
_TABLES: Final = {
    "spouse": (_SPOUSE, {}), "child": (_CHILD, _OF_CHILD), "parent": (_PARENT, _OF_PARENT),
    "sibling": (_SIBLING, _OF_SIBLING), "child_in_law": (_CHILD_IN_LAW, _OF_CHILD_IN_LAW),
    "grandchild": (_GRANDCHILD, {}), "grandchild_f": (_GRANDCHILD, {}),
}  # fmt: skip


def turned(people: Iterable[Kin], new_head: str) -> dict[str, Turned]:
    """What everybody is to the new head: id → relation; the new head is "head".

    Args:
        people: the household, the old head among them, also if that one is leaving or dead: kinship goes by way of him.
        new_head: id of the one who becomes head.
    """
    household = list(people)
    heads = [one for one in household if one.relation == "head"]
    new = next(one for one in household if one.id == new_head)
    found = {}
    for one in household:
        if one.id == new_head:
            found[one.id] = Turned("head")
        elif new.relation == "head":
            found[one.id] = Turned(one.relation, sure=bool(one.relation))
        else:
            found[one.id] = _fitting(_seen(household, heads[0] if len(heads) == 1 else None, new, one), one)
    return _with_one_spouse(found)


def _seen(household: list[Kin], head: Kin | None, new: Kin, one: Kin) -> Turned:
    table, by_sex = _TABLES.get(_SORT.get(new.relation, new.relation), ({}, {}))
    if head is None or not one.relation:
        return UNKNOWN
    finer = by_sex.get(new.sex, {})
    rule = finer.get(one.relation) or finer.get(_sort(one)) or table.get(_sort(one), "")
    step = _STEPS.get(rule)
    return step(household, head, new, one) if step else _coded(rule, one.sex)


def _sort(one: Kin) -> str:
    return _SORT.get(one.relation, one.relation)


def _coded(sort: str, sex: str) -> Turned:
    """The code of a sort of kin; where it has one for each sex and the sex is not known, neither is the code."""
    if sort not in _BY_SEX:
        return Turned(sort) if sort else UNKNOWN
    if sex not in {MALE, FEMALE}:
        return UNKNOWN
    return Turned(_BY_SEX[sort][sex == FEMALE])


def _fitting(turned_to: Turned, one: Kin) -> Turned:
    """Nothing where the sex of the code is not that of the person: one of the two facts must be wrong."""
    entry = code_list("relation").entry(turned_to.code)
    sex = entry.more.get("sex") if entry else ""
    return UNKNOWN if sex and one.sex and sex != one.sex else turned_to


def _with_one_spouse(found: dict[str, Turned]) -> dict[str, Turned]:
    """Two who would both be the spouse are not known to be."""
    spouses = [row for row, one in found.items() if one.code == "spouse"]
    return found if len(spouses) < 2 else {**found, **dict.fromkeys(spouses, UNKNOWN)}


# -- what depends on more than two people ------------------------------------------------------------------------------


def _only(household: list[Kin], relation: str) -> bool:
    return sum(one.relation == relation for one in household) == 1


def _own_partner(household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    """The child's wife or husband: of the only son the only daughter-in-law, and so on."""
    alone = _only(household, new.relation) and _only(household, one.relation)
    return Turned("spouse", sure=False) if alone else UNKNOWN


def _own_child(household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    """A grandchild of the old head by way of the new one, if no other child of the same sex is there."""
    through = {"daughter_in_law": "son", "son_in_law": "daughter"}.get(new.relation, new.relation)
    alone = _only(household, through) and _only(household, new.relation)
    return _coded("child", one.sex)._replace(sure=False) if alone else UNKNOWN


def _own_spouse(household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    """The new head married a child of the old one: of the right sex the only child is the spouse, of the other a relative."""
    wanted = "son" if new.relation == "daughter_in_law" else "daughter"
    return _own_partner(household, _head, new, one) if one.relation == wanted else Turned(_OTHER)


def _parents_own(household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    """A child of the old head is the parent of the grandchild who becomes head, or an uncle or aunt."""
    through = "daughter" if _sort(new) == "grandchild_f" else "son"
    if one.relation != through:
        return Turned(_OTHER)
    return _coded("parent", one.sex)._replace(sure=False) if _only(household, through) else UNKNOWN


def _cousin(household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    """Grandchildren by a son: brothers and sisters if there is only one son."""
    if _sort(new) != "grandchild":
        return Turned(_OTHER)
    return Turned("sibling", sure=False) if _only(household, "son") else UNKNOWN


def _heads_sex(if_male: str, if_female: str) -> Callable[[list[Kin], Kin, Kin, Kin], Turned]:
    """A sort of kin that depends on the sex of the old head."""

    def step(_household: list[Kin], head: Kin, _new: Kin, one: Kin) -> Turned:
        sort = {MALE: if_male, FEMALE: if_female}.get(head.sex, "")
        return _coded(sort, one.sex)

    return step


def _uncle(_household: list[Kin], head: Kin, _new: Kin, one: Kin) -> Turned:
    """A brother of the father is 叔伯; aunts, and the mother's side, are not in the list."""
    if FEMALE in {head.sex, one.sex}:
        return Turned(_OTHER)
    return Turned("uncle") if head.sex == one.sex == MALE else UNKNOWN


def _grandparent(_household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    return _coded("grandparent_m" if _sort(new) == "grandchild_f" else "grandparent", one.sex)


def _spouses_own_parent(_household: list[Kin], _head: Kin, new: Kin, one: Kin) -> Turned:
    return _coded("husbands_parent" if new.relation == "daughter_in_law" else "wifes_parent", one.sex)


_STEPS: Final[dict[str, Callable[[list[Kin], Kin, Kin, Kin], Turned]]] = {
    "own wife": _own_partner,
    "own husband": _own_partner,
    "own child": _own_child,
    "own spouse": _own_spouse,
    "parents own": _parents_own,
    "cousin": _cousin,
    "spouses parent": _heads_sex("husbands_parent", "wifes_parent"),  # the old head's parents, seen by his wife
    "heads parent": _heads_sex("grandparent", "grandparent_m"),
    "heads child": _heads_sex("grandchild", "grandchild_f"),
    "heads sibling": _uncle,
    "heads spouse": _heads_sex("brothers_wife", _OTHER),
    "heads child as sibling": _heads_sex("siblings_child", _OTHER),
    "spouses own parent": _spouses_own_parent,
    "own grandparent": _grandparent,
}
