# SPDX-License-Identifier: MIT
"""How a paper came about, as lists of contents print it: 责任者, 文号 and 日期 (GB/T 9705-2008, DA/T 22-2015).

What decides stands in the declaration of each paper (`documents.papers`); here facts are looked up for it. The day on which a
form was signed is no fact of the file, so of most papers only the year is known. A number or an author that no fact tells is
left to the pen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.office import township_of
from villagedesk.documents.papers import PAPERS, Author
from villagedesk.models.doings import doing_of, round_of
from villagedesk.models.occasions import watched
from villagedesk.models.visiting import people_named

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from villagedesk.documents.papers import Paper
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Record

Words = dict[str, str]

FORMED: Final = "形成"
"""Under which the facts of a household have it, by the key of the paper; no name for templates.

Of each paper: 责任者 and 文号, empty where no fact tells; 最早 and 最晚, its first and its last day (ISO, as far as known), only
the year where no day is known.
"""
_NAMED: Final = 2  # persons who are named; of more the first, and 等


def formed(
    case: CaseFile, keeper: str, helpers: Iterable[Words], adults: Iterable[Words], today: dt.date
) -> dict[str, Words]:
    """How the papers of a household's year came about, by their key.

    Args:
        case: its case file.
        keeper: the village committee.
        helpers: who helps it at present, as papers print them.
        adults: who signs the authorisation, the same.
        today: the day of printing.
    """
    township, head = township_of(case.village), case.head_name
    authors = {
        Author.COMMITTEE: keeper,
        Author.HEAD: head,
        Author.ADULTS: _named(one["姓名"] for one in adults),
        Author.SIDES: _listed((_named(one["责任人姓名"] for one in helpers), head)),
        Author.VISITORS: _named(name for visit in case.visits for name in people_named(visit.visitors or "")),
        Author.TOWNSHIP: township,
        Author.OFFICES: _listed((keeper, township)),
    }
    return {paper.key: _formed(paper, case, authors[paper.author], today) for paper in PAPERS if paper.filed}


def _formed(paper: Paper, case: CaseFile, author: str, today: dt.date) -> Words:
    steps = list(_steps(paper, case, today))
    days = sorted({*(day for day, _number in steps if day), *_days(paper, case)}) or [str(case.year)]
    number = "、".join(dict.fromkeys(number for _day, number in steps if number))
    return {"责任者": author, "文号": number, "最早": days[0], "最晚": days[-1]}


def _steps(paper: Paper, case: CaseFile, today: dt.date) -> Iterator[tuple[str, str]]:
    """The day and 文号 of the steps that leave a paper, in the procedures of the year; not of those that were broken off."""
    wanted = {tuple(one.split(".")) for one in paper.steps}
    for facts in case.procedures if wanted else ():
        template, process = facts.template, facts.process
        if template is None or process.ended or process.ended_on or process.year != case.year:
            continue
        for step in template.steps:
            if (template.kind, step.key) in wanted:
                rows = [one for one in facts.steps if one.step == step.key]
                last = max(rows, key=lambda one: (round_of(one), one.id), default=None)
                yield doing_of(step, facts, today, {}).done, (last.paper_no or "" if last else "")


def _days(paper: Paper, case: CaseFile) -> Iterator[str]:
    for path in paper.days:
        entity, _dot, key = path.partition(".")
        for record in _records(case, entity):
            day = getattr(record, key)
            if isinstance(day, str) and (entity != "monitoring" or day[:4] == str(case.year)):  # a turn lasts for years
                yield day


def _records(case: CaseFile, entity: str) -> Iterable[Record]:
    return {"plan": (case.plan,), "visit": case.visits, "monitoring": (watched(case),)}[entity]


def _named(names: Iterable[str]) -> str:
    """The names, or the first of many."""
    found = [one for one in dict.fromkeys(names) if one]
    return "、".join(found) if len(found) <= _NAMED else f"{found[0]}等"


def _listed(parts: Iterable[str]) -> str:
    return "、".join(filter(None, parts))
