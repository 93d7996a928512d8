# SPDX-License-Identifier: MIT
"""A changed line says whose verdict is another now and which doubts came and went, with the households behind it."""

from __future__ import annotations

import pytest

from tests.models.checks.a_household import NO_INCOME
from tests.services.doubts.test_findings import filled, village_rule  # noqa: F401
from villagedesk.services.doubts import line_effects
from villagedesk.services.doubts.line_effects import Effect, effects_of, held, in_words, matters, rules_by_line
from villagedesk.services.keeping.records import undo_last
from villagedesk.services.standards.lines import all_lines, save_line, with_line


def line(store, name, year=None, region="全国"):
    return next(one for one in all_lines(store) if (one.name, one.year, one.region) == (name, year, region))


def changed(store, one):
    before = held(store)
    save_line(store, one)
    return effects_of(store, one, before)


def test_a_changed_line_says_how_many_findings_came_and_went_and_where(filled):  # noqa: F811
    found = changed(filled, line(filled, "check_b11_head").having(value=14, confirmed=True))
    assert [(one.code, one.came, one.went) for one in found.doubts] == [("B11", 0, 1)]
    assert len(found.households) == 1
    assert in_words(found) == "2025年度：疑点B11新增0条、消失1条。"


def test_a_line_that_is_saved_unchanged_changes_nothing(filled):  # noqa: F811
    found = changed(filled, line(filled, "check_b11_head"))
    assert (found.doubts, found.households) == ((), ())
    assert in_words(found) == "2025年度：疑点没有变化。"


@pytest.fixture
def earning(filled):  # noqa: F811
    """Two of the households earn 3,000 and 5,000 yuan a head in 2016 and 2025; the others are not known."""
    with filled.change("收入") as change:
        for row, wages in (("h1", 300_000), ("h3", 500_000)):
            for year in (2016, 2025):
                facts = {**NO_INCOME, "household": row, "year": year, "wages": wages, "wage_work": wages}
                change.put("income_year", f"{row}-{year}", facts)
    return filled


def test_a_changed_poverty_line_says_who_is_below_it_now_and_in_which_year(earning):
    one = line(earning, "exit_line", 2016, "四川省").having(value=2_999)
    first = changed(earning, one)
    (turned,) = first.turned
    assert (first.year, turned.title, turned.failing) == (2016, "年人均纯收入", 0)
    assert (turned.fell, turned.rose) == ((), ("h1",))
    second = changed(earning, one.having(value=3_000))
    assert second.turned[0].fell == ("h1",)
    assert "h1" in second.households
    assert in_words(second).startswith("2016年度：年人均纯收入没有达到的现有1户（新增1户、减少0户）")


def test_a_year_before_any_standard_of_exit_has_no_verdict_to_change(earning):
    own = line(earning, "exit_line", 2020, "四川省").having(id="own", year=2013, value=3_500)
    with earning.change("收入") as change:
        change.put("income_year", "h3-2019", {"household": "h3", "year": 2013, "wages": 500_000})
    save_line(earning, own)
    for one in [one for one in all_lines(earning) if (one.name, one.year) == ("exit_line", 2013) and one.id != "own"]:
        save_line(earning, one.having(value=None, confirmed=False))
    assert line_effects.year_of(earning, own) == 2013
    assert changed(earning, own.having(value=None)).turned == ()  # nobody left poverty by a standard of 2013


def test_another_income_period_is_told_by_the_incomes_that_differ(earning):
    with earning.change("去世") as change:
        change.put("member", "m1", {"left": "2025-11-01", "leave_reason": "death"})
    found = changed(earning, line(earning, "income_period", 2016).having(value=1))
    assert found.incomes == ("h1",)
    assert "人均纯收入有变化的1户" in in_words(found)


def test_undoing_a_line_is_compared_as_well_as_saving_it(earning):
    one = line(earning, "exit_line", 2016, "四川省")
    save_line(earning, one.having(value=9_000))
    before = held(earning)
    undo_last(earning)
    assert effects_of(earning, one, before).turned[0].rose == ("h3",)


def test_every_line_by_which_something_is_judged_says_so_and_names_real_rules(filled):  # noqa: F811
    names = {one.name for one in all_lines(filled)}
    silent = {name for name in names if not matters(name)}
    # Working days are only told with a state: without the holidays of a year nothing is judged by them.
    # Of needs that nobody takes on only 今天 tells.
    assert silent == {"national_line", "matter_soon", "decision_workdays", "need_open_days"}
    assert rules_by_line("check_b11_head") == {"B11"}


def test_doubts_in_words_name_each_rule():
    told = line_effects.doubts_in_words([Effect("A01", 1, 0), Effect("B11", 0, 2)])
    assert told == "疑点A01新增1条、消失0条、B11新增0条、消失2条"


@pytest.fixture
def visited(filled):  # noqa: F811
    """Of two helped households, one was visited ten days ago and one forty."""
    today = filled.clock().date()
    with filled.change("走访") as change:
        change.put("cadre", "c1", {"name": "周明"})
        for row, days in (("h1", 10), ("h2", 40)):
            pairing = {"household": row, "cadre": "c1", "start": "2024-01-01", "role": "first"}
            change.put("pairing", f"{row}-p", pairing)
            day = today.fromordinal(today.toordinal() - days).isoformat()
            change.put("visit", f"{row}-w", {"household": row, "date": day, "cadre": "c1"})
    return filled


@pytest.mark.parametrize(
    ("days", "late", "became", "ceased"), [(5, 2, ("h1",), ()), (60, 0, (), ("h2",)), (20, 1, (), ())]
)
def test_a_changed_interval_says_whose_visits_are_late_now_and_whose_no_longer(visited, days, late, became, ceased):
    found = changed(visited, line(visited, "visit_interval", region="一般户").having(value=days))
    assert found.visits == line_effects.Visits(late, became, ceased)
    assert set(became + ceased) <= set(found.households)
    told = f"走访逾期的现有{late}户（新增{len(became)}户、减少{len(ceased)}户）"
    assert told in in_words(found)


def test_what_would_hold_is_weighed_without_being_saved(earning):
    one = line(earning, "income_period", 2016).having(value=1)
    with earning.change("去世") as change:
        change.put("member", "m1", {"left": "2025-11-01", "leave_reason": "death"})
    lines = all_lines(earning)
    before, then = held(earning), line_effects.held_of(earning, with_line(lines, one))
    assert effects_of(earning, one, before, after=then) == changed(earning, one)


def test_a_text_that_is_compared_by_the_new_length_only_is_weighed_before_it_is_saved(filled):  # noqa: F811
    """Which texts of visits stand several times is gathered by that very line."""
    day = f"{filled.info.year}-03-01"
    with filled.change("走访") as change:
        for number in range(3):
            values = {"household": f"h{number % 2 + 1}", "date": day, "visitors": "周明", "changes": "家中一切都好。"}
            change.put("visit", f"k{number}", values)
    one = line(filled, "check_k15_length").having(value=5)
    lines = all_lines(filled)
    before, then = held(filled), line_effects.held_of(filled, with_line(lines, one))
    weighed = effects_of(filled, one, before, after=then)
    assert [(effect.code, effect.came) for effect in weighed.doubts] == [("K15", 2)]
    assert weighed == changed(filled, one)
