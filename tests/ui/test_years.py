# SPDX-License-Identifier: MIT
"""Carrying over, locking, programmes and the window of a day, as the user meets them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from tests.ui.letters import shared, texts_in, without_letter
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.programmes import Enrolment
from villagedesk.models.completeness import Section
from villagedesk.services.casefile import carrying
from villagedesk.services.figures import asof
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import reads
from villagedesk.store.counts import statistics
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.dialogs import as_of, carry_over, year_lock
from villagedesk.ui.dialogs.as_of import AsOfDialog, MomentDialog
from villagedesk.ui.dialogs.carry_over import CarryOverDialog
from villagedesk.ui.dialogs.year_lock import YearLockDialog
from villagedesk.ui.pages.households import HouseholdsPage
from villagedesk.ui.pages.village import VillagePage

V = village_id("510199100201")


@pytest.fixture
def family(store):
    """A household with facts of the year before the working year (2025)."""
    return dict(
        save_records(
            store,
            "登记",
            [
                Edit("household", "", {"village": V, "group": "1组"}, "h"),
                Edit("member", "", {"household": "@h", "name": "张三", "birth": "1980-01-01"}, "m"),
                Edit("household_year", "", {"household": "@h", "year": 2024, "farmland": 300, "note": "受灾"}),
                Edit("member_year", "", {"member": "@m", "year": 2024, "relation": "head", "medical": True}),
                Edit("enrolment", "", {"household": "@h", "programme": "file", "from_year": 2014, "to_year": 2020}),
            ],
        ).ids
    )


def shown(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def letters_of(dialog):
    return shared(texts_in(dialog)), without_letter(dialog)


# -- last year ----------------------------------------------------------------------------------------------------------


def test_the_proposals_are_ticked_or_say_why_not_and_space_changes_a_tick(qtbot, session, family):
    dialog = shown(qtbot, CarryOverDialog(carrying.offer(session.store, [family["h"]], 2025)))
    assert {one.key for one in dialog.chosen()} == {"farmland", "relation"}
    person = dialog.tree.topLevelItem(1)
    assert "张三" in person.text(0)
    medical = next(person.child(n) for n in range(person.childCount()) if person.child(n).text(3))
    assert "参保" in medical.text(3)
    dialog.tree.setCurrentItem(medical)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert {one.key for one in dialog.chosen()} == {"farmland", "relation", "medical"}
    assert "勾选3项" in dialog.count.text()
    assert letters_of(dialog) == ({}, [])


def test_confirming_writes_and_going_back_does_not(session, family, monkeypatch):
    for answer, written in ((QDialog.DialogCode.Rejected, 0), (QDialog.DialogCode.Accepted, 1)):
        monkeypatch.setattr(CarryOverDialog, "exec", lambda _self, answer=answer: answer)
        changed = carry_over.carry_over(None, session, [family["h"]])
        assert bool(changed) is bool(written)
        assert len(reads.where(session.store, HouseholdYear, "year = 2025")) == written


def test_of_several_households_a_line_stands_for_a_field_of_all(qtbot, session, family):
    other = save_records(
        session.store,
        "登记",
        [
            Edit("household", "", {"village": V}, "h"),
            Edit("household_year", "", {"household": "@h", "year": 2024, "farmland": 500}),
        ],
    ).ids["h"]
    dialog = shown(qtbot, CarryOverDialog(carrying.offer(session.store, [family["h"], other], 2025)))
    facts = dialog.tree.topLevelItem(0)
    line = next(facts.child(n) for n in range(facts.childCount()) if facts.child(n).text(0) == "耕地面积")
    assert line.text(1) == "2"
    line.setCheckState(0, Qt.CheckState.Unchecked)
    assert "farmland" not in {one.key for one in dialog.chosen()}


def test_where_there_is_nothing_it_is_said(session, family, said):
    assert carry_over.carry_over(None, session, []) is None
    locking.lock_year(session.store, V, 2025, "王审核")
    assert carry_over.carry_over(None, session, [family["h"]]) is None
    assert "选中" in said.notes[0]
    assert "锁定" in said.notes[1]


# -- the lock -----------------------------------------------------------------------------------------------------------


def test_the_village_page_locks_and_unlocks_the_working_year(qtbot, session, icons, family, monkeypatch):
    page = VillagePage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    session.changed.connect(page.refresh)
    assert "没有锁定" in page.lock_state.text()

    def fill(self):
        self.why.setText("县级审核")
        self.accept()

    monkeypatch.setattr(YearLockDialog, "exec", fill)
    page.lock_button.click()
    assert locking.is_locked(session.store, V, 2025)
    assert "李书记锁定" in page.lock_state.text()
    page.lock_button.click()
    assert not locking.is_locked(session.store, V, 2025)
    assert "县级审核" in page.lock_state.text()


def test_unlocking_without_a_reason_keeps_the_dialog_open(qtbot, session, family):
    locking.lock_year(session.store, V, 2025, "王审核")
    dialog = shown(qtbot, YearLockDialog(session, V, "清溪村", session.year))
    dialog.do_button.click()
    assert dialog.isVisible()
    assert "解锁原因" in dialog.error.text()
    assert letters_of(dialog) == ({}, [])
    assert year_lock.YearLockDialog is YearLockDialog


def test_a_case_file_says_that_its_year_is_locked_and_keeps_what_was_typed(qtbot, session, icons, family, said):
    locking.lock_year(session.store, V, 2024, "王审核")
    view = CaseFileView(session, icons)
    qtbot.addWidget(view)
    view.open(family["h"], 2024)
    assert "2024年度已锁定" in view.header.facts.text()
    view.editing.facts.write("farmland", "9")
    assert not view.save()
    assert "耕地面积" in said.warnings[0]
    assert view.editing.dirty
    view.editing.give_up()
    view.open(family["h"], 2025)
    assert "已锁定" not in view.header.facts.text()


# -- programmes ---------------------------------------------------------------------------------------------------------


def test_programmes_stand_in_the_basic_section_and_the_head_speaks_the_words_of_the_year(qtbot, session, icons, family):
    view = CaseFileView(session, icons)
    qtbot.addWidget(view)
    words = ((2015, "贫困户", "帮扶计划"), (2019, "建档立卡贫困户", "脱贫计划"), (2023, "脱贫户", "一户一策帮扶计划"))
    for year, word, plan in words:
        view.open(family["h"], year)
        assert word in view.header.facts.text().split("　")
        assert plan in [view.sections.item(row).text().split(" ")[0] for row in range(view.sections.count())]
    panel = view.go_to(Section.BASIC)
    assert "（1）" in panel.leaves.tabText(1)
    assert panel.enrolments.form.rows["programme"].editor.currentText() == "建档立卡"  # though 2023 knows it no longer
    row = panel.enrolments.add()
    row.main.write("programme", "防返贫监测")
    row.main.write("from_year", "2022")
    assert view.save()
    found = reads.where(session.store, Enrolment, order="from_year")
    assert [(one.programme, one.from_year) for one in found] == [("file", 2014), ("monitoring", 2022)]
    assert "防返贫监测" in view.header.facts.text()
    assert panel.reveal("enrolment", found[0].id, "from_year")
    assert panel.leaves.currentIndex() == 1
    assert panel.reveal("household", family["h"], "group")
    assert panel.leaves.currentIndex() == 0


def test_the_list_is_narrowed_to_a_programme_on_a_day(qtbot, session, icons, family):
    save_records(session.store, "登记", [Edit("household", "", {"village": V, "group": "2组"})])
    page = HouseholdsPage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    page.filter_button.setChecked(True)
    assert page.model.rowCount() == 2
    box, day = page.filters.programme.box, page.filters.programme.day
    day.setText("2020-12-31")
    day.editingFinished.emit()
    box.setCurrentIndex(box.findData("file"))
    box.activated.emit(box.currentIndex())
    assert page.model.rowCount() == 1
    assert "（1）" in box.currentText()
    day.setText("2021年1月1日")
    day.editingFinished.emit()
    assert (page.model.rowCount(), day.text()) == (0, "2021-01-01")
    day.setText("没有")
    day.editingFinished.emit()
    assert day.text() == "2021-01-01"
    page.clear_query()
    assert page.model.rowCount() == 2


# -- a day --------------------------------------------------------------------------------------------------------------


def test_the_day_is_asked_until_it_is_one(qtbot, session, family):
    dialog = shown(qtbot, MomentDialog(session.store))
    dialog.show_button.click()
    assert "至少一个" in dialog.error.text()
    dialog.known.setText("2025")
    dialog.show_button.click()
    assert dialog.isVisible()
    assert letters_of(dialog) == ({}, [])
    dialog.known.setText("2026年3月2日")
    dialog.show_button.click()
    assert not dialog.isVisible()
    assert dialog.moment == ("2026-03-02", "")


def test_the_window_says_which_day_it_shows_and_compares_with_now(qtbot, session, icons, family):
    edit = Edit("member", "", {"household": family["h"], "name": "李四", "joined": "2025-05-03"})
    save_records(session.store, "婚入", [edit])
    moment = asof.read_moment(session.store, "", "2025-03-01")
    with asof.state_as_of(session.store, moment, searchable=True) as past:
        dialog = shown(qtbot, AsOfDialog(past, moment, statistics(session.store), icons))
        assert "2025-03-01" in dialog.banner.text()
        assert "不能修改" in dialog.banner.text()
        members = next(one for one in dialog.figures.lines if one.label == "家庭成员")
        assert (members.then, members.now) == (1, 2)
        dialog.search.setText("李四")
        dialog.look()
        assert dialog.model.rowCount() == 0
        dialog.search.setText("zs")
        dialog.look()
        assert dialog.model.rowCount() == 1
        dialog.list.go_to_row(0)
        facts = {(one.field, one.value) for one in dialog.facts.lines}
        assert ("姓名", "张三") in facts
        assert dialog.tabs.currentIndex() == 1
        assert letters_of(dialog) == ({}, [])


def test_the_verb_makes_the_copy_and_closes_it(session, icons, family, monkeypatch):
    made = []

    def answer(self):
        self.happened.setText("2025-03-01")
        self.accept()

    def look(self):
        made.append(statistics(self._past)["households"])

    monkeypatch.setattr(MomentDialog, "exec", answer)
    monkeypatch.setattr(AsOfDialog, "exec", look)
    as_of.show_as_of(None, session, icons)
    assert made == [1]
