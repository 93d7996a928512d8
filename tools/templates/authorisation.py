# SPDX-License-Identifier: MIT
"""D05 家庭经济状况核查授权书 / 农户承诺授权书: what may be looked up, and a row to sign for every adult of the family."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import HEADING, Cell, heads, repeated, table
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SIGN, TO, known
from templates.typography import LETTER, add, new_paper, text

if TYPE_CHECKING:
    from docx.document import Document

_BODY = BODY_TEXT.but(line=26)
_SIGNED = 13.0  # the members sign in every row
SCOPE = "户籍、车辆、房产、银行存款、工商登记、社会保险"


def build() -> Document:
    """Promise, authorisation with its scope, signatures of the adults, date."""
    paper = new_paper("家庭经济状况核查授权书", LETTER)
    columns = (
        ("序号", "{{ 成员.行号 }}", 12),
        ("姓名", "{{ 成员.姓名 }}", 40),
        ("与户主关系", "{{ 成员.与户主关系 }}", 24),
        ("证件号码", "{{ 成员.证件号码 }}", 46),
        ("签字（按手印）", "", 34),
    )
    add(
        paper,
        text("{{ 文书.授权书名 }}", LETTER_TITLE),
        text(f"{known('村.行政村', 6)}村民委员会：", TO.but(line=26)),
        text(
            f"我家住{known('村.行政村', 5)}{known('户.组名', 4)}，户主{known('户.户主姓名', 4)}，因申请认定为{{{{ 文书.申请对象 }}}}，"
            "全体成年家庭成员承诺和授权如下：",
            _BODY,
        ),
        text("一、提供的家庭人口、收入、财产和生活情况真实、完整，没有隐瞒和虚报。", _BODY),
        text(f"二、同意有关部门依法查询、核对我家成员的{SCOPE}等信息，用于核查家庭经济状况。", _BODY),
        text("三、家庭情况发生变化时，及时告诉村民委员会。", _BODY),
        text("成年家庭成员（本人签字，按手印）：", _BODY.but(after=4, keep=True)),
        table(
            [width for *_, width in columns],
            [
                heads(*(name for name, *_ in columns), style=HEADING),
                *repeated("成员 in 授权成员", [Cell(content) for _, content, _ in columns], len(columns), _SIGNED),
                *repeated("空 in 授权成员|空行(4)", [Cell() for _ in columns], len(columns), _SIGNED),
            ],
            onward=True,
        ),
        text(DAY, SIGN.but(before=16)),
    )
    return paper
