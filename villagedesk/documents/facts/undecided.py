# SPDX-License-Identifier: MIT
"""Papers of several households, of books and of the village wait until conflicts in what they print are decided (merge.md A4 rule 8)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.member import Member
from villagedesk.services.merging.undecided import undecided_of
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from villagedesk.store.store import Store

# A list of names shows the group, the head and how many people there are; what else is contested does not stand on it.
_ON_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "household": frozenset({"village", "group", "ended", "removed"}),
    "member": frozenset(
        {"household", "name", "relation", "birth", "joined", "left", "counted", "merged_into", "removed"}
    ),
}


_EXISTENCE: Final = frozenset({"removed", "merged_into"})


def refuse_undecided(
    store: Store,
    rows: Collection[str],
    listed: Collection[str] = (),
    partly: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> None:
    """Let no paper take a side.

    Args:
        store: where the facts are; it is only read.
        rows: ids of the records that the paper is about.
        listed: ids of households of which it prints what a list of names does.
        partly: id → keys of the fields that it prints of other rows.

    Raises:
        Refused: one of them has a conflict that nobody has decided, named with what is to be done.
    """
    found = undecided_of(store, sorted(set(rows)))
    if listed and not found:
        homes = sorted(set(listed))
        people = (one.id for one in reads.below(store, Member, homes))
        found = [
            one for one in undecided_of(store, [*homes, *people]) if one.key in _ON_LISTS.get(one.entity, frozenset())
        ]
    if partly and not found:
        found = [
            one for one in undecided_of(store, sorted(partly)) if one.key in _EXISTENCE or one.key in partly[one.row]
        ]
    if found:
        raise Refused(_("没有打印：{problem}").format(problem=found[0].text()))
