# SPDX-License-Identifier: MIT
"""What is taken out of typed texts before they are put up in public (domain.md §7.7): numbers, names, words about health.

`disclosure` finds what a finished paper must not show; here a text is freed of it, more broadly than that, since what is left
out is told to whoever prints and can be typed otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.disclosure import HEALTH_WORDS, ORGANISATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

GAP: Final = "****"
SOMEBODY: Final = "某某"
LEFT_OUT: Final = "（略）"
_BETWEEN: Final = re.compile(r"[ \u3000\u00a0·•・.．]")  # what stands between the parts of a name
_SPACE: Final = r"[ \u3000\u00a0]"
_PART: Final = r"[ \u3000\u00a0\-–—.·_/]{0,2}"  # what people put between groups of digits
_SPELT: Final = "〇零一二三四五六七八九幺"
_CALLED: Final = "".join(
    f"|(?<={word}{after})"
    for word in ("电话", "座机", "手机", "传真", "微信", "QQ")
    for after in ("", ":", "：", " ", "号", "号码", "是", "为")
)[1:]
"""Behind which a number without an area code is a telephone too."""
_LOOKS: Final = re.compile(
    rf"(?<!\d)(?:"
    rf"(?P<id>\d{{6}}{_PART}\d{{8}}{_PART}\d{{3}}[\dXx](?:\d{{2}}(?:[Bb]\d)?)?|\d{{15}}(?!\d))"
    rf"|(?P<phone>(?:\+?86{_PART})?1[3-9]\d{_PART}\d{{4}}{_PART}\d{{4}}|0\d{{2,3}}{_PART}\d{{7,8}})"
    rf"|(?P<account>\d{{4}}(?:{_PART}\d{{4}}){{3,4}}(?:{_PART}\d{{1,3}})?)"
    rf"|(?P<digits>\d(?:{_SPACE}?\d){{10,}}[Xx]?)"
    rf")(?!\d)"
    rf"|(?P<spelt>[{_SPELT}](?:[ \u3000\-–—]?[{_SPELT}]){{10,}}|[\d{_SPELT}](?:{_SPACE}?[\d{_SPELT}]){{10,}})"
    rf"|(?=[1-9])(?:{_CALLED})(?P<short>[1-9]\d{{2,3}}{_PART}\d{{4,6}})(?!\d)"
)
"""Identity and card numbers, telephones, accounts, and whatever else has eleven digits or more, spelt out too."""
_HEALTH: Final = re.compile("|".join(f"{_SPACE}*".join(one) for one in sorted(HEALTH_WORDS, key=len, reverse=True)))
_HARMLESS: Final = re.compile("|".join(map(re.escape, ORGANISATIONS)))


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that was left out.

    Attributes:
        kind: what it is, in words.
        shown: enough to find it again: the ends of a number, a name, a word.
    """

    kind: str
    shown: str


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a public paper must not say.

    Attributes:
        names: of persons whom it does not name.
        named: of those whom it does; a withheld name within one of them is none.
        numbers: digits that belong to a person, never printed, whatever they look like.
        allowed: digits of telephones that belong on the paper; `numbers` go before.
    """

    names: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()

    def freed(self, text: str, *, of_names: bool = True) -> tuple[str, list[Withheld]]:
        """The text as it may be put up, and what was left out of it."""
        found: list[Withheld] = []
        text = "".join(map(_plain, text))
        text = _LOOKS.sub(lambda match: self._number(match, found), text)
        if of_names:
            text = self._without_names(text, found)
        return _without_health(text, found), found

    def _number(self, match: re.Match[str], found: list[Withheld]) -> str:
        number = match.group()
        digits = re.sub(rf"[^\dXx{_SPELT}]", "", number)
        if digits in self.allowed and digits not in self.numbers:
            return number
        found.append(Withheld(_kind_of(match.lastgroup or ""), f"{digits[:3]}…{digits[-2:]}"))
        return GAP

    def _without_names(self, text: str, found: list[Withheld]) -> str:
        every = sorted((name for name in self.names | self.named if name), key=lambda name: (-len(name), name))
        close = _closed(text)
        if not any(_closed(name) in close for name in self.names if name):
            return text
        named = {_closed(name) for name in self.named}

        def decide(match: re.Match[str]) -> str:
            if _closed(match.group()) in named:
                return match.group()
            found.append(Withheld(_("家庭成员的姓名"), match.group()))
            return SOMEBODY

        return re.sub("|".join(map(_however_spaced, every)), decide, text)


def _closed(text: str) -> str:
    """Without spaces and dots, which people put into names ("张　三") and leave out of them."""
    return _BETWEEN.sub("", text)


def _however_spaced(name: str) -> str:
    """A pattern that finds a name with and without spaces and dots in it."""
    return f"{_BETWEEN.pattern}*".join(map(re.escape, _closed(name)))


def _plain(char: str) -> str:
    """Digits of any script as 0–9; what cannot be seen goes, so that it hides no number."""
    if unicodedata.category(char) == "Cf":
        return ""
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


def _kind_of(group: str) -> str:
    kinds: dict[str, Callable[[], str]] = {
        "id": lambda: _("证件号码"),
        "phone": lambda: _("电话号码"),
        "short": lambda: _("电话号码"),
        "account": lambda: _("银行账号"),
    }
    return kinds.get(group, lambda: _("一长串数字"))()


def _without_health(text: str, found: list[Withheld]) -> str:
    """Words about health go, but for those in names of offices."""
    if not _HEALTH.search(text):
        return text
    kept = [match.span() for match in _HARMLESS.finditer(text)]

    def decide(match: re.Match[str]) -> str:
        if any(start <= match.start() and match.end() <= end for start, end in kept):
            return match.group()
        found.append(Withheld(_("健康信息"), match.group()))
        return LEFT_OUT

    return _HEALTH.sub(decide, text)


def digits_of(numbers: Collection[str | None]) -> frozenset[str]:
    """Numbers as `Sieve` compares them; what is empty goes."""
    return frozenset(filter(None, (re.sub(r"[^\dXx]", "", one or "") for one in numbers)))


def phones_in(text: str) -> frozenset[str]:
    """The digits of what looks like a telephone in a text about telephones."""
    plain = "".join(map(_plain, text))
    return digits_of([match.group() for match in _LOOKS.finditer(plain) if match.lastgroup in {"phone", "short"}])


def left_out(field: str, found: Collection[Withheld]) -> list[str]:
    """The same as sentences for whoever prints, each once."""
    text = _("“{field}”里的{kind}（{shown}）没有打印。")
    return list(dict.fromkeys(text.format(field=field, kind=one.kind, shown=listed([one.shown])) for one in found))
