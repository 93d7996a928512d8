# SPDX-License-Identifier: MIT
"""How measures are classed: 大类, 小类 and 具体项目 (domain.md §4.1), and what one level says about the one above it.

The lists are data (`resources/codes/measure_class.csv`, `measure_kind.csv`, `measure_item.csv`): each entry names those of
the level above to which it may belong, several where practice differs, with the wording of each era. The 五个一批 of 2015
are another grouping of the same classes and are therefore derived, never entered.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from villagedesk.models.codes import code_list

CLASSES, KINDS, ITEMS = "measure_class", "measure_kind", "measure_item"
# List → the list above it, the column that names its entries, and the field of the same record that holds one.
_ABOVE: Final = {KINDS: (CLASSES, "classes", "category"), ITEMS: (KINDS, "kinds", "subcategory")}
_LIST_OF: Final = {"category": CLASSES, "subcategory": KINDS, "item": ITEMS}
NATIONAL, SICHUAN = "five", "five_sichuan"


class Classified(NamedTuple):
    """A measure's place on the three levels; "" where nothing is said."""

    category: str = ""
    subcategory: str = ""
    item: str = ""


def above(name: str, code: str) -> tuple[str, ...]:
    """The entries of the level above to which an entry of this list may belong; empty for the topmost, or for any."""
    if name not in _ABOVE:
        return ()
    column = _ABOVE[name][1]
    found = [entry.more.get(column, "") for entry in code_list(name).entries if entry.code == code]
    return tuple(dict.fromkeys(part for text in found for part in text.split("|") if part))


def implied(name: str, code: str) -> dict[str, str]:
    """Facts of the levels above that an entry implies, by field: only where it can belong to one alone."""
    facts: dict[str, str] = {}
    while name in _ABOVE:
        upper, _column, field = _ABOVE[name]
        parents = above(name, code)
        if len(parents) != 1:
            break
        facts[field] = code = parents[0]
        name = upper
    return facts


def belongs(record: Classified) -> tuple[str, ...]:
    """The fields of a classification that do not fit the level above them."""
    wrong = []
    for field, upper in (("subcategory", record.category), ("item", record.subcategory)):
        code = getattr(record, field)
        parents = above(_LIST_OF[field], code) if code else ()
        if parents and upper and upper not in parents:
            wrong.append(field)
    return tuple(wrong)


def find_measure(text: str, year: int | None = None) -> Classified:
    """What a name, alias or label of any level means, with the levels above it as far as they follow."""
    for field, name in reversed(_LIST_OF.items()):
        code = code_list(name).find(text, year)
        if code is not None:
            return Classified(**{**implied(name, code), field: code})
    return Classified()


def batch_of(category: str, edition: str = NATIONAL) -> str:
    """To which of the 五个一批 a class belongs, in the words of an edition; "" where it names none."""
    return next(
        (
            text
            for entry in code_list(CLASSES).entries
            if entry.code == category and (text := entry.more.get(edition, ""))
        ),
        "",
    )
