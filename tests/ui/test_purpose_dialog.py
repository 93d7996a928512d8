# SPDX-License-Identifier: MIT
"""The question before a list leaves the program: masked, or whole for somebody and for a reason."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from villagedesk.services.keeping.exportlog import Purpose, purpose
from villagedesk.services.merging import asking, conflicts
from villagedesk.store.exportlog import entries
from villagedesk.ui.conflict import asking as lists
from villagedesk.ui.dialogs import purpose as dialogs
from villagedesk.ui.dialogs.purpose import Answer, PurposeDialog

ID_NO, OTHER = "510199197402240018", "510199197503150018"


def ask(qtbot, *, whole=False, writable=True, reason=""):
    dialog = PurposeDialog("核实清单", "", reason=reason, whole=whole, writable=writable)
    qtbot.addWidget(dialog)
    return dialog


def test_masked_is_what_enter_gives(qtbot):
    dialog = ask(qtbot)
    assert not dialog.fields.recipient.isEnabled()
    dialog.go.click()
    assert dialog.answer == Answer(None)


def test_unmasked_without_recipient_is_refused_and_the_dialog_stays(qtbot):
    dialog = ask(qtbot)
    dialog.unmasked.setChecked(True)
    dialog.go.click()
    assert dialog.answer is None
    assert "“提供给”没有填写" in dialog.problem.text()
    dialog.fields.recipient.setText("清溪村委会")
    dialog.fields.reason.setText("核实证件号码")
    dialog.go.click()
    assert dialog.answer == Answer(Purpose("清溪村委会", "核实证件号码"))


def test_what_cannot_be_masked_asks_for_the_recipient_only(qtbot):
    dialog = ask(qtbot, whole=True, reason="退回更正")
    assert dialog.masked.isHidden()
    assert dialog.unmasked.isHidden()
    dialog.fields.recipient.setText("清溪村委会")
    dialog.go.click()
    assert dialog.answer == Answer(Purpose("清溪村委会", "退回更正"))


def test_a_file_opened_for_reading_cannot_be_asked_for_whole_numbers(qtbot):
    assert not ask(qtbot, writable=False).unmasked.isEnabled()


@pytest.fixture
def disputed(store):
    with store.change("登记") as change:
        village = store.value("SELECT id FROM village")
        change.put("household", "h", {"village": village, "group": "1组"})
        change.put("member", "m", {"household": "h", "name": "肖辉", "position": 0})
    with store.change("两种填写") as change:
        change.settle("household", "h", "address", ["河坝1号", "河坝2号"])
    return store


def written(store, tmp_path, monkeypatch, answer):
    """Write the list, and how often was asked and what was said."""
    asked, said = [], []

    def ask_purpose(*_args, **_how):
        asked.append(1)
        return answer

    monkeypatch.setattr(lists, "ask_purpose", ask_purpose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "清单"), ""))
    lists.write_list(None, store, conflicts.disputes_of(store), ".xlsx", said.append)
    return len(asked), "".join(said)


def test_a_list_without_numbers_is_written_without_a_question(qtbot, disputed, tmp_path, monkeypatch):
    assert not asking.hides_something(disputed, conflicts.disputes_of(disputed))
    asked, said = written(disputed, tmp_path, monkeypatch, None)
    assert (asked, "已写到" in said) == (0, True)


def test_a_list_with_numbers_asks_and_what_is_cancelled_is_not_written(qtbot, disputed, tmp_path, monkeypatch):
    with disputed.change("两种填写") as change:
        change.settle("member", "m", "id_no", [ID_NO, OTHER])
    assert written(disputed, tmp_path, monkeypatch, None) == (1, "")
    assert not (tmp_path / "清单.xlsx").exists()
    _asked, said = written(disputed, tmp_path, monkeypatch, Answer(purpose("清溪村委会", "核实证件号码")))
    assert "已登记" in said
    assert [one.recipient for one in entries(disputed)] == ["清溪村委会"]


def test_the_dialog_is_one_for_all(qtbot, monkeypatch):
    """`ask_purpose` gives what the dialog gave, and None where it was closed."""
    monkeypatch.setattr(PurposeDialog, "exec", lambda self: self.go.click())
    assert dialogs.ask_purpose(None, "核实清单", "") == Answer(None)
    monkeypatch.setattr(PurposeDialog, "exec", lambda self: self.reject())
    assert dialogs.ask_purpose(None, "核实清单", "") is None
