# SPDX-License-Identifier: MIT
"""Questions of the township on the page 今天: answering, keeping what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.today.looking import facts, press
from villagedesk.services.merging import asking
from villagedesk.services.today import today
from villagedesk.store import drafts, undo
from villagedesk.ui.pages.today import TodayPage
from villagedesk.ui.today import questions as cards


def test_a_question_shows_who_is_meant_what_is_asked_by_whom_and_when(page, asked):
    page.show()
    assert page.asked.text() == "乡镇请本村核实的问题（2个）"
    card = page.questions.cards["q1"]
    shown = [label.text() for label in card.findChildren(type(card.text))]
    assert shown == ["清溪村 1组 肖辉", "提出：王会计 2026-03-01", "户主电话哪个对？"]


def test_signs_in_a_question_are_shown_and_not_obeyed(page, asked):
    with asked.change("提问") as change:
        change.put("question", "q1", {"text": "<b>粗</b><img src='file:///etc/hostname'>"})
    page.show()
    assert page.questions.cards["q1"].text.textFormat() is Qt.TextFormat.PlainText


def test_a_question_leads_to_its_household(qtbot, page, asked):
    page.show()
    with qtbot.waitSignal(page.wanted_household) as wanted:
        press(page.questions.cards["q2"].open_button)
    assert wanted.args == ["h1"]


def test_the_answers_are_saved_as_one_action_and_settle_their_questions(qtbot, page, asked, commit_text):
    page.show()
    assert not page.save_button.isEnabled()
    commit_text(page.questions.cards["q1"].editor, "以13800000002为准")
    commit_text(page.questions.cards["q2"].editor, "住在家里")
    with qtbot.waitSignal(page.said) as heard:
        press(page.save_button)
    assert heard.args == ["已写入：答复2个待核实问题，可以撤销"]
    assert facts(asked, "q1") == ("以13800000002为准", 1)
    assert facts(asked, "q2") == ("住在家里", 1)
    assert page.questions.cards == {}
    assert not page.save_button.isVisible()
    undo.undo(asked)
    assert facts(asked, "q1") == facts(asked, "q2") == (None, None)


def test_questions_without_an_answer_stay_open(page, asked, commit_text):
    page.show()
    commit_text(page.questions.cards["q2"].editor, "住在家里")
    commit_text(page.questions.cards["q1"].editor, "  ")
    page.save()
    assert list(page.questions.cards) == ["q1"]
    assert facts(asked, "q1") == (None, None)


def test_an_answer_that_cannot_be_kept_is_told_and_nothing_is_lost(page, asked, said, commit_text):
    page.show()
    commit_text(page.questions.cards["q1"].editor, "长" * 20_001)
    commit_text(page.questions.cards["q2"].editor, "住在家里")
    page.save()
    assert "答复" in said.warnings[0]
    assert facts(asked, "q2") == (None, None)
    assert page.questions.cards["q1"].editor.property("problem") == "error"
    assert page.questions.cards["q2"].editor.content() == "住在家里"


def test_what_is_typed_stays_while_other_things_are_read_again(qtbot, page, asked, commit_text):
    page.show()
    editor = page.questions.cards["q2"].editor
    commit_text(editor, "住在")
    with asked.change("提问") as change:
        change.put("question", "q3", {"household": "h1", "text": "另一个问题", "asked_on": "2026-02-01"})
    qtbot.waitUntil(lambda: "q3" in page.questions.cards)
    assert page.questions.cards["q2"].editor is editor
    assert editor.content() == "住在"
    layout = page.questions._column
    assert [layout.itemAt(place).widget().asked.id for place in range(layout.count())] == ["q3", "q1", "q2"]


def test_answers_that_are_not_saved_are_there_the_next_time(page, asked, commit_text, qtbot, session, icons):
    page.show()
    commit_text(page.questions.cards["q2"].editor, "住在家里")
    assert page.can_leave()
    again = TodayPage(session, icons)
    qtbot.addWidget(again)
    again.show()
    assert again.questions.cards["q2"].editor.content() == "住在家里"
    assert again.save_button.isEnabled()
    again.save()
    assert drafts.all_drafts(asked) == []


def test_leaving_before_anything_was_read_forgets_no_answer(page, asked, session, icons, qtbot):
    drafts.keep(asked, today.ANSWERS, "answers", {"answers": {"q1": "以户口本为准"}})
    assert page.can_leave()
    page.show()
    assert page.questions.cards["q1"].editor.content() == "以户口本为准"


def test_a_beginning_of_an_answer_is_shown_and_can_be_finished(page, asked, commit_text):
    asking.answer(asked, "q1", "已问本人，再核", settled=False)
    page.show()
    editor = page.questions.cards["q1"].editor
    assert editor.content() == "已问本人，再核"
    assert not page.save_button.isEnabled()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    commit_text(editor, "：无误")
    page.save()
    assert facts(asked, "q1") == ("已问本人，再核：无误", 1)


def test_hundreds_of_questions_come_by_and_by(page, asked, monkeypatch):
    monkeypatch.setattr(cards, "_AT_ONCE", 2)
    page.questions._most = 2
    with asked.change("提问") as change:
        change.put_new("question", [(f"r{number}", {"household": "h1", "text": "请核实"}) for number in range(3)])
    page.show()
    assert len(page.questions.cards) == 2
    assert page.questions.more_button.text() == "再显示2个问题"
    press(page.questions.more_button)
    press(page.questions.more_button)
    assert len(page.questions.cards) == 5
    assert not page.questions.more_button.isVisible()


def test_in_a_township_the_questions_wait_for_the_villages(page, asked):
    asked.info = asked.info._replace(scope="township")
    page.show()
    assert page.asked.text() == "等村里答复的问题（2个）"
    assert page.summary.text() == "1户有逾期的事、1件事等着答复、裁决或接着填"
