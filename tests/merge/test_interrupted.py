# SPDX-License-Identifier: MIT
"""kill −9 and full disks during a merge: the state before or the state after, nothing between, nothing left (M93–M96)."""

from __future__ import annotations

import errno
import io
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.merge.conftest import V1, merge, view
from villagedesk import paths
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder, sweep
from villagedesk.merge.plan import plan_merge
from villagedesk.store import verify
from villagedesk.store.file import open_file

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "night"
CHILD = """
import sys
from pathlib import Path
from villagedesk.errors import VillageDeskError
from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.store.file import open_file

def main():
    target, source, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    store = open_file(target, "")
    print("begin", flush=True)
    if limit:
        import resource, signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with private_folder() as folder:
            gathered = gather(store, [source], folder)
            for one in gathered.refused:
                print("refused", one.text, flush=True)
            plan = plan_merge(store, gathered)
            apply_merge(store, plan, {question.kind for question in plan.questions})
    except VillageDeskError as refused:
        print("refused", str(refused), flush=True)
    print("done", flush=True)

if __name__ == "__main__":
    main()
"""


@pytest.fixture
def files(laptops, tmp_path):
    """A township file with a village in it, and the village's copy with two hundred households more."""
    from tests.conftest import TOWNSHIP

    village, township = laptops("v"), laptops("t", TOWNSHIP)
    with village.change("登记") as change:
        change.put_new("household", [(f"h{n}", {"village": V1, "group": "1组"}) for n in range(50)])
    merge(township, village.path)
    with village.change("导入") as change:
        change.put_new(
            "household", [(f"k{n}", {"village": V1, "group": "2组", "note": "长" * 400}) for n in range(200)]
        )
        change.put_new("member", [(f"m{n}", {"household": f"k{n % 200}", "name": "肖辉"}) for n in range(600)])
    before = view(township)
    village.close()
    township.close()
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    return script, township.path, village.path, before


def run(script: Path, target: Path, source: Path, limit: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(script), str(target), str(source), str(limit)], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )  # fmt: skip


def state(path: Path) -> list[str]:
    with open_file(path, "") as store:
        assert verify.verify(store).faults == []
        return view(store)


def left() -> list[str]:
    """What a killed program left of received files after the next start."""
    sweep()
    return [one.name for one in paths.received().iterdir()] if paths.received().exists() else []


def rounds(files, count: int, seed: int) -> dict[str, int]:
    script, target, source, before = files
    fresh = target.with_name("fresh.village")
    shutil.copy(target, fresh)
    began = time.monotonic()
    child = run(script, target, source)
    assert child.communicate()[0].split() == ["begin", "done"]
    lasts = time.monotonic() - began
    after = state(target)
    assert after != before
    dice, seen = random.Random(seed), {"before": 0, "after": 0}
    for _turn in range(count):
        shutil.copy(fresh, target)
        child = run(script, target, source)
        assert child.stdout.readline() == "begin\n"
        time.sleep(dice.uniform(0, lasts))
        child.kill()
        child.communicate()
        now = state(target)
        assert now in (before, after)
        seen["before" if now == before else "after"] += 1
    deadline = time.monotonic() + 30  # the guarded reader ends by itself when its pipe is gone
    while left() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left() == []
    return seen


def test_m93_a_killed_merge_is_done_or_not_done(files):
    seen = rounds(files, 12, seed=3)
    assert sum(seen.values()) == 12


@pytest.mark.slow
def test_m93_a_merge_killed_at_hundreds_of_moments_is_done_or_not_done(files):
    seen = rounds(files, 1_000 if NIGHT else 200, seed=5)
    assert min(seen.values()) > 5


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE; a full disk is told by the same error there")
def test_m95_a_full_disk_at_any_stage_leaves_the_file_as_it_was_and_says_so(files):
    script, target, source, before = files
    sizes = {target.stat().st_size, source.stat().st_size}
    limits = sorted(
        {4096 * 4, max(sizes) // 2, min(sizes) - 4096, max(sizes) - 4096, min(sizes) + 8192, max(sizes) + 4096}
    )
    if NIGHT:  # every 64 KB
        limits = list(range(4096 * 4, max(sizes) + 262_144, 65_536))
    told, fresh = 0, target.read_bytes()
    for limit in limits:
        target.write_bytes(fresh)
        out = run(script, target, source, limit).communicate()[0]
        assert "Traceback" not in out
        assert out.endswith("done\n")
        now = state(target)
        if "refused" in out:
            told += 1
            assert now == before, limit
        assert left() == []
        backups = list(paths.backups().rglob("*"))
        assert not [one for one in backups if ".part" in one.name]
    assert told >= 3


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_m96_a_write_protected_stick_is_only_read(files):
    script, target, source, _before = files
    source.chmod(0o400)
    source.parent.chmod(0o500)
    try:
        assert run(script, target, source).communicate()[0].split() == ["begin", "done"]
    finally:
        source.parent.chmod(0o700)


def test_m96_a_stick_that_is_pulled_out_while_it_is_read_is_told_and_changes_nothing(files, monkeypatch):
    """The first piece is read, the second is not there any more."""
    _script, target, source, before = files

    class Pulled(io.BytesIO):
        reads = 0

        def read(self, size=-1):
            self.reads += 1
            if self.reads > 1:
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

    opened = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda path, *more, **named: Pulled(bytes(9_000_000)) if path == source else opened(path, *more, **named),
    )
    with open_file(target, "") as store, private_folder() as folder:
        gathered = gather(store, [source], folder)
        assert gathered.delivered == []
        assert "v.village" in gathered.refused[0].text
        assert "U盘是否插好" in gathered.refused[0].text
        assert plan_merge(store, gathered).report.nothing_new
    monkeypatch.setattr(Path, "open", opened)
    assert state(target) == before
    assert left() == []


def test_m96_the_source_is_never_written(files):
    script, target, source, _before = files
    content, stat, beside = source.read_bytes(), source.stat(), set(source.parent.iterdir())
    run(script, target, source).communicate()
    assert source.read_bytes() == content
    assert source.stat().st_mtime_ns == stat.st_mtime_ns
    assert {one for one in source.parent.iterdir() if one.name.startswith(source.name)} <= beside
