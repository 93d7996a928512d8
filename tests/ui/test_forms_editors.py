# SPDX-License-Identifier: MIT
"""The editors of single fields, driven by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.choice import ChoiceEditor, CodeEditor
from villagedesk.ui.forms.choices import Choice, best_match, choices_of
from villagedesk.ui.forms.flag import FlagEditor
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.line import CodesLine, LineEditor
from villagedesk.ui.forms.note import NoteEditor
from villagedesk.ui.forms.photo import PhotoEditor
from villagedesk.ui.forms.ref import RefEditor
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.forms.ticks import TicksEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.session import Session

# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)

GOOD_ID = "510199197003050011"


class Told:
    """What an editor has said."""

    def __init__(self, editor: object) -> None:
        self.typed: list[str] = []
        self.steps: list[bool] = []
        self.left = 0
        editor.typed.connect(self.typed.append)  # type: ignore[attr-defined]
        editor.stepped.connect(self.steps.append)  # type: ignore[attr-defined]
        editor.left.connect(self._left)  # type: ignore[attr-defined]

    def _left(self) -> None:
        self.left += 1


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


def put(window: QWidget, editor: QWidget) -> Told:
    told = Told(editor)
    window.layout().addWidget(editor)
    window.activateWindow()
    editor.setFocus()
    return told


def code_editor(path: str, year: int | None = 2025) -> CodeEditor:
    return CodeEditor(choices_of(field_spec(path), year))


# -- one line ---------------------------------------------------------------------------------------------------------


def test_a_full_and_right_identity_number_leads_on_by_itself(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("member.id_no"))
    told = put(window, editor)
    qtbot.keyClicks(editor, GOOD_ID)
    assert told.steps == [True]


def test_a_full_but_wrong_identity_number_stays_and_is_judged(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("member.id_no"))
    told = put(window, editor)
    qtbot.keyClicks(editor, GOOD_ID[:-1] + "2")
    assert told.steps == []
    assert told.left == 1


def test_full_width_digits_of_an_input_method_count_too(window: QWidget, commit_text: Callable[..., None]) -> None:
    editor = LineEditor(field_spec("household.phone"))
    told = put(window, editor)
    commit_text(editor, "１３８００００１２３４")
    assert told.steps == [True]


def test_mending_a_full_number_in_the_middle_does_not_jump_away(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("member.id_no"))
    editor.show_content(GOOD_ID)
    told = put(window, editor)
    editor.setCursorPosition(7)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, "9")
    assert told.steps == []


def test_enter_and_shift_enter_lead_on_and_back(window: QWidget, qtbot: QtBot) -> None:
    editor = LineEditor(field_spec("household.address"))
    told = put(window, editor)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert told.steps == [True, False]


def test_a_set_of_codes_is_shown_by_names_in_a_cell(qtbot: QtBot) -> None:
    editor = CodesLine(field_spec("member_year.health"))
    qtbot.addWidget(editor)
    editor.show_content("2,4")
    assert editor.text() == "长期慢性病、残疾"


# -- notes ------------------------------------------------------------------------------------------------------------


def test_enter_in_a_note_begins_a_line_and_ctrl_enter_leads_on(window: QWidget, qtbot: QtBot) -> None:
    editor = NoteEditor(field_spec("household.note"))
    told = put(window, editor)
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "b ")
    assert editor.content() == "a\nb "
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.steps == [True]


def test_a_note_grows_with_its_text(window: QWidget) -> None:
    editor = NoteEditor(field_spec("household.note"))
    put(window, editor)
    before = editor.height()
    editor.show_content("\n".join("一二三四五六"))
    assert editor.height() > before


# -- choices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"), [("1", "1"), ("yb", "1"), ("yinbing", "1"), ("ill", "1"), ("残", "2"), ("12", "12")]
)
def test_a_choice_is_found_by_number_initials_pinyin_english_or_part(typed: str, code: str) -> None:
    found = best_match(choices_of(field_spec("cause.code"), 2025), typed)
    assert found is not None
    assert found.content == code


@pytest.mark.parametrize(
    ("typed", "label"),
    [("之", "之子"), ("之配偶", "配偶"), ("偶", "配偶"), ("之女", "之女"), ("女", "之女"), ("户", "户主")],
)
def test_what_one_sees_is_nearer_than_an_alias(typed: str, label: str) -> None:
    found = best_match(choices_of(field_spec("member_year.relation"), 2025), typed)
    assert found is not None
    assert found.label == label


def cadre_choice(row: str, name: str, beside: str) -> Choice:
    return Choice(row, f"{name}（{beside}）", names=(name,))


def test_a_name_that_sounds_as_typed_is_nearer_than_a_unit_that_merely_contains_the_sound() -> None:
    cao = cadre_choice("c", "曹光红", "示范市审计局 · 四级主任科员")  # 市审: ss
    shi = cadre_choice("s", "石生", "示范县卫生健康局 · 科员")
    assert cao.found_by("ss")
    assert best_match([cao, shi], "ss") == shi
    yao = cadre_choice("y", "姚大莉", "示范县人力资源和社会保障局 · 科员")  # 资源和: zyh
    zhong = cadre_choice("z", "钟云环", "示范县人力资源和社会保障局 · 科员")
    assert best_match([yao, zhong], "zyh") == zhong
    assert best_match([yao, zhong], "zyhj") is None
    assert best_match([cao], "ss") == cao  # it is still found by its unit


def test_a_surname_is_found_under_its_own_reading_and_under_the_common_one() -> None:
    shan = cadre_choice("s", "单大明", "县民政局")
    other = cadre_choice("o", "王一", "单独的地名")
    assert best_match([other, shan], "sdm") == shan
    assert best_match([other, shan], "ddm") == shan


def test_the_nearest_choice_stands_at_the_top_of_the_list_that_opens(window: QWidget, qtbot: QtBot) -> None:
    cao = cadre_choice("c", "曹光红", "示范市审计局")
    shi = cadre_choice("s", "石生", "示范县卫生健康局")
    editor = ChoiceEditor([cao, shi])
    put(window, editor)
    qtbot.keyClicks(editor, "ss")
    found = editor._searching()
    assert [found.index(row, 0).data() for row in range(found.rowCount())] == [shi.label, cao.label]
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.content() == "s"


def test_a_number_is_the_whole_answer_only_where_all_numbers_are_as_long(window: QWidget, qtbot: QtBot) -> None:
    for path, digits, answered in (("member.sex", "2", 1), ("member.ethnic", "01", 1), ("cause.code", "1", 0)):
        editor = code_editor(path)
        put(window, editor)
        told: list[bool] = []
        editor.answered.connect(lambda told=told: told.append(True))
        qtbot.keyClicks(editor, digits)
        assert len(told) == answered, path
        editor.hide()


def test_typing_digits_chooses_at_once_where_no_longer_number_begins_alike(window: QWidget, qtbot: QtBot) -> None:
    editor = code_editor("member.sex")
    told = put(window, editor)
    qtbot.keyClicks(editor, "2")
    assert editor.content() == "2"
    assert editor.currentText() == "女"
    assert told.typed[-1] == "2"


def test_initials_and_enter_take_the_first_found_and_lead_on(window: QWidget, qtbot: QtBot) -> None:
    editor = code_editor("member_year.relation")
    told = put(window, editor)
    qtbot.keyClicks(editor, "po")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.content() == "spouse"
    assert told.typed[-1] == "spouse"
    assert told.steps == [True]


def test_initials_and_tab_take_the_first_found(window: QWidget, qtbot: QtBot) -> None:
    editor = code_editor("member_year.relation")
    put(window, editor)
    after = LineEditor(field_spec("household.address"))
    window.layout().addWidget(after)
    qtbot.waitUntil(after.isVisible)
    qtbot.keyClicks(editor, "po")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.content() == "spouse"
    assert after.hasFocus()


def test_chinese_of_an_input_method_filters_the_list(
    window: QWidget, qtbot: QtBot, commit_text: Callable[..., None]
) -> None:
    editor = code_editor("member.ethnic")
    put(window, editor)
    commit_text(editor, "彝")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.content() == "07"


def test_a_text_that_leads_to_no_choice_stays_as_it_was_typed(window: QWidget, qtbot: QtBot) -> None:
    editor = code_editor("member.sex")
    told = put(window, editor)
    qtbot.keyClicks(editor, "xyz")
    editor.clearFocus()
    assert editor.content() == "xyz"
    assert told.typed[-1] == "xyz"


def test_emptying_the_text_empties_the_field(window: QWidget, qtbot: QtBot) -> None:
    editor = code_editor("member.sex")
    editor.show_content("1")
    told = put(window, editor)
    editor.lineEdit().selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    editor.clearFocus()
    assert editor.content() == ""
    assert told.typed[-1] == ""


def test_the_arrow_keys_walk_through_the_choices(window: QWidget, qtbot: QtBot) -> None:
    editor = code_editor("member.sex")
    told = put(window, editor)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert told.typed == ["1", "2"]


def test_the_wheel_never_changes_a_choice(window: QWidget) -> None:
    editor = code_editor("member.sex")
    editor.show_content("1")
    put(window, editor)
    place = QPointF(5, 5)
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor, event)
    assert editor.content() == "1"
    assert not event.isAccepted()


def test_a_code_of_a_newer_program_is_shown_and_kept(qtbot: QtBot) -> None:
    editor = code_editor("member.sex")
    qtbot.addWidget(editor)
    editor.show_content("zz9")
    assert editor.content() == "zz9"
    assert "zz9" in editor.currentText()


def test_only_choices_of_the_year_are_offered() -> None:
    contents = {choice.label for choice in choices_of(field_spec("household_year.attribute"), 2015)}
    assert "一般贫困户" in contents
    assert "一般脱贫户" not in contents


# -- yes and no -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "content"), [("1", "是"), ("y", "是"), ("2", "否"), ("n", "否"), ("3", "不适用"), ("0", "")]
)
def test_digits_answer_a_question(window: QWidget, qtbot: QtBot, key: str, content: str) -> None:
    editor = FlagEditor(field_spec("household_year.risk_removed"))
    editor.show_content("否" if content != "否" else "是")
    told = put(window, editor)
    qtbot.keyClick(editor, key)
    assert editor.content() == content
    assert told.typed == [content]


def test_a_second_click_on_an_answer_takes_it_back(window: QWidget, qtbot: QtBot) -> None:
    editor = FlagEditor(field_spec("household_year.dangerous"))
    put(window, editor)
    button = editor._buttons[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.content() == "是"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert editor.content() == ""
    assert not button.isChecked()


def test_a_locked_question_cannot_be_answered(window: QWidget, qtbot: QtBot) -> None:
    editor = FlagEditor(field_spec("household_year.dangerous"))
    editor.set_locked(True)
    put(window, editor)
    qtbot.keyClick(editor, "1")
    assert editor.content() == ""


def test_what_a_question_says_can_be_read_aloud(qtbot: QtBot) -> None:
    editor = FlagEditor(field_spec("household_year.dangerous"))
    qtbot.addWidget(editor)
    editor.show_content("否")
    assert editor.accessibleDescription() == "否"


# -- ticks ------------------------------------------------------------------------------------------------------------


def test_ticks_are_walked_by_arrows_and_set_by_blank_and_digits(window: QWidget, qtbot: QtBot) -> None:
    editor = TicksEditor(field_spec("member_year.health"), 2025)
    told = put(window, editor)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(QApplication.focusWidget(), "4")
    assert editor.content() == "2,4"
    assert told.typed == ["2", "2,4"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.steps == [True]


def test_an_unknown_member_of_a_set_has_a_tick_of_its_own(qtbot: QtBot) -> None:
    editor = TicksEditor(field_spec("member_year.health"), 2025)
    qtbot.addWidget(editor)
    editor.show_content("1,zz9")
    assert editor.content() == "1,zz9"


# -- rows of a list ---------------------------------------------------------------------------------------------------


@pytest.fixture
def cadre(session: Session) -> str:
    with session.store.change("登记") as change:
        change.put("cadre", "cadre-1", {"name": "周明", "phone": "13800001111"})
    return "cadre-1"


def test_a_cadre_is_found_by_initials_and_named_by_his_id(
    window: QWidget, session: Session, cadre: str, qtbot: QtBot
) -> None:
    editor = RefEditor("cadre", RefSource(session))
    told = put(window, editor)
    qtbot.keyClicks(editor, "zm")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.typed[-1] == cadre
    assert editor.currentText() == "周明"


def test_a_name_that_nobody_has_is_marked_as_such(
    window: QWidget, session: Session, cadre: str, commit_text: Callable[..., None]
) -> None:
    editor = RefEditor("cadre", RefSource(session))
    told = put(window, editor)
    commit_text(editor, "欧阳")
    editor.clearFocus()
    assert editor.content() == "?欧阳"
    assert told.typed[-1] == "?欧阳"
    again = RefEditor("cadre", RefSource(session))
    again.show_content("?欧阳")
    assert again.currentText() == "欧阳"
    assert again.content() == "?欧阳"
    again.deleteLater()


def test_a_missing_cadre_is_added_on_the_spot(
    window: QWidget, session: Session, monkeypatch: pytest.MonkeyPatch, commit_text: Callable[..., None]
) -> None:
    refs = RefSource(session)
    asked: list[str] = []

    def add(entity: str, name: str, _parent: QWidget) -> str:
        asked.append(name)
        with session.store.change("新增") as change:
            change.put(entity, "cadre-2", {"name": name})
        return "cadre-2"

    monkeypatch.setattr(refs, "add", add)
    editor = RefEditor("cadre", refs)
    told = put(window, editor)
    commit_text(editor, "吴兰")
    editor.take(next(choice for choice in editor._choices if choice.content == "+"))
    assert asked == ["吴兰"]
    assert told.typed[-1] == "cadre-2"
    assert editor.currentText() == "吴兰"


def test_a_cadre_in_the_recycle_bin_is_still_shown_as_chosen(session: Session, cadre: str, qtbot: QtBot) -> None:
    with session.store.change("删除") as change:
        change.remove("cadre", [cadre], "调离")
    editor = RefEditor("cadre", RefSource(session))
    qtbot.addWidget(editor)
    editor.show_content(cadre)
    assert editor.content() == cadre
    assert editor.currentText() == "（已删除）"


# -- photos -----------------------------------------------------------------------------------------------------------


def test_a_photo_is_taken_into_the_file_and_can_be_taken_out(window: QWidget, session: Session, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "red").save(tmp_path / "头像.png")
    editor = PhotoEditor(RefSource(session))
    told = put(window, editor)
    editor.take(tmp_path / "头像.png")
    assert len(editor.content()) == 64
    assert session.store.value("SELECT count(*) FROM picture") == 1
    assert editor.look_button.isEnabled()
    editor.clear_button.click()
    assert told.typed[-1] == ""


def test_a_file_that_is_no_photo_is_refused_with_its_name(
    window: QWidget, session: Session, tmp_path: Path, said: Said
) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"not a picture")
    editor = PhotoEditor(RefSource(session))
    told = put(window, editor)
    editor.take(tmp_path / "照片.jpg")
    assert "照片.jpg" in said.warnings[0]
    assert told.typed == []


def test_a_flow_keeps_its_margins(qtbot: QtBot) -> None:
    widget, box = QWidget(), QPushButton("甲")
    qtbot.addWidget(widget)
    flow = FlowLayout(widget)
    flow.setContentsMargins(3, 7, 3, 5)
    flow.addWidget(box)
    assert flow.heightForWidth(300) == box.sizeHint().height() + 12
    widget.resize(300, 100)
    widget.show()
    assert (box.x(), box.y()) == (3, 7)
