# SPDX-License-Identifier: MIT
"""A locked year in the case file's window: shown with its reason, copied, and not typed into until it is opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from villagedesk.models.completeness import Section
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit
from villagedesk.services.opening.files import village_id
from villagedesk.ui.casefile.income_estimate import EstimatePanel
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.dialogs.income_rates import IncomeRatesDialog
from villagedesk.ui.dialogs.year_lock import YearLockDialog

VILLAGE = village_id("510199100201")
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def household(session, a_household):
    row = a_household("张三")
    facts = {"household": row, "year": 2025, "household_type": "poor", "farmland": 500}
    session.save("年度情况", [Edit("household_year", "", facts)])
    return row


@pytest.fixture
def view(qtbot, session, icons, household):
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.open(household)
    made.show()
    return made


def lock(session):
    return locking.lock_year(session.store, VILLAGE, 2025, "王审核", "县审〔2025〕3号")


def grid_rows(view, section, leaf):
    return leaf(view.go_to(section)).model.rowCount()


def test_a_locked_year_says_who_locked_it_when_and_why_and_what_can_still_be_done(view, session):
    assert not view.lock_bar.isVisible()
    lock(session)
    assert view.lock_bar.isVisible()
    text = view.lock_bar.text.text()
    for part in ("2025年度", "王审核", session.store.clock().date().isoformat(), "县审〔2025〕3号", "走访"):
        assert part in text
    assert view.lock_bar.text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_facts_of_the_year_are_only_shown_and_identity_can_still_be_typed(view, session):
    lock(session)
    basic, year = view.go_to(Section.BASIC).forms
    assert all(row.locked for row in year.rows.values())
    assert not basic.rows["phone"].locked
    year.rows["household_type"].widget.setFocus()
    QTest.keyClick(year.rows["household_type"].widget, Qt.Key.Key_Down)
    QTest.keyClick(year.rows["household_type"].widget, Qt.Key.Key_1)
    assert not view.editing.dirty
    cause = view.go_to(Section.CAUSES).forms[0]
    assert all(row.locked for row in cause.rows.values())
    assert all(row.locked for row in view.go_to(Section.PLAN).form.rows.values())


def test_what_stands_in_a_locked_field_can_be_copied(view, session):
    lock(session)
    chooser = view.go_to(Section.BASIC).forms[1].rows["household_type"].widget
    assert chooser.isEnabled()
    chooser.lineEdit().selectAll()
    chooser.lineEdit().copy()
    assert QApplication.clipboard().text() == chooser.currentText() != ""
    chooser.showPopup()
    assert not chooser.view().isVisible()


def test_the_grids_of_the_year_take_no_line_and_no_word_and_those_of_days_do(view, session):
    members = view.go_to(Section.MEMBERS).grid.model
    measures = view.go_to(Section.PLAN).grid.model
    before = members.rowCount(), measures.rowCount()
    lock(session)
    assert (members.rowCount(), measures.rowCount()) == (before[0] - 1, before[1])
    cells = {f"{one.entity}.{one.key}": members.index(0, place) for place, one in enumerate(members.columns)}
    assert not members.flags(cells["member_year.education"]) & Qt.ItemFlag.ItemIsEditable
    assert not members.write(cells["member_year.education"], "junior")
    assert members.flags(cells["member.name"]) & Qt.ItemFlag.ItemIsEditable


def test_only_the_locked_year_of_the_income_table_is_held_fast(view, session):
    table = view.go_to(Section.INCOME).table.model
    lock(session)
    assert not table.writable(table.place_of("wages", 2025))
    assert table.writable(table.place_of("wages", 2024))


def test_when_the_lock_goes_while_the_window_is_open_the_fields_can_be_typed_into_again(view, session, monkeypatch):
    members = view.go_to(Section.MEMBERS).grid.model
    before = members.rowCount()
    lock(session)

    def fill(self):
        self.why.setText("县级反馈问题整改")
        self.accept()

    monkeypatch.setattr(YearLockDialog, "exec", fill)
    view.lock_bar.unlock_button.click()
    assert not locking.is_locked(session.store, VILLAGE, 2025)
    assert not view.lock_bar.isVisible()
    assert members.rowCount() == before
    assert not view.go_to(Section.BASIC).forms[1].rows["household_type"].locked


def test_a_household_that_moved_away_is_held_by_the_village_to_which_it_belonged_in_the_year(
    view, session, monkeypatch
):
    lock(session)
    there = village_id("510199100202")
    moved = {"kind": "transferred", "date": "2026-01-05", "village_before": VILLAGE, "village_after": there}
    session.save("迁走", [
        Edit("household", view.editing.household_id, {"village": there}),
        Edit("household_change", "", {"household": view.editing.household_id, **moved}),
    ])  # fmt: skip
    assert view.go_to(Section.BASIC).forms[1].rows["household_type"].locked
    assert "本户2025年属于清溪村。2025年度已于" in view.lock_bar.text.text()
    asked = []
    monkeypatch.setattr(YearLockDialog, "exec", lambda self: asked.append(self.locked))
    view.lock_bar.unlock_button.click()
    assert asked == [True], "the lock of the other village is opened, and none is made here"
    view.show_year(2026)
    assert not view.lock_bar.isVisible()


def test_another_year_of_the_household_is_open(view, session):
    lock(session)
    view.show_year(2024)
    assert not view.lock_bar.isVisible()
    assert not view.go_to(Section.BASIC).forms[1].rows["household_type"].locked
    view.show_year(2025)
    assert view.go_to(Section.BASIC).forms[1].rows["household_type"].locked


def test_the_coefficients_of_a_locked_year_are_only_shown_with_the_reason(view, session, icons, qtbot):
    session.save("系数", [Edit("income_rate", "", {"village": VILLAGE, "year": 2025, "item": "rice", "price": 125})])
    session.save("系数", [Edit("income_rate", "", {"village": VILLAGE, "year": 2024, "item": "pig", "price": 180000})])
    lock(session)
    box = IncomeRatesDialog(view.editing.refs, icons, VILLAGE, 2025, "清溪村")
    qtbot.addWidget(box)
    assert box.model.rowCount() == 1  # no empty line to type into
    price = box.model.index(0, [one.key for one in box.model.columns].index("price"))
    assert not box.model.writable(price)
    assert not box.model.write(price, "9")
    assert not box.save_button.isEnabled()
    assert not box.older_button.isEnabled()
    assert "王审核" in box.hint.text()
    of_another_year = IncomeRatesDialog(view.editing.refs, icons, VILLAGE, 2024, "清溪村")
    qtbot.addWidget(of_another_year)
    assert of_another_year.save_button.isEnabled()
    assert "王审核" not in of_another_year.hint.text()


def test_coefficients_typed_into_the_calculator_are_not_kept_in_a_locked_year(view, session):
    estimate = view.go_to(Section.INCOME).findChild(EstimatePanel)
    row = estimate.rows.rows[0] if len(estimate.rows) else estimate.rows.add()
    for key, content in {"item": "rice", "quantity": "2", "price": "1.25"}.items():
        row.main.write(key, content)
        row.main.settle(key)
    estimate.reckon()
    assert estimate.rates_button.isEnabled()
    lock(session)
    estimate.show_case()
    assert not estimate.rates_button.isEnabled()
    assert not estimate.book_button.isEnabled()
