# SPDX-License-Identifier: MIT
"""A complaint about a value: which field, what stands there, which rule it breaks, and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from villagedesk.i18n import _, sentences


class Level(StrEnum):
    """How far a problem reaches: errors block official output, doubts may stay with a reason, hints only inform."""

    ERROR = "error"
    DOUBT = "doubt"
    HINT = "hint"


class Problem(NamedTuple):
    """One finding, complete enough to act on.

    Attributes:
        field: label of the field as the user knows it.
        shown: the offending value as it was typed; empty when the fault is that there is none.
        rule: what is wrong, in one clause.
        remedy: what the user should do.
        level: see `Level`.
        code: rule number of the 209 checks where it has one (A03 …).
        row: id of the row it is about, and `key` its field, so that a screen can jump there.
        person: whom it is about, for lists over many people.
        place: row and column of a sheet, for imports ("第 4 行 I 列").
    """

    field: str
    shown: str
    rule: str
    remedy: str = ""
    level: Level = Level.ERROR
    code: str = ""
    entity: str = ""
    row: str = ""
    key: str = ""
    person: str = ""
    place: str = ""

    def text(self) -> str:
        """The complete sentence."""
        value = self.shown if len(self.shown) <= 40 else self.shown[:38] + "…"
        quoted = _("“{value}”").format(value=value) if value else ""
        lead = " ".join(part for part in (self.place, self.person) if part)
        body = f"{self.field}{quoted}{self.rule}"
        return sentences((f"{lead + ' ' if lead else ''}{body}", self.remedy))

    def at(self, **where: str) -> Problem:
        """The same problem with its place, person or row filled in."""
        return self._replace(**where)  # type: ignore[arg-type]
