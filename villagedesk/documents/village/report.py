# SPDX-License-Identifier: MIT
"""The yearly report of a village (村级年度工作报告): what the figures tell, with charts, and the roll-ups as annexes.

Nothing is said that no figure says. What was learnt and what is meant to be done next is left to those who sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.village.report_words import (
    annex,
    chart,
    counted_line,
    doubts_line,
    place_line,
    rate_line,
    total_line,
)
from villagedesk.errors import Refused
from villagedesk.i18n import _, in_chinese
from villagedesk.models import eras
from villagedesk.models.values.dates import shown as date_words
from villagedesk.services.doubts.findings import find
from villagedesk.services.doubts.judging import Wanted
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.figures.rollups import read_rollup
from villagedesk.services.figures.tallies.entries import Watching
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.services.figures.rollups import Rollup
    from villagedesk.store.store import Store

_NUMERALS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
WRONG: Final = "存在的问题"  # what doubts tell


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report.

    Attributes:
        groups: (table, group of lines) that are told in words, in this order; a group goes by the fact that it is about, or
            by its number from 0.
        chart: the same of the group that is drawn; its name in the template is the fact.
        only: whether it stands only where there is something to tell: what a year did not know yet is not asked of it.
    """

    title: str
    groups: tuple[tuple[str, str | int], ...]
    chart: tuple[str, str] | None = None
    only: bool = False


CHAPTERS: Final = (
    Chapter(
        "基本情况",
        (
            ("basic", "household_year.attribute"),
            ("basic", "household_year.exit_status"),
            ("basic", "household_year.monitor_type"),
        ),
    ),
    Chapter("致贫原因", (("causes", "cause.main"),), ("causes", "cause.main")),
    Chapter(
        "人口和劳动力",
        (
            ("people", "member.age"),
            ("people", "member_year.health"),
            ("labour", "member_year.labour"),
            ("labour", "member_year.work_place"),
        ),
        ("people", "member.age"),
    ),
    Chapter("收入", (("income", 1), ("income", 2), ("income", 3))),
    Chapter("帮扶措施", (("measures", 0), ("measures", 1), ("help", 0), ("help", 1))),
    Chapter("帮扶力量和走访", (("helpers", 0), ("visits", 0))),
    Chapter("脱贫退出", (("exits", "household_year.exit_year"),), ("exits", "household_year.exit_year")),
    Chapter(
        "防止返贫监测",
        (("monitoring", 0), ("monitoring_course", 1), ("monitoring_course", 2), ("monitoring_course", 3)),
        only=True,
    ),
    Chapter("项目资金", (("projects", 0),), only=True),
    Chapter(
        "生活条件和保障",
        (
            ("living", "household_year.house_grade"),
            ("living", "household_year.water_safe"),
            ("living", "household_year.toilet"),
            ("benefits", "member_year.medical"),
            ("benefits", "member_year.pension"),
            ("benefits", "member_year.low_income"),
        ),
    ),
)
ANNEXES: Final = (
    "basic", "changes", "causes", "exits", "people", "labour", "income", "income_parts", "measures", "help", "helpers",
    "visits", "monitoring", "monitoring_course", "benefits", "living", "land",
)  # fmt: skip
_TOLD: Final = ("projects",)  # in words only: eleven columns do not go into an annex


def report_facts(
    store: Store, village: str, year: int, day: dt.date, check: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """What the report of a village prints: the facts of today, counted as of the day that stands on it.

    Visits that are due, ages and doubts move with the clock; as of its own day a report tells the same on every later one.

    Args:
        store: where the facts are; it is only read.
        village: id.
        year: of which it reports.
        day: the day printed on it.
        check: called now and then; raises `Cancelled` to stop.

    Raises:
        Refused: no such village.
    """
    store = store.on_day(day)
    found = village_files(store, year, [village])
    if not found:
        raise Refused(_("本文件中没有这个村。请刷新后再选。"))
    with in_chinese():
        tables = {}
        for key in (*ANNEXES, *_TOLD):
            check()
            tables[key] = read_rollup(store, key, year, Where(village), Watching(check))
        doubts = _doubts(store, village, year, check)
        return report_context(found[0], tables, doubts, day.isoformat())


def _doubts(store: Store, village: str, year: int, check: Callable[[], None]) -> str:
    """How many doubts there are, by weight; only of the working year, which is the one that is checked."""
    if year != store.info.year:
        return ""
    wanted = Wanted(villages=frozenset({village}))
    return doubts_line(one for one in find(store, wanted, check) if one.exemption is None)


def report_context(file: VillageFile, tables: dict[str, Rollup], doubts: str, day: str) -> dict[str, Any]:
    """What the template prints: plain values only.

    Args:
        file: the village and its figures of the year.
        tables: key of a roll-up → the table of that village and year.
        doubts: what is said of the doubts; empty for nothing.
        day: the day of printing, ISO.
    """
    year, name = file.year, file.village.name or ""
    chapters = [*_chapters(file, tables), *_ends(doubts)]
    return {
        "致": file.village.township or "",
        "章": [
            {"标题": f"{_NUMERALS[place]}、{title}", "段落": said, "图": drawn}
            for place, (title, said, drawn) in enumerate(chapters)
        ],
        "图": {fact: chart(tables[table], fact) for table, fact in _charts()},
        "附件": [one for one in (annex(tables[key]) for key in ANNEXES if key in tables) if one["行"]],
        ABOUT: {
            "题名": f"{name}{year}年度{eras.wording(eras.REPORT, year, '')}",
            "年度": str(year),
            "户标识": "",
            "日期": date_words(day),
            "日期数字": day,
            "单位": office_of(file.village).keeper,
        },
    }


def _charts() -> Iterator[tuple[str, str]]:
    for chapter in CHAPTERS:
        if chapter.chart:
            yield chapter.chart


def _chapters(file: VillageFile, tables: dict[str, Rollup]) -> Iterator[tuple[str, list[str], str]]:
    """(title, paragraphs, name of the chart) of what figures tell."""
    for place, chapter in enumerate(CHAPTERS):
        said = [place_line(file), total_line(tables["basic"]), rate_line(file)] if place == 0 else []
        said += [counted_line(tables[table], group) for table, group in chapter.groups]
        said = [one for one in said if one]
        if chapter.only and not said:
            continue
        drawn = chapter.chart[1] if chapter.chart and chart(tables[chapter.chart[0]], chapter.chart[1]) else ""
        yield chapter.title, said, drawn


def _ends(doubts: str) -> Iterator[tuple[str, list[str], str]]:
    """What is wrong, and what is left to the pen."""
    yield WRONG, [doubts] if doubts else [], ""
    yield "下一步工作打算", [], ""
