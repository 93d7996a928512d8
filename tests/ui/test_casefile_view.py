# SPDX-License-Identifier: MIT
"""The case file page: lights, jumping to problems, saving by key, leaving, and changing the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.cursor import at
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.completeness import Light, Section
from villagedesk.models.values.identity import check_digit
from villagedesk.store import drafts, reads
from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.casefile.view import DRAFT_FORM, CaseFileView
from villagedesk.ui.forms import reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

GOOD_ID, WIFE_ID = "510199197003050011", "510199197203050027"
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三", "李四")


def kept(session: Session, household: str) -> drafts.Draft | None:
    return drafts.find(session.store, DRAFT_FORM, household)


# -- sections and lights ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ORDER)
def test_every_section_opens_and_everything_in_it_can_be_read_aloud(view: CaseFileView, section: str) -> None:
    panel = view.go_to(section)
    view.focus_first()
    assert view.stack.currentWidget() is panel
    kinds = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QAbstractButton)
    for widget in panel.findChildren(QWidget):
        inner = (
            isinstance(widget.parent(), (QComboBox, QAbstractItemView))
            or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        )
        if isinstance(widget, kinds) and widget.isVisibleTo(panel) and not inner:
            name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            assert name, f"{type(widget).__name__} in {section} has no name"


def test_lights_differ_by_shape_and_words_and_follow_a_save(view: CaseFileView) -> None:
    states = view.assessor.states
    assert states[Section.MEMBERS].light is Light.RED  # no identity numbers
    assert states[Section.PLAN].light is Light.GREY
    item = view.sections.item(ORDER.index(Section.MEMBERS))
    assert "有错误" in item.toolTip()
    view.editing.plan.write("wish", "想养羊")
    view.save()
    assert view.assessor.states[Section.PLAN].light is Light.YELLOW
    assert "有缺项" in view.sections.item(ORDER.index(Section.PLAN)).toolTip()


def test_an_identity_number_that_stands_in_another_household_is_told(
    view: CaseFileView, a_household: Callable[..., str], session: Session, qtbot: QtBot
) -> None:
    other = a_household("王五")
    stranger = next(one for one in reads.where(session.store, Member) if one.household == other)
    with session.store.change("证件") as change:
        change.put("member", stranger.id, {"id_no": GOOD_ID})
    view.editing.rows["people"].rows[0].main.write("id_no", GOOD_ID)
    view.save()
    qtbot.waitUntil(lambda: any(one.code == "A05" for one in view.assessor.problems()), timeout=2_000)


def test_f8_goes_from_problem_to_problem_and_opens_their_section(view: CaseFileView, qtbot: QtBot) -> None:
    seen = []
    for _step in range(3):
        qtbot.keyClick(view, Qt.Key.Key_F8)
        seen.append((view.problems.list.currentRow(), ORDER[view.sections.currentRow()]))
    assert [row for row, _section in seen] == [0, 1, 2]
    problem = view.assessor.problems()[2]
    assert seen[2][1] in {Section.BASIC, Section.MEMBERS}
    assert problem.text() in view.problems.list.item(2).text()
    qtbot.keyClick(view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.problems.list.currentRow() == 1


def test_a_problem_leads_to_its_very_cell(view: CaseFileView) -> None:
    problem = next(one for one in view.assessor.problems() if one.code == "A01" and one.person == "李四")
    view.reveal(problem)
    grid = view.panel(Section.MEMBERS).grid
    assert grid.current().main.value("name") == "李四"
    assert grid.model.columns[grid.view.currentIndex().column()].key == "id_no"


def test_findings_of_the_whole_case_stand_beside_the_field(view: CaseFileView) -> None:
    view.editing.rows["people"].rows[0].main.write("id_no", GOOD_ID)
    view.editing.rows["people"].rows[0].main.put("sex", "2")
    view.save()
    grid = view.go_to(Section.MEMBERS).grid
    grid.view.go_to(0, 0)
    form = grid.forms[0]
    assert "身份证号第17位" in form.rows["sex"].said


# -- a family of four by keyboard -------------------------------------------------------------------------------------


def test_a_family_of_four_is_typed_in_without_the_mouse(
    view: CaseFileView, session: Session, household: str, commit_text: Callable[..., None], qtbot: QtBot
) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    view.focus_first()
    people = [
        ("张三", "1", GOOD_ID),
        ("李四", "2", WIFE_ID),
        ("张小三", "3", "510199199503050018"),
        ("张小花", "4", "510199199803050029"),
    ]
    for name, relation, number in people:
        QApplication.sendEvent(grid.view, QInputMethodEvent("pinyin", []))
        commit_text(grid.view, name)
        qtbot.keyClick(at(view), Qt.Key.Key_Tab)
        qtbot.keyClick(at(view), relation)
        qtbot.keyClick(at(view), Qt.Key.Key_Tab)
        for sign in number[:17] + check_digit(number[:17]):  # the last one leads past sex and birth
            qtbot.keyClick(at(view), sign)
        assert grid.model.columns[grid.view.currentIndex().column()].key == "ethnic"
        qtbot.keyClick(at(view), Qt.Key.Key_Return)  # to the name in the next line
    assert grid.view.currentIndex().row() == 4
    view.save()
    found = {one.name: one for one in reads.where(session.store, Member)}
    assert set(found) == {name for name, _relation, _number in people}
    relations = {one.member: one.relation for one in reads.where(session.store, MemberYear)}
    assert [relations[found[name].id] for name, _r, _n in people] == ["head", "spouse", "son", "daughter"]
    assert [found[name].sex for name, _r, _n in people] == ["1", "2", "1", "2"]
    assert [found[name].position for name, _r, _n in people] == [0, 1, 2, 3]


# -- saving and leaving -----------------------------------------------------------------------------------------------


def test_saving_takes_what_stands_in_an_open_cell(view: CaseFileView, session: Session, qtbot: QtBot) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    column = next(n for n, spec in enumerate(grid.model.columns) if spec.key == "birth")
    grid.view.go_to(0, column)
    grid.view.setFocus()
    qtbot.keyClick(grid.view, "1")
    qtbot.keyClicks(at(view), "970.3.5")
    view.save()
    assert "1970-03-05" in {one.birth for one in reads.where(session.store, Member)}


def test_going_on_to_another_household_saves_the_one_before(
    view: CaseFileView, session: Session, household: str, a_household: Callable[..., str]
) -> None:
    other = a_household("王五")
    view.editing.household.write("address", "老屋")
    assert view.open(other)
    assert reads.get(session.store, Household, household).address == "老屋"
    assert view.household == other


def test_going_on_leaves_what_is_wrong_as_a_draft_and_says_so(
    view: CaseFileView, session: Session, household: str, a_household: Callable[..., str]
) -> None:
    notes: list[str] = []
    view.said.connect(notes.append)
    view.editing.household.write("identified", "二月三十")
    view.open(a_household("王五"))
    assert "草稿" in notes[-1]
    assert kept(session, household).content["entries"] == {"household": {"identified": "二月三十"}}
    view.open(household)
    assert view.bar.isVisible()
    view.bar.restore_button.click()
    assert view.editing.household.content("identified") == "二月三十"


def test_leaving_the_page_asks_and_each_answer_does_what_it_says(
    view: CaseFileView, session: Session, household: str, said: Said
) -> None:
    view.editing.household.write("address", "老屋")
    said.answers.append(2)
    assert not view.can_leave()
    assert view.editing.dirty
    said.answers.append(1)
    assert view.can_leave()
    assert not view.editing.dirty
    view.editing.household.write("address", "新屋")
    said.answers.append(0)
    assert view.can_leave()
    assert reads.get(session.store, Household, household).address == "新屋"


def test_leaving_with_something_that_cannot_be_kept_names_it(view: CaseFileView, said: Said) -> None:
    view.editing.household.write("identified", "二月三十")
    said.answers.extend([0, 1])
    assert not view.can_leave()
    assert "首次识别时间" in said.questions[-1]
    said.answers.extend([0, 0])
    assert view.can_leave()


def test_a_clean_file_is_left_without_a_question(view: CaseFileView, said: Said) -> None:
    assert view.can_leave()
    assert said.questions == []


def test_a_save_that_fails_keeps_the_user_here_and_the_typing_in_the_draft(
    view: CaseFileView,
    session: Session,
    household: str,
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
    a_household: Callable[..., str],
) -> None:
    from villagedesk.errors import EnvironmentProblem

    def fail(*_arguments: object) -> None:
        raise EnvironmentProblem("磁盘已满，没有保存。")

    other = a_household("王五")
    view.editing.household.write("address", "老屋")
    monkeypatch.setattr(session, "save", fail)
    assert not view.open(other)
    assert view.household == household
    assert said.warnings == ["磁盘已满，没有保存。"]
    assert kept(session, household) is not None


def test_the_save_button_says_whether_anything_is_unsaved(view: CaseFileView, qtbot: QtBot) -> None:
    assert not view.header.save_button.isEnabled()
    view.editing.household.write("address", "老屋")
    assert view.header.save_button.isEnabled()
    qtbot.mouseClick(view.header.save_button, Qt.MouseButton.LeftButton)
    assert not view.header.save_button.isEnabled()


# -- years ------------------------------------------------------------------------------------------------------------


def test_the_year_is_changed_in_the_head_and_labels_follow_it(view: CaseFileView) -> None:
    def label() -> str:
        return view.panel(Section.BASIC).forms[1].rows["attribute"].label.text()

    assert label().startswith("脱贫户属性")
    view.header.year.setCurrentIndex(view.header.year.findData(2015))
    view.header.year.activated.emit(view.header.year.currentIndex())
    assert view.editing.year == 2015
    assert label().startswith("贫困户属性")


def test_f4_takes_over_what_stood_in_the_household_before(
    view: CaseFileView, session: Session, household: str, a_household: Callable[..., str], qtbot: QtBot
) -> None:
    view.editing.household.write("bank", "信用社")
    view.open(a_household("王五"))
    form = view.go_to(Section.BASIC).forms[0]
    form.focus_field("bank")
    qtbot.keyClick(at(view), Qt.Key.Key_F4)
    assert view.editing.household.changes() == {"bank": "信用社"}


def test_another_working_year_is_followed_and_nothing_typed_is_lost(
    view: CaseFileView, session: Session, household: str
) -> None:
    view.editing.household.write("address", "老屋")
    session.set_year(2024)
    assert view.editing.year == 2024
    assert reads.get(session.store, Household, household).address == "老屋"


# -- the page itself --------------------------------------------------------------------------------------------------


def test_a_household_without_name_or_number_is_not_called_a_household_twice(
    view: CaseFileView, a_household: Callable[..., str]
) -> None:
    assert view.editing.household_name == "张三户"
    view.open(a_household("", group="9组"))
    assert view.editing.household_name == view.editing.name == "未命名户"


def test_a_household_removed_elsewhere_closes_its_file_and_says_so(
    view: CaseFileView, session: Session, household: str
) -> None:
    notes: list[str] = []
    view.said.connect(notes.append)
    with session.store.change("删除") as change:
        change.remove("household", [household], "重复")
    assert view.household == ""
    assert "张三" in notes[0]


def test_a_file_opened_for_reading_shows_and_changes_nothing(
    session: Session, icons: Icons, household: str, qtbot: QtBot
) -> None:
    session.store.read_only = True
    view = CaseFileView(session, icons)
    qtbot.addWidget(view)
    view.open(household)
    for section in ORDER:
        view.go_to(section)
    assert view.panel(Section.MEMBERS).grid.model.rowCount() == 2
    assert not view.panel(Section.MEMBERS).remove_button.isEnabled()
    assert view.leave()


def test_the_reason_box_takes_no_empty_reason(qtbot: QtBot) -> None:
    box = reason.ReasonDialog(None, "删除", "为什么？", ["重复"], "删除")
    qtbot.addWidget(box)
    assert not box.accept_button.isEnabled()
    box.line.setEditText("重复登记")
    assert box.accept_button.isEnabled()
