# SPDX-License-Identifier: MIT
"""What waits to be done, in one reading: questions, conflicts, erasures, drafts, backups, merges."""

from __future__ import annotations

import pytest

from villagedesk.services.merging import asking, conflicts
from villagedesk.services.opening import backups
from villagedesk.services.today import today
from villagedesk.store import drafts, erasing, undo
from villagedesk.store.ids import derived_id


def a_disputed_household(store):
    """Household h1 with its head m1, a second member m2, and a contested telephone."""
    with store.change("登记") as change:
        village = store.value("SELECT id FROM village")
        change.put("household", "h1", {"village": village, "group": "1组", "phone": "13800000001"})
        change.put("member", "m1", {"household": "h1", "name": "肖辉", "position": 0})
        change.put("member_year", "y1", {"member": "m1", "year": 2025, "relation": "head"})
        change.put("member", "m2", {"household": "h1", "name": "高凤珍", "position": 1})
    with store.change("两种填写") as change:
        change.settle("household", "h1", "phone", ["13800000002", "13800000003"])
    return store


@pytest.fixture
def disputed(store):
    return a_disputed_household(store)


def erased_elsewhere(store, entity, row, on="2026-02-20"):
    """As a merge brings the news: the record of the erasure is here, and so is the person."""
    facts = {"erased": row, "about": entity, "reason": "本人申请，2026年第3号", "erased_on": on}
    with store.change("并入") as change:
        change.put("erasure", derived_id("erasure", row), facts)


def test_in_a_fresh_file_nothing_waits(store):
    found = today.read_today(store)
    assert (found.count, found.questions, found.conflicts, found.erased, found.drafts) == (0, (), 0, (), ())
    assert (found.backup, found.copied_elsewhere, found.merge) == (None, "", None)


def test_questions_and_conflicts_are_counted_until_they_are_settled(disputed):
    asking.ask(disputed, conflicts.disputes_of(disputed))
    found = today.read_today(disputed)
    assert (found.ours, found.conflicts, found.count) == (True, 1, 2)
    assert found.questions[0].title == "清溪村 1组 肖辉"
    asking.answer(disputed, found.questions[0].id, "打电话问过，以13800000002为准")
    assert today.read_today(disputed).count == 1


def test_a_beginning_of_an_answer_comes_along(disputed):
    asking.ask(disputed, conflicts.disputes_of(disputed))
    asking.answer(disputed, asking.open_questions(disputed)[0].id, "已问本人，再核", settled=False)
    assert today.read_today(disputed).questions[0].answer == "已问本人，再核"


def test_a_township_waits_for_its_villages_so_their_questions_are_nothing_to_do_there(disputed):
    asking.ask(disputed, conflicts.disputes_of(disputed))
    disputed.info = disputed.info._replace(scope="township")
    found = today.read_today(disputed)
    assert not found.ours
    assert len(found.questions) == 1
    assert found.count == 1  # the conflict


def test_who_was_erased_elsewhere_is_named_with_day_and_ground_until_he_is_erased_here(disputed):
    erased_elsewhere(disputed, "member", "m2")
    (one,) = today.read_today(disputed).erased
    assert (one.entity, one.row, one.what, one.whose) == ("member", "m2", "家庭成员", "高凤珍")
    assert (one.on, one.reason) == ("2026-02-20", "本人申请，2026年第3号")
    erasing.purge(disputed, "member", "m2")
    assert today.read_today(disputed).erased == ()


def test_who_was_erased_here_is_nothing_to_do(disputed):
    erasing.erase(disputed, "member", "m2", "本人申请")
    assert today.read_today(disputed).erased == ()


def test_drafts_say_whose_they_are_the_latest_first(disputed, clock):
    village = disputed.value("SELECT id FROM village")
    drafts.keep(disputed, "village", village, {"a": "b"})
    clock.advance(minutes=1)
    drafts.keep(disputed, today.CASE_FILE, "h1", {"a": "b"})
    clock.advance(minutes=1)
    drafts.keep(disputed, "record-cadre", "", {"a": "b"})
    found = today.read_today(disputed).drafts
    assert [(one.form, one.what, one.whose, one.removed) for one in found] == [
        ("record-cadre", "帮扶责任人", "", False),
        ("casefile", "户", "清溪村 1组 肖辉", False),
        ("village", "村", "清溪村", False),
    ]
    assert found[1].at == "2026-03-02 12:01:00"


def test_a_draft_of_a_household_in_the_bin_is_told_as_such_and_still_named(disputed):
    drafts.keep(disputed, today.CASE_FILE, "h1", {"a": "b"})
    with disputed.change("删除") as change:
        change.remove("household", ["h1"], "录入错误")
    (one,) = today.read_today(disputed).drafts
    assert one.removed
    assert one.whose == "肖辉"


def test_a_draft_of_a_record_in_the_bin_is_listed_but_counts_only_when_it_comes_back(disputed):
    before = today.read_today(disputed).count
    drafts.keep(disputed, "record-cadre", "c", {"a": "b"})
    with disputed.change("责任人") as change:
        change.put("cadre", "c", {"name": "周明"})
    assert today.read_today(disputed).count == before + 1
    with disputed.change("删除") as change:
        change.remove("cadre", ["c"], "录入错误")
    found = today.read_today(disputed)
    assert (len(found.drafts), found.count) == (1, before)
    undo.undo(disputed)
    assert today.read_today(disputed).count == before + 1


def test_what_comes_back_by_itself_where_it_was_typed_is_no_draft_to_look_after(disputed):
    drafts.keep(disputed, "conflicts", "", [])
    drafts.keep(disputed, today.ANSWERS, "answers", {"answers": {}})
    assert today.read_today(disputed).drafts == ()


def test_the_last_backup_and_the_last_copy_elsewhere(disputed, clock):
    made = backups.make_backup(disputed, "manual")
    assert today.read_today(disputed).backup == made
    clock.advance(days=9)
    assert today.read_today(disputed).days_without_copy == 9
    backups.note_copied_elsewhere(disputed)
    clock.advance(days=2)
    found = today.read_today(disputed)
    assert (found.copied_elsewhere, found.days_without_copy) == ("2026-03-11 12:00:00", 2)
