# SPDX-License-Identifier: MIT
"""What a column of a list is: data, from which models, headers, sorting and copying follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from villagedesk.models.values.masks import masked_text

if TYPE_CHECKING:
    from collections.abc import Callable

L = TypeVar("L")


class Column(NamedTuple, Generic[L]):
    """One column of a list whose lines are of type L.

    Attributes:
        key: name that stays the same in every language; remembered shapes are kept under it.
        title: heading, in the interface language.
        text: what a cell says.
        width: first width, in 汉字 of the interface font.
        sort: paged lists: the column by which the store sorts; empty where it cannot.
        order: lists in memory: the value by which lines are sorted; None sorts by the text.
        right: numbers stand at the right edge.
        icon: meaning of an icon in `ui.icons`, empty for none.
        tip: what the mouse is told when the text is not enough.
        hidden: not shown until the user chooses it.
        masked: what a cell says in a copy of many lines (`tables.copying`); numbers that name the line stay as they are.
    """

    key: str
    title: str
    text: Callable[[L], str]
    width: float = 6
    sort: str = ""
    order: Callable[[L], Any] | None = None
    right: bool = False
    icon: Callable[[L], str] | None = None
    tip: Callable[[L], str] | None = None
    hidden: bool = False
    masked: Callable[[str], str] = masked_text


def as_it_is(text: str) -> str:
    """For `Column.masked`: of numbers that name households and public telephones."""
    return text
