# SPDX-License-Identifier: MIT
"""What a sort of record is called, in the interface language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import english

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import EntitySpec


def entity_name(spec: EntitySpec) -> str:
    """As a village official calls it."""
    return spec.en if english() else spec.label
