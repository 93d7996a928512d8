# SPDX-License-Identifier: MIT
"""The folder that papers go to: typed or chosen, and remembered for the next time."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.store import drafts
from villagedesk.ui.file_names import ask_folder

if TYPE_CHECKING:
    from villagedesk.ui.session import Session

_FOLDER: Final = "folder"


class FolderField(QWidget):
    """A line and a button beside it."""

    def __init__(
        self,
        session: Session,
        topics: tuple[str, ...],
        browse: str,
        parent: QWidget | None = None,
        *,
        first: Path | None = None,
    ) -> None:
        """Begin where papers were put the last time, else with `first` or a folder named after the file.

        Args:
            session: the open file.
            topics: what remembers the folder; the first that knows one tells it, and the first of all is told.
            browse: what the button says.
            parent: the dialog.
            first: the folder to begin with.
        """
        super().__init__(parent)
        self._session, self._topic = session, topics[0]
        self.edit = QLineEdit(_last_folder(session, topics) or str(first or _named(session)), self)
        self.browse_button = QPushButton(browse, self)
        self.browse_button.setAutoDefault(False)
        self.browse_button.setAccessibleName(_("选择文件夹"))
        self.browse_button.clicked.connect(self._browse)
        self.setFocusProxy(self.edit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.edit, 1)
        line.addWidget(self.browse_button)

    def path(self) -> Path | None:
        """The folder; None where none is named."""
        typed = self.edit.text().strip()
        return Path(typed) if typed else None

    def remember(self, folder: Path) -> None:
        """Begin with this one the next time."""
        store = self._session.store
        if not store.read_only and drafts.remembered(store, self._topic).get(_FOLDER) != str(folder):
            self._session.about_to_save.emit()
            with suppress(VillageDeskError):  # the papers are printed; where to is only a convenience
                drafts.remember(store, self._topic, {_FOLDER: str(folder)})

    def _browse(self) -> None:
        at = self.path()
        found = ask_folder(self, _("存到文件夹"), at.parent if at is not None else None)
        if found is not None:
            self.edit.setText(str(found))


def _last_folder(session: Session, topics: tuple[str, ...]) -> str:
    remembered = (drafts.remembered(session.store, topic).get(_FOLDER) for topic in topics)
    return next(filter(None, remembered), "")


def _named(session: Session) -> Path:
    return paths.documents() / _("{name}档案").format(name=session.store.info.name)
