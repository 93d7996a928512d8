# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog

from villagedesk import i18n
from villagedesk.i18n import _
from villagedesk.ui.language import Languages


@pytest.fixture
def languages(qapp):
    made = Languages(qapp)
    yield made
    made.use("en")  # takes Qt's translators out again
    i18n.set_language("zh_CN", __import__("pathlib").Path())


def cancel_text(qtbot) -> str:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_qts_own_buttons_speak_the_language_of_the_window(qtbot, languages):
    languages.use("zh_CN")
    assert "取消" in cancel_text(qtbot)
    languages.use("en")
    assert "Cancel" in cancel_text(qtbot)


def test_the_gaps_of_qts_chinese_are_filled(qtbot, languages):
    languages.use("zh_CN")
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    texts = [dialog.labelText(part) for part in (QFileDialog.DialogLabel.LookIn, QFileDialog.DialogLabel.FileType)]
    assert texts == ["查找范围(&L)：", "文件类型(&T)："]


def test_our_texts_follow(languages):
    languages.use("zh_CN")
    assert _("保存") == "保存"
    languages.use("de")
    assert _("保存") == "保存"
