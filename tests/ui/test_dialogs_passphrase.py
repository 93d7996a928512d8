# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from villagedesk.services.opening.passphrases import advise
from villagedesk.ui.dialogs.passphrase import NewPassphrase, PassphraseEdit, caps_hint

GOOD = "kuan mei tuo sheng li ban"


@pytest.fixture
def choice(qtbot) -> NewPassphrase:
    made = NewPassphrase(lambda: ("清溪村",))
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_typed_is_judged_at_once_and_hidden(choice):
    QTest.keyClicks(choice.first, "123456")
    assert choice.first.echoMode() is QLineEdit.EchoMode.Password
    assert choice.meter.value() == 0
    assert "太短" in choice.advice.text()
    choice.first.clear()
    QTest.keyClicks(choice.first, GOOD)
    assert choice.meter.value() == 3
    assert choice.advice.text() == advise(GOOD).text


def test_the_village_name_does_not_count(choice):
    choice.first.setText("qingxicun2025")
    assert choice.judgement().level == 0


def test_a_second_typing_that_goes_astray_is_said_at_once(choice):
    choice.first.setText(GOOD)
    QTest.keyClicks(choice.second, GOOD[:4])
    assert choice.mismatch.text() == ""
    QTest.keyClicks(choice.second, "x")
    assert "不一样" in choice.mismatch.text()
    assert "不一样" in choice.complaint()
    choice.second.setText(GOOD)
    assert choice.mismatch.text() == choice.complaint() == ""


def test_a_generated_one_is_shown_and_fits(choice):
    QTest.mouseClick(choice.suggest_button, Qt.MouseButton.LeftButton)
    assert len(choice.first.text().split()) == 6
    assert choice.first.text() == choice.second.text() == choice.passphrase
    assert choice.first.echoMode() is QLineEdit.EchoMode.Normal
    assert choice.complaint() == ""


def test_none_is_possible_only_with_the_risk_in_sight(choice):
    assert not choice.risk.isVisible()
    choice.first.setText("typed before")
    choice.none_box.click()
    assert choice.risk.isVisible()
    assert not choice.first.isEnabled()
    assert choice.passphrase == choice.complaint() == ""


def test_caps_lock_is_noticed_from_the_letters(qtbot):
    edit = PassphraseEdit("口令")
    qtbot.addWidget(edit)
    hint = caps_hint(edit)
    qtbot.addWidget(hint)
    edit.show()
    QTest.keyClick(edit, "a")
    assert hint.isHidden()
    QTest.keyClick(edit, "A", Qt.KeyboardModifier.ShiftModifier)
    assert hint.isHidden()
    QTest.keyClick(edit, "A")  # a capital without Shift
    assert not hint.isHidden()
    QTest.keyClick(edit, "b")
    assert hint.isHidden()
    assert edit.text() == "aAAb"
