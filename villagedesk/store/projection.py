# SPDX-License-Identifier: MIT
"""The household list and the search words: derived tables, brought in line by the door for the households it touched."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.store.away import NAME
from villagedesk.store.joins import STANDING
from villagedesk.store.pinyin import sort_key
from villagedesk.store.search import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CHUNK: Final = 20_000
WORDS_FROM: Final = frozenset({"household", "member", "cadre", "pairing"})  # entities whose facts are searched for

# How a touched row of each entity leads to households; entities with a `household` field name it themselves.
_PATHS: Final = {
    "village": "SELECT id FROM household WHERE village IN (SELECT id FROM wanted)",
    "member": "SELECT household FROM member WHERE id IN (SELECT id FROM wanted)",
    "member_year": "SELECT m.household FROM member_year y JOIN member m ON m.id = y.member"
    " WHERE y.id IN (SELECT id FROM wanted)",
    "cadre": "SELECT household FROM pairing WHERE cadre IN (SELECT id FROM wanted)",
}

_LINES: Final = f"""
INSERT INTO household_list (id, number, hh_no, village, grp, phone, size, year, attribute, exit_status, household_type,
                            cause, cadres, last_visit, head_name)
SELECT h.id, h.local_no, h.hh_no, {NAME}, h."group", h.phone,
    (SELECT count(*) FROM member m WHERE m.household = h.id AND m.removed IS NULL AND m."left" IS NULL
        AND coalesce(m.counted, 1) = 1 AND {STANDING}),
    y.year, y.attribute, y.exit_status, y.household_type,
    (SELECT c.code FROM cause c WHERE c.household = h.id AND c.rank = 'main' AND c.removed IS NULL
        ORDER BY c.year DESC LIMIT 1),
    (SELECT group_concat(name, '、') FROM (SELECT a.name FROM pairing p JOIN cadre a ON a.id = p.cadre
        WHERE p.household = h.id AND p.removed IS NULL AND p."end" IS NULL ORDER BY p.start, a.name, p.id)),
    (SELECT max(date) FROM visit w WHERE w.household = h.id AND w.removed IS NULL),
    (SELECT m.name FROM member m JOIN member_year r ON r.member = m.id AND r.relation = 'head' AND r.removed IS NULL
        WHERE m.household = h.id AND m.removed IS NULL AND m."left" IS NULL
        ORDER BY r.year DESC, m.position, m.id LIMIT 1)
FROM wanted w JOIN household h ON h.id = w.id
LEFT JOIN village v ON v.id = h.village
LEFT JOIN household_year y ON y.household = h.id AND y.removed IS NULL
    AND y.year = (SELECT max(z.year) FROM household_year z WHERE z.household = h.id AND z.removed IS NULL)
WHERE h.removed IS NULL
ORDER BY h.id
ON CONFLICT (id) DO UPDATE SET number = excluded.number, hh_no = excluded.hh_no, village = excluded.village,
    grp = excluded.grp, phone = excluded.phone, size = excluded.size, year = excluded.year,
    attribute = excluded.attribute, exit_status = excluded.exit_status, household_type = excluded.household_type,
    cause = excluded.cause, cadres = excluded.cadres, last_visit = excluded.last_visit, head_name = excluded.head_name
"""


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


def refresh(connection: Any, households: Iterable[str], *, words_too: bool = True) -> None:
    """Make the lines of these households anew, and their search words unless nothing of `WORDS_FROM` has changed."""
    ordered = sorted(households)
    for start in range(0, len(ordered), _CHUNK):
        with_ids(connection, ordered[start : start + _CHUNK])
        if words_too:
            connection.execute(
                "DELETE FROM finder WHERE rowid IN (SELECT key FROM household_list WHERE id IN (SELECT id FROM wanted))"
            )
        connection.execute(
            "DELETE FROM household_list WHERE id IN (SELECT w.id FROM wanted w LEFT JOIN household h ON h.id = w.id"
            " WHERE h.id IS NULL OR h.removed IS NOT NULL)"
        )
        connection.execute(_LINES)
        _sort_keys(connection)
        if words_too:
            _words(connection)


def _sort_keys(connection: Any) -> None:
    lines = connection.execute(
        "SELECT key, number, hh_no, grp, head_name FROM household_list WHERE id IN (SELECT id FROM wanted)"
    ).fetchall()
    keys = [
        (counting_key(number or hh_no), counting_key(group), sort_key(head) if head else None, key)
        for key, number, hh_no, group, head in lines
    ]
    connection.executemany("UPDATE household_list SET number_key = ?, group_key = ?, head_key = ? WHERE key = ?", keys)


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
