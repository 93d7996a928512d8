# SPDX-License-Identifier: MIT
"""Conflicts as people see and decide them: whose file card, which field, what stood there, who wrote what (merge.md A5).

Nothing is decided by the program. A decision is an ordinary, undoable edit that replaces all values it saw; it travels
with the file, so the same question never comes back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.asking import Question
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.parse import KEEP_OUT, read
from villagedesk.models.values.show import entity_name, label_of, shown
from villagedesk.store import batch_details, changelog, conflicts, disputes, reads
from villagedesk.store.cells import REMOVED, field_of, spec_of_cell
from villagedesk.store.encoding import dumps, from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.store.disputes import Disputed, Side
    from villagedesk.store.store import Changed, Store

RELEASED: Final = dt.datetime(2025, 1, 1)  # no clock can have been right before the program existed
_AHEAD: Final = dt.timedelta(hours=24)
_SEAM: Final = "；"


@dataclass(frozen=True, slots=True)
class View:
    """One side of a conflict.

    Attributes:
        value: JSON content, as `Decision.value` takes it.
        text: the value in words; what an empty one is called.
        origin: name of the merge it came with, or of the action in this file.
        ours: whether it was written in this file, or was here before the other.
        clock_doubtful: its time cannot be right (merge.md A4 rule 4); it is shown, and decides nothing.
    """

    value: Any
    text: str
    who: str
    device: str
    at: str
    origin: str
    ours: bool
    clock_doubtful: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict, ready to be shown.

    Attributes:
        household: id of the household, "" where it is about none (a cadre, the village).
        title: whose file card: village, group, head.
        person: whom the record is about, if not the head.
        field: what is disputed, in words.
        before: what all sides replaced, in words; "" if that was nothing or differs.
        kind: "value", "member" (one entry of a list) or "removed".
    """

    entity: str
    row: str
    cell: str
    household: str
    village: str
    title: str
    person: str
    record: str
    field: str
    before: str
    sides: tuple[View, ...]
    kind: str

    @property
    def key(self) -> tuple[str, str, str]:
        """By which a decision names it."""
        return self.entity, self.row, self.cell

    @property
    def ours(self) -> View:
        """The side that was here."""
        return next(side for side in self.sides if side.ours)

    @property
    def theirs(self) -> View:
        """The first of the other sides."""
        return next(side for side in self.sides if not side.ours)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a conflict is to become: one of the sides' values, or another (JSON content; for `removed` the reason or None)."""

    entity: str
    row: str
    cell: str
    value: Any
    seen: tuple[str, ...]  # the values (JSON) that the decider saw


def disputes_of(store: Store) -> list[Dispute]:
    """Every undecided conflict, by village, household and field."""
    found = disputes.disputed(store)
    owners = disputes.households_of(store, {(one.entity, one.row) for one in found})
    titles = disputes.titles_of(store, set(owners.values()))
    names = batch_details.whose(store, _named(found) | {("household", row) for row in owners.values()})
    now = store.clock()
    views = [_dispute(one, owners.get((one.entity, one.row), ""), titles, names, now) for one in found]
    return sorted(views, key=lambda one: (one.village, one.title, one.household, one.person, one.record, one.cell))


def _named(found: Iterable[Disputed]) -> set[tuple[str, str]]:
    """(entity, id) of everything whose name is shown: the records, and what disputed references point to."""
    wanted = set()
    for one in found:
        wanted.add((one.entity, one.row))
        spec = spec_of_cell(entity_spec(one.entity), one.cell)
        if spec and spec.kind is Kind.REF:
            values = (*(side.value for side in one.sides), *one.before)
            wanted |= {(spec.ref, value) for value in values if isinstance(value, str)}
    return wanted


def _dispute(
    one: Disputed, household: str, titles: dict[str, tuple[str, str, str]], names: dict[str, str], now: dt.datetime
) -> Dispute:
    spec = entity_spec(one.entity)
    village, group, head = titles.get(household, ("", "", ""))
    head = head or names.get(household, "")
    person = names.get(one.row, "")
    return Dispute(
        entity=one.entity,
        row=one.row,
        cell=one.cell,
        household=household,
        village=village,
        title=" ".join(part for part in (village, group, head) if part) or person or entity_name(spec),
        person=person if person != head else "",
        record=entity_name(spec),
        field=cell_label(spec, one.cell),
        before=_in_words(spec, one.cell, one.before[0], names) if len(one.before) == 1 else "",
        sides=_views(spec, one, names, now),
        kind="removed" if one.cell == REMOVED else ("member" if "#" in one.cell else "value"),
    )


def _views(spec: EntitySpec, one: Disputed, names: dict[str, str], now: dt.datetime) -> tuple[View, ...]:
    first = min(range(len(one.sides)), key=lambda place: (one.sides[place].arrived, place))
    return tuple(
        View(
            value=side.value,
            text=_in_words(spec, one.cell, side.value, names),
            who=side.who,
            device=side.device,
            at=side.at,
            origin=side.origin,
            ours=place == first,
            clock_doubtful=is_doubtful(side, now),
        )
        for place, side in enumerate(one.sides)
    )


def is_doubtful(side: Side, now: dt.datetime) -> bool:
    """Whether a time was written by a clock that was plainly wrong."""
    try:
        at = dt.datetime.fromisoformat(side.at)
    except ValueError:
        return True
    return at < RELEASED or at > now + _AHEAD


def cell_label(spec: EntitySpec, cell: str) -> str:
    """A cell in words: the field, one entry of a list, or whether the record is kept at all."""
    field = spec_of_cell(spec, cell)
    if field is None:
        return _("保留还是删除")
    if "#" in cell:
        entry = code_list(field.codes).shown(cell.partition("#")[2])
        return _("{field}：{entry}").format(field=label_of(field), entry=entry)
    return label_of(field)


def _in_words(spec: EntitySpec, cell: str, value: Any, names: dict[str, str]) -> str:
    if cell == REMOVED:
        return _("保留") if value is None else _("删除（{reason}）").format(reason=value)
    field = spec[field_of(cell)]
    if "#" in cell:
        return _("选上") if value else _("不选")
    if field.kind is Kind.REF and isinstance(value, str):
        return names.get(value, value)
    return shown(field, from_json(field, value)) or _("（空）")


def decision(dispute: Dispute, value: Any) -> Decision:
    """A decision about a conflict as it was shown."""
    return Decision(*dispute.key, value, tuple(dumps(side.value) for side in dispute.sides))


def combined(dispute: Dispute) -> Any:
    """All sides in one: texts one after the other, an entry that somebody chose. None where they cannot be combined."""
    if dispute.kind == "member":
        return True
    spec = spec_of_cell(entity_spec(dispute.entity), dispute.cell)
    if spec is None or spec.kind not in {Kind.TEXT, Kind.NOTE}:
        return None
    seam = "\n" if spec.kind is Kind.NOTE else _SEAM
    text = seam.join(str(side.value) for side in dispute.sides if side.value)
    return text if len(text) <= spec.length else None


def typed(store: Store, dispute: Dispute, text: str) -> Any:
    """A third value, typed; its JSON content.

    Raises:
        Refused: it cannot be kept; the sentence names field, value, rule and remedy.
    """
    spec = spec_of_cell(entity_spec(dispute.entity), dispute.cell)
    if spec is None or "#" in dispute.cell:
        raise Refused(_("“{field}”只能在两种之中选择。").format(field=dispute.field))
    return _read(store, spec, text)


def _read(store: Store, spec: FieldSpec, text: str) -> Any:
    if spec.kind in {Kind.REF, Kind.PHOTO}:
        raise Refused(_("“{field}”请在各方的值中选择。").format(field=label_of(spec)))
    reading = read(spec, text, today=store.clock().date())
    if reading.value is KEEP_OUT:
        raise Refused(reading.problems[0].text())
    return to_json(reading.value)


def decide(store: Store, decisions: Sequence[Decision], told: Mapping[str, str] | None = None) -> Changed:
    """Write decisions, all of them as one undoable action. Questions to the village about them are settled with it.

    Args:
        store: the file.
        decisions: about conflicts as they were shown.
        told: what the village answered, by what a question is about ("entity/row/cell").

    Raises:
        Refused: a conflict is not what the decider saw: it was decided, or another value has arrived; nothing is written.
    """
    label = _("裁决{count}处冲突").format(count=len(decisions))
    asked = reads.where(store, Question, "NOT coalesce(settled, 0)")
    decided = {f"{one.entity}/{one.row}/{one.cell}" for one in decisions}
    with store.change(label) as change:
        for one in decisions:
            _refuse_if_moved_on(store, one)
            change.settle(one.entity, one.row, one.cell, [one.value])
        for question in asked:
            if question.about in decided:
                answer = (told or {}).get(question.about or "")
                change.put("question", question.id, {"settled": True} | ({"answer": answer} if answer else {}))
    return change.changed


def _refuse_if_moved_on(store: Store, one: Decision) -> None:
    heads = {head.value for head in changelog.heads(store.connection, one.row, one.cell)}
    if one.cell == REMOVED:
        heads.add(dumps(None))
    if heads != set(one.seen):
        field = cell_label(entity_spec(one.entity), one.cell)
        raise Refused(_("“{field}”的冲突在您查看之后又有变化，没有写入。请刷新后重新裁决。").format(field=field))


def count(store: Store) -> int:
    """How many conflicts wait for a decision."""
    return conflicts.count(store)
