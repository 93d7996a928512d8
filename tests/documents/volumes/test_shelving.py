# SPDX-License-Identifier: MIT
"""Folders of volumes: a household's own is found again, another's is never touched, nothing is left half written."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import docx
import pytest

from tests.documents.conftest import DAY, full_case
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.volumes.shelving import Shelf, put_papers, remove_former
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.documents.word.package import CORE_PART, parts_in, written
from villagedesk.errors import EnvironmentProblem

ONE, TWO = "household-1", "household-2"


@pytest.fixture
def target(tmp_path):
    return tmp_path / "案卷"


def cover_of(household):
    case = full_case(household=household)
    return papers_of(case, office_of(case.village), DAY, keys=("cover",))


def test_two_households_of_the_same_name_get_two_folders(target):
    shelf = Shelf(target)
    first, second = shelf.folder_for(ONE, "2组-张三-无档号"), shelf.folder_for(TWO, "2组-张三-无档号")
    assert (first.name, second.name) == ("2组-张三-无档号", "2组-张三-无档号（2）")
    assert shelf.folder_for(ONE, "2组-张三-无档号") == first


def test_names_that_differ_only_for_linux_are_the_same_folder(target):
    shelf = Shelf(target)
    assert shelf.folder_for(ONE, "2组-Ann-1").name == "2组-Ann-1"
    assert shelf.folder_for(TWO, "2组-ANN-1").name == "2组-ANN-1（2）"


def test_a_household_finds_its_own_folder_again_and_never_takes_anothers(target):
    first = Shelf(target)
    put_papers(first.folder_for(ONE, "张三"), cover_of(ONE))
    put_papers(first.folder_for(TWO, "张三"), cover_of(TWO))
    later = Shelf(target)
    assert later.folder_for(TWO, "张三").name == "张三（2）"
    assert later.folder_for(ONE, "张三").name == "张三"
    assert later.folder_for("household-3", "张三").name == "张三（3）"


def test_a_folder_with_strange_things_in_it_is_left_alone(target):
    (target / "张三").mkdir(parents=True)
    (target / "张三" / "照片.jpg").write_bytes(b"x")
    (target / "李四").mkdir()
    (target / "李四" / "自己写的.docx").write_bytes(b"not a zip")
    (target / "王五").write_bytes(b"a file")
    shelf = Shelf(target)
    assert [shelf.folder_for(ONE, name).name for name in ("张三", "李四", "王五")] == [
        "张三（2）",
        "李四（2）",
        "王五（2）",
    ]


def test_an_empty_folder_and_the_rest_of_a_crash_are_used(target):
    (target / "张三").mkdir(parents=True)
    (target / "李四").mkdir()
    (target / "李四" / "01-封面.docx.part").write_bytes(b"half")
    shelf = Shelf(target)
    assert shelf.folder_for(ONE, "张三").name == "张三"
    folder = shelf.folder_for(TWO, "李四")
    put_papers(folder, cover_of(TWO))
    assert [path.name for path in folder.iterdir()] == ["01-封面.docx"]


def test_what_a_clerk_put_beside_our_papers_stays(target):
    folder = Shelf(target).folder_for(ONE, "张三")
    put_papers(folder, cover_of(ONE))
    (folder / "户口簿.jpg").write_bytes(b"x")
    again = Shelf(target).folder_for(ONE, "张三")
    put_papers(again, [("01-封面.docx", b"new")])
    assert again == folder
    assert {path.name for path in folder.iterdir()} == {"01-封面.docx", "户口簿.jpg"}
    assert (folder / "01-封面.docx").read_bytes() == b"new"


def test_a_former_paper_goes_if_it_is_as_it_was_written_and_stays_if_somebody_wrote_into_it(target):
    folder = target / "张三"
    ((name, content),) = cover_of(ONE)
    put_papers(folder, [(name, content), (name.replace("01-", "07-"), content), (name.replace("01-", "08-"), content)])
    written_into = folder / name.replace("01-", "08-")
    document = docx.Document(str(written_into))
    document.paragraphs[0].add_run("改")
    document.save(str(written_into))
    assert remove_former(folder, ONE, {name}) == (written_into.name,)
    assert {path.name for path in folder.iterdir()} == {name, written_into.name}


def test_a_paper_without_a_seal_is_taken_for_changed(target):
    folder = target / "张三"
    ((name, content),) = cover_of(ONE)
    parts = parts_in(content)
    bare = written({**parts, CORE_PART: re.sub(b"<cp:version>.*?</cp:version>", b"", parts[CORE_PART])})
    put_papers(folder, [(name, bare)])
    assert remove_former(folder, ONE, set()) == (name,)


def failing(monkeypatch, method, name, error):
    """Make one method of `Path` fail for files of a name."""
    real = getattr(Path, method)

    def fail(self, *arguments):
        if self.name == name:
            raise OSError(error, "test", str(self))
        return real(self, *arguments)

    monkeypatch.setattr(Path, method, fail)


@pytest.mark.parametrize(("method", "name"), [("write_bytes", "b.docx.part"), ("replace", "b.docx.part")])
def test_a_failure_takes_everything_away_again_where_there_was_nothing(target, monkeypatch, method, name):
    failing(monkeypatch, method, name, errno.ENOSPC)
    with pytest.raises(OSError, match="test"):
        put_papers(target / "张三", [("a.docx", b"1"), ("b.docx", b"2"), ("c.docx", b"3")])
    assert not (target / "张三").exists()


def test_a_failure_leaves_the_papers_of_before(target, monkeypatch):
    folder = target / "张三"
    put_papers(folder, [("a.docx", b"old"), ("b.docx", b"old")])
    failing(monkeypatch, "write_bytes", "b.docx.part", errno.EACCES)
    with pytest.raises(PermissionError):
        put_papers(folder, [("a.docx", b"new"), ("b.docx", b"new")])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.docx": b"old", "b.docx": b"old"}


def test_a_place_that_cannot_be_a_folder_is_said_in_words(tmp_path):
    (tmp_path / "文件").write_bytes(b"x")
    with pytest.raises(EnvironmentProblem, match="换一个能写入的文件夹"):
        Shelf(tmp_path / "文件" / "案卷")
