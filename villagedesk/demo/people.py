# SPDX-License-Identifier: MIT
"""Names and numbers of people who do not exist. Identity numbers carry an area code that was never given out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from villagedesk.demo import AREA, words
from villagedesk.models.values.identity import check_digit

if TYPE_CHECKING:
    from random import Random

MALE, FEMALE = "1", "2"
_BANK_PREFIX: Final = "620000"  # names no bank
_PER_DAY: Final = 498
_FICTIVE_EXCHANGE: Final = "1300009"  # beside the rosters' 130001…: digits that look invented


def full_name(dice: Random, sex: str) -> str:
    """A surname and a given name."""
    return str(dice.choice(words.SURNAMES)) + given_name(dice, sex)


def given_name(dice: Random, sex: str) -> str:
    """A given name of one or two characters."""
    signs = words.MALE if sex == MALE else words.FEMALE
    if dice.random() < 0.35:
        return dice.choice(signs)
    first = dice.choice(words.MIDDLE) if dice.random() < 0.6 else dice.choice(signs)
    return first + dice.choice(signs)


class IdentityNumbers:
    """Numbers that no living person can have, each given out once, with a right check digit (GB 11643-1999)."""

    def __init__(self) -> None:
        self._given: dict[tuple[dt.date, str], int] = {}

    def next(self, birth: dt.date, sex: str) -> str:
        """A number for somebody born on that day; RuntimeError when the 499 of a day and sex are used up."""
        place = self._given.get((birth, sex), 0) + 1
        if place > _PER_DAY:
            raise RuntimeError(f"no number left for {birth}")
        self._given[birth, sex] = place
        return identity_number(birth, sex, place)


def identity_number(birth: dt.date, sex: str, place: int) -> str:
    """The number of the `place`-th (1–498) of those born on that day."""
    sequence = place * 2 + (1 if sex == MALE else 0)
    seventeen = f"{AREA}{birth:%Y%m%d}{sequence:03d}"
    return seventeen + check_digit(seventeen)


def birthday(dice: Random, year: int) -> dt.date:
    """Some day of a year."""
    return dt.date(year, 1, 1) + dt.timedelta(days=dice.randrange(365))


def cadre_phone(number: int) -> str:
    """The mobile number of the cadre with that serial number (0–9999)."""
    return f"{_FICTIVE_EXCHANGE}{number % 10_000:04d}"


def bank_account(dice: Random) -> str:
    """A 19-digit account whose last digit is right by ISO/IEC 7812, as the check expects."""
    body = _BANK_PREFIX + "".join(str(dice.randrange(10)) for _place in range(12))
    doubled = (sum(divmod(2 * int(sign), 10)) for sign in body[::-1][::2])
    total = sum(doubled) + sum(int(sign) for sign in body[::-1][1::2])
    return f"{body}{-total % 10}"
