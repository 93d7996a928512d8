# SPDX-License-Identifier: MIT
"""What ends a list: who answers for it, as the last row of its table.

LibreOffice keeps the rows of a table together, but a long table with what follows it only now and then: below the table a
signature would stand alone on a page where the table fills the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRAME = "".join(f'<w:{side} w:val="nil"/>' for side in ("left", "bottom", "right"))
_GAP = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/></w:pPr></w:p>'


def closing_row(widths: Sequence[int], signing: str, above: str = "") -> str:
    """The row, without a frame of its own; the rows above are to be kept with it.

    Args:
        widths: of the columns of the table, in twentieths of a point.
        signing: the table with who signs.
        above: paragraphs between the list and it.
    """
    return (
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/><w:tcBorders>{_FRAME}</w:tcBorders></w:tcPr>'
        f"{above or _GAP.format(120)}{signing}{_GAP.format(20)}</w:tc></w:tr>"
    )
