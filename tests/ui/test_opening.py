# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import PASSPHRASE, VILLAGE
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.services.opening.files import create_village_file
from villagedesk.settings import Settings
from villagedesk.store import faults
from villagedesk.store.drives import Drive
from villagedesk.ui import opening
from villagedesk.ui.opening import Step, copy_here, free_place, next_steps, open_for_window


@pytest.fixture
def closed(tmp_path) -> Path:
    path = tmp_path / "清溪村.village"
    create_village_file(path, PASSPHRASE, VILLAGE).close()
    return path


SETTINGS = Settings(author="李书记", device="村办笔记本")


def test_a_file_is_opened_in_the_users_name_and_the_hourglass_is_put_away(qapp, closed):
    with open_for_window(closed, PASSPHRASE, SETTINGS) as store:
        assert (store.author.name, store.author.device) == ("李书记", "村办笔记本")
    assert QApplication.overrideCursor() is None
    with pytest.raises(faults.WrongPassphrase):
        open_for_window(closed, "falsch falsch", SETTINGS)
    assert QApplication.overrideCursor() is None


@pytest.mark.parametrize(
    ("fault", "steps"),
    [
        (faults.FileHeld(Path("a"), "李"), (Step.READ_ONLY, Step.RETRY)),
        (faults.FileDamaged(Path("a"), "x"), (Step.RESTORE,)),
        (faults.UnsafeDrive(Path("a"), "U盘"), (Step.COPY_HERE, Step.READ_ONLY)),
        (faults.FileNewer(Path("a"), 9, 1), ()),
        (faults.NotAVillageFile(Path("a"), "x"), ()),
        (faults.FileOlder(Path("a"), 0), (Step.WRITABLE,)),
    ],
)
def test_each_fault_has_its_own_next_step(fault, steps):
    assert next_steps(fault) == steps


def test_a_file_on_a_stick_is_refused_but_may_be_read(qapp, closed, monkeypatch):
    monkeypatch.setattr("villagedesk.store.file.drive_of", lambda _path: Drive.REMOVABLE)
    with pytest.raises(faults.UnsafeDrive):
        open_for_window(closed, PASSPHRASE, SETTINGS)
    with open_for_window(closed, PASSPHRASE, SETTINGS, read_only=True) as store:
        assert store.read_only


def test_the_copy_here_is_whole_and_leaves_the_original(closed, tmp_path):
    here = tmp_path / "here"
    reports: list[tuple[int, int, str]] = []
    copied = copy_here(closed, report=lambda *what: reports.append(what), folder=here)
    assert copied == here / "清溪村.village"
    assert copied.read_bytes() == closed.read_bytes()
    assert reports[-1][0] == reports[-1][1]
    assert [path.name for path in here.iterdir()] == ["清溪村.village"]


def test_the_copy_never_replaces_a_file(closed, tmp_path):
    copies = [copy_here(closed, folder=tmp_path / "here").name for _number in range(3)]
    assert copies == ["清溪村.village", "清溪村（2）.village", "清溪村（3）.village"]


def test_the_journal_of_an_interrupted_save_travels_along(closed, tmp_path):
    closed.with_name("清溪村.village-journal").write_bytes(b"journal")
    copied = copy_here(closed, folder=tmp_path / "here")
    assert copied.with_name("清溪村.village-journal").read_bytes() == b"journal"


def test_a_folder_that_is_none_any_more_is_told_and_not_what_failed_after_it(closed, tmp_path):
    (tmp_path / "here").write_bytes(b"")
    with pytest.raises(EnvironmentProblem, match=r"没有复制成：(同名文件已经存在|路径中有一段不是文件夹)"):
        copy_here(closed, folder=tmp_path / "here")


def test_cancelling_the_copy_leaves_nothing_behind(closed, tmp_path):
    def stop() -> None:
        raise Cancelled("已取消")

    with pytest.raises(Cancelled):
        copy_here(closed, stop, folder=tmp_path / "here")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_stick_that_fails_is_said_and_leaves_nothing_behind(closed, tmp_path, monkeypatch):
    def fail(*_what: object) -> None:
        raise OSError(5, "Input/output error")

    closed.with_name("清溪村.village-journal").write_bytes(b"journal")
    monkeypatch.setattr(opening, "publish", fail)
    with pytest.raises(EnvironmentProblem, match="没有复制成"):
        copy_here(closed, folder=tmp_path / "here")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_free_place_keeps_the_suffix(tmp_path):
    (tmp_path / "a.village").touch()
    assert free_place(tmp_path, "a.village").name == "a（2）.village"
