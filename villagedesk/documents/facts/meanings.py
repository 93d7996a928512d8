# SPDX-License-Identifier: MIT
"""What placeholders mean, in the language of the interface.

In templates and in the printed list of them they are Chinese, as is the form they belong to.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from villagedesk.documents.facts.placeholders import (
    CAPITALS,
    GROUPS,
    NUMBERS,
    OPTIONS,
    fields_of,
    placeholder_list,
)
from villagedesk.i18n import _, english
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.values.naming import entity_name, label_of, with_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.documents.facts.placeholders import Placeholder
    from villagedesk.models.catalogue.spec import FieldSpec


def as_written(name: str) -> str:
    """A Chinese name that papers or templates use, in quotes where all round it is English."""
    return f"“{name}”" if english() else name


def group_in_words(name: str, entity: str = "") -> str:
    """A group of a paper's facts; in English what such a record is called, where it is one, else the Chinese name."""
    return entity_name(ENTITIES[entity]) if entity and english() else as_written(name)


def group_named(group: str) -> str:
    """What a group of placeholders holds, with the name that templates write: 户, in English Household “户”."""
    return f"{_(group)} {as_written(group)}" if english() else group


def meaning(one: Placeholder) -> str:
    """What is printed instead of a placeholder."""
    if not english():
        return one.label
    if not one.name:
        return _("逐行打印{group}").format(group=as_written(one.group))
    if one.group == NUMBERS:
        return _("“{name}”在2015年以前登记表上的项目编号；以后的年度空着").format(name=one.name)
    spec, twin = _fields().get((one.group, one.name), (None, ""))
    if spec is None:
        return _(one.label)
    label = label_of(spec)
    told = {OPTIONS: _("{label}，按表格逐项打勾"), CAPITALS: _("{label}，人民币大写")}
    return told[twin].format(label=label) if twin else with_unit(label, spec)


def sort_named(one: Placeholder) -> str:
    """What kind of thing is printed, in a word."""
    return _(one.sort)


def texts() -> Iterator[str]:
    """What is put into English only here, for the catalogue of the English texts."""
    for one in placeholder_list():
        yield one.sort
        if one.name and one.group != NUMBERS and (one.group, one.name) not in _fields():
            yield one.label
    for group in GROUPS:
        yield group.name


@cache
def _fields() -> dict[tuple[str, str], tuple[FieldSpec, str]]:
    """Group and name of what is a field → the field, and which of its twins is meant."""
    return {
        (group.name, name + twin): (spec, twin)
        for group in GROUPS
        for twin in (OPTIONS, CAPITALS, "")
        for entity in group.entities
        for name, spec in fields_of(entity)
    }
