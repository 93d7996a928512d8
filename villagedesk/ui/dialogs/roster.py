# SPDX-License-Identifier: MIT
"""Bringing a roster in: choose the file, say what its columns mean, look at what would change, do it, see what was done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.keeping import records
from villagedesk.services.opening import backups
from villagedesk.sheets import columns as mapping
from villagedesk.sheets import roster
from villagedesk.sheets.plans import RosterPlan, RowState
from villagedesk.sheets.reading import read_workbook
from villagedesk.store.store import Changed
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.dialogs.roster_check import CheckStep, state_label
from villagedesk.ui.dialogs.roster_columns import ColumnsStep
from villagedesk.ui.dialogs.roster_file import FileStep

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job, Work

FILE, COLUMNS, CHECK, RESULT = range(4)
_WIDTH, _HEIGHT = 68, 46  # 汉字


class RosterDialog(QDialog):
    """The wizard. `changed` is what was written, None until then."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.changed: Changed | None = None
        self._shown_path: Path | None = None
        self.setWindowTitle(_("导入花名册"))
        window_state.fit(self, _WIDTH, _HEIGHT)

        self.where = QLabel(self)
        self.where.setTextFormat(Qt.TextFormat.RichText)
        self.file = FileStep(icons, self)
        self.columns = ColumnsStep(self)
        self.check = CheckStep(session.store, icons, self)
        self.outcome = ResultStep(icons, self)
        self.steps = QStackedWidget(self)
        for step in (self.file, self.columns, self.check, self.outcome):
            self.steps.addWidget(step)
        self.back_button = QPushButton(_("上一步(&B)"), self)
        self.next_button = QPushButton(self)
        self.close_button = QPushButton(_("取消"), self)
        self.next_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.back_button, self.next_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.where)
        layout.addWidget(self.steps, 1)
        layout.addLayout(buttons)

        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.reject)
        self.file.changed.connect(self._show_state)
        self.file.chosen.connect(self.go_on)
        self.columns.changed.connect(self._show_state)
        self.check.derive.clicked.connect(self.plan)
        self.outcome.undo_button.clicked.connect(self.undo)
        self._show_state()

    # -- moving -----------------------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """Which step is shown."""
        return self.steps.currentIndex()

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self._show_state()

    def _show_state(self) -> None:
        names = [_("选择文件"), _("对应列"), _("检查"), _("结果")]
        parts = [f"<b>{n + 1} {name}</b>" if n == self.step else f"{n + 1} {name}" for n, name in enumerate(names)]
        self.where.setText("　›　".join(parts))
        self.where.setAccessibleName(names[self.step])
        self.back_button.setVisible(self.step in {COLUMNS, CHECK})
        self.next_button.setVisible(self.step != RESULT)
        self.next_button.setText(_("导入(&I)") if self.step == CHECK else _("下一步(&N)"))
        self.next_button.setEnabled(self._may_go_on())
        self.close_button.setText(_("关闭") if self.step == RESULT else _("取消"))

    def _may_go_on(self) -> bool:
        if self.step == FILE:
            return self.file.path is not None
        if self.step == COLUMNS:
            return self.columns.ready
        return self.check.plan is not None and bool(self.check.plan.edits)

    def back(self) -> None:
        """To the step before; what was chosen stays."""
        self._go(self.step - 1)

    def go_on(self) -> None:
        """To the next step, with the work that lies between."""
        if self.step == FILE:
            self.read()
        elif self.step == COLUMNS:
            self.plan()
        elif self.step == CHECK:
            self.apply()

    def _run(self, title: str, work: Work) -> Any:
        """Run work while the user waits; None if it was cancelled or failed, which has been said."""
        try:
            return progress.run(self, self.session.tasks, title, work)
        except Cancelled:
            return None
        except VillageDeskError as error:
            messages.problem(self, error)
            return None

    # -- the work ---------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the workbook and propose what its columns mean; a file that was read already is not read again."""
        path = self.file.path
        if path is None:
            return
        if path != self._shown_path:
            sheets = self._run(_("读取花名册"), lambda _store, _job: read_workbook(path))
            if sheets is None:
                return
            remembered = mapping.remembered_mapping(self.session.store)
            year = self._guess_year(sheets, path)
            self.columns.show_workbook(sheets, remembered, year or self.session.year, sure=year is not None)
            self._shown_path = path
        self._go(COLUMNS)

    def _guess_year(self, sheets: Any, path: Path) -> int | None:
        try:
            layout = mapping.find_layout(sheets, mapping.remembered_mapping(self.session.store))
        except VillageDeskError:
            return None
        return roster.guess_year(sheets, layout, path)

    def plan(self) -> None:
        """Check every cell."""
        layout, sheets, year = self.columns.layout_found, self.columns.sheets, self.columns.year.value()
        if layout is None:
            return

        if self._shown_path:
            layout = roster.dated(sheets, layout, self._shown_path)
        layout = replace(layout, derive=self.check.derive.isChecked())

        def work(store: Store, job: Job) -> RosterPlan:
            return roster.plan_roster(store, sheets, layout, year=year, check=job.check, report=job.report)

        plan = self._run(_("核对花名册"), work)
        if plan is not None:
            self._remember_mapping()
            self.check.show_plan(plan, sheets, layout)
            self._go(CHECK)
        elif self.step == CHECK:  # cancelled: the box says again what the plan shown was made with
            self.check.derive.setChecked(not layout.derive)

    def _remember_mapping(self) -> None:
        if self.columns.layout_found is not None and not self.session.store.read_only:
            self.session.about_to_save.emit()
            try:
                mapping.remember_mapping(self.session.store, self.columns.layout_found)
            except VillageDeskError as error:
                messages.problem(self, error)

    def apply(self) -> None:
        """Back the file up, then write everything as one action."""
        plan = self.check.plan
        if plan is None:
            return
        self.session.about_to_save.emit()

        def work(store: Store, job: Job) -> Changed:
            job.report(0, 0, _("导入前备份"))
            backups.make_backup(store, "import", job.check)
            return roster.apply_roster(store, plan, check=job.check, report=job.report)

        changed = self._run(_("导入花名册"), work)
        if isinstance(changed, Changed):
            self.changed = changed
            self.outcome.show_outcome(plan, changed)
            self._go(RESULT)
            self.close_button.setFocus()

    def undo(self) -> None:
        """Take the whole import back."""
        changed = self.changed
        if changed is None:
            return
        self.session.about_to_save.emit()
        undone = self._run(_("撤销导入"), lambda store, job: records.revert_batch(store, changed.batch, job.check))
        if undone is not None:
            self.changed = None
            self.outcome.show_undone()


class ResultStep(QWidget):
    """What was done, and the way back."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = labels.label("")
        self.undo_button = QPushButton(_("撤销本次导入(&U)"), self)
        icons.later(self.undo_button, "undo")
        row = QHBoxLayout()
        row.addWidget(self.undo_button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addLayout(row)
        layout.addStretch()

    def show_outcome(self, plan: RosterPlan, changed: Changed) -> None:
        """Counts of each sort, as the check announced them."""
        lines = [_("导入完成。花名册共{count}行，其中：").format(count=len(plan.rows))]
        lines += [
            _("　{state} {count}行").format(state=state_label(state), count=plan.counts.get(state, 0))
            for state in RowState
        ]
        lines.append(
            _("新增{new}户，更新{changed}户。").format(new=plan.households_new, changed=plan.households_changed)
        )
        held = sum(row.held for row in plan.rows)
        if held:
            lines.append(
                _("有{count}行没有导入。请改好花名册再导入一次，“检查”一步会逐行说明原因。").format(count=held)
            )
        doubtful = sum(row.state is RowState.DOUBTFUL and not row.held for row in plan.rows)
        if doubtful:
            lines.append(_("存疑的行中有{count}行已按说明中的值导入，请核对。").format(count=doubtful))
        lines.append(_("导入前已自动备份。"))
        self.text.setText("\n".join(lines))
        self.undo_button.setEnabled(bool(changed))

    def show_undone(self) -> None:
        """The import was taken back."""
        self.text.setText(_("已撤销本次导入，文件恢复到导入前的内容。"))
        self.undo_button.setEnabled(False)


def import_roster(parent: QWidget | None, session: Session, icons: Icons, path: Path | None = None) -> Changed | None:
    """Bring a roster in through the wizard.

    Args:
        parent: the window.
        session: the open file.
        icons: its icons.
        path: a file that was dropped on the window; the wizard then begins with its columns.

    Returns:
        What was written, None if nothing was.
    """
    if session.store.read_only:
        messages.note(parent, _("文件以只读方式打开，不能导入。"))
        return None
    dialog = RosterDialog(session, icons, parent)
    if path is not None:
        dialog.file.show_path(path)
        dialog.read()
    dialog.exec()
    changed = dialog.changed
    dialog.deleteLater()
    return changed
