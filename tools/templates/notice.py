# SPDX-License-Identifier: MIT
"""D10 第一榜、第二榜公示: a notice (GB/T 9704-2012) with its list of names; filled in from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.letter_style import known
from templates.notice_style import BODY_TEXT, VILLAGE, annex, annex_named, counted, grounds, heading, on, phones, signed
from templates.typography import add, finish, new_letter, text

if TYPE_CHECKING:
    from docx.document import Document


def build() -> Document:
    """On what ground, what list, from when to when, where, whom to call; unit, seal, date; the list."""
    paper = new_letter("公示")
    year = "{% if 公示.年度 %}{{ 公示.年度 }}{% else %}＿＿＿＿{% endif %}年"
    days = "{% if 公示.公示天数 %}，共{{ 公示.公示天数 }}天{% elif 文书.空白 %}，共＿＿天{% endif %}"
    add(
        paper,
        *heading("公示"),
        text(
            f"{grounds()}现将{VILLAGE}{year}{known('公示.名单名称', 10)}{counted()}予以公示，接受群众监督。",
            BODY_TEXT,
        ),
        text(
            f"公示期自{on('公示.公示起始日期')}起至{on('公示.公示截止日期')}止{days}。期内有异议的，"
            "请向村民委员会、乡镇人民政府反映。",
            BODY_TEXT,
        ),
        text(f"公示地点：{known('公示.公示地点', 12)}", BODY_TEXT),
        phones(),
        annex_named(),
        *signed(),
        *annex(),
    )
    finish(paper)
    return paper
