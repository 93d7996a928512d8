# SPDX-License-Identifier: MIT
"""Numbers as officials write them ("1,200元", "３.5亩") to the integers the program keeps, and back.

Money is fen, areas are hundredths of a mu: floating point never holds a fact (domain.md §7.6).
"""

from __future__ import annotations

import decimal
import math
import re
from decimal import Decimal
from typing import Final

from villagedesk.models.values.text import half_width

# Units that may stand after a number, and how many of the kept unit each is. 1 公顷 is 15 亩 (国务院 1984 年命令).
_UNITS: Final[dict[str, dict[str, Decimal | int]]] = {
    "元": {
        "元": 1,
        "块": 1,
        "圆": 1,
        "元整": 1,
        "万元": 10_000,
        "万": 10_000,
        "千元": 1_000,
        "千": 1_000,
        "亿元": 10**8,
    },
    "亩": {"亩": 1, "市亩": 1, "公顷": 15},
    "㎡": {"㎡": 1, "m2": 1, "m²": 1, "平方米": 1, "平米": 1, "平方": 1, "平": 1},
    "公里": {"公里": 1, "千米": 1, "km": 1, "米": Decimal("0.001"), "m": Decimal("0.001"), "华里": Decimal("0.5")},
    "个月": {"个月": 1, "月": 1},
    "户": {"户": 1, "家": 1, "万": 10_000},
    "人": {"人": 1, "名": 1, "口": 1, "万人": 10_000, "万": 10_000},
    "个": {"个": 1, "处": 1, "所": 1, "间": 1, "座": 1, "家": 1},
}
_NUMBER: Final = re.compile(r"([+-]?)(\d+|\d{1,3}(?:,\d{3})+|\d{1,4}(?:,\d{4})+)?(\.\d*)?(\D*)")
_MINUS: Final = str.maketrans({"−": "-", "﹣": "-", "–": "-"})
_LONGEST: Final = 40  # signs; more than any amount that is kept, and exact in the precision below
_EXACT: Final = decimal.Context(prec=100)


class Unreadable(ValueError):
    """The text is not a number of the wanted sort; `str()` says which clause of the rule it breaks."""


def to_scaled(raw: object, decimals: int, unit: str = "元") -> int:
    """Read a number with at most `decimals` places as an integer of that many hundredths or tenths.

    A float from a sheet is rounded half up at the last place, since 19612.01 may arrive as 19612.009999;
    a typed number with more places than we keep is refused instead of being changed. A unit after the number is
    converted where it is one of the same sort (万元, 公顷, 米) and refused where it is not (亩 in a field of money).

    Args:
        raw: text or a cell's number.
        decimals: places that the kept integer carries.
        unit: unit of the field.

    Raises:
        Unreadable: not a number, in another unit, or finer than what is kept.
    """
    if isinstance(raw, bool):
        raise Unreadable("not_number")
    if isinstance(raw, int):
        return raw * int(10**decimals)
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise Unreadable("not_number")
        return _exact(Decimal(repr(raw)), decimals, lenient=True)
    text = half_width(str(raw)).translate(_MINUS).removeprefix("人民币").lstrip("¥￥")
    match = _NUMBER.fullmatch(text)
    if not match or not re.search(r"\d", text[: match.start(4)]):
        raise Unreadable("not_number")
    if len(text) > _LONGEST:
        raise Unreadable("too_large")
    sign, whole, part, written = match.groups()
    factor = _factor(written.casefold(), unit)
    number = Decimal(f"{sign}{(whole or '0').replace(',', '')}{part or ''}")
    return _exact(_EXACT.multiply(number, factor), decimals, lenient=False)


def _factor(written: str, unit: str) -> Decimal:
    known: dict[str, Decimal | int] = {**_UNITS.get(unit, {}), unit: 1}
    if written in known or not written:
        return Decimal(known.get(written, 1))
    if any(written in others for others in _UNITS.values()):
        raise Unreadable("unit")
    raise Unreadable("not_number")


def _exact(number: Decimal, decimals: int, *, lenient: bool) -> int:
    scaled = number.scaleb(decimals, _EXACT)
    if scaled.adjusted() > 50:
        raise Unreadable("too_large")
    whole = scaled.quantize(Decimal(1), rounding=decimal.ROUND_HALF_UP, context=_EXACT)
    if whole != scaled and not (lenient and abs(whole - scaled) <= Decimal("0.01")):
        raise Unreadable("too_fine")
    return int(whole)


def number(value: object) -> int | None:
    """A whole number that was entered; None for nothing and for 不适用."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def half_up(amount: int, parts: int) -> int:
    """An amount divided into so many parts, rounded half up to a whole number."""
    return (2 * amount + parts) // (2 * parts)


def from_scaled(value: int, decimals: int, *, grouped: bool = False) -> str:
    """The number with exactly `decimals` places; `grouped` sets commas between thousands."""
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), 10**decimals)
    front = f"{whole:,}" if grouped else str(whole)
    return f"{sign}{front}.{part:0{decimals}d}" if decimals else f"{sign}{front}"


def short_number(value: int, decimals: int) -> str:
    """The number without trailing zeros, as one would write it by hand."""
    text = from_scaled(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SMALL = ("", "拾", "佰", "仟")
_LARGE = ("", "万", "亿", "兆")


def in_capitals(fen: int) -> str:
    """An amount in banking capitals (人民币大写), as receipts demand: 123450 → 壹仟贰佰叁拾肆元伍角整.

    Source: 支付结算办法 (银发〔1997〕393号) annex 1. Raises ValueError beyond 10^16 yuan.
    """
    if abs(fen) >= 10**18:
        raise ValueError("amount too large for words")
    yuan, rest = divmod(abs(fen), 100)
    jiao, cent = divmod(rest, 10)
    text = _yuan_in_capitals(yuan) + "元" if yuan else ""
    if jiao:
        text += _DIGITS[jiao] + "角"
    if cent:
        text += ("零" if not jiao and yuan else "") + _DIGITS[cent] + "分"
    if not text:
        return "零元整"
    return ("负" if fen < 0 else "") + text + ("" if cent else "整")


def _yuan_in_capitals(yuan: int) -> str:
    groups = []
    while yuan:
        yuan, group = divmod(yuan, 10_000)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        gap = text and (group < 1000 or not groups[place + 1])
        text += ("零" if gap else "") + _group_in_capitals(group) + _LARGE[place]
    return text


def _group_in_capitals(group: int) -> str:
    text = ""
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _SMALL[place]
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")
