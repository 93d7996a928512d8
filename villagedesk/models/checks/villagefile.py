# SPDX-License-Identifier: MIT
"""What rules about a village look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.catalogue.exempting import Exemption
    from villagedesk.models.catalogue.giving import Donation
    from villagedesk.models.catalogue.household import Household
    from villagedesk.models.catalogue.matters import Complaint, Deed
    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.catalogue.place import Village, VillageYear
    from villagedesk.models.catalogue.procedure import Meeting, Notice
    from villagedesk.models.catalogue.project import Claim
    from villagedesk.models.giving import AccountFile, OrganisationFile, PaymentFile
    from villagedesk.models.matters import InspectionFile, MatterFile, Resolved
    from villagedesk.models.posting import Posted
    from villagedesk.models.projects import ProjectFile


@dataclass(frozen=True, slots=True)
class VillageFile:
    """A village in one year, beside what its households add up to.

    Attributes:
        facts: the village's own figures of the year; without an id where none were entered.
        before: those of the year before.
        sums: key of a field of `village_year` → what the live households of the village add up to for it; missing where
            the field is not something that households add up to.
        known: the same keys → of how many households (or members, where members are counted) the fact is known.
        meetings, notices: of the year, by date.
        matters, inspections, complaints, resolved, deeds: what of the books began in the year or was not over before it.
        projects, claims: those of the year, and those of before that were not over when it began.
        posted: who was posted to the village in the year, or has attendance, leave or an assessment there.
        accounts, donations, payments, organisations: all that stands in these books, of every year, since an account holds
            what earlier years left in it.
        recipients, homes: the members and households that lines of its payments name, as far as they are on file.
        exemptions: doubts about the village that somebody found right.
    """

    year: int
    village: Village
    facts: VillageYear
    before: VillageYear | None = None
    sums: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    notices: tuple[Notice, ...] = ()
    matters: tuple[MatterFile, ...] = ()
    inspections: tuple[InspectionFile, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    deeds: tuple[Deed, ...] = ()
    projects: tuple[ProjectFile, ...] = ()
    claims: tuple[Claim, ...] = ()
    posted: tuple[Posted, ...] = ()
    accounts: tuple[AccountFile, ...] = ()
    donations: tuple[Donation, ...] = ()
    payments: tuple[PaymentFile, ...] = ()
    organisations: tuple[OrganisationFile, ...] = ()
    recipients: tuple[Member, ...] = ()
    homes: tuple[Household, ...] = ()
