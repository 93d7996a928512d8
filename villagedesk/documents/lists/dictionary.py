# SPDX-License-Identifier: MIT
"""数据字典: every placeholder as a Word list, to be handed to whoever makes the forms. Its examples are of nobody."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.placeholders import ABOUT, placeholder_list
from villagedesk.documents.papers import DICTIONARY
from villagedesk.documents.word.saving import written
from villagedesk.models.values.dates import shown as date_words

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.documents.facts.placeholders import Placeholder


def print_dictionary(target: Path, office: str, day: str) -> None:
    """Print the list.

    Args:
        target: a .docx file; an earlier one is replaced whole or not at all.
        office: who keeps the file.
        day: ISO.

    Raises:
        Refused: the target is not a .docx file.
        EnvironmentProblem: it cannot be written.
    """
    written(DICTIONARY, dictionary_context(office, day), target)


def dictionary_context(office: str, day: str) -> dict[str, Any]:
    """What the template prints: plain values only."""
    groups = []
    for name, lines in groupby(placeholder_list(), key=lambda one: one.group):
        rows = list(lines)
        loop = next((one for one in rows if not one.name), None)
        told = f"：逐行打印，前后各加一行 {loop.written} 和 {{%tr endfor %}}" if loop else ""
        groups.append({"名称": name, "说明": told, "行": [_row(one) for one in rows if one.name]})
    about = {"题名": DICTIONARY.title, "户标识": "", "日期": date_words(day), "日期数字": day, "单位": office}
    return {"各组": groups, ABOUT: about}


def _row(one: Placeholder) -> dict[str, str]:
    return {"写法": one.written, "内容": one.label, "类型": one.sort, "例": one.example}
