# SPDX-License-Identifier: MIT
"""Finds descriptions: by entity, by field, by any heading under which a column may arrive."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from villagedesk.models.catalogue import (
    archive,
    asking,
    change,
    completing,
    economy,
    evidence,
    exempting,
    exporting,
    giving,
    help,  # noqa: A004 - the module is named after what it holds
    household,
    ledger,
    listing,
    matters,
    member,
    organisations,
    place,
    posting,
    printing,
    procedure,
    programmes,
    project,
    special,
    working,
)
from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Kind, Record, spec_of
from villagedesk.models.values.text import matching_form

RECORDS: Final[tuple[type[Record], ...]] = (
    place.Village,
    place.VillageYear,
    household.Household,
    household.HouseholdYear,
    member.Member,
    member.MemberYear,
    working.WorkStretch,
    listing.MemberList,
    change.MemberChange,
    change.HouseholdChange,
    economy.Cause,
    economy.IncomeYear,
    ledger.IncomeLine,
    ledger.IncomeRate,
    help.Unit,
    help.Cadre,
    help.Pairing,
    help.Plan,
    help.Measure,
    help.Visit,
    help.Care,
    help.Benefit,
    help.Line,
    procedure.ProcedureEdition,
    procedure.EditionStep,
    procedure.Process,
    procedure.ProcessStep,
    procedure.Meeting,
    procedure.MeetingItem,
    procedure.Notice,
    procedure.NoticeItem,
    procedure.Monitoring,
    programmes.Enrolment,
    programmes.YearLock,
    evidence.Attachment,
    evidence.VillageAttachment,
    evidence.ReadinessNote,
    completing.Completion,
    printing.PrintedPaper,
    printing.BookPrint,
    asking.Question,
    asking.Erasure,
    exempting.Exemption,
    archive.Retention,
    archive.Filing,
    exporting.ExportEntry,
    project.Project,
    project.ProjectFund,
    project.ProjectBeneficiary,
    project.Need,
    project.Claim,
    special.Special,
    special.Appraisal,
    special.CarePlan,
    special.CareStep,
    giving.FundAccount,
    giving.Appropriation,
    giving.Donor,
    giving.Donation,
    giving.Payment,
    giving.Payout,
    giving.Allocation,
    organisations.Organisation,
    organisations.ServiceContract,
    organisations.FourHave,
    organisations.MoneyNotice,
    matters.Matter,
    matters.MatterStep,
    matters.Inspection,
    matters.InspectionAnswer,
    matters.Rectification,
    matters.Complaint,
    matters.Resolution,
    matters.Deed,
    posting.Posting,
    posting.Attendance,
    posting.Leave,
    posting.Duty,
    posting.DutyTick,
    posting.Pledge,
    posting.Assessment,
    posting.AssessmentLine,
    posting.Reward,
)
ENTITIES: Final = MappingProxyType({spec.key: spec for spec in map(spec_of, RECORDS)})


def entity_spec(key: str) -> EntitySpec:
    """The description of an entity; KeyError if the program knows none of that name."""
    return ENTITIES[key]


def field_spec(path: str) -> FieldSpec:
    """The description of "entity.field"; KeyError if there is none."""
    entity, _, key = path.partition(".")
    return ENTITIES[entity][key]


def references(target: str) -> tuple[FieldSpec, ...]:
    """Every REF field that points to an entity."""
    return tuple(
        spec for entity in ENTITIES.values() for spec in entity.fields if spec.kind is Kind.REF and spec.ref == target
    )


def headings(spec: FieldSpec) -> tuple[str, ...]:
    """Every heading under which the field may stand in a sheet: labels of all eras, aliases, field codes, gloss."""
    return (spec.label, spec.short, *(label for _, label in spec.eras), *spec.aliases, *spec.sys, spec.en)


def heading_table(entities: tuple[str, ...]) -> dict[str, FieldSpec]:
    """Normalised heading → field, over several entities; the entity named first wins a heading they share."""
    table: dict[str, FieldSpec] = {}
    for key in entities:
        for spec in ENTITIES[key].fields:
            if spec.kind is not Kind.REF:
                for text in filter(None, headings(spec)):
                    table.setdefault(matching_form(text), spec)
    return table
