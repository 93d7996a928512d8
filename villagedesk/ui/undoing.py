# SPDX-License-Identifier: MIT
"""The undo and redo actions of the window: named after what they take back, and polite to text fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, labelled
from villagedesk.store import history, steps
from villagedesk.ui import messages
from villagedesk.ui.following import follow_cursor

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from villagedesk.store.steps import Step
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job, Work

_BEGINNINGS: Final = frozenset({"create", "demo"})


class Undoing(QObject):
    """Keeps the two actions in step with the file and carries them out.

    Signals:
        done: a note for the status bar.
    """

    done = Signal(str)

    def __init__(self, session: Session, undo_action: QAction, redo_action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._undo, self._redo = undo_action, redo_action
        undo_action.triggered.connect(self.undo)
        redo_action.triggered.connect(self.redo)
        session.changed.connect(self.refresh)
        self._keys = TextUndoKeys(self)
        self.refresh()

    def refresh(self, _changed: Changed | None = None) -> None:
        """Name the actions after the next steps."""
        store = self._session.store
        for action, step, verb, plain in (
            (self._undo, _undoable(store), _("撤销(&U)"), _("撤销")),
            (self._redo, steps.next_redo(store), _("重做(&R)"), _("重做")),
        ):
            action.setEnabled(step is not None and not store.read_only)
            label = _shortened(step.label) if step else ""
            action.setText(labelled(verb, label.replace("&", "&&")) if label else verb)
            action.setIconText(plain)
            action.setToolTip(f"{labelled(plain, label) if label else plain} ({action.shortcut().toString()})")

    def undo(self) -> None:
        """Take back the last action."""
        self._carry_out(_("撤销"), _("已撤销：{label}"), _undo_last)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self._carry_out(_("重做"), _("已重做：{label}"), _redo_last)

    def _carry_out(self, title: str, said: str, work: Work) -> None:
        """In the background, since taking back an import of ten thousand rows takes seconds."""
        from villagedesk.ui.dialogs import progress

        try:
            changed = progress.run(self._window, self._session.tasks, title, work)
        except Cancelled as stopped:
            self.done.emit(str(stopped))
            return
        except VillageDeskError as refused:
            messages.problem(self._window, refused)
            return
        self.done.emit(said.format(label=_bare(changed.label)))


def _undo_last(store: Store, job: Job) -> Changed:
    """Called on the worker thread."""
    from villagedesk.services.keeping import records  # a start only names the steps

    return records.undo_last(store, job.check)


def _redo_last(store: Store, job: Job) -> Changed:
    from villagedesk.services.keeping import records

    return records.redo_last(store, job.check)


def _undoable(store: Store) -> Step | None:
    """What undo would take back; not the making of the file itself, which nobody means by Ctrl+Z."""
    step = steps.next_undo(store)
    if step is not None and step.arrival:
        return step
    line = next(iter(history.batches(store, 1, before=step.batch + 1)), None) if step else None
    return step if line is not None and line.kind not in _BEGINNINGS else None


def _shortened(label: str) -> str:
    return label if len(label) <= 24 else label[:23] + "…"


def _bare(label: str) -> str:
    """What was undone, without the word before it."""
    return label.removeprefix(_("撤销：{label}").format(label=""))


class TextUndoKeys(QObject):
    """Lets a text field keep Ctrl+Z while it has something of its own to undo, and no longer.

    Qt's fields claim the key for themselves even when they have nothing to undo; then the window's action never hears it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        follow_cursor(self, self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        """Only the field with the focus is asked; a filter over the whole program would slow down every event."""
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the claim of a field that has nothing to undo or redo."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            return _claim_is_empty(watched, event, redo=False)
        if event.matches(QKeySequence.StandardKey.Redo):
            return _claim_is_empty(watched, event, redo=True)
        return False


def _claim_is_empty(field: QObject, event: QKeyEvent, *, redo: bool) -> bool:
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit  # asked when a key is pressed

    if isinstance(field, QLineEdit):
        own = field.isRedoAvailable() if redo else field.isUndoAvailable()
    elif isinstance(field, (QPlainTextEdit, QTextEdit)):
        document = field.document()
        own = document.isRedoAvailable() if redo else document.isUndoAvailable()
    else:
        return False
    if not own:
        event.ignore()
    return not own
