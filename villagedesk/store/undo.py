# SPDX-License-Identifier: MIT
"""Named undo and redo, kept in the file: they survive a restart, and refuse where a cell has moved on since.

Undoing writes a new batch with the former values; nothing in the log is ever taken out. Redoing undoes the undoing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec, references
from villagedesk.models.values.show import entity_name, label_of
from villagedesk.store import changelog, removal
from villagedesk.store.cells import REMOVED, spec_of_cell
from villagedesk.store.steps import Step, next_redo, next_undo, stacks

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.store.cells import Head
    from villagedesk.store.store import Changed, Store


class MovedOn(Refused):
    """Something the batch wrote has been changed since."""

    def __init__(self, label: str, field: str) -> None:
        text = _("不能撤销“{label}”：其中的“{field}”后来又改过。请先撤销后面的操作，或直接修改该项。")
        super().__init__(text.format(label=label, field=field))


class Stranded(Refused):
    """Somebody would be in a household that has ended since."""

    def __init__(self, label: str, name: str, ended: str) -> None:
        text = _("不能撤销“{label}”：“{name}”会回到已于{day}注销的户。请先撤销后面的操作，或直接修改该项。")
        super().__init__(text.format(label=label, name=name, day=ended))


class Overtaken(Refused):
    """Somebody would be in another household, and more has happened to him since."""

    def __init__(self, label: str, name: str) -> None:
        text = _("不能撤销“{label}”：“{name}”会回到另一户，而他后来又有人员变动。请先撤销后面的操作，或直接修改该项。")
        super().__init__(text.format(label=label, name=name))


class NothingToUndo(Refused):
    """There is no such step."""

    def __init__(self) -> None:
        super().__init__(_("没有可以撤销或重做的操作。"))


def undo(store: Store, check: Callable[[], None] = lambda: None) -> Changed:
    """Take back the last action of this file.

    Args:
        store: the file.
        check: called between rows; may raise `Cancelled`.

    Raises:
        NothingToUndo, MovedOn, BuiltUpon: see there; nothing is changed then.
    """
    step = next_undo(store)
    if step is None:
        raise NothingToUndo
    if step.arrival:
        from villagedesk.store import arrivals  # not needed to show the list

        return arrivals.take_out(store, step.arrival, check)
    label = _("撤销：{label}").format(label=step.label)
    return _invert(store, step, label, "undo", _later(store, step), check)


def redo(store: Store, check: Callable[[], None] = lambda: None) -> Changed:
    """Bring back what was undone last, as long as nothing else was done since."""
    step = next_redo(store)
    if step is None:
        raise NothingToUndo
    return _invert(store, step, step.label, "redo", _later(store, step), check)


def revert(store: Store, batch: int, check: Callable[[], None] = lambda: None) -> Changed:
    """Take back an older action, out of turn, if nothing it wrote has been changed since.

    Raises:
        NothingToUndo, MovedOn: see `undo`.
        Stranded, Overtaken: what was done since does not allow it.
    """
    undoable, _redoable = stacks(store)
    step = next((one for one in undoable if one.batch == batch and not one.arrival), None)
    if step is None:
        raise NothingToUndo
    standing = {one.batch for one in undoable if not one.arrival}
    label = _("撤销：{label}").format(label=step.label)
    return _invert(store, step, label, "undo", _later(store, step) - standing, check)


def _later(store: Store, step: Step) -> set[int]:
    """The batches of this file after a step. When it is next in turn, they have cancelled each other out by now."""
    return {seq for (seq,) in store.query("SELECT seq FROM batch WHERE seq > ? AND arrived IS NULL", (step.batch,))}


def _invert(store: Store, step: Step, label: str, kind: str, cancelled: set[int], check: Callable[[], None]) -> Changed:
    """Write the former value of everything a batch wrote, as a new batch.

    `cancelled` are later batches that do not count, because others have taken them back.

    Raises:
        MovedOn: a cell has another head by now, or a row that the batch made has been built upon.
    """
    written, born = _written(store, step)
    out_of_turn = kind == "undo" and step != next_undo(store)
    with store.change(label, kind, inverts=step.id) as change:
        for (entity, row, cell), seqs in sorted(written.items(), key=lambda one: one[0][2] == REMOVED):
            check()  # removals last: they list what their author has seen of the row and of what is below it
            for head in changelog.heads(store.connection, row, cell):
                if not _leads_to(store, head, (row, cell), seqs, cancelled):
                    raise MovedOn(step.label, _cell_label(entity, cell))
            unseen = removal.unseen_by_former(store.connection, entity, row, seqs) if cell == REMOVED else ()
            change.settle(entity, row, cell, _former(store, row, cell, seqs), unseen)
        for entity in reversed(ENTITIES):  # children before parents
            if born.get(entity):
                check()
                _refuse_if_built_upon(store, step, entity, cancelled)
                change.remove(entity, born[entity], label)
        if out_of_turn:
            _refuse_stranded(store, step, change.batch)
            _refuse_overtaken(store, step, change.batch)
    return change.changed


def _refuse_stranded(store: Store, step: Step, batch: int) -> None:
    """Out of turn somebody may be put back into a household that has ended since, though none of its cells were his.

    Only what says where he is puts him back; of whoever stood in such a household all along other facts may be taken back.
    """
    found = store.one(
        "SELECT m.name, h.ended FROM member m JOIN household h ON h.id = m.household AND h.removed IS NULL"
        " WHERE m.id IN (SELECT row FROM change WHERE batch = ?1 AND entity = 'member'"
        " AND field IN ('household', 'left', 'merged_into', 'removed')) AND m.removed IS NULL"
        ' AND m."left" IS NULL AND m.merged_into IS NULL AND h.ended IS NOT NULL'
        " AND EXISTS (SELECT 1 FROM change e WHERE e.row = h.id AND e.field IN ('', 'ended') AND e.batch > ?2)"
        " ORDER BY m.id LIMIT 1",
        (batch, step.batch),
    )
    if found:
        raise Stranded(step.label, found[0] or "", found[1])


def _refuse_overtaken(store: Store, step: Step, batch: int) -> None:
    """What happened to somebody since happened in the household where he would not have been; none of its cells tells that."""
    found = store.one(
        "SELECT m.name FROM member m JOIN member_change e ON e.member = m.id AND e.removed IS NULL"
        " JOIN change b ON b.row = e.id AND b.field = '' AND b.batch > ?2"
        " WHERE m.id IN (SELECT row FROM change WHERE batch = ?1 AND entity = 'member' AND field = 'household')"
        " AND m.removed IS NULL ORDER BY m.id LIMIT 1",
        (batch, step.batch),
    )
    if found:
        raise Overtaken(step.label, found[0] or "")


def _written(store: Store, step: Step) -> tuple[dict[tuple[str, str, str], list[int]], dict[str, list[str]]]:
    """The cells that a batch wrote in rows it found, with the changes that did; and the rows it made."""
    written: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    born: dict[str, list[str]] = defaultdict(list)
    for entity, row in store.query("SELECT entity, row FROM change WHERE batch = ? AND field = ''", (step.batch,)):
        born[entity].append(row)
    for entity, row, cell, seq in store.query(
        "SELECT entity, row, field, seq FROM change c WHERE batch = ?1 AND field <> '' AND NOT EXISTS ("
        "SELECT 1 FROM change b WHERE b.row = c.row AND b.field = '' AND b.batch = ?1) ORDER BY n",
        (step.batch,),
    ):
        written[entity, row, cell].append(seq)
    return written, born


def _leads_to(store: Store, head: Head, place: tuple[str, str], seqs: list[int], cancelled: set[int]) -> bool:
    """Whether a head is one of these changes, or stands in for them after later changes were taken back."""
    if head.seq in seqs:
        return True
    if store.value("SELECT batch FROM change WHERE seq = ?", (head.seq,)) not in cancelled:
        return False
    replaced = changelog.replaced_in_cell(store.connection, head.seq, *place)
    return bool(replaced) and all(_leads_to(store, one, place, seqs, cancelled) for one in replaced)


def _former(store: Store, row: str, cell: str, seqs: list[int]) -> list[Any]:
    """What the cell held before these changes: one value, or several where they had decided a conflict."""
    former = {
        head.value: head.json
        for seq in seqs
        for head in changelog.replaced_in_cell(store.connection, seq, row, cell)
        if head.seq not in seqs
    }
    return list(former.values()) or [None]


def _refuse_if_built_upon(store: Store, step: Step, entity: str, cancelled: set[int]) -> None:
    """Refuse when a row that the batch made was changed since, or something else refers to it."""
    later = store.query(
        "SELECT k.entity, k.field, k.batch FROM change b JOIN change k ON k.row = b.row AND k.batch > ?1"
        " AND k.field <> ?2 WHERE b.batch = ?1 AND b.field = '' AND b.entity = ?3",
        (step.batch, REMOVED, entity),
    )
    for found, cell, batch in later:
        if batch not in cancelled:
            raise MovedOn(step.label, _cell_label(found, cell))
    for field in references(entity):
        child = store.one(
            f'SELECT 1 FROM change b JOIN "{field.entity}" c ON c."{field.key}" = b.row AND c.removed IS NULL'
            " WHERE b.batch = ?1 AND b.field = '' AND b.entity = ?2 AND NOT EXISTS ("
            "SELECT 1 FROM change k WHERE k.row = c.id AND k.field = '' AND k.batch = ?1) LIMIT 1",
            (step.batch, entity),
        )
        if child:
            raise MovedOn(step.label, entity_name(entity_spec(field.entity)))


def _cell_label(entity: str, cell: str) -> str:
    field = spec_of_cell(entity_spec(entity), cell) if cell else None
    return label_of(field) if field else entity_name(entity_spec(entity))
