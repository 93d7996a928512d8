# SPDX-License-Identifier: MIT
"""K04 and M03 of a village's meetings and notices."""

from __future__ import annotations

import pytest

from tests.models.checks.a_household import answers, around, sentence, verdict
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.procedure import Meeting, Notice
from villagedesk.models.checks.gatherings import RULES
from villagedesk.models.checks.matrix import holiday
from villagedesk.models.checks.rounds import Post, Rounds
from villagedesk.models.checks.villagefile import VillageFile


def a_village(*, meetings=(), notices=()):
    return VillageFile(2025, Village(id="v", name="清溪村"), VillageYear(), meetings=meetings, notices=notices)


def meeting(**more):
    return a_village(meetings=(Meeting(id="me", village="v", date="2025-03-03", chair="陈建国").having(**more),))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-10-01", "doubt"),
        ("2025-10-03", "doubt"),
        ("2025-10-04", "ok"),
        ("2025-01-29", "doubt"),
        ("2025-01-31", "doubt"),
        ("2025-02-01", "ok"),
        (None, "? meeting.date"),
    ],
)
def test_k04_no_meeting_on_a_public_holiday(day, expected):
    assert verdict(RULES, "K04", meeting(date=day)) == expected


def test_k04_the_first_days_of_the_lunar_year_are_known_for_the_years_of_the_programme():
    assert holiday("2014-01-31") == holiday("2026-02-19") == "春节"
    assert holiday("2026-02-20") == ""
    assert holiday("2030-05-01") == "劳动节"


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ((Post("v", "清溪村"), Post("v2", "石门村")), "doubt"),
        ((), "ok"),
    ],
)
def test_k04_nobody_chairs_in_two_villages_on_a_day(posts, expected):
    rounds = Rounds(chairs={("2025-03-03", "陈建国"): posts} if posts else {})
    assert verdict(RULES, "K04", meeting(), around(rounds=rounds)) == expected
    if posts:
        assert "“陈建国”当天也在石门村主持会议" in sentence(RULES, "K04", meeting(), around(rounds=rounds))


def test_m03_a_notice_says_from_when_to_when_and_whom_to_call():
    whole = Notice(id="n", village="v", start="2025-03-04", end="2025-03-08", phones="12317")
    assert verdict(RULES, "M03", a_village(notices=(whole,))) == "ok"
    bare = Notice(id="n", village="v", start="2025-03-04")
    assert [one.key for one in answers(RULES, "M03", a_village(notices=(bare,)))] == ["end", "phones"]
