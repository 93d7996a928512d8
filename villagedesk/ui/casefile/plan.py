# SPDX-License-Identifier: MIT
"""The section 脱贫计划: the plan of the year, its measures, and the help that was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtWidgets import QVBoxLayout

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name
from villagedesk.ui import labels
from villagedesk.ui.casefile.benefits import BenefitsPanel
from villagedesk.ui.casefile.grid_panel import GridWithForms
from villagedesk.ui.casefile.panel import SectionPanel, scrolling_column
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.leaves import Leaves

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.casefile.editing import CaseEditing
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

ESSENTIAL: Final = (
    "measure.category", "measure.subcategory", "measure.content", "measure.quantity", "measure.amount", "measure.source",
    "measure.responsible", "measure.due", "measure.expected_gain", "measure.status", "measure.actual_gain",
)  # fmt: skip
_MEASURES, _BENEFITS = 1, 2  # places of the leaves
_SHORT: Final = 8  # signs of a measure's content that name it


def name_of(row: Row) -> str:
    """The beginning of the measure's content."""
    content = str(row.main.value("content") or "")
    return (content if len(content) <= _SHORT else content[:_SHORT] + "…") or _("（新措施）")


class PlanPanel(SectionPanel):
    """Three leaves: 计划, 帮扶措施 and 措施落实; they are one section and are saved together."""

    def __init__(self, editing: CaseEditing, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(editing, icons, parent)
        self.leaves = Leaves(self)
        area = scrolling_column(self.leaves.ground)
        self.leaves.addTab(area, _("计划(&P)"))
        self.leaves.add_later("", self._make_grid)
        self.leaves.add_later(labels.lettered(entity_name(entity_spec("benefit")), "T"), self._make_benefits)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.leaves)
        content = area.widget()
        assert content is not None
        column = QVBoxLayout(content)
        self.form = RecordForm(editing.plan.spec, year=editing.year, refs=editing.refs, parent=content)
        self.form.bind(editing.plan)
        self.form.stepped_out.connect(self._to_measures)
        column.addWidget(self.form)
        column.addStretch()
        self._measures = editing.rows["measures"]
        self._measures.was_reset.connect(self._count)
        self._measures.added.connect(self._count)
        self._measures.removed.connect(self._count)
        self._measures.altered.connect(self._name_responsible)
        self._count()

    def _make_grid(self, place: QWidget) -> QWidget:
        made = GridWithForms(self.editing, self.icons, self._measures, ESSENTIAL, name_of, place)
        made.row_wanted_gone.connect(self._remove)
        return made

    def _make_benefits(self, place: QWidget) -> QWidget:
        return BenefitsPanel(self.editing, self.icons, place)

    @property
    def grid(self) -> GridWithForms:
        """The leaf of the measures, made when it is first wanted."""
        return cast("GridWithForms", self.leaves.leaf(_MEASURES))

    @property
    def benefits(self) -> BenefitsPanel:
        """The leaf of the help that was given, likewise."""
        return cast("BenefitsPanel", self.leaves.leaf(_BENEFITS))

    def _count(self) -> None:
        self.leaves.setTabText(_MEASURES, _("帮扶措施（{count}）(&M)").format(count=len(self._measures)))

    def _name_responsible(self, row: Row, _entity: str, key: str) -> None:
        """Who is chosen from the list of cadres is named, where no name stands yet."""
        cadre = row.main.value("responsible_cadre") if key == "responsible_cadre" else None
        if isinstance(cadre, str) and not row.main.content("responsible"):
            row.main.put("responsible", self.editing.refs.text("cadre", cadre))

    def _to_measures(self, forwards: bool) -> None:
        if forwards:
            self.leaves.setCurrentIndex(1)
            self.grid.begin()

    def reveal(self, entity: str, row: str, key: str) -> bool:
        """Put the cursor on a field of a record; False if it is not here."""
        if entity == "plan":
            self.leaves.setCurrentIndex(0)
            return self.form.focus_field(key)
        if entity == "benefit":
            self.leaves.setCurrentIndex(_BENEFITS)
            return self.benefits.reveal(entity, row, key)
        if entity != "measure":
            return False
        self.leaves.setCurrentIndex(1)
        if not self.grid.reveal(entity, row, key):
            self.grid.begin()
        return True

    def focus_first(self) -> None:
        """Put the cursor where one begins to type."""
        if self.leaves.currentIndex() == 0:
            self.form.focus_first()
        elif self.leaves.currentIndex() == _BENEFITS:
            self.benefits.focus_first()
        else:
            self.grid.begin()

    def finish_editing(self) -> None:
        """Take over what stands in a cell that is still open."""
        if self.leaves.is_made(_MEASURES):
            self.grid.view.finish_editing()

    def _remove(self, row: Row) -> None:
        if not self.editing.refs.read_only:
            title = _("删除措施：{name}").format(name=name_of(row))
            self.put_away(row, title, [_("登记错了"), _("措施取消")])
