# SPDX-License-Identifier: MIT
"""Help that households of the demo really got: what their plan says is done, relief beside the plan, and micro-loans.

Two doubts are meant to be found: help that nobody signed for, and an amount that is not the planned one. Some loans of
earlier years are overdue; that is no doubt but stands in the roll-up 小额信贷.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from villagedesk.demo import MARK, NOW, YEAR
from villagedesk.demo.causes import COMPULSORY, VOCATIONAL, at_home, with_school
from villagedesk.demo.scene import YUAN, Facts, Row, Scene, chosen
from villagedesk.models.values.dates import age_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from villagedesk.demo.cadres import Cadre
    from villagedesk.models.casefile import Person

_EVIDENCE: Final = {  # class of a measure → codes of the list help_evidence
    "industry": ("voucher",), "employment": ("certificate",), "public_post": ("contract", "flow"), "finance": ("contract", "flow"),
    "education": ("flow",), "compulsory": ("voucher",), "health": ("voucher",), "housing": ("acceptance", "voucher"),
    "water": ("acceptance",), "living": ("acceptance",), "infrastructure": ("acceptance",), "security": ("flow",),
    "social": ("voucher",), "spirit": ("village",),
}  # fmt: skip
_TWICE: Final = frozenset(
    {"post", "low_income", "disabled_allowances"}
)  # what is paid by the month is entered by the half-year
_LOAN: Final = "micro_loan"
_POST: Final = "post"
_MONTHS_OF_A_POST: Final = 12
_UNSIGNED: Final = 0.01  # share of the help that nobody signed for
_LESS: Final = 0.01  # share of the amounts that are not the planned ones
_RELIEF: Final = 0.08  # share of households that got 临时救助
_TRAVEL: Final = 0.5  # share of those who worked outside the county that got 交通补助
_LENT_BEFORE: Final = 0.2  # share of households that borrowed in an earlier year
_TERMS: Final = (("12", 30), ("24", 45), ("36", 25))  # months; three years are the most (domain.md §4.1)
_UNPAID: Final = 0.25  # share of the loans past their day that were not repaid
_EARLY: Final = 0.15  # share of the others that were repaid before their day
_OF_AGE: Final = 22
_TOO_OLD: Final = 58
_SEVERE: Final = frozenset({"1", "2"})  # grades of disability for which there is the nursing allowance (domain.md §7.2)
_USES: Final = ("发展柑橘种植", "扩建羊圈、购买种羊", "购买农机具", "开办小卖部", "发展生猪养殖")


def rows_of(scene: Scene, planned: Sequence[Row], helpers: Sequence[Cadre]) -> Iterator[Row]:
    """The help of the year, from the rows of its plan, and the loan of an earlier year of some households."""
    dice, fresh = scene.dice("benefits"), scene.ids("benefit")
    measures = [(row, facts) for entity, row, facts in planned if entity == "measure"]
    for row, measure in measures:
        if measure["status"] == "done":
            for facts in _of_measure(scene, dice, row, measure):
                yield "benefit", fresh(), _handed(scene, facts, helpers)
    yield from _post(scene, [measure for _row, measure in measures])
    for facts in (*_relief(scene, dice), *_travel(scene, dice, measures)):
        yield "benefit", fresh(), _handed(scene, facts, helpers)
    if scene.year == YEAR and not any(measure["subcategory"] == _LOAN for _row, measure in measures):
        for facts in _lent_before(scene):
            yield "benefit", fresh(), _handed(scene, facts, helpers)


def _handed(scene: Scene, facts: Facts, helpers: Sequence[Cadre]) -> Facts:
    """The facts with what every help has: whose it is, who saw to it, what proves it."""
    helper = next((one for one in helpers if one.name == facts.get("handler")), helpers[0])
    common: Facts = {
        "household": scene.household, "cadre": helper.id, "handler": helper.name, "signed_household": True,
        "evidence": _EVIDENCE[str(facts["category"])], "note": MARK,
    }  # fmt: skip
    return {key: value for key, value in {**common, **facts}.items() if value is not None}


# -- what the plan says -------------------------------------------------------------------------------------------------


def _of_measure(scene: Scene, dice: Random, row: str, measure: Facts) -> Iterator[Facts]:
    """What was given for a measure that is done; all amounts together are that of the measure."""
    kind, amount, done = measure["subcategory"], measure["amount"], str(measure["done_on"])
    for_one = str(measure["quantity"]).startswith("1人") or kind == _LOAN
    person = _concerned(scene, str(kind or "")) if for_one else None
    gain = measure["actual_gain"]
    facts: Facts = {
        "measure": row,
        "date": done,
        "member": person.member.id if person else None,
        **{key: measure[key] for key in ("category", "subcategory", "content", "quantity", "amount", "source")},
        "item": measure["item"] or _item(person, str(kind or "")),
        "provider": measure["responsible_unit"],
        "handler": measure["responsible"],
        "result": f"全年增收{gain // YUAN}元" if isinstance(gain, int) and gain else None,
    }
    if kind == _LOAN:
        facts |= {"loan_due": _months_after(done, 24), "provider": scene.case.household.bank}
    if kind in _TWICE and isinstance(amount, int):
        first = amount // 2 // YUAN * YUAN
        day = dice.randrange(10, 28)
        yield {**facts, "date": f"{scene.year}-06-{day}", "amount": first, "quantity": "上半年", "result": None}
        facts |= {"amount": amount - first, "quantity": "下半年"}
    elif isinstance(amount, int) and kind != _LOAN and dice.random() < _LESS and scene.year == YEAR:
        facts["amount"] = amount * 9 // 10
    if dice.random() < _UNSIGNED and scene.year == YEAR:
        facts |= {"signed_household": None, "evidence": ("village",)}
    yield facts


def _concerned(scene: Scene, kind: str) -> Person | None:
    """For whom a measure for one person is."""
    by_kind = {
        "medical_aid": scene.with_health("2", "3"),
        "family_doctor": scene.with_health("2", "3"),
        "low_income": [one for one in scene.case.people if one.facts.low_income not in {None, "none"}],
        "destitute": [one for one in scene.case.people if one.facts.destitute not in {None, "none"}],
        "disabled_allowances": scene.with_health("4"),
        "yulu": with_school(scene, VOCATIONAL),
        "student_loan": scene.pupils(),
        "exemptions": with_school(scene, COMPULSORY),
        _LOAN: _borrowers(scene, scene.year),
        "placement": scene.earners() or scene.workers(),
        _POST: at_home(scene),
    }
    return next(iter(by_kind.get(kind, scene.workers())), None) or scene.case.head


def _post(scene: Scene, measures: Sequence[Facts]) -> Iterator[Row]:
    """The post in the facts of the year of the person who holds it; no household is given two."""
    for measure in measures:
        person = _concerned(scene, _POST) if measure["subcategory"] == _POST and measure["status"] == "done" else None
        if person is not None and person.facts.id:
            facts: Facts = {"public_post": measure["item"], "public_post_months": _MONTHS_OF_A_POST}
            amount = measure["amount"]
            if not isinstance(person.facts.wage, int) and isinstance(amount, int):
                facts["wage"] = amount // _MONTHS_OF_A_POST // (10 * YUAN) * 10 * YUAN
            yield "member_year", person.facts.id, facts


def _item(person: Person | None, kind: str) -> str | None:
    """What exactly it was, where it follows from the person or from the measure."""
    match kind:
        case "disabled_allowances":
            severe = person is not None and person.facts.disability_grade in _SEVERE
            return "nursing_allowance" if severe else "living_allowance"
        case "yulu":
            secondary = person is not None and str(person.facts.school).startswith("vocational")
            return "yulu_secondary" if secondary else "yulu_higher"
        case "exemptions":
            return "textbooks"
        case "house_repair":
            return "reinforce"
        case _:
            return None


# -- beside the plan ----------------------------------------------------------------------------------------------------


def _relief(scene: Scene, dice: Random) -> Iterator[Facts]:
    """临时救助 of somebody who fell ill."""
    ill = scene.with_health("2", "3")
    if dice.random() >= _RELIEF or not ill:
        return
    yield {
        "date": f"{scene.year}-{dice.randrange(2, 12):02d}-{dice.randrange(1, 28):02d}",
        "member": ill[0].member.id, "category": "security", "subcategory": "temporary", "content": "住院自付费用较高，发放临时救助金",
        "quantity": "1人次", "amount": dice.randrange(8, 30) * 100 * YUAN, "source": "sector", "provider": "示范镇人民政府",
        "evidence": ("voucher", "flow"),
    }  # fmt: skip


def _travel(scene: Scene, dice: Random, measures: Sequence[tuple[str, Facts]]) -> Iterator[Facts]:
    """交通补助 of those who work outside the county, unless the plan has it already."""
    if any(measure["subcategory"] == "placement" for _row, measure in measures):
        return
    for person in scene.earners():
        if person.facts.work_place in {"province", "outside"} and dice.random() < _TRAVEL:
            yield {
                "date": f"{scene.year}-{dice.randrange(3, 7):02d}-{dice.randrange(1, 28):02d}", "member": person.member.id,
                "category": "employment", "subcategory": "transport", "content": "县外务工一次性交通补助", "quantity": "1人",
                "amount": (600 if person.facts.work_place == "outside" else 300) * YUAN, "source": "sector",
                "provider": "示范县人力资源和社会保障局", "evidence": ("flow", "certificate"),
            }  # fmt: skip


# -- loans of earlier years ---------------------------------------------------------------------------------------------


def _lent_before(scene: Scene) -> Iterator[Facts]:
    """A loan of one of the three years before: repaid, not due yet, or overdue on the day on which the demo stands still."""
    dice = scene.dice("loan")
    begun = f"{dice.randrange(YEAR - 3, YEAR)}-{dice.randrange(3, 12):02d}-{dice.randrange(1, 28):02d}"
    borrowers = _borrowers(scene, int(begun[:4]))
    known = str(scene.case.household.identified or "2014")
    if dice.random() >= _LENT_BEFORE or not borrowers or begun[:7] <= known or scene.getting("destitute"):
        return
    due = _months_after(begun, int(chosen(dice, _TERMS)))
    today, amount = NOW.date().isoformat(), dice.randrange(20, 51) * 1_000 * YUAN
    ripe, lot = due < today, dice.random()
    repaid = _days_before(due, dice.randrange(2, 25)) if (lot >= _UNPAID if ripe else lot < _EARLY) else None
    if repaid is not None and not ripe:
        repaid = _days_before(today, dice.randrange(20, 90))
    overdue = ripe and repaid is None
    yield {
        "date": begun, "member": borrowers[0].member.id, "category": "finance", "subcategory": _LOAN,
        "content": f"发放脱贫人口小额信贷，财政贴息，用于{dice.choice(_USES)}", "quantity": "1笔", "amount": amount, "source": "loan",
        "provider": scene.case.household.bank, "loan_due": due, "loan_repaid": repaid,
        "note": f"已催收，户主承诺分期归还。{MARK}" if overdue else MARK,
    }  # fmt: skip


def _borrowers(scene: Scene, year: int) -> list[Person]:
    """Who was able to work and of an age to borrow in a year, the head of the household first if he was."""
    found = [
        one
        for one in scene.workers()
        if one.member.birth and _OF_AGE <= age_on(one.member.birth, f"{year}-01-01") <= _TOO_OLD
    ]
    return sorted(found, key=lambda one: one.facts.relation != "head")


def _months_after(day: str, months: int) -> str:
    """The same day that many months later; days beyond the 27th never come up."""
    count = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    return f"{count // 12}-{count % 12 + 1:02d}{day[7:]}"


def _days_before(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()
