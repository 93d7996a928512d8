# SPDX-License-Identifier: MIT
"""Finds descriptions: by entity, by field, by any heading under which a column may arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Kind, described_in

# Which module describes which records, in the order in which tables and lists have them.
HOMES: Final = {
    "place": "village village_year",
    "household": "household household_year",
    "member": "member member_year",
    "working": "work_stretch",
    "listing": "member_list",
    "change": "member_change household_change",
    "economy": "cause income_year",
    "ledger": "income_line income_rate",
    "help": "unit cadre pairing plan measure visit care benefit line",
    "procedure": "procedure_edition edition_step process process_step meeting meeting_item notice notice_item monitoring",
    "programmes": "enrolment year_lock",
    "evidence": "attachment village_attachment readiness_note",
    "completing": "completion",
    "printing": "printed_paper book_print",
    "asking": "question erasure",
    "exempting": "exemption",
    "archive": "retention filing",
    "exporting": "export_entry",
    "project": "project project_fund project_beneficiary need claim",
    "special": "special appraisal care_plan care_step",
    "giving": "fund_account appropriation donor donation payment payout allocation",
    "organisations": "organisation service_contract four_have money_notice",
    "matters": "matter matter_step inspection inspection_answer rectification complaint resolution deed",
    "posting": "posting attendance leave duty duty_tick pledge assessment assessment_line reward",
}


class Entities(Mapping[str, EntitySpec]):
    """Entity → its description. A module is loaded when one of its records is first asked for.

    A window with its list needs those of two modules; all of them were a fifteenth of the start of the program (ADR 9).
    """

    def __init__(self, homes: Mapping[str, str]) -> None:
        self._homes = {key: home for home, keys in homes.items() for key in keys.split()}
        self._found: dict[str, EntitySpec] = {}

    def __getitem__(self, key: str) -> EntitySpec:
        """The description; KeyError if the program knows no entity of that name."""
        found = self._found.get(key)
        if found is not None:
            return found
        module = import_module(f"villagedesk.models.catalogue.{self._homes[key]}")
        self._found.update(described_in(module.__name__))
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._homes)

    def __len__(self) -> int:
        return len(self._homes)

    def __contains__(self, key: object) -> bool:
        return key in self._homes


ENTITIES: Final = Entities(HOMES)


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
    from villagedesk.models.values.text import matching_form

    table: dict[str, FieldSpec] = {}
    for key in entities:
        for spec in ENTITIES[key].fields:
            if spec.kind is not Kind.REF:
                for text in filter(None, headings(spec)):
                    table.setdefault(matching_form(text), spec)
    return table
