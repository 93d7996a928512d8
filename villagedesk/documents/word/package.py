# SPDX-License-Identifier: MIT
"""A .docx as named parts: read with limits, written so that the same parts always give the same bytes.

Nothing here knows what the parts mean, except the core properties, in which a paper carries whose it is.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

CORE_PART: Final = "docProps/core.xml"
DOCUMENT_PART: Final = "word/document.xml"
_FIRST: Final = ("[Content_Types].xml", "_rels/.rels")
_DATE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold; a real one would differ from run to run
_LEVEL: Final = 6
MOST_PARTS: Final = 2_000
MOST_BYTES: Final = 64_000_000  # unpacked; the largest built-in template has 0.2 MB
STARTS: Final = "首页号"  # in the facts: the number of the first page; of a volume, by the key of the paper
_SECTION: Final = re.compile(rb"<w:sectPr[ >].*?</w:sectPr>", re.DOTALL)
_NUMBERING: Final = re.compile(rb"<w:pgNumType[^>]*/>")
# What may stand before it in a section (ECMA-376 17.6.17); the number goes after the last of them.
_BEFORE: Final = re.compile(
    rb"<w:(?:headerReference|footerReference|type|pgSz|pgMar|paperSrc)\b[^>]*/>|<w:(pgBorders|lnNumType)\b.*?(?:</w:\1>|/>)",
    re.DOTALL,
)
_IDENTIFIER: Final = re.compile(r"<dc:identifier>([^<]*)</dc:identifier>")
_SEAL: Final = re.compile(r"<cp:version>([^<]*)</cp:version>")
_TITLE: Final = re.compile(r"<dc:title>([^<]*)</dc:title>")


class NotADocument(Refused):
    """The file is not a Word document that can be read safely."""

    def __init__(self, name: str, why: str) -> None:
        text = _("“{name}”不能作为Word文件读取：{why}。请在Word或WPS中打开后另存为 .docx 再用。")
        super().__init__(text.format(name=name, why=why))


def read_parts(path: Path) -> dict[str, bytes]:
    """The parts of a .docx, in the order in which it holds them.

    Raises:
        NotADocument: missing, not a zip, damaged, locked, without a text, or unpacking to more than `MOST_BYTES`.
    """
    return unpacked(path.name, path)


def unpacked(name: str, source: Path | IO[bytes]) -> dict[str, bytes]:
    """The same of a file that is open already, or only bytes; `name` is what sentences call it."""
    try:
        with zipfile.ZipFile(source) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _within_limits(name, entries)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except FileNotFoundError as error:
        raise NotADocument(name, _("文件不存在")) from error
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotADocument(name, _("不是 .docx 格式，或已损坏、被占用、有密码")) from error
    if DOCUMENT_PART not in parts:
        raise NotADocument(name, _("里面没有正文"))
    return parts


def parts_in(content: bytes) -> dict[str, bytes]:
    """The parts of a .docx that the program has just made."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _within_limits(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise NotADocument(name, _("内容过大"))


def written(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a .docx: fixed dates, fixed attributes, content types first."""
    target = io.BytesIO()
    names = [name for name in _FIRST if name in parts] + [name for name in parts if name not in _FIRST]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in names:
            archive.writestr(new_entry(name), parts[name])
    return target.getvalue()


def new_entry(name: str) -> zipfile.ZipInfo:
    """An entry of an archive that is the same on every day and every system."""
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # the same on Windows and Linux
    return entry


def core_properties(title: str, identifier: str, day: str, seal: str = "") -> bytes:
    """The part in which a paper says its title, whose it is (a row id without meaning), its date (ISO, or empty) and its seal.

    The seal (`seal_over`) stands where Word keeps the version of a document: it leaves it there when it saves the paper, and
    the other parts are not those of the seal any more.
    """
    version = f"<cp:version>{seal}</cp:version>" if seal else ""
    stamp = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{{0}}>' if day else ""
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{html.escape(title, quote=False)}</dc:title><dc:creator>村档 VillageDesk</dc:creator>"
        f"<dc:identifier>{html.escape(identifier, quote=False)}</dc:identifier><dc:language>zh-CN</dc:language>"
        f"{version}{stamp.format('created')}{stamp.format('modified')}</cp:coreProperties>"
    )
    return text.encode("utf-8")


def seal_over(parts: Mapping[str, bytes]) -> str:
    """A fingerprint of the parts of a paper, but for the one in which it stands."""
    return _sealed((name, len(content), zlib.crc32(content)) for name, content in parts.items())


def untouched(path: Path) -> bool:
    """Whether a paper is still what the program wrote; not where it cannot be read or has no seal."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _SEAL.search(archive.read(CORE_PART).decode("utf-8", "replace"))
            entries = archive.infolist()
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return False
    return found is not None and found.group(1) == _sealed((one.filename, one.file_size, one.CRC) for one in entries)


def _sealed(parts: Iterable[tuple[str, int, int]]) -> str:
    told = sorted(part for part in parts if part[0] != CORE_PART)
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()


def identifier_of(path: Path) -> str:
    """Whose paper a file is, as `core_properties` wrote it; empty where it does not say or cannot be read."""
    return named_by(path)[0]


def named_by(path: Path) -> tuple[str, str]:
    """Whose paper a file is, and its title; empty where it does not say or cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            text = archive.read(CORE_PART).decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return "", ""
    found = (_IDENTIFIER.search(text), _TITLE.search(text))
    identifier, title = (html.unescape(one.group(1)) if one else "" for one in found)
    return identifier, title


def begun_at(document: bytes, page: str) -> bytes:
    """The text part of a .docx whose first page has this number; sections after the first go on counting."""
    found = _SECTION.search(document)
    if found is None:
        return document
    section = _NUMBERING.sub(b"", found.group())
    place = max((one.end() for one in _BEFORE.finditer(section)), default=section.index(b">") + 1)
    whole = section[:place] + f'<w:pgNumType w:start="{page}"/>'.encode() + section[place:]
    return document[: found.start()] + whole + document[found.end() :]
