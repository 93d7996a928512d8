# SPDX-License-Identifier: MIT
"""The question list as a paper: for villages where nobody fills in a spreadsheet, with columns for the pen and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import QUESTIONS
from villagedesk.documents.word.saving import written
from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.values.dates import shown as date_words
from villagedesk.services.asking import villages_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.services.asking import Line


def print_questions(lines: Sequence[Line], target: Path, office: str, day: str) -> None:
    """Print a question list, each village on pages of its own.

    Args:
        lines: see `asking.lines_of`.
        target: a .docx file; an earlier one is replaced whole or not at all.
        office: who asks.
        day: the day, ISO.

    Raises:
        Refused: there is nothing to ask, or the target is not a .docx file.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written.
    """
    if not lines:
        raise Refused(_("没有待裁决的冲突，没有可核实的问题，没有写出清单。"))
    written(QUESTIONS, questions_context(lines, office, day), target)


def questions_context(lines: Sequence[Line], office: str, day: str) -> dict[str, Any]:
    """What the template prints: plain values only."""
    return {
        "各村": [
            {"村名": village or "不属于某一户的", "问题": [_row(place, line) for place, line in enumerate(found, 1)]}
            for village, found in villages_of(lines).items()
        ],
        ABOUT: {
            "题名": QUESTIONS.title,
            "户标识": "",
            "日期": date_words(day),
            "日期数字": day,
            "单位": office,
        },
    }


def _row(place: int, line: Line) -> dict[str, str]:
    return {
        "序号": str(place),
        "户": line.household,
        "姓名": line.person,
        "项目": line.item,
        "原为": line.before,
        "本机": line.ours,
        "来件": line.theirs,
    }
