# SPDX-License-Identifier: MIT
"""Fingerprints of papers of a village, part by part: a figure, a rule, a chapter or an annex, each under what it is called.

The template of a report has nothing but chapters and tables, so that the names in it would not tell what has changed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.meanings import as_written
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import VILLAGE_EXIT, VILLAGE_REGISTER
from villagedesk.documents.volumes.prints import trace_of
from villagedesk.i18n import _, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.documents.papers import Paper

_SEPARATOR = "、"  # between the number of a chapter and its title


def traces_of(paper: Paper, facts: Mapping[str, Any], village: str) -> str:
    """The traces of the parts of a paper by their names, in JSON; keyed by the village (id)."""
    key = village.encode()[:64]
    found = {name: trace_of(value, key).hex() for name, value in _parts(paper, facts)}
    return json.dumps(found, ensure_ascii=False)


def differing(before: str, now: str) -> tuple[str, ...]:
    """The names of the parts whose traces differ, or that only one of them has."""
    first, second = json.loads(before or "{}"), json.loads(now or "{}")
    return tuple(name for name in dict.fromkeys((*first, *second)) if first.get(name) != second.get(name))


def in_words(name: str) -> str:
    """A part as people know it: "附件 收入情况" → 附件：收入情况."""
    group, _blank, rest = name.partition(" ")
    if rest:
        return labelled(as_written(group), as_written(rest))
    return _("文书") if group == "文书" else as_written(group)


def _parts(paper: Paper, facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "文书", [facts[ABOUT], facts.get("致")]
    parts = {VILLAGE_EXIT.key: _of_sheet, VILLAGE_REGISTER.key: _of_form}.get(paper.key, _of_report)
    yield from parts(facts)


def _of_sheet(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "村", facts["村"]
    for one in facts["概况"]:
        yield f"概况 {one['名称']}", one
    yield "贫困发生率", facts["发生率"]
    for one in facts["退出核实"]:
        yield f"退出核实 {one['项目']}", one


def _of_form(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "村", facts["村"]
    for one in facts["概况"]:
        yield f"概况 {one['名称']}", one
    for group in facts["栏目"]:
        for one in (figure for line in group["行"] for figure in line if figure["名称"]):
            yield f"{group['名称']} {one['名称']}", one
    yield "说明", facts["说明"]


def _of_report(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for one in facts["章"]:
        yield one["标题"].partition(_SEPARATOR)[2], [one["标题"], one["段落"], facts["图"].get(one["图"])]
    for one in facts["附件"]:
        yield f"附件 {one['题名']}", one
