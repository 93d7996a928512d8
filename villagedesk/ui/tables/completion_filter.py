# SPDX-License-Identifier: MIT
"""Narrows the list to households whose file of the working year was called complete, was not, or was changed afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal

from villagedesk.i18n import _, aside
from villagedesk.models.completing import Stage
from villagedesk.store import households
from villagedesk.ui import messages
from villagedesk.ui.choosers import LateFilter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.store.households import Query
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_ALL: Final = 0
_LEAST: Final = 10  # letters
_CHANGED: Final = Stage.CHANGED.value


class CompletionFilter(LateFilter):
    """The first two are counted when the list is opened; for the third all completed files are read, once it is chosen.

    As in the filter 待办, what was found stays as it was while it is worked at; choosing it again looks anew.

    Signals:
        chosen: another state was chosen, and which households are in it is known.
    """

    chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("档案完成"), _LEAST, parent)
        self._session = session
        self._changed: tuple[str, ...] | None = None  # None until they have been looked for
        self.setToolTip(_("{year}年度标过“完成”的户；“已完成”里也有标过以后又改动的。").format(year=session.year))
        self.activated.connect(self._activated)
        session.year_changed.connect(self.clear_choice)

    def read_values(self) -> None:
        """The states with how many households each has; what is chosen stays chosen."""
        state = self.state
        self.clear()
        self.addItem(_("档案完成"))
        names = {households.OPEN: _("未完成"), households.DONE: _("已完成")}
        for key, count in households.completed(self._session.store, self._session.year).items():
            self.addItem(aside(names[key], str(count)), key)
        found = "" if self._changed is None else str(len(self._changed))
        self.addItem(aside(_("完成后又改动"), found), _CHANGED)
        self.setCurrentIndex(max(self.findData(state), _ALL) if state else _ALL)

    def clear_choice(self, *_what: object) -> None:
        """All households again; tells nobody."""
        self._changed = None
        self.outdated()
        self.setCurrentIndex(_ALL)

    @property
    def state(self) -> str:
        """`households.OPEN` or `DONE`, that of a changed file, or "" for all households."""
        return self.currentData() or ""

    def narrow(self, query: Query) -> Query:
        """The query with this condition."""
        if self.state in {households.OPEN, households.DONE}:
            return query._replace(completion=self.state, year=self._session.year)
        query = query._replace(completion="", year=0)
        if self._changed is None:
            return query
        return query._replace(only=self._changed if query.only is None else tuple(set(self._changed) & set(query.only)))

    def _activated(self, _place: int) -> None:
        self._changed = None
        if self.state != _CHANGED:
            self.chosen.emit()
            return
        self._session.start(_("查找完成后又改动的户"), _look, done=self._found, failed=self._failed)

    def _found(self, rows: object) -> None:
        if self.state != _CHANGED:
            return  # something else was chosen meanwhile
        self._changed = cast("tuple[str, ...]", rows)
        self.setItemText(self.currentIndex(), aside(_("完成后又改动"), str(len(self._changed))))
        self.chosen.emit()

    def _failed(self, error: object) -> None:
        self.clear_choice()
        messages.problem(self, error)


def _look(store: Store, job: Job) -> tuple[str, ...]:
    """Called on the worker thread."""
    from villagedesk.services.casefile.completing import changed_since

    return changed_since(store, store.info.year, job.check)
