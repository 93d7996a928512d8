# SPDX-License-Identifier: MIT
"""D26 帮扶项目认领书: what is needed, who takes it upon himself, and what he promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.book_style import CLOSE, PAIRS, asked, day_of, ended, new_book_paper, ticked
from templates.fonts import BODY, FOUR
from templates.form import FORM_PART, FORM_TITLE, FORM_YEAR, SMALL_LEFT, Row, pair, table
from templates.letter_style import known
from templates.signing import signing_row
from templates.typography import Style, add, finish, text

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = CLOSE.text_width
_SAID = Style(font=BODY, size=FOUR, align="both", line=26, indent=2)
_COPIES = "签字（本书一式三份，认领人、受助户或村民委员会、乡镇各存一份）"
_SIGNERS = ("认领人（签章）", "受助户（签字）", "村经办人（签字）")


def build() -> Document:
    """The need, the promise in figures and in words, and who signs."""
    paper = new_book_paper("帮扶项目认领书", CLOSE)
    add(
        paper,
        text("帮扶项目认领书", FORM_TITLE),
        text(f"（{known('文书.单位', 10)}　金额单位：元）", FORM_YEAR),
        text(
            f"{known('帮扶认领.认领人或单位', 12)}自愿认领下列帮扶事项，按承诺的内容、金额和时限办理，"
            "不附加条件；因故不能完成的，及时告知村民委员会，由村民委员会重新公布。",
            _SAID.but(after=4),
        ),
        text("认领的事项", FORM_PART),
        table(PAIRS, _need()),
        text("认领人和承诺", FORM_PART),
        ended(_promise(), [text(_COPIES, FORM_PART), signing_row(_SIGNERS, "村民委员会", _WIDTH)]),
    )
    finish(paper)
    return paper


def _need() -> list[Row]:
    household = "{{ 帮扶认领.帮扶对象户组名 }} {{ 帮扶认领.帮扶对象户户主 }}{% if not 帮扶认领.帮扶对象户户主 %}{{ 对应需求.名称 }}{% endif %}"
    # Why somebody needs it is not for the claimer; the book of needs says what and how much.
    counted = "{% if 对应需求.需求数量 %}（{{ 对应需求.需求数量 }}{{ 对应需求.需求计量单位 }}）{% endif %}"
    content = (
        "{% if 对应需求.需求事项 %}{{ 对应需求.需求事项 }}" + counted + "{% else %}{{ 帮扶认领.需求内容 }}{% endif %}"
    )
    wanted = "{{ 对应需求.需求资金 or 帮扶认领.需求金额 }}"
    until = "{{ 对应需求.希望完成日期 or 帮扶认领.需求时限 or '    年   月   日' }}"
    return [
        Row(asked("claim.title", 3), 9),
        Row(pair("需求内容", content, 3, SMALL_LEFT), 22, split=True),
        Row([*pair("帮扶对象户", household), *pair("认领的项目", "{{ 帮扶认领.认领的项目 }}", style=SMALL_LEFT)]),
        Row([*pair("需求金额", wanted), *pair("需求时限", until)]),
    ]


def _promise() -> list[Row]:
    quantity = "{{ 帮扶认领.认领数量 }}{% if 帮扶认领.认领数量 %}{{ 对应需求.需求计量单位 }}{% endif %}"
    capitals = "{{ 帮扶认领.认领金额大写 }}"
    return [
        Row(ticked("claim.kind", 3), 12),
        Row([*ticked("claim.senior", 1), *day_of("claim.date")]),
        Row([*asked("claim.contact"), *asked("claim.phone")]),
        Row(asked("claim.pledge", 3), 22, split=True),
        Row(pair("认领数量", quantity, 3, SMALL_LEFT)),
        Row([*asked("claim.pledged"), *pair("大写（人民币）", capitals, style=SMALL_LEFT)], 12),
    ]
