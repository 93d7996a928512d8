# SPDX-License-Identifier: MIT
"""The four rosters as offices send them, brought into files of their villages."""

from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from tests.sheets.conftest import bring_in, rosters, village_of
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.reading import read_workbook
from villagedesk.sheets.roster import RowState, apply_roster, plan_roster
from villagedesk.store import counts, reads, undo, verify
from villagedesk.store.dump import dump

QINGXI = next(path for path in rosters() if path.name.startswith("脱贫户") and "清溪村" in path.name)
SHIQIAO = next(path for path in rosters() if "石桥村" in path.name)
OLD = next(path for path in rosters() if path.suffix == ".xls")
SIZES = {"双龙村花名册_GBK": (38, 116), "清溪村花名册_旧版": (20, 60), QINGXI.stem: (46, 133), SHIQIAO.stem: (63, 188)}
EACH = pytest.mark.parametrize("path", rosters(), ids=("csv", "xls", "xlsx", "xlsx with rounded numbers"))


@EACH
def test_every_household_and_person_arrives(in_village, path):
    store = in_village(village_of(path))
    done = bring_in(store, read_workbook(path))
    households, members = SIZES[path.stem]
    found = counts.statistics(store)
    assert (found["households"], found["members"], found["causes"], found["incomes"]) == (
        households,
        members,
        households,
        households,
    )
    assert done.plan.households_new == households
    assert sum(done.plan.counts.values()) == members
    assert done.changed.households == {one.id for one in reads.where(store, Household)}
    assert verify.verify(store).faults == []


@EACH
def test_the_same_roster_again_changes_nothing(in_village, path):
    store = in_village(village_of(path))
    first = bring_in(store, read_workbook(path))
    before = list(dump(store))
    again = bring_in(store, read_workbook(path))
    assert not again.changed
    assert not again.plan.edits
    assert again.plan.counts[RowState.NEW] == again.plan.counts[RowState.CHANGED] == 0
    assert again.plan.counts[RowState.DOUBTFUL] == first.plan.counts[RowState.DOUBTFUL]
    assert again.plan.gone == ()
    assert counts.statistics(store)["batches"] == 2
    assert list(dump(store)) == before


@EACH
def test_two_offices_that_import_the_same_roster_have_the_same_facts(in_village, path):
    one, other = in_village(village_of(path), "甲"), in_village(village_of(path), "乙")
    for store in (one, other):
        bring_in(store, read_workbook(path))
    assert one.new_id() != other.new_id()
    assert list(dump(one)) == list(dump(other))


@EACH
def test_an_import_is_one_action_and_can_be_undone(in_village, path):
    store = in_village(village_of(path))
    before = list(dump(store))
    done = bring_in(store, read_workbook(path))
    assert counts.statistics(store)["batches"] == 2
    assert undo.undo(store)
    assert list(dump(store)) == before
    assert done.changed.tables >= {"household", "member", "member_year", "household_year", "cause", "income_year"}


def test_one_household_with_all_its_facts(in_village):
    store = in_village("清溪村")
    bring_in(store, read_workbook(QINGXI))
    household = reads.where(store, Household, "hh_no = ?", ("51019900010001",))[0]
    assert (household.group, household.phone, household.identified, household.identify_year) == (
        "2组",
        "13000100001",
        "2014-01",
        2014,
    )
    (village,) = reads.where(store, Village)
    assert household.village == village.id
    (year,) = reads.of_owner(store, HouseholdYear, household.id)
    assert (year.year, year.household_type, year.stated_size, year.dangerous, year.water_solved) == (
        2025,
        "exited",
        3,
        False,
        True,
    )
    (cause,) = reads.of_owner(store, Cause, household.id)
    assert (cause.year, cause.rank, cause.code) == (2025, "main", "9")
    (income,) = reads.of_owner(store, IncomeYear, household.id)
    assert (income.year, income.stated_per_head) == (2025, 1_961_201)
    people = reads.of_owner(store, Member, household.id)
    assert [(one.position, one.name, one.person_no) for one in people] == [
        (1, "高凤珍", "5101990001000101"),
        (2, "肖辉", "5101990001000102"),
        (3, "高磊帅", "5101990001000103"),
    ]
    head = people[0]
    assert (head.id_no, head.sex, head.birth, head.ethnic, head.identified) == (
        "510199197402249327", "2", "1974-02-24", "01", "2014-01",
    )  # fmt: skip
    (facts,) = reads.of_owner(store, MemberYear, head.id)
    assert (facts.relation, facts.relation_text, facts.education, facts.school, facts.health) == (
        "head", "户主", "junior", None, ("1",),
    )  # fmt: skip
    assert (facts.labour, facts.work_months, facts.critical_insurance) == ("ordinary", 0, True)


def test_a_later_month_in_chinese_and_an_early_one_in_digits_are_the_same_kind_of_fact(in_village):
    store = in_village("清溪村")
    bring_in(store, read_workbook(QINGXI))
    months = {one.identified for one in reads.where(store, Household)}
    assert {"2014-01", "2023-04"} <= months


def test_rounded_numbers_of_a_roster_are_refused_with_the_remedy_and_the_person_arrives(in_village):
    store = in_village("石桥村")
    done = bring_in(store, read_workbook(SHIQIAO))
    row = done.row(4)
    assert row.state is RowState.DOUBTFUL
    assert row.notes[0].text() == (
        "第 4 行 I 列 金宇刚 证件号码“5.10199E+17”是数字格式，末几位已被表格软件改成0或丢失，无法还原。"
        "请在原表中把该列设为“文本”格式后重新填写或重新导出，再导入"
    )
    (member,) = reads.where(store, Member, "person_no = ?", ("5101990002000101",))
    assert (member.name, member.id_no, member.birth) == ("金宇刚", None, None)
    rounded = [problem for problem in done.plan.problems if "数字格式" in problem.rule]
    assert len(rounded) == sum(isinstance(line[8], float) for line in read_workbook(SHIQIAO)[0].rows[3:])
    assert len(rounded) > 5


def test_a_corrected_number_arrives_at_the_next_import(in_village):
    store = in_village("石桥村")
    sheets = read_workbook(SHIQIAO)
    bring_in(store, sheets)
    rows = [list(row) for row in sheets[0].rows]
    rows[3][8] = "510199196306097219"
    done = bring_in(store, (type(sheets[0])("表", tuple(map(tuple, rows))),))
    (member,) = reads.where(store, Member, "person_no = ?", ("5101990002000101",))
    assert member.id_no == "510199196306097219"
    assert done.row(4).differences[0].path == "member.id_no"


def test_an_older_and_a_newer_roster_of_a_village_end_alike_in_either_order_of_people(in_village):
    store = in_village("清溪村")
    bring_in(store, read_workbook(OLD))
    done = bring_in(store, read_workbook(QINGXI))
    assert counts.statistics(store)["members"] == 133
    assert done.plan.households_new == 26
    fresh = in_village("清溪村", "只有新版")
    bring_in(fresh, read_workbook(QINGXI))
    assert list(dump(store)) == list(dump(fresh))


def test_a_smaller_roster_lists_who_is_missing_and_removes_nobody(in_village):
    store = in_village("清溪村")
    bring_in(store, read_workbook(QINGXI))
    done = bring_in(store, read_workbook(OLD))
    assert not done.changed
    missing = [line for line in done.plan.gone if line.startswith("整户")]
    assert len(missing) == 26
    assert sum(line.count("、") + 1 for line in missing) + len(done.plan.gone) - len(missing) == 133 - 60
    assert counts.statistics(store)["members"] == 133


def test_a_township_takes_the_rosters_of_all_its_villages(new_store):
    store = new_store("乡镇", wanted=TOWNSHIP)
    for path in rosters():
        bring_in(store, read_workbook(path))
    found = counts.statistics(store)
    assert (found["villages"], found["households"], found["members"]) == (3, 147, 437)
    lines = dict(store.query("SELECT village, count(*) FROM household_list GROUP BY village"))
    assert lines == {"双龙村": 38, "清溪村": 46, "石桥村": 63}
    for path in rosters():
        assert not bring_in(store, read_workbook(path)).changed or path == OLD


def test_planning_writes_nothing(in_village):
    store = in_village("清溪村")
    before = list(dump(store))
    store.connection.execute("PRAGMA query_only = ON")
    sheets = read_workbook(QINGXI)
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    assert plan.counts[RowState.NEW] > 100
    assert list(dump(store)) == before


def test_progress_is_reported_from_nothing_to_everything(in_village):
    store = in_village("清溪村")
    sheets = read_workbook(QINGXI)
    told = []
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025, report=lambda *state: told.append(state))
    assert told[0][:2] == (0, 133)
    assert told[-1][:2] == (133, 133)
    told.clear()
    apply_roster(store, plan, report=lambda *state: told.append(state))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] == 516  # 46 households are listed whole
    assert all(text for _done, _total, text in told)
