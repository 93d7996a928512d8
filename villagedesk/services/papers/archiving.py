# SPDX-License-Identifier: MIT
"""The archive's settings and numbers: how long papers are kept, and 案卷号 and 件号, given once and then kept (domain.md §6.1).

Numbers belong to a village and go on where they ended. Two copies of a file may give the same one to two households; after
merging both stand in the file, and that is said. Nothing is renumbered by itself: a number may stand on a paper already.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.archiving import PIECE, VOLUME, items, terms, unset
from villagedesk.models.catalogue.archive import Filing, Retention
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.place import Village
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import archiving, reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Changed, Store

LARGEST: Final = {VOLUME: 9_999, PIECE: 99_999}


@dataclass(frozen=True, slots=True)
class Clash:
    """A number that stands twice in a village.

    Attributes:
        number: 案卷号 or 件号.
        term: of pieces, whose numbers count within a retention; empty for volumes.
        households: who has it, ids.
    """

    number: int
    term: str
    households: tuple[str, ...]


# -- how long papers are kept -------------------------------------------------------------------------------------------


def decided_terms(store: Store) -> dict[str, Retention]:
    """What the office decided, by item of the list of contents."""
    return {one.paper: one for one in reads.where(store, Retention) if one.paper and one.term}


def terms_in_force(store: Store) -> dict[str, str]:
    """Item → code of its retention, as it holds in this file."""
    return terms({item: one.term or "" for item, one in decided_terms(store).items()})


def save_terms(store: Store, wanted: Mapping[str, tuple[str, str]]) -> Changed:
    """Decide retentions: item → (term, source); papers that have a 件号 keep the term that stands in it."""
    edits = [
        Edit("retention", "", {"paper": item, "term": term, "source": source or None})
        for item, (term, source) in wanted.items()
    ]
    return save_records(store, _("修改保管期限"), edits).changed


def propose_again(store: Store) -> Changed:
    """Go back to the proposed terms."""
    proposed = {item.code: (item.term, "") for item in items()}
    return save_terms(store, {item: proposed[item] for item in decided_terms(store) if item in proposed})


# -- numbers ------------------------------------------------------------------------------------------------------------


def number_volumes(store: Store, households: Sequence[str]) -> dict[str, int]:
    """Give those of these households that have none a 案卷号, in this order, as one action.

    Villages of which something is not known that the number is made of get none.

    Returns:
        The households that got one.
    """
    given: dict[str, int] = {}
    for village, members in _by_village(store, households, VOLUME).items():
        known = archiving.volume_numbers(store, village)
        have = {row for row, _number, _live in known}
        end = max((number for _row, number, _live in known), default=0)
        new = [one for one in members if one not in have]
        given |= {one: end + place for place, one in enumerate(new, 1) if end + place <= LARGEST[VOLUME]}
    if given:
        label = _("编案卷号：{count}户").format(count=len(given))
        save_records(store, label, [Edit("household", row, {"volume_no": number}) for row, number in given.items()])
    return given


def number_pieces(store: Store, year: int, pieces: Sequence[tuple[str, str, str]]) -> int:
    """Give those of these papers that have none a 件号, in this order, as one action.

    Args:
        store: the file.
        year: of filing.
        pieces: (household, kind of paper, term).

    Returns:
        How many got one.
    """
    edits: list[Edit] = []
    villages = _by_village(store, list(dict.fromkeys(household for household, _p, _t in pieces)), PIECE)
    for village, members in villages.items():
        here = set(members)
        known = archiving.piece_numbers(store, village, year)
        have = {(household, paper) for _row, household, paper, _term, _number, _live in known}
        ends: dict[str, int] = defaultdict(int)
        for _row, _household, _paper, term, number, _live in known:
            ends[term] = max(ends[term], number)
        for household, paper, term in pieces:
            if household in here and (household, paper) not in have and ends[term] < LARGEST[PIECE]:
                ends[term] += 1
                facts: dict[str, Value] = {
                    "household": household, "year": year, "paper": paper, "term": term, "number": ends[term],
                }  # fmt: skip
                edits.append(Edit("filing", derived_id("filing", household, year, paper), facts))
    if edits:
        save_records(store, _("编件号：{count}件").format(count=len(edits)), edits)
    return len(edits)


def _by_village(store: Store, households: Sequence[str], mode: str) -> dict[str, list[str]]:
    """Village → its households of these, in order; only villages whose numbers can be made."""
    of = places_of(store, households)
    whole = {one.id for one in reads.with_ids(store, Village, set(of.values())) if not unset(one, mode)}
    found: dict[str, list[str]] = {}
    for household in dict.fromkeys(households):
        if of.get(household) in whole:
            found.setdefault(of[household], []).append(household)
    return found


def places_of(store: Store, households: Iterable[str]) -> dict[str, str]:
    """Household → its village, where both are known."""
    return {one.id: one.village for one in reads.with_ids(store, Household, households) if one.village}


def filings_of(store: Store, households: Iterable[str], year: int) -> dict[str, dict[str, Filing]]:
    """Household → kind of paper → its 件号 of a year."""
    found = reads.of_owners(store, Filing, households, year)
    return {household: {one.paper or "": one for one in group} for household, group in found.items()}


# -- numbers that stand twice -------------------------------------------------------------------------------------------


def volume_clashes(store: Store, village: str) -> list[Clash]:
    """案卷号 that several households of a village have."""
    holders: dict[int, list[str]] = defaultdict(list)
    for row, number, live in archiving.volume_numbers(store, village):
        if live:
            holders[number].append(row)
    return [Clash(number, "", tuple(rows)) for number, rows in sorted(holders.items()) if len(rows) > 1]


def piece_clashes(store: Store, village: str, year: int) -> list[Clash]:
    """件号 that several papers of a village have in a year and retention."""
    holders: dict[tuple[str, int], list[str]] = defaultdict(list)
    for _row, household, _paper, term, number, live in archiving.piece_numbers(store, village, year):
        if live:
            holders[term, number].append(household)
    return [
        Clash(number, term, tuple(dict.fromkeys(rows)))
        for (term, number), rows in sorted(holders.items())
        if len(rows) > 1
    ]


def clashes(store: Store, village: str, mode: str, year: int) -> list[Clash]:
    """What stands twice in the numbers of a way of cataloguing."""
    return piece_clashes(store, village, year) if mode == PIECE else volume_clashes(store, village)


def number_again(store: Store, village: str, mode: str, year: int) -> int:
    """Give new numbers at the end to all but one of those that share one: who has it longest in this file keeps it.

    Done only where somebody asks for it. Returns how many were renumbered.
    """
    edits: list[Edit] = []
    if mode == VOLUME:
        known = archiving.volume_numbers(store, village)
        end = max((number for _row, number, _live in known), default=0)
        for clash in volume_clashes(store, village):
            for row in _later(store, clash.households):
                end += 1
                edits.append(Edit("household", row, {"volume_no": end}))
    else:
        edits = _pieces_again(store, village, year)
    if edits:
        save_records(store, _("重号重新编号：{count}个").format(count=len(edits)), edits)
    return len(edits)


def _pieces_again(store: Store, village: str, year: int) -> list[Edit]:
    known = archiving.piece_numbers(store, village, year)
    ends: dict[str, int] = defaultdict(int)
    holders: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row, _household, _paper, term, number, live in known:
        ends[term] = max(ends[term], number)
        if live:
            holders[term, number].append(row)
    edits: list[Edit] = []
    for (term, _number), rows in sorted(holders.items()):
        for row in _later(store, rows):
            ends[term] += 1
            edits.append(Edit("filing", row, {"number": ends[term]}))
    return edits


def _later(store: Store, rows: Sequence[str]) -> list[str]:
    """All but the row whose number came first into this file."""
    return archiving.by_arrival(store, rows)[1:]
