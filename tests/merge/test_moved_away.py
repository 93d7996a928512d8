# SPDX-License-Identifier: MIT
"""M57 seen from the old village: the household that moved stays to be seen, with how it left, and counts nowhere."""

from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from tests.merge.conftest import merge, put, sound
from tests.merge.test_return_file import FIRST, SECOND, V1, V2, family
from villagedesk.merge.returning import make_return_file
from villagedesk.services.casefile.casefiles import assess_household, finding_lines, load_casefile
from villagedesk.services.joining import joining
from villagedesk.store import away, disputes, undo
from villagedesk.store.caseload import households_per_cadre
from villagedesk.store.counts import live_households, same_phones, statistics
from villagedesk.store.households import Query, ids, keys, page


@pytest.fixture
def moved(laptops, tmp_path):
    """Two villages and the township; the township moved 肖辉's household to the second, both got their return file."""
    first, second = laptops("v1", FIRST), laptops("v2", SECOND)
    township = laptops("t", TOWNSHIP)
    family(first, "xiao", "肖辉", V1, "13800000001")
    family(first, "he", "何小满", V1, "13800000001")
    put(first, "pairing", "p1", household="h-xiao", cadre="c-xiao")
    family(second, "zeng", "曾大明", V2, "13800000002")
    merge(township, first.path, second.path)
    with township.change("整户迁往石桥村") as change:
        change.put("household", "h-xiao", {"village": V2})
    for store, village in ((first, V1), (second, V2)):
        merge(store, make_return_file(township, village, tmp_path / f"{village}.village", "").path)
    return first, second, township


def lines(store, **query):
    return {line.id: line for line in page(store, keys(store, Query(**query))).values()}


def test_the_list_tells_when_and_why_it_left_and_the_other_stands_as_before(moved):
    first, _second, _township = moved
    shown = lines(first)
    assert set(shown) == {"h-xiao", "h-he"}
    assert shown["h-xiao"].away == away.Departure("2026-03-02 12:00:00", "t的人", "t的电脑", "整户迁往石桥村")
    assert shown["h-xiao"].village is None
    assert (shown["h-he"].away, shown["h-he"].village) == (None, "清溪村")
    assert set(lines(first, text="肖辉")) == {"h-xiao"}  # who looks for it finds it
    assert ids(first, Query(away=False)) == ["h-he"]
    case = load_casefile(first, "h-xiao", 2025)
    assert case.departure == "已迁出 2026-03-02（整户迁往石桥村、t的人 t的电脑）"
    assert load_casefile(first, "h-he", 2025).departure == ""


def test_it_is_counted_in_the_new_village_only(moved):
    first, second, township = moved
    assert [statistics(store)["households"] for store in moved] == [1, 2, 3]
    assert [statistics(store)["members"] for store in moved] == [1, 2, 3]
    assert [statistics(store)["visits"] for store in moved] == [1, 2, 3]
    assert [statistics(store)["pairings"] for store in moved] == [0, 1, 1]
    assert live_households(first) == ["h-he"]
    assert households_per_cadre(first) == {}
    assert households_per_cadre(second) == {"c-xiao": 1}
    assert (same_phones(first), same_phones(township)) == ({}, {"13800000001": 2})
    sound(*moved)


def test_the_old_village_cannot_print_official_papers_of_it_and_is_not_bothered_with_its_findings(moved):
    first, second, _township = moved
    case = load_casefile(first, "h-xiao", 2025)
    told = [one for state in assess_household(first, case).values() for one in state.problems]
    assert any("已不是本村的户" in one.text() for one in told if one.code == "M57")
    assert not any(one.code == "M60" for one in told)
    assert {household for household, _problem in finding_lines(first)} == {"h-he"}
    case = load_casefile(second, "h-xiao", 2025)
    told = [one for state in assess_household(second, case).values() for one in state.problems]
    assert not any(one.code == "M57" for one in told)


def test_the_sign_in_the_list_is_nobodys_village_elsewhere(moved):
    first, _second, _township = moved
    assert disputes.titles_of(first, ["h-xiao"])["h-xiao"][0] == ""
    assert joining.find_person(first, "肖辉").village == ""


def test_moved_back_or_undone_or_known_the_household_counts_again(moved, tmp_path):
    first, second, township = moved
    undo.undo(first)  # the return file
    assert (statistics(first)["households"], away.count(first)) == (2, 0)
    merge(first, make_return_file(township, V1, tmp_path / "又.village", "").path)
    assert away.count(first) == 1
    put(township, "household", "h-xiao", village=V1)
    merge(first, make_return_file(township, V1, tmp_path / "回来.village", "").path)
    assert (statistics(first)["households"], away.count(first)) == (2, 0)
    put(township, "household", "h-xiao", village=V2)
    merge(first, make_return_file(township, V1, tmp_path / "再.village", "").path)
    assert away.count(first) == 1
    merge(first, second.path)  # asked, and answered with yes: the village is known now
    assert away.count(first) == 0
    assert lines(first)["h-xiao"].village == "石桥村"
    sound(first)


def test_between_two_villages_it_is_not_away_until_that_is_decided(moved, tmp_path):
    first, _second, township = moved
    put(first, "household", "h-he", village=V1)
    with township.change("两种填写") as change:
        change.settle("household", "h-he", "village", [V1, V2])
    merge(first, make_return_file(township, V1, tmp_path / "争.village", "").path)
    assert lines(first)["h-he"].away is None
    assert away.count(first) == 1
