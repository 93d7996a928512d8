# SPDX-License-Identifier: MIT
"""The templates of the office itself among the papers of an export: a tick for each, nothing where the file has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from villagedesk.i18n import _
from villagedesk.services.papers.own_templates import listed
from villagedesk.ui.forms.flow import FlowLayout

if TYPE_CHECKING:
    from villagedesk.store.store import Store


class OwnForms(QWidget):
    """None is ticked: a template is printed only where somebody asks for it.

    Attributes:
        boxes: name of the template → its tick.
    """

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {one.name: QCheckBox(one.name.replace("&", "&&"), self) for one in listed(store)}
        flow = FlowLayout(self, 12)
        tip = _("放在以模板命名的文件夹里，每户一个文件；不编入案卷，也不登记打印")
        for box in self.boxes.values():
            box.setToolTip(tip)
            flow.addWidget(box)

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked templates."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked() and self.isEnabled())
