# SPDX-License-Identifier: MIT
"""Exemptions follow a person whose two records are made one, as far as the doubt is the same."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.services.doubts import exemptions, judging
from villagedesk.services.doubts import findings as doubts
from villagedesk.services.joining.joining import join, part
from villagedesk.services.opening import files
from villagedesk.store import history, reads, undo

FACTS = {
    "education": "junior",
    "health": ("1",),
    "medical": True,
    "critical_insurance": True,
    "employee_pension": False,
}


@pytest.fixture
def twice(store):
    """A head of fifteen years who stands in two households; of the second record less is known."""
    with store.change("登记") as change:
        change.put("village", "v1", {"name": "清溪村", "province": "四川省"})
        for number in (1, 2):
            change.put("household", f"h{number}", {"village": "v1", "group": f"{number}组"})
            change.put("household_year", f"h{number}y", {"household": f"h{number}", "year": 2025})
        born = {"name": "高小甲", "sex": "1", "ethnic": "01", "birth": "2011-01-01", "no_id_reason": "other"}
        change.put("member", "m1", {"household": "h1", **born})
        change.put(
            "member_year", "y1", {"member": "m1", "year": 2025, "relation": "head", "labour": "ordinary", **FACTS}
        )
        change.put("member", "m2", {"household": "h2", "name": "高小甲", "sex": "1"})
    return store


def lines(store, code="B11"):
    return list(doubts.find(store, judging.Wanted(frozenset({code}))))


def exempt(store, code="B11", reason="父母双亡，由村委会监护"):
    exemptions.exempt(store, [next(one for one in lines(store, code) if one.counts)], reason)


def test_the_exemption_goes_with_the_facts_of_the_year_to_the_one_who_stays(twice):
    exempt(twice)
    join(twice, "m2", "m1")
    (line,) = lines(twice)
    assert (line.household, line.said.row != "y1", line.counts) == ("h2", True, False)
    assert line.exemption.reason == "父母双亡，由村委会监护"


def test_where_the_one_who_stays_says_something_else_the_exemption_lapses_with_its_reason(twice):
    with twice.change("出生日期") as change:
        change.put("member", "m2", {"birth": "2012-01-01"})
    exempt(twice)
    (given,) = reads.where(twice, Exemption)
    join(twice, "m2", "m1")
    (line,) = lines(twice)
    assert line.counts
    assert reads.where(twice, Exemption) == []
    reason = twice.value("SELECT removed FROM exemption WHERE id = ?", (given.id,))
    assert reason == "并为一人后依据的内容不同，豁免失效"


@pytest.mark.parametrize("birth", ["2011-01-01", "2012-01-01"])
@pytest.mark.parametrize("back", [undo.undo, lambda store: part(store, "m1")])
def test_undoing_and_parting_give_the_exemption_back(twice, birth, back):
    with twice.change("出生日期") as change:
        change.put("member", "m2", {"birth": birth})
    exempt(twice)
    before = reads.where(twice, Exemption)
    join(twice, "m2", "m1")
    back(twice)
    assert reads.where(twice, Exemption) == before
    (line,) = lines(twice)
    assert (line.household, line.counts) == ("h1", False)


def test_an_exemption_that_somebody_changed_since_stays_as_he_left_it(twice):
    exempt(twice)
    join(twice, "m2", "m1")
    exemptions.withdraw(twice, lines(twice), "误豁免")
    part(twice, "m1")
    (line,) = lines(twice)
    assert line.counts


def test_an_exemption_of_the_one_who_stays_holds_and_the_other_is_put_away(twice):
    with twice.change("登记") as change:
        change.put("member", "m2", {"ethnic": "01", "birth": "2011-01-01", "no_id_reason": "other"})
        change.put(
            "member_year", "y2", {"member": "m2", "year": 2025, "relation": "head", "labour": "ordinary", **FACTS}
        )
    for one in lines(twice):
        exemptions.exempt(twice, [one], f"查过{one.household}")
    join(twice, "m2", "m1")
    (line,) = lines(twice)
    assert line.exemption.reason == "查过h2"
    assert len(reads.where(twice, Exemption)) == 1


def test_a_join_without_exemptions_is_no_more_than_it_was(twice):
    changed = join(twice, "m2", "m1")
    assert "exemption" not in changed.tables
    assert history.batches(twice)[0].label.startswith("并为一人")


def test_an_exemption_goes_with_a_person_who_moves_by_the_join(twice):
    with twice.change("登记") as change:
        change.put("member_year", "y2", {"member": "m2", "year": 2025, "relation": "head"})
    exempt(twice)
    join(twice, "m1", "m2", moves=True)
    (line,) = lines(twice)
    assert (line.household, line.said.row, line.counts) == ("h2", "y1", False)
    part(twice, "m2")
    assert [one.household for one in reads.where(twice, Exemption)] == ["h1"]


@pytest.fixture
def earlier(twice):
    """What was exempted while the file worked on 2024, in which the same is known of him; it works on 2025 now."""
    with twice.change("上年") as change:
        for number in (1, 2):
            change.put("household_year", f"h{number}y24", {"household": f"h{number}", "year": 2024})
        facts = {"member": "m1", "year": 2024, "relation": "head", "labour": "ordinary", **FACTS}
        change.put("member_year", "y24", facts)
    files.set_working_year(twice, 2024)
    exempt(twice)
    files.set_working_year(twice, 2025)
    return twice


def of_year(store, year):
    files.set_working_year(store, year)
    found = [(one.household, one.counts) for one in lines(store)]
    files.set_working_year(store, 2025)
    return found


def test_an_exemption_of_another_year_follows_too_and_that_of_no_other_year_is_made_of_it(earlier):
    assert (of_year(earlier, 2024), of_year(earlier, 2025)) == ([("h1", False)], [("h1", True)])
    join(earlier, "m2", "m1")
    assert (of_year(earlier, 2024), of_year(earlier, 2025)) == ([("h2", False)], [("h2", True)])
    part(earlier, "m1")
    assert of_year(earlier, 2024) == [("h1", False)]


def test_exemptions_of_two_years_both_follow(earlier):
    exempt(earlier)
    join(earlier, "m2", "m1")
    assert (of_year(earlier, 2024), of_year(earlier, 2025)) == ([("h2", False)], [("h2", False)])
    assert len(reads.where(earlier, Exemption)) == 2


def test_an_exemption_of_another_year_lapses_where_the_one_who_stays_says_something_else(earlier):
    with earlier.change("出生日期") as change:
        change.put("member", "m2", {"birth": "2012-01-01"})
    join(earlier, "m2", "m1")
    assert reads.where(earlier, Exemption) == []
    part(earlier, "m1")
    assert of_year(earlier, 2024) == [("h1", False)]
