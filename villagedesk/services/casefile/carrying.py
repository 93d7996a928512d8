# SPDX-License-Identifier: MIT
"""Taking last year's facts over into this year (沿用上年): proposing for some households, and writing what people confirmed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.carrying import Proposal, proposals
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.store import reads, yearlocks
from villagedesk.store.encoding import is_empty
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Changed, Store

_TOGETHER: Final = 100  # households, or records written, between two looks at the cancel button


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be taken over.

    Attributes:
        year: the year that would receive it, from the year before.
        households: how many were looked at; `name` is the head's if there is only one.
        proposals: household by household, in the order of the forms.
        nothing: households about which last year says nothing that this year lacks.
        locked: households whose village has locked the year; they are left alone.
        away: households that moved to another village or ended before the year; they are left alone.
    """

    year: int
    households: int
    name: str
    proposals: tuple[Proposal, ...]
    nothing: int = 0
    locked: int = 0
    away: int = 0


def offer(
    store: Store,
    households: Sequence[str],
    year: int,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Offer:
    """Look at the households; nothing is written.

    Raises:
        Cancelled: from `check`.
    """
    found: list[Proposal] = []
    names: list[str] = []
    nothing = locked = away = 0
    locks = any(locked_year == year for _village, locked_year in yearlocks.in_force(store))
    for start in range(0, len(households), _TOGETHER):
        check()
        report(start, len(households), _("正在对照上一年"))
        part = households[start : start + _TOGETHER]
        closed = yearlocks.held_households(store, part, year) if locks else set()
        last = {case.household.id: case for case in load_casefiles(store, part, year - 1)}
        for case in load_casefiles(store, part, year):
            names.append(case.head_name or case.household.local_no or case.household.hh_no or _("未命名户"))
            ended = case.household.ended
            if case.departure or (ended and ended[:4] < str(year)):
                away += 1
            elif case.household.id in closed:
                locked += 1
            else:
                of_case = proposals(last[case.household.id], case)
                nothing += not of_case
                found += of_case
    name = names[0] if len(names) == 1 else ""
    return Offer(year, len(names), name, tuple(_without_binned(store, found, year)), nothing, locked, away)


def _without_binned(store: Store, found: list[Proposal], year: int) -> Iterator[Proposal]:
    """Without what would bring a record back from the recycle bin: somebody has put it there for a reason."""
    rows: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if not one.row:
            rows[one.entity].add(row_of(one, year))
    binned = {row for entity, ids in rows.items() for row in reads.exists(store, entity, ids)}
    yield from (one for one in found if one.row or row_of(one, year) not in binned)


def carry_over(
    store: Store,
    offered: Offer,
    chosen: Sequence[Proposal],
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Changed:
    """Write the chosen proposals as one undoable action.

    What somebody has filled in meanwhile stays as it is; a cause is only taken over with the cause itself.

    Raises:
        Refused: nothing is chosen, or something that nobody can take over.
        Cancelled: from `check`; nothing is written.
    """
    if not chosen:
        raise Refused(_("没有勾选任何一项，没有写入。"))
    if any(not one.possible for one in chosen):
        raise Refused(_("勾选的内容里有不能沿用的项，没有写入。请取消勾选后再试。"))
    records = _records(chosen, offered.year)
    with store.change(_label(offered, chosen), "edit") as change:
        for number, ((entity, row), values) in enumerate(records.items()):
            if number % _TOGETHER == 0:
                check()
                report(number, len(records), _("正在写入"))
            current = change.current(entity, row) or {}
            fresh = {key: value for key, value in values.items() if is_empty(current.get(key))}
            facts = {key: value for key, value in fresh.items() if key not in _given(entity)}
            if facts:
                change.put(entity, row, fresh)
        check()
    return change.changed


def _label(offered: Offer, chosen: Sequence[Proposal]) -> str:
    count = len({one.household for one in chosen})
    name = offered.name or _("{count}户").format(count=count)
    return _("沿用上年（{before}→{year}）：{name}").format(before=offered.year - 1, year=offered.year, name=name)


def _records(chosen: Sequence[Proposal], year: int) -> dict[tuple[str, str], dict[str, Value]]:
    """What is written, by record; a new cause without its code is left out."""
    found: dict[tuple[str, str], dict[str, Value]] = {}
    for one in chosen:
        row = one.row or row_of(one, year)
        values = found.setdefault((one.entity, row), {})
        if not one.row:
            values.update(_natural(one, year))
        values[one.key] = one.value
    return {
        place: values
        for place, values in found.items()
        if place[0] != "cause" or "rank" not in values or "code" in values
    }


def _given(entity: str) -> tuple[str, ...]:
    """The fields that say which record of a year it is."""
    return entity_spec(entity).natural


def _natural(one: Proposal, year: int) -> dict[str, Value]:
    given: dict[str, Value] = {"year": year, "rank": one.rank}
    return {key: given.get(key, one.owner) for key in _given(one.entity)}


def row_of(one: Proposal, year: int) -> str:
    """The id of the record that a proposal would make."""
    return derived_id(one.entity, *_natural(one, year).values())
