# SPDX-License-Identifier: MIT
"""Photos in papers: as a value of the context, as a drawing in the text, as parts of the package."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

PHOTOS: Final = "照片"  # the group of the context that holds them
_EMU: Final = 36_000  # in a millimetre
_BOX: Final = (40.0, 50.0)  # millimetres, where the template gives no size
_TYPES_PART, _RELATIONS_PART = "[Content_Types].xml", "word/_rels/document.xml.rels"
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_MARKERS: Final = frozenset(range(0xC0, 0xD0)) - {
    0xC4,
    0xC8,
    0xCC,
}  # JPEG segments that tell the size (ITU-T T.81 B.2.2)


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG photo.

    Attributes:
        place: number of the photo in its paper, from 1.
        name: what it shows.
        content: the file.
        width: pixels, like `height`.
    """

    place: int
    name: str
    content: bytes
    width: int
    height: int

    @property
    def relation(self) -> str:
        """The id by which the drawing finds its file."""
        return f"rIdPhoto{self.place}"

    @property
    def part(self) -> str:
        """The name of the file in the package, below word/."""
        return f"media/photo{self.place}.jpeg"


def picture_of(place: int, name: str, content: bytes | None) -> Picture | str:
    """A kept photo as a value of the context; empty without one, or where it is no JPEG that Word could show."""
    size = _jpeg_size(content) if content else None
    return Picture(place, name, content, *size) if content and size else ""


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if the bytes are no JPEG."""
    at = 2
    if content[:2] != b"\xff\xd8":
        return None
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _MARKERS:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return (width, height) if width and height else None
        at += 2 + int(struct.unpack_from(">H", content, at + 2)[0])
    return None


def framed(picture: Any, width: float, height: float) -> Any:
    """Filter 框: the photo as large as it fits into a box of so many millimetres; anything else as it is."""
    return _drawing(picture, width, height) if isinstance(picture, Picture) else picture


def unframed(picture: Picture) -> Markup:
    """The photo in the usual size."""
    return _drawing(picture, *_BOX)


def _drawing(picture: Picture, width: float, height: float) -> Markup:
    """An inline drawing between two texts of a run (ECMA-376 part 1 §20.4.2.8)."""
    scale = min(width / picture.width, height / picture.height) * _EMU
    size = f'cx="{round(picture.width * scale)}" cy="{round(picture.height * scale)}"'
    name = escape(picture.name)
    number = 100 + picture.place
    graphics = "http://schemas.openxmlformats.org/drawingml/2006"
    return Markup(  # noqa: S704 - made of numbers and an escaped name
        '</w:t><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"'
        f' xmlns:wp="{graphics}/wordprocessingDrawing"><wp:extent {size}/><wp:docPr id="{number}" name="{name}"/>'
        f'<a:graphic xmlns:a="{graphics}/main"><a:graphicData uri="{graphics}/picture">'
        f'<pic:pic xmlns:pic="{graphics}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture.relation}"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        '</w:drawing><w:t xml:space="preserve">'
    )


def with_pictures(parts: dict[str, bytes], document: bytes, context: Mapping[str, Any]) -> None:
    """Add the files of the photos that a finished text shows to the parts of its package."""
    photos = context.get(PHOTOS)
    used = [
        one
        for one in (photos.values() if isinstance(photos, dict) else ())
        if isinstance(one, Picture) and f'"{one.relation}"'.encode() in document
    ]
    if not used or _RELATIONS_PART not in parts:
        return
    relations = "".join(f'<Relationship Id="{one.relation}" Type="{_IMAGE}" Target="{one.part}"/>' for one in used)
    parts[_RELATIONS_PART] = parts[_RELATIONS_PART].replace(
        b"</Relationships>", relations.encode() + b"</Relationships>"
    )
    if b'Extension="jpeg"' not in parts[_TYPES_PART]:
        kind = rb'\g<0><Default Extension="jpeg" ContentType="image/jpeg"/>'
        parts[_TYPES_PART] = re.sub(rb"<Types\b[^>]*>", kind, parts[_TYPES_PART], count=1)
    for one in used:
        parts[f"word/{one.part}"] = one.content
