# SPDX-License-Identifier: MIT
"""One search box: 汉字, pinyin, initials, part of an identity number, end of a telephone number, household number.

Every household has one document of words in `finder` (FTS5, prefix search). Its words are the endings of each name in
three spellings and the endings of each number, so that a prefix finds any inner part. FTS5's trigram tokenizer would
find nothing under three characters, and names have two or three. Measured: docs/adr/0006.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.values.text import half_width
from villagedesk.store.pinyin import words_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.store.store import Store

LIMIT: Final = 2_000
_AREA_DIGITS: Final = 6
_SHORTEST_ENDING: Final = 4


def endings(number: str, start: int = 0) -> list[str]:
    """The endings of a number from `start` on, down to four signs."""
    places = range(start, max(start, len(number) - _SHORTEST_ENDING) + 1)
    if number.isascii():  # folding keeps its length
        folded = number.casefold()
        return [folded[place:] for place in places if number[place:]]
    return [number[place:].casefold() for place in places if number[place:]]


def words(names: Iterable[str], id_numbers: Iterable[str], phones: Iterable[str], others: Iterable[str]) -> str:
    """The document of a household.

    Identity and household numbers contribute what follows their first six digits: those are the same for a whole county
    and are found by an index instead (`_id_ranges`).
    """
    found: dict[str, None] = {}
    for name in names:
        found[words_of_name(name)] = None
    for number in id_numbers:
        found.update(dict.fromkeys(endings(number, min(_AREA_DIGITS, len(number)))))
    for phone in phones:
        found.update(dict.fromkeys(endings(phone)))
    for text in others:
        plain = re.sub(r"\W", "", text).casefold()
        if not plain.isdigit() or len(plain) <= 2 * _AREA_DIGITS:
            found[plain] = None
            found.update(dict.fromkeys(endings(plain)))
        else:  # a household number of the national system
            found.update(dict.fromkeys(endings(plain, _AREA_DIGITS)))
    return " ".join(found)


def terms(text: str) -> list[str]:
    """What was typed, as words; full-width digits and blanks of any sort are understood."""
    parts = (re.sub(r"\W", "", half_width(part)).casefold() for part in re.split(r"[\s,，、;；]+", text))
    return [part for part in parts if part]


def condition(store: Store, text: str, limit: int = LIMIT) -> tuple[str, list[Any]] | None:
    """A WHERE clause over `household_list.key` that holds for what was typed; None if nothing was.

    Every word must be found in the household, in any of its people or numbers.
    """
    wanted = terms(text)
    if not wanted:
        return None
    clauses, parameters = [], []
    for term in wanted:
        sources = [f"SELECT rowid FROM finder WHERE finder MATCH ? LIMIT {limit}"]
        parameters.append(f'"{term}" *')
        for low, high in _id_ranges(store, term):
            sources += [f"{_BY_ID_NUMBER} LIMIT {limit}", f"{_BY_HOUSEHOLD_NUMBER} LIMIT {limit}"]
            parameters += [low, high, low, high]
        alternatives = " OR ".join(f"key IN ({source})" for source in sources)
        clauses.append(f"({alternatives})")
    return " AND ".join(clauses), parameters


_BY_ID_NUMBER: Final = (
    "SELECT l.key FROM member m JOIN household_list l ON l.id = m.household"
    " WHERE m.id_no >= ? AND m.id_no < ? AND m.removed IS NULL"
)


_BY_HOUSEHOLD_NUMBER: Final = "SELECT key FROM household_list WHERE hh_no >= ? AND hh_no < ?"


def _id_ranges(store: Store, term: str) -> list[tuple[str, str]]:
    """The ranges of identity and household numbers in which a run of digits begins within the area code."""
    if len(term) < _SHORTEST_ENDING or not re.fullmatch(r"\d+x?", term):
        return []
    number = term.upper()
    ranges = []
    for area in _areas(store):
        for place in range(_AREA_DIGITS):
            head = area[place:]
            if head.startswith(number[: len(head)]) and (len(number) > len(head) or head.startswith(number)):
                low = area[:place] + number if len(number) > len(head) else area
                ranges.append((low, low + "￿"))
    return ranges


def _areas(store: Store) -> list[str]:
    """The area codes that occur, by skipping through the index (https://www.sqlite.org/lang_with.html, loose scan)."""
    rows = store.query(
        "WITH RECURSIVE area(code) AS ("
        " SELECT (SELECT substr(min(id_no), 1, 6) FROM member WHERE id_no > '')"
        " UNION SELECT (SELECT substr(min(id_no), 1, 6) FROM member WHERE id_no >= area.code || '￿')"
        " FROM area WHERE code IS NOT NULL) SELECT code FROM area WHERE code IS NOT NULL"
        " UNION SELECT substr(min(hh_no), 1, 6) FROM household_list"
        " UNION SELECT substr(max(hh_no), 1, 6) FROM household_list LIMIT 500"
    )
    return [code for (code,) in rows if code and len(code) == _AREA_DIGITS]
