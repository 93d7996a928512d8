# SPDX-License-Identifier: MIT
"""Fields that name a record of another list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.forms.editors import put
from villagedesk.ui.forms.ref import RefEditor
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.session import Session

# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def cadre(session: Session) -> str:
    with session.store.change("登记") as change:
        change.put("cadre", "cadre-1", {"name": "周明", "phone": "13800001111"})
    return "cadre-1"


def test_a_cadre_is_found_by_initials_and_named_by_his_id(
    window: QWidget, session: Session, cadre: str, qtbot: QtBot
) -> None:
    editor = RefEditor("cadre", RefSource(session))
    told = put(window, editor)
    qtbot.keyClicks(editor, "zm")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.typed[-1] == cadre
    assert editor.currentText() == "周明"


def test_a_name_that_nobody_has_is_marked_as_such(
    window: QWidget, session: Session, cadre: str, commit_text: Callable[..., None]
) -> None:
    editor = RefEditor("cadre", RefSource(session))
    told = put(window, editor)
    commit_text(editor, "欧阳")
    editor.clearFocus()
    assert editor.content() == "?欧阳"
    assert told.typed[-1] == "?欧阳"
    again = RefEditor("cadre", RefSource(session))
    again.show_content("?欧阳")
    assert again.currentText() == "欧阳"
    assert again.content() == "?欧阳"
    again.deleteLater()


def test_a_missing_cadre_is_added_on_the_spot(
    window: QWidget, session: Session, monkeypatch: pytest.MonkeyPatch, commit_text: Callable[..., None]
) -> None:
    refs = RefSource(session)
    asked: list[str] = []

    def add(entity: str, name: str, _parent: QWidget) -> str:
        asked.append(name)
        with session.store.change("新增") as change:
            change.put(entity, "cadre-2", {"name": name})
        return "cadre-2"

    monkeypatch.setattr(refs, "add", add)
    editor = RefEditor("cadre", refs)
    told = put(window, editor)
    commit_text(editor, "吴兰")
    editor.take(next(choice for choice in editor._choices if choice.content == "+"))
    assert asked == ["吴兰"]
    assert told.typed[-1] == "cadre-2"
    assert editor.currentText() == "吴兰"


def test_a_cadre_in_the_recycle_bin_is_still_shown_as_chosen(session: Session, cadre: str, qtbot: QtBot) -> None:
    with session.store.change("删除") as change:
        change.remove("cadre", [cadre], "调离")
    editor = RefEditor("cadre", RefSource(session))
    qtbot.addWidget(editor)
    editor.show_content(cadre)
    assert editor.content() == cadre
    assert editor.currentText() == "（已删除）"
