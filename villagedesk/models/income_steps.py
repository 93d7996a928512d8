# SPDX-License-Identifier: MIT
"""Why a household's income is what it is: each cell with its amount, how it came about, and the lines it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, aside, clauses, listed
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.income import PROPERTY_PARTS, TOTALS, TRANSFER_PARTS, per_head, sums, total
from villagedesk.models.ledger import booked_total, differences, item_of, with_ledger, yuan
from villagedesk.models.values.numbers import short_number
from villagedesk.models.values.show import label_of, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.ledger import Booked, Ledger

_SPEC: Final = entity_spec("income_year")


class Step(NamedTuple):
    """One step of the reckoning.

    Attributes:
        name: key of a field of `IncomeYear`, name of a computed cell, or "" for a line.
        how: the formula or the source, in words.
        parts: what it is made of.
        row: id of the ledger line it is about.
    """

    name: str
    label: str
    amount: int | None
    how: str
    parts: tuple[Step, ...] = ()
    row: str = ""


def cell_label(name: str) -> str:
    """What a cell is called in the national form, computed ones too."""
    if name in _SPEC:
        return label_of(_SPEC[name])
    return {
        "property": _("财产性收入"),
        "transfers": _("转移性收入"),
        "gross": _("年收入"),
        "net": _("纯收入"),
        "per_head": _("人均纯收入"),
        "monitored": _("监测收入"),
        "monitored_per_head": _("人均监测收入"),
        "exit_line": _("脱贫验收标准"),
        "monitoring_line": _("防返贫监测范围"),
    }[name]


def explain(case: CaseFile, income: IncomeYear, ledger: Ledger, lines: Mapping[str, Line | None]) -> list[Step]:
    """The reckoning of a year, from the cells to the figure per head and the line of the year.

    Args:
        case: the case file of the year; says among whom is divided.
        income: the year as it was typed.
        ledger: the ledger of the same year.
        lines: exit_line and monitoring_line of the year, where there are any.
    """
    known = with_ledger(income, ledger.cells)
    teller = _Teller(income, known, ledger)
    names = [person.name or _("（未命名）") for person in case.sharers(ledger.year)]
    computed = sums(known, len(names))
    found = [teller.cell(key) for key in ("wages", "production")]
    found += [teller.sum_of("property", computed.property, PROPERTY_PARTS)]
    found += [teller.sum_of("transfers", computed.transfers, TRANSFER_PARTS)]
    four = [(cell_label(step.name), step.amount) for step in found]
    cost = teller.cell("production_cost")
    found.append(Step("gross", cell_label("gross"), computed.gross, _added(four)))
    found.append(cost)
    found.append(Step("net", cell_label("net"), computed.net, _net(computed.gross, cost.amount)))
    found.append(_divided("per_head", computed.net, names, ledger))
    if lines.get("exit_line"):
        found.append(_against("exit_line", computed.per_head, lines["exit_line"]))
    if known.claims is not None or known.own_payments is not None:
        found += _monitored(teller, computed.net, computed.monitored, names, ledger)
    if lines.get("monitoring_line"):
        found.append(_against("monitoring_line", computed.monitored_per_head, lines["monitoring_line"]))
    return [*found, *_left_out(ledger)]


class _Teller:
    """Tells of the cells of one year how they came about."""

    def __init__(self, income: IncomeYear, known: IncomeYear, ledger: Ledger) -> None:
        self._income, self._known, self._ledger = income, known, ledger
        self._differing = {one.cell: one for one in differences(income, ledger.cells)}

    def cell(self, key: str) -> Step:
        """A cell of the form; a total with its kinds."""
        kinds = TOTALS.get(key, ())
        amount = total(self._known, key) if kinds else _amount(self._known, key)
        parts = tuple(self.cell(kind) for kind in kinds if _amount(self._known, kind) is not None)
        if _amount(self._income, key) is not None:
            how = self._as_stated(key)
        elif kinds and parts:
            how = _added([(part.label, part.amount) for part in parts])
        elif key in self._ledger.cells:
            how = _("台账{count}笔合计").format(count=len(self._ledger.of_cell(key)))
        else:
            how = _("没有填写，也没有台账")
        lines = () if kinds else tuple(line_step(one, key) for one in self._ledger.of_cell(key))
        return Step(key, cell_label(key), amount, how, (*parts, *lines))

    def _as_stated(self, key: str) -> str:
        other = self._differing.get(key)
        if other is not None:
            text = _("按填写的数；台账合计{booked}元，相差{more}元")
            return text.format(booked=yuan(other.booked), more=signed(other.more))
        kinds = key in TOTALS and booked_total(self._income, self._ledger.cells, key) is not None
        return _("按填写的数，与台账一致") if kinds or key in self._ledger.cells else _("按填写的数，没有台账")

    def sum_of(self, name: str, amount: int | None, keys: Iterable[str]) -> Step:
        """A computed sum with its cells, those of which something is known."""
        parts = tuple(self.cell(key) for key in keys if _amount(self._known, key) is not None)
        how = _added([(part.label, part.amount) for part in parts]) or _("没有填写，也没有台账")
        return Step(name, cell_label(name), amount, how, parts)


def line_step(one: Booked, cell: str = "") -> Step:
    """A line of the ledger with what it adds to a cell, or why it adds nothing."""
    item = item_of(one.line)
    label = code_list("income_item").shown(one.line.item or "") if item else _("（未选项目）")
    when = one.line.date or (shown(field_spec("income_line.quarter"), one.line.quarter) if one.line.quarter else "")
    amount = one.amount_in(cell) if cell else None
    how = one.why_not or clauses((_reckoned(one, cell), _proof(one), one.remark))
    return Step("", aside(label, when), amount, how, row=one.line.id)


def _reckoned(one: Booked, cell: str) -> str:
    """How the amount came about: quantity times price where nothing was written down."""
    line = one.line
    if cell != one.cell or isinstance(line.gross, int):
        return ""
    if not isinstance(line.quantity, int) or not isinstance(line.price, int):
        return ""
    quantity = short_number(line.quantity, 2) + (line.unit or "")
    return _("{quantity} × {price}元").format(quantity=quantity, price=short_number(line.price, 2))


def _proof(one: Booked) -> str:
    kind = shown(field_spec("income_line.evidence"), one.line.evidence) or _("没有凭证")
    return aside(kind, one.line.evidence_note or "")


def _amount(income: IncomeYear, key: str) -> int | None:
    value = getattr(income, key)
    return value if isinstance(value, int) else None


def _added(parts: Sequence[tuple[str, int | None]]) -> str:
    return " + ".join(f"{label} {yuan(amount)}" for label, amount in parts if amount is not None)


def _net(gross: int | None, cost: int | None) -> str:
    if gross is None:
        return _("收入都没有填写，算不出")
    if cost is None:
        return _("年收入 {gross}；没有生产经营性支出").format(gross=yuan(gross))
    return _("年收入 {gross} − 生产经营性支出 {cost}").format(gross=yuan(gross), cost=yuan(cost))


def _divided(name: str, amount: int | None, names: Sequence[str], ledger: Ledger) -> Step:
    day = ledger.period.last
    share = per_head(amount, len(names))
    who = _("{day}在册并计入家庭人口的{count}人：{names}").format(day=day, count=len(names), names=listed(names))
    if not names:
        return Step(name, cell_label(name), None, _("{day}没有计入家庭人口的成员，算不出").format(day=day))
    if amount is None or share is None:
        return Step(name, cell_label(name), None, who)
    text = _("{amount} ÷ {count}，四舍五入到分；{who}")
    return Step(name, cell_label(name), share, text.format(amount=yuan(amount), count=len(names), who=who))


def _monitored(
    teller: _Teller, net: int | None, amount: int | None, names: Sequence[str], ledger: Ledger
) -> list[Step]:
    claims, own = teller.cell("claims"), teller.cell("own_payments")
    how = _("纯收入 {net} + 理赔收入 {claims} − 合规自付支出 {own}").format(
        net=yuan(net or 0), claims=yuan(claims.amount or 0), own=yuan(own.amount or 0)
    )
    return [
        claims,
        own,
        Step("monitored", cell_label("monitored"), amount, how),
        _divided("monitored_per_head", amount, names, ledger),
    ]


def _against(name: str, share: int | None, line: Line | None) -> Step:
    """The line of the year with its source, and how the household stands to it; a comparison, no verdict."""
    value = line.value if line is not None and isinstance(line.value, int) else 0
    source = _("依据：{source}").format(source=(line.source if line else "") or _("未注明"))
    if line is not None and not line.confirmed:
        source += _("（待核对）")
    if share is None:
        return Step(name, cell_label(name), value * 100, source)
    gap = share - value * 100
    said = _("人均高出{gap}元") if gap > 0 else _("人均低{gap}元") if gap < 0 else _("人均正好等于这条线")
    return Step(name, cell_label(name), value * 100, clauses((said.format(gap=yuan(abs(gap))), source)))


def _left_out(ledger: Ledger) -> list[Step]:
    lines = ledger.left_out
    if not lines:
        return []
    how = _("共{count}笔，原因见各笔").format(count=len(lines))
    return [Step("left_out", _("不计收入的台账"), None, how, tuple(line_step(one) for one in lines))]


def signed(fen: int) -> str:
    """An amount with its sign."""
    return ("+" if fen > 0 else "") + yuan(fen)
