# SPDX-License-Identifier: MIT
"""Checks J04, J06, J07, J13, J14 and J15: receipts, goods, feedback, and contracts of organisations (domain.md §1A J7–J9, J13).

No sentence names a donor, who may be anonymous: a donation is called by the number of its receipt.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, listed
from villagedesk.models.checks.funds import of_year
from villagedesk.models.checks.rules import (
    Found,
    Scope,
    Surroundings,
    VillageRule,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import label_of_path
from villagedesk.models.giving import FOUR, GOODS, assessed_before, course, passed, shares, stands, untold_since
from villagedesk.models.ledger import yuan
from villagedesk.models.problem import Level
from villagedesk.models.values.dates import days_between
from villagedesk.models.values.numbers import in_capitals, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.models.catalogue.giving import Allocation, Donation, Payment
    from villagedesk.models.catalogue.organisations import FourHave, ServiceContract
    from villagedesk.models.checks.villagefile import VillageFile

J04: Final = ("J04", Level.ERROR)
J06: Final = ("J06", Level.DOUBT)
J07: Final = ("J07", Level.DOUBT)
J13: Final = ("J13", Level.DOUBT)
J14: Final = ("J14", Level.DOUBT)
J15: Final = ("J15", Level.ERROR)
_UNUSED: Final = "check_j06_days"
_TOLD: Final = "check_j14_days"
# 20260001 is the first receipt of 2026, not one of a book of twenty million.
_SERIAL: Final = re.compile(r"(?P<year>(?<!\d)(?:19|20)\d\d(?=\d{3}))?(?P<serial>\d+)\D*$", re.ASCII)


class _Receipt(NamedTuple):
    """The last figures of its number, as a number and in so many places."""

    serial: int
    places: int
    donation: Donation


def _numbers(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J04: a number that stands twice, and numbers that are left out before one; spoilt receipts count as well."""
    books: dict[str, list[_Receipt]] = defaultdict(list)
    for donation in file.donations:
        text = donation.receipt_no or ""
        found = _SERIAL.search(text)
        if found:
            serial = found["serial"]
            books[text[: found.start("serial")]].append(_Receipt(int(serial), len(serial), donation))
        elif of_year(file, donation.date):
            yield unjudged(J04, "donation.receipt_no", donation.id, donation.date or "")._replace(shown=text)
    for front, receipts in books.items():
        receipts.sort(key=lambda one: (one.serial, one.donation.date or "", one.donation.id))
        for before, one in pairwise(receipts):
            if of_year(file, one.donation.date):
                yield from _sequence(front, before, one)


def _sequence(front: str, before: _Receipt, one: _Receipt) -> Iterator[Found]:
    value = one.donation.receipt_no or ""
    if one.serial == before.serial:
        yield problem(
            J04, "donation.receipt_no", one.donation.id, _("与另一张收据相同"), _("请核对是否重复登记，或改收据号"),
            value=value,
        )  # fmt: skip
    elif one.serial > before.serial + 1:
        left_out = [before.serial + 1, one.serial - 1]
        gap = "—".join(f"{front}{serial:0{one.places}d}" for serial in dict.fromkeys(left_out))
        yield problem(
            J04, "donation.receipt_no", one.donation.id, _("之前缺{gap}").format(gap=gap),
            _("请补登缺的收据；写坏的也要登记，并填“是否作废”"), value=value,
        )  # fmt: skip


def _unused(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """J06: a donation of which something is still not paid long after it came."""
    day, limit = around.day(file.year), around.limit(_UNUSED, file.year)
    parts = shares(file.payments)
    for donation in filter(stands, file.donations):
        name = donation.receipt_no or ""
        if not donation.date:
            yield unjudged(J06, "donation.date", donation.id, name)
        elif limit is None:
            yield unjudged_line(J06, _UNUSED)
            return
        elif (days := days_between(donation.date, day)) is not None and days > limit:
            yield from _rest(donation, parts.get(donation.id, []), day, days)


def _rest(donation: Donation, parts: list[tuple[Payment, Allocation]], day: str, days: int) -> Iterator[Found]:
    name = donation.receipt_no or ""
    found = course(donation, parts, day)
    if donation.amount is None:
        yield unjudged(J06, "donation.amount", donation.id, name)
    elif found.left > 0:
        unknown = [part for _payment, part in parts if part.amount is None]
        yield from (unjudged(J06, "allocation.amount", part.id, name) for part in unknown)
        if not unknown:
            yield problem(
                J06, "donation.date", donation.id,
                _("收到已{days}天，还有{amount}元没有发放").format(days=days, amount=yuan(found.left)),
                _("请尽快使用，或登记已经办理的发放和捐赠分配"), value=donation.date or "", person=name,
            )  # fmt: skip


def _written(file: VillageFile) -> Iterator[tuple[str, Donation | Payment, str]]:
    """Donations and payments of the year, with their entity and what they are called."""
    for donation in filter(stands, file.donations):
        if of_year(file, donation.date):
            yield "donation", donation, donation.receipt_no or ""
    for one in file.payments:
        if of_year(file, one.payment.date):
            yield "payment", one.payment, one.payment.purpose or ""


def _goods(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J07: goods without a value or the unit in which they are counted."""
    for entity, record, name in _written(file):
        for key in ("amount", "unit") if record.form == GOODS else ():
            if getattr(record, key) in {None, "", 0}:
                text = _("没有填写，折款和计量单位都要有")
                yield problem(
                    J07,
                    f"{entity}.{key}",
                    record.id,
                    text,
                    _("请照发票、市场价或双方商定的价格补填"),
                    person=name,
                )


def _in_words(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J13: the amount in words differs from the one in figures. Where no words were copied there is nothing to compare."""
    for entity, record, name in _written(file):
        amount = number(record.amount)
        if not record.in_words:
            continue
        if amount is None:
            yield unjudged(J13, f"{entity}.amount", record.id, name)
        elif _plain(record.in_words) != _plain(in_capitals(amount)):
            yield problem(
                J13, f"{entity}.in_words", record.id,
                _("与小写金额{amount}元不同，应为{words}").format(amount=yuan(amount), words=in_capitals(amount)),
                _("请核对单据；单据写错的，作废重开"), value=record.in_words, person=name,
            )  # fmt: skip


def _plain(words: str) -> str:
    """Banking capitals without what people write or leave out as they like."""
    text = "".join(words.split()).removeprefix("人民币").replace("圆", "元").replace("正", "整")
    text = text.removesuffix("整").replace("零", "")
    return f"壹{text}" if text.startswith("拾") else text


def _feedback(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """J14: a donor who was not told in time what his donation was spent on."""
    day, limit = around.day(file.year), around.limit(_TOLD, file.year)
    parts = shares(file.payments)
    for donation in filter(stands, file.donations):
        since = untold_since(donation, course(donation, parts.get(donation.id, []), day))
        if not since:
            continue
        if limit is None:
            yield unjudged_line(J14, _TOLD)
            return
        if (days := days_between(since, day)) is not None and days > limit:
            yield problem(
                J14, "donation.feedback_on", donation.id,
                _("{since}发放后已过{days}天，没有反馈").format(since=since, days=days),
                _("请向捐赠人发使用反馈函，并登记反馈日期；联系不上的填不适用"),
                value=shown_field("donation.feedback_on", donation.feedback_on), person=donation.receipt_no or "",
            )  # fmt: skip


def _renewals(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """J15: a contract renewed though the organisation did not pass the assessment of the year before."""
    for one in file.organisations:
        name = one.organisation.name or ""
        for contract in one.contracts:
            if contract.year not in {file.year, None} or contract.renewal is False:
                continue
            unknown = [key for key in ("renewal", "year", "signed_on") if getattr(contract, key) is None]
            if unknown:
                yield from (unjudged(J15, f"service_contract.{key}", contract.id, name) for key in unknown)
            else:
                yield from _renewed(contract, one.assessments, name)


def _renewed(contract: ServiceContract, assessments: Sequence[FourHave], name: str) -> Iterator[Found]:
    undated = [(one, key) for one in assessments for key in ("year", "date") if getattr(one, key) is None]
    assessment = assessed_before(contract, assessments)
    if undated:
        yield from (unjudged(J15, f"four_have.{key}", one.id, name) for one, key in undated)
        return
    if assessment is None:
        text = _("上一年度没有“四有”考核")
    elif passed(assessment) is None:
        keys = [key for key in (*FOUR, "conclusion") if getattr(assessment, key) is None]
        yield from (unjudged(J15, f"four_have.{key}", assessment.id, name) for key in keys)
        return
    elif passed(assessment):
        return
    else:
        missing = [label_of_path(f"four_have.{key}") for key in FOUR if getattr(assessment, key) is False]
        conclusion = shown_field("four_have.conclusion", assessment.conclusion)
        text = _("上一年度“四有”考核没有通过（{what}）").format(
            what=listed([conclusion, *(_("不符合：{item}").format(item=one) for one in missing)])
        )
    yield problem(
        J15, "service_contract.renewal", contract.id, text, _("没有通过考核的不得续约，请核对考核和合同"),
        value=shown_field("service_contract.renewal", contract.renewal), person=name,
    )  # fmt: skip


RULES: Final = (
    VillageRule("J04", "收据号断号或重号", Level.ERROR, _numbers, Scope.PROJECT),
    VillageRule("J06", "收到捐赠后长期未发放", Level.DOUBT, _unused, Scope.PROJECT, (_UNUSED,)),
    VillageRule("J07", "实物捐赠没有折款或单位", Level.DOUBT, _goods, Scope.PROJECT),
    VillageRule("J13", "大写与小写金额不同", Level.DOUBT, _in_words, Scope.PROJECT),
    VillageRule("J14", "发放后未向捐赠人反馈", Level.DOUBT, _feedback, Scope.PROJECT, (_TOLD,)),
    VillageRule("J15", "未通过“四有”考核的组织续约", Level.ERROR, _renewals, Scope.PROJECT),
)
