# SPDX-License-Identifier: MIT
"""What papers of projects compute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.public.notice_words import hotlines
from villagedesk.documents.registers.more import More

if TYPE_CHECKING:
    from villagedesk.documents.registers.subject import Subject


def _on_board(subject: Subject) -> dict[str, Any]:
    """The country's telephones of the year, but for one that is the village's own; a form for the pen is for any year."""
    phone = subject.village.supervision_phone or ""
    return {"公示牌": {"服务热线": "" if subject.blank else hotlines(subject.year, phone)}}


BOARD: Final = More(
    (
        PlaceholderGroup(
            "公示牌",
            computed=(
                ("服务热线", "当年的全国热线；空白表上空着", "12317（扶贫监督举报电话）、12345（政务服务便民热线）"),
            ),
        ),
    ),
    _on_board,
)
