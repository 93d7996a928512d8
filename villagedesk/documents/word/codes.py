# SPDX-License-Identifier: MIT
"""QR codes in papers (ISO/IEC 18004): `{{ 户.户编号|二维码 }}` draws what a scanner reads back as typed text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from jinja2 import pass_context

from villagedesk.documents.word.pictures import DRAWN, Picture, framed

if TYPE_CHECKING:
    from jinja2.runtime import Context

SIDE: Final = 25.0  # millimetres, where the template gives no size
LONGEST: Final = 300  # characters; more would be too fine for the printers of a village
_FIRST: Final = 101  # numbers of drawn pictures begin behind those of photos
_DOTS: Final = 4  # pixels of a module
_QUIET: Final = 4  # modules of white around it, as the standard wants


@pass_context
def coded(context: Context, value: Any, side: float = SIDE) -> Any:
    """Filter 二维码: the text as a QR code of so many millimetres; nothing for nothing.

    Raises:
        ValueError: the text is too long.
    """
    text = str(value).strip()
    if not text:
        return ""
    if len(text) > LONGEST:
        raise ValueError("QR")
    drawn: list[Picture] = context.get(DRAWN)
    found = next((one for one in drawn if one.name == text), None)
    if found is None:
        found = _picture(_FIRST + len(drawn), text)
        drawn.append(found)
    return framed(found, side, side)


def _picture(place: int, text: str) -> Picture:
    import segno

    code = segno.make_qr(text, error="m")
    width, height = code.symbol_size(scale=_DOTS, border=_QUIET)
    out = io.BytesIO()
    code.save(out, kind="png", scale=_DOTS, border=_QUIET)
    return Picture(place, text, out.getvalue(), int(width), int(height), "png")
