# SPDX-License-Identifier: MIT
"""Exemptions (豁免) follow persons whose records are made one, as far as the doubt is the same doubt.

It is where the rule comes to it from the same facts, with the one person's rows in place of the other's. Then the exemption
is about the winner from then on. Where the facts are others, or the winner raises no such doubt, what was said of the loser's
row goes into the recycle bin with the reason, so that its lapse is seen in the history; exemptions about other rows lapse by
their seal, as after any edit. An exemption says of no year for which it was given: it is looked for in every year of the
households in which the persons live or lived. What a rule knows of the whole file (equal incomes, shared telephones) it knows
of the working year only; exemptions that rest on these in other years stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.checks import exempting
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.rules import judge, rested_on
from villagedesk.models.problem import Level
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.store import joins, naming, reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.resting import Facts
    from villagedesk.models.problem import Problem
    from villagedesk.store.door import Change
    from villagedesk.store.store import Store

ENTITY: Final = "exemption"


class Held(NamedTuple):
    """An exemption in force in a year, what it is about, and the facts that the doubt rests on."""

    year: int
    exemption: Exemption
    problem: Problem
    facts: Facts


def in_force(store: Store, *persons: Member) -> list[Held]:
    """The exemptions that hold in the households of these persons, before anything is joined; mostly none."""
    households = _homes(store, *persons)
    if not any(reads.of_owners(store, Exemption, households).values()):
        return []
    around = surroundings(store)
    found = []
    for case in _of_years(store, households, _years(store, households, *persons)):
        for problem, exemption in judge(ALL_RULES, case, around).exempted:
            facts = rested_on(ALL_RULES, case, around, problem)
            if facts is not None:
                found.append(Held(case.year, exemption, problem, facts))
    return found


def _homes(store: Store, *persons: Member) -> list[str]:
    """The households in which these persons live, and those in which they lived."""
    found = [person.household for person in persons]
    for person in persons:
        for move in reads.of_owner(store, MemberChange, person.id):
            found += [move.origin, move.target]
    return [one for one in dict.fromkeys(found) if one]


def _years(store: Store, households: list[str], *persons: Member) -> list[int]:
    """The years of which something is known of these households or persons, the working year first."""
    known = {year for household in households for year in reads.years_of(store, household)}
    known.update(
        facts.year
        for person in persons
        for facts in reads.of_owner(store, MemberYear, person.id)
        if isinstance(facts.year, int)
    )
    return [store.info.year, *sorted(known - {store.info.year}, reverse=True)]


def _of_years(store: Store, households: list[str], years: Iterable[int]) -> Iterator[CaseFile]:
    for year in years:
        yield from load_casefiles(store, households, year)


def rows_of(store: Store, person: str) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows that are of a person alone, by kind and id, with their values: those that a join gives to another."""
    return {
        (spec.key, facts.id): {field.key: getattr(facts, field.key) for field in spec.fields}
        for spec in naming.OF_A_PERSON
        for facts in reads.of_owner(store, spec.record, person)
    }


def follow(
    store: Store, change: Change, held: list[Held], who: tuple[str, str], rows: Mapping[tuple[str, str], dict[str, Any]]
) -> None:
    """Let exemptions follow, after the rows of the loser were given to the winner in the open batch.

    Args:
        store: the file.
        change: the batch of the join.
        held: as `in_force` gave it before.
        who: the loser and the winner.
        rows: as `rows_of` gave it for the loser before.
    """
    if not held:
        return
    loser, winner = who
    ids = {loser: winner}
    for (entity, row), values in rows.items():
        spec = next(one for one in naming.OF_A_PERSON if one.key == entity)
        ids[row] = joins.counterpart(store, spec, winner, values) or row
    stays = reads.whatever(store, Member, winner)
    homes = _homes(store, stays) if stays else []
    households = dict.fromkeys([*(one.exemption.household or "" for one in held), *homes])
    now = _doubts_now(store, [one for one in households if one], dict.fromkeys(one.year for one in held))
    by_exemption: dict[str, list[Held]] = {}
    for one in held:
        by_exemption.setdefault(one.exemption.id, []).append(one)
    for some in by_exemption.values():
        _follow(store, change, some, ids, now)


class _Doubt(NamedTuple):
    household: str
    seal: str
    facts: Facts


_Now = dict[tuple[int, str, str], _Doubt]
"""Year, rule and what it is about → what may be exempted."""


def _doubts_now(store: Store, households: list[str], years: Iterable[int]) -> _Now:
    """What may be exempted in these households as they are in the open batch, in these years."""
    around = surroundings(store)
    found = {}
    for case in _of_years(store, households, years):
        said = judge(ALL_RULES, case, around)
        for problem in (*said.problems, *(one.problem for one in said.exempted)):
            facts = rested_on(ALL_RULES, case, around, problem) if problem.level is not Level.ERROR else None
            if facts is not None:
                seal = exempting.sealing(facts, problem)
                found[case.year, problem.code, exempting.about(problem)] = _Doubt(case.household.id, seal, facts)
    return found


def _follow(store: Store, change: Change, held: list[Held], ids: Mapping[str, str], now: _Now) -> None:
    """Let one exemption follow, by the first year in which its doubt is the same; `held` are the years it was in force."""
    exemption, problem = held[0].exemption, held[0].problem
    about = exempting.about(problem._replace(row=ids.get(problem.row, problem.row)))
    of_loser = problem.row in ids
    doubt = _same(held, about, ids, now)
    if doubt is not None and not (of_loser and _is_exempted(store, doubt, problem.code, about)):
        change.put(ENTITY, exemption.id, {"household": doubt.household, "about": about, "seal": doubt.seal})
    elif of_loser:
        why = _("并为一人后依据的内容不同，豁免失效") if doubt is None else _("并为一人后已有同样的豁免")
        change.remove(ENTITY, [exemption.id], why)


def _same(held: list[Held], about: str, ids: Mapping[str, str], now: _Now) -> _Doubt | None:
    """The same doubt as it is now, in the first of these years in which there is one."""
    for one in held:
        doubt = now.get((one.year, one.problem.code, about))
        if doubt is not None and doubt.facts == _renamed(one.facts, ids):
            return doubt
    return None


def _is_exempted(store: Store, doubt: _Doubt, code: str, about: str) -> bool:
    return any(
        (one.rule, one.about, one.seal) == (code, about, doubt.seal)
        for one in reads.of_owner(store, Exemption, doubt.household)
    )


def _renamed(facts: Facts, ids: Mapping[str, str]) -> Facts:
    """The same facts with the winner's rows in place of the loser's."""
    return {tuple(ids.get(part, part) for part in key): _anew(value, ids) for key, value in facts.items()}


def _anew(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_anew(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def come_back(store: Store, change: Change, batch: int) -> None:
    """Exemptions are what they were before a join, where nobody has touched them since; they hold if the facts do too.

    Args:
        store: the file.
        change: the batch of the parting.
        batch: that of the join.
    """
    for one in joins.written_in(store, batch, ENTITY):
        if not one.edited:
            change.settle(ENTITY, one.row, one.cell, list(one.before) or [None])


def is_exemption(given: joins.Given) -> bool:
    """Whether a cell that a join wrote is of an exemption, which comes back by itself."""
    return given.entity == ENTITY
