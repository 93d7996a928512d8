# SPDX-License-Identifier: MIT
"""What an editor holds, as plain text: the common tongue of widgets, grids, pasted cells and drafts.

A content is what somebody typed, or a stored value in a form that reads back as the same value in either language: a code,
codes joined by commas, 是, 否, 不适用, ISO dates, plain numbers, the id of a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import NA, FieldSpec, Kind, Value
from villagedesk.models.codes import code_list
from villagedesk.models.measures import implied
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values import parse
from villagedesk.models.values.parse import Reading
from villagedesk.models.values.show import editable

if TYPE_CHECKING:
    import datetime as dt

NOT_APPLICABLE: Final = "不适用"
YES: Final = "是"
NO: Final = "否"
UNKNOWN_REF: Final = "?"  # before a name that was typed into a field which takes rows of a list


def content_of(spec: FieldSpec, value: Value) -> str:
    """A stored value as the content of an editor; empty where nothing is known."""
    if value is None or value == ():
        return ""
    if value is NA:
        return NOT_APPLICABLE
    if spec.kind is Kind.YES_NO:
        return YES if value else NO
    if isinstance(value, tuple):
        return ",".join(value)
    if spec.kind in {Kind.CODE, Kind.REF, Kind.PHOTO, Kind.DATE, Kind.MONTH}:
        return str(value)
    return editable(spec, value)


def read_content(spec: FieldSpec, content: str, stored: Value, today: dt.date, year: int | None) -> Reading:
    """Read a content; `stored` is the value in the file, which stays readable even if this program does not know it."""
    plain = content.strip()
    if plain == content_of(spec, stored):
        return _as_stored(spec, plain, stored, today, year)
    if spec.kind is Kind.REF:
        return _reference(spec, plain)
    if spec.kind is Kind.CODE and code_list(spec.codes).takes(plain):
        return Reading(plain, extra=tuple(implied(spec.codes, plain).items()))
    if spec.kind is Kind.CODES:
        return _members(spec, plain, stored, today, year)
    return parse.read(spec, content, today=today, year=year)


def _as_stored(spec: FieldSpec, plain: str, stored: Value, today: dt.date, year: int | None) -> Reading:
    """The stored value with what is to be said about it; never refused, since it is in the file already."""
    if spec.kind in {Kind.REF, Kind.PHOTO} or not plain:
        return Reading(stored)
    if spec.kind in {Kind.CODE, Kind.CODES}:
        unknown = [code for code in plain.split(",") if not code_list(spec.codes).takes(code)]
        if unknown and stored is not NA:
            return Reading(stored, (_unknown_code(spec, unknown[0]),))
        return Reading(stored)
    reading = parse.read(spec, plain, today=today, year=year)
    return Reading(stored, reading.problems, reading.extra)


def _unknown_code(spec: FieldSpec, code: str) -> Problem:
    rule = _("不在本版本的代码表中")
    return parse.complain(spec, code, rule, _("已照原样保留；请升级程序，或另选一项"), Level.DOUBT)


def _reference(spec: FieldSpec, plain: str) -> Reading:
    if plain.startswith(UNKNOWN_REF):
        name = plain.removeprefix(UNKNOWN_REF)
        return parse.refuse(spec, name, _("不在名单中"), _("请从列表中选择，或选“新增…”"))
    return Reading(plain or None)


def _members(spec: FieldSpec, plain: str, stored: Value, today: dt.date, year: int | None) -> Reading:
    """A set of codes: ticked ones come as codes, typed or pasted ones as names."""
    kept = stored if isinstance(stored, tuple) else ()
    parts = [part.strip() for part in plain.split(",") if part.strip()]
    if parts and all(code_list(spec.codes).takes(part) or part in kept for part in parts):
        return Reading(tuple(sorted(set(parts))))
    return parse.read(spec, plain, today=today, year=year)
