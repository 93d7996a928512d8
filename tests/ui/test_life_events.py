# SPDX-License-Identifier: MIT
"""Recording life events through the window: by keyboard, with what they change shown before anything is written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.completeness import Section
from villagedesk.models.values.identity import check_digit
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.events.family import Family
from villagedesk.services.events.planning import EVENTS, GROUPS, Ask, record_event
from villagedesk.services.events.wanted import Wanted
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads, undo
from villagedesk.ui.casefile.events.correct import CorrectDialog
from villagedesk.ui.casefile.events.dialog import EventDialog
from villagedesk.ui.casefile.events.tick_list import TickList
from villagedesk.ui.casefile.section_list import EVENTS as SECTION
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.main_window import MainWindow


@pytest.fixture
def household(store, a_household):
    made = a_household("肖辉", "高凤珍", "肖明")
    people = reads.of_owner(store, Member, made)
    edits = []
    for one, (sex, relation) in zip(people, (("1", "head"), ("2", "spouse"), ("1", "son")), strict=True):
        facts = store.value("SELECT id FROM member_year WHERE member = ?", (one.id,))
        edits += [Edit("member", one.id, {"sex": sex}), Edit("member_year", facts, {"relation": relation})]
    save_records(store, "关系", edits)
    return made


@pytest.fixture
def dialog(qtbot, session, icons, household):
    """Makes the dialog of an event: `dialog("death")`."""

    def make(kind, who="", of=""):
        family = Family(session.store, of or household)
        member = next((one.id for one in family.members if one.name == who), "")
        made = EventDialog(None, session, icons, EVENTS[kind], family, member)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    return make


def press(widget, key):
    QTest.keyClick(widget.window().focusWidget(), key)


def enter(widget):
    press(widget, Qt.Key.Key_Return)


def type_into(widget, text):
    QTest.keyClicks(widget.window().focusWidget(), text)


def people(store, household, year=2025):
    return {person.name: person.relation for person in load_casefile(store, household, year).people}


def test_a_death_is_recorded_with_enter_alone(dialog, store, household, commit_text):
    box = dialog("death")
    type_into(box, "2")  # the second member
    enter(box)
    type_into(box, "2025.6.1")
    enter(box)
    assert box.window().focusWidget() is box.inputs.rows["member_change.evidence"].widget
    commit_text(box.window().focusWidget(), "死亡证明第8号")
    enter(box)
    press_ctrl_enter(box)
    assert box.window().focusWidget() is box.record_button
    enter(box)
    assert box.saved is not None
    assert people(store, household) == {"肖辉": "head", "肖明": "son"}
    (change,) = reads.where(store, MemberChange)
    assert (change.kind, change.date, change.evidence) == ("death", "2025-06-01", "死亡证明第8号")
    undo.undo(store)
    assert len(people(store, household)) == 3


def press_ctrl_enter(widget):
    QTest.keyClick(widget.window().focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_head_who_leaves_asks_for_the_next_and_proposes_the_relations(dialog, store, household):
    box = dialog("death", "肖辉")
    box.inputs.record.put("date", "2025-06-01")
    box.look()
    assert "请同时选择新户主" in box.refusal.text()
    assert not box.record_button.isEnabled()
    successor = box.inputs.choices[Ask.NEW_HEAD]
    assert successor.isVisible()
    son = next(one.id for one in reads.of_owner(store, Member, household) if one.name == "肖明")
    box.inputs.choices[Ask.NEW_HEAD].show_content(son)
    box.look()
    assert box.refusal.isHidden()
    assert [box.relations.item(row, 0).text() for row in range(box.relations.rowCount())] == ["高凤珍"]
    (mother,) = box.relations.editors.values()
    assert mother.content() == "mother"
    assert [box.lines.index(row, 1).data() for row in range(box.lines.rowCount())].count("与户主关系") == 2
    box.accept()
    assert people(store, household) == {"高凤珍": "mother", "肖明": "head"}


def test_what_people_decide_stays_while_other_fields_change(dialog, store, household):
    box = dialog("head")
    wife = next(one.id for one in reads.of_owner(store, Member, household) if one.name == "高凤珍")
    box.inputs.choices[Ask.NEW_HEAD].show_content(wife)
    box.inputs.record.put("date", "2025-06-01")
    box.look()
    son = next(row for row, editor in box.relations.editors.items() if editor.content() == "son")
    box.relations.decide(son, "other")
    box.inputs.record.put("date", "2025-06-02")
    box.look()
    assert box.relations.editors[son].content() == "other"
    box.accept()
    assert people(store, household) == {"肖辉": "spouse", "高凤珍": "head", "肖明": "other"}


def test_the_successor_is_only_asked_for_where_the_head_goes(dialog):
    box = dialog("married_out", "肖明")
    assert box.inputs.choices[Ask.NEW_HEAD].isHidden()


def test_a_split_by_keyboard_makes_a_second_household(dialog, store, household):
    box = dialog("split")
    assert box.window().focusWidget() is box.inputs.movers
    for _step in range(2):
        press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Space)
    enter(box)
    type_into(box, "2025-6-1")
    box.look()
    assert box.refusal.isHidden()
    box.accept()
    assert people(store, household) == {"肖辉": "head", "高凤珍": "spouse"}
    (new,) = [one for one in reads.where(store, Household) if one.id != household]
    assert new.group == "1组"
    assert people(store, new.id) == {"肖明": "head"}


def test_proposals_are_done_only_if_ticked_and_are_seen_in_the_preview(dialog, store, household):
    save_records(store, "住址", [Edit("household", household, {"address": "老屋"})])
    box = dialog("split")
    box.inputs.movers.tick(next(one.id for one in reads.of_owner(store, Member, household) if one.name == "肖明"))
    box.inputs.record.put("date", "2025-06-01")
    box.look()
    assert box.proposals.count() == 1
    before = box.lines.rowCount()
    box.proposals.tick("address")
    box.look()
    assert box.lines.rowCount() == before + 1
    box.accept()
    assert {one.address for one in reads.where(store, Household)} == {"老屋"}


def test_a_newborn_is_entered_with_a_number_that_tells_sex_and_a_date_that_is_wrong_is_told(dialog, store, household):
    box = dialog("birth")
    box.inputs.person.put("name", "肖小雨")
    box.inputs.year.put("relation", "granddaughter")
    box.inputs.person.put("id_no", "51019920250501004" + check_digit("51019920250501004"))
    box.inputs.person.settle("id_no")
    box.inputs.record.write("date", "2025-02-30")
    box.look()
    assert "2025-02-30" in box.refusal.text()
    box.inputs.record.write("date", "2025-05-01")
    box.look()
    assert box.refusal.text() == ""
    box.accept()
    assert people(store, household)["肖小雨"] == "granddaughter"


def leave(box, path):
    box.inputs.rows[path].left.emit(path.partition(".")[2])


def test_of_somebody_new_the_relation_tells_the_sex_and_what_was_typed_stays(dialog):
    box = dialog("birth")
    box.inputs.year.put("relation", "granddaughter")
    leave(box, "member_year.relation")
    assert box.inputs.person.value("sex") == "2"
    box.inputs.year.put("relation", "grandson")
    leave(box, "member_year.relation")
    assert box.inputs.person.value("sex") == "2"
    box = dialog("married_in")
    box.inputs.year.put("relation", "other")
    leave(box, "member_year.relation")
    assert box.inputs.person.value("sex") is None


def test_a_newborns_relation_is_proposed_from_its_sex_where_only_one_woman_can_have_borne_it(dialog, store, household):
    spouse = store.value("SELECT id FROM member WHERE name = '高凤珍'")
    with store.change("儿媳") as change:
        change.put("member", spouse, {"birth": "1958-03-12"})
        change.put("member", "l", {"household": household, "name": "何小满", "sex": "2", "birth": "1995-02-02"})
        change.put("member_year", "l2025", {"member": "l", "year": 2025, "relation": "daughter_in_law"})
    box = dialog("birth")
    box.inputs.record.put("date", "2025-05-01")
    box.inputs.person.put("sex", "1")
    leave(box, "member.sex")
    assert box.inputs.year.value("relation") == "grandson"
    box.inputs.person.put("sex", "2")
    leave(box, "member.sex")
    assert box.inputs.year.value("relation") == "grandson"  # it stands there already; the reminder tells the rest
    box = dialog("moved_in")
    box.inputs.person.put("sex", "1")
    leave(box, "member.sex")
    assert box.inputs.year.value("relation") is None


def test_two_households_become_one_through_the_list_of_the_village(dialog, store, a_household, household):
    other = a_household("曾大明", group="2组", local_no="2-001")
    box = dialog("merged", of=other)
    editor = box.inputs.choices[Ask.HOUSEHOLD]
    assert [editor.itemText(row) for row in range(editor.count())] == ["", "1组 肖辉户"]
    editor.show_content(household)
    box.inputs.record.put("date", "2025-06-01")
    box.look()
    assert "还有1人没有填" in box.reminders.text()
    box.accept()
    assert people(store, household)["曾大明"] == ""
    assert reads.get(store, Household, other).end_reason == "merged"


def test_another_village_is_named_by_its_code_in_a_villages_own_file(dialog, store, household):
    box = dialog("transferred")
    box.inputs.lines[Ask.VILLAGE].show_content("510199100202")
    box.inputs.record.put("date", "2025-06-01")
    box.inputs.record.put("place", "石门村")
    box.look()
    assert box.refusal.text() == ""
    box.accept()
    assert store.value("SELECT village FROM household_list WHERE id = ?", (household,)) == "→"


@pytest.mark.parametrize("kind", EVENTS)
def test_every_dialog_opens_says_what_is_missing_and_writes_nothing_by_itself(dialog, store, kind, said):
    before = store.value("SELECT count(*) FROM batch")
    box = dialog(kind)
    assert not box.record_button.isEnabled()
    assert box.refusal.text()
    box.accept()
    box.reject()
    assert said.questions == []
    assert store.value("SELECT count(*) FROM batch") == before


def test_what_was_typed_is_not_lost_unasked(dialog, said):
    box = dialog("death")
    box.inputs.record.put("date", "2025-06-01")
    box.reject()
    assert said.questions == ["放弃刚才输入的内容？"]
    assert box.isVisible()


# -- the case file -----------------------------------------------------------------------------------------------------


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


def test_a_list_of_ticks_is_painted_and_keeps_what_was_ticked_while_its_lines_change(qtbot):
    made = TickList()
    qtbot.addWidget(made)
    made.show_lines([("a", "甲"), ("b", "乙")])
    made.tick("b")
    made.show()
    with qtbot.captureExceptions() as raised:
        assert not made.grab().isNull()
    assert raised == []
    made.show_lines([("b", "乙"), ("c", "丙")])
    assert made.ticked() == ("b",)
