# SPDX-License-Identifier: MIT
"""Places for signatures, dates, opinions and seals. Nobody's name is ever printed in one (domain.md §11.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from templates.fonts import BODY, FIVE
from templates.form import Cell, Row, table
from templates.typography import GREY, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

DATE = "年    月    日"
SEAL = 47.0  # height of a place for signature or seal: at least 35 mm stay empty between the words and the date
OPINION = 40.0
_WORDS = Style(font=BODY, size=FIVE)
_DAY = Style(font=BODY, size=FIVE, align="right")
_SEAL = Style(font=BODY, size=FIVE, align="center", color=GREY)
_BELOW = _DAY.but(before=102)  # 36 mm


def sign_here(words: str, room: float = 36) -> Cell:
    """A place to sign, with the date below it; `room` millimetres stay empty between them."""
    return Cell(f"{words}：\n{DATE}", _WORDS, valign="top", styles={1: _DAY.but(before=round(room / 36 * 102))})


def seal_here(who: str) -> Cell:
    """A place for a seal: the mark at the top, in grey, and the date below; a seal without a date is a known defect."""
    return Cell(f"{who}（盖章）\n{DATE}", _SEAL, valign="top", styles={1: _BELOW})


def signing_row(people: Sequence[str], sealer: str, width: float, *, also: Sequence[str] = ()) -> str:
    """Who signs, side by side, and at the right the place for the seal; `also` are others who seal, before it."""
    seal, sealers = 42.0, (*also, sealer)
    each = (width - seal * len(sealers)) / len(people)
    widths = [*([each] * len(people)), *([seal] * len(sealers))]
    cells = [*map(sign_here, people), *map(seal_here, sealers)]
    return table(widths, [Row(cells, SEAL)])


def signing_below(people: Sequence[str], sealer: str, spans: Sequence[int]) -> Row:
    """Who signs and seals as the last row of a list.

    `spans` are the columns of each place; the last should be 42 mm wide. As a row of the list it keeps with the rows above it,
    which a table of its own does not.
    """
    cells = [*map(sign_here, people), seal_here(sealer)]
    return Row([replace(cell, span=span) for cell, span in zip(cells, spans, strict=True)], SEAL)


def answering_row(width: float) -> str:
    """Below a list: whose it is, who filled it in, who looked it over, and when; in the first place 36 mm stay empty."""
    cells = [Cell(f"{words}：", _WORDS, valign="top") for words in ("填表单位（盖章）", "填表人", "审核人")]
    day = Cell(f"填表日期：\n{DATE}", _WORDS, valign="top", styles={1: _WORDS.but(before=24)})
    return table([width * 0.34, width * 0.22, width * 0.22, width * 0.22], [Row([*cells, day], 40.0)])


def boxes(people: Sequence[str], width: float) -> str:
    """Side by side, what each has to say and to sign."""
    return table([width / len(people)] * len(people), [Row([_opinion(person) for person in people], OPINION)])


def sealed_opinions(people: Sequence[str], width: float) -> str:
    """The same where each seals: between the mark of the seal and the date 36 mm stay empty."""
    styles = {1: _WORDS.but(before=40), 2: _SEAL, 3: _BELOW}
    cells = [Cell(f"{who}：\n签字：\n（盖章）\n{DATE}", _WORDS, valign="top", styles=styles) for who in people]
    return table([width / len(people)] * len(people), [Row(cells, 70.0)])


def _opinion(who: str) -> Cell:
    words = f"{who}：\n\n\n\n\n\n签字：\n{DATE}"
    return Cell(words, _WORDS, valign="top", styles={words.count("\n"): _DAY})
