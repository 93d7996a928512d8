# SPDX-License-Identifier: MIT
"""Accounts, donations, payments and the organisation of a demo village.

What is left to do is there as well: a gift of which something lies about, a donor who was not told yet, a payment that is not
approved. No account is ever overdrawn, and every gift is spent as its donor wished.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import COUNTY, MARK, TOWNSHIP, YEAR, people
from villagedesk.demo.scene import YUAN, Facts, Row, of_village
from villagedesk.models.values.numbers import in_capitals
from villagedesk.store.ids import SeededIds, derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile

_BEFORE: Final = YEAR - 1
_ACCOUNTS: Final = (  # key, name, kind, budget item, use, yuan a year
    ("donated", "社会捐赠专户", "donated", "", "", 0),
    ("special", "困难群众慰问专项", "special", "困难群众走访慰问", "aid", 12_000),
    ("running", "驻村工作经费", "running", "驻村工作经费", "running", 20_000),
)
_DONORS: Final = (  # key, name, kind, whether it may not be named
    ("chamber", f"{COUNTY}总商会", "social", False),
    ("builder", f"{COUNTY}平安建筑劳务队", "firm", False),
    ("school", f"{TOWNSHIP}中心小学", "firm", False),
    ("somebody", "", "person", True),
)


class _Gift(NamedTuple):
    """A donation: receipt number and day of its year, by whom, yuan, and what more is to be said."""

    key: str
    year: int
    serial: int
    day: str
    donor: str
    yuan: int
    more: Facts = {}  # noqa: RUF012 - never written to


class _Given(NamedTuple):
    """A payment: its day, what for, out of which account, to how many households, yuan for each, and from which gifts."""

    day: str
    purpose: str
    use: str
    account: str
    households: int
    yuan: int
    method: str
    gifts: tuple[str, ...] = ()
    more: Facts = {}  # noqa: RUF012 - never written to


_RICE: Final[Facts] = {
    "form": "goods", "goods": "大米", "quantity": 20_00, "unit": "袋", "valued_by": "市场价，每袋25公斤120元",
}  # fmt: skip
_GIFTS: Final = (
    _Gift("old", _BEFORE, 1, "09-10", "chamber", 3_000, {"feedback_on": f"{_BEFORE}-12-28", "campaign": "金秋助学"}),
    _Gift("chamber", YEAR, 1, "01-08", "chamber", 10_000, {"feedback_on": f"{YEAR}-02-20", "campaign": "新春送温暖"}),
    _Gift("rice", YEAR, 2, "05-20", "builder", 2_400, {**_RICE, "feedback_on": f"{YEAR}-06-20"}),
    _Gift("spoilt", YEAR, 3, "05-20", "builder", 2_400, {**_RICE, "voided": True, "void_reason": "品名写错，重开"}),
    _Gift("school", YEAR, 4, "06-01", "school", 1_500, {"campaign": "六一爱心捐款"}),
    _Gift("somebody", YEAR, 5, "08-25", "somebody", 5_000, {"designation": "household", "feedback_by": "电话"}),
)
_PAYMENTS: Final = (
    _Given(f"{_BEFORE}-12-20", "金秋助学补助", "aid", "donated", 2, 1_500, "card", ("old",)),
    _Given(f"{YEAR}-01-20", "春节走访慰问", "aid", "special", 10, 500, "cash"),
    _Given(f"{YEAR}-01-22", "春节困难户生活补助", "aid", "donated", 8, 1_000, "card", ("chamber",)),
    _Given(f"{YEAR}-05-28", "端午节慰问", "aid", "", 20, 120, "goods", ("rice",)),
    _Given(f"{YEAR}-07-15", "困难学生学习用品", "aid", "donated", 2, 450, "cash", ("school",)),
    _Given(f"{YEAR}-09-01", "大学新生资助", "aid", "donated", 1, 5_000, "card", ("somebody",)),
    _Given(f"{YEAR}-11-12", "村级档案整理用品", "running", "running", 0, 1_860, "transfer",
           more={"payee": f"{COUNTY}兴文办公用品店"}),
    _Given("", "元旦走访慰问", "aid", "special", 6, 500, "cash"),
)  # fmt: skip


def rows_of(village: DemoVillage, now: Facts, cases: Sequence[CaseFile]) -> Iterator[Row]:
    """The books of donations and payments of a village; see `projects.rows_of`."""
    mine = [case.household.id for case in of_village(cases, village.id)]
    dice = Random(f"{MARK} giving {village.code}")  # noqa: S311 - reproducible on purpose
    fresh = SeededIds(f"{MARK} giving {village.code}")
    yield from _accounts(village, now, fresh)
    yield from _donors(village, dice)
    reached = [dice.sample(mine, min(one.households, len(mine))) for one in _PAYMENTS]
    yield from _donations(village, now, reached)
    for given, households in zip(_PAYMENTS, reached, strict=True):
        yield from _payment(village, now, given, households, fresh)
    yield from _notices(village, now, fresh)
    yield from _organisation(village, now, dice, fresh)


def _id(entity: str, village: DemoVillage, key: str) -> str:
    return derived_id(entity, f"{MARK} {village.code}", key)


def _accounts(village: DemoVillage, now: Facts, fresh: SeededIds) -> Iterator[Row]:
    for key, name, kind, item, use, yuan in _ACCOUNTS:
        row = _id("fund_account", village, key)
        yield "fund_account", row, {
            "village": village.id, "name": name, "kind": kind, "start": f"{_BEFORE}-01-01", "opening": 0,
            "opening_on": f"{_BEFORE}-01-01", "keeper": now["director"], "note": MARK,
        }  # fmt: skip
        for year in (_BEFORE, YEAR) if yuan else ():
            yield "appropriation", fresh(), {
                "account": row, "year": year, "item": item, "use": use, "budget": yuan * YUAN, "received": yuan * YUAN,
                "date": f"{year}-01-10", "document": f"示范府办〔{year}〕{3 + len(item)}号",
            }  # fmt: skip


def _donors(village: DemoVillage, dice: Random) -> Iterator[Row]:
    for place, (key, name, kind, anonymous) in enumerate(_DONORS):
        contact = people.full_name(dice, people.FEMALE)
        yield "donor", _id("donor", village, key), {
            "village": village.id, "name": name or contact, "kind": kind, "anonymous": anonymous,
            "contact": contact if name else None, "phone": people.cadre_phone(9_800 + place), "territory": COUNTY,
            "note": MARK,
        }  # fmt: skip


def _donations(village: DemoVillage, now: Facts, reached: Sequence[Sequence[str]]) -> Iterator[Row]:
    for gift in _GIFTS:
        facts: Facts = {
            "village": village.id,
            "receipt_no": f"JZ{gift.year}-{gift.serial:03d}",
            "date": f"{gift.year}-{gift.day}",
            "donor": _id("donor", village, gift.donor),
            "form": "money",
            "amount": gift.yuan * YUAN,
            "in_words": in_capitals(gift.yuan * YUAN),
            "designation": "none",
            "handler": now["secretary"],
            "checker": now["director"],
            "note": MARK,
            **gift.more,
        }
        if facts["form"] == "money":
            facts["account"] = _id("fund_account", village, "donated")
        if facts["designation"] == "household":
            place = next(n for n, one in enumerate(_PAYMENTS) if gift.key in one.gifts)
            facts["to_household"] = next(iter(reached[place]), None)
            facts["feedback_on"] = f"{gift.year}-09-20"
        yield "donation", _id("donation", village, gift.key), facts


def _payment(
    village: DemoVillage, now: Facts, given: _Given, households: Sequence[str], fresh: SeededIds
) -> Iterator[Row]:
    row, total = fresh(), (len(households) or 1) * given.yuan * YUAN
    goods = not given.account
    facts: Facts = {
        "village": village.id, "date": given.day or None, "purpose": given.purpose, "use": given.use,
        "form": "goods" if goods else "money", "amount": total, "in_words": in_capitals(total), "method": given.method,
        "applicant": now["secretary"], "note": MARK, **given.more,
    }  # fmt: skip
    if goods:
        facts |= {"goods": _RICE["goods"], "unit": _RICE["unit"], "quantity": len(households) * 100}
    else:
        facts["account"] = _id("fund_account", village, given.account)
    if given.day:
        facts |= {"checker": now["director"], "approver": now["secretary"], "handler": now["director"]}
    yield "payment", row, facts
    for place, household in enumerate(households):
        yield "payout", fresh(), {
            "payment": row, "position": place, "to_household": household, "amount": given.yuan * YUAN,
            "quantity": 100 if goods else None, "signed": True if given.day else None, "signed_on": given.day or None,
        }  # fmt: skip
    for gift in given.gifts:
        yield "allocation", fresh(), {
            "payment": row, "donation": _id("donation", village, gift), "amount": total,
            "quantity": len(households) * 100 if goods else None, "date": given.day or None, "decided_by": now["secretary"],
        }  # fmt: skip


def _notices(village: DemoVillage, now: Facts, fresh: SeededIds) -> Iterator[Row]:
    for first, last, up, down in (("01-01", "06-30", "07-05", "07-15"), ("07-01", "11-30", "12-05", "")):
        facts: Facts = {
            "village": village.id, "from_day": f"{YEAR}-{first}", "to_day": f"{YEAR}-{last}", "checked_by": now["director"],
            "start": f"{YEAR}-{up}", "end": f"{YEAR}-{up[:3]}{int(up[3:]) + 9:02d}", "place": f"{village.name}村务公开栏",
            "note": MARK,
        }  # fmt: skip
        if down:
            facts |= {"taken_down": f"{YEAR}-{down}", "objections": "无异议。"}
        yield "money_notice", fresh(), facts


def _organisation(village: DemoVillage, now: Facts, dice: Random, fresh: SeededIds) -> Iterator[Row]:
    row = fresh()
    yield "organisation", row, {
        "village": village.id, "name": f"{COUNTY}暖阳社会工作服务中心", "leader": people.full_name(dice, people.FEMALE),
        "phone": people.cadre_phone(9_810), "party_members": 4, "note": MARK,
    }  # fmt: skip
    for year in (_BEFORE, YEAR):
        yield "service_contract", fresh(), {
            "organisation": row, "year": year, "contract_no": f"GM{year}-02", "amount": 30_000 * YUAN,
            "services": "独居老人陪伴、困境儿童课后辅导，每月不少于8次。", "signed_on": f"{year}-01-15",
            "start": f"{year}-01-20", "end": f"{year}-12-31", "renewal": year == YEAR,
        }  # fmt: skip
        yield "four_have", fresh(), {
            "organisation": row, "year": year, "date": f"{year}-12-18", "members": True, "members_shown": "党员花名册",
            "rules": True, "rules_shown": "章程和财务制度", "activities": True, "activities_shown": "活动记录和照片",
            "signs": True, "signs_shown": "服务点挂牌", "conclusion": "pass", "assessors": now["director"],
        }  # fmt: skip
