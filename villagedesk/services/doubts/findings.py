# SPDX-License-Identifier: MIT
"""The doubts (疑点) of a household, a village or a whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import findings_apart
from villagedesk.services.doubts.judging import Wanted, of_households, of_villages
from villagedesk.store import counts
from villagedesk.store.engine import roomy
from villagedesk.store.partners import partners

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from villagedesk.services.doubts.judging import Finding
    from villagedesk.store.store import Store


_EVERYTHING: Final = Wanted()


def find(
    store: Store,
    wanted: Wanted = _EVERYTHING,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> Iterator[Finding]:
    """Every doubt of a file in the order of the list of households, those of villages first; exempted ones among them.

    Args:
        store: the file.
        wanted: which of them.
        check: called for each household; may raise `Cancelled`.
        report: told how far it is.
    """
    with roomy(store.connection):
        around = surroundings(store)
        if wanted.households is None or wanted.with_villages:
            yield from of_villages(store, wanted, around)
        households: Sequence[str] = wanted.households or ()
        if wanted.households is None and wanted.of(ALL_RULES):
            households = counts.live_households(store, wanted.villages)
        if findings_apart.processes_for(len(households)) > 1 and not store.in_memory:
            yield from findings_apart.find_apart(store, wanted, households, check, report)
        else:
            yield from of_households(store, wanted, households, around, check, report)
        report(len(households), len(households), "")


def concerned(store: Store, households: Collection[str]) -> tuple[str, ...]:
    """These households and the others whose doubts may have come or gone with theirs: who shares a number or a text."""
    return tuple(sorted({*households, *partners(store, households, store.info.year)}))
