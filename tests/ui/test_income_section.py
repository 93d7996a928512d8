# SPDX-License-Identifier: MIT
"""The section 收入: ledger typed by keys, the calculator, taking the ledger over, and the explanation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from villagedesk.models.catalogue.ledger import IncomeLine, IncomeRate
from villagedesk.models.completeness import Light, Section
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.store import history, reads
from villagedesk.ui.casefile import panel as panels
from villagedesk.ui.casefile.view import CaseFileView

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def view(session, icons, a_household, qtbot):
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitActive(made):
        made.show()
    made.open(a_household("张三", "李四"))
    return made


@pytest.fixture
def panel(view):
    return view.go_to(Section.INCOME)


def leaf(panel, name):
    part = getattr(panel, name)
    panel.leaves.setCurrentWidget(part)
    return part


def column(grid, key):
    return [one.key for one in grid.columns].index(key)


def type_in(window, qtbot, view, text, key=Qt.Key.Key_Tab):
    """Into the cell under the cursor, as a user does."""
    qtbot.keyClick(view, text[0])
    if len(text) > 1:
        qtbot.keyClicks(window.focusWidget(), text[1:])
    qtbot.keyClick(window.focusWidget(), key)


def write(rows, **contents):
    row = rows.add()
    for key, content in contents.items():
        row.main.write(key, content)
        row.main.settle(key)
    return row


def settled(ledger):
    ledger.recount()
    return ledger


# -- the ledger ---------------------------------------------------------------------------------------------------------


def test_a_line_is_typed_by_keys_alone_and_saved_with_everything_else(view, panel, qtbot, session):
    ledger = leaf(panel, "ledger")
    view.focus_first()
    grid = ledger.grid
    assert grid.view.hasFocus()
    grid.view.go_to(0, column(grid.model, "date"))
    type_in(view, qtbot, grid.view, "2025-3-5")
    qtbot.keyClick(grid.view, Qt.Key.Key_Tab)  # no quarter
    type_in(view, qtbot, grid.view, "7")  # digits choose: the seventh item is rice
    grid.view.go_to(0, column(grid.model, "quantity"))
    type_in(view, qtbot, grid.view, "800")
    qtbot.keyClick(grid.view, Qt.Key.Key_Tab)  # the unit came with the item
    type_in(view, qtbot, grid.view, "1.25")
    row = ledger.rows.rows[0]
    assert (row.main.value("date"), row.main.value("item"), row.main.value("unit")) == ("2025-03-05", "rice", "亩")
    assert "计入种植收入（1,000.00元）" in settled(ledger).standing.text()
    view.save()
    (line,) = reads.where(session.store, IncomeLine)
    assert (line.household, line.year, line.position) == (view.household, 2025, 0)
    assert (line.quantity, line.price, line.gross) == (800_00, 1_25, None)
    assert row.row == line.id
    assert "收入台账（1）" in panel.leaves.tabText(1)


def test_f4_in_the_empty_line_copies_the_whole_line_above_and_elsewhere_the_cell(panel, qtbot):
    ledger = leaf(panel, "ledger")
    write(ledger.rows, date="2025-03-05", item="work", quantity="3", price="3000", evidence="statement")
    grid = ledger.grid
    grid.view.setFocus()
    grid.view.go_to(1, column(grid.model, "item"))
    qtbot.keyClick(grid.view, Qt.Key.Key_F4)
    assert len(ledger.rows) == 2
    one, other = (row.main for row in ledger.rows.rows)
    for key in ("date", "item", "quantity", "unit", "price", "evidence"):
        assert other.content(key) == one.content(key) != ""
    other.write("date", "2025-04-05")
    one.write("evidence_note", "存折")
    grid.view.go_to(1, column(grid.model, "evidence_note"))
    qtbot.keyClick(grid.view, Qt.Key.Key_F4)
    assert other.content("evidence_note") == "存折"
    assert other.content("date") == "2025-04-05"


def test_f4_in_the_empty_line_of_the_members_does_not_copy_a_person(view, qtbot):
    members = view.go_to(Section.MEMBERS)
    grid = members.grid
    grid.view.setFocus()
    grid.view.go_to(2, column(grid.model, "name"))
    qtbot.keyClick(grid.view, Qt.Key.Key_F4)
    assert members.grid.rows.rows[2].entries["member_year"].content("relation") == ""


def test_the_member_of_a_line_is_one_of_the_household_and_shown_by_name(panel, session):
    ledger = leaf(panel, "ledger")
    labels = [choice.label for choice in panel.editing.refs.choices("member")]
    assert labels == ["张三", "李四"]
    row = write(ledger.rows, item="work", member=panel.editing.refs.choices("member")[1].content)
    index = ledger.grid.model.index(0, column(ledger.grid.model, "member"))
    assert index.data() == "李四"
    assert row.main.kept_out() == []


def test_a_line_outside_the_period_says_so_and_moves_with_one_undoable_action(view, panel, session, said):
    ledger = leaf(panel, "ledger")
    write(ledger.rows, item="work", gross="100", date="2025-10-01")
    ledger.grid.view.go_to(0, 0)
    assert "应记入2026年度" in settled(ledger).standing.text()
    assert not ledger.move_button.isEnabled()  # nothing of it is stored yet
    view.save()
    assert settled(ledger).move_button.isEnabled()
    ledger.rows.rows[0].main.write("gross", "200")
    ledger.move_button.click()
    assert "先保存" in said.notes[-1]
    view.save()
    before = len(history.batches(session.store))
    ledger.move_button.click()
    assert len(history.batches(session.store)) == before + 1
    assert len(ledger.rows) == 0
    (line,) = reads.where(session.store, IncomeLine)
    assert (line.year, line.gross) == (2026, 200_00)
    undo_last(session.store)
    assert [row.main.value("gross") for row in ledger.rows.rows] == [200_00]


def test_a_line_is_taken_out_with_a_reason(view, panel, session, monkeypatch):
    monkeypatch.setattr(panels, "ask_reason", lambda *_arguments: "登记错了")
    ledger = leaf(panel, "ledger")
    write(ledger.rows, item="work", gross="100")
    view.save()
    ledger.grid.view.go_to(0, 0)
    ledger.remove_button.click()
    assert len(ledger.rows) == 0
    assert reads.where(session.store, IncomeLine) == []
    undo_last(session.store)
    assert len(ledger.rows) == 1


def test_every_field_of_a_line_can_be_reached_from_its_finding(view, panel, session):
    row = write(panel.ledger.rows, item="work", gross="100", date="2025-10-01")
    view.save()
    for key in ("item", "date", "photo", "note"):
        assert panel.reveal("income_line", row.row, key)
        assert panel.leaves.currentWidget() is panel.ledger
    state = view.assessor.states[Section.INCOME]
    assert [one.code for one in state.problems] == ["F26"]
    assert state.light is Light.YELLOW


def test_a_draft_brings_typed_lines_back(view, panel, icons, session, qtbot):
    write(panel.ledger.rows, item="work", gross="100")
    draft = view.editing.draft()
    view.editing.give_up()
    assert len(panel.ledger.rows) == 0
    view.editing.take_draft(draft)
    assert panel.ledger.rows.rows[0].main.value("gross") == 100_00


# -- the table of years -------------------------------------------------------------------------------------------------


def cell(table, key):
    return table.model.place_of(key, 2025)


def test_cells_that_nobody_typed_show_the_ledger_and_typed_ones_stand_with_the_difference(panel):
    write(panel.ledger.rows, item="work", gross="9000")
    write(panel.ledger.rows, item="pension", gross="1260")
    table = leaf(panel, "table")
    assert cell(table, "wage_work").data() == "9,000.00（台账）"
    assert cell(table, "wages").data() == "9,000.00（合计）"
    assert table.model.sums(0).per_head == 5_130_00
    panel.editing.income_of(2025).write("wages", "8000")
    assert cell(table, "wages").data() == "8,000.00"
    assert "台账合计9,000.00元，比填写的数+1,000.00元" in table.model.said(cell(table, "wages"))
    assert table.model.sums(0).per_head == 4_630_00
    assert cell(table, "wages").siblingAtColumn(1).data() == ""


def test_taking_the_ledger_over_is_an_edit_that_tells_what_it_replaces(view, panel, session):
    write(panel.ledger.rows, item="work", gross="9000")
    panel.editing.income_of(2025).write("wages", "8000")
    table = leaf(panel, "table")
    assert table.adopt_button.isEnabled()
    table.adopt_button.click()
    entry = panel.editing.income_of(2025)
    assert (entry.value("wages"), entry.value("wage_work")) == (9_000_00, 9_000_00)
    assert entry.stored("wages") is None
    assert "8,000.00 → 9,000.00" in table.said.text()
    assert not table.adopt_button.isEnabled()
    view.save()
    assert panel.editing.income_of(2025).stored("wages") == 9_000_00
    undo_last(session.store)
    assert panel.editing.income_of(2025).content("wages") == ""


# -- the calculator -----------------------------------------------------------------------------------------------------


def test_the_calculator_asks_and_what_is_confirmed_is_booked_as_one_action(view, panel, qtbot, session):
    estimate = leaf(panel, "estimate")
    view.focus_first()
    items = [one.item for one in estimate.lines()]
    assert items[0] == "rice"  # nobody's ability to work is known
    quantity = column(estimate.model, "quantity")
    assert estimate.view.currentIndex().column() == quantity
    type_in(view, qtbot, estimate.view, "2")
    for text in ("800", "1.25", "300"):
        key = {"800": "output", "1.25": "price", "300": "cost"}[text]
        estimate.view.go_to(0, column(estimate.model, key))
        type_in(view, qtbot, estimate.view, text)
    assert "收入2,000.00元，成本600.00元，净收入1,400.00元，2人人均700.00元" in estimate.result.text()
    assert "记入后全户人均纯收入700.00元" in estimate.result.text()
    before = len(history.batches(session.store))
    estimate.book_button.click()
    assert len(history.batches(session.store)) == before + 1
    assert panel.leaves.currentWidget() is panel.ledger
    (row,) = panel.ledger.rows.rows
    assert (row.main.value("item"), row.main.value("evidence"), row.main.value("gross")) == (
        "rice",
        "estimate",
        2_000_00,
    )
    (rate,) = reads.where(session.store, IncomeRate)
    assert (rate.output, rate.price, rate.cost, rate.year) == (800_00, 1_25, 300_00, 2025)


def test_the_next_household_finds_the_villages_coefficients(view, panel, a_household):
    estimate = leaf(panel, "estimate")
    village = view.editing.case.village.id
    values = {"village": village, "year": 2024, "item": "pig", "price": 180_000}
    save_records(view.session.store, "系数", [Edit("income_rate", "", values)])
    view.open(a_household("王五"))
    estimate = view.go_to(Section.INCOME).estimate
    pig = next(one for one in estimate.lines() if one.item == "pig")
    assert pig.price == 180_000
    assert "1项是以前年度的" in estimate.hint.text()


def test_choosing_an_item_brings_its_unit_and_coefficients_where_nothing_was_typed(panel):
    estimate = leaf(panel, "estimate")
    row = write(estimate.rows, item="sheep")
    assert row.main.value("unit") == "只"
    other = write(estimate.rows, unit="对", item="sheep")
    assert other.main.value("unit") == "对"


def test_a_second_estimate_asks_whether_to_replace_the_first(panel, session, said):
    estimate = leaf(panel, "estimate")
    estimate.rows.rows[0].main.write("quantity", "1")
    estimate.rows.rows[0].main.write("price", "100")
    estimate.book()
    said.answers.append(2)
    estimate.book()
    assert len(panel.ledger.rows) == 1
    said.answers.append(0)
    estimate.rows.rows[0].main.write("quantity", "2")
    estimate.book()
    assert [row.main.value("gross") for row in panel.ledger.rows.rows] == [200_00]
    said.answers.append(1)
    estimate.book()
    assert len(panel.ledger.rows) == 2


def test_what_was_typed_into_the_calculator_is_there_again_after_another_household(view, panel, a_household):
    household, estimate = view.household, leaf(panel, "estimate")
    estimate.rows.rows[0].main.write("quantity", "2")
    view.open(a_household("王五"))
    assert estimate.lines()[0].quantity is None
    view.open(household, 2024)
    view.open(household, 2025)
    again = view.go_to(Section.INCOME).estimate
    assert (again.lines()[0].item, again.lines()[0].quantity) == ("rice", 2_00)


def test_nothing_can_be_booked_before_something_comes_to_an_amount(panel):
    estimate = leaf(panel, "estimate")
    assert not estimate.book_button.isEnabled()
    estimate.rows.rows[0].main.write("quantity", "3")
    assert not estimate.book_button.isEnabled()
    assert "没有单价，算不出收入：水稻" in estimate.result.text()


# -- the explanation ----------------------------------------------------------------------------------------------------


def told(account):
    def walk(item):
        yield item.text(0), item.text(1), item.text(2)
        for n in range(item.childCount()):
            yield from walk(item.child(n))

    return [one for n in range(account.tree.topLevelItemCount()) for one in walk(account.tree.topLevelItem(n))]


def test_the_explanation_leads_from_the_lines_to_the_figure_per_head(panel, qtbot):
    write(panel.ledger.rows, item="work", gross="9000.01", evidence="statement")
    panel.editing.income_of(2024).write("wages", "3000")
    account = leaf(panel, "account")
    found = {label: (amount, how) for label, amount, how in told(account)}
    assert found["外出务工"] == ("9,000.01", "银行流水；没有日期和季度，按所在年度计")
    assert found["人均纯收入"][0] == "4,500.01"
    assert "张三、李四" in found["人均纯收入"][1]
    wages = next(one for one in account.changes.lines if one.name == "wages")
    assert (wages.more, wages.percent_words) == (6_000_01, "+200.00%")
    assert "工资性收入比上年+6,000.01元（+200.00%），超过50%" in account.odd.text()


def test_the_explanation_follows_the_typing_while_it_is_seen(panel):
    row = write(panel.ledger.rows, item="work", gross="100")
    account = leaf(panel, "account")
    row.main.write("gross", "300")
    assert {label: amount for label, amount, _how in told(account)}["外出务工"] == "300.00"


def test_a_file_opened_for_reading_shows_and_changes_nothing(view, panel, session, monkeypatch):
    write(panel.ledger.rows, item="work", gross="100")
    view.save()
    monkeypatch.setattr(type(view.editing.refs), "read_only", property(lambda _self: True))
    view.open(view.household, 2024)
    view.open(view.household, 2025)
    again = view.go_to(Section.INCOME)
    settled(again.ledger)
    for button in (
        again.table.adopt_button, again.ledger.move_button, again.ledger.remove_button, again.estimate.book_button,
        again.estimate.rates_button,
    ):  # fmt: skip
        assert not button.isEnabled()
