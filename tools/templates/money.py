# SPDX-License-Identifier: MIT
"""Cells of a year's income, as several forms have them."""

from __future__ import annotations

from templates.form import TINY, TINY_HEADING, TINY_LEFT, Cell
from templates.words import label, value

_APART = frozenset({"claims", "own_payments"})  # part of no total


def income_pair(key: str) -> list[Cell]:
    """The name of a cell or total and its amount; totals are marked by "=", what they are made of is set in."""
    total = key.startswith("=")
    path = f"income_year.{key}"
    name, content = (key[1:], f"{{{{ 收支.{key[1:]} }}}}") if total else (label(path), value(path))
    style = TINY_HEADING.but(align="left") if total else TINY_LEFT
    part = not total and key not in _APART
    return [Cell(f"　{name}" if part else name, style), Cell(content, TINY.but(align="right"))]
