# SPDX-License-Identifier: MIT
"""An export of the national system tells whom it lists as a household's members; the list is kept for rule K11."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sheets.conftest import a_family, a_sheet, id_no
from tests.sheets.rosters import NAMED
from villagedesk.models.catalogue.listing import MemberList
from villagedesk.models.catalogue.member import Member
from villagedesk.services.casefile.casefiles import findings_of
from villagedesk.services.keeping.records import Edit, Removal, save_records
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.listing import exported_on
from villagedesk.sheets.roster import apply_roster, plan_roster
from villagedesk.store import reads


def export(*sizes, heading="人数", names=("高凤珍", "肖辉")):
    """The family as the system exports it, with what it says of the household's size."""
    rows = [(*row[:5], size) for row, size in zip(a_family(names=names), sizes, strict=True)]
    return a_sheet(*rows, headings=(*NAMED, heading))


def bring(store, sheets, dated="2025-09-02"):
    plan = plan_roster(store, sheets, replace(find_layout(sheets), dated=dated), year=2025)
    apply_roster(store, plan)
    return plan


def lists(store):
    return [(one.year, one.kind, one.date, one.names) for one in reads.where(store, MemberList)]


def doubts(store):
    (home,) = {one.household for one in reads.where(store, Member)}
    return [found.text() for _row, found in findings_of(store, [home]) if found.code == "K11"]


def test_a_household_that_is_listed_whole_keeps_its_list_with_the_day_of_the_export(store):
    bring(store, export(2, 2))
    assert lists(store) == [(2025, "system", "2025-09-02", "高凤珍、肖辉")]
    assert doubts(store) == []


@pytest.mark.parametrize(
    "sheets",
    [
        export(3, 3),  # somebody of the household is not in the sheet: pupils, or those at work
        export(None, None),
        export("13000100001", "13000100001", heading="联系电话"),
        a_sheet(
            *((row[0], *row[2:5], 2) for row in a_family()),
            headings=("户编号", "姓名", "证件号码", "与户主关系", "人数"),
        ),
    ],
)
def test_a_part_of_a_household_or_a_sheet_that_is_not_of_the_system_is_no_list(store, sheets):
    bring(store, sheets)
    assert lists(store) == []


def test_the_same_export_again_changes_nothing_and_a_later_one_brings_the_list_up_to_date(store):
    bring(store, export(2, 2))
    assert not bring(store, export(2, 2)).edits
    bring(store, export(2, 2), dated="2025-11-05")
    assert lists(store) == [(2025, "system", "2025-11-05", "高凤珍、肖辉")]
    assert not bring(store, export(2, 2)).edits  # the older one once more


def test_an_export_without_a_day_is_of_today_and_tells_nothing_new_by_itself(store):
    bring(store, export(2, 2), dated="")
    today = store.clock().date().isoformat()
    assert lists(store) == [(2025, "system", today, "高凤珍、肖辉")]
    assert not bring(store, export(2, 2), dated="").edits


def test_who_stands_in_the_file_and_not_in_the_export_is_doubted_until_it_is_put_right(store):
    bring(store, export(2, 2))
    home = reads.where(store, Member)[0].household
    facts = {"household": home, "name": "肖小明", "id_no": id_no(77, "20100301")}
    born = save_records(store, "登记", [Edit("member", "", facts, "m")]).ids["m"]
    (said,) = doubts(store)
    assert "名单上少肖小明" in said
    save_records(store, "登记", [Edit("member", born, {"join_reason": "birth", "joined": "2025-10-01"})])
    assert doubts(store) == []  # came after the export
    save_records(store, "删除", [Removal("member", born, "登记错了")])
    assert doubts(store) == []


@pytest.mark.parametrize(
    ("name", "above", "expected"),
    [
        ("脱贫户信息_20250902", "", "2025-09-02"),
        ("花名册2025年9月2日", "", "2025-09-02"),
        ("花名册_2025-9-2", "", "2025-09-02"),
        ("脱贫户信息_20250902", "导出时间：2025-10-08 09:30", "2025-10-08"),
        ("花名册20251131", "", ""),
        ("花名册2025", "", ""),
        ("51019900010001", "", ""),
    ],
)
def test_the_day_of_an_export_stands_above_its_headings_or_in_its_name(name, above, expected):
    (sheet,) = export(2, 2)
    told = (type(sheet)("表", ((above,), *sheet.rows)),)
    found = exported_on(told, find_layout(told), Path(f"{name}.xlsx"))
    assert found == expected
    assert not found or dt.date.fromisoformat(found)
