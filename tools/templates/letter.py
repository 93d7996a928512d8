# SPDX-License-Identifier: MIT
"""D13 确认、脱贫、纳入、风险消除告知书: each on a page of its own, with a receipt to tear off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.form import HEADING, LEFT, Cell, Row, table
from templates.letter_style import BODY_TEXT, DAY, LETTER_TITLE, SEAL, SIGN, TO, known
from templates.typography import HAIR, LETTER, Style, add, finish, new_page, new_paper, text

if TYPE_CHECKING:
    from docx.document import Document

_TEAR = Style(align="center", before=16, after=8)
_BY = "{% if 文书.年度 >= '2026' %}常态化帮扶{% else %}防止返贫监测和帮扶{% endif %}"
_TEXTS = (
    (
        "确认",
        ("按照扶贫开发建档立卡的规定和程序，你户于"
        f"{known('项.日期', 8)}被确认为{{{{ 项.对象 or '贫困户' }}}}。对确认结果有疑问的，可以向村民委员会或者乡镇人民政府反映。"),
    ),
    (
        "脱贫",
        (f"按照贫困户退出的规定和程序，你户于{known('项.日期', 8)}脱贫退出。脱贫后的扶持政策，按国家和省的有关规定执行。"
        "对退出结果有疑问的，可以向村民委员会或者乡镇人民政府反映。"),
    ),
    (
        "纳入",
        (f"按照{_BY}的规定和程序，你户于{known('项.日期', 8)}被认定为{{{{ 项.称谓 }}}}（类别：{known('项.对象', 7)}）。"
        "家庭情况发生变化时，请及时告诉村民委员会。"),
    ),
    (
        "风险消除",
        (f"按照{_BY}的规定和程序，你户于{known('项.日期', 8)}被认定为返贫致贫风险已经消除（消除方式：{known('项.方式', 5)}）。"
        "今后遇到困难，请及时告诉村民委员会。"),
    ),
)  # fmt: skip


def build() -> Document:
    """For each letter: text, seal, tear-off line, receipt."""
    paper = new_paper("告知书", LETTER)
    add(
        paper,
        text("{%p for 项 in 告知书 %}", HAIR),
        text("{%p if not loop.first %}", HAIR),
        new_page(),
        text("{%p endif %}", HAIR),
        text("{{ 项.题名 }}", LETTER_TITLE),
        text(f"{known('户.组名', 4)}{known('户.户主姓名', 5)}户：", TO),
        *(block for kind, words in _TEXTS for block in _if(kind, words)),
        text("特此告知。", BODY_TEXT),
        text("{%p if 村.监督电话 %}", HAIR),
        text("监督电话：{{ 村.监督电话 }}", BODY_TEXT),
        text("{%p endif %}", HAIR),
        text("发出单位（盖章）", SEAL.but(before=100, right=4)),  # 35 mm
        text(DAY, SIGN.but(before=40, right=4)),
        text("－ － － － － － － － － －（沿此线撕下）－ － － － － － － － － －", _TEAR),
        text("回　执", LETTER_TITLE.but(size=16, after=8)),
        text("《{{ 项.题名 }}》已经收到，内容已经知道。", BODY_TEXT.but(after=8)),
        table([34, 60, 22, 40], [_receipt()]),
        text("{%p endfor %}", HAIR),
    )
    finish(paper)
    return paper


def _if(kind: str, words: str) -> tuple[str, str, str]:
    return text(f"{{%p if 项.种类 == '{kind}' %}}", HAIR), text(words, BODY_TEXT), text("{%p endif %}", HAIR)


def _receipt() -> Row:
    cells = [
        Cell("户主签收\n（按手印）", HEADING),
        Cell(),
        Cell("日期", HEADING),
        Cell(DAY.strip(), LEFT.but(align="right")),
    ]
    return Row(cells, 16)
