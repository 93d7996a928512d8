# SPDX-License-Identifier: MIT
"""The household list and the search words: derived tables, brought in line by the door for the households it touched."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.store.away import NAME
from villagedesk.store.cells import REMOVED
from villagedesk.store.joins import STANDING
from villagedesk.store.pinyin import sort_key
from villagedesk.store.search import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CHUNK: Final = 20_000


def _paths(entity: str, fields: str) -> frozenset[str]:
    """Some fields of an entity as "entity.field"; that a row comes or goes is its field `removed`."""
    return frozenset(f"{entity}.{field}" for field in (*fields.split(), REMOVED))


# From which fields the search words are made, whether by themselves or by way of the list's cadres.
SEARCHED: Final = (
    _paths("household", "local_no hh_no group address phone")
    | _paths("member", "household name id_no card_no phone")
    | _paths("cadre", "name")
    | _paths("pairing", "household cadre start end")
    | _paths("household_change", "household head_before")
)

# How a touched row of each entity leads to households, whose lines or doubts (F21, I09) rest on it; entities with a
# `household` field name it themselves.
_PATHS: Final = {
    "village": "SELECT id FROM household WHERE village IN (SELECT id FROM wanted)",
    "member": "SELECT household FROM member WHERE id IN (SELECT id FROM wanted)",
    "member_year": "SELECT m.household FROM member_year y JOIN member m ON m.id = y.member"
    " WHERE y.id IN (SELECT id FROM wanted)",
    "member_change": "SELECT m.household FROM member_change y JOIN member m ON m.id = y.member"
    " WHERE y.id IN (SELECT id FROM wanted)",
    "project": "SELECT household FROM project_beneficiary WHERE project IN (SELECT id FROM wanted) AND removed IS NULL",
    "leave": "SELECT v.household FROM leave l JOIN visit v ON v.cadre = l.cadre AND v.date >= substr(l.start, 1, 4)"
    " WHERE l.id IN (SELECT id FROM wanted)",
    "attendance": "SELECT v.household FROM attendance a JOIN visit v ON v.cadre = a.cadre AND substr(v.date, 1, 7) = a.month"
    " WHERE a.id IN (SELECT id FROM wanted)",
    "cadre": "SELECT household FROM pairing WHERE cadre IN (SELECT id FROM wanted)",
}

BY_THEMSELVES: Final = ("village", "cadre", "project", "leave", "attendance")
"""Entities whose rows lead to households that they do not name."""

_SIZE: Final = f"""(SELECT count(*) FROM member m WHERE m.household = h.id AND m.removed IS NULL AND m."left" IS NULL
    AND coalesce(m.counted, 1) = 1 AND {STANDING})"""
_CAUSE: Final = """(SELECT c.code FROM cause c WHERE c.household = h.id AND c.rank = 'main' AND c.removed IS NULL
    ORDER BY c.year DESC LIMIT 1)"""
_CADRES: Final = """(SELECT group_concat(name, '、') FROM (SELECT a.name FROM pairing p JOIN cadre a ON a.id = p.cadre
    WHERE p.household = h.id AND p.removed IS NULL AND p."end" IS NULL ORDER BY p.start, a.name, p.id))"""
_LAST_VISIT: Final = "(SELECT max(date) FROM visit w WHERE w.household = h.id AND w.removed IS NULL)"
# Of a household that has ended nobody may be left; it goes on by the name of its last head.
_HEAD: Final = """coalesce((SELECT m.name FROM member m JOIN member_year r ON r.member = m.id AND r.relation = 'head'
    AND r.removed IS NULL WHERE m.household = h.id AND m.removed IS NULL AND m."left" IS NULL
    ORDER BY r.year DESC, m.position, m.id LIMIT 1),
    CASE WHEN h.ended > '' THEN (SELECT m.name FROM household_change e JOIN member m ON m.id = e.head_before
    AND m.removed IS NULL WHERE e.household = h.id AND e.removed IS NULL ORDER BY e.date DESC, e.id DESC LIMIT 1) END)"""
# Columns of `household_list`: what each holds, and the fields that it is made from.
_FACTS: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "number": ("h.local_no", _paths("household", "local_no")),
    "hh_no": ("h.hh_no", _paths("household", "hh_no")),
    "village": (NAME, _paths("household", "village") | _paths("village", "name")),
    "grp": ('h."group"', _paths("household", "group")),
    "phone": ("h.phone", _paths("household", "phone")),
    "size": (_SIZE, _paths("member", "household left counted merged_into")),
    "year": ("y.year", _paths("household_year", "household year")),
    "attribute": ("y.attribute", _paths("household_year", "household year attribute")),
    "exit_status": ("y.exit_status", _paths("household_year", "household year exit_status")),
    "household_type": ("y.household_type", _paths("household_year", "household year household_type")),
    "cause": (_CAUSE, _paths("cause", "household year rank code")),
    "cadres": (_CADRES, _paths("pairing", "household cadre start end") | _paths("cadre", "name")),
    "last_visit": (_LAST_VISIT, _paths("visit", "household date")),
    "head_name": (
        _HEAD,
        _paths("member", "household left position name")
        | _paths("member_year", "member year relation")
        | _paths("household", "ended")
        | _paths("household_change", "household date head_before"),
    ),
}
_COLUMNS: Final = (*_FACTS, "number_key", "group_key", "head_key")  # the keys follow from the facts
_OF_WANTED: Final = """
FROM wanted w CROSS JOIN household h ON h.id = w.id
LEFT JOIN village v ON v.id = h.village
LEFT JOIN household_year y ON y.household = h.id AND y.removed IS NULL
    AND y.year = (SELECT max(z.year) FROM household_year z WHERE z.household = h.id AND z.removed IS NULL)
WHERE h.removed IS NULL
ORDER BY w.id
"""


def lines_query(columns: Iterable[str]) -> str:
    """The query for some facts of the live ones of the wanted households."""
    return f"SELECT h.id, {', '.join(_FACTS[column][0] for column in columns)}{_OF_WANTED}"


def households_of(connection: Any, touched: Mapping[str, set[str]]) -> set[str]:
    """The households whose line may look different after rows of these entities changed."""
    found: set[str] = set()
    for entity, query in _PATHS.items():
        if touched.get(entity):
            with_ids(connection, touched[entity])
            found.update(row[0] for row in connection.execute(query) if row[0])
    return found


def with_ids(connection: Any, ids: Iterable[str]) -> None:
    """Fill the temporary table `wanted` with ids, so that a query can join it."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM wanted")
    connection.execute("INSERT OR IGNORE INTO wanted SELECT value FROM json_each(?)", (json.dumps(sorted(ids)),))


def refresh(
    connection: Any, households: Iterable[str], *, changed: frozenset[str] | None = None, words_too: bool = True
) -> None:
    """Make the lines of these households anew, and their search words.

    Args:
        connection: in an open transaction.
        households: their ids; those that are gone lose their lines.
        changed: the fields that differ, as "entity.field" (`removed` for a row that came or went); None if not known.
        words_too: bring the search words in line; they stay anyway where nothing of `SEARCHED` has changed.
    """
    words_too = words_too and (changed is None or bool(changed & SEARCHED))
    ordered = sorted(households)
    for start in range(0, len(ordered), _CHUNK):
        part = ordered[start : start + _CHUNK]
        with_ids(connection, part)
        if words_too:
            keys = "SELECT l.key FROM wanted w CROSS JOIN household_list l ON l.id = w.id"
            connection.executemany("DELETE FROM finder WHERE rowid = ?", connection.execute(keys).fetchall())
        _write_lines(connection, len(part), changed)
        if words_too:
            _words(connection)


def _write_lines(connection: Any, wanted: int, changed: frozenset[str] | None) -> None:
    """Bring the lines of the wanted households in line, looking only at what may differ and writing only what does.

    Each column has an index of its own: setting them all would rewrite a page of every one for a single new visit.
    """
    stored = {
        household: (key, tuple(line))
        for key, household, *line in connection.execute(
            f"SELECT key, id, {', '.join(_COLUMNS)} FROM household_list WHERE id IN (SELECT id FROM wanted)"
        )
    }
    lines = _lines(connection, stored, changed if len(stored) == wanted else None)
    gone = [(key,) for household, (key, _line) in stored.items() if household not in lines]
    connection.executemany("DELETE FROM household_list WHERE key = ?", gone)
    new = [(household, *line) for household, line in lines.items() if household not in stored]
    connection.executemany(
        f"INSERT INTO household_list (id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})", new
    )
    changes: dict[str, list[tuple[Any, ...]]] = {}
    for household, (key, before) in stored.items():
        after = lines.get(household, before)
        differing = [place for place, value in enumerate(after) if value != before[place]]
        if differing:
            sets = ", ".join(f"{_COLUMNS[place]} = ?" for place in differing)
            changes.setdefault(sets, []).append((*(after[place] for place in differing), key))
    for sets, rows in changes.items():
        connection.executemany(f"UPDATE household_list SET {sets} WHERE key = ?", rows)


def _lines(
    connection: Any, stored: Mapping[str, tuple[int, tuple[Any, ...]]], changed: frozenset[str] | None
) -> dict[str, tuple[Any, ...]]:
    """The lines of the wanted households that are live; what is not made from changed fields is as it was."""
    columns = [column for column, (_sql, made_from) in _FACTS.items() if changed is None or made_from & changed]
    if len(columns) == len(_FACTS):
        return {household: _with_keys(facts) for household, *facts in connection.execute(lines_query(columns))}
    if not columns:  # nobody came or went either: that changes columns
        return {household: line for household, (_key, line) in stored.items()}
    found = {}
    for household, *facts in connection.execute(lines_query(columns)):
        known = dict(zip(_FACTS, stored[household][1], strict=False))  # without the keys at their end
        known.update(zip(columns, facts, strict=True))
        found[household] = _with_keys(tuple(known.values()))
    return found


def _with_keys(facts: Sequence[Any]) -> tuple[Any, ...]:
    """A line with its sort keys."""
    number, hh_no, _village, group, *_others, head = facts
    return (*facts, counting_key(number or hh_no), counting_key(group), sort_key(head) if head else None)


def _words(connection: Any) -> None:
    lines = connection.execute(
        "SELECT l.key, l.id, l.number, l.hh_no, l.grp, l.phone, h.address, l.cadres FROM household_list l"
        " JOIN household h ON h.id = l.id WHERE l.id IN (SELECT id FROM wanted)"
    ).fetchall()
    people: dict[str, list[tuple[str | None, ...]]] = {}
    for household, *facts in connection.execute(
        "SELECT household, name, id_no, card_no, phone FROM member"
        " WHERE household IN (SELECT id FROM wanted) AND removed IS NULL"
    ):
        people.setdefault(household, []).append(tuple(facts))
    for household, name in connection.execute(  # who was head of a household that has ended may live elsewhere now
        "SELECT e.household, m.name FROM household_change e JOIN member m ON m.id = e.head_before"
        " WHERE e.household IN (SELECT id FROM wanted) AND e.removed IS NULL AND m.removed IS NULL"
    ):
        people.setdefault(household, []).append((name, None, None, None))
    documents = []
    for key, household, number, hh_no, group, phone, address, cadres in lines:
        members = people.get(household, ())
        document = words(
            names=[name for name, *_rest in members if name] + (cadres or "").split("、"),
            id_numbers=[one for _name, id_no, card, _phone in members for one in (id_no, card) if one],
            phones=[one for one in (phone, *(row[3] for row in members)) if one],
            others=[one for one in (number, hh_no, group, address) if one],
        )
        documents.append((key, document))
    connection.executemany("INSERT INTO finder (rowid, words) VALUES (?, ?)", documents)


_CHINESE: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")}


@lru_cache(maxsize=4096)
def counting_key(text: str | None) -> str | None:
    """Sorts as people count: runs of digits by their value (2组 before 10组), 一组 like 1组."""
    if not text:
        return None
    plain = re.sub(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]", _arabic, text)
    return re.sub(r"\d+", lambda digits: digits.group().zfill(20), plain)


def _arabic(match: re.Match[str]) -> str:
    tens, ten, ones = match.group().partition("十")
    if not ten:
        return str(_CHINESE[tens])
    return str(_CHINESE.get(tens, 1) * 10 + _CHINESE.get(ones, 0))
