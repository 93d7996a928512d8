# SPDX-License-Identifier: MIT
"""Handing the households of a cadre who leaves over to others, in one action, and the list that both sides sign.

Nothing is overwritten: each pairing ends on the day, and another begins on the day after it (domain.md §2.6: a change is
written on the next line). Measures keep the person who was named for them; the list says which are open.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import words
from villagedesk.services.helping import visiting
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import caseload, disputes, households, reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.store.caseload import Charge
    from villagedesk.store.store import Changed, Store

_CLOSED = frozenset({"done", "dropped", "adjusted"})


class Order(NamedTuple):
    """Who hands over to whom.

    Attributes:
        cadre: id of who leaves.
        day: his last day, ISO; the successors begin on the day after it.
        reason: written into the pairings that end.
        successors: id of the pairing that ends → id of the cadre who takes over.
    """

    cadre: str
    day: str
    reason: str
    successors: Mapping[str, str]


class Taken(NamedTuple):
    """What happens to one household: `ending` ends, and `coming` begins unless that cadre answers for it already."""

    ending: Pairing
    coming: str
    begins: bool


def present_charges(store: Store, cadre: str) -> list[Charge]:
    """The households that a cadre answers for now, in the order of the list."""
    return [one for one in caseload.charges_of(store, cadre) if not one.end]


def check(store: Store, order: Order) -> list[Taken]:
    """What an order would do, pairing by pairing.

    Raises:
        Refused: it names no household, no reason, an impossible day or successor; the sentence says what to change.
    """
    if not order.successors:
        raise Refused(_("没有选中要移交的户，没有移交。请至少勾选一户。"))
    if not order.reason.strip():
        raise Refused(_("“移交原因”是空的，没有移交。请写明原因，如“工作调动”。"))
    last = _day(order.day)
    if last > store.clock().date():
        text = _("“移交日期”{day}晚于今天，没有移交。请填责任人最后负责的那一天，到了再办。")
        raise Refused(text.format(day=order.day))
    names = _names(store, {order.cadre, *order.successors.values()})
    if order.cadre in order.successors.values():
        text = _("接任人不能是移交人{name}本人，没有移交。请另选接任人。")
        raise Refused(text.format(name=names.get(order.cadre, "")))
    strange = [one for one in order.successors.values() if one not in names]
    if strange:
        raise Refused(_("有的户还没有选接任人，或接任人已不在名单中，没有移交。请补选后再移交。"))
    found = {one.id: one for one in _pairings(store, order.successors)}
    others = _present(store, [one.household for one in found.values() if one.household])
    taken = []
    for row, coming in order.successors.items():
        ending = found.get(row)
        if ending is None or ending.cadre != order.cadre or ending.end:
            raise Refused(
                _("有的户已经不由{name}负责，没有移交。请关闭后重新打开再选。").format(name=names.get(order.cadre, ""))
            )
        if ending.start and ending.start > order.day:
            text = _("“移交日期”{day}早于{household}的结对开始时间{start}，没有移交。请改移交日期，或先更正开始时间。")
            household = _title(store, ending.household or "")
            raise Refused(text.format(day=order.day, household=household, start=ending.start))
        place = (ending.household, coming, ending.role)
        taken.append(Taken(ending, coming, place not in others))
        others.add(place)
    return taken


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as fault:
        wrong = _("“移交日期”{day}不是日期，没有移交。可写成 2016-12-05。")
        raise Refused(wrong.format(day=text)) from fault


def hand_over(store: Store, order: Order) -> Changed:
    """Carry out an order as one undoable action.

    Raises:
        Refused: see `check`; nothing was written.
    """
    first = (_day(order.day) + dt.timedelta(days=1)).isoformat()
    edits = []
    for one in check(store, order):
        edits.append(Edit("pairing", one.ending.id, {"end": order.day, "change_reason": order.reason.strip()}))
        if one.begins:
            values = {"household": one.ending.household, "cadre": one.coming, "role": one.ending.role, "start": first}
            edits.append(Edit("pairing", "", values))
    name = _names(store, {order.cadre}).get(order.cadre, "")
    label = _("移交{name}负责的{count}户").format(name=name, count=len(order.successors))
    return save_records(store, label, edits).changed


def _pairings(store: Store, rows: Iterable[str]) -> list[Pairing]:
    return reads.with_ids(store, Pairing, rows)


def _present(store: Store, owners: Sequence[str]) -> set[tuple[str | None, str | None, str | None]]:
    """(household, cadre, role) of every pairing that has not ended."""
    found = reads.of_owners(store, Pairing, owners)
    return {(one.household, one.cadre, one.role) for some in found.values() for one in some if not one.end}


def _names(store: Store, cadres: Iterable[str]) -> dict[str, str]:
    return {one.id: one.name or "" for one in reads.with_ids(store, Cadre, cadres)}


def _title(store: Store, household: str) -> str:
    """Village, group and head of a household, in words."""
    return " ".join(filter(None, disputes.titles_of(store, {household}).get(household, ())))


# -- the list that is signed --------------------------------------------------------------------------------------------


class Person(NamedTuple):
    """A cadre as the list names him."""

    name: str
    unit: str
    post: str
    phone: str


class HandedLine(NamedTuple):
    """A household on the list; texts are Chinese words for the paper."""

    village: str
    group: str
    number: str
    head: str
    size: str
    level: str
    role: str
    since: str
    last_visit: str
    next_visit: str
    open_measures: tuple[str, ...]


class HandoverList(NamedTuple):
    """What passes from one cadre to one other."""

    leaving: Person
    coming: Person
    day: str
    reason: str
    lines: tuple[HandedLine, ...]


def lists_of(store: Store, order: Order) -> list[HandoverList]:
    """One list for each successor, in the order in which they are named. To be read before the order is carried out.

    Raises:
        Refused: see `check`.
    """
    taken = check(store, order)
    people = _people(store, {order.cadre, *order.successors.values()})
    facts = _Facts(store, [one.ending.household for one in taken if one.ending.household])
    parts: dict[str, list[HandedLine]] = defaultdict(list)
    for one in taken:
        parts[one.coming].append(facts.line(one.ending))
    return [
        HandoverList(people[order.cadre], people[coming], order.day, order.reason.strip(), tuple(lines))
        for coming, lines in parts.items()
    ]


def _people(store: Store, cadres: Iterable[str]) -> dict[str, Person]:
    found = reads.with_ids(store, Cadre, cadres)
    units = {one.id: one.name or "" for one in reads.with_ids(store, Unit, {one.unit for one in found if one.unit})}
    return {
        one.id: Person(one.name or "", units.get(one.unit or "", ""), one.post or "", one.phone or "") for one in found
    }


class _Facts:
    """What the lists tell of some households, read table by table."""

    def __init__(self, store: Store, owners: Sequence[str]) -> None:
        today = store.clock().date()
        self._listed = {line.id: line for line in households.of_ids(store, owners)}
        self._owed = visiting.owed_to(store, owners, today)
        self._visits = reads.of_owners(store, Visit, owners)
        self._levels = visiting.levels_of(store, today)
        plans = reads.of_owners(store, Plan, owners)
        measures = reads.of_owners(store, Measure, [one.id for some in plans.values() for one in some])
        self._open = {
            owner: tuple(_open_measure(one) for plan in some for one in measures.get(plan.id, ()) if _is_open(one))
            for owner, some in plans.items()
        }

    def line(self, ending: Pairing) -> HandedLine:
        """One household."""
        owner = ending.household or ""
        line = self._listed.get(owner)
        level = self._levels.get(owner, ("", ""))[0]
        return HandedLine(
            village=line.village or "" if line else "",
            group=line.grp or "" if line else "",
            number=(line.number or line.hh_no or "") if line else "",
            head=line.head_name or "" if line else "",
            size=str(line.size) if line else "",
            level=code_list("care_level").label(level) if level else "",
            role=words(field_spec("pairing.role"), ending.role),
            since=ending.start or "",
            last_visit=line.last_visit or "" if line else "",
            next_visit=self._next_visit(owner),
            open_measures=self._open.get(owner, ()),
        )

    def _next_visit(self, owner: str) -> str:
        """The day that was arranged at the last visit; without one the day by which one is owed."""
        arranged = [one.next_date for one in self._visits.get(owner, ())[-1:] if one.next_date]
        if arranged:
            return f"{arranged[0]}（约定）"
        owed = self._owed.get(owner)
        return f"{owed.due}前（期限）" if owed is not None and owed.due else ""


def _is_open(measure: Measure) -> bool:
    return measure.status not in _CLOSED


def _open_measure(measure: Measure) -> str:
    """A measure in a few words: class, content, when it is due."""
    content = " ".join((measure.content or "").split())
    due = words(field_spec("measure.due"), measure.due)
    parts = (words(field_spec("measure.category"), measure.category), content, f"{due}前完成" if due else "")
    return "，".join(filter(None, parts))
