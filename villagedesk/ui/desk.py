# SPDX-License-Identifier: MIT
"""Which file lies on the desk: opening, changing, restoring and closing it, with the window that goes with it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.settings import save_settings
from villagedesk.store.faults import FileMissing
from villagedesk.store.store import Store
from villagedesk.ui import messages
from villagedesk.ui.crash import ensure_log
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.opening import open_at_once, open_for_window
from villagedesk.ui.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from villagedesk.settings import Settings
    from villagedesk.ui.dialogs.backup import Restore
    from villagedesk.ui.dialogs.unlock import Instead
    from villagedesk.ui.dialogs.welcome import Wanted
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.looks import Looks

_log = logging.getLogger("villagedesk.desk")
_LATER_MS: Final = 500


class Desk(QObject):
    """The program from the first dialog to the last: one file at a time, one window for it."""

    def __init__(self, application: QApplication, settings: Settings, icons: Icons, looks: Looks) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._icons = icons
        self._looks = looks
        self.session: Session | None = None
        self.window: MainWindow | None = None

    # -- which file -------------------------------------------------------------------------------------------------

    def begin(self, path: Path | None = None) -> None:
        """Open the given file, or the one opened last, or ask what to begin with; leave if the user wants nothing."""
        recent = next((Path(text) for text in self._settings.recent), None)
        if path is None and recent is not None and recent.exists():
            path = recent
        lost = str(FileMissing(recent)) if path is None and recent is not None else ""
        store = self._obtain(path, lost)
        if store is None:
            self._application.quit()
        else:
            self.show(store)

    def _obtain(self, path: Path | None, why: str = "") -> Store | None:
        """An open file, after as many dialogs as it takes; None if the user leaves."""
        while True:
            if path is None:
                found, why = self._ask(why), ""
                if found is None or isinstance(found, Store):
                    return found
                path = found
            opened = self._open(path)
            if isinstance(opened, Store):
                return opened
            from villagedesk.ui.dialogs.unlock import Instead

            if opened is Instead.NOTHING:
                return None
            path = self._pick_file() if opened is Instead.OTHER_FILE else None

    def _open(self, path: Path) -> Store | Instead:
        """The file, at once where that needs no question, else through the dialog; it is imported only then."""
        store = open_at_once(path, self._settings)
        if store is not None:
            return store
        from villagedesk.ui.dialogs.unlock import unlock

        return unlock(self.window, path, self._settings, alone=self.window is None)

    def _ask(self, why: str) -> Store | Path | None:
        """The welcome page, until it leads to a new file, a path to open, or out; `why` says why it is shown."""
        from villagedesk.ui.dialogs.welcome import Wish, welcome

        while True:
            wanted = welcome(None, self._settings, self._icons, why)
            if wanted.wish is Wish.QUIT:
                return None
            found = self._fulfil(wanted)
            if found is not None:
                return found

    def _fulfil(self, wanted: Wanted) -> Store | Path | None:
        from villagedesk.ui.dialogs.welcome import Wish

        if wanted.wish is Wish.NEW:
            return self._make_file()
        if wanted.wish is Wish.PRACTISE:
            return self._practice_file()
        return wanted.path or self._pick_file()

    def _pick_file(self) -> Path | None:
        from villagedesk.ui.file_names import ask_village_file

        return ask_village_file(self.window)

    def _make_file(self) -> Store | None:
        from villagedesk.ui.dialogs.new_file import make_new_file

        return make_new_file(self.window, self._settings)

    def _practice_file(self) -> Store | None:
        from villagedesk.ui.practice import open_practice_file

        return open_practice_file(self.window, self._settings)

    # -- on the desk ------------------------------------------------------------------------------------------------

    def show(self, store: Store) -> None:
        """Put an open file on the desk and show its window."""
        settings = self._settings.opened(store.path)
        if store.author.name:
            settings = settings._replace(author=store.author.name, device=store.author.device)
        self._keep(settings)
        self.session = Session(store, settings, parent=self)
        self.session.settings_changed.connect(self._follow)
        self._make_window()
        QTimer.singleShot(_LATER_MS, self, self._log_opening)

    def _log_opening(self) -> None:
        ensure_log()
        if self.session is not None:
            _log.info("opened %s", self.session.store.info.lineage)
            self._compare_with_last_time(self.session.store)

    def _compare_with_last_time(self, store: Store) -> None:
        from villagedesk.services.opening import seen

        told = seen.replaced(store)
        if told:
            messages.warn(self.window, told)
            seen.note(store)  # said once

    def _make_window(self) -> None:
        assert self.session is not None
        window = MainWindow(self.session, self._icons)
        window.open_wanted.connect(self.change_to)
        window.new_wanted.connect(self._change_to_new)
        window.practice_wanted.connect(self._change_to_practice)
        window.restore_wanted.connect(self.restore)
        window.left.connect(self._left)
        self.window = window
        window.appear()

    def _follow(self, settings: Settings) -> None:
        """Apply changed preferences; another language needs another window, once the page has finished with this one."""
        self._settings = settings
        if self._looks.follow(settings):
            QTimer.singleShot(0, self, self._renew_window)

    def _renew_window(self) -> None:
        if self.window is None or not self.window.may_leave_pages():
            return
        place = self.window.place
        self.window.retire()
        self._make_window()
        self.window.go(place)

    def _keep(self, settings: Settings) -> None:
        """Write the preferences where they differ from those that were read: the window waits for it at every start."""
        if settings == self._settings:
            return
        self._settings = settings
        try:
            save_settings(paths.settings_file(), settings)
        except OSError:
            _log.warning("settings not saved")

    # -- another file -----------------------------------------------------------------------------------------------

    def change_to(self, path: Path) -> None:
        """Open another file in place of this one; this one stays if the other does not open."""
        if self._is_open(path):
            messages.note(self.window, _("“{name}”已经打开了。").format(name=path.name))
            return
        if not self._may_close():
            return
        from villagedesk.ui.dialogs.unlock import Instead

        opened = self._open(path)
        if opened is Instead.OTHER_FILE:
            other = self._pick_file()
            if other is not None:
                self.change_to(other)
        elif isinstance(opened, Store):
            self._replace(opened)

    def _is_open(self, path: Path) -> bool:
        return self.session is not None and path.resolve() == self.session.store.path.resolve()

    def _change_to_new(self) -> None:
        if self._may_close():
            self._replace(self._make_file())

    def _change_to_practice(self) -> None:
        from villagedesk.ui.practice import practice_path

        if self._is_open(practice_path()):
            messages.note(self.window, _("已经在示范村里了，放心练习。"))
        elif self._may_close():
            self._replace(self._practice_file())

    def _may_close(self) -> bool:
        return self.window is None or self.window.may_leave_pages()

    def _replace(self, store: Store | None) -> None:
        if store is None:
            return
        if self.window is not None:
            self.window.schedule.at_close(self.window)
        self._clear()
        self.show(store)

    def _clear(self) -> None:
        if self.window is not None:
            self.window.retire()
            self.window = None
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
            self.session = None

    # -- going back, and leaving ------------------------------------------------------------------------------------

    def restore(self, wanted: Restore) -> None:
        """Close the file, put the backup in its place, open it again."""
        if self.session is None or not self._may_close():
            return
        target = self.session.store.path
        self._clear()
        QTimer.singleShot(0, self, lambda: self._put_back(wanted, target))  # once the window is really gone

    def _put_back(self, wanted: Restore, target: Path) -> None:
        from villagedesk.services.opening import restoring, seen
        from villagedesk.ui.dialogs import progress
        from villagedesk.ui.tasks import Tasks

        tasks = Tasks()
        try:
            progress.run(
                None,
                tasks,
                _("恢复"),
                lambda _store, _job: restoring.restore_backup(wanted.backup, target, wanted.passphrase),
            )
            seen.forget(target)
        except Cancelled:
            _log.info("restore cancelled")
        except VillageDeskError as fault:
            messages.problem(None, fault)
        finally:
            tasks.close()
        self._reopen(target, wanted.passphrase)

    def _reopen(self, path: Path, passphrase: str) -> None:
        try:
            self.show(open_for_window(path, passphrase, self._settings))
        except VillageDeskError:
            self.begin(path)  # the dialog says why and what can be done

    def _left(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
        if self.session is not None:
            self.session.close()
            self.session = None
        self._application.quit()
