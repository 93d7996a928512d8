# SPDX-License-Identifier: MIT
"""One household's papers as bytes. Writing them into folders is `shelving`'s, doing it for many is `batch`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.concerned import all_filed, concerning
from villagedesk.documents.facts.context import casefile_context
from villagedesk.documents.facts.formed import FORMED
from villagedesk.documents.facts.income_paper import no_line
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import Paper, chosen
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.package import STARTS
from villagedesk.documents.word.template import render
from villagedesk.i18n import bare, in_chinese
from villagedesk.models.values.dates import eight_digits, shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from villagedesk.documents.facts.context import Office
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.problem import Problem
    from villagedesk.models.readiness import FindLine

_TITLES: Final = {
    "register": "登记表名", "plan": "计划名", "handbook": "手册名", "application": "申请书名", "authorisation": "授权书名", "letter": "告知书名",
}  # fmt: skip
_YEAR: Final = 4  # digits of a day of which only the year is known
UNDATED: Final = "　　　　年　　月　　日至　　　　年　　月　　日"  # left to the pen
DRAFT: Final = "草稿，存在未解决的问题，不得归档"


def papers_of(
    case: CaseFile,
    office: Office,
    document_date: dt.date,
    keys: Iterable[str] = (),
    draft: Sequence[Problem] | None = None,
    line: FindLine = no_line,
) -> list[tuple[str, bytes]]:
    """The papers of a household as (file name, content), in the order of the volume.

    Args:
        case: the case file of the year.
        office: who keeps it.
        document_date: see `casefile_context`.
        keys: which papers; empty for all.
        draft: None for papers that may be signed; otherwise the unsolved problems of a draft, which every page says.
        line: finds the line of a year, see `casefile_context`.

    Raises:
        Refused: an unknown key.
        TemplateFault: a template was changed and asks for what does not exist.
    """
    wanted = chosen(keys)
    context = casefile_context(case, office, document_date, line=line)
    papers = concerning(case, wanted, context)
    return printed(volume_context(context, papers, draft, whole=all_filed(wanted)), papers)


def volume_context(
    context: dict[str, Any], papers: Sequence[Paper], draft: Sequence[Problem] | None, *, whole: bool = False
) -> dict[str, Any]:
    """The context with the volume's own table of contents and, for drafts, its mark and problems.

    `whole` says that all papers of the household are printed, so that the cover can count them.

    The problems go on paper as they were found: whoever prints a draft finds them in Chinese (`i18n.in_chinese`).
    """
    return bound_context(context, [(paper, context) for paper in papers], draft, whole=whole)


def bound_context(
    context: dict[str, Any],
    parts: Sequence[tuple[Paper, dict[str, Any]]],
    draft: Sequence[Problem] | None,
    *,
    whole: bool = False,
) -> dict[str, Any]:
    """The same of a volume whose papers are of several years: each comes with the facts of its own."""
    about = context[ABOUT] | _bound(parts, whole=whole)
    entries = [
        {
            "顺序号": str(place),
            "文号": facts[FORMED][paper.key]["文号"],
            "责任者": facts[FORMED][paper.key]["责任者"],
            "题名": title_of(paper, facts[ABOUT]),
            "日期": _days_of(facts[FORMED][paper.key]),
            "页号": "",
        }
        for place, (paper, facts) in enumerate((part for part in parts if part[0].filed), 1)
    ]
    if draft is None:
        return context | {"目录": entries, ABOUT: about}
    with in_chinese():
        problems = [{"内容": bare(problem.text())} for problem in draft]
    return context | {"目录": entries, "问题": problems, ABOUT: about | {"草稿": DRAFT}}


def _bound(parts: Sequence[tuple[Paper, dict[str, Any]]], *, whole: bool) -> dict[str, str]:
    """What the cover says of the volume: how many papers, and from when until when.

    How many papers a volume holds is known where all of them are printed. Pages are not known before they are laid out.
    """
    filed = [facts[FORMED][paper.key] for paper, facts in parts if paper.filed]
    return {
        "件数": str(len(filed)) if whole else "",
        "起止时间": _term_of({day for one in filed for day in (one["最早"], one["最晚"])}),
    }


def _term_of(days: set[str]) -> str:
    """From the first to the last of the days of the papers, as the list of contents has them.

    A paper of which only the year is known counts with its year: in a year of which a day is known it says nothing more.
    """
    if not days:
        return UNDATED
    first = min(days, key=lambda day: (day[:4], len(day) == _YEAR, day))
    last = max(days)
    if first == last and first[:4] in days:
        first = last = first[:4]
    return "至".join(dict.fromkeys((shown(first), shown(last))))


def printed(context: dict[str, Any], papers: Iterable[Paper]) -> list[tuple[str, bytes]]:
    """The papers filled in, as (file name, content). Needs nothing but plain values, so that any process can do it."""
    made = []
    for paper in papers:
        facts = facts_of(paper, context)
        made.append((file_name(paper, facts), render(built_in(paper.template), facts)))
    return made


def file_name(paper: Paper, facts: dict[str, Any]) -> str:
    """The name of the file of a paper that prints these facts of its own ("06-2016年贫困户信息采集表.docx")."""
    return safe_name(f"{paper.order:02d}-{facts[ABOUT]['题名']}.docx")


def facts_of(paper: Paper, context: dict[str, Any]) -> dict[str, Any]:
    """The facts of the volume with what is one paper's own: its title and the number of its first page."""
    start = context.get(STARTS, {}).get(paper.key, "")
    return context | {ABOUT: context[ABOUT] | {"题名": title_of(paper, context[ABOUT]), STARTS: start}}


def title_of(paper: Paper, about: dict[str, str]) -> str:
    """What a paper of that year is called ("2016年贫困户信息采集表")."""
    name = about.get(_TITLES.get(paper.key, ""), paper.title)
    return f"{about['年度']}年{name}" if paper.yearly else name


def _days_of(paper: dict[str, str]) -> str:
    """The days of a paper in eight digits; only its year where no day is known."""
    return "-".join(
        dict.fromkeys(day if len(day) == _YEAR else eight_digits(day) for day in (paper["最早"], paper["最晚"]))
    )
