# SPDX-License-Identifier: MIT
"""What a plan would write, line by line in words, from the very edits that are then saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.i18n import _, aside, labelled
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.others import place_of
from villagedesk.models.values.show import entity_name, label_of, shown
from villagedesk.store import disputes, reads
from villagedesk.store.ids import id_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.models.catalogue.spec import FieldSpec, Record, Value
    from villagedesk.services.keeping.records import Edit
    from villagedesk.store.store import Store

_RECORDS = frozenset({"member_change", "household_change"})
_UNSAID = frozenset({"position", "relation_text"})


class Written(NamedTuple):
    """One field that changes: whose, which, from what to what."""

    whose: str
    field: str
    old: str
    new: str


def preview(store: Store, edits: Iterable[Edit]) -> list[Written]:
    """The changes that these edits make; what stays as it is is left out."""
    wanted = list(edits)
    words = _Words(store, {one.token: one for one in wanted if one.token})
    return [line for edit in wanted for line in _lines(store, words, edit)]


def _lines(store: Store, words: _Words, edit: Edit) -> list[Written]:
    spec = entity_spec(edit.entity)
    whose = words.whose(edit)
    if edit.entity in _RECORDS:
        kind = shown(spec["kind"], edit.values.get("kind"))
        return [Written(whose, entity_name(spec), "", labelled(kind, str(edit.values.get("date") or "")))]
    row = edit.row or (id_for(spec, edit.values, lambda: "") if spec.natural else "")
    before = reads.get(store, spec.record, row) if row and not row.startswith("@") else None
    skipped = {*_UNSAID, *spec.natural, *({spec.parent} if not before else ())}
    year = _year(edit, before)
    found = []
    for key, value in edit.values.items():
        old: Value = getattr(before, key) if before is not None else None
        if key not in skipped and (value or None) != (old or None):
            field = label_of(spec[key], year)
            found.append(Written(whose, field, words.value(spec[key], old), words.value(spec[key], value)))
    return found


def _year(edit: Edit, before: Record | None) -> int | None:
    year: Any = edit.values.get("year") or getattr(before, "year", None)
    return year if isinstance(year, int) else None


class _Words:
    """Names of rows, of those too that the edits are going to make."""

    def __init__(self, store: Store, new: Mapping[str, Edit]) -> None:
        self._store = store
        self._new = new

    def value(self, field: FieldSpec, value: Value) -> str:
        if field.kind is not Kind.REF or not isinstance(value, str):
            return shown(field, value)
        return self._row(field.ref, value)

    def _row(self, entity: str, row: str) -> str:
        if row.startswith("@"):
            made = self._new.get(row[1:])
            return str(made.values.get("name") or _("新户")) if made else _("新户")
        if entity == "household":
            title = disputes.titles_of(self._store, {row}).get(row)
            return place_of(*title) if title else _("（未知的户）")
        kinds: dict[str, type[Record]] = {"member": Member, "village": Village, "cadre": Cadre}
        found = reads.get(self._store, kinds[entity], row) if entity in kinds else None
        return (getattr(found, "name", None) or "") if found else _("另一个村")

    def whose(self, edit: Edit) -> str:
        """The person or household that an edit is about."""
        spec = entity_spec(edit.entity)
        if edit.entity == "member":
            return self._row("member", edit.row) if edit.row else str(edit.values.get("name") or "")
        if edit.entity in {"member_year", "member_change"}:
            before = reads.get(self._store, MemberYear, edit.row) if edit.row and edit.entity == "member_year" else None
            member = edit.values.get("member") or (before.member if before else "")
            year = _year(edit, before)
            return aside(self._row("member", str(member)), _("{year}年").format(year=year) if year else "")
        owner = str(edit.values.get("household") or edit.row or "")
        if edit.entity == "household" and not edit.row:
            return _("新户")
        if edit.entity in {"household", "household_year", "household_change"}:
            row = (
                reads.get(self._store, spec.record, edit.row) if edit.row and edit.entity == "household_year" else None
            )
            household = getattr(row, "household", None) or owner
            year = _year(edit, row)
            return aside(self._row("household", household), _("{year}年").format(year=year) if year else "")
        return entity_name(spec)
