# SPDX-License-Identifier: MIT
"""What cannot be recorded is refused with a sentence that says why and what to do, and nothing is written."""

from __future__ import annotations

import pytest

from tests.services.events.conftest import plan, record, wanted
from villagedesk.errors import Refused
from villagedesk.models.catalogue.change import HouseholdChange, MemberChange
from villagedesk.services.events.correcting import corrections
from villagedesk.services.events.planning import record_event
from villagedesk.services.events.wanted import NotThisWay
from villagedesk.services.joining.joining import obstacles
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads, undo
from villagedesk.store.dump import dump

SPOUSE = {"name": "王芳", "sex": "2", "relation": "spouse"}
REFUSED = [
    ("death", {"members": ("m",), "date": ""}, "死亡日期没有填写。请填写发生的那一天"),
    ("death", {"members": ("m",), "date": "2025-06"}, "死亡日期“2025-06”不是完整的日期"),
    ("death", {"members": ("m",), "date": "2025-02-30"}, "死亡日期“2025-02-30”不是完整的日期"),
    ("death", {"members": ("m",), "date": "2026-03-03"}, "死亡日期“2026-03-03”晚于今天"),
    ("death", {"members": ("g",), "date": "2010-09-08"}, "死亡日期“2010-09-08”早于“肖小雨”的出生日期2010-09-09"),
    ("death", {}, "请选择死亡的是哪一名成员"),
    ("death", {"members": ("nm",)}, "这名成员不在本户"),
    ("death", {"members": ("f",)}, "“肖辉”是户主，离开后户内还有4人。请同时选择新户主"),
    ("death", {"members": ("f",), "new_head": "f"}, "新户主不能是离开的人"),
    ("head", {}, "请选择新户主"),
    ("head", {"new_head": "f"}, "“肖辉”已经是户主"),
    ("head", {"new_head": "nm"}, "这名成员不在本户"),
    ("head", {"new_head": "m", "relations": {"f": "head"}}, "“肖辉”的与户主关系不能填“户主”"),
    ("head", {"new_head": "m", "relations": {"s": "spouse"}}, "的与户主关系都是“配偶”，只能有一人"),
    ("birth", {"person": {"sex": "2", "relation": "daughter"}}, "姓名没有填写"),
    ("birth", {"person": {"name": "肖小晴", "relation": "daughter"}}, "性别没有填写"),
    ("birth", {"person": {"name": "肖小晴", "sex": "2"}}, "与户主关系没有填写"),
    ("birth", {"person": {**SPOUSE}}, "户主已有配偶“高凤珍”在户"),
    ("birth", {"household": "n", "person": {**SPOUSE}}, "新生儿不能是配偶"),
    ("married_in", {"person": SPOUSE}, "户主已有配偶“高凤珍”在户"),
    ("married_in", {"person": {**SPOUSE, "relation": "head"}}, "本户已有成员"),
    ("married_in", {"person": {**SPOUSE, "relation": "other", "birth": "2025-06-02"}}, "早于“王芳”的出生日期2025-06-02"),
    ("returned", {"members": ("s",)}, "“肖明”在户内，没有减少，也不是现役军人"),
    ("split", {}, "分出的成员没有选择"),
    ("split", {"members": ("f", "m", "s", "l", "g")}, "选中了全部5人"),
    ("split", {"members": ("s", "l")}, "新户的户主没有选择"),
    ("split", {"members": ("s", "l"), "their_head": "g"}, "新户的户主不在分出的成员中"),
    ("split", {"members": ("f",)}, "户主“肖辉”也分出去，原户还有4人"),
    ("split", {"members": ("f",), "new_head": "f"}, "原户的新户主不能是分出去的人"),
    ("merged", {}, "并入哪一户没有选择"),
    ("merged", {"other": "h"}, "不能并入本户自己"),
    ("merged", {"household": "n", "other": "h", "relations": {"nm": "spouse"}}, "接收户的户主已有配偶在户"),
    ("merged", {"household": "n", "other": "h", "relations": {"nm": "head"}}, "不能填“户主”"),
    ("merged", {"other": "unknown"}, "该户已不在文件中"),
    ("transferred", {}, "迁入村没有填写"),
    ("transferred", {"other": "510199100201"}, "已经在这个村"),
    ("transferred", {"other": "5101991002"}, "行政区划代码“5101991002”有10位。村的代码是12位"),
    ("transferred", {"other": "510199100202"}, "户的去向没有填写"),
    ("dissolved", {}, "“肖辉户”还有5人在户"),
    ("reinstated", {}, "“肖辉户”没有退档，不用回档"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "entered", "said"), REFUSED)
def test_the_sentence_names_what_is_wrong_and_nothing_is_written(family, kind, entered, said):
    before = family.value("SELECT count(*) FROM change")
    with pytest.raises(NotThisWay, match=said):
        record(family, kind, **entered)
    assert family.value("SELECT count(*) FROM change") == before


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("death", {"members": ("m",)}), ("married_out", {"members": ("m",)}), "“高凤珍”已于2025-06-01减少，不在户内"),
        (("death", {"members": ("m",)}), ("returned", {"members": ("m",)}), "“高凤珍”已于2025-06-01登记死亡，不能返回"),
        (("lost", {"members": ("s",)}), ("returned", {"members": ("s",), "date": "2025-05-31"}), "早于“肖明”的减少日期2025-06-01"),
        (("head", {"new_head": "m"}), ("head", {"new_head": "s", "date": "2025-01-01"}), "早于已登记的2025-06-01那一次"),
        (("left", {}), ("birth", {"person": {**SPOUSE, "relation": "other"}}), "已于2025-06-01注销，不能再登记变动"),
        (("left", {}), ("merged", {"household": "n", "other": "h"}), "已于2025-06-01注销"),
        (("cleared", {}), ("cleared", {}), "“肖辉户”已经退档"),
        (("cleared", {}), ("reinstated", {"date": "2025-05-01"}), "回档日期“2025-05-01”早于退档日期2025-06-01"),
        (("enlisted", {"members": ("s",)}), ("enlisted", {"members": ("s",)}), "在2025年度已登记为现役军人"),
        (("death", {"household": "n", "members": ("nm",)}), ("dissolved", {"household": "n", "date": "2025-05-31"}), "早于最后一名成员减少的日期2025-06-01"),
        (("death", {"household": "n", "members": ("nm",)}), ("merged", {"household": "n", "other": "h"}), "户内没有人，没有可以并入的成员"),
    ],
)  # fmt: skip
def test_events_that_contradict_an_earlier_one_are_refused(family, first, second, said):
    record(family, first[0], **first[1])
    with pytest.raises(NotThisWay, match=said):
        record(family, second[0], **second[1])


def test_who_left_before_joining_is_refused(family):
    record(family, "birth", date="2025-02-01", person={"name": "肖小晴", "sex": "2", "relation": "granddaughter"})
    born = family.value("SELECT id FROM member WHERE name = '肖小晴'")
    with family.change("改出生日期") as change:
        change.put("member", born, {"birth": None})
    with pytest.raises(NotThisWay, match="早于“肖小晴”的增加日期2025-02-01"):
        record(family, "death", date="2025-01-01", members=(born,))


def test_a_number_that_somebody_has_already_is_not_registered_again(family):
    with family.change("号码") as change:
        change.put("member", "nm", {"id_no": "510199197001010019"})
        change.put("member", "m", {"id_no": "510199195803128122"})
    person = {"name": "某人", "sex": "1", "relation": "son", "id_no": "510199197001010019"}
    with pytest.raises(NotThisWay, match="已登记在清溪村 2组 曾大明户的“曾大明”名下。请核对号码"):
        plan(family, "birth", person=person)
    with pytest.raises(NotThisWay, match="已经在本户。请核对号码"):
        plan(family, "married_in", person={**person, "id_no": "510199195803128122"})
    record(family, "death", date="2025-05-01", members=("m",))
    with pytest.raises(NotThisWay, match="已在本户登记，减少过的请用“返回”"):
        plan(family, "married_in", person={**person, "id_no": "510199195803128122"})


def test_a_head_with_others_at_home_does_not_marry_away_unnoticed(family):
    with family.change("号码") as change:
        change.put("member", "f", {"id_no": "510199195507218120"})
    person = {"name": "肖辉", "relation": "other", "id_no": "510199195507218120"}
    with pytest.raises(NotThisWay, match="“肖辉”是清溪村 1组 肖辉户的户主，那里还有4人"):
        plan(family, "married_in", household="n", person=person)


def test_a_household_in_the_recycle_bin_has_no_events(family):
    with family.change("删") as change:
        change.remove("household", ["n"], "误登")
    with pytest.raises(Refused, match="可能已移入回收站"):
        plan(family, "death", household="n", members=("nm",))


def test_correcting_a_day_takes_the_present_fields_along_and_stays_possible(family):
    record(family, "death", members=("m",))
    row = family.value("SELECT id FROM member_change")
    with pytest.raises(NotThisWay, match="晚于今天"):
        corrections(family, "member_change", row, {"date": "2027-01-01"})
    with pytest.raises(NotThisWay, match="早于“高凤珍”的出生日期"):
        corrections(family, "member_change", row, {"date": "1950-01-01"})
    label, edits = corrections(family, "member_change", row, {"date": "2025-05-30", "evidence": "死亡证明"})
    save_records(family, label, edits)
    assert family.one('SELECT "left" FROM member WHERE id = ?', ("m",)) == ("2025-05-30",)
    assert reads.get(family, MemberChange, row).evidence == "死亡证明"


@pytest.mark.parametrize(
    ("kind", "entered"),
    [
        ("transferred", {"other": "510199100202", "place": "外村"}),
        ("cleared", {}),
        ("birth", {"person": SPOUSE | {"relation": "other"}}),
    ],
)
def test_nothing_happens_to_a_household_before_it_was_formed(family, kind, entered):
    record(family, "split", date="2025-06-01", members=("s", "l"), their_head="s")
    (formed,) = [one.household for one in reads.where(family, HouseholdChange) if one.kind == "formed"]
    with pytest.raises(NotThisWay, match="早于“肖明户”分户立户的日期2025-06-01。请核对这两个日期，或登记到原来的户"):
        record(family, kind, household=formed, date="2025-05-31", **entered)
    assert record(family, kind, household=formed, date="2025-06-01", **entered) is not None


def test_no_household_is_united_with_one_that_was_formed_later(family):
    record(family, "split", date="2025-06-01", members=("s", "l"), their_head="s")
    (formed,) = [one.household for one in reads.where(family, HouseholdChange) if one.kind == "formed"]
    with pytest.raises(NotThisWay, match="早于“肖明户”分户立户的日期2025-06-01"):
        record(family, "merged", household="n", other=formed, date="2024-01-01", relations={"nm": "other"})


@pytest.mark.parametrize(("one", "other", "why"), [("f", "s", "父母与子女"), ("f", "m", "配偶")])
def test_who_were_kin_in_one_household_are_not_one_person_after_a_split(family, one, other, why):
    with family.change("关系") as change:
        for row, relation in (("f", "head"), ("m", "spouse"), ("s", "son")):
            change.put("member_year", f"{row}-2024", {"member": row, "year": 2024, "relation": relation})
    record(family, "split", date="2025-06-01", members=(other,), their_head=other)
    found = obstacles(family, one, other)
    assert next((why in told.text, told.absolute) for told in found) == (True, True)


NUMBER = "510199200001010012"


def test_nobody_moves_in_before_having_left_or_come_to_the_former_household(family):
    with family.change("证件") as change:
        change.put("member", "s", {"id_no": NUMBER, "birth": "2000-01-01", "joined": "2010-01-01"})
    person = {"name": "肖明", "sex": "1", "relation": "other", "id_no": NUMBER}
    with pytest.raises(NotThisWay, match="早于“肖明”的增加日期2010-01-01"):
        record(family, "moved_in", household="n", date="2009-12-31", person=person)
    record(family, "moved_out", members=("s",), date="2025-05-01", place="外村")
    with pytest.raises(NotThisWay, match="早于“肖明”从原户减少的日期2025-05-01。请核对这两个日期"):
        record(family, "moved_in", household="n", date="2024-01-01", person=person)
    record(family, "moved_in", household="n", date="2025-05-01", person=person)


def test_a_day_is_not_corrected_to_one_before_the_person_came(family):
    with family.change("增加") as change:
        change.put("member", "s", {"joined": "2020-01-01"})
    record(family, "death", members=("s",), date="2025-05-01")
    (died,) = [one for one in reads.where(family, MemberChange) if one.kind == "death"]
    with pytest.raises(NotThisWay, match="减少日期“2019-12-31”早于“肖明”的增加日期2020-01-01"):
        corrections(family, "member_change", died.id, {"date": "2019-12-31"})
    assert corrections(family, "member_change", died.id, {"date": "2020-01-01"})[1]


def test_a_dead_and_a_living_record_are_joined_only_after_a_look(family):
    record(family, "death", members=("l",), date="2025-05-01")
    (found,) = [one for one in obstacles(family, "nm", "l") if "登记死亡" in one.text]
    assert not found.absolute
    assert not [one for one in obstacles(family, "nm", "g") if "登记死亡" in one.text]


def test_nobody_becomes_head_of_a_household_before_coming_to_it(family):
    save_records(family, "证件", [Edit("member", "g", {"id_no": "510199201009090028"})])
    person = {"name": "肖小雨", "sex": "2", "relation": "other", "id_no": "510199201009090028"}
    record_event(family, wanted("moved_in", "n", date="2025-06-01", person=person))
    with pytest.raises(NotThisWay, match="失联日期“2025-03-01”早于“肖小雨”的增加日期2025-06-01"):
        record_event(family, wanted("lost", "n", date="2025-03-01", members=("nm",), new_head="g"))
    with pytest.raises(NotThisWay, match="分户日期“2025-03-01”早于“肖小雨”的增加日期2025-06-01"):
        record_event(family, wanted("split", "n", date="2025-03-01", members=("nm",), their_head="nm", new_head="g"))


def test_nobody_is_put_back_into_a_household_that_has_ended_by_taking_back_an_older_event(family):
    save_records(family, "证件", [Edit("member", "g", {"id_no": "510199201009090028"})])
    person = {"name": "肖小雨", "sex": "2", "relation": "other", "id_no": "510199201009090028"}
    record_event(family, wanted("moved_in", "n", date="2025-03-01", person=person))
    moved = family.value("SELECT max(seq) FROM batch")
    record_event(family, wanted("left", date="2025-06-01", place="成都"))
    before = list(dump(family, []))
    with pytest.raises(undo.Stranded, match="“肖小雨”会回到已于2025-06-01注销的户。请先撤销后面的操作"):
        undo.revert(family, moved)
    assert list(dump(family, [])) == before
    undo.undo(family)
    undo.revert(family, moved)
    assert family.value("SELECT household FROM member WHERE id = 'g'") == "h"


def test_a_union_is_not_taken_back_while_what_happened_to_its_people_since_stands(family):
    """They left from the household that they were united with; without the union they would have left from nowhere."""
    record_event(family, wanted("merged", date="2025-03-01", other="n"))
    united = family.value("SELECT max(seq) FROM batch")
    record_event(family, wanted("left", "n", date="2025-06-01", place="成都"))
    before = list(dump(family, []))
    with pytest.raises(undo.Overtaken, match="“肖辉”会回到另一户，而他后来又有人员变动。请先撤销后面的操作"):
        undo.revert(family, united)
    assert list(dump(family, [])) == before
    undo.undo(family)
    undo.revert(family, united)
    assert family.value("SELECT household FROM member WHERE id = 'f'") == "h"


def test_other_facts_of_somebody_left_in_an_ended_household_are_taken_back_out_of_turn(family):
    """A roster may have brought him without the day on which he left; his name says nothing of where he is."""
    with family.change("登记") as change:
        change.put("household", "n", {"ended": "2024-05-01"})
    save_records(family, "改名", [Edit("member", "nm", {"name": "肖大强"})])
    renamed = family.value("SELECT max(seq) FROM batch")
    save_records(family, "电话", [Edit("household", "h", {"phone": "13800000009"})])
    undo.revert(family, renamed)
    assert family.value("SELECT name FROM member WHERE id = 'nm'") != "肖大强"
    assert family.value("SELECT household FROM member WHERE id = 'nm'") == "n"


def test_nobody_parts_from_a_household_before_a_change_of_head_that_is_on_record(family):
    """Their relations are those to the head of June; as of March they would be told of somebody who was not the head."""
    record(family, "head", new_head="m", date="2025-06-01")
    before = list(dump(family, []))
    said = (
        "分户日期“2025-03-01”早于已登记的“更换户主”（2025-06-01）。请核对这两个日期；后面的登记错了的，请先改正或撤销"
    )
    with pytest.raises(NotThisWay, match=said):
        record_event(family, wanted("split", date="2025-03-01", members=("s", "l"), their_head="s"))
    assert list(dump(family, [])) == before
    record_event(family, wanted("split", date="2025-06-01", members=("s", "l"), their_head="s"))


def test_a_correction_brings_no_split_before_a_change_of_head_and_no_change_of_head_behind_a_split(family):
    record(family, "head", new_head="m", date="2025-03-01")
    record(family, "split", date="2025-06-01", members=("s", "l"), their_head="s")
    (headed,) = [one for one in reads.where(family, HouseholdChange) if one.kind == "head"]
    (parted,) = [one for one in reads.where(family, HouseholdChange) if one.kind == "split"]
    with pytest.raises(NotThisWay, match="分户日期“2025-02-01”早于已登记的“更换户主”（2025-03-01）"):
        corrections(family, "household_change", parted.id, {"date": "2025-02-01"})
    with pytest.raises(NotThisWay, match="更换户主日期“2025-07-01”晚于已登记的“分户”（2025-06-01）"):
        corrections(family, "household_change", headed.id, {"date": "2025-07-01"})
    assert corrections(family, "household_change", parted.id, {"date": "2025-04-01"})[1]
