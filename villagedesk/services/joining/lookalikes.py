# SPDX-License-Identifier: MIT
"""Persons who may be one: registered in two households or villages, or twice in one. Only proposals; people decide.

Whose number is missing or wrong is compared with those born on the same day and with namesakes, so the work grows with the
number of persons and not with its square. Two persons who both have a right identity number, and not the same, are never
proposed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.values.identity import IdFault, comparable, read_id
from villagedesk.store import drafts, joins, lookalikes, naming
from villagedesk.store.pinyin import syllables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from villagedesk.store.lookalikes import Registered
    from villagedesk.store.store import Store

    _Key = Callable[[Registered], str]
    _Two = tuple[Registered, Registered]

_TOPIC: Final = "not-the-same-person"
_CROWD: Final = 60  # people who share a birthday or a name; of more, only those who share the beginning of the name
_LOOK: Final = 2_000


class Likeness(IntEnum):
    """Why two persons may be one, the surest first. The first two were joined by somebody already."""

    EDITED = 1
    MUTUAL = 2
    SAME_NUMBER = 3
    SLIP_IN_NUMBER = 4
    SAME_NAME_AND_BIRTH = 5
    SLIP_IN_NAME = 6
    SLIP_IN_BIRTH = 7

    def text(self) -> str:
        """The reason in words."""
        return {
            Likeness.EDITED: _("已并入，又有新修改"),
            Likeness.MUTUAL: _("在两处互相并入"),
            Likeness.SAME_NUMBER: _("证件号码相同"),
            Likeness.SLIP_IN_NUMBER: _("姓名相同，证件号码只差一处"),
            Likeness.SAME_NAME_AND_BIRTH: _("姓名和出生日期相同"),
            Likeness.SLIP_IN_NAME: _("出生日期相同，姓名只差一个字"),
            Likeness.SLIP_IN_BIRTH: _("姓名和电话相同，出生日期只差一处或没有填写"),
        }[self]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who may be one. `one` has gone from its household, or was joined to the other; else it has the smaller id."""

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
    found: dict[str, Pair] = {}
    for pair in _all_pairs(store, _Seeker(store.clock().date(), check)):
        known = found.get(pair.key)
        if pair.key not in settled and (known is None or pair.likeness < known.likeness):
            found[pair.key] = pair
    return sorted(found.values(), key=lambda pair: (pair.likeness, pair.one.village, pair.one.name, pair.key))


def _all_pairs(store: Store, seeker: _Seeker) -> Iterator[Pair]:
    """Every pair that may be one, some of them for two reasons."""
    yield from _joined_already(store)
    for bearers in lookalikes.bearers(store).values():
        yield from seeker.of_one_number(bearers)
    weak = lookalikes.of_weak_number(store)
    if weak:
        births, names = {one.birth for one in weak} - {""}, {one.name for one in weak} - {""}
        people = lookalikes.born_or_named(store, births, names)
        yield from seeker.of_one_day(people)
        yield from seeker.of_one_name(people)


def _joined_already(store: Store) -> Iterator[Pair]:
    """Who was joined to another and is shown, or named, all the same; of those joined both ways, the one who does not win."""
    named = naming.named_while_joined(store)
    finals = {row: joins.final_of(store, row) for row in named.union(joins.live_links(store))}
    people = lookalikes.known(store, named) | lookalikes.registered(store, sorted({*finals, *finals.values()}))
    for row, final in finals.items():
        if row != final and row in people and final in people:
            likeness = Likeness.MUTUAL if joins.in_cycle(store, row) else Likeness.EDITED
            yield Pair(people[row], people[final], likeness)


def not_the_same(store: Store, one: str, other: str) -> None:
    """Remember that two persons are two. It is an answer of this office, kept in this file; it does not travel by merging."""
    drafts.remember(store, _TOPIC, {_key(one, other): store.clock().date().isoformat()})


class _Seeker:
    """Looks through all persons once."""

    def __init__(self, today: dt.date, check: Callable[[], None]) -> None:
        self._today = today
        self._check = check

    def _right(self, number: str) -> str:
        """The number in its comparable form if it is a right one, else empty."""
        return comparable(number) if number and not read_id(number, self._today).faults else ""

    def of_one_number(self, bearers: list[Registered]) -> Iterator[Pair]:
        """Whoever carries a number that others carry, with the first of them who may be the same."""
        if IdFault.PLACEHOLDER not in read_id(bearers[0].id_no, self._today).faults:
            first, *others = sorted(bearers, key=lambda one: (bool(one.left), one.id))
            yield from (
                _pair(first, other, Likeness.SAME_NUMBER) for other in others if not (first.left and other.left)
            )

    def of_one_day(self, people: list[Registered]) -> Iterator[Pair]:
        """Those born on the same day whose names are equal, or differ by a slip."""
        from rapidfuzz.distance import OSA

        slips = OSA.distance
        for one, other in self._together(people, lambda one: one.birth, lambda one: one.name[:1]):
            if slips(one.name, other.name, score_cutoff=1) <= 1 and self._may_be_one(one, other):
                if one.name == other.name:
                    yield _pair(one, other, Likeness.SAME_NAME_AND_BIRTH)
                elif _slip(one, other):
                    yield _pair(one, other, Likeness.SLIP_IN_NAME)

    def of_one_name(self, people: list[Registered]) -> Iterator[Pair]:
        """Namesakes whose numbers differ by a slip, or their births where the telephone is the same."""
        from rapidfuzz.distance import OSA

        for one, other in self._together(people, lambda one: one.name, lambda one: one.birth[:4]):
            if not self._may_be_one(one, other):
                continue
            if one.id_no and other.id_no and OSA.distance(one.id_no, other.id_no, score_cutoff=1) == 1:
                yield _pair(one, other, Likeness.SLIP_IN_NUMBER)
            elif one.phone and one.phone == other.phone and _births_close(one.birth, other.birth):
                yield _pair(one, other, Likeness.SLIP_IN_BIRTH)

    def _together(self, people: list[Registered], key: _Key, finer: _Key) -> Iterator[_Two]:
        """Two who share a key, in a crowd a finer one too, of whom one has a number that proves nothing."""
        groups: dict[str, list[Registered]] = defaultdict(list)
        for one in people:
            groups[key(one)].append(one)
        groups.pop("", None)
        for number, group in enumerate(groups.values()):
            if number % _LOOK == 0:
                self._check()
            for part in _parts(group, finer):
                weak = [one for one in part if not one.sound]
                sound = [one for one in part if one.sound]
                yield from combinations(weak, 2)
                yield from product(weak, sound)

    def _may_be_one(self, one: Registered, other: Registered) -> bool:
        """Not of different sex, nor both gone, nor both with a right number that differs."""
        if one.left and other.left:
            return False
        if one.sex and other.sex and one.sex != other.sex:
            return False
        mine, theirs = self._right(one.id_no), self._right(other.id_no)
        return not (mine and theirs) or mine == theirs


def _parts(group: list[Registered], of: _Key) -> Iterable[list[Registered]]:
    """The group itself, or where it is a crowd (birthdays that were made up), its parts."""
    if len(group) <= _CROWD:
        return (group,) if len(group) > 1 else ()
    found = []
    for part in _by(group, of):
        found += [part] if len(part) <= _CROWD else _by(part, lambda one: f"{one.name} {one.birth}")
    return found


def _by(group: list[Registered], of: _Key) -> list[list[Registered]]:
    parts: dict[str, list[Registered]] = defaultdict(list)
    for one in group:
        parts[of(one)].append(one)
    return list(parts.values())


def _pair(one: Registered, other: Registered, likeness: Likeness) -> Pair:
    first, second = sorted((one, other), key=lambda who: (not who.left, who.id))
    return Pair(first, second, likeness)


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
