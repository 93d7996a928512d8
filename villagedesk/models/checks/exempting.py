# SPDX-License-Identifier: MIT
"""Which doubts somebody has found right, and for how long that holds (`models.catalogue.exempting`)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.models.catalogue.exempting import Exemption
    from villagedesk.models.checks.resting import Facts


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


def sealing(facts: Facts, problem: Problem) -> str:
    """A fingerprint of the facts that a problem rests on (`resting`).

    What lies outside of the file is not in it: other households, the lines of the office, the day.
    """
    text = json.dumps([about(problem), sorted(facts.items())], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def parted(
    found: Iterable[Problem], exemptions: Iterable[Exemption], sealed: Callable[[Problem], str]
) -> tuple[list[Problem], list[Exempted]]:
    """What counts, and what was found right. Errors always count.

    Args:
        found: what rules told of a household or a village.
        exemptions: what was noted of it.
        sealed: the fingerprint of what a problem rests on now.
    """
    held = {(one.rule, one.about): one for one in exemptions}
    if not held:
        return list(found), []
    counting: list[Problem] = []
    exempted: list[Exempted] = []
    for problem in found:
        exemption = held.get((problem.code, about(problem))) if problem.level is not Level.ERROR else None
        if exemption and exemption.seal == sealed(problem):
            exempted.append(Exempted(problem, exemption))
        else:
            counting.append(problem)
    return counting, exempted
