# SPDX-License-Identifier: MIT
"""The team of a demo village: postings, a year of attendance, leave, duties, pledges, assessments and an honour.

Attendance is made up here as everything of the demo is, about people who do not exist; the program itself never fills in
a day. Something is amiss on purpose: a month with too few days, leave that nobody allowed, days that nobody entered.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import MARK, NOW, TOWNSHIP, YEAR, cadres, people
from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.models.posting import days_in
from villagedesk.store.ids import SeededIds, derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile

_SATURDAY: Final = 5
_COUNTY: Final = "示范县委组织部"
_PHONES: Final = 9_000  # serial numbers of telephones, apart from those of cadres who help households


class Leaving(NamedTuple):
    """A leave: whose (place in the team), its days, and who allowed it."""

    whose: int
    kind: str
    start: str
    end: str
    reason: str
    approver: str
    level: str


_LEAVES: Final = (  # the last one, of four days, is not the township's to allow
    Leaving(0, "annual", f"{YEAR}-05-12", f"{YEAR}-05-16", "年休假", "示范县委组织部干部科", "county"),
    Leaving(1, "sick", f"{YEAR}-03-18", f"{YEAR}-03-19", "感冒发热，到镇卫生院就诊", "何书记", "township"),
    Leaving(2, "private", f"{YEAR}-06-09", f"{YEAR}-06-12", "家中老人住院", "何书记", "township"),
)
_NOT_ON_PAPER: Final = (2, f"{YEAR}-10-20")  # marked as leave, and no slip
_UNEXCUSED: Final = (2, f"{YEAR}-10-21")
_THIN: Final = (2, f"{YEAR}-10")  # a month with too few days in the village
_NOT_ENTERED: Final = (1, f"{YEAR}-12", 29)  # from this day on nobody has entered anything yet
_DUTIES: Final = (
    ("party", "组织主题党日，讲党课", "monthly", "签到表、照片"),
    ("prosperity", "走访监测户，核对收入和“两不愁三保障”", "monthly", "走访记录"),
    ("service", "为村民代办医保、社保、证件等事项", "weekly", "代办登记"),
    ("governance", "排查矛盾纠纷，参加议事会", "quarterly", "会议记录"),
)  # fmt: skip
_INDICATORS: Final = (
    ("建强基层组织", 25, 23, 23, 22, 22),
    ("推进强村富民", 30, 28, 27, 26, 27),
    ("提升治理水平", 20, 18, 18, 18, 18),
    ("为民办事服务", 25, 24, 24, 23, 23),
)  # what, weight, and what he himself, the village, the township and his unit gave


def rows_of(village: DemoVillage, now: Facts, _cases: Sequence[CaseFile]) -> Iterator[Row]:
    """Everything of the shelf 驻村管理 of a village; `now` are its figures of the last year, which name its officers."""
    fresh = SeededIds(f"{MARK} posting {village.code}")
    team = [fresh() for _one in range(3)]
    yield from _postings(village, now, team, fresh)
    for place, cadre in enumerate(team):
        for month in range(1, NOW.month + 1):
            yield _month(village, cadre, place, f"{YEAR}-{month:02d}")
    for leave in _LEAVES:
        yield "leave", fresh(), _leave(village, team, leave)
    yield from _duties(village, team, fresh)
    yield from _papers(village, now, team, fresh)


def _postings(village: DemoVillage, now: Facts, team: list[str], fresh: SeededIds) -> Iterator[Row]:
    dice = Random(f"{MARK} team {village.code}")  # noqa: S311 - reproducible on purpose, protects nothing
    roles = ("first_secretary", "leader", "member")
    names = (now["first_secretary"], now["team_leader"], people.full_name(dice, people.FEMALE))
    number = _PHONES + int(village.code[-3:]) % 100 * 5
    phones = (now["first_secretary_phone"], people.cadre_phone(number), people.cadre_phone(number + 1))
    former = fresh()
    yield "cadre", former, {
        "name": people.full_name(dice, people.MALE), "phone": people.cadre_phone(number + 2), "note": MARK,
    }  # fmt: skip
    yield "posting", fresh(), {
        "village": village.id, "cadre": former, "role": "first_secretary", "batch": f"{YEAR - 4}年第一批",
        "start": f"{YEAR - 4}-06-01", "end": f"{YEAR - 2}-05-31", "ending": "rotation",
        "handed_over": "已移交工作台账、村情资料和物资清单。", "note": MARK,
    }  # fmt: skip
    for cadre, role, name, phone in zip(team, roles, names, phones, strict=True):
        yield "cadre", cadre, {
            "name": name, "phone": phone, "unit": cadres.unit_id(str(now["team_unit"])), "post": "干部", "note": MARK,
        }  # fmt: skip
        yield "posting", fresh(), {
            "village": village.id, "cadre": cadre, "role": role, "batch": f"{YEAR - 2}年第一批",
            "assigned_on": f"{YEAR - 2}-05-20", "assigned_by": _COUNTY, "document_no": f"示范组〔{YEAR - 2}〕12号",
            "start": f"{YEAR - 2}-06-01", "due": f"{YEAR + 1}-05-31", "note": MARK,
        }  # fmt: skip


def _month(village: DemoVillage, cadre: str, place: int, month: str) -> Row:
    facts: Facts = {"village": village.id, "cadre": cadre, "month": month, "kept_by": "村文书", "note": MARK}
    dice = Random(f"{MARK} {village.code} {place} {month}")  # noqa: S311 - reproducible on purpose, protects nothing
    for number in range(1, days_in(month) + 1):
        code = _day(dice, place, f"{month}-{number:02d}")
        if code:
            facts[DAY_KEYS[number - 1]] = code
    if (place, month) != _NOT_ENTERED[:2]:
        facts |= {"checked_by": "何书记", "checked_on": _after(month), "shown": True}
    return "attendance", derived_id("attendance", village.id, cadre, month), facts


def _day(dice: Random, place: int, day: str) -> str:
    """What stands in the cell of a day; empty where nobody has entered it yet."""
    month, number = day[:7], int(day[8:])
    chance = dice.random()
    if (place, month) == _NOT_ENTERED[:2] and number >= _NOT_ENTERED[2]:
        return ""
    if (place, day) == _UNEXCUSED:
        return "absent"
    if (place, day) == _NOT_ON_PAPER or any(one.whose == place and one.start <= day <= one.end for one in _LEAVES):
        return "leave"
    weekday = dt.date.fromisoformat(day).weekday()
    if weekday > _SATURDAY or (weekday == _SATURDAY and ((place, month) == _THIN or number > 21)):
        return "rest"
    if (place, month) == _THIN and number > 21:
        return "rest"
    if chance < 0.08:
        return "meeting"
    return "trip" if chance < 0.12 else "present"


def _after(month: str) -> str:
    """The second day after a month, on which the township looked at it; never after the demo stands still."""
    last = dt.date.fromisoformat(f"{month}-{days_in(month):02d}")
    return min(last + dt.timedelta(days=2), NOW.date()).isoformat()


def _leave(village: DemoVillage, team: list[str], leave: Leaving) -> Facts:
    asked = dt.date.fromisoformat(leave.start) - dt.timedelta(days=1)
    back = dt.date.fromisoformat(leave.end) + dt.timedelta(days=1)
    return {
        "village": village.id,
        "cadre": team[leave.whose],
        "kind": leave.kind,
        "start": leave.start,
        "end": leave.end,
        "reason": leave.reason,
        "asked_on": asked.isoformat(),
        "approver": leave.approver,
        "approver_level": leave.level,
        "approved_on": asked.isoformat(),
        "back_on": back.isoformat(),
        "note": MARK,
    }


def _duties(village: DemoVillage, team: list[str], fresh: SeededIds) -> Iterator[Row]:
    for place, (area, text, frequency, evidence) in enumerate(_DUTIES):
        duty = fresh()
        facts: Facts = {
            "village": village.id, "year": YEAR, "area": area, "text": text,
            "frequency": frequency, "evidence": evidence, "due": f"{YEAR}-12-31", "note": MARK,
        }  # fmt: skip
        if not place:
            facts["cadre"] = team[0]  # the others are the whole team's
        yield "duty", duty, facts
        for month in range(3 if frequency == "quarterly" else 1, NOW.month, 3 if frequency == "quarterly" else 1):
            of_month = f"{YEAR}-{month:02d}"
            yield "duty_tick", derived_id("duty_tick", duty, of_month), {
                "duty": duty, "month": of_month, "done": True, "done_on": f"{of_month}-25",
            }  # fmt: skip


def _papers(village: DemoVillage, now: Facts, team: list[str], fresh: SeededIds) -> Iterator[Row]:
    """What was signed and how it was judged; the year itself is not assessed before it is over."""
    yield "pledge", fresh(), {
        "village": village.id, "kind": "responsibility", "cadre": team[0], "party": f"{TOWNSHIP}党委",
        "start": f"{YEAR}-01-01", "end": f"{YEAR}-12-31", "signed": True, "date": f"{YEAR}-01-15",
        "goals": "全年在村不少于220天\n走访全部监测户不少于12次\n不发生规模性返贫\n村集体经济收入比上年增长5%",
        "consequences": "完成较好的，年度考核优先评优；未完成的，约谈并限期整改。",
        "inspected_on": f"{YEAR}-07-10", "inspected": "上半年各项目标按进度完成。", "note": MARK,
    }  # fmt: skip
    for cadre in team:
        yield "pledge", fresh(), {
            "village": village.id, "kind": "promise", "cadre": cadre, "start": f"{YEAR}-01-01", "end": f"{YEAR}-12-31",
            "goals": "吃住在村，履职尽责\n不收礼、不吃请、不优亲厚友\n自觉接受群众监督", "signed": True,
            "date": f"{YEAR}-01-10", "note": MARK,
        }  # fmt: skip
    for place, (period, day, level) in enumerate(
        (("q2", f"{YEAR}-07-05", "competent"), ("q3", f"{YEAR}-10-08", "excellent"))
    ):
        row = fresh()
        yield "assessment", row, {
            "village": village.id, "cadre": team[0], "year": YEAR, "period": period, "date": day, "level": level,
            "voters": 32, "votes_excellent": 21 + 3 * place, "votes_competent": 9 - 2 * place, "votes_basic": 2 - place,
            "votes_incompetent": 0, "report": f"{now['first_secretary']}向村民代表述职。", "note": MARK,
        }  # fmt: skip
        for position, (indicator, weight, *scores) in enumerate(_INDICATORS):
            keys = ("own_score", "village_score", "township_score", "unit_score")
            given = {key: (score + place) * 100 for key, score in zip(keys, scores, strict=True)}
            yield "assessment_line", fresh(), {
                "assessment": row, "position": position, "indicator": indicator, "weight": weight * 100, **given,
                "score": given["township_score"],
            }  # fmt: skip
    yield "reward", fresh(), {
        "village": village.id, "cadre": team[0], "date": f"{YEAR}-07-01", "kind": "honoured",
        "decided_by": f"{TOWNSHIP}党委", "document_no": f"示范党〔{YEAR}〕18号", "reason": "建强村党支部成效明显。", "note": MARK,
    }  # fmt: skip
