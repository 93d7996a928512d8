# SPDX-License-Identifier: MIT
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import PASSPHRASE, VILLAGE
from villagedesk.services.opening import backups
from villagedesk.services.opening.files import create_village_file, open_village_file
from villagedesk.settings import Settings
from villagedesk.store.drives import Drive
from villagedesk.store.store import Store
from villagedesk.ui.dialogs.unlock import Instead, UnlockDialog, unlock
from villagedesk.ui.opening import Step

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings(author="李书记", device="村办笔记本")


@pytest.fixture
def sealed(tmp_path) -> Path:
    path = tmp_path / "清溪村.village"
    create_village_file(path, PASSPHRASE, VILLAGE).close()
    return path


@pytest.fixture
def dialog(qtbot, sealed):
    made = UnlockDialog(sealed, SETTINGS)
    qtbot.addWidget(made)
    made.show()
    yield made
    if isinstance(made.outcome, Store):
        made.outcome.close()


def type_and_enter(dialog: UnlockDialog, text: str) -> None:
    dialog.line.clear()
    QTest.keyClicks(dialog.line, text)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)


def offered(dialog: UnlockDialog) -> set[Step]:
    return {step for step, button in dialog.step_buttons.items() if button.isVisible()}


def test_the_right_passphrase_opens_the_file(dialog, sealed):
    type_and_enter(dialog, PASSPHRASE)
    assert not dialog.isVisible()
    assert dialog.outcome.path == sealed
    assert dialog.outcome.author.name == "李书记"


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(dialog):
    type_and_enter(dialog, "falsch falsch")
    assert dialog.isVisible()
    assert "口令不对" in dialog.fault.text()
    assert offered(dialog) == set()
    assert dialog.line.selectedText() == dialog.line.text() != ""
    type_and_enter(dialog, PASSPHRASE)
    assert isinstance(dialog.outcome, Store)


def test_nothing_typed_asks_for_the_passphrase(dialog):
    type_and_enter(dialog, "")
    assert "请输入口令" in dialog.fault.text()


def test_a_held_file_says_who_and_may_be_read_meanwhile(dialog, sealed):
    from villagedesk.store.file import Opening
    from villagedesk.store.store import Author

    with open_village_file(sealed, PASSPHRASE, Opening(Author("王主任"))):
        type_and_enter(dialog, PASSPHRASE)
        assert "王主任" in dialog.fault.text()
        assert offered(dialog) == {Step.READ_ONLY, Step.RETRY}
        QTest.mouseClick(dialog.step_buttons[Step.READ_ONLY], Qt.MouseButton.LeftButton)
    assert dialog.outcome.read_only


def test_a_held_file_opens_when_the_other_has_let_go(dialog, sealed):
    with open_village_file(sealed, PASSPHRASE):
        type_and_enter(dialog, PASSPHRASE)
    QTest.mouseClick(dialog.step_buttons[Step.RETRY], Qt.MouseButton.LeftButton)
    assert not dialog.outcome.read_only


def test_a_damaged_file_offers_the_backups_and_opens_restored(dialog, sealed, qtbot, monkeypatch, said):
    store = open_village_file(sealed, PASSPHRASE)
    with store.change("新增户") as change:
        change.put("household", "h1", {"group": "1组"})
    made = backups.make_backup(store, "manual")
    store.close()
    content = bytearray(sealed.read_bytes())
    content[5_000:9_000] = bytes(4_000)
    content[100:2_000] = bytes(1_900)
    sealed.write_bytes(content)

    type_and_enter(dialog, PASSPHRASE)
    assert "已损坏" in dialog.fault.text()
    assert offered(dialog) == {Step.RESTORE}

    from villagedesk.ui.dialogs import pick_backup

    def drive(picker: pick_backup.PickBackupDialog) -> int:
        picker.show()
        assert [line[1].path for line in picker.lines.lines] == [made.path]
        picker.line.setText(PASSPHRASE)
        said.answers.append(True)
        picker.restore_button.click()
        return picker.result()

    monkeypatch.setattr(pick_backup.PickBackupDialog, "exec", drive)
    QTest.mouseClick(dialog.step_buttons[Step.RESTORE], Qt.MouseButton.LeftButton)
    assert isinstance(dialog.outcome, Store)
    assert dialog.outcome.value("SELECT count(*) FROM household") == 1
    assert "备份内容：清溪村，1户" in said.questions[0]


def test_a_file_on_a_stick_is_copied_here_and_the_copy_is_opened(dialog, sealed, monkeypatch, village_home):
    stick = sealed.parent
    monkeypatch.setattr(
        "villagedesk.store.file.drive_of", lambda path: Drive.REMOVABLE if path == stick else Drive.FIXED
    )
    type_and_enter(dialog, PASSPHRASE)
    assert "先复制到本机硬盘" in dialog.fault.text()
    assert offered(dialog) == {Step.COPY_HERE, Step.READ_ONLY}
    QTest.mouseClick(dialog.step_buttons[Step.COPY_HERE], Qt.MouseButton.LeftButton)
    assert dialog.outcome.path == village_home / "清溪村.village"
    assert not dialog.outcome.read_only
    assert sealed.exists()


@pytest.mark.parametrize(("content", "words"), [(b"", "空文件"), (b"%PDF-1.7 and more", "PDF"), (None, "找不到文件")])
def test_what_is_no_village_file_is_told_in_its_own_words(qtbot, tmp_path, content, words, monkeypatch):
    path = tmp_path / "别的.village"
    if content is not None:
        path.write_bytes(content)
    seen: list[tuple[str, bool]] = []

    def look(dialog: UnlockDialog) -> int:
        dialog.show()
        seen.append((dialog.fault.text(), dialog.line.isVisible()))
        dialog.other_button.click()
        return 0

    monkeypatch.setattr(UnlockDialog, "exec", look)
    assert unlock(None, path, SETTINGS) is Instead.OTHER_FILE
    assert words in seen[0][0]
    assert seen[0][1] is False, "no passphrase is asked for what has none"


def test_a_file_without_a_passphrase_opens_without_a_dialog(qapp, tmp_path, monkeypatch):
    path = tmp_path / "plain.village"
    create_village_file(path, "", VILLAGE).close()
    monkeypatch.setattr(UnlockDialog, "exec", lambda _dialog: pytest.fail("no dialog is needed"))
    store = unlock(None, path, SETTINGS)
    assert isinstance(store, Store)
    store.close()


def test_leaving_is_always_possible(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.outcome is Instead.NOTHING


def test_the_way_to_the_welcome_page_is_offered_only_at_the_start(qtbot, sealed):
    with_other = UnlockDialog(sealed, SETTINGS, alone=False)
    qtbot.addWidget(with_other)
    with_other.show()
    assert not with_other.welcome_button.isVisible()
    at_start = UnlockDialog(sealed, SETTINGS)
    qtbot.addWidget(at_start)
    at_start.show()
    at_start.welcome_button.click()
    assert at_start.outcome is Instead.WELCOME
