# SPDX-License-Identifier: MIT
"""Questions to the village: asked once, travelling, answered; and conflicts as lines of a list (merge.md A5)."""

from __future__ import annotations

import shutil

import pytest

from villagedesk.clock import FixedClock
from villagedesk.errors import Refused
from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.services.merging import asking, conflicts
from villagedesk.store import undo, verify
from villagedesk.store.file import Opening, open_file
from villagedesk.store.store import Author

ID_NO = "510199197402240018"


@pytest.fixture
def disputed(store):
    """A household with conflicts about its phone, a person, a year's facts and a pairing, and a cadre in dispute."""
    with store.change("登记") as change:
        village = store.value("SELECT id FROM village")
        change.put("household", "h1", {"village": village, "group": "1组", "phone": "13800000001"})
        change.put("member", "m1", {"household": "h1", "name": "肖辉", "position": 0, "id_no": ID_NO})
        change.put("member_year", "y1", {"member": "m1", "year": 2025, "relation": "head"})
        change.put("member", "m2", {"household": "h1", "name": "高凤珍", "position": 1})
        change.put("household_year", "f1", {"household": "h1", "year": 2024, "house_area": 8000})
        change.put("cadre", "c1", {"name": "张三"})
        change.put("pairing", "p1", {"household": "h1", "cadre": "c1", "start": "2025-01-01"})
    contest(store, "household", "h1", "phone", "13800000002", "13800000003")
    contest(store, "member", "m2", "name", "高凤珠", "高凤真")
    contest(store, "household_year", "f1", "house_area", 9000, 10050)
    contest(store, "pairing", "p1", "end", "2025-06-30", None)
    contest(store, "cadre", "c1", "post", "书记", "主任")
    return store


def contest(store, entity, row, cell, *values):
    """Open a cell to a decision, as a merge does."""
    with store.change("两种填写") as change:
        change.settle(entity, row, cell, list(values))


def of_households(store):
    return [one for one in conflicts.disputes_of(store) if one.household]


def questions(store):
    return store.query('SELECT about, text, asked_on, asked_by, household FROM "question" WHERE removed IS NULL')


def test_asking_is_one_undoable_action_and_the_question_names_field_values_and_writers(disputed):
    changed = asking.ask(disputed, of_households(disputed))
    assert changed.label == "向村里提出4个问题"
    asked = {about: (text, on, by, household) for about, text, on, by, household in questions(disputed)}
    assert set(asked) == {
        "household/h1/phone",
        "member/m2/name",
        "household_year/f1/house_area",
        "pairing/p1/end",
    }
    text, on, by, household = asked["member/m2/name"]
    assert text.splitlines() == [
        "高凤珠 家庭成员 姓名有不同的填写，请核实",
        "原为：高凤珍",
        "填写1：高凤珠（李书记 村办笔记本 2026-03-02 12:00）",
        "填写2：高凤真（李书记 村办笔记本 2026-03-02 12:00）",
    ]
    assert (on, by, household) == ("2026-03-02", "李书记", "h1")
    assert "2024年度" in asked["household_year/f1/house_area"][0]
    assert "张三" in asked["pairing/p1/end"][0]
    undo.undo(disputed)
    assert questions(disputed) == []
    assert verify.verify(disputed).faults == []


def test_a_question_holds_no_identity_number_that_is_not_in_dispute(disputed):
    asking.ask(disputed, of_households(disputed))
    assert ID_NO not in "".join(text for _about, text, *_more in questions(disputed))
    contest(disputed, "member", "m1", "id_no", ID_NO, "510199197402240026")
    asking.ask(disputed, of_households(disputed))
    assert sum(ID_NO in text for _about, text, *_more in questions(disputed)) == 1


def test_nothing_is_asked_twice_while_the_question_is_open_and_again_once_it_is_settled(disputed):
    found = of_households(disputed)
    asking.ask(disputed, found[:1])
    assert asking.ask(disputed, [*found, *found]).label == "向村里提出3个问题"
    before = disputed.value("SELECT max(seq) FROM batch")
    assert not asking.ask(disputed, found)
    assert disputed.value("SELECT max(seq) FROM batch") == before
    (first,) = [one for one in asking.open_questions(disputed) if one.about == found[0].key]
    asking.answer(disputed, first.id, "以村里为准")
    assert asking.ask(disputed, found).label == "向村里提出1个问题"


def test_what_belongs_to_no_household_is_refused_by_name_and_nothing_is_written(disputed):
    with pytest.raises(Refused, match=r"“张三”的“职务”不属于某一户，不能向村里提问，没有写入"):
        asking.ask(disputed, conflicts.disputes_of(disputed))
    assert questions(disputed) == []


def test_open_questions_say_whose_they_are_and_what_they_are_about(disputed):
    asking.ask(disputed, of_households(disputed))
    with disputed.change("自由提问") as change:
        change.put("question", "q-free", {"household": "h1", "text": "合作医疗交了没有？"})
    found = asking.open_questions(disputed)
    assert len(found) == 5
    assert {one.title for one in found} == {"清溪村 1组 肖辉"}
    assert {one.about for one in found} >= {("member", "m2", "name"), ()}
    assert {one.asked_by for one in found} == {"李书记", ""}


def test_an_answer_settles_the_question_or_leaves_it_open_as_wanted_and_is_undone_at_once(disputed):
    asking.ask(disputed, of_households(disputed))
    one, two, *_rest = asking.open_questions(disputed)
    asking.answer(disputed, one.id, "已问本人，再核", settled=False)
    assert one.id in {left.id for left in asking.open_questions(disputed)}
    asking.answer_all(disputed, {one.id: "  以第一个为准 ", two.id: "第二个"})
    assert {left.id for left in asking.open_questions(disputed)}.isdisjoint({one.id, two.id})
    assert disputed.value("SELECT answer FROM question WHERE id = ?", (one.id,)) == "以第一个为准"
    undo.undo(disputed)
    assert {one.id, two.id} <= {left.id for left in asking.open_questions(disputed)}


def test_an_empty_answer_one_too_long_and_one_to_nothing_are_refused_whole(disputed):
    asking.ask(disputed, of_households(disputed))
    one, two, *_rest = asking.open_questions(disputed)
    with pytest.raises(Refused, match="“答复”是空的"):
        asking.answer(disputed, one.id, "  ")
    with pytest.raises(Refused, match="答复"):
        asking.answer(disputed, one.id, "长" * 20_001)
    with pytest.raises(Refused, match="这个问题已不在文件中"):
        asking.answer_all(disputed, {two.id: "好", "没有": "好"})
    assert disputed.value("SELECT count(*) FROM question WHERE answer IS NOT NULL") == 0


def test_lines_say_which_record_is_meant_and_put_what_belongs_to_no_household_last(disputed):
    lines = asking.lines_of(disputed, conflicts.disputes_of(disputed))
    by_cell = {line.key[2]: line for line in lines}
    phone = by_cell["phone"]
    assert (phone.household, phone.person, phone.item, phone.before) == (
        "1组 肖辉",
        "肖辉",
        "户 联系电话",
        "13800000001",
    )
    assert (phone.ours[:11], phone.theirs[:11]) == ("13800000002", "13800000003")
    assert by_cell["house_area"].item == "户年度情况 2024年度 住房面积"
    assert by_cell["end"].theirs.startswith("2025-06-30") or by_cell["end"].ours.startswith("2025-06-30")
    assert by_cell["end"].item == "结对 张三 结束时间"
    assert list(asking.villages_of(lines)) == ["清溪村", ""]
    assert by_cell["post"].household == ""
    assert [one.cell for one in asking.of_village(conflicts.disputes_of(disputed), "")] == ["post"]
    with pytest.raises(Refused, match=r"“白云村”没有待裁决的冲突。有冲突的村：清溪村。"):
        asking.of_village(conflicts.disputes_of(disputed), "白云村")


def test_the_mark_of_a_conflict_changes_with_its_values_only(disputed):
    def marks():
        return {line.key: line.mark for line in asking.lines_of(disputed, conflicts.disputes_of(disputed))}

    before = marks()
    assert marks() == before
    contest(disputed, "member", "m2", "name", "高凤珠", "高凤贞")
    after = marks()
    assert {key for key in before if before[key] != after[key]} == {("member", "m2", "name")}


def test_a_question_travels_to_the_village_and_its_answer_comes_back(disputed, tmp_path, clock):
    village = tmp_path / "村里.village"
    asking.ask(disputed, of_households(disputed))
    path = disputed.path
    disputed.close()
    shutil.copy(path, village)
    with open_file(village, "", Opening(Author("王会计", "村里"), clock=FixedClock(clock.at))) as theirs:
        (one, *_rest) = asking.open_questions(theirs)
        asking.answer(theirs, one.id, "以第一个为准")
    with open_file(path, "", Opening(Author("李书记", "乡镇"), clock=clock)) as ours, private_folder() as folder:
        plan = plan_merge(ours, gather(ours, [village], folder))
        apply_merge(ours, plan, {question.kind for question in plan.questions})
        assert one.id not in {left.id for left in asking.open_questions(ours)}
        assert ours.value("SELECT answer FROM question WHERE id = ?", (one.id,)) == "以第一个为准"


def test_a_picture_in_dispute_is_named_and_not_shown_as_a_long_fingerprint(disputed):
    contest(disputed, "household", "h1", "head_photo", "a" * 64, None)
    line = next(
        line for line in asking.lines_of(disputed, conflicts.disputes_of(disputed)) if line.key[2] == "head_photo"
    )
    told = line.ours + line.theirs
    assert "照片aaaaaaaa\n（" in told
    assert "（空）" in told


def test_an_erasure_recorded_with_two_reasons_is_a_conflict_about_nobody_and_breaks_nothing(disputed):
    with disputed.change("按申请删除") as change:
        change.put("erasure", "e1", {"erased": "m9", "about": "member", "reason": "本人申请"})
    contest(disputed, "erasure", "e1", "reason", "本人申请", "监护人申请")
    (line,) = [line for line in asking.lines_of(disputed, conflicts.disputes_of(disputed)) if line.key[0] == "erasure"]
    assert (line.village, line.household, line.person, line.item) == ("", "", "", "按申请删除 删除依据")
