# SPDX-License-Identifier: MIT
from __future__ import annotations

import zipfile

import pytest

from tests.sheets.conftest import HOUSEHOLD, a_family, a_sheet, bring_in, id_no, rosters, village_of
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.models.catalogue.member import Member
from villagedesk.services.keeping.exportlog import MARK, fingerprint, purpose
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.doubts import save_doubts
from villagedesk.sheets.reading import Sheet, read_workbook
from villagedesk.sheets.roster import RowState, apply_roster, plan_roster
from villagedesk.store import reads
from villagedesk.store.dump import dump
from villagedesk.store.exportlog import entries

WANTED = purpose("石桥村委会", "退回更正")


def saved(store, sheets, target, *, apply=True):
    layout = find_layout(sheets)
    plan = plan_roster(store, sheets, layout, year=2025)
    if apply:
        apply_roster(store, plan)
    save_doubts(store, plan, sheets, layout, target, WANTED)
    return plan, read_workbook(target)


@pytest.mark.parametrize("path", rosters(), ids=("csv", "xls", "xlsx", "xlsx with rounded numbers"))
def test_the_doubtful_rows_come_back_as_they_are_and_change_nothing(in_village, tmp_path, path):
    """Above all a contradiction within a household must not be decided by importing its doubtful rows alone."""
    store = in_village(village_of(path))
    plan, (sheet,) = saved(store, read_workbook(path), tmp_path / "存疑.xlsx")
    before = list(dump(store))
    assert len(sheet.rows) - 1 == plan.counts[RowState.DOUBTFUL] > 0
    again = bring_in(store, (sheet,))
    assert list(dump(store)) == before
    assert again.plan.counts[RowState.DOUBTFUL] == plan.counts[RowState.DOUBTFUL]


def test_reasons_and_the_line_of_the_roster_stand_in_front(in_village, tmp_path):
    path = rosters()[-1]
    store = in_village(village_of(path))
    _plan, (sheet,) = saved(store, read_workbook(path), tmp_path / "存疑.xlsx")
    assert sheet.rows[0][:5] == ("原表行号", "存疑原因（改好后可直接再导入）", "序号", "县", "乡")
    assert sheet.rows[1][0] == 4
    assert sheet.rows[1][1].startswith("第 4 行 I 列 金宇刚 证件号码")


def test_a_corrected_row_arrives_at_the_next_import(in_village, tmp_path):
    path = rosters()[-1]
    store = in_village(village_of(path))
    _plan, (sheet,) = saved(store, read_workbook(path), tmp_path / "存疑.xlsx")
    rows = [list(row) for row in sheet.rows]
    column = find_layout((sheet,)).column_of("member.id_no").index
    assert rows[1][column] == "5.10199E+17"
    rows[1][column] = id_no(3, "19630609")
    bring_in(store, (Sheet("表", tuple(map(tuple, rows))),))
    assert reads.where(store, Member, "person_no = ?", ("5101990002000101",))[0].id_no == id_no(3, "19630609")


def test_numbers_that_name_people_are_text_and_nothing_is_a_formula(store, tmp_path):
    headings = ("户编号", "人编号", "姓名", "证件号码", "与户主关系", "住址", "人均纯收入")
    rows = [
        (51019900010001.0, HOUSEHOLD + "01", "高凤珍", id_no(1), "火星", text, 19612.01)
        for text in ("=1+1", "@x", "+1", "-1")
    ]
    sheets = a_sheet(
        *[(*row[:1], f"{HOUSEHOLD}{place}", row[2], id_no(place), *row[4:]) for place, row in enumerate(rows, 1)],
        headings=headings,
    )
    _plan, (sheet,) = saved(store, sheets, tmp_path / "存疑.xlsx")
    assert sheet.rows[1][2:] == (HOUSEHOLD, f"{HOUSEHOLD}1", "高凤珍", id_no(1), "火星", "=1+1", 19612.01)
    with zipfile.ZipFile(tmp_path / "存疑.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert b"hyperlink" not in archive.read("xl/worksheets/sheet1.xml")


def test_without_household_numbers_the_whole_household_is_saved_so_that_it_is_known_whose_row_it_is(store, tmp_path):
    headings = ("姓名", "证件号码", "与户主关系", "民族")
    rows = [
        ("甲甲", id_no(1), "户主", "汉族"),
        ("乙乙", id_no(2), "配偶", "火星族"),
        ("丙丙", id_no(3), "户主", "汉族"),
    ]
    plan, (sheet,) = saved(store, a_sheet(*rows, headings=headings), tmp_path / "存疑.xlsx")
    assert plan.counts[RowState.DOUBTFUL] == 1
    assert [row[2] for row in sheet.rows[1:]] == ["甲甲", "乙乙"]
    before = list(dump(store))
    bring_in(store, (sheet,))
    assert list(dump(store)) == before


def test_an_earlier_file_is_replaced_whole_or_not_at_all(store, tmp_path, monkeypatch):
    target = tmp_path / "存疑.xlsx"
    target.write_bytes(b"before")

    def refuse(_self, _target):
        raise PermissionError

    monkeypatch.setattr(type(target), "replace", refuse)
    with pytest.raises(EnvironmentProblem, match="请关闭已打开的同名文件"):
        saved(store, a_sheet(*a_family()), target)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.glob("存疑*")] == ["存疑.xlsx"]


def test_another_kind_of_file_is_refused(store, tmp_path):
    with pytest.raises(Refused, match=r"扩展名应为 \.xlsx"):
        saved(store, a_sheet(*a_family()), tmp_path / "存疑.csv")
    assert list(tmp_path.glob("存疑*")) == []


def test_the_rows_stay_whole_carry_the_mark_and_are_entered_without_calling_for_another_check(in_village, tmp_path):
    path = rosters()[0]
    store, sheets = in_village(village_of(path)), read_workbook(path)
    layout = find_layout(sheets)
    plan = plan_roster(store, sheets, layout, year=2025)
    save_doubts(store, plan, sheets, layout, tmp_path / "存疑.xlsx", WANTED)
    (entry,) = entries(store)
    assert (entry.recipient, entry.reason, entry.people) == ("石桥村委会", "退回更正", plan.counts[RowState.DOUBTFUL])
    assert entry.file_hash == fingerprint(tmp_path / "存疑.xlsx")
    with zipfile.ZipFile(tmp_path / "存疑.xlsx") as archive:
        assert MARK in archive.read("xl/workbook.xml").decode()
        assert MARK in archive.read("xl/worksheets/sheet1.xml").decode()
    assert apply_roster(store, plan).batch
