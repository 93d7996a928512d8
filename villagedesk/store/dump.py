# SPDX-License-Identifier: MIT
"""The canonical view of a file: equal facts give equal bytes, whoever typed them, where, when and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import conflicts
from villagedesk.store.encoding import dumps, is_empty, record_columns, to_json, to_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.store.store import Store


def dump(store: Store, findings: Iterable[str] = ()) -> Iterator[str]:
    """The lines, sorted within each part: records' values, open conflicts, then `findings` as the caller derived them.

    A line of a value: entity, id of the row, field, value as JSON, parted by tabs. No local times, no positions.
    """
    for spec in ENTITIES.values():
        lines = []
        for row in store.query(f'SELECT {record_columns(spec)} FROM "{spec.key}" WHERE removed IS NULL'):
            lines.append(f"{spec.key}\t{row[0]}")
            lines += [
                f"{spec.key}\t{row[0]}\t{key}\t{dumps(to_json(value))}"
                for key, value in to_values(spec, row).items()
                if not is_empty(value)
            ]
        yield from sorted(lines)
    yield from sorted(
        f"conflict\t{one.entity}\t{one.row}\t{one.cell}\t{dumps(sorted(dumps(value) for value in one.values))}"
        for one in conflicts.open_conflicts(store)
    )
    yield from sorted(f"finding\t{line}" for line in findings)
