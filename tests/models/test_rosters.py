# SPDX-License-Identifier: MIT
"""Rosters as descriptions: titles and headings follow the year, every column exists."""

from __future__ import annotations

import pytest

from villagedesk.models.rosters.columns import Cells, columns_of, decimals
from villagedesk.models.rosters.kinds import rosters
from villagedesk.models.rosters.spec import Rows


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


def test_in_a_roster_of_households_a_person_is_the_head() -> None:
    assert columns_of(Rows.HOUSEHOLDS, 2025)["member.id_no"].heading == "户主证件号码"
    assert columns_of(Rows.PEOPLE, 2025)["member.id_no"].heading == "证件号码"


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
