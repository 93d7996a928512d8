# SPDX-License-Identifier: MIT
"""A Word template: compiled once, then only filled in and zipped.

docxtpl turns the XML of a .docx into Jinja source (its syntax is documented at docxtpl.readthedocs.io); everything after
that is done here, because docxtpl parses and serialises the whole document again for every copy.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml import etree

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
from villagedesk.errors import Refused
from villagedesk.i18n import _, labelled, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FILLED: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|charts/chart\d+)\.xml")
_MARK: Final = re.compile(r"\{[{%#]")
_PARAGRAPH: Final = re.compile(r"<w:p(?=[ >])")
_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ABOUT: Final = "文书"  # the group of facts about the paper itself; see context.py


class TemplateFault(Refused):
    """A template asks for something that does not exist or may not be done.

    Attributes:
        template: file name.
        paragraph: text of the paragraph at fault, empty where it is unknown.
        why: what is wrong with it, a sentence.
        name: the unknown name, empty if the fault is another.
        nearest: names that exist and look alike.
    """

    def __init__(self, template: str, paragraph: str, why: str, name: str = "", nearest: tuple[str, ...] = ()) -> None:
        self.template, self.paragraph, self.name, self.nearest = template, paragraph, name, nearest
        self.why = why
        self._arguments = (template, paragraph, why, name, nearest)
        where = _("模板“{template}”").format(template=template)
        if paragraph:
            where += _("的段落“{paragraph}”").format(paragraph=paragraph)
        hint = _("相近的名称：{names}。").format(names=listed(nearest)) if nearest else ""
        super().__init__(labelled(where, why + hint))

    def __reduce__(self) -> tuple[type[TemplateFault], tuple[Any, ...]]:
        """Faults come back from worker processes."""
        return type(self), self._arguments


class TooLong(Exception):
    """A template writes without end."""


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
    filled = {
        name: compiled(environment, path.name, jinja_source(path.name, content))
        for name, content in parts.items()
        if is_text(name) and b"{" in content
    }
    return Template(path.name, parts, {name: part for name, part in filled.items() if part})


def is_text(name: str) -> bool:
    """Whether a part of a .docx holds text that is filled in: body, headers, footers, notes."""
    return _FILLED.fullmatch(name) is not None


def compiled(environment: PaperEnvironment, template: str, source: str) -> FilledPart | None:
    """A part from its `jinja_source`; None where nothing in it is to be filled in.

    Raises:
        TemplateFault: it cannot be understood; names the paragraph.
    """
    if not _MARK.search(source):
        return None
    try:
        code = environment.compile(source, template, template)
    except TemplateSyntaxError as fault:
        why = sentence(fault.message or "")
        raise TemplateFault(template, paragraph_at(source, fault.lineno), why) from fault
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
        return _within(whole.most, part.program.generate(context)) if whole.most else part.program.render(context)
    except UnknownName as fault:
        names = tuple(nearest(fault.name, fault.among, context))
        why = _("没有“{name}”这个名称。").format(name=fault.name)
        raise TemplateFault(template, _paragraph_of(part, template, fault), why, fault.name, names) from fault
    except SecurityError as fault:
        why = _("含有不允许的写法，模板里只能用占位符、for 和 if。")
        raise TemplateFault(template, _paragraph_of(part, template, fault), why) from fault
    except WholeGroup as fault:
        why = _("这里写的是一组数据，请写其中一项（如“户.联系电话”），或用 for 逐行打印。")
        raise TemplateFault(template, _paragraph_of(part, template, fault), why) from fault
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RuntimeError) as fault:
        why = _("算不出来（{kind}），请检查这里的写法。").format(kind=type(fault).__name__)
        raise TemplateFault(template, _paragraph_of(part, template, fault), why) from fault


def _within(most: int, pieces: Iterator[str]) -> str:
    """The pieces together.

    Raises:
        TooLong: they are more than any paper has.
    """
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise TooLong
        kept.append(piece)
    return "".join(kept)


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
    lines = source.split("\n")
    if not 1 <= line <= len(lines):
        return ""
    bare = re.sub(r"<[^>]*>", "", lines[line - 1]).strip()
    return bare if len(bare) <= 60 else bare[:59] + "…"


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
