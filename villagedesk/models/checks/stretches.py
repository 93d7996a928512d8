# SPDX-License-Identifier: MIT
"""Checks E13 and E21: stretches of work that contradict themselves, and plans to work (domain.md §9.3 E)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.facts import about_person, no_fact
from villagedesk.models.checks.rules import Found, Rule, Scope, Surroundings, problem, shown_field, unjudged
from villagedesk.models.checks.standing import label_of_path
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.working import WorkStretch

E13: Final = ("E13", Level.DOUBT)
E21: Final = ("E21", Level.DOUBT)
_STILL: Final = "9999-99"
"""Later than any month: a stretch that goes on."""


def in_year(stretch: WorkStretch, year: int) -> bool:
    """Whether a stretch touches a year, as far as its months are known: one without an end may still go on."""
    first, last = f"{year}-01", f"{year}-12"
    known = [month[:7] for month in (stretch.start, stretch.end) if month]  # either way round
    return (min(known) if stretch.start else first) <= last and (max(known) if stretch.end else last) >= first


def _contradictions(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """E13: an end before the beginning, over without an end that has come, begun before the one before was over."""
    today = around.today.isoformat()[:7]
    by_person: dict[str, list[WorkStretch]] = defaultdict(list)
    for one in case.stretches:
        if one.member:
            by_person[one.member].append(one)
        elif in_year(one, case.year):
            yield unjudged(E13, "work_stretch.member", one.id)
    for member, stretches in by_person.items():
        name = case.name_of(member)
        for one in stretches:
            if in_year(one, case.year):
                yield from _alone(one, name, today)
        begun = sorted(
            (one for one in stretches if one.start), key=lambda one: (one.start or "", one.end or "", one.id)
        )
        yield from _overlapping(begun, case.year, name)


def _alone(one: WorkStretch, name: str, today: str) -> Iterator[Found]:
    if not one.start:
        yield unjudged(E13, "work_stretch.start", one.id, name)
    elif one.end and one.end[:7] < one.start[:7]:
        yield _about(one, "end", name, _("早于{field}{month}").format(field=_label("start"), month=_month(one.start)),
                     _("请核对起止时间"))  # fmt: skip
        return
    if one.working is False and not one.end:
        yield _about(one, "end", name, _("没有填写，但已不在务工"), _("请补填结束时间；仍在务工的，“是否已务工”填是"))
    elif one.working is False and (one.end or "")[:7] > today:
        yield _about(one, "end", name, _("还没有到，但已不在务工"), _("请核对结束时间；仍在务工的，“是否已务工”填是"))
    elif one.working is None and (not one.end or one.end[:7] > today):
        yield unjudged(E13, "work_stretch.working", one.id, name)


def _overlapping(begun: list[WorkStretch], year: int, name: str) -> Iterator[Found]:
    """A stretch begins in the month in which all those begun before ended, or later; a short one between hides none of them.

    Args:
        begun: the stretches of one person, by their beginning.
        year: the year in which a stretch is told of.
        name: the person's name.
    """
    longest: WorkStretch | None = None  # of those begun before, the one that lasts longest
    for one in begun:
        if longest and _until(longest) > (one.start or "")[:7] and in_year(one, year):
            yield _too_early(longest, one, name)
        if longest is None or _until(one) > _until(longest):
            longest = one


def _until(one: WorkStretch) -> str:
    """The month until which a stretch is known to last; empty where its end is not known or contradicts its beginning."""
    if one.end:
        return one.end[:7] if one.end[:7] >= (one.start or "")[:7] else ""
    return _STILL if one.working is True else ""


def _too_early(before: WorkStretch, one: WorkStretch, name: str) -> Found:
    begun = _month(before.start)
    if before.end:
        text = _("早于{begun}开始的一段的结束时间{month}").format(begun=begun, month=_month(before.end))
        return _about(one, "start", name, text, _("请核对两段务工的起止时间，或合并为一段"))
    text = _("但{month}开始的一段还没有结束").format(month=begun)
    return _about(one, "start", name, text, _("请补填那一段的结束时间，或核对是否重复登记"))


def _about(one: WorkStretch, key: str, name: str, text: str, remedy: str) -> Found:
    path = f"work_stretch.{key}"
    return problem(E13, path, one.id, text, remedy, value=shown_field(path, getattr(one, key)), person=name)


def _label(key: str) -> str:
    return label_of_path(f"work_stretch.{key}")


def _month(month: str | None) -> str:
    return shown_field("work_stretch.start", month)


def _planned(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """E21. 不适用 says that no service is wanted."""
    for person in case.described:
        facts = person.facts
        if facts.work_planned and facts.job_service is None:
            yield about_person(
                E21, person, "job_service", _("没有填写，但计划务工"), _("请问清需要什么就业服务；没有需求的填不适用")
            )
        elif facts.work_planned is None and facts.job_service is None and isinstance(facts.planned_county, str):
            yield from no_fact("E21", person, "work_planned")


RULES: Final = (
    Rule("E13", "务工起止时间前后矛盾", Level.DOUBT, _contradictions, Scope.PERSON, (), "N5_12_001；N1111_17"),
    Rule("E21", "计划务工却没有就业服务需求", Level.DOUBT, _planned, Scope.PERSON, (), "N5_15_008"),
)
