# SPDX-License-Identifier: MIT
"""What of a township's log belongs to one village: the unit of what may travel there (merge.md M72).

Whole rows travel that belong to the village now. Of a household or member that left it, only that it left: the cell that
says where it belongs, its birth (which was this village's own) and its removal. Everything else stays, even as bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES, references
from villagedesk.store.cells import BIRTH, REMOVED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.store.foreign import ForeignChange

_SHARED: Final = ("unit", "cadre")  # belong to no village; those that the village's rows name go along
_RULES: Final = ("line", "procedure_edition", "edition_step", "retention")  # hold for every village
# The village owns its households, and what was exempted of itself, though it is no parent in the catalogue.
_ABOVE: Final = {"household": "village", "exemption": "village"}
KEPT_BACK: Final = frozenset({"complaint"})
"""Who complained of a village is not told to it, nor that anybody did: the township's complaints stay there, with what it keeps
about them (papers printed, doubts found right), and the village has its own."""


@dataclass(slots=True)
class Scope:
    """Rows of one village.

    Attributes:
        whole: ids of rows of which everything travels.
        left: id of a row that left → the cell that says where it belongs.
    """

    whole: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)

    def includes(self, line: ForeignChange) -> bool:
        """Whether a change may travel to the village."""
        if line.row in self.whole:
            return True
        return line.row in self.left and line.cell in {BIRTH, REMOVED, self.left[line.row]}

    @property
    def rows(self) -> set[str]:
        """Every row of which at least something travels."""
        return self.whole | set(self.left)


def scope_of(connection: Any, village: str) -> Scope:
    """The rows of a village, down to the last measure, with the cadres and units that they name."""
    scope, withheld = Scope({village}), _about_kept_back(connection)
    owners: dict[str, set[str]] = {"village": {village}}
    while owners:
        below: dict[str, set[str]] = {}
        for owner, ids in owners.items():
            for spec in _owned_by(owner):
                if spec.entity in KEPT_BACK:
                    continue
                now = _belonging_now(connection, spec, ids) - withheld
                scope.whole |= now
                for row in _belonged_once(connection, spec, ids) - now - scope.whole - withheld:
                    scope.left[row] = spec.key
                below.setdefault(spec.entity, set()).update(now)
        owners = {entity: ids for entity, ids in below.items() if ids}
    for row in scope.whole & set(scope.left):
        del scope.left[row]
    scope.whole |= _shared(connection, scope.whole)
    return scope


def _about_kept_back(connection: Any) -> set[str]:
    """Rows that tell of rows that stay: notes of their printed papers, and the reasons why doubts about them are none."""
    found: set[str] = set()
    for entity in KEPT_BACK:
        found |= {row for (row,) in connection.execute("SELECT id FROM book_print WHERE book = ?", (entity,))}
        kept = {row for (row,) in connection.execute(f'SELECT id FROM "{entity}"')}
        doubts = connection.execute("SELECT id, about FROM exemption WHERE about IS NOT NULL").fetchall()
        found |= {row for row, about in doubts if kept.intersection(about.split("/"))}
    return found


def batches_of(connection: Any, rows: Iterable[str]) -> list[int]:
    """Places of the batches that wrote any of these rows, in order."""
    found = connection.execute(
        "SELECT DISTINCT batch FROM change WHERE row IN (SELECT value FROM json_each(?)) ORDER BY batch",
        (json.dumps(list(rows)),),
    )
    return [batch for (batch,) in found]


def _owned_by(entity: str) -> list[FieldSpec]:
    """The fields by which rows of other entities belong to one of this entity."""
    return [
        spec
        for spec in references(entity)
        if spec.key in {ENTITIES[spec.entity].parent, _ABOVE.get(spec.entity)} and spec.key
    ]


def _belonging_now(connection: Any, spec: FieldSpec, owners: Collection[str]) -> set[str]:
    """Rows that belong to one of the owners, by the table or by any undecided value."""
    wanted = json.dumps(list(owners))
    found = connection.execute(
        f'SELECT id FROM "{spec.entity}" WHERE "{spec.key}" IN (SELECT value FROM json_each(?1)) UNION'
        " SELECT h.row FROM change_head h JOIN change c ON c.seq = h.change WHERE c.entity = ?2 AND h.field = ?3"
        " AND h.place > 0 AND json_extract(c.value, '$') IN (SELECT value FROM json_each(?1))",
        (wanted, spec.entity, spec.key),
    )
    return {row for (row,) in found}


def _belonged_once(connection: Any, spec: FieldSpec, owners: Collection[str]) -> set[str]:
    """Rows of which some change once said so."""
    wanted = json.dumps(list(owners))
    found = connection.execute(
        "SELECT row FROM change WHERE entity = ?2 AND (field = ?3 AND json_extract(value, '$') IN"
        " (SELECT value FROM json_each(?1)) OR field = '' AND json_extract(value, ?4) IN (SELECT value FROM json_each(?1)))",
        (wanted, spec.entity, spec.key, f'$."{spec.key}"'),
    )
    return {row for (row,) in found}


def _shared(connection: Any, rows: set[str]) -> set[str]:
    """Cadres and units that these rows name, those that nothing names, confirmed lines and editions of procedures."""
    found: set[str] = {row for entity in _RULES for (row,) in connection.execute(f'SELECT id FROM "{entity}"')}
    named_here = json.dumps(sorted(rows))
    for entity in reversed(_SHARED):  # cadres first: they name units
        named: set[str] = set()
        elsewhere: set[str] = set()
        for spec in references(entity):
            here = f'SELECT DISTINCT "{spec.key}" FROM "{spec.entity}" WHERE id IN (SELECT value FROM json_each(?))'
            named |= {row for (row,) in connection.execute(here, (named_here,)) if row}
            anywhere = f'SELECT DISTINCT "{spec.key}" FROM "{spec.entity}"'
            elsewhere |= {row for (row,) in connection.execute(anywhere) if row}
        everything = {row for (row,) in connection.execute(f'SELECT id FROM "{entity}"')}
        found |= named | (everything - elsewhere)
        named_here = json.dumps(sorted(rows | found))
    return found
