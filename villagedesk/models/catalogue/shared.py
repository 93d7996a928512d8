# SPDX-License-Identifier: MIT
"""What records of several books say alike: the village they belong to, and hints."""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.spec import Kind, field

SEVERAL: Final[dict[str, Any]] = {"hint": "可填多人，用顿号分开", "hint_en": "Several people are parted by commas"}
ON_PAPER: Final[dict[str, Any]] = {
    "hint": "只记录事实，程序不代签",
    "hint_en": "Only records the fact; the program signs nothing",
}


def village(**more: Any) -> Any:
    """The village whose record it is."""
    return field("村", "Village", Kind.REF, ref="village", required=True, **more)
