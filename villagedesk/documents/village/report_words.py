# SPDX-License-Identifier: MIT
"""Sentences, charts and annexes of a village's report, from its figures and roll-ups. A line of nothing is not told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.checks.rules import Unjudged
from villagedesk.models.poverty import poverty_rate
from villagedesk.models.problem import Level
from villagedesk.models.rollups.spec import NotApplicable
from villagedesk.models.values.show import words
from villagedesk.services.figures.rollups import words as number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.checks.villagefile import VillageFile
    from villagedesk.services.doubts.judging import Finding
    from villagedesk.services.figures.rollups import Line, Rollup

_TOLD_APART: Final = 2
_RUNS_ON: Final = frozenset("0123456789%倍")  # a label that would run on into its number
_FIGURES: Final = (
    "hamlets", "groups", "households", "people", "minority_people", "labour", "migrants", "farmland",
    "cooperatives", "collective_income",
)  # fmt: skip


def place_line(file: VillageFile) -> str:
    """Where the village lies, and its own figures as far as somebody entered them."""
    village, facts = file.village, file.facts
    belongs = "".join(filter(None, (village.county, village.township)))
    where = f"{village.name or '本村'}属{belongs}" if belongs else village.name or "本村"
    figures = []
    for key in _FIGURES:
        spec, value = ENTITIES["village_year"][key], getattr(facts, key)
        if value is not None:
            figures.append(f"{spec.label_in(file.year)}{words(spec, value, file.year)}{spec.unit}")
    return f"{where}。{file.year}年度村情登记：{'，'.join(figures)}。" if figures else f"{where}。"


def rate_line(file: VillageFile) -> str:
    """贫困发生率 with its numerator and denominator; empty where one is not known."""
    rate = poverty_rate(file.facts.poor_people, file.facts.registered_people)
    if rate is None:
        return ""
    return f"贫困发生率{rate.percent}（贫困人数{rate.poor}人，农业户籍人口{rate.registered}人）。"


def total_line(rollup: Rollup) -> str:
    """How many households and persons there are."""
    return f"截至{rollup.year}年末，建有档案的农户共{_amounts(rollup, next(rollup.lines()))}。"


def counted_line(rollup: Rollup, group: str | int) -> str:
    """A group of lines of a roll-up as a sentence, empty where all of it is nothing; see `Chapter.groups`."""
    found = [(line, _amounts(rollup, line)) for line in _of(rollup, group) if any(line.values)]
    told = "，".join(f"{_label(line)}{amounts}" for line, amounts in found if not _na(line))
    if not found:
        return ""
    section = found[0][0].section
    total = len(section.rows) == 1 and section is rollup.table.sections[0]  # of the whole table
    name = rollup.table.title if total else section.label
    return f"{name}：{told}。" if told else ""


def _label(line: Line) -> str:
    """A line that is alone in its group is a total: the name of the table stands before it already."""
    label = line.row.label if len(line.section.rows) > 1 else ""
    return f"{label}的" if label[-1:] in _RUNS_ON else label


def _of(rollup: Rollup, group: str | int) -> Iterator[Line]:
    """The lines of the group of that number (from 0), or of the first that is about a fact."""
    chosen = rollup.table.sections[group] if isinstance(group, int) else None
    for line in rollup.lines():
        if chosen is None and line.section.rows[0].cells[0].where and _about(line) == group:
            chosen = line.section
        if line.section is chosen:
            yield line


def _about(line: Line) -> str:
    return line.section.rows[0].cells[0].where[0].fact


def _na(line: Line) -> bool:
    return any(isinstance(one, NotApplicable) for cell in line.row.cells for one in cell.where)


def _amounts(rollup: Rollup, line: Line) -> str:
    """Numbers with their units; where there are more than two, each with the name of its column."""
    columns = [name.split("（")[0] for name in rollup.table.columns]
    if len(columns) > _TOLD_APART:
        pairs = zip(columns, line.cells(), strict=True)
        return "、".join(f"{name}{number(cell, value)}{cell.unit}" for name, (cell, value) in pairs if value)
    return "".join(f"{number(cell, value)}{cell.unit}" for cell, value in line.cells())


def doubts_line(findings: Iterable[Finding]) -> str:
    """How many doubts there are, by weight, and of how many households."""
    levels: Counter[Level] = Counter()
    households = set()
    for one in findings:
        if not isinstance(one.said, Unjudged):
            levels[one.said.level] += 1
            households.add(one.household)
    if not levels:
        return "按程序的检查规则，没有发现疑点。"
    by_level = "，".join(f"{_LEVELS[level]}{levels[level]}条" for level in _LEVELS if levels[level])
    return (
        f"按程序的检查规则，共有疑点{levels.total()}条（{by_level}），涉及{len(households - {''})}户，逐条见疑点清单。"
    )


_LEVELS: Final = {Level.ERROR: "错误", Level.DOUBT: "疑问", Level.HINT: "提示"}


def chart(rollup: Rollup, group: str | int) -> list[dict[str, str]]:
    """The bars of a group of lines: their names and the first number of each; nothing where all are nothing."""
    lines = [line for line in _of(rollup, group) if not _na(line)]
    if not any(line.values[0] for line in lines):
        return []
    return [{"名": line.row.label, "值": str(line.values[0])} for line in lines if line.values[0]]


def annex(rollup: Rollup) -> dict[str, Any]:
    """A roll-up as a table of the report. Lines of nothing but zeros are left out, and the note says so."""
    table = rollup.table
    rows: list[dict[str, Any]] = []
    heading = ""
    for line in rollup.lines():
        heading = line.heading or (heading if rollup.table.headed(line.section) else "")
        if not any(line.values):
            continue
        if heading and not (rows and rows[-1]["组"] == heading):
            rows.append({"组": heading, "名": heading, "值": ["" for _cell in line.row.cells]})
        values = [number(cell, value) for cell, value in line.cells()]
        rows.append({"组": heading, "名": ("　" if heading else "") + line.row.label, "值": values})
    note = f"{table.note}各项都是零的行没有列出。"
    return {"题名": table.title, "列": list(table.columns), "行": rows, "口径": note}
