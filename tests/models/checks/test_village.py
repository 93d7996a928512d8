# SPDX-License-Identifier: MIT
"""L01–L09 and I14: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import answers, around, sentence, verdict
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.posting import Posting
from villagedesk.models.checks.rounds import Post, Rounds, Term
from villagedesk.models.checks.village import RULES
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.posting import Posted

FIGURES = {
    "households": 400, "people": 1500, "labour": 800, "migrants": 300, "migrants_outside": 100, "poor_households": 30,
    "poor_ordinary": 20, "poor_low_income": 8, "poor_destitute": 2, "poor_people": 90, "poor_ordinary_people": 66,
    "poor_low_income_people": 22, "poor_destitute_people": 2, "registered_people": 1400, "low_households": 20,
    "low_people": 40, "minority_people": 0, "destitute_people": 2, "disabled_people": 15, "dangerous_houses": 3, "unsafe_water": 4,
    "road_to_township": True, "bus": True, "primary_schools": 0, "clinics": 1, "doctors": 1, "toilets": 1, "refuse_points": 6,
    "reading_rooms": 1, "pension_insured": 700, "collective_income": 3_000_000, "first_secretary": "陈建国",
    "first_secretary_phone": "13600001111", "agronomist": "李农", "law_lecturer": "王法",
}  # fmt: skip


def a_village(*, year=2025, sums=None, known=None, village=None, entered=True, **figures):
    facts = VillageYear(
        id="vy" if entered else "", village="v", year=year, **({**FIGURES, **figures} if entered else {})
    )
    told = {"id": "v", "name": "清溪村", "attribute": "poor", **(village or {})}
    return VillageFile(year, Village(**told), facts, sums=sums or {}, known=known or {})


def posted(start, end=None, **facts):
    """Somebody whose post in another village ended on 30 June."""
    post = Posting(
        **{"id": "po", "village": "v", "cadre": "c1", "role": "first_secretary", "start": start, "end": end, **facts}
    )
    terms = {"c1": (Term("v", "清溪村", start, end), Term("w", "石桥村", "2023-01-01", "2025-06-30"))}
    return replace(a_village(), posted=(Posted(Cadre(id="c1", name="孙志强"), (post,)),)), around(
        rounds=Rounds(terms=terms)
    )


LEFT = {"exited": True}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_right_village_has_no_findings(rule):
    assert verdict(RULES, rule.code, a_village(), around(check_l07_rate=3)) == "ok"


@pytest.mark.parametrize("rule", RULES[1:], ids=lambda rule: rule.code)
def test_of_a_village_without_figures_only_the_first_rule_speaks(rule):
    assert verdict(RULES, rule.code, a_village(entered=False)) == "ok"


def test_l01_nothing_and_zero_are_told_apart():
    assert len(answers(RULES, "L01", a_village(entered=False))) == 2
    assert "总户数没有填写" in sentence(RULES, "L01", a_village(households=None))
    assert "总人口“0”为0" in sentence(RULES, "L01", a_village(people=0))
    assert verdict(RULES, "L01", a_village(people=1)) == "ok"


@pytest.mark.parametrize(("income", "expected"), [(0, "doubt"), (None, "doubt"), (1, "ok")])
def test_l02_a_village_that_left_has_collective_income(income, expected):
    assert verdict(RULES, "L02", a_village(collective_income=income, **LEFT)) == expected
    assert verdict(RULES, "L02", a_village(collective_income=income)) == "ok"


@pytest.mark.parametrize(
    ("exit_year", "exited", "expected"),
    [(2025, None, "error"), (2026, None, "ok"), (2020, False, "ok"), (None, True, "error"), (None, None, "ok")],
)
def test_l03_a_village_that_left_by_its_year_or_its_figure_has_a_road(exit_year, exited, expected):
    case = a_village(road_to_township=False, exited=exited, village={"exit_year": exit_year})
    assert verdict(RULES, "L03", case) == expected


def test_l03_an_unknown_road_is_not_judged():
    assert verdict(RULES, "L03", a_village(road_to_township=None, **LEFT)) == "? village_year.road_to_township"
    assert verdict(RULES, "L03", a_village(**LEFT)) == "ok"


@pytest.mark.parametrize("key", ["clinics", "doctors", "bus", "primary_schools", "disabled_people"])
def test_l04_nothing_is_no_zero(key):
    assert [one.key for one in answers(RULES, "L04", a_village(**{key: None}))] == [key]
    assert verdict(RULES, "L04", a_village(**{key: 0})) == "ok"


@pytest.mark.parametrize(
    ("water", "houses", "expected"),
    [
        (401, 0, "error"),
        (400, 0, "ok"),
        (0, 401, "error"),
        (200, 200, "ok"),
        (200, 201, "doubt"),
        (None, 3, "? village_year.unsafe_water"),
    ],
)
def test_l05_no_more_unsafe_households_than_households(water, houses, expected):
    assert verdict(RULES, "L05", a_village(unsafe_water=water, dangerous_houses=houses)) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"labour": 1501}, "error"),
        ({"labour": 1500}, "ok"),
        ({"migrants_outside": 301}, "error"),
        ({"poor_ordinary": 19}, "error"),
        ({"poor_people": 91}, "error"),
        ({"poor_ordinary": None}, "? village_year.poor_ordinary"),
        ({"poor_ordinary": None, "poor_low_income": None, "poor_destitute": None}, "ok"),
        ({"poor_people": None}, "? village_year.poor_people"),
    ],
)
def test_l06_parts_and_wholes(figures, expected):
    assert verdict(RULES, "L06", a_village(**figures)) == expected


def test_l06_names_both_figures():
    assert "劳动力“1501”多于总人口1500" in sentence(RULES, "L06", a_village(labour=1501))


@pytest.mark.parametrize(
    ("poor", "expected"),
    [(42, "error"), (41, "ok"), (None, "? village_year.poor_people"), (0, "ok")],
)
def test_l07_three_percent_is_not_below_three_percent(poor, expected):
    """42 of 1400 are exactly 3.00 %, 41 are 2.93 %."""
    figures = {"poor_people": poor, "registered_people": 1400, **LEFT}
    assert verdict(RULES, "L07", a_village(**figures), around(check_l07_rate=3)) == expected


def test_l07_needs_its_denominator_and_its_line():
    assert verdict(RULES, "L07", a_village(registered_people=None, **LEFT)) == "? village_year.registered_people"
    assert verdict(RULES, "L07", a_village(**LEFT), around(check_l07_rate=None)) == "? line.value"
    assert verdict(RULES, "L07", a_village(poor_people=1400), around(check_l07_rate=3)) == "ok"
    text = sentence(RULES, "L07", a_village(poor_people=42, **LEFT), around(check_l07_rate=3))
    assert "占农业户籍人口1400的3.00%，没有低于3%" in text


@pytest.mark.parametrize(
    ("kind", "expected"), [("poor", "doubt"), ("exited", "doubt"), ("not_poor", "ok"), (None, "? village.attribute")]
)
def test_l08_poor_villages_have_a_first_secretary(kind, expected):
    case = a_village(first_secretary=None, village={"attribute": kind})
    assert verdict(RULES, "L08", case) == expected


@pytest.mark.parametrize(
    ("counted", "known", "stated", "expected"),
    [
        (30, 50, 30, "ok"),
        (29, 50, 30, "doubt"),
        (29, 49, 30, "? household_year.exit_status"),
        (30, 50, None, "? village_year.poor_households"),
    ],
)
def test_l09_the_form_and_the_case_files_say_the_same(counted, known, stated, expected):
    file = a_village(
        sums={"poor_households": counted, "households": 50}, known={"poor_households": known}, poor_households=stated
    )
    assert verdict(RULES, "L09", file) == expected


def test_l09_a_village_without_case_files_is_not_compared():
    assert verdict(RULES, "L09", a_village(sums={"poor_households": 0, "households": 0})) == "ok"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (posted("2025-06-29"), "doubt"),
        (posted("2025-06-30"), "ok"),  # from one village to the next
        (posted("2025-07-01"), "ok"),
        (posted("2022-01-01", "2022-12-31"), "ok"),
        (posted("2024-01-01", "2024-12-31"), "ok"),  # told of in that year
        (posted(None), "? posting.start"),
        (posted("2025-01-01", role="member"), "ok"),
        (posted("2025-01-01", role=None), "? posting.role"),
    ],
)
def test_i14_postings_say_whether_somebody_is_at_two_posts_at_a_time(case, expected):
    assert verdict(RULES, "I14", *case) == expected


def test_i14_where_postings_tell_the_days_the_name_alone_proves_nothing():
    name, phone = FIGURES["first_secretary"], FIGURES["first_secretary_phone"]
    posts = (Post("v", "清溪村", phone), Post("w", "石桥村", phone))
    for start, expected in (("2025-07-01", "ok"), ("2025-01-01", "doubt")):
        file, around_it = posted(start)
        one = replace(file.posted[0], cadre=file.posted[0].cadre.having(name=name))
        rounds = replace(around_it.rounds, first_secretaries={(2025, name): posts})
        assert verdict(RULES, "I14", replace(file, posted=(one,)), around(rounds=rounds)) == expected


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ((Post("v2", "石门村", "13600001111"),), "doubt"),
        ((Post("v2", "石门村", "13600002222"),), "ok"),
        ((Post("v2", "石门村", ""),), "? village_year.first_secretary_phone"),
        ((Post("v", "清溪村", "13600001111"),), "ok"),
        ((), "ok"),
    ],
)
def test_i14_nobody_is_first_secretary_of_two_villages(posts, expected):
    rounds = Rounds(first_secretaries={(2025, "陈建国"): posts})
    assert verdict(RULES, "I14", a_village(), around(rounds=rounds)) == expected
    assert verdict(RULES, "I14", a_village(year=2024), around(rounds=rounds)) == "ok"
