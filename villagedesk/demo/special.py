# SPDX-License-Identifier: MIT
"""People in special hardship of a demo village: one for whom there is a plan, one put off, one not taken in, one just registered.

One more is not on file, as people who live elsewhere are not. What is left to do is there as well: somebody who was put off
should have been assessed again.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import COUNTY, MARK, TOWNSHIP, YEAR, people
from villagedesk.demo.scene import YUAN, Facts, Row, of_village
from villagedesk.store.ids import SeededIds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile


class _Case(NamedTuple):
    """A person as the demo tells it.

    Attributes:
        day: of the registration, in the last year.
        seen: for each assessment how many days later it was, its conclusion, score and level.
        planned: whether there is a plan.
        on_file: whether he is the head of a household of the village.
    """

    day: str
    difficulties: tuple[str, ...]
    hardship: str
    source: str
    referrer: str | None
    seen: tuple[tuple[int, str, int, str | None], ...]
    planned: bool = False
    on_file: bool = True


_CASES: Final = (
    _Case("01-15", ("illness", "living"), "长期治病，自付费用多，家里没有别的收入。", "community", None,
          ((10, "in", 82, "yellow"), (190, "in", 71, "blue")), planned=True),
    _Case("03-04", ("elderly",), "独居，子女在外，冬天取暖和买菜不方便。", "self", None, ((14, "later", 55, "blue"),)),
    _Case("05-20", ("accident",), "摔伤住院，居民医保和民政救助已报销大部分。", "department", f"{COUNTY}民政局",
          ((12, "out", 38, None),)),
    _Case("10-09", ("disability",), "一人生活，需要有人帮助买药做饭。", "society", f"{COUNTY}暖阳社会工作服务中心", ()),
    _Case("06-11", ("single", "child"), "租住在村里，一人带孩子，孩子放学后没有人照看。", "community", None,
          ((9, "in", 76, "yellow"),), on_file=False),
)  # fmt: skip
_STEPS: Final = (  # what, by whom, days after the plan, yuan, whether it is done
    ("签约家庭医生每月上门随访一次", "示范镇卫生院", 300, 0, False),
    ("申请临时救助和医疗救助，补办门诊慢特病", "驻村工作队", 60, 3_000, True),
    ("志愿者每周上门打扫、代购一次", "阳光志愿服务队", 300, 600, False),
)


def rows_of(village: DemoVillage, now: Facts, cases: Sequence[CaseFile]) -> Iterator[Row]:
    """The books of people in special hardship of a village; see `projects.rows_of`."""
    mine = [case for case in of_village(cases, village.id) if case.head is not None]
    dice = Random(f"{MARK} special {village.code}")  # noqa: S311 - reproducible on purpose
    fresh = SeededIds(f"{MARK} special {village.code}")
    helped = iter(dice.sample(mine, min(sum(one.on_file for one in _CASES), len(mine))))
    for place, told in enumerate(_CASES):
        case = next(helped, None) if told.on_file else None
        if told.on_file and case is None:
            continue
        row = fresh()
        yield "special", row, _registered(village, now, told, case, place)
        for number, (days, conclusion, score, level) in enumerate(told.seen, 1):
            yield "appraisal", fresh(), {
                "village": village.id, "special": row, "number": f"PG{YEAR}-{place + 1:02d}-{number}", "round": number,
                "date": _later(told.day, days), "assessors": f"{now['secretary']}、{now['director']}",
                "findings": told.hardship, "needs": "生活照料和医疗费用。", "score": score, "level": level,
                "conclusion": conclusion, "reason": None if conclusion == "in" else "目前困难由现有政策可以解决。",
                "again_on": _later(told.day, days + 90) if conclusion == "later" else None, "signed": True, "note": MARK,
            }  # fmt: skip
        if told.planned:
            yield from _plan(village, told, row, fresh)


def _registered(village: DemoVillage, now: Facts, told: _Case, case: CaseFile | None, place: int) -> Facts:
    dice = Random(f"{MARK} special {village.code} {place}")  # noqa: S311 - reproducible on purpose
    facts: Facts = {
        "village": village.id, "number": f"TS{YEAR}-{place + 1:02d}", "date": f"{YEAR}-{told.day}",
        "community": f"{village.name}第{place + 1}网格", "difficulties": told.difficulties, "hardship": told.hardship,
        "source": told.source, "referrer": told.referrer, "clue_on": _later(told.day, -5), "registrar": now["secretary"],
        "note": MARK,
    }  # fmt: skip
    if case is not None and case.head is not None:
        facts |= {"household": case.household.id, "member": case.head.member.id}
    else:
        facts |= {
            "person": people.full_name(dice, people.FEMALE),
            "sex": "2",
            "phone": people.cadre_phone(9_850 + place),
        }
    if any(conclusion == "in" for _days, conclusion, _score, _level in told.seen):
        facts |= {"archive_no": f"GA{YEAR}-{place + 1:02d}", "box": "1", "filed_on": _later(told.day, 20)}
    return facts


def _plan(village: DemoVillage, told: _Case, special: str, fresh: SeededIds) -> Iterator[Row]:
    row, day = fresh(), 20
    yield "care_plan", row, {
        "village": village.id, "special": special, "number": f"FA{YEAR}-01", "date": _later(told.day, day),
        "needs": "医疗费用、定期随访、生活照料。", "goals": "自付医疗费用降到家庭能够承担，每周有人上门。",
        "budget": sum(yuan for *_rest, yuan, _done in _STEPS) * YUAN,
        "adviser": people.full_name(Random(f"{MARK} adviser {village.code}"), people.MALE),  # noqa: S311 - reproducible
        "adviser_unit": f"{TOWNSHIP}卫生院", "adviser_phone": people.cadre_phone(9_860), "helpers": 4,
        "heard_on": _later(told.day, day + 3), "opinion": "同意，希望随访的医生固定下来。",
        "approved_on": _later(told.day, day + 8), "approver": people.full_name(Random(f"{MARK} approver"), people.MALE),  # noqa: S311 - reproducible
        "start": _later(told.day, day + 10), "end": f"{YEAR}-12-31", "note": MARK,
    }  # fmt: skip
    for place, (content, responsible, days, yuan, done) in enumerate(_STEPS):
        yield "care_step", fresh(), {
            "plan": row, "position": place, "content": content, "responsible": responsible,
            "due": _later(told.day, day + days), "amount": yuan * YUAN or None,
            "done_on": _later(told.day, day + 45) if done else None, "result": "已办妥。" if done else None,
        }  # fmt: skip


def _later(day: str, days: int) -> str:
    return (dt.date.fromisoformat(f"{YEAR}-{day}") + dt.timedelta(days=days)).isoformat()
