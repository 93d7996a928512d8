# SPDX-License-Identifier: MIT
"""What a .docx from elsewhere may hold: text, tables, pictures. Nothing that runs, fetches or asks when it is opened.

The papers that are made of it are opened on every computer of the village, so what Word would do by itself is refused:
macros, embedded objects, contents fetched from elsewhere (ECMA-376 part 1 §17.16.5 for fields, part 2 §9 for relations).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from villagedesk.errors import Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEPEST: Final = 400  # elements inside one another; Word's own stay below 60
_XML: Final = (".xml", ".rels", ".vml", ".svg")
_HARMLESS: Final = re.compile(
    r"(?i).*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|odttf)|word/printerSettings/[^/]*\.bin|word/printerSettings[^/]*\.bin"
)
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WEB: Final = re.compile(r"(?i)(https?://|mailto:|#)")
_OBJECTS: Final = frozenset({"object", "OLEObject", "control", "altChunk", "subDoc", "oleObj", "ocx"})
# What names a source outside by a relation; a relation may call itself a hyperlink, so its own kind proves nothing.
_SOURCES: Final = frozenset({"attachedTemplate", "dataSource", "headerSource", "sourceFileName", "saveThroughXslt"})
_FETCHING: Final = {"blip": ("link",), "svgBlip": ("link",), "imagedata": ("src", "href"), "fill": ("src", "href"),
                    "stroke": ("src", "href"), "image": ("src",)}  # fmt: skip
# Fields that count, name or format what is in the document itself; all others fetch, run or ask.
_FIELDS: Final = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "SEQ", "REF",
     "PAGEREF", "NOTEREF", "STYLEREF", "TOC", "TC", "XE", "INDEX", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX",
     "FORMDROPDOWN", "SYMBOL", "EQ", "ADVANCE", "TITLE", "AUTHOR", "SUBJECT", "FILENAME"}
)  # fmt: skip
_FILE_LINK: Final = re.compile(r"(?i)file:|\\\\|[a-z]:\\")


class NotSafe(Refused):
    """The document holds something that is not taken into the program."""

    def __init__(self, name: str, what: str, remedy: str) -> None:
        super().__init__(_("没有采用“{name}”：{what}。{remedy}").format(name=name, what=what, remedy=remedy))


def refuse_unsafe(name: str, parts: Mapping[str, bytes]) -> None:
    """Look at every part of a document.

    Raises:
        NotSafe: it may run, fetch or hide something; the sentence says what and what to do.
    """
    if b"macroEnabled" in parts.get("[Content_Types].xml", b"") or any("vba" in part.lower() for part in parts):
        raise NotSafe(name, _("里面有宏"), _("请在Word或WPS中另存为不含宏的 .docx 再用。"))
    for part, content in parts.items():
        if part.lower().endswith(_XML):
            _Reader(name).read(content)
        elif not _HARMLESS.fullmatch(part):
            raise _object(name)
    if _MAIN.encode() not in parts.get("[Content_Types].xml", b""):
        raise NotSafe(name, _("它不是Word文档（可能是Word模板）"), _("请在Word或WPS中另存为 .docx 再用。"))


def refuse_unsafe_text(name: str, content: bytes) -> None:
    """Look at one finished part, after it was filled in.

    Raises:
        NotSafe: as `refuse_unsafe`.
    """
    _Reader(name).read(content)


def _object(name: str) -> NotSafe:
    return NotSafe(name, _("里面嵌有别的文件或对象"), _("请删去嵌入的对象（图表可改成图片）后另存再用。"))


class _Reader:
    """Goes through one part once; namespaces are resolved, so that no prefix hides anything."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._fields: list[list[str] | None] = []  # instructions of the open fields; None from the result on
        self._takes_text = False

    def read(self, content: bytes) -> None:
        """Read it all.

        Raises:
            NotSafe: see `refuse_unsafe`.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)  # True: this is all of it
        except (expat.ExpatError, ValueError, LookupError) as fault:
            remedy = _("请在Word或WPS中打开后另存再用。")
            raise NotSafe(self._name, _("文件内容已损坏"), remedy) from fault

    def _doctype(self, *_what: object) -> None:
        remedy = _("请在Word或WPS中打开后另存再用。")
        raise NotSafe(self._name, _("含有Word文档不该有的内容（DOCTYPE）"), remedy)

    def _start(self, tag: str, attributes: dict[str, Any]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotSafe(self._name, _("内容嵌套过深"), _("请在Word或WPS中打开后另存再用。"))
        local = tag.rpartition(" ")[2]
        named = {key.rpartition(" ")[2]: str(value) for key, value in attributes.items()}
        if local in _OBJECTS:
            raise _object(self._name)
        if local in _SOURCES or any(named.get(one, "").strip() for one in _FETCHING.get(local, ())):
            raise self._from_elsewhere(local)
        if local == "Relationship" and named.get("TargetMode", "").lower() == "external":
            self._refuse_link(named)
        elif local == "fldSimple":
            self._refuse_field(named.get("instr", ""))
        elif local == "fldChar":
            self._field(named.get("fldCharType", ""))
        elif local in {"instrText", "delInstrText"}:
            self._takes_text = True

    def _end(self, tag: str) -> None:
        self._depth -= 1
        local = tag.rpartition(" ")[2]
        if local in {"instrText", "delInstrText"}:
            self._takes_text = False

    def _text(self, text: str) -> None:
        if not self._takes_text:
            return
        if not self._fields or self._fields[-1] is None:
            self._refuse_field(text)
        else:
            self._fields[-1].append(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            if self._fields and self._fields[-1] is not None:  # the inner one would write the outer one's instruction
                self._refuse_field("".join(self._fields[-1]))
            self._fields.append([])
        elif self._fields and kind in {"separate", "end"}:
            told = self._fields.pop()
            if told is not None:
                self._refuse_field("".join(told))
            if kind == "separate":
                self._fields.append(None)

    def _refuse_field(self, instruction: str) -> None:
        words = instruction.split()
        command = words[0].upper() if words else ""
        known = command in _FIELDS or command.startswith("=")
        if known and not _FILE_LINK.search(instruction) and "{{" not in instruction and "{%" not in instruction:
            return
        what = _("里面有会取用别处内容或运行程序的域“{field}”").format(field=command[:30])
        raise NotSafe(self._name, what, _("请在Word或WPS中把域变成普通文字（选中后按Ctrl+Shift+F9）再用。"))

    def _refuse_link(self, named: Mapping[str, str]) -> None:
        kind = named.get("Type", "").rpartition("/")[2]
        if kind == "hyperlink" and _WEB.match(named.get("Target", "")):
            return  # opened by a click only
        raise self._from_elsewhere(kind)

    def _from_elsewhere(self, kind: str) -> NotSafe:
        what = _("里面的内容要从别处取来（{kind}）").format(kind=kind[:30])
        remedy = _("请新建一个空白文档，把内容复制过去（图片用“嵌入”而不是“链接”），另存为 .docx 再用。")
        return NotSafe(self._name, what, remedy)
