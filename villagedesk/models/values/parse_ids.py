# SPDX-License-Identifier: MIT
"""Readers of the numbers that name people and places: identity numbers, cards, telephones, accounts, division codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import FieldSpec, Kind, Sensitivity, Value
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import (
    IdFault,
    card_parts,
    is_hotline,
    is_phone,
    luhn_holds,
    normal_number,
    normal_phone,
    read_id,
)
from villagedesk.models.values.papers import id_problems
from villagedesk.models.values.reading import Reading, as_text, complain, refuse, too_long
from villagedesk.models.values.text import half_width

if TYPE_CHECKING:
    import datetime as dt

# Kinds whose digits are a name and no quantity, so that a number cell of more than 15 digits has lost some of them.
_DIGITS_ARE_NAMES: Final = frozenset(
    {Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.BANK_NUMBER, Kind.PHONE, Kind.REGION, Kind.TEXT, Kind.NAME}
)
_SCIENTIFIC: Final = re.compile(r"\d(\.\d+)?E\+(\d{2})", re.ASCII)
_CANNOT_BE_SCIENTIFIC: Final = re.compile(r"[\u4e00-\u9fff]|\A[^\WEe]+\Z", re.ASCII)  # a 汉字, or no E and no plus
_EXCEL_DIGITS: Final = 15


def digits_lost(spec: FieldSpec, raw: object) -> Reading | None:
    """The refusal of a long number that a spreadsheet has rounded, as a number or as the text 5.10199E+17; None if not."""
    if spec.kind not in _DIGITS_ARE_NAMES or isinstance(raw, bool):
        return None
    if isinstance(raw, (int, float)) and 10**_EXCEL_DIGITS <= abs(raw) < 10**300:
        return _rounded(spec, f"{float(raw):.5E}")
    if isinstance(raw, str) and len(raw) < 30 and not _CANNOT_BE_SCIENTIFIC.search(raw):
        text = normal_number(raw)
        written = _SCIENTIFIC.fullmatch(text)
        if written and int(written[2]) >= 10:  # telephones too: 1.38001E+10 has lost its end
            return _rounded(spec, text)
    return None


def _rounded(spec: FieldSpec, shown: str) -> Reading:
    rule = _("是数字格式，末几位已被表格软件改成0或丢失，无法还原")
    remedy = _("请在原表中把该列设为“文本”格式后重新填写或重新导出，再导入")
    return refuse(spec, shown, rule, remedy)


def read_id_number(spec: FieldSpec, raw: object, today: dt.date, _year: int | None) -> Reading:
    """An identity number; a disability card in its place gives the card, kind and grade as well."""
    reading = read_id(as_text(raw), today)
    if not reading.number:
        return Reading(None)
    if len(reading.number) > 30:
        return refuse(spec, reading.number, _("太长，不是证件号码"), _("请对照证件重新输入"))
    extra = (("card_no", reading.card), *_disability(reading.card)) if reading.card else ()
    return Reading(reading.number, tuple(id_problems(spec, reading)), extra)


def _disability(card: str) -> tuple[tuple[str, Value], ...]:
    _number, kind, grade = card_parts(card)
    return (("disability_kind", kind), ("disability_grade", grade))


def read_card_number(spec: FieldSpec, raw: object, today: dt.date, _year: int | None) -> Reading:
    """A disability card; the identity number in it must be right as well (check A06)."""
    reading = read_id(as_text(raw), today)
    if reading.card:
        problems = tuple(one.at(shown=reading.card) for one in id_problems(spec, reading))
        return Reading(reading.card, problems, _disability(reading.card))
    number = normal_number(as_text(raw))
    if len(number) > 30:
        return refuse(spec, number, _("太长，不是残疾证号"), _("请对照证件重新输入"))
    if not number:
        return Reading(None)
    if reading.faults == (IdFault.PLACEHOLDER,):
        return Reading(
            number, (complain(spec, number, _("是占位号码，不是残疾证号"), _("没有残疾证的请空着"), code="A06"),)
        )
    rule = _("应为20位（补发为22位）：身份证号加残疾类别（1–7）和等级（1–4）")
    return Reading(number, (complain(spec, number, rule, _("请对照残疾人证核对"), code="A06"),))


def read_phone(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    """A mobile or landline; what is neither is kept and doubted. Public numbers of an office may be hotlines."""
    value = normal_phone(as_text(raw))
    refusal = too_long(spec, value)
    if refusal:
        return refusal
    if not value or is_phone(value) or (spec.sensitivity is Sensitivity.PUBLIC and is_hotline(value)):
        return Reading(value or None)
    rule = _("不是手机号（11位，13–19开头）或固定电话")
    return Reading(value, (complain(spec, value, rule, _("请核对号码"), Level.DOUBT, "A13"),))


def read_bank(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    """An account number; the check digit only hints, since passbooks of rural credit unions fail it."""
    value = half_width(as_text(raw)).lstrip("'‘’`").replace("-", "")
    if len(value) > 30:
        return refuse(spec, value, _("太长，不是银行账号"), _("请对照存折或银行卡核对"))
    if not value:
        return Reading(None)
    if not (value.isascii() and value.isdigit() and 9 <= len(value) <= 25):
        rule = _("不是银行账号（9到25位数字）")
        return Reading(value, (complain(spec, value, rule, _("请对照存折或银行卡核对"), Level.DOUBT),))
    if 16 <= len(value) <= 19 and not luhn_holds(value):
        rule = _("校验位不符")
        return Reading(value, (complain(spec, value, rule, _("请核对一遍；信用社存折可忽略"), Level.HINT),))
    return Reading(value)


def read_region(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    """A statistical division code of a county, township or village."""
    value = half_width(as_text(raw)).lstrip("'‘’`")
    if not value:
        return Reading(None)
    if value.isascii() and value.isdigit() and len(value) in {6, 9, 12}:
        return Reading(value)
    return refuse(spec, value, _("不是区划代码"), _("村代码12位、乡镇代码9位、县代码6位数字"))
