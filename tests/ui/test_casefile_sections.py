# SPDX-License-Identifier: MIT
"""The sections of the case file page: members, causes, income, helpers, plan, visits and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.cursor import at
from villagedesk.models.catalogue.member import Member
from villagedesk.models.completeness import Light, Section
from villagedesk.store import reads
from villagedesk.ui.casefile.section_list import HISTORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.casefile.view import CaseFileView
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三", "李四")


# -- members ----------------------------------------------------------------------------------------------------------


def test_a_member_who_has_left_is_recorded_and_not_deleted(view: CaseFileView, said: Said, qtbot: QtBot) -> None:
    panel = view.go_to(Section.MEMBERS)
    panel.grid.view.go_to(1, 0)
    panel.grid.view.setFocus()
    said.answers.append(0)
    qtbot.keyClick(panel.grid.view, Qt.Key.Key_Delete, CONTROL)
    assert panel.grid.forms[0].focused_key() == "leave_reason"
    qtbot.keyClicks(at(view), "1")
    qtbot.keyClick(at(view), Qt.Key.Key_Return)
    assert panel.grid.current().main.value("leave_reason") == "death"


def test_a_member_registered_by_mistake_goes_into_the_recycle_bin_with_a_reason(
    view: CaseFileView, session: Session, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    from villagedesk.ui.casefile import panel as panels

    monkeypatch.setattr(panels, "ask_reason", lambda *_arguments: "重复登记")
    panel = view.go_to(Section.MEMBERS)
    panel.grid.view.go_to(1, 0)
    said.answers.append(1)
    panel.remove_button.click()
    assert [one.name for one in reads.where(session.store, Member)] == ["张三"]
    assert session.store.value("SELECT removed FROM member WHERE removed IS NOT NULL") == "重复登记"


def test_the_form_below_follows_the_line_and_shares_its_contents(view: CaseFileView, qtbot: QtBot) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    grid.view.go_to(1, 0)
    form = grid.forms[0]
    assert form.rows["name"].editor.content() == "李四"
    form.focus_field("phone")
    qtbot.keyClicks(at(view), "13800001234")
    column = next(n for n, spec in enumerate(grid.model.columns) if spec.key == "phone")
    assert grid.model.index(1, column).data() == "13800001234"


@pytest.mark.usefixtures("as_seen")
def test_at_twice_the_size_three_lines_of_members_are_in_sight(view: CaseFileView, qapp: QApplication) -> None:
    view.resize(690, 355)
    grid = view.go_to(Section.MEMBERS).grid
    qapp.processEvents()
    tall = grid.view.rowHeight(0)
    assert tall > grid.fontMetrics().height()
    assert grid.view.viewport().visibleRegion().boundingRect().height() >= 3 * tall


# -- causes, income, helpers, plan, visits, history -------------------------------------------------------------------


def test_a_cause_is_taken_out_with_a_reason(
    view: CaseFileView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from villagedesk.ui.casefile import form_panels

    monkeypatch.setattr(form_panels, "ask_reason", lambda *_arguments: "登记错了")
    panel = view.go_to(Section.CAUSES)
    assert not panel._buttons["main"].isVisible()
    view.editing.entries["cause:main"].write("code", "1")
    view.save()
    assert panel._buttons["main"].isVisible()
    panel._buttons["main"].click()
    assert view.editing.entries["cause:main"].content("code") == ""
    assert view.assessor.states[Section.CAUSES].light is Light.GREY


def test_sums_of_the_income_table_follow_the_typing(view: CaseFileView, qtbot: QtBot) -> None:
    panel = view.go_to(Section.INCOME).table
    view.focus_first()
    qtbot.keyClick(panel.view, "2")
    qtbot.keyClicks(at(view), "0000")
    qtbot.keyClick(at(view), Qt.Key.Key_Return)
    qtbot.keyClick(panel.view, "5")
    qtbot.keyClicks(at(view), "000")
    qtbot.keyClick(at(view), Qt.Key.Key_Return)
    shown = {
        panel.model.headerData(row, Qt.Orientation.Vertical): panel.model.index(row, 0).data()
        for row in range(panel.model.rowCount())
    }
    assert shown["年收入"] == shown["纯收入"] == "25,000.00"
    assert shown["人均纯收入"] == "12,500.00"
    view.save()
    assert view.editing.income_of(2025).stored("wages") == 2_000_000


def test_a_total_that_is_not_typed_is_shown_as_the_sum_of_its_kinds(view: CaseFileView) -> None:
    panel = view.go_to(Section.INCOME).table
    entry = view.editing.income_of(2025)
    entry.write("wage_work", "20000")
    entry.write("wage_post_village", "500.5")
    total = panel.model.place_of("wages", 2025)
    assert (total.data(), panel.model.sums(0).gross) == ("20,500.50（合计）", 2_050_050)
    entry.write("wages", "20000")
    assert (total.data(), panel.model.sums(0).gross) == ("20,000.00", 2_000_000)


def test_computed_lines_cannot_be_typed_into(view: CaseFileView) -> None:
    model = view.go_to(Section.INCOME).table.model
    for row in range(model.rowCount()):
        editable = bool(model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEditable)
        assert editable is (
            model.cell(model.index(row, 0)) is not None and row != model.place_of("stated_per_head", 2025).row()
        )


def test_income_below_the_line_of_the_year_is_pointed_out_with_the_line(view: CaseFileView) -> None:
    view.open(view.household, 2016)
    view.editing.income_of(2016).write("wages", "2000")
    panel = view.go_to(Section.INCOME).table
    rows = {panel.model.headerData(row, Qt.Orientation.Vertical): row for row in range(panel.model.rowCount())}
    assert "3146" in panel.model.said(panel.model.index(rows["人均纯收入"], 0))
    assert panel.model.index(rows["脱贫验收标准"], 0).data() == "3,146"


def test_an_unconfirmed_line_asks_to_be_checked(view: CaseFileView) -> None:
    view.open(view.household, 2019)
    panel = view.go_to(Section.INCOME).table
    rows = {panel.model.headerData(row, Qt.Orientation.Vertical): row for row in range(panel.model.rowCount())}
    assert "待核对" in panel.model.index(rows["脱贫验收标准"], 0).data()


def test_an_earlier_year_of_income_can_be_added(view: CaseFileView) -> None:
    panel = view.go_to(Section.INCOME).table
    before = panel.model.columnCount()
    panel.earlier_button.click()
    assert panel.model.columnCount() == before + 1
    view.editing.income_of(2023).write("wages", "100")
    view.save()
    assert view.editing.income_of(2023).stored("wages") == 10_000


@pytest.fixture
def cadres(session: Session) -> tuple[str, str]:
    with session.store.change("责任人") as change:
        change.put("unit", "unit-1", {"name": "水利局"})
        change.put("cadre", "cadre-1", {"name": "周明", "unit": "unit-1", "phone": "13800001111"})
        change.put("cadre", "cadre-2", {"name": "吴兰"})
    return "cadre-1", "cadre-2"


def test_a_change_of_helper_ends_one_pairing_the_day_before_the_next_begins(
    view: CaseFileView, cadres: tuple[str, str]
) -> None:
    panel = view.go_to(Section.HELPERS)
    first = panel.add()
    first.main.put("cadre", cadres[0])
    first.main.put("role", "first")
    first.main.write("start", "2024-01-01")
    view.save()
    panel.choose(panel.rows.rows[0])
    panel.change_button.click()
    coming = panel.current
    coming.main.put("cadre", cadres[1])
    coming.main.write("start", "2025.3.1")
    coming.main.settle("start")
    view.save()
    found = [
        (row.main.value("cadre"), row.main.value("role"), row.main.value("start"), row.main.value("end"))
        for row in panel.rows.rows
    ]
    assert found == [("cadre-1", "first", "2024-01-01", "2025-02-28"), ("cadre-2", "first", "2025-03-01", None)]


def test_a_visit_is_never_filled_in_unasked(view: CaseFileView, cadres: tuple[str, str]) -> None:
    pairing = view.editing.rows["helpers"].add().main
    pairing.put("cadre", cadres[0])
    pairing.write("start", "2024-01-01")
    view.save()
    panel = view.go_to(Section.VISITS).visits
    row = panel.add()
    assert row.blank
    panel.helper_button.click()
    assert (row.main.value("cadre"), row.main.value("visitors"), row.main.value("unit")) == (
        cadres[0],
        "周明",
        "水利局",
    )
    assert row.main.content("date") == ""


def test_a_visit_takes_over_the_helper_who_is_named_in_it(view: CaseFileView, cadres: tuple[str, str]) -> None:
    for cadre in cadres:
        pairing = view.editing.rows["helpers"].add().main
        pairing.put("cadre", cadre)
        pairing.write("start", "2024-01-01")
    view.save()
    panel = view.go_to(Section.VISITS).visits
    row = panel.add()
    for name, cadre in (("吴兰", cadres[1]), ("周明", cadres[0])):
        row.main.put("visitors", None)
        row.main.put("cadre", cadre)
        panel.fill_in_helper()
        assert row.main.value("visitors") == name
    stranger = panel.add()
    stranger.main.put("cadre", "somebody-else")
    panel.fill_in_helper()
    assert stranger.main.content("visitors") == ""


def test_what_is_filled_in_already_stays_when_the_helper_is_asked_for(
    view: CaseFileView, cadres: tuple[str, str]
) -> None:
    pairing = view.editing.rows["helpers"].add().main
    pairing.put("cadre", cadres[0])
    pairing.write("start", "2024-01-01")
    view.save()
    panel = view.go_to(Section.VISITS).visits
    row = panel.add()
    row.main.write("visitors", "两人")
    panel.fill_in_helper()
    assert row.main.value("visitors") == "两人"


def test_the_plan_leads_on_to_its_measures(view: CaseFileView, qtbot: QtBot) -> None:
    panel = view.go_to(Section.PLAN)
    panel.form.focus_last()
    qtbot.keyClick(at(view), Qt.Key.Key_Return, CONTROL)
    assert panel.leaves.currentWidget() is panel.grid
    qtbot.keyClick(panel.grid.view, "1")
    qtbot.keyClick(at(view), Qt.Key.Key_Return)
    view.save()
    assert view.editing.rows["measures"].rows[0].main.stored("category") == "industry"
    assert panel.leaves.tabText(1) == "帮扶措施（1）(&M)"


def test_the_history_tells_of_household_and_people_and_leads_back(view: CaseFileView, session: Session) -> None:
    view.editing.household.write("address", "老屋")
    view.editing.rows["people"].rows[1].main.write("name", "李小四")
    view.save()
    panel = view.go_to(HISTORY)
    lines = [(line.whose, line.field, line.old, line.new, line.who) for line in panel.model.lines]
    assert ("李小四", "姓名", "李四", "李小四", "李书记") in lines
    row = next(n for n, line in enumerate(panel.model.lines) if line.new == "李小四")
    panel.view.go_to_row(row)
    panel.revert_button.click()
    assert view.editing.rows["people"].rows[1].main.value("name") == "李四"
    assert panel.model.lines[0].new == "李四"


def test_a_history_too_long_to_list_says_that_earlier_changes_are_left_out(
    view: CaseFileView, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = view.go_to(HISTORY)
    every = len(panel.model.lines)
    assert panel.count.text() == f"共{every}条修改"
    monkeypatch.setattr("villagedesk.ui.casefile.history.LIMIT", every - 1)
    panel.show_case()
    assert len(panel.model.lines) == every - 1
    assert panel.count.text() == f"最近{every - 1}条修改，更早的没有列出"
