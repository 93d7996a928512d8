# SPDX-License-Identifier: MIT
"""In a file of several counties each household is judged by the lines of its own village, whoever looks."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.help import Line
from villagedesk.models.completeness import assess
from villagedesk.services.casefile.casefiles import finding_lines, findings_of, load_casefile, load_casefiles
from villagedesk.services.casefile.surroundings import surroundings, surroundings_of
from villagedesk.services.doubts import exemptions, findings_apart, judging, line_effects
from villagedesk.services.doubts import findings as doubts
from villagedesk.services.standards.lines import all_lines, remove_line, save_line

VILLAGES = {"v1": "甲县", "v2": "乙县", "v3": None}


def set_line(store, region, value):
    save_line(store, Line(id=f"own-{region}", name="check_b11_head", region=region, value=value))


@pytest.fixture
def counties(store):
    """A head of fifteen years in each of two counties and in a village of which no county is known."""
    with store.change("登记") as change:
        for village, county in VILLAGES.items():
            where = {"name": f"{village}村", "county": county, "province": "四川省" if county else None}
            change.put("village", village, where)
            household = f"h{village[1]}"
            change.put("household", household, {"village": village, "group": "1组"})
            change.put("household_year", f"{household}y", {"household": household, "year": 2025})
            born = {"name": "高大甲", "sex": "1", "ethnic": "01", "birth": "2010-01-01", "no_id_reason": "other"}
            change.put("member", f"m{village[1]}", {"household": household, **born})
            change.put(
                "member_year",
                f"y{village[1]}",
                {"member": f"m{village[1]}", "year": 2025, "relation": "head", "labour": "ordinary"},
            )
    set_line(store, "甲县", 10)
    return store


def by_the_whole_file(store):
    return {one.household for one in doubts.find(store, judging.Wanted(frozenset({"B11"})))}


def by_command(store):
    return {household for household, one in finding_lines(store) if one.code == "B11"}


def by_these_households(store):
    return {household for household, one in findings_of(store, ["h1", "h2", "h3"]) if one.code == "B11"}


def by_saving(store):
    found = set()
    for row in ("h1", "h2", "h3"):
        states = assess(load_casefile(store, row), surroundings_of(store, [row])).values()
        found |= {row for state in states for one in state.problems if one.code == "B11"}
    return found


def by_another_process(store):
    where = findings_apart.Beside(store.path, store.key, store.info, store.clock())
    findings_apart._opened.cache_clear()
    found = findings_apart.look(where, judging.Wanted(frozenset({"B11"})), ("h1", "h2", "h3"))
    findings_apart._opened.cache_clear()
    return {one.household for one in found}


@pytest.mark.parametrize("looked", [by_the_whole_file, by_command, by_these_households, by_saving, by_another_process])
def test_each_household_is_judged_by_the_lines_of_its_village_whoever_looks(counties, looked):
    assert looked(counties) == {"h2", "h3"}
    set_line(counties, "乙县", 11)
    assert looked(counties) == {"h3"}
    set_line(counties, "甲县", 17)
    assert looked(counties) == {"h1", "h3"}


def test_the_nearest_region_goes_before_those_further_away(counties):
    set_line(counties, "四川省", 10)
    assert by_the_whole_file(counties) == {"h3"}
    set_line(counties, "乙县", 17)
    assert by_the_whole_file(counties) == {"h2", "h3"}


def test_an_exemption_holds_by_the_lines_of_the_village(counties):
    doubt = next(iter(doubts.find(counties, judging.Wanted(frozenset({"B11"}), households=("h2",)))))
    exemptions.exempt(counties, [doubt], "父母双亡")
    (line,) = doubts.find(counties, judging.Wanted(frozenset({"B11"}), households=("h2",)))
    assert not line.counts


def test_a_changed_line_concerns_the_villages_where_it_holds(counties):
    before = line_effects.held(counties)
    set_line(counties, "乙县", 11)
    line = next(one for one in all_lines(counties) if one.id == "own-乙县")
    assert line_effects.effects_of(counties, line, before).households == ("h2",)


def test_villages_with_the_same_lines_share_what_is_known(counties):
    around = surroundings(counties)
    near = {case.household.id: around.near(case.village) for case in load_casefiles(counties, ["h1", "h2", "h3"])}
    assert near["h2"] is not near["h1"]
    assert near["h1"] is around.near(load_casefile(counties, "h1").village)
    assert near["h1"].near(load_casefile(counties, "h1").village) is near["h1"]


def test_where_no_county_has_lines_of_its_own_nothing_is_made_for_its_villages(counties):
    remove_line(counties, next(one for one in all_lines(counties) if one.id == "own-甲县"), "误填")
    around = surroundings(counties)
    assert around.near(load_casefile(counties, "h1").village) is around
    assert around.near(load_casefile(counties, "h2").village) is around
