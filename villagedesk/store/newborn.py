# SPDX-License-Identifier: MIT
"""Rows that came into the world in a merge and of which nothing else was ever written: most rows of most merges.

Nothing was there before them and nothing contests them, so they go from the log to their table without being asked what
they were. Only what they belong to may be: a new row can contest the removal of its owner.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.store import projection
from villagedesk.store.filling import rows_as_filled
from villagedesk.store.replay import stored_birth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from villagedesk.models.catalogue.spec import EntitySpec
    from villagedesk.store.difference import Difference

Newborn = dict[str, dict[str, str]]  # entity → row → its birth (JSON)

_CHUNK: Final = 5_000


class Births:
    """Puts newborn rows into their tables, and keeps what follows for everything else.

    Attributes:
        owners: entity → rows that newborns belong to, and that are no newborns themselves.
        households: whose line in the list shows a newborn.
    """

    def __init__(self, connection: Any, newborn: Newborn, counted: Mapping[str, set[str]]) -> None:
        self._connection = connection
        self._newborn = newborn
        self._counted = counted
        self._household_of: dict[str, str] = {}  # newborn member → household
        self.owners: dict[str, set[str]] = defaultdict(set)
        self.households: set[str] = set(newborn.get("household", ()))

    def of(self, entity: str) -> Mapping[str, str]:
        """The newborns of one entity, with their births."""
        return self._newborn.get(entity, {})

    def tell(self, difference: Difference) -> None:
        """Count them in."""
        for entity, births in self._newborn.items():
            difference.new[entity] += len(births)
        difference.born |= self._newborn.get("household", {}).keys()

    def insert(self, check: Callable[[], None]) -> None:
        """Fill the tables, owners before what belongs to them, as the catalogue has them; but for what is only counted."""
        for entity in ENTITIES:
            counted = self._counted.get(entity, ())
            births = (one for one in self._newborn.get(entity, {}).items() if one[0] not in counted)
            while some := list(islice(births, _CHUNK)):
                check()
                lines = [{"id": row, **stored_birth(ENTITIES[entity], value)} for row, value in some]
                rows_as_filled(self._connection, entity, lines)
                self._note(ENTITIES[entity], lines)

    def _note(self, spec: EntitySpec, lines: list[dict[str, Any]]) -> None:
        if spec.parent:
            parent = spec[spec.parent].ref
            born = self._newborn.get(parent, {})
            self.owners[parent].update(
                owner for line in lines if (owner := line.get(spec.parent)) is not None and owner not in born
            )
        if "household" in spec:
            of_rows = {line["id"]: line["household"] for line in lines if line.get("household")}
            self.households.update(of_rows.values())
            if spec.key == "member":
                self._household_of.update(of_rows)
        elif spec.key == "member_year":
            self._of_members({line["member"] for line in lines if line.get("member")})
        elif spec.key != "household":
            self.households |= projection.households_of(self._connection, {spec.key: {line["id"] for line in lines}})

    def _of_members(self, members: set[str]) -> None:
        known = members & self._household_of.keys()
        self.households.update(map(self._household_of.__getitem__, known))
        self.households |= projection.households_of(self._connection, {"member": members - known})


def of(connection: Any, alone: Mapping[str, tuple[str, str] | None], first: int) -> Newborn:
    """Of the rows that arrived with a single birth, those of which the log knew nothing before.

    Args:
        connection: with the arrivals in its log already.
        alone: row → (entity, birth), or None where more was written of it.
        first: place in the log where the arrivals begin.
    """
    known = set()
    if connection.execute("SELECT 1 FROM change WHERE seq < ? LIMIT 1", (first,)).fetchone():
        for rows in _chunks(row for row, birth in alone.items() if birth):
            projection.with_ids(connection, rows)
            known |= {
                row
                for (row,) in connection.execute(
                    "SELECT c.row FROM wanted w CROSS JOIN change c INDEXED BY change_cell ON c.row = w.id"
                    " WHERE c.seq < ?",
                    (first,),
                )
            }
    found: Newborn = defaultdict(dict)
    for row, birth in alone.items():
        if birth and row not in known:
            found[birth[0]][row] = birth[1]
    return found


def _chunks(rows: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(rows, _CHUNK)):
        yield some
