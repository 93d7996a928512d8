# SPDX-License-Identifier: MIT
"""Rosters (花名册) of a file: what was ordered as a head and a stream of rows with sums, for whatever writes them.

Facts are those of a year. Who belongs, who helps and how old somebody is are told on the day of the roster, at the latest
on the last day of that year, as on all papers. An earlier day than today is read from a copy as of that day (ADR 11).
"""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _, listed
from villagedesk.models.rosters.columns import ROW, Cells, Column, columns_of
from villagedesk.models.rosters.spec import Rows
from villagedesk.models.values.dates import shown as date_words
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.keeping.exportlog import MARK, Contents, Purpose, put_in_place, refuse_without_log
from villagedesk.services.keeping.placing import new_file
from villagedesk.store import places, rosters
from villagedesk.store.asof import Moment
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from villagedesk.models.rosters.spec import Roster
    from villagedesk.store.rosters import Line
    from villagedesk.store.store import Store

    Write = Callable[["Head", Iterable["Item"], Path], None]

BLANK_ROWS: Final = 44  # some three pages
_TOLD: Final = 200  # rows between two reports
_VILLAGE: Final = "village.name"


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted.

    Attributes:
        year: of the facts.
        day: of the paper.
        columns: paths or headings in their order; none for those that the roster proposes.
        place: of a village and group; empty for all.
        households: only these; None for all of the place.
        unmasked: for whom and why numbers and birthdays are shown in full; None masks them.
    """

    roster: Roster
    year: int
    day: dt.date
    columns: tuple[str, ...] = ()
    place: Where = field(default_factory=Where)
    households: tuple[str, ...] | None = None
    unmasked: Purpose | None = None

    @property
    def hide(self) -> bool:
        """Whether numbers and birthdays are masked."""
        return self.unmasked is None

    @property
    def known_on(self) -> str:
        """The day to which ages and belonging refer, ISO."""
        return min(self.day.isoformat(), f"{self.year}-12-31")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above, below and around the table; in Chinese, as papers are.

    Attributes:
        place: village, group or selection.
        ages_on: the day to which ages refer, in words; empty on a blank form.
        mark: what stands on every page of an unmasked roster; empty for a masked or blank one.
    """

    title: str
    place: str
    year: int
    day: dt.date
    ages_on: str
    columns: tuple[Column, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the table: the words of its cells, or one sum over its whole width."""

    cells: tuple[str, ...] = ()
    total: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: `hash` is the SHA-256 of the file, `logged` whether it was entered in the export log."""

    path: Path
    rows: int
    households: int
    hash: str
    logged: bool


@dataclass(slots=True)
class _Tally:
    """Counts rows that come household by household."""

    rows: int = 0
    households: int = 0
    people: int = 0
    cadres: set[str] = field(default_factory=set)
    last: str = ""

    def add(self, line: Line) -> None:
        self.rows += 1
        if line.household != self.last:
            self.households += 1
            self.people += line.size
            self.last = line.household
        if line.cadre:
            self.cadres.add(line.cadre)

    def words(self, rows: Rows) -> str:
        if rows is Rows.PEOPLE:
            return f"{self.households}户 {self.rows}人"
        if rows is Rows.PAIRINGS:
            return f"{self.households}户 帮扶责任人{len(self.cadres)}人 结对{self.rows}对"
        return f"{self.households}户 {self.people}人"


def write_roster(
    store: Store,
    order: Order,
    target: Path,
    write: Write,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Made:
    """Write a roster, and enter it in the export log if it is not masked.

    Args:
        store: the file.
        order: what is wanted.
        target: the file to write; an earlier one is replaced whole or not at all.
        write: turns head and rows into a file (`documents.lists.roster.write_word`, `sheets.roster_list.write_sheet`).
        check: called often; may raise `Cancelled`.
        report: told how far it is.

    Raises:
        Refused: nobody fits; an unknown column; unmasked in a file opened for reading, where no entry can be made.
        EnvironmentProblem: it cannot be written there.
        Cancelled: from `check`; nothing is left behind.
    """
    if not order.hide:
        refuse_without_log(store)
    columns = _columns(store, order)
    with _at(store, order, check, report) as read:
        ids = rosters.keys(read, order.roster, order.year, order.known_on, order.place, order.households)
        if not ids:
            text = _("{year}年度没有应列入“{name}”的内容，没有写出。请检查年度、范围和有关栏目是否已填写。")
            raise Refused(text.format(year=order.year, name=order.roster.title_in(order.year)))
        head = _head(read, order, columns)
        whole = _Tally()

        def tell(done: int) -> None:
            check()
            report(done, len(ids), "")

        with new_file(target) as part:
            write(head, _items(read, order, columns, ids, whole, tell), part)
            check()
            people = whole.rows if order.roster.rows is Rows.PEOPLE else whole.households
            contents = Contents(
                head.title, order.place.village or _only_village(store), head.place, order.year, tuple(one.heading for one in columns),
                whole.households, people,
            )  # fmt: skip
            found = put_in_place(store, part, target, contents, order.unmasked)
    return Made(target, whole.rows, whole.households, found, not order.hide)


def write_blank(store: Store, order: Order, target: Path, write: Write) -> Made:
    """Write the empty form of a roster, for the pen: nobody stands on it, so that nothing is masked or entered.

    Raises:
        Refused, EnvironmentProblem: see `write_roster`.
    """
    columns = _columns(store, order)
    head = Head(order.roster.title_in(order.year), _place_words(store, order), order.year, order.day, "", columns)
    empty = Item(("",) * len(columns))
    with new_file(target) as part:
        write(head, (empty for _row in range(BLANK_ROWS)), part)
        found = put_in_place(store, part, target, Contents(head.title, "", "", order.year, (), 0, 0), None)
    return Made(target, 0, 0, found, logged=False)


def file_stem(store: Store, order: Order) -> str:
    """How the file of a roster is called, before it is made safe; whether it is masked can be seen from its name."""
    state = "" if order.hide else "（内部资料）"
    return f"{_place_words(store, order)}{order.roster.title_in(order.year)}_{order.year}{state}"


@contextmanager
def _at(
    store: Store, order: Order, check: Callable[[], None], report: Callable[[int, int, str], None]
) -> Iterator[Store]:
    """The file itself, or as of the day of an earlier paper."""
    day = order.day.isoformat()
    if day >= store.clock().date().isoformat():
        yield store
        return
    copy = state_as_of(store, Moment(happened=day), check=check, report=report)
    try:
        yield copy
    finally:
        copy.close()


def _columns(store: Store, order: Order) -> tuple[Column, ...]:
    """The columns in their order; where nobody chose and there are several villages, the village is among them.

    Raises:
        Refused: there is no such column in this roster; the sentence names those that look alike.
    """
    known = columns_of(order.roster.rows, order.year)
    paths = order.columns or order.roster.columns
    if not order.columns and _several(store, order):
        paths = (*paths[:1], _VILLAGE, *paths[1:])
    by_heading = {column.heading: path for path, column in reversed(known.items())}
    found = [by_heading.get(path, path) for path in paths]
    for path in found:
        if path not in known:
            near = difflib.get_close_matches(path, [*by_heading, *known], 5, 0.3)
            text = _("“{name}”没有“{path}”这一栏。相近的有：{near}。栏目可写名称（如“姓名”）或编号（如 member.name）。")
            raise Refused(text.format(name=order.roster.name, path=path, near=listed(near) or "—"))
    return tuple(known[path] for path in dict.fromkeys(found))


def _only_village(store: Store) -> str:
    known = places.villages(store)
    return known[0].id if len(known) == 1 else ""


def _several(store: Store, order: Order) -> bool:
    return not order.place.village and len(places.villages(store)) > 1


def _head(store: Store, order: Order, columns: tuple[Column, ...]) -> Head:
    return Head(
        order.roster.title_in(order.year),
        _place_words(store, order),
        order.year,
        order.day,
        date_words(order.known_on),
        columns,
        "" if order.hide else MARK,
    )


def _place_words(store: Store, order: Order) -> str:
    names = {one.id: one.name for one in places.villages(store)}
    group = order.place.group
    words = names.get(order.place.village, store.info.name) + (f"{group}组" if group.isdecimal() else group)
    return words if order.households is None else f"{words}所选{len(order.households)}户"


def _items(
    store: Store,
    order: Order,
    columns: tuple[Column, ...],
    ids: list[str],
    whole: _Tally,
    tell: Callable[[int], None],
) -> Iterator[Item]:
    """The rows with a sum below each group, below each village where there are several, and below all of them."""
    rows = order.roster.rows
    cells = Cells(order.year, order.known_on, hide=order.hide)
    by_village = _several(store, order)
    group, village = _Tally(), _Tally()
    before: Line | None = None
    paths = [column.path for column in columns]
    for line in rosters.lines(store, rows, ids, paths, order.year, order.known_on):
        if before is not None and (line.village, line.group) != (before.village, before.group):
            yield Item(total=f"{_group(before)}小计：{group.words(rows)}")
            group = _Tally()
        if before is not None and by_village and line.village != before.village:
            yield Item(total=f"{before.village or '未编村'}合计：{village.words(rows)}")
            village = _Tally()
        for tally in (group, village, whole):
            tally.add(line)
        number = str(whole.rows)
        yield Item(
            tuple(
                number if column.path == ROW else cells.text(column, value)
                for column, value in zip(columns, line.values, strict=True)
            )
        )
        before = line
        if whole.rows % _TOLD == 0:
            tell(whole.rows)
    if before is not None:
        yield Item(total=f"{_group(before)}小计：{group.words(rows)}")
        if by_village:
            yield Item(total=f"{before.village or '未编村'}合计：{village.words(rows)}")
        yield Item(total=f"合计：{whole.words(rows)}")
    tell(len(ids))


def _group(line: Line) -> str:
    return f"{line.group}组" if line.group.isdecimal() else line.group or "未编组"
