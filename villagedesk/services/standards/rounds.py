# SPDX-License-Identifier: MIT
"""What the rules must know of cadres and their visits over the whole file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.models.checks.rounds import Post, Rounds, Term
from villagedesk.store import rounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.services.standards.lines import Tables
    from villagedesk.store.store import Store

LEAST_TEXT: Final = "check_k15_length"
"""The line that says how long a text must be to be compared."""


def rounds_of_file(store: Store, tables: Tables) -> Rounds:
    """Of all cadres, in the working year; how long a text must be to be compared is a line (none: nothing is compared).

    Where villages have different ones the shortest says what is compared; each household is judged by its own.
    """
    year = store.info.year
    alone = Rounds(
        charges=rounds.charges(store, _last_day(store)),
        days=rounds.busy_days(store, year),
        minutes=rounds.same_minutes(store, year),
        single_days=rounds.single_days(store, year),
        away=rounds.on_leave(store, year),
    )
    return with_copies(store, alone, tables)


def rounds_near(store: Store, households: Sequence[str]) -> Rounds:
    """Of the cadres who answer for these households or visited them. Nothing is compared over the file (`with_copies`)."""
    cadres = rounds.cadres_of(store, households)
    year = store.info.year
    return Rounds(
        charges=rounds.charges(store, _last_day(store), cadres),
        days=rounds.busy_days(store, year, cadres),
        minutes=rounds.same_minutes(store, year, cadres),
        single_days=rounds.single_days(store, year, cadres),
        away=rounds.on_leave(store, year, cadres),
    )


def with_copies(store: Store, known: Rounds, tables: Tables, households: Sequence[str] | None = None) -> Rounds:
    """With what is compared over the whole file: texts of visits, first secretaries, and who chaired meetings.

    Where households are named, only texts that their visits tell.
    """
    year = store.info.year
    least = min(tables.values_of(LEAST_TEXT, year), default=None)
    return replace(
        known,
        copies=rounds.copied_texts(store, year, least, households) if least is not None else {},
        first_secretaries=_posts(store),
        terms=_terms(store),
        chairs=_chairs(store, year),
    )


def _last_day(store: Store) -> str:
    """The day on which the working year is looked at, as rules look at a household's helpers (`Surroundings.day`)."""
    return min(store.clock().date().isoformat(), f"{store.info.year}-12-31")


def _posts(store: Store) -> dict[tuple[int, str], tuple[Post, ...]]:
    found: dict[tuple[int, str], list[Post]] = defaultdict(list)
    for year, name, village, called, phone in rounds.first_secretaries(store):
        found[year, name].append(Post(village, called or "", phone or ""))
    return {key: tuple(posts) for key, posts in found.items() if len({post.village for post in posts}) > 1}


def _terms(store: Store) -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for cadre, village, called, start, end in rounds.secretary_terms(store):
        found[cadre].append(Term(village, called or "", start, end))
    return {cadre: tuple(terms) for cadre, terms in found.items() if len({term.village for term in terms}) > 1}


def _chairs(store: Store, year: int) -> dict[tuple[str, str], tuple[Post, ...]]:
    found: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for day, chair, village, called in rounds.chairs(store, year):
        found[day, chair].append(Post(village, called or ""))
    return {key: tuple(posts) for key, posts in found.items() if len(posts) > 1}
