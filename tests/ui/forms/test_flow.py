# SPDX-License-Identifier: MIT
"""Boxes that flow into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from villagedesk.ui.forms.flow import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_flow_keeps_its_margins(qtbot: QtBot) -> None:
    widget, box = QWidget(), QPushButton("甲")
    qtbot.addWidget(widget)
    flow = FlowLayout(widget)
    flow.setContentsMargins(3, 7, 3, 5)
    flow.addWidget(box)
    assert flow.heightForWidth(300) == box.sizeHint().height() + 12
    widget.resize(300, 100)
    widget.show()
    assert (box.x(), box.y()) == (3, 7)
