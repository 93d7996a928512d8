# SPDX-License-Identifier: MIT
"""What papers of projects compute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.public.notice_words import hotlines
from villagedesk.documents.registers.more import More
from villagedesk.models.doings import notice_days
from villagedesk.services.procedure.procedures import Rulebook

if TYPE_CHECKING:
    from villagedesk.documents.registers.subject import Subject

_HOTLINES: Final = (
    "服务热线",
    "当年的全国热线；空白表上空着",
    "12317（扶贫监督举报电话）、12345（政务服务便民热线）",
)


def _hotlines(subject: Subject) -> str:
    """The country's telephones of the year, but for one that is the village's own; a form for the pen is for any year."""
    return "" if subject.blank else hotlines(subject.year, subject.village.supervision_phone or "")


def _on_board(subject: Subject) -> dict[str, Any]:
    return {"公示牌": {"服务热线": _hotlines(subject)}}


BOARD: Final = More((PlaceholderGroup("公示牌", computed=(_HOTLINES,)),), _on_board)


def _put_up(subject: Subject) -> dict[str, Any]:
    """How many days it hangs, counted as the office counts those of any notice."""
    first, last = (getattr(subject.record, key, None) or "" for key in ("notice_from", "notice_to"))
    known = first and last and first <= last
    days = str(notice_days(first, last, Rulebook(subject.store).limits(subject.year))) if known else ""
    return {"项目公示": {"公示天数": days, "服务热线": _hotlines(subject)}}


PUT_UP: Final = More(
    (PlaceholderGroup("项目公示", computed=(("公示天数", "公示多少天；不知道的空着", "10"), _HOTLINES)),), _put_up
)
