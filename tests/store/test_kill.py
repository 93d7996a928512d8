# SPDX-License-Identifier: MIT
"""kill −9 at random moments of saving, importing and undoing: no acknowledged save is lost, no file is damaged.

The child works as the program does: `save_records`, a backup and a roster read, checked and applied, `undo_last`. The
parent waits until the wanted sort of work begins and kills at a random moment of it, each sort equally often.
CI kills 24 times; `make test-nightly` (marker slow) kills 200 times and leaves figures.json in its folder (`--basetemp`).
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from villagedesk.services.opening import backups
from villagedesk.services.opening.files import NewFile, create_village_file
from villagedesk.store import backup, verify
from villagedesk.store.file import Opening, open_file

PASSPHRASE = "kuan mei tuo sheng li ban"
KINDS = ("save", "import", "undo")
FAMILIES = 30
CHILD = f"""
import sys
from pathlib import Path
from villagedesk.services.opening.backups import make_backup
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.reading import read_workbook
from villagedesk.sheets.roster import apply_roster, plan_roster
from villagedesk.store.file import open_file

path = Path(sys.argv[1])
store = open_file(path, sys.argv[2])
number = store.value("SELECT count(*) FROM batch WHERE kind = 'edit'")

def card(number, place):
    body = f"510199{{1940 + number // 28 % 60}}01{{1 + number % 28:02}}{{place:03}}"
    return body + "10X98765432"[sum(int(digit) * 2 ** (17 - n) for n, digit in enumerate(body)) % 11]

def say(*words):
    print(*words, flush=True)

def save():
    save_records(store, f"登记 {{number}}", [
        Edit("household", f"h{{number}}", {{"group": "2组", "hh_no": str(number)}}),
        Edit("member", f"m{{number}}", {{"household": f"h{{number}}", "name": "高凤珍"}}),
    ])

def bring_in():
    roster = path.with_name("花名册.csv")
    lines = ["户编号,姓名,与户主关系,证件号码"]
    lines += [f"{{number:06}}{{n:04}},{{name}},{{relation}},{{card(number, 2 * n + place)}}" for n in range({FAMILIES})
              for place, (name, relation) in enumerate((("肖辉", "户主"), ("曾大明", "之子")))]
    roster.write_text("\\n".join(lines), encoding="utf-8")
    sheets = read_workbook(roster)
    plan = plan_roster(store, sheets, find_layout(sheets, {{}}), year=2025)
    make_backup(store, "import")
    assert apply_roster(store, plan, label=f"导入 {{number}}")

while True:
    number += 1
    for kind, work in (("save", save), ("import", bring_in), ("undo", lambda: undo_last(store))):
        say("begin", kind, number)
        work()
        say("done", kind, number)
"""


def killed_once(path: Path, kind: str, moment: float, lasts: dict[str, float]) -> tuple[set[tuple[str, int]], str]:
    """Let a child work on the file and kill it at a fraction of the wanted work.

    Returns:
        What it acknowledged, and the sort of work that was cut off ("" if it was killed between two).
    """
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), PASSPHRASE], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    said, began = [], 0.0
    while not said or said[-1].split()[:2] != ["begin", kind]:
        line = child.stdout.readline()
        assert line, "the child ended by itself"
        said.append(line)
        what, sort, _number = line.split()
        if what == "done":
            lasts[sort] = time.monotonic() - began
        began = time.monotonic()
    time.sleep(moment * lasts.get(kind, 0.1))
    child.kill()
    said += child.stdout.readlines()
    child.wait()
    child.stdout.close()
    whole = [line.split() for line in said if line.endswith("\n")]
    cut_off = whole[-1][1] if whole[-1][0] == "begin" else ""
    return {(sort, int(number)) for what, sort, number in whole if what == "done"}, cut_off


def check_after_kill(path: Path, acknowledged: set[tuple[str, int]]) -> None:
    with open_file(path, PASSPHRASE, Opening()) as store:
        assert verify.verify(store).faults == []
        labels = store.query("SELECT kind, label FROM batch")
        in_file = {
            kind: {int(label.split()[-1]) for sort, label in labels if sort == kind} for kind in ("edit", "import")
        }
        undone = {int(label.split()[-1]) for sort, label in labels if sort == "undo"}
        for kind, number in acknowledged:
            assert number in {"save": in_file["edit"], "import": in_file["import"], "undo": undone}[kind], (
                kind,
                number,
            )
        for number in in_file["edit"]:
            assert store.value("SELECT count(*) FROM member WHERE household = ?", (f"h{number}",)) == 1
        live = "SELECT count(*) FROM member m JOIN household h ON h.id = m.household WHERE h.hh_no LIKE ? {}"
        for number in in_file["import"]:
            assert store.value(live.format(""), (f"{number:06}____",)) == 2 * FAMILIES
            left = store.value(live.format("AND m.removed IS NULL"), (f"{number:06}____",))
            assert left == (0 if number in undone else 2 * FAMILIES)


def kill_many(count: int, folder: Path, seed: int) -> Counter[str]:
    """Kills spread evenly over the three sorts of work; returns how often each was cut off before it was acknowledged."""
    chance = random.Random(seed)
    path = folder / "密档.village"
    wanted = NewFile("village", "清溪村", "510199100201", 2025)
    with create_village_file(path, PASSPHRASE, wanted) as store:
        info, key = store.info, store.key
    lasts: dict[str, float] = {}
    figures: Counter[str] = Counter()
    for turn in range(count):
        kind = KINDS[turn % len(KINDS)]
        acknowledged, cut_off = killed_once(path, kind, chance.uniform(0.0, 1.0), lasts)
        check_after_kill(path, acknowledged)
        figures[cut_off] += 1
    for one in backups.list_backups(info):  # a backup has its name only when it is whole
        backup.examine(Path(one.path), key)
    return figures


def test_nothing_acknowledged_is_lost_by_a_killed_program(tmp_path: Path):
    figures = kill_many(24, tmp_path, seed=20260302)
    assert set(figures) >= set(KINDS)


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_by_200_kills(tmp_path: Path):
    figures = kill_many(200, tmp_path, seed=1)
    assert all(figures[kind] >= 30 for kind in KINDS)
    (tmp_path / "figures.json").write_text(json.dumps(figures))
