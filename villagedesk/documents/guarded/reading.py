# SPDX-License-Identifier: MIT
"""A foreign template, understood: its report and, where nothing is wrong, the form that can be filled in.

Runs in the process with limits only (`child`); nothing else of the program opens a document that somebody brought.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from jinja2 import nodes

from villagedesk.documents.guarded.names import Finder
from villagedesk.documents.guarded.report import Fault, Report, Unknown, Use
from villagedesk.documents.guarded.safety import refuse_unsafe
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.documents.word.package import unpacked
from villagedesk.documents.word.sandbox import ForeignEnvironment
from villagedesk.documents.word.template import (
    Template,
    compiled,
    is_text,
    jinja_source,
    nearest,
    not_allowed,
    paragraph_at,
)
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.documents.guarded.names import Asked
    from villagedesk.documents.guarded.report import Known
    from villagedesk.documents.word.template import FilledPart

MOST_TEXT: Final = 10_000_000  # characters of one filled part; a volume of fifty pages has a tenth
_TAGS: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_MEANT: Final = re.compile(
    r"｛\s*｛|｝\s*｝|[{｛]\s*％|％\s*[}｝]|｛\s*%|\{\{|\}\}|\{%|%\}|[{｛]\s*[\u4e00-\u9fff]+\s*[.．。]\s*[\u4e00-\u9fff]+\s*[}｝]"
)
_LOOPS: Final = 3  # that are proposed for the name of a row
_ELSEWHERE: Final = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
)  # there is no other template to take from


def understood(name: str, content: bytes, known: Known) -> tuple[Report, Template]:
    """Read a document that somebody brought.

    Args:
        name: what the user calls it.
        content: its bytes.
        known: what there is to be printed, see `known.known_names`.

    Raises:
        NotADocument, NotSafe: it is none, or holds what is not taken in.
    """
    parts = unpacked(name, io.BytesIO(content))
    refuse_unsafe(name, parts)
    environment = ForeignEnvironment()
    report, filled = Report(name), {}
    for part in filter(is_text, parts):
        found, form = _part(environment, name, parts[part], known)
        report = _joined(report, found)
        if form is not None:
            filled[part] = form
    return report, Template(name, parts, filled, MOST_TEXT)


def _part(environment: ForeignEnvironment, name: str, content: bytes, known: Known) -> tuple[Report, FilledPart | None]:
    try:
        source = jinja_source(name, content)
        form = compiled(environment, name, source)
    except TemplateFault as fault:
        return Report(name, faults=(Fault(fault.paragraph, fault.why),)), None
    doubts = tuple(_doubts(source))
    if form is None:
        return Report(name, doubts=doubts), None
    tree = environment.parse(source)
    for elsewhere in tree.find_all(_ELSEWHERE):
        where = paragraph_at(source, elsewhere.lineno)
        return Report(name, faults=(Fault(where, not_allowed()),), doubts=doubts, forbidden=True), None
    finder = Finder(known)
    finder.walk(tree, {})
    return _told(name, finder.asked, known, source, doubts), form


def _told(name: str, asked: Asked, known: Known, source: str, doubts: tuple[Fault, ...]) -> Report:
    return Report(
        name,
        tuple(
            Use(*place, paragraph_at(source, line), place in asked.printed and place not in asked.tested)
            for place, line in asked.uses.items()
        ),
        tuple(asked.loops),
        tuple(
            Unknown(full, paragraph_at(source, line), _alike(full, group, known))
            for full, (line, group) in asked.unknown.items()
        ),
        faults=tuple(Fault(paragraph_at(source, line), not_allowed()) for line in asked.forbidden),
        doubts=doubts,
        forbidden=bool(asked.forbidden),
    )


def _alike(full: str, group: str, known: Known) -> tuple[str, ...]:
    """Names that were perhaps meant, as they are written."""
    name = full.rpartition(".")[2]
    if group in known.rows:
        each = known.rows[group]
        if name in known.groups[group] and full.startswith(f"{group}."):
            return (f"{{%tr for {each} in {group} %}} {{{{ {each}.{name} }}}}",)
        near: list[str] = [f"{each}.{one}" for one in nearest(name, known.groups[group], {})]
        return tuple(near)
    loops = [f"{{%tr for {each} in {rows} %}}" for rows, each in known.rows.items() if each == full]
    if loops and not group:  # the name of a row, outside of its loop
        return tuple(loops[:_LOOPS])
    among: dict[str, Any] = dict(known.groups)
    found = nearest(name, known.groups.get(group) if group else None, among)
    return tuple(f"{group}.{one}" if group and "." not in one else one for one in found)


def _doubts(source: str) -> Iterator[Fault]:
    """Paragraphs in which a placeholder was meant and written with other braces."""
    for line in source.split("\n"):
        bare = re.sub(r"<[^>]*>", "", line)
        if _MEANT.search(_TAGS.sub("", bare)):
            why = _("像是占位符，但括号不对：要用半角的两个花括号，如“{{ 户.户主姓名 }}”。")
            yield Fault(bare.strip()[:60], why)


def _joined(one: Report, other: Report) -> Report:
    """The reports of two parts as one; what both say is said once, and what one of them needs is needed."""
    uses = {(use.group, use.name): use for use in one.uses}
    for use in other.uses:
        before = uses.get((use.group, use.name))
        uses[use.group, use.name] = use if before is None else before._replace(needed=before.needed or use.needed)
    return Report(
        one.name,
        tuple(uses.values()),
        tuple(dict.fromkeys((*one.loops, *other.loops))),
        tuple({(found.name): found for found in (*other.unknown, *one.unknown)}.values()),
        one.faults + other.faults,
        one.doubts + other.doubts,
        one.forbidden or other.forbidden,
    )
