# SPDX-License-Identifier: MIT
"""What papers of projects compute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.public.notice_words import hotlines
from villagedesk.documents.public.whitelist import public
from villagedesk.documents.registers.more import More
from villagedesk.documents.word.boxes import box
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


def _days(subject: Subject) -> str:
    """How many days it hangs, counted as the office counts those of any notice; empty where it is not known."""
    first, last = (getattr(subject.record, key, None) or "" for key in ("notice_from", "notice_to"))
    if not (first and last and first <= last):
        return ""
    return str(notice_days(first, last, Rulebook(subject.store).limits(subject.year)))


_DAYS: Final = ("公示天数", "公示多少天；不知道的空着", "10")


def _put_up(subject: Subject) -> dict[str, Any]:
    return {"项目公示": {"公示天数": _days(subject), "服务热线": _hotlines(subject)}}


PUT_UP: Final = More((PlaceholderGroup("项目公示", computed=(_DAYS, _HOTLINES)),), _put_up)


def _hung(subject: Subject) -> dict[str, Any]:
    public("project.objected", "")
    objected = getattr(subject.record, "objected", None)
    ticks = f"{box(objected is False)}无 {box(objected is True)}有"
    return {"项目公示": {"公示天数": _days(subject), "异议选项": ticks}}


HUNG: Final = More(
    (PlaceholderGroup("项目公示", computed=(_DAYS, ("异议选项", "有无异议，打勾；没有填写的都不打勾", "☑无 □有"))),),
    _hung,
)
HANGING: Final = frozenset({"notice_far", "notice_near", "notice_up", "notice_gone"})
"""Photos of the notice of a project, on the report."""
