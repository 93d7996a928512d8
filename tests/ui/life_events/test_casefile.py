# SPDX-License-Identifier: MIT
"""Events in the case file: the timeline, correcting and removing records, where they are begun."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.completeness import Section
from villagedesk.services.events.planning import EVENTS, GROUPS, Ask, record_event
from villagedesk.services.events.wanted import Wanted
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.ui.casefile.events.correct import CorrectDialog
from villagedesk.ui.casefile.events.dialog import EventDialog
from villagedesk.ui.casefile.section_list import EVENTS as SECTION
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.main_window import MainWindow


@pytest.fixture
def view(qtbot, session, icons, household):
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(1_200, 700)
    made.show()
    made.open(household)
    return made


def texts(panel):
    return [[panel.model.index(row, column).data() for column in range(4)] for row in range(panel.model.rowCount())]


def test_the_timeline_lists_events_by_the_day_on_which_they_happened(view, store, household):
    wife, son = (
        next(one.id for one in reads.of_owner(store, Member, household) if one.name == name)
        for name in ("高凤珍", "肖明")
    )
    record_event(store, Wanted("death", household, date="2025-06-01", members=(wife,)))
    record_event(store, Wanted("head", household, date="2024-03-01", new_head=son))
    save_records(store, "手填", [Edit("member", son, {"joined": "2016-05-01", "join_reason": "other"})])
    panel = view.go_to(SECTION)
    assert texts(panel) == [
        ["2025-06-01", "死亡", "高凤珍", ""],
        ["2024-03-01", "更换户主", "本户", "肖辉 → 肖明"],
        ["2016-05-01", "其他转入", "肖明", "登记在成员资料中"],
    ]
    panel.view.go_to_row(2)
    assert not panel.correct_button.isEnabled()
    panel.view.go_to_row(0)
    assert panel.correct_button.isEnabled()


def test_a_record_that_was_a_mistake_goes_into_the_bin_and_the_facts_stay(view, store, household, monkeypatch):
    wife = next(one.id for one in reads.of_owner(store, Member, household) if one.name == "高凤珍")
    record_event(store, Wanted("death", household, date="2025-06-01", members=(wife,)))
    panel = view.go_to(SECTION)
    panel.view.go_to_row(0)
    monkeypatch.setattr("villagedesk.ui.casefile.events.panel.ask_reason", lambda *_what: "重复登记")
    panel.remove_button.click()
    assert reads.where(store, MemberChange) == []
    assert reads.get(store, Member, wife).left == "2025-06-01"
    assert [line[3] for line in texts(panel)] == ["登记在成员资料中"]


def test_a_record_is_corrected_together_with_the_member(qtbot, session, store, household):
    wife = next(one.id for one in reads.of_owner(store, Member, household) if one.name == "高凤珍")
    record_event(store, Wanted("death", household, date="2025-06-01", members=(wife,)))
    (record,) = reads.where(store, MemberChange)
    box = CorrectDialog(None, session, "member_change", record)
    qtbot.addWidget(box)
    box.show()
    assert box.along.text().startswith("改到另一年度的"), "there is no other record"
    assert set(box.form.rows) == {"kind", "date", "evidence", "place", "note"}
    box.form.entry.put("date", "2027-06-01")
    box.accept()
    assert "晚于今天" in box.refusal.text()
    box.form.entry.put("date", "2025-05-30")
    box.accept()
    assert reads.get(store, Member, wife).left == "2025-05-30"


def test_correcting_one_record_of_a_split_says_that_the_others_follow(qtbot, session, icons, household, store):
    who = {one.name: one.id for one in reads.where(store, Member)}
    record_event(store, Wanted("split", household, date="2025-06-01", members=(who["肖明"],)))
    formed = next(one for one in reads.where(store, HouseholdChange) if one.kind == "formed")
    box = CorrectDialog(None, session, "household_change", formed)
    qtbot.addWidget(box)
    box.show()
    assert box.along.isVisible()
    assert "还有2条记录" in box.along.text()
    box.form.entry.put("date", "2025-05-30")
    box.accept()
    assert reads.get(store, Member, who["肖明"]).joined == "2025-05-30"
    assert {one.date for one in reads.where(store, HouseholdChange)} == {"2025-05-30"}


def test_what_was_typed_is_saved_before_an_event_begins(view, store, household, monkeypatch):
    seen = []
    monkeypatch.setattr(EventDialog, "exec", lambda dialog: seen.append(dialog.inputs.choices[Ask.MEMBER].content()))
    panel = view.go_to(Section.MEMBERS)
    panel.grid.view.go_to(1, 0)
    view.editing.household.write("address", "老屋")
    wife = next(one.id for one in reads.of_owner(store, Member, household) if one.name == "高凤珍")
    button = next(one for one in panel.findChildren(type(panel.remove_button)) if one.menu())
    next(action for action in button.menu().actions() if action.data() == "death").trigger()
    assert seen == [wife]
    assert reads.get(store, Household, household).address == "老屋"


def test_the_menu_has_every_event_once_each_with_a_letter_of_its_own(view):
    button = next(one for one in view.go_to(Section.MEMBERS).findChildren(type(view.header.save_button)) if one.menu())
    entries = [action for action in button.menu().actions() if not action.isSeparator()]
    assert [action.data() for action in entries] == [event.kind for group in GROUPS for event in group]
    letters = [action.text()[1] for action in entries]
    assert len(set(letters)) == len(letters)


def test_history_tells_the_records_too(view, store, household):
    record_event(store, Wanted("cleared", household, date="2025-06-01"))
    panel = view.go_to("history")
    assert any(line.entry.entity == "household_change" for line in panel.model.lines)


def test_the_list_offers_the_events_of_a_household_and_marks_those_that_ended(
    qtbot, session, icons, store, household, monkeypatch
):
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    page = window.go("households")
    page.list.go_to_row(0)
    page.events.fill()
    assert len([one for one in page.events.events.actions() if one.data()]) == len(EVENTS)
    seen = []
    monkeypatch.setattr(EventDialog, "exec", lambda dialog: seen.append(dialog.windowTitle()))
    page.events.record("left")
    assert seen == ["整户迁离：肖辉户"]
    record_event(store, Wanted("left", household, date="2025-06-01"))
    assert page.model.index(0, 0).data() == "肖辉（已注销）"
    assert page.count.text() == "共0户，已注销1户"
    window.schedule.stop()
    window.lock.stop()


def test_nothing_can_be_recorded_in_a_file_opened_for_reading(qtbot, session, icons, household):
    session.store.read_only = True
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.show()
    made.open(household)
    panel = made.go_to(SECTION)
    assert not any(one.isEnabled() for one in (panel.begin_button, panel.correct_button, panel.remove_button))


def test_the_record_of_a_household_names_the_head_that_was(store, household):
    record_event(store, Wanted("left", household, date="2025-06-01"))
    (record,) = reads.where(store, HouseholdChange)
    assert reads.get(store, Member, record.head_before).name == "肖辉"
