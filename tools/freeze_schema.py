# SPDX-License-Identifier: MIT
"""Write the SQL of a migration file from the schema of today: `python tools/freeze_schema.py 0001_first`.

Run once, when a migration that creates tables is written; a released migration is never written again.
"""

import sys
from pathlib import Path

from villagedesk.store.schema import statements

target = Path("villagedesk/store/migrations") / f"{sys.argv[1]}.sql"
if target.exists() and "--again" not in sys.argv:
    raise SystemExit(f"{target} exists; a released migration is never rewritten (--again before the first release)")
target.write_text(";\n\n".join(statements()) + ";\n", encoding="utf-8")
print(f"{target}: {target.stat().st_size} bytes")
