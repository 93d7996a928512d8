# SPDX-License-Identifier: MIT
"""D14 结对帮扶协议: who helps which household, for how long and with what, on one page; both sides sign, the village seals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import HEAD, SMALL_FOUR
from templates.form import FORM_TITLE, SMALL, Cell, Row, heads, repeated, table
from templates.letter_style import known
from templates.signing import seal_here, sign_here
from templates.typography import FORM, HAIR, Style, add, finish, new_paper, text
from templates.words import counted, label, value

if TYPE_CHECKING:
    from docx.document import Document

_SAID = Style(size=SMALL_FOUR, line=19, indent=2, align="both")
_PARTY = _SAID.but(indent=0)
_PART = _SAID.but(font=HEAD, before=4, keep=True)
_MEASURES = (
    "{% for 项 in 措施 %}{{ 项.行号 }}．{{ 项.措施内容 }}{% if 项.规模数量 %}（{{ 项.规模数量 }}）{% endif %}"
    "{{ '。' if loop.last else '；' }}{% endfor %}"
)  # in one paragraph, so that a household with many still has its signatures on the first page
_FOR_THE_PEN = tuple(text("＿" * 35, _SAID) for _line in range(3))
_SEAL = 49.0


def build() -> Document:
    """The parties, the term, the measures, what each owes the other, two signatures and the seal."""
    paper = new_paper("结对帮扶协议", FORM)
    side = (FORM.text_width - _SEAL) / 2
    add(
        paper,
        text("结对帮扶协议", FORM_TITLE.but(after=8)),
        text("甲方（帮扶责任人）：", _PARTY.but(after=2)),
        _helpers(),
        text(f"乙方（{{{{ 户.称谓 }}}}）：{known('户.户主姓名', 6)}，家庭人口{counted('家庭人口')}，住{known('村.行政村', 6)}{known('户.组名', 3)}，"
             f"{label('household.phone')}{known('户.联系电话', 6)}。", _PARTY.but(before=6)),
        text("为帮助乙方解决生产生活困难、稳定增加收入，经双方协商，达成如下协议。", _SAID),
        text("一、帮扶期限", _PART),
        text("各责任人的结对时间见上表；没有写明结束时间的，到双方解除结对或者更换责任人时为止。", _SAID),
        text("二、帮扶措施", _PART),
        text("{%p if 措施 %}", HAIR),
        text(_MEASURES, _SAID),
        text("{%p else %}", HAIR),
        *_FOR_THE_PEN,
        text("{%p endif %}", HAIR),
        text("三、双方责任", _PART),
        text("甲方按规定走访乙方，宣传政策，落实上述措施，帮助乙方反映和解决困难。", _SAID),
        text("乙方如实说明家庭情况，按要求使用帮扶资金和物资，配合甲方落实措施，依靠自己的劳动增加收入。", _SAID),
        text("四、其他", _PART),
        text("更换责任人的，另签协议。本协议一式三份，甲方、乙方和村各执一份，双方签字、村盖章后生效。", _SAID.but(after=6, keep=True)),
        table(
            [side, side, _SEAL],
            [
                Row(
                    [
                        sign_here("甲方（帮扶责任人）签字"),
                        sign_here("乙方（户主）签字（按手印）"),
                        seal_here("村民委员会"),
                    ],
                    47,
                )
            ],
        ),
    )  # fmt: skip
    finish(paper)
    return paper


def _helpers() -> str:
    columns = (
        (label("cadre.name"), value("cadre.name", "项"), 26),
        (label("unit.name"), value("unit.name", "项"), 40),
        (label("cadre.post"), value("cadre.post", "项"), 28),
        (label("cadre.phone"), value("cadre.phone", "项"), 28),
        ("帮扶期限", "{{ 项.起止时间 }}", 42),
    )
    rows = [
        heads(*(name for name, _, _ in columns), height=8),
        *repeated("项 in 现任责任人", [Cell(content, SMALL) for _, content, _ in columns], 5, 9),
        *repeated("空 in 现任责任人|空行(2)", [Cell("", SMALL) for _ in columns], 5, 9),
    ]
    return table([width for _, _, width in columns], rows)
