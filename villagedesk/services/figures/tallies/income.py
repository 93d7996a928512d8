# SPDX-License-Identifier: MIT
"""收入: what each household earned in a year and per head, against the line and the year before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.models.casefile import Stay, shares
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.place import Village
from villagedesk.models.eras import LAST_EXIT
from villagedesk.models.income import CELLS, IncomeSums, sums, total
from villagedesk.models.income_period import period_of
from villagedesk.models.ledger import ledger_of, with_ledger
from villagedesk.models.lines import regions_of
from villagedesk.models.rollups.earning import DROP, DROP_BEFORE, DROP_NOW, DROP_RATIO, FALL
from villagedesk.models.rollups.tally import PERSONS
from villagedesk.services.figures.tallies.entries import Entries, entry
from villagedesk.services.standards.income_settings import Editions
from villagedesk.services.standards.lines import line_finder
from villagedesk.store import reads, tallies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.income_period import Edition, Period
    from villagedesk.models.rollups.tally import Entry
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store
    from villagedesk.store.tallies import Listed

_OF_LINE = ("household", "year", "date", "quarter", "item", "quantity", "price", "gross", "cost")
_WHOLE = 10_000  # a hundred percent in hundredths of a percent


class _LineOf(NamedTuple):
    """What incomes are compared with, in yuan; `monitored`: incomes as monitoring counts them."""

    value: int
    monitored: bool


def gather(store: Store, year: int, watching: Watching) -> Entries:
    """One entry per household: `income.per_head` and the parts in fen, ratios in hundredths of a percent."""
    listed = tallies.households(store, year)
    people = tallies.people(store, year, {one.id for one in listed})
    earned = _Earned(store, year, people)
    lines = _Lines(store, year)
    homes: dict[str, list[str]] = defaultdict(list)
    for person, household in people:
        homes[household].append(person)
    found: list[Entry] = []
    for number, one in enumerate(listed):
        if number % 500 == 0:
            watching.check()
            watching.report(number, len(listed), "")
        facts = _facts(earned.of(one, year), earned.of(one, year - 1), lines.of(one.village))
        facts[PERSONS] = tuple(homes.get(one.id, ()))
        found.append(entry(one, facts))
    return Entries(found)


def _facts(
    now: tuple[IncomeYear, IncomeSums] | None, before: tuple[IncomeYear, IncomeSums] | None, line: _LineOf | None
) -> dict[str, Any]:
    if now is None:
        return {}
    income, summed = now
    facts: dict[str, Any] = {"income.per_head": summed.per_head}
    compared = summed.monitored_per_head if line is not None and line.monitored else summed.per_head
    if line is not None and line.value > 0 and compared is not None:
        # Rounded up: exactly the line is not more than the line (厅字〔2016〕16号).
        facts["income.ratio"] = -(-compared * _WHOLE // (line.value * 100))
    parts = {
        "wages": total(income, "wages"),
        "production": total(income, "production"),
        "property": summed.property,
        "transfers": summed.transfers,
        "gross": summed.gross,
        "cost": total(income, "production_cost"),
        "net": summed.net,
    }
    facts.update({f"income.{key}": amount for key, amount in parts.items()})
    if summed.gross and summed.gross > 0:
        facts["income.transfer_share"] = (summed.transfers or 0) * _WHOLE // summed.gross
    last = before[1].per_head if before else None
    if last is not None and last > 0 and summed.per_head is not None:
        change = facts["income.change"] = (summed.per_head - last) * _WHOLE // last
        if change <= FALL:
            fallen = {DROP: change, DROP_BEFORE: last, DROP_NOW: summed.per_head, DROP_RATIO: facts.get("income.ratio")}
            facts.update(fallen)
    return facts


class _Earned:
    """The income of two years as it counts: what was typed, else what the ledger adds up to."""

    def __init__(self, store: Store, year: int, people: Sequence[tuple[str, str]]) -> None:
        years = (year - 1, year)
        incomes = reads.lean(store, IncomeYear, ("household", "year", *CELLS), "year IN (?, ?)", years)
        self._incomes = {(one.household, one.year): one for one in incomes}
        self._ledgers: dict[tuple[Any, Any], list[IncomeLine]] = defaultdict(list)
        for line in reads.lean(store, IncomeLine, _OF_LINE, "year IN (?, ?)", years):
            self._ledgers[line.household, line.year].append(line)
        villages = {one.id: one for one in reads.where(store, Village)}
        settled = Editions(store)
        self._editions = {row: settled.of(one) for row, one in villages.items()}
        self._nowhere = settled.of(None)
        self._stays = _stays(store, people)
        self._periods: dict[tuple[int, str], Period] = {}

    def of(self, household: Listed, year: int) -> tuple[IncomeYear, IncomeSums] | None:
        """What a household earned in a year; None where nothing is known."""
        income = self._incomes.get((household.id, year))
        booked = self._ledgers.get((household.id, year))
        editions = self._editions.get(household.village, self._nowhere)
        if income is None and not booked:
            return None
        period = self._period(year, household.village, editions)
        known = income or IncomeYear()
        if booked:
            known = with_ledger(known, ledger_of(booked, year, period, editions).cells)
        sharing = sum([shares(one, period.last) for one in self._stays.get(household.id, ())])
        return known, sums(known, sharing)

    def _period(self, year: int, village: str, editions: Sequence[Edition]) -> Period:
        """The days that count in a village, worked out once for all its households."""
        found = self._periods.get((year, village))
        if found is None:
            found = self._periods[year, village] = period_of(year, editions)
        return found


def _stays(store: Store, people: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[Stay]]:
    """Household → everybody on record in it, and those who lived in it in the year and moved within the file since."""
    rows = tallies.columns(
        store, "member", ("id", "household", "joined", "birth", "left", "counted"),
        "merged_into IS NULL AND household IS NOT NULL",
    )  # fmt: skip
    stays = {row: (home, Stay(joined, birth, left, counted != 0)) for row, home, joined, birth, left, counted in rows}
    found: dict[str, list[Stay]] = defaultdict(list)
    for home, stay in stays.values():
        found[home].append(stay)
    for person, household in people:
        home, moved = stays.get(person, (household, None))
        if moved is not None and home != household:
            found[household].append(moved)
    return found


class _Lines:
    """The line that incomes of a year are compared with, by village: of exit until 2020, of monitoring since."""

    def __init__(self, store: Store, year: int) -> None:
        self._store, self._year = store, year
        self._name = "exit_line" if year <= LAST_EXIT else "monitoring_line"
        self._villages = {one.id: one for one in reads.where(store, Village)}
        self._known: dict[tuple[str, ...], _LineOf | None] = {}

    def of(self, village: str) -> _LineOf | None:
        """The line of a village; None where no value is known."""
        regions = regions_of(self._villages.get(village))
        if regions not in self._known:
            line = line_finder(self._store, regions)(self._name, self._year)
            value = line.value if line is not None and isinstance(line.value, int) else None
            self._known[regions] = None if value is None else _LineOf(value, self._year > LAST_EXIT)
        return self._known[regions]
