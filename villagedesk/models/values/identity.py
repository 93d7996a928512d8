# SPDX-License-Identifier: MIT
"""Numbers that name people and places: identity numbers, disability cards, telephones, bank accounts, division codes.

Identity number: GB 11643-1999. Its first six digits are the division where it was issued, often decades ago under a code
that no longer exists, so they are never compared with today's (domain.md §7.1; 89 % of true numbers of people born before
1980 would be refused).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from villagedesk.models.values.text import half_width

FIRST_BIRTH_YEAR: Final = 1900
_PLACEHOLDER: Final = re.compile(r"(9{6}|0{6})[\dX]*", re.ASCII)
_PREFIXES: Final = re.compile("^['‘’`G]+")  # Excel's text mark; G stands before a pupil's number made from the ID
_ID18: Final = re.compile(r"\d{17}[\dX]", re.ASCII)
_CARD: Final = re.compile(r"\d{17}[\dX][1-7][1-4](B\d)?", re.ASCII)


class IdFault:
    """Why a number is not an identity number; the texts that go with them are in `parse`."""

    LENGTH: Final = "length"
    SIGNS: Final = "signs"
    PLACEHOLDER: Final = "placeholder"
    BIRTH: Final = "birth"
    FUTURE: Final = "future"
    CHECK: Final = "check"
    CARD: Final = "card"


class IdReading(NamedTuple):
    """What a number says. `faults` is empty when it is right; `expected` is the check digit it should end in."""

    number: str
    faults: tuple[str, ...] = ()
    expected: str = ""
    card: str = ""

    @property
    def birth(self) -> str:
        """ISO day of birth, or empty when the number does not hold one."""
        return birth_in(self.number)

    @property
    def sex(self) -> str:
        """GB/T 2261.1: "1" male, "2" female; empty when unknown."""
        return sex_in(self.number)


def normal_number(raw: str) -> str:
    """The number in plain digits, without blanks, hyphens, Excel's apostrophe or a pupil number's G, with a capital X."""
    return _PREFIXES.sub("", half_width(raw).upper().replace("-", ""))


def check_digit(seventeen: str) -> str:
    """The eighteenth character of an identity number (GB 11643-1999 §4.4.4, ISO 7064 MOD 11-2)."""
    from stdnum.iso7064 import mod_11_2

    digit: str = mod_11_2.calc_check_digit(seventeen)
    return digit


def read_id(raw: str, today: dt.date) -> IdReading:
    """Read an identity number of 18 or 15 digits, or a disability card of 20 or 22 that contains one."""
    number = raw if _ID18.fullmatch(raw) else normal_number(raw)  # most are written as they should be
    if len(number) in {20, 22} and _CARD.fullmatch(number):
        inner = read_id(number[:18], today)
        return IdReading(inner.number, inner.faults, inner.expected, card=number)
    if _PLACEHOLDER.fullmatch(number) or (number and not re.search(r"\d", number)):  # 无, 没有, 未上户
        return IdReading(number, (IdFault.PLACEHOLDER,))
    if len(number) == 15 and number.isascii() and number.isdigit():
        return _read_old(number, today)
    if len(number) != 18:
        return IdReading(number, (IdFault.CARD if len(number) in {20, 22} else IdFault.LENGTH,))
    if not _ID18.fullmatch(number):
        return IdReading(number, (IdFault.SIGNS,))
    faults = list(_birth_faults(birth_in(number), today))
    expected = check_digit(number[:17])
    if expected != number[17]:
        faults.append(IdFault.CHECK)
    return IdReading(number, tuple(faults), expected)


def _read_old(number: str, today: dt.date) -> IdReading:
    """A 15-digit number of the years before 1999; kept as it is, its birth checked."""
    return IdReading(number, tuple(_birth_faults(birth_in(number), today)))


def _birth_faults(birth: str, today: dt.date) -> tuple[str, ...]:
    if not birth or int(birth[:4]) < FIRST_BIRTH_YEAR:
        return (IdFault.BIRTH,)
    return (IdFault.FUTURE,) if birth > today.isoformat() else ()


def converted_15(number: str) -> str:
    """The 18-digit form of a 15-digit number: 19 set in before the year, and the check digit."""
    seventeen = number[:6] + "19" + number[6:]
    return seventeen + check_digit(seventeen)


def comparable(number: str) -> str:
    """The key by which two papers name the same person: 18 digits, also from an old number or a disability card."""
    if len(number) == 15 and number.isdigit():
        return converted_15(number)
    return number[:18] if len(number) in {20, 22} else number  # a number with a sign too many is nobody's


def old_form(number: str) -> str:
    """The 15-digit form of an 18-digit number of the 20th century (GB 11643-1989)."""
    return number[:6] + number[8:17] if len(number) == 18 else number


def birth_in(number: str) -> str:
    """ISO day of birth in a number of 15 or 18 digits, or empty if there is no such day."""
    digits = "19" + number[6:12] if len(number) == 15 else number[6:14]
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
    except ValueError:
        return ""


def sex_in(number: str) -> str:
    """Sex by the sequence number: odd is male ("1"), even is female ("2"); empty if there is none."""
    digit = number[14:15] if len(number) == 15 else number[16:17]
    return ("1" if int(digit) % 2 else "2") if digit.isdigit() else ""


def card_parts(card: str) -> tuple[str, str, str]:
    """A disability card as identity number, category (1–7) and grade (1–4, 1 the heaviest).

    Source: 中国残联 第二代残疾人证编码 (domain.md §7.2). ValueError if the card is not of that form.
    """
    if not _CARD.fullmatch(card):
        raise ValueError("not a disability card number")
    return card[:18], card[18], card[19]


_MOBILE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE: Final = re.compile(r"0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?", re.ASCII)
_LOCAL: Final = re.compile(r"[2-9]\d{6,7}(-\d{1,6})?", re.ASCII)
_HOTLINE: Final = re.compile(r"1[012]\d{3}|95\d{3}|[48]00-?\d{3}-?\d{4}", re.ASCII)
_DASHES: Final = str.maketrans(dict.fromkeys(")—–―−_转", "-") | {"(": None})
_COUNTRY: Final = re.compile(r"(\+|00)86-?0?(?=[1-9])|86-?(?=1[3-9]\d{9}$)|0(?=1[3-9]\d{9}$)", re.ASCII)


def normal_phone(raw: str) -> str:
    """Digits and hyphens only; the country code, brackets and the 0 before a mobile are dropped, "转" is a hyphen."""
    plain = re.sub("-+", "-", half_width(raw).translate(_DASHES)).strip("-")
    digits = _COUNTRY.sub("", plain.replace("-", ""), count=1) if _COUNTRY.match(plain.replace("-", "")) else plain
    if _MOBILE.fullmatch(digits.replace("-", "")):
        return digits.replace("-", "")
    abroad = re.match(r"(\+|00)86-?", plain, re.ASCII)
    national = "0" + plain[abroad.end() :].lstrip("0") if abroad else plain
    return national if _LANDLINE.fullmatch(national) else plain


def is_mobile(phone: str) -> bool:
    """Eleven digits that begin with 13 to 19."""
    return _MOBILE.fullmatch(phone) is not None


def is_phone(phone: str) -> bool:
    """A mobile or a landline; households may have either."""
    return is_mobile(phone) or _LANDLINE.fullmatch(phone) is not None or _LOCAL.fullmatch(phone) is not None


def is_hotline(phone: str) -> bool:
    """A short service number or a 400 number, such as 12317 (扶贫监督举报) and 12345; an office has one, a household not."""
    return _HOTLINE.fullmatch(phone) is not None


def luhn_holds(number: str) -> bool:
    """ISO/IEC 7812 check; passbooks of rural credit unions fail it, so it only ever warns (domain.md §7.3)."""
    digits = [int(sign) for sign in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
