# SPDX-License-Identifier: MIT
"""Conflicts as they are shown and decided (merge.md A5)."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from villagedesk.clock import FixedClock
from villagedesk.errors import Refused
from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.services.merging import conflicts as service
from villagedesk.store import steps, undo, verify
from villagedesk.store.file import Opening, open_file
from villagedesk.store.store import Author


def merge(target, source):
    with private_folder() as folder:
        plan = plan_merge(target, gather(target, [source], folder))
        assert plan.refused == ()
        apply_merge(target, plan, {question.kind for question in plan.questions})


@pytest.fixture
def pair(new_store, tmp_path):
    """Two laptops of one village that hold the same household."""
    ours = new_store("ours")
    with ours.change("登记") as change:
        village = ours.value("SELECT id FROM village")
        change.put("household", "h1", {"village": village, "group": "1组", "phone": "13800000001", "address": "老屋场"})
        change.put("member", "m1", {"household": "h1", "name": "肖辉", "position": 0})
        change.put("member_year", "y1", {"member": "m1", "year": 2025, "relation": "head", "health": ("2",)})
        change.put("member", "m2", {"household": "h1", "name": "高凤珍", "position": 1})
    copy = tmp_path / "theirs.village"
    ours.close()
    shutil.copy(ours.path, copy)
    ours = open_file(
        ours.path, "", Opening(Author("李书记", "村办笔记本"), clock=FixedClock(dt.datetime(2026, 3, 2, 12)))
    )
    theirs = open_file(copy, "", Opening(Author("王会计", "乡镇电脑"), clock=FixedClock(dt.datetime(2026, 3, 1, 9))))
    yield ours, theirs
    ours.close()
    theirs.close()


def contested(pair):
    ours, theirs = pair
    with ours.change("改电话") as change:
        change.put("household", "h1", {"phone": "13800000002"})
        change.put("member", "m2", {"name": "高凤珠"})
        change.put("member_year", "y1", {"health": ("2", "4")})
    with theirs.change("核对") as change:
        change.put("household", "h1", {"phone": None})
        change.put("member", "m2", {"name": "高凤真"})
    merge(ours, theirs.path)
    return service.disputes_of(ours)


def test_a_conflict_says_whose_it_is_what_stood_there_and_who_wrote_what_when_and_where(pair):
    phone, name = contested(pair)
    assert (phone.title, phone.record, phone.field, phone.before) == (
        "清溪村 1组 肖辉",
        "户",
        "联系电话",
        "13800000001",
    )
    assert phone.ours.text == "13800000002"
    assert (phone.ours.who, phone.ours.device, phone.ours.origin) == ("李书记", "村办笔记本", "改电话")
    assert phone.theirs.text == "（空）"
    assert (phone.theirs.who, phone.theirs.device, phone.theirs.at) == ("王会计", "乡镇电脑", "2026-03-01 09:00:00")
    assert phone.theirs.origin == "合并清溪村的文件"
    assert (name.record, name.field, name.before) == ("家庭成员", "姓名", "高凤珍")


def test_deciding_is_one_undoable_action_and_settles_them(pair):
    ours, _theirs = pair
    phone, name = contested(pair)
    service.decide(
        ours, [service.decision(phone, phone.ours.value), service.decision(name, service.typed(ours, name, "高凤 珍"))]
    )
    assert service.disputes_of(ours) == []
    assert ours.value("SELECT phone FROM household") == "13800000002"
    assert ours.value("SELECT name FROM member WHERE id = 'm2'") == "高凤珍"
    assert steps.next_undo(ours).label == "裁决2处冲突"
    undo.undo(ours)
    assert [one.key for one in service.disputes_of(ours)] == [phone.key, name.key]
    assert verify.verify(ours).faults == []


def test_a_conflict_that_changed_after_it_was_shown_is_refused_and_nothing_is_written(pair):
    ours, _theirs = pair
    phone, name = contested(pair)
    service.decide(ours, [service.decision(phone, phone.ours.value)])
    with pytest.raises(Refused, match=r"“联系电话”的冲突在您查看之后又有变化"):
        service.decide(ours, [service.decision(name, name.ours.value), service.decision(phone, phone.theirs.value)])
    assert [one.key for one in service.disputes_of(ours)] == [name.key]


def test_a_removal_against_an_edit_is_kept_or_removed_by_decision(pair):
    ours, theirs = pair
    with ours.change("删除") as change:
        change.remove("member", ["m2"], "误登")
    with theirs.change("改电话") as change:
        change.put("member", "m2", {"phone": "13700000001"})
    merge(ours, theirs.path)
    (one,) = service.disputes_of(ours)
    assert (one.kind, one.field) == ("removed", "保留还是删除")
    assert {side.text: side.who for side in one.sides} == {"保留": "王会计", "删除（误登）": "李书记"}
    service.decide(ours, [service.decision(one, "误登")])
    assert ours.value("SELECT removed FROM member WHERE id = 'm2'") == "误登"
    undo.undo(ours)
    (one,) = service.disputes_of(ours)
    service.decide(ours, [service.decision(one, None)])
    assert ours.value("SELECT removed FROM member WHERE id = 'm2'") is None
    assert service.count(ours) == 0
    assert verify.verify(ours).faults == []


def test_an_entry_of_a_list_is_decided_by_itself(pair):
    ours, theirs = pair
    with theirs.change("去掉") as change:
        change.put("member_year", "y1", {"health": ()})
    with ours.change("去掉又选上") as change:
        change.put("member_year", "y1", {"health": ()})
    with ours.change("又选上") as change:
        change.put("member_year", "y1", {"health": ("2",)})
    merge(ours, theirs.path)
    (one,) = service.disputes_of(ours)
    assert one.kind == "member"
    assert one.field.startswith("健康状况：")
    assert {side.text for side in one.sides} == {"选上", "不选"}
    assert service.combined(one) is True
    with pytest.raises(Refused, match="只能在两种之中选择"):
        service.typed(ours, one, "是")
    service.decide(ours, [service.decision(one, one.theirs.value)])
    assert ours.value("SELECT health FROM member_year") is None


def test_texts_can_be_combined_and_values_that_cannot_be_kept_are_refused_with_the_rule(pair):
    ours, theirs = pair
    for store, address in ((ours, "河坝12号"), (theirs, "新村3栋")):
        with store.change("改住址") as change:
            change.put("household", "h1", {"address": address, "plan_exit_year": 2018 if store is ours else 2019})
    merge(ours, theirs.path)
    found = {one.cell: one for one in service.disputes_of(ours)}
    assert service.combined(found["address"]) in {"河坝12号；新村3栋", "新村3栋；河坝12号"}
    assert service.combined(found["plan_exit_year"]) is None
    with pytest.raises(Refused, match="十八"):
        service.typed(ours, found["plan_exit_year"], "十八")


def test_clocks_that_cannot_be_right_are_marked_and_decide_nothing(pair):
    ours, theirs = pair
    theirs.clock = FixedClock(dt.datetime(2019, 1, 1, 8))
    contested_again = contested((ours, theirs))
    assert [one.theirs.clock_doubtful for one in contested_again] == [True, True]
    assert not contested_again[0].ours.clock_doubtful


def test_references_are_shown_by_name(pair):
    ours, theirs = pair
    with ours.change("甲") as change:
        change.put("cadre", "c1", {"name": "张三"})
        change.put("visit", "v1", {"household": "h1", "date": "2025-01-01", "cadre": "c1"})
    merge(theirs, ours.path)
    for store, name in ((ours, "李四"), (theirs, "王五")):
        with store.change("改走访责任人") as change:
            change.put("cadre", f"c-{ord(name[0])}", {"name": name})
            change.put("visit", "v1", {"cadre": f"c-{ord(name[0])}"})
    merge(ours, theirs.path)
    (one,) = service.disputes_of(ours)
    assert {side.text for side in one.sides} == {"李四", "王五"}
    assert one.before == "张三"
