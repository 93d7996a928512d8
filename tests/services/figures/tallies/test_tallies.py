# SPDX-License-Identifier: MIT
"""Worked-out roll-ups say what the case files, the readiness sheets and the findings say, and their cells open what they count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.checks.a_household import NO_INCOME
from tests.services.figures.tallies.reading import listing
from villagedesk.demo.practice import make_village
from villagedesk.demo.scale import make_scaled_file
from villagedesk.errors import Refused
from villagedesk.models.readiness import Verdict
from villagedesk.models.rollups.spec import Unit
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.casefile.readiness import household_sheets
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.services.figures.rollup_layout import Wish, lay_out
from villagedesk.services.figures.rollups import behind, read_beside, read_rollup
from villagedesk.services.opening.files import open_village_file
from villagedesk.store.counts import live_households
from villagedesk.store.tallies import pairings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.services.figures.rollups import Rollup
    from villagedesk.store.store import Store

GATHERED = [key for key, make in TABLES.items() if make(2025).gathered]

NOT_OF_GROUPS = {
    "shares",
    "changes",
    "doubts",
    "matters",
    "inspections",
    "projects",
    "project_assets",
    "needs",
    "claims",
    "special",
    "posting",
    "attendance",
    "donations",
    "payments",
    "four_have",
}
"""Tables of which something belongs to no group."""


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("practice") / "示范村.village"
    make_village(path, 30)
    with open_village_file(path, "") as store:
        yield store


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Ledgers, several years of facts, and people without any (`demo.scale_rich`)."""
    path = make_scaled_file(tmp_path_factory.mktemp("rich"), 60, passphrase="", rich=True)
    with open_village_file(path, "") as store:
        yield store


@pytest.fixture(params=["village", "township"])
def any_file(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def _values(found: Rollup) -> dict[tuple[str, str], tuple[int | None, ...]]:
    return {
        (section.label, row.label): values
        for (section, row), values in zip(found.table.rows(), found.values, strict=True)
    }


def _opens_what_it_counts(store: Store, found: Rollup) -> None:
    for line in found.lines():
        for cell, value in line.cells():
            told = behind(store, found, cell)
            if cell.unit is Unit.HOUSEHOLDS and not cell.total:
                assert len(told.households) == value, (line.row.label, cell)
            if cell.unit is Unit.PEOPLE and not cell.total:
                assert len(told.persons) == value, (line.row.label, cell)
            assert not value or told.households or told.others or cell.unit is Unit.ITEMS, (line.row.label, cell)


@pytest.mark.parametrize("key", GATHERED)
@pytest.mark.parametrize("year", [2025, 2019])
def test_every_cell_opens_as_many_as_it_counts_and_groups_add_up(village: Store, key: str, year: int) -> None:
    if TABLES[key](year).slow and year != village.info.year:
        with pytest.raises(Refused, match="2019"):
            read_rollup(village, key, year)
        return
    found = read_rollup(village, key, year)
    _opens_what_it_counts(village, found)
    own = village.value("SELECT id FROM village")
    *parts, (_name, total) = read_beside(village, key, year, own)
    assert total.values == found.values
    for number, (_section, row) in enumerate(found.table.rows()):
        for column, cell in enumerate(row.cells):
            if not cell.unit.of_others and not cell.of and key not in NOT_OF_GROUPS:
                assert sum(one.values[number][column] or 0 for _n, one in parts) == total.values[number][column]
    for section in found.table.sections:
        if section.adds_up:
            rows = [values for (part, _label), values in _values(found).items() if part == section.label]
            assert tuple(map(sum, zip(*rows, strict=True))) == found.values[0], section.label


@pytest.mark.parametrize("year", [2025, 2024, 2019])
def test_readiness_is_what_the_sheets_say(any_file: Store, year: int) -> None:
    wanted: Counter[tuple[str, str, Verdict]] = Counter()
    for case in load_casefiles(any_file, live_households(any_file), year):
        if case.household.identify_year and case.household.identify_year > year:
            continue
        for sheet in household_sheets(any_file, case):
            for line in sheet.lines:
                wanted[sheet.rules.name, line.standing.rule.name, line.standing.verdict] += 1
    found = _values(read_rollup(any_file, "ready", year))
    assert wanted
    for (name, rule, verdict), count in wanted.items():
        place = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN).index(verdict)
        assert found[name, rule][place] == count, (name, rule, verdict)


@pytest.mark.parametrize("year", [2025, 2024, 2019])
def test_incomes_are_those_of_the_case_files(any_file: Store, year: int) -> None:
    cases = [
        one
        for one in load_casefiles(any_file, live_households(any_file), year)
        if not (one.household.identify_year and one.household.identify_year > year)
    ]
    net = sum(case.sums.net or 0 for case in cases if case.sums)
    transfers = sum(case.sums.transfers or 0 for case in cases if case.sums)
    parts = _values(read_rollup(any_file, "income_parts", year))
    assert parts["收入构成", "纯收入"][1] == net
    assert parts["收入构成", "转移性收入"][1] == transfers
    rich = sum(case.sums is not None and (case.sums.per_head or 0) >= 1_000_000 for case in cases)
    assert _values(read_rollup(any_file, "income", year))["人均纯收入", "10000元及以上"][0] == rich


def test_doubts_are_those_that_the_checks_find(village: Store) -> None:
    wanted = Counter(one.code for one in find(village) if one.counts)
    found = read_rollup(village, "doubts")
    told = {
        line.row.label[:3]: line.values[1] for line in found.lines() if line.heading or line.section.label != "合计"
    }
    assert sum(told.values()) == sum(wanted.values()) == found.values[0][1]
    assert {code: told[code] for code in wanted} == wanted


_BENEFIT = st.fixed_dictionaries(
    {
        "household": st.sampled_from(["h0", "h1", "h2"]),
        "member": st.sampled_from([None, "m0", "m1"]),
        "category": st.sampled_from([None, "industry", "education"]),
        "subcategory": st.sampled_from([None, "yulu"]),
        "amount": st.none() | st.integers(0, 9_999),
        "date": st.sampled_from(["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"]),
    }
)


@settings(max_examples=25)
@given(given_help=st.lists(_BENEFIT, max_size=6))
def test_households_persons_times_and_money_of_help_are_counted_apart(
    new_store: Callable[..., Store], tmp_path_factory: pytest.TempPathFactory, given_help: list[dict[str, object]]
) -> None:
    store = new_store(f"v{tmp_path_factory.mktemp('v').name}")
    with store.change("登记") as change:
        for number in range(3):
            change.put("household", f"h{number}", {"village": store.value("SELECT id FROM village")})
            change.put("member", f"m{number}", {"household": f"h{number}", "name": "张三"})
        for number, facts in enumerate(given_help):
            change.put("benefit", f"b{number}", {**facts, "content": "帮扶"})
    found = _values(read_rollup(store, "help", 2025))
    here = [one for one in given_help if str(one["date"]).startswith("2025")]
    assert found["合计", "合计"] == (
        len({one["household"] for one in here}),
        len({one["member"] for one in here if one["member"]}),
        sum(one["member"] is not None for one in here),
        sum(one["member"] is None for one in here),
        sum(one["amount"] or 0 for one in here),
    )
    assert found["没有帮扶", "没有享受任何措施的户"][0] == 3 - len({one["household"] for one in here})
    by_class = [values for (part, _label), values in found.items() if part == "按类别"]
    assert [sum(column) for column in zip(*by_class, strict=True)][2:] == list(found["合计", "合计"][2:])


def test_monitoring_counts_days_to_the_confirmation_and_help_since(store: Store) -> None:
    with store.change("登记") as change:
        for row, clue, confirmed, removed in (
            ("a", "2025-03-01", "2025-03-11", None),
            ("b", "2024-01-01", "2024-03-01", "2025-06-30"),
            ("c", "2023-01-01", "2023-01-10", "2024-12-31"),
        ):
            change.put("household", row, {"village": store.value("SELECT id FROM village")})
            change.put("member", f"m{row}", {"household": row, "name": "张三"})
            facts = {"kind": "edge", "risks": ("illness", "water"), "clue_on": clue, "confirmed_on": confirmed}
            change.put("monitoring", f"w{row}", {"household": row, "turn": 1, **facts, "removed_on": removed})
        for number, day in enumerate(("2025-03-10", "2025-03-11", "2025-12-31", "2026-01-01")):
            change.put("benefit", f"b{number}", {"household": "a", "date": day, "content": "帮扶"})
    found = _values(read_rollup(store, "monitoring_course", 2025))
    assert found["合计", "合计"] == (2, 2), "c was free of the risk before the year"
    assert found["当年识别", "3月"] == found["当年识别的户从线索到认定", "15天以内"] == (1, 1)
    assert found["当年消除", "6月"] == found["年末未消除", "年末未消除"] == (1, 1)
    assert found["认定后落实帮扶", "2次"] == found["认定后落实帮扶", "没有落实帮扶"] == (1, 1)
    matrix = _values(read_rollup(store, "monitoring", 2025))
    assert matrix["按风险类型", "因病"][-1] == matrix["按风险类型", "因安全饮水"][-1] == 2


def test_a_cadre_of_two_groups_stands_in_both_and_once_in_the_total(store: Store) -> None:
    village = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        change.put("unit", "u", {"name": "镇政府", "level": "township"})
        change.put("cadre", "c", {"name": "赵志强", "unit": "u"})
        for row, group in (("a", "1组"), ("b", "2组"), ("x", "2组")):
            change.put("household", row, {"village": village, "group": group})
        for row in ("a", "b"):
            change.put("pairing", f"p{row}", {"household": row, "cadre": "c", "start": "2020-01-01", "role": "first"})
    one, two, total = (values for _name, values in read_beside(store, "helpers", 2025, village))
    assert [found.values[0] for found in (one, two, total)] == [(1, 1, 1, 100), (1, 1, 1, 100), (1, 1, 2, 200)]
    told = behind(store, total, total.table.sections[0].rows[0].cells[1])
    assert (told.others, told.households) == (("赵志强",), ("a", "b"))
    assert _values(total)["没有责任人", "没有责任人的户"][2] == 1


def test_papers_that_are_lacking_are_listed_rule_by_rule(village: Store) -> None:
    found = read_rollup(village, "papers", 2025)
    lacking = [values for (part, _label), values in _values(found).items() if part == "缺件清单"]
    assert sum(values[1] for values in lacking) == found.values[0][1]


def test_papers_without_a_date_or_a_seal_are_those_that_the_check_finds(store: Store) -> None:
    year = store.info.year
    with store.change("登记") as change:
        for row in ("a", "b", "c", "d"):
            change.put("household", row, {"village": store.value("SELECT id FROM village"), "group": "1组"})
            day = None if row == "a" else f"{year}-01-05"
            change.put("plan", f"p{row}", {"household": row, "year": year, "signed_household": True, "made_on": day})
            work = {"plan": f"p{row}", "content": "养鸡", "signed_household": row == "c"}
            change.put("measure", f"m{row}", work)
            course = {"household": row, "template": "monitor_2021", "year": year, "turn": 1}
            change.put("process", f"r{row}", course)
            step = {"process": f"r{row}", "step": "survey", "round": 1, "done": f"{year}-01-05", "signed": row != "b"}
            change.put("process_step", f"s{row}", step)
    wanted = Counter(one.said.key for one in find(store, Wanted(codes=frozenset({"K05"}))) if one.counts)
    assert wanted == {"made_on": 1, "signed_on": 1, "signed": 1}
    found = read_rollup(store, "papers", year)
    told = {label: values for (part, label), values in _values(found).items() if part == "三无材料"}
    assert told == {"签了字没有日期": (2, 2), "已办没有签字盖章": (1, 1)}
    shown = {line.row.label: line for line in found.lines()}
    opened = behind(store, found, shown["已办没有签字盖章"].row.cells[0])
    assert opened.households == ("b",)
    assert "签字盖章" in opened.others[0]
    listing = lay_out(store, Wish("papers", year, listed=True), "示范村")[-1]
    assert listing.columns[-1] == "三无材料"
    assert sorted(bool(line.cells[-1].words) for line in listing.lines) == [False, True, True, True]
    before = read_rollup(store, "papers", year - 1)
    assert "已办没有签字盖章" not in {line.row.label for line in before.lines()}, "of other years nobody looked"


def test_doubts_are_counted_by_the_persons_they_name_and_listed_by_cadre(village: Store) -> None:
    found = read_rollup(village, "doubts")
    _opens_what_it_counts(village, found)
    named = {(one.household, one.said.person) for one in find(village) if one.counts and one.said.person}
    assert 0 < (found.values[0][2] or 0) <= len(named)
    households = {one.household for one in find(village) if one.counts}
    day = village.clock().date().isoformat()
    owed = Counter(cadre for row, cadre in {one[:2] for one in pairings(village, day)} if row in households)
    names = dict(village.query("SELECT id, name FROM cadre"))
    _columns, lines = listing(village, "doubts")
    assert {name.partition("（")[0]: told[0] for name, told in lines.items()} == {
        names[cadre]: str(count) for cadre, count in owed.items()
    }


def test_what_is_not_assured_is_listed_with_those_who_lack_it(store: Store) -> None:
    village = store.value("SELECT id FROM village")
    told: dict[str, dict[str, object]] = {
        "a": {"house_grade": "C", "dangerous": True, "water_safe": True},
        "b": {"house_grade": "A", "water_safe": True},
        "c": {"house_grade": "A"},
    }
    with store.change("登记") as change:
        for row, facts in told.items():
            standing = {"household_type": "exited", "attribute": "general", "exit_status": "exited_policy"}
            change.put("household", row, {"village": village, "group": "1组"})
            change.put("household_year", f"y{row}", {"household": row, "year": 2025, **standing, **facts})
            change.put("member", f"m{row}", {"household": row, "name": "张三", "birth": "1970-01-01"})
            insured = {"member": f"m{row}", "year": 2025, "medical": row != "a"}
            change.put("member_year", f"f{row}", insured)
    found = _values(read_rollup(store, "assured", 2025))
    assert {label: values for (_part, label), values in found.items()} == {
        "任意一项": (1, 1, 1),
        "义务教育": (0, 0, 3),
        "基本医疗": (1, 0, 2),
        "住房安全": (1, 0, 2),
        "饮水安全": (0, 1, 2),
    }
    listing = lay_out(store, Wish("assured", 2025, listed=True), "示范村")[-1]
    assert [line.cells[0].words for line in listing.lines] == ["基本医疗（张三）；住房安全"]
    _opens_what_it_counts(store, read_rollup(store, "assured", 2025))


@pytest.mark.parametrize("year", [2025, 2024])
def test_assurances_are_those_of_the_sheets(any_file: Store, year: int) -> None:
    sheet, alone = (_values(read_rollup(any_file, key, year)) for key in ("ready", "assured"))
    for name in ("义务教育", "基本医疗", "住房安全", "饮水安全"):
        met, lacking, unknown = sheet["监测标准（收入、三保障和饮水）", name]
        assert alone["三保障和饮水", name] == (lacking, unknown, met)


def test_households_whose_income_fell_by_more_than_a_fifth_are_listed(store: Store) -> None:
    village = store.value("SELECT id FROM village")
    wages = {"a": (10_000, 8_000), "b": (10_000, 7_999), "c": (10_000, 4_000), "d": (None, 100), "e": (10_000, 20_000)}
    with store.change("登记") as change:
        for row, years in wages.items():
            change.put("household", row, {"village": village, "group": "1组"})
            change.put("member", f"m{row}", {"household": row, "name": f"张{row}", "birth": "1970-01-01"})
            for year, amount in zip((2024, 2025), years, strict=True):
                if amount is not None:
                    facts = {**NO_INCOME, "household": row, "year": year, "wages": amount * 100}
                    change.put("income_year", f"i{row}{year}", facts)
    found = _values(read_rollup(store, "income_drop", 2025))
    assert found["合计", "下降超过20%"] == (2, 2), "exactly a fifth is not more than a fifth"
    assert [found["下降幅度", one] for one in ("超过20%至30%", "超过30%至50%", "超过50%")] == [(1, 1), (0, 0), (1, 1)]
    assert (
        found["合计", "下降超过20%"][0]
        == _values(read_rollup(store, "income", 2025))["人均纯收入比上年", "下降超过20%"][0]
    )
    listing = lay_out(store, Wish("income_drop", 2025, listed=True), "示范村")[-1]
    assert [[cell.words for cell in line.cells[:3]] for line in listing.lines] == [
        ["10000.00", "7999.00", "-20.01"],
        ["10000.00", "4000.00", "-60.00"],
    ]
