# SPDX-License-Identifier: MIT
"""Saving a form through the service, against the same rows written by bare SQL in one transaction with the same fsync.

Three copies of a file: one is saved to and timed, one is saved to and watched, and on the third the record and log rows
that the watched one wrote are written again as bare statements, prepared beforehand. What that leaves out is all our
reading, comparing and hashing, and keeping the list and the search words in line.
"""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.measure import Line, timed
from benchmarks.scratch import PASSPHRASE
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import open_village_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

HOUSEHOLDS = 2_000
ROUNDS = 25


def lines(scratch: Scratch) -> Iterator[Line]:
    """A household's form, and a visit."""
    file = scratch.township(HOUSEHOLDS)
    copies = [scratch.copy(file, f"saving-{name}.village") for name in ("timed", "watched", "bare")]
    with ExitStack() as open_:
        stores = [open_.enter_context(open_village_file(copy, PASSPHRASE)) for copy in copies]
        for name, edits_of in (("household form (8 fields in 4 rows)", _household), ("new visit", _visit)):
            ours, bare = [], []
            for round_ in range(ROUNDS):
                edits = edits_of(stores[0], round_)
                ours.append(timed(lambda edits=edits: save_records(stores[0], "编辑户信息", edits)))
                statements = _watched(stores[1], edits)
                bare.append(timed(lambda statements=statements: _replay(stores[2], statements)))
            yield Line(f"save: {name} / raw transaction", statistics.median(ours[3:]), statistics.median(bare[3:]), 2)
    for copy in copies:
        copy.unlink()


def _household(store: Store, round_: int) -> list[Edit]:
    household = store.value("SELECT id FROM household ORDER BY id LIMIT 1 OFFSET ?", (round_ * 7 + 3,))
    year = store.value("SELECT id FROM household_year WHERE household = ?", (household,))
    members = [
        row
        for (row,) in store.query("SELECT id FROM member WHERE household = ? ORDER BY position LIMIT 2", (household,))
    ]
    return [
        Edit(
            "household",
            household,
            {"address": f"老屋场{round_}号", "bank": "示范县农村商业银行", "phone": f"1390000{round_:04d}"},
        ),
        Edit("household_year", year, {"farmland": 100 + round_, "structure": "brick_wood", "fuel": "clean"}),
        *(Edit("member", row, {"note": f"已核对{round_}", "phone": f"1380000{round_:04d}"}) for row in members),
    ]


def _visit(store: Store, round_: int) -> list[Edit]:
    household = store.value("SELECT id FROM household ORDER BY id LIMIT 1 OFFSET ?", (round_ * 5 + 1,))
    facts = {
        "household": household,
        "date": "2025-11-20",
        "visitors": "王小明",
        "changes": "家庭情况无变化",
        "problems": "无",
    }
    return [Edit("visit", "", facts)]


def _watched(store: Store, edits: list[Edit]) -> list[str]:
    """The statements with which a save writes records and log."""
    sent: list[str] = []
    store.connection.set_trace_callback(sent.append)
    try:
        save_records(store, "编辑户信息", edits)
    finally:
        store.connection.set_trace_callback(None)
    derived = ("wanted", "household_list", "finder")
    return [
        one
        for one in sent
        if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")) and not any(name in one for name in derived)
    ]


def _replay(store: Store, statements: list[str]) -> None:
    connection = store.connection
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for statement in statements:
        connection.execute(statement)
    connection.execute("COMMIT")
    connection.execute("PRAGMA query_only = ON")
