# SPDX-License-Identifier: MIT
"""A readiness sheet as a table: rule, standard, what the facts say, verdict, evidence, the paper that is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.readiness import Verdict
from villagedesk.models.values.show import shown
from villagedesk.services.keeping.pictures import SUFFIXES
from villagedesk.ui import labels
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from villagedesk.models.readiness import Standing
    from villagedesk.services.casefile.readiness import Sheet, SheetLine
    from villagedesk.ui.icons import Icons

_LIGHTS: Final = {Verdict.MET: "light_green", Verdict.NOT_MET: "light_red", Verdict.UNKNOWN: "light_yellow"}
_LEAST: Final = 5  # lines that are seen at least


class SheetView(QWidget):
    """The sheets of one household or village, one at a time; knows no file.

    Signals:
        deciding_wanted: the place (`models.readiness.Place`) of the fact that decides the chosen rule.
        attach_wanted: evidence is to be added for a rule (its key), from a file ("" if none was dropped).
        look_wanted: the evidence of a rule.
        check_wanted: how a rule was checked.
    """

    deciding_wanted = Signal(object)
    attach_wanted = Signal(str, str)
    look_wanted = Signal(str)
    check_wanted = Signal(str)

    def __init__(
        self, icons: Icons, name: str, *, checks: bool, read_only: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sheets: Sequence[Sheet] = ()
        self._read_only = read_only
        self.chooser = QComboBox(self)
        self.chooser.setAccessibleName(_("标准"))
        self.chooser.currentIndexChanged.connect(self._show_sheet)
        self.sum = labels.label("", labels.HEADING)
        self.attach_button = self._button(icons, _("添加佐证(&A)…"), "add", lambda: self._ask_attach(""))
        self.look_button = self._button(icons, _("查看佐证(&K)…"), "", lambda: self.look_wanted.emit(self.key))
        self.check_button = self._button(icons, _("核查意见(&G)…"), "edit", lambda: self.check_wanted.emit(self.key))
        self.check_button.setVisible(checks)
        self.model: RowsModel[SheetLine] = RowsModel(_columns(), icons, self)
        self.view = PagedView(self.model, name, self)
        self.view.setAccessibleName(_("达标情况"))
        self.view.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.view.current_changed.connect(self._show_details)
        self.view.opened.connect(self._opened)
        self.details = labels.label("")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty = labels.label("", labels.HINT)
        self.setAcceptDrops(not read_only)
        self._lay_out()

    def _button(self, icons: Icons, text: str, icon: str, verb: object) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(verb)
        if icon:
            icons.later(button, icon)
        return button

    def _lay_out(self) -> None:
        verbs = QWidget(self)
        top = FlowLayout(verbs)
        top.addWidget(self.chooser)
        for button in (self.attach_button, self.look_button, self.check_button):
            top.addWidget(button)
        self.view.setMinimumHeight((_LEAST + 1) * (self.fontMetrics().height() + 10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(verbs)
        layout.addWidget(self.sum)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty)
        layout.addWidget(self.details)

    # -- showing ----------------------------------------------------------------------------------------------------

    def show_sheets(self, sheets: Sequence[Sheet], nothing: str) -> None:
        """Show these; the chosen set and rule stay chosen. Without any, `nothing` is said."""
        chosen = self.chooser.currentData()
        self._sheets = sheets
        self.chooser.blockSignals(True)
        self.chooser.clear()
        for one in sheets:
            self.chooser.addItem(one.rules.name, one.rules.key)
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(chosen)))
        self.chooser.blockSignals(False)
        self.chooser.setVisible(len(sheets) > 1)
        self.empty.setText("" if sheets else nothing)
        for widget in (self.view, self.sum, self.details):
            widget.setVisible(bool(sheets))
        self.empty.setVisible(not sheets)
        self._show_sheet()

    def _show_sheet(self, *_what: object) -> None:
        place = self.chooser.currentIndex()
        sheet = self._sheets[place] if 0 <= place < len(self._sheets) else None
        key = self.key
        self.model.show(sheet.lines if sheet else [])
        if sheet is not None:
            self.sum.setText(_sum(sheet))
            if not self.view.go_to(key):
                self.view.go_to_row(0)
        self._show_details()

    @property
    def key(self) -> str:
        """The rule under the cursor; empty for none."""
        found = self.view.current_key()
        return found if isinstance(found, str) else ""

    @property
    def line(self) -> SheetLine | None:
        """The line under the cursor."""
        return next((one for one in self.model.lines if one.id == self.key), None)

    def _show_details(self, *_what: object) -> None:
        line = self.line
        self.attach_button.setEnabled(line is not None and not self._read_only)
        self.check_button.setEnabled(line is not None and not self._read_only)
        self.look_button.setEnabled(line is not None and bool(line.evidence))
        self.details.setText("\n".join(_details(line)) if line else "")

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _opened(self, _key: object) -> None:
        line = self.line
        if line is not None and line.standing.deciding:
            self.deciding_wanted.emit(line.standing.deciding[0])

    def _ask_attach(self, path: str) -> None:
        if self.key:
            self.attach_wanted.emit(self.key, path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A photo may be dropped on the sheet."""
        if _pictures(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It becomes evidence for the rule it was dropped on, or else for the chosen one."""
        paths = _pictures(event)
        if not paths:
            return
        at = self.view.viewport().mapFrom(self, event.position().toPoint())
        index = self.view.indexAt(at)
        if index.isValid():
            self.view.go_to_row(index.row())
        event.acceptProposedAction()
        for path in paths:
            self._ask_attach(path)


def _pictures(event: QDropEvent) -> list[str]:
    found = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in found if Path(path).suffix.lower() in SUFFIXES]


def verdict_words(verdict: Verdict) -> str:
    """What a verdict is called."""
    return {Verdict.MET: _("达标"), Verdict.NOT_MET: _("未达标"), Verdict.UNKNOWN: _("无法判断")}[verdict]


def _actual(standing: Standing) -> str:
    """What the facts say, and which are missing."""
    missing = _("缺：{facts}").format(facts=listed(standing.missing)) if standing.missing else ""
    return _("；").join(filter(None, (standing.actual, missing)))


def _evidence(line: SheetLine) -> str:
    return listed(one.title or _("（未命名）") for one in line.evidence)


def _columns() -> list[Column[SheetLine]]:
    told: tuple[tuple[str, str, Callable[[SheetLine], str], float], ...] = (
        ("rule", _("项目"), lambda one: one.standing.rule.name, 8),
        ("verdict", _("是否达标"), lambda one: verdict_words(one.standing.verdict), 6),
        ("actual", _("实际情况"), lambda one: _actual(one.standing), 18),
        ("standard", _("标准"), lambda one: one.standing.rule.standard, 14),
        ("evidence", _("已有佐证"), _evidence, 9),
        ("lacking", _("缺少的材料"), lambda one: one.lacking, 11),
    )
    lights = {"verdict": lambda one: _LIGHTS[one.standing.verdict]}
    return [Column(key, title, text, width, icon=lights.get(key), tip=text) for key, title, text, width in told]


def _sum(sheet: Sheet) -> str:
    count = {verdict: sum(one.standing.verdict is verdict for one in sheet.lines) for verdict in Verdict}
    return _("{name}：达标{met}项，未达标{failed}项，无法判断{unknown}项；缺材料{lacking}项").format(
        name=sheet.rules.name,
        met=count[Verdict.MET],
        failed=count[Verdict.NOT_MET],
        unknown=count[Verdict.UNKNOWN],
        lacking=sum(bool(one.lacking) for one in sheet.lines),
    )


def _details(line: SheetLine) -> list[str]:
    """Everything about a rule, where the columns are too narrow."""
    rule = line.standing.rule
    found = [
        _("标准：{text}（{source}）").format(text=rule.standard, source=rule.source),
        _("实际：{text}").format(text=_actual(line.standing) or _("还没有填写")),
    ]
    if line.lacking:
        found.append(_("应有材料：{proof}").format(proof=line.lacking))
    if line.check is not None:
        values = [
            shown(field_spec(f"readiness_note.{key}"), getattr(line.check, key))
            for key in ("checked_on", "checked_by", "method", "opinion")
        ]
        found.append(_("核查：{text}").format(text=listed(filter(None, values))))
    return found
