# SPDX-License-Identifier: MIT
"""The window: pages in the middle, the list of pages at the left, verbs above, the state of the file below.

It knows nothing of opening and closing files; it says what is wanted, and `ui.desk` does it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _
from villagedesk.store import drafts
from villagedesk.store.file import SUFFIX
from villagedesk.ui import window_state
from villagedesk.ui.actions import TOOLS, Actions
from villagedesk.ui.backup_schedule import BackupSchedule
from villagedesk.ui.lock import Lock
from villagedesk.ui.navigation import HOUSEHOLDS, TODAY, Navigation, places
from villagedesk.ui.note_bar import NoteBar
from villagedesk.ui.status import Status
from villagedesk.ui.today.reader import Reader
from villagedesk.ui.undoing import Undoing
from villagedesk.ui.verbs import ROSTERS, Verbs
from villagedesk.ui.year_button import YearButton

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from villagedesk.services.today.today import Today
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.page import Page
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.pages.settings import SettingsPage
    from villagedesk.ui.session import Session

_STATE: Final = "main_window"
_NARROW: Final = 50  # window widths in 汉字 below which the list of pages shows icons only
_BREATH_MS: Final = 30  # between the first painting and the loading of icons, so that the list is on the screen before
_CASE_DRAFT: Final = "casefile"  # the form under which the household page puts unsaved contents aside


class MainWindow(QMainWindow):
    """One open file on the screen.

    Signals:
        open_wanted: the path of another file.
        new_wanted, practice_wanted: a new file, the practice village.
        restore_wanted: a confirmed `dialogs.backup.Restore`.
        left: the window was closed, the backup at closing is made; the file is still open.
    """

    open_wanted = Signal(object)
    new_wanted = Signal()
    practice_wanted = Signal()
    restore_wanted = Signal(object)
    left = Signal()

    def __init__(self, session: Session, icons: Icons) -> None:
        super().__init__()
        self.session = session
        self.icons = icons
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QScrollArea] = {}
        self._current = HOUSEHOLDS
        self._leaving = False
        self._painted = False
        self._silent = False
        self.setAcceptDrops(True)
        self.setMinimumSize(560, 380)

        self.actions_by_key = Actions(self, icons)
        self.schedule = BackupSchedule(session, self)
        self.lock = Lock(session, self)
        self.lock.quit_wanted.connect(self._leave_locked)
        self.lock.locked.connect(session.locked)
        self._build_middle()
        self._build_bars()
        self.status = Status(self.statusBar(), session, self.schedule)
        self.undoing = Undoing(session, self.actions_by_key["undo"], self.actions_by_key["redo"], self)
        self.undoing.done.connect(self.status.note)
        self.schedule.failed.connect(self._tell_backup_failure)
        self.schedule.made.connect(self._backup_made)
        self.today = Reader(session, self)
        self.today.found.connect(self._show_count)
        self.verbs = Verbs(self)
        self.actions_by_key["lock"].setEnabled(self.lock.possible)
        if session.store.read_only:
            self.actions_by_key.forbid_writing()
        session.year_changed.connect(self._show_title)
        session.changed.connect(self.today.look_soon)
        session.noted.connect(self.today.look_soon)
        self._show_title()
        self.go(HOUSEHOLDS)

    # -- building ---------------------------------------------------------------------------------------------------

    def _build_middle(self) -> None:
        middle = QWidget(self)  # whatever changes its parent is styled twice, so all is made where it stays
        self.setCentralWidget(middle)
        self.navigation = Navigation(self.icons, middle)
        self.navigation.wanted.connect(self.go)
        self.navigation.itemActivated.connect(self._enter_page)
        self.notes = NoteBar(self.icons, middle)
        self.stack = QStackedWidget(middle)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notes)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)

    def _build_bars(self) -> None:
        recent = self.actions_by_key.fill_menus(self.menuBar(), self.navigation.actions_for(self))
        recent.setMenu(self._recent_menu())
        self.toolbar = QToolBar(_("常用操作"))  # made in the window, it would take the window's size of icons
        self.toolbar.setObjectName("toolbar")
        self.toolbar.setMovable(False)
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toolbar.toggleViewAction().setVisible(False)
        self.actions_by_key.fill_bar(self.toolbar, TOOLS)
        gap = QWidget(self.toolbar)
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(gap)
        self.year_button = YearButton(self.session, self.icons, self.actions_by_key["year"], self.toolbar)
        self.year_button.wanted.connect(self._set_year)
        self.toolbar.addWidget(self.year_button)
        self.addToolBar(self.toolbar)
        self.addActions([self.actions_by_key[key] for key in ("refresh", "bigger", "smaller")])

    def _recent_menu(self) -> QMenu:
        menu = QMenu(self)
        for text in self.session.settings.recent:
            path = Path(text)
            if path != self.session.store.path:
                action = menu.addAction(f"{path.stem}　{path.parent}".replace("&", "&&"))
                action.setData(text)
        menu.triggered.connect(lambda action: self.verbs.open_file(Path(action.data())))
        menu.setEnabled(bool(menu.actions()))
        return menu

    def _show_title(self, _year: int = 0) -> None:
        info, store = self.session.store.info, self.session.store
        mark = _("（只读）") if store.read_only else ""
        title = _("{name}{mark} · {year}年度 — {file} — 村档")
        self.setWindowTitle(title.format(name=info.name, mark=mark, year=info.year, file=store.path.name))

    def _show_count(self, found: Today) -> None:
        self.navigation.show_count(TODAY, found.count)

    def _set_year(self, year: int) -> None:
        self.verbs.set_year(year)

    # -- the start --------------------------------------------------------------------------------------------------

    def appear(self) -> None:
        """Show the window as it was left, and do what can wait until it has been painted."""
        if not window_state.restore(self, _STATE):
            room = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1280, room.width() - 40), min(800, room.height() - 60))
            if room.width() <= 1440:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what can wait begins when the first painting is over. A timer alone would fire before it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(_BREATH_MS, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if self._silent:
            return
        self.icons.load()
        self.lock.start()
        self.schedule.start()
        self.status.start()
        self.today.look_soon()
        self.remind()
        self._warm_up()

    def _warm_up(self) -> None:
        """Load in idle moments what the pages will need."""
        from villagedesk.ui.warming import Warmer

        self.warmer = Warmer(self.session, self)
        self.warmer.finished.connect(cast("HouseholdsPage", self._pages[HOUSEHOLDS]).make_case)
        self.warmer.start()

    def remind(self) -> None:
        """Say what should not be overlooked when a file is opened."""
        from villagedesk.ui.practice import practice_path

        store = self.session.store
        if store.read_only:
            self.notes.tell("read_only", _("文件以只读方式打开：可以查看和打印，不能修改。"))
            return
        if not self.session.settings.author:
            text = _("还没有填写录入人姓名，修改记录里会看不出是谁改的。")
            self.notes.tell("author", text, _("填写(&J)…"), self._ask_author)
        left = [draft for draft in drafts.all_drafts(store) if draft.form == _CASE_DRAFT]
        if left:
            text = _("上次有{count}户的修改没有保存，内容还在。").format(count=len(left))
            household = left[0].row
            self.notes.tell("drafts", text, _("查看(&K)"), lambda: self._show_draft(household))
        if store.path != practice_path():
            self.notes.tell("backup", self.schedule.reminder(), _("现在复制(&W)…"), self.verbs.backups)

    def _show_draft(self, household: str) -> None:
        self.notes.dismiss("drafts")
        self.verbs.open_household(household)

    def _ask_author(self) -> None:
        self.notes.dismiss("author")
        page = self.go("settings")
        if page is not None:
            cast("SettingsPage", page).ask_author()

    def _tell_backup_failure(self, text: str) -> None:
        self.notes.tell("backup_failed", text, _("查看备份(&Q)…"), self.verbs.backups)

    def _backup_made(self) -> None:
        self.notes.dismiss("backup_failed")
        if not self.schedule.reminder():
            self.notes.dismiss("backup")

    # -- pages ------------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self._current]

    @property
    def place(self) -> str:
        """The key of the page that is shown."""
        return self._current

    def go(self, key: str) -> Page | None:
        """Show a page, making it when it is first asked for.

        Returns:
            The page, or None if the user stays with unsaved contents.
        """
        if key != self._current and not self.may_leave_pages():
            self.navigation.show_place(self._current)
            return None
        walking = self.focusWidget() is self.navigation  # down the list of pages: the cursor stays there
        fresh = key not in self._pages
        page = self._make(key) if fresh else self._pages[key]
        self._current = key
        self.stack.setCurrentWidget(self._frames[key])
        self.navigation.show_place(key)
        if self._painted:
            self.today.look_soon()  # drafts come and go without a change of facts
        if fresh:
            page.shown_first_time()
        at = self.focusWidget()
        if not walking and not (at is not None and page.isAncestorOf(at)):
            QTimer.singleShot(0, self, self._enter_page)  # what a page makes for its first showing is not visible yet
        return page

    def _enter_page(self) -> None:
        """Put the cursor where it was last on the page, or where the page begins."""
        from villagedesk.ui.tab_order import first_of

        page = self.page
        at = page.focusWidget()
        wanted = at if at is not None and at.isVisibleTo(page) else page.beginning() or first_of(page)
        if wanted is None:
            wanted = page  # it is still reading and has nothing yet; the cursor must not be left to its neighbours
        wanted.setFocus()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes through the window in the order of reading."""
        from villagedesk.ui.tab_order import tab_on  # nobody walks before the first painting

        return tab_on(self, forwards=forwards)

    def _make(self, key: str) -> Page:
        place = next(place for place in places() if place.key == key)
        frame = QScrollArea(self.stack)  # a page that is larger than a small screen can be scrolled
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget(
            frame
        )  # one of ours: to name the frame's own, PySide6 would first make every kind of widget there is
        frame.setViewport(ground)
        self.stack.addWidget(frame)
        page = place.make(self.session, self.icons, ground)  # a page that changes its parent is styled twice
        frame.setWidget(page)
        page.said.connect(self.status.note)
        page.wanted_household.connect(self.verbs.open_household)
        page.wanted_field.connect(self.verbs.open_field)
        page.wanted_record.connect(self.verbs.open_record)
        page.wanted_draft.connect(self.verbs.open_draft)
        page.wanted_records.connect(self.verbs.list_records)
        page.wanted_list.connect(self.verbs.list_households)
        page.wanted_doubts.connect(self.verbs.list_new_doubts)
        page.wanted_place.connect(self.go)
        page.wanted_verb.connect(self._do)
        self._pages[key] = page
        self._frames[key] = frame
        return page

    def _do(self, verb: str) -> None:
        self.actions_by_key[verb].trigger()

    def may_leave_pages(self) -> bool:
        """Whether no page holds the user back with unsaved contents."""
        return all(page.can_leave() for page in self._pages.values())

    # -- leaving ----------------------------------------------------------------------------------------------------

    def may_leave(self) -> bool:
        """Whether the file may be closed: unsaved contents are out of the way, the backup at closing is made."""
        if not self.may_leave_pages():
            return False
        self.schedule.at_close(self)
        return True

    def _leave_locked(self) -> None:
        """Close from behind the lock: nothing is asked that could show data; drafts keep what was typed."""
        self.schedule.at_close(self)
        self._leaving = True
        self.close()

    def retire(self) -> None:
        """Take the window away without asking anything; the file is closed, or shown in another window."""
        self._fall_silent()
        window_state.keep(self, _STATE)
        self.hide()
        self.deleteLater()

    def _fall_silent(self) -> None:
        """Nothing of this window may look at the file any more: it is about to be closed."""
        self._silent = True
        self.schedule.stop()
        self.lock.stop()
        for timer in self.findChildren(QTimer):
            timer.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave only when nothing is lost."""
        if not self._leaving and not self.may_leave():
            event.ignore()
            return
        self._fall_silent()
        window_state.keep(self, _STATE)
        event.accept()
        self.left.emit()

    # -- files dropped on the window, and its size ------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one village file or one roster."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open or import it once the drag is over: a dialog within it would freeze the other program."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.verbs.take_dropped(path))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons only where there is little room."""
        super().resizeEvent(event)
        self.navigation.be_narrow(self.width() < _NARROW * self.fontMetrics().height())


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].suffix.lower() in {SUFFIX, *ROSTERS}:
        return paths[0]
    return None
