# SPDX-License-Identifier: MIT
"""F8 walks from problem to problem in the order of the sections, and always ends where the problem can be mended."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QTableWidget

from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.completeness import Section, section_of
from villagedesk.models.problem import Level, Problem
from villagedesk.store import reads
from villagedesk.ui.casefile import exempting
from villagedesk.ui.casefile.problem_list import ProblemList
from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
IN_SECTIONS = ("household", "household_year", "member", "member_year", "cause", "income_year", "income_line", "pairing", "plan",
               "measure", "visit")  # fmt: skip


def problem(entity, key, level=Level.DOUBT, row="r"):
    return Problem(key, "", "没有填写", "请补填", level, "", entity, row, key)


A, B, C, D = (
    problem("household", "address"),
    problem("member", "id_no", Level.ERROR),
    problem("member", "name"),
    problem("visit", "date", Level.ERROR),
)


@pytest.fixture
def walk(icons, qtbot):
    made = ProblemList(icons)
    qtbot.addWidget(made)
    made.show_problems([D, C, B, A])
    return made


@pytest.fixture
def view(session, icons, a_household, qtbot):
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(700, 420)
    with qtbot.waitActive(made):
        made.show()
    made.open(a_household("张三", "李四"))
    return made


def test_the_order_is_that_of_the_sections_with_errors_first_in_each(walk):
    assert [walk.next() for _step in range(5)] == [A, B, C, D, A]


def test_back_from_the_start_is_the_last(walk):
    assert walk.next(-1) == D


def test_mending_the_problem_reached_does_not_pass_over_the_next(walk):
    walk.next()
    assert walk.next() == B
    walk.show_problems([A, C, D])
    assert walk.next() == C


def test_mending_the_problem_reached_does_not_pass_over_the_one_before(walk):
    walk.next()
    walk.next()
    walk.show_problems([A, C, D])
    walk.show_problems([A, C, D])
    assert walk.next(-1) == A


def test_mending_something_else_keeps_the_place(walk):
    walk.next()
    walk.next()
    walk.next()
    walk.show_problems([C, D])
    assert walk.list.currentRow() == 0
    assert walk.next() == D


def test_mending_the_last_begins_again_with_the_first(walk):
    walk.next(-1)
    walk.show_problems([A, B])
    assert walk.next() == A


def test_the_problem_reached_is_told_while_the_list_is_folded(walk):
    walk.next()
    assert walk.list.isHidden()
    assert walk.said.text() == A.text()
    walk.start_over()
    assert walk.said.text() == ""


def test_walking_with_f8_and_mending_sees_every_problem_once(view, qtbot):
    every = list(view.problems._problems)
    assert len({one.key for one in every}) > 3
    seen = []
    for _step in every:
        qtbot.keyClick(view, Qt.Key.Key_F8)
        seen.append(view.problems._problems[view.problems._at])
        if seen[-1].key == "id_no":
            row = view.editing.rows["people"].by_id(seen[-1].row)
            row.main.write("id_no", "510199197003050011" if seen[-1].person == "张三" else "510199197203050027")
            view.save()
    passed_over = [one for one in every if one not in seen]
    assert {one.key for one in passed_over} <= {"id_no", "sex", "birth"}  # the identity number mended these too
    assert [one for one in passed_over if one in view.problems._problems] == []


@pytest.mark.parametrize("entity", IN_SECTIONS)
def test_a_problem_of_any_field_leads_into_its_section(view, entity, qtbot):
    spec = ENTITIES[entity]
    for row in ("", "unknown"):
        for field in form_fields(spec, None):
            section = section_of(field)
            view.sections.setFocus()
            view.reveal(problem(entity, field.key, row=row))
            at = view.window().focusWidget()
            assert view.sections.currentRow() == ORDER.index(section)
            assert view.panel(section).isAncestorOf(at), field.key
            assert at.isVisible()
            qtbot.waitUntil(lambda: not at.visibleRegion().isEmpty())  # noqa: B023 - in this turn or the next


def test_a_problem_of_the_third_cause_does_not_lead_to_the_empty_second(view, session):
    household = view.household
    with session.store.change("致贫原因") as change:
        for number, rank in ((1, "main"), (3, "other2")):
            change.put("cause", f"{number:032x}", {"household": household, "year": 2025, "rank": rank, "code": "1"})
    view.editing.refresh()
    view.reveal(problem("cause", "note", row=f"{3:032x}"))
    focused = view.window().focusWidget()
    assert view.panel(Section.CAUSES).forms[2].isAncestorOf(focused)


def test_a_new_visit_is_entered_in_sight_however_small_the_window(session, icons, a_household, qtbot):
    """At 200 % on a small screen the page itself scrolls, and within it the form."""
    household = a_household("张三")
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.resize(600, 400)
    with qtbot.waitActive(window):
        window.show()
    window.verbs.open_household(household)
    case = window.page.case
    panel = case.go_to(Section.VISITS).visits
    button = panel.buttons.itemAt(0).widget()
    assert isinstance(button, QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    field = panel.form.rows["date"].widget
    assert window.focusWidget() is field
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect(), timeout=3_000)
    window.schedule.stop()
    window.lock.stop()


def test_a_long_table_scrolls_its_page_to_the_current_cell(qtbot):
    area, table = QScrollArea(), QTableWidget(60, 1)
    table.setMinimumHeight(60 * 40)
    area.setWidget(table)
    area.setWidgetResizable(True)
    qtbot.addWidget(area)
    area.resize(200, 200)
    with qtbot.waitActive(area):
        area.show()
    table.clearFocus()
    table.setCurrentCell(55, 0)
    table.setFocus()
    shown = table.visualRect(table.currentIndex())
    bottom = table.viewport().mapTo(area.viewport(), shown.bottomLeft()).y()
    assert 0 < bottom <= area.viewport().height()


def test_f2_on_a_doubt_finds_it_right_with_a_reason_and_on_an_error_or_gap_says_why_not(
    view, session, monkeypatch, qtbot
):
    asked, told = [], []
    monkeypatch.setattr(exempting, "ask_why", lambda _parent, texts: asked.append(texts) or "已入户核实，情况属实")
    view.said.connect(told.append)
    view.problems.head.setChecked(True)
    kinds = {
        "doubt": lambda one: one.code and one.level is Level.DOUBT,
        "gap": lambda one: not one.code,
        "error": lambda one: one.level is Level.ERROR,
    }

    def press(kind):
        place = next(n for n, one in enumerate(view.problems._problems) if kinds[kind](one))
        problem = view.problems._problems[place]
        view.problems.list.setFocus()
        view.problems.list.setCurrentRow(place)
        QTest.keyClick(view.problems.list, Qt.Key.Key_F2)
        return problem

    doubt = press("doubt")
    assert asked == [[doubt.text()]]
    qtbot.waitUntil(lambda: len(reads.where(session.store, Exemption)) == 1)
    assert reads.where(session.store, Exemption)[0].rule == doubt.code
    qtbot.waitUntil(lambda: doubt not in view.problems._problems)
    press("gap")
    assert "缺项不能豁免" in told[-1]
    press("error")
    assert "错误不能豁免" in told[-1]
    assert len(asked) == 1
