# SPDX-License-Identifier: MIT
"""How far each section of a case file is: what is missing, what is wrong, and one light for it (缺件灯)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from villagedesk.i18n import _
from villagedesk.models.asked import is_asked
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.rules import Surroundings, findings
from villagedesk.models.income import TOTALS, kinds_of
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.economy import IncomeYear
    from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Record


class Section(StrEnum):
    """The sections of the case file page, in its order."""

    BASIC = "basic"
    MEMBERS = "members"
    CAUSES = "causes"
    LIVING = "living"
    INCOME = "income"
    HELPERS = "helpers"
    PLAN = "plan"
    VISITS = "visits"
    PROCEDURES = "procedures"
    READINESS = "readiness"


class Light(StrEnum):
    """Green: complete. Yellow: something is missing or doubtful. Red: an error blocks official papers. Grey: empty."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


LIVING_GROUPS: Final = frozenset({"土地", "吃穿", "水电路", "住房", "带动情况", "易地扶贫搬迁"})
_SECTION_OF: Final = {
    "household": Section.BASIC,
    "household_year": Section.BASIC,
    "enrolment": Section.BASIC,
    "member": Section.MEMBERS,
    "member_year": Section.MEMBERS,
    "work_stretch": Section.MEMBERS,
    "member_list": Section.MEMBERS,
    "member_change": Section.MEMBERS,
    "household_change": Section.BASIC,
    "cause": Section.CAUSES,
    "income_year": Section.INCOME,
    "income_line": Section.INCOME,
    "pairing": Section.HELPERS,
    "cadre": Section.HELPERS,
    "plan": Section.PLAN,
    "measure": Section.PLAN,
    "visit": Section.VISITS,
    "care": Section.VISITS,
    "benefit": Section.PLAN,
    "process": Section.PROCEDURES,
    "process_step": Section.PROCEDURES,
    "meeting": Section.PROCEDURES,
    "meeting_item": Section.PROCEDURES,
    "monitoring": Section.PROCEDURES,
    "attachment": Section.READINESS,
    "printed_paper": Section.READINESS,
    "readiness_note": Section.READINESS,
    "completion": Section.BASIC,
}


@dataclass(frozen=True, slots=True)
class SectionState:
    """The state of one section."""

    section: Section
    light: Light
    missing: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def section_of(spec: FieldSpec) -> Section:
    """The section of the page on which a field stands."""
    if spec.entity == "household_year" and spec.group.label in LIVING_GROUPS:
        return Section.LIVING
    return _SECTION_OF[spec.entity]


def section_of_problem(problem: Problem) -> Section:
    """The section to jump to for a problem."""
    return section_of(ENTITIES[problem.entity][problem.key])


def assess(case: CaseFile, around: Surroundings) -> dict[Section, SectionState]:
    """The state of every section of a case file."""
    found = findings(ALL_RULES, case, around)
    missing = _missing(case)
    states = {}
    for section in Section:
        problems = tuple(one for one in found if section_of_problem(one) is section)
        gaps = tuple(one for one in missing if section_of_problem(one) is section)
        states[section] = SectionState(section, _light(case, section, problems, gaps), gaps, problems)
    return states


def blocking(case: CaseFile, around: Surroundings) -> list[Problem]:
    """The errors that keep official papers of this household from being printed."""
    return [one for one in findings(ALL_RULES, case, around) if one.level is Level.ERROR]


def surroundings_of(today: dt.date) -> Surroundings:
    """Surroundings that know nothing but the day, for a household looked at alone."""
    return Surroundings(today)


def _light(case: CaseFile, section: Section, problems: tuple[Problem, ...], gaps: tuple[Problem, ...]) -> Light:
    if any(one.level is Level.ERROR for one in problems):
        return Light.RED
    if _is_empty(case, section):
        return Light.GREY
    doubtful = gaps or any(one.level is Level.DOUBT for one in problems)
    return Light.YELLOW if doubtful else Light.GREEN


def _is_empty(case: CaseFile, section: Section) -> bool:  # noqa: PLR0911 - one answer for each section
    match section:
        case Section.MEMBERS:
            return not case.people
        case Section.CAUSES:
            return not case.causes
        case Section.LIVING:
            return not any(
                _known(case.facts, spec) for spec in ENTITIES["household_year"].fields if section_of(spec) is section
            )
        case Section.INCOME:
            return case.income is None and not case.ledger_lines
        case Section.HELPERS:
            return not case.helpers
        case Section.PLAN:
            return not case.plan.id and not case.benefits
        case Section.VISITS:
            return not case.visits
        case Section.PROCEDURES:
            return not (case.procedures or case.monitorings)
        case Section.READINESS:
            return not (case.attachments or case.checks)
        case _:
            return False


def _missing(case: CaseFile) -> list[Problem]:
    """The required fields that are empty, in the records that exist; what is not asked of a household it does not lack."""
    gaps = [gap for entity, record in _complete(case) for gap in _gaps(ENTITIES[entity], record, case.year)]
    if not case.facts.id:
        gaps += _gaps(ENTITIES["household_year"], case.facts, case.year)
    if case.plan.id and not case.measures:
        spec = ENTITIES["measure"]["content"]
        gaps.append(_gap(spec, case.year, case.plan.id))
    if case.causes and case.cause("main") is None:
        gaps.append(_gap(ENTITIES["cause"]["code"], case.year, case.household.id))
    return gaps


def _complete(case: CaseFile) -> Iterator[tuple[str, Record]]:
    """The records of a case file; cells of the income that the ledger fills are not missing."""
    for entity, record in case.records():
        yield entity, case.counted_income(case.year) if entity == "income_year" else record
    if case.income is None and case.ledger_lines:
        yield "income_year", case.counted_income(case.year)


def _gaps(spec: EntitySpec, record: Record, year: int) -> list[Problem]:
    return [
        _gap(field, year, record.id, getattr(record, "name", None) or "")
        for field in spec.fields
        if field.required
        and not field.ref
        and field.key != "year"
        and not _known(record, field)
        and is_asked(spec, field, partial(getattr, record))
    ]


def _gap(field: FieldSpec, year: int, row: str, person: str = "") -> Problem:
    """Named as the form of that year names it: what was 贫困户属性 is 脱贫户属性 later."""
    return Problem(
        label_of(field, year), "", _("没有填写"), _("请补填"), Level.DOUBT, "", field.entity, row, field.key,
        person if field.entity in {"member", "member_year"} else "",
    )  # fmt: skip


def _known(record: Record, field: FieldSpec) -> bool:
    value = getattr(record, field.key)
    if value is None and field.entity == "income_year" and field.key in TOTALS:
        return kinds_of(cast("IncomeYear", record), field.key) is not None
    return value is not None and value != ()
