# SPDX-License-Identifier: MIT
"""Code lists: what may stand in a coded field, what it is called in which years, and under which names it arrives.

The lists are data, `resources/codes/<list>.csv`: code, label, en, valid_from, valid_to, aliases (separated by |) and
further columns of their own. One code may have several rows, one for each era's wording. Lists are exchanged with other
systems by name, never by code (domain.md §2.4: public projects number the same lists differently).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import english
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPEN: Final = frozenset({"procedure_step"})
"""Lists to which offices add codes of their own, as a county its steps (ADR 16)."""


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a list as it was called from `valid_from` to `valid_to` (years, inclusive; None is open)."""

    code: str
    label: str
    en: str
    valid_from: int | None
    valid_to: int | None
    aliases: tuple[str, ...]
    more: dict[str, str] = field(default_factory=dict, compare=False)

    def valid_in(self, year: int | None) -> bool:
        """Whether the forms of that year knew it; None asks for any year."""
        if year is None:
            return True
        return (self.valid_from is None or self.valid_from <= year) and (self.valid_to is None or year <= self.valid_to)


class CodeList:
    """The entries of one list, in the order in which forms print them."""

    def __init__(self, name: str, entries: tuple[Code, ...]) -> None:
        self.name = name
        self.entries = entries
        self._rows: dict[str, list[Code]] = {}
        for entry in entries:
            self._rows.setdefault(entry.code, []).append(entry)

    @cached_property
    def _names(self) -> dict[str, list[Code]]:
        """Entries by every name under which they arrive; only what reads needs it, a list that is shown does not."""
        from villagedesk.models.values.text import matching_form

        names: dict[str, list[Code]] = {}
        for entry in self.entries:
            for text in (entry.label, *entry.aliases, entry.en, entry.code):
                names.setdefault(matching_form(text), []).append(entry)
        return names

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def takes(self, code: str) -> bool:
        """Whether a field may hold the code: one of the list or, where offices add their own, a Chinese name."""
        return code in self or (self.name in _OPEN and own_code(code))

    def choices(self, year: int | None = None) -> tuple[Code, ...]:
        """The entries that may be chosen in a year, each code once, as worded then."""
        found: dict[str, Code] = {}
        for entry in self.entries:
            if entry.valid_in(year):
                found[entry.code] = entry  # the youngest wording when no year is asked for
        return tuple(found.values())

    def entry(self, code: str, year: int | None = None) -> Code | None:
        """The entry of a code as worded in a year; outside its validity the nearest wording; None if unknown."""
        rows = self._rows.get(code, ())
        return next((row for row in reversed(rows) if row.valid_in(year)), rows[-1] if rows else None)

    def label(self, code: str, year: int | None = None) -> str:
        """The Chinese name; a code from a newer program is shown as it is, marked, and never blanked."""
        entry = self.entry(code, year)
        return entry.label if entry else code if self.takes(code) else f"未知代码 {code}"

    def shown(self, code: str, year: int | None = None) -> str:
        """The name in the interface language."""
        entry = self.entry(code, year)
        if entry is None:
            return self.label(code, year)
        return entry.en if english() else entry.label

    def ordered(self, members: Iterable[str]) -> list[str]:
        """Codes in the order in which forms print them; unknown ones last."""
        order = {entry.code: place for place, entry in enumerate(self.entries)}
        return sorted(members, key=lambda code: (order.get(code, len(order)), code))

    def find(self, text: str, year: int | None = None) -> str | None:
        """The code that goes by this name, alias, English gloss or code; None if there is none.

        A name that meant something else in other years is understood as in `year`; without one as it is today. Names of
        other years are understood too where the year itself has no such name: officials go on using them.
        """
        from villagedesk.models.values.text import matching_form

        named = self._names.get(matching_form(text), [])
        current = [entry for entry in named if (entry.valid_to is None if year is None else entry.valid_in(year))]
        return next((entry.code for entry in (*current, *reversed(named))), None)


def own_code(code: str) -> bool:
    """Whether an office gave the code itself: it is the name of the thing. Those that the program ships are ASCII."""
    return not code.isascii()


def _year(text: str) -> int | None:
    return int(text) if text else None


@cache
def code_list(name: str) -> CodeList:
    """The list of that name; FileNotFoundError if the program ships none."""
    path = resources() / "codes" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    standard = {"code", "label", "en", "valid_from", "valid_to", "aliases"}
    entries = tuple(
        Code(
            code=row["code"],
            label=row["label"],
            en=row["en"],
            valid_from=_year(row["valid_from"]),
            valid_to=_year(row["valid_to"]),
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
            more={key: value for key, value in row.items() if key not in standard},
        )
        for row in rows
    )
    return CodeList(name, entries)


@cache
def codes_of(name: str, year: int | None = None) -> frozenset[str]:
    """The codes of a list that the forms of a year knew; of any year if none is given."""
    return frozenset(entry.code for entry in code_list(name).entries if entry.valid_in(year))
