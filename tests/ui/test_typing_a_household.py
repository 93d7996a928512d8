# SPDX-License-Identifier: MIT
"""The typist of the benchmark enters a household into the real window, and its facts stand in the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from villagedesk.demo.practice import make_practice_file
from villagedesk.models.completeness import Section
from villagedesk.services.keeping.records import Edit
from villagedesk.ui.casefile.new_household import NewHouseholdDialog
from villagedesk.ui.casefile.view import CaseFileView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing|propagateSizeHints)", extend=True)


@pytest.fixture
def view(session: Session, icons: Icons, a_household: Callable[..., str], qtbot: QtBot) -> CaseFileView:
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.open(a_household("张三", "李四"))
    return made


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_practice_file(tmp_path_factory.mktemp("practice") / "demo.village")


# The fifth has most long texts that no form repeats; of the last one, ss is 石生, whose colleague is at the 市审计局.
@pytest.mark.parametrize(
    "number", ["0001", "0005", "0012", "0019", *(pytest.param(one, marks=pytest.mark.slow) for one in ("0003", "0007"))]
)
def test_the_typist_enters_a_household_with_half_the_keys_and_the_facts_agree(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication, number: str
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks import keystrokes

    case, cadres, units = keystrokes.demo_household(practice, f"5101990009{number}")
    facts, keys, wrong = keystrokes.typed(tmp_path, (case, cadres, units))
    assert wrong == []
    assert len(facts.people) == 4
    assert all(keys[section] for section in (Section.BASIC, Section.MEMBERS, Section.INCOME, Section.VISITS))
    usual = keystrokes.baseline(facts, cadres, units)
    assert len(usual) == 10
    assert all(usual.values())
    assert sum(keys.values()) <= keystrokes.GOAL * sum(usual.values())


def test_a_fact_that_was_typed_wrongly_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.keystrokes import _differing

    same = {"people": [{"name": "张三"}], "health": ("1",)}
    assert list(_differing("", same, same)) == []
    assert len(list(_differing("", same, {"people": [{"name": "张四"}], "health": ("1",)}))) == 1
    assert len(list(_differing("", same, {**same, "people": []}))) == 1
    assert len(list(_differing("", same, {**same, "phone": "1"}))) == 1


@pytest.mark.parametrize(("text", "keys"), [("12.5", 4), ("张三", 8 + 1), ("1组", 1 + 2 + 1), ("村民委员会", 16 + 2)])
def test_a_text_costs_its_pinyin_and_a_key_for_each_word(monkeypatch: pytest.MonkeyPatch, text: str, keys: int) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from benchmarks.typist import cost_of

    assert cost_of(text) == keys


def test_enter_in_the_last_field_registers_the_household_and_does_not_cancel(session: Session, qtbot: QtBot) -> None:
    dialog = NewHouseholdDialog(session.store, None)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    qtbot.keyClicks(dialog.group, "1")
    qtbot.keyClick(dialog.group, Qt.Key.Key_Return)
    dialog.head.setText("张三")
    qtbot.keyClick(dialog.head, Qt.Key.Key_Return)
    assert dialog.result() == NewHouseholdDialog.DialogCode.Accepted


def test_a_cadre_is_found_by_initials_in_a_form(view: CaseFileView, session: Session, qtbot: QtBot) -> None:
    saved = session.save("名单", [Edit("cadre", "", {"name": "傅云栋"}, "a"), Edit("cadre", "", {"name": "汤娥"}, "b")])
    panel = view.go_to(Section.HELPERS)
    row = panel.add()
    for sign in "fyd":
        qtbot.keyClick(panel.form.rows["cadre"].widget, sign)
    assert row.main.content("cadre") == "?fyd"
    qtbot.keyClick(panel.form.rows["cadre"].widget, Qt.Key.Key_Return)
    assert row.main.value("cadre") == saved.ids["a"]


def test_control_enter_leads_from_a_line_to_all_its_fields_below(view: CaseFileView, qtbot: QtBot) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    grid.view.go_to(1, 0)
    grid.view.setFocus()
    qtbot.keyClick(grid.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert grid.forms[0].focused_key() == "sex"  # the name stands there already
    assert grid.forms[0].entry.value("name") == "李四"
    grid.view.go_to(grid.model.rowCount() - 1, 0)
    grid.view.setFocus()
    qtbot.keyClick(grid.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert grid.view.hasFocus()  # the empty line has no fields yet


def test_f4_in_the_first_line_takes_over_the_last_line_of_the_household_before(
    view: CaseFileView, session: Session, a_household: Callable[..., str], qtbot: QtBot
) -> None:
    visit = view.editing.rows["visits"].add()
    visit.main.write("date", "2025-03-05")
    visit.main.write("visitors", "村委会")
    assert view.save()
    view.open(a_household("王五"))
    panel = view.go_to(Section.VISITS).visits
    row = panel.add()
    assert not row.main.content("date")  # nothing comes by itself
    qtbot.keyClick(panel.form.rows["date"].widget, Qt.Key.Key_F4)
    panel.form.focus_field("visitors")
    qtbot.keyClick(panel.form.rows["visitors"].widget, Qt.Key.Key_F4)
    assert row.main.value("date") == "2025-03-05"
    assert row.main.value("visitors") == "村委会"


def test_the_fields_of_one_who_is_not_at_work_are_passed_by_and_can_be_reached_with_tab(
    view: CaseFileView, qtbot: QtBot
) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    grid.view.go_to(1, 0)
    form = grid.forms[1]
    form.entry.write("labour", "none")
    form.focus_field("labour")
    qtbot.keyClick(form.rows["labour"].widget, Qt.Key.Key_Return)
    assert form.focused_key() == "public_post"
    form.focus_field("labour")
    qtbot.keyClick(form.rows["labour"].widget, Qt.Key.Key_Tab)
    assert form.focused_key() == "work_place"
    form.entry.write("work_place", "outside")
    qtbot.keyClick(form.rows["work_place"].widget, Qt.Key.Key_Return)
    assert form.focused_key() == "work_region"
