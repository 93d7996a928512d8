# SPDX-License-Identifier: MIT
"""Which policies a household enjoys in a year, for the 政策享受明白卡: from help that was given and from facts of the year.

Ticked is what was given (落实) and what a fact says by itself: an allowance, a pension, a post, a new house. A plan proves
nothing, and being insured is not yet a policy enjoyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.documents.word.boxes import box
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import shown
from villagedesk.models.values.numbers import from_scaled, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Benefit

# The groups of the cards in use (domain.md §4.1), as classes of measures; a row each.
GROUPS: Final = (
    ("industry",), ("employment", "public_post"), ("finance",), ("relocation",), ("ecology",), ("education", "compulsory"),
    ("health",), ("housing",), ("water", "living", "infrastructure", "services"), ("security",), ("social", "spirit"),
    ("other",),
)  # fmt: skip
_PAID: Final = {  # cell of the year's income → kind of measure
    "low_income": "low_income", "destitute": "destitute", "pension": "pension", "ecology": "eco_compensation",
}  # fmt: skip
_PAID_IN: Final = {"eco_compensation": "ecology"}  # else security
_NONE: Final = "none"


class _Given(NamedTuple):
    """Something the household got; `months` are ISO, in any order, `amount` in fen."""

    group: str
    kind: str
    words: str
    amount: int | None = None
    months: tuple[str, ...] = ()


def policies_enjoyed(case: CaseFile) -> list[dict[str, str]]:
    """The rows of the card, one for each group of policies of the year, with what the household got of it."""
    given = [*_benefits(case)]
    counted = {one.kind for one in given}
    given += [one for one in _facts(case) if one.kind not in counted]  # what was entered as help is not said twice
    return [_row(group, [one for one in given if one.group in group], case.year) for group in GROUPS]


def _row(group: tuple[str, ...], given: list[_Given], year: int) -> dict[str, str]:
    classes, kinds = code_list("measure_class"), code_list("measure_kind")
    offered = [one for one in kinds.choices(year) if set(one.more["classes"].split("|")) & set(group)]
    got = {one.kind for one in given if one.kind}
    names = [(one.code, one.label) for one in offered]
    names += [(code, kinds.label(code, year)) for code in kinds.ordered(got - {one.code for one in offered})]
    amounts = [one.amount for one in given if one.amount is not None]
    several = len(given) > 1
    return {
        "类别选项": box(given) + "、".join(one.label for one in classes.choices(year) if one.code in group),
        "政策选项": " ".join(box(code in got) + label for code, label in names),
        "享受内容": "\n".join(_line(one, several=several) for one in given),
        "享受金额": from_scaled(sum(amounts), 2) if amounts else "",
        "享受时间": _span(month for one in given for month in one.months),
    }


def _line(one: _Given, *, several: bool) -> str:
    """What it was; where there are several, each with its own amount and time."""
    told = [f"{from_scaled(one.amount, 2)}元"] if several and one.amount is not None else []
    told += [_span(one.months)] if several and one.months else []
    return one.words + (f"（{'，'.join(told)}）" if told else "")


def _span(months: Iterable[str]) -> str:
    """The first month and the last, or the only one."""
    known = sorted(filter(None, months))
    return "至".join(dict.fromkeys(shown(one) for one in (known[0], known[-1]))) if known else ""


def _benefits(case: CaseFile) -> Iterator[_Given]:
    """Help that was entered as given in the year; what is paid by the month or the quarter is told once, with the sum."""
    found: dict[tuple[str, ...], list[Benefit]] = {}
    for one in case.benefits:
        told = (one.category or "other", one.subcategory or "", one.member or "", one.content or "")
        found.setdefault(told, []).append(one)
    for (category, kind, member, content), some in found.items():
        name = case.name_of(member)
        said = f"{name}：{content}" if name else content
        quantities = {one.quantity for one in some}
        words = "，".join(filter(None, (said, _more(quantities.pop(), content) if len(quantities) == 1 else "")))
        amounts = [amount for one in some if (amount := number(one.amount)) is not None]
        months = tuple((one.date or "")[:7] for one in some)
        yield _Given(category, kind, words, sum(amounts) if amounts else None, months)


def _more(quantity: str | None, content: str | None) -> str:
    """The quantity, unless the content says it already."""
    return quantity if quantity and quantity not in (content or "") else ""


def _facts(case: CaseFile) -> Iterator[_Given]:
    """What facts of the year say by themselves."""
    kinds, income = code_list("measure_kind"), case.counted_income(case.year)
    people = case.people
    for cell, kind in _PAID.items():
        amount = number(getattr(income, cell))
        name = kinds.label(kind, case.year)
        if amount:
            yield _Given(_PAID_IN.get(kind, "security"), kind, f"{name}，全年", amount)
        elif cell in {"low_income", "destitute"}:
            names = [one.name for one in people if getattr(one.facts, cell) not in {None, NA, _NONE}]
            if names:
                yield _Given("security", kind, f"{name}：{'、'.join(names)}")
    for one in people:
        post = one.facts.public_post
        if isinstance(post, str):
            yield _Given("public_post", "post", f"{one.name}：{code_list('public_post').label(post, case.year)}")
        if one.facts.critical_aid is True:
            yield _Given("health", "medical_aid", f"{one.name}：{kinds.label('medical_aid', case.year)}")
    if case.facts.relocated is True:
        moved = case.facts.moved_in
        months = (moved,) if isinstance(moved, str) else ()
        yield _Given("relocation", "relocated", kinds.label("relocated", case.year), None, months)
