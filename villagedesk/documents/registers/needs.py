# SPDX-License-Identifier: MIT
"""What papers of needs compute: the public list of those for which somebody is wanted, and the book with who took on what.

The public reads what is needed and how much of it nobody took on yet, field by field from the whitelist; who needs it and why
does not exist there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import field_words
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.public.whitelist import public, public_fields, whitelisted
from villagedesk.documents.registers.giving import how_much, yuan
from villagedesk.documents.registers.more import More, Named
from villagedesk.documents.registers.placeholders import household_words
from villagedesk.documents.registers.screening import screen_of
from villagedesk.models.catalogue.project import Claim, Need
from villagedesk.models.needs import NeedFile, is_unclaimed, left_of, live_claims, need_stage_of
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.numbers import number
from villagedesk.services.books.needs import read_needs
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.spec import Record

_LIST, _BOOK, _CLAIMS, _CLAIM_SUMS = "待认领", "需求台账", "认领", "认领合计"


def unclaimed(subject: Subject) -> tuple[Record, ...]:
    """The needs of the village that were made known until the end of the year and for which somebody is wanted on the day."""
    last = f"{subject.year}-12-31"
    files = read_needs(subject.store, subject.village.id)
    return tuple(one.need for one in files if (one.need.published or "") <= last and is_unclaimed(one, subject.day))


def _all(subject: Subject) -> list[str]:
    """Ids of all needs and claims of the village: each may bring a need on the list or off it."""
    files = read_needs(subject.store, subject.village.id)
    return [row for one in files for row in (one.need.id, *(claim.id for claim in one.claims))]


def _claimed(subject: Subject) -> list[str]:
    """Ids of all claims upon the needs."""
    return [claim.id for one in _files(subject) for claim in one.claims]


def _answered(subject: Subject) -> list[str]:
    """Ids of the needs that the claims answer: household and amount come from there."""
    return [row for one in subject.records if (row := getattr(one, "answers", None))]


def _answered_homes(subject: Subject) -> list[Named]:
    needs = reads.with_ids(subject.store, Need, _answered(subject))
    return [Named("household", one.household) for one in needs if one.household]


def _files(subject: Subject) -> list[NeedFile]:
    """The needs that the paper is about, in its order."""
    known = {one.need.id: one for one in read_needs(subject.store, subject.village.id)}
    return [known.get(one.id, NeedFile(one)) for one in subject.records if isinstance(one, Need)]


def _listed(subject: Subject) -> dict[str, Any]:
    """The public list."""
    if subject.blank:
        return {_LIST: []}
    screen = screen_of(subject)
    rows = []
    for place, file in enumerate(_files(subject), 1):
        made = screen.freed("need", whitelisted(file.need, "need", subject.year), public_fields("need"))
        left = left_of(file.need, live_claims(file, subject.day))
        public("need.quantity", "")
        unit = public("need.unit", made["需求计量单位"])
        told = {
            "编号": made["需求编号"],
            "类别": made["需求类别"],
            "事项": made["需求事项"],
            "还需数量": how_much(left, unit),
            "需求资金": made["需求资金"],
            "希望完成日期": made["希望完成日期"],
            "发布日期": made["需求发布日期"],
        }
        rows.append({"行号": str(place), **told})
    return {_LIST: rows}


def _book(subject: Subject) -> dict[str, Any]:
    """The needs of the year with who took them on and what came of it."""
    homes = subject.households()
    rows = []
    for place, file in enumerate(_files(subject), 1):
        need, live = file.need, live_claims(file, subject.day)
        line, words = homes.get(need.household or ""), field_words(need, "need", subject.year)
        told = {
            "提出日期": words["提出日期"],
            **household_words(line),
            "户数": words["需求户数"],
            "事项": words["需求事项"],
            "类别": words["需求类别"],
            "数量": how_much(number(need.quantity), need.unit),
            "资金": words["需求资金"],
            "发布": "\n".join(filter(None, (words["需求发布日期"], words["发布地点"]))),
            "认领": "\n".join(map(_taken, live)),
            "交付": "\n".join(filter(None, map(_delivered, live))),
            "状态": need_stage_of(file, subject.day).words,
        }
        rows.append({"行号": str(place), **told})
    return {_BOOK: rows}


def _taken(claim: Claim) -> str:
    return " ".join(filter(None, (date_words(claim.date or ""), claim.claimer)))


def _delivered(claim: Claim) -> str:
    if not claim.delivered_on:
        return ""
    return date_words(claim.delivered_on) + ("（已签收）" if claim.signed is True else "")


def _claims(subject: Subject) -> dict[str, Any]:
    """The claims of the year; of one that answers a need, the household and amount come from there unless it says its own."""
    needs = {one.need.id: one.need for one in read_needs(subject.store, subject.village.id)}
    claims = [one for one in subject.records if isinstance(one, Claim)]
    wanted = {one.id: needs.get(one.answers or "") for one in claims}
    homes = subject.households(need.household for need in wanted.values() if need and need.household)
    rows, amounts = [], {}
    for place, one in enumerate(claims, 1):
        need, words = wanted[one.id], field_words(one, "claim", subject.year)
        line = homes.get(one.household or (need.household if need else None) or "")
        whole = number(need.wanted if need is not None else one.wanted)
        amounts[need.id if need is not None else one.id] = whole  # a need that two took on is needed once
        told = {
            "认领日期": words["认领日期"],
            "认领事项": words["认领事项"],
            **household_words(line),
            "需求金额": yuan(whole),
            "认领人": words["认领人或单位"],
            "类型": words["认领者类型"],
            "认领金额": words["认领金额"],
            "启动日期": words["启动日期"],
            "完成日期": words["认领完成日期"],
            "放弃日期": words["放弃认领日期"],
            "结果": words["认领结果"],
        }
        rows.append({"行号": str(place), **told})
    sums = {"需求金额": _sum(amounts.values()), "认领金额": _sum(number(one.pledged) for one in claims)}
    return {_CLAIMS: rows, _CLAIM_SUMS: sums}


def _sum(amounts: Iterable[int | None]) -> str:
    known = [one for one in amounts if one is not None]
    return yuan(sum(known)) if known else ""


def _group(name: str, lines: Iterable[tuple[str, str, str]]) -> PlaceholderGroup:
    return PlaceholderGroup(name, each="项", computed=(("行号", "序号", "1"), *lines))


NEEDS_LIST: Final = More(
    (
        _group(
            _LIST,
            (
                ("编号", "需求编号", "XQ2025-01"),
                ("类别", "需求类别", "物资"),
                ("事项", "需求事项，不写是谁的需求", "轮椅一架"),
                ("还需数量", "还没有人认领的数量和单位；没有填写数量的空着", "3把"),
                ("需求资金", "需要的资金", "6000.00"),
                ("希望完成日期", "希望完成的日期", "2025年12月20日"),
                ("发布日期", "需求发布的日期", "2025年3月1日"),
            ),
        ),
    ),
    _listed,
    beside=_all,
)
NEEDS_BOOK: Final = More(
    (
        _group(
            _BOOK,
            (
                ("提出日期", "提出的日期", "2025年2月20日"),
                ("组名", "需求户的村民小组", "2组"),
                ("户主", "需求户的户主姓名；几户共有的空着", "张三"),
                ("户数", "几户共有的需求的户数", "12"),
                ("事项", "需求事项", "轮椅一架"),
                ("类别", "需求类别", "物资"),
                ("数量", "需求数量和单位", "1架"),
                ("资金", "需求资金", "6000.00"),
                ("发布", "发布的日期和地点", "2025年3月1日"),
                ("认领", "没有放弃的认领：日期和认领人", "2025年3月6日 示范县总商会"),
                ("交付", "交付的日期，签收了的注明", "2025年4月1日（已签收）"),
                ("状态", "到打印日期为止的状态", "已满足"),
            ),
        ),
    ),
    _book,
    people=("need.household",),
    beside=_claimed,
)
CLAIMS: Final = More(
    (
        _group(
            _CLAIMS,
            (
                ("认领日期", "认领的日期", "2025年3月6日"),
                ("认领事项", "认领事项", "修缮房屋"),
                ("组名", "帮扶对象户的村民小组；没有填写的取自对应需求", "2组"),
                ("户主", "帮扶对象户的户主姓名；没有填写的取自对应需求", "张三"),
                ("需求金额", "对应需求的需求资金；没有对应需求的为需求金额", "6000.00"),
                ("认领人", "认领人或单位", "示范县总商会"),
                ("类型", "认领者类型", "社会组织"),
                ("认领金额", "认领金额", "6000.00"),
                ("启动日期", "启动日期", "2025年3月18日"),
                ("完成日期", "认领完成日期", "2025年5月20日"),
                ("放弃日期", "放弃认领日期", ""),
                ("结果", "认领结果", "已办完"),
            ),
        ),
        PlaceholderGroup(
            _CLAIM_SUMS,
            computed=(
                ("需求金额", "需求金额合计；几人认领同一需求的只计一次", "6000.00"),
                ("认领金额", "认领金额合计", "6000.00"),
            ),
        ),
    ),
    _claims,
    people=("claim.household",),
    beside=_answered,
    named=_answered_homes,
)
