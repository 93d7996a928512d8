# SPDX-License-Identifier: MIT
"""Checks J10–J12 of a village's projects and claims (domain.md §9.3 J)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.procedures import limits_of
from villagedesk.models.checks.rules import (
    Found,
    Scope,
    Surroundings,
    VillageRule,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import label_of_path
from villagedesk.models.doings import notice_days
from villagedesk.models.problem import Level
from villagedesk.models.projects import ClaimStage, Stage, claim_stage_of, money_of, stage_of
from villagedesk.models.values.dates import days_between
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.models.projects import ProjectFile

J10: Final = ("J10", Level.ERROR)
J10_DOUBT: Final = ("J10", Level.DOUBT)
J11: Final = ("J11", Level.DOUBT)
J12: Final = ("J12", Level.DOUBT)
NOTICE: Final = ("notice_days", "帮扶项目公示")
TERM: Final = "check_j12_days"


def _money(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J10: no more is paid than was granted, the sources add up to it, and nothing is accepted before it was finished."""
    for one in file.projects:
        yield from _sums(one)
        project = one.project
        if not project.accepted:
            continue
        if not project.finished:
            yield unjudged(J10, "project.finished", project.id, project.name or "")
        elif project.accepted < project.finished:
            yield problem(
                J10_DOUBT, "project.accepted", project.id,
                _("早于{field}{day}").format(field=label_of_path("project.finished"), day=project.finished),
                _("请核对两个日期；没有完工的不能验收"), value=project.accepted, person=project.name or "",
            )  # fmt: skip


def _sums(file: ProjectFile) -> Iterator[Found]:
    project, funds, _reached = file
    money, name = money_of(project, funds), project.name or ""
    if not funds:
        return
    if money.granted is None:
        yield unjudged(J10, "project.budget", project.id, name)
        return
    granted = shown_field("project.budget", money.granted)
    if money.paid > money.granted:
        yield problem(
            J10, "project.budget", project.id,
            _("加上预算调整共{granted}元，已支付{paid}元，超过了预算").format(
                granted=granted, paid=shown_field("project_fund.paid", money.paid)
            ),
            _("请核对支付数；经批准追加的，请登记预算调整和依据"), value=shown_field("project.budget", project.budget), person=name,
        )  # fmt: skip
    yield from (unjudged(J10, "project_fund.paid", one.id, name) for one in funds if number(one.paid) is None)
    lacking = [one for one in funds if number(one.planned) is None]
    yield from (unjudged(J10, "project_fund.planned", one.id, name) for one in lacking)
    if not lacking and money.planned != money.granted:
        yield problem(
            J10_DOUBT, "project.budget", project.id,
            _("加上预算调整共{granted}元，各资金来源的计划资金合计{planned}元，两者不符").format(
                granted=granted, planned=shown_field("project_fund.planned", money.planned)
            ),
            _("请核对预算、预算调整和各来源的计划资金"), value=shown_field("project.budget", project.budget), person=name,
        )  # fmt: skip


def _notice(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """J11: a project hangs out as long as the line asks; of one that has begun it must be known from when until when."""
    least = around.limit(NOTICE[0], file.year, NOTICE[1])
    day = around.day(file.year)
    for project, _funds, _reached in file.projects:
        start, end, name = project.notice_from, project.notice_to, project.name or ""
        if not start or not end:
            if start or end or stage_of(project, day) not in {Stage.AHEAD, Stage.STOPPED}:
                yield unjudged(J11, "project.notice_to" if start else "project.notice_from", project.id, name)
        elif least is None:
            yield unjudged_line(J11, NOTICE[0])
        elif end < start:
            yield problem(
                J11, "project.notice_to", project.id,
                _("早于{field}{day}").format(field=label_of_path("project.notice_from"), day=start), _("请核对起止日期"),
                value=end, person=name,
            )  # fmt: skip
        elif (days := notice_days(start, end, limits_of(around, file.year))) < least:
            yield problem(
                J11, "project.notice_to", project.id,
                _("共公示{days}天，少于规定的{least}天").format(days=days, least=least),
                _("请核对起止日期；公示天数不足的应重新公示"), value=end, person=name,
            )  # fmt: skip


def _started(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """J12: what somebody took upon himself is begun soon, given up, or done."""
    day, most = around.day(file.year), around.limit(TERM, file.year)
    for claim in file.claims:
        if claim_stage_of(claim, day) is not ClaimStage.WAITING:
            continue
        waited, name = days_between(claim.date, day), claim.title or ""
        if not claim.date:
            yield unjudged(J12, "claim.date", claim.id, name)
        elif most is None:
            yield unjudged_line(J12, TERM)
        elif waited is not None and waited > most:
            yield problem(
                J12, "claim.started", claim.id,
                _("没有填写，{day}认领后已过{days}天，超过{most}天").format(day=claim.date, days=waited, most=most),
                _("请与认领人联系；已启动的补填日期，不再承担的登记放弃并重新发布"), person=name,
            )  # fmt: skip


RULES: Final = (
    VillageRule(
        "J10", "项目支付超过预算，未完工先验收，资金来源与总额不符", Level.ERROR, _money, Scope.PROJECT
    ),
    VillageRule(
        "J11", "项目公示不足10天", Level.DOUBT, _notice, Scope.PROJECT, ("notice_days", "notice_first_day"),
        "国开办发〔2018〕11号第四条",
    ),
    VillageRule("J12", "认领后长期未启动", Level.DOUBT, _started, Scope.PROJECT, (TERM,)),
)  # fmt: skip
