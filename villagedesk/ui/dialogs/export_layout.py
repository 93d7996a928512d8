# SPDX-License-Identifier: MIT
"""What an office program may do for printed volumes: number their pages, and save them as PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels

if TYPE_CHECKING:
    from villagedesk.documents.volumes.paging import Layout


class LayoutChoice(QWidget):
    """Two ticks; where there is no office program they are pale, and a line says why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from villagedesk.documents.word import fonts
        from villagedesk.documents.word.office import find_typesetter

        self._program = find_typesetter()
        self.numbers = QCheckBox(_("编页号：目录写明页号，封面写明页数(&N)"), self)
        self.pdf = QCheckBox(_("每户另存一个整卷PDF(&P)"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for box in (self.numbers, self.pdf):
            box.setEnabled(self._program is not None)
            column.addWidget(box)
        hint = (
            _(
                "由本机的{program}用本机的字体排版，每户多用几秒。换一个程序，或换一台字体不同的电脑打印，页数可能不同，请核对。"
            ).format(program=self._program.name)
            if self._program
            else _("本机没有找到LibreOffice、Word或WPS，页号、页数留空待填；装上其中一个后这里就能选。")
        )
        column.addWidget(labels.label(hint, labels.HINT))
        if said := fonts.told(fonts.of_volumes(), QFontDatabase.families()):
            column.addWidget(labels.label(said, labels.HINT))

    def wanted(self) -> Layout | None:
        """What was ticked; None for nothing."""
        from villagedesk.documents.volumes.paging import Layout

        if self._program is None or not self.isEnabled() or not (self.numbers.isChecked() or self.pdf.isChecked()):
            return None
        return Layout(self._program, numbers=self.numbers.isChecked(), pdf=self.pdf.isChecked())
