# SPDX-License-Identifier: MIT
"""Checks R01–R07 of a village's books: matters, inspections, complaints, resolutions, deeds (domain.md §1A J12, §1C Y6–Y7).

What a finding says goes onto lists: it names numbers and days, and of a complaint neither who complained nor about whom.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.checks.rules import (
    Found,
    Surroundings,
    VillageRule,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import label_of_path
from villagedesk.models.matters import (
    RUNNING,
    State,
    numbered,
    of_complaint,
    of_deed,
    of_matter,
    of_problem,
    of_resolution,
)
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.matters import Complaint, Deed, Matter, Rectification
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.matters import Standing

R01: Final = ("R01", Level.ERROR)
R02: Final = ("R02", Level.DOUBT)
R03: Final = ("R03", Level.DOUBT)
R04: Final = ("R04", Level.ERROR)
R05: Final = ("R05", Level.DOUBT)
R06: Final = ("R06", Level.DOUBT)
R07: Final = ("R07", Level.DOUBT)
_TERM: Final = "complaint_days"
_LEAST: Final = 2  # signs of a name that can be found in a text
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d", re.ASCII)


class _Day(NamedTuple):
    """A day that somebody entered: where it stands (entity.field), of which row, and what it says."""

    path: str
    row: str
    says: str | None


class _Days(NamedTuple):
    """Two days of which the second cannot lie before the first, and what they are days of."""

    name: str
    first: _Day
    then: _Day


def _after(name: str | None, first: _Day, record: Record, entity: str, *keys: str) -> Iterator[_Days]:
    """The days of a record that cannot lie before another one."""
    for key in keys:
        yield _Days(name or "", first, _Day(f"{entity}.{key}", record.id, getattr(record, key)))


def _pairs(file: VillageFile) -> Iterator[_Days]:
    for matter, steps in file.matters:
        begun = _Day("matter.date", matter.id, matter.date)
        yield from _after(numbered(matter.number), begun, matter, "matter", "due", "closed_on", "told_on")
        for step in steps:
            yield from _after(numbered(matter.number), begun, step, "matter_step", "date")
    for complaint in file.complaints:
        begun = _Day("complaint.date", complaint.id, complaint.date)
        yield from _after(numbered(complaint.number), begun, complaint, "complaint", "due", "closed_on", "replied_on")
    for deed in file.deeds:
        begun, done = _Day("deed.date", deed.id, deed.date), _Day("deed.done_on", deed.id, deed.done_on)
        yield from _after(deed.title, begun, deed, "deed", "due", "published_on", "done_on")
        yield from _after(deed.title, done, deed, "deed", "closed_on")
    for resolution, meeting in file.resolved:
        begun = _Day("meeting.date", meeting.id, meeting.date)
        yield from _after(resolution.topic, begun, resolution, "resolution", "due", "published_on", "done_on")
    for inspection, problems in file.inspections:
        begun, name = _Day("inspection.date", inspection.id, inspection.date), inspection.date
        sent = _Day("inspection.notice_on", inspection.id, inspection.notice_on)
        yield from _after(name, begun, inspection, "inspection", "last", "notice_on", "due")
        yield from _after(name, sent, inspection, "inspection", "answered_on")
        for one in problems:
            yield from _after(name, begun, one, "rectification", "due", "done_on")
            yield from _after(
                name, _Day("rectification.done_on", one.id, one.done_on), one, "rectification", "checked_on"
            )


def _order(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """R01: nothing is settled before it came, and nothing looked at again before it was done."""
    lacking: dict[tuple[str, str], str] = {}
    for name, first, then in _pairs(file):
        if not isinstance(then.says, str):
            continue
        if first.says is None:
            lacking.setdefault((first.path, first.row), name)
        elif then.says < first.says:
            yield problem(
                R01, then.path, then.row,
                _("早于{field}{day}").format(field=label_of_path(first.path), day=shown_field(first.path, first.says)),
                _("请核对两个日期"), value=shown_field(then.path, then.says), person=name,
            )  # fmt: skip
    yield from (unjudged(R01, path, row, name) for (path, row), name in lacking.items())


def _half_told(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """R02: it is said to be over, and not how."""
    for path, row, name in (
        *(one for each in file.matters for one in _of_matter(each.matter)),
        *(one for each in file.complaints for one in _of_complaint(each)),
        *(one for each in file.inspections for part in each.problems for one in _of_problem(part)),
    ):
        yield problem(R02, path, row, _("没有填写，但已办结或有了结论"), _("请照实补填"), person=name)


def _of_matter(one: Matter) -> Iterator[tuple[str, str, str]]:
    lacking = {
        "outcome": bool(one.closed_on) and not one.outcome,
        "closed_on": bool(one.outcome) and not one.closed_on,
        "result": one.outcome == "done" and not one.result,
        "reported_to": one.outcome == "reported" and not one.reported_to,
        "hung_why": one.outcome == "hung" and not one.hung_why,
    }
    yield from ((f"matter.{key}", one.id, numbered(one.number)) for key, missing in lacking.items() if missing)


def _of_complaint(one: Complaint) -> Iterator[tuple[str, str, str]]:
    """Who gave a name is owed an answer."""
    if one.closed_on:
        lacking = {
            "finding": not one.finding,
            "result": not one.result,
            "replied_on": one.anonymous is False and one.replied_on is None,
        }
        yield from ((f"complaint.{key}", one.id, numbered(one.number)) for key, missing in lacking.items() if missing)


def _of_problem(one: Rectification) -> Iterator[tuple[str, str, str]]:
    lacking = {
        "done_on": one.passed is True and not one.done_on,
        "measure": bool(one.done_on) and not one.measure,
        "evidence": bool(one.done_on) and not one.evidence and not one.evidence_photo,
        "passed": bool(one.checked_on) and one.passed is None,
    }
    yield from ((f"rectification.{key}", one.id, "") for key, missing in lacking.items() if missing)


def _overdue(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """R03: past its day and not settled, at the end of the year or today."""
    day = around.day(file.year)
    for matter, _steps in file.matters:
        yield from _late("matter.due", matter.id, numbered(matter.number), of_matter(matter, day))
    for complaint in file.complaints:
        came = (complaint.date or day)[:4]  # the days of the office of the year in which it came, as in the books
        term = around.limit(_TERM, int(came) if came.isdecimal() else file.year)
        standing = of_complaint(complaint, day, term)
        if standing.state is State.OPEN and not complaint.due and (term is None or not complaint.date):
            yield unjudged_line(R03, _TERM) if term is None else unjudged(R03, "complaint.date", complaint.id)
        else:
            yield from _late("complaint.due", complaint.id, numbered(complaint.number), standing)
    for inspection, problems in file.inspections:
        for one in problems:
            yield from _late("rectification.due", one.id, inspection.date, of_problem(one, inspection, day))
    for resolution, meeting in file.resolved:
        yield from _late("resolution.due", resolution.id, resolution.topic, of_resolution(resolution, meeting, day))
    for deed in file.deeds:
        yield from _late("deed.due", deed.id, deed.title, of_deed(deed, day))


def _late(path: str, row: str, name: str | None, standing: Standing) -> Iterator[Found]:
    if standing.state is State.OPEN and not standing.due:
        yield unjudged(R03, path, row, name or "")
    elif standing.state is State.OVERDUE and standing.left is not None:
        yield problem(
            R03, path, row, _("已过{days}天，还没有办结").format(days=-standing.left), _("请抓紧办理，或登记办理结果"),
            value=shown_field(path, standing.due), person=name or "",
        )  # fmt: skip


def _own_judge(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """R04: whom a complaint is about does not handle it. The names are not repeated: the sentence goes onto lists."""
    for one in file.complaints:
        if not one.handler or not one.about:
            path = "complaint.about" if one.handler else "complaint.handler"
            yield unjudged(R04, path, one.id, numbered(one.number))
        elif len(one.handler) >= _LEAST and one.handler in one.about:
            yield problem(
                R04, "complaint.handler", one.id, _("与被反映对象是同一人"),
                _("请改由其他人承办；举报材料不得转给被举报人"), person=numbered(one.number),
            )  # fmt: skip


def _named(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """R05: an anonymous complaint with a name or telephone."""
    for one in file.complaints:
        for key in ("complainant", "phone"):
            if one.anonymous is True and getattr(one, key):
                yield problem(
                    R05, f"complaint.{key}", one.id, _("填写了，但登记为匿名举报"),
                    _("匿名的请删去，署名的请把“是否匿名”改为“否”"), person=numbered(one.number),
                )  # fmt: skip


class _Numbered(NamedTuple):
    """A record of a book and its number."""

    entity: str
    row: str
    number: str
    date: str | None

    @property
    def series(self) -> str:
        """The year in which it was entered, where numbers may begin anew each year: a number that names a year does not."""
        return "" if _YEAR.search(self.number) else (self.date or "")[:4]


def _numbers(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """R06: a number stands twice in a book. Numbers that name no year may begin anew with each."""
    seen: dict[tuple[str, str, str], list[_Numbered]] = defaultdict(list)
    kept: list[tuple[str, str, Matter | Complaint | Deed]] = [
        *(("matter", one.ledger or "", one) for one, _steps in file.matters),
        *(("complaint", "", one) for one in file.complaints),
        *(("deed", one.kind or "", one) for one in file.deeds),
    ]
    for entity, book, one in kept:
        if one.number:
            seen[entity, book, one.number].append(_Numbered(entity, one.id, one.number, one.date))
    for alike in seen.values():
        yield from _same_number(alike)


def _same_number(alike: list[_Numbered]) -> Iterator[Found]:
    met: set[str] = set()
    undated = [one for one in alike if not one.date and not _YEAR.search(one.number)]
    if undated and len(undated) < len(alike):  # in which year's book they stand is not known
        yield from (unjudged(R06, f"{one.entity}.date", one.row, numbered(one.number)) for one in undated)
    for one in alike:
        if one.series in met:
            yield problem(
                R06, f"{one.entity}.number", one.row, _("与同一本台账的另一条相同"),
                _("请核对是否重复登记，或改编号"), value=one.number,
            )  # fmt: skip
        met.add(one.series)


def _nobody(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """R07: nobody answers for something that is still to be done."""
    day = around.day(file.year)
    alone: list[tuple[str, str, str | None]] = [
        ("matter.responsible", one.id, numbered(one.number))
        for one, _steps in file.matters
        if not one.responsible and not one.cadre and of_matter(one, day).state in RUNNING
    ]
    alone += [
        ("complaint.handler", one.id, numbered(one.number))
        for one in file.complaints
        if not one.handler and of_complaint(one, day, None).state in RUNNING
    ]
    alone += [
        ("rectification.responsible", one.id, inspection.date)
        for inspection, problems in file.inspections
        for one in problems
        if not one.responsible and of_problem(one, inspection, day).state in RUNNING
    ]
    alone += [
        ("deed.responsible", one.id, one.title)
        for one in file.deeds
        if not one.responsible and of_deed(one, day).state in RUNNING
    ]
    for path, row, name in alone:
        yield problem(R07, path, row, _("没有填写"), _("请确定由谁办理"), person=name or "")


RULES: Final = (
    VillageRule("R01", "台账日期先后颠倒", Level.ERROR, _order),
    VillageRule("R02", "办结的台账事项结果不全", Level.DOUBT, _half_told),
    VillageRule("R03", "台账事项、举报、整改超过期限", Level.DOUBT, _overdue, parameters=(_TERM,)),
    VillageRule("R04", "举报由被反映人承办", Level.ERROR, _own_judge, source="《信访工作条例》"),
    VillageRule("R05", "匿名举报登记了举报人", Level.DOUBT, _named),
    VillageRule("R06", "台账编号重复", Level.DOUBT, _numbers),
    VillageRule("R07", "台账事项没有责任人", Level.DOUBT, _nobody),
)
