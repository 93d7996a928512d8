# SPDX-License-Identifier: MIT
"""Income ledgers of some households: lines that come, to the fen, to the cells of the year that stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.scene import Facts, Row, Scene

_SHARE: Final = 0.4  # of the households keep a ledger
# Cell of the year → item, quarter (code list income_quarter), kind of evidence, what it says.
_LINES: Final = (
    ("crops", "rice", "3", "receipt", "粮站过磅单"),
    ("livestock", "pig", "1", "oral", "屠商上门收购"),
    ("asset_dividend", "dividend", "2", "payment", "合作社分红表"),
    ("other_property", "land_transfer", "2", "contract", "土地流转合同"),
    ("low_income", "low_income", "0", "statement", "一卡通流水"),
    ("destitute", "destitute", "0", "statement", "一卡通流水"),
    ("pension", "pension", "2", "statement", "养老金存折"),
    ("ecology", "farm_to_forest", "1", "payment", "补贴公示表"),
    ("other_transfer", "fertility", "2", "payment", "补贴公示表"),
)


def rows_of(scene: Scene, earned: Sequence[Row]) -> Iterator[Row]:
    """The ledger of the year, from the rows of its income; none for households that keep none."""
    if scene.dice("ledger").random() >= _SHARE:
        return
    wanted = scene.of_year("income_year", scene.year)
    year = next((facts for _entity, row, facts in earned if row == wanted), None)
    if year is None:
        return
    fresh = scene.ids("ledger")
    for place, line in enumerate((*_wages(scene, year), *_others(year))):
        facts = {"household": scene.household, "year": scene.year, "position": place, **line, "note": MARK}
        yield "income_line", fresh(), facts


def _wages(scene: Scene, year: Facts) -> Iterator[Facts]:
    """One line for each who earned; the last takes what is left over, so that the sum is exact."""
    rest = year.get("wage_work")
    people = scene.earners() or scene.workers()[:1]
    if not isinstance(rest, int) or not rest or not people:
        return
    share = rest // len(people) // 100 * 100
    for place, person in enumerate(people):
        amount = rest if place == len(people) - 1 else share
        rest -= amount
        yield {
            "date": f"{scene.year}-0{1 + place % 8}-15",
            "member": person.member.id,
            "item": "work_near" if person.facts.work_place == "township" else "work",
            "gross": amount,
            "evidence": "statement",
            "evidence_note": "工资卡流水",
        }


def _others(year: Facts) -> Iterator[Facts]:
    for cell, item, quarter, evidence, said in _LINES:
        amount, cost = year.get(cell), year.get(f"{cell}_cost")
        if not amount:
            continue
        line: Facts = {"quarter": quarter, "item": item, "gross": amount}
        if cost:
            line["cost"] = cost
        yield {**line, "evidence": evidence, "evidence_note": said}
