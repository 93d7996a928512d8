# SPDX-License-Identifier: MIT
"""Choosing from a list by digits, initials or part of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.forms.editors import code_editor, put
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.choices import Choice, best_match, choices_of
from villagedesk.ui.forms.line import LineEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


# The lists that open while one types are windows of their own, which the offscreen platform says it cannot raise.
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


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
