# SPDX-License-Identifier: MIT
"""What letters of responsibility and promises share: the term, the goals one by one, ruled lines for the pen."""

from __future__ import annotations

from templates.fonts import HEAD
from templates.letter_style import BODY_TEXT, known
from templates.typography import HAIR, text

HEADING = BODY_TEXT.but(font=HEAD, before=4)
_BOOK = "责任书与承诺书"
_LINE = "＿" * 24
GOALS = (
    text("{%p for 条 in 目标 %}", HAIR),
    text("{{ 条.序号 }}．{{ 条.内容 }}", BODY_TEXT),
    text("{%p endfor %}", HAIR),
    text("{%p if not 目标 %}", HAIR),
    *(text(_LINE, BODY_TEXT) for _one in range(4)),
    text("{%p endif %}", HAIR),
)
RULED = (
    text(f"{{%p if {_BOOK}.奖惩约定 %}}", HAIR),
    text(f"{{{{ {_BOOK}.奖惩约定 }}}}", BODY_TEXT),
    text("{%p else %}", HAIR),
    *(text(_LINE, BODY_TEXT) for _one in range(2)),
    text("{%p endif %}", HAIR),
)


def term() -> str:
    """From when to when, left to the pen as far as it is not known."""
    return f"自{known(f'{_BOOK}.责任期开始', 6)}至{known(f'{_BOOK}.责任期结束', 6)}"
