# SPDX-License-Identifier: MIT
"""Group E: ability to work, work and posts. Ages are those of 31 December 2025, money is in fen."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, person
from tests.models.checks.cases.proof import CODES, PRESENT, at, edge, plain
from villagedesk.models.catalogue.working import WorkStretch

WORKING, OLD = "check_working_age", "check_old_age"


def one(birth="1974-02-24", **facts):
    return a_case(people=(person(birth=birth, **facts),))


def student(birth, school="bachelor1"):
    return one(birth, education=None, school=school)


def posts(count):
    names = ("甲", "乙", "丙", "丁")
    who = [
        person(name, "other", public_post="ranger" if place < count else None, public_post_months=12)
        for place, name in enumerate(names)
    ]
    return a_case(people=tuple(who))


def earning(wages, months=10):
    return a_case(people=(person(work_months=months, public_post_months=0),), income={"wages": wages})


def disabled(kind, grade):
    return one(health=("4",), disability_kind=kind, disability_grade=grade)


def far(place):
    return one(public_post="ranger", public_post_months=12, work_place=place, work_months=12)


def away(*stretches, birth="1974-02-24", member="m-高凤珍"):
    """One woman who was at work from March to August, and who may have gone again."""
    base = {"household": "h", "member": member, "start": "2025-03", "end": "2025-08", "working": False}
    lines = tuple(WorkStretch(**{"id": f"k{place}", **base, **facts}) for place, facts in enumerate(stretches))
    return replace(one(birth), stretches=lines)


def again(month):
    return away({}, {"start": month, "end": None, "working": True})


PROOFS = {
    "E01": at(edge(one("2009-12-31"), one("2010-01-01"), WORKING)),
    "E02": at(
        edge(student("2007-12-31"), student("2008-01-01"), "check_e02_student_age"),
        edge(student("2010-01-01", "senior1"), student("2009-12-31", "senior1"), WORKING),
    ),
    "E03": at(
        edge(one("2010-01-01", labour="none"), one("2009-12-31", labour="none"), WORKING),
        edge(one("1965-12-31", labour="none"), one("1966-01-01", labour="none"), OLD),
        edge(one("1965-12-31", labour="weak"), one("1966-01-01", labour="weak"), OLD),
    ),
    "E04": at(
        edge(one("1966-01-01"), one("1965-12-31"), OLD),
        edge(one("1966-01-01", labour="skilled"), one("1965-12-31", labour="skilled"), OLD),
    ),
    "E05": at(edge(disabled("4", "3"), disabled("4", "2")), edge(disabled("3", "1"), disabled("4", "1"))),
    "E06": at(
        edge(one(labour="none", work_months=0), one(labour="none", work_months=1)),
        edge(one(labour="lost", work_months=0, public_post_months=0), one(labour="lost", work_months=0, public_post_months=1)),
    ),
    "E07": at(
        edge(one(work_months=12), one(work_months=13)), edge(one(work_months=0), one(work_months=-1)),
        edge(one(public_post_months=12), one(public_post_months=13)),
    ),
    "E08": at(
        edge(one(work_months=1, work_place="county"), one(work_months=0, work_place="county")),
        edge(one(work_months=0), one(work_months=1)),
    ),
    "E09": plain(one(work_place="province"), one(work_place="province", work_county="示范县"), PRESENT),
    "E10": at(
        edge(one("2009-06-15", work_months=7), one("2009-06-15", work_months=8), WORKING),
        edge(away({"start": "2025-06"}, birth="2009-06-15"), away({"start": "2025-05"}, birth="2009-06-15"), WORKING),
    ),
    "E11": at(
        edge(
            a_case(people=(person(education=None, school="senior1", work_months=0),)),
            a_case(people=(person(education=None, school="senior1", work_months=1),)),
        )
    ),
    "E13": at(
        edge(away({"end": "2025-03"}), away({"end": "2025-02"})),
        edge(again("2025-08"), again("2025-07")),
        edge(away({"end": "2026-03"}), away({"end": "2026-04"})),
        edge(away({}), away({"end": None})),
    ),
    "E21": plain(one(work_planned=True), one(work_planned=True, job_service="placement"), PRESENT),
    "E12": at(
        edge(one(work_months=6, wage=400_00), one(work_months=6, wage=399_99), "check_e12_low"),
        edge(one(work_months=6, wage=30_000_00), one(work_months=6, wage=30_000_01), "check_e12_high"),
    ),
    "E14": at(
        edge(one(public_post="ranger", public_post_months=1), one(public_post="ranger", public_post_months=0)),
        edge(one(public_post_months=0), one(public_post_months=1)),
    ),
    "E15": at(
        edge(one("2009-12-31", public_post="ranger"), one("2010-01-01", public_post="ranger"), WORKING),
        edge(one("1956-01-01", public_post="ranger"), one("1955-12-31", public_post="ranger"), "check_e15_age"),
    ),
    "E16": at(edge(posts(2), posts(3), "check_e16_posts")),
    "E17": plain(far("province"), far("county"), CODES),
    "E18": at(
        edge(one("2010-01-01", labour="skilled", work_months=0), one("2009-12-31", labour="skilled", work_months=0), WORKING),
        edge(one("1965-12-31", labour="skilled", work_months=0), one("1966-01-01", labour="skilled", work_months=0), OLD),
        edge(one(labour="skilled", work_months=1), one(labour="skilled", work_months=0)),
    ),
    "E19": at(edge(earning(1), earning(0)), edge(earning(0, 0), earning(1, 0))),
    "E20": at(
        edge(earning(4_000_00), earning(3_999_99), "check_e12_low"),
        edge(earning(300_000_00), earning(300_000_01), "check_e12_high"),
    ),
}  # fmt: skip
