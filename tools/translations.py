# SPDX-License-Identifier: MIT
"""Bring the English catalogue in line with the program's texts: `python tools/translations.py`.

Extracts every `_("…")`, adds what is new (untranslated), drops what has gone, compiles. Prints what still needs English.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from villagedesk.documents.facts import meanings  # noqa: E402 - of this working copy

# Titles of checks are put into words where they are shown.
KEYWORDS = {"_": None, "Rule": (2,), "VillageRule": (2,), "Elsewhere": (2,)}
PO = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES" / "villagedesk.po"


def main() -> int:
    """Update, compile, report; returns how many texts have no English."""
    template = Catalog(project="VillageDesk", charset="utf-8")
    found = extract_from_dir(ROOT / "villagedesk", keywords=KEYWORDS)
    for path, line, message, _comments, _context in found:
        template.add(message, locations=[(path, line)])
    for text in meanings.texts():
        template.add(text)
    if PO.exists():
        with PO.open("rb") as file:
            catalogue = read_po(file, locale="en")
    else:
        catalogue = Catalog(locale="en", project="VillageDesk", charset="utf-8")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # no news, no difference
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=140, sort_output=True, omit_header=False, no_location=True)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = [message.id for message in catalogue if message.id and not message.string]
    for text in missing:
        print(repr(text))
    print(f"{len(catalogue)} texts, {len(missing)} without English")
    return len(missing)


if __name__ == "__main__":
    raise SystemExit(1 if main() else 0)
