# SPDX-License-Identifier: MIT
"""Numbers as officials write them ("1,200元", "３.5亩") to the integers the program keeps, and back.

Money is fen, areas are hundredths of a mu: floating point never holds a fact (domain.md §7.6).
"""

from __future__ import annotations

import math
import re
from decimal import Decimal, InvalidOperation

from villagedesk.models.values.text import half_width

_UNIT = re.compile(r"(万元|万|元|块|亩|平方米|平米|㎡|m2|公里|千米|km|个月|月|人|户|年|天|度)$", re.IGNORECASE)


class Unreadable(ValueError):
    """The text is not a number of the wanted sort; `str()` says which clause of the rule it breaks."""


def to_scaled(raw: object, decimals: int) -> int:
    """Read a number with at most `decimals` places as an integer of that many hundredths or tenths.

    A float from a sheet is rounded half up at the last place, since 19612.01 may arrive as 19612.009999;
    a typed number with more places than we keep is refused instead of being changed.

    Raises:
        Unreadable: not a number, or finer than what is kept.
    """
    if isinstance(raw, bool):
        raise Unreadable("not_number")
    if isinstance(raw, int):
        return raw * int(10**decimals)
    if isinstance(raw, float):
        if not math.isfinite(raw):
            raise Unreadable("not_number")
        return _exact(Decimal(repr(raw)), decimals, lenient=True)
    text = half_width(str(raw)).replace(",", "").lstrip("¥￥")
    factor = Decimal(1)
    unit = _UNIT.search(text)
    if unit:
        factor = Decimal(10_000) if unit.group().startswith("万") else factor
        text = text[: unit.start()]
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", text):
        raise Unreadable("not_number")
    return _exact(Decimal(text) * factor, decimals, lenient=False)


def _exact(number: Decimal, decimals: int, *, lenient: bool) -> int:
    try:
        scaled = number.scaleb(decimals)
        whole = scaled.quantize(Decimal(1), rounding="ROUND_HALF_UP")
    except InvalidOperation as error:
        raise Unreadable("too_large") from error
    if whole != scaled and not lenient:
        raise Unreadable("too_fine")
    if lenient and abs(whole - scaled) > Decimal("0.01"):
        raise Unreadable("too_fine")
    return int(whole)


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
