# SPDX-License-Identifier: MIT
"""Backups, merges and reports on the page 今天."""

from __future__ import annotations

from tests.ui.today.looking import press
from villagedesk.services.merging import answers
from villagedesk.services.opening import backups
from villagedesk.store import arrivals
from villagedesk.ui.exchange import sending
from villagedesk.ui.practice import practice_path


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
