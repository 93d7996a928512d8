# SPDX-License-Identifier: MIT
"""Rows about nobody, years, layouts, and the plan of an import: cancelled, outdated, applied."""

from __future__ import annotations

import pytest

from tests.sheets.conftest import HEADINGS, HOUSEHOLD, a_family, a_sheet, bring_in, id_no
from tests.sheets.rosters import NAMED, household, only, with_column
from villagedesk.errors import Cancelled, Refused
from villagedesk.models.catalogue.household import HouseholdYear
from villagedesk.models.catalogue.member import Member
from villagedesk.sheets.columns import find_layout, with_mapping
from villagedesk.sheets.roster import RowState, apply_roster, plan_roster
from villagedesk.store import counts, reads
from villagedesk.store.dump import dump


def test_rows_about_nobody_are_left_out_and_named(store):
    rows = [
        (None,) * 6,
        ("", " ", None, None, None, None),
        ("一组",) * 6,
        *a_family(),
        HEADINGS,
        (1, 2, 3, 4, 5, 6),
        ("合 计", None, "2人", None, "2", None),
        ("填表人：某某", None, None, None, None, None),
    ]
    done = bring_in(store, a_sheet(*rows))
    assert counts.statistics(store)["members"] == 2
    assert done.texts() == [
        "第 4 行 整行“一组”只有一个单元格有内容，当作说明，没有导入",
        "第 7 行 整行“户编号”是重复的表头，没有导入",
        "第 8 行 整行“1”是栏目编号，没有导入",
        "第 9 行 整行“合 计”是合计行，没有导入",
        "第 10 行 整行“填表人：某某”只有一个单元格有内容，当作说明，没有导入",
    ]


def test_a_row_without_a_name_is_held_unless_its_numbers_tell_who_it_is(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [(row[0], row[1], None, *row[3:5], "13000100009") for row in a_family()]
    rows.append((HOUSEHOLD, f"{HOUSEHOLD}09", None, id_no(9), "之子", None))
    done = bring_in(store, a_sheet(*rows))
    assert household(store).phone == "13000100009"
    assert "没有可用的姓名，整行没有导入" in done.row(4).notes[0].text()
    assert counts.statistics(store)["members"] == 2


def test_rows_of_another_year_are_held(store):
    rows = [(*row[:5], year) for row, year in zip(a_family(), (2025, "2024年"), strict=True)]
    done = bring_in(store, a_sheet(*rows, headings=(*NAMED, "年度")))
    assert [one.name for one in reads.where(store, Member)] == ["高凤珍"]
    assert "年度“2024”不是所选的2025年度，整行没有导入。请选择2024年度再导入一次" in done.row(3).notes[0].text()


def test_a_sheet_of_several_years_gives_the_facts_of_the_chosen_one(store):
    rows = [(*row[:5], year, "是" if year == 2025 else "否") for year in (2024, 2025) for row in a_family()]
    headings = (*NAMED, "年度", "危房户")
    done = bring_in(store, a_sheet(*rows, headings=headings))
    assert (only(store, HouseholdYear).year, only(store, HouseholdYear).dangerous) == (2025, True)
    assert done.plan.counts == {RowState.NEW: 2, RowState.CHANGED: 0, RowState.SAME: 0, RowState.DOUBTFUL: 2}


def test_a_roster_without_people_says_so(store):
    done = bring_in(store, a_sheet())
    assert done.plan.rows == ()
    assert "表头下面没有人员" in done.texts()[0]


def test_a_year_out_of_range_and_a_mapping_without_names_are_refused(store):
    sheets = a_sheet(*a_family())
    layout = find_layout(sheets)
    with pytest.raises(Refused, match="年度“1999”应在2013到2050之间"):
        plan_roster(store, sheets, layout, year=1999)
    with pytest.raises(Refused, match="没有一列对应“姓名”"):
        plan_roster(store, sheets, with_mapping(layout, {2: ""}), year=2025)


def test_a_column_that_is_not_to_be_imported_is_not(store):
    sheets = a_sheet(*a_family())
    bring_in(store, sheets, layout=with_mapping(find_layout(sheets), {5: ""}))
    assert household(store).phone is None


def test_ragged_rows_are_read(store):
    bring_in(store, a_sheet(*[row[:3] for row in a_family()]))
    assert counts.statistics(store)["members"] == 2


def test_a_cancelled_import_leaves_the_file_as_it_was_wherever_it_is_stopped(store):
    bring_in(store, with_column("危房户", "是", "是"))
    before = list(dump(store))
    rows = [row for number in range(1, 60) for row in a_family(f"5101990001{number:04d}", first=number * 10)]
    sheets = a_sheet((*rows[0][:5], "13000100002"), *rows[1:])
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    stops = 0

    def check(allowed):
        if not allowed:
            raise Cancelled
        allowed.pop()

    while True:
        try:
            apply_roster(store, plan, check=lambda allowed=[1] * stops: check(allowed))
            break
        except Cancelled:
            assert list(dump(store)) == before
            assert counts.statistics(store)["batches"] == 2
            stops += 1
    assert stops >= 5
    assert counts.statistics(store)["members"] == 2 * 59


def test_planning_can_be_cancelled(store):
    def check():
        raise Cancelled

    sheets = a_sheet(*a_family())
    with pytest.raises(Cancelled):
        plan_roster(store, sheets, find_layout(sheets), year=2025, check=check)


def test_a_plan_is_not_applied_to_a_file_that_moved_on(store):
    sheets = a_sheet(*a_family())
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    apply_roster(store, plan)
    before = list(dump(store))
    with pytest.raises(Refused, match="又有了改动。请重新核对花名册"):
        apply_roster(store, plan)
    assert list(dump(store)) == before


def test_the_batch_has_the_name_it_was_given_and_is_known_as_an_import(store):
    from villagedesk.store import history

    sheets = a_sheet(*a_family())
    plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
    assert apply_roster(store, plan, label="导入花名册：一.xlsx")
    line = history.batches(store, 1)[0]
    assert (line.label, line.kind) == ("导入花名册：一.xlsx", "import")


def test_a_difference_says_what_it_is_about(store):
    headings = (*NAMED, "危房户", "致贫原因2")
    bring_in(store, a_sheet((*a_family()[0][:5], "是", "因病"), headings=headings))
    done = bring_in(store, a_sheet((*a_family()[0][:5], "否", "因残"), headings=headings))
    found = {one.label: (one.old, one.new) for one in done.row(2).differences}
    assert found == {"是否危房户": (True, False), "其他致贫原因一": ("1", "2")}


def test_who_is_absent_is_listed_by_household(store):
    other = "51019900010002"
    bring_in(store, a_sheet(*a_family(), *a_family(other, ("丙丙", "丁丁"), first=11)))
    done = bring_in(store, a_sheet(a_family()[0]))
    assert done.plan.gone == (f"{HOUSEHOLD} 户的成员：肖辉", f"整户 {other}：丙丙、丁丁")
    assert not done.changed


def test_somebody_held_back_is_not_absent(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[1][3] = rows[0][3]
    done = bring_in(store, a_sheet(*rows))
    assert done.row(3).held
    assert done.plan.gone == ()
