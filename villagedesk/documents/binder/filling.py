# SPDX-License-Identifier: MIT
"""What the papers of a binder print beside the facts of the household: numbers, terms, stamps, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.documents.binder.boxing import Line, Piece
from villagedesk.documents.binder.contents import State, missing_words, standings
from villagedesk.documents.binder.making import STAMPED
from villagedesk.documents.facts.context import group_name
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.volume import title_of, volume_context
from villagedesk.models.archiving import PIECE, VOLUME, archive_number, longest, term_words, unset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.documents.papers import Paper
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.archive import Filing
    from villagedesk.models.problem import Problem


@dataclass(frozen=True, slots=True)
class Binder:
    """How a household is bound.

    Attributes:
        mode: `VOLUME` or `PIECE`.
        papers: kinds of papers, in order.
        terms: retention of each paper that is filed.
        filings: 件号 of its papers.
        problems: of a draft.
        clashes: sentences about numbers that stand twice.
    """

    mode: str
    papers: tuple[str, ...]
    terms: Mapping[str, str]
    filings: Mapping[str, Filing]
    problems: tuple[Problem, ...]
    clashes: Sequence[str]
    draft: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What is handed to the press, what the lists of boxes say, and which items are missing (codes of `archive_paper`)."""

    context: dict[str, Any]
    papers: tuple[str, ...]
    line: Line
    missing: tuple[str, ...]


def filled(case: CaseFile, binder: Binder, context: dict[str, Any]) -> Filled:
    """The context of one household's binder.

    Args:
        case: the case file of the year.
        binder: how it is bound.
        context: what its papers print of the household on the day of printing (`context.casefile_context`).
    """
    papers = tuple(paper for paper in PAPERS if paper.key in binder.papers)
    context = volume_context(context, papers, binder.problems or None, whole=True)
    found = standings(case, binder.papers, context["告知书"])
    said = missing_words(found) | {"归档说明": [{"内容": one} for one in _remarks(case, binder)]}
    context |= said
    filed = tuple(paper for paper in papers if paper.filed)
    numbers = _numbers(case, binder, filed)
    if binder.mode == PIECE:
        context |= {STAMPED: [_stamp(case, context, paper, numbers[paper.key]) for paper in filed]}
        papers = filed
    else:
        term = longest(binder.terms.values())
        number = archive_number(case.village, VOLUME, _whole(case.household.volume_no), case.year)
        context |= {
            "户": context["户"] | {"档号": number},
            ABOUT: context[ABOUT] | {"保管期限": term_words(term)},
        }
    line_ = _line(case, binder, context, filed, numbers)
    missing = tuple(one.item.code for one in found if one.state is State.MISSING)
    return Filled(context, tuple(paper.key for paper in papers), line_, missing)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class _Number:
    """件号 of a paper with its 档号 and retention."""

    number: int | None
    archive_no: str
    term: str


def _numbers(case: CaseFile, binder: Binder, filed: Sequence[Paper]) -> dict[str, _Number]:
    """The numbers of the pieces; one that was given keeps the retention that it was given in."""
    found = {}
    for paper in filed:
        filing = binder.filings.get(paper.key)
        term = (filing.term if filing else None) or binder.terms[paper.key]
        number = _whole(filing.number) if filing and not unset(case.village, PIECE) else None
        found[paper.key] = _Number(number, archive_number(case.village, PIECE, number, case.year, term), term)
    return found


def _stamp(case: CaseFile, context: dict[str, Any], paper: Paper, number: _Number) -> dict[str, str]:
    """The six cells of a 归档章, and the title of the paper on which it belongs."""
    return {
        "题名": title_of(paper, context[ABOUT]),
        "全宗号": case.village.fonds_no or "",
        "年度": str(case.year),
        "件号": "" if number.number is None else f"{number.number:04d}",
        "问题": case.village.archive_issue or "",
        "保管期限": term_words(number.term),
        "页数": "",
        "档号": number.archive_no,
    }


def _remarks(case: CaseFile, binder: Binder) -> list[str]:
    """What the remarks sheet says about the number: never one made up."""
    lacking = unset(case.village, binder.mode)
    told = list(binder.clashes)
    if lacking:
        told.insert(0, f"档号未编：本村没有登记{'、'.join(lacking)}")
    elif binder.mode == VOLUME and case.household.volume_no is None:
        told.insert(0, "档号未编：草稿不编号" if binder.draft else "档号未编")
    return told


def _line(
    case: CaseFile, binder: Binder, context: dict[str, Any], filed: Sequence[Paper], numbers: Mapping[str, _Number]
) -> Line:
    """What the lists of boxes say of the household."""
    about, whose = context[ABOUT], f"{group_name(case)}{case.head_name}户"
    if binder.mode == PIECE:
        pieces = tuple(
            Piece(
                numbers[paper.key].number,
                numbers[paper.key].archive_no,
                numbers[paper.key].term,
                f"{entry['题名']}（{whose}）",
                entry["责任者"],
                entry["日期"],
            )
            for paper, entry in zip(filed, context["目录"], strict=True)
        )
    else:
        number = _whole(case.household.volume_no) if context["户"]["档号"] else None
        title = f"{whose}{context['户']['称谓']}档案"
        pieces = (
            Piece(
                number,
                context["户"]["档号"],
                longest(binder.terms.values()),
                title,
                about["立卷单位"],
                papers=len(filed),
            ),
        )
    missing = tuple(row["编号"] for row in context["缺少材料"])
    return Line(case.village.id, case.household.id, case.head_name, group_name(case), pieces, missing)
