# SPDX-License-Identifier: MIT
"""Which households to see to first: what is wrong, overdue, due and missing in each put together, the worst before the others."""

from __future__ import annotations

from collections import Counter
from heapq import nlargest
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.services.today.waiting import Waiting


class Lack(NamedTuple):
    """What is wrong in a household's file.

    Attributes:
        errors: what blocks official papers, also where somebody has put it away.
        missing: required facts that are empty.
        doubts: other findings that are new to this office.
    """

    errors: int = 0
    missing: int = 0
    doubts: int = 0


_NOTHING: Final = Lack()


class Concern(NamedTuple):
    """A household with all that is to be done about it; `late` and `due` are titles of sorts of work."""

    household: str
    lack: Lack
    late: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    def text(self) -> str:
        """What there is to do, the worst first."""
        lack = self.lack
        counts = (
            (lack.errors, _("{count}处错误")),
            (lack.missing, _("{count}项没有填")),
            (lack.doubts, _("{count}条新疑点")),
        )
        errors, *others = [text.format(count=count) if count else "" for count, text in counts]
        return listed((errors, *self.late, *self.due, *others))


class Foremost(NamedTuple):
    """The households to see to first, and all in which there is something to do."""

    first: tuple[Concern, ...]
    households: tuple[str, ...]


def foremost(lacks: Mapping[str, Lack], waiting: Sequence[Waiting], most: int) -> Foremost:
    """So many households with something to do, the worst first; of equals the order of `lacks` holds.

    More errors go before fewer, then more that is overdue, then more that is due, then missing facts, then doubts. Of
    twenty thousand households only the first are put into words: somebody is looking at the page meanwhile.
    """
    late, due = Counter[str](), Counter[str]()
    for sort in waiting:
        (late if sort.late else due).update(sort.households)
    rows = dict.fromkeys([*(row for row, lack in lacks.items() if lack != _NOTHING), *late, *due])

    def weight(row: str) -> tuple[int, ...]:
        errors, missing, doubts = lacks.get(row, _NOTHING)
        return errors, late[row], due[row], missing, doubts

    first = nlargest(most, rows, key=weight)
    return Foremost(tuple(_concern(row, lacks, waiting) for row in first), tuple(rows))


def _concern(row: str, lacks: Mapping[str, Lack], waiting: Sequence[Waiting]) -> Concern:
    mine = [sort for sort in waiting if row in sort.households]
    late, due = (tuple(sort.title for sort in mine if sort.late is over) for over in (True, False))
    return Concern(row, lacks.get(row, _NOTHING), late, due)
