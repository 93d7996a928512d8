# SPDX-License-Identifier: MIT
"""项目资金, what projects left to the villages, and 认领: one entry for each project, each source of money, each household reached."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from villagedesk.i18n import clauses
from villagedesk.models.catalogue.project import Need
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.projects import claim_stage_of, is_late, stage_of
from villagedesk.models.rollups import projects as facts
from villagedesk.models.rollups.tally import CALLED, Entry
from villagedesk.models.values.numbers import number
from villagedesk.models.values.show import shown
from villagedesk.services.books.projects import read_projects
from villagedesk.services.figures.tallies.entries import Entries, groups_of, span_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from villagedesk.models.catalogue.project import Claim, Project, ProjectBeneficiary
    from villagedesk.models.projects import ProjectFile
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.store import Store


def of_year(store: Store, year: int, watching: Watching) -> Entries:
    """The projects of a year as they stand today."""
    day = store.clock().date().isoformat()
    found = [one for one in read_projects(store).projects if one.project.year == year]
    watching.check()
    groups = groups_of(store, {line.household for one in found for line in one.reached if line.household})
    entries = [entry for one in found for entry in _entries(one, day, groups)]
    return Entries([*entries, *_reached(found, groups)])


def _entries(file: ProjectFile, day: str, groups: Mapping[str, str]) -> Iterator[Entry]:
    """The project, its sources and its households; all know of which sources and kind the project is."""
    project = file.project
    village, name = project.village or "", _called(project)
    sorts = {"project.kind": project.kind, "project.three_help": project.three_help}
    sources = tuple(dict.fromkeys(one.source for one in file.funds if one.source))
    whole = {**sorts, facts.SOURCE: sources}
    stands = {facts.STAGE: stage_of(project, day).value, facts.LATE: int(is_late(project, day))}
    yield Entry("", "", village, "", {**whole, **stands, facts.WHAT: facts.PROJECT, CALLED: name})
    for fund in file.funds:
        source = shown(field_spec("project_fund.source"), fund.source)
        known = {facts.SOURCE: fund.source, facts.PLANNED: number(fund.planned), facts.PAID: number(fund.paid)}
        yield Entry("", "", village, "", {**sorts, **known, facts.WHAT: facts.FUND, CALLED: f"{name} {source}".strip()})
    for one in file.reached:
        household = one.household or ""
        if household in groups:
            yield Entry(household, "", village, groups[household], {**whole, facts.WHAT: facts.REACHED})


def _reached(found: Iterable[ProjectFile], groups: Mapping[str, str]) -> Iterator[Entry]:
    """For the list of households: what each has of all projects of the year."""
    whose: dict[str, list[tuple[Project, ProjectBeneficiary]]] = defaultdict(list)
    for file in found:
        for one in file.reached:
            if one.household in groups:
                whose[one.household or ""].append((file.project, one))
    for household, some in whose.items():
        amounts = [amount for _project, one in some if (amount := number(one.amount)) is not None]
        known: dict[str, Any] = {
            facts.NAMES: clauses(dict.fromkeys(project.name or "" for project, _one in some)),
            facts.BENEFITS: clauses(dict.fromkeys(one.benefit for _project, one in some if one.benefit)),
            facts.AMOUNT: sum(amounts) if amounts else None,
        }
        yield Entry(household, "", some[0][0].village or "", groups[household], known)


def assets(store: Store, year: int, watching: Watching) -> Entries:
    """What was left to the villages by projects of the year and of those before."""
    found = []
    for project, _funds, _reached in read_projects(store).projects:
        watching.check()
        if isinstance(project.year, int) and project.year <= year and project.is_asset is True:
            known = {
                "project.kind": project.kind,
                facts.VALUE: number(project.asset),
                facts.INCOME: number(project.income),
                facts.KEPT: int(bool(project.keeper or project.keeper_name)),
                CALLED: _called(project),
            }
            found.append(Entry("", "", project.village or "", "", known))
    return Entries(found)


def claims(store: Store, year: int, watching: Watching) -> Entries:
    """What was taken on in the year, as it stood at its end, or stands today."""
    first, day = span_of(store, year)
    found = [one for one in read_projects(store).claims if first <= (one.date or "") <= day]
    watching.check()
    homes = _helped_by(store, found)
    groups = groups_of(store, {row for row in homes.values() if row})
    entries = []
    for one in found:
        household = homes[one.id] if homes[one.id] in groups else ""
        known = {
            "claim.kind": one.kind,
            facts.CLAIM_STAGE: claim_stage_of(one, day).value,
            facts.PLEDGED: number(one.pledged),
            facts.SENIOR: int(one.senior is True),
            CALLED: f"{one.date} {one.title or ''}".strip(),
        }
        entries.append(Entry(household, "", one.village or "", groups.get(household, ""), known))
    return Entries(entries)


def _helped_by(store: Store, claims: Iterable[Claim]) -> dict[str, str]:
    """The household that each claim is for: its own, or that of the need which it answers; "" where neither names one."""
    needs = {one.id: one for one in reads.with_ids(store, Need, {one.answers for one in claims if one.answers})}
    return {
        one.id: one.household or (needs[one.answers].household if one.answers in needs else None) or ""
        for one in claims
    }


def _called(project: Project) -> str:
    return f"{project.year or ''} {project.name or ''}".strip()
