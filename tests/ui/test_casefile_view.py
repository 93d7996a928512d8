# SPDX-License-Identifier: MIT
"""The case file page: lights, jumping to problems, saving by key, leaving, drafts after a crash."""

from __future__ import annotations

import subprocess
import sys
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

from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.completeness import Light, Section
from villagedesk.models.values.identity import check_digit
from villagedesk.store import drafts, reads
from villagedesk.store.file import Opening, open_file
from villagedesk.ui.casefile.section_list import HISTORY, ORDER
from villagedesk.ui.casefile.view import DRAFT_FORM, CaseFileView
from villagedesk.ui.forms import reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.clock import FixedClock
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

GOOD_ID, WIFE_ID = "510199197003050011", "510199197203050027"
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier


TYPE_AND_DIE = """
import os, signal, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from villagedesk.services.files import NewFile, create_village_file, village_id
from villagedesk.settings import Settings
from villagedesk.store.file import Opening
from villagedesk.ui.casefile.new_household import Wanted, register_household
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.icons import Icons
from villagedesk.ui.session import Session
application = QApplication([])
wanted = NewFile("village", "清溪村", "510199100201", 2025)
store = create_village_file(Path(sys.argv[1]), "", wanted, Opening(any_drive=True))
session = Session(store, Settings())
view = CaseFileView(session, Icons())
view.show()
view.activateWindow()
view.open(register_household(session, Wanted(village_id(wanted.code), "1组", "张三")))
form = view.go_to("basic").forms[0]
QTest.qWait(100)
for key, text in (("address", "abc"), ("identified", "13")):
    form.focus_field(key)
    QTest.keyClicks(form.rows[key].widget, text)
view.drafts._timer.timeout.emit()
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三", "李四")


@pytest.fixture
def view(session: Session, icons: Icons, household: str, qtbot: QtBot) -> CaseFileView:
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    made.open(household)
    return made


def at(view: CaseFileView) -> QWidget:
    found = view.window().focusWidget()
    assert found is not None
    return found


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


# -- drafts -----------------------------------------------------------------------------------------------------------


def test_typing_is_put_aside_when_another_field_is_entered_and_forgotten_after_the_save(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    form = view.go_to(Section.BASIC).forms[0]
    form.focus_field("address")
    qtbot.keyClicks(at(view), "abc")
    assert kept(session, household) is None
    qtbot.keyClick(at(view), Qt.Key.Key_Return)
    assert kept(session, household).content["entries"]["household"] == {"address": "abc"}
    view.save()
    assert kept(session, household) is None


def test_after_five_seconds_the_field_under_the_cursor_is_put_aside_too(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    assert view.drafts._timer.interval() == 5_000
    form = view.go_to(Section.BASIC).forms[0]
    form.focus_field("address")
    qtbot.keyClicks(at(view), "abc")
    view.drafts._timer.timeout.emit()
    assert kept(session, household).content["entries"]["household"] == {"address": "abc"}


def test_a_cell_that_is_still_open_is_put_aside_too(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    grid.view.go_to(0, 0)
    grid.view.setFocus()
    qtbot.keyClick(grid.view, "x")
    qtbot.keyClicks(at(view), "yz")
    view.drafts.keep()
    (line,) = kept(session, household).content["rows"]["people"]
    assert line["typed"] == {"member": {"name": "xyz"}}


def test_after_a_crash_the_bar_offers_what_was_typed_with_name_and_time(
    view: CaseFileView, session: Session, icons: Icons, household: str, clock: FixedClock, qtbot: QtBot
) -> None:
    view.editing.household.write("address", "老屋")
    view.editing.rows["visits"].add().main.write("date", "2025-05-06")
    view.drafts.keep()
    clock.advance(minutes=3)

    after = CaseFileView(session, icons)  # the program was killed and has been started again
    qtbot.addWidget(after)
    after.show()
    after.open(household)
    assert after.bar.isVisible()
    assert "张三户" in after.bar.text.text()
    assert "12:00" in after.bar.text.text()
    after.bar.restore_button.click()
    assert after.editing.household.content("address") == "老屋"
    assert after.editing.rows["visits"].rows[0].main.content("date") == "2025-05-06"
    assert not after.bar.isVisible()


def test_a_draft_that_is_not_wanted_is_forgotten(
    view: CaseFileView, session: Session, icons: Icons, household: str, qtbot: QtBot
) -> None:
    drafts.keep(
        session.store, DRAFT_FORM, household, {"year": 2025, "entries": {"household": {"address": "旧"}}, "rows": {}}
    )
    view.open(household)
    view.bar.discard_button.click()
    assert kept(session, household) is None
    assert view.editing.household.content("address") == ""


def test_typing_before_the_answer_loses_neither_the_old_draft_nor_the_new(
    view: CaseFileView, session: Session, household: str
) -> None:
    drafts.keep(
        session.store, DRAFT_FORM, household, {"year": 2025, "entries": {"household": {"address": "旧"}}, "rows": {}}
    )
    view.open(household)
    view.editing.household.write("phone", "13800001234")
    view.drafts.keep()
    assert kept(session, household).content["entries"] == {"household": {"address": "旧", "phone": "13800001234"}}
    view.save()
    assert kept(session, household).content["entries"] == {"household": {"address": "旧"}}


def test_a_draft_of_another_year_opens_that_year(view: CaseFileView, session: Session, household: str) -> None:
    drafts.keep(
        session.store, DRAFT_FORM, household, {"year": 2019, "entries": {"facts": {"attribute": "general"}}, "rows": {}}
    )
    view.open(household)
    view.bar.restore_button.click()
    assert view.editing.year == 2019
    assert view.editing.facts.content("attribute") == "general"


def test_a_killed_program_has_put_aside_what_was_typed(tmp_path: Path, village_home: Path) -> None:
    """A process of its own types into a household and is killed; another one offers what was typed."""
    path = tmp_path / "kill.village"
    run = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == -9 if sys.platform != "win32" else run.returncode != 0, run.stderr
    with open_file(path, "", Opening(any_drive=True)) as store:
        (draft,) = drafts.all_drafts(store)
        assert draft.content["entries"]["household"] == {"address": "abc", "identified": "13"}
        assert reads.where(store, Household)[0].address is None


def test_a_closed_file_gets_no_more_drafts(view: CaseFileView, session: Session) -> None:
    view.editing.household.write("address", "老屋")
    session.close()
    view.drafts.keep()  # the timer may ring once more before the page goes


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
    from villagedesk.ui.casefile import members

    monkeypatch.setattr(members, "ask_reason", lambda *_arguments: "重复登记")
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
