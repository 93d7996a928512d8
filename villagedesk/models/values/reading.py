# SPDX-License-Identifier: MIT
"""What reading a value gives, and how a value is refused or doubted; shared by the readers of all kinds."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of
from villagedesk.models.values.text import clean_line

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec, Value


class Refusal(Enum):
    """The mark of a value that cannot be kept in its field, not even in a draft of the record."""

    KEEP_OUT = "keep out"


KEEP_OUT: Final = Refusal.KEEP_OUT
_MANY_DIGITS: Final = 10**400  # str() refuses longer integers; none of them is a fact


class Reading(NamedTuple):
    """The value to keep, or `KEEP_OUT`, and the problems found. `extra` holds facts of other fields that it implies."""

    value: Value | Refusal
    problems: tuple[Problem, ...] = ()
    extra: tuple[tuple[str, Value], ...] = ()

    @property
    def kept(self) -> bool:
        """Whether there is a value that can be stored."""
        return self.value is not KEEP_OUT


def refuse(spec: FieldSpec, shown: str, rule: str, remedy: str) -> Reading:
    """A value that cannot be kept."""
    return Reading(KEEP_OUT, (complain(spec, shown, rule, remedy),))


def complain(
    spec: FieldSpec, shown: object, rule: str, remedy: str, level: Level = Level.ERROR, code: str = ""
) -> Problem:
    """A problem of a field, with its label filled in; what was typed is quoted without what could garble the sentence."""
    quoted = clean_line(str(shown).encode("utf-8", "replace").decode())
    return Problem(label_of(spec), quoted, rule, remedy, level, code, entity=spec.entity, key=spec.key)


def as_text(raw: object) -> str:
    """What a cell shows: whole numbers without ".0", dates as ISO text."""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) >= _MANY_DIGITS:
        return "9" * 400 + "…"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return str(raw)


def too_long(spec: FieldSpec, value: str) -> Reading | None:
    """The refusal of a text that is longer than its field; None if it fits."""
    if len(value) <= spec.length:
        return None
    rule = _("共{count}个字，最多{most}个字").format(count=len(value), most=spec.length)
    return refuse(spec, value, rule, _("请缩短，或把详细内容写到备注里"))
