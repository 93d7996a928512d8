# SPDX-License-Identifier: MIT
"""What may be chosen in a field, and what finds a choice: its number, part of its name, or pinyin initials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, english
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.codes import Code, code_list
from villagedesk.models.values.text import half_width
from villagedesk.ui.forms.content import NO, NOT_APPLICABLE, YES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTHING: Final = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    Attributes:
        content: what the editor then holds.
        label: what it is called.
        number: the digits that choose it; empty for rows of a list.
        names: other names under which it is found.
    """

    content: str
    label: str
    number: str = ""
    names: tuple[str, ...] = ()

    def found_by(self, text: str) -> bool:
        """Whether what was typed leads to this choice."""
        needle = half_width(text).casefold()
        if not needle:
            return True
        if needle.isdigit() and self.number:
            return self.number.startswith(needle)
        if any(needle in half_width(name).casefold() for name in (self.label, *self.names)):
            return True
        return needle.isascii() and needle.isalpha() and self._sounds_like(needle)

    def _sounds_like(self, needle: str) -> bool:
        from villagedesk.store.pinyin import words_of_name  # late: loads the readings of all characters

        return any(
            word.startswith(needle) for name in (self.label, *self.names) for word in words_of_name(name).split()
        )


def choices_of(spec: FieldSpec, year: int | None) -> list[Choice]:
    """The choices of a CODE, CODES or YES_NO field in a year; "not applicable" last where it is an answer."""
    if spec.kind is Kind.YES_NO:
        found = [Choice(YES, _("是"), "1", ("yes", "y")), Choice(NO, _("否"), "2", ("no", "n"))]
    else:
        found = [_choice(entry, number) for entry, number in _numbered(code_list(spec.codes).choices(year))]
    if spec.na and spec.kind is not Kind.CODES:
        found.append(Choice(NOT_APPLICABLE, _("不适用"), _number_of_na(found)))
    return found


def _numbered(entries: Sequence[Code]) -> Iterable[tuple[Code, str]]:
    """With the digits that choose them: the official code where all codes are numbers, otherwise the place in the list."""
    official = all(entry.code.isascii() and entry.code.isdigit() for entry in entries)
    return [(entry, entry.code if official else str(place)) for place, entry in enumerate(entries, 1)]


def _choice(entry: Code, number: str) -> Choice:
    label = entry.en if english() else entry.label
    other = entry.label if english() else entry.en
    return Choice(entry.code, label, number, (other, *entry.aliases))


def _number_of_na(found: Sequence[Choice]) -> str:
    taken = {choice.number for choice in found}
    return next(str(number) for number in range(len(found) + 1, 1000) if str(number) not in taken)


def best_match(choices: Iterable[Choice], text: str) -> Choice | None:
    """What Enter takes for what was typed: the nearest of those found (`distance`), the first of equals."""
    if not half_width(text):
        return None
    found = [choice for choice in choices if choice.content and choice.found_by(text)]
    return min(found, key=lambda choice: distance(choice, text), default=None)


def distance(choice: Choice, text: str) -> int:
    """How far a choice that was found lies from what was typed; 0 is that very name or number.

    Nearer than an alias or a sound is what one sees: 之 is 之子 and not 配偶, although rosters call a spouse 之配偶 too. Of
    sounds, a whole name is nearer than the beginning of one, and both are nearer than the inside of something that merely
    stands beside it: ss is 石生, although the unit of 曹光红 is a 市审计局.
    """
    wanted = half_width(text).casefold()
    label = half_width(choice.label).casefold()
    if wanted in {label, choice.number}:
        return 0
    if any(wanted == half_width(name).casefold() for name in choice.names):
        return 1
    if label.startswith(wanted):
        return 2
    return 3 if wanted in label else 4 + _distance_of_sound(choice, wanted)


def _distance_of_sound(choice: Choice, wanted: str) -> int:
    from villagedesk.store.pinyin import whole_sounds  # late: loads the readings of all characters

    if not (wanted.isascii() and wanted.isalpha()):
        return 0
    of_label = whole_sounds(choice.label)
    of_names = frozenset().union(*map(whole_sounds, choice.names))
    tries = (
        wanted in of_label,
        wanted in of_names,
        any(sound.startswith(wanted) for sound in of_label),
        any(sound.startswith(wanted) for sound in of_names),
    )
    return tries.index(True) if True in tries else len(tries)


def of_one_length(choices: Sequence[Choice]) -> bool:
    """Whether all numbers have as many digits, so that one who types knows when a number is full."""
    return len({len(choice.number) for choice in choices}) == 1


def chosen_by_digits(choices: Sequence[Choice], text: str) -> Choice | None:
    """The choice whose number was typed, once no longer number begins alike."""
    digits = half_width(text)
    if not (digits.isascii() and digits.isdigit()):
        return None
    alike = [choice for choice in choices if choice.number.startswith(digits)]
    return alike[0] if len(alike) == 1 and alike[0].number == digits else None
