# SPDX-License-Identifier: MIT
"""Exemptions (豁免) follow persons whose records are made one, as far as the doubt is the same doubt.

It is where the rule comes to it from the same facts, with the one person's rows in place of the other's. Then the exemption
is about the winner from then on. Where the facts are others, or the winner raises no such doubt, what was said of the loser's
row goes into the recycle bin with the reason, so that its lapse is seen in the history; exemptions about other rows lapse by
their seal, as after any edit. Only the file's working year is judged: what is exempted in other years stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.catalogue.exempting import Exemption
from villagedesk.models.catalogue.member import Member
from villagedesk.models.checks import exempting
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.rules import judge, rested_on
from villagedesk.models.problem import Level
from villagedesk.services.casefiles import load_casefiles
from villagedesk.services.surroundings import surroundings
from villagedesk.store import joins, naming, reads

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.checks.resting import Facts
    from villagedesk.models.problem import Problem
    from villagedesk.store.door import Change
    from villagedesk.store.store import Store

ENTITY: Final = "exemption"


class Held(NamedTuple):
    """An exemption in force, what it is about, and the facts that the doubt rests on."""

    exemption: Exemption
    problem: Problem
    facts: Facts


def in_force(store: Store, *persons: Member) -> list[Held]:
    """The exemptions that hold in the households of these persons, before anything is joined; mostly none."""
    households = [one for one in dict.fromkeys(person.household for person in persons) if one]
    if not any(reads.of_owners(store, Exemption, households).values()):
        return []
    around = surroundings(store)
    found = []
    for case in load_casefiles(store, households):
        for problem, exemption in judge(ALL_RULES, case, around).exempted:
            facts = rested_on(ALL_RULES, case, around, problem)
            if facts is not None:
                found.append(Held(exemption, problem, facts))
    return found


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
    now = _doubts_now(store, [*{one.exemption.household or "" for one in held}, _household_of(store, winner)])
    for one in held:
        _follow(store, change, one, ids, now)


class _Doubt(NamedTuple):
    household: str
    seal: str
    facts: Facts


def _household_of(store: Store, person: str) -> str:
    found = reads.whatever(store, Member, person)
    return (found.household if found else None) or ""


def _doubts_now(store: Store, households: list[str]) -> dict[tuple[str, str], _Doubt]:
    """What may be exempted in these households as they are in the open batch, by rule and what it is about."""
    around = surroundings(store)
    found = {}
    for case in load_casefiles(store, [one for one in dict.fromkeys(households) if one]):
        said = judge(ALL_RULES, case, around)
        for problem in (*said.problems, *(one.problem for one in said.exempted)):
            facts = rested_on(ALL_RULES, case, around, problem) if problem.level is not Level.ERROR else None
            if facts is not None:
                seal = exempting.sealing(facts, problem)
                found[problem.code, exempting.about(problem)] = _Doubt(case.household.id, seal, facts)
    return found


def _follow(
    store: Store, change: Change, held: Held, ids: Mapping[str, str], now: Mapping[tuple[str, str], _Doubt]
) -> None:
    exemption, problem, facts = held
    about = exempting.about(problem._replace(row=ids.get(problem.row, problem.row)))
    doubt = now.get((problem.code, about))
    of_loser = problem.row in ids
    same = doubt is not None and doubt.facts == _renamed(facts, ids)
    if doubt is not None and same and not (of_loser and _is_exempted(store, doubt, problem.code, about)):
        change.put(ENTITY, exemption.id, {"household": doubt.household, "about": about, "seal": doubt.seal})
    elif of_loser:
        why = _("并为一人后已有同样的豁免") if same else _("并为一人后依据的内容不同，豁免失效")
        change.remove(ENTITY, [exemption.id], why)


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
