# SPDX-License-Identifier: MIT
"""The boxes of a village: which volumes or pieces lie in which, the list of each box and its remarks sheet, as Word.

What is kept for different times does not share a box (DA/T 22-2015). Pages that nobody counted are estimated, and the lists
say so; a box holds what its thickness allows, so that people look again when they fill it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import BOX_REMARKS, BOXES, PIECES
from villagedesk.documents.volumes.shelving import put_papers, remove_former
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import render
from villagedesk.models.archiving import BOX_PAGES, PIECE, boxes, mode_of, term_words
from villagedesk.models.values.dates import shown as date_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.documents.papers import Paper
    from villagedesk.models.catalogue.place import Village

GUESSED: Final = 2  # pages of a paper that nobody counted; most forms have two
_WAYS: Final = {True: "按件（DA/T 22-2015）", False: "按卷（GB/T 9705-2008）"}
_LATE: Final = 10**9  # what has no number comes last


@dataclass(frozen=True, slots=True)
class Piece:
    """A volume, or a paper that is a piece, as lists of boxes print it.

    Attributes:
        number: 案卷号 or 件号; None where none was given.
        archive_no: 档号, or empty.
        term: code of the retention.
        pages: None where nobody counted them.
        papers: how many papers it is made of.
        paper_no: 文号 of a paper, or empty.
    """

    number: int | None
    archive_no: str
    term: str
    title: str
    author: str = ""
    day: str = ""
    pages: int | None = None
    papers: int = 1
    paper_no: str = ""

    @property
    def shelf(self) -> str:
        """What may not share a box with others."""
        return self.term

    @property
    def thickness(self) -> int:
        """Pages, counted or estimated."""
        return self.pages if self.pages is not None else self.papers * GUESSED


@dataclass(frozen=True, slots=True)
class Line:
    """A household in the lists: whose it is, its volume or its pieces, and the numbers of the items that it lacks."""

    village: str
    household: str
    head: str
    group: str
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """As values that the journal can keep."""
        return asdict(self)


def line_of(plain: dict[str, Any]) -> Line | None:
    """A line that the journal kept; None where it is no such line."""
    try:
        pieces = tuple(Piece(**one) for one in plain["pieces"])
        return Line(**{**plain, "pieces": pieces, "missing": tuple(plain.get("missing", ()))})
    except (TypeError, KeyError):
        return None


def write_lists(
    lines: Sequence[Line], village: Village, folder: Path, year: int, day: dt.date, mode: str = ""
) -> tuple[str, ...]:
    """Write the lists of the boxes of a village into a folder; those of former boxes go.

    Args:
        lines: every household of the village that lies in the binder.
        village: whose they are.
        folder: made if need be.
        year: of filing.
        day: the day of printing.
        mode: of cataloguing; the village's own where it is empty.

    Returns:
        The names of former lists that stay because somebody has written into them.

    Raises:
        OSError: the folder cannot be written.
    """
    by_piece = (mode or mode_of(village)) == PIECE
    things = sorted(
        (_Thing(line, piece) for line in lines for piece in line.pieces),
        key=lambda one: (one.term_order, one.piece.number or _LATE, one.line.group, one.line.head, one.line.household),
    )
    limit = village.box_pages if isinstance(village.box_pages, int) else BOX_PAGES
    filled = boxes(things, limit)
    about = _about(village, year, day, by_piece=by_piece) | {"说明": _explained(things, limit)}
    papers = [_paper(0, BOXES, BOXES.title, _boxes_context(filled), about)]
    for number, box in enumerate(filled, 1) if by_piece else ():
        rows = [_row(place, one) for place, one in enumerate(box, 1)]
        of_box = {"盒": _box(number, box), "件": rows, "缺少材料": _lacking(box)}
        name = f"第{number}盒"
        papers.append(_paper(number, PIECES, f"{PIECES.title}（{name}）", of_box, about))
        papers.append(_paper(number, BOX_REMARKS, f"{BOX_REMARKS.title}（{name}）", of_box, about))
    put_papers(folder, papers)
    return remove_former(folder, village.id, {name for name, _content in papers})


@dataclass(frozen=True, slots=True)
class _Thing:
    """A piece with the household whose it is."""

    line: Line
    piece: Piece

    @property
    def term_order(self) -> int:
        return {"Y": 0, "D30": 1, "D10": 2}.get(self.piece.term, 3)

    @property
    def shelf(self) -> str:
        return self.piece.shelf

    @property
    def thickness(self) -> int:
        return self.piece.thickness


def _about(village: Village, year: int, day: dt.date, *, by_piece: bool) -> dict[str, str]:
    office = office_of(village)
    return {
        "题名": "", "户标识": village.id, "日期": date_words(day.isoformat()), "日期数字": day.isoformat(),
        "单位": office.keeper, "年度": str(year), "全宗号": office.fonds, "全宗名称": office.fonds_name,
        "问题": village.archive_issue or "", "方式": _WAYS[by_piece], "号": "件号" if by_piece else "案卷号",
    }  # fmt: skip


def _paper(order: int, paper: Paper, title: str, facts: dict[str, Any], about: dict[str, str]) -> tuple[str, bytes]:
    context = facts | {ABOUT: about | {"题名": title}}
    return safe_name(f"{order:02d}-{title}.docx"), render(built_in(paper.template), context)


def _explained(things: Sequence[_Thing], limit: int) -> str:
    text = f"每盒按约{limit}页装，保管期限不同的不装在同一盒。"
    if any(one.piece.pages is None for one in things):
        text += f"没有编页号的，每份文书按{GUESSED}页估算（标“约”），装盒时请按实际厚度核对。"
    return text


def _boxes_context(filled: Sequence[Sequence[_Thing]]) -> dict[str, Any]:
    rows = [_box(number, box) for number, box in enumerate(filled, 1)]
    return {"盒": rows, "户": [row for number, box in enumerate(filled, 1) for row in _households(number, box)]}


def _box(number: int, box: Sequence[_Thing]) -> dict[str, str]:
    households = {one.line.household for one in box}
    return {
        "盒号": str(number),
        "保管期限": term_words(box[0].piece.term),
        "起止号": _span(box),
        "户数": str(len(households)),
        "数量": str(len(box)),
        "页数": _pages(box),
    }


def _households(number: int, box: Sequence[_Thing]) -> list[dict[str, str]]:
    """The households of a box in the order of their numbers; one whose pieces lie in two boxes stands in both."""
    found: dict[str, list[_Thing]] = {}
    for one in box:
        found.setdefault(one.line.household, []).append(one)
    return [
        {
            "盒号": str(number),
            "起止号": _span(things),
            "档号": things[0].piece.archive_no if len(things) == 1 else "",
            "组": things[0].line.group,
            "户主": things[0].line.head,
            "件数": str(sum(one.piece.papers for one in things)),
            "页数": _pages(things),
            "保管期限": term_words(things[0].piece.term),
        }
        for things in found.values()
    ]


def _lacking(box: Sequence[_Thing]) -> list[dict[str, str]]:
    """The households of a box that lack something, with the numbers of the items."""
    households = {one.line.household: one.line for one in box}
    return [
        {"户": f"{line.group}{line.head}户", "内容": "、".join(line.missing)}
        for line in households.values()
        if line.missing
    ]


def _span(things: Sequence[_Thing]) -> str:
    """The first and last number; empty where any is not given, since the pen must write them all."""
    numbers = [one.piece.number for one in things]
    if None in numbers or not numbers:
        return ""
    first, last = f"{numbers[0]:04d}", f"{numbers[-1]:04d}"
    return first if first == last else f"{first}～{last}"


def _pages(things: Sequence[_Thing]) -> str:
    about = "约" if any(one.piece.pages is None for one in things) else ""
    return f"{about}{sum(one.thickness for one in things)}"


def _row(place: int, one: _Thing) -> dict[str, str]:
    piece = one.piece
    return {
        "序号": str(place),
        "档号": piece.archive_no,
        "文号": piece.paper_no,
        "责任者": piece.author,
        "题名": piece.title,
        "日期": piece.day,
        "页数": "" if piece.pages is None else str(piece.pages),
    }
