# SPDX-License-Identifier: MIT
"""J10–J12: projects of a village with their money, and claims, looked at on the last day of 2025."""

from __future__ import annotations

from tests.models.checks.cases.proof import at, edge
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.project import Claim, Project, ProjectFund
from villagedesk.models.checks.projects import NOTICE, TERM
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.projects import ProjectFile


def village(**parts):
    return VillageFile(2025, Village(id="v", name="清溪村"), VillageYear(), **parts)


def project(*funds, **facts):
    """A project that is accepted and in order; its money is 50,000 of the government and 10,000 of the village."""
    base = {
        "village": "v", "name": "修渠", "year": 2025, "budget": 6_000_000, "notice_from": "2025-01-02",
        "notice_to": "2025-01-11", "begun": "2025-03-01", "finished": "2025-06-30", "accepted": "2025-07-10", **facts,
    }  # fmt: skip
    money = funds or ({}, {"source": "collective", "planned": 1_000_000, "paid": 1_000_000})
    lines = tuple(
        ProjectFund(
            **{"id": f"f{place}", "project": "p", "source": "fiscal", "planned": 5_000_000, "paid": 5_000_000, **one}
        )
        for place, one in enumerate(money)
    )
    return village(projects=(ProjectFile(Project(id="p", **base), lines),))


def claim(**facts):
    base = {"village": "v", "title": "送教上门", "date": "2025-12-01", "claimer": "县工会", "kind": "office", **facts}
    return village(claims=(Claim(id="c", **base),))


WHOLE = {"planned": 6_000_000, "paid": 6_000_000}

PROOFS = {
    "J10": at(
        edge(project(WHOLE), project({**WHOLE, "paid": 6_000_001})),
        edge(project(WHOLE, budget_change=0), project(WHOLE, budget_change=-1)),
        edge(project(WHOLE), project({**WHOLE, "planned": 5_999_999})),
        edge(project(WHOLE), project({**WHOLE, "planned": 6_000_001})),
        edge(project(accepted="2025-06-30"), project(accepted="2025-06-29")),
    ),
    "J11": at(
        edge(project(), project(notice_to="2025-01-10"), NOTICE[0], "notice_first_day"),
        edge(project(notice_from="2025-01-02"), project(notice_from="2025-01-03"), NOTICE[0]),
    ),
    "J12": at(edge(claim(), claim(date="2025-11-30"), TERM)),
}  # fmt: skip
