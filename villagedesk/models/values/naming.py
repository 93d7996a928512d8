# SPDX-License-Identifier: MIT
"""What fields and records are called in the interface language, with units and hints; no value is looked at (`show` does)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import aside, english
from villagedesk.models.catalogue.spec import UNITS

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec


def label_of(spec: FieldSpec, year: int | None = None) -> str:
    """The field's label in the interface language; Chinese labels follow the wording of the year."""
    return spec.en if english() else spec.label_in(year)


def heading_of(spec: FieldSpec, year: int | None = None) -> str:
    """The label for a narrow column."""
    return spec.en if english() else (spec.short or spec.label_in(year))


def entity_name(spec: EntitySpec) -> str:
    """What such a record is called in the interface language."""
    return spec.en if english() else spec.label


def unit_of(spec: FieldSpec) -> str:
    """The unit in the interface language, empty if there is none."""
    return UNITS[spec.unit] if spec.unit and english() else spec.unit


def with_unit(text: str, spec: FieldSpec) -> str:
    """A label of the field with its unit behind it."""
    return aside(text, unit_of(spec))


def hint_of(spec: FieldSpec) -> str:
    """What to enter, in the interface language; empty if there is nothing to say."""
    return spec.hint_en if english() else spec.hint
