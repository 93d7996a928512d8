# SPDX-License-Identifier: MIT
"""A Word template: compiled once, then only filled in and zipped.

docxtpl turns the XML of a .docx into Jinja source (its syntax is documented at docxtpl.readthedocs.io); everything after
that is done here, because docxtpl parses and serialises the whole document again for every copy.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml import etree

from villagedesk.documents.word.faults import Forbidden, TemplateFault, TooLarge, TooLong
from villagedesk.documents.word.package import (
    CORE_PART,
    DOCUMENT_PART,
    STARTS,
    begun_at,
    core_properties,
    read_parts,
    seal_over,
    written,
)
from villagedesk.documents.word.pictures import DRAWN, pictures_in, with_pictures
from villagedesk.documents.word.sandbox import PaperEnvironment, UnknownName, WholeGroup
from villagedesk.documents.word.syntax import sentence
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import FrameType

    from jinja2 import nodes

_FILLED: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|charts/chart\d+)\.xml")
_MARK: Final = re.compile(r"\{[{%#]")
_PARAGRAPH: Final = re.compile(r"<w:p(?=[ >])")
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OF_FACTS: Final = (ZeroDivisionError, LookupError, ValueError)  # that other facts may not give rise to
_ABOUT: Final = "文书"  # the group of facts about the paper itself; see context.py


@dataclass(frozen=True, slots=True)
class FilledPart:
    """A part with placeholders: its compiled form, and its source to find a faulty paragraph in."""

    program: JinjaTemplate
    source: str
    mend_tables: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A template ready to be filled in. `parts` are in the order of the package; `filled` replace some of them.

    `most` is how many characters a filled part may have; 0 for any number.
    """

    name: str
    parts: dict[str, bytes]
    filled: dict[str, FilledPart]
    most: int = 0


def compile_template(path: Path) -> Template:
    """Read and compile a .docx with placeholders.

    Raises:
        NotADocument: see `package.read_parts`.
        TemplateFault: a placeholder or `{% … %}` that cannot be understood; names the paragraph.
    """
    parts = read_parts(path)
    environment = PaperEnvironment()
    filled = {}
    for name, content in parts.items():
        if is_text(name) and b"{" in content:
            source = jinja_source(path.name, content)
            if (tree := parsed(environment, path.name, source)) is not None:
                filled[name] = compiled(environment, path.name, source, tree)
    return Template(path.name, parts, filled)


def is_text(name: str) -> bool:
    """Whether a part of a .docx holds text that is filled in: body, headers, footers, notes."""
    return _FILLED.fullmatch(name) is not None


def parsed(environment: PaperEnvironment, template: str, source: str) -> nodes.Template | None:
    """A part from its `jinja_source`, understood; None where nothing in it is to be filled in.

    Raises:
        TemplateFault: it cannot be understood; names the paragraph.
    """
    if not _MARK.search(source):
        return None
    try:
        return environment.parse(source, template, template)
    except TemplateSyntaxError as fault:
        raise _misspelt(template, source, fault) from fault


def _misspelt(template: str, source: str, fault: TemplateSyntaxError) -> TemplateFault:
    return TemplateFault(template, paragraph_at(source, fault.lineno), sentence(fault.message or ""))


def compiled(environment: PaperEnvironment, template: str, source: str, tree: nodes.Template) -> FilledPart:
    """What was understood, so that it can be filled in; the tree is of no use afterwards.

    Raises:
        TemplateFault: it asks for something that Jinja has not, such as an unknown filter.
    """
    try:
        code = environment.compile(tree, template, template)
    except TemplateSyntaxError as fault:
        raise _misspelt(template, source, fault) from fault
    program = JinjaTemplate.from_code(environment, code, environment.make_globals(None))
    return FilledPart(program, source, bool(re.search(r"\{%-?\s*(for|if)\b[^%]*%\}\s*<w:tc[ >]", source)))


def jinja_source(template: str, content: bytes) -> str:
    """The part as Jinja source: docxtpl's preprocessing, one paragraph a line, blanks kept.

    Raises:
        TemplateFault: the part is damaged, or declares what no Word document does.
    """
    from docxtpl import DocxTemplate

    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as fault:
        raise TemplateFault(template, "", _("文件内容已损坏，请在Word或WPS中另存后再用。")) from fault
    if tree.getroottree().docinfo.internalDTD is not None:
        raise TemplateFault(template, "", _("文件含有Word文档不该有的内容（DOCTYPE），已拒绝。"))
    text = etree.tostring(tree, encoding="unicode").replace("\n", " ")
    source: str = DocxTemplate("").patch_xml(text)
    return _PARAGRAPH.sub("\n<w:p", source)


def render(template: Template, context: Mapping[str, Any]) -> bytes:
    """Fill a template in. The same facts give the same bytes.

    Args:
        template: see `compile_template`.
        context: plain values only: text, numbers, tuples, lists and dicts of them.

    Raises:
        TemplateFault: the template asks for a name that the facts do not have, or for something forbidden.
    """
    return written(parts_filled(template, context))


def parts_filled(template: Template, context: Mapping[str, Any]) -> dict[str, bytes]:
    """The parts of a filled paper, see `render`."""
    parts = dict(template.parts)
    context = {**context, DRAWN: []}
    for name, part in template.filled.items():
        parts[name] = _checked(template.name, part, _filled_in(template, part, context))
    for name in template.filled:
        with_pictures(parts, name, pictures_in(context))
    about = context.get(_ABOUT, {})
    if about.get(STARTS):
        parts[DOCUMENT_PART] = begun_at(parts[DOCUMENT_PART], about[STARTS])
    if CORE_PART in parts:
        parts[CORE_PART] = core_properties(
            _one_line(about.get("题名", "")),
            _one_line(about.get("户标识", "")),
            _one_line(about.get("日期数字", "")),
            seal_over(parts),
        )
    return parts


def _one_line(text: str) -> str:
    """Text that any XML may hold, whatever it was."""
    return re.sub("[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _filled_in(whole: Template, part: FilledPart, context: Mapping[str, Any]) -> str:
    template = whole.name
    try:
        return _within(whole.most, part, context) if whole.most else part.program.render(context)
    except UnknownName as fault:
        raise _unknown(template, _paragraph_of(part, template, fault), fault, context) from fault
    except SecurityError as fault:
        raise Forbidden(template, _paragraph_of(part, template, fault), not_allowed()) from fault
    except WholeGroup as fault:
        why = _("这里写的是一组数据，请写其中一项（如“户.联系电话”），或用 for 逐行打印。")
        raise TemplateFault(template, _paragraph_of(part, template, fault), why) from fault
    except MemoryError as fault:
        raise TooLarge(_paragraph_of(part, template, fault)) from fault
    except TypeError as fault:
        why = _("算不出来：占位符都是文字，比较大小、加减之前要用“|int”或“|float”转成数字，如“户.家庭人口|int > 3”。")
        raise TemplateFault(template, _paragraph_of(part, template, fault), why) from fault
    except (ArithmeticError, LookupError, ValueError, AttributeError, RuntimeError) as fault:
        why = _("算不出来（{kind}），请检查这里的写法。").format(kind=type(fault).__name__)
        where, certain = _paragraph_of(part, template, fault), not isinstance(fault, _OF_FACTS)
        raise TemplateFault(template, where, why, certain=certain) from fault


def _unknown(template: str, paragraph: str, fault: UnknownName, context: Mapping[str, Any]) -> TemplateFault:
    """A name that there is not, or a row that this household does not have."""
    if not fault.name or fault.name.lstrip("-").isdigit():
        why = _("要打印的这一行没有，请先用 if 判断有没有，或用 for 逐行打印。")
        return TemplateFault(template, paragraph, why, certain=False)
    names = tuple(nearest(fault.name, fault.among, context))
    return TemplateFault(template, paragraph, _("没有“{name}”这个名称。").format(name=fault.name), fault.name, names)


def not_allowed() -> str:
    """What is said of whatever reaches for Python."""
    return _("含有不允许的写法，请删去这一处：模板里只能用占位符、for 和 if。")


def _within(most: int, part: FilledPart, context: Mapping[str, Any]) -> str:
    """The filled part.

    Raises:
        TooLong: it is more than any paper has.
    """
    kept, length = [], 0
    pieces = part.program.generate(context)
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise TooLong(_paragraph_reached(part, pieces))
        kept.append(piece)
    return "".join(kept)


def _paragraph_reached(part: FilledPart, pieces: Any) -> str:
    """The paragraph in which a template that is being filled in has come to."""
    while (inner := getattr(pieces, "gi_yieldfrom", None)) is not None:
        pieces = inner
    frame = getattr(pieces, "gi_frame", None)
    return paragraph_in(part, frame) if frame is not None else ""


def paragraph_in(part: FilledPart, frame: FrameType) -> str:
    """The paragraph that a frame of the compiled part is at; empty where the frame is of something else."""
    if frame.f_globals is not part.program.root_render_func.__globals__:
        return ""
    return paragraph_at(part.source, part.program.get_corresponding_lineno(frame.f_lineno))


def _checked(template: str, part: FilledPart, text: str) -> bytes:
    """The finished part; refused if Word could not open it."""
    content = (_HEADER + text).encode("utf-8")
    try:
        expat.ParserCreate().Parse(content, True)  # True: this is all of it
    except expat.ExpatError as fault:
        why = _("填写后Word打不开，请检查 for、if 的开始和结束是否在同一个单元格或段落内。")
        raise TemplateFault(template, "", why) from fault
    return _mended(text) if part.mend_tables else content


def _mended(text: str) -> bytes:
    """The part with the grid of tables fitted to columns that a template repeated (docxtpl's `{%tc for … %}`)."""
    from docxtpl import DocxTemplate

    mended: bytes = etree.tostring(
        DocxTemplate("").fix_tables(text), encoding="UTF-8", xml_declaration=True, standalone=True
    )
    return mended


def _paragraph_of(part: FilledPart, template: str, fault: BaseException) -> str:
    """The paragraph that was being filled in when the fault came up."""
    line, trace = 0, fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == template:
            line = trace.tb_lineno  # Jinja has rewritten it to the line of the source
        trace = trace.tb_next
    return paragraph_at(part.source, line)


def paragraph_at(source: str, line: int) -> str:
    """The words of the paragraph in a line of `jinja_source`, as far as they fit into a sentence."""
    lines = _lines(source)
    if not 1 <= line <= len(lines):
        return ""
    bare = re.sub(r"<[^>]*>", "", lines[line - 1]).strip()
    return bare if len(bare) <= 60 else bare[:59] + "…"


@lru_cache(maxsize=1)
def _lines(source: str) -> list[str]:
    """Of the part that is looked at: a report names the paragraph of each of hundreds of facts."""
    return source.split("\n")


def nearest(name: str, among: Mapping[str, Any] | None, context: Mapping[str, Any]) -> Iterator[str]:
    """Names that exist and look like this one: first in the same group, then in the others."""
    pool = list(among if among is not None else context)
    near = difflib.get_close_matches(name, pool, 3, 0.5)
    yield from near
    groups = {key: value for key, value in context.items() if isinstance(value, dict)}
    everywhere = {f"{group}.{key}": key for group, values in groups.items() for key in values}
    alike = set(difflib.get_close_matches(name, list(everywhere.values()), 3, 0.75))
    for full, key in everywhere.items():
        if len(near) < 3 and key in alike and key not in near:
            near.append(key)
            yield full
