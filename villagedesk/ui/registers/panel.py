# SPDX-License-Identifier: MIT
"""One book (台账): its list, made from the catalogue, the form of the chosen record, and the record's lines as grids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from villagedesk.documents.registers.declared import papers_of
from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.registers import naming
from villagedesk.models.values.masks import masked, masked_text
from villagedesk.models.values.show import entity_name, heading_of, with_unit
from villagedesk.models.values.text import half_width
from villagedesk.services.books.registers import RowNames, records_of, what_follows, year_of
from villagedesk.store import reads
from villagedesk.ui import labels
from villagedesk.ui.choosers import narrowing_box, refill
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.forms.owning_panel import OwningPanel
from villagedesk.ui.leaves import Leaves
from villagedesk.ui.registers.lines import LinesLeaf
from villagedesk.ui.registers.printing import Wanted, print_records, stale_papers
from villagedesk.ui.registers.widths import first_width
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.models.catalogue.spec import EntitySpec, FieldSpec, Record
    from villagedesk.models.registers import Register
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

_ANY: Final = ""
_LETTERS: Final = "TUIKG"  # of the leaves
_LONG: Final = frozenset({Kind.TEXT, Kind.NOTE, Kind.REF})  # whose ends may be cut off in a column
_NOT_LISTED: Final = frozenset({Kind.PHOTO})


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A record in the list; `name` is what the search box looks at first, `texts` all else it looks at."""

    id: str
    name: str
    record: Record
    year: str
    texts: tuple[str, ...]


class RegisterPanel(OwningPanel):
    """The records of one book of a village."""

    kept_as = "book"  # a meeting is entered on another page too, with other lines
    split = 41, 46  # most of the columns are seen, and the form still has two

    def __init__(self, register: Register, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        spec = entity_spec(register.entity)
        self.register = register
        self._names = RowNames(refs.session.store)
        self._icons = icons
        self._read: list[RegisterLine] | None = None
        self._only: tuple[str, ...] = ()
        self.year_box = narrowing_box(_("年度"))
        super().__init__(refs, icons, spec, self._columns(register), register.lines, parent)
        self.named_by = naming(register)[0]  # type: ignore[misc]  # of this book, not of all
        self.year_box.currentIndexChanged.connect(self.reload)
        self.told = labels.label("")
        ground = self.leaves.ground
        self.lines_leaves = {key: LinesLeaf(rows, refs, icons, ground) for key, rows in self.lines_of.items()}
        self.grids = [leaf.grid for leaf in self.lines_leaves.values()]
        self.print_button = QPushButton(_("打印(&R)…"), self)
        self.print_button.clicked.connect(self.print_papers)
        icons.later(self.print_button, "print")
        self._arrange()
        self.chosen.connect(self.tell)
        for side, share in enumerate(self.split):
            self.splitter.setStretchFactor(side, share)
        self.form.stepped_out.connect(self._to_lines)
        self._show_state()

    def make_body(self, parent: QWidget) -> QWidget:
        """The form and each sort of lines on a leaf of its own."""
        self.leaves = Leaves(parent)
        self.leaves.addTab(super().make_body(self.leaves.ground), labels.lettered(entity_name(self.spec), _LETTERS[0]))
        return self.leaves

    @property
    def named_books(self) -> set[str]:
        """Entities of other books that records of this one name."""
        specs = (self.spec, *(rows.specs[0] for rows in self.lines_of.values()))
        return {one.ref for spec in specs for one in spec.fields if one.kind is Kind.REF}

    def _columns(self, register: Register) -> list[Column[RegisterLine]]:
        spec = entity_spec(register.entity)
        first = [spec[key] for key in register.columns]
        rest = [one for one in _listed(register) if one not in first]
        return [self._column(one, hidden=one not in first) for one in (*first, *rest)]

    def _column(self, spec: FieldSpec, *, hidden: bool) -> Column[RegisterLine]:
        words = _words(self._names, spec)
        return Column(
            spec.key,
            with_unit(heading_of(spec), spec),
            words,
            first_width(spec),
            tip=words if spec.kind in _LONG else None,
            order=_order(spec),
            right=spec.is_number and spec.kind is not Kind.YEAR,
            hidden=hidden,
            masked=masked_text if spec.kind is Kind.REF else partial(masked, spec),
        )

    def _arrange(self) -> None:
        """The year beside the search box, the lines behind the form."""
        top = QHBoxLayout()
        self.left.removeWidget(self.search)
        top.addWidget(self.search, 1)
        top.addWidget(self.year_box)
        self.left.insertLayout(0, top)
        self.year_box.setVisible(bool(self.register.day))
        place = self.right.indexOf(self.leaves)
        for key, leaf in self.lines_leaves.items():
            self.leaves.addTab(leaf, "")
            leaf.row_wanted_gone.connect(lambda row, key=key: self.take_out(key, row, _("移出：{name}")))
        self.leaves.tabBar().setVisible(bool(self.lines_leaves))
        self.verbs.insertWidget(self.verbs.indexOf(self.remove_button), self.print_button)
        self.print_button.setVisible(bool(papers_of(self.register.entity)))
        self.right.insertWidget(place, self.told)
        self.right.addStretch()  # where nothing is shown, the verbs stay at the top

    # -- the list ---------------------------------------------------------------------------------------------------

    def lines(self) -> list[RegisterLine]:
        """The records, the latest first; read again only when the file has changed."""
        if self._read is None:
            self._read = self._read_again()
            years = sorted({one.year for one in self._read if one.year}, reverse=True)
            shown = [(_("全部年度"), _ANY), *((_("{year}年").format(year=year), year) for year in years)]
            refill(self.year_box, shown, self.year_box.currentData())
        year = self.year_box.currentData() or _ANY
        return [one for one in self._read if year in {_ANY, one.year}]

    def _read_again(self) -> list[RegisterLine]:
        names = self._names
        names.forget()
        records = self._records()
        fields = [one for one in _listed(self.register) if not one.is_number]
        names.look_up_all(records, fields)
        keys = naming(self.register)
        return [
            RegisterLine(
                one.id,
                " ".join(filter(None, (names.words(self.spec[key], getattr(one, key)) for key in keys))),
                one,
                year_of(self.register, one),
                tuple(filter(None, (names.words(spec, getattr(one, spec.key)) for spec in fields))),
            )
            for one in records
        ]

    def _records(self) -> list[Record]:
        store = self.refs.session.store
        if self._only:
            found = {one.id: one for one in reads.with_ids(store, self.spec.record, self._only)}
            return [found[row] for row in self._only if row in found]
        return records_of(store, self.register, self.village) if self.village else []

    def finds(self, line: RegisterLine, needle: str) -> bool:
        """By any of its texts, and by the sound of its name."""
        wanted = half_width(needle).casefold()
        return any(wanted in half_width(text).casefold() for text in line.texts) or super().finds(line, needle)

    def search_hint(self) -> str:
        """What leads to a record."""
        return _("名称、拼音首字母，或记录中的文字")

    def show_village(self, village: str) -> None:
        """Show another village's; what was typed must have been dealt with."""
        self._read = None
        self.refs.village = village
        self.year_box.setCurrentIndex(0)
        super().show_village(village)

    def show_only(self, rows: Sequence[str]) -> None:
        """List these records in this order, whichever village's; of none, all of the village that is chosen."""
        self._only = tuple(rows)
        self.add_button.setVisible(not rows)  # what is new would not be among them
        self._clear_filters()
        self.model.sort_by("", descending=False)
        self.show_village(self.village)

    def refresh(self) -> None:
        """Read the list again."""
        self._read = None
        super().refresh()
        self.tell()

    def print_papers(self) -> None:
        """Print papers of the record that is shown, of those in the list or of the book. What was typed is saved first."""
        if self.dirty and not (self.save() and not self.dirty):
            return
        row, year = self.form.entry.row, str(self.year_box.currentData() or "")
        mine = [one for one in self.model.lines if getattr(one.record, "village", None) in {None, self.village}]
        print_records(
            self,
            self.refs.session,
            self._icons,
            self.register,
            Wanted(
                self.village,
                row,
                self._name() if row else "",
                tuple(line.id for line in mine),
                int(year) if year.isdecimal() else self.refs.session.year,
            ),
        )

    # -- the form ---------------------------------------------------------------------------------------------------

    def tell(self) -> None:
        """Above the form, what follows from the record as it was saved and from others, and for its printed papers."""
        store, row = self.refs.session.store, self.form.entry.row
        record = reads.get(store, self.spec.record, row) if row else None
        said = (
            [what_follows(store, record), *stale_papers(store, self.village, self.register, record.id)]
            if record
            else []
        )
        self.told.setText("\n".join(filter(None, said)))
        self.told.setVisible(bool(self.told.text()))

    def _name(self) -> str:
        found = (self._names.words(self.spec[key], self.form.entry.value(key)) for key in naming(self.register))
        return " ".join(filter(None, found))

    def household_at_cursor(self) -> str:
        """Of which household the record or line is that is being typed, so that its members are offered."""
        leaf = self.leaves.currentWidget()
        key = _household_of(leaf.rows.specs[0] if isinstance(leaf, LinesLeaf) else self.spec)
        if isinstance(leaf, LinesLeaf):
            row = leaf.row_at_cursor()
            return str(row.main.value(key) or "") if row and key else ""
        return str(self.form.entry.value(key) or "") if key else ""

    def add(self) -> None:
        """Begin a new record; F4 takes over from the one that was shown last."""
        before = {one.key: self.form.entry.stored(one.key) for one in self.spec.fields}
        super().add()
        self.form.set_previous(before)

    def warn_of_line(self, row: Row) -> str:
        """Its first filled field."""
        spec = row.main.spec
        words = (self._names.words(one, row.main.value(one.key)) for one in form_fields(spec, None))
        return next(filter(None, words), entity_name(spec))

    def _show(self, record: Record, *, is_open: bool) -> None:
        self.leaves.setCurrentIndex(0)
        super()._show(record, is_open=is_open)

    def _show_state(self) -> None:
        super()._show_state()
        if not hasattr(self, "lines_leaves"):  # still being made
            return
        for place, (key, leaf) in enumerate(self.lines_leaves.items(), 1):
            title = aside(entity_name(entity_spec(key)), str(len(leaf.rows)) if len(leaf.rows) else "")
            self.leaves.setTabText(place, labels.lettered(title, _LETTERS[place]))

    def _to_lines(self, forwards: bool) -> None:
        """After the last field of the form come its lines."""
        if forwards and self.lines_leaves:
            self.leaves.setCurrentIndex(1)
            next(iter(self.lines_leaves.values())).begin()

    # -- jumping ----------------------------------------------------------------------------------------------------

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record, or of one of its lines; False if it is gone."""
        if entity == self.register.entity:
            if row and row != self.form.entry.row:
                self._clear_filters()
                self.open(row)
            self.leaves.setCurrentIndex(0)
            return self.form.entry.row == row and (self.form.focus_field(key) or True)
        line = reads.get(self.refs.session.store, entity_spec(entity).record, row)
        owner = getattr(line, entity_spec(entity).parent, "")
        if not owner or not self.reveal(self.register.entity, owner, ""):
            return False
        leaf = self.lines_leaves[entity]
        self.leaves.setCurrentWidget(leaf)
        leaf.go_to(row, key)
        return True

    def _clear_filters(self) -> None:
        self.search.clear()
        self.year_box.setCurrentIndex(0)


def _listed(register: Register) -> list[FieldSpec]:
    """What of a record the list may show."""
    every = form_fields(entity_spec(register.entity), None)
    return [one for one in every if one.kind not in _NOT_LISTED and one.key not in register.unlisted]


def _words(names: RowNames, spec: FieldSpec) -> Callable[[RegisterLine], str]:
    return lambda line: names.words(spec, getattr(line.record, spec.key))


def _household_of(spec: EntitySpec) -> str:
    """The field by which a record names the household that it is about; empty where there is none."""
    return next((one.key for one in spec.fields if one.kind is Kind.REF and one.ref == "household"), "")


def _order(spec: FieldSpec) -> Callable[[RegisterLine], Any] | None:
    """Numbers and days by themselves; everything else by what is shown."""
    if not spec.is_number and spec.kind not in {Kind.DATE, Kind.MONTH}:
        return None
    return lambda line: value if isinstance(value := getattr(line.record, spec.key), (int, str)) else None
