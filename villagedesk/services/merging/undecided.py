# SPDX-License-Identifier: MIT
"""Conflicts that keep official papers from being printed: until somebody decides, no paper may take a side (merge.md A4 rule 8)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.problem import Problem
from villagedesk.models.registers import entities_of_books
from villagedesk.models.values.show import entity_name
from villagedesk.services.merging.conflicts import cell_label
from villagedesk.store import batch_details, conflicts, disputes
from villagedesk.store.cells import field_of, spec_of_cell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.conflicts import Conflict
    from villagedesk.store.store import Store

_NOT_ON_PAPER: Final = frozenset(
    {
        "question",
        "erasure",
        "exemption",
        "procedure_edition",
        "edition_step",
        "process",
        "process_step",
        "meeting",
        "meeting_item",
    }
    | {"notice", "notice_item", "monitoring", "attachment", "village_attachment", "readiness_note", "completion"}
    | {"retention", "printed_paper", "book_print", "export_entry"}
    | entities_of_books()
)


class Undecided:
    """The undecided conflicts of a file at one moment, by whom they touch; read once for many households."""

    def __init__(self, store: Store) -> None:
        found = [one for one in conflicts.open_conflicts(store) if one.entity not in _NOT_ON_PAPER]
        owners = disputes.households_of(store, {(one.entity, one.row) for one in found}) if found else {}
        names = batch_details.whose(store, {(one.entity, one.row) for one in found})
        self._touching: dict[str, list[Problem]] = defaultdict(list)
        for one in found:
            problem = _problem(one, names.get(one.row, ""))
            for touched in {owners.get((one.entity, one.row), one.row), *_claimed_by(one)}:
                self._touching[touched].append(problem)

    def touching(self, case: CaseFile) -> list[Problem]:
        """What nobody has decided yet of the household, or of the village, cadres and units that its papers name."""
        rows = [case.household.id, case.village.id]
        for helper in case.helpers:
            rows += [helper.cadre.id, helper.unit.id]
        return [problem for row in dict.fromkeys(rows) if row for problem in self._touching.get(row, ())]


def undecided_of(store: Store, rows: Collection[str]) -> list[Problem]:
    """What nobody has decided yet of these rows, which some paper is about."""
    found = list(conflicts.open_conflicts(store, rows))
    names = batch_details.whose(store, {(one.entity, one.row) for one in found}) if found else {}
    return [_problem(one, names.get(one.row, "")) for one in found]


def _claimed_by(one: Conflict) -> Iterator[str]:
    """The households between which a record is contested: the papers of each would have to say whether it is theirs."""
    spec = spec_of_cell(ENTITIES[one.entity], one.cell)
    if spec is not None and spec.kind is Kind.REF and spec.ref == "household":
        yield from (value for value in one.values if isinstance(value, str))


def _problem(one: Conflict, person: str) -> Problem:
    spec = ENTITIES[one.entity]
    return Problem(
        field=_("{record}的“{field}”").format(record=entity_name(spec), field=cell_label(spec, one.cell)),
        shown="",
        rule=_("有{count}种不同的填写，还没有裁决").format(count=len(one.values)),
        remedy=_("请先在“冲突裁决”中裁决"),
        entity=one.entity,
        row=one.row,
        key=field_of(one.cell),
        person=person,
    )
