# SPDX-License-Identifier: MIT
"""Households made up from nothing: who lives together, how old they are, what they can do.

Used where no roster says it (practice and scaled files). Sizes average 2.9 members, as in the seed (domain.md §1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import people, words
from villagedesk.demo.people import FEMALE, MALE

if TYPE_CHECKING:
    from random import Random

    from villagedesk.models.catalogue.spec import Value


class Role(NamedTuple):
    """A place in a family: relation to the head, sex (None: either), age as (youngest, oldest) years above the head."""

    relation: str
    sex: str | None
    older: tuple[int, int]


_SPOUSE: Final = Role("spouse", None, (-4, 4))
_CHILD: Final = Role("child", None, (-31, -22))
_FATHER, _MOTHER = Role("father", MALE, (22, 29)), Role("mother", FEMALE, (20, 27))
_GRANDCHILD: Final = Role("grandchild", None, (-60, -48))
# The rest of a family beside its head, the head's age, and how many in a hundred families are like that.
_SHAPES: Final = (
    ((), (62, 86), 12),
    ((_SPOUSE,), (55, 82), 22),
    ((_CHILD,), (38, 58), 9),
    ((_SPOUSE, _CHILD), (32, 56), 22),
    ((_SPOUSE, _CHILD, _CHILD), (32, 50), 19),
    ((_SPOUSE, _CHILD, _MOTHER), (36, 55), 8),
    ((_SPOUSE, _CHILD, _CHILD, _FATHER, _MOTHER), (34, 48), 5),
    ((_SPOUSE, _CHILD, _GRANDCHILD), (60, 72), 3),
)
_WEIGHTS: Final = tuple(weight for _roles, _ages, weight in _SHAPES)
_RELATIONS: Final = {  # by sex, where the role leaves it open
    "child": {MALE: "son", FEMALE: "daughter"},
    "grandchild": {MALE: "grandson", FEMALE: "granddaughter"},
}
_SCHOOL_BY_AGE: Final = {
    **dict.fromkeys(range(3), "preschool_age"),
    **dict.fromkeys(range(3, 6), "kindergarten"),
    **dict.fromkeys(range(6, 12), "primary"),
    12: "g7", 13: "g8", 14: "g9", 15: "senior1", 16: "senior2", 17: "senior3",
}  # fmt: skip
_COMPULSORY_UNTIL: Final = 15
_COLLEGE: Final = (
    "higher_vocational1",
    "higher_vocational2",
    "higher_vocational3",
    "bachelor1",
    "bachelor2",
    "bachelor3",
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A made-up person: the facts of `member` and of `member_year`, without owner and year."""

    member: dict[str, Value]
    facts: dict[str, Value]

    @property
    def relation(self) -> str:
        """Code of the relation to the head."""
        return str(self.facts["relation"])


def family(dice: Random, year: int, numbers: people.IdentityNumbers) -> list[Someone]:
    """The people of one household at the end of a year, the head first."""
    roles, ages, _weight = dice.choices(_SHAPES, _WEIGHTS)[0]
    head_age = dice.randint(*ages)
    head_sex = MALE if dice.random() < 0.78 else FEMALE
    surname = dice.choice(words.SURNAMES)
    head = _someone(dice, year, numbers, ("head", head_sex, head_age, surname))
    others = [_relative(dice, year, numbers, role, (head_sex, head_age, surname)) for role in roles]
    return [head, *sorted(others, key=lambda one: _ORDER[one.relation])]


_ORDER: Final = {key: place for place, key in enumerate(
    ("spouse", "son", "daughter", "grandson", "granddaughter", "father", "mother")
)}  # fmt: skip


def _relative(
    dice: Random, year: int, numbers: people.IdentityNumbers, role: Role, head: tuple[str, int, str]
) -> Someone:
    head_sex, head_age, surname = head
    sex = role.sex or (MALE if dice.random() < 0.52 else FEMALE)
    if role.relation == "spouse":
        sex = FEMALE if head_sex == MALE else MALE
    lowest = 20 if role.relation == "spouse" else 0
    age = max(lowest, head_age + dice.randint(*role.older))
    married_in = role.relation in {"spouse", "mother"} or (role.relation == "child" and head_sex == FEMALE)
    name = dice.choice(words.SURNAMES) if married_in else surname
    relation = _RELATIONS.get(role.relation, {}).get(sex, role.relation)
    return _someone(dice, year, numbers, (relation, sex, age, name))


def _someone(dice: Random, year: int, numbers: people.IdentityNumbers, who: tuple[str, str, int, str]) -> Someone:
    relation, sex, age, surname = who
    birth = people.birthday(dice, year - age)
    member: dict[str, Value] = {
        "name": surname + people.given_name(dice, sex),
        "sex": sex,
        "birth": birth.isoformat(),
        "id_type": "id_card",
        "id_no": numbers.next(birth, sex),
        "ethnic": "01" if dice.random() < 0.93 else dice.choice(("07", "04", "33", "06")),
    }
    return Someone(member, {"relation": relation, **facts_of(dice, age)})


def facts_of(dice: Random, age: int) -> dict[str, Value]:
    """Schooling, health and ability to work that go with an age."""
    health = health_of(dice, age)
    school = _SCHOOL_BY_AGE.get(age) or (dice.choice(_COLLEGE) if age < 22 and dice.random() < 0.55 else None)
    labour = labour_of(dice, age, health, school)
    facts: dict[str, Value] = {"health": health, "labour": labour, "medical": dice.random() < 0.98}
    if school:
        facts["school"] = school
    else:
        facts["education"] = _education(dice, age)
    if labour in {"ordinary", "skilled"} and dice.random() < 0.6:
        facts["work_months"] = dice.randint(3, 12)
    return facts


def school_at(age: int) -> str:
    """Code of the list 在校生状况 up to the end of compulsory schooling; who is older has left."""
    return _SCHOOL_BY_AGE[age] if age < _COMPULSORY_UNTIL else "none"


def health_of(dice: Random, age: int) -> tuple[str, ...]:
    """Codes of the list 健康状况; "1" stands alone."""
    ill = {
        code for code, risk in (("2", 0.04 + age / 320), ("3", 0.03 + age / 1500), ("4", 0.05)) if dice.random() < risk
    }
    return tuple(sorted(ill)) or ("1",)


def labour_of(dice: Random, age: int, health: tuple[str, ...], school: str | None) -> str:
    """Code of the list 劳动技能."""
    if school or age < 16 or age > 75:
        return "none"
    if "4" in health or "3" in health:
        return dice.choice(("weak", "lost", "none"))
    if age >= 60 or "2" in health:
        return "weak" if dice.random() < 0.7 else "none"
    return "skilled" if dice.random() < 0.18 else "ordinary"


def _education(dice: Random, age: int) -> str:
    if age >= 65:
        return dice.choice(("illiterate", "primary", "primary"))
    if age >= 45:
        return dice.choice(("primary", "junior", "junior"))
    return dice.choice(("junior", "junior", "senior", "college", "bachelor"))
