# SPDX-License-Identifier: MIT
"""Reading a typed, pasted or imported value of a field: the value as it is kept, and what is wrong with it.

`read` never raises and never loses anything: a value that breaks a rule but can be kept is returned with its problem (a
draft may hold it); one that cannot be kept at all comes back as `KEEP_OUT` with the problem that says why.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.spec import NA, SCALED, FieldSpec, Kind
from villagedesk.models.codes import CodeList, code_list
from villagedesk.models.measures import implied
from villagedesk.models.problem import Level
from villagedesk.models.values import parse_ids
from villagedesk.models.values import text as texts
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.models.values.numbers import Unreadable, to_scaled
from villagedesk.models.values.places import split_place
from villagedesk.models.values.reading import KEEP_OUT, Reading, Refusal, as_text, complain, refuse, too_long
from villagedesk.models.values.show import hint_of, unit_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

__all__ = ["EMPTY_WORDS", "KEEP_OUT", "NA_WORDS", "Reading", "Refusal", "complain", "read", "refuse"]

EMPTY_WORDS: Final = frozenset({"", "-", "—", "--", "/", "无数据", "null", "none", "nan"})
NA_WORDS: Final = frozenset({"不适用", "na", "n/a", "not applicable"})
_YES: Final = frozenset({"是", "有", "已", "y", "yes", "1", "true", "√", "✓", "☑", "对", "通", "已解决", "安全"})
_NO: Final = frozenset(
    {"否", "无", "未", "没有", "不是", "n", "no", "0", "false", "×", "✗", "□", "未通", "未解决", "不安全"}
)


def read(spec: FieldSpec, raw: object, *, today: dt.date, year: int | None = None) -> Reading:
    """Read a value of a field.

    Args:
        spec: the field.
        raw: text, or what a spreadsheet cell held (number, date, bool, None).
        today: the day against which births and other dates are checked.
        year: the year whose code list applies, where that matters.
    """
    if raw is None or (isinstance(raw, tuple) and not raw):
        return Reading(() if spec.kind is Kind.CODES else None)
    if raw is NA:
        return Reading(NA) if spec.na else refuse(spec, "", _("不能填“不适用”"), _("请填写具体内容，或者空着"))
    if isinstance(raw, str):
        if texts.broken(raw):
            return refuse(
                spec,
                raw.encode("utf-8", "replace").decode(),
                _("含有残缺的半个字符，无法保存"),
                _("请删去该字符后重新输入"),
            )
        short = texts.clean_line(raw).casefold() if len(raw) < 24 else raw
        if short in EMPTY_WORDS:
            return Reading(() if spec.kind is Kind.CODES else None)
        if spec.na and short in NA_WORDS:
            return Reading(NA)
    return parse_ids.digits_lost(spec, raw) or _READERS[spec.kind](spec, raw, today, year)


def _line(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.clean_line(as_text(raw))
    refusal = too_long(spec, value)
    if refusal or not spec.pattern or not value:
        return refusal or Reading(value or None, extra=_parts(spec, value))
    plain = texts.half_width(value)
    if re.fullmatch(spec.pattern, plain, re.ASCII):
        return Reading(plain)
    return Reading(
        value, (complain(spec, value, _("的写法不对"), _("应为{form}").format(form=hint_of(spec)), Level.DOUBT),)
    )


def _parts(spec: FieldSpec, value: str) -> tuple[tuple[str, str], ...]:
    """What the text of a place says about the fields that hold its parts."""
    return tuple((key, part) for key, part in zip(spec.parts, split_place(value), strict=False) if part)


def _note(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.clean_note(as_text(raw))
    return too_long(spec, value) or Reading(value or None)


def _name(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.clean_name(as_text(raw))
    refusal = too_long(spec, value)
    if refusal:
        return refusal
    if any(sign.isdigit() or sign.isascii() for sign in value if sign != "·"):
        rule = _("含有数字或字母")
        return Reading(value, (complain(spec, value, rule, _("请对照身份证核对姓名"), Level.DOUBT, "A10"),))
    if len(value) == 1 or len(value) > 15:
        rule = _("只有{count}个字").format(count=len(value)) if len(value) == 1 else _("超过15个字")
        return Reading(value, (complain(spec, value, rule, _("请对照身份证核对姓名"), Level.DOUBT, "A10"),))
    return Reading(value or None)


def _code(spec: FieldSpec, raw: object, _today: dt.date, year: int | None) -> Reading:
    text = texts.clean_line(as_text(raw))
    if not text:
        return Reading(None)
    found = _found(spec, text, year)
    if found is None:
        return refuse(spec, text, _("不在代码表中"), _allowed(spec, year))
    return Reading(found, extra=tuple(implied(spec.codes, found).items()))


def _found(spec: FieldSpec, text: str, year: int | None) -> str | None:
    names = code_list(spec.codes)
    return names.find(text, year) or (text if names.takes(text) else None)


def _allowed(spec: FieldSpec, year: int | None) -> str:
    names = code_list(spec.codes)
    labels = [names.shown(entry.code, year) for entry in names.choices(year)]
    some = listed(labels[:12]) + ("……" if len(labels) > 12 else "")
    return _("可以填：{choices}").format(choices=some)


_MOST_PIECES: Final = 5  # more commas than four stand in no name
_LIST_SIGN: Final = re.compile(r"[,，、;；/|\n]")


def _codes(spec: FieldSpec, raw: object, _today: dt.date, year: int | None) -> Reading:
    if isinstance(raw, (tuple, list, set, frozenset)):
        parts = [str(part) for part in raw]
    else:
        parts = _names_in(code_list(spec.codes), as_text(raw), year)
    values = []
    for part in filter(None, parts):
        found = _found(spec, part, year)
        if found is None:
            return refuse(spec, part, _("不在代码表中"), _allowed(spec, year))
        values.append(found)
    return Reading(tuple(sorted(set(values))))


def _names_in(known: CodeList, text: str, year: int | None) -> list[str]:
    """The names in a typed list. Some names hold a comma themselves, so the longest that is known is taken first."""
    pieces = [texts.clean_line(piece) for piece in _LIST_SIGN.split(text)]
    found = []
    while pieces:
        ends = (end for end in range(min(_MOST_PIECES, len(pieces)), 1, -1) if known.find(",".join(pieces[:end]), year))
        end = next(ends, 1)
        found.append(",".join(pieces[:end]))
        pieces = pieces[end:]
    return found


_DATE_RULES: Final[dict[str, Callable[[], str]]] = {
    "form": lambda: _("不是日期"),
    "year": lambda: _("年份不在1900到2100之间"),
    "month": lambda: _("没有这个月份"),
    "day": lambda: _("没有这一天"),
    "ambiguous": lambda: _("分不清是1月还是10月"),
    "serial": lambda: _("分不清是日期还是年月（如 2016.3 漏了点）"),
    "short_year": lambda: _("的年份只有两位，分不清是哪个世纪"),
}


def _dated(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    shown = as_text(raw)
    if not texts.clean_line(shown):
        return Reading(None)
    try:
        iso = read_date(raw)
    except NotADate as fault:
        return refuse(spec, shown, _DATE_RULES[str(fault)](), _date_remedy(spec))
    if spec.kind is Kind.MONTH:
        if len(iso) == 4:
            return refuse(spec, shown, _("缺少月份"), _date_remedy(spec))
        return Reading(iso[:7])
    if len(iso) < 10:
        return refuse(spec, shown, _("缺少月份或日"), _date_remedy(spec))
    return Reading(iso)


def _date_remedy(spec: FieldSpec) -> str:
    return _("可写成 2016-12 或 2016年12月") if spec.kind is Kind.MONTH else _("可写成 2016-12-05 或 2016年12月5日")


def _year(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    shown = as_text(raw)
    if not texts.clean_line(shown):
        return Reading(None)
    try:
        return Reading(int(read_date(shown)[:4]))  # as text: 2016.1 says the year, 20163 does not
    except NotADate as fault:
        rule = _("不是年份") if str(fault) == "form" else _DATE_RULES[str(fault)]()
        return refuse(spec, shown, rule, _("请填四位数字，如 2016"))


_NUMBER_RULES: Final[dict[str, Callable[[], str]]] = {
    "not_number": lambda: _("不是数字"),
    "too_fine": lambda: _("小数位数太多"),
    "too_large": lambda: _("数字太大"),
    "unit": lambda: _("的单位不对"),
}


def _number(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    decimals = SCALED.get(spec.kind, 0)
    shown = as_text(raw)
    if not texts.clean_line(shown):
        return Reading(None)
    try:
        value = to_scaled(raw, decimals, spec.unit)
    except Unreadable as fault:
        remedy = _("请填整数")
        if decimals or str(fault) == "unit":
            remedy = _("请只填数字，最多两位小数，单位{unit}") if decimals else _("请填整数，单位{unit}")
        if decimals and not spec.unit:
            remedy = _("请只填数字，最多两位小数，单位另填")
        return refuse(spec, shown, _NUMBER_RULES[str(fault)](), remedy.format(unit=unit_of(spec)))
    if abs(value) > 2**53:
        return refuse(spec, shown, _("数字太大"), _("请核对"))
    low, high = spec.minimum, spec.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        scale = 10**decimals
        limits = _("应在{low}到{high}{unit}之间") if high is not None else _("不能小于{low}{unit}")
        text = limits.format(low=(low or 0) // scale, high=(high or 0) // scale, unit=unit_of(spec))
        return Reading(value, (complain(spec, shown, text, _("请核对原始材料后改正")),))
    return Reading(value)


def _yes_no(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    text = texts.half_width(as_text(raw)).casefold()
    if not text:
        return Reading(None)
    if text in _YES:
        return Reading(value=True)
    if text in _NO:
        return Reading(value=False)
    return refuse(spec, as_text(raw), _("不是“是”或“否”"), _("请填“是”或“否”，不清楚就空着"))


def _opaque(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    return Reading(str(raw))


_READERS: Final[dict[Kind, Callable[[FieldSpec, object, dt.date, int | None], Reading]]] = {
    Kind.TEXT: _line,
    Kind.NOTE: _note,
    Kind.NAME: _name,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.DATE: _dated,
    Kind.MONTH: _dated,
    Kind.YEAR: _year,
    Kind.MONEY: _number,
    Kind.AREA: _number,
    Kind.FLOOR: _number,
    Kind.DISTANCE: _number,
    Kind.QUANTITY: _number,
    Kind.WHOLE: _number,
    Kind.YES_NO: _yes_no,
    Kind.ID_NUMBER: parse_ids.read_id_number,
    Kind.CARD_NUMBER: parse_ids.read_card_number,
    Kind.PHONE: parse_ids.read_phone,
    Kind.BANK_NUMBER: parse_ids.read_bank,
    Kind.REGION: parse_ids.read_region,
    Kind.PHOTO: _opaque,
    Kind.REF: _opaque,
}
