# SPDX-License-Identifier: MIT
"""The list of households: its columns, and where its lines come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.values.masks import masked_phone
from villagedesk.models.values.naming import heading_of
from villagedesk.services.casefile.departures import departure_text
from villagedesk.store import away, households
from villagedesk.store.households import Line, Query
from villagedesk.ui.tables.columns import Column, as_it_is

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Mapping, Sequence

    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session

FIELD_OF = {
    "attribute": "household_year.attribute",
    "exit_status": "household_year.exit_status",
    "household_type": "household_year.household_type",
    "cause": "cause.code",
}


class HouseholdSource:
    """Answers a `PagedModel` from the file; `query` is what the page asks for, without its order."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.query = Query()

    def keys(self, sort: str, *, descending: bool) -> array[int]:
        """The keys of the households that the query shows."""
        self.query = self.query._replace(sort=sort, descending=descending)
        return households.keys(self._session.store, self.query)

    def page(self, keys: Sequence[int]) -> Mapping[int, Line]:
        """Some lines."""
        return households.page(self._session.store, keys)


class PhoneMask:
    """Hides the middle of telephone numbers until the user wants to see them: others look at the screen too."""

    def __init__(self) -> None:
        self.off = False

    def shown(self, phone: str | None) -> str:
        """The number as the list shows it."""
        return phone if phone and self.off else masked_phone(phone or "")


def household_columns(mask: PhoneMask, year: int, *, township: bool) -> list[Column[Line]]:
    """The columns, headed in the wording of the year; the village only where there are several."""
    columns: list[Column[Line]] = [
        Column("head", _("户主"), _head, 3.5, "head_key", tip=_how_it_left),
        Column("grp", _("组"), lambda line: line.grp or "", 2.5, "group_key"),
        Column("number", _("户号"), lambda line: line.number or line.hh_no or "", 3, "number_key", masked=as_it_is),
        Column("size", _("人口"), lambda line: str(line.size), 2, "size", right=True),
        Column(
            "phone",
            heading_of(field_spec("household.phone")),
            lambda line: mask.shown(line.phone),
            6,
            "phone",
            masked=masked_phone,
        ),
        *(_coded(key, width, year) for key, width in (("attribute", 6), ("exit_status", 4))),
        _coded("cause", 5, year, _("主因")),
        Column("cadres", _("责任人"), lambda line: line.cadres or "", 5, "cadres", tip=lambda line: line.cadres or ""),
        Column("last_visit", _("最近走访"), lambda line: line.last_visit or "", 6, "last_visit"),
        _coded("household_type", 6, year, hidden=True),
        Column(
            "hh_no", heading_of(field_spec("household.hh_no")), lambda line: line.hh_no or "", 10, "hh_no", hidden=True
        ),
        Column("year", _("资料年度"), lambda line: str(line.year or ""), 4, "year", hidden=True),
    ]
    if township:
        columns.insert(0, Column("village", _("村"), lambda line: line.village or "", 5, "village"))
    return columns


def count_text(store: Store, shown: int, *, narrowed: bool) -> str:
    """How many lines the list has; of the whole file, those that moved to another village are told apart."""
    if narrowed:
        return _("找到{count}户").format(count=f"{shown:,}")
    gone, ended = away.count(store), away.ended(store)
    text = _("共{count}户").format(count=f"{shown - gone - ended:,}")
    text += _("，另有已迁出{count}户").format(count=gone) if gone else ""
    return text + _("，已注销{count}户").format(count=ended) if ended else text


def _head(line: Line) -> str:
    """The head's name; of a household that moved to another village, or has ended, that it did."""
    how = _("已迁出") if line.away else _("已注销") if line.ended else ""
    return aside(line.head_name or _("（无户主）"), how)


def _how_it_left(line: Line) -> str:
    if line.ended and not line.away:
        return " ".join((_("已注销"), line.ended))
    return departure_text(line.away) if line.away else ""


def _coded(key: str, width: float, year: int, title: str = "", *, hidden: bool = False) -> Column[Line]:
    """A column of codes in the wording of the line's year; each pair of code and year is looked up once."""
    spec = field_spec(FIELD_OF[key])
    known: dict[tuple[str, int | None], str] = {}

    def words(line: Line) -> str:
        code = getattr(line, key)
        if code is None:
            return ""
        place = (code, line.year)
        if place not in known:
            known[place] = code_list(spec.codes).shown(code, line.year)
        return known[place]

    return Column(key, title or heading_of(spec, year), words, width, key, hidden=hidden)


def filter_words(column: str) -> Callable[[str | None, int | None], str]:
    """How a filter names its values."""

    def words(value: str | None, year: int | None) -> str:
        if value is None:
            return _("（未填）")
        if value == away.AWAY:
            return _("已迁出")
        if column in FIELD_OF:
            return code_list(field_spec(FIELD_OF[column]).codes).shown(value, year)
        return value

    return words
