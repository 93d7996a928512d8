# SPDX-License-Identifier: MIT
"""The question list as a paper: for villages where nobody fills in a spreadsheet, with columns for the pen and the signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import QUESTIONS
from villagedesk.documents.word.marking import marked
from villagedesk.documents.word.saving import must_be_word, rendered
from villagedesk.models.values.dates import shown as date_words
from villagedesk.services.keeping.exportlog import outgoing
from villagedesk.services.merging.asking import villages_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.services.merging.asking import Line, QuestionList
    from villagedesk.store.store import Store


def print_questions(store: Store, questions: QuestionList, target: Path, day: str) -> None:
    """Print a question list, each village on pages of its own; an unmasked one is entered in the export log.

    Args:
        store: the file that asks and keeps the log.
        questions: see `asking.list_of`.
        target: a .docx file; an earlier one is replaced whole or not at all.
        day: the day, ISO.

    Raises:
        Refused: the target is not a .docx file; unmasked from a file opened for reading.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written.
    """
    must_be_word(target)
    with outgoing(store, target, questions.contents, questions.wanted) as part:
        content = rendered(QUESTIONS, questions_context(questions.lines, store.info.name, day))
        part.write_bytes(marked(content, questions.mark))


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
