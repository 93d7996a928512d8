# SPDX-License-Identifier: MIT
"""Group H, second part: monitoring against falling back, its procedure, and how a risk was removed. The year is 2025."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import around, helper, person
from tests.models.checks.cases.proof import CODES, EQUAL, PRESENT, at, edge, plain
from tests.models.checks.test_monitoring import removed, watched
from tests.models.checks.test_procedures import WATCHED, clued, watched_case, without
from villagedesk.models.catalogue.help import Benefit, Measure, Plan
from villagedesk.models.catalogue.procedure import Notice, NoticeItem
from villagedesk.models.doings import Posting

FIRST, LAST, DAY = "check_c03_from", "check_c03_to", "school_day"
H16 = "check_h16_months"


def child(birth):
    return (person(), person("高磊", "son", birth, labour="none", school="none", education=None))


def at_home(birth):
    """Monitored for an illness, with a child that goes to no school."""
    return watched(people=child(birth))


def proved(income=True, **parts):
    """The risk was removed in October, and what is to prove it is known."""
    return removed(income={"wages": 900_000} if income else None, **parts)


def pupil_unknown(birth):
    """The same with a child of whose school nobody knows anything."""
    who = person("高磊", "son", birth, labour="none", education=None)
    return proved(people=(person(), who))


def after(since, until, **facts):
    return removed(facts={"monitored_since": since, "risk_removed_on": until, **facts})


def after_line(until, months):
    return after("2025-01", until), around(check_h13_months=months)


def helped_since(month):
    """A measure of the plan of 2024 that began in some month; monitored since January 2025."""
    measure = Measure(id="old", plan="p24", content="医疗救助", helped_since=month)
    return replace(removed(), plans=(Plan(id="p24", household="h", year=2024),), all_measures=(measure,))


def given(case, day):
    return replace(case, benefits=(Benefit(id="b", household="h", date=day, content="慰问"),))


def begun(month):
    return watched(measures=[{"category": "health", "content": "医疗救助", "helped_since": month}])


def helped_by(*categories):
    return watched(measures=[{"category": one, "content": "帮扶"} for one in categories])


def able(labour, flag):
    return watched(people=(person(labour=labour),), facts={"no_labour_household": flag})


def earning(wages):
    return removed(income={"wages": wages}), around(monitoring_line=7_000)


def called_by(**pairing):
    return watched(household={"phone": None}, helpers=(helper(**pairing),))


def posted(*keys):
    """A household that stood on so many notices, each of them of 4–10 March."""
    notice = Notice(village="v", kind="village", start="2025-03-04", end="2025-03-10", objected=False)
    postings = tuple(
        Posting(notice.having(id=key), NoticeItem(id=f"i{key}", notice=key, household="h", process="pr"))
        for key in keys
    )
    return watched_case(without(WATCHED, "notice_village"), postings=postings)


PROOFS = {
    "H08": plain(watched(facts={"risks": ()}), watched(), PRESENT),
    "H09": plain(
        watched(facts={"risks": ("other",)}), watched(facts={"risks": ("other",), "risk_note": "外出务工受骗"}), PRESENT
    ),
    "H10": at(
        edge(at_home("2019-09-02"), at_home("2019-09-01"), FIRST, DAY),
        edge(at_home("2009-09-01"), at_home("2009-09-02"), LAST, DAY),
        edge(watched(facts={"house_grade": "B"}), watched(facts={"house_grade": "C"})),
    ),
    "H11": at(
        edge(pupil_unknown("2019-09-02"), pupil_unknown("2019-09-01"), FIRST, DAY),
        edge(pupil_unknown("2009-09-01"), pupil_unknown("2009-09-02"), LAST, DAY),
        edge(proved(), proved(income=False)),
        edge(
            removed(facts={"monitored_since": "2024-01", "risk_removed_on": "2024-12"}),
            removed(facts={"monitored_since": "2024-01", "risk_removed_on": "2025-01"}),
        ),
    ),
    "H12": at(
        edge(proved(people=child("2019-09-02")), proved(people=child("2019-09-01")), FIRST, DAY),
        edge(proved(people=child("2009-09-01")), proved(people=child("2009-09-02")), LAST, DAY),
        edge(proved(facts={"house_grade": "B"}), proved(facts={"house_grade": "C"})),
    ),
    "H13": at(
        edge(after("2025-01", "2025-07"), after("2025-01", "2025-06"), "check_h13_months"),
        edge(after_line("2025-04", 1), after_line("2025-03", 1), "check_h13_short"),
    ),
    "H14": plain(removed(facts={"no_labour_household": True}), removed(), EQUAL),
    "H15": at(
        edge(helped_since("2025-01"), helped_since("2024-12")),
        edge(given(removed(), "2025-01-01"), given(removed(), "2024-12-31")),
    ),
    "H16": at(
        edge(begun("2025-02"), begun("2025-03"), H16),
        edge(given(watched(), "2025-02-28"), given(watched(), "2025-03-01"), H16),
        edge(watched(facts={"monitored_since": "2025-11"}), watched(facts={"monitored_since": "2025-10"}), H16),
        edge(after("2025-01", "2025-02"), after("2025-01", "2025-03"), H16),
    ),
    "H17": plain(helped_by("security"), helped_by("security", "employment"), CODES),
    "H18": plain(able("none", False), able("none", True), EQUAL),
    "H19": at(
        edge(earning(7_000_01), earning(7_000_00), "monitoring_line"),
        edge(
            (after("2024-01", "2024-12"), around(monitoring_line=7_000)),
            (removed(income={"wages": 1}, facts={"risk_removed_on": "2025-01", "monitored_since": "2024-01"}),
             around(monitoring_line=7_000)),
        ),
    ),
    "H20": at(
        edge(called_by(end="2025-12-31"), called_by(end="2025-12-30")),
        edge(called_by(start="2025-12-31"), called_by(start="2026-01-01")),
        edge(called_by(), called_by(phone=None)),
    ),
    "H21": at(
        edge(watched_case({**WATCHED, "township": "2025-03-10"}), watched_case({**WATCHED, "township": "2025-03-09"})),
        edge(posted("n1"), posted("n1", "n2")),
    ),
    "H22": at(
        edge(clued(), clued(confirmed_on="2025-03-17"), "monitoring_days"),
        edge(clued(clue_on="2025-12-16", confirmed_on=None), clued(clue_on="2025-12-15", confirmed_on=None), "monitoring_days"),
    ),
}  # fmt: skip
