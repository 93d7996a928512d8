# SPDX-License-Identifier: MIT
"""What the papers of a binder print beside the facts of the household: numbers, terms, stamps, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.documents.binder.boxing import Line, Piece
from villagedesk.documents.binder.contents import Lacking, State, Year, missing_words, standings
from villagedesk.documents.binder.making import STAMPED
from villagedesk.documents.facts.context import group_name
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.volumes.volume import bound_context, facts_of, title_of
from villagedesk.models.archiving import PIECE, VOLUME, archive_number, longest, term_words, unset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.documents.binder.spans import Span
    from villagedesk.documents.facts.photos import Lost
    from villagedesk.documents.volumes.leaves import Leaf
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.archive import Filing
    from villagedesk.models.problem import Problem


@dataclass(frozen=True, slots=True)
class Binder:
    """How a household is bound.

    Attributes:
        mode: `VOLUME` or `PIECE`.
        leaves: its papers, in order.
        terms: retention of each paper that is filed.
        filings: 件号 of its papers.
        problems: of a draft.
        clashes: sentences about numbers that stand twice.
    """

    mode: str
    leaves: tuple[Leaf, ...]
    terms: Mapping[Leaf, str]
    filings: Mapping[str, Filing]
    problems: tuple[Problem, ...]
    clashes: Sequence[str]
    draft: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What is handed to the press, what the lists of boxes say, and which items are missing.

    Attributes:
        contexts: what papers print of each year, that of the binder first.
        facts: the papers in order, and what each prints.
        lost: photos and scans that the file names and has not.
    """

    contexts: tuple[dict[str, Any], ...]
    facts: dict[Leaf, dict[str, Any]]
    line: Line
    missing: tuple[Lacking, ...]
    lost: tuple[Lost, ...] = ()


def filled(span: Span, binder: Binder, contexts: Mapping[int, dict[str, Any]]) -> Filled:
    """The contexts of one household's binder.

    Args:
        span: its case files.
        binder: how it is bound.
        contexts: what its papers print of the household on the day of printing (`context.casefile_context`), by the year.
    """
    case, leaves, by_piece = span.case, binder.leaves, binder.mode == PIECE
    parts = [(leaf.kind, contexts[leaf.year]) for leaf in leaves]
    context = bound_context(contexts[case.year], parts, binder.problems or None, whole=True)
    found = standings(
        [
            Year(one, {leaf.paper for leaf in leaves if leaf.year == one.year}, contexts[one.year]["告知书"])
            for one in span.cases
        ]
    )
    context |= missing_words(found) | {"归档说明": [{"内容": one} for one in _remarks(span, binder)]}
    filed = tuple(leaf for leaf in leaves if leaf.kind.filed)
    numbers = _numbers(case, binder, filed)
    if by_piece:
        context |= {STAMPED: [_stamp(case, context, leaf, numbers[leaf]) for leaf in filed]}
    else:
        context |= _of_volume(span, binder, context)
    by_year = {one.year: contexts[one.year] | _shared(context, contexts[one.year]) for one in span.former}
    by_year = {case.year: context} | by_year
    facts = (
        _facts_of_pieces(context, filed) if by_piece else {one: facts_of(one.kind, by_year[one.year]) for one in leaves}
    )
    missing = tuple(Lacking(one.item.code, one.years) for one in found if one.state is State.MISSING)
    return Filled(tuple(by_year.values()), facts, _line(case, binder, context, filed, numbers), missing)


def _facts_of_pieces(context: dict[str, Any], filed: Sequence[Leaf]) -> dict[Leaf, dict[str, Any]]:
    """What pieces print: each its own number and retention."""
    return {
        leaf: context
        | {
            ABOUT: context[ABOUT] | {"题名": title_of(leaf.kind, context[ABOUT]), "保管期限": row["保管期限"]},
            "户": context["户"] | {"档号": row["档号"]},
        }
        for leaf, row in zip(filed, context[STAMPED], strict=True)
    }


def _of_volume(span: Span, binder: Binder, context: dict[str, Any]) -> dict[str, Any]:
    """Number, retention and years of a volume."""
    case = span.case
    number = archive_number(case.village, VOLUME, _whole(case.household.volume_no), span.asked.year)
    term = term_words(longest(binder.terms.values()))
    return {
        "户": context["户"] | {"档号": number},
        ABOUT: context[ABOUT] | {"保管期限": term, "卷内年度": _years(binder.leaves)},
    }


def _years(leaves: Sequence[Leaf]) -> str:
    """The years whose papers lie in a volume."""
    years = sorted({leaf.year for leaf in leaves})
    return "—".join(str(one) for one in dict.fromkeys((years[0], years[-1])))


def _shared(context: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    """What papers of an earlier year print of the volume in which they lie."""
    about = {name: context[ABOUT][name] for name in ("保管期限", "草稿", "卷内年度")}
    return {"户": then["户"] | {"档号": context["户"]["档号"]}, ABOUT: then[ABOUT] | about, "问题": context["问题"]}


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class _Number:
    """件号 of a paper with its 档号 and retention."""

    number: int | None
    archive_no: str
    term: str


def _numbers(case: CaseFile, binder: Binder, filed: Sequence[Leaf]) -> dict[Leaf, _Number]:
    """The numbers of the pieces; one that was given keeps the retention that it was given in."""
    found = {}
    for leaf in filed:
        filing = binder.filings.get(leaf.paper)
        term = (filing.term if filing else None) or binder.terms[leaf]
        number = _whole(filing.number) if filing and not unset(case.village, PIECE) else None
        found[leaf] = _Number(number, archive_number(case.village, PIECE, number, case.year, term), term)
    return found


def _stamp(case: CaseFile, context: dict[str, Any], leaf: Leaf, number: _Number) -> dict[str, str]:
    """The six cells of a 归档章, and the title of the paper on which it belongs."""
    return {
        "题名": title_of(leaf.kind, context[ABOUT]),
        "全宗号": case.village.fonds_no or "",
        "年度": str(case.year),
        "件号": "" if number.number is None else f"{number.number:04d}",
        "问题": case.village.archive_issue or "",
        "保管期限": term_words(number.term),
        "页数": "",
        "档号": number.archive_no,
    }


def _remarks(span: Span, binder: Binder) -> list[str]:
    """What the remarks sheet says about a year of which nothing is known, and about the number: never one made up."""
    case = span.case
    lacking = unset(case.village, binder.mode)
    told = list(binder.clashes)
    if lacking:
        told.insert(0, f"档号未编：本村没有登记{'、'.join(lacking)}")
    elif binder.mode == VOLUME and case.household.volume_no is None:
        told.insert(0, "档号未编：草稿不编号" if binder.draft else "档号未编")
    if span.silent:
        told.insert(0, f"{span.silent.year}年没有登记本户和家庭成员的情况，封面按{case.year}年的情况填写")
    return told


def _line(
    case: CaseFile, binder: Binder, context: dict[str, Any], filed: Sequence[Leaf], numbers: Mapping[Leaf, _Number]
) -> Line:
    """What the lists of boxes say of the household."""
    about, whose = context[ABOUT], f"{group_name(case)}{case.head_name}户"
    if binder.mode == PIECE:
        pieces = tuple(
            Piece(
                numbers[leaf].number,
                numbers[leaf].archive_no,
                numbers[leaf].term,
                f"{entry['题名']}（{whose}）",
                entry["责任者"],
                entry["日期"],
                paper_no=entry["文号"],
            )
            for leaf, entry in zip(filed, context["目录"], strict=True)
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
