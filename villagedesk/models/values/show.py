# SPDX-License-Identifier: MIT
"""A kept value as words: as a screen shows it, as a form prints it, as an edit line takes it back."""

from __future__ import annotations

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.spec import NA, SCALED, FieldSpec, Kind, Value
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import shown as shown_date
from villagedesk.models.values.naming import entity_name, heading_of, hint_of, label_of, unit_of, with_unit
from villagedesk.models.values.numbers import from_scaled, short_number

# Whoever shows values names them too.
__all__ = [
    "editable", "entity_name", "group_words", "heading_of", "hint_of", "label_of", "shown", "unit_of", "with_unit", "words",
]  # fmt: skip


def words(spec: FieldSpec, value: Value, year: int | None = None) -> str:
    """The value as papers print it, always Chinese; nothing known is an empty string. REF and PHOTO give their id."""
    if value is None or value == ():
        return ""
    if value is NA:
        return "不适用"
    match spec.kind:
        case Kind.CODE:
            return code_list(spec.codes).label(str(value), year)
        case Kind.CODES:
            return "、".join(
                code_list(spec.codes).label(code, year) for code in code_list(spec.codes).ordered(_members(value))
            )
        case Kind.DATE | Kind.MONTH:
            return shown_date(str(value))
        case Kind.YES_NO:
            return "是" if value else "否"
        case _:
            return _number_words(spec, value)


def _number_words(spec: FieldSpec, value: Value) -> str:
    if not isinstance(value, int) or spec.kind is Kind.YEAR:
        return str(value)
    if spec.kind is Kind.MONEY:
        return from_scaled(value, 2)
    return short_number(value, SCALED.get(spec.kind, 0))


def shown(spec: FieldSpec, value: Value, year: int | None = None) -> str:
    """The value as a list or label on screen shows it, in the interface language."""
    if value is None or value == ():
        return ""
    if value is NA:
        return _("不适用")
    match spec.kind:
        case Kind.CODE:
            return code_list(spec.codes).shown(str(value), year)
        case Kind.CODES:
            names = code_list(spec.codes)
            return listed(names.shown(code, year) for code in names.ordered(_members(value)))
        case Kind.YES_NO:
            return _("是") if value else _("否")
        case Kind.DATE | Kind.MONTH:
            return str(value)
        case Kind.MONEY if isinstance(value, int):
            return from_scaled(value, 2, grouped=True)
        case _:
            return _number_words(spec, value)


def editable(spec: FieldSpec, value: Value) -> str:
    """The value as an edit line holds it, so that `parse.read` gives the same value back."""
    if value is NA:
        return _("不适用")
    if spec.kind in {Kind.CODE, Kind.CODES} and value:
        return listed(_name_or_code(spec, code) for code in _members(value))
    if spec.kind in {Kind.CODE, Kind.CODES, Kind.YES_NO}:
        return shown(spec, value)
    if spec.kind is Kind.MONEY and isinstance(value, int):
        return short_number(value, 2)
    return "" if value is None else _number_words(spec, value)


def _name_or_code(spec: FieldSpec, code: str) -> str:
    """The name by which a code is chosen, or the code itself where that name means another one today (低保户 of 2014)."""
    name = code_list(spec.codes).shown(code)
    return name if code_list(spec.codes).find(name) == code else code


def _members(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def group_words(group: str | None) -> str:
    """A villagers' group as people say it ("2" → "2组"); empty without one."""
    return f"{group}组" if group and group.isdecimal() else group or ""
