# SPDX-License-Identifier: MIT
"""D04 贫困户申请书, since 2021 of a monitored household: a letter to the village committee, with the members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import HEADING, Cell, heads, repeated, table
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SIGN, TO, known, unless_blank
from templates.typography import LETTER, add, new_paper, text
from templates.words import label, value

if TYPE_CHECKING:
    from docx.document import Document


def _sentence(name: str) -> str:
    """What was typed there, with a full stop where it has none."""
    return f"{{{{ {name} }}}}{{{{ '' if not {name} or {name}[-1] in '。；！？' else '。' }}}}"


_WHY = (
    "{% if 文书.年度 >= '2020' and 年度情况.返贫致贫风险 %}{{ 年度情况.返贫致贫风险 }}"
    "{% elif 文书.年度 >= '2020' and 监测.风险类型 %}{{ 监测.风险类型 }}{% elif 户.主要致贫原因 %}{{ 户.主要致贫原因 }}"
    "{% if 户.其他致贫原因 %}、{{ 户.其他致贫原因 }}{% endif %}{% else %}因＿＿＿＿＿＿＿＿{% endif %}"
)
_TOLD = (
    "{% if 文书.年度 >= '2020' and 年度情况.风险说明 %}" + _sentence("年度情况.风险说明")
    + "{% elif 文书.年度 >= '2020' and 监测.风险类型 %}" + _sentence("监测.风险情况说明")
    + "{% else %}{% for 项 in 致贫原因 if 项.致贫原因说明 %}" + _sentence("项.致贫原因说明") + "{% endfor %}{% endif %}"
)  # fmt: skip
_BY_HAND = "{% if 文书.空白 %}" + "＿" * 52 + "。{% endif %}"  # two lines to tell it


def build() -> Document:
    """Who we are, why we ask, who belongs to us; signed with a fingerprint."""
    paper = new_paper("贫困户申请书", LETTER)
    columns = (
        (label("member.name"), value("member.name"), 44),
        (label("member_year.relation"), value("member_year.relation"), 28),
        ("年龄", "{{ 成员.年龄 }}", 18),
        (label("member_year.health"), value("member_year.health"), 36),
        (label("member_year.labour"), value("member_year.labour"), 30),
    )
    reason = f"家庭生活困难，原因是：{_WHY}。{_TOLD}{_BY_HAND}"
    asks = "特申请认定为{{ 文书.申请对象 }}，请予调查核实。以上情况属实，如有虚假，我家愿意承担责任。"
    add(
        paper,
        text("{{ 文书.申请书名 }}", LETTER_TITLE),
        text(f"{known('村.行政村', 6)}村民委员会：", TO),
        text(
            f"我家住{known('户.组名', 4)}，家庭人口{unless_blank('户.家庭人口', 2, '人')}，"
            f"其中劳动力{unless_blank('户.劳动力数', 2, '人')}，{{{{ 文书.年度 }}}}年人均纯收入{known('收支.人均纯收入', 5, '元')}。"
            f"{reason}{asks}",
            BODY_TEXT,
        ),
        text("家庭成员如下：", BODY_TEXT.but(after=4, keep=True)),
        table(
            [width for *_, width in columns],
            [
                heads(*(name for name, *_ in columns), style=HEADING),
                *repeated("成员 in 家庭成员", [Cell(content) for _, content, _ in columns], len(columns)),
                *repeated("空 in 家庭成员|空行(6)", [Cell() for _ in columns], len(columns)),
            ],
            onward=True,
        ),
        text("申请人（签字按手印）：", SIGN.but(before=22, right=8, keep=True)),
        text(DAY, SIGN.but(before=10)),
    )
    return paper
