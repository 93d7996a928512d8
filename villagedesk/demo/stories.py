# SPDX-License-Identifier: MIT
"""Who goes through which procedure in a village of the demo, and what came of it.

Two doubts are meant to be found, so that somebody who practises finds them: a household whose monitoring was not confirmed in
time and lacks a seal, and a meeting on a holiday.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from villagedesk.demo import MARK, NOW, YEAR, county, earlier
from villagedesk.demo.courses import EXIT, IDENTIFY, MONITOR, REMOVAL, Course, Objection, Officers, monday, rows_of
from villagedesk.demo.scene import Scene
from villagedesk.store.ids import SeededIds, derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile

Told: TypeAlias = "Course | Row"
_TOGETHER: Final = 3  # households of one list
_MONITORED: Final = frozenset({"unstable", "edge", "sudden"})
_CLUES: Final = ("household", "cadre", "department")
_SHAKY: Final = "有村民提出，名单中1户务工收入还不稳定。村“两委”和驻村工作队入户核实，情况属实，该户本次不列入风险消除名单，继续监测帮扶。"
_DISMISSED: Final = "有村民提出，名单中1户今年新购了三轮车。村“两委”和驻村工作队核实，该车用于运送农产品，不影响认定，异议不成立，已答复提出人。"
_TOO_EARLY: Final = (
    "有村民提出，名单中1户住房还在修缮。村“两委”和驻村工作队入户核实，情况属实，该户当年不退出，修缮完工后再评议。"
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The households of a village from whom the actors are chosen: whole families whose numbers are known."""

    village: DemoVillage
    officers: Officers
    cases: tuple[CaseFile, ...]

    def course(self, template: str, start: dt.date, cases: Sequence[CaseFile], **more: object) -> Course:
        """A procedure of some of them."""
        when = {"identify_2014": IDENTIFY, "exit_2016": EXIT, "monitor_2021": MONITOR, "removal_2021": REMOVAL}[
            template
        ]
        village = self.village
        return Course(village.id, village.name, self.officers, template, start.year, start, when, tuple(cases), **more)  # type: ignore[arg-type]

    def watched(self, *, removed: bool, able: bool = True) -> list[CaseFile]:
        """Monitored households whose risk is removed or not, with or without somebody able to work."""
        return [
            case
            for case in self.cases
            if case.facts.household_type in _MONITORED
            and (case.facts.risk_removed is True) is removed
            and (case.facts.no_labour_household is not True) is able
        ]

    def never_watched(self) -> list[CaseFile]:
        """Households that left poverty and were never monitored."""
        return [
            one for one in self.cases if one.facts.household_type == "exited" and isinstance(one.facts.exit_year, int)
        ]


def rows_for(village: DemoVillage, officers: Officers, cases: Sequence[CaseFile]) -> Iterator[Row]:
    """What happened in a village; nothing in one that no story is about."""
    mine = [case for case in cases if case.household.village == village.id and _is_whole(case)]
    cast = Cast(village, officers, tuple(sorted(mine, key=lambda case: case.household.hh_no or "")))
    courses: dict[tuple[str, dt.date, str], Course] = {}
    stories = _STORIES.get(village.name, ())
    if stories:
        yield from county.rows()
    for story in stories:
        for told in story(cast):
            if isinstance(told, Course):
                key = told.template, told.start, told.last
                courses[key] = _joined(courses[key], told) if key in courses else told
            else:
                yield told
    for course in courses.values():
        yield from rows_of(course)


def _joined(one: Course, other: Course) -> Course:
    """Two courses of the same days are one: the village meets once and puts up one list."""
    monitored = {**one.monitored, **other.monitored}
    return replace(
        one, cases=(*one.cases, *other.cases), monitored=monitored, objection=one.objection or other.objection
    )


def _is_whole(case: CaseFile) -> bool:
    return bool(case.people) and all(person.member.id_no and person.member.birth for person in case.people)


# -- out of poverty ---------------------------------------------------------------------------------------------------------


def _left_poverty(cast: Cast) -> Iterator[Told]:
    """Some were identified together and left together; with one the village waited, since its house was not ready."""
    by_months = _by_months(cast)
    if not by_months:
        return
    (_month, left), together = min(by_months.items(), key=lambda one: (-len(one[1]), one[0]))
    together = together[:_TOGETHER]
    later = sorted(by_months.items(), key=_year_of_exit)
    others = [case for (_first, year), some in later for case in some if year > left]
    waited = next((case for case in others if (case.household.identified or "9") < f"{left}-01"), None)
    all_of_them = [*together, *([waited] if waited else [])]
    yield from _identified(cast, all_of_them)
    yield from _exit(cast, all_of_them, left, waited)
    if waited and isinstance(waited.facts.exit_year, int):
        yield from _exit(cast, [waited], waited.facts.exit_year)


def _by_months(cast: Cast) -> dict[tuple[str, int], list[CaseFile]]:
    """(month of identification, year of exit) → households; nobody was born after the year began in which they came in.

    From April on, since the steps take three months.
    """
    found: dict[tuple[str, int], list[CaseFile]] = defaultdict(list)
    for case in cast.never_watched():
        month, left = case.household.identified or "", case.facts.exit_year
        born = [person.member.birth or "9" for person in case.people]
        if isinstance(left, int) and month[5:] >= "04" and max(born) < month[:4]:
            found[month, left].append(case)
    return found


def _year_of_exit(one: tuple[tuple[str, int], list[CaseFile]]) -> int:
    (_month, left), _cases = one
    return left


def _identified(cast: Cast, cases: Sequence[CaseFile]) -> Iterator[Told]:
    """Each in the month that its file names; those of one month together."""
    for month, some in _by(cases, lambda case: case.household.identified or "").items():
        confirmed = monday(int(month[:4]), int(month[5:]))
        yield cast.course("identify_2014", confirmed - dt.timedelta(days=_days(IDENTIFY, "county")), some)


def _exit(cast: Cast, cases: Sequence[CaseFile], year: int, waited: CaseFile | None = None) -> Iterator[Told]:
    objection = None
    if waited is not None:
        objection = Objection(waited.household.id, True, _TOO_EARLY, "住房修缮没有完工，属实；当年不退出。")
    course = cast.course("exit_2016", monday(year, 9, 12), cases, objection=objection)
    yield course
    for case in cases:
        yield from earlier.rows_of(case, year, left=case is not waited)
        day = course.day("verify").isoformat()
        yield from earlier.checked(case, year, day, cast.officers.team, earlier.TO_LEAVE)


# -- monitored ----------------------------------------------------------------------------------------------------------------


def _risk_removed(cast: Cast, objection: str = "") -> Iterator[Told]:
    """Those whose risk was removed in the same month: how they were entered, and how the risk was removed."""
    by_month = _by(cast.watched(removed=True), lambda case: str(case.facts.risk_removed_on))
    if not by_month:
        return
    month, some = max(by_month.items(), key=lambda one: (len(one[1]), _earlier(one[0])))
    some = some[:_TOGETHER]
    start = monday(int(month[:4]), int(month[5:]))
    doubted = Objection(some[0].household.id, False, objection, "异议不成立，已答复。") if objection else None
    course = cast.course("removal_2021", start, some, monitored=_records(some), objection=doubted)
    yield from _entered(cast, some, removed_on=course.day("county"))
    yield course
    for case in some:
        day = course.day("survey").isoformat()
        yield from earlier.checked(case, YEAR, day, cast.officers.team, earlier.TO_REMOVE)


def _earlier(month: str) -> int:
    return -int(month.replace("-", ""))


def _objection_upheld(cast: Cast) -> Iterator[Told]:
    """A household whose removal stopped while the list hung."""
    some = cast.watched(removed=False)[:1]
    if not some:
        return
    objection = Objection(some[0].household.id, True, _SHAKY, "务工收入不稳定，属实；继续监测帮扶。")
    yield from _entered(cast, some)
    yield cast.course(
        "removal_2021",
        monday(YEAR, 10, 13),
        some,
        monitored=_records(some),
        objection=objection,
        last="notice_village",
    )


def _notice_hangs(cast: Cast) -> Iterator[Told]:
    """Two whose list hangs on the day on which the demo stands still."""
    some = cast.watched(removed=False)[1:3]
    yield from _entered(cast, some)
    start = monday(NOW.year, NOW.month, NOW.day - 15)
    yield cast.course("removal_2021", start, some, monitored=_records(some), last="notice_village")


def _stays_marked(cast: Cast) -> Iterator[Told]:
    """Nobody can work: the safety net holds, and the risk is not marked as removed."""
    yield from _entered(cast, cast.watched(removed=False, able=False)[:1])


def _found_now(cast: Cast) -> Iterator[Told]:
    """A clue of the last week of the year; the days run."""
    yield from _clue(cast, dt.date(NOW.year, NOW.month, 22), "consent")


def _found_late(cast: Cast) -> Iterator[Told]:
    """A clue that has lain too long, and a sheet without a seal: to be found by the checks (H22, K05)."""
    yield from _clue(cast, dt.date(NOW.year, NOW.month, 8), "appraisal", frozenset({"survey"}))


def _clue(cast: Cast, start: dt.date, last: str, unsigned: frozenset[str] = frozenset()) -> Iterator[Told]:
    some = cast.never_watched()[-1:]
    course = cast.course("monitor_2021", start, some, monitored=_records(some), last=last, unsigned=unsigned)
    told: Facts = {
        "kind": "unstable",
        "risks": ("employment",),
        "risk_note": f"务工企业停产，收入减少，正在核实。{MARK}",
    }
    yield from (_record(case, course, told) for case in some)
    yield course


def _entered(cast: Cast, cases: Sequence[CaseFile], removed_on: dt.date | None = None) -> Iterator[Told]:
    """How monitored households came in, in the month that their facts name; those of one month together."""
    for month, some in _by(cases, lambda case: str(case.facts.monitored_since)).items():
        course = cast.course("monitor_2021", monday(int(month[:4]), int(month[5:]), 5), some, monitored=_records(some))
        for case in some:
            facts: Facts = {
                "kind": case.facts.monitor_type,
                "risks": case.facts.risks,
                "risk_note": case.facts.risk_note,
                "confirmed_on": course.day("county").isoformat(),
            }
            if case.facts.no_labour_household is True:
                facts["not_removed"] = True
            yield _record(case, course, {**facts, **(_after(case, removed_on) if removed_on else {})})
        yield course


def _record(case: CaseFile, course: Course, more: Facts) -> Row:
    """The monitoring record of a household."""
    helper = next(iter(case.helpers_on(NOW.date().isoformat())), None)
    facts: Facts = {
        "household": case.household.id,
        "turn": 1,
        "clue_source": Scene(case).dice("clue").choice(_CLUES),
        "clue_on": course.day("clue").isoformat(),
        "consent_on": course.day("consent").isoformat(),
        "no_labour": not Scene(case).workers(),
        "resettled": False,
        "contact": helper.cadre.name if helper else None,
        "contact_phone": helper.cadre.phone if helper else None,
        "note": MARK,
        **more,
    }
    return "monitoring", _records([case])[case.household.id], facts


def _after(case: CaseFile, removed_on: dt.date) -> Facts:
    return {
        "removed_on": removed_on.isoformat(),
        "removal": "helped",
        "after_income": case.sums.per_head if case.sums else None,
        "after_school": True,
        "after_house": True,
        "after_medical": True,
        "after_water": True,
    }


def _records(cases: Sequence[CaseFile]) -> dict[str, str]:
    """Household → the id of its first monitoring record."""
    return {case.household.id: derived_id("monitoring", case.household.id, 1) for case in cases}


# -- meetings of the village -------------------------------------------------------------------------------------------------


def _met_on_a_holiday(cast: Cast) -> Iterator[Told]:
    """A date that somebody mistyped: to be found by the check (K04)."""
    facts: Facts = {
        "village": cast.village.id,
        "date": f"{YEAR}-10-01",
        "kind": "committee",
        "place": f"{cast.village.name}党群服务中心会议室",
        "chair": cast.officers.chair,
        "recorder": cast.officers.recorder,
        "expected": 9,
        "present": 8,
        "agenda": "研究第四季度防返贫监测排查安排",
        "resolution": "10月底前完成逐户排查，结果报镇。",
        "signed": True,
        "note": MARK,
    }
    yield "meeting", SeededIds(f"{MARK} meeting {cast.village.code} holiday")(), facts


def _objection_dismissed(cast: Cast) -> Iterator[Told]:
    yield from _risk_removed(cast, _DISMISSED)


def _by(cases: Sequence[CaseFile], key: Callable[[CaseFile], str]) -> dict[str, list[CaseFile]]:
    found: dict[str, list[CaseFile]] = defaultdict(list)
    for case in cases:
        found[key(case)].append(case)
    return dict(sorted(found.items()))


def _days(when: dict[str, int | tuple[int, int]], step: str) -> int:
    days = when[step]
    return days[0] if isinstance(days, tuple) else days


_EVERYTHING: Final = (_left_poverty, _risk_removed, _objection_upheld, _notice_hangs, _stays_marked, _found_now)
_STORIES: Final = {
    "清溪村": _EVERYTHING,
    "示范村": _EVERYTHING,
    "石桥村": (_risk_removed, _found_late, _met_on_a_holiday),
    "双龙村": (_objection_dismissed, _found_now),
}
