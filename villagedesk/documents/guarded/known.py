# SPDX-License-Identifier: MIT
"""What there is to be printed, from the catalogue: as names for the process of a template, and as an example to try it on.

The process itself does not load the catalogue, so that it starts quickly where a machine is slow or busy.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import GROUPS, LABELS, fields_of, labels, placeholder_list
from villagedesk.documents.guarded.report import Known
from villagedesk.documents.word.pictures import PHOTOS, Picture

if TYPE_CHECKING:
    from villagedesk.documents.facts.placeholders import PlaceholderGroup

_ANY_YEAR: Final = 2020  # names under 标签 are the same in every year
_ROWS: Final = 8  # that each list of the example has: a large family, so that loops in one another show what they cost
_LINE: Final = "行号"
_DOT: Final = bytes.fromhex(  # the smallest PNG: one white pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da63f80f00010101001cb08c990000000049454e44ae426082"
)


@cache
def known_names() -> Known:
    """What the facts of a household hold, from the catalogue."""
    groups: dict[str, dict[str, str]] = {group.name: {} for group in GROUPS}
    for one in placeholder_list():
        if one.name:
            groups[one.group][one.name] = ""
    rows = {group.name: group.each for group in GROUPS if group.each}
    nested = {LABELS: {group: dict(names) for group, names in labels(_ANY_YEAR).items()}}
    return Known(groups, rows, nested, _aliases())


def _aliases() -> dict[str, tuple[str, ...]]:
    """What people call a field, as in headings of their tables → its names in templates."""
    found: dict[str, dict[str, None]] = {}
    for entity in dict.fromkeys(one for group in GROUPS for one in group.entities):
        for name, spec in fields_of(entity):
            for alias in (*spec.aliases, spec.label, spec.short):
                if alias and alias != name:
                    found.setdefault(alias, {})[name] = None
    return {alias: tuple(names) for alias, names in found.items()}


def example_context() -> dict[str, Any]:
    """The facts of a household that does not exist: every placeholder has its example, every list a few rows."""
    values: dict[str, dict[str, Any]] = {group.name: {} for group in GROUPS}
    for one in placeholder_list():
        if one.name:
            values[one.group][one.name] = one.example
    values[PHOTOS] = {
        name: Picture(place, name, _DOT, 1, 1, "png") for place, name in enumerate(values[PHOTOS], start=1)
    }
    return {group.name: _example_of(group, values[group.name]) for group in GROUPS} | {LABELS: labels(_ANY_YEAR)}


def _example_of(group: PlaceholderGroup, values: dict[str, Any]) -> Any:
    if not group.each:
        return values
    return [values | ({_LINE: str(number)} if _LINE in values else {}) for number in range(1, _ROWS + 1)]
