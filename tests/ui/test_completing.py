# SPDX-License-Identifier: MIT
"""暂存 and 完成 in the case file: nothing is kept from being saved, and what is called complete has no errors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.models.catalogue.completing import Completion
from villagedesk.models.completeness import Section
from villagedesk.models.completing import Stage
from villagedesk.services.keeping.records import Edit
from villagedesk.store import reads
from villagedesk.ui.casefile.numbers import NUMBERS
from villagedesk.ui.casefile.section_list import ORDER, counts_in_words, errors_of, others_of

GOOD_ID, WIFE_ID = "510199197003050011", "510199197203050024"
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def household(a_household):
    return a_household("张三", "李四")


@pytest.fixture
def answers(monkeypatch):
    """What the user answers, by its place; what was asked."""
    asked = []
    given = []

    def choose(_parent, text, options, *, default=0):
        asked.append((text, list(options)))
        return given.pop(0)

    monkeypatch.setattr("villagedesk.ui.messages.choose", choose)
    return asked, given


def without_errors(view):
    people = view.editing.rows["people"].rows
    for row, number, relation in zip(people, (GOOD_ID, WIFE_ID), ("head", "spouse"), strict=True):
        row.entries["member"].write("id_no", number)
        for key, content in {"relation": relation, "education": "junior", "health": "1"}.items():
            row.entries["member_year"].write(key, content)
    assert view.save()
    wrong = [one.text() for state in view.assessor.states.values() for one in state.problems if one.level == "error"]
    assert wrong == []


def stage_of(view):
    return view.header._stage


def test_with_errors_everything_is_saved_and_they_are_told_by_section_and_the_first_is_led_to(view, session, answers):
    asked, given = answers
    given.append(0)
    view.editing.household.write("address", "新屋场18号")
    assert not view.complete()
    assert session.store.value("SELECT address FROM household") == "新屋场18号"
    ((text, options),) = asked
    assert options == ["返回修改", "暂存，以后再改"]
    state = view.assessor.states[Section.MEMBERS]
    assert f"家庭成员：{counts_in_words(state)}" in text.splitlines()
    assert errors_of(state) > 0
    assert ORDER[view.sections.currentRow()] == Section.MEMBERS
    assert reads.where(session.store, Completion) == []
    assert stage_of(view) is Stage.OPEN


def test_what_was_typed_and_cannot_be_saved_stands_in_the_way_too(view, session, answers):
    without_errors(view)
    asked, given = answers
    given.append(1)
    view.editing.facts.write("farmland", "一百多")
    assert not view.complete()
    ((text, _options),) = asked
    assert "生产生活条件" in text
    assert "没有保存的1处" in text
    assert view.editing.facts.content("farmland") == "一百多"


def test_missing_facts_are_told_and_it_is_complete_all_the_same_if_people_say_so(view, session, answers):
    without_errors(view)
    asked, given = answers
    given += [2, 1]
    assert not view.complete()
    assert reads.where(session.store, Completion) == []
    assert view.complete()
    text, options = asked[0]
    assert options == ["返回修改", "仍然完成", "暂存，以后再改"]
    assert "收入：还没有填写" in text.splitlines()
    (said,) = reads.where(session.store, Completion)
    assert (said.household, said.year, said.date, said.completed_by) == (
        view.household, 2025, session.store.clock().date().isoformat(), session.store.author.name,
    )  # fmt: skip
    assert stage_of(view) is Stage.COMPLETE
    assert not view.header.complete_button.isEnabled()
    assert f"{said.date}完成（{said.completed_by}）" in view.header.facts.text()


def test_a_changed_fact_takes_it_back_until_it_is_undone(view, session, answers):
    without_errors(view)
    answers[1].append(1)
    assert view.complete()
    view.editing.facts.write("farmland", "2.5")
    assert view.header.complete_button.isEnabled()
    assert view.save()
    assert stage_of(view) is Stage.CHANGED
    assert "完成后有改动" in view.header.facts.text()
    view.editing.facts.write("farmland", "")
    assert view.save()
    assert stage_of(view) is Stage.COMPLETE
    session.save("走访", [Edit("visit", "", {"household": view.household, "date": "2025-03-04"})])
    assert stage_of(view) is Stage.COMPLETE


def test_an_error_that_comes_later_takes_it_back(view, session, answers, a_household):
    without_errors(view)
    answers[1].append(1)
    assert view.complete()
    other = a_household("王五")
    row = session.store.value("SELECT id FROM member WHERE household = ?", (other,))
    with session.store.change("证件号码") as change:
        change.put("member", row, {"id_no": GOOD_ID})
    view.assessor._count()
    assert stage_of(view) is Stage.WRONG
    assert "完成后发现错误" in view.header.facts.text()


def test_the_keys_do_what_the_buttons_do(view, answers, qtbot):
    without_errors(view)
    answers[1].append(2)
    QTest.keyClick(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(answers[0]) == 1
    answers[1].append(2)
    qtbot.mouseClick(view.header.complete_button, Qt.MouseButton.LeftButton)
    assert len(answers[0]) == 2


def test_each_section_has_its_two_numbers_which_are_also_read_aloud(view):
    for row, section in enumerate(ORDER):
        state = view.assessor.states.get(section)
        item = view.sections.item(row)
        if state is None or section == Section.READINESS:
            assert not item.data(NUMBERS)
            continue
        assert item.data(NUMBERS) == (errors_of(state), others_of(state))
        spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
        for word, count in (("错误{}处", errors_of(state)), ("缺{}项", len(state.missing))):
            assert (word.format(count) in spoken) == bool(count)
    assert view.sections.item(ORDER.index(Section.MEMBERS)).data(NUMBERS)[0] > 0


def test_enter_in_the_list_of_sections_goes_into_the_section(view, qtbot):
    view.sections.setFocus()
    view.sections.setCurrentRow(1)
    QTest.keyClick(view.sections, Qt.Key.Key_Return)
    assert view.panel(ORDER[1]).isAncestorOf(view.window().focusWidget())
