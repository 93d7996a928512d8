# SPDX-License-Identifier: MIT
"""Reading a typed, pasted or imported value of a field: the value as it is kept, and what is wrong with it.

`read` never raises and never loses anything: a value that breaks a rule but can be kept is returned with its problem (a
draft may hold it); one that cannot be kept at all comes back as `KEEP_OUT` with the problem that says why.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import NA, SCALED, FieldSpec, Kind, Value
from villagedesk.models.codes import code_list
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values import text as texts
from villagedesk.models.values.dates import FIRST_YEAR, LAST_YEAR, NotADate, read_date
from villagedesk.models.values.identity import card_parts, is_phone, luhn_holds, normal_phone, read_id
from villagedesk.models.values.numbers import Unreadable, to_scaled
from villagedesk.models.values.papers import id_problems

if TYPE_CHECKING:
    from collections.abc import Callable


class Refusal(Enum):
    """The mark of a value that cannot be kept in its field, not even in a draft of the record."""

    KEEP_OUT = "keep out"


KEEP_OUT: Final = Refusal.KEEP_OUT


@dataclass(frozen=True, slots=True)
class Reading:
    """The value to keep, or `KEEP_OUT`, and the problems found. `extra` holds facts of other fields that it implies."""

    value: Value | Refusal
    problems: tuple[Problem, ...] = ()
    extra: tuple[tuple[str, Value], ...] = ()

    @property
    def kept(self) -> bool:
        """Whether there is a value that can be stored."""
        return self.value is not KEEP_OUT


EMPTY_WORDS: Final = frozenset({"", "-", "—", "--", "/", "无数据", "null", "none", "nan"})
NA_WORDS: Final = frozenset({"不适用", "na", "n/a"})
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
        short = raw.strip().casefold() if len(raw) < 12 else raw
        if short in EMPTY_WORDS:
            return Reading(() if spec.kind is Kind.CODES else None)
        if spec.na and short in NA_WORDS:
            return Reading(NA)
    return _READERS[spec.kind](spec, raw, today, year)


def refuse(spec: FieldSpec, shown: str, rule: str, remedy: str) -> Reading:
    """A value that cannot be kept."""
    return Reading(KEEP_OUT, (complain(spec, shown, rule, remedy),))


def complain(
    spec: FieldSpec, shown: object, rule: str, remedy: str, level: Level = Level.ERROR, code: str = ""
) -> Problem:
    """A problem of a field, with its label filled in."""
    return Problem(spec.label, str(shown), rule, remedy, level, code, entity=spec.entity, key=spec.key)


def _as_text(raw: object) -> str:
    """What a cell shows: whole numbers without ".0", dates as ISO text."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        return raw.date().isoformat()
    return str(raw)


def _too_long(spec: FieldSpec, value: str) -> Reading | None:
    if len(value) <= spec.length:
        return None
    rule = _("共{count}个字，最多{most}个字").format(count=len(value), most=spec.length)
    return refuse(spec, value, rule, _("请缩短，或把详细内容写到备注里"))


def _line(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.clean_line(_as_text(raw))
    return _too_long(spec, value) or Reading(value or None)


def _note(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.clean_note(_as_text(raw))
    return _too_long(spec, value) or Reading(value or None)


def _name(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.clean_name(_as_text(raw))
    too_long = _too_long(spec, value)
    if too_long:
        return too_long
    if any(sign.isdigit() or sign.isascii() for sign in value if sign != "·"):
        rule = _("含有数字或字母")
        return Reading(value, (complain(spec, value, rule, _("请对照身份证核对姓名"), Level.DOUBT, "A10"),))
    if len(value) == 1 or len(value) > 15:
        rule = _("只有{count}个字").format(count=len(value)) if len(value) == 1 else _("超过15个字")
        return Reading(value, (complain(spec, value, rule, _("请对照身份证核对姓名"), Level.DOUBT, "A10"),))
    return Reading(value or None)


def _code(spec: FieldSpec, raw: object, _today: dt.date, year: int | None) -> Reading:
    text = texts.clean_line(_as_text(raw))
    found = code_list(spec.codes).find(text)
    if found is None:
        return refuse(spec, text, _("不在代码表中"), _allowed(spec, year))
    return Reading(found)


def _allowed(spec: FieldSpec, year: int | None) -> str:
    labels = [entry.label for entry in code_list(spec.codes).choices(year)]
    some = "、".join(labels[:12]) + ("……" if len(labels) > 12 else "")
    return _("可以填：{choices}").format(choices=some)


_LIST_SIGNS: Final = str.maketrans(dict.fromkeys("，、;；/|\n", ","))


def _codes(spec: FieldSpec, raw: object, _today: dt.date, year: int | None) -> Reading:
    if isinstance(raw, (tuple, list, set, frozenset)):
        parts = [str(part) for part in raw]
    else:
        whole = code_list(spec.codes).find(texts.clean_line(_as_text(raw)))
        parts = [whole] if whole else [part.strip() for part in _as_text(raw).translate(_LIST_SIGNS).split(",")]
    values = []
    for part in filter(None, parts):
        found = code_list(spec.codes).find(part)
        if found is None:
            return refuse(spec, part, _("不在代码表中"), _allowed(spec, year))
        values.append(found)
    return Reading(tuple(sorted(set(values))))


_DATE_RULES: Final[dict[str, Callable[[], str]]] = {
    "form": lambda: _("不是日期"),
    "year": lambda: _("年份不在1900到2100之间"),
    "month": lambda: _("没有这个月份"),
    "day": lambda: _("没有这一天"),
    "ambiguous": lambda: _("分不清是1月还是10月"),
}


def _dated(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    shown = _as_text(raw)
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
    shown = _as_text(raw)
    try:
        year = int(read_date(raw)[:4])
    except NotADate:
        return refuse(spec, shown, _("不是年份"), _("请填四位数字，如 2016"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return refuse(spec, shown, _("年份不在1900到2100之间"), _("请填四位数字，如 2016"))
    return Reading(year)


_NUMBER_RULES: Final[dict[str, Callable[[], str]]] = {
    "not_number": lambda: _("不是数字"),
    "too_fine": lambda: _("小数位数太多"),
    "too_large": lambda: _("数字太大"),
}


def _number(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    decimals = SCALED.get(spec.kind, 0)
    shown = _as_text(raw)
    try:
        value = to_scaled(raw, decimals)
    except Unreadable as fault:
        remedy = _("请只填数字，最多两位小数，单位{unit}") if decimals else _("请填整数")
        return refuse(spec, shown, _NUMBER_RULES[str(fault)](), remedy.format(unit=spec.unit))
    if abs(value) > 2**53:
        return refuse(spec, shown, _("数字太大"), _("请核对"))
    low, high = spec.minimum, spec.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        scale = 10**decimals
        limits = _("应在{low}到{high}{unit}之间") if high is not None else _("不能小于{low}{unit}")
        text = limits.format(low=(low or 0) // scale, high=(high or 0) // scale, unit=spec.unit)
        return Reading(value, (complain(spec, shown, text, _("请核对原始材料后改正")),))
    return Reading(value)


def _yes_no(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    text = texts.half_width(_as_text(raw)).casefold()
    if text in _YES:
        return Reading(value=True)
    if text in _NO:
        return Reading(value=False)
    return refuse(spec, _as_text(raw), _("不是“是”或“否”"), _("请填“是”或“否”，不清楚就空着"))


def _id_number(spec: FieldSpec, raw: object, today: dt.date, _year: int | None) -> Reading:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) >= 1e15:
        shown = f"{raw:.5E}"
        rule = _("是数字格式，末几位已被表格软件改成0或丢失，无法还原")
        remedy = _("请在原表中把该列设为“文本”格式后重新填写或重新导出，再导入")
        return refuse(spec, shown, rule, remedy)
    reading = read_id(_as_text(raw), today)
    if not reading.number:
        return Reading(None)
    if len(reading.number) > 30:
        return refuse(spec, reading.number, _("太长，不是证件号码"), _("请对照证件重新输入"))
    problems = tuple(id_problems(spec, reading))
    extra = (("card_no", reading.card), *_disability(reading.card)) if reading.card else ()
    return Reading(reading.number, problems, extra)


def _disability(card: str) -> tuple[tuple[str, Value], ...]:
    _number, kind, grade = card_parts(card)
    return (("disability_kind", kind), ("disability_grade", grade))


def _card_number(spec: FieldSpec, raw: object, today: dt.date, _year: int | None) -> Reading:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) >= 1e15:
        return _id_number(spec, raw, today, None)
    reading = read_id(_as_text(raw), today)
    if reading.card:
        return Reading(reading.card, (), _disability(reading.card))
    if len(reading.number) > 30:
        return refuse(spec, reading.number, _("太长，不是残疾证号"), _("请对照证件重新输入"))
    rule = _("应为20位（补发为22位）：身份证号加残疾类别（1–7）和等级（1–4）")
    return Reading(reading.number or None, (complain(spec, reading.number, rule, _("请对照残疾人证核对"), code="A06"),))


def _phone(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = normal_phone(_as_text(raw))
    too_long = _too_long(spec, value)
    if too_long:
        return too_long
    if value and not is_phone(value):
        rule = _("不是手机号（11位，13–19开头）或固定电话")
        return Reading(value, (complain(spec, value, rule, _("请核对号码"), Level.DOUBT, "A13"),))
    return Reading(value or None)


def _bank(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    if isinstance(raw, float) and abs(raw) >= 1e15:
        return _id_number(spec, raw, dt.date.min, None)
    value = texts.half_width(_as_text(raw)).lstrip("'")
    if not (value.isascii() and value.isdigit() and 9 <= len(value) <= 25):
        rule = _("不是银行账号（9到25位数字）")
        return Reading(value[:30] or None, (complain(spec, value, rule, _("请对照存折或银行卡核对"), Level.DOUBT),))
    if 16 <= len(value) <= 19 and not luhn_holds(value):
        rule = _("校验位不符")
        return Reading(value, (complain(spec, value, rule, _("请核对一遍；信用社存折可忽略"), Level.HINT),))
    return Reading(value)


def _region(spec: FieldSpec, raw: object, *_more: object) -> Reading:
    value = texts.half_width(_as_text(raw))
    if value.isascii() and value.isdigit() and len(value) in {6, 9, 12}:
        return Reading(value)
    return refuse(spec, value, _("不是区划代码"), _("村代码12位、乡镇代码9位、县代码6位数字"))


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
    Kind.WHOLE: _number,
    Kind.YES_NO: _yes_no,
    Kind.ID_NUMBER: _id_number,
    Kind.CARD_NUMBER: _card_number,
    Kind.PHONE: _phone,
    Kind.BANK_NUMBER: _bank,
    Kind.REGION: _region,
    Kind.PHOTO: _opaque,
    Kind.REF: _opaque,
}
