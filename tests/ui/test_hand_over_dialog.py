# SPDX-License-Identifier: MIT
"""Handing a cadre's households over: to one, to several, some of them; the preview, the list, one action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from villagedesk.services.keeping.records import undo_last
from villagedesk.ui.dialogs.hand_over import HandOverDialog
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def dialog(session: Session, icons: Icons, a_household: Callable[..., str], qtbot: QtBot) -> HandOverDialog:
    rows = [a_household(name, group=f"{place}组") for place, name in enumerate(("张三", "李四", "王五"), 1)]
    with session.store.change("责任人") as change:
        for key, name in (("c1", "周明"), ("c2", "吴兰"), ("c3", "郑强")):
            change.put("cadre", key, {"name": name})
        for place, row in enumerate(rows, 1):
            facts = {"household": row, "cadre": "c1", "role": "first", "start": "2024-01-01"}
            change.put("pairing", f"p{place}", facts)
        change.put("pairing", "p9", {"household": rows[0], "cadre": "c1", "start": "2023-01-01", "end": "2023-12-31"})
    made = HandOverDialog(RefSource(session), icons, "c1", "周明")
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: HandOverDialog, *places: int) -> None:
    dialog.list.clearSelection()
    for place in places:
        selection = dialog.list.selectionModel()
        selection.select(dialog.model.index(place, 0), selection.SelectionFlag.Select | selection.SelectionFlag.Rows)


def give(dialog: HandOverDialog, cadre: str, *places: int) -> None:
    choose(dialog, *places)
    dialog.successor.show_content(cadre)
    dialog.give_button.click()


def present(session: Session) -> dict[str, str]:
    found = 'SELECT cadre, count(*) FROM pairing WHERE "end" IS NULL AND removed IS NULL GROUP BY cadre'
    return dict(session.store.query(found))


def test_only_present_households_are_offered_and_nothing_is_proposed(dialog: HandOverDialog) -> None:
    assert [(line.head_name, line.end) for line in dialog.model.lines] == [
        ("张三", None),
        ("李四", None),
        ("王五", None),
    ]
    assert (dialog.day.text(), dialog.reason.currentText(), dialog.successor.content()) == ("", "", "")
    assert not dialog.accept_button.isEnabled()
    assert dialog.told.text() == "预览：3户不移交。"


def test_without_a_selection_all_go_to_one_cadre(dialog: HandOverDialog, session: Session) -> None:
    give(dialog, "c2")
    dialog.day.setText("2026.2.28")
    dialog.reason.setEditText("工作调动")
    assert dialog.told.text() == "预览：3户交给吴兰。原结对到2026-02-28止，新结对从2026-03-01起。"
    dialog.accept_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert dialog.done_label == "移交周明负责的3户"
    assert present(session) == {"c2": 3}
    undo_last(session.store)
    assert present(session) == {"c1": 3}


def test_some_go_to_one_some_to_another_and_some_stay(dialog: HandOverDialog, session: Session) -> None:
    give(dialog, "c2", 0)
    give(dialog, "c3", 1, 2)
    choose(dialog, 2)
    dialog.keep_button.click()
    column = len(dialog.model.columns) - 1
    assert [dialog.model.index(row, column).data() for row in range(3)] == ["吴兰", "郑强", "（不移交）"]
    dialog.day.setText("2026-02-28")
    dialog.reason.setEditText("退休")
    assert dialog.told.text().startswith("预览：1户交给吴兰、1户交给郑强、1户不移交。")
    dialog.accept_button.click()
    assert present(session) == {"c1": 1, "c2": 1, "c3": 1}


@pytest.mark.parametrize(
    ("day", "reason", "said"),
    [("", "退休", "不是日期"), ("2026-02-28", "", "“移交原因”是空的"), ("2027-01-01", "退休", "晚于今天")],
)
def test_what_is_wrong_is_said_in_the_box_and_changes_nothing(
    dialog: HandOverDialog, session: Session, day: str, reason: str, said: str
) -> None:
    give(dialog, "c2")
    dialog.day.setText(day)
    dialog.reason.setEditText(reason)
    dialog.accept_button.click()
    assert said in dialog.problem.text()
    assert dialog.isVisible()
    assert present(session) == {"c1": 3}


def test_a_name_that_is_not_on_the_list_is_not_taken(dialog: HandOverDialog) -> None:
    dialog.successor.show_content("?王无")
    dialog.give_button.click()
    assert "请先从名单中选择接任人" in dialog.problem.text()
    assert dialog.order().successors == {}


def test_the_list_is_written_before_anything_is_changed(
    dialog: HandOverDialog, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "清单"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what: (str(target), ""))
    give(dialog, "c2")
    dialog.day.setText("2026-02-28")
    dialog.reason.setEditText("退休")
    dialog.print_button.click()
    tables = docx.Document(str(target.with_suffix(".docx"))).tables
    assert [row.cells[3].text for row in tables[0].rows[1:-1]] == [
        "张三",
        "李四",
        "王五",
    ]  # the last row has the signatures
    assert present(session) == {"c1": 3}


def test_enter_goes_on_from_field_to_field_and_hands_nothing_over(
    dialog: HandOverDialog, session: Session, qtbot: QtBot
) -> None:
    give(dialog, "c2")
    dialog.day.setText("2026-02-28")
    dialog.reason.setEditText("退休")
    dialog.day.setFocus()
    for _field in range(4):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert present(session) == {"c1": 3}
