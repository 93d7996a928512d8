# SPDX-License-Identifier: MIT
"""Procedures as the county of this file carries them out (ADR 16): read once for many, arranged, and kept from nonsense.

Every way to write passes `refuse_editions`; merging does not, and what it brings makes a template all the same.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.edition_faults import faults
from villagedesk.models.edition_plan import rows_of
from villagedesk.models.editions import edited, year_of
from villagedesk.models.templates import template_of
from villagedesk.services.keeping.records import Edit, Removal
from villagedesk.store import editions as stored
from villagedesk.store import reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.edition_plan import Plan
    from villagedesk.models.templates import Template
    from villagedesk.store.store import Store


class Editions:
    """Templates as the county carries them out in each year; holds no file, and so travels to other processes.

    Attributes:
        ask_for_causes: whether any step is asked only of households with certain causes, which have to be read then.
    """

    def __init__(self, store: Store) -> None:
        self._editions: dict[str, list[ProcedureEdition]] = defaultdict(list)
        for one in sorted(reads.where(store, ProcedureEdition), key=lambda one: (year_of(one), one.id)):
            self._editions[one.template or ""].append(one)
        self._rows = reads.of_owners(store, EditionStep, [one.id for some in self._editions.values() for one in some])
        self._edited: dict[tuple[str, int], Template | None] = {}
        self.ask_for_causes = any(row.causes for rows in self._rows.values() for row in rows)

    def template(self, key: str | None, year: int) -> Template | None:
        """A template in a year, as the county's edition has it; None for an unknown one."""
        wanted = (key or "", year)
        if wanted not in self._edited:
            template, edition = template_of(key), self.edition(key, year)
            found = edited(template, edition, self._rows.get(edition.id, ())) if template and edition else template
            self._edited[wanted] = found
        return self._edited[wanted]

    def edition(self, key: str | None, year: int) -> ProcedureEdition | None:
        """The county's edition that holds in a year: the latest that began by then."""
        return next((one for one in reversed(self._editions.get(key or "", [])) if year_of(one) <= year), None)

    def rows(self, edition: str) -> tuple[EditionStep, ...]:
        """What an edition says of single steps."""
        return tuple(self._rows.get(edition, ()))

    def starts(self, key: str) -> list[int]:
        """The years from which editions of a template hold."""
        return [year_of(one) for one in self._editions.get(key, [])]


# -- arranging ------------------------------------------------------------------------------------------------------------


def edits_of(store: Store, plan: Plan, template: Template, edition: str) -> list[Edit | Removal]:
    """What has to be written for the steps of an edition to come out as planned; `off` is the edition's own field.

    Args:
        store: the open file.
        plan: all steps, in their order.
        template: as the program ships it.
        edition: its id; of a new one too, since that one may have been in the file before and left steps behind.
    """
    wanted = rows_of(plan, template)
    spec = entity_spec("edition_step")
    empty = {key: spec.record.empty[key] for key in spec.columns if key not in spec.natural}
    here = {row.step or "": row for row in reads.of_owner(store, EditionStep, edition)}
    found: list[Edit | Removal] = []
    for key, values in wanted.items():
        full: dict[str, Value] = {**empty, **values}
        row = here.get(key)
        if row is None:
            found.append(Edit("edition_step", "", {"edition": edition, "step": key, **full}))
        elif any(getattr(row, field) != value for field, value in full.items()):
            found.append(Edit("edition_step", row.id, full))
    gone = (row.id for key, row in here.items() if key not in wanted)
    return [*found, *(Removal("edition_step", row, _("程序调整已修改")) for row in gone)]


def edition_id(template: str, year: int) -> str:
    """The id of an edition, the same in every file."""
    return derived_id("procedure_edition", template, year)


# -- keeping the door -----------------------------------------------------------------------------------------------------


def refuse_editions(store: Store, batch: int) -> None:
    """Look at a batch that is about to be sealed.

    Raises:
        Refused: it leaves an edition that nobody could carry out; nothing is written.
    """
    for row in stored.touched(store, batch):
        edition = reads.get(store, ProcedureEdition, row)
        template = template_of(edition.template) if edition else None
        if edition is not None and template is not None:
            found = faults(template, edition, reads.of_owner(store, EditionStep, row))
            if found:
                raise Refused(found[0])
