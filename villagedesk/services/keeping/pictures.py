# SPDX-License-Identifier: MIT
"""Taking photos into the file: made small, and freed of what a camera writes beside the picture (place, time, device)."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import struct
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.store import pictures
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from villagedesk.store.store import Store

LONGEST: Final = 1_600  # pixels of the longer side; enough for a full page on paper
QUALITY: Final = 85
LARGEST: Final = 50_000_000  # bytes read at most
MOST_PIXELS: Final = 120_000_000  # a picture that claims more is a bomb, not a photo
_CAMERA, _TAKEN, _WRITTEN = 0x8769, 0x9003, 0x0132  # Exif: block of the camera, day of the photo, of the file
_SCAN, _END = b"\xda", b"\xff\xd9"  # markers of a JPEG: the picture itself begins, and is at its end
_BLOCKS: Final = bytes(range(1, 255)) * 8  # what may be a picture, without any marker
_DAMAGED: Final = (OSError, SyntaxError, ValueError, IndexError, struct.error)  # what Pillow says of half a picture
SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff")


def keep_picture(store: Store, path: Path) -> str:
    """Take a photo into the file.

    Returns:
        The digest by which a PHOTO field names it.

    Raises:
        Refused: the file is no picture, only a part of one, or too large.
        EnvironmentProblem: it cannot be read.
        ReadOnlyFile, CannotWrite: nothing was kept.
    """
    return pictures.keep(store, "image/jpeg", shrunk(_read(path), path.name))


def load_picture(store: Store, digest: str) -> bytes | None:
    """The picture of that digest, None if the file does not hold it."""
    return pictures.load(store, digest)


def load_whole(store: Store, digest: str) -> bytes | None:
    """The picture of that digest for a paper; None also where it is damaged and would be printed half grey."""
    content = pictures.load(store, digest)
    return content if content and is_whole(digest, content) else None


def is_whole(digest: str, content: bytes) -> bool:
    """Whether the bytes are those that were kept under a digest, and a picture that can be decoded to its end.

    The digest tells a damaged file, the decoding a picture that came damaged from elsewhere.
    """
    from PIL import Image

    if hashlib.sha256(content).hexdigest() != digest:
        return False
    try:
        with Image.open(io.BytesIO(content)) as opened:
            opened.draft("L", (opened.width // 8, opened.height // 8))  # all of it is read, an eighth is drawn
            opened.load()
        return not _is_cut_off(content)
    except _DAMAGED:
        return False


def _is_cut_off(content: bytes) -> bool:
    """Whether the end of a JPEG is missing, or stands before its last block, as where it was put behind half a picture.

    Pillow takes zeros in place of an end for a picture, and draws blocks that are not there in grey. Bytes put before the end
    are passed over where every block is there, and drawn where some are missing.
    """
    if content[:2] != b"\xff\xd8":
        return False
    end = content.find(_END, _scan_of(content))
    return end < 0 or _drawn(content) != _drawn(content[:end] + _BLOCKS + content[end:])


def _scan_of(content: bytes) -> int:
    """Where a JPEG begins to be a picture (ITU-T T.81 B.2)."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != _SCAN:
        filling = content[at + 1 : at + 2] == b"\xff"
        at += 1 if filling else 2 + int.from_bytes(content[at + 2 : at + 4])
    return at


def _drawn(content: bytes) -> bytes:
    """A JPEG in small: an eighth of it, which is drawn of the first number of each block; of one in several scans a half."""
    from PIL.JpegImagePlugin import JpegImageFile  # of a file of several pictures too, only the first is wanted

    with JpegImageFile(io.BytesIO(content)) as opened:
        part = 2 if "progression" in opened.info else 8
        opened.draft("L", (opened.width // part, opened.height // part))
        return opened.tobytes()


def taken_on(path: Path) -> str | None:
    """The day that a camera wrote beside the photo, ISO; None where it wrote none or nonsense. Nothing is guessed.

    To be asked before `keep_picture`, which takes off whatever a camera wrote (Exif 2.3, DateTimeOriginal).

    Raises:
        Refused: the file is too large.
        EnvironmentProblem: it cannot be read.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(_read(path))) as opened:
            said = opened.getexif()
            text = said.get_ifd(_CAMERA).get(_TAKEN) or said.get(_WRITTEN)
            return dt.datetime.strptime(str(text)[:10], "%Y:%m:%d").date().isoformat() if text else None
    except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError):
        return None  # what is no picture is refused, with a reason, by `keep_picture`


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            text = _("照片“{name}”超过{size}MB，请先缩小再选。")
            raise Refused(text.format(name=path.name, size=LARGEST // 1_000_000))
        return path.read_bytes()
    except OSError as fault:
        text = _("读不了照片“{name}”：{detail}。请检查文件是否还在、U盘是否插好。")
        raise EnvironmentProblem(text.format(name=path.name, detail=machine_reason(fault))) from fault


def shrunk(content: bytes, name: str) -> bytes:
    """The picture as a JPEG of at most 1,600 pixels, upright, without metadata; equal bytes give equal bytes."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(_("照片“{name}”的像素太多，请先缩小再选。").format(name=name))
            flat = _flat(opened, name, cut_off=_is_cut_off(content))
    except (UnidentifiedImageError, Image.DecompressionBombError, *_DAMAGED) as fault:
        text = _("“{name}”不是照片，或者已损坏。可以选 JPG、PNG 等图片文件。")
        raise Refused(text.format(name=name)) from fault
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _flat(opened: Image.Image, name: str, *, cut_off: bool) -> Image.Image:
    """The picture small, upright and on white.

    Raises:
        Refused: only a part of it is there; the rest would be printed grey.
    """
    from PIL import Image, ImageOps

    try:
        if cut_off:
            raise OSError
        opened.draft("RGB", (LONGEST * 2, LONGEST * 2))
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST, LONGEST))
        flat = Image.new("RGB", picture.size, "white")
        mask = picture.convert("RGBA") if picture.has_transparency_data else None
        flat.paste(picture.convert("RGB"), mask=mask)
    except _DAMAGED as fault:
        text = _("照片“{name}”不完整或已损坏，只有一部分画面，没有存入。请从手机或相机重新拷贝一次，或者重拍。")
        raise Refused(text.format(name=name)) from fault
    return flat
