# SPDX-License-Identifier: MIT
"""The open file as the window sees it: what may be done with it, and the news that pages redraw from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from villagedesk import settings as preferences
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.paths import settings_file
from villagedesk.services.opening import files
from villagedesk.store.faults import machine_reason
from villagedesk.store.store import Author
from villagedesk.ui.tasks import Task, Tasks, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.documents.word.warm import WarmOffice
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.services.keeping.records import Edit, Removal, Saved
    from villagedesk.settings import Settings
    from villagedesk.store.store import Changed, Store


class Stated(NamedTuple):
    """For whom and why papers of something were printed, and which sensitive fields stood on them."""

    purpose: Purpose
    fields: frozenset[str]


class Session(QObject):
    """One open file with its worker thread. Made by the application, handed to every page.

    Signals:
        changed: a `Changed`; facts were written by whomever, screens redraw from it.
        year_changed: the working year.
        backed_up: there is a new backup, or another disk has got a copy.
        draft_kept: a form has put unsaved contents aside.
        noted: this office has put something away that is no fact (answers that were read).
        about_to_save: the GUI thread is going to write; background reading that would make it wait gives way.
        settings_changed: the new `Settings`.
        locked: the windows are covered; what shows papers of people in windows of its own closes.
        closing: the file is about to be closed, likewise.

    Attributes:
        purposes: what was said at a printing, by what was printed; forgotten when the windows are covered.
    """

    changed = Signal(object)
    year_changed = Signal(int)
    backed_up = Signal()
    draft_kept = Signal()
    noted = Signal()
    about_to_save = Signal()
    settings_changed = Signal(object)
    locked = Signal()
    closing = Signal()

    def __init__(
        self, store: Store, settings: Settings, tasks: Tasks | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.settings = settings
        self.tasks = tasks or Tasks(self._store_for_worker, self._inform, self)
        self._office: WarmOffice | None = None
        self.purposes: dict[str, Stated] = {}
        self.locked.connect(self.purposes.clear)
        store.on_change.append(self.announce)

    def _store_for_worker(self) -> Store:
        """Called on the worker thread: its own connection, whose news reach the pages like ours."""
        store = files.open_for_worker(self.store)
        store.on_change.append(self.changed.emit)
        return store

    def _inform(self, store: Store) -> None:
        """Called on the worker thread: the year and the author may have changed since its connection was opened."""
        store.info = self.store.info
        store.author = self.store.author

    @property
    def year(self) -> int:
        """The working year."""
        return self.store.info.year

    @property
    def office(self) -> WarmOffice:
        """What starts LibreOffice before a paper is to be looked at; ended when the windows are covered and with the file."""
        if self._office is None:
            from villagedesk.documents.word.office import find_typesetter
            from villagedesk.documents.word.warm import WarmOffice

            self._office = WarmOffice(find_typesetter)
            self.locked.connect(self._office.close)
        return self._office

    def announce(self, changed: Changed) -> None:
        """Tell every page what was written."""
        self.changed.emit(changed)

    def save(self, label: str, edits: Sequence[Edit | Removal]) -> Saved:
        """Save what forms collected, as one undoable action."""
        from villagedesk.services.keeping import records  # a start saves nothing

        self.about_to_save.emit()
        return records.save_records(self.store, label, edits)

    def set_year(self, year: int) -> None:
        """Work on another year."""
        if year != self.year:
            self.about_to_save.emit()
            files.set_working_year(self.store, year)
            self.year_changed.emit(year)

    def start(
        self, title: str, work: Work, *, done: Callable[[object], None], failed: Callable[[object], None]
    ) -> Task:
        """Run work in the background; `done` and `failed` are bound methods of QObjects.

        Once the file is closed nothing is run any more: pages live a moment longer, and their timers ring.
        """
        task = Task(title, work, self)
        if self.store.connection is None:
            return task
        task.succeeded.connect(done)
        task.failed.connect(failed)
        self.tasks.start(task)
        return task

    def change_settings(self, **changes: object) -> None:
        """Change and save preferences.

        Raises:
            EnvironmentProblem: they hold until the program is closed, but the disk refused to keep them.
        """
        self.settings = self.settings._replace(**changes)  # type: ignore[arg-type]
        self.settings_changed.emit(self.settings)
        try:
            preferences.save_settings(settings_file(), self.settings)
        except OSError as fault:
            text = _("设置没有存到磁盘（{detail}），关闭程序后会恢复原样。请检查磁盘空间和写保护。")
            raise EnvironmentProblem(text.format(detail=machine_reason(fault))) from fault

    def sign_as(self, name: str, device: str) -> None:
        """Write under another name from now on."""
        self.change_settings(author=name, device=device)
        self.store.author = Author(name, device)

    def passphrase_fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the open file; a file without one takes the empty text only."""
        from villagedesk.store.keys import derive

        key = self.store.key
        return not passphrase if key is None else derive(passphrase, key.salt) == key

    def close(self) -> None:
        """Stop the worker, close the file, give up the right to write."""
        from villagedesk.services.opening import seen

        self.closing.emit()
        self.tasks.close()
        if self._office is not None:
            self._office.close()
        if self.store.connection is not None and not self.store.read_only:
            seen.note(self.store)
        self.store.close()
