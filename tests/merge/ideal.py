# SPDX-License-Identifier: MIT
"""What a file must show, derived in the most naive way from the changes it has seen and from what their authors knew.

Written against merge.md A4 and not against the program: it knows no heads that are kept, no tables and no order.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.store.cells import value_at_birth
from villagedesk.store.encoding import dumps

if TYPE_CHECKING:
    from villagedesk.store.store import Store

REMOVED = "removed"


class Written(NamedTuple):
    """A change as the log has it; `over` are the global names of what it replaces."""

    row: str
    cell: str
    value: str
    over: frozenset[str]


Known = Mapping[str, Written]  # global name → change


def changes_of(store: Store) -> dict[str, Written]:
    """Everything that a file has seen."""
    names = dict(store.query("SELECT c.seq, b.id || ':' || c.n FROM change c JOIN batch b ON b.seq = c.batch"))
    over: dict[int, set[str]] = {}
    for change, replaced in store.query("SELECT change, replaced FROM change_over"):
        over.setdefault(change, set()).add(names[replaced])
    return {
        names[seq]: Written(row, cell, value, frozenset(over.get(seq, ())))
        for seq, row, cell, value in store.query("SELECT seq, row, field, value FROM change")
    }


def heads(known: Known, row: str, cell: str) -> dict[str, str]:
    """Name → value (JSON) of every change of a cell, births included, that no change of the cell replaces.

    A birth whose author left the cell empty counts only where nobody says anything of it.
    """
    born = {name: json.loads(one.value) for name, one in known.items() if one.row == row and one.cell == ""}
    births = {name: dumps(value_at_birth(first, cell)) for name, first in born.items()}
    silent = {name for name, first in born.items() if cell != REMOVED and cell.partition("#")[0] not in first}
    writes = {name: one.value for name, one in known.items() if one.row == row and one.cell == cell != ""}
    replaced = {gone for name in writes for gone in known[name].over}
    standing = {name: value for name, value in {**births, **writes}.items() if name not in replaced}
    return {name: value for name, value in standing.items() if name not in silent} or standing


def members(known: Known, row: str, field: str) -> set[str]:
    """The codes of a set: in it as soon as one of the heads says so (a doubt is shown rather than hidden)."""
    told = {one.cell for one in known.values() if one.row == row and one.cell.startswith(f"{field}#")}
    for one in known.values():
        if one.row == row and one.cell == "":
            told |= {f"{field}#{code}" for code in json.loads(one.value).get(field, ())}
    return {cell.partition("#")[2] for cell in told if "true" in heads(known, row, cell).values()}


def doubts_brought_back(known: Known, past: Mapping[str, frozenset[str]], name: str, inverted: str) -> set[str]:
    """What an undoing (or redoing) that removes a row again must not count as seen.

    It brings back the removal that somebody's decision had replaced, and with it what that removal had not seen when
    the decision was made. The decision is found by the batch that is `inverted`: what the undoing replaces may be another
    undoing that only stood for it.
    """
    one, found = known[name], set()
    of_batch = (other for other in known if other.rpartition(":")[0] == inverted)
    for decision in (other for other in of_batch if known[other][:2] == (one.row, REMOVED)):
        formers = {
            name
            for name in known[decision].over
            if known[name][:2] == (one.row, REMOVED) and known[name].value != "null"
        }
        if formers:
            seen = frozenset().union(*(past[former] for former in formers))
            found |= {other for other in past[decision] - seen if not known[other].over & formers}
    return found


def unseen(known: Known, past: Mapping[str, frozenset[str]], row: str, below: set[str]) -> set[str]:
    """What was written of a removed row, or below it, by people of whom no remover knew.

    Args:
        known: what the file has seen.
        past: for every change, what its author's file had seen when it was written.
        row: the removed row.
        below: the rows that belong to it.
    """
    removals = [name for name, value in heads(known, row, REMOVED).items() if value != "null"]
    written: set[str] = set()
    for one in {row, *below}:
        cells = {change.cell for change in known.values() if change.row == one and change.cell}
        written |= {name for name, change in known.items() if change.row == one and change.cell == ""}
        for cell in cells:
            standing = heads(known, one, cell)
            if cell == REMOVED:
                standing = {name: value for name, value in standing.items() if value == "null" and one != row}
            written |= set(standing)
    return {
        name
        for name in written
        if not any(name in past[removal] for removal in removals) and not known[name].over & set(removals)
    }


def is_removed(known: Known, past: Mapping[str, frozenset[str]], row: str, below: set[str]) -> bool:
    """Whether a row is in the recycle bin by itself: all who decided removed it, and nobody wrote without knowing."""
    standing = heads(known, row, REMOVED)
    if "null" in standing.values() or not standing:
        return False
    return not unseen(known, past, row, below)
