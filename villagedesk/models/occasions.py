# SPDX-License-Identifier: MIT
"""What a household came to in a year: taken in, leaving poverty, monitored; from its facts, records and procedures alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.catalogue.procedure import Monitoring

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile

ADMITTING = frozenset({"identify", "monitor"})
"""Kinds of procedures by which a household is taken in."""


def entering(case: CaseFile) -> bool:
    """Whether the household was identified or taken into monitoring in the year, or somebody began to."""
    now = str(case.year) in _years_of_entering(case)
    return case.facts.exit_status == "new" or now or bool(began(case) & ADMITTING)


def on_file(case: CaseFile) -> bool:
    """Whether the household had a file in the year: something was registered of it, or it had been taken in by then.

    That its income of the year is known proves nothing, since it is asked when a household is taken in the year after.
    """
    if case.entered or case.plan.id or case.visits:
        return True
    return any(year.isdecimal() and int(year) <= case.year for year in _years_of_entering(case))


def _years_of_entering(case: CaseFile) -> set[str]:
    """The years of all days and years that are known of being taken in."""
    days = [case.household.identified, case.household.identify_year, case.facts.monitored_since]
    days += [day for one in case.monitorings for day in (one.clue_on, one.consent_on, one.confirmed_on)]
    days += [one.from_year for one in case.enrolments]
    return {str(day)[:4] for day in days}


def leaving(case: CaseFile) -> bool:
    """Whether the household leaves poverty in the year, or is about to."""
    return "exit" in began(case) or case.facts.exit_year == case.year or case.facts.exit_status == "pre_exit"


def began(case: CaseFile) -> set[str]:
    """The kinds of the procedures of the year."""
    return {one.template.kind for one in case.procedures if one.template and one.process.year == case.year}


def watched(case: CaseFile) -> Monitoring:
    """The last monitoring record that had begun by the year and had not ended before it; a blank one without any."""
    year = str(case.year)
    held = [
        one for one in case.monitorings if (one.clue_on or year)[:4] <= year and (one.removed_on or year)[:4] >= year
    ]
    return max(held, key=lambda one: (one.turn if isinstance(one.turn, int) else 0, one.clue_on or ""), default=Monitoring())  # fmt: skip
