# SPDX-License-Identifier: MIT
"""A foreign template, understood: its report and, where nothing is wrong, the form that can be filled in.

Runs in the process with limits only (`child`); nothing else of the program opens a document that somebody brought.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from villagedesk.documents.guarded.alike import alike
from villagedesk.documents.guarded.names import Finder
from villagedesk.documents.guarded.report import Fault, Report, Unknown, Use
from villagedesk.documents.guarded.safety import refuse_unsafe
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.documents.word.hanging import with_marks_drawn
from villagedesk.documents.word.package import unpacked
from villagedesk.documents.word.sandbox import ForeignEnvironment
from villagedesk.documents.word.template import (
    Template,
    compiled,
    is_text,
    jinja_source,
    not_allowed,
    paragraph_at,
    parsed,
)
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.documents.guarded.names import Asked
    from villagedesk.documents.guarded.report import Known
    from villagedesk.documents.word.template import FilledPart

MOST_TEXT: Final = 10_000_000  # characters of one filled part; a volume of fifty pages has a tenth
_TAGS: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_MEANT: Final = re.compile(
    r"｛\s*｛|｝\s*｝|[{｛]\s*％|％\s*[}｝]|｛\s*%|\{\{|\}\}|\{%|%\}|[{｛]\s*[\u4e00-\u9fff]+\s*[.．。]\s*[\u4e00-\u9fff]+\s*[}｝]"
)
_OF_ROWS: Final = re.compile(r"(</w:(?:tr|tblGrid|p)>\s*)((?:\{%[^%]*%\}\s*)+)")  # between rows: no text is near
_ELSEWHERE: Final = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
)  # there is no other template to take from
_MAY_BE_ELSEWHERE: Final = re.compile("include|import|extends")  # the whole tree is looked through where one stands


def taken_in(name: str, content: bytes) -> dict[str, bytes]:
    """The parts of a document that somebody brought.

    Args:
        name: what the user calls it.
        content: its bytes.

    Raises:
        NotADocument, NotSafe: it is none, or holds what is not taken in.
    """
    parts = unpacked(name, io.BytesIO(content))
    refuse_unsafe(name, parts)
    return parts


def marks_in(parts: Mapping[str, bytes]) -> int:
    """How many braces are opened, of which placeholders, loops and conditions have two; before any is understood."""
    return sum(parts[part].count(b"{") for part in filter(is_text, parts))


def understood(name: str, parts: dict[str, bytes], known: Known) -> tuple[Report, Template]:
    """Read a document that was taken in.

    Args:
        name: what the user calls it.
        parts: see `taken_in`.
        known: what there is to be printed, see `known.known_names`.
    """
    environment = ForeignEnvironment()
    report, filled = Report(name), {}
    for part in filter(is_text, parts):
        found, form = _part(environment, name, parts[part], known)
        report = _joined(report, found)
        if form is not None:
            filled[part] = form
    return report, Template(name, with_marks_drawn(parts), filled, MOST_TEXT)


def _part(environment: ForeignEnvironment, name: str, content: bytes, known: Known) -> tuple[Report, FilledPart | None]:
    try:
        source = _rows_apart(jinja_source(name, content))
        tree = parsed(environment, name, source)
        finder, elsewhere = Finder(known), None
        if tree is not None:
            elsewhere = next(tree.find_all(_ELSEWHERE), None) if _MAY_BE_ELSEWHERE.search(source) else None
            finder.walk(tree, {})
        form = None if tree is None else compiled(environment, name, source, tree)  # last: it changes the tree
    except TemplateFault as fault:
        return Report(name, faults=(Fault(fault.paragraph, fault.why),)), None
    doubts = tuple(_doubts(source))
    if form is None:
        return Report(name, doubts=doubts), None
    if elsewhere is not None:
        where = paragraph_at(source, elsewhere.lineno)
        return Report(name, faults=(Fault(where, not_allowed()),), doubts=doubts, forbidden=True), None
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
            Unknown(full, paragraph_at(source, line), alike(full, group, known))
            for full, (line, group) in asked.unknown.items()
        ),
        faults=tuple(Fault(paragraph_at(source, line), not_allowed()) for line in asked.forbidden),
        doubts=doubts,
        forbidden=bool(asked.forbidden),
    )


def _rows_apart(source: str) -> str:
    """The source with each tag that stands for a row of a table on a line of its own, where faults find it."""
    return _OF_ROWS.sub(lambda found: found.group(1) + found.group(2).replace("{%", "\n{%"), source)


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
