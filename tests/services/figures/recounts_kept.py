# SPDX-License-Identifier: MIT
"""Recounts of tables whose facts stand in the file, of incomes and of changes; see `recounting`."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from tests.services.figures.recounting import (
    UNKNOWN,
    Raw,
    Told,
    World,
    grouped,
    half_up,
    labels_of,
    list_of,
    not_applicable,
    share,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_CELLS = ("wages", "production", "asset_dividend", "other_property", "family_planning", "low_income", "destitute",
    "pension", "ecology", "other_transfer")  # fmt: skip
_PROPERTY = ("asset_dividend", "other_property")
_TRANSFERS = _CELLS[4:]
_ABLE = {"ordinary", "skilled", "weak"}
_NEVER_POOR = {"edge", "sudden", "prevention", "ordinary"}
_TO_SEPTEMBER = 2016


def basic(world: World) -> Told:
    """基本情况."""
    homes, sizes = world.households(), world.sizes()
    told: Told = {("合计", "合计"): (len(homes), sum(sizes.values()))}
    for section, key in (("脱贫户属性", "attribute"), ("脱贫状态", "exit_status"), ("户类型", "household_type")):
        labels = labels_of(list_of(f"household_year.{key}"))
        counted: Counter[str] = Counter()
        persons: Counter[str] = Counter()
        for row, one in homes.items():
            of_year = one["of_year"]
            label = labels.get(of_year.get(key) or "") or _unsaid(key, of_year.get("household_type"))
            counted[label] += 1
            persons[label] += sizes[row]
        told |= {(section, label): (counted[label], persons[label]) for label in counted}
    return told


def _unsaid(key: str, kind: str | None) -> str:
    """Who never was poor is not asked for what only the poor have."""
    if key == "household_type":
        return UNKNOWN
    if not kind:
        return "不详（没有填写“户类型”）"
    return "不用填写" if kind in _NEVER_POOR else UNKNOWN


def causes(world: World) -> Told:
    """致贫原因: the main one, and all of them."""
    homes, sizes, labels = world.households(), world.sizes(), labels_of("cause")
    main: dict[str, set[str]] = defaultdict(set)
    every: dict[str, set[str]] = defaultdict(set)
    of_year = [one for one in world.rows("cause") if one["year"] == world.year and one["household"] in homes]
    mains = {one["household"]: one["code"] for one in of_year if one["rank"] == "main"}
    for row in homes:
        main[labels.get(mains.get(row) or "", UNKNOWN)].add(row)
    for one in of_year:
        if one["code"]:
            every[labels[one["code"]]].add(one["household"])
    every[UNKNOWN] = set(homes).difference(*every.values())
    told: Told = {}
    for section, found in (("主要致贫原因", main), ("主要和其他致贫原因", every)):
        told |= {
            (section, label): (len(rows), sum(sizes[row] for row in rows)) for label, rows in found.items() if rows
        }
    return told


def people(world: World) -> Told:
    """人口结构: ages and sexes."""
    told: Told = {}

    def of(label: Callable[[Raw], str], section: str) -> None:
        found = grouped(
            world.people().values(), label, lambda rows: (len(rows), len({one["household"] for one in rows}))
        )
        told.update({(section, name): value for name, value in found.items()})

    def age(one: Raw) -> str:
        if not one["birth"]:
            return UNKNOWN
        years = world.year - int(one["birth"][:4])
        bands = ((5, "0–5岁"), (15, "6–15岁"), (59, "16–59岁"), (69, "60–69岁"), (999, "70岁及以上"))
        return next(name for high, name in bands if years <= high)

    of(age, "年龄")
    of(lambda one: labels_of(list_of("member.sex")).get(one["sex"] or "", UNKNOWN), "性别")
    told["合计", "合计"] = (len(world.people()), len(world.households()))  # also those in which nobody is entered
    return told


def labour(world: World) -> Told:
    """劳动力与务工: who can work, and who of them did."""
    able = [one for one in world.people().values() if one["of_year"].get("labour") in _ABLE]

    def value(rows: list[Raw]) -> tuple[int, int]:
        return len(rows), len({one["household"] for one in rows})

    def months(one: Raw) -> int:
        return one["of_year"].get("work_months") or 0

    told: Told = {("劳动力的务工情况", "劳动力"): value(able)}
    told["劳动力的务工情况", "劳动力中当年务工"] = value([one for one in able if months(one) >= 1])
    for low in (1, 4, 7, 10):
        some = [one for one in world.people().values() if low <= months(one) <= low + 2]
        told["务工时间", f"{low}–{low + 2}个月"] = value(some)
    return told


def land(world: World) -> Told:
    """土地: of farmland, who has any, how much, who did not say, and per head."""
    homes, sizes = world.households(), world.sizes()
    told: Told = {}
    for key, label in (("farmland", "耕地面积"), ("forest", "林地面积")):
        known = {row: one["of_year"].get(key) for row, one in homes.items()}
        areas = {row: area for row, area in known.items() if area is not None}
        heads = sum(sizes[row] for row in areas)
        unsaid = [row for row, area in known.items() if area is None and not not_applicable(homes[row]["of_year"], key)]
        per_head = share(sum(areas.values()), heads, 1)
        told["土地", label] = (sum(area > 0 for area in areas.values()), sum(areas.values()), len(unsaid), per_head)
    return told


# -- incomes ----------------------------------------------------------------------------------------------------------------


def _added(row: Raw | None, keys: Iterable[str]) -> int | None:
    some = [row[key] for key in keys if row[key] is not None] if row else []
    return sum(some) if some else None


def _net(row: Raw | None) -> int | None:
    gross = _added(row, _CELLS)
    return None if gross is None or row is None else gross - (row["production_cost"] or 0)


def income(world: World) -> Told:
    """收入水平: bands of the income per head, the share of transfers, against the year before. Of typed incomes only."""
    homes = world.households()
    people_of: dict[str, list[str]] = defaultdict(list)
    for row, one in world.people().items():
        people_of[one["household"]].append(row)
    typed = {(one["household"], one["year"]): one for one in world.rows("income_year")}
    counted = _sharing(world)
    bands = ((4_000, "不满4000元"), (5_000, "4000元以上不满5000元"), (6_000, "5000元以上不满6000元"),
        (8_000, "6000元以上不满8000元"), (10_000, "8000元以上不满10000元"), (10**9, "10000元及以上"))  # fmt: skip
    transfers = ((20, "不满20%"), (50, "20%以上不满50%"), (80, "50%以上不满80%"), (10**9, "80%及以上（主要靠政策）"))
    rises = ((-20, "下降超过20%"), (0, "下降，不超过20%"), (20, "持平或增加不满20%"), (10**9, "增加20%及以上"))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in homes:
        now, then = typed.get((row, world.year)), typed.get((row, world.year - 1))
        heads = [_per_head(_net(one), counted(row, year)) for one, year in ((now, world.year), (then, world.year - 1))]
        per_head, before = heads
        label = UNKNOWN if per_head is None else next(name for high, name in bands if per_head < high * 100)
        found["人均纯收入", label].append(row)
        gross, got = _added(now, _CELLS), _added(now, _TRANSFERS) or 0
        label = UNKNOWN if not gross else next(name for high, name in transfers if got * 100 < high * gross)
        found["转移性收入占总收入", label].append(row)
        label = UNKNOWN
        if per_head is not None and before is not None and before > 0:
            change = floor(Fraction((per_head - before) * 10_000, before))  # hundredths of a percent, rounded down
            label = rises[0][1] if change < -2_000 else next(name for high, name in rises[1:] if change < high * 100)
        found["人均纯收入比上年", label].append(row)
    told: Told = {("合计", "合计"): (len(homes), sum(map(len, people_of.values())))}
    return told | {key: (len(rows), sum(len(people_of[row]) for row in rows)) for key, rows in found.items()}


def _sharing(world: World) -> Callable[[str, int], int]:
    """Among whom the income of a year is divided: since 2016 those of the end of its period, 30 September."""
    members = world.rows("member")

    def counted(household: str, year: int) -> int:
        day = f"{year}-12-31" if year < _TO_SEPTEMBER else f"{year}-09-30"
        return sum(
            one["household"] == household
            and one["counted"] != 0
            and not (one["left"] and one["left"] <= day)
            and all(not one[key] or one[key] <= day for key in ("joined", "birth"))
            for one in members
        )

    return counted


def _per_head(net: int | None, size: int) -> int | None:
    return None if net is None or not size else half_up(net, size)


def income_parts(world: World) -> Told:
    """收入构成: who has a part, how much, its share, and who did not say."""
    typed = {one["household"]: one for one in world.rows("income_year") if one["year"] == world.year}
    mine = [typed.get(row) for row in world.households()]
    gross = sum(_added(one, _CELLS) or 0 for one in mine if _added(one, _CELLS))
    told: Told = {}
    for label, keys in (("工资性收入", ("wages",)), ("财产性收入", _PROPERTY), ("转移性收入", _TRANSFERS)):
        amounts = [_added(one, keys) for one in mine]
        known = [one for one in amounts if one is not None]
        told["收入构成", label] = (
            sum(one > 0 for one in known), sum(known), share(sum(known), gross), len(amounts) - len(known)
        )  # fmt: skip
    return told


def changes(world: World) -> Told:
    """年度变动: who was there at the end of the year before, who came and went, and who is there at its end."""
    before = World(world.store, world.year - 1, world.place, world.read)
    then, now = set(before.people()), set(world.people())
    told: Told = {
        ("全部在册户", f"{world.year}年初"): (len(before.households()), len(then)),
        ("全部在册户", f"{world.year}年末"): (len(world.households()), len(now)),
    }
    members = {one["id"]: one for one in world.rows("member")}
    died = [
        row
        for row in then - now
        if members[row]["leave_reason"] == "death" and members[row]["left"][:4] == str(world.year)
    ]
    told["全部在册户", "减少：死亡"] = (0, len(died))
    return told
