# SPDX-License-Identifier: MIT
"""LibreOffice that was started beforehand: it lays papers out sooner, and nothing of it is left, whatever its end was."""

from __future__ import annotations

import shutil
import stat
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.documents.conftest import DAY, full_case
from tests.documents.word.test_leash import is_gone, number_in
from villagedesk import paths
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.documents.word import typesetting, warm
from villagedesk.documents.word.office import Typesetter, find_typesetter
from villagedesk.documents.word.typesetting import NotLaidOut, as_pdfs, pages_in
from villagedesk.documents.word.warm import WarmOffice
from villagedesk.errors import Cancelled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for LibreOffice")
OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")

# Hands over where one waits, as LibreOffice does: the one that waits writes its number beside its settings.
_STAND_IN = """#!{python}
import os, pathlib, sys, time, urllib.parse
told = sys.argv[1:]
address = next(one for one in told if one.startswith("-env:UserInstallation="))
profile = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(address.split("=", 1)[1]).path))
with open({log!r}, "a") as log:
    print("handed" if (profile / "waits").exists() else "cold" if "--convert-to" in told else "waits", file=log)
if "--convert-to" not in told:
    profile.mkdir()
    {wait}
    (profile / "waits").touch()
    held = pathlib.Path(told[-1])
    open({number!r}, "w").write(str(os.getpid()))
    held.with_name(".~lock." + held.name + "#").touch()
    time.sleep(60)
for file in told[told.index("--outdir") + 2:]:
    {work}
"""
EXPORT = 'pathlib.Path(file).with_suffix(".pdf").write_bytes(b"pdf of " + pathlib.Path(file).read_bytes())'


class StandIn:
    """A program that behaves as LibreOffice does, and how it was started."""

    def __init__(self, folder: Path) -> None:
        self.path, self.log, self.number = folder / "soffice", folder / "log", folder / "number"
        self.be()

    def be(self, wait: str = "pass", work: str = EXPORT) -> None:
        self.path.write_text(
            _STAND_IN.format(python=sys.executable, log=str(self.log), number=str(self.number), wait=wait, work=work)
        )
        self.path.chmod(self.path.stat().st_mode | stat.S_IXUSR)

    @property
    def starts(self) -> list[str]:
        return self.log.read_text().split() if self.log.exists() else []

    def found(self) -> Typesetter:
        return Typesetter("LibreOffice", self.path)


@pytest.fixture
def stand_in(tmp_path):
    return StandIn(tmp_path)


@pytest.fixture
def office(stand_in):
    made = WarmOffice(stand_in.found)
    yield made
    made.close()


def wait_for(what):
    for _look in range(200):
        if what():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def test_papers_are_handed_to_the_one_that_waits_and_lie_in_a_folder_of_their_own(stand_in, office):
    office.warm_up()
    office.warm_up()
    assert as_pdfs(stand_in.found(), [b"one", b"two"], warm=office) == [b"pdf of one", b"pdf of two"]
    assert as_pdfs(stand_in.found(), [b"three"], warm=office) == [b"pdf of three"]
    assert stand_in.starts == ["waits", "handed", "handed"]
    (folder,) = paths.typeset().glob("in-*[!k]")
    assert folder.stat().st_mode & 0o077 == 0
    assert sorted(one.name for one in folder.iterdir()) == [".~lock.held.docx#", "aside", "held.docx", "profile"]


def test_a_paper_left_out_on_a_full_disk_says_that_the_disk_is_full(stand_in, monkeypatch):
    stand_in.be(work="pass")
    with pytest.raises(NotLaidOut, match="请重试"):
        as_pdfs(stand_in.found(), [b"one"])
    usage = shutil.disk_usage(paths.typeset())
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=2_000_000))
    with pytest.raises(NotLaidOut, match=r"typeset”所在的磁盘快满了。请清理磁盘"):
        as_pdfs(stand_in.found(), [b"one"])


def test_a_paper_waits_for_the_one_that_is_starting(stand_in, office):
    stand_in.be(wait="time.sleep(0.5)")
    office.warm_up()
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    assert stand_in.starts == ["waits", "handed"]


def test_without_one_that_waits_papers_are_laid_out_as_ever(stand_in, office):
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    assert stand_in.starts == ["cold"]


def test_closed_nothing_of_it_is_left_and_it_may_be_begun_again(stand_in, office):
    for _round in range(2):
        stand_in.number.unlink(missing_ok=True)
        office.warm_up()
        number = number_in(stand_in.number)
        office.close()
        assert is_gone(number)
        assert not office.is_running
        assert not list(paths.typeset().iterdir())
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    assert stand_in.starts == ["waits", "waits", "cold"]


def test_it_ends_when_nobody_has_wanted_it_for_a_while(stand_in):
    office = WarmOffice(stand_in.found, idle=1.0)
    office.warm_up()
    number = number_in(stand_in.number)
    for _use in range(3):  # each puts the end off
        time.sleep(0.5)
        as_pdfs(stand_in.found(), [b"one"], warm=office)
    assert stand_in.starts == ["waits", *["handed"] * 3]
    wait_for(lambda: not office.is_running)
    assert is_gone(number)
    assert not list(paths.typeset().iterdir())


def test_who_cancels_ends_what_has_the_papers_in_hand_and_leaves_nothing(stand_in, office):
    office.warm_up()
    number = number_in(stand_in.number)
    stand_in.be(work="time.sleep(60)")
    began = time.monotonic()

    def check():
        if "handed" in stand_in.starts:
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        as_pdfs(stand_in.found(), [b"one"], check, office)
    assert time.monotonic() - began < 10
    assert is_gone(number)
    assert not office.is_running
    assert not list(paths.typeset().iterdir())


def test_who_cancels_while_it_starts_leaves_it_to_the_next_paper(stand_in, office):
    stand_in.be(wait="time.sleep(1)")
    office.warm_up()

    def check():
        raise Cancelled("停")

    with pytest.raises(Cancelled):
        as_pdfs(stand_in.found(), [b"one"], check, office)
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    assert stand_in.starts == ["waits", "handed"]


@pytest.mark.parametrize(
    "work",
    [
        'if not (profile / "waits").exists(): ' + EXPORT,
        'time.sleep(60) if (profile / "waits").exists() else ' + EXPORT,
    ],
    ids=["does nothing", "hangs"],
)
def test_what_fails_in_it_is_laid_out_as_ever_and_it_is_ended(stand_in, office, monkeypatch, work):
    monkeypatch.setattr(typesetting, "HANDED", 0.3)
    office.warm_up()
    number = number_in(stand_in.number)
    stand_in.be(work=work)
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    assert stand_in.starts == ["waits", "handed", "cold"]
    assert is_gone(number)


def test_one_that_ends_at_once_holds_nobody_up(stand_in, office):
    stand_in.be(wait="sys.exit(77)")
    office.warm_up()
    began = time.monotonic()
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    assert time.monotonic() - began < warm.STARTING / 2
    assert stand_in.starts[-1] == "cold"


def test_where_the_sign_never_comes_only_the_first_papers_wait_for_it(stand_in, office, monkeypatch):
    monkeypatch.setattr(warm, "STARTING", 2.0)
    monkeypatch.setattr(warm, "_SIGN", "no such sign")
    office.warm_up()
    number_in(stand_in.number)
    assert as_pdfs(stand_in.found(), [b"one"], warm=office) == [b"pdf of one"]
    began = time.monotonic()
    assert as_pdfs(stand_in.found(), [b"two"], warm=office) == [b"pdf of two"]
    assert time.monotonic() - began < 1.5
    assert stand_in.starts == ["waits", "handed", "handed"]


@pytest.mark.parametrize(
    "program",
    [None, Typesetter("Word", Path("powershell"), "Word.Application"), Typesetter("LibreOffice", Path("没有这个程序"))],
    ids=["none", "Word", "missing"],
)
def test_where_nothing_can_be_started_beforehand_nothing_is_and_nobody_hears_of_it(program):
    office = WarmOffice(lambda: program)
    office.warm_up()
    wait_for(lambda: not office.is_running)
    assert not list(paths.typeset().iterdir()) if paths.typeset().exists() else True
    office.close()


def test_word_is_never_told_to_hand_over(stand_in, office, monkeypatch):
    office.warm_up()
    number_in(stand_in.number)
    word = Typesetter("Word", stand_in.path, "Word.Application")
    with pytest.raises(NotLaidOut):
        as_pdfs(word, [b"one"], warm=office)
    assert office.is_running
    assert "handed" not in stand_in.starts


@OFFICE
@pytest.mark.office
def test_libreoffice_lays_papers_out_without_starting_again_and_leaves_neither_process_nor_file(tmp_path, monkeypatch):
    aside = tmp_path / "temporary"
    aside.mkdir()
    monkeypatch.setenv("TMPDIR", str(aside))
    program, office, seen = find_typesetter(), WarmOffice(find_typesetter), []
    papers = [
        content for _name, content in papers_of(full_case(), office_of(full_case().village), DAY, ["cover", "causes"])
    ]
    office.warm_up()
    profile = office.profile(lambda: None)
    monkeypatch.setattr(Typesetter, "command", lambda *_what: pytest.fail("it was started anew"))
    watcher = threading.Thread(target=lambda: seen.extend(as_pdfs(program, papers, warm=office)))
    watcher.start()
    watcher.join()
    assert [pages_in(pdf) > 0 for pdf in seen] == [True, True]
    assert len(as_pdfs(program, papers[:1], warm=office)) == 1
    assert program.pipe_of(profile).is_socket()
    office.close()
    assert not program.pipe_of(profile).exists()
    assert not list(aside.iterdir())
    assert not list(paths.typeset().iterdir())
    assert not [one for one in Path("/proc").glob("[0-9]*/cmdline") if str(profile).encode() in read(one)]


@OFFICE
@pytest.mark.office
def test_libreoffice_that_is_cancelled_leaves_no_pipe(monkeypatch):
    program, pipes = find_typesetter(), []
    command = Typesetter.command

    def told(one, folder, files):
        pipes.append(one.pipe_of(folder / "profile"))
        return command(one, folder, files)

    monkeypatch.setattr(Typesetter, "command", told)
    papers = [content for _name, content in papers_of(full_case(), office_of(full_case().village), DAY, ["cover"])]

    def check():
        if pipes[0].is_socket():
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        as_pdfs(program, papers * 20, check)
    assert not pipes[0].exists()


def read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""
