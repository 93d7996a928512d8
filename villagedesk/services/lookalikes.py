# SPDX-License-Identifier: MIT
"""Persons who may be one: registered in two households or villages, or twice in one. Only proposals; people decide.

Candidates are looked for among those born on the same day, and among namesakes, so the work grows with the number of
persons and not with its square. Two persons who both have a right identity number, and not the same, are never proposed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.values.identity import IdFault, birth_in, comparable, read_id
from villagedesk.store import drafts, lookalikes
from villagedesk.store.pinyin import syllables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from villagedesk.store.lookalikes import Registered
    from villagedesk.store.store import Store

_TOPIC: Final = "not-the-same-person"
_CROWD: Final = 60  # people who share a birthday or a name; of more, only those who share the beginning of the name
_LOOK: Final = 2_000


class Likeness(IntEnum):
    """Why two persons may be one, the surest first."""

    SAME_NUMBER = 1
    SLIP_IN_NUMBER = 2
    SAME_NAME_AND_BIRTH = 3
    SLIP_IN_NAME = 4
    SLIP_IN_BIRTH = 5

    def text(self) -> str:
        """The reason in words."""
        return {
            Likeness.SAME_NUMBER: _("证件号码相同"),
            Likeness.SLIP_IN_NUMBER: _("姓名相同，证件号码只差一处"),
            Likeness.SAME_NAME_AND_BIRTH: _("姓名和出生日期相同"),
            Likeness.SLIP_IN_NAME: _("出生日期相同，姓名只差一个字"),
            Likeness.SLIP_IN_BIRTH: _("姓名和电话相同，出生日期只差一处或没有填写"),
        }[self]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who may be one; `one` is the smaller id, so that a pair is the same in every file."""

    one: Registered
    other: Registered
    likeness: Likeness

    @property
    def key(self) -> str:
        """By which the answer 不是同一人 is remembered."""
        return _key(self.one.id, self.other.id)


def _key(one: str, other: str) -> str:
    return " ".join(sorted((one, other)))


def look_alikes(store: Store, check: Callable[[], None] = lambda: None) -> list[Pair]:
    """The pairs that may be one person, the surest first, without those of whom somebody said that they are two.

    `check` is called often and may raise `Cancelled`.
    """
    settled = drafts.remembered(store, _TOPIC)
    seeker = _Seeker(store.clock().date(), check)
    found: dict[str, Pair] = {}
    for pair in seeker.pairs(list(lookalikes.everybody(store))):
        known = found.get(pair.key)
        if pair.key not in settled and (known is None or pair.likeness < known.likeness):
            found[pair.key] = pair
    return sorted(found.values(), key=lambda pair: (pair.likeness, pair.one.village, pair.one.name, pair.key))


def not_the_same(store: Store, one: str, other: str) -> None:
    """Remember that two persons are two. It is an answer of this office, kept in this file; it does not travel by merging."""
    drafts.remember(store, _TOPIC, {_key(one, other): store.clock().date().isoformat()})


class _Seeker:
    """Looks through all persons once."""

    def __init__(self, today: dt.date, check: Callable[[], None]) -> None:
        self._today = today
        self._check = check
        self._right = lru_cache(maxsize=None)(self._is_right)

    def _is_right(self, number: str) -> str:
        """The number in its comparable form if it is a right one, else empty."""
        return comparable(number) if number and not read_id(number, self._today).faults else ""

    def pairs(self, people: list[Registered]) -> Iterator[Pair]:
        born: dict[str, list[Registered]] = defaultdict(list)
        named: dict[str, list[Registered]] = defaultdict(list)
        numbered: dict[str, list[Registered]] = defaultdict(list)
        for place, one in enumerate(people):
            if place % _LOOK == 0:
                self._check()
            birth = one.birth or birth_in(one.id_no)
            if birth:
                born[birth].append(one)
            if one.name:
                named[one.name].append(one)
            if one.id_no:
                numbered[comparable(one.id_no) if len(one.id_no) != 18 else one.id_no].append(one)
        for number, bearers in numbered.items():
            if len(bearers) > 1 and len(number) >= 15:
                yield from self._each(bearers)
        yield from self._of_a_day(born)
        yield from self._namesakes(named)

    def _each(self, bearers: list[Registered]) -> Iterator[Pair]:
        """Whoever carries a number that others carry, with the first of them who may be the same."""
        if IdFault.PLACEHOLDER in read_id(bearers[0].id_no, self._today).faults:
            return
        first, *others = sorted(bearers, key=lambda one: (bool(one.left), one.id))
        yield from (_pair(first, other, Likeness.SAME_NUMBER) for other in others if not (first.left and other.left))

    def _of_a_day(self, born: dict[str, list[Registered]]) -> Iterator[Pair]:
        from rapidfuzz.distance import OSA

        for number, group in enumerate(born.values()):
            if number % _LOOK == 0:
                self._check()
            for crowd in _parts(group, lambda one: one.name[:1]):
                for one, other in combinations(crowd, 2):
                    if OSA.distance(one.name, other.name, score_cutoff=1) <= 1 and self._may_be_one(one, other):
                        if one.name == other.name:
                            yield _pair(one, other, Likeness.SAME_NAME_AND_BIRTH)
                        elif _slip(one, other):
                            yield _pair(one, other, Likeness.SLIP_IN_NAME)

    def _namesakes(self, named: dict[str, list[Registered]]) -> Iterator[Pair]:
        from rapidfuzz.distance import OSA

        for number, group in enumerate(named.values()):
            if number % _LOOK == 0:
                self._check()
            for crowd in _parts(group, lambda one: one.birth[:4]):
                for one, other in combinations(crowd, 2):
                    if not self._may_be_one(one, other):
                        continue
                    if one.id_no and other.id_no and OSA.distance(one.id_no, other.id_no, score_cutoff=1) == 1:
                        yield _pair(one, other, Likeness.SLIP_IN_NUMBER)
                    elif one.phone and one.phone == other.phone and _births_close(one.birth, other.birth):
                        yield _pair(one, other, Likeness.SLIP_IN_BIRTH)

    def _may_be_one(self, one: Registered, other: Registered) -> bool:
        """Not of different sex, nor both gone, nor both with a right number that differs."""
        if one.left and other.left:
            return False
        if one.sex and other.sex and one.sex != other.sex:
            return False
        mine, theirs = self._right(one.id_no), self._right(other.id_no)
        return not (mine and theirs) or mine == theirs


def _parts(group: list[Registered], of: Callable[[Registered], str]) -> Iterable[list[Registered]]:
    """The group itself, or where it is a crowd (birthdays that were made up), its parts."""
    if len(group) <= _CROWD:
        return (group,) if len(group) > 1 else ()
    found = []
    for part in _by(group, of):
        found += [part] if len(part) <= _CROWD else _by(part, lambda one: f"{one.name} {one.birth}")
    return found


def _by(group: list[Registered], of: Callable[[Registered], str]) -> list[list[Registered]]:
    parts: dict[str, list[Registered]] = defaultdict(list)
    for one in group:
        parts[of(one)].append(one)
    return list(parts.values())


def _pair(one: Registered, other: Registered, likeness: Likeness) -> Pair:
    return Pair(min(one, other), max(one, other), likeness)


def _slip(one: Registered, other: Registered) -> bool:
    """Whether names that differ by one sign are likely a slip: sounding alike, or two villages' writing of one person.

    Twins and brothers differ by one sign too, and live in one household.
    """
    if not one.name or not other.name or one.household == other.household:
        return False
    return syllables(one.name) == syllables(other.name) or len(one.name) > 2 or len(other.name) > 2


def _births_close(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return not (one and other) or OSA.distance(one, other, score_cutoff=1) == 1
