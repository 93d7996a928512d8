# SPDX-License-Identifier: MIT
"""Saving what forms collected, removing, restoring, undoing: the verbs that every page shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name, label_of
from villagedesk.store import history, undo
from villagedesk.store.ids import id_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.history import Entry
    from villagedesk.store.store import Changed, Store

NEW = ""


class Edit(NamedTuple):
    """Values that a row should hold from now on; fields not named stay. An empty `row` makes a new one.

    `token` lets later edits of the same call refer to a row that does not exist yet: a REF value "@token" stands for it,
    and so does a `row`.
    """

    entity: str
    row: str
    values: Mapping[str, Value]
    token: str = ""


class Removal(NamedTuple):
    """A row that goes into the recycle bin."""

    entity: str
    row: str
    reason: str


class Saved(NamedTuple):
    """The outcome of a save: what changed, and the ids that new rows got, by token."""

    changed: Changed
    ids: Mapping[str, str]


def save_records(store: Store, label: str, edits: Sequence[Edit | Removal], kind: str = "edit") -> Saved:
    """Save everything one action of the user changed, as one undoable batch named `label`.

    Raises:
        ReadOnlyFile, CannotWrite: nothing was saved; what was typed is still in the form and its draft.
    """
    ids: dict[str, str] = {}
    with store.change(label, kind) as change:
        for edit in edits:
            if isinstance(edit, Removal):
                change.remove(edit.entity, [edit.row], edit.reason)
                continue
            spec = entity_spec(edit.entity)
            values = {key: _resolved(value, ids) for key, value in edit.values.items()}
            row = str(_resolved(edit.row, ids)) or id_for(spec, values, store.new_id)
            if edit.token:
                ids[edit.token] = row
            change.put(edit.entity, row, values)
    return Saved(change.changed, ids)


def _resolved(value: Value, ids: Mapping[str, str]) -> Value:
    if isinstance(value, str) and value.startswith("@") and value[1:] in ids:
        return ids[value[1:]]
    return value


def remove_record(store: Store, entity: str, row: str, reason: str, label: str) -> Changed:
    """Put a record into the recycle bin."""
    return save_records(store, label, [Removal(entity, row, reason)]).changed


def restore_record(store: Store, entity: str, row: str) -> Changed:
    """Take a record out of the recycle bin."""
    label = _("还原：{what}").format(what=entity_name(entity_spec(entity)))
    with store.change(label) as change:
        change.restore(entity, row)
    return change.changed


def undo_last(store: Store, check: Callable[[], None] = lambda: None) -> Changed:
    """Take back the last action; see `store.undo`."""
    return undo.undo(store, check)


def redo_last(store: Store, check: Callable[[], None] = lambda: None) -> Changed:
    """Bring back what was undone last; see `store.undo`."""
    return undo.redo(store, check)


def revert_batch(store: Store, batch: int, check: Callable[[], None] = lambda: None) -> Changed:
    """Take back an older action out of turn; see `store.undo.revert`."""
    return undo.revert(store, batch, check)


def revert_field(store: Store, entry: Entry, content: Any) -> Changed:
    """Give a field the value it once had, as shown in its history.

    Raises:
        Refused: the entry is about a whole row.
    """
    spec = entry.field
    if spec is None:
        raise Refused(_("整条记录请在回收站还原，或用撤销。"))
    label = _("改回：{field}").format(field=label_of(spec))
    if "#" in entry.cell:
        with store.change(label) as change:
            current = change.current(entry.entity, entry.row) or {}
            code = entry.cell.partition("#")[2]
            members = set(current.get(spec.key) or ())  # type: ignore[arg-type]
            wanted = members | {code} if content else members - {code}
            change.put(entry.entity, entry.row, {spec.key: tuple(wanted)})
        return change.changed
    return save_records(store, label, [Edit(entry.entity, entry.row, {spec.key: entry.value(content)})]).changed


def field_history(store: Store, entity: str, row: str, field: str) -> list[Entry]:
    """The life of one field; the newest first."""
    return history.of_field(store, entity, row, field)
