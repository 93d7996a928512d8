# SPDX-License-Identifier: MIT
"""捐赠, 发放 and 四有 (domain.md §8 no. 18): what was given, what became of it, whom it reached, and who passed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.giving import FOUR
from villagedesk.models.rollups.pieces import name, of_codes
from villagedesk.models.rollups.spec import Among, Cell, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.rollups.spec import Condition

WHAT: Final = "giving.what"
MONTH: Final = "giving.month"
"""Of a donation the month in which it came, of a payment that in which it was paid; missing where it was another year."""
CAME, RECEIVED, PAID, LEFT = "giving.came", "giving.received", "giving.paid", "giving.left"
AMOUNT, FROM_GIFTS, WHOM = "giving.amount", "giving.from_gifts", "giving.whom"
PASSED, ALL = "four_have.passed", "four_have.all"
FOR_ONE, FOR_ALL = "one", "all"  # whom a line of a payment reached: a person, or the household
_MONTHS: Final = range(1, 13)


def donations(year: int) -> Table:
    """Donations by who gave, for what, and when: what came, what was paid of it, and what is left."""
    note = _(
        "笔数和收到：{year}年内接收的捐赠，作废的收据不算；物资按折款。已发放：{year}年内发放中由捐赠分配支付的部分，"
        "包括以前年度收到的捐赠。结余：到年末（当年到当日）收到的减去已发放的，包括以前年度的。"
        "没有接收日期的捐赠、没有发放日期的发放不算。捐赠不分组，选组时只统计全村。"
    ).format(year=year)
    columns = (_("笔数"), _("收到（元）"), _("已发放（元）"), _("结余（元）"))
    of = Among(WHAT, ("donation",))
    sections = (
        Section(_("合计"), (_donated(_("合计"), of),)),
        _by(_("按捐赠人类别"), "donor.kind", "donor_kind", _donated, of),
        _by(_("按捐赠意向"), "donation.designation", "designation", _donated, of),
        _by(_("按捐赠形式"), "donation.form", "give_form", _donated, of),
        _by_month(_("按接收月份"), _("以前年度收到"), _donated, of),
    )
    return Table("donations", _("捐赠"), note, columns, sections, gathered="giving", sparse=True)


def payments(year: int) -> Table:
    """Payments by what they were for and when: times, money, and households and persons that they reached."""
    note = _(
        "统计{year}年内已发放的。次数：发放的笔数。户数：领取的户，同一户只算一次，各行相加可能超过合计。"
        "户次：没有写明成员、全户领取的次数；人次：写明了成员或不在册领取人的次数；户次和人次不重复，也不与户数相加。"
        "其中捐赠：由捐赠分配支付的部分。选组时只统计该组领取的户次、人次。"
    ).format(year=year)
    columns = (_("次数"), _("金额（元）"), _("其中捐赠（元）"), _("户数"), _("户次"), _("人次"))
    of = Among(WHAT, ("payment", "payout"))
    sections = (
        Section(_("合计"), (_paid(_("合计"), of),)),
        _by(_("按用途"), "payment.use", "payment_use", _paid, of, adds_up=False),
        _by(_("按发放形式"), "payment.form", "give_form", _paid, of, adds_up=False),
        _by(_("按发放方式"), "payment.method", "payment_method", _paid, of, adds_up=False),
        _by_month(_("按发放月份"), "", _paid, of),
    )
    return Table("payments", _("发放"), note, columns, sections, gathered="giving", sparse=True)


def four_have(year: int) -> Table:
    """The assessments of organisations in a year: how many have each of the four, and how many passed."""
    note = _(
        "统计{year}年度的“四有”考核，一个组织考核多次的只看最后一次。通过：四项都符合，结果为合格。通过率：通过的÷考核的。"
    ).format(year=year)
    columns = (
        _("考核（个）"),
        _("符合、通过（个）"),
        _("不符合、没有通过（个）"),
        _("没有填完（个）"),
        _("通过率（%）"),
    )
    lines = [_assessed(_("合计"), PASSED), *(_assessed(name(f"four_have.{key}"), f"four_have.{key}") for key in FOUR)]
    return Table("four_have", _("“四有”考核"), note, columns, (Section(_("合计"), tuple(lines)),), gathered="giving")


def _donated(label: str, *where: Condition) -> Row:
    came = Cell(Unit.CASES, (*where, Within(CAME, 1)))
    return Row(label, (came, *(Cell(Unit.MONEY, where, figure) for figure in (RECEIVED, PAID, LEFT))))


def _paid(label: str, *where: Condition) -> Row:
    got = (*where, Among(WHAT, ("payout",)))
    return Row(
        label,
        (
            Cell(Unit.TIMES, (*where, Among(WHAT, ("payment",)))),
            Cell(Unit.MONEY, where, AMOUNT),
            Cell(Unit.MONEY, where, FROM_GIFTS),
            Cell(Unit.HOUSEHOLDS, got),
            Cell(Unit.HOUSEHOLD_TIMES, (*got, Among(WHOM, (FOR_ALL,)))),
            Cell(Unit.PERSON_TIMES, (*got, Among(WHOM, (FOR_ONE,)))),
        ),
    )


def _assessed(label: str, fact: str) -> Row:
    where = Among(WHAT, ("assessment",))
    parts = [
        Cell(Unit.ITEMS, (where, *more)) for more in ((), (Within(fact, 1),), (Within(fact, 0, 0),), (Unknown(fact),))
    ]
    return Row(label, (*parts, Cell(Unit.PERCENT, (where,), fact, ALL)))


def _by(
    label: str, fact: str, codes: str, line: Callable[..., Row], *where: Condition, adds_up: bool = True
) -> Section:
    return Section(label, of_codes(fact, codes, line, *where), adds_up)


def _by_month(label: str, earlier: str, line: Callable[..., Row], *where: Condition) -> Section:
    rows = [line(_("{month}月").format(month=one), *where, Within(MONTH, one, one)) for one in _MONTHS]
    if earlier:
        rows.append(line(earlier, *where, Unknown(MONTH)))
    return Section(label, tuple(rows), bool(earlier))
