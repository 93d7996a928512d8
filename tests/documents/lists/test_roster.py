# SPDX-License-Identifier: MIT
"""Roster files: nobody's number is in a masked one, the mark is on every page of the others, and Word can read them."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import docx
import pytest

from tests.documents.conftest import id_number
from villagedesk.documents.lists.roster import measures, write_word
from villagedesk.models.rosters.columns import columns_of
from villagedesk.models.rosters.kinds import rosters
from villagedesk.models.rosters.spec import Rows
from villagedesk.services.figures.rosters import Order, write_blank, write_roster
from villagedesk.services.keeping.exportlog import Purpose
from villagedesk.sheets.reading import read_workbook
from villagedesk.sheets.roster_list import write_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

PEOPLE = 500
DAY = dt.date(2026, 3, 2)
PURPOSE = Purpose("镇民政办", "核对医保缴费名单")
WRITERS = {".docx": write_word, ".xlsx": write_sheet}
MARK = "内部资料 注意保密"


@pytest.fixture
def village(store: Store) -> tuple[Store, set[str]]:
    """500 people with numbers of every kind, also within notes and addresses; and these numbers."""
    dice, numbers = Random(7), set[str]()
    place = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        for serial in range(PEOPLE):
            birth, sex = f"{dice.randint(1930, 2024)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}", "1"
            paper, phone = id_number(birth, sex, serial), f"1{dice.randint(3, 9)}{dice.randint(0, 10**9 - 1):09d}"
            account = f"622199{dice.randint(0, 10**13 - 1):013d}"
            household, head = f"h{serial // 4}", serial % 4 == 0
            numbers |= {paper, phone, account}
            if head:
                facts = {"village": place, "group": str(serial // 40 + 1), "phone": phone, "bank_no": account}
                change.put("household", household, facts | {"address": f"村口 {phone}", "note": f"账号{account}"})
                year = {
                    "household": household,
                    "year": 2025,
                    "exit_status": "exited_policy",
                    "monitor_type": "unstable",
                }
                change.put("household_year", f"{household}y", year)
            person = {"household": household, "position": serial % 4, "name": f"张{serial}", "birth": birth, "sex": sex}
            person |= {"id_no": paper, "card_no": f"{paper}42", "phone": phone, "note": f"证{paper} 电话{phone}"}
            change.put("member", f"m{serial}", person)
            relation = "head" if head else "other"
            told = {
                "relation": relation,
                "health": ("4",),
                "school": "primary",
                "work_months": 6,
                "low_income": "rural",
            }
            told |= {"illness_note": f"联系{phone}"}
            change.put("member_year", f"f{serial}", {"member": f"m{serial}", "year": 2025, **told})
    return store, numbers


def everything(path: Path) -> str:
    """All texts of a file, whatever part they stand in, without marks of cells and paragraphs."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(re.sub(r"<[^>]+>", "\n", archive.read(name).decode("utf-8")) for name in archive.namelist())


def found(path: Path, numbers: set[str]) -> set[str]:
    return set(re.findall(r"\d{10,}[\dX]", everything(path))) & (numbers | {f"{one}42" for one in numbers})


@pytest.mark.parametrize("suffix", WRITERS)
def test_no_number_of_500_people_is_in_any_masked_roster_with_every_column(
    village: tuple[Store, set[str]], tmp_path: Path, suffix: str
) -> None:
    store, numbers = village
    for key, roster in rosters().items():
        if roster.rows is Rows.PAIRINGS:
            continue
        every = tuple(columns_of(roster.rows, 2025))
        target = tmp_path / f"{key}{suffix}"
        made = write_roster(store, Order(roster, 2025, DAY, every), target, WRITERS[suffix])
        assert made.rows == (PEOPLE if roster.rows is Rows.PEOPLE else PEOPLE // 4)
        assert found(target, numbers) == set(), key


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_search_would_find_one(village: tuple[Store, set[str]], tmp_path: Path, suffix: str) -> None:
    """The canary: the same search in the same file unmasked."""
    store, numbers = village
    every = tuple(columns_of(Rows.PEOPLE, 2025))
    order = Order(rosters()["people"], 2025, DAY, every, unmasked=PURPOSE)
    write_roster(store, order, tmp_path / f"a{suffix}", WRITERS[suffix])
    assert found(tmp_path / f"a{suffix}", numbers) >= {one for one in numbers if len(one) == 18}
    assert MARK in everything(tmp_path / f"a{suffix}")


def test_a_word_roster_lies_repeats_its_head_and_does_not_split_rows(
    village: tuple[Store, set[str]], tmp_path: Path
) -> None:
    store, _numbers = village
    order = Order(rosters()["people"], 2025, DAY)
    write_roster(store, order, tmp_path / "a.docx", write_word)
    paper = docx.Document(str(tmp_path / "a.docx"))
    section, table = paper.sections[0], paper.tables[0]
    assert section.page_width.mm == pytest.approx(297, abs=0.1)
    rows = table._tbl.tr_lst
    assert len(rows) == 1 + PEOPLE + 13 + 1 + 1  # head, people, groups of 40, total, signatures
    assert "w:tblHeader" in rows[0].xml
    assert all("w:cantSplit" in row.xml for row in rows)
    (signing,) = table.rows[-1].cells[0].tables
    assert [cell.text for cell in signing.rows[0].cells] == [
        "填表单位（盖章）：", "填表人：", "审核人：", "填表日期：\n年    月    日",
    ]  # fmt: skip
    assert {"PAGE", "NUMPAGES"} <= set(section.footer._element.xpath("string(.)").split())
    assert MARK not in everything(tmp_path / "a.docx")


def test_the_watermark_is_a_shape_in_the_header_of_every_page(village: tuple[Store, set[str]], tmp_path: Path) -> None:
    store, _numbers = village
    write_roster(store, Order(rosters()["people"], 2025, DAY, unmasked=PURPOSE), tmp_path / "a.docx", write_word)
    header = docx.Document(str(tmp_path / "a.docx")).sections[0].header._element.xml
    assert f'string="{MARK}"' in header
    assert "PowerPlusWaterMarkObject" in header


def test_a_spreadsheet_keeps_numbers_as_numbers_texts_as_text_and_says_internal_on_top(
    store: Store, tmp_path: Path
) -> None:
    place = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        change.put("household", "h1", {"village": place, "group": "=1+1", "phone": "13800001111"})
        change.put(
            "member",
            "m1",
            {"household": "h1", "name": "@张三&<b>", "birth": "1970-03-05", "id_no": "510199197003050011"},
        )
        change.put("member_year", "f1", {"member": "m1", "year": 2025, "relation": "head"})
    columns = ("made.row", "household.group", "member.name", "made.age", "member.id_no")
    order = Order(rosters()["people"], 2025, DAY, columns, unmasked=PURPOSE)
    write_roster(store, order, tmp_path / "a.xlsx", write_sheet)
    (sheet,) = read_workbook(tmp_path / "a.xlsx")
    assert sheet.rows[0][0] == MARK
    assert sheet.rows[4] == (1.0, "=1+1", "@张三&<b>", 55.0, "510199197003050011")
    assert "填表人" in str(sheet.rows[-1][0])
    assert "<f>" not in everything_raw(tmp_path / "a.xlsx")


def everything_raw(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode("utf-8")


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_blank_form_says_so(store: Store, tmp_path: Path, suffix: str) -> None:
    write_blank(store, Order(rosters()["people"], 2014, DAY), tmp_path / f"a{suffix}", WRITERS[suffix])
    assert "家庭人口花名册（空白表）" in everything(tmp_path / f"a{suffix}")


def test_letters_become_smaller_with_more_columns_and_the_table_fills_the_page() -> None:
    known = columns_of(Rows.PEOPLE, 2025)
    few, many = measures([known["member.name"]] * 3), measures(list(known.values())[:25])
    assert few.size > many.size
    for one in (few, many):
        assert sum(one.widths) / 56.7 == pytest.approx(265, abs=1)


def test_equal_facts_give_equal_bytes(village: tuple[Store, set[str]], tmp_path: Path) -> None:
    store, _numbers = village
    order = Order(rosters()["students"], 2025, DAY)
    first = write_roster(store, order, tmp_path / "a.docx", write_word)
    assert write_roster(store, replace(order), tmp_path / "b.docx", write_word).hash == first.hash
