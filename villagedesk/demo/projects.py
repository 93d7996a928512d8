# SPDX-License-Identifier: MIT
"""Projects of a demo village, their money and whom they reach, and needs with who took them upon himself.

The years are told from the one in which the demo stands still: what is older is accepted and kept, the last ones are under way.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.demo import MARK, TOWNSHIP, YEAR, people
from villagedesk.demo.scene import YUAN, Facts, Row, of_village
from villagedesk.store.ids import SeededIds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.demo.villages import DemoVillage
    from villagedesk.models.casefile import CaseFile

_CLAIMED: Final = 12  # days from a claim to its beginning, where it went well


class Work(NamedTuple):
    """A project as the demo tells it.

    Attributes:
        year: years before the last of the demo; `begun`, `finished`, `accepted`: months of that year, 0 for not yet.
        funds: source → thousands of yuan; the budget is their sum.
        paid: per cent of it; reached: how many poor households have something of it, and what.
    """

    year: int
    name: str
    kind: str
    content: str
    scale: str
    builder: str
    supervisor: str
    funds: dict[str, int]
    begun: int
    finished: int
    accepted: int
    paid: int = 100
    reached: int = 0
    benefit: str = ""
    more: Facts = {}  # noqa: RUF012 - never written to


_SHARES: Final = "土地入股分红"
_WORKS: Final = (
    Work(
        2, "通组公路硬化工程", "road", "硬化通组公路，配套边沟、涵洞和会车道。", "全长2.4公里，宽4.5米", "示范县平安建筑劳务队",
        "示范县交通运输局", {"fiscal": 860, "collective": 40, "own": 30}, 4, 9, 10,
        more={"is_asset": True, "asset": 930_000 * YUAN, "keeping": "村聘护路员每月清扫边沟，雨季前检修涵洞。"},
    ),
    Work(
        2, "柑橘产业园", "industry", "新建柑橘园，统一供苗、统一技术指导，由合作社保底收购。", "160亩", "示范果蔬专业合作社",
        "示范县农业农村局", {"fiscal": 420, "unit": 60, "loan": 120}, 3, 11, 12, reached=6, benefit=_SHARES,
        more={
            "three_help": "people", "is_asset": True, "asset": 480_000 * YUAN, "income": 36_000 * YUAN,
            "keeping": "合作社统一管护，农技员每季度到园指导。", "effect": "带动入股户户均年增收约2000元。",
        },
    ),
    Work(
        1, "安全饮水管网延伸工程", "water", "新建蓄水池一口，铺设管网，逐户安装水表。", "蓄水池80立方米，管网6.2公里",
        "示范县惠民水利服务队", "示范县水务局", {"fiscal": 300, "sector": 150}, 3, 8, 9, reached=8, benefit="接通自来水",
        more={"is_asset": True, "asset": 450_000 * YUAN, "keeping": "村供水管理员每周查看水池，每季度送检水样。"},
    ),
    Work(
        0, "村庄人居环境整治", "village", "改造卫生厕所，整治污水沟，修建垃圾分类点。", "厕所32座，垃圾分类点6处",
        "示范县惠民砖厂", "示范镇人民政府", {"fiscal": 220, "unit": 30, "own": 16}, 5, 0, 0, 55, 5, "改造卫生厕所",
    ),
    Work(
        0, "农村实用技能培训", "skill", "办家政、果树管护、电商三期培训，结业后推荐就业。", "3期120人次",
        "示范市顺意家政服务部", "示范县人力资源和社会保障局", {"sector": 48, "social": 12}, 3, 10, 0, 80, 4, "参加培训",
        {"three_help": "people"},
    ),
    Work(
        0, "党员精准扶贫示范园", "party", "由党员中心户领办林下养鸡场，吸纳低收入户务工。", "养鸡大棚3座", "村党支部",
        "示范镇人民政府", {"party": 18, "collective": 12}, 0, 0, 0, 0, more={"three_help": "pairing"},
    ),
)  # fmt: skip


class Wish(NamedTuple):
    """A need as the demo tells it, and who took it on.

    Attributes:
        title: as it is published, so without names, telephones or anything about health; `content` is not for the public.
        kind, yuan, unit: what is needed; `quantity` in hundredths of the unit.
        month: of the last year, in which it was published; the need came up some days before.
        claimer, claimer_kind: who took it on; empty where nobody did.
        went: how that went; "withdrawn" of a need that somebody took back, "open" of one that waits.
        taken: how much was taken on, where that is not all.
        shared: how many households share the need; 0 where it is that of one.
    """

    title: str
    content: str
    kind: str
    yuan: int
    month: int
    went: str
    claimer: str = ""
    claimer_kind: str = ""
    quantity: int | None = None
    unit: str | None = None
    taken: int | None = None
    shared: int = 0


_WISHES: Final = (
    Wish("送教上门", "孩子因病不能到校，需要老师每周上门辅导两次。", "study", 0, 2, "done", "示范镇中心小学", "firm"),
    Wish("修缮房屋漏雨屋面", "两间瓦房漏雨，需要换瓦并加固檩条。", "house", 6_000, 5, "done", "示范县住房和城乡建设局", "office"),
    Wish("资助大学生生活费", "考上大学，家中无力负担生活费。", "study", 5_000, 8, "running", "县总商会爱心会员", "giver"),
    Wish("帮助销售柑橘", "今年柑橘丰收，约8000斤没有销路。", "sale", 0, 9, "waiting", "示范县供销合作社", "firm"),
    Wish("请志愿者轮流照料老人", "独居老人住院，需要有人轮流照料。", "service", 0, 4, "given_up", "阳光志愿服务队", "volunteer"),
    Wish(
        "冬衣被褥", "家里人口多，过冬的衣被不够。", "goods", 2_400, 10, "done", "示范县暖阳社会工作服务中心", "society", 20_00, "件",
        12_00,
    ),
    Wish("轮椅一架", "老人行走不便，出门靠人背。", "goods", 800, 12, "open", quantity=1_00, unit="架"),
    Wish("安装太阳能路灯", "院坝到公路一段没有路灯，晚上出行不便。", "other", 9_000, 6, "open", quantity=6_00, unit="盏", shared=14),
    Wish("电工技能培训", "想学电工，到县城务工。", "skill", 1_200, 3, "withdrawn"),
)  # fmt: skip


def rows_of(village: DemoVillage, now: Facts, cases: Sequence[CaseFile]) -> Iterator[Row]:
    """The books of projects, needs and claims of a village.

    Args:
        village: whose they are.
        now: its figures of the last year, which name its officers.
        cases: the households that may be reached; only those of the village are.
    """
    mine = of_village(cases, village.id)
    dice = Random(f"{MARK} projects {village.code}")  # noqa: S311 - reproducible on purpose
    fresh = SeededIds(f"{MARK} projects {village.code}")
    for place, work in enumerate(_WORKS):
        row = fresh()
        reached = dice.sample(mine, min(work.reached, len(mine)))
        if work.benefit == _SHARES:
            reached = _shareholders(mine) or reached
            work = work._replace(reached=len(reached))  # noqa: PLW2901 - as many as hold shares
        yield "project", row, _project(village, now, work, place)
        yield from _funds(row, work, fresh)
        for number, case in enumerate(reached):
            yield "project_beneficiary", fresh(), {
                "project": row, "position": number, "household": case.household.id, "people": len(case.people) or None,
                "benefit": work.benefit,
            }  # fmt: skip
    for place, (helped, wish) in enumerate(zip(dice.sample(mine, min(len(_WISHES), len(mine))), _WISHES, strict=False)):
        row = fresh()
        yield "need", row, _need(village, now, helped, wish, place)
        if wish.claimer:
            yield "claim", fresh(), _claim(village, helped, wish, row)


def _shareholders(mine: Sequence[CaseFile]) -> list[CaseFile]:
    """Who is paid a dividend, but the last, so that there is one to ask about (F21) unless another project reaches it."""
    paid = [case for case in mine if case.earned and isinstance(case.earned.asset_dividend, int)]
    return [case for case in paid if case.earned and case.earned.asset_dividend][:-1]


def _project(village: DemoVillage, now: Facts, work: Work, place: int) -> Facts:
    year = YEAR - work.year
    first = dt.date(year, 1, 8)  # the notice hangs before anything is approved
    facts: Facts = {
        "village": village.id,
        "code": f"{village.code[-3:]}-{year}-{place + 1:02d}",
        "name": work.name,
        "year": year,
        "kind": work.kind,
        "place": village.name,
        "content": work.content,
        "scale": work.scale,
        "builder": work.builder,
        "supervisor": work.supervisor,
        "owner": now["director"],
        "owner_phone": now["director_phone"],
        "budget": sum(work.funds.values()) * 1_000 * YUAN,
        "households": work.reached or None,
        "notice_from": first.isoformat(),
        "notice_to": (first + dt.timedelta(days=11)).isoformat(),
        "notice_place": f"{village.name}村务公开栏",
        "objected": False,
        "approved": f"{year}-02-10",
        "approval_no": f"示范府发〔{year}〕{place + 11}号",
        "planned_start": f"{year}-{work.begun or 11:02d}-10",
        "planned_end": f"{year + (not work.begun)}-{work.finished or 11:02d}-25",
        "note": MARK,
    }
    if work.begun:
        facts["begun"] = f"{year}-{work.begun:02d}-12"
    if work.finished:
        facts["finished"] = f"{year}-{work.finished:02d}-20"
    if work.accepted:
        facts |= {
            "accepted": f"{year}-{work.accepted:02d}-15", "acceptance": "passed", "acceptor": f"{TOWNSHIP}人民政府",
            "findings": "按设计完成，资料齐全，同意验收。", "told_from": f"{year}-{work.accepted:02d}-18",
            "told_to": f"{year}-{work.accepted:02d}-29", "keeper": f"{village.name}村民委员会",
            "keeper_name": now["director"],
        }  # fmt: skip
    return {**facts, **work.more}


def _funds(project: str, work: Work, fresh: SeededIds) -> Iterator[Row]:
    for place, (source, thousands) in enumerate(work.funds.items()):
        facts: Facts = {
            "project": project,
            "position": place,
            "source": source,
            "planned": thousands * 1_000 * YUAN,
            "paid": thousands * 10 * work.paid * YUAN,
        }
        if work.paid:
            year = YEAR - work.year
            facts["paid_on"] = f"{year}-12-20" if work.paid == 100 else f"{year}-11-05"
        yield "project_fund", fresh(), facts


def _need(village: DemoVillage, now: Facts, helped: CaseFile, wish: Wish, place: int) -> Facts:
    facts: Facts = {
        "village": village.id,
        "number": f"XQ{YEAR}-{place + 1:02d}",
        "date": f"{YEAR}-{wish.month:02d}-04",
        "household": None if wish.shared else helped.household.id,
        "households": wish.shared or None,
        "title": wish.title,
        "kind": wish.kind,
        "content": wish.content,
        "quantity": wish.quantity,
        "unit": wish.unit,
        "wanted": wish.yuan * YUAN or None,
        "deadline": f"{YEAR}-12-20",
        "published": f"{YEAR}-{wish.month:02d}-10",
        "place": f"{village.name}村务公开栏",
        "contact": now["secretary"],
        "note": MARK,
    }
    if wish.went == "withdrawn":
        facts |= {"withdrawn": f"{YEAR}-{wish.month + 1:02d}-15", "withdraw_reason": "已参加县里统一组织的培训。"}
    return facts


def _claim(village: DemoVillage, helped: CaseFile, wish: Wish, need: str) -> Facts:
    day = dt.date(YEAR, wish.month + 1, 6)
    facts: Facts = {
        "village": village.id,
        "answers": need,
        "title": wish.title,
        "household": helped.household.id,
        "date": day.isoformat(),
        "claimer": wish.claimer,
        "kind": wish.claimer_kind,
        "contact": people.full_name(Random(f"{MARK} {wish.title} {village.code}"), people.FEMALE),  # noqa: S311 - reproducible
        "pledged": wish.yuan * YUAN or None,
        "quantity": wish.taken,
        "note": MARK,
    }
    begun = (day + dt.timedelta(days=_CLAIMED)).isoformat()
    if wish.went == "given_up":
        return facts | {"given_up": begun, "give_up_reason": "志愿者人手不足，已重新发布。"}
    if wish.went in {"done", "running"}:
        facts |= {"met_on": (day + dt.timedelta(days=4)).isoformat(), "started": begun}
    if wish.went == "done":
        done = (day + dt.timedelta(days=30)).isoformat()
        facts |= {"finished": done, "delivered_on": done, "delivered": wish.taken, "signed": True, "signed_on": done,
                  "told_on": (day + dt.timedelta(days=35)).isoformat(), "result": "已办完，本人满意。"}  # fmt: skip
    return facts
