# SPDX-License-Identifier: MIT
"""How a procedure of the demo went: what its officers typed of each step, of the meeting, of the notice.

Several households of a village usually go through a procedure together: one meeting votes about all of them, one list names
them. Every row is a plain fact such as an office enters it; the state of the procedure follows from them (`models.procedures`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import COUNTY, MARK, NOW, TOWNSHIP, county
from villagedesk.models.checks.matrix import holiday
from villagedesk.models.templates import templates
from villagedesk.store.ids import SeededIds, derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.templates import Step

# Days from the first step, a Monday: of a notice from when until when. No paper says how long a step takes; a notice hangs
# longer than the lines of `resources/lines.csv` ask.
When = dict[str, "int | tuple[int, int]"]
IDENTIFY: Final[When] = {
    "apply": 0, "survey": 9, "appraisal": 21, "verify": 23, "notice_village": (24, 32), "township": 36,
    "notice_township": (37, 45), "compare": 50, "county": 56, "announce": (57, 63), "pairing": 65, "plan": 70,
    "handbook": 78, "enter": 81,
}  # fmt: skip
EXIT: Final[When] = {
    "mobilise": 0, "screen": 4, "appraisal": 28, "verify": 31, "agree": 32, "notice_village": (35, 43), "township": 45,
    "county": 57, "announce": (59, 65), "letter": 70, "deregister": 72,
}  # fmt: skip
MONITOR: Final[When] = {
    "clue": 0, "survey": 1, "consent": 1, "appraisal": 3, "notice_village": (4, 9), "township": 10,
    county.COMPARED: 10, "county": 11, "enter": 14,
}  # fmt: skip
REMOVAL: Final[When] = {
    "survey": 0, "appraisal": 3, "notice_village": (7, 14), "county": 21, "announce": (22, 28),
}  # fmt: skip
_LAST_OF_POVERTY: Final = 2020  # until then the county's office was that of poverty relief (domain.md §5.1)
_HOTLINE_SINCE: Final = 2015  # 12317; the number of the township's own desk is older
_WHAT: Final = {
    "identify": "建档立卡贫困户初选名单", "exit": "建档立卡贫困户拟退出名单", "monitor": "拟纳入监测对象名单",
    "removal": "监测对象拟消除风险名单",
}  # fmt: skip
_OPINION: Final = {
    "identify": "收入低于标准，属实，同意列入。",
    "exit": "收入、吃穿和三保障达标，同意退出。",
    "monitor": "入户核实情况属实，同意纳入。",
    "removal": "收入稳定，保障落实，同意消除。",
}  # fmt: skip


class Officers(NamedTuple):
    """Who acts for a village."""

    chair: str
    recorder: str

    @property
    def team(self) -> str:
        """Who goes to the households, as it is written on the sheets."""
        return f"{self.chair}、驻村工作队"


class Objection(NamedTuple):
    """What somebody objected to while a list hung.

    Attributes:
        household: id of the one that it was about.
        upheld: whether it was right.
        public: what the report on the notice says; nobody is named.
        outcome: what was found out.
    """

    household: str
    upheld: bool
    public: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Course:
    """A procedure of several households that went together.

    Attributes:
        village: id; `name` is the village's.
        template: key of the procedure; `year` is whose it is.
        start: the day of its first step, a Monday.
        when: days of the steps from that one.
        last: key of the last step that was done; all of `when` if empty.
        monitored: household → its monitoring record, where the procedure is about one.
        unsigned: steps done whose sheet has not been sealed yet.
    """

    village: str
    name: str
    officers: Officers
    template: str
    year: int
    start: dt.date
    when: When
    cases: tuple[CaseFile, ...]
    last: str = ""
    monitored: Mapping[str, str] = field(default_factory=dict)
    objection: Objection | None = None
    unsigned: frozenset[str] = frozenset()

    def day(self, step: str) -> dt.date:
        """The day of a step; of a notice its first."""
        when = self.when[step]
        return self._on(when[0] if isinstance(when, tuple) else when)

    def last_day(self, step: str) -> dt.date:
        """The day on which a step was done; of a notice its last."""
        when = self.when[step]
        return self._on(when[1] if isinstance(when, tuple) else when)

    def _on(self, days: int) -> dt.date:
        """A day of the course; on holidays nobody meets and nothing is put up."""
        day = self.start + dt.timedelta(days=days)
        while holiday(day.isoformat()):
            day += dt.timedelta(days=1)
        return day

    def process(self, case: CaseFile) -> str:
        """The id of the procedure of one household."""
        return derived_id("process", case.household.id, self.template, self.year, 1)

    def own_id(self, what: str) -> str:
        """The id of a meeting or notice of this course, the same in every file."""
        return SeededIds(f"{MARK} {what} {self.village} {self.template} {self.start}")()

    @property
    def kind(self) -> str:
        """identify, exit, monitor or removal."""
        return templates()[self.template].kind


def monday(year: int, month: int, day: int = 1) -> dt.date:
    """The first Monday from a day on."""
    found = dt.date(year, month, day)
    return found + dt.timedelta(days=-found.weekday() % 7)


def rows_of(course: Course) -> Iterator[Row]:
    """Everything that was entered of a course."""
    for case in course.cases:
        facts: Facts = {
            "household": case.household.id,
            "template": course.template,
            "year": course.year,
            "turn": 1,
            "programme": templates()[course.template].programmes[0],
            "monitoring": course.monitored.get(case.household.id),
            "started_on": course.start.isoformat(),
            "note": MARK,
        }
        yield "process", course.process(case), facts
    for step in county.steps_of(course.template, course.year):
        if step.key not in course.when:
            continue
        if not course.cases:
            return
        if step.meeting:
            yield from _meeting(course, step)
        elif step.notice:
            yield from _notice(course, step)
        else:
            yield from (_step(course, step, case) for case in course.cases)
        if step.key == course.last:
            return
        if step.notice and course.objection and course.objection.upheld:  # the others go on without the household
            left = tuple(case for case in course.cases if case.household.id != course.objection.household)
            course = replace(course, cases=left, objection=None)


# -- steps that stand in the procedure itself -------------------------------------------------------------------------------


def _step(course: Course, step: Step, case: CaseFile) -> Row:
    process = course.process(case)
    facts: Facts = {
        "process": process,
        "step": step.key,
        "round": 1,
        "done": course.last_day(step.key).isoformat(),
        "actor": _actor(course, step, case),
        "result": "passed" if step.decides else None,
        "signed": step.key not in course.unsigned if step.seal[0] else None,
        "note": MARK,
    }
    return "process_step", derived_id("process_step", process, step.key, 1), facts


def _actor(course: Course, step: Step, case: CaseFile) -> str:
    who = step.who[0]
    if who.startswith("户主"):
        return case.head_name or "户主"
    if who.startswith("县"):
        return county_office(course.year)
    return f"{TOWNSHIP}人民政府" if who.startswith("乡镇") else course.officers.team


def county_office(year: int) -> str:
    """Who decides for the county."""
    return f"{COUNTY}扶贫开发局" if year <= _LAST_OF_POVERTY else f"{COUNTY}农业农村局"


# -- meetings -----------------------------------------------------------------------------------------------------------------


def _meeting(course: Course, step: Step) -> Iterator[Row]:
    meeting, voting = course.own_id(step.key), bool(step.quorum)
    dice = Random(f"{MARK} {meeting}")  # noqa: S311 - reproducible on purpose
    expected = dice.randrange(36, 46)
    present = expected - dice.randrange(1, 7)
    what = f"{course.year}年{_WHAT[course.kind]}"
    facts: Facts = {
        "village": course.village,
        "date": course.day(step.key).isoformat(),
        "kind": step.meeting,
        "place": f"{course.name}党群服务中心会议室" if course.year > _LAST_OF_POVERTY else f"{course.name}村委会会议室",
        "chair": course.officers.chair,
        "recorder": course.officers.recorder,
        "expected": expected,
        "present": present,
        "agenda": f"评议{what}（{len(course.cases)}户）"
        if voting
        else f"{course.year}年脱贫退出工作动员，讲解退出标准和程序",
        "resolution": f"经逐户评议、投票表决，{len(course.cases)}户均超过到会人数的半数，同意列入名单并在村内公示。"
        if voting
        else "会后由驻村工作队和村“两委”逐户摸底，填写退出摸底调查表。",
        "signed": True,
        "note": MARK,
    }
    yield "meeting", meeting, facts
    for case in course.cases:
        process = course.process(case)
        item: Facts = {"meeting": meeting, "household": case.household.id, "process": process}
        if voting:
            against, abstained = dice.choice((0, 0, 1)), dice.choice((0, 1, 2))
            item |= {
                "in_favour": present - against - abstained,
                "against": against,
                "abstained": abstained,
                "opinion": _OPINION[course.kind],
            }
        yield "meeting_item", derived_id("meeting_item", meeting, case.household.id, process), item


# -- notices ------------------------------------------------------------------------------------------------------------------


def _notice(course: Course, step: Step) -> Iterator[Row]:
    notice = course.own_id(step.key)
    start, end = course.day(step.key), course.last_day(step.key)
    over = end < NOW.date()
    objection = course.objection if step.notice == "village" else None
    answered = over and step.notice != "announce"
    facts: Facts = {
        "village": course.village,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "kind": step.notice,
        "place": _place(course, step),
        "issued_by": _issuer(course, step),
        "phones": "12317" if course.year >= _HOTLINE_SINCE else "12345",
        "sealed": True,
        "objected": objection is not None if answered else None,
        "objections": objection.public if objection else None,
        "taken_down": (end + dt.timedelta(days=1)).isoformat() if answered else None,
        "note": MARK,
    }
    yield "notice", notice, facts
    for case in course.cases:
        household, process = case.household.id, course.process(case)
        item: Facts = {"notice": notice, "household": household, "process": process}
        if objection:
            mine = objection.household == household
            item |= {"objected": mine, "upheld": objection.upheld if mine else None}
            item |= {"outcome": objection.outcome} if mine else {}
        yield "notice_item", derived_id("notice_item", notice, household, process), item


def _place(course: Course, step: Step) -> str:
    if step.notice == "township":
        return f"{TOWNSHIP}人民政府公示栏"
    return f"{course.name}村务公开栏"


def _issuer(course: Course, step: Step) -> str:
    if step.notice == "village":
        return f"{course.name}村民委员会"
    return f"{TOWNSHIP}人民政府" if step.notice == "township" else county_office(course.year)
