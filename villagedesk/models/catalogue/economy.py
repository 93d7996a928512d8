# SPDX-License-Identifier: MIT
"""Why a household is poor and what it earns in a year (domain.md §2.2 causes, §2.5 income)."""

from __future__ import annotations

from villagedesk.models.catalogue.spec import Group, Kind, Number, Record, Scope, Sensitivity, Text, entity, field

SENSITIVE = Sensitivity.SENSITIVE
EARNED = Group("工资性收入", "Wages")
PRODUCED = Group("生产经营", "Own production")
PROPERTY = Group("财产性收入", "Property income")
TRANSFERS = Group("转移性收入", "Transfers")
MONITORED = Group("监测收支", "Monitored income and costs")
STATED = Group("系统数据", "As the system states it")


@entity("cause", "致贫原因", "Cause of poverty", Scope.YEAR, parent="household", natural=("household", "year", "rank"))
class Cause(Record):
    """One cause in one year. The id is derived from household, year and rank: one main cause, at most two others."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, required=True)
    rank: Text = field("原因类别", "Rank", Kind.CODE, codes="cause_rank", required=True)
    code: Text = field(
        "致贫原因",
        "Cause",
        Kind.CODE,
        codes="cause",
        sys="aac007 aac008_2 aac008_3",
        required=True,
        sensitivity=SENSITIVE,
    )
    note: Text = field(
        "致贫原因说明",
        "About the cause",
        Kind.NOTE,
        sensitivity=SENSITIVE,
        hint="涉及谁、什么病、花费多少、从何时起",
        hint_en="Who, which illness, what it costs, since when",
    )
    evidence: Text = field("佐证材料", "Evidence", sensitivity=SENSITIVE)
    concerned: Text = field("涉及成员", "Members concerned", sensitivity=SENSITIVE, offers="member")
    need: Text = field("帮扶需求", "Need", Kind.NOTE)
    response: Text = field("拟采取措施", "Proposed measure", Kind.NOTE)


def money(label: str, en: str, group: Group, sys: str = "", **more: object) -> Number:
    """A cell of the national income table, in fen."""
    amount: Number = field(label, en, Kind.MONEY, group, sys=sys, minimum=0, maximum=10_000_000_00, **more)
    return amount


@entity("income_year", "年度收支", "Income of a year", Scope.YEAR, parent="household", natural=("household", "year"))
class IncomeYear(Record):
    """What a household earned and spent on earning; net and per-head income are computed, never typed.

    The id is derived from household and year. The national cells that are sums (财产性, 转移性, 年收入, 纯收入) are not fields.
    Wages, production and its cost are, because rosters bring them as one figure; their kinds (务工, 公益岗, 种植 …) stand
    beside them. Where only the kinds are known they are added up, where both are and differ a check says so
    (`models.income.TOTALS`). The lines of a ledger (`ledger.IncomeLine`) fill the cells that nobody typed, and are
    compared with those that somebody did (`models.ledger`).
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, required=True)
    wages: Number = money("工资性收入", "Wages", EARNED, "aac073", required=True)
    wage_work: Number = money("务工收入", "Work away from home", EARNED)
    wage_post_sector: Number = money(
        "行业部门公益岗收入", "Public post of a department", EARNED, aliases="公益岗收入（行业部门）"
    )
    wage_post_township: Number = money(
        "乡镇公益岗收入", "Public post of the township", EARNED, aliases="公益岗收入（乡镇）"
    )
    wage_post_village: Number = money(
        "村级公益岗收入", "Public post of the village", EARNED, aliases="公益岗收入（村级）"
    )
    wage_other: Number = money("其他工资性收入", "Other wages", EARNED)
    production: Number = money("生产经营性收入", "Production, gross", PRODUCED, "aac071", required=True)
    crops: Number = money("种植收入", "Crops", PRODUCED, aliases="种植业收入")
    livestock: Number = money("养殖收入", "Livestock", PRODUCED, aliases="养殖业收入")
    orchard: Number = money("林果收入", "Forest and fruit", PRODUCED, aliases="林果业收入")
    trade: Number = money(
        "其他生产经营收入",
        "Other production",
        PRODUCED,
        aliases="其他生产经营性收入",
        hint="运输、零售、加工、餐饮等",
        hint_en="Transport, retail, processing, catering",
    )
    production_cost: Number = money("生产经营性支出", "Cost of production", PRODUCED, "aac074", required=True)
    crops_cost: Number = money("种植支出", "Cost of crops", PRODUCED, aliases="种植业支出 种植成本")
    livestock_cost: Number = money("养殖支出", "Cost of livestock", PRODUCED, aliases="养殖业支出 养殖成本")
    orchard_cost: Number = money("林果支出", "Cost of forest and fruit", PRODUCED, aliases="林果业支出 林果成本")
    trade_cost: Number = money("其他生产经营支出", "Other cost", PRODUCED, aliases="其他生产经营性支出")
    asset_dividend: Number = money(
        "资产收益扶贫分红收入", "Dividend of assets", PROPERTY, "aac092", aliases="资产收益扶贫分红"
    )
    other_property: Number = money(
        "其他财产性收入",
        "Other property income",
        PROPERTY,
        "aac093",
        hint="土地流转、利息、租金",
        hint_en="Land transfer, interest, rent",
    )
    family_planning: Number = money("计划生育金", "Family-planning payment", TRANSFERS, "aac076")
    low_income: Number = money("低保金", "Minimum allowance", TRANSFERS, "aac077")
    destitute: Number = money(
        "特困供养金",
        "Destitute support",
        TRANSFERS,
        "aac086",
        eras=((2013, "五保金"), (2016, "特困供养金")),
        aliases="特困供养金（五保金）",
    )
    pension: Number = money("养老保险金", "Pension", TRANSFERS, "aac087", aliases="养老金")
    ecology: Number = money(
        "生态补偿金",
        "Ecological compensation",
        TRANSFERS,
        "aac078",
        hint="退耕还林、公益林、草原奖补",
        hint_en="Farmland to forest, public forest, grassland reward",
    )
    other_transfer: Number = money("其他转移性收入", "Other transfers", TRANSFERS, "aac083", aliases="其他转移性")
    claims: Number = money("理赔收入", "Insurance claims", MONITORED)
    own_payments: Number = money("合规自付支出", "Own payments that count", MONITORED)
    stated_per_head: Number = money(
        "人均纯收入（系统）",
        "Per head as the system states it",
        STATED,
        aliases="人均纯收入",
        fixed=True,
        short="系统人均",
    )
    note: Text = field("收支说明", "Remarks", Kind.NOTE)
