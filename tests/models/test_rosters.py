# SPDX-License-Identifier: MIT
"""Rosters as descriptions: titles and headings follow the year, every column exists."""

from __future__ import annotations

import json
import re

import pytest

from villagedesk.i18n import set_language
from villagedesk.models.rosters.columns import Cells, columns_of, decimals
from villagedesk.models.rosters.kinds import rosters
from villagedesk.models.rosters.spec import Rows
from villagedesk.paths import resources


@pytest.mark.parametrize("key", rosters())
@pytest.mark.parametrize("year", [2013, 2014, 2016, 2020, 2021, 2026])
def test_every_roster_has_a_title_and_its_columns_in_every_year(key: str, year: int) -> None:
    roster = rosters()[key]
    assert roster.title_in(year).endswith("花名册")
    assert "{" not in roster.title_in(year)
    assert set(roster.columns) <= set(columns_of(roster.rows, year))


def test_titles_and_headings_are_those_of_the_year() -> None:
    poor = rosters()["poor"]
    assert [poor.title_in(year) for year in (2014, 2016, 2021)] == [
        "贫困户花名册",
        "建档立卡贫困户花名册",
        "脱贫户花名册",
    ]
    assert rosters()["monitored"].title_in(2026) == "防止返贫致贫对象花名册"
    headings = [columns_of(Rows.HOUSEHOLDS, year)["household_year.attribute"].heading for year in (2016, 2025)]
    assert headings == ["贫困户属性", "脱贫户属性"]


@pytest.mark.parametrize("rows", Rows)
def test_an_english_window_offers_columns_in_english_and_prints_them_in_chinese(rows: Rows) -> None:
    columns = columns_of(rows, 2025).values()
    assert [one.label for one in columns] == [one.heading for one in columns]
    set_language("en", resources() / "locale")
    assert not [one.label for one in columns if re.search(r"[\u3400-\u9fff]", one.label)]
    assert all(re.search(r"[\u3400-\u9fff]", one.heading) for one in columns)
    assert len({one.label for one in columns}) > 0.9 * len(columns)


def test_in_a_roster_of_households_a_person_is_the_head() -> None:
    assert columns_of(Rows.HOUSEHOLDS, 2025)["member.id_no"].heading == "户主证件号码"
    assert columns_of(Rows.PEOPLE, 2025)["member.id_no"].heading == "证件号码"
    assert columns_of(Rows.HOUSEHOLDS, 2025)["member.id_no"].en.startswith("Head: ")


def test_cells_are_words_and_ages_are_told_on_the_day() -> None:
    known = columns_of(Rows.PEOPLE, 2016)
    shown, hidden = Cells(2016, "2016-03-04", hide=False), Cells(2016, "2016-03-05", hide=True)
    assert shown.text(known["made.age"], "1962-03-05") == "53"
    assert hidden.text(known["made.age"], "1962-03-05") == "54"
    assert (shown.text(known["member.birth"], "1962-03-05"), hidden.text(known["member.birth"], "1962-03-05")) == (
        "1962年3月5日", "1962年",
    )  # fmt: skip
    assert shown.text(known["member_year.health"], ("2", "4")) == "长期慢性病、残疾"
    assert shown.text(known["household.group"], "2") == "2组"
    assert shown.text(known["made.cause"], "1") == "因病"
    assert hidden.text(known["made.head"], "张三13800001234") == "张三138****1234"
    assert shown.text(known["household_year.farmland"], 350) == "3.5"
    assert decimals(known["household_year.farmland"]) == 2


@pytest.mark.parametrize(
    ("stretches", "said"),
    [
        ([], ""),
        ([("义乌市", "示范箱包厂", "2025-03", "2025-10", 0)], "义乌市 示范箱包厂 2025.03—2025.10（8个月）"),
        ([(None, None, "2024-11", "2025-02", 0)], "2024.11—2025.02（2个月）"),
        ([("义乌市", None, "2025-03", None, 1)], "义乌市 2025.03起（4个月）"),
        ([("义乌市", None, "2025-03", None, None)], "义乌市 2025.03起"),
        ([("义乌市", None, None, "2025-02", 0)], "义乌市 至2025.02"),
        ([("义乌市", None, "2025-05", "2025-03", 0)], "义乌市 2025.05—2025.03"),
        ([("义乌市", None, "2024-01", "2024-12", 0), ("东莞市", None, "2026-01", None, 1)], ""),
        ([("义乌市", None, "2025-09", None, None)], ""),
        (
            [("东莞市", "乙厂", "2025-05", "2025-06", 0), ("义乌市", "甲厂", "2025-01", "2025-02", 0)],
            "义乌市 甲厂 2025.01—2025.02（2个月）\n东莞市 乙厂 2025.05—2025.06（2个月）",
        ),
        ([(None, "甲厂13800001234", "2025-01", "2025-01", 0)], "甲厂138****1234 2025.01—2025.01（1个月）"),
    ],
)
def test_where_somebody_was_at_work_in_the_year_is_told_stretch_by_stretch(stretches, said) -> None:
    column = columns_of(Rows.PEOPLE, 2025)["made.stretches"]
    assert column.heading == "务工经历"
    assert Cells(2025, "2025-06-30", hide=True).text(column, json.dumps(stretches)) == said
    assert "made.stretches" not in columns_of(Rows.HOUSEHOLDS, 2025)
