# SPDX-License-Identifier: MIT
"""A question goes to the village in a return file, its answer comes back with the village's file and waits to be read."""

from __future__ import annotations

from tests.merge.conftest import V1, merge, put
from villagedesk.merge.returning import make_return_file
from villagedesk.merge.sealing import send_copy
from villagedesk.services.merging import asking, conflicts
from villagedesk.services.merging.answers import note_seen, unseen_answers
from villagedesk.services.merging.sent import last_sent, note_sent
from villagedesk.services.today.today import read_today
from villagedesk.store import undo


def asked_of_the_village(laptops, township, tmp_path):
    """A village that was asked about a telephone, its answer not written yet."""
    village = laptops("v1")
    put(village, "household", "h1", village=V1, group="1组", phone="13800000001")
    put(village, "member", "m1", household="h1", name="肖辉", position=0)
    put(village, "member_year", "y1", member="m1", year=2025, relation="head")
    merge(township, village.path)
    put(village, "household", "h1", phone="13800000002")
    put(township, "household", "h1", phone="13800000003")
    merge(township, village.path)
    asking.ask(township, conflicts.disputes_of(township))
    make_return_file(township, V1, tmp_path / "回.village", "")
    merge(village, tmp_path / "回.village")
    return village


def test_an_answer_that_came_back_waits_until_it_is_put_away_and_another_one_waits_again(laptops, township, tmp_path):
    village = asked_of_the_village(laptops, township, tmp_path)
    (question,) = asking.open_questions(village)
    asking.answer(village, question.id, "打电话问过，以13800000002为准")
    merge(township, village.path)
    (one,) = read_today(township).answers
    assert (one.household, one.title, one.answer) == ("h1", "清溪村 1组 肖辉", "打电话问过，以13800000002为准")
    assert "联系电话" in one.text
    assert (one.who, one.at) == ("v1的人 v1的电脑", "2026-03-02 12:00:00")
    assert read_today(township).count == 2  # with the conflict
    note_seen(township, [one])
    assert unseen_answers(township) == []
    asking.answer(village, question.id, "又核实过，以13800000003为准")
    merge(township, village.path)
    (again,) = unseen_answers(township)
    assert again.answer == "又核实过，以13800000003为准"
    undo.undo(township)
    assert unseen_answers(township) == []  # the first one stands again, which was seen


def test_what_this_office_answered_itself_did_not_come_back(laptops, township, tmp_path):
    village = asked_of_the_village(laptops, township, tmp_path)
    (question,) = asking.open_questions(township)
    asking.answer(township, question.id, "电话里问清了")
    assert read_today(township).answers == ()
    asking.answer(village, question.id, "村里也答了")
    assert read_today(village).answers == ()


def test_after_a_report_actions_and_merges_are_counted_apart(laptops, township, tmp_path):
    village = laptops("v1")
    assert last_sent(village) is None
    put(village, "household", "h1", village=V1, group="1组")
    sent = send_copy(village, tmp_path)
    note_sent(village, sent.path, sent.seal.at, sent.stood)
    found = last_sent(village)
    assert (found.at, found.folder, found.name) == ("2026-03-02 12:00:00", str(tmp_path), sent.path.name)
    assert (found.actions, found.changes, found.merges, found.anything) == (0, 0, 0, False)
    merge(township, sent.path)
    assert last_sent(township) is None  # the note stays at home
    put(township, "household", "h1", phone="13800000003")
    merge(village, township.path)
    assert (last_sent(village).actions, last_sent(village).merges) == (0, 1)
    undo.undo(village)
    assert not last_sent(village).anything
    put(village, "household", "h1", phone="13800000002", address="河坝3号")
    found = last_sent(village)
    assert (found.actions, found.changes, found.merges) == (1, 2, 0)


def test_a_report_after_which_the_last_action_left_the_log_with_an_undone_merge_is_still_counted_from(
    laptops, township, tmp_path
):
    village = laptops("v1")
    put(village, "household", "h1", village=V1, group="1组")
    merge(township, village.path)
    put(township, "household", "h1", phone="13800000003")
    merge(village, township.path)
    put(village, "household", "h1", phone="13800000004")
    undo.undo(village)
    sent = send_copy(village, tmp_path)
    note_sent(village, sent.path, sent.seal.at, sent.stood)
    undo.undo(village)  # the merge, and with it the action and its undoing
    assert last_sent(village).actions == 0
    village.clock.advance(minutes=1)
    put(village, "household", "h1", phone="13800000005")
    assert last_sent(village).actions == 1
