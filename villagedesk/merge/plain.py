# SPDX-License-Identifier: MIT
"""Recognising births with plain contents at a glance: one pattern per sort of record, made from the field catalogue.

Nearly all births of nearly all files match. What does not is no worse for it: `checking` then asks value by value. What
matches would be accepted there too, so the pattern may say less than the catalogue, never more.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec

# Quantifiers are possessive: what was matched is never tried again shorter, so nothing takes longer than its length.
# The signs that may stand anywhere are asked once, at the beginning, since each class of 汉字 takes long to compile:
# nothing that JSON writes otherwise, that cleaning would change or that Unicode composes.
_SIGNS: Final = "(?=[ -~\u4e00-\u9fff、。，；：（）《》]*+\\Z)"
_WORD: Final = '"[0-9A-Za-z_.:-]{1,64}+"'
_ENTRY: Final = '"[0-9A-Za-z_.-]{1,64}+"'
_LINE: Final = r'"[^"\\ ]{1,200}+"'
_WHOLE: Final = "(?:0|-?[1-9][0-9]{0,14}+)"
_YEAR: Final = "(?:1[89]|20|21)[0-9]{2}"
_LONG_MONTH, _SHORT_MONTH = "(?:0[13578]|1[02])", "(?:0[469]|11)"
_DAY: Final = (  # 29 February, which not every year has, takes the longer way
    f"{_YEAR}-(?:{_LONG_MONTH}-(?:0[1-9]|[12][0-9]|3[01])|{_SHORT_MONTH}-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_BY_KIND: Final = {
    Kind.DATE: f'"{_DAY}"',
    Kind.MONTH: f'"{_YEAR}-(?:0[1-9]|1[0-2])"',
    Kind.YES_NO: "(?:true|false)",
    Kind.YEAR: _YEAR,
    Kind.CODES: f"\\[(?:{_ENTRY}(?:,{_ENTRY})*+)?+\\]",
    Kind.CODE: _WORD,
    Kind.REF: _WORD,
}


def is_plain_birth(entity: str, text: str) -> bool:
    """Whether a text is canonical JSON of plain values of this sort of record; False says nothing."""
    return text[:1] == "{" and text[-1:] == "}" and _pattern(entity).fullmatch(text[1:-1] + ",") is not None


@cache
def _pattern(entity: str) -> re.Pattern[str]:
    """The members in order, each followed by a comma: looking ahead for the end would take longer to compile."""
    return re.compile(_SIGNS + "".join(f'(?:"{field.key}":{_value(field)},)?+' for field in _in_order(entity)))


def _in_order(entity: str) -> list[FieldSpec]:
    return sorted(ENTITIES[entity].fields, key=lambda field: field.key)


def _value(field: FieldSpec) -> str:
    return _BY_KIND.get(field.kind) or (_WHOLE if field.is_number else _LINE)
