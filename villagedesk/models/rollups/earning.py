# SPDX-License-Identifier: MIT
"""收入: households by income per head, and what incomes are made of (domain.md §8 no. 5)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.eras import LAST_EXIT
from villagedesk.models.rollups.pieces import both, whom
from villagedesk.models.rollups.spec import Cell, Detail, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.rollups.spec import Condition

DROP, DROP_BEFORE, DROP_NOW, DROP_RATIO = "drop.change", "drop.before", "drop.now", "drop.ratio"
"""What is told of a household whose income per head fell by more than a fifth, and of no other."""
FALL: Final = -2_001
"""A fall by more than a fifth, in hundredths of a percent (domain.md §8 no. 5)."""
_FELL: Final = Within(DROP, None, FALL)
_YUAN: Final = 100
_BANDS: Final = (4_000, 5_000, 6_000, 8_000, 10_000)  # yuan per head
_SHARES: Final = (20, 50, 80)  # percent of the income that are transfers


def income(year: int) -> Table:
    """Households by income per head: against the line, in bands, by the share of transfers, against the year before."""
    line = (
        _("当年扶贫标准（验收）和人均纯收入")
        if year <= LAST_EXIT
        else _("当年监测范围和按监测口径计算的人均收入（纯收入加理赔减合规自付）")
    )
    note = _(
        "收入以填写的为准，没有填写的按收支台账合计；按核算期末家庭人口计算人均。标准按所在村的地区取{line}；"
        "恰好等于标准的算不高于标准。没有收入、没有家庭人口或没有标准的在不详。每组各行相加等于合计；人数为这些户的家庭人口。"
    ).format(line=line)
    return Table(
        "income",
        _("收入水平"),
        whom(note),
        both(),
        (
            Section(_("合计"), (_row(_("合计")),)),
            _against_line(),
            _bands(),
            _transfers(),
            _change(),
        ),
        gathered="income",
        details=(
            Detail(_("人均纯收入（元）"), "income.per_head", Unit.MONEY),
            Detail(_("为标准的（%）"), "income.ratio", Unit.PERCENT),
            Detail(_("转移性占比（%）"), "income.transfer_share", Unit.PERCENT),
            Detail(_("比上年（%）"), "income.change", Unit.PERCENT),
        ),
    )


def _row(label: str, *where: Condition) -> Row:
    return Row(label, (Cell(Unit.HOUSEHOLDS, where), Cell(Unit.PEOPLE, where)))


def _ranges(label: str, fact: str, lines: Iterable[tuple[str, int | None, int | None]]) -> Section:
    rows = [_row(name, Within(fact, low, high)) for name, low, high in lines]
    rows.append(_row(_("不详"), Unknown(fact)))
    return Section(label, tuple(rows), adds_up=True)


def _against_line() -> Section:
    return _ranges(
        _("与当年标准比较"),
        "income.ratio",
        (
            (_("不高于标准"), None, 10_000),
            (_("超过标准至1.2倍"), 10_001, 12_000),
            (_("超过1.2倍至1.5倍"), 12_001, 15_000),
            (_("超过1.5倍至2倍"), 15_001, 20_000),
            (_("超过2倍"), 20_001, None),
        ),
    )


def _bands() -> Section:
    first, last = _BANDS[0], _BANDS[-1]
    lines: list[tuple[str, int | None, int | None]] = [(_("不满{high}元").format(high=first), None, first * _YUAN - 1)]
    for low, high in pairwise(_BANDS):
        lines.append((_("{low}元以上不满{high}元").format(low=low, high=high), low * _YUAN, high * _YUAN - 1))
    lines.append((_("{low}元及以上").format(low=last), last * _YUAN, None))
    return _ranges(_("人均纯收入"), "income.per_head", lines)


def _transfers() -> Section:
    first, second, third = _SHARES
    return _ranges(
        _("转移性收入占总收入"),
        "income.transfer_share",
        (
            (_("不满{high}%").format(high=first), None, first * 100 - 1),
            (_("{low}%以上不满{high}%").format(low=first, high=second), first * 100, second * 100 - 1),
            (_("{low}%以上不满{high}%").format(low=second, high=third), second * 100, third * 100 - 1),
            (_("{low}%及以上（主要靠政策）").format(low=third), third * 100, None),
        ),
    )


def _change() -> Section:
    return _ranges(
        _("人均纯收入比上年"),
        "income.change",
        (
            (_("下降超过20%"), None, -2_001),
            (_("下降，不超过20%"), -2_000, -1),
            (_("持平或增加不满20%"), 0, 1_999),
            (_("增加20%及以上"), 2_000, None),
        ),
    )


def income_drop(_year: int) -> Table:
    """Households whose income per head fell by more than a fifth: how far, to what, and each of them by name."""
    note = _(
        "统计人均纯收入比上年下降超过20%的户；没有当年或上年收入的不能比较，不在内，见“收入水平”。收入、人均和标准的口径与“收入水平”相同。"
        "每组各行相加等于合计。逐户明细只列这些户。"
    )
    sections = (
        Section(_("合计"), (_row(_("下降超过20%"), _FELL),)),
        Section(
            _("下降幅度"),
            (
                _row(_("超过20%至30%"), Within(DROP, -3_000, -2_001)),
                _row(_("超过30%至50%"), Within(DROP, -5_000, -3_001)),
                _row(_("超过50%"), Within(DROP, None, -5_001)),
            ),
            adds_up=True,
        ),
        Section(
            _("与当年标准比较"),
            (
                _row(_("不高于标准"), _FELL, Within("income.ratio", None, 10_000)),
                _row(_("超过标准至1.5倍"), _FELL, Within("income.ratio", 10_001, 15_000)),
                _row(_("超过1.5倍"), _FELL, Within("income.ratio", 15_001)),
                _row(_("不详"), _FELL, Unknown("income.ratio")),
            ),
            adds_up=True,
        ),
    )
    details = (
        Detail(_("上年人均纯收入（元）"), DROP_BEFORE, Unit.MONEY),
        Detail(_("当年人均纯收入（元）"), DROP_NOW, Unit.MONEY),
        Detail(_("比上年（%）"), DROP, Unit.PERCENT),
        Detail(_("为标准的（%）"), DROP_RATIO, Unit.PERCENT),
    )
    return Table("income_drop", _("收入下降户"), whom(note), both(), sections, gathered="income", details=details)


def income_parts(year: int) -> Table:
    """What the incomes of a year are made of."""
    names = {
        "wages": _("工资性收入"),
        "production": _("生产经营性收入"),
        "property": _("财产性收入"),
        "transfers": _("转移性收入"),
        "gross": _("总收入（以上四项）"),
        "cost": _("生产经营性支出"),
        "net": _("纯收入"),
    }
    rows = tuple(_part(label, f"income.{key}") for key, label in names.items())
    note = _(
        "{year}年度收入以填写的为准，没有填写的按收支台账合计；纯收入为总收入减生产经营性支出。"
        "占比为占全部总收入的百分比，四项收入占比之和为100%（四舍五入）。没有填写的户在不详户数里，不算作零。"
    ).format(year=year)
    columns = (_("有此项的户数"), _("金额（元）"), _("占总收入（%）"), _("不详户数"))
    return Table("income_parts", _("收入构成"), whom(note), columns, (Section(_("收入构成"), rows),), gathered="income")


def _part(label: str, fact: str) -> Row:
    return Row(
        label,
        (
            Cell(Unit.HOUSEHOLDS, (Within(fact, 1),)),
            Cell(Unit.MONEY, (), fact),
            Cell(Unit.PERCENT, (), fact, "income.gross"),
            Cell(Unit.HOUSEHOLDS, (Unknown(fact),)),
        ),
    )
