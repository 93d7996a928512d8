# SPDX-License-Identifier: MIT
"""How a file of an older version becomes one of today. Append-only: a released migration is never changed.

The version of a file (`PRAGMA user_version`) is the number of migrations it has had.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from villagedesk.store.engine import APPLICATION_ID, Connection, statements, unlocked, wrapped

Migration = Callable[[Any], None]


def _run(db: Any, name: str) -> None:
    script = (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    for statement in statements(script):  # `executescript` of sqlite-utils looks for their ends after every letter
        db.execute(statement)


def m0001_first(db: Any) -> None:
    """The first released schema."""
    _run(db, "0001_first")


def m0002_merging(db: Any) -> None:
    """What merging keeps: arrivals, changes that are elsewhere, edits that a removal had not seen."""
    _run(db, "0002_merging")


MIGRATIONS: Final[tuple[Migration, ...]] = (m0001_first, m0002_merging)
LATEST: Final = len(MIGRATIONS)


def version_of(connection: Connection) -> int:
    """How many migrations the file has had; 0 for an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: Connection, steps: tuple[Migration, ...] = MIGRATIONS) -> list[str]:
    """Bring the file to the last step. Each step, its record and the file's new version are one transaction.

    Returns:
        The names of the steps that were applied.
    """
    from sqlite_utils import Migrations

    known = Migrations("villagedesk")
    for number, step in enumerate(steps, start=1):
        known(name=step.__name__)(_numbered(number, step))
    db = wrapped(connection)
    before = version_of(connection)
    with unlocked(connection):
        known.apply(db)
    return [step.__name__ for step in steps[before:]]


def _numbered(number: int, step: Migration) -> Migration:
    def run(db: Any) -> None:
        step(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {number}")

    return run
