# SPDX-License-Identifier: MIT
"""A record being edited: what counts as typed, what can be saved, what the file does meanwhile."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.help import Visit
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec
from villagedesk.models.catalogue.spec import NA, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.problem import Level, Problem
from villagedesk.ui.forms.content import content_of, read_content
from villagedesk.ui.forms.entry import Entry
from villagedesk.ui.forms.row_set import RowSet

TODAY = dt.date(2026, 3, 2)
GOOD_ID = "510199197003050011"


@pytest.fixture
def member(qapp: object) -> Entry:
    entry = Entry(entity_spec("member"), TODAY, 2025)
    entry.load(Member(id="m1", household="h1", name="张三", sex="1"))
    return entry


def entry_of(record: object, entity: str) -> Entry:
    entry = Entry(entity_spec(entity), TODAY, 2025)
    entry.load(record)
    return entry


def test_only_what_differs_from_the_stored_value_is_a_change(member: Entry) -> None:
    member.write("name", "张三 ")
    member.write("phone", "１３８００００１２３４")
    assert member.changes() == {"phone": "13800001234"}


def test_typing_back_the_stored_value_leaves_the_entry_clean(member: Entry) -> None:
    member.write("name", "李四")
    assert member.dirty
    member.write("name", "张三")
    assert not member.dirty
    assert member.draft() == {}


def test_what_cannot_be_kept_stays_in_the_entry_while_the_rest_is_saved(member: Entry) -> None:
    member.write("birth", "1970-02-30")
    member.write("name", "李四")
    assert member.changes() == {"name": "李四"}
    assert member.kept_out() == ["birth"]
    assert member.content("birth") == "1970-02-30"
    assert "没有这一天" in member.problems_of("birth")[0].rule


def test_leaving_a_field_puts_its_content_into_normal_form(member: Entry) -> None:
    member.write("birth", "1970年3月5日")
    member.settle("birth")
    assert member.content("birth") == "1970-03-05"


def test_an_identity_number_fills_in_sex_and_birth_where_they_are_empty(qapp: object) -> None:
    entry = entry_of(Member(id="m1"), "member")
    entry.write("id_no", GOOD_ID)
    entry.settle("id_no")
    assert (entry.value("sex"), entry.value("birth")) == ("1", "1970-03-05")


def test_an_identity_number_never_overwrites_what_is_there(member: Entry) -> None:
    member.put("sex", "2")
    member.write("id_no", GOOD_ID)
    member.settle("id_no")
    assert member.value("sex") == "2"


def test_a_wrong_identity_number_implies_nothing(qapp: object) -> None:
    entry = entry_of(Member(id="m1"), "member")
    entry.write("id_no", GOOD_ID[:-1] + "2")
    entry.settle("id_no")
    assert entry.content("birth") == ""


def test_a_disability_card_tells_kind_and_grade_of_the_same_line(qapp: object) -> None:
    rows = RowSet([entity_spec("member"), entity_spec("member_year")], TODAY, 2025)
    row = rows.add()
    row.entries["member"].write("card_no", GOOD_ID + "43")
    row.entries["member"].settle("card_no")
    facts = row.entries["member_year"]
    assert (facts.value("disability_kind"), facts.value("disability_grade")) == ("4", "3")


def test_a_change_in_the_file_reaches_fields_that_nobody_types_into(member: Entry) -> None:
    member.write("phone", "13800001234")
    member.refresh(Member(id="m1", household="h1", name="张三丰", sex="1"))
    assert member.content("name") == "张三丰"
    assert member.changes() == {"phone": "13800001234"}
    assert not member.moved_on("phone")


def test_a_change_in_the_file_under_a_typed_field_is_marked_and_not_taken_over(member: Entry) -> None:
    member.write("name", "李四")
    member.refresh(Member(id="m1", household="h1", name="王五", sex="1"))
    assert member.content("name") == "李四"
    assert member.moved_on("name")
    member.revert("name")
    assert member.content("name") == "王五"
    assert not member.moved_on("name")


def test_after_a_save_the_entry_is_clean_without_being_told(member: Entry) -> None:
    member.write("name", "李四")
    member.refresh(Member(id="m1", household="h1", name="李四", sex="1"))
    assert not member.dirty


def test_a_code_of_a_newer_program_is_kept_and_told(qapp: object) -> None:
    entry = entry_of(MemberYear(id="y", education="zz9", health=("1", "zz9")), "member_year")
    assert entry.content("education") == "zz9"
    assert [problem.level for problem in entry.problems_of("education")] == [Level.DOUBT]
    assert entry.changes() == {}
    entry.write("health", "4,zz9")
    assert entry.changes() == {"health": ("4", "zz9")}


def test_not_applicable_zero_and_empty_are_three_things(qapp: object) -> None:
    entry = entry_of(HouseholdYear(id="y", house_area=NA, farmland=0), "household_year")
    assert [entry.content(key) for key in ("house_area", "farmland", "forest")] == ["不适用", "0", ""]
    entry.write("forest", "0")
    entry.write("house_area", "")
    entry.write("farmland", "")
    assert entry.changes() == {"forest": 0, "house_area": None, "farmland": None}


def test_a_name_that_is_not_in_the_list_is_not_stored_as_an_id(qapp: object) -> None:
    entry = entry_of(Visit(id="v", cadre="c1"), "visit")
    entry.write("cadre", "?吴小兰")
    assert entry.changes() == {}
    assert "不在名单中" in entry.problems_of("cadre")[0].rule


def test_findings_of_the_whole_case_stand_beside_the_field_until_it_is_typed_again(member: Entry) -> None:
    finding = Problem("性别", "男", "与身份证号第17位不符", "请核对", Level.ERROR, "A09", "member", "m1", "sex")
    member.show_findings({"sex": [finding]})
    assert [one.code for one in member.problems_of("sex")] == ["A09"]
    member.write("sex", "2")
    assert member.problems_of("sex") == []


def test_a_draft_brings_everything_back_even_what_cannot_be_kept(member: Entry) -> None:
    member.write("name", "李四")
    member.write("birth", "二月三十")
    draft = member.draft()
    fresh = entry_of(Member(id="m1", household="h1", name="张三", sex="1"), "member")
    fresh.take_draft({**draft, "no_such_field": "x"})
    assert (fresh.content("name"), fresh.content("birth")) == ("李四", "二月三十")


@pytest.mark.parametrize("name", sorted({f.codes for e in ENTITIES.values() for f in e.fields if f.codes}))
def test_every_code_reads_back_as_itself(name: str) -> None:
    spec = next(f for e in ENTITIES.values() for f in e.fields if f.codes == name)
    for code in {entry.code for entry in code_list(name).entries}:
        expected = (code,) if spec.kind is Kind.CODES else code
        assert read_content(spec, code, None, TODAY, None).value == expected


@given(st.sets(st.sampled_from([entry.code for entry in code_list("risk").entries])))
def test_every_set_of_codes_reads_back_as_itself(codes: set[str]) -> None:
    spec = entity_spec("household_year")["risks"]
    value = tuple(sorted(codes))
    assert read_content(spec, content_of(spec, value), (), TODAY, 2025).value == value


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["wages", "farmland", "road_distance"]))
def test_every_amount_reads_back_as_itself(value: int, key: str) -> None:
    spec = entity_spec("income_year" if key == "wages" else "household_year")[key]
    assert read_content(spec, content_of(spec, value), None, TODAY, 2025).value == value


def people(*names: str) -> list[dict[str, object]]:
    return [{"member": Member(id=f"m-{name}", name=name, position=n)} for n, name in enumerate(names)]


@pytest.fixture
def rows(qapp: object) -> RowSet:
    made = RowSet([entity_spec("member"), entity_spec("member_year")], TODAY, 2025)
    made.load(people("甲", "乙"), 2025)
    return made


def test_a_new_line_is_saved_with_its_owner_year_and_next_place(rows: RowSet) -> None:
    row = rows.add()
    row.entries["member"].write("name", "丙")
    row.entries["member_year"].write("relation", "son")
    first, second = rows.edits("h1")
    assert first.values == {"household": "h1", "position": 2, "name": "丙"}
    assert second.values == {"member": f"@{first.token}", "year": 2025, "relation": "son"}


def test_a_line_into_which_nothing_was_typed_is_not_saved(rows: RowSet) -> None:
    rows.add()
    assert rows.edits("h1") == []


def test_a_line_removed_elsewhere_goes_unless_somebody_is_typing_into_it(rows: RowSet) -> None:
    rows.rows[0].main.write("phone", "13800001234")
    rows.refresh([])
    assert [row.main.stored("name") for row in rows.rows] == ["甲"]


def test_a_line_that_came_in_elsewhere_appears_and_new_lines_stay_at_the_end(rows: RowSet) -> None:
    rows.add().main.write("name", "新")
    rows.refresh(people("甲", "丙", "乙"))
    assert [row.main.value("name") for row in rows.rows] == ["甲", "丙", "乙", "新"]


def test_a_draft_of_a_line_that_has_gone_becomes_a_new_line(rows: RowSet) -> None:
    rows.rows[1].main.write("phone", "13800001234")
    draft = rows.draft()
    rows.load(people("甲"), 2025)
    rows.take_draft(draft)
    assert [row.main.content("phone") for row in rows.rows] == ["", "13800001234"]


def test_a_place_of_work_is_parted_when_it_is_left_unless_somebody_parted_it(qapp: object) -> None:
    entry = entry_of(MemberYear(id="y1", member="m1", year=2025), "member_year")
    entry.write("work_region", "广东省东莞市长安镇")
    entry.settle("work_region")
    assert entry.changes() == {
        "work_region": "广东省东莞市长安镇",
        "work_province": "广东省",
        "work_city": "东莞市",
        "work_township": "长安镇",
    }
    entry.write("work_region", "浙江省杭州市")
    entry.settle("work_region")
    assert entry.value("work_province") == "广东省"
