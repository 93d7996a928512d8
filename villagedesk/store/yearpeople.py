# SPDX-License-Identifier: MIT
"""Who counts in a locked year, before and after something was written: what moves somebody is told, what moves nobody is not.

Before is what stands in the tables, with the cells that were written set to what the log says without the changes in
question (those of an open batch, or all since a lock). A household counts in a year of the village to which it
belonged at its end, a person in the household of that day (`population` says the same of a whole file). Everything else
that is written of people and households changes no year.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.membership import household_on
from villagedesk.store.cells import BIRTH, REMOVED
from villagedesk.store.encoding import to_column
from villagedesk.store.replay import Written, heads_of, removal_of, values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from villagedesk.store.store import Store

Fields = dict[str, Any]
Rows = dict[tuple[str, str], Fields]  # (entity, row) → its fields that bear on it, and why it was removed
# The fields by which somebody counts in a year, and in which household and village.
_CELLS: Final = {
    "member": ("household", "joined", "left", "birth", "counted", "merged_into"),
    "member_change": ("member", "kind", "date", "origin", "target"),
    "household": ("village", "ended", "identified", "identify_year"),
    "household_change": ("household", "kind", "date", "village_before"),
}
OWNER: Final = {"member_change": "member", "household_change": "household"}
RELEVANT: Final = " OR ".join(
    f"c.entity = '{entity}' AND c.field IN ({', '.join(repr(one) for one in (BIRTH, REMOVED, *fields))})"
    for entity, fields in _CELLS.items()
)


class Writing(NamedTuple):
    """A cell that was written, and by which change of the file."""

    seq: int
    entity: str
    row: str
    cell: str


class Those(NamedTuple):
    """Some changes `c` with their batches `b`: a condition (SQL for this package) and its parameters."""

    condition: str
    parameters: tuple[Any, ...]


class Seat(NamedTuple):
    """Where somebody counts at the end of a year; empty for nowhere. A household sits in itself."""

    household: str = ""
    village: str = ""


class Shift(NamedTuple):
    """A person (empty for a whole household) whose seat in a year was changed.

    `day` is the day that stands behind it, empty where none does; `seqs` are the changes that did it.
    """

    person: str
    year: int
    before: Seat
    now: Seat
    day: str
    seqs: tuple[int, ...]


def writings(store: Store, those: Those) -> list[Writing]:
    """The relevant cells that some changes wrote, in the file's order."""
    found = store.query(
        "SELECT c.seq, c.entity, c.row, c.field FROM change c JOIN batch b ON b.seq = c.batch"
        f" WHERE ({RELEVANT}) AND {those.condition} ORDER BY c.seq",
        those.parameters,
    )
    return [Writing(*one) for one in found]


class _State:
    """The rows that bear on whom was written about, as they stood at one end."""

    def __init__(self, everything: Rows) -> None:
        rows = {key: one for key, one in everything.items() if one[REMOVED] is None}
        self.people = {row: one for (entity, row), one in rows.items() if entity == "member"}
        self.households = {row: one for (entity, row), one in rows.items() if entity == "household"}
        self.changes: dict[str, list[MemberChange]] = defaultdict(list)
        self.moves: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
        for (entity, row), one in rows.items():
            if entity == "member_change" and one["member"]:
                told = {key: one[key] for key in ("kind", "date", "origin", "target")}
                self.changes[one["member"]].append(MemberChange(id=row, **told))
            elif entity == "household_change" and one["household"]:
                move = (one["date"] or "", row, one["kind"] or "", one["village_before"] or "")
                self.moves[one["household"]].append(move)

    def seat_of_household(self, row: str, year: int) -> Seat:
        """Where a household counts in a year: not before it was formed or identified, nor after it has ended."""
        one, end = self.households.get(row), f"{year}-12-31"
        if one is None or (one["ended"] and one["ended"] <= end):
            return Seat()
        identified = one["identify_year"] or (one["identified"] or "")[:4]
        later = sorted(move for move in self.moves.get(row, ()) if move[0] > end)
        if (str(identified).isdecimal() and int(identified) > year) or any(
            kind == "formed" for _day, _row, kind, _village in later
        ):
            return Seat()
        former = next((village for _day, _row, kind, village in later if kind == "transferred"), "")
        return Seat(row, former or one["village"] or "")

    def seat_of_person(self, row: str, year: int, today: str) -> Seat:
        """Where a person counts in a year: in the household of its end, if that counts."""
        one, end = self.people.get(row), f"{year}-12-31"
        if one is None or one["merged_into"] or one["counted"] == 0 or end < (one["birth"] or "") <= today:
            return Seat()
        member = Member(id=row, household=one["household"], joined=one["joined"], left=one["left"])
        return self.seat_of_household(household_on(member, self.changes.get(row, ()), end), year)


def shifts(store: Store, written: Sequence[Writing], those: Those, years: Iterable[int]) -> Iterator[Shift]:
    """Whoever counts elsewhere, or counts or not, in one of these years by what these changes wrote; households first."""
    if not written:
        return
    now, before = _both_ends(store, written, those)
    today = store.clock().date().isoformat()
    touching = _touching(written, now, before)
    after, former = _State(now), _State(before)
    ordered = sorted(years)
    for (entity, row), some in sorted(touching.items()):  # "household" sorts before "member"
        for year in ordered:
            if entity == "household":
                seats = former.seat_of_household(row, year), after.seat_of_household(row, year)
            else:
                seats = former.seat_of_person(row, year, today), after.seat_of_person(row, year, today)
            if seats[0] != seats[1]:
                seqs = tuple(one.seq for one in some)
                yield Shift(row if entity == "member" else "", year, *seats, _day(some, now, before), seqs)


def _touching(written: Sequence[Writing], now: Rows, before: Rows) -> dict[tuple[str, str], list[Writing]]:
    """The persons and households that the written cells are about."""
    found: dict[tuple[str, str], list[Writing]] = defaultdict(list)
    for one in written:
        owner = OWNER.get(one.entity, "")
        if not owner:
            found[one.entity, one.row].append(one)
            continue
        ends = [end.get((one.entity, one.row)) for end in (now, before)]
        for row in {end[owner] for end in ends if end and end[owner]}:
            found[owner, row].append(one)
    return found


def _day(some: Sequence[Writing], now: Rows, before: Rows) -> str:
    """The day that was written, or was there before: the earliest, since that is the one that reaches back."""
    days = []
    for end in (now, before):
        for one in some:
            fields = end.get((one.entity, one.row)) or {}
            keys = ("date",) if one.entity in OWNER else ("ended", "joined", "left")
            days += [fields[key] for key in keys if one.cell in {key, BIRTH, REMOVED} and fields.get(key)]
        if days:
            return str(min(days))
    return ""


# -- both ends ----------------------------------------------------------------------------------------------------------


def _both_ends(store: Store, written: Sequence[Writing], those: Those) -> tuple[Rows, Rows]:
    """The written rows, those they are about with all that is told of them, and the households they may sit in; now and before."""
    ids: dict[str, set[str]] = defaultdict(set)
    for one in written:
        ids[one.entity].add(one.row)
    now = {key: one for entity, rows in ids.items() for key, one in _rows(store, entity, rows).items()}
    before = _without(store, now, written, those)

    def named(entities: Collection[str], fields: Sequence[str]) -> set[str]:
        rows = (one for end in (now, before) for (entity, _row), one in end.items() if entity in entities)
        return {one[field] for one in rows for field in fields if one.get(field)}

    def add(entity: str, wanted: set[str], key: str = "id") -> None:
        for place, one in _rows(store, entity, wanted, key).items():
            if place not in now:
                now[place] = before[place] = one

    members = named(["member_change"], ["member"])
    add("member", members - ids["member"])
    add("member_change", members | ids["member"], "member")
    homes = named(["member", "household_change"], ["household"]) | named(["member_change"], ["origin"])
    add("household", homes - ids["household"])
    add("household_change", homes | ids["household"], "household")
    return now, before


def _rows(store: Store, entity: str, wanted: set[str], key: str = "id") -> Rows:
    fields = (REMOVED, *_CELLS[entity])
    columns = ", ".join(f'"{one}"' for one in fields)
    found = store.query(
        f'SELECT id, {columns} FROM "{entity}" WHERE "{key}" IN (SELECT value FROM json_each(?))',
        (json.dumps(sorted(wanted)),),
    )
    return {(entity, row): dict(zip(fields, values, strict=True)) for row, *values in found}


def _without(store: Store, now: Rows, written: Sequence[Writing], those: Those) -> Rows:
    """The written rows with what the log says of the written cells without these changes; not those that only they bore."""
    cells: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in written:
        cells[one.entity, one.row] |= {REMOVED, *_CELLS[one.entity]} if one.cell == BIRTH else {one.cell}
    rows = json.dumps([row for _entity, row in cells])
    logs: dict[str, list[Written]] = defaultdict(list)
    left_out: set[int] = set()
    for seq, row, cell, value in store.query(
        f"SELECT c.seq, c.row, c.field, iif({those.condition}, NULL, c.value) FROM change c"
        " JOIN batch b ON b.seq = c.batch WHERE c.row IN (SELECT value FROM json_each(?)) ORDER BY c.seq",
        (*those.parameters, rows),
    ):
        if value is None:
            left_out.add(seq)
        else:
            logs[row].append(Written(seq, "", cell, value))
    replaced = _replaced(store, rows, left_out)
    before = dict(now)
    for (entity, row), some in cells.items():
        if not any(one.cell == BIRTH for one in logs[row]):
            before.pop((entity, row), None)
        elif (entity, row) in now:
            before[entity, row] = now[entity, row] | _said(entity, logs[row], replaced[row], some)
    return before


def _said(entity: str, log: list[Written], replaced: set[tuple[int, str]], cells: set[str]) -> Fields:
    """What a log says of some cells of a row."""
    spec = ENTITIES[entity]
    heads = heads_of(spec, log, replaced)
    values = values_of(spec, log, heads)
    return {cell: removal_of(heads) if cell == REMOVED else to_column(spec[cell], values[cell]) for cell in cells}


def _replaced(store: Store, rows: str, left_out: Collection[int]) -> dict[str, set[tuple[int, str]]]:
    """Row → (change, cell) that a change of that cell replaces, if that is not left out."""
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for row, cell, seq, former in store.query(
        "SELECT k.row, k.field, k.seq, o.replaced FROM change k JOIN change_over o ON o.change = k.seq"
        " JOIN change c ON c.seq = o.replaced AND c.row = k.row WHERE k.row IN (SELECT value FROM json_each(?))",
        (rows,),
    ):
        if seq not in left_out:
            found[row].add((former, cell))
    return found
