# SPDX-License-Identifier: MIT
"""What a column of a roster may be about: fields of the catalogue, and facts that only tell whose row it is.

Labels and aliases come from the catalogue. Paths are "entity.field", except for
* "cause.main", "cause.other1", "cause.other2": the code of the cause of that rank, and "cause.note": of the main cause;
* "context.…": place, head and year by which a row is checked and matched, and which are not imported themselves.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.registry import entity_spec, field_spec, headings
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.text import matching_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONTEXT: Final = "context"
RANKS: Final = ("main", "other1", "other2")
_ENTITIES: Final = ("household", "household_year", "member", "member_year", "income_year")  # the first wins a heading
_PLACES: Final = ("name", "code", "township", "county", "city", "province")
# Not for columns: order of rows, the text kept beside the relation, and years, of which a roster has one.
_LEFT_OUT: Final = frozenset({"member.position", "member_year.relation_text", "member_year.year", "income_year.year"})
_BRACKETS: Final = re.compile(r"[（(\[【].*?[)）\]】]")
_ITEM_NUMBER: Final = re.compile(r"^\s*[A-Za-z]?\d{1,3}[a-z]?[、.．:：\s]+")


@cache
def targets() -> Mapping[str, FieldSpec]:
    """Path → what may stand in such a column, in the order in which a choice shows them."""
    found = {
        f"{spec.entity}.{spec.key}": spec
        for entity in _ENTITIES
        for spec in entity_spec(entity).fields
        if spec.kind not in {Kind.REF, Kind.PHOTO} and f"{spec.entity}.{spec.key}" not in _LEFT_OUT
    }
    found.update({f"{spec.entity}.{spec.key}": spec for spec in (*_causes(), *_context())})
    return MappingProxyType(found)


def _causes() -> Iterator[FieldSpec]:
    """One column for each rank: 致贫原因1 is the main cause, 致贫原因2 and 3 the others."""
    code = entity_spec("cause")["code"]
    for number, rank in enumerate(RANKS):
        entry = code_list("cause_rank").entry(rank)
        if entry is None:
            raise LookupError(f"cause_rank {rank}")
        numbered = (f"{code.label}{number + 1}",) if number else (f"{code.label}1", code.label)
        others = (f"其他{code.label}{number}", f"其他{code.label}") if number == 1 else (f"其他{code.label}{number}",)
        yield code._replace(
            key=rank,
            label=entry.label,
            en=entry.en,
            sys=code.sys[number : number + 1],
            aliases=(*entry.aliases, *numbered, *(others if number else ())),
            required=False,
        )
    yield entity_spec("cause")["note"]


def _context() -> Iterator[FieldSpec]:
    for key in _PLACES:
        yield entity_spec("village")[key]._replace(entity=CONTEXT, required=False)
    for key, of in (("head_name", "name"), ("head_id", "id_no")):
        spec = entity_spec("member")[of]
        names = tuple(f"户主{alias}" for alias in spec.aliases)
        english = f"{spec.en} of the head"
        yield spec._replace(entity=CONTEXT, key=key, label=f"户主{spec.label}", en=english, aliases=names, sys=())


def value_spec(path: str) -> FieldSpec:
    """The catalogue's field whose rules a value of this column follows, with the label of the column.

    Facts that follow from a roster without a column of their own have their field as it is.
    """
    spec = targets().get(path) or field_spec(path)
    if spec.entity == "cause" and spec.key in RANKS:
        return spec._replace(key="code")
    return spec


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for path, spec in targets().items():
        for text in filter(None, headings(spec)):
            names.setdefault(matching_form(text), path)
    return MappingProxyType(names)


def find_target(heading: str) -> tuple[str, int]:
    """The path a heading means, and how sure that is.

    3: the label itself; 2: another of its names; 1: one of them once the unit in brackets or the number of the item is
    left out; 0, with an empty path: none.
    """
    name = matching_form(heading)
    path = _names().get(name, "")
    if path:
        return path, 3 if matching_form(targets()[path].label) == name else 2
    bare = _ITEM_NUMBER.sub("", heading)
    for text in (bare, _BRACKETS.sub("", heading), _BRACKETS.sub("", bare)):
        path = _names().get(matching_form(text), "")
        if path:
            return path, 1
    return "", 0
