# SPDX-License-Identifier: MIT
"""D24 驻村干部考核表: indicators with the scores of each side and their sums, the vote, the level, and who decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, Column, asked, day_of, line_table, new_book_paper, ticked, village_title
from templates.form import (
    FORM_PART,
    FORM_TITLE,
    FORM_YEAR,
    SMALL,
    SMALL_HEADING,
    SMALL_LEFT,
    TINY,
    Cell,
    Row,
    heads,
    pair,
    table,
)
from templates.letter_style import known
from templates.signing import sealed_opinions
from templates.typography import Style, add, finish, text
from templates.words import label, value

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_GAP = text("", Style(size=4, line=7))
_VOTES = ("voters", "votes_excellent", "votes_competent", "votes_basic", "votes_incompetent")


def _score(path: str, heading: str) -> Column:
    name = label(path)
    return Column(heading, f"{{{{ 项.{name} }}}}", 17, total=f"{{{{ 得分合计.{name} }}}}")


_SCORES = (
    Column("序号", "{{ 项.行号 }}", 10),
    Column("指标", "{{ 项.指标 }}", 36, SMALL_LEFT),
    _score("assessment_line.weight", "分值"),
    _score("assessment_line.own_score", "自评"),
    _score("assessment_line.village_score", "村评"),
    _score("assessment_line.township_score", "乡评"),
    _score("assessment_line.unit_score", "单位评"),
    _score("assessment_line.score", "得分"),
    Column("备注", "{{ 项.指标备注 }}", 16, TINY),
)


def build() -> Document:
    """Who, his report, the scores, the vote, the level and the opinions."""
    paper = new_book_paper("驻村干部考核表", CLOSE)
    add(
        paper,
        text(village_title("驻村干部考核表"), FORM_TITLE),
        text(f"（{known('驻村考核.考核年度', 3)}年　{known('驻村考核.考核时段', 4)}）", FORM_YEAR),
        table(PAIRS, _person()),
        text("指标得分", FORM_PART),
        line_table("考核指标", _SCORES, 6),
        text("民主测评", FORM_PART.but(keep=True)),
        table([_WIDTH / len(_VOTES)] * len(_VOTES), _votes(), together=True),
        text("考核结果", FORM_PART.but(keep=True)),
        # on the page of the opinions: they seal what stands above them
        table(PAIRS, [Row(ticked("assessment.level", 3), 10), Row(asked("assessment.opinion", 3), 18)], onward=True),
        text("意见", FORM_PART.but(keep=True)),
        sealed_opinions(("村党支部意见", "乡镇党委意见", "派出单位意见", "县委组织部意见"), _WIDTH),
        _GAP,
        table([34.0, 66.0, 22.0, _WIDTH - 122.0], [_own()], together=True),
    )
    finish(paper)
    return paper


def _own() -> Row:
    """What whoever was assessed says of it; he signs in a cell of his own."""
    return Row([*pair("本人意见（签字）", ""), *pair("日期", "年    月    日")], 14)


def _person() -> list[Row]:
    return [
        Row([*pair("姓名", "{{ 驻村考核.被考核人 }}"), *pair("派驻岗位", "{{ 本人.岗位 }}")], 9),
        Row([*pair("派出单位", "{{ 本人.单位 }}", style=SMALL_LEFT), *day_of("assessment.date")], 9),
        Row(asked("assessment.report", 3), 24),
    ]


def _votes() -> list[Row]:
    paths = [f"assessment.{key}" for key in _VOTES]
    return [heads(*map(label, paths), style=SMALL_HEADING), Row([Cell(value(path), SMALL) for path in paths], 9)]
