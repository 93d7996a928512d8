# SPDX-License-Identifier: MIT
"""Which doubts somebody has found right, and for how long that holds (`models.catalogue.exempting`)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.exempting import Exemption
    from villagedesk.models.catalogue.spec import Record


class Exempted(NamedTuple):
    """A doubt that does not count, and why."""

    problem: Problem
    exemption: Exemption

    @property
    def reason(self) -> str:
        """What somebody wrote."""
        return self.exemption.reason or ""


def about(problem: Problem) -> str:
    """What a problem is about, as an exemption names it."""
    return f"{problem.entity}/{problem.row}/{problem.key}"


def seal(records: Iterable[tuple[str, Record]], problem: Problem) -> str:
    """A fingerprint of what the field of a problem holds among these records; of nothing where the record does not exist.

    The row's id goes in, so that equal values of two rows have fingerprints of their own.
    """
    found = (getattr(record, problem.key, None) for entity, record in records if _is(entity, record, problem))
    value = next(found, None)
    content = {"na": True} if value is NA else sorted(value) if isinstance(value, tuple) else value
    text = json.dumps([about(problem), content], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _is(entity: str, record: Record, problem: Problem) -> bool:
    return entity == problem.entity and record.id == problem.row


def records_of(case: CaseFile) -> Iterator[tuple[str, Record]]:
    """Every record that a rule about a household may point to."""
    yield from case.records()
    for person in (*case.people, *case.departed):
        yield "member", person.member
        yield from (("member_year", facts) for facts in person.years)
    yield from (("income_year", income) for income in case.incomes)
    yield from (("cadre", helper.cadre) for helper in case.helpers)


def parted(
    found: Iterable[Problem], exemptions: Iterable[Exemption], records: Iterable[tuple[str, Record]]
) -> tuple[list[Problem], list[Exempted]]:
    """What counts, and what was found right. Errors always count."""
    held = {(one.rule, one.about): one for one in exemptions}
    if not held:
        return list(found), []
    counting: list[Problem] = []
    exempted: list[Exempted] = []
    known = list(records)
    for problem in found:
        exemption = held.get((problem.code, about(problem))) if problem.level is not Level.ERROR else None
        if exemption and exemption.seal == seal(known, problem):
            exempted.append(Exempted(problem, exemption))
        else:
            counting.append(problem)
    return counting, exempted
