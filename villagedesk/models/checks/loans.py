# SPDX-License-Identifier: MIT
"""Check I03: micro-loans (小额信贷), as planned and as lent: how much, to whom, for how long (domain.md §4.1, §9.3 I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import age_of
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, unjudged, unjudged_line
from villagedesk.models.checks.standing import live_measures, months_between
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import from_scaled, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Benefit, Measure

MICRO_LOAN: Final = "micro_loan"
I03: Final = ("I03", Level.DOUBT)


def _is_loan(measure: Measure) -> bool:
    text = measure.content or ""
    if measure.subcategory:
        return measure.subcategory == MICRO_LOAN
    return "小额信贷" in text or "小额贷款" in text or (measure.category == "finance" and "贷" in text)


def _loan(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I03: the amount, whether anybody in the household is of an age to borrow, and the term of what was lent."""
    for measure in live_measures(case):
        if not _is_loan(measure):
            if not measure.subcategory and not measure.content and measure.category in {None, "finance"}:
                yield unjudged(I03, "measure.content", measure.id)
            continue
        most, amount = around.limit("loan_limit", case.year), number(measure.amount)
        if most is None:
            yield unjudged_line(I03, "loan_limit")
        elif amount is None:
            yield unjudged(I03, "measure.amount", measure.id)
        elif amount > most * 100:
            yield problem(
                I03, "measure.amount", measure.id, _("超过小额信贷额度上限{most}元").format(most=most),
                _("请核对额度，一户多贷或超额的请说明"), value=from_scaled(amount, 2),
            )  # fmt: skip
        yield from _borrowers(case, around, measure)
    for lent in case.benefits:
        if lent.subcategory == MICRO_LOAN or (not lent.subcategory and lent.loan_due):
            yield from _term(case, around, lent)


def _term(case: CaseFile, around: Surroundings, lent: Benefit) -> Iterator[Found]:
    """The months from the day of lending to the day on which it is due; a day beyond the last month is one more."""
    missing = [key for key in ("date", "loan_due") if not getattr(lent, key)]
    most = around.limit("loan_months", case.year)
    if missing or most is None:
        yield from (unjudged(I03, f"benefit.{key}", lent.id) for key in missing)
        if most is None:
            yield unjudged_line(I03, "loan_months")
        return
    begun, due = lent.date or "", lent.loan_due or ""
    if due < begun:
        text = _("早于落实日期{day}").format(day=begun)
    elif months_between(begun, due) + (due[8:] > begun[8:]) > most:
        text = _("超过小额信贷期限上限{most}个月（{day}发放）").format(most=most, day=begun)
    else:
        return
    yield problem(
        I03, "benefit.loan_due", lent.id, text, _("请核对发放和到期日期；展期的以批准的到期日为准"), value=due
    )


def _borrowers(case: CaseFile, around: Surroundings, measure: Measure) -> Iterator[Found]:
    oldest = around.limit("check_i03_age", case.year)
    if oldest is None:
        yield unjudged_line(I03, "check_i03_age")
        return
    ages = [(person, age_of(person, around.day(case.year))) for person in case.counted]
    if not ages or any(age is not None and 18 <= age <= oldest for _person, age in ages):
        return
    unknown = [person for person, age in ages if age is None]
    if unknown:
        yield from (unjudged(I03, "member.birth", one.member.id, one.name) for one in unknown)
        return
    yield problem(
        I03, "measure.content", measure.id, _("但户内没有18至{oldest}岁的成员").format(oldest=oldest),
        _("请核对借款人年龄"), value=measure.content or "",
    )  # fmt: skip


RULES: Final = (
    Rule(
        "I03", "小额信贷超额、超期或无适龄借款人", Level.DOUBT, _loan,
        parameters=("loan_limit", "loan_months", "check_i03_age"),
    ),
)  # fmt: skip
