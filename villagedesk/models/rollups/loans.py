# SPDX-License-Identifier: MIT
"""小额信贷 (domain.md §8 no. 11): what was lent, what is still owed, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.rollups.spec import Among, Cell, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

LENT_IN, STATE, DUE_IN, MONEY = "loan.lent", "loan.state", "loan.due", "loan.amount"
REPAID, RUNNING, OVERDUE, DUE_UNKNOWN = "repaid", "running", "overdue", "due_unknown"
_OWED: Final = (RUNNING, OVERDUE, DUE_UNKNOWN)


def loans(year: int) -> Table:
    """Every loan up to the end of the year, or up to today."""
    note = _(
        "统计到{year}年末（当年为今天）已登记落实的小额信贷，没有填写落实小类、填写了贷款到期日期的也算；户为该年年末在册的户。"
        "一条落实记录为一笔；金额为发放时的金额，"
        "部分归还的没有登记项，未结清的也按发放金额。逾期：到统计日已过贷款到期日期、没有贷款结清日期的。"
        "户数按有这种贷款的户，各行相加可能超过合计；笔数和金额中，已结清、未到期、逾期和到期日不详相加等于合计。"
    ).format(year=year)
    sections = (
        Section(_("合计"), (_row(_("累计发放")),)),
        Section(
            _("其中当年"),
            (_row(_("当年发放"), Within(LENT_IN, year, year)), _row(_("当年到期"), Within(DUE_IN, year, year))),
        ),
        Section(
            _("归还情况"),
            (
                _row(_("已结清"), Among(STATE, (REPAID,))),
                _row(_("没有结清"), Among(STATE, _OWED)),
                _row(_("　其中未到期"), Among(STATE, (RUNNING,))),
                _row(_("　其中逾期"), Among(STATE, (OVERDUE,))),
                _row(_("　其中到期日不详"), Among(STATE, (DUE_UNKNOWN,))),
            ),
        ),
        Section(_("没有填写金额"), (_row(_("没有填写金额"), Unknown(MONEY)),)),
    )
    columns = (_("户数"), _("笔数"), _("金额（元）"))
    return Table("loans", _("小额信贷"), note, columns, sections, gathered="loans")


def _row(label: str, *where: Condition) -> Row:
    return Row(label, (Cell(Unit.HOUSEHOLDS, where), Cell(Unit.LOANS, where), Cell(Unit.MONEY, where, MONEY)))
