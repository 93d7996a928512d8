# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWizard

from villagedesk.services.opening.files import open_village_file, villages
from villagedesk.settings import Settings
from villagedesk.store.drives import Drive
from villagedesk.ui.dialogs import new_file
from villagedesk.ui.dialogs.new_file import NewFileWizard

GOOD = "kuan mei tuo sheng li ban"


@pytest.fixture
def wizard(qtbot) -> NewFileWizard:
    made = NewFileWizard(Settings(device="村办笔记本"))
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.store is not None:
        made.store.close()


def press(wizard: NewFileWizard, button: QWizard.WizardButton) -> None:
    QTest.mouseClick(wizard.button(button), Qt.MouseButton.LeftButton)


NEXT, FINISH = QWizard.WizardButton.NextButton, QWizard.WizardButton.FinishButton


def to_place(wizard, commit_text, name="清溪村", code="510199100201"):
    commit_text(wizard.which.name, name)
    QTest.keyClicks(wizard.which.code, code)
    commit_text(wizard.which.places["township"], "示范镇")
    press(wizard, NEXT)


def to_passphrase(wizard, commit_text):
    to_place(wizard, commit_text)
    commit_text(wizard.where.author, "李书记")
    press(wizard, NEXT)


def test_a_village_file_is_made_with_everything_that_was_filled_in(wizard, commit_text, village_home):
    to_passphrase(wizard, commit_text)
    QTest.keyClicks(wizard.guard.choice.first, GOOD)
    QTest.keyClicks(wizard.guard.choice.second, GOOD)
    press(wizard, FINISH)
    store = wizard.store
    assert store.path == village_home / "清溪村.village"
    assert (store.info.scope, store.info.name, store.info.code) == ("village", "清溪村", "510199100201")
    assert (store.author.name, store.author.device) == ("李书记", "村办笔记本")
    assert list(villages(store).values()) == ["清溪村"]
    assert store.value("SELECT township FROM village") == "示范镇"
    store.close()
    open_village_file(village_home / "清溪村.village", GOOD).close()


def test_each_wrong_field_is_said_beside_it_and_the_first_gets_the_cursor(wizard):
    QTest.keyClicks(wizard.which.code, "5101")
    press(wizard, NEXT)
    lines = wizard.which.lines
    assert wizard.currentPage() is wizard.which
    assert "没有填写" in lines.complaint(wizard.which.name)
    assert "应为12位数字" in lines.complaint(wizard.which.code)
    assert wizard.focusWidget() is wizard.which.name
    wizard.which.code.clear()
    press(wizard, NEXT)
    assert lines.complaint(wizard.which.code) == "行政区划代码没有填写，请填写12位的统计用区划代码。"


def test_a_township_needs_nine_digits_and_no_county(wizard, commit_text):
    wizard.which.township.click()
    assert not wizard.which.places["county"].isVisible()
    to_place(wizard, commit_text, "示范镇", "510199100")
    assert wizard.currentPage() is wizard.where
    assert wizard.which.wanted().township == ""


def test_the_place_follows_the_name_until_the_user_names_one(wizard, commit_text, tmp_path):
    to_place(wizard, commit_text, name='清/溪"村')
    assert wizard.where.path.name == "清溪村.village"
    wizard.where.place.clear()
    QTest.keyClicks(wizard.where.place, str(tmp_path / "a"))
    wizard.back()
    wizard.next()
    assert wizard.where.path == tmp_path / "a.village"


def test_nobody_writes_without_a_name(wizard, commit_text):
    to_place(wizard, commit_text)
    press(wizard, NEXT)
    assert wizard.currentPage() is wizard.where
    assert "请填写姓名" in wizard.where.lines.complaint(wizard.where.author)


@pytest.mark.parametrize(
    ("place", "said"),
    [("", "请选择"), ("nowhere/a.village", "没有“"), ("/no/such/folder/a.village", "没有“")],
)
def test_a_place_that_cannot_be_is_refused(wizard, commit_text, place, said):
    to_place(wizard, commit_text)
    commit_text(wizard.where.author, "李书记")
    wizard.where.place.setText(place)
    press(wizard, NEXT)
    assert said in wizard.where.lines.complaint(wizard.where.place)


def test_a_file_that_exists_is_never_replaced(wizard, commit_text, village_home):
    (village_home / "清溪村.village").write_bytes(b"precious")
    to_passphrase(wizard, commit_text)
    assert wizard.currentPage() is wizard.where
    assert "已经存在" in wizard.where.lines.complaint(wizard.where.place)
    assert (village_home / "清溪村.village").read_bytes() == b"precious"


def test_a_stick_is_refused_as_a_place_to_work(wizard, commit_text, monkeypatch):
    monkeypatch.setattr(new_file, "drive_of", lambda _path: Drive.REMOVABLE)
    to_passphrase(wizard, commit_text)
    assert "U盘" in wizard.where.lines.complaint(wizard.where.place)


def test_a_weak_passphrase_does_not_pass(wizard, commit_text):
    to_passphrase(wizard, commit_text)
    for line in (wizard.guard.choice.first, wizard.guard.choice.second):
        QTest.keyClicks(line, "13800138000")
    press(wizard, FINISH)
    assert wizard.store is None
    assert wizard.guard.error.text()
    assert wizard.isVisible()


def test_a_file_without_a_passphrase_needs_a_second_yes(wizard, commit_text, said):
    to_passphrase(wizard, commit_text)
    wizard.guard.choice.none_box.click()
    press(wizard, FINISH)
    assert wizard.store is None
    assert "任何人都能打开" in said.questions[0]
    said.answers.append(True)
    press(wizard, FINISH)
    assert wizard.store is not None
    assert wizard.store.key is None


def test_a_disk_that_refuses_leaves_everything_typed(wizard, commit_text, said, monkeypatch):
    from villagedesk.store.faults import CannotWrite

    def refuse(*_what: object) -> None:
        raise CannotWrite(Path("清溪村.village"), "磁盘空间不足")

    monkeypatch.setattr(new_file, "create_village_file", refuse)
    to_passphrase(wizard, commit_text)
    wizard.guard.choice.suggest()
    press(wizard, FINISH)
    assert "磁盘空间不足" in said.warnings[0]
    assert wizard.isVisible()
    assert wizard.guard.choice.first.text()


def test_every_line_has_a_name_for_screen_readers(wizard):
    for editor in (wizard.which.name, wizard.which.code, wizard.which.year, *wizard.which.places.values()):
        assert editor.accessibleName()
        assert "&" not in editor.accessibleName()
    assert all(label.buddy() for label in wizard.which.findChildren(QLabel) if "(&" in label.text())
