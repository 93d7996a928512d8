# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
import zipfile

import pytest

from tests.sheets.conftest import bring_in, id_no
from villagedesk.models.catalogue.economy import Cause
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.codes import code_list
from villagedesk.sheets.blank import save_blank_roster
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.reading import Sheet, read_workbook
from villagedesk.store import reads


@pytest.fixture
def blank(tmp_path):
    target = tmp_path / "空白花名册.xlsx"
    save_blank_roster(target)
    return target


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_every_heading_is_recognised_again(blank):
    layout = find_layout(read_workbook(blank))
    assert layout.header_row == 0
    assert len(layout.columns) > 30
    assert [column.heading for column in layout.columns if not column.path] == []
    assert len({column.path for column in layout.columns}) == len(layout.columns)


def test_it_imports_back_empty_and_filled_in(blank, store):
    sheets = read_workbook(blank)
    assert bring_in(store, sheets).plan.rows == ()
    layout = find_layout(sheets)
    filled = {
        "context.name": "清溪村", "household.group": "3组", "member.name": "高凤珍", "member.id_no": id_no(1),
        "member_year.relation": "户主", "member_year.health": "残疾、长期慢性病", "household_year.dangerous": "否",
        "household_year.farmland": 3.5, "cause.main": "因病", "household.identified": "2016年12月",
        "member_year.low_income": code_list("low_income").entries[0].label,
    }  # fmt: skip
    row = tuple(filled.get(column.path) for column in layout.columns)
    sheet = sheets[layout.sheet]
    done = bring_in(store, (Sheet(sheet.name, (*sheet.rows, row)),))
    assert done.texts() == []
    (household,) = reads.where(store, Household)
    assert (household.group, household.identified) == ("3组", "2016-12")
    assert reads.where(store, Member)[0].sex == "1"
    assert reads.where(store, MemberYear)[0].health == ("2", "4")
    assert (reads.where(store, HouseholdYear)[0].dangerous, reads.where(store, HouseholdYear)[0].farmland) == (
        False,
        350,
    )
    assert reads.where(store, Cause)[0].code == "1"


def test_coded_columns_have_a_drop_down_of_the_whole_list(blank):
    page = part(blank, "xl/worksheets/sheet1.xml")
    ranges = set(re.findall(r"<formula1>选项!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)</formula1>", page))
    choices = read_workbook(blank)[1]
    assert choices.name == "选项"
    lengths = {
        column: sum(row[place] is not None for row in choices.rows)
        for place, column in enumerate("ABCDEFGHIJKLM"[: len(choices.rows[0])])
    }
    assert {column: int(length) for column, length in ranges} == lengths
    assert [row[0] for row in choices.rows[:2]] == ["户主", "配偶"]
    assert '"是,否"' in page


def test_numbers_that_name_people_are_formatted_as_text_and_the_heading_stays_in_sight(blank):
    page = part(blank, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in page
    column = find_layout(read_workbook(blank)).column_of("member.id_no").index + 1
    style = re.search(rf'<col min="{column}" max="{column}"[^>]*style="(\d+)"', page)
    formats = re.findall(r'<xf numFmtId="(\d+)"[^>]*/?>', part(blank, "xl/styles.xml").split("<cellXfs")[1])
    assert formats[int(style.group(1))] == "49"  # the number of the format @


def test_the_choices_are_hidden(blank):
    assert 'name="选项" sheetId="2" state="hidden"' in part(blank, "xl/workbook.xml")
