CREATE TABLE arrival (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    place INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    report TEXT NOT NULL,
    undone TEXT
) STRICT;

CREATE TABLE change_elsewhere (batch INTEGER NOT NULL, n INTEGER NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (batch, n)) STRICT, WITHOUT ROWID;

CREATE TABLE change_over_elsewhere (change INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (change, name)) STRICT, WITHOUT ROWID;

CREATE INDEX change_over_elsewhere_name ON change_over_elsewhere (name);

CREATE TABLE batch_head (batch INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL) STRICT;

CREATE TABLE erased (row TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE change_unseen (row TEXT NOT NULL, change INTEGER NOT NULL, PRIMARY KEY (row, change)) STRICT, WITHOUT ROWID;

CREATE TABLE "question" (
    id TEXT PRIMARY KEY NOT NULL,
    "household" TEXT,
    "about" TEXT,
    "text" TEXT,
    "asked_on" TEXT,
    "asked_by" TEXT,
    "answer" TEXT,
    "settled" INTEGER,
    not_applicable TEXT,
    removed TEXT
) STRICT;

CREATE INDEX question_household ON "question" ("household");

CREATE TABLE "erasure" (
    id TEXT PRIMARY KEY NOT NULL,
    "erased" TEXT,
    "about" TEXT,
    "reason" TEXT,
    "erased_on" TEXT,
    not_applicable TEXT,
    removed TEXT
) STRICT;
