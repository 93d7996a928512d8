# SPDX-License-Identifier: MIT
"""What tables there are. Those of the records follow from the field catalogue; the rest are written out here.

This is the schema of today. Files get it by migrations (`migrations`), whose SQL is frozen when it is released; a test
compares the two.
"""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NUMBERS, EntitySpec, Kind
from villagedesk.store.encoding import NA_COLUMN, REMOVED_COLUMN

_SECOND: Final = ("question", "erasure")  # came with the second migration
# Besides references, the keys by which rows are looked up.
_INDEXED: Final = {
    "household": ("hh_no", "ended"),
    "member": ("id_no", "person_no"),
    "cadre": ("name",),
    "visit": ("date",),
}
# What an index of a reference holds besides, so that the page 今天 is answered from it (services.today.waiting).
_ALONGSIDE: Final = {
    ("visit", "household"): f"date, next_date, {REMOVED_COLUMN}",
    ("pairing", "household"): f'cadre, role, start, "end", {REMOVED_COLUMN}',
}


def open_measure(at: str = "") -> str:
    """The condition of a measure that somebody still has to see to; `at` stands before its columns ("m.")."""
    return f"{at}{REMOVED_COLUMN} IS NULL AND coalesce({at}status, '') NOT IN ('done', 'dropped', 'adjusted')"


# Rows that few of many are.
_PARTIAL: Final = {"measure": (f'CREATE INDEX measure_open ON "measure" (due, plan) WHERE {open_measure()}',)}


def column_type(kind: Kind) -> str:
    """INTEGER for numbers and yes/no, TEXT for the rest; the tables are STRICT."""
    return "INTEGER" if kind in NUMBERS or kind is Kind.YES_NO else "TEXT"


def record_table(spec: EntitySpec) -> list[str]:
    """The statements that make one record table and its indexes."""
    columns = ["id TEXT PRIMARY KEY NOT NULL"]
    columns += [f'"{field.key}" {column_type(field.kind)}' for field in spec.fields]
    columns += [f"{NA_COLUMN} TEXT", f"{REMOVED_COLUMN} TEXT"]
    statements = [f'CREATE TABLE "{spec.key}" (\n    ' + ",\n    ".join(columns) + "\n) STRICT"]
    has_year = "year" in spec
    for field in spec.fields:
        if field.kind is Kind.REF or field.key in _INDEXED.get(spec.key, ()):
            more = _ALONGSIDE.get((spec.key, field.key), "year" if field.kind is Kind.REF and has_year else "")
            keys = f'"{field.key}", {more}' if more else f'"{field.key}"'
            statements.append(f'CREATE INDEX {spec.key}_{field.key} ON "{spec.key}" ({keys})')
    return [*statements, *_PARTIAL.get(spec.key, ())]


LOG: Final = (
    # A batch is one action of a person: the unit of undo. `seq` is the place in this file and means nothing elsewhere.
    """CREATE TABLE batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    device TEXT NOT NULL,
    at TEXT NOT NULL,
    inverts TEXT,
    changes INTEGER NOT NULL,
    digest TEXT NOT NULL,
    arrived INTEGER
) STRICT""",
    # A change writes one cell: (row, field), or field#code for a member of a set, or '' for the birth of the row with all
    # its first values, or 'removed'. Its global name is the batch's id and `n`. value is JSON.
    """CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch (seq),
    n INTEGER NOT NULL,
    entity TEXT NOT NULL,
    row TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT""",
    "CREATE UNIQUE INDEX change_name ON change (batch, n)",
    "CREATE INDEX change_cell ON change (row, field)",
    # Who was put into another household, and said to have come from another: few, and asked by the household that was left.
    "CREATE INDEX change_moved ON change (seq) WHERE field IN ('household', 'origin')",
    # Which changes a change replaces. A removal also lists the heads of the row's other cells: what its author had seen.
    (
        "CREATE TABLE change_over (change INTEGER NOT NULL, replaced INTEGER NOT NULL,"
        " PRIMARY KEY (change, replaced)) STRICT, WITHOUT ROWID"
    ),
    "CREATE INDEX change_over_replaced ON change_over (replaced)",
    # The heads of every cell that is no longer as its row was born; place 0 is shown, further places contest it.
    (
        "CREATE TABLE change_head (row TEXT NOT NULL, field TEXT NOT NULL, change INTEGER NOT NULL, place INTEGER NOT NULL,"
        " PRIMARY KEY (row, field, change)) STRICT, WITHOUT ROWID"
    ),
    "CREATE INDEX change_head_contested ON change_head (row, field) WHERE place > 0",
)

MERGING: Final = (
    # A merge that was done: what its undoing takes out again (changes `first` to `last`), and what was told of it.
    """CREATE TABLE arrival (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    place INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    report TEXT NOT NULL,
    undone TEXT
) STRICT""",
    # Changes of a batch that are not in this file (other villages' part of a township's batch), by their fingerprints, so
    # that the batch's seal can be proved all the same.
    (
        "CREATE TABLE change_elsewhere (batch INTEGER NOT NULL, n INTEGER NOT NULL, fingerprint TEXT NOT NULL,"
        " PRIMARY KEY (batch, n)) STRICT, WITHOUT ROWID"
    ),
    # What a change replaces and this file has not got, by global name; it moves to `change_over` when it arrives.
    (
        "CREATE TABLE change_over_elsewhere (change INTEGER NOT NULL, name TEXT NOT NULL,"
        " PRIMARY KEY (change, name)) STRICT, WITHOUT ROWID"
    ),
    "CREATE INDEX change_over_elsewhere_name ON change_over_elsewhere (name)",
    # Fingerprints of the heads of batches whose label named an erased person.
    "CREATE TABLE batch_head (batch INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT",
    # Rows of which this file keeps fingerprints only, on request of the person (PIPL art. 47).
    "CREATE TABLE erased (row TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Heads of a removed row, or below it, that whoever removed it had not seen: the row stays visible until decided.
    (
        "CREATE TABLE change_unseen (row TEXT NOT NULL, change INTEGER NOT NULL,"
        " PRIMARY KEY (row, change)) STRICT, WITHOUT ROWID"
    ),
)

LOCAL: Final = (
    "CREATE TABLE file_info (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT",
    # What was typed and not yet saved; one per form and row, gone when it is saved or given up.
    (
        "CREATE TABLE draft (form TEXT NOT NULL, row TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (form, row)) STRICT"
    ),
    # Remembered answers of this office: column mappings of rosters and the like.
    "CREATE TABLE memory (topic TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (topic, key)) STRICT",
    "CREATE TABLE picture (hash TEXT PRIMARY KEY NOT NULL, media TEXT NOT NULL, content BLOB NOT NULL) STRICT",
    # Templates that an office brought itself; a program of sorts, so it goes with the file and never with a merge (ADR 13).
    (
        "CREATE TABLE own_template (name TEXT PRIMARY KEY NOT NULL, content BLOB NOT NULL, who TEXT NOT NULL,"
        " at TEXT NOT NULL) STRICT"
    ),
)

LOG_TABLES: Final = ("batch", "change", "change_over", "change_head")
MERGING_TABLES: Final = (
    "arrival", "change_elsewhere", "change_over_elsewhere", "batch_head", "erased", "change_unseen",
)  # fmt: skip

# Sorted columns of the household list; *_key columns sort as people count (2组 before 10组, names by pinyin).
LIST_KEYS: Final = (
    "number_key", "hh_no", "village", "group_key", "head_key", "phone", "size", "year", "attribute", "exit_status",
    "household_type", "cause", "cadres", "last_visit",
)  # fmt: skip
PROJECTION: Final = (
    # One line per live household, kept by the door in the same transaction, so that lists of any size sort by an index.
    """CREATE TABLE household_list (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number TEXT, number_key TEXT, hh_no TEXT, village TEXT, grp TEXT, group_key TEXT, head_name TEXT, head_key TEXT,
    phone TEXT, size INTEGER, year INTEGER, attribute TEXT, exit_status TEXT, household_type TEXT, cause TEXT, cadres TEXT,
    last_visit TEXT
) STRICT""",
    *(f"CREATE INDEX household_list_{column} ON household_list ({column})" for column in LIST_KEYS),
    # Search words of a household and its people: see `search`. Contentless: the words are derived, not kept twice.
    """CREATE VIRTUAL TABLE finder USING fts5(
    words, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0"
)""",
)


def by_migration() -> dict[str, list[str]]:
    """The statements of each migration that makes tables, by the name of its frozen SQL."""
    first = [statement for spec in ENTITIES.values() if spec.key not in _SECOND for statement in record_table(spec)]
    second = [statement for key in _SECOND for statement in record_table(ENTITIES[key])]
    return {"0001_first": [*LOCAL, *LOG, *first, *PROJECTION], "0002_merging": [*MERGING, *second]}


def statements() -> list[str]:
    """Everything a new file consists of, in order."""
    return [statement for made in by_migration().values() for statement in made]
