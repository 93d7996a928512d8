# SPDX-License-Identifier: MIT
"""The income ledger of a household and what the village reckons with where nobody kept one (domain.md §2.5)."""

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

PUBLIC = Sensitivity.PUBLIC
AMOUNT = Group("数量和金额", "Quantity and amounts")
PROOF = Group("凭证", "Evidence")
_MOST = 10_000_000_00


@entity("income_line", "收入台账", "Income ledger line", Scope.EVENT, parent="household")
class IncomeLine(Record):
    """One earning or outlay of a household: what, when, whose, how much, and what proves it.

    `year` says in which year's ledger it stands; whether the day lies in that year's income period is computed
    (`models.ledger`), and so is the amount where only quantity and price were written down.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    position: Number = field("台账序号", "Number", Kind.WHOLE, minimum=0, maximum=9_999)
    year: Number = field(
        "收支年度",
        "Year of the ledger",
        Kind.YEAR,
        fixed=True,  # given by the ledger into which the line is written; another year has another ledger
    )
    date: Text = field("收支日期", "Date", Kind.DATE, short="日期")
    quarter: Text = field(
        "所属季度",
        "Quarter",
        Kind.CODE,
        codes="income_quarter",
        short="季度",
        hint="不知道日期时填季度",
        hint_en="Where the day is not known",
    )
    member: Text = field("所属成员", "Member", Kind.REF, ref="member", short="成员")
    item: Text = field("收支项目", "Item", Kind.CODE, codes="income_item", required=True, short="项目")
    quantity: Number = field("数量", "Quantity", Kind.QUANTITY, AMOUNT, minimum=0, maximum=100_000_000)
    unit: Text = field("计量单位", "Unit of measure", group=AMOUNT, length=10, short="单位")
    price: Number = field("单价", "Price", Kind.MONEY, AMOUNT, minimum=0, maximum=_MOST)
    gross: Number = field(
        "收入金额",
        "Income",
        Kind.MONEY,
        AMOUNT,
        minimum=0,
        maximum=_MOST,
        short="收入",
        hint="空着时按数量乘单价计算",
        hint_en="Where it is empty, quantity times price",
    )
    cost: Number = field(
        "支出金额",
        "Outlay",
        Kind.MONEY,
        AMOUNT,
        minimum=0,
        maximum=_MOST,
        short="支出",
        hint="为这一项付出的成本",
        hint_en="What was spent on it",
    )
    evidence: Text = field("凭证类型", "Evidence", Kind.CODE, PROOF, codes="income_evidence", short="凭证")
    evidence_note: Text = field("凭证说明", "About the evidence", group=PROOF)
    photo: Text = field("凭证照片", "Photo of the evidence", Kind.PHOTO, PROOF, sensitivity=Sensitivity.SENSITIVE)
    note: Text = field("台账备注", "Note", Kind.NOTE, PROOF)


@entity(
    "income_rate",
    "收入测算系数",
    "Coefficient",
    Scope.YEAR,
    parent="village",
    natural=("village", "year", "item"),
)
class IncomeRate(Record):
    """What one unit of an item yields, sells for and costs in a village in a year, as the office settled it.

    The id is derived from village, year and item. The program ships none: yields and prices differ from valley to valley.
    """

    village: Text = field("村", "Village", Kind.REF, ref="village", required=True)
    year: Number = field("系数年度", "Year", Kind.YEAR, sensitivity=PUBLIC, required=True)
    item: Text = field("系数项目", "Item", Kind.CODE, codes="income_item", sensitivity=PUBLIC, required=True)
    output: Number = field(
        "单位产量",
        "Yield per unit",
        Kind.QUANTITY,
        sensitivity=PUBLIC,
        minimum=0,
        maximum=100_000_000,
        hint="每亩、每头的产量；按亩、按头计价的空着",
        hint_en="Per mu or head; empty where the price is per mu or head",
    )
    output_unit: Text = field("产量单位", "Unit of the yield", sensitivity=PUBLIC, length=10)
    price: Number = field("销售单价", "Price", Kind.MONEY, sensitivity=PUBLIC, minimum=0, maximum=_MOST)
    cost: Number = field("单位成本", "Cost per unit", Kind.MONEY, sensitivity=PUBLIC, minimum=0, maximum=_MOST)
    source: Text = field("系数依据", "Source", sensitivity=PUBLIC, length=500)
    confirmed: Flag = field("系数已核对", "Confirmed", Kind.YES_NO, sensitivity=PUBLIC)
