# SPDX-License-Identifier: MIT
"""The page on which a day begins: questions are answered, conflicts and drafts lead on, erasures are repeated here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.test_today import erased_elsewhere
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.services import answers, asking, backups, conflicts, today
from villagedesk.settings import Settings
from villagedesk.store import arrivals, drafts, undo
from villagedesk.ui.exchange import sending
from villagedesk.ui.forms.draft_bar import DraftBar
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.pages.today import TodayPage
from villagedesk.ui.practice import practice_path
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks
from villagedesk.ui.today import questions as cards


@pytest.fixture
def page(today_page):
    return today_page


@pytest.fixture
def asked(disputed):
    """Two open questions of the township about one household."""
    with disputed.change("提问") as change:
        for number, text in (("q1", "户主电话哪个对？"), ("q2", "高凤珍还住在家里吗？")):
            facts = {"household": "h1", "text": text, "asked_on": "2026-03-01", "asked_by": "王会计"}
            change.put("question", number, facts)
    return disputed


def facts(store, row):
    return store.one('SELECT answer, settled FROM "question" WHERE id = ?', (row,))


def said_on(page):
    """Everything that can be read below the questions."""
    sections = (page.conflicts, page.erased, page.drafts, page.backup, page.merges)
    return [text.text() for one in sections if one.isVisible() for text in one.texts]


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# -- nothing to do ----------------------------------------------------------------------------------------------------


def test_where_nothing_waits_the_page_says_so_and_what_would_stand_here(page):
    page.show()
    assert page.summary.text() == "没有等着办的事"
    assert "问题" in page.what.text()
    assert "冲突" in page.what.text()
    for widget in (page.questions, page.save_button, page.conflicts, page.erased, page.drafts):
        assert not widget.isVisible()
    assert said_on(page) == [
        "还没有备份",
        "最近一次复制到U盘或另一个磁盘：还没有过",
        "还没有合并过别的文件。",
        "还没有上报过。",
    ]


def test_the_number_is_told_with_its_parts(page, asked):
    erased_elsewhere(asked, "member", "m2")
    drafts.keep(asked, today.CASE_FILE, "h1", {})
    page.show()
    assert page.summary.text() == "1户有逾期的事、5件事等着答复、裁决或接着填"
    assert page.what.text() == "2个问题等答复、1处冲突等裁决、1条资料已在别处删除、1处填写没有保存"


# -- questions --------------------------------------------------------------------------------------------------------


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


# -- conflicts, erasures, drafts --------------------------------------------------------------------------------------


def test_conflicts_are_counted_and_lead_to_their_page(qtbot, page, disputed):
    page.show()
    assert "1处两边填得不一样" in said_on(page)[0]
    with qtbot.waitSignal(page.wanted_place) as wanted:
        press(page.conflicts.buttons[0])
    assert wanted.args == ["conflicts"]


def test_a_decision_takes_the_line_away(qtbot, page, disputed):
    page.show()
    (dispute,) = conflicts.disputes_of(disputed)
    conflicts.decide(disputed, [conflicts.decision(dispute, dispute.ours.value)])
    qtbot.waitUntil(lambda: not page.conflicts.isVisible())
    assert page.summary.text() == "1户有逾期的事"  # the household still has no helper
    assert not page.what.isVisible()


def test_who_was_erased_elsewhere_is_erased_here_after_asking(page, disputed, said):
    erased_elsewhere(disputed, "member", "m2")
    page.show()
    assert "家庭成员 高凤珍（2026-02-20 本人申请，2026年第3号）" in said_on(page)
    said.answers.append(True)
    press(page.erased.buttons[0])
    assert "高凤珍" in said.questions[0]
    assert "不能撤销" in said.questions[0]
    assert "备份" in said.notes[0]
    assert disputed.value("SELECT count(*) FROM member WHERE id = 'm2'") == 0
    assert not page.erased.isVisible()


def test_nobody_is_erased_unless_the_user_says_yes(page, disputed, said):
    erased_elsewhere(disputed, "member", "m2")
    page.show()
    press(page.erased.buttons[0])
    assert disputed.value("SELECT count(*) FROM member WHERE id = 'm2'") == 1
    assert page.erased.isVisible()


def test_drafts_lead_to_where_they_can_be_finished(qtbot, page, disputed, clock):
    drafts.keep(disputed, "village", disputed.value("SELECT id FROM village"), {})
    clock.advance(minutes=1)
    drafts.keep(disputed, today.CASE_FILE, "h1", {})
    page.show()
    assert [text.text() for text in page.drafts.texts] == [
        "户 清溪村 1组 肖辉（2026-03-02 12:01）",
        "村 清溪村（2026-03-02 12:00）",
    ]
    with qtbot.waitSignal(page.wanted_household) as wanted:
        press(page.drafts.buttons[0])
    assert wanted.args == ["h1"]
    with qtbot.waitSignal(page.wanted_place) as place:
        press(page.drafts.buttons[1])
    assert place.args == ["village"]


@pytest.mark.parametrize(
    ("form", "entity", "facts"),
    [
        ("book-project", "project", {"name": "入户路"}),
        ("book-meeting", "meeting", {"date": "2026-03-01"}),
        ("record-meeting", "meeting", {"date": "2026-03-01"}),
        ("record-notice", "notice", {"place": "村委会"}),
        ("record-procedure_edition", "procedure_edition", {"year": 2026}),
        ("record-cadre", "cadre", {"name": "周明"}),
        ("record-unit", "unit", {"name": "镇政府"}),
    ],
)
@pytest.mark.parametrize("row", ["r1", "new"])
def test_a_draft_of_a_record_is_offered_where_the_record_is_typed(
    qtbot, disputed, session, icons, form, entity, facts, row
):
    here = disputed.value("SELECT id FROM village")
    if row == "new":  # of what belongs to a village, a new record of that village
        row = f"{here} new" if entity_spec(entity).parent == "village" else row
    else:
        village = {"village": here} if "village" in entity_spec(entity) else {}
        with disputed.change("登记") as change:
            change.put(entity, row, {**village, **facts})
    drafts.keep(disputed, form, row, {"entries": {"form": {}}})
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    page = window.go("today")
    page.reader.look()
    press(page.drafts.buttons[0])
    bars = [bar for bar in window.page.findChildren(DraftBar) if bar.isVisible()]
    assert [(bar.draft.form, bar.draft.row) for bar in bars] == [(form, row)]


def test_days_of_attendance_that_were_not_saved_are_offered_in_their_month(qtbot, disputed, session, icons):
    village = disputed.value("SELECT id FROM village")
    with disputed.change("登记") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("posting", "p1", {"village": village, "cadre": "c1", "start": "2025-01-01"})
    drafts.keep(disputed, "book-attendance", f"{village} 2025-11", {"rows": {}})
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    page = window.go("today")
    page.reader.look()
    press(page.drafts.buttons[0])
    assert window.page.panel.month == "2025-11"
    assert window.page.panel.bar.isVisible()


def test_a_draft_of_a_household_in_the_bin_leads_to_the_bin(qtbot, page, disputed):
    drafts.keep(disputed, today.CASE_FILE, "h1", {})
    with disputed.change("删除") as change:
        change.remove("household", ["h1"], "录入错误")
    page.show()
    assert "已不在户列表中" in page.drafts.texts[0].text()
    with qtbot.waitSignal(page.wanted_place) as place:
        press(page.drafts.buttons[0])
    assert place.args == ["recycle"]


def test_a_button_keeps_the_cursor_when_nothing_new_is_read(page, disputed):
    page.show()
    before = page.conflicts.buttons[0]
    page.reader.look()
    assert page.conflicts.buttons[0] is before


def test_in_a_file_opened_for_reading_nothing_can_be_answered_or_erased(page, asked):
    erased_elsewhere(asked, "member", "m2")
    asked.read_only = True
    page.show()
    assert page.questions.cards["q1"].editor.isReadOnly()
    assert not page.erased.buttons[0].isEnabled()
    assert not page.save_button.isEnabled()


# -- backups and merges -----------------------------------------------------------------------------------------------


def test_the_last_backup_is_told_and_its_dialog_is_near(qtbot, page, session):
    backups.make_backup(session.store, "manual")
    page.show()
    assert page.backup.texts[0].text() == "最近一次备份：2026-03-02 12:00（手动）"
    with qtbot.waitSignal(page.wanted_verb) as wanted:
        press(page.backup.buttons[0])
    assert wanted.args == ["backups"]


def test_a_backup_made_meanwhile_is_shown(qtbot, page, session):
    page.show()
    backups.make_backup(session.store, "manual")
    session.backed_up.emit()
    qtbot.waitUntil(lambda: "手动" in page.backup.texts[0].text())


def test_a_week_without_a_copy_on_another_disk_is_said_in_red(page, session, clock):
    backups.note_copied_elsewhere(session.store)
    clock.advance(days=1)
    page.show()
    assert page.backup.texts[1].text() == "最近一次复制到U盘或另一个磁盘：2026-03-02 12:00"
    clock.advance(days=7)
    page.reader.look()
    assert "8天" in page.backup.texts[1].text()
    assert page.backup.texts[1].property("role") == "error"


def test_nobody_is_told_to_copy_the_practice_village(page, session):
    session.store.path = practice_path()
    page.show()
    assert len(page.backup.texts) == 1


def test_the_last_merge_is_told_with_its_sum(qtbot, page, session, monkeypatch):
    report = '[{"name": "a.village", "rows": {"household": {"read": 3, "new": 2, "changed": 1, "removed": 0, "restored": 0, "same": 0}}}]'
    merge = arrivals.Arrival(1, "a", "合并清溪村", "2026-03-01 09:30:00", report, "2026-03-02 08:00:00")
    monkeypatch.setattr(arrivals, "arrivals", lambda _store, limit: [merge][:limit])
    page.show()
    assert [text.text() for text in page.merges.texts] == [
        "最近一次合并：2026-03-01 09:30　合并清溪村（已撤销）",
        "合计：1个文件、新增2、修改1、待裁决0处。",
        "还没有上报过。",
    ]
    with qtbot.waitSignal(page.wanted_place) as place:
        press(page.merges.buttons[0])
    assert place.args == ["exchange"]


def test_a_village_reads_when_it_last_reported_where_to_and_what_came_after(page, session, tmp_path, monkeypatch):
    page.show()
    assert page.merges.texts[-1].text() == "还没有上报过。"
    monkeypatch.setattr(sending, "ask_folder", lambda *_: tmp_path)
    monkeypatch.setattr(sending.messages, "note", lambda *_: None)
    sending.send(page, session)
    page.reader.look()
    *_merge, when, where, since = [text.text() for text in page.merges.texts]
    assert when == "最近一次上报：2026-03-02 12:00　清溪村_510199100201_上报_20260302-120000.village"
    assert (where, since) == (str(tmp_path), "上报以后没有改动。")
    with session.store.change("登记") as change:
        change.put("household", "h9", {"group": "1组"})
    page.reader.look()
    assert page.merges.texts[-1].text() == "上报以后又有本机1次操作、1处改动，还没有交给乡镇。"


def test_an_answer_of_a_village_is_shown_with_its_household_and_put_away(qtbot, page, session, monkeypatch):
    one = answers.Answered(
        "q1", "h1", "清溪村 1组 肖辉", "电话是哪一个？", "以户口本为准", "周文书 村办电脑", "2026-03-01 10:00:00", "b1"
    )
    kept = []
    monkeypatch.setattr(answers, "unseen_answers", lambda _store: [] if kept else [one])
    monkeypatch.setattr(answers, "note_seen", lambda _store, found: kept.extend(found))
    session.store.info = session.store.info._replace(scope="township")
    page.show()
    assert page.answers.heading.text() == "村里的答复（1条）"
    assert page.answers.texts[0].text().split("\n") == [
        "清溪村 1组 肖辉（周文书 村办电脑 2026-03-01 10:00）", "电话是哪一个？", "答复：以户口本为准",
    ]  # fmt: skip
    assert "1条村里的答复等看" in page.what.text()
    with qtbot.waitSignal(page.wanted_household) as wanted:
        press(page.answers.buttons[0])
    assert wanted.args == ["h1"]
    with qtbot.waitSignal(session.noted):  # the number beside the page's name follows
        press(page.answers.buttons[1])
    assert kept == [one]
    assert page.answers.isHidden()


# -- in the window ----------------------------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot, store, icons):
    session = Session(store, Settings(author="李书记", device="村办笔记本"), InlineTasks(lambda: store))
    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.resize(1_200, 680)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.schedule.stop()
    made.lock.stop()
    session.close()


def test_the_number_of_things_to_do_stands_beside_the_name_of_the_page(qtbot, window, asked):
    item = window.navigation.item(1)
    qtbot.waitUntil(lambda: item.text() == "今天（3）")
    assert item.toolTip() == item.data(Qt.ItemDataRole.AccessibleTextRole) == "今天（3）"
    window.navigation.show_count("today", 100)
    assert item.text() == "今天（99+）"


def test_the_number_follows_what_is_done(qtbot, window, asked):
    item = window.navigation.item(1)
    qtbot.waitUntil(lambda: item.text() == "今天（3）")
    asking.answer_all(asked, {"q1": "甲", "q2": "乙"})
    qtbot.waitUntil(lambda: item.text() == "今天（1）")
    (dispute,) = conflicts.disputes_of(asked)
    conflicts.decide(asked, [conflicts.decision(dispute, dispute.ours.value)])
    qtbot.waitUntil(lambda: item.text() == "今天")


def test_the_buttons_of_the_page_lead_through_the_window(qtbot, window, disputed):
    page = window.go("today")
    press(page.conflicts.buttons[0])
    assert window.place == "conflicts"
    done = []
    window.actions_by_key["backups"].triggered.disconnect()
    window.actions_by_key["backups"].triggered.connect(lambda: done.append("backups"))
    press(window.go("today").backup.buttons[0])
    assert done == ["backups"]


def test_ctrl_s_saves_the_answers(qtbot, window, asked, commit_text):
    page = window.go("today")
    commit_text(page.questions.cards["q1"].editor, "以户口本为准")
    QTest.keyClick(page.questions.cards["q1"].editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert facts(asked, "q1") == ("以户口本为准", 1)
