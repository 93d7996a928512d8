# SPDX-License-Identifier: MIT
"""The open file as the window sees it: what may be done with it, and the news that pages redraw from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from villagedesk import settings as preferences
from villagedesk.paths import settings_file
from villagedesk.services import files, records
from villagedesk.ui.tasks import Task, Tasks, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.services.records import Edit, Removal, Saved
    from villagedesk.settings import Settings
    from villagedesk.store.store import Changed, Store


class Session(QObject):
    """One open file with its worker thread. Made by the application, handed to every page.

    Signals:
        changed: a `Changed`; facts were written by whomever, screens redraw from it.
        year_changed: the working year.
        draft_kept: a form has put unsaved contents aside.
    """

    changed = Signal(object)
    year_changed = Signal(int)
    draft_kept = Signal()

    def __init__(
        self, store: Store, settings: Settings, tasks: Tasks | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.settings = settings
        self.tasks = tasks or Tasks(self._store_for_worker, self)
        store.on_change.append(self.announce)

    def _store_for_worker(self) -> Store:
        """Called on the worker thread: its own connection, whose news reach the pages like ours."""
        store = files.open_for_worker(self.store)
        store.on_change.append(self.changed.emit)
        return store

    @property
    def year(self) -> int:
        """The working year."""
        return self.store.info.year

    def announce(self, changed: Changed) -> None:
        """Tell every page what was written."""
        self.changed.emit(changed)

    def save(self, label: str, edits: Sequence[Edit | Removal]) -> Saved:
        """Save what forms collected, as one undoable action."""
        return records.save_records(self.store, label, edits)

    def set_year(self, year: int) -> None:
        """Work on another year."""
        if year != self.year:
            files.set_working_year(self.store, year)
            self.year_changed.emit(year)

    def start(
        self, title: str, work: Work, *, done: Callable[[object], None], failed: Callable[[object], None]
    ) -> Task:
        """Run work in the background; `done` and `failed` are bound methods of QObjects."""
        task = Task(title, work, self)
        task.succeeded.connect(done)
        task.failed.connect(failed)
        self.tasks.start(task)
        return task

    def change_settings(self, **changes: object) -> None:
        """Change and save preferences."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        preferences.save_settings(settings_file(), self.settings)

    def close(self) -> None:
        """Stop the worker, close the file, give up the right to write."""
        self.tasks.close()
        self.store.close()
