# SPDX-License-Identifier: MIT
"""The offer to bring back what was typed before a crash; it waits in a bar and keeps nobody from working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from villagedesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.store.drafts import Draft
    from villagedesk.ui.icons import Icons


class DraftBar(QFrame):
    """恢复 or 丢弃.

    Signals:
        answered: the draft, and whether it is wanted back.
    """

    answered = Signal(object, bool)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.restore_button = QPushButton(_("恢复(&R)"), self)
        self.discard_button = QPushButton(_("丢弃(&X)"), self)
        self.restore_button.clicked.connect(self._restore)
        self.discard_button.clicked.connect(self._discard)
        icons.later(self.restore_button, "restore")
        icons.later(self.discard_button, "delete")
        layout = QHBoxLayout(self)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.restore_button)
        layout.addWidget(self.discard_button)
        self.hide()

    def offer(self, draft: Draft | None, name: str, today: str) -> None:
        """Offer a draft; none hides the bar. The time is told, and the day where it was not today."""
        self.draft = draft
        self.setVisible(draft is not None)
        if draft is not None:
            day, _blank, time = draft.at.partition(" ")
            when = time[:5] if day == today else f"{day} {time[:5]}"
            self.text.setText(_("上次有未保存的修改（{name}，{when}）。").format(name=name, when=when))

    def _restore(self) -> None:
        self._answer(wanted=True)

    def _discard(self) -> None:
        self._answer(wanted=False)

    def _answer(self, *, wanted: bool) -> None:
        draft, self.draft = self.draft, None
        self.hide()
        if draft is not None:
            self.answered.emit(draft, wanted)
