# SPDX-License-Identifier: MIT
"""The page 模板: on the left every placeholder to be copied, on the right the templates of the office itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from villagedesk import paths
from villagedesk.documents.previews import clear
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.papers.own_templates import OwnTemplate, listed, name_of, remove_template
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.page import Page
from villagedesk.ui.preview.opening import show_document
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView
from villagedesk.ui.templates import work
from villagedesk.ui.templates.placeholder_panel import PlaceholderPanel
from villagedesk.ui.templates.print_dialog import Choice, PrintFormDialog
from villagedesk.ui.templates.report_tree import ReportTree

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.templates.work import Examined

_SPLIT: Final = "templates/split"
_PAUSE_MS: Final = 400  # after a change: further ones often follow
_KB: Final = 1_000
_LIST_ROWS, _GAP = 5, 6  # lines; pixels between the handle of the splitter and what stands beside it
_HALF: Final = 10_000  # of the width, for each side; Qt scales it to what there is


class _Line(NamedTuple):
    """A template in the list; its name is its key."""

    id: str
    own: OwnTemplate


class TemplatesPage(Page):
    """Drop a .docx here: what it asks for is shown, and it is kept in the file."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._shown = False
        self._known: dict[str, Examined] = {}
        self.setAcceptDrops(True)

        # Left: what there is to be printed
        self.placeholders = PlaceholderPanel(session)
        self.placeholders.said.connect(self.said)
        self.placeholders.dictionary_button.clicked.connect(self._ask_and_write_dictionary)

        # Right: the templates of this file, and what is known of the one under the cursor
        self.model: RowsModel[_Line] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.model, "own-templates", self)
        self.list.setAccessibleName(_("自备模板"))
        self.add_button = QPushButton(labels.lettered(_("添加模板…"), "A"))
        self.preview_button = QPushButton(labels.lettered(_("预览"), "B"))
        self.print_button = QPushButton(labels.lettered(_("打印…"), "P"))
        self.survey_button = QPushButton(labels.lettered(_("查缺的内容"), "Q"))
        self.remove_button = QPushButton(labels.lettered(_("删除…"), "T"))
        self.verdict = labels.label("")
        self.report = ReportTree()
        self.report.wanted_list.connect(self.wanted_list)
        self.report.wanted_household.connect(self.wanted_household)

        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.placeholders)
        self.splitter.addWidget(self._right())
        self.splitter.setChildrenCollapsible(False)
        for side in (0, 1):
            self.splitter.setStretchFactor(side, 1)
        self.splitter.setSizes([_HALF, _HALF])
        window_state.restore(self.splitter, _SPLIT)
        layout = QVBoxLayout(self)
        layout.addWidget(self.splitter, 1)

        # What follows from what
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._read_again)
        self.list.current_changed.connect(self._picked)
        self.list.opened.connect(lambda _key: self.preview())
        for button, verb in (
            (self.add_button, self._ask_and_add), (self.preview_button, self.preview), (self.print_button, self.print_it),
            (self.survey_button, self.look_at_households), (self.remove_button, self._ask_and_remove),
        ):  # fmt: skip
            button.clicked.connect(verb)
        session.year_changed.connect(lambda _year: self._timer.start())
        self.destroyed.connect(clear)

    def _right(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(_GAP, 0, 0, 0)
        hint = _("把县里、镇里的新表（.docx）拖到这里，或点“添加模板”。模板存在本文件里，合并和上报不带走。")
        column.addWidget(labels.label(hint, labels.HINT))
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.add_button, self.remove_button):
            first.addWidget(button)
        for button in (self.preview_button, self.print_button, self.survey_button):
            second.addWidget(button)
        for row in (first, second):
            row.addStretch(1)
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.fitted = True
        self.list.setMaximumHeight((_LIST_ROWS + 2) * (self.fontMetrics().height() + 10))
        column.addLayout(first)
        column.addWidget(self.list)
        column.addLayout(second)
        column.addWidget(self.verdict)
        column.addWidget(self.report, 1)
        return side

    def shown_first_time(self) -> None:
        """Offer what there is."""
        self._shown = True
        self.session.office.warm_up()
        self.placeholders.begin()
        self._list()

    def beginning(self) -> QWidget:
        """The search box."""
        return self.placeholders.search

    def find(self) -> None:  # type: ignore[override]  # see Page
        """Ctrl+F: the search box."""
        self.placeholders.search.setFocus()
        self.placeholders.search.selectAll()

    def refresh(self, changed: Changed) -> None:
        """Any fact may be an example, or was lacking before."""
        if self._shown:
            self._timer.start()

    def _read_again(self) -> None:
        if self._shown:
            self.placeholders.refresh()
            self._known = {name: one._replace(lacking=None) for name, one in self._known.items()}
            self._picked()

    # -- the list ---------------------------------------------------------------------------------------------------

    def _list(self, chosen: str = "") -> None:
        self.model.show(_Line(one.name, one) for one in listed(self.session.store))
        if chosen:
            self.list.go_to(chosen)
        elif self.model.rowCount() and self.list.current_key() is None:
            self.list.go_to_row(0)
        self._picked()

    def current(self) -> str:
        """The name of the template under the cursor; empty where there is none."""
        key = self.list.current_key()
        return str(key) if key is not None else ""

    def _picked(self, *_what: object) -> None:
        name, known = self.current(), self._known.get(self.current())
        usable = known is not None and known.report.usable
        writable = not self.session.store.read_only
        self.add_button.setEnabled(writable)
        self.remove_button.setEnabled(bool(name) and writable)
        for button in (self.preview_button, self.print_button, self.survey_button):
            button.setEnabled(usable)
        if not name:
            self.report.clear()
            self.verdict.setText(_("还没有自备模板。"))
        elif known is None:
            self.report.clear()
            self.verdict.setText(_("正在检查“{name}”…").format(name=name))
            task = partial(work.examine_kept, name, self.session.year)
            self.session.start(_("检查模板"), task, done=self._take, failed=self._failed)
        else:
            self.verdict.setText(_verdict(known))
            self.report.show_report(known.report, known.lacking)

    def _take(self, found: object) -> None:
        examined = cast("Examined", found)
        self._known[examined.name] = examined
        if examined.name == self.current():
            self._picked()

    def _failed(self, error: object) -> None:
        self.verdict.setText(str(error) if isinstance(error, VillageDeskError) else "")
        messages.problem(self, error)

    # -- bringing and removing --------------------------------------------------------------------------------------

    def _ask_and_add(self) -> None:
        kinds = _("Word文档 (*.docx)")
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("添加模板"), str(paths.documents()), kinds)
        self.add([Path(one) for one in chosen])

    def add(self, sources: list[Path]) -> None:
        """Have documents examined, and keep those that may be kept."""
        names = {one.name for one in listed(self.session.store)}
        for source in sources:
            name = name_of(source)
            question = _("文件里已有名为“{name}”的模板。要换成新的吗？").format(name=name)
            if name in names and not messages.ask(self, question, _("换成新的"), _("保留原来的")):
                continue
            self.session.about_to_save.emit()
            task = partial(work.examine_and_keep, source, self.session.year)
            try:
                examined = cast("Examined", progress.run(self, self.session.tasks, _("检查模板"), task))
            except VillageDeskError as refused:
                messages.problem(self, refused)
                continue
            self._known[name] = examined
            self._list(name)
            self.said.emit(_("模板“{name}”已存入文件。").format(name=name))

    def _ask_and_remove(self) -> None:
        name = self.current()
        question = _("要从文件里删去模板“{name}”吗？已经打印的文书不受影响，原来的Word文件也还在。").format(name=name)
        if not name or not messages.ask(self, question, _("删去"), dangerous=True):
            return
        self.session.about_to_save.emit()
        try:
            remove_template(self.session.store, name)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self._known.pop(name, None)
        self._list()

    # -- using ------------------------------------------------------------------------------------------------------

    def look_at_households(self) -> None:
        """Look at every household for what the template needs, however many there are."""
        name = self.current()
        task = partial(work.surveyed, self._known[name], self.session.year, work.every(self.session.store))
        try:
            self._take(progress.run(self, self.session.tasks, _("查缺的内容"), task))
        except VillageDeskError as refused:
            messages.problem(self, refused)

    def preview(self) -> None:
        """Fill the template in for the household of the examples and look at it."""
        name, household = self.current(), self.placeholders.household
        if not name or not self.preview_button.isEnabled():
            return
        if not household:
            self.said.emit(_("文件里还没有户，不能预览。"))
            return
        try:
            task = partial(work.previewed, name, household, self.session.year)
            made = cast("Path", progress.run(self, self.session.tasks, _("预览模板"), task))
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        told = show_document(self, self.session, made, name)
        if told:  # another program has it open; it goes with the next preview, with the page, and at the next start
            self.said.emit(told)
        else:
            clear()

    def print_it(self) -> None:
        """Print the template for many households."""
        name = self.current()
        if not name:
            return
        panel = self.placeholders
        choice = Choice(panel.household, panel.household_name, _selected_in(self.window()))
        dialog = PrintFormDialog(self.session, self.icons, name, choice, self)
        dialog.exec()
        if dialog.wanted:
            self.wanted_household.emit(dialog.wanted)
        dialog.deleteLater()

    def _ask_and_write_dictionary(self) -> None:
        proposed = str(paths.documents() / _("模板数据字典.docx"))
        chosen, _kind = QFileDialog.getSaveFileName(self, _("导出数据字典"), proposed, _("Word文档 (*.docx)"))
        if chosen:
            self.write_dictionary(Path(chosen if chosen.lower().endswith(".docx") else f"{chosen}.docx"))

    def write_dictionary(self, target: Path) -> None:
        """Write every placeholder as a Word list."""
        from villagedesk.documents.lists.dictionary import print_dictionary

        try:
            print_dictionary(target, self.session.store.info.name, self.session.store.clock().date().isoformat())
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.said.emit(_("数据字典已写到 {path}。").format(path=target))

    # -- dropping ---------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self.add_button.isEnabled() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _columns() -> list[Column[_Line]]:
    return [
        Column("name", _("自备模板"), lambda line: line.own.name, 9, tip=lambda line: line.own.name),
        Column("size", _("大小"), lambda line: f"{-(-line.own.size // _KB)} KB", 4, right=True),
        Column("who", _("添加人"), lambda line: line.own.who, 4),
        Column("at", _("添加时间"), lambda line: line.own.at, 8),
    ]


def _verdict(known: Examined) -> str:
    report = known.report
    if not report.usable:
        return _("还不能打印：有{count}处要改。改好Word文件后重新添加。").format(
            count=len(report.unknown) + len(report.faults)
        )
    if not report.uses and not report.loops:
        return _("可以打印，但里面没有占位符，每一户都一样。")
    told = _("可以打印。用到{count}项内容。").format(count=len(report.uses))
    return _("{verdict}有{count}处请留意。").format(verdict=told, count=len(report.doubts)) if report.doubts else told


def _selected_in(window: QWidget) -> tuple[str, ...]:
    """The households that are selected in the list of households; this page does not know which page that is."""
    page = next((one for one in window.findChildren(Page) if hasattr(one, "selected_households")), None)
    return tuple(page.selected_households()) if page is not None else ()
