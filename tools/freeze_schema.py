# SPDX-License-Identifier: MIT
"""Write the SQL of the migrations from the schema of today: `python tools/freeze_schema.py [--again]`.

A migration that was released is never written again: a field that comes later is a migration of its own. Before the first
release `--again` writes them anew.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it also runs where the package is not installed

from villagedesk.store.schema import by_migration  # noqa: E402

for name, statements in by_migration().items():
    target = ROOT / "villagedesk" / "store" / "migrations" / f"{name}.sql"
    if target.exists() and "--again" not in sys.argv:
        raise SystemExit(f"{target} exists; a released migration is never rewritten (--again before the first release)")
    target.write_text(";\n\n".join(statements) + ";\n", encoding="utf-8", newline="\n")
    print(f"{target}: {target.stat().st_size} bytes")
