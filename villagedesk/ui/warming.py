# SPDX-License-Identifier: MIT
"""Loads, in idle moments after the window stands, what its pages will need.

The start loads little (ADR 9), so whatever is opened first would have to wait for its modules: 0.1 s and more for a case file.
One step is one turn of the event loop, and between two of them the window answers. Nothing is lost if something is opened before
its turn: it loads what is still missing, as it would have done without.
"""

from __future__ import annotations

import gc
import importlib
import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_BREATH_MS: Final = 20
_log = logging.getLogger("villagedesk.ui.warming")

# What others rest on comes first, so that no step is a long one; then what people open most.
MODULES: Final = (
    "stdnum.iso7064.mod_11_2",
    "villagedesk.models.checks.rules",
    "villagedesk.models.checks.registry",
    "villagedesk.services.casefile.casefiles",
    "villagedesk.services.books.registers",
    "villagedesk.ui.forms.refs",
    "villagedesk.ui.forms.make",
    "villagedesk.ui.forms.record_form",
    "villagedesk.ui.tables.grid_view",
    "villagedesk.ui.casefile.editing",
    "villagedesk.services.events.planning",
    "villagedesk.ui.casefile.assessing",
    "villagedesk.ui.casefile.completing",
    "villagedesk.ui.casefile.events.panel",
    "villagedesk.ui.casefile.income",
    "villagedesk.ui.casefile.procedures",
    "villagedesk.ui.casefile.readiness",
    "villagedesk.ui.casefile.papers",
    "villagedesk.ui.casefile.view",
    "villagedesk.ui.tab_order",
    "villagedesk.ui.pages.today",
    "villagedesk.ui.pages.cadres",
    "villagedesk.ui.pages.village",
    "villagedesk.ui.pages.meetings",
    "villagedesk.documents.word.mentions",
    "villagedesk.documents.word.sandbox",
    "villagedesk.documents.word.marking",
    "villagedesk.documents.word.package",
    "villagedesk.documents.facts.placeholders",
    "villagedesk.documents.registers.funds",
    "villagedesk.documents.registers.declared",
    "villagedesk.documents.volumes.press",
    "villagedesk.documents.volumes.batch",
    "villagedesk.documents.binder.making",
    "villagedesk.documents.binder.looking",
    "villagedesk.documents.binder.filling",
    "villagedesk.documents.binder.facing",
    "villagedesk.documents.printed.stale",
    "villagedesk.documents.printed.gathered",
    "villagedesk.documents.registers.standing",
    "villagedesk.ui.registers.printing",
    "villagedesk.ui.pages.registers",
    "villagedesk.ui.pages.findings",
    "villagedesk.models.rollups.tables",
    "villagedesk.ui.pages.rollups",
    "villagedesk.merge.incoming",
    "villagedesk.ui.exchange.receiving",
    "villagedesk.ui.pages.exchange",
    "villagedesk.ui.pages.conflicts",
    "villagedesk.ui.pages.history",
    "villagedesk.ui.pages.recycle",
    "villagedesk.ui.pages.settings",
    "villagedesk.ui.pages.templates",
    "villagedesk.ui.pages.papers",
    "villagedesk.ui.dialogs.export",
    "villagedesk.ui.dialogs.bind",
    "villagedesk.ui.dialogs.roster",
    "villagedesk.ui.dialogs.make_roster",
    "villagedesk.ui.dialogs.as_of",
    "villagedesk.ui.dialogs.carry_over",
    "villagedesk.ui.dialogs.join_people",
    "villagedesk.ui.dialogs.backup",
)


class Warmer(QObject):
    """Loads `MODULES` one after another, and on the worker thread the tables that the program comes with.

    Signals:
        finished: all of it is there.
    """

    finished = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._left: Iterator[str] = iter(MODULES)
        self._timer = QTimer(self, singleShot=True, interval=_BREATH_MS)
        self._timer.timeout.connect(self.step)

    def start(self) -> None:
        """Begin; to be called once the window is painted."""
        self._session.start("", _read_tables, done=self._tables_read, failed=self._tables_failed)
        self._timer.start()

    def step(self) -> None:
        """Load the next module."""
        name = next(self._left, None)
        if name is None:
            self.finished.emit()
            return
        gc.disable()  # what modules make stays; looking through it again and again is a tenth of the time
        try:
            importlib.import_module(name)
        finally:
            gc.enable()
        self._timer.start()

    def _tables_read(self, _nothing: object) -> None:
        """They are in memory, which is all that was wanted."""

    def _tables_failed(self, error: object) -> None:
        """Whoever needs them says so."""
        _log.warning("not read: %s", type(error).__name__)


def _read_tables(store: Store, _job: Job) -> None:
    """Called on the worker thread: codes and lines that the program comes with, and how the names read that lists are sorted by."""
    from villagedesk.models.catalogue.help import Cadre
    from villagedesk.models.catalogue.registry import ENTITIES
    from villagedesk.models.codes import code_list
    from villagedesk.services.standards.lines import shipped_lines
    from villagedesk.store import reads
    from villagedesk.store.pinyin import sort_key

    shipped_lines()
    for spec in ENTITIES.values():
        for codes in {one.codes for one in spec.fields if one.codes}:
            code_list(codes)
    for cadre in reads.where(store, Cadre):
        sort_key(cadre.name or "")
