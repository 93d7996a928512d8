# SPDX-License-Identifier: MIT
"""Which of the 33 items of the list of contents a household's binder has, and which are missing (domain.md §6.2).

An item is there when one of its papers is printed, or a scan of it is attached. Copies of identity cards and photos cannot be
printed from facts: without a scan they are missing. What came about in earlier years is named apart, since it stands in the
binders of those years.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.concerned import entering, leaving
from villagedesk.documents.facts.monitoring_paper import watched
from villagedesk.models import eras
from villagedesk.models.archiving import Item, items
from villagedesk.models.codes import code_list

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Value

_PHOTOS, _PROOF, _LETTERS = "p31", "p18", {"p10": "确认", "p23": "脱贫", "p28": "纳入"}


class State(StrEnum):
    """How it stands with an item."""

    PRINTED = "printed"
    SCANNED = "scanned"
    MISSING = "missing"
    EARLIER = "earlier"  # due in a former year, and no scan of it is attached
    IF_ANY = "if_any"  # nobody can tell whether there was any
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Standing:
    """An item and how it stands with it."""

    item: Item
    state: State

    @property
    def name(self) -> str:
        """What papers call it."""
        return code_list("archive_paper").label(self.item.code)


def standings(case: CaseFile, papers: Collection[str], letters: Sequence[dict[str, str]]) -> list[Standing]:
    """How it stands with each item.

    Args:
        case: the case file of the year.
        papers: kinds of papers that are printed.
        letters: see `letters.letters_of`; which of the three letters the printed one is.
    """
    kinds = {one["种类"] for one in letters}
    return [Standing(item, _state(case, item, papers, kinds)) for item in items()]


def due(case: CaseFile) -> list[str]:
    """Codes of the items that are due of the household in the year, whether it has them or not."""
    return [item.code for item in items() if _WHEN[item.when](case) is True]


def _state(case: CaseFile, item: Item, papers: Collection[str], letters: Collection[str]) -> State:
    wanted = _WHEN[item.when](case)
    printed = any(paper in papers for paper in item.papers)
    if item.code in _LETTERS:
        printed = printed and _LETTERS[item.code] in letters
    if printed and wanted is True:
        return State.PRINTED
    if _scanned(case, item):
        return State.SCANNED
    if wanted is True:
        return State.MISSING
    return {False: State.NOT_DUE, None: State.EARLIER}[wanted] if item.when != "if_any" else State.IF_ANY


def _scanned(case: CaseFile, item: Item) -> bool:
    """Whether a scan or photo is attached: of the year where the item comes every year, else of any up to it."""
    years = [one.year for one in case.attachments if one.paper == item.code and one.photo]
    if item.code == _PHOTOS and case.facts.house_photo:
        return True
    if item.code == _PROOF and any(one.evidence_photo for one in case.benefits):
        return True
    return any(
        year == case.year if item.every_year else (year or 0) <= case.year for year in years if isinstance(year, int)
    )


# -- when an item is due: True this year, None in an earlier one, False never so far ------------------------------------------


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


def missing_words(found: Sequence[Standing]) -> dict[str, list[dict[str, str]]]:
    """What the remarks sheet says: what is missing, and what belongs to the binders of earlier years."""

    def named(state: State) -> list[dict[str, str]]:
        return [{"编号": str(one.item.number), "名称": one.name} for one in found if one.state is state]

    return {"缺少材料": named(State.MISSING), "以前材料": named(State.EARLIER)}
