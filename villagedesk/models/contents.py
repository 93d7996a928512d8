# SPDX-License-Identifier: MIT
"""Which of the 33 items of the list of contents are due of a household in a year, and of which a scan is attached.

What the program prints is no matter of this module (`documents.binder.contents`): what it prints is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models import eras
from villagedesk.models.archiving import items
from villagedesk.models.occasions import entering, leaving, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.models.archiving import Item
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Value

_PHOTOS, _PROOF = "p31", "p18"


def is_due(case: CaseFile, item: Item) -> bool | None:
    """When an item is due: True this year, None in an earlier one, False never so far."""
    return _WHEN[item.when](case)


def due(case: CaseFile) -> list[str]:
    """Codes of the items that are due of the household in the year, whether it has them or not."""
    return [item.code for item in items() if is_due(case, item) is True]


def lacking(case: CaseFile) -> list[str]:
    """Codes of the items that are due, that no paper of the program can satisfy, and of which no scan or photo is attached."""
    return [item.code for item in items() if not item.papers and is_due(case, item) is True and not scanned(case, item)]


def anything_kept(case: CaseFile) -> bool:
    """Whether scans or photos are kept of the household at all, and not only papers in a cabinet."""
    return bool(
        case.facts.house_photo
        or any(one.photo for one in case.attachments)
        or any(one.evidence_photo for one in case.benefits)
    )


def scanned(case: CaseFile, item: Item) -> bool:
    """Whether a scan or photo is attached: of the year where the item comes every year, else of any up to it."""
    years = [one.year for one in case.attachments if one.paper == item.code and one.photo]
    if item.code == _PHOTOS and case.facts.house_photo:
        return True
    if item.code == _PROOF and any(one.evidence_photo for one in case.benefits):
        return True
    return any(
        year == case.year if item.every_year else (year or 0) <= case.year for year in years if isinstance(year, int)
    )


# -- the conditions -----------------------------------------------------------------------------------------------------


def _identified(case: CaseFile) -> bool | None:
    """The papers of identification: due in the year in which the household was taken in as poor."""
    if case.year <= eras.LAST_EXIT and entering(case):
        return True
    years = _years([case.household.identify_year, case.household.identified])
    return None if any(year < case.year for year in years) else False


def _left(case: CaseFile) -> bool | None:
    if leaving(case):
        return True
    year = case.facts.exit_year
    return None if isinstance(year, int) and year < case.year else False


def _after(case: CaseFile) -> bool:
    """Help that goes on after poverty was left."""
    return _left(case) is None


def _admitted(case: CaseFile) -> bool | None:
    """The papers of entering monitoring: due in the year in which it was confirmed."""
    days = [case.facts.monitored_since, *(one.confirmed_on or one.clue_on for one in case.monitorings)]
    known = _years(days)
    if case.year in known:
        return True
    return None if any(year < case.year for year in known) else False


def _removed(case: CaseFile) -> bool:
    return case.year in _years([case.facts.risk_removed_on, *(one.removed_on for one in case.monitorings)])


def _helped(case: CaseFile) -> bool:
    return bool(case.benefits) or any(one.status == "done" for one in case.measures)


def _changed(case: CaseFile) -> bool:
    """Whether somebody came or went in the year."""
    people = [*case.people, *case.departed]
    return case.year in _years(day for one in people for day in (one.member.joined, one.member.left))


def _years(days: Iterable[Value]) -> set[int]:
    """The years of days, months and years that are known; 不适用 is none."""
    texts = [str(day)[:4] for day in days if isinstance(day, (str, int))]
    return {int(text) for text in texts if text.isdecimal()}


_WHEN: Final[dict[str, Callable[[CaseFile], bool | None]]] = {
    "binding": lambda _case: False,
    "always": lambda _case: True,
    "if_any": lambda _case: False,
    "identified": _identified,
    "left": _left,
    "after": _after,
    "admitted": _admitted,
    "monitored": lambda case: bool(watched(case).id),
    "removed": _removed,
    "helped": _helped,
    "changed": _changed,
}
