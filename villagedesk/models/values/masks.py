# SPDX-License-Identifier: MIT
"""What a number that names or reaches a person looks like where it may not be read: the one place of the masks.

The forms are those of domain.md §7.7: an identity number keeps its first 6 and last 4 signs, a telephone number its first
3 and last 4, an account its last 4, a name that is sensitive (who complained) its first sign. A day of birth keeps its year: the eight hidden signs of the identity number are that
day, so that the number could be put together again from the two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.spec import FieldSpec, Kind, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

# Numbers inside other text, in one or in groups. Wider than what a notice is searched for (models.checks.disclosure): here
# it is better to hide an invoice number than to show an account.
_NUMBER: Final = r"(?<![0-9A-Za-z])\d(?:[ \-]?\d){9,22}(?:[ \-]?[Xx])?(?![0-9A-Za-z])"
_DAY: Final = r"(\d{4})(?:-\d{1,2}-\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?|\d{4}(?!\d))"
_NAMED: Final = r"[^、，,；;\s]+"
_ID_LENGTHS: Final = range(15, 24)
_NAMES_ITS_ROW: Final = frozenset({"hh_no", "local_no", "code", "former_code"})  # numbers of households and villages
_TYPED: Final = frozenset({Kind.TEXT, Kind.NAME, Kind.NOTE})


def masked_phone(number: str) -> str:
    """138****1234; a number of fewer than seven signs (120, 12345) is nobody's own and stays."""
    return number if len(number) < 7 else f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def masked_paper(number: str) -> str:
    """The number of an identity paper or disability card: 510199********1014."""
    if len(number) in _ID_LENGTHS:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    return masked_account(number)  # a passport: its first signs would tell too much of a short number


def masked_account(number: str) -> str:
    """Only the last 4 signs, whatever its length; of a short number not even half."""
    return "****" + number[len(number) - min(4, len(number) // 3) :]


def masked_name(names: str) -> str:
    """罗**; of several people the first sign of each. It does not tell how long a name is."""
    return re.sub(_NAMED, lambda found: f"{found.group()[0]}**", names)


def masked_text(text: str) -> str:
    """The text with every long number in it masked, whatever it is the number of."""
    return re.sub(_NUMBER, _masked_number, text, flags=re.ASCII)


def _masked_number(found: re.Match[str]) -> str:
    number = re.sub(r"[ \-]", "", found.group())
    if len(number) == 11 and number[0] == "1":
        return masked_phone(number)
    return masked_paper(number) if len(number) in {15, 18, 20, 22} else masked_account(number)


def masked_words(spec: FieldSpec | None, text: str) -> str:
    """A sentence about a field: its long numbers masked, and of days beside an identity number or birthday only the year."""
    if spec is not None and spec.key in _NAMES_ITS_ROW:
        return text
    hidden = masked_text(text)
    tells_birth = spec is not None and (spec.kind is Kind.ID_NUMBER or _is_birthday(spec))
    return re.sub(_DAY, r"\1年", hidden, flags=re.ASCII) if tells_birth else hidden


def masked_sides(spec: FieldSpec | None, texts: Sequence[str]) -> tuple[str, ...]:
    """Values of one field beside each other, masked; where two that differ look alike then, it is said of both.

    Args:
        spec: the field; None for words that are no field's.
        texts: the values in words; those that are empty stay so.
    """
    hidden = [(masked(spec, text) if spec else masked_text(text)) if text else "" for text in texts]
    whole: dict[str, set[str]] = defaultdict(set)
    for text, short in zip(texts, hidden, strict=True):
        whole[short].add(text)
    return tuple(
        _("{value}（遮去的几位不同，请对照证件）").format(value=short) if len(whole[short]) > 1 else short
        for short in hidden
    )


def is_masked(spec: FieldSpec) -> bool:
    """Whether values of the field look otherwise where they are masked: numbers, birthdays and sensitive names."""
    hidden = {Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.PHONE, Kind.BANK_NUMBER}
    if spec.kind is Kind.NAME:
        return spec.sensitivity is Sensitivity.SENSITIVE
    return spec.sensitivity is not Sensitivity.PUBLIC and (spec.kind in hidden or _is_birthday(spec))


def masked(spec: FieldSpec, text: str) -> str:
    """A value's words, masked by the kind and sensitivity of its field; numbers within typed text are masked too."""
    if spec.sensitivity is not Sensitivity.PUBLIC:
        match spec.kind:
            case Kind.ID_NUMBER | Kind.CARD_NUMBER:
                return masked_paper(text)
            case Kind.PHONE:
                return masked_phone(text)
            case Kind.BANK_NUMBER:
                return masked_account(text)
            case Kind.NAME if spec.sensitivity is Sensitivity.SENSITIVE:
                return masked_name(text)
    if _is_birthday(spec):
        return f"{text[:4]}年" if text[:4].isdecimal() else text
    return masked_text(text) if spec.kind in _TYPED and spec.key not in _NAMES_ITS_ROW else text


def _is_birthday(spec: FieldSpec) -> bool:
    return spec.kind is Kind.DATE and spec.sensitivity is Sensitivity.SENSITIVE
