# SPDX-License-Identifier: MIT
"""One keystroke in the search box of a file with 350,000 people: the keys found and the first page of them."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from benchmarks.measure import Line, busy, timed
from benchmarks.scratch import MEMBERS_PER_HOUSEHOLD, PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

MEMBERS = 350_000
PAGE = 256
ROUNDS = 7
GOAL_MS = 30


def lines(scratch: Scratch) -> Iterator[Line]:
    """The worst keystroke of every kind of search; each text is typed sign by sign."""
    from villagedesk.services.opening.files import open_village_file

    with open_village_file(scratch.township(int(MEMBERS / MEMBERS_PER_HOUSEHOLD)), PASSPHRASE) as store:
        members = store.value("SELECT count(*) FROM member")
        worst = 0.0
        for kind, texts in _typed(store).items():
            times = [_median(timed, store, text) for text in texts]
            worst = max(worst, *(_median(busy, store, text) for text in texts))
            yield Line(f"search in {members} people: {kind}, worst keystroke", max(times), goal=GOAL_MS)
        yield Line(f"search in {members} people: the worst of all in processor time", worst, goal=GOAL_MS)


def _median(measure: Callable[[Callable[[], None]], float], store: Store, text: str) -> float:
    return statistics.median(measure(lambda: _keystroke(store, text)) for _round in range(ROUNDS))


def _keystroke(store: Store, text: str) -> None:
    from villagedesk.store.households import Query, keys, page

    found = keys(store, Query(text=text))
    page(store, found[:PAGE])


def _typed(store: Store) -> dict[str, list[str]]:
    """What people type, every prefix of it."""
    names = [name for (name,) in store.query("SELECT name FROM member WHERE length(name) = 3 ORDER BY id LIMIT 4")]
    number, phone, hh_no = store.one(
        "SELECT m.id_no, h.phone, h.hh_no FROM member m JOIN household h ON h.id = m.household WHERE m.id_no IS NOT NULL"
        " ORDER BY m.id LIMIT 1 OFFSET 1000"
    ) or ("", "", "")
    return {
        "汉字": _prefixes("王", "李秀", *names),
        "inner part of a name": [name[1:] for name in names],
        "pinyin": _prefixes("wangxiuying", "zhang", "li"),
        "initials": _prefixes("w", "wxy", "zgh"),
        "identity number": _prefixes(number),
        "birthday in it": [number[6:10], number[6:14], number[10:14]],
        "its last four": [number[-4:]],
        "end of a telephone": [phone[-4:], phone[-6:]],
        "household number": _prefixes(hh_no),
        "group": ["1组", "3组", "10组"],
        "two words": [f"{names[0][0]} {number[-4:]}", "王 李", "w 1组"],
        "nothing found": ["鑫鑫鑫", "qqqq", "99999999"],
    }


def _prefixes(*texts: str) -> list[str]:
    return list(dict.fromkeys(text[:length] for text in texts for length in range(1, len(text) + 1)))
