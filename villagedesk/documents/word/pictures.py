# SPDX-License-Identifier: MIT
"""Photos in papers: as a value of the context, as a drawing in the text, as parts of the package."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PHOTOS: Final = "照片"  # the group of the context that holds them
_EMU: Final = 36_000  # in a millimetre
_BOX: Final = (40.0, 50.0)  # millimetres, where the template gives no size
DRAWN: Final = "\0drawn"  # in a context: what filters have drawn for this paper; no template can write this name
_TYPES_PART: Final = "[Content_Types].xml"
_NO_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_MARKERS: Final = frozenset(range(0xC0, 0xD0)) - {
    0xC4,
    0xC8,
    0xCC,
}  # JPEG segments that tell the size (ITU-T T.81 B.2.2)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, or something drawn.

    Attributes:
        place: number of the picture in its paper, from 1.
        name: what it shows.
        content: the file.
        width: pixels, like `height`.
        kind: "jpeg" or "png".
    """

    place: int
    name: str
    content: bytes
    width: int
    height: int
    kind: str = "jpeg"

    @property
    def relation(self) -> str:
        """The id by which the drawing finds its file."""
        return f"rIdPhoto{self.place}"

    @property
    def part(self) -> str:
        """The name of the file in the package, below word/."""
        return f"media/photo{self.place}.{self.kind}"


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


def pictures_in(context: Mapping[str, Any]) -> list[Picture]:
    """The pictures that a paper of this context may show: photos, and what filters have drawn meanwhile."""
    photos = context.get(PHOTOS)
    kept = photos.values() if isinstance(photos, dict) else ()
    return [one for one in (*kept, *context.get(DRAWN, ())) if isinstance(one, Picture)]


def with_pictures(parts: dict[str, bytes], name: str, pictures: Iterable[Picture]) -> None:
    """Add the files of those pictures that a finished text (the part `name`) shows to the parts of its package."""
    text = parts.get(name, b"")
    used = [one for one in pictures if f'"{one.relation}"'.encode() in text]
    if not used:
        return
    folder, _slash, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    lines = "".join(f'<Relationship Id="{one.relation}" Type="{_IMAGE}" Target="{one.part}"/>' for one in used)
    parts[relations] = _opened(parts.get(relations, _NO_RELATIONS)).replace(
        b"</Relationships>", lines.encode() + b"</Relationships>"
    )
    for kind in {one.kind for one in used}:
        if f'Extension="{kind}"'.encode() not in parts[_TYPES_PART]:
            line = rf'\g<0><Default Extension="{kind}" ContentType="image/{kind}"/>'.encode()
            parts[_TYPES_PART] = re.sub(rb"<Types\b[^>]*>", line, parts[_TYPES_PART], count=1)
    for one in used:
        parts[f"word/{one.part}"] = one.content


def _opened(relations: bytes) -> bytes:
    """A list of relations into which lines can be put, also where it was written as an empty element."""
    return re.sub(rb"(<Relationships\b[^>]*)/>\s*$", rb"\1></Relationships>", relations)
