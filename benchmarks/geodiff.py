# SPDX-License-Identifier: MIT
"""The same change sets merged by pygeodiff (https://github.com/MerginMaps/geodiff), if it is installed.

It knows no change log: it compares whole files with their common base. It gets our record tables as plain files, without
indexes, log, lists and search words, which is less than we write. Nothing of the product uses it.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from benchmarks.measure import timed
from benchmarks.scratch import PASSPHRASE
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.services.opening.files import open_village_file
from villagedesk.store.schema import record_table

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.scratch import Scratch


def rebased(scratch: Scratch, base: Path, here: Path, there: Path, rounds: int) -> float | None:
    """Milliseconds in which `there` is rebased upon `here`; None if pygeodiff is not installed."""
    try:
        import pygeodiff  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    plain = [_plain(scratch, path, name) for path, name in ((base, "base"), (here, "here"), (there, "there"))]
    mine, conflict = scratch.folder / "geodiff-mine.db", scratch.folder / "geodiff-conflict.json"
    engine, took = pygeodiff.GeoDiff(), []
    for _round in range(rounds):
        mine.write_bytes(plain[2].read_bytes())
        took.append(timed(lambda: engine.rebase(str(plain[0]), str(plain[1]), str(mine), str(conflict))))
    for path in (*plain, mine, conflict):
        path.unlink(missing_ok=True)
    return statistics.median(took)


def _plain(scratch: Scratch, path: Path, name: str) -> Path:
    """The record tables of a file as a plain one."""
    target = scratch.folder / f"geodiff-{name}.db"
    target.unlink(missing_ok=True)
    with open_village_file(scratch.copy(path, f"geodiff-{name}.village"), PASSPHRASE) as store:
        connection = store.connection
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(target),))
        connection.execute("PRAGMA query_only = OFF")
        for spec in ENTITIES.values():
            table = record_table(spec)[0].replace("CREATE TABLE ", "CREATE TABLE plain.").replace(" STRICT", "")
            connection.execute(table)
            connection.execute(f'INSERT INTO plain."{spec.key}" SELECT * FROM main."{spec.key}" ORDER BY id')
        connection.execute("DETACH DATABASE plain")
        store.path.unlink()
    return target
