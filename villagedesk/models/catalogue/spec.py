# SPDX-License-Identifier: MIT
"""The words in which a record and its fields are described.

A field is one line in a record's class: `phone: Text = field("联系电话", "Phone", Kind.PHONE, sys="aar012")`.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping


class NotApplicable(Enum):
    """The third thing beside a value (0 is one) and nothing known: the question does not arise for this row."""

    NA = "na"


NA: Final = NotApplicable.NA

Text = str | None
Number = int | NotApplicable | None
Flag = bool | NotApplicable | None
Codes = tuple[str, ...]
Value = str | int | bool | Codes | NotApplicable | None


class Kind(StrEnum):
    """What sort of value a field holds; decides reading, checking, showing, storing and the widget."""

    TEXT = "text"  # one line
    NOTE = "note"  # several lines; texts written in two copies are both kept when the copies merge
    NAME = "name"  # of a person, as on the identity card
    CODE = "code"  # one entry of a code list
    CODES = "codes"  # any number of entries of a code list
    DATE = "date"  # ISO text, a whole day
    MONTH = "month"  # ISO text YYYY-MM
    YEAR = "year"
    MONEY = "money"  # whole fen (分)
    AREA = "area"  # hundredths of a mu (亩)
    FLOOR = "floor"  # hundredths of a square metre
    DISTANCE = "distance"  # hundredths of a kilometre
    QUANTITY = "quantity"  # hundredths of whatever the unit in the field beside it says
    WHOLE = "whole"
    YES_NO = "yes_no"
    ID_NUMBER = "id_number"  # GB 11643 citizen identity number
    CARD_NUMBER = "card_number"  # disability card, 20 or 22 characters
    PHONE = "phone"
    BANK_NUMBER = "bank_number"
    REGION = "region"  # statistical division code, 6, 9 or 12 digits
    PHOTO = "photo"  # SHA-256 of a picture kept in the file
    REF = "ref"  # id of a row of another entity


NUMBERS: Final = frozenset({Kind.YEAR, Kind.MONEY, Kind.AREA, Kind.FLOOR, Kind.DISTANCE, Kind.QUANTITY, Kind.WHOLE})
# Decimals that the integers carry.
SCALED: Final = {Kind.MONEY: 2, Kind.AREA: 2, Kind.FLOOR: 2, Kind.DISTANCE: 2, Kind.QUANTITY: 2}


class Sensitivity(StrEnum):
    """How far a fact may travel (PIPL art. 28; domain.md §7.7). Public notices hold public fields only."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"


class Scope(StrEnum):
    """Whether a record is an identity, the facts of one year, or something that happened."""

    IDENTITY = "identity"
    YEAR = "year"
    EVENT = "event"


class Group(NamedTuple):
    """A heading under which fields stand together on screen, in the paper form and in the data dictionary."""

    label: str
    en: str


GENERAL: Final = Group("基本信息", "General")


class FieldSpec(NamedTuple):
    """Everything there is to know about one field.

    Attributes:
        label: the official Chinese label; `eras` gives (first year, label) where the wording changed later.
        codes: name of the code list of a CODE or CODES field.
        ref: entity that a REF field points to.
        sys: field codes of the national system, accepted as import headings like `aliases`.
        na: whether "not applicable" (不适用) is an answer.
        required: whether the case file is incomplete without it, where it is `asked` (a hint, never a bar to saving).
        fixed: comes from the national system by import only; shown, not typed.
        short: heading where the label is too long for a column.
        unit: a key of `UNITS`.
        hint: what to enter or how, with its English `hint_en`.
        pattern: form that a TEXT value must have, in half-width signs; another is doubted and the `hint` is its remedy.
        asked: when the question arises, by the other fields of the record (`models.asked`); empty for always.
        offers: kinds of rows ("cadre", "unit", "member") whose names a line of text offers while one types.
        public: whether papers that are put up in public may print it; what is not marked does not exist for them
            (`documents.public.whitelist`).
        parts: fields of the same record that hold province, city, county and township of a place written in one text.
    """

    key: str
    entity: str
    label: str
    en: str
    kind: Kind
    group: Group
    unit: str = ""
    codes: str = ""
    ref: str = ""
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    sys: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    eras: tuple[tuple[int, str], ...] = ()
    na: bool = False
    required: bool = False
    fixed: bool = False
    minimum: int | None = None
    maximum: int | None = None
    length: int = 200
    pattern: str = ""
    asked: str = ""
    offers: str = ""
    public: bool = False
    parts: tuple[str, ...] = ()
    short: str = ""
    hint: str = ""
    hint_en: str = ""
    source: str = ""

    def label_in(self, year: int | None) -> str:
        """The label as the forms of that year word it."""
        if year is None:
            return self.label
        return next((text for first, text in reversed(self.eras) if year >= first), self.label)

    @property
    def placeholder(self) -> str:
        """The name of the field in Word templates: the Chinese label without brackets and signs."""
        bare = re.sub(r"[（(].*?[）)]", "", self.label)
        return re.sub(r"[^\w]", "", bare)

    @property
    def is_number(self) -> bool:
        """Whether the value is an integer in the table."""
        return self.kind in NUMBERS


UNITS: Final = {  # in which fields count or measure, and their English
    "元": "yuan",
    "亩": "mu",
    "㎡": "m²",
    "公里": "km",
    "个月": "months",
    "分钟": "minutes",
    "人": "people",
    "件": "cases",
    "户": "households",
    "个": "number",
    "页": "pages",
}
_UNITS = {Kind.MONEY: "元", Kind.AREA: "亩", Kind.FLOOR: "㎡", Kind.DISTANCE: "公里"}
_LENGTHS = {Kind.NOTE: 20_000, Kind.NAME: 50, Kind.PHONE: 30, Kind.TEXT: 200}


class _Described(NamedTuple):
    """What stands in the body of a record's class until `entity` makes it a field."""

    empty: Value
    more: dict[str, Any]


def field(label: str, en: str, kind: Kind = Kind.TEXT, group: Group = GENERAL, **more: Any) -> Any:
    """Describe one field of a record; `more` are further attributes of `FieldSpec`."""
    for name in ("sys", "aliases"):
        if isinstance(more.get(name), str):
            more[name] = tuple(more[name].split())
    more.setdefault("unit", _UNITS.get(kind, ""))
    more.setdefault("length", _LENGTHS.get(kind, 200))
    empty: Value = () if kind is Kind.CODES else None
    return _Described(empty, {"label": label, "en": en, "kind": kind, "group": group, **more})


class Record:
    """A row: a random id that never changes and never means anything, plus the fields its class describes.

    It behaves as a frozen dataclass with keyword arguments does. It is none, because making the methods of so many fields
    took a tenth of the start of the program (ADR 9).

    Raises:
        TypeError: a fact that the class does not describe.
    """

    __slots__ = ("id",)
    empty: ClassVar[Mapping[str, Value]] = {"id": ""}  # what each field holds while nobody has said anything

    if TYPE_CHECKING:
        id: str

    def __init__(self, **facts: Any) -> None:
        put = object.__setattr__
        for key, empty in self.empty.items():
            put(self, key, facts.pop(key, empty))
        if facts:
            raise TypeError(f"{type(self).__name__} knows no {', '.join(facts)}")

    def __setattr__(self, key: str, value: object) -> None:
        raise AttributeError(f"records do not change; use having({key}=…)")

    def __delattr__(self, key: str) -> None:
        raise AttributeError(f"records do not change: {key}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.facts() == other.facts()

    def __hash__(self) -> int:
        return hash(tuple(self.facts().values()))

    def __repr__(self) -> str:
        told = ", ".join(f"{key}={value!r}" for key, value in self.facts().items() if value != self.empty[key])
        return f"{type(self).__name__}({told})"

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), **self.facts()), ()

    def facts(self) -> dict[str, Value]:
        """Field → value, the id first."""
        return {key: getattr(self, key) for key in self.empty}

    def having(self, **facts: Any) -> Self:
        """The same record with other values in some fields."""
        return type(self)(**{**self.facts(), **facts})


@dataclass(frozen=True, slots=True)
class EntitySpec:
    """A kind of record: its table name, what it is called, and its fields in order.

    Attributes:
        parent: the REF field whose row owns this one; a removed owner hides it. Empty for owners.
        natural: fields that together say which thing it is; its id is derived from them. Empty where ids are random.
        columns: the table's columns that hold facts, in order.
    """

    key: str
    label: str
    en: str
    scope: Scope
    record: type[Record]
    parent: str
    natural: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    columns: tuple[str, ...] = dataclasses.field(init=False, repr=False, compare=False)
    _by_key: dict[str, FieldSpec] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(spec.key for spec in self.fields))
        object.__setattr__(self, "_by_key", {spec.key: spec for spec in self.fields})

    def __getitem__(self, key: str) -> FieldSpec:
        """The field of that key; KeyError if there is none."""
        try:
            return self._by_key[key]
        except KeyError:
            raise KeyError(f"{self.key}.{key}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    @property
    def groups(self) -> tuple[Group, ...]:
        """The headings in the order in which their first field stands."""
        return tuple(dict.fromkeys(spec.group for spec in self.fields))


_R = TypeVar("_R", bound=Record)


def entity(key: str, label: str, en: str, scope: Scope, *, parent: str = "", natural: tuple[str, ...] = ()) -> Any:
    """Make a class a frozen record and describe it.

    Args:
        key: table name.
        label: what a village official calls such a record.
        en: the same in English.
        scope: identity, facts of a year, or event.
        parent: see `EntitySpec`.
        natural: see `EntitySpec`.
    """

    def decorate(cls: type[_R]) -> type[_R]:
        described = {name: one for name, one in vars(cls).items() if isinstance(one, _Described)}
        body = {name: one for name, one in vars(cls).items() if name not in {*described, "__dict__", "__weakref__"}}
        body["__slots__"] = tuple(described)
        body["empty"] = {**cls.empty, **{name: one.empty for name, one in described.items()}}
        record: type[_R] = type(cls.__name__, cls.__bases__, body)
        fields = tuple(FieldSpec(key=name, entity=key, **one.more) for name, one in described.items())
        _SPECS[record] = EntitySpec(key, label, en, scope, record, parent, natural, fields)
        return record

    return decorate


_SPECS: dict[type, EntitySpec] = {}


def spec_of(record: type[Record]) -> EntitySpec:
    """The description of a record class."""
    return _SPECS[record]


def described_in(module: str) -> dict[str, EntitySpec]:
    """The records that a module describes, by their keys."""
    return {spec.key: spec for record, spec in _SPECS.items() if record.__module__ == module}
