# SPDX-License-Identifier: MIT
"""The books of matters, inspections, complaints, councils and deeds of a demo village, told of the year in which it stands still.

Most is settled; some is under way, hung up or handed up, and one of each sort is late, so that every page has something to show.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import MARK, YEAR, people
from villagedesk.demo.scene import YUAN, Facts, Row, of_village
from villagedesk.store.ids import SeededIds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Visit

_TERM: Final = 30  # days that a matter is given
_FROM_VISITS: Final = 8
_CLASSES: Final = {
    "希望帮忙销售柑橘": "industry", "反映入户路边沟堵塞": "road", "{worker}想找离家近的活": "work", "医保报销手续不清楚": "medical",
    "家中水压偏低": "water", "希望申请临时救助": "aid", "反映组里路灯不亮": "power", "想了解明年的种苗补助": "industry",
}  # fmt: skip
"""What a visit may have raised (`sayings.RAISED`) → class of the matter."""


class Raised(NamedTuple):
    """A matter that nobody raised on a visit: ledger, source, class, what it is, what was done, month, and how it ended."""

    ledger: str
    source: str
    category: str
    content: str
    done: str
    month: int
    outcome: str = "done"


_RAISED: Final = (
    Raised("hardship", "patrol", "medical", "家人住院，出院后需要有人照料。", "联系村卫生室上门换药，安排邻里互助员每日送餐。", 4),
    Raised("hardship", "patrol", "aid", "家中遭遇火灾，厨房烧毁，生活困难。", "协助申请临时救助，组织党员帮助清理修缮。", 9),
    Raised("hardship", "call", "medical", "医药费自付较多，希望申请医疗救助。", "已报镇民政办，等候审核。", 10, "reported"),
    Raised("stability", "phone", "dispute", "两户因田埂界线争吵，多次劝说未果。", "村调解委员会两次现场丈量，双方签订调解协议。", 3),
    Raised("stability", "meeting", "dispute", "采石场运渣车夜间经过，村民意见大。", "已与采石场约定夜间十点后停运，尚无执法依据强制限行。", 6, "hung"),
    Raised("stability", "township", "land", "征地补偿款分配有争议，有人扬言上访。", "", 10, ""),
)  # fmt: skip


def rows_of(village: DemoVillage, now: Facts, cases: Sequence[CaseFile]) -> Iterator[Row]:
    """Everything of these books of a village.

    Args:
        village: whose they are.
        now: its figures of the last year, which name its officers.
        cases: households with their visits; only those of the village are looked at.
    """
    mine = of_village(cases, village.id)
    told = Told(village, str(now["secretary"]), str(now["director"]), SeededIds(f"{MARK} matters {village.code}"))
    dice = Random(f"{MARK} matters {village.code}")  # noqa: S311 - reproducible on purpose
    yield from _matters(told, dice, mine)
    yield from _inspections(told, dice, mine)
    yield from _complaints(told)
    yield from _councils(told)
    yield from _deeds(told)


class Told(NamedTuple):
    """The village as its books speak of it."""

    village: DemoVillage
    secretary: str
    director: str
    fresh: SeededIds

    def number(self, letter: str, place: int) -> str:
        """A number of a book."""
        return f"{letter}{YEAR}-{place:03d}"


def _day(month: int, day: int, later: int = 0) -> str:
    return (dt.date(YEAR, month, day) + dt.timedelta(days=later)).isoformat()


# -- the three ledgers ----------------------------------------------------------------------------------------------------


def _matters(told: Told, dice: Random, mine: Sequence[CaseFile]) -> Iterator[Row]:
    raised = [(case, visit) for case in mine for visit in case.visits if _class_of(visit)]
    some = sorted(dice.sample(raised, min(_FROM_VISITS, len(raised))), key=lambda one: one[1].date or "")
    for place, (case, visit) in enumerate(some):
        last = place == len(some) - 1
        yield from _of_visit(told, case, visit, told.number("民", place + 1), settled=not last)
    for place, (case, one) in enumerate(zip(dice.sample(mine, min(len(_RAISED), len(mine))), _RAISED, strict=False)):
        yield from _of_list(told, case, one, told.number("困" if one.ledger == "hardship" else "稳", place % 3 + 1))


def _class_of(visit: Visit) -> str:
    """The class of what a visit raised; "" of nothing. Sentences with a name in them are known by their end."""
    text = visit.problems or ""
    return next((code for said, code in _CLASSES.items() if text.endswith(said.rpartition("}")[2])), "")


def _matter(told: Told, case: CaseFile, number: str, date: str) -> Facts:
    return {
        "village": told.village.id,
        "number": number,
        "date": date,
        "household": case.household.id,
        "group": case.household.group,
        "due": (dt.date.fromisoformat(date) + dt.timedelta(days=_TERM)).isoformat(),
        "note": MARK,
    }


def _of_visit(told: Told, case: CaseFile, visit: Visit, number: str, *, settled: bool) -> Iterator[Row]:
    row, date = told.fresh(), visit.date or _day(6, 1)
    facts = _matter(told, case, number, date) | {
        "ledger": "appeal", "visit": visit.id, "source": "visit", "category": _class_of(visit), "content": visit.problems,
        "cadre": visit.cadre, "unit": visit.unit,
    }  # fmt: skip
    begun, over = (dt.date.fromisoformat(date) + dt.timedelta(days=days) for days in (3, 12))
    if settled and over.year == YEAR:
        facts |= _ending("done", over.isoformat(), visit.help_given or "已办好。")
    yield "matter", row, facts
    if begun.year == YEAR:
        yield "matter_step", told.fresh(), {
            "matter": row, "date": begun.isoformat(), "actor": visit.visitors, "content": "入户了解情况，与相关部门联系。",
        }  # fmt: skip


def _of_list(told: Told, case: CaseFile, one: Raised, number: str) -> Iterator[Row]:
    row, date = told.fresh(), _day(one.month, 9)
    facts = _matter(told, case, number, date) | {
        "ledger": one.ledger, "source": one.source, "category": one.category, "content": one.content,
        "responsible": told.director, "unit": f"{told.village.name}村民委员会",
    }  # fmt: skip
    if one.ledger == "stability":  # the quarrel of several
        facts = {key: value for key, value in facts.items() if key != "household"} | {"person": "村民数人"}
    if one.outcome:
        facts |= _ending(one.outcome, _day(one.month, 9, 16), one.done)
    yield "matter", row, facts
    yield "matter_step", told.fresh(), {
        "matter": row, "date": _day(one.month, 9, 2), "actor": told.director, "content": "到场核实，听取双方意见。",
    }  # fmt: skip


def _ending(outcome: str, day: str, result: str) -> Facts:
    facts: Facts = {"outcome": outcome, "closed_on": day, "result": result}
    if outcome == "done":
        facts |= {"told_on": day, "satisfaction": "satisfied"}
    if outcome == "reported":
        facts |= {"reported_to": "示范镇民政办"}
    if outcome == "hung":
        facts |= {"hung_why": "超出村级职权，等候县交通部门统一限行方案。"}
    return facts


# -- inspections ----------------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """A problem: what, what is demanded, what was done ("" for nothing yet), and whether it was found right (None: not yet)."""

    problem: str
    demand: str
    measure: str = ""
    passed: bool | None = None


_INSPECTIONS: Final = (
    (4, "visit", "示范镇纪委", "档案资料、帮扶责任人到户情况", "档案基本齐全，个别明白卡没有更新。", (
        Found("两户明白卡的联系电话没有更新。", "核对全部明白卡并更换。", "已核对全部明白卡，更换两张。", True),
        Found("村务公开栏缺一季度收支。", "补公开并建立按季公开制度。", "已补公开，明确由村文书按季更新。", True),
    )),
    (7, "phone", "示范县农业农村局", "帮扶责任人走访、政策知晓", "多数农户知道帮扶责任人，个别说不清享受的政策。", (
        Found("一户说不清当年享受的政策。", "上门讲解并填写政策明白卡。", "帮扶责任人已上门讲解。"),
    )),
    (10, "stay", "示范县委督查室", "驻村工作队在岗、产业项目进度", "工作队在岗，村庄整治项目进度偏慢。", (
        Found("人居环境整治项目进度落后于计划。", "倒排工期，十一月底前完成。"),
    )),
)  # fmt: skip
_ASKED: Final = (
    ("您知道您家的帮扶责任人是谁吗？多久来一次？", "知道，每个月都来。", True),
    ("今年您家享受了哪些帮扶政策？", "记不清了，好像有医保补贴。", False),
    ("饮水和用电正常吗？", "都正常。", True),
)


def _inspections(told: Told, dice: Random, mine: Sequence[CaseFile]) -> Iterator[Row]:
    for month, method, unit, content, findings, problems in _INSPECTIONS:
        row, due = told.fresh(), _day(month, 14, 40)
        facts: Facts = {
            "village": told.village.id, "date": _day(month, 14), "method": method, "unit": unit,
            "inspectors": "、".join(people.full_name(dice, sex) for sex in (people.MALE, people.FEMALE)),
            "target": f"{told.village.name}驻村工作队、村“两委”", "content": content, "findings": findings,
            "actions": ("put_right",), "notice_no": f"示范督〔{YEAR}〕{month}号", "notice_on": _day(month, 14, 2), "due": due,
            "answered_on": _day(month, 14, 5), "note": MARK,
        }  # fmt: skip
        if method == "stay":
            facts["last"] = _day(month, 14, 2)
        yield "inspection", row, facts
        for place, one in enumerate(problems):
            yield "rectification", told.fresh(), _problem(told, row, month, place, one)
        if method == "phone":
            for case, (question, answer, agrees) in zip(dice.sample(mine, min(3, len(mine))), _ASKED, strict=False):
                yield "inspection_answer", told.fresh(), {
                    "inspection": row, "household": case.household.id, "person": case.head_name, "reached": True,
                    "question": question, "answer": answer, "agrees": agrees, "note": MARK,
                }  # fmt: skip


def _problem(told: Told, inspection: str, month: int, place: int, one: Found) -> Facts:
    facts: Facts = {
        "inspection": inspection, "position": place + 1, "problem": one.problem, "demand": one.demand,
        "responsible": told.director,
    }  # fmt: skip
    if one.measure:
        facts |= {
            "measure": one.measure,
            "evidence": "整改照片和更新后的资料存村档案室。",
            "done_on": _day(month, 14, 20),
        }
    if one.passed is not None:
        facts |= {"checked_on": _day(month, 14, 30), "checked_by": told.secretary, "passed": one.passed}
    return facts


# -- complaints -----------------------------------------------------------------------------------------------------------


def _complaints(told: Told) -> Iterator[Row]:
    """One without a name and found untrue, one with a name and answered, one that is being looked into."""
    dice = Random(f"{MARK} complaints {told.village.code}")  # noqa: S311 - reproducible on purpose
    same: Facts = {"village": told.village.id, "handling_unit": "示范镇纪委", "note": MARK}
    handler = people.full_name(dice, people.MALE)
    yield "complaint", told.fresh(), same | {
        "number": told.number("举", 1), "date": _day(3, 20), "channel": "box", "anonymous": True, "about": "村文书",
        "content": "反映低保评议时优亲厚友。", "handler": handler, "inquiry": "查阅评议记录和公示，走访12户，程序符合规定。",
        "finding": "false", "result": "不属实，已在村民代表会议上说明。", "closed_on": _day(4, 18),
    }  # fmt: skip
    yield "complaint", told.fresh(), same | {
        "number": told.number("举", 2), "date": _day(7, 2), "channel": "phone", "anonymous": False,
        "complainant": people.full_name(dice, people.FEMALE), "phone": people.cadre_phone(8_000 + dice.randrange(900)),
        "about": "村集体资产管理员", "content": "反映村集体鱼塘承包费没有按时公开。", "handler": handler,
        "inquiry": "承包费已入账，二季度没有按时公开。", "finding": "partly", "result": "责成补公开，对管理员批评教育。",
        "closed_on": _day(7, 25), "replied_on": _day(7, 26),
    }  # fmt: skip
    yield "complaint", told.fresh(), same | {
        "number": told.number("举", 3), "date": _day(12, 8), "channel": "letter", "anonymous": True,
        "about": "人居环境整治施工队", "content": "反映厕所改造用料不合要求。", "handler": handler,
    }  # fmt: skip


# -- councils and deeds ---------------------------------------------------------------------------------------------------

_COUNCILS: Final = (
    (3, "讨论村规民约修订、垃圾清运收费", (
        ("修订村规民约", "同意增加移风易俗、红白事简办条款，公示后执行。", "passed", 4),
        ("垃圾清运收费", "每户每月2元改为每人每年12元，困难户免收。", "amended", 5),
    )),
    (9, "讨论集体鱼塘续包、文化广场灯光", (
        ("集体鱼塘续包", "公开招标，底价不低于上一轮。", "passed", 0),
        ("文化广场加装灯光", "资金没有落实，暂缓再议。", "put_off", 0),
    )),
)  # fmt: skip
_DEEDS: Final = (
    ("basic", "解决上坝片区季节性缺水", "新建提灌站一处，冬旱时供水到户。", "上坝片区", 46, 180_000, 2, 9, "satisfied"),
    ("better", "主干道路灯全覆盖", "安装太阳能路灯60盏。", "全村主干道", 210, 96_000, 3, 7, "satisfied"),
    ("better", "改造村卫生室", "增设康复理疗室，更换药柜。", "全村", 320, 54_000, 3, 0, ""),
    ("lasting", "开办老年食堂", "利用闲置小学校舍开办老年食堂，每日供午餐。", "60岁以上老人", 75, 62_000, 4, 11, ""),
)  # fmt: skip


def _councils(told: Told) -> Iterator[Row]:
    for month, agenda, resolutions in _COUNCILS:
        meeting = told.fresh()
        yield "meeting", meeting, {
            "village": told.village.id, "date": _day(month, 18), "kind": "council", "place": f"{told.village.name}议事堂",
            "chair": told.secretary, "recorder": told.director, "expected": 21, "present": 18, "agenda": agenda,
            "signed": True, "note": MARK,
        }  # fmt: skip
        for place, (topic, content, decision, done) in enumerate(resolutions):
            facts: Facts = {
                "meeting": meeting, "position": place + 1, "topic": topic, "raised_by": "村民代表联名", "content": content,
                "decision": decision, "in_favour": 17 - place * 3,
            }  # fmt: skip
            if decision != "put_off":
                facts |= {"published_on": _day(month, 20), "responsible": told.director, "due": _day(month, 18, 75)}
            if done:
                facts |= {"done_on": _day(done, 25), "follow_up": "已按决议执行，村务监督委员会全程监督。"}
            yield "resolution", told.fresh(), facts


def _deeds(told: Told) -> Iterator[Row]:
    for place, (kind, title, content, group, households, yuan, month, done, judged) in enumerate(_DEEDS):
        facts: Facts = {
            "village": told.village.id, "number": told.number("实", place + 1), "date": _day(1, 12), "kind": kind,
            "title": title, "content": content, "group": group, "households": households, "money": yuan * YUAN,
            "responsible": told.secretary, "published_on": _day(1, 28), "due": _day(month + 6, 30), "note": MARK,
        }  # fmt: skip
        if done:
            facts |= {"done_on": _day(done, 20), "progress": "已完工并投入使用。"}
        if judged:
            facts |= {"closed_on": _day(done, 28), "satisfaction": judged}
        yield "deed", told.fresh(), facts
