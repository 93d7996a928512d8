# SPDX-License-Identifier: MIT
"""The page of those who answer for households: cadres with their households, and the units they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.help import Cadre, Unit
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.values.show import entity_name, heading_of, shown
from villagedesk.services.helping import visiting
from villagedesk.store import caseload, reads
from villagedesk.store.pinyin import sort_key
from villagedesk.ui import labels, messages
from villagedesk.ui.forms.records_panel import RecordsPanel
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.leaves import Leaves
from villagedesk.ui.page import Page
from villagedesk.ui.tables.charges import charge_columns
from villagedesk.ui.tables.columns import Column, as_it_is
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.store.caseload import Charge
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_UNITS: Final = 1  # place of the leaf
_MATTERS: Final = frozenset({"cadre", "unit", "pairing", "household", "visit", "care", "line"})


@dataclass(frozen=True, slots=True)
class CadreLine:
    """A cadre as the list shows him."""

    id: str
    name: str
    unit: str
    post: str
    phone: str
    households: int
    visits: int | None  # None while it is being counted
    late: int | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as the list shows it."""

    id: str
    name: str
    level: str
    contact: str
    phone: str
    cadres: int


class Load(NamedTuple):
    """Per cadre: visits of this month, and households whose visit is late."""

    visits: Mapping[str, int]
    late: Mapping[str, int]


def _read_load(store: Store, _job: Job) -> Load:
    today = store.clock().date()
    return Load(caseload.visits_per_cadre(store, today.strftime("%Y-%m")), visiting.standing(store, today).by_cadre)


class CadresPanel(RecordsPanel):
    """Cadres; beside the form the households of the one who is shown."""

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[CadreLine]] = [
            Column(
                "name",
                heading_of(field_spec("cadre.name")),
                lambda line: line.name,
                5,
                order=lambda line: sort_key(line.name),
            ),
            _number("households", _("帮扶户数"), lambda line: line.households),
            _number("visits", _("本月走访"), lambda line: line.visits),
            _number("late", _("逾期户数"), lambda line: line.late),
            Column("unit", heading_of(field_spec("cadre.unit")), lambda line: line.unit, 9),
            Column("post", heading_of(field_spec("cadre.post")), lambda line: line.post, 5),
            Column("phone", heading_of(field_spec("cadre.phone")), lambda line: line.phone, 7, masked=as_it_is),
        ]
        self.icons = icons
        self._load: Load | None = None
        self._stale = False
        super().__init__(refs, icons, entity_spec("cadre"), columns, parent)
        self.hand_over_button = QPushButton(_("移交负责的户(&J)…"), self)
        self.hand_over_button.clicked.connect(self.hand_over)
        self.hand_over_button.hide()
        icons.later(self.hand_over_button, "refresh")
        self.charges: RowsModel[Charge] = RowsModel(charge_columns(), icons, self)
        self.households = PagedView(self.charges, "cadre-households", self.right.parentWidget())
        self.households.setAccessibleName(_("帮扶的户"))
        self.heading = QLabel(self)
        self.heading.setProperty("role", "heading")
        line = QHBoxLayout()
        line.addWidget(self.heading, 1)
        line.addWidget(self.hand_over_button)
        self.right.addLayout(line)
        self.right.addWidget(self.households, 1)
        self.chosen.connect(self._show_charges)
        self._show_charges("")

    def lines(self) -> list[CadreLine]:
        """All cadres by name."""
        store = self.refs.session.store
        counts, load = caseload.households_per_cadre(store), self._load
        units = {one.id: one.name or "" for one in reads.where(store, Unit)}
        found = [
            CadreLine(
                one.id,
                one.name or "",
                units.get(one.unit or "", ""),
                one.post or "",
                one.phone or "",
                counts.get(one.id, 0),
                load.visits.get(one.id, 0) if load else None,
                load.late.get(one.id, 0) if load else None,
            )
            for one in reads.where(store, Cadre)
        ]
        return sorted(found, key=lambda line: sort_key(line.name))

    def showEvent(self, event: QShowEvent) -> None:
        """Count again what has changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.count()

    def count(self) -> None:
        """Count visits and late households; what was counted before stands meanwhile."""
        self._stale = False
        self.refs.session.start(_("清点走访"), _read_load, done=self._counted, failed=self._not_counted)

    def _counted(self, load: object) -> None:
        self._load = cast("Load", load)
        self.reload()

    def _not_counted(self, error: object) -> None:
        """The list is of use without the numbers."""
        if not isinstance(error, VillageDeskError):
            messages.problem(self, error)

    def search_hint(self) -> str:
        """Cadres are also found by telephone and unit."""
        return _("姓名、拼音首字母、电话、单位")

    def names_of(self, line: CadreLine) -> tuple[str, ...]:
        """Cadres are also found by telephone and unit."""
        return (line.phone, line.unit)

    def warning_before_removal(self, row: str) -> str:
        """Households that would be left without this cadre."""
        count = caseload.households_per_cadre(self.refs.session.store).get(row, 0)
        return _("这名责任人还帮扶着{count}户，请先在这些户的档案中更换责任人。").format(count=count) if count else ""

    def reasons(self) -> list[str]:
        """Cadres also move to other posts."""
        return [*super().reasons(), _("调离")]

    def refresh(self) -> None:
        """Also the households, and what each cadre has to do."""
        super().refresh()
        self._stale = True
        if self.isVisible():
            self.count()
        self._show_charges(self.form.entry.row)

    def _show_charges(self, row: str) -> None:
        found = caseload.charges_of(self.refs.session.store, row) if row else []
        self.charges.show(found)
        current = sum(not one.end for one in found)
        self.heading.setText(_("帮扶的户（现有{count}户；双击打开）").format(count=current))
        self.heading.setVisible(bool(row))
        self.households.setVisible(bool(row))
        self.hand_over_button.setVisible(bool(row))
        self.hand_over_button.setEnabled(current > 0 and not self.refs.read_only)

    def hand_over(self) -> None:
        """Hand the households of the cadre who is shown over to others."""
        from villagedesk.ui.dialogs.hand_over import hand_over

        row = self.form.entry.row
        if row and self.leave():
            done = hand_over(self, self.refs, self.icons, row, self._name())
            if done:
                self.said.emit(_("已写入：{label}，可以撤销").format(label=done))


class UnitsPanel(RecordsPanel):
    """Units that cadres come from."""

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[UnitLine]] = [
            Column(
                "name",
                heading_of(field_spec("unit.name")),
                lambda line: line.name,
                11,
                order=lambda line: sort_key(line.name),
            ),
            Column(
                "cadres", _("责任人数"), lambda line: str(line.cadres), 4, order=lambda line: line.cadres, right=True
            ),
            Column("level", heading_of(field_spec("unit.level")), lambda line: line.level, 4),
            Column("contact", heading_of(field_spec("unit.contact")), lambda line: line.contact, 5),
            Column("phone", heading_of(field_spec("unit.phone")), lambda line: line.phone, 7, masked=as_it_is),
        ]
        super().__init__(refs, icons, entity_spec("unit"), columns, parent)

    def lines(self) -> list[UnitLine]:
        """All units by name."""
        store = self.refs.session.store
        counts = caseload.cadres_per_unit(store)
        level = field_spec("unit.level")
        found = [
            UnitLine(
                one.id,
                one.name or "",
                shown(level, one.level),
                one.contact or "",
                one.phone or "",
                counts.get(one.id, 0),
            )
            for one in reads.where(store, Unit)
        ]
        return sorted(found, key=lambda line: sort_key(line.name))

    def warning_before_removal(self, row: str) -> str:
        """Cadres who would be left without it."""
        count = caseload.cadres_per_unit(self.refs.session.store).get(row, 0)
        return _("还有{count}名责任人属于这个单位。").format(count=count) if count else ""

    def reasons(self) -> list[str]:
        """Units are also merged, or stop helping."""
        return [*super().reasons(), _("单位撤并"), _("不再帮扶")]


class CadresPage(Page):
    """Two leaves: 帮扶责任人 and 帮扶单位."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        refs = RefSource(session)
        self._refs = refs
        self.leaves = Leaves(self)
        self.cadres = CadresPanel(refs, icons, self.leaves.ground)
        self.cadres.said.connect(self.said)
        self.leaves.addTab(self.cadres, labels.lettered(entity_name(entity_spec("cadre")), "T"))
        self.leaves.add_later(labels.lettered(entity_name(entity_spec("unit")), "U"), self._make_units)
        self.cadres.households.opened.connect(self._open_household)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.leaves)

    def _make_units(self, place: QWidget) -> QWidget:
        made = UnitsPanel(self._refs, self.icons, place)
        made.said.connect(self.said)
        made.reload()
        return made

    @property
    def units(self) -> UnitsPanel:
        """The second leaf, made when it is first wanted."""
        return cast("UnitsPanel", self.leaves.leaf(_UNITS))

    def _made(self) -> list[RecordsPanel]:
        return cast("list[RecordsPanel]", self.leaves.made())

    def _shown(self) -> RecordsPanel:
        return cast("RecordsPanel", self.leaves.currentWidget())

    def shown_first_time(self) -> None:
        """Read the lists."""
        for panel in self._made():
            panel.reload()
        self.cadres.count()

    def refresh(self, changed: Changed) -> None:
        """Read again what these changes touch."""
        if changed.tables & _MATTERS:
            for panel in self._made():
                panel.refresh()

    def can_leave(self) -> bool:
        """Ask about what is not saved."""
        return all(panel.can_leave() for panel in self._made())

    def open_draft(self, entity: str, row: str) -> None:
        """On the leaf of its sort."""
        self.leaves.setCurrentIndex(_UNITS if entity == "unit" else 0)
        self._shown().open_draft(row)

    def save(self) -> None:
        """Save the form that is shown."""
        self._shown().save()

    def find(self) -> None:  # type: ignore[override]  # as in Page
        """Put the cursor into the search box."""
        self._shown().search.setFocus()

    def _open_household(self, pairing: object) -> None:
        charge = next((one for one in self.cadres.charges.lines if one.id == pairing), None)
        if charge is not None:
            self.wanted_household.emit(charge.household)


def _number(key: str, title: str, count: Callable[[CadreLine], int | None]) -> Column[CadreLine]:
    def shown_count(line: CadreLine) -> str:
        found = count(line)
        return "" if found is None else str(found)

    return Column(key, title, shown_count, 4, order=count, right=True)
