# SPDX-License-Identifier: MIT
"""The power fails during a merge (M94): what was not synced is kept, lost or torn, sector by sector, in any mixture.

The writes of one real merge are recorded with strace, and the disk is put together from them as it may be found
afterwards. Nobody can cut the power of a test machine; a disk that lies about syncing is beyond this.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.merge.test_interrupted import files, state  # noqa: F401  (a fixture)

if TYPE_CHECKING:
    from pathlib import Path

SECTOR = 512
CUTS = 10_000 if os.environ.get("HYPOTHESIS_PROFILE") == "night" else 30
LINE = re.compile(
    r'(pwrite64|ftruncate|fsync|fdatasync)\(\d+<([^>]*)>(?:, "([^"]*)", (\d+))?(?:, (\d+))?\)\s*= (-?\d+)'
)


@dataclass(frozen=True, slots=True)
class Op:
    """One call of the recorded merge: "write" (place, data), "cut" (new size in place), or "sync"."""

    what: str
    file: str
    place: int = 0
    data: bytes = b""


@dataclass
class Disk:
    """What the disk holds for certain, and what it may have of each file that was not synced yet."""

    content: dict[str, bytearray]
    pending: dict[str, list[Op]] = field(default_factory=dict)

    def do(self, op: Op) -> None:
        waiting = self.pending.setdefault(op.file, [])
        if op.what != "sync":
            waiting.append(op)
            return
        for one in waiting:
            self.content[op.file] = applied(self.content.get(op.file, bytearray()), one)
        waiting.clear()

    def after_cut(self, dice: random.Random) -> dict[str, bytes]:
        found = {}
        for file in self.content.keys() | self.pending.keys():
            content = bytearray(self.content.get(file, b""))
            for op in self.pending.get(file, ()):
                fate = dice.choice(("kept", "lost", "torn"))
                if fate == "torn" and op.what == "write":
                    for at in range(0, len(op.data), SECTOR):
                        if dice.random() < 0.5:
                            content = applied(content, Op("write", file, op.place + at, op.data[at : at + SECTOR]))
                elif fate == "kept":
                    content = applied(content, op)
            found[file] = bytes(content)
        return found


def applied(content: bytearray, op: Op) -> bytearray:
    if op.what == "cut":
        return content[: op.place] + bytes(max(0, op.place - len(content)))
    content = content + bytes(max(0, op.place - len(content)))
    return content[: op.place] + op.data + content[op.place + len(op.data) :]


def recorded(script: Path, target: Path, source: Path, trace: Path) -> list[Op]:
    """Run the merge of another process under strace; what it did to the file and its journal."""
    done = subprocess.run(
        ["strace", "-ff", "-y", "-xx", "-s", "100000", "-e", "trace=pwrite64,ftruncate,fsync,fdatasync", "-o", trace,
         sys.executable, script, target, source, "0"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip
    assert done.stdout.split() == ["begin", "done"], done.stdout
    ops = []
    for part in sorted(trace.parent.glob(f"{trace.name}.*")):
        for line in part.read_text(encoding="ascii").splitlines():
            call = LINE.match(line)
            if call is None:
                continue
            what, path, data, _size, place, _result = call.groups()
            name = bytes.fromhex(path.replace("\\x", "")).decode() if path.startswith("\\x") else path
            file = name.rpartition("/")[2]
            if file in {target.name, f"{target.name}-journal"}:
                if what == "pwrite64":
                    ops.append(Op("write", file, int(place), bytes.fromhex(data.replace("\\x", ""))))
                elif what == "ftruncate":
                    ops.append(Op("cut", file, int(place)))
                else:
                    ops.append(Op("sync", file))
    return ops


@pytest.mark.skipif(shutil.which("strace") is None, reason="recording the writes needs strace")
def test_m94_a_power_cut_leaves_the_state_before_or_after_and_loses_nothing_acknowledged(files, tmp_path):  # noqa: F811
    script, target, source, before = files
    journal = target.with_name(f"{target.name}-journal")
    start = {one.name: bytearray(one.read_bytes()) for one in (target, journal) if one.exists()}
    ops = recorded(script, target, source, tmp_path / "trace")
    after = state(target)
    assert after != before
    assert sum(op.what == "write" for op in ops) > 20
    assert any(op.what == "sync" and op.file == journal.name for op in ops)
    dice, seen = random.Random(11), {"before": 0, "after": 0}
    cuts = sorted(dice.randrange(len(ops) + 1) for _turn in range(CUTS - 5)) + [len(ops)] * 5
    disk, done = Disk(start), 0
    for cut in cuts:
        while done < cut:
            disk.do(ops[done])
            done += 1
        for name, content in disk.after_cut(dice).items():
            target.with_name(name).write_bytes(content)
        now = state(target)
        assert now in (before, after), cut
        assert now == after or cut < len(ops), "what was acknowledged is lost"
        seen["before" if now == before else "after"] += 1
    assert min(seen.values()) > 0
