# SPDX-License-Identifier: MIT
"""The change log in words: when, who, on which computer, which field, from what to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import entity_name, label_of, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.store.history import Entry
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Happening:
    """One writing of one cell, put into words.

    Attributes:
        id: its place in the log, by which a list finds it again.
        whose: the person or thing it was about.
        entry: the log's own line.
    """

    id: int
    at: str
    who: str
    device: str
    label: str
    whose: str
    field: str
    old: str
    new: str
    entry: Entry


def happening(store: Store, entry: Entry, names: Mapping[str, str] | None = None) -> Happening:
    """Put a line of the log into words; `names` say whose rows they are."""
    spec = entry.field
    return Happening(
        id=entry.seq,
        at=entry.at,
        who=entry.who,
        device=entry.device,
        label=entry.label,
        whose=(names or {}).get(entry.row, entity_name(entity_spec(entry.entity))),
        field=label_of(spec) if spec else (_("（新增）") if not entry.cell else _("（删除）")),
        old=listed(filter(None, (_words(store, entry, one) for one in entry.old))),
        new=_words(store, entry, entry.new),
        entry=entry,
    )


def _words(store: Store, entry: Entry, content: Any) -> str:
    spec = entry.field
    if spec is None:
        return _births_words(store, entry, content) if not entry.cell else str(content or _("（还原）"))
    if "#" in entry.cell:
        code = code_list(spec.codes).shown(entry.cell.partition("#")[2])
        return code if content else _("（去掉）{name}").format(name=code)
    return _value_words(store, spec, entry.value(content))


def _births_words(store: Store, entry: Entry, content: Any) -> str:
    """The first values of a new row, those that say most."""
    from villagedesk.store.encoding import from_json

    spec = entity_spec(entry.entity)
    values = content if isinstance(content, dict) else {}
    said = [
        _value_words(store, spec[key], from_json(spec[key], value))
        for key, value in values.items()
        if key in spec and key not in {spec.parent, "year", "position"}
    ]
    return listed(filter(None, said[:6])) + ("…" if len(said) > 6 else "")


def _value_words(store: Store, spec: FieldSpec, value: Any) -> str:
    if spec.kind is Kind.PHOTO:
        return _("（照片）") if value else ""
    if spec.kind is Kind.REF:
        return _name_of(store, spec.ref, value) if value else ""
    return shown(spec, value)


def _name_of(store: Store, entity: str, row: str) -> str:
    from villagedesk.store import reads

    spec = entity_spec(entity)
    found = reads.get(store, spec.record, row) if "name" in spec else None
    return (getattr(found, "name", None) or "") if found else entity_name(spec)
