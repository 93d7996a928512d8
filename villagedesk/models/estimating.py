# SPDX-License-Identifier: MIT
"""Reckoning a household's income from what it grows, keeps and does (收入测算), with the village's coefficients.

An estimate is no fact and is never stored; what somebody confirms becomes a ledger line whose evidence says 测算.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import Kind, Number, Record, Scope, Text, entity, field
from villagedesk.models.codes import code_list
from villagedesk.models.ledger import ESTIMATED
from villagedesk.models.values.numbers import half_up, short_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.ledger import IncomeRate
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.codes import Code

_MOST: Final = 10_000_000_00
COEFFICIENTS: Final = ("output", "output_unit", "price", "cost")


@entity("estimate", "收入测算", "Estimate", Scope.EVENT)
class Estimate(Record):
    """One line of the calculator: how much of what, and what one unit of it brings and costs."""

    item: Text = field("测算项目", "Item", Kind.CODE, codes="income_item", required=True, short="项目")
    member: Text = field("所属成员", "Member", Kind.REF, ref="member", short="成员")
    quantity: Number = field(
        "数量",
        "Quantity",
        Kind.QUANTITY,
        minimum=0,
        maximum=100_000_000,
        hint="几亩、几头、几个月",
        hint_en="How many mu, head, months",
    )
    unit: Text = field("计量单位", "Unit of measure", length=10, short="单位")
    output: Number = field("单位产量", "Yield per unit", Kind.QUANTITY, minimum=0, maximum=100_000_000)
    output_unit: Text = field("产量单位", "Unit of the yield", length=10)
    price: Number = field("单价", "Price", Kind.MONEY, minimum=0, maximum=_MOST)
    cost: Number = field("单位成本", "Cost per unit", Kind.MONEY, minimum=0, maximum=_MOST)


class Estimated(NamedTuple):
    """What a line of the calculator comes to.

    Attributes:
        sold: quantity times yield, hundredths of `unit`.
        income, cost: fen; None where a coefficient is missing.
        missing: labels of the coefficients that are missing for the income.
        formula: how it was reckoned, in Chinese, since it becomes the evidence note of a ledger line.
    """

    sold: int | None
    unit: str
    income: int | None
    cost: int | None
    missing: tuple[str, ...]
    formula: str


def reckon(one: Estimate) -> Estimated:
    """Quantity × yield × price, and quantity × cost per unit; each half up once, at the end."""
    quantity, output, price, cost = (_number(one, key) for key in ("quantity", "output", "price", "cost"))
    if quantity is None:
        return Estimated(None, "", None, None, (), "")
    per_unit = 100 if output is None else output
    sold = half_up(quantity * per_unit, 100)
    income = None if price is None else half_up(quantity * per_unit * price, 10_000)
    spent = None if cost is None else half_up(quantity * cost, 100)
    unit = (one.unit if output is None else one.output_unit) or ""
    missing = () if price is not None else (_("单价"),)
    return Estimated(sold, unit, income, spent, missing, _formula(one, quantity, output, price, cost))


def _formula(one: Estimate, quantity: int, output: int | None, price: int | None, cost: int | None) -> str:
    amount = short_number(quantity, 2) + (one.unit or "")
    parts = [amount]
    if output is not None:
        parts.append(f"单产{short_number(output, 2)}{one.output_unit or ''}")
    if price is not None:
        parts.append(f"单价{short_number(price, 2)}元")
    said = "×".join(parts)
    return said if cost is None else f"{said}；成本{amount}×{short_number(cost, 2)}元"


def _number(one: Estimate, key: str) -> int | None:
    value = getattr(one, key)
    return value if isinstance(value, int) else None


def as_line(one: Estimate, household: str, year: int) -> dict[str, Value]:
    """The ledger line of a confirmed estimate; what cannot be reckoned stays open in it."""
    found = reckon(one)
    item = code_list("income_item").entry(one.item or "")
    outlay = item is not None and not item.more["cell"]
    values: dict[str, Value] = {
        "household": household,
        "year": year,
        "item": one.item,
        "member": one.member,
        "quantity": found.sold,
        "unit": found.unit or None,
        "price": one.price,
        "gross": None if outlay else found.income,
        "cost": found.income if outlay else found.cost,
        "evidence": ESTIMATED,
        "evidence_note": found.formula[:200] or None,
    }
    return {key: value for key, value in values.items() if value is not None}


# -- what is asked ------------------------------------------------------------------------------------------------------


def asked(case: CaseFile, rates: Mapping[str, IncomeRate]) -> list[Estimate]:
    """The lines that the calculator begins with: who may have worked how long, then crops, then animals.

    Months and wages of members are what their year says; coefficients are the village's. Quantities are left to be asked,
    except months, which somebody has written down already.
    """
    items = code_list("income_item").choices(case.year)
    found = [line for person in case.counted if (line := _of_worker(person)) is not None]
    for group in ("crop", "animal"):
        found += [begun(item, rates.get(item.code)) for item in items if item.more["ask"] == group]
    return found


def _of_worker(person: Person) -> Estimate | None:
    """A member who works, or could; None for those who cannot."""
    facts = person.facts
    months = facts.work_months if isinstance(facts.work_months, int) else None
    able = facts.labour in {"ordinary", "skilled", "weak"}
    if not person.member.id or not (able or months):
        return None
    wage = facts.wage if isinstance(facts.wage, int) else None
    near = facts.work_place == "township"
    return Estimate(
        item="work_near" if near else "work",
        member=person.member.id,
        quantity=months * 100 if months else None,  # hundredths of a month
        unit="月",
        price=wage,
    )


def begun(item: Code, rate: IncomeRate | None) -> Estimate:
    """An empty line for an item with the coefficients that are known."""
    facts: dict[str, Any] = {key: getattr(rate, key) for key in COEFFICIENTS} if rate else {}
    unit = facts.pop("output_unit", None) or (item.more["output_unit"] if facts.get("output") is not None else None)
    return Estimate(item=item.code, unit=item.more["unit"] or None, output_unit=unit, **facts)


def rated(item: str | None) -> bool:
    """Whether coefficients of an item are the village's: what is grown and kept. Wages are each person's own."""
    entry = code_list("income_item").entry(item) if item else None
    return entry is not None and entry.more["ask"] in {"crop", "animal"}


def new_rates(
    lines: Iterable[Estimate], rates: Mapping[str, IncomeRate], village: str, year: int
) -> list[dict[str, Value]]:
    """The coefficients that were typed and are not the village's of that year yet, one row of values per item.

    The first line of an item that has a quantity or a coefficient decides; a changed one is unconfirmed again.
    """
    found: dict[str, dict[str, Value]] = {}
    for one in lines:
        known = rates.get(one.item or "")
        ours = known if known is not None and known.year == year else None
        typed = {key: getattr(one, key) for key in COEFFICIENTS}
        empty = all(typed[key] is None for key in ("output", "price", "cost"))
        if not one.item or not rated(one.item) or empty or one.item in found:
            continue
        changed = {key: value for key, value in typed.items() if getattr(ours, key, None) != value}
        if changed:
            found[one.item] = {"village": village, "year": year, "item": one.item, **changed, "confirmed": False}
    return list(found.values())


def worth_booking(lines: Sequence[Estimate]) -> list[Estimate]:
    """The lines that come to something."""
    return [one for one in lines if one.item and any(part is not None for part in reckon(one)[2:4])]
