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

from villagedesk.models.archiving import Item, items
from villagedesk.models.codes import code_list
from villagedesk.models.contents import is_due, scanned

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from villagedesk.models.casefile import CaseFile

_LETTERS: Final = {"p10": "确认", "p23": "脱贫", "p28": "纳入"}


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


def _state(case: CaseFile, item: Item, papers: Collection[str], letters: Collection[str]) -> State:
    wanted = is_due(case, item)
    printed = any(paper in papers for paper in item.papers)
    if item.code in _LETTERS:
        printed = printed and _LETTERS[item.code] in letters
    if printed and wanted is True:
        return State.PRINTED
    if scanned(case, item):
        return State.SCANNED
    if wanted is True:
        return State.MISSING
    return {False: State.NOT_DUE, None: State.EARLIER}[wanted] if item.when != "if_any" else State.IF_ANY


def missing_words(found: Sequence[Standing]) -> dict[str, list[dict[str, str]]]:
    """What the remarks sheet says: what is missing, and what belongs to the binders of earlier years."""

    def named(state: State) -> list[dict[str, str]]:
        return [{"编号": str(one.item.number), "名称": one.name} for one in found if one.state is state]

    return {"缺少材料": named(State.MISSING), "以前材料": named(State.EARLIER)}
