# SPDX-License-Identifier: MIT
"""The roster wizard's third step: what importing would do, row by row, with every doubt at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, clauses, labelled
from villagedesk.models.problem import Level
from villagedesk.models.values.show import label_of, shown
from villagedesk.services.keeping.exportlog import MARK
from villagedesk.sheets.plans import RowState
from villagedesk.sheets.targets import value_spec
from villagedesk.ui import labels, messages
from villagedesk.ui.dialogs.purpose import ask_purpose
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.tables.columns import Column, as_it_is
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.sheets.columns import Layout
    from villagedesk.sheets.drafting import Difference
    from villagedesk.sheets.plans import RosterPlan, RowPlan
    from villagedesk.sheets.reading import Sheet
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons

ALL: Final = "all"
NOTED: Final = "noted"
_ICONS: Final = {RowState.NEW: "add", RowState.CHANGED: "edit", RowState.SAME: "ok", RowState.DOUBTFUL: "warning"}


def state_label(state: str) -> str:
    """What a state is called."""
    return {
        ALL: _("全部"),
        RowState.NEW: _("新增"),
        RowState.CHANGED: _("更新"),
        RowState.SAME: _("相同"),
        RowState.DOUBTFUL: _("存疑"),
        NOTED: _("有说明"),
    }[state]


class CheckStep(QWidget):
    """Counts that filter, the rows, what each would change, and who is missing from the roster.

    Signals:
        changed: another plan is shown.
    """

    changed = Signal()

    def __init__(self, store: Store, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.plan: RosterPlan | None = None
        self._sheets: Sequence[Sheet] = ()
        self._layout: Layout | None = None
        self._state: str = ALL
        self.summary = labels.label("")
        self.derive = QCheckBox(_("由户类型补填(&T)"), self)
        self.derive.setChecked(True)
        self.derive.setToolTip(_("花名册和村档都没有填写的脱贫状态、纳入项目，由户类型能确定的补上；不勾选就空着"))
        self.buttons: dict[str, QToolButton] = {}
        self.model: RowsModel[RowPlan] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.model, "roster-check", self)
        self.details = QPlainTextEdit(self)
        self.gone = QPlainTextEdit(self)
        self.doubts_button = QPushButton(_("保存存疑行(&S)…"), self)
        self._build(icons)
        self.list.current_changed.connect(self._show_details)
        self.doubts_button.clicked.connect(self.save_doubts)

    def _build(self, icons: Icons) -> None:
        filters = QWidget(self)
        flow = FlowLayout(filters)
        for state in (ALL, *RowState, NOTED):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("state", str(state))
            button.clicked.connect(self._filter)
            self.buttons[state] = button
            flow.addWidget(button)
        icons.later(self.doubts_button, "file")
        self.doubts_button.setToolTip(_("存成一个表格：原来的行加上原因，改好后可以再导入"))
        self.list.setAccessibleName(_("核对结果"))
        for text, name in ((self.details, _("所选行的说明")), (self.gone, _("花名册中没有的"))):
            text.setReadOnly(True)
            text.setAccessibleName(name)
            text.setTabChangesFocus(True)
        rows = QSplitter(Qt.Orientation.Vertical, self)
        rows.addWidget(self.list)
        rows.addWidget(self.details)
        rows.setStretchFactor(0, 3)
        rows.setStretchFactor(1, 1)
        self.leaves = QTabWidget(self)
        self.leaves.addTab(rows, _("逐行核对(&R)"))
        self.leaves.addTab(self.gone, "")
        top = QHBoxLayout()
        top.addWidget(filters, 1)
        top.addWidget(self.derive)
        top.addWidget(self.doubts_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addLayout(top)
        layout.addWidget(self.leaves, 1)

    # -- filling ----------------------------------------------------------------------------------------------------

    def show_plan(self, plan: RosterPlan, sheets: Sequence[Sheet], layout: Layout) -> None:
        """Show what was planned; doubtful rows come first to the eye."""
        self.plan, self._sheets, self._layout = plan, sheets, layout
        counts: dict[str, int] = {ALL: len(plan.rows), NOTED: sum(bool(row.notes) for row in plan.rows)}
        counts.update({state: plan.counts.get(state, 0) for state in RowState})
        for state, button in self.buttons.items():
            button.setText(_("{state} {count}").format(state=state_label(state), count=counts[state]))
            button.setEnabled(counts[state] > 0 or state == ALL)
        about = [one.text() for one in plan.problems if not one.place]
        said = _("{year}年度：新增{new}户，更新{changed}户。").format(
            year=plan.year, new=plan.households_new, changed=plan.households_changed
        )
        nothing = "" if plan.edits else _nothing_to_do(counts)
        self.summary.setText("\n".join(filter(None, (said, nothing, *about))))
        self.leaves.setTabText(1, _("花名册中没有的（{count}）(&G)").format(count=len(plan.gone)))
        kept = _("下面的户和人在本文件中有，花名册中没有。程序不会删除，请核对是否已变更：")
        self.gone.setPlainText("\n".join([kept, *plan.gone]) if plan.gone else _("没有。"))
        self.doubts_button.setEnabled(counts[RowState.DOUBTFUL] > 0)
        self.show_state(RowState.DOUBTFUL if counts[RowState.DOUBTFUL] else ALL)
        self.changed.emit()

    def show_state(self, state: str) -> None:
        """Show the rows of one state."""
        self._state = state
        self.buttons[state].setChecked(True)
        plan = self.plan
        rows = plan.rows if plan else ()
        if state == NOTED:
            self.model.show(row for row in rows if row.notes)
        else:
            self.model.show(row for row in rows if state in {ALL, row.state})
        if self.model.rowCount():
            self.list.go_to_row(0)
        self._show_details(None)

    def _filter(self) -> None:
        self.show_state(str(self.sender().property("state")))

    def _show_details(self, _key: object) -> None:
        row = self.model.line(self.list.currentIndex().row())
        if row is None:
            self.details.setPlainText("")
            return
        lines = [one.text() for one in row.notes]
        if row.held:
            lines.insert(0, _("这一行不会导入："))
        lines += [
            labelled(one.label, f"{_words(one, one.old)} → {_words(one, one.new)}{_source(one)}")
            for one in row.differences
        ]
        self.details.setPlainText("\n".join(lines) or _("没有要说明的。"))

    # -- verbs ------------------------------------------------------------------------------------------------------

    def save_doubts(self) -> None:
        """Save the doubtful rows with their reasons as a workbook, for whoever is to correct them."""
        from villagedesk import paths

        answer = ask_purpose(
            self,
            _("保存存疑行"),
            _("存疑的行要改好后再导入，所以号码写全，不脱敏。交给谁改，请写明；每页注明“{mark}”，并登记。").format(
                mark=MARK
            ),
            reason=_("退回更正"),
            whole=True,
        )
        if answer is None or answer.wanted is None:
            return
        proposed = paths.documents() / _("花名册存疑行.xlsx")
        found, _kind = QFileDialog.getSaveFileName(self, _("保存存疑行"), str(proposed), "Excel (*.xlsx)")
        if found:
            target = Path(found if found.lower().endswith(".xlsx") else f"{found}.xlsx")
            self.write_doubts(target, answer.wanted)

    def write_doubts(self, target: Path, wanted: Purpose) -> None:
        """Write that workbook, and enter it in the export log."""
        from villagedesk.sheets.doubts import save_doubts

        if self.plan is None or self._layout is None:
            return
        try:
            save_doubts(self._store, self.plan, self._sheets, self._layout, target, wanted)
        except VillageDeskError as error:
            messages.problem(self, error)
        else:
            messages.note(self, _("已保存到“{path}”，已登记。改好后再导入即可。").format(path=target))


def _nothing_to_do(counts: dict[str, int]) -> str:
    """Why there is nothing to import: everything is there already, or the rest cannot be taken as it stands."""
    same, doubtful = counts[RowState.SAME], counts[RowState.DOUBTFUL]
    if not doubtful:
        return _("文件中的内容与花名册一致，不需要导入。")
    if same:
        return _("相同的{same}行不需要导入；存疑的{count}行请按说明改正后再导入。").format(same=same, count=doubtful)
    return _("没有可以导入的行：存疑的{count}行请按说明改正后再导入。").format(count=doubtful)


def _words(difference: Difference, value: object) -> str:
    return shown(value_spec(difference.path), value) or _("（空）")  # type: ignore[arg-type]


def _source(difference: Difference) -> str:
    """From which field the value was derived."""
    if not difference.source:
        return ""
    return _("（由{source}得出）").format(source=label_of(value_spec(difference.source)))


def _columns() -> list[Column[RowPlan]]:
    return [
        Column("line", _("行"), lambda row: str(row.line), 3, order=lambda row: row.line, right=True),
        Column("state", _("结果"), lambda row: state_label(row.state), 5, icon=lambda row: _ICONS[row.state]),
        Column("name", _("姓名"), lambda row: row.name, 5),
        Column("household", _("户编号"), lambda row: row.household, 10, masked=as_it_is),
        Column("notes", _("说明"), _notes, 26, tip=lambda row: "\n".join(one.text() for one in row.notes)),
        Column("differences", _("改动"), _differences, 18, tip=_differences),
    ]


def _notes(row: RowPlan) -> str:
    order = {Level.ERROR: 0, Level.DOUBT: 1, Level.HINT: 2}
    return clauses(one.text() for one in sorted(row.notes, key=lambda one: order[one.level]))


def _differences(row: RowPlan) -> str:
    return clauses(
        f"{one.label} {_words(one, one.old)}→{_words(one, one.new)}{_source(one)}" for one in row.differences
    )
