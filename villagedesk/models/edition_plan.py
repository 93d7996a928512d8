# SPDX-License-Identifier: MIT
"""An edition as people arrange it: the list of all steps in their order, and back into as few rows as say the same."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.procedure import EditionStep
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import own_code
from villagedesk.models.editions import by_step, edited, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from villagedesk.models.catalogue.procedure import ProcedureEdition
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.templates import Template


@dataclass(frozen=True, slots=True)
class Planned:
    """A step in the list.

    Attributes:
        key: of the program's step; of the county's own its name.
        off: whether it is not asked for.
        needed: whether it must be done; what is not may be left out.
        form, meeting, quorum, majority, notice, people: how a step of the county's own is carried out (`EditionStep`); empty
            or None where nothing is said.
        least, most, since, working: its days, likewise.
        who, paper, seal: what the county says instead of the program; empty where it says nothing.
        types, risks, causes: of which households it is asked; empty for all.
        reason: why it departs from the program.
    """

    key: str
    off: bool = False
    needed: bool = True
    decides: bool = False
    form: str = ""
    meeting: str = ""
    quorum: str = ""
    majority: str = ""
    notice: str = ""
    people: int | None = None
    least: int | None = None
    most: int | None = None
    since: str = ""
    working: bool = False
    who: str = ""
    paper: str = ""
    seal: str = ""
    types: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    reason: str = ""

    @property
    def own(self) -> bool:
        """Whether the county added it."""
        return own_code(self.key)

    @property
    def name(self) -> str:
        """What it is called, in the interface language."""
        return name_of(self.key)


Plan = tuple[Planned, ...]
_ANY: Final = ("who", "paper", "seal", "types", "risks", "causes", "reason")
"""What an edition may say of any step."""
_OWN: Final = ("form", "meeting", "quorum", "majority", "notice", "people", "least", "most", "since")
"""What it says of one that the county adds."""


def plan_of(template: Template, edition: ProcedureEdition, rows: Iterable[EditionStep]) -> Plan:
    """All steps in the order in which the edition has them."""
    rows = tuple(rows)
    whole = edited(template, edition, rows)
    by_key = by_step(rows)
    found = []
    for key in whole.order:
        step, row = whole.known(key), by_key.get(key)
        assert step is not None
        found.append(
            Planned(
                key,
                off=key in edition.off,
                needed=not step.optional,
                **{"decides": step.decides, **(said_in(row) if row else {})},
            )
        )
    return tuple(found)


def said_in(row: EditionStep) -> dict[str, Any]:
    """What a row says of its step, as `Planned` holds it: nothing is empty, or None for a number."""
    own = own_code(row.step or "")
    wanted = (*_ANY, *_OWN) if own else _ANY
    found = {key: value for key in wanted if (value := getattr(row, key)) is not None}
    return found | {"decides": row.decides is True, "working": row.working is True} if own else found


def off_of(plan: Plan) -> tuple[str, ...]:
    """The steps that are not asked for."""
    return tuple(one.key for one in plan if one.off)


def planned_rows(plan: Plan, template: Template) -> list[EditionStep]:
    """The rows of an edition that is not saved yet."""
    return [EditionStep(id=key, step=key, **values) for key, values in rows_of(plan, template).items()]


def rows_of(plan: Plan, template: Template) -> dict[str, dict[str, Value]]:
    """What the rows of an edition must say for its steps to come out as planned: step → values.

    Of the program's steps those that are left standing as the program has them get no row.
    """
    stay = standing([one.key for one in plan], [step.key for step in template.steps])
    found: dict[str, dict[str, Value]] = {}
    for at, one in enumerate(plan):
        values: dict[str, Value] = {}
        if one.key not in stay:
            values["after"] = plan[at - 1].key if at else NA
        shipped = template.step(one.key)
        if shipped is None:
            values |= {"needed": one.needed, "decides": one.decides, "working": one.working or None}
            values |= {key: said for key in _OWN if (said := getattr(one, key))}
        elif one.needed is shipped.optional:
            values["needed"] = one.needed
        values |= {key: said for key in _ANY if (said := getattr(one, key))}
        if values:
            found[one.key] = values
    return found


def standing(order: Sequence[str], shipped: Sequence[str]) -> set[str]:
    """The most steps of the program that still follow each other as the program has them; the others have been moved."""
    places = {key: at for at, key in enumerate(shipped)}
    ends: list[int] = []  # ends[n]: the least place at which a run of n + 1 can end
    last: list[str] = []
    before: dict[str, str] = {}
    for key in (one for one in order if one in places):
        at = bisect_left(ends, places[key])
        before[key] = last[at - 1] if at else ""
        ends[at : at + 1], last[at : at + 1] = [places[key]], [key]
    found: set[str] = set()
    key = last[-1] if last else ""
    while key:
        found.add(key)
        key = before[key]
    return found


# -- arranging ------------------------------------------------------------------------------------------------------------


def moved(plan: Plan, at: int, by: int) -> Plan:
    """With one step further up (-1) or down (1); the same where it cannot go further."""
    to = at + by
    if not (0 <= at < len(plan) and 0 <= to < len(plan)):
        return plan
    return added(taken_out(plan, at), to - 1, plan[at])


def changed(plan: Plan, at: int, step: Planned) -> Plan:
    """With another step at a place."""
    return (*plan[:at], step, *plan[at + 1 :])


def switched(plan: Plan, at: int, reason: str = "") -> Plan:
    """With a step that is asked for no longer, or again."""
    return changed(plan, at, replace(plan[at], off=not plan[at].off, reason=reason))


def added(plan: Plan, at: int, step: Planned) -> Plan:
    """With a new step behind a place."""
    return (*plan[: at + 1], step, *plan[at + 1 :])


def taken_out(plan: Plan, at: int) -> Plan:
    """Without a step that the county had added."""
    return (*plan[:at], *plan[at + 1 :])
