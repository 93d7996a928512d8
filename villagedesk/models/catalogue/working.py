# SPDX-License-Identifier: MIT
"""Where the members of a household were at work, stretch by stretch (务工月监测; domain.md §9.1, §9.3 E13)."""

from __future__ import annotations

from villagedesk.models.catalogue.spec import (
    Flag,
    Group,
    Kind,
    Number,
    Record,
    Scope,
    Sensitivity,
    Text,
    entity,
    field,
)

PLACE = Group("务工地点和单位", "Place and employer")
PAY = Group("收入和补助", "Pay and subsidies")


@entity("work_stretch", "务工经历", "Stretch of work", Scope.EVENT, parent="household")
class WorkStretch(Record):
    """A member was at work from a month to a month. Somebody who comes home and leaves again has another one.

    The facts of a year (`MemberYear`) say for how many months and where somebody mostly was; nothing is added up from here.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    member: Text = field("务工人员", "Who", Kind.REF, ref="member", required=True)
    working: Flag = field(
        "是否已务工", "At work", Kind.YES_NO, hint="还在务工的填是，结束时间空着；已回来的填否，并填结束时间",
        hint_en="Yes and no end while it lasts; no and the end once it is over",
    )  # fmt: skip
    start: Text = field("务工开始时间", "From", Kind.MONTH, aliases="开始时间", required=True, short="开始")
    end: Text = field("务工结束时间", "To", Kind.MONTH, aliases="结束时间", short="结束")
    county: Text = field("务工所在县", "County", group=PLACE, length=50, na=True)
    employer: Text = field("务工企业名称", "Employer", group=PLACE, aliases="务工企业", na=True)
    industry: Text = field("所属行业", "Sector", Kind.CODE, PLACE, codes="industry", aliases="产业分类", na=True)
    job_channel: Text = field("就业渠道", "How the job was found", Kind.CODE, PLACE, codes="job_channel", na=True)
    wage: Number = field(
        "务工月收入",
        "Monthly wage",
        Kind.MONEY,
        PAY,
        aliases="月收入",
        minimum=0,
        sensitivity=Sensitivity.SENSITIVE,
        na=True,
    )
    brought: Flag = field("是否点对点输送", "Brought there by the government", Kind.YES_NO, PAY)
    fare: Number = field("年度交通费补助", "Subsidy for the fare", Kind.MONEY, PAY, minimum=0, na=True)
    note: Text = field("务工备注", "Note", Kind.NOTE, PAY)
