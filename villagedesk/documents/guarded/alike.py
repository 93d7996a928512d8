# SPDX-License-Identifier: MIT
"""Which name was perhaps meant by one that there is not: said otherwise, written in part, put into the wrong group, misspelt."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from villagedesk.documents.guarded.report import Known

_MOST: Final = 3
_LIKE: Final = 0.5  # how far a misspelt name may be off, see difflib; across groups it has to be nearer
_VERY_LIKE: Final = 0.75
_SHORTEST: Final = 2  # characters of a part of a name that says anything
_SELDOM: Final = "编号"  # a group of numbers that a form has for its items, called like the items themselves
_TWINS: Final = ("选项", "大写")  # names that follow from others: the line with boxes, the amount in words


def alike(written: str, group: str, known: Known) -> tuple[str, ...]:
    """Names that were perhaps meant, as they are to be written; the likeliest first.

    Args:
        written: as it stands in the template ("户.电话", "人.名字", "姓名").
        group: in which it was looked for; empty where its first part is no group either.
        known: what there is.
    """
    lead, _dot, name = written.rpartition(".")
    wanted = tuple(dict.fromkeys((name, *known.aliases.get(name, ()))))
    if group in known.rows:
        each = known.rows[group]
        if lead == group and name in known.groups[group]:
            return (_in_loop(group, name, known),)
        return tuple(f"{each if lead == group else lead}.{one}" for one in _among(wanted, known.groups[group]))
    loops = [f"{{%tr for {each} in {rows} %}}" for rows, each in known.rows.items() if each == written]
    if loops and not group:  # the name of a row, outside of its loop
        return tuple(loops[:_MOST])
    here = [f"{group}.{one}" for one in _among(wanted, known.groups[group])] if group else []
    if not lead:
        here = difflib.get_close_matches(name, list(known.groups), 1, _VERY_LIKE)
    return tuple(dict.fromkeys((*here, *_elsewhere(wanted, known))))[:_MOST]


def _among(wanted: Sequence[str], names: Collection[str]) -> list[str]:
    """Names of one group: the same said otherwise, those that hold it or that it holds, those that look alike."""
    exact = [one for one in wanted if one in names]
    parts = [one for one in _by_part(wanted, names) if one not in exact]
    near = difflib.get_close_matches(wanted[0], list(names), _MOST, _LIKE)
    return list(dict.fromkeys((*exact, *parts, *near)))[:_MOST]


def _by_part(wanted: Sequence[str], names: Collection[str]) -> list[str]:
    found = {
        one: abs(len(one) - len(name))
        for name in reversed(wanted)
        for one in names
        if (name in one or one in name) and min(len(name), len(one)) >= _SHORTEST and not _is_twin(one, names)
    }
    return sorted(found, key=lambda one: found[one])


def _is_twin(name: str, names: Collection[str]) -> bool:
    return any(name.endswith(twin) and name.removesuffix(twin) in names for twin in _TWINS)


def _elsewhere(wanted: Sequence[str], known: Known) -> Iterator[str]:
    """The same name in other groups: first those of which there is one, then rows with their loop, then what looks alike."""
    single = {group: names for group, names in known.groups.items() if group not in known.rows and group != _SELDOM}
    for name in wanted:
        yield from (f"{group}.{name}" for group, names in single.items() if name in names)
    loops = (_in_loop(group, name, known) for name in wanted for group in known.rows if name in known.groups[group])
    yield from islice(loops, 1)
    for group, names in single.items():
        yield from (f"{group}.{one}" for one in _by_part(wanted, names))
    everywhere = {one: group for group, names in reversed(single.items()) for one in names}
    for one in difflib.get_close_matches(wanted[0], list(everywhere), _MOST, _VERY_LIKE):
        yield f"{everywhere[one]}.{one}"


def _in_loop(group: str, name: str, known: Known) -> str:
    each = known.rows[group]
    return f"{{%tr for {each} in {group} %}} {{{{ {each}.{name} }}}}"
