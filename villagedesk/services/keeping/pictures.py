# SPDX-License-Identifier: MIT
"""Taking photos into the file: made small, and freed of what a camera writes beside the picture (place, time, device)."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.store import pictures
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

LONGEST: Final = 1_600  # pixels of the longer side; enough for a full page on paper
QUALITY: Final = 85
LARGEST: Final = 50_000_000  # bytes read at most
MOST_PIXELS: Final = 120_000_000  # a picture that claims more is a bomb, not a photo
_CAMERA, _TAKEN, _WRITTEN = 0x8769, 0x9003, 0x0132  # Exif: block of the camera, day of the photo, of the file
SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff")


def keep_picture(store: Store, path: Path) -> str:
    """Take a photo into the file.

    Returns:
        The digest by which a PHOTO field names it.

    Raises:
        Refused: the file is no picture, or too large.
        EnvironmentProblem: it cannot be read.
        ReadOnlyFile, CannotWrite: nothing was kept.
    """
    return pictures.keep(store, "image/jpeg", shrunk(_read(path), path.name))


def load_picture(store: Store, digest: str) -> bytes | None:
    """The picture of that digest, None if the file does not hold it."""
    return pictures.load(store, digest)


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
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(_("照片“{name}”的像素太多，请先缩小再选。").format(name=name))
            opened.draft("RGB", (LONGEST * 2, LONGEST * 2))
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONGEST, LONGEST))
            flat = Image.new("RGB", picture.size, "white")
            mask = picture.convert("RGBA") if picture.has_transparency_data else None
            flat.paste(picture.convert("RGB"), mask=mask)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as fault:
        text = _("“{name}”不是照片，或者已损坏。可以选 JPG、PNG 等图片文件。")
        raise Refused(text.format(name=name)) from fault
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
