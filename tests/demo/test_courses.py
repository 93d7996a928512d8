# SPDX-License-Identifier: MIT
"""A course: several households go through a procedure together, on days on which people work."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import courses
from villagedesk.demo.courses import Course, Objection, Officers, county_office, monday, rows_of
from villagedesk.demo.villages import VILLAGES
from villagedesk.models.templates import templates
from villagedesk.services.procedure.procedures import Rulebook

if TYPE_CHECKING:
    from villagedesk.demo.courses import When
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

OFFICERS = Officers("鲁春峰", "申先丽")
SHAPES = {
    "identify_2014": courses.IDENTIFY,
    "exit_2016": courses.EXIT,
    "monitor_2021": courses.MONITOR,
    "removal_2021": courses.REMOVAL,
}


def course(cases: list[CaseFile], template: str = "removal_2021", start: str = "2025-03-03", **more: object) -> Course:
    day = dt.date.fromisoformat(start)
    village = VILLAGES[0]
    when: When = SHAPES[template]
    return Course(village.id, village.name, OFFICERS, template, day.year, day, when, tuple(cases), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("template", SHAPES)
def test_every_step_that_must_be_done_has_a_day_after_those_before_it(template: str, cases: list[CaseFile]) -> None:
    made, known = course(cases[:1], template), templates()[template]
    assert {step.key for step in known.steps if not step.optional} <= set(made.when)
    for step in known.steps:
        for before in step.after:
            if step.key in made.when and before in made.when:
                assert made.last_day(before) <= made.day(step.key)


@pytest.mark.parametrize("template", SHAPES)
def test_lists_hang_longer_and_monitoring_takes_no_longer_than_the_lines_say(
    template: str, cases: list[CaseFile], township: Store
) -> None:
    made, limits = course(cases[:1], template), Rulebook(township).limits(2025)
    for step in templates()[template].steps:
        if step.line[0] and step.key in made.when:
            days = (made.last_day(step.key) - made.day(step.key)).days + 1
            assert days >= (limits[step.line].days or 0) > 0
    for span in templates()[template].spans:
        assert (made.last_day(span.last) - made.day(span.first)).days <= (limits[span.line].days or 0)


def test_nobody_meets_on_a_holiday_but_on_the_next_day(cases: list[CaseFile]) -> None:
    made = course(cases[:1], "identify_2014", "2014-09-10")  # 21 days later is the first of October
    assert made.day("appraisal") == dt.date(2014, 10, 4)


def test_a_month_begins_with_its_first_monday() -> None:
    assert monday(2025, 12) == dt.date(2025, 12, 1)
    assert monday(2025, 11) == dt.date(2025, 11, 3)
    assert monday(2025, 12, 2) == dt.date(2025, 12, 8)


def test_one_meeting_votes_about_all_and_one_list_names_them(cases: list[CaseFile]) -> None:
    rows = list(rows_of(course(cases[:3])))
    found = Counter(entity for entity, _row, _facts in rows)
    assert found == {"process": 3, "process_step": 6, "meeting": 1, "meeting_item": 3, "notice": 2, "notice_item": 6}
    assert len({row for _entity, row, _facts in rows}) == len(rows)


def test_who_is_rightly_objected_to_stays_behind_and_the_others_go_on(cases: list[CaseFile]) -> None:
    doubted = cases[0].household.id
    rows = list(rows_of(course(cases[:2], objection=Objection(doubted, True, "有异议。", "属实。"))))
    decided = {
        facts["process"] for entity, _row, facts in rows if entity == "process_step" and facts["step"] == "county"
    }
    assert decided == {course(cases[:2]).process(cases[1])}
    listed = Counter(facts["household"] for entity, _row, facts in rows if entity == "notice_item")
    assert listed == {doubted: 1, cases[1].household.id: 2}


def test_a_dismissed_objection_holds_nobody_up(cases: list[CaseFile]) -> None:
    objection = Objection(cases[0].household.id, False, "有异议。", "不成立。")
    rows = list(rows_of(course(cases[:1], objection=objection)))
    assert [facts["upheld"] for entity, _row, facts in rows if entity == "notice_item" and "upheld" in facts] == [False]
    assert any(facts.get("step") == "county" for _entity, _row, facts in rows)


def test_a_course_stops_at_its_last_step_and_a_sheet_may_lack_its_seal(cases: list[CaseFile]) -> None:
    made = course(cases[:1], "monitor_2021", last="appraisal", unsigned=frozenset({"survey"}))
    signed = {facts["step"]: facts["signed"] for entity, _row, facts in rows_of(made) if entity == "process_step"}
    assert signed == {"clue": None, "survey": False, "consent": True}
    assert not any(entity == "notice" for entity, _row, _facts in rows_of(made))


def test_the_countys_office_had_another_name_before_2021() -> None:
    assert county_office(2020) != county_office(2021)
