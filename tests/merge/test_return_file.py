# SPDX-License-Identifier: MIT
"""The file that goes back to a village: all of its own, nothing of others, and it merges like any other copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import PASSPHRASE, TOWNSHIP
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.merge.returning import find_village, make_return_file
from villagedesk.services.opening.files import NewFile, village_id
from villagedesk.store import conflicts, steps, undo, verify
from villagedesk.store.dump import dump
from villagedesk.store.file import Opening, open_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.store import Store

FIRST = NewFile("village", "清溪村", "510199100201", 2025)
SECOND = NewFile("village", "石桥村", "510199100202", 2025)
V1, V2 = village_id(FIRST.code), village_id(SECOND.code)


def merge(target: Store, *sources: Path) -> None:
    with private_folder() as folder:
        plan = plan_merge(target, gather(target, sources, folder))
        assert plan.refused == ()
        apply_merge(target, plan, {question.kind for question in plan.questions})


def view(store: Store) -> list[str]:
    return list(dump(store))


def family(store: Store, key: str, name: str, village: str, phone: str) -> None:
    with store.change(f"登记{name}户") as change:
        change.put("household", f"h-{key}", {"village": village, "phone": phone, "group": "1组"})
        change.put("member", f"m-{key}", {"household": f"h-{key}", "name": name})
        change.put("visit", f"v-{key}", {"household": f"h-{key}", "date": "2025-03-01", "cadre": f"c-{key}"})
        change.put("cadre", f"c-{key}", {"name": f"帮{name}", "unit": f"u-{key}"})
        change.put("unit", f"u-{key}", {"name": f"{name}的单位"})


@pytest.fixture
def places(new_store: Callable[..., Store]) -> tuple[Store, Store, Store]:
    """A township that has merged two villages, and the two."""
    township = new_store("township", wanted=TOWNSHIP)
    first, second = new_store("first", wanted=FIRST), new_store("second", wanted=SECOND)
    family(first, "xiao", "肖辉", V1, "13800000001")
    family(second, "zeng", "曾大明", V2, "13800000002")
    merge(township, first.path, second.path)
    return township, first, second


def test_m72_a_village_gets_nothing_of_other_villages_even_as_bytes(places, tmp_path):
    township, _first, _second = places
    with township.change("统一更新") as change:  # one batch about both villages
        change.put("household", "h-xiao", {"note": "甲村的备注"})
        change.put("household", "h-zeng", {"note": "乙村的秘密"})
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    assert made.households == 1
    content = made.path.read_bytes()
    for foreign in ("曾大明", "13800000002", "乙村的秘密", "h-zeng", "m-zeng"):
        assert foreign.encode() not in content, foreign
    for own in ("肖辉", "13800000001", "甲村的备注", "帮肖辉", "肖辉的单位"):
        assert own.encode() in content, own
    with open_file(made.path, "", Opening()) as returned:
        assert verify.verify(returned).faults == []  # the seal of the shared batch is proved all the same


def test_m71_corrections_of_the_township_and_new_edits_of_the_village_meet(places, tmp_path):
    township, first, _second = places
    with township.change("更正") as change:
        change.put("household", "h-xiao", {"phone": "13900000001", "address": "河坝12号"})
    with first.change("村里改") as change:
        change.put("household", "h-xiao", {"phone": "13700000001", "note": "村里的备注"})
        change.put("member", "m-new", {"household": "h-xiao", "name": "高凤珍"})
    merge(first, make_return_file(township, V1, tmp_path / "回.village", "").path)
    assert first.one("SELECT address, note FROM household WHERE id = 'h-xiao'") == ("河坝12号", "村里的备注")
    assert first.value("SELECT count(*) FROM member") == 2
    assert [one.cell for one in conflicts.open_conflicts(first)] == ["phone"]
    assert verify.verify(first).faults == []


def test_m27_a_decision_of_the_township_comes_back_and_the_conflict_never_returns(places, tmp_path):
    township, first, _second = places
    with township.change("更正") as change:
        change.put("household", "h-xiao", {"phone": "13900000001"})
    with first.change("村里改") as change:
        change.put("household", "h-xiao", {"phone": "13700000001"})
    merge(township, first.path)
    assert conflicts.count(township) == 1
    with township.change("裁决") as change:
        change.settle("household", "h-xiao", "phone", ["13700000001"])
    path = make_return_file(township, V1, tmp_path / "回.village", "").path
    merge(first, path)
    merge(township, first.path)
    for store in (first, township):
        assert conflicts.count(store) == 0
        assert store.value("SELECT phone FROM household WHERE id = 'h-xiao'") == "13700000001"


def test_a_return_file_brings_nothing_new_to_a_village_that_has_all_and_undoing_it_restores_the_view(places, tmp_path):
    township, first, _second = places
    before = view(first)
    merge(first, make_return_file(township, V1, tmp_path / "一.village", "").path)
    assert view(first) == before
    assert steps.next_undo(first).label != "合并清溪村的文件"
    with township.change("更正") as change:
        change.put("household", "h-xiao", {"note": "乡镇已核"})
    merge(first, make_return_file(township, V1, tmp_path / "二.village", "").path)
    assert view(first) != before
    undo.undo(first)
    assert view(first) == before
    assert verify.verify(first).faults == []


def test_m57_a_household_moved_to_another_village_arrives_there_and_leaves_here(places, tmp_path):
    township, first, second = places
    with township.change("调整所属村") as change:
        change.put("household", "h-xiao", {"village": V2})
    with township.change("搬迁后登记") as change:
        change.put("household", "h-xiao", {"note": "搬入后的情况"})
    with first.change("村里还在改") as change:
        change.put("household", "h-xiao", {"phone": "13700000001"})
    back_first = make_return_file(township, V1, tmp_path / "一.village", "")
    back_second = make_return_file(township, V2, tmp_path / "二.village", "")
    assert (back_first.households, back_second.households) == (0, 2)
    assert "搬入后的情况".encode() not in back_first.path.read_bytes()
    merge(first, back_first.path)
    merge(second, back_second.path)
    assert first.value("SELECT village FROM household WHERE id = 'h-xiao'") == V2
    assert first.value("SELECT note FROM household WHERE id = 'h-xiao'") is None
    assert second.value("SELECT name FROM member WHERE household = 'h-xiao'") == "肖辉"
    merge(township, first.path)  # the edit made with the old copy arrives on the household where it is now
    assert township.one("SELECT village, phone FROM household WHERE id = 'h-xiao'") == (V2, "13700000001")
    assert conflicts.count(township) == 0
    for store in places:
        assert verify.verify(store).faults == []


def test_what_was_outside_the_scope_finds_its_place_when_it_arrives_later(places, tmp_path):
    """A removal also names heads of a member who had moved to another village; they are not in the return file."""
    township, first, _second = places
    with township.change("迁出") as change:
        change.put("member", "m-xiao", {"household": "h-zeng"})
    with township.change("注销") as change:
        change.remove("household", ["h-xiao"], "整户迁出")
    path = make_return_file(township, V1, tmp_path / "回.village", "").path
    merge(first, path)
    assert first.value("SELECT removed FROM household WHERE id = 'h-xiao'") == "整户迁出"
    merge(first, township.path)  # asked, and answered with yes
    assert view(first) == view(township)
    for store in places:
        assert verify.verify(store).faults == []
    assert first.value("SELECT count(*) FROM change_elsewhere") == 0
    assert first.value("SELECT count(*) FROM change_over_elsewhere") == 0


def test_questions_travel_to_the_village_and_their_answers_back(places, tmp_path):
    township, first, _second = places
    with township.change("请村里核实") as change:
        change.put("question", "q1", {"household": "h-xiao", "text": "电话以哪个为准？"})
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    assert made.questions == 1
    merge(first, made.path)
    with first.change("答复") as change:
        change.put("question", "q1", {"answer": "以村里的为准", "settled": True})
    merge(township, first.path)
    assert township.one("SELECT answer, settled FROM question") == ("以村里的为准", 1)


def test_the_return_file_opens_as_a_village_file_with_its_own_passphrase(places, tmp_path):
    township, _first, _second = places
    made = make_return_file(township, V1, tmp_path / "回.village", PASSPHRASE)
    with open_file(made.path, PASSPHRASE) as store:
        assert (store.info.scope, store.info.name, store.info.code) == ("village", "清溪村", FIRST.code)
        assert steps.next_undo(store) is None  # nothing in it was done on that computer


def test_a_village_is_found_by_name_or_code_and_unknown_ones_are_refused_with_those_there_are(places):
    township, _first, _second = places
    assert find_village(township, "清溪村").id == V1
    assert find_village(township, "510199100202").id == V2
    with pytest.raises(Refused, match=r"没有“白云村”。现有：清溪村（510199100201）、石桥村"):
        find_village(township, "白云村")


def test_a_folder_that_cannot_take_it_leaves_nothing(places, tmp_path):
    township, _first, _second = places
    with pytest.raises(EnvironmentProblem, match="没有写到"):
        make_return_file(township, V1, tmp_path / "没有" / "回.village", "")
    assert not list((tmp_path / "home" / "received").iterdir())


def test_a_complaint_never_travels_to_the_village_that_it_may_be_about(places, tmp_path):
    township, _first, _second = places
    with township.change("登记两件事") as change:
        change.put("complaint", "c-1", {"village": V1, "content": "反映村里的事", "complainant": "罗小明"})
        change.put("matter", "m-1", {"village": V1, "content": "请求修路"})
        change.put("matter_step", "s-1", {"matter": "m-1", "content": "到现场看过"})
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    content = made.path.read_bytes()
    assert "罗小明".encode() not in content
    assert "反映村里的事".encode() not in content
    assert "请求修路".encode() in content
    assert "到现场看过".encode() in content
    with open_file(made.path, "", Opening()) as returned:
        assert verify.verify(returned).faults == []


def test_a_village_keeps_its_own_complaints_and_the_township_gets_them(places, tmp_path):
    township, first, _second = places
    with first.change("登记举报") as change:
        change.put("complaint", "c-1", {"village": V1, "content": "反映低保评议的事", "complainant": "罗小明"})
    merge(township, first.path)
    assert township.value("SELECT complainant FROM complaint") == "罗小明"
    with township.change("办结举报") as change:
        change.put("complaint", "c-1", {"result": "已核实"})
    merge(first, make_return_file(township, V1, tmp_path / "回.village", "").path)
    assert first.one("SELECT complainant, result FROM complaint") == ("罗小明", None)
    assert verify.verify(first).faults == []


def test_nor_does_what_the_township_keeps_about_a_complaint(places, tmp_path):
    """A note that a paper was printed, or a doubt that was found right, would tell the village that somebody complained."""
    township, _first, _second = places
    with township.change("登记举报") as change:
        change.put("complaint", "complaint-1", {"village": V1, "content": "反映村里的事"})
    with township.change("打印台账文书：1份") as change:
        change.put(
            "book_print", "b-1", {"village": V1, "book": "complaint", "record": "complaint-1", "title": "举报处理单"}
        )
    with township.change("豁免") as change:
        facts = {"village": V1, "rule": "R04", "about": "complaint/complaint-1/handler", "reason": "同名不同人"}
        change.put("exemption", "x-1", facts)
    with township.change("其他") as change:
        change.put("book_print", "b-2", {"village": V1, "book": "project", "record": "p-1", "title": "项目卡"})
        change.put(
            "exemption", "x-2", {"village": V1, "rule": "J06", "about": "donation/d-1/date", "reason": "已有安排"}
        )
    made = make_return_file(township, V1, tmp_path / "回.village", "")
    with open_file(made.path, "", Opening()) as returned:
        assert returned.query("SELECT id FROM book_print") == [("b-2",)]
        assert returned.query("SELECT id FROM exemption") == [("x-2",)]
        assert verify.verify(returned).faults == []
    content = made.path.read_bytes()
    for text in ("举报处理单", "complaint-1", "同名不同人"):
        assert text.encode() not in content, text


def test_an_action_that_is_called_by_a_long_text_is_taken_in_like_any_other(places):
    """A line of the list of work is called by its text, of up to 20,000 signs; a longer name would make the file unfit."""
    township, first, _second = places
    with first.change("编辑工作清单：" + "走访" * 400) as change:
        change.put("duty", "d-1", {"village": V1, "year": 2025, "text": "走访" * 400})
    assert township.value("SELECT count(*) FROM duty") == 0
    merge(township, first.path)
    assert township.value("SELECT text FROM duty") == "走访" * 400
    assert steps.next_undo(first).label.endswith("…")
