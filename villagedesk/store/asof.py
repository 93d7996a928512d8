# SPDX-License-Identifier: MIT
"""A file as it was on a day, as a copy in memory: what it knew then, and what was so then (docs/adr/0011).

Entry date: the log up to the first thing that was entered after the day. The tables are copied as they are, and only rows
that were written later are derived again from the shortened log, so that the work grows with what came since.
Event date: people and households go back to where they were (`whereabouts`), what had not begun yet goes, and what had not
ended yet goes on. The file itself is only read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Scope
from villagedesk.store import engine, migrations, projection, whereabouts
from villagedesk.store.backup import stoppable
from villagedesk.store.encoding import REMOVED_COLUMN
from villagedesk.store.rederive import rederive
from villagedesk.store.schema import LOG_TABLES, MERGING_TABLES
from villagedesk.store.store import Store
from villagedesk.store.whereabouts import NOT_YET
from villagedesk.store.yearlocks import annual

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.clock import Clock

_LISTS: Final = ("household_list",)


class Moment(NamedTuple):
    """A day by either clock or by both; ISO, empty where that clock does not count.

    Attributes:
        known: entry date: only what this file knew on the evening of this day.
        happened: event date: only what had happened by this day.
    """

    known: str = ""
    happened: str = ""


class Cut(NamedTuple):
    """Where the log ends: the last batch and the last change that were there."""

    batch: int
    change: int


def cut_after(store: Store, day: str) -> Cut | None:
    """Where the log of this file ended on the evening of a day (ISO); None if nothing was entered since.

    Batches count by their place: what stands before something that was known on the day was known too. What arrived by a
    merge was known when it was merged here. Times later than this computer's clock are wrong and end nothing.
    """
    evening, now = f"{day} 24", store.clock().isoformat(" ", "seconds")  # text of any hour of the day sorts before
    own = store.value("SELECT min(seq) - 1 FROM batch WHERE arrived IS NULL AND at > ? AND at <= ?", (evening, now))
    merge = store.one(
        "SELECT place, first FROM arrival WHERE undone IS NULL AND at > ? AND at <= ? ORDER BY place, seq LIMIT 1",
        (evening, now),
    )
    if own is None and merge is None:
        return None
    batch = min(own if own is not None else 2**62, merge[0] if merge else 2**62)
    later = store.value("SELECT min(seq) FROM change WHERE batch > ?", (batch,))
    firsts = [one for one in (later, merge[1] if merge else None) if one is not None]
    return Cut(batch, min(firsts) - 1 if firsts else 2**62)


def copy(
    store: Store,
    clock: Clock,
    moment: Moment,
    *,
    searchable: bool = False,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Store:
    """The state of the file on a day, as a store of its own that can only be read; close it when it is done with.

    Args:
        store: the file; it is not changed, and not held longer than the copying takes.
        clock: what "today" is in the copy.
        moment: the day.
        searchable: make the search words of all households, which takes longer than all the rest.
        check: called often; may raise `Cancelled`.
        report: is told how far the work is.
    """
    cut = cut_after(store, moment.known) if moment.known else None
    with engine.copy_of(store.path, store.key) as connection:
        migrations.migrate(connection)
        with engine.unlocked(connection), stoppable(connection, check):
            connection.execute("BEGIN")
            touched = _bring_over(connection, cut, check, report)
            connection.execute("COMMIT")
    made = Store(store.path, None, connection, store.info, store.author, read_only=True, clock=clock)
    try:
        with engine.unlocked(connection), engine.roomy(connection), stoppable(connection, check):
            connection.execute("BEGIN")
            households = set(rederive(connection, touched, check, listed=False).households) if touched else set()
            if moment.happened:
                whereabouts.put_back(made, moment.happened, store.clock().date().isoformat())
                _as_it_was(connection, moment.happened)
            _list_again(made, None if moment.happened or searchable else households, words_too=searchable)
            connection.execute("COMMIT")
    except BaseException:
        made.close()
        raise
    return made


def _bring_over(
    connection: Any, cut: Cut | None, check: Callable[[], None], report: Callable[[int, int, str], None]
) -> dict[str, set[str]]:
    """Copy tables and log up to the cut.

    Returns:
        The rows that were written later, by entity.
    """
    tables = ("file_info", *LOG_TABLES, *MERGING_TABLES, *ENTITIES, *_LISTS)
    for number, table in enumerate(tables):
        check()
        report(number, len(tables) + 1, "")
        connection.execute(f'DELETE FROM main."{table}"')
        where, parameters = _kept(table, cut)
        ours, theirs = (_columns(connection, schema, table) for schema in ("main", "source"))
        # Whole tables of the same form are copied page by page, indexes too; SQLite does that for * only.
        columns = "*" if ours == theirs else ours
        into = "" if ours == theirs else f" ({ours})"
        connection.execute(
            f'INSERT INTO main."{table}"{into} SELECT {columns} FROM source."{table}"{where}', parameters
        )
    touched: dict[str, set[str]] = defaultdict(set)
    if cut is not None:
        later = "SELECT DISTINCT entity, row FROM source.change WHERE seq > ?"
        for entity, row in connection.execute(later, (cut.change,)):
            touched[entity].add(row)
    return dict(touched)


def _columns(connection: Any, schema: str, table: str) -> str:
    return ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA {schema}.table_info("{table}")'))


def _kept(table: str, cut: Cut | None) -> tuple[str, tuple[int, ...]]:
    """The condition for the lines of a log table that were there."""
    if cut is None:
        return "", ()
    by_batch = {"batch": "seq", "change_elsewhere": "batch", "batch_head": "batch"}
    by_change = {"change": "seq", "change_over": "change", "change_over_elsewhere": "change"}
    if table in by_batch:
        return f" WHERE {by_batch[table]} <= ?", (cut.batch,)
    if table in by_change:
        return f" WHERE {by_change[table]} <= ?", (cut.change,)
    if table == "arrival":
        return " WHERE first <= ? OR last <= ?", (cut.change, cut.change)
    return "", ()


def _as_it_was(connection: Any, day: str) -> None:
    """What had begun by the day, and had not ended by then: who left on the day is gone, a last day still counts.

    By the names that such fields have in the catalogue; for facts of a year the year counts.
    """
    year = int(day[:4])
    for spec in ENTITIES.values():
        later = [f'"{key}" > :day' for key in ("joined", "start", "date") if key in spec]
        if spec.key in annual():
            later.append("year > :year")
        if "from_year" in spec:
            later.append('"from_year" > :year')
        if spec.scope is not Scope.IDENTITY or "joined" in spec:
            for condition in later:
                sql = f'UPDATE "{spec.key}" SET {REMOVED_COLUMN} = :why WHERE {condition} AND {REMOVED_COLUMN} IS NULL'
                connection.execute(sql, {"why": NOT_YET, "day": day, "year": year})
        for end, how, over in (
            ("left", "leave_reason", "> :day"),
            ("end", "ending working", ">= :day"),
            ("to_year", "", "> :year"),
        ):
            if end in spec:
                sets = ", ".join(f'"{key}" = NULL' for key in (end, *how.split()) if key in spec)
                connection.execute(f'UPDATE "{spec.key}" SET {sets} WHERE "{end}" {over}', {"day": day, "year": year})


def _list_again(made: Store, households: set[str] | None, *, words_too: bool) -> None:
    """Bring the household list in line; None stands for all households."""
    wanted = households
    if wanted is None:
        wanted = {row for (row,) in made.query("SELECT id FROM household UNION SELECT id FROM household_list")}
    projection.refresh(made.connection, wanted, words_too=words_too)
