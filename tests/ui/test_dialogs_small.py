# SPDX-License-Identifier: MIT
"""Year, about, keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from villagedesk import __version__
from villagedesk.ui.actions import verbs
from villagedesk.ui.dialogs import about, keys, year
from villagedesk.ui.dialogs.about import AboutDialog
from villagedesk.ui.dialogs.keys import KeysDialog, key_table
from villagedesk.ui.dialogs.year import YearDialog, ask_year


def test_another_year_is_typed_and_confirmed_with_enter(qtbot, monkeypatch):
    def type_year(dialog: YearDialog) -> int:
        dialog.show()
        QTest.keyClicks(dialog.year, "2017")
        QTest.keyClick(dialog.year, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(YearDialog, "exec", type_year)
    assert ask_year(None, 2025) == 2017


def test_the_same_year_or_escape_changes_nothing(qtbot, monkeypatch):
    monkeypatch.setattr(YearDialog, "exec", lambda dialog: dialog.done(1) or 1)
    assert ask_year(None, 2025) is None
    monkeypatch.setattr(YearDialog, "exec", lambda dialog: dialog.year.setValue(2020) or 0)
    assert ask_year(None, 2025) is None


def test_only_years_that_a_file_can_have_are_offered(qtbot):
    dialog = YearDialog(2025)
    qtbot.addWidget(dialog)
    assert (dialog.year.minimum(), dialog.year.maximum()) == (2013, 2050)
    assert year.FIRST_YEAR == 2013


def test_about_tells_version_and_licences(qtbot):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    texts = [dialog.tabs.widget(number) for number in range(dialog.tabs.count())]
    assert all(isinstance(text, QPlainTextEdit) and text.isReadOnly() for text in texts)
    contents = [text.toPlainText() for text in texts]
    assert __version__ in contents[0]
    assert "MIT License" in contents[1]
    dialog.copy()
    assert __version__ in QGuiApplication.clipboard().text()


def test_a_bundle_without_its_licences_says_so(qtbot, monkeypatch):
    monkeypatch.setattr(about, "notice_file", lambda _name: None)
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    assert "缺少“NOTICES.md”" in dialog.tabs.widget(2).toPlainText()


def test_every_shortcut_of_the_window_is_in_the_list(qtbot):
    listed = " ".join(line[0] for _heading, lines in key_table() for line in lines)
    for verb in verbs():
        for sequence in verb.keys:
            assert sequence in listed, verb.key


def test_no_shortcut_is_used_twice():
    used = [sequence for verb in verbs() for sequence in verb.keys]
    assert len(used) == len(set(used))


def test_names_in_the_list_carry_no_mnemonics(qtbot):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    names = [name for _heading, lines in key_table() for _keys, name in lines]
    assert not any("&" in name or name.endswith("…") for name in names)
    assert dialog.tree.topLevelItemCount() == len(key_table())
    assert keys.show_keys
