# SPDX-License-Identifier: MIT
"""Keeping what is typed, every five seconds and whenever another field is entered, so that a crash loses no more.

Safety.md G22. The draft lies in the (encrypted) file; it goes when everything was saved or given up.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from villagedesk.errors import VillageDeskError
from villagedesk.store import drafts
from villagedesk.ui.following import follow_cursor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from villagedesk.store.drafts import Draft
    from villagedesk.ui.session import Session

EVERY_MS: Final = 5_000
_log = logging.getLogger("villagedesk.ui.drafts")


class Drafted(Protocol):
    """What a draft is kept of: a form, or everything that is open of a household."""

    @property
    def draft_row(self) -> str:
        """Whose draft it is; empty while nothing is open."""
        ...

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        ...

    def draft(self) -> dict[str, Any]:
        """What was typed and is not saved."""
        ...

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring it back."""
        ...


class DraftKeeper(QObject):
    """Puts what is typed on one page aside, under the name of its form. Call `begin` when something else is opened."""

    def __init__(self, session: Session, form: str, editing: Drafted, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._form = form
        self._editing = editing
        self._page = page
        self._kept: dict[str, Any] | None = None
        self._waiting: Draft | None = (
            None  # of an earlier sitting; until it is answered, it is kept along with the new one
        )
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        follow_cursor(self, self._focus_changed)

    def begin(self) -> Draft | None:
        """Something else was opened; what an earlier sitting left unsaved of it, which then waits for an answer."""
        self._kept = None
        row = self._editing.draft_row
        self._waiting = drafts.find(self._session.store, self._form, row) if row else None
        return self._waiting

    def answer(self, draft: Draft, wanted: bool) -> None:
        """Somebody said whether what was left unsaved is wanted back."""
        if wanted:
            self.restore(draft)
        else:
            self.discard()

    def restore(self, draft: Draft) -> None:
        """Bring it back."""
        self._waiting = None
        self._editing.take_draft(draft.content)
        self.keep()

    def discard(self) -> None:
        """Forget it."""
        self._waiting = None
        self._kept = None
        self._drop()
        self.keep()

    def forget_typed(self) -> None:
        """What was typed here was saved or given up; what an earlier sitting left goes on waiting for its answer."""
        self._kept = None
        waiting, store = self._waiting, self._session.store
        if waiting is None:
            self._drop()
        elif not store.read_only and waiting.row == self._editing.draft_row:
            drafts.keep(store, self._form, waiting.row, waiting.content)

    def keep(self, *_what: object) -> None:
        """Put aside what is typed now, if it is something else than before; forget it when all is saved."""
        editing = self._editing
        store = self._session.store
        if not editing.draft_row or store.read_only or store.connection is None:  # None: the file was closed
            return
        content = editing.draft() if editing.dirty else None
        if self._waiting is not None:
            content = merged(self._waiting.content, content) if content else self._waiting.content
        if content == self._kept:
            return
        self._session.about_to_save.emit()
        try:
            if content is None:
                self._drop()
            else:
                drafts.keep(self._session.store, self._form, editing.draft_row, content)
                self._session.draft_kept.emit()
        except VillageDeskError as error:
            _log.warning("draft not kept: %s", type(error).__name__)  # the next save says it in a box
            return
        self._kept = content

    def _drop(self) -> None:
        if not self._session.store.read_only:
            drafts.drop(self._session.store, self._form, self._editing.draft_row)

    def _focus_changed(self, before: QWidget | None, _now: QWidget | None) -> None:
        if before is not None and isValid(self._page) and self._page.isAncestorOf(before):
            self.keep()


def merged(older: Mapping[str, Any], newer: Mapping[str, Any]) -> dict[str, Any]:
    """Two drafts of one household as one; where both wrote a field, the newer holds."""
    entries = {name: dict(contents) for name, contents in older.get("entries", {}).items()}
    for name, contents in newer.get("entries", {}).items():
        entries[name] = {**entries.get(name, {}), **contents}
    lines = {name: list(found) for name, found in older.get("rows", {}).items()}
    for name, found in newer.get("rows", {}).items():
        lines[name] = [*lines.get(name, []), *found]
    return {"year": newer.get("year", older.get("year")), "entries": entries, "rows": lines}
