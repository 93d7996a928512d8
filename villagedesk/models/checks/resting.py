# SPDX-License-Identifier: MIT
"""What a doubt rests on: the facts that its rule read when it came to it. Watched only where an exemption needs it.

A copy of the file whose records note each field that is asked for is handed to the rule. Where the doubt follows from its
own row alone, without the others of the kind (other members, other visits, other measures), it does not rest on those:
what changes in them leaves it as it is.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.models.catalogue.spec import NA, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.models.problem import Problem

    Look = Callable[[Any], Iterable[Any]]

Facts = dict[tuple[str, ...], Any]
"""(kind of record, id, field) → its value; (list of the file, key) → the ids in it, or the figure."""
_UNREAD: Final = frozenset({"exemptions", "completions", "worked_out", "_reckoned"})


def rests_on(look: Look, file: Any, wanted: Problem) -> Facts | None:
    """The facts from which a rule concludes that a problem is there; None where it does not conclude it.

    Args:
        look: the rule; gives what it finds in a file.
        file: a case file or a village file.
        wanted: the problem, as the rule told it.
    """
    alone = _narrowed(file, wanted.row) if wanted.row else file
    for one in (alone, file) if alone is not file else (file,):
        read: Facts = {}
        if wanted in look(_watched_file(one, read)):
            return read
    return None


def content(value: Any) -> Any:
    """A value as it goes into a fingerprint."""
    if value is NA:
        return {"na": True}
    return sorted(value) if isinstance(value, tuple) else value


class _Watched:
    """A record that notes which of its fields are asked for."""

    __slots__ = ()

    def __getattribute__(self, key: str) -> Any:
        value = super().__getattribute__(key)
        kind: Any = type(self)
        if key in _fields(kind):
            read, name = object.__getattribute__(self, "watched")
            read[name, object.__getattribute__(self, "id"), key] = content(value)
        return value

    def having(self, **facts: Any) -> Any:
        kind: Any = type(self).__mro__[2]
        return kind(**{**self.facts(), **facts})


@cache
def _fields(kind: Any) -> frozenset[str]:
    return frozenset(kind.empty) - {"id"}


@cache
def _watching(kind: Any) -> type[Record]:
    made: type[Record] = type(kind.__name__, (_Watched, kind), {"__slots__": ("watched",)})
    return made


def _watched_record(record: Record, read: Facts) -> Record:
    kind: Any = type(record)
    copy = object.__new__(_watching(kind))
    put = object.__setattr__
    put(copy, "watched", (read, kind.__name__))
    for key in kind.empty:
        put(copy, key, getattr(record, key))
    return copy


class _WatchedFigures(dict[str, Any]):
    """Figures of a village by key, each noted when it is asked for."""

    def __init__(self, name: str, figures: Any, read: Facts) -> None:
        super().__init__(figures)
        self._name, self._read = name, read

    def get(self, key: str, default: Any = None) -> Any:
        self._read[self._name, key] = super().get(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self._read[self._name, key] = super().get(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._read[self._name, str(key)] = super().get(str(key))
        return super().__contains__(key)


class _WatchedFile:
    """A file that notes which of its lists are asked for, since what is not in them is a fact too."""

    __slots__ = ()

    def __getattribute__(self, key: str) -> Any:
        value = super().__getattribute__(key)
        if isinstance(value, (tuple, str)) and key in object.__getattribute__(self, "__dataclass_fields__"):
            read: Facts = object.__getattribute__(self, "watched")
            read[key,] = value if isinstance(value, str) else [_id_of(one) for one in value]
        return value


@cache
def _watching_file(kind: Any) -> Any:
    return type(kind.__name__, (_WatchedFile, kind), {"__slots__": ("watched",)})


def _watched_file(file: Any, read: Facts) -> Any:
    kind: Any = type(file)
    copy = object.__new__(_watching_file(kind))
    object.__setattr__(copy, "watched", read)
    given = {one.name: getattr(file, one.name) for one in dataclasses.fields(file) if one.init}
    copy.__init__(**{key: value if key in _UNREAD else _watched(key, value, read) for key, value in given.items()})
    return copy


def _watched(key: str, value: Any, read: Facts) -> Any:
    """The same with every record in it watched, however deep it lies."""
    if isinstance(value, Record):
        return _watched_record(value, read)
    if isinstance(value, tuple):
        parts = [_watched(key, one, read) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, dict):
        return _WatchedFigures(key, value, read)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.replace(
            value,
            **{
                one.name: _watched(key, getattr(value, one.name), read) for one in dataclasses.fields(value) if one.init
            },
        )
    return value


# -- whose row it is ----------------------------------------------------------------------------------------------------


def _records(value: Any) -> list[Record]:
    """The records in something that stands in a list of a file: itself, or those of a person, a helper, a procedure."""
    if isinstance(value, Record):
        return [value]
    if isinstance(value, tuple):
        return [record for one in value for record in _records(one)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [record for one in dataclasses.fields(value) for record in _records(getattr(value, one.name))]
    return []


def _id_of(value: Any) -> str:
    found = _records(value)
    return object.__getattribute__(found[0], "id") if found else repr(value)


def _narrowed(file: Any, row: str) -> Any:
    """The file as if each list in which a row lies held nothing else; the file itself where the row lies in none."""
    kept = {}
    for one in dataclasses.fields(file):
        value = getattr(file, one.name)
        if not one.init or one.name in _UNREAD or not isinstance(value, tuple):
            continue
        mine = tuple(part for part in value if any(record.id == row for record in _records(part)))
        if mine and len(mine) < len(value):
            kept[one.name] = mine
    if "people" in kept:
        kept["departed"] = ()  # the other members, wherever they are
    return dataclasses.replace(file, **kept) if kept else file
