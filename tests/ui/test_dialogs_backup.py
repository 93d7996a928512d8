# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import PASSPHRASE, VILLAGE
from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.services.opening import backups, restoring
from villagedesk.services.opening.files import create_village_file
from villagedesk.settings import Settings
from villagedesk.store.file import Opening
from villagedesk.ui.backup_schedule import BackupSchedule
from villagedesk.ui.dialogs import backup
from villagedesk.ui.dialogs.backup import BackupDialog, Restore
from villagedesk.ui.dialogs.pick_backup import PickBackupDialog, every_backup
from villagedesk.ui.dialogs.restore import RestoreDialog
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks


@pytest.fixture
def dialog(qtbot, session, icons) -> BackupDialog:
    made = BackupDialog(session, BackupSchedule(session), icons)
    qtbot.addWidget(made)
    made.show()
    return made


def change(session: Session, label: str = "新增户：张三") -> None:
    session.save(label, [Edit("household", NEW, {"group": "3组"})])


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(dialog, row: int) -> list[str]:
    model = dialog.list.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_an_empty_list_says_what_to_do(dialog):
    assert "立即备份" in dialog.note.text()


def test_a_backup_is_made_and_listed_with_what_it_holds(dialog, session):
    change(session)
    click(dialog.make_button)
    time, households, members, size, reason = cells(dialog, 0)
    assert time == "2026-03-02 12:00"
    assert (reason, households, members) == ("手动", "1", "0")
    assert size.endswith(("KB", "MB"))
    assert "已备份" in dialog.note.text()


def test_no_room_is_kept_for_a_result_that_is_not_there(dialog, session):
    change(session)
    click(dialog.make_button)
    assert not dialog.note.isHidden()
    dialog._say("")
    assert dialog.note.isHidden()


def test_the_newest_stands_first(dialog, session, clock):
    click(dialog.make_button)
    clock.advance(days=1)
    click(dialog.make_button)
    assert [cells(dialog, row)[0] for row in (0, 1)] == ["2026-03-03 12:00", "2026-03-02 12:00"]


def test_a_backup_is_copied_to_a_stick_and_remembered(dialog, session, tmp_path, monkeypatch, clock):
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(backup, "ask_folder", lambda *_what: stick)
    click(dialog.make_button)
    clock.advance(days=30)
    click(dialog.copy_button)
    (copy,) = stick.iterdir()
    assert str(copy) in dialog.note.text()
    assert BackupSchedule(session).reminder() == ""


def test_a_folder_that_cannot_be_written_is_said(dialog, tmp_path, monkeypatch, said):
    (tmp_path / "taken").write_bytes(b"")
    monkeypatch.setattr(backup, "ask_folder", lambda *_what: tmp_path / "taken" / "gone")
    click(dialog.make_button)
    click(dialog.copy_button)
    assert "没有复制到" in said.warnings[0]


def test_restoring_shows_what_would_be_lost_and_is_confirmed(dialog, session, monkeypatch):
    click(dialog.make_button)
    made = backups.list_backups(session.store.info)[0].path
    change(session, "新增户：张三")
    change(session, "新增户：李四")
    seen: list[object] = []

    def look(confirm: RestoreDialog) -> int:
        seen.append(confirm.said.text())
        seen.append(confirm.lost.model().index(0, 3).data())
        confirm.restore_button.click()
        return confirm.result()

    monkeypatch.setattr(RestoreDialog, "exec", look)
    click(dialog.restore_button)
    assert "失去下面2次操作" in seen[0]
    assert seen[1] == "新增户：李四"
    assert dialog.restore == Restore(Path(made), "")
    assert not dialog.isVisible()


def test_nothing_happens_when_the_user_thinks_better_of_it(dialog, monkeypatch):
    click(dialog.make_button)
    monkeypatch.setattr(RestoreDialog, "exec", lambda _confirm: 0)
    click(dialog.restore_button)
    assert dialog.restore is None
    assert dialog.isVisible()


def test_another_villages_backup_cannot_be_restored(qtbot, session, tmp_path, clock):
    other = create_village_file(tmp_path / "other.village", "", VILLAGE, Opening(clock=clock))
    foreign = backups.make_backup(other, "manual")
    other.close()
    found = restoring.preview_restore(Path(foreign.path), session.store, None)
    confirm = RestoreDialog(found, None)
    qtbot.addWidget(confirm)
    assert not confirm.restore_button.isEnabled()
    assert "另一个文件" in confirm.said.text()


def test_an_encrypted_file_is_restored_only_with_its_passphrase(qtbot, new_store):
    store = new_store("sealed", passphrase=PASSPHRASE)
    session = Session(store, Settings(), InlineTasks(lambda: store))
    made = backups.make_backup(store, "manual")
    found = restoring.preview_restore(Path(made.path), store, store.key)
    confirm = RestoreDialog(found, session.passphrase_fits)
    qtbot.addWidget(confirm)
    confirm.show()
    QTest.keyClicks(confirm.line, "falsch falsch")
    click(confirm.restore_button)
    assert confirm.isVisible()
    assert "口令不对" in confirm.error.text()
    confirm.line.clear()
    QTest.keyClicks(confirm.line, PASSPHRASE)
    assert not confirm.restore_button.isDefault(), "Enter must not restore in passing"
    click(confirm.restore_button)
    assert not confirm.isVisible()
    assert confirm.passphrase == PASSPHRASE


def test_a_read_only_file_is_neither_backed_up_nor_restored(qtbot, session, icons):
    session.store.read_only = True
    made = BackupDialog(session, BackupSchedule(session), icons)
    qtbot.addWidget(made)
    assert not made.make_button.isEnabled()
    assert not made.restore_button.isEnabled()
    assert made.copy_button.isEnabled()
    session.store.read_only = False


# -- for a file that cannot be opened ---------------------------------------------------------------------------------


def test_backups_of_the_files_own_village_stand_first(new_store, clock):
    other = new_store("b", wanted=VILLAGE._replace(name="石桥村", code="510199100202"))
    mine = new_store("a")
    backups.make_backup(mine, "manual")
    clock.advance(days=1)
    backups.make_backup(other, "manual")
    assert [name for name, _made in every_backup("清溪村（备份）")] == ["清溪村", "石桥村"]
    assert [name for name, _made in every_backup("x")] == ["石桥村", "清溪村"]


def test_where_there_is_no_backup_that_is_said(qtbot, tmp_path):
    picker = PickBackupDialog(tmp_path / "清溪村.village")
    qtbot.addWidget(picker)
    assert "没有找到备份" in picker.error.text()


def test_a_lost_file_comes_back_from_its_backup(qtbot, store, tmp_path, said):
    made = backups.make_backup(store, "manual")
    target = tmp_path / "lost.village"
    picker = PickBackupDialog(target)
    qtbot.addWidget(picker)
    picker.show()
    said.answers.append(True)
    click(picker.restore_button)
    assert target.read_bytes()[:16] == Path(made.path).read_bytes()[:16]
    assert not picker.isVisible()


def test_a_wrong_passphrase_for_the_backup_is_said_in_the_dialog(qtbot, new_store, tmp_path):
    sealed = new_store("sealed", passphrase=PASSPHRASE)
    backups.make_backup(sealed, "manual")
    picker = PickBackupDialog(tmp_path / "lost.village")
    qtbot.addWidget(picker)
    picker.show()
    QTest.keyClicks(picker.line, "falsch falsch")
    click(picker.restore_button)
    assert "口令不对" in picker.error.text()
    assert picker.isVisible()
    assert not (tmp_path / "lost.village").exists()


def test_a_dangerous_restore_is_not_done_without_a_yes(qtbot, store, tmp_path, said):
    backups.make_backup(store, "manual")
    picker = PickBackupDialog(tmp_path / "lost.village")
    qtbot.addWidget(picker)
    picker.show()
    click(picker.restore_button)
    assert said.questions
    assert not (tmp_path / "lost.village").exists()
