# SPDX-License-Identifier: MIT
"""Which office program lays papers out, and how Word and WPS are told to. Neither can be had here: a script stands for PowerShell."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from villagedesk import paths
from villagedesk.documents.word import office
from villagedesk.documents.word.office import Typesetter, find_typesetter
from villagedesk.documents.word.typesetting import NotLaidOut, as_pdfs
from villagedesk.errors import Cancelled

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for PowerShell")

_STAND_IN = """#!{python}
import os, pathlib, sys, time
folder = pathlib.Path(os.environ["VILLAGEDESK_FOLDER"])
assert "ComObject $env:VILLAGEDESK_OFFICE" in sys.argv[-1]
for file in sorted(folder.glob("*.docx")):
    {work}
"""
_EXPORT = 'file.with_suffix(".pdf").write_text(os.environ["VILLAGEDESK_OFFICE"] + " " + file.read_text())'


@pytest.fixture
def computer(monkeypatch, tmp_path):
    """A computer with these programs on its search path, and these names known to Windows."""

    def has(programs=(), known=()):
        monkeypatch.setattr(office, "_usual_places", lambda: iter(()))
        monkeypatch.setattr(office.shutil, "which", lambda name: str(tmp_path / name) if name in programs else None)
        monkeypatch.setattr(office, "is_registered", lambda name: name in known)

    return has


def powershell(folder: Path, work: str) -> Path:
    """A program that does this with each paper."""
    made = folder / "powershell"
    made.write_text(_STAND_IN.format(python=sys.executable, work=work))
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    return made


@pytest.mark.parametrize(
    ("programs", "known", "name"),
    [
        (("soffice", "powershell"), ("Word.Application",), "LibreOffice"),
        (("powershell",), ("Word.Application", "KWPS.Application"), "Word"),
        (("powershell",), ("KWPS.Application",), "WPS"),
        (("powershell",), ("wps.Application",), "WPS"),
    ],
)
def test_libreoffice_comes_first_then_word_then_wps(computer, programs, known, name):
    computer(programs, known)
    assert find_typesetter().name == name


@pytest.mark.parametrize(
    ("programs", "known"), [((), ("Word.Application",)), (("powershell",), ())], ids=["nothing to ask with", "none"]
)
def test_nothing_is_found_where_word_is_not_there_or_cannot_be_asked(computer, programs, known):
    computer(programs, known)
    assert find_typesetter() is None


def test_no_name_is_known_to_a_system_that_is_not_windows():
    assert not office.is_registered("Word.Application")


def test_word_is_told_its_name_and_the_folder_and_makes_a_pdf_of_each_paper_in_order(tmp_path):
    word = Typesetter("Word", powershell(tmp_path, _EXPORT), "Word.Application")
    assert as_pdfs(word, [b"one", b"two"]) == [b"Word.Application one", b"Word.Application two"]
    assert not list(paths.typeset().iterdir())


def test_a_paper_that_wps_leaves_out_is_told_with_its_name(tmp_path):
    wps = Typesetter("WPS", powershell(tmp_path, "pass"), "KWPS.Application")
    with pytest.raises(NotLaidOut, match="WPS没有排完全部文书"):
        as_pdfs(wps, [b"one"])


def test_who_cancels_lets_word_finish_the_paper_in_hand_so_that_it_does_not_stay_behind(tmp_path):
    stopped, begun = tmp_path / "stopped", tmp_path / "begun"
    work = (
        f"pathlib.Path({str(begun)!r}).touch()\n"
        "    while not (folder / 'stop').exists(): time.sleep(0.01)\n"
        f"    pathlib.Path({str(stopped)!r}).touch(); break"
    )

    def check():
        if begun.exists():
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        as_pdfs(Typesetter("Word", powershell(tmp_path, work), "Word.Application"), [b"one", b"two"], check)
    assert stopped.exists()
    assert not list(paths.typeset().iterdir())
