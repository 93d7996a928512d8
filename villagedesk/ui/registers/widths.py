# SPDX-License-Identifier: MIT
"""How wide the columns of a book are at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.spec import Kind

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec

_WIDTHS: Final = {
    Kind.DATE: 6.0, Kind.MONTH: 5.0, Kind.YEAR: 3.5, Kind.MONEY: 6.0, Kind.WHOLE: 4.0, Kind.YES_NO: 4.0, Kind.NAME: 5.0,
    Kind.CODE: 6.0, Kind.PHONE: 7.0, Kind.NOTE: 12.0, Kind.REF: 8.0, Kind.TEXT: 10.0,
}  # fmt: skip


def first_width(spec: FieldSpec) -> float:
    """In 汉字, by the kind of what stands in it."""
    return _WIDTHS.get(spec.kind, 6.0)
