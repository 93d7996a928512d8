# SPDX-License-Identifier: MIT
"""The list with which a cadre hands households over: one for each successor, with empty places for the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import HANDOVER
from villagedesk.documents.word.saving import written
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.masks import masked_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.services.helping.handover import HandedLine, HandoverList, Person


def print_handover(lists: Sequence[HandoverList], target: Path, office: str, day: str) -> None:
    """Print the lists of one hand-over, each on pages of its own.

    Args:
        lists: see `handover.lists_of`.
        target: a .docx file; an earlier one is replaced whole or not at all.
        office: whose paper it is.
        day: the day of printing, ISO.

    Raises:
        Refused: the target is not a .docx file.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written.
    """
    written(HANDOVER, handover_context(lists, office, day), target)


# The people in it read names, households and measures, never an identity number or a householder's telephone: it stays
# masked, and the cadres' own numbers are public (docs/adr/0015).
def handover_context(lists: Sequence[HandoverList], office: str, day: str) -> dict[str, Any]:
    """What the template prints: plain values only."""
    return {
        "清单": [
            {
                "移交人": _person(one.leaving),
                "接收人": _person(one.coming),
                "移交日期": date_words(one.day),
                "移交原因": one.reason,
                "户数": str(len(one.lines)),
                "户": [_row(place, line) for place, line in enumerate(one.lines, 1)],
            }
            for one in lists
        ],
        ABOUT: {
            "题名": HANDOVER.title,
            "户标识": "",
            "日期": date_words(day),
            "日期数字": day,
            "单位": office,
        },
    }


def _person(person: Person) -> dict[str, str]:
    return {
        "姓名": person.name,
        "单位职务": " ".join(filter(None, (person.unit, person.post))),
        "电话": person.phone,
    }


def _row(place: int, line: HandedLine) -> dict[str, str]:
    return {
        "序号": str(place),
        "村组": " ".join(filter(None, (line.village, line.group))),
        "户号": line.number,
        "户主": line.head,
        "人口": line.size,
        "关爱等级": line.level,
        "责任类别": line.role,
        "开始时间": line.since,
        "最近走访": line.last_visit,
        "下次走访": line.next_visit,
        "未完成措施": "\n".join(f"{number}. {masked_text(text)}" for number, text in enumerate(line.open_measures, 1)),
    }
