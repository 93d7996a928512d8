# SPDX-License-Identifier: MIT
"""D11 公示情况说明 with its page of photos: where and when the list hung, what came of it; from the public whitelist only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.letter_style import known
from templates.notice_style import BOARD, BODY_TEXT, TITLE, WHERE, on, vouched
from templates.typography import add, finish, new_letter, text
from villagedesk.documents.public.whitelist import CAPTIONS

if TYPE_CHECKING:
    from docx.document import Document

_PHOTOS = {name: f"{{{{ 照片.{name}|框(74, 88) }}}}" for name, _key in CAPTIONS}
_OBJECTIONS = (
    "{% if 公示.异议及处理 %}{{ 公示.异议及处理 }}{% elif 公示.有无异议 == '否' %}无。{% else %}"
    + "＿" * 18
    + "{% endif %}"
)


def build() -> Document:
    """The text, who did it and the seal of the village, also of what the township put up; then four photos, or empty boxes."""
    paper = new_letter("公示情况说明")
    what = "{% if 文书.空白 %}＿＿＿＿年＿＿＿＿＿＿＿＿＿＿名单{% else %}{{ 公示.年度 }}年{{ 公示.名单名称 or '名单' }}{% endif %}"
    count = f"（共{known('公示.户数', 2)}户）"
    days = "{% if 公示.公示天数 %}，共{{ 公示.公示天数 }}天{% elif 文书.空白 %}，共＿＿天{% endif %}"
    objected = "{% if 公示.异议户数 %}，涉及{{ 公示.异议户数 }}户{% if 公示.成立户数 %}，其中异议成立{{ 公示.成立户数 }}户{% endif %}{% endif %}"
    add(
        paper,
        text("{% if 文书.空白 %}公示情况说明{% else %}{{ 公示.标题 }}{% endif %}", TITLE),
        text("", BOARD.but(after=0, line=14)),
        text(
            f"{WHERE}{what}{count}{{% if 公示.榜次 %}}（{{{{ 公示.榜次 }}}}）{{% endif %}}自{on('公示.公示起始日期')}起至"
            f"{on('公示.公示截止日期')}止，在{known('公示.公示地点', 12)}张贴公示{days}。",
            BODY_TEXT,
        ),
        text(f"公示期间收到的异议：{{{{ 公示.异议选项 }}}}{objected}。", BODY_TEXT),
        text(f"异议及处理：{_OBJECTIONS}", BODY_TEXT),
        text(f"公示于{on('公示.撤下日期')}撤下。", BODY_TEXT),
        *vouched("公示.村落款", _PHOTOS),
    )
    finish(paper)
    return paper
