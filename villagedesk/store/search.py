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
    from collections.abc import Iterable, Sequence

    from villagedesk.store.store import Store

LIMIT: Final = 2_000
_AREA_DIGITS: Final = 6
_SHORTEST_ENDING: Final = 4
# What FTS5 takes for the end of a word (unicode61 knows an older Unicode than Python): asked for inside a word, it would be
# a phrase, which `detail=none` cannot search. Found by trying every sign.
_NO_WORD: Final = re.compile("[\\W_\u19b0-\u19c9\u1cf2\u1cf3]")


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
        plain = _NO_WORD.sub("", text.casefold())
        if not plain.isdigit() or len(plain) <= 2 * _AREA_DIGITS:
            found[plain] = None
            found.update(dict.fromkeys(endings(plain)))
        else:  # a household number of the national system
            found.update(dict.fromkeys(endings(plain, _AREA_DIGITS)))
    return " ".join(found)


def terms(text: str) -> list[str]:
    """What was typed, as words; full-width digits and blanks of any sort are understood."""
    parts = (_NO_WORD.sub("", half_width(part).casefold()) for part in re.split(r"[\s,，、;；]+", text))
    return [part for part in parts if part]


def condition(
    store: Store, text: str, filters: Sequence[tuple[str, str | None]] = (), limit: int = LIMIT
) -> tuple[str, list[Any]] | None:
    """A WHERE clause over `household_list.key` that holds for what was typed; None if nothing was.

    Every word must be found in the household, in any of its people or numbers. At most `limit` households are found;
    `filters` (columns of `household_list` and their values) are looked at before they are counted.
    """
    wanted = terms(text)
    if not wanted:
        return None
    numbers = {term: ranges for term in wanted if (ranges := _id_ranges(store, term))}
    plain = [term for term in wanted if term not in numbers]
    sets = [_all_of(plain)] if plain else []
    sets += [_one_of(term, ranges) for term, ranges in numbers.items() if _is_specific(ranges)]
    sets += [(f"SELECT key FROM household_list WHERE {column} IS ?", [value]) for column, value in filters]
    common = [(term, ranges) for term, ranges in numbers.items() if not _is_specific(ranges)]
    if not sets:
        sets = [_one_of(*common.pop())]
    checks = [_fits(term, ranges) for term, ranges in common]
    sql = "SELECT found.key FROM (" + " INTERSECT ".join(source for source, _given in sets) + ") found"
    if checks:
        sql += " CROSS JOIN household_list l ON l.key = found.key WHERE " + " AND ".join(
            check for check, _given in checks
        )
    parameters = [one for _sql, given in (*sets, *checks) for one in given]
    return f"key IN ({sql} LIMIT {limit})", parameters


Clause = tuple[str, list[Any]]  # SQL with its parameters
Range = tuple[str, str]  # from the first on, below the second


def _all_of(plain: Iterable[str]) -> Clause:
    """The households in whose document all these words stand."""
    return "SELECT rowid AS key FROM finder WHERE finder MATCH ?", [" AND ".join(f'"{term}" *' for term in plain)]


def _one_of(term: str, ranges: Iterable[Range]) -> Clause:
    """The households in which a run of digits stands anywhere, the quickly found first."""
    households, people = [], []
    for _range in ranges:
        households.append("SELECT key FROM household_list WHERE hh_no >= ? AND hh_no < ?")
        people.append(
            "SELECT l.key FROM member m CROSS JOIN household_list l ON l.id = m.household"
            " WHERE m.id_no >= ? AND m.id_no < ? AND m.removed IS NULL"
        )
    document, words_ = _all_of([term])
    limits = [limit for one in ranges for limit in one]
    return f"SELECT DISTINCT key FROM ({' UNION ALL '.join((*households, document, *people))})", [
        *limits,
        *words_,
        *limits,
    ]


def _fits(term: str, ranges: Iterable[Range]) -> Clause:
    """Whether a run of digits stands in the line `l`; for those that nearly every household has."""
    document, words_ = _all_of([term])
    clauses, parameters = [f"l.key IN ({document})"], words_
    for low, high in ranges:
        clauses.append(
            "l.hh_no >= ? AND l.hh_no < ? OR EXISTS (SELECT 1 FROM member m WHERE m.household = l.id"
            " AND m.id_no >= ? AND m.id_no < ? AND m.removed IS NULL)"
        )
        parameters += [low, high, low, high]
    return f"({' OR '.join(clauses)})", parameters


def _is_specific(ranges: Sequence[Range]) -> bool:
    """Whether so much follows the area that few people share it."""
    return all(len(low) >= _AREA_DIGITS + _SHORTEST_ENDING for low, _high in ranges)


def _id_ranges(store: Store, term: str) -> list[Range]:
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
