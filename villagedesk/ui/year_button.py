# SPDX-License-Identifier: MIT
"""The working year on the toolbar, with the years next to it in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from villagedesk.i18n import _
from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_BEFORE: Final = 3  # years before the present one that the menu offers


class YearButton(QToolButton):
    """Shows the working year.

    Signals:
        wanted: the year that was picked.
    """

    wanted = Signal(int)

    def __init__(self, session: Session, icons: Icons, other: QAction, parent: QWidget | None = None) -> None:
        """`other` is the verb that asks for any other year."""
        super().__init__(parent)
        self._session = session
        self._other = other
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(_("工作年度"))
        self.setToolTip(_("工作年度：列表、表单和表册显示哪一年的情况"))
        icons.later(self, "year")
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        menu.triggered.connect(self._picked)
        self.setMenu(menu)
        session.year_changed.connect(self._show)
        self._show(session.year)

    def _show(self, year: int) -> None:
        self.setText(_("{year}年度").format(year=year))

    def _fill(self) -> None:
        menu, year = self.menu(), self._session.year
        menu.clear()
        for one in range(min(LAST_YEAR, year + 1), max(FIRST_YEAR, year - _BEFORE) - 1, -1):
            action = menu.addAction(_("{year}年度").format(year=one))
            action.setData(one)
            action.setCheckable(True)
            action.setChecked(one == year)
        menu.addSeparator()
        menu.addAction(self._other)

    def _picked(self, action: QAction) -> None:
        if isinstance(action.data(), int):
            self.wanted.emit(action.data())
