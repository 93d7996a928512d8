# SPDX-License-Identifier: MIT
"""The books of projects and claims of a whole file or a village, and how far a record of them has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _, clauses
from villagedesk.models.catalogue.project import Claim, Project, ProjectBeneficiary, ProjectFund
from villagedesk.models.ledger import yuan
from villagedesk.models.projects import (
    ProjectFile,
    claim_stage_of,
    claimed_in,
    is_late,
    money_of,
    runs_in,
    stage_of,
)
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.store import Store


class ProjectBooks(NamedTuple):
    """Projects and claims, in the order of their years and days."""

    projects: tuple[ProjectFile, ...] = ()
    claims: tuple[Claim, ...] = ()


def read_projects(store: Store, village: str = "") -> ProjectBooks:
    """The books of a village, or of all."""
    projects = reads.of_village(store, Project, village, "year, id")
    funds = reads.of_owners(store, ProjectFund, (one.id for one in projects))
    reached = reads.of_owners(store, ProjectBeneficiary, (one.id for one in projects))
    files = (ProjectFile(one, tuple(funds.get(one.id, ())), tuple(reached.get(one.id, ()))) for one in projects)
    return ProjectBooks(tuple(files), tuple(reads.of_village(store, Claim, village, "date, id")))


def in_year(books: ProjectBooks, year: int) -> ProjectBooks:
    """What of the books is of a year, or older and not over when it began; without a year it belongs to every year."""
    return ProjectBooks(
        tuple(one for one in books.projects if runs_in(one.project, year)),
        tuple(one for one in books.claims if claimed_in(one, year)),
    )


def tell(store: Store, record: Record) -> str:
    """How far a project or claim has come, and what its money comes to; "" for records of other books."""
    day = store.clock().date().isoformat()
    match record:
        case Claim():
            return claim_stage_of(record, day).words
        case Project():
            return _told(store, record, day)
    return ""


def _told(store: Store, project: Project, day: str) -> str:
    said = [stage_of(project, day).words]
    if is_late(project, day):
        said.append(_("已过计划完工日期"))
    money = money_of(project, reads.of_owner(store, ProjectFund, project.id))
    if money.granted is not None:
        text = _("预算{granted}元，来源合计{planned}元，已支付{paid}元")
        amounts = {key: yuan(value or 0) for key, value in money._asdict().items()}
        said.append(text.format(**amounts))
    count = len(reads.of_owner(store, ProjectBeneficiary, project.id))
    if count:
        said.append(_("受益{count}户").format(count=count))
    return clauses(said)
