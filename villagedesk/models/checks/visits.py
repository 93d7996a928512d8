# SPDX-License-Identifier: MIT
"""Checks I08, I09, J09, K15 and K16: the visits, their distance, and what looks as if it had been copied (domain.md §4.3)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rounds import told
from villagedesk.models.checks.rules import (
    Found,
    Rule,
    Surroundings,
    problem,
    shown_field,
    unjudged,
    unjudged_line,
)
from villagedesk.models.checks.standing import current_helpers, in_programme
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.help import Visit

I08: Final = ("I08", Level.DOUBT)
I09: Final = ("I09", Level.DOUBT)
J09: Final = ("J09", Level.DOUBT)
K15: Final = ("K15", Level.DOUBT)
K16: Final = ("K16", Level.DOUBT)
ORDINARY: Final = "一般户"
_BY_CARE: Final = {"red": "红色户", "yellow": "黄色户", "blue": "蓝色户"}
"""Care level → what the line of the visit interval is about."""


def _days(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def _overdue(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I08: days since the last visit, or since somebody answers for the household if it was never visited.

    Looked at on the last day of the year, or today while the year is running.
    """
    helpers = current_helpers(case, around)
    if not in_programme(case) or not helpers:
        return  # I05 tells that nobody answers for it
    about = _BY_CARE.get(case.household.care_level or "", ORDINARY)
    most, day = around.limit("visit_interval", case.year, about), around.day(case.year)
    last = max((visit.date for visit in case.seen if visit.date and visit.date <= day), default="")
    starts = [helper.pairing.start for helper in helpers if helper.pairing.start]
    if most is None:
        yield unjudged_line(I08, "visit_interval")
    elif last:
        gone = _days(last, day)
        if gone > most:
            row = next(visit.id for visit in case.seen if visit.date == last)
            yield _late(row, _("距上次走访（{last}）已{days}天，超过{most}天").format(last=last, days=gone, most=most))
    elif not starts:
        yield unjudged(I08, "pairing.start", helpers[0].pairing.id)
    elif _days(min(starts), day) > most:
        first = min(starts)
        text = _("一次也没有登记，结对（{start}）以来已{days}天，超过{most}天")
        yield _late(case.household.id, text.format(start=first, days=_days(first, day), most=most))


def _late(row: str, text: str) -> Found:
    found = problem(I08, "visit.date", row, text, _("请安排走访并据实登记；已走访未登记的请补登"))
    return found.at(field=_("走访"))


def _groups(visits: Iterable[Visit], key: str) -> Iterator[list[Visit]]:
    """Visits that share something: "day" the date and who came, "gift" the month of a gift of money."""
    found: dict[Hashable, list[Visit]] = defaultdict(list)
    for visit in visits:
        if key == "day" and visit.date and (visit.cadre or visit.visitors):
            found[visit.date, visit.cadre or visit.visitors].append(visit)
        elif key == "gift" and visit.date and isinstance(visit.gift_money, int) and visit.gift_money > 0:
            found[visit.date[:7]].append(visit)
    return (group for group in found.values() if len(group) > 1)


def _same_visit(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I09: the same day by the same person, entered on two computers (M26); and one cadre in two villages on a day."""
    for group in _groups(case.visits, "day"):
        for visit in group[1:]:
            yield problem(
                I09, "visit.date", visit.id, _("由同一人走访登记了{count}次").format(count=len(group)),
                _("请核对是否在两台电脑上重复登记；重复的移入回收站"), value=visit.date or "",
            )  # fmt: skip
    least = around.limit("check_i09_households", case.year)
    if least is None:
        if case.visits:
            yield unjudged_line(I09, "check_i09_households")
        return
    for visit in case.visits:
        households, villages = around.rounds.days.get((visit.cadre or "", visit.date or ""), (0, 0))
        if households >= least and villages > 1:
            yield problem(
                I09, "visit.date", visit.id,
                _("同一责任人当天走访了{villages}个村的{households}户").format(villages=villages, households=households),
                _("请核对走访日期和走访责任人"), value=visit.date or "",
            )  # fmt: skip


def _gifts_of_a_month(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """J09 (M26): money given twice in a month."""
    for group in _groups(case.visits, "gift"):
        for visit in group[1:]:
            yield problem(
                J09, "visit.gift_money", visit.id,
                _("在{month}内登记了{count}笔").format(month=(visit.date or "")[:7], count=len(group)),
                _("请核对是否重复登记或重复发放；重复的移入回收站"),
                value=shown_field("visit.gift_money", visit.gift_money),
            )  # fmt: skip


def _copied(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K15: the same text in several visits, of this household or of the whole file. Short texts (无变化) may recur.

    Copies in other households are looked for over the whole file only, not while one household is being saved.
    """
    times, least = around.limit("check_k15_times", case.year), around.limit("check_k15_length", case.year)
    texts: dict[str, list[Visit]] = defaultdict(list)
    if times is None or least is None:
        if case.visits:
            yield unjudged_line(K15, "check_k15_times" if times is None else "check_k15_length")
        return
    if len(case.visits) < times and not around.rounds.copies:
        return
    for visit in case.visits:
        texts[told(visit)].append(visit)
    for text, visits in texts.items():
        count = max(len(visits), around.rounds.copies.get(text, 0))
        if len(text) >= least and count >= times:
            key = next(key for key in ("changes", "problems", "help_given", "policies") if getattr(visits[-1], key))
            yield problem(
                K15, f"visit.{key}", visits[-1].id, _("与其他走访记录完全相同，共{count}次").format(count=count),
                _("走访记录应写明当次的实际情况，请核对是否复制"), value=getattr(visits[-1], key),
            )  # fmt: skip


def _all_on_one_day(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K16: a cadre all of whose visits of the year, to many households, bear one date."""
    least = around.limit("check_k16_households", case.year)
    if least is None:
        if case.visits:
            yield unjudged_line(K16, "check_k16_households")
        return
    for visit in case.visits:
        count = around.rounds.single_days.get(visit.cadre or "", 0)
        if count >= least:
            yield problem(
                K16, "visit.date", visit.id, _("同一责任人全年走访的{count}户都是这一天").format(count=count),
                _("请核对走访日期是否集中补填"), value=visit.date or "",
            )  # fmt: skip


RULES: Final = (
    Rule(
        "I08", "超过走访间隔", Level.DOUBT, _overdue, parameters=("visit_interval",),
        source="各地通行做法；成都市红黄蓝三色分级",
    ),
    Rule("I09", "走访重复或一天走访两村多户", Level.DOUBT, _same_visit, parameters=("check_i09_households",)),
    Rule("J09", "同月慰问金重复", Level.DOUBT, _gifts_of_a_month),
    Rule("K15", "走访记录文字雷同", Level.DOUBT, _copied, parameters=("check_k15_times", "check_k15_length")),
    Rule("K16", "走访集中在同一天", Level.DOUBT, _all_on_one_day, parameters=("check_k16_households",)),
)  # fmt: skip
