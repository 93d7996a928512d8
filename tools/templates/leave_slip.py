# SPDX-License-Identifier: MIT
"""D24 驻村干部请假单: who, from when to when, why, and who allows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, asked, day_of, new_book_paper, ticked, village_title
from templates.form import FORM_PART, FORM_TITLE, SMALL_LEFT, Row, pair, table
from templates.signing import boxes, sealed_opinions
from templates.typography import add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_DAYS = "共 {{ 请假单.天数 or '　　　' }} 天"


def build() -> Document:
    """The request, the opinions of village, township and the unit, and of the county for a long leave."""
    paper = new_book_paper("驻村干部请假单", CLOSE)
    add(
        paper,
        text(village_title("驻村干部请假单"), FORM_TITLE.but(after=6)),
        table(PAIRS, _request()),
        text("审批（按规定的权限和天数办理，用不到的栏不填）", FORM_PART.but(keep=True)),
        boxes(("申请人", "村党支部意见"), _WIDTH),
        sealed_opinions(("乡镇党委意见", "派出单位意见", "县委组织部意见"), _WIDTH),
        text("销假", FORM_PART.but(keep=True)),
        table(PAIRS, [Row([*day_of("leave.back_on"), *pair("确认人（签字）", "", style=SMALL_LEFT)], 12)]),
    )
    finish(paper)
    return paper


def _request() -> list[Row]:
    return [
        Row([*pair("姓名", "{{ 请假.请假人 }}"), *pair("派驻岗位", "{{ 本人.岗位 }}")], 9),
        Row([*pair("派出单位", "{{ 本人.单位 }}", style=SMALL_LEFT), *day_of("leave.asked_on")], 9),
        Row(ticked("leave.kind", 3), 12),
        Row([*day_of("leave.start"), *day_of("leave.end")], 9),
        Row([*pair("请假天数", _DAYS), *asked("leave.whereabouts", style=SMALL_LEFT)], 9),
        Row(asked("leave.reason", 3), 26),
    ]
