# SPDX-License-Identifier: MIT
"""D09 民主评议会议记录: what a meeting's record says, for the archive. Nobody's name stands where somebody signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import ABOUT, BLANK, fields_of
from villagedesk.documents.papers import MINUTES
from villagedesk.documents.volumes.prints import print_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import render
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.values.dates import shown
from villagedesk.models.values.numbers import number
from villagedesk.models.values.show import words
from villagedesk.services.papers.gatherings import Minutes

if TYPE_CHECKING:
    from villagedesk.documents.volumes.prints import Print
    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.services.papers.gatherings import Voted

_APPRAISAL: Final = "appraisal"
_SIGNERS: Final = 45  # places to sign where nobody said how many people there were
_MOST: Final = 600  # a number typed wrongly must not fill a hundred pages
_BLANK_ROWS: Final = 26  # of them the last stand on the page of the resolution and of those who sign

Words = dict[str, str]


def minutes_paper(minutes: Minutes, day: str, *, blank: bool = False) -> tuple[str, bytes, Print]:
    """The record of a meeting as (title, content, fingerprint).

    Args:
        minutes: see `gatherings.minutes_of`.
        day: the day of printing, ISO.
        blank: the form for the pen, with nothing but the village.

    Raises:
        TemplateFault: the template asks for what does not exist.
    """
    context = minutes_context(minutes, day, blank=blank)
    content = render(built_in(MINUTES.template), context)
    return context[ABOUT]["题名"], content, print_of(MINUTES, context, content, minutes.meeting.id)


def blank_minutes(village: Village, day: str) -> bytes:
    """The form for the pen."""
    return minutes_paper(Minutes(Meeting(), village), day, blank=True)[1]


def minutes_context(minutes: Minutes, day: str, *, blank: bool = False) -> dict[str, Any]:
    """What the template prints: plain values only."""
    meeting = minutes.meeting
    title = MINUTES.title if blank or meeting.kind in {None, _APPRAISAL} else "会议记录"
    printed = _printed(meeting, "meeting") | {"到会比例": _share(meeting)}
    rows = [_row(place, one) for place, one in enumerate(minutes.households, 1)]
    spare = _BLANK_ROWS if blank else max(0, 3 - len(rows))
    return {
        "村": _printed(minutes.village, "village"),
        "会议": printed,
        "评议": rows + [dict.fromkeys(_row(0, None), "") for _place in range(spare)],
        "签到": _places(meeting),
        ABOUT: {
            "题名": f"{title}（{BLANK}）" if blank else title,
            "表名": title,
            "日期": shown(day),
            "日期数字": day,
            "空白": BLANK if blank else "",
            "户标识": "",
        },
    }


def _printed(record: Record, entity: str) -> Words:
    return {name: words(spec, getattr(record, spec.key)) for name, spec in fields_of(entity)}


def _row(place: int, one: Voted | None) -> Words:
    item = _printed(one.item, "meeting_item") if one else {}
    return {
        "序号": str(place),
        "户主": " ".join(filter(None, (one.group, one.head))) if one else "",
        "人口": str(one.size) if one and one.size is not None else "",
        "事项": one.procedure if one else "",
        "理由": item.get("评议意见", ""),
        "赞成": item.get("赞成票", ""),
        "反对": item.get("反对票", ""),
        "弃权": item.get("弃权票", ""),
        "结果": one.outcome if one else "",
    }


def _share(meeting: Meeting) -> str:
    """How many of those expected were there; empty where it is not known."""
    present, expected = number(meeting.present), number(meeting.expected)
    return f"{present * 100 / expected:.1f}%" if present is not None and expected else ""


def _places(meeting: Meeting) -> list[Words]:
    """Empty places to sign, three a row, as many as were to come."""
    count = number(meeting.expected) or number(meeting.present) or _SIGNERS
    rows = range(0, min(count, _MOST), 3)
    return [
        {name: str(place + one) if place + one <= count else "" for one, name in enumerate("一二三", 1)}
        for place in rows
    ]
