# SPDX-License-Identifier: MIT
"""Recounts of tables of help, monitoring, money and projects; see `recounting`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.services.figures.recounting import (
    UNKNOWN,
    Raw,
    Told,
    World,
    grouped,
    labels_of,
    list_of,
    share,
)
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def measures(world: World) -> Told:
    """计划措施: households, measures and money by class, progress and source."""
    homes = world.households()
    plans = {one["id"]: one["household"] for one in world.rows("plan") if one["year"] == world.year}
    mine = [
        one | {"household": plans[one["plan"]]}
        for one in world.rows("measure")
        if plans.get(one["plan"]) in homes and one["status"] != "dropped"
    ]
    told: Told = {("合计", "合计"): _taken(mine)}
    for section, key in (("按类别", "category"), ("按完成情况", "status"), ("按资金来源", "source")):
        labels = labels_of(list_of(f"measure.{key}"))
        found = grouped(mine, lambda one, key=key, labels=labels: labels.get(one[key] or "", UNKNOWN), _taken)  # type: ignore[misc]
        told |= {(section, label): value for label, value in found.items()}
    return told


def _taken(rows: list[Raw]) -> tuple[int, int, int]:
    return len({one["household"] for one in rows}), len(rows), sum(one["amount"] or 0 for one in rows)


def given(world: World) -> Told:
    """措施落实: 户, 人, 人次, 户次 and money by class."""
    mine, labels = world.in_year("benefit"), labels_of(list_of("benefit.category"))
    found = grouped(mine, lambda one: labels.get(one["category"] or "", UNKNOWN), _got)
    return {("合计", "合计"): _got(mine)} | {("按类别", label): value for label, value in found.items()}


def _got(rows: list[Raw]) -> tuple[int, int, int, int, int]:
    named = [one["member"] for one in rows if one["member"]]
    money = sum(one["amount"] or 0 for one in rows)
    return len({one["household"] for one in rows}), len(set(named)), len(named), len(rows) - len(named), money


def loans(world: World) -> Told:
    """小额信贷: all so far, those of the year, and what became of them."""
    homes, today = world.households(), world.day
    lent = [
        one
        for one in world.rows("benefit")
        if (one["subcategory"] == "micro_loan" or (not one["subcategory"] and one["loan_due"]))
        and one["household"] in homes
        and one["date"]
        and one["date"] <= today
    ]
    repaid = [one for one in lent if one["loan_repaid"] and one["loan_repaid"] <= today]
    open_ones = [one for one in lent if one not in repaid]
    some = {
        ("合计", "累计发放"): lent,
        ("其中当年", "当年发放"): [one for one in lent if one["date"][:4] == str(world.year)],
        ("其中当年", "当年到期"): [one for one in lent if (one["loan_due"] or "")[:4] == str(world.year)],
        ("归还情况", "已结清"): repaid,
        ("归还情况", "没有结清"): open_ones,
        ("归还情况", "　其中未到期"): [one for one in open_ones if one["loan_due"] and one["loan_due"] >= today],
        ("归还情况", "　其中逾期"): [one for one in open_ones if one["loan_due"] and one["loan_due"] < today],
        ("归还情况", "　其中到期日不详"): [one for one in open_ones if not one["loan_due"]],
    }
    return {key: _taken(rows) for key, rows in some.items()}


def helpers(world: World) -> Told:
    """帮扶力量: units, cadres, households, and households of each cadre."""
    homes, day = world.households(), world.day
    cadres = {one["id"]: one for one in world.rows("cadre")}
    paired = [
        one
        for one in world.rows("pairing")
        if one["household"] in homes and one["cadre"] and (one["end"] or day) >= day and (one["start"] or day) <= day
    ]
    units = {cadres[one["cadre"]]["unit"] for one in paired if one["cadre"] in cadres} - {None}
    pairs = {(one["cadre"], one["household"]) for one in paired}
    whom = {one["cadre"] for one in paired}
    told: Told = {
        ("合计", "合计"): (len(units), len(whom), len({home for _c, home in pairs}), share(len(pairs), len(whom), 100))
    }
    labels = labels_of(list_of("pairing.role"))
    for role, rows in _roles(paired).items():
        some = {(one["cadre"], one["household"]) for one in rows}
        told["按责任类别", labels.get(role or "", UNKNOWN)] = (
            len({cadres[one["cadre"]]["unit"] for one in rows if one["cadre"] in cadres} - {None}),
            len({cadre for cadre, _home in some}), len({home for _cadre, home in some}),
            share(len(some), len({cadre for cadre, _home in some}), 100),
        )  # fmt: skip
    alone = [
        row
        for row, one in homes.items()
        if row not in {home for _c, home in pairs}
        and one["of_year"].get("household_type") != "ordinary"
        and one["of_year"].get("exit_status") not in _closed()
    ]
    told["没有责任人", "没有责任人的户"] = (0, 0, len(alone), None)
    return told


def _closed() -> set[str]:
    return {one.code for one in code_list("exit_status").entries if one.label.startswith("注销")}


def _roles(paired: list[Raw]) -> Mapping[str | None, list[Raw]]:
    found: dict[str | None, list[Raw]] = defaultdict(list)
    for one in paired:
        found[one["role"]].append(one)
    return found


def visits(world: World) -> Told:
    """走访: households, 户次, 人次, cadres and visits of each, in all and by month."""
    mine, cadres = world.in_year("visit"), {one["id"] for one in world.rows("cadre")}

    def value(rows: list[Raw]) -> tuple[int | None, ...]:
        by = [one["cadre"] for one in rows if one["cadre"] in cadres]
        came = sum(max(1, len([name for name in (one["visitors"] or "").split("、") if name])) for one in rows)
        homes = {one["household"] for one in rows}
        return len(homes), len(rows), came, len(set(by)), share(len(by), len(set(by)), 100)

    found = grouped(mine, lambda one: f"{int(one['date'][5:7])}月", value)
    told: Told = {("按月", label): some for label, some in found.items()}
    return told | {("合计", "合计"): value(mine)}


# -- watched ----------------------------------------------------------------------------------------------------------------


def monitoring_course(world: World) -> Told:
    """监测识别与消除: who was watched, found, freed, and still is. Of households that have a record of it."""
    homes, sizes, year = world.households(), world.sizes(), str(world.year)
    by_facts = {row for row, one in homes.items() if one["of_year"].get("monitor_type")}
    mine = [
        one
        for one in world.rows("monitoring")
        if one["household"] in homes
        and one["confirmed_on"]
        and one["confirmed_on"][:4] <= year
        and (one["removed_on"] or "9")[:4] >= year
    ]
    recorded = {one["household"] for one in mine}
    for row in by_facts - recorded:
        facts = homes[row]["of_year"]
        removed = facts["risk_removed_on"] if facts["risk_removed"] == 1 else None
        since = facts["monitored_since"]
        if (since and since[:4] > year) or (removed and removed[:4] < year):
            continue
        gone = facts["risk_removed"] == 1
        mine.append({"household": row, "confirmed_on": since or "", "removed_on": removed or ("?" if gone else None)})

    def value(rows: Iterable[Raw]) -> tuple[int, int]:
        whose = {one["household"] for one in rows}
        return len(whose), sum(sizes[row] for row in whose)

    told: Told = {("合计", "合计"): value(mine)}
    for section, key in (("当年识别", "confirmed_on"), ("当年消除", "removed_on")):
        for month in range(1, 13):
            when = f"{year}-{month:02d}"
            told[section, f"{month}月"] = value([one for one in mine if (one[key] or "").startswith(when)])
    still = [
        one for one in mine if not one["removed_on"] or (one["removed_on"][:4] > year and one["removed_on"] != "?")
    ]
    told["年末未消除", "年末未消除"] = value(still)
    return told


# -- money and books --------------------------------------------------------------------------------------------------------


def donations(world: World) -> Told:
    """捐赠: how many were received in the year, and how much."""
    if world.place.group:
        return {}
    came = [
        one
        for one in world.rows("donation")
        if one["voided"] != 1
        and (one["date"] or "")[:4] == str(world.year)
        and one["date"] <= world.day
        and world.place.village in ("", one["village"])
    ]
    labels, donors = labels_of(list_of("donor.kind")), {one["id"]: one for one in world.rows("donor")}
    told = {("合计", "合计"): (len(came), sum(one["amount"] or 0 for one in came))}
    found: dict[str, list[Raw]] = defaultdict(list)
    for one in came:
        found[labels.get((donors.get(one["donor"]) or {}).get("kind") or "", UNKNOWN)].append(one)
    return told | {
        ("按捐赠人类别", label): (len(some), sum(one["amount"] or 0 for one in some)) for label, some in found.items()
    }


def projects(world: World) -> Told:
    """项目资金: how many, what was planned and paid, and its share."""
    if world.place.group:
        return {}
    mine = {
        one["id"]
        for one in world.rows("project")
        if one["year"] == world.year and world.place.village in ("", one["village"])
    }
    funds = [one for one in world.rows("project_fund") if one["project"] in mine]
    planned, paid = (sum(one[key] or 0 for one in funds) for key in ("planned", "paid"))
    return {("合计", "合计"): (len(mine), planned, paid, share(paid, planned))}


def needs(world: World) -> Told:
    """帮扶需求: how many were published, how many of them withdrawn."""
    if world.place.group:
        return {}
    mine = [
        one
        for one in world.rows("need")
        if (one["published"] or "")[:4] == str(world.year)
        and one["published"] <= world.day
        and world.place.village in ("", one["village"])
    ]
    gone = [one for one in mine if one["withdrawn"] and one["withdrawn"] <= world.day]
    return {("合计", "合计"): (len(mine), len(gone))}
