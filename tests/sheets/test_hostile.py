# SPDX-License-Identifier: MIT
"""Cells made, or mangled, to do harm: saved cleanly or refused with the place, and nothing else is lost for them."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.conftest import HOUSEHOLD, a_family, a_sheet, bring_in, id_no
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.services.keeping.exportlog import purpose
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.doubts import save_doubts
from villagedesk.sheets.reading import read_workbook
from villagedesk.sheets.roster import RowState, plan_roster
from villagedesk.store import reads, verify
from villagedesk.store.dump import dump

HEADINGS = ("户编号", "人编号", "姓名", "证件号码", "与户主关系", "住址", "成员备注")


def roster(name="高凤珍", address=None, note=None):
    return a_sheet((HOUSEHOLD, f"{HOUSEHOLD}01", name, id_no(1), "户主", address, note), headings=HEADINGS)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86 1",
        "@SUM(A1)",
        "-2+3",
        "=cmd|' /C calc'!A0",
        "<b>&amp;</b>",
        "'; DROP TABLE member; --",
        "𠮷家湾",
        "{{ x }}",
    ],
)
def test_text_that_looks_like_something_else_is_kept_as_text(store, text):
    done = bring_in(store, roster(address=text, note=text))
    assert done.texts() == []
    assert reads.where(store, Household)[0].address == text
    assert reads.where(store, Member)[0].note == text
    assert not bring_in(store, roster(address=text, note=text)).changed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("甲\x00\x01\x1b乙", "甲乙"), ("甲\u202e乙\u200b", "甲乙"), ("\ufeff甲乙", "甲乙"), ("甲\r\n乙", "甲 乙")],
)
def test_invisible_signs_do_not_enter_the_file(store, typed, kept):
    bring_in(store, roster(address=typed))
    assert reads.where(store, Household)[0].address == kept


def test_half_a_character_is_refused_at_its_place_and_the_row_arrives(store):
    done = bring_in(store, roster(address="甲\ud800乙", note="好"))
    assert done.row(2).state is RowState.DOUBTFUL
    assert done.texts()[0].startswith("第 2 行 F 列 高凤珍 住址“甲?乙”含有残缺的半个字符，无法保存")
    assert reads.where(store, Household)[0].address is None
    assert reads.where(store, Member)[0].note == "好"


def test_half_a_character_in_a_name_holds_a_new_person(store):
    done = bring_in(store, roster(name="高\udcff珍"))
    assert not done.changed
    assert done.row(2).held
    assert all(text.encode("utf-8") for text in done.texts())


def test_half_a_character_in_a_heading_and_in_a_row_left_out_does_no_harm(store):
    sheets = a_sheet(
        *a_family(), ("填\ud800表", *[None] * 5), headings=("户编号", "人编号", "姓名", "证件号码", "与\ud800系", "x")
    )
    done = bring_in(store, sheets)
    assert done.plan.counts[RowState.NEW] == 2
    assert done.texts()[0].encode("utf-8")


def test_ten_thousand_characters_are_kept_where_there_is_room_and_refused_where_not(store):
    done = bring_in(store, roster(address="长" * 10_000, note="长" * 10_000))
    assert reads.where(store, Member)[0].note == "长" * 10_000
    assert reads.where(store, Household)[0].address is None
    assert "共10000个字，最多200个字" in done.texts()[0]
    assert len(done.texts()[0]) < 200


def test_the_doubtful_rows_can_be_saved_whatever_stands_in_them(store, tmp_path):
    sheets = a_sheet(
        (HOUSEHOLD, f"{HOUSEHOLD}01", "=HYPERLINK(1)", 5.1e17, "火星", "甲\ud800\x01", "长" * 40_000), headings=HEADINGS
    )
    layout = find_layout(sheets)
    plan = plan_roster(store, sheets, layout, year=2025)
    target = tmp_path / "存疑.xlsx"
    save_doubts(store, plan, sheets, layout, target, purpose("石桥村委会", "退回更正"))
    row = read_workbook(target)[0].rows[1]
    assert row[4:6] == ("=HYPERLINK(1)", "5.10000E+17")
    assert row[7].startswith("甲?")
    assert len(row[8]) == 32_767


NUMBER = count()
CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.text(alphabet=st.characters(codec=None), max_size=6),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["户主", "<清空>", HOUSEHOLD, id_no(1), "是", "不适用", "合计", "汉族", "201401", "1E+20"]),
)
WIDE = (
    "户编号",
    "人编号",
    "姓名",
    "证件号码",
    "与户主关系",
    "户联系电话",
    "首次识别时间",
    "人均纯收入",
    "致贫原因1",
    "健康状况",
    "危房户",
    "村",
    "户主姓名",
    "年度",
    "残疾证号",
)


@settings(max_examples=max(25, settings().max_examples // 2))
@given(rows=st.lists(st.tuples(*[CELLS] * len(WIDE)), max_size=6))
def test_whatever_stands_in_the_cells_the_import_ends_well_and_repeats_without_change(new_store, rows):
    store = new_store(f"file{next(NUMBER)}")
    sheets = a_sheet(*rows, headings=WIDE)
    done = bring_in(store, sheets)
    assert all(text for text in done.texts())
    if any("无法确定是哪一户" in text for text in done.texts()):
        bring_in(store, sheets)  # see below: some of these rows find their household once the others are in the file
    before = list(dump(store))
    again = bring_in(store, sheets)
    assert list(dump(store)) == before, again.plan.edits
    assert verify.verify(store).faults == []
    store.close()


def test_a_row_without_a_number_finds_its_household_once_the_head_is_in_the_file(new_store):
    """Of a sheet that says no relations nobody is taken for the head; in the file the only person of that name will do."""
    store = new_store("later")
    blank = (None,) * 9
    sheets = a_sheet(
        (None, None, "李四", *blank, "张三", None, None),
        (HOUSEHOLD, None, "张三", *blank, None, None, None),
        headings=WIDE,
    )
    assert any("无法确定是哪一户" in text for text in bring_in(store, sheets).texts())
    assert "李四" not in "".join(dump(store))
    assert not any("无法确定是哪一户" in text for text in bring_in(store, sheets).texts())
    before = list(dump(store))
    assert "李四" in "".join(before)
    bring_in(store, sheets)
    assert list(dump(store)) == before
