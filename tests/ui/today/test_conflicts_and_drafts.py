# SPDX-License-Identifier: MIT
"""Conflicts, erasures and drafts on the page 今天, each leading to where it is settled."""

from __future__ import annotations

import pytest

from tests.services.today.test_today import erased_elsewhere
from tests.ui.today.looking import press, said_on
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.services.merging import conflicts
from villagedesk.services.today import today
from villagedesk.store import drafts
from villagedesk.ui.forms.draft_bar import DraftBar
from villagedesk.ui.main_window import MainWindow


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


def test_a_draft_of_a_record_in_the_bin_leads_to_the_bin(qtbot, page, disputed):
    with disputed.change("登记") as change:
        change.put("cadre", "c9", {"name": "周明"})
    drafts.keep(disputed, "record-cadre", "c9", {})
    with disputed.change("删除") as change:
        change.remove("cadre", ["c9"], "录入错误")
    page.show()
    assert "在回收站里" in page.drafts.texts[0].text()
    with qtbot.waitSignal(page.wanted_place) as place:
        press(page.drafts.buttons[0])
    assert place.args == ["recycle"]
