# SPDX-License-Identifier: MIT
"""The page one prints and pins to the wall: every key of the program, as it is bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.ui import labels, shortcuts, window_state
from villagedesk.ui.actions import verbs
from villagedesk.ui.navigation import keys_of, places

if TYPE_CHECKING:
    from collections.abc import Iterable


def show_keys(parent: QWidget) -> None:
    """Show the dialog."""
    dialog = KeysDialog(parent)
    dialog.exec()
    dialog.deleteLater()


def key_table() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Headings, and under each (keys, what they do)."""
    window = tuple((_shown(verb.keys), labels.bare(verb.text).rstrip("…")) for verb in verbs() if verb.keys)
    pages = tuple((keys_of(place.key), place.title) for place in places())
    others = ((heading, tuple((_shown(one.keys), one.text) for one in lines)) for heading, lines in shortcuts.groups())
    return ((_("菜单"), window), (_("换页面"), pages), *others)


def _shown(keys: Iterable[str]) -> str:
    return " / ".join(shortcuts.sequence(one).toString() or one for one in keys)


class KeysDialog(QDialog):
    """All keys in one tree."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("键盘快捷键"))
        window_state.fit(self, 40, 44)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([_("按键"), _("作用")])
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(_("键盘快捷键"))
        for heading, lines in key_table():
            self._add(heading, lines)
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tree)
        layout.addWidget(buttons)

    def _add(self, heading: str, lines: Iterable[tuple[str, str]]) -> None:
        top = QTreeWidgetItem(self.tree, [heading])
        top.setFirstColumnSpanned(True)
        font = top.font(0)
        font.setBold(True)
        top.setFont(0, font)
        for keys, meaning in lines:
            item = QTreeWidgetItem(top, [keys, meaning])
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
