# SPDX-License-Identifier: MIT
"""kill −9 at random moments of saving, importing and undoing: no acknowledged save is lost, no file is damaged.

CI kills 24 times; `make test-nightly` (marker slow) kills 200 times.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING

import pytest

from villagedesk.services.files import NewFile, create_village_file
from villagedesk.store import verify
from villagedesk.store.file import Opening, open_file

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "kuan mei tuo sheng li ban"
CHILD = """
import sys
from pathlib import Path
from villagedesk.store import undo
from villagedesk.store.file import open_file

store = open_file(Path(sys.argv[1]), sys.argv[2])
number = store.value("SELECT count(*) FROM batch WHERE kind = 'edit'")
while True:
    number += 1
    with store.change(f"登记 {number}") as change:
        change.put("household", f"h{number}", {"group": "2组", "hh_no": str(number)})
        change.put("member", f"m{number}", {"household": f"h{number}", "name": "高凤珍"})
    print(f"saved {number}", flush=True)
    with store.change(f"导入 {number}", "import") as change:
        change.put_new("visit", [(f"v{number}-{n}", {"household": f"h{number}", "date": "2026-01-01"}) for n in range(300)])
    print(f"imported {number}", flush=True)
    undo.undo(store)
    print(f"undone {number}", flush=True)
"""


def rounds(count, tmp_path, seed):
    chance = random.Random(seed)
    path = tmp_path / "密档.village"
    create_village_file(path, PASSPHRASE, NewFile("village", "清溪村", "510199100201", 2025)).close()
    for _round in range(count):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(CHILD), str(path), PASSPHRASE], stdout=subprocess.PIPE, text=True,
            env=os.environ,
        )  # fmt: skip
        first = child.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.06))
        child.kill()
        said = [first, *child.stdout.readlines()]
        child.wait()
        child.stdout.close()
        acknowledged = [line.split() for line in said if line.endswith("\n") and line.strip()]
        yield path, {(what, int(number)) for what, number in acknowledged}


def check_after_kill(path, acknowledged):
    with open_file(path, PASSPHRASE, Opening()) as store:
        found = verify.verify(store)
        assert found.faults == []
        saved = {int(label.split()[1]) for (label,) in store.query("SELECT label FROM batch WHERE kind = 'edit'")}
        imported = {int(label.split()[1]) for (label,) in store.query("SELECT label FROM batch WHERE kind = 'import'")}
        undone = {int(label.split()[-1]) for (label,) in store.query("SELECT label FROM batch WHERE kind = 'undo'")}
        for what, number in acknowledged:
            assert number in {"saved": saved, "imported": imported, "undone": undone}[what], (what, number)
        for number in saved:
            assert store.value("SELECT count(*) FROM member WHERE household = ?", (f"h{number}",)) == 1
        for number in imported:
            rows = store.value("SELECT count(*) FROM visit WHERE household = ?", (f"h{number}",))
            live = store.value("SELECT count(*) FROM visit WHERE household = ? AND removed IS NULL", (f"h{number}",))
            assert rows == 300
            assert live == (0 if number in undone else 300)


def test_nothing_acknowledged_is_lost_by_a_killed_program(tmp_path: Path):
    for path, acknowledged in rounds(24, tmp_path, seed=20260302):
        check_after_kill(path, acknowledged)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_200_kills(tmp_path: Path):
    for path, acknowledged in rounds(200, tmp_path, seed=1):
        check_after_kill(path, acknowledged)
