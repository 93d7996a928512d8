# SPDX-License-Identifier: MIT
"""Which households to see to first: what is wrong, overdue, due and missing in each put together, the worst before the others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.services.waiting import Waiting


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


def foremost(lacks: Mapping[str, Lack], waiting: Sequence[Waiting]) -> list[Concern]:
    """Every household in which there is something to do, the worst first; of equals the order of `lacks` holds.

    More errors go before fewer, then more that is overdue, then more that is due, then missing facts, then doubts.
    """
    late: dict[str, list[str]] = defaultdict(list)
    due: dict[str, list[str]] = defaultdict(list)
    for sort in waiting:
        for row in sort.households:
            (late if sort.late else due)[row].append(sort.title)
    rows = dict.fromkeys([*(row for row, lack in lacks.items() if any(lack)), *late, *due])
    concerns = [Concern(row, lacks.get(row, Lack()), tuple(late.get(row, ())), tuple(due.get(row, ()))) for row in rows]
    return sorted(concerns, key=_weight, reverse=True)


def _weight(one: Concern) -> tuple[int, ...]:
    return one.lack.errors, len(one.late), len(one.due), one.lack.missing, one.lack.doubts
