# SPDX-License-Identifier: MIT
"""Who counts in a locked year, before and after something was written: what moves somebody is told, what moves nobody is not.

Before is what stands in the tables, with the cells that were written set back to what they held. A household counts in a
year of the village to which it belonged at its end, a person in the household of that day (`population` says the same of a
whole file). Everything else that is written of people and households changes no year.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.membership import household_on
from villagedesk.store.cells import BIRTH, REMOVED, Head, ranked, value_at_birth
from villagedesk.store.encoding import from_json, loads, to_column

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
_OWNER: Final = {"member_change": "member", "household_change": "household"}
RELEVANT: Final = " OR ".join(
    f"c.entity = '{entity}' AND c.field IN ({', '.join(repr(one) for one in (BIRTH, REMOVED, *fields))})"
    for entity, fields in _CELLS.items()
)


class Writing(NamedTuple):
    """A cell that was written; `before` is its content until then, None in a row that was born."""

    seq: int
    entity: str
    row: str
    cell: str
    before: Any


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


def writings(store: Store, condition: str, parameters: Any) -> list[Writing]:
    """The relevant cells among some changes `c` with their batches `b` (SQL for this package), in the file's order."""
    found: dict[int, tuple[tuple[int, str, str, str], list[tuple[str, str]]]] = {}
    for seq, entity, row, field, cell, before in store.query(
        "SELECT c.seq, c.entity, c.row, c.field, k.field, k.value FROM change c JOIN batch b ON b.seq = c.batch"
        " LEFT JOIN change_over o ON o.change = c.seq"
        " LEFT JOIN change k ON k.seq = o.replaced AND k.row = c.row AND k.field IN ('', c.field)"
        f" WHERE ({RELEVANT}) AND {condition} ORDER BY c.seq",
        parameters,
    ):
        _written, heads = found.setdefault(seq, ((seq, entity, row, field), []))
        if cell is not None:
            heads.append((cell, before))
    return [Writing(*written, _shown(written[3], heads)) for written, heads in found.values()]


def _shown(cell: str, heads: Sequence[tuple[str, str]]) -> Any:
    """What a cell showed before it was written: of its own heads the first, else what the births say of it."""
    own = [value for written, value in heads if written == cell]
    if own:
        return ranked(cell, [Head("", 0, value) for value in own])[0].json
    said = [value_at_birth(loads(value), cell) for _written, value in heads]
    return next((one for one in said if one is not None), None)


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
        if (identified and int(identified) > year) or any(kind == "formed" for _day, _row, kind, _village in later):
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


def shifts(store: Store, written: Sequence[Writing], years: Iterable[int]) -> Iterator[Shift]:
    """Whoever counts elsewhere, or counts or not, in one of these years by what was written; households first."""
    if not written:
        return
    now, before = _both_ends(store, written)
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
        owner = _OWNER.get(one.entity, "")
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
            keys = ("date",) if one.entity in _OWNER else ("ended", "joined", "left")
            days += [fields[key] for key in keys if one.cell in {key, BIRTH, REMOVED} and fields.get(key)]
        if days:
            return str(min(days))
    return ""


# -- both ends ----------------------------------------------------------------------------------------------------------


def _both_ends(store: Store, written: Sequence[Writing]) -> tuple[Rows, Rows]:
    """The written rows, those they are about with all that is told of them, and the households they may sit in; now and before."""
    ids: dict[str, set[str]] = defaultdict(set)
    for one in written:
        ids[one.entity].add(one.row)
    now = {key: one for entity, rows in ids.items() for key, one in _rows(store, entity, rows).items()}
    before = _set_back(now, written)

    def named(entities: Collection[str], fields: Sequence[str]) -> set[str]:
        rows = (one for end in (now, before) for (entity, _row), one in end.items() if entity in entities)
        return {one[field] for one in rows for field in fields if one.get(field)}

    def add(entity: str, wanted: set[str], key: str = "id") -> None:
        for place, one in _rows(store, entity, wanted, key).items():
            if place not in now:
                now[place] = before[place] = one

    members = ids["member"] | named(["member_change"], ["member"])
    add("member", members)
    add("member_change", members, "member")
    homes = (
        ids["household"] | named(["member", "household_change"], ["household"]) | named(["member_change"], ["origin"])
    )
    add("household", homes)
    add("household_change", homes, "household")
    return now, before


def _rows(store: Store, entity: str, wanted: set[str], key: str = "id") -> Rows:
    fields = (REMOVED, *_CELLS[entity])
    columns = ", ".join(f'"{one}"' for one in fields)
    found = store.query(
        f'SELECT id, {columns} FROM "{entity}" WHERE "{key}" IN (SELECT value FROM json_each(?))',
        (json.dumps(sorted(wanted)),),
    )
    return {(entity, row): dict(zip(fields, values, strict=True)) for row, *values in found}


def _set_back(now: Rows, written: Sequence[Writing]) -> Rows:
    """The written rows with what the cells held before; without those that were born."""
    before = {key: dict(one) for key, one in now.items()}
    for one in reversed(written):  # what was written first comes last, and what stood before that holds
        fields = before.get((one.entity, one.row))
        if one.cell == BIRTH:
            before.pop((one.entity, one.row), None)
        elif fields is not None:
            spec = None if one.cell == REMOVED else ENTITIES[one.entity][one.cell]
            fields[one.cell] = one.before if spec is None else to_column(spec, from_json(spec, one.before))
    return before
