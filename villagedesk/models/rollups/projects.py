# SPDX-License-Identifier: MIT
"""项目资金 and 认领 (domain.md §8 no. 12, §1A J5): money by source, how far projects are, whom they reach, what they leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.projects import ClaimStage, Stage
from villagedesk.models.rollups.pieces import of_codes
from villagedesk.models.rollups.spec import Among, Cell, Detail, Row, Section, Table, Unit, Within

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.rollups.spec import Condition

WHAT: Final = "projects.what"
PROJECT, FUND, REACHED = "project", "fund", "reached"
STAGE, LATE, SOURCE = "projects.stage", "projects.late", "projects.source"
PLANNED, PAID = "projects.planned", "projects.paid"
NAMES, BENEFITS, AMOUNT = "reached.names", "reached.benefits", "reached.amount"
VALUE, INCOME, KEPT = "asset.value", "asset.income", "asset.kept"
CLAIM_STAGE, PLEDGED, SENIOR = "claim.stage", "claim.pledged", "claim.senior"
_PROJECTS: Final = Among(WHAT, (PROJECT,))
_STAGES: Final = (
    (Stage.AHEAD,), (Stage.RUNNING,), (Stage.FINISHED, Stage.FAILED), (Stage.ACCEPTED,), (Stage.STOPPED,)
)  # fmt: skip


def projects(year: int) -> Table:
    """The projects of a year: their money by source, how far they are, and the households that they reach."""
    note = _(
        "统计项目年度为{year}年的项目，没有填写项目年度的不算；进度看到统计日。计划资金和已支付为各资金来源登记数之和，已支付是截至目前的累计数；"
        "支付进度：已支付÷计划资金。待验收：完工还没有验收的，含验收不合格的。超期：过了计划完工日期还没有完工的，也在未开工、实施中之内。"
        "按资金来源的，一个项目有几个来源就在几行里，项目数各行相加可能超过合计，金额各行相加等于合计；没有登记来源的项目在不详行。"
        "受益户：登记为项目受益户的户，同一户只算一次，各行相加可能超过合计。按组统计的，只有受益户。"
    ).format(year=year)
    columns = (
        _("项目（项）"), _("计划资金（元）"), _("已支付（元）"), _("支付进度（%）"), _("未开工（项）"), _("实施中（项）"), _("待验收（项）"),
        _("已验收（项）"), _("已终止（项）"), _("超期（项）"), _("受益户（户）"),
    )  # fmt: skip
    sections = (
        Section(_("合计"), (replace(_money(_("合计")), always=True),)),
        _by(_("按资金来源"), SOURCE, "project_source", _money),
        _by(_("按项目类型"), "project.kind", "project_kind", _money),
        _by(_("按三帮扶"), "project.three_help", "three_help", _money),
    )
    details = (
        Detail(_("受益项目"), NAMES),
        Detail(_("受益内容"), BENEFITS),
        Detail(_("受益金额（元）"), AMOUNT, Unit.MONEY),
    )
    return Table("projects", _("项目资金"), note, columns, sections, gathered="projects", sparse=True, details=details)


def _money(label: str, *where: Condition) -> Row:
    funds = (*where, Among(WHAT, (FUND,)))
    ours = (*where, _PROJECTS)
    return Row(
        label,
        (
            Cell(Unit.ITEMS, ours),
            Cell(Unit.MONEY, funds, PLANNED),
            Cell(Unit.MONEY, funds, PAID),
            Cell(Unit.PERCENT, funds, PAID, PLANNED),
            *(Cell(Unit.ITEMS, (*ours, Among(STAGE, stages))) for stages in _STAGES),
            Cell(Unit.ITEMS, (*ours, Within(LATE, 1))),
            Cell(Unit.HOUSEHOLDS, (*where, Among(WHAT, (REACHED,)))),
        ),
    )


def assets(year: int) -> Table:
    """What projects left to the villages until a year, what it brings, and whether somebody keeps it."""
    note = _(
        "统计项目年度为{year}年及以前、登记为形成村集体资产的项目；没有填写项目年度的不算。"
        "原值和年收益只合计已填的，年收益为登记的每年收益。有人管护：填写了管护责任单位或管护责任人的。"
    ).format(year=year)
    columns = (_("资产（项）"), _("资产原值（元）"), _("年收益（元）"), _("有人管护（项）"), _("无人管护（项）"))
    sections = (
        Section(_("合计"), (replace(_asset(_("合计")), always=True),)),
        _by(_("按项目类型"), "project.kind", "project_kind", _asset),
    )
    return Table(
        "project_assets", _("项目形成的村集体资产"), note, columns, sections, gathered="project_assets", sparse=True
    )


def _asset(label: str, *where: Condition) -> Row:
    return Row(
        label,
        (
            Cell(Unit.ITEMS, where),
            Cell(Unit.MONEY, where, VALUE),
            Cell(Unit.MONEY, where, INCOME),
            Cell(Unit.ITEMS, (*where, Within(KEPT, 1))),
            Cell(Unit.ITEMS, (*where, Within(KEPT, 0, 0))),
        ),
    )


def claims(year: int) -> Table:
    """What was taken on in a year, by whom, and what came of it."""
    note = _(
        "统计认领日期在{year}年内的认领，没有填写认领日期的不算；过去的年度看到该年12月31日，当年看到当日。"
        "未启动、办理中、办结、放弃之和等于认领。金额为认领金额，只合计已填的。帮扶户：认领或者对应需求中写明的户，同一户只算一次。"
        "按组统计的，只有写明了户的认领。"
    ).format(year=year)
    columns = (
        _("认领（件）"), _("未启动（件）"), _("办理中（件）"), _("办结（件）"), _("放弃（件）"), _("局级以上领导认领（件）"),
        _("认领金额（元）"), _("帮扶户（户）"),
    )  # fmt: skip
    sections = (
        Section(_("合计"), (_claim(_("合计")),)),
        _by(_("按认领者类型"), "claim.kind", "claimer_kind", _claim),
    )
    return Table("claims", _("帮扶认领"), note, columns, sections, gathered="claims")


def _claim(label: str, *where: Condition) -> Row:
    return Row(
        label,
        (
            Cell(Unit.CASES, where),
            *(Cell(Unit.CASES, (*where, Among(CLAIM_STAGE, (state,)))) for state in ClaimStage),
            Cell(Unit.CASES, (*where, Within(SENIOR, 1))),
            Cell(Unit.MONEY, where, PLEDGED),
            Cell(Unit.HOUSEHOLDS, where),
        ),
    )


def _by(label: str, fact: str, codes: str, line: Callable[..., Row]) -> Section:
    return Section(label, of_codes(fact, codes, line))
