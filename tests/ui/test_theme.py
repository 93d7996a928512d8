# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from villagedesk.ui import theme

ROLE = QPalette.ColorRole


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (ROLE.WindowText, ROLE.Window),
        (ROLE.Text, ROLE.Base),
        (ROLE.Text, ROLE.AlternateBase),
        (ROLE.ButtonText, ROLE.Button),
        (ROLE.HighlightedText, ROLE.Highlight),
        (ROLE.ToolTipText, ROLE.ToolTipBase),
        (ROLE.PlaceholderText, ROLE.Window),
        (ROLE.PlaceholderText, ROLE.Base),
        (ROLE.Link, ROLE.Base),
    ],
)
def test_every_text_can_be_read_on_its_ground(qapp, name, text, ground):
    palette = theme.palette(name)
    assert contrast(palette.color(text), palette.color(ground)) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_error_texts_can_be_read(qapp, name):
    palette = theme.palette(name)
    colour = QColor(theme.error_colour(name))
    assert contrast(colour, palette.color(ROLE.Window)) >= 4.5


def test_light_and_dark_are_what_they_say(qapp):
    assert theme.palette("light").color(ROLE.Window).lightness() > 200
    assert theme.palette("dark").color(ROLE.Window).lightness() < 60


def test_system_is_light_where_the_system_does_not_say(qapp):
    assert theme.resolved("system") in {"light", "dark"}
    assert theme.resolved("dark") == "dark"


def test_the_letter_size_applies_to_widgets_made_before(qapp, qtbot):
    label = QLabel("村")
    qtbot.addWidget(label)
    label.show()
    theme.apply_theme(qapp, "light", 14)
    small = label.fontMetrics().height()
    theme.apply_theme(qapp, "light", 24)
    assert label.fontMetrics().height() > small * 1.5
    theme.apply_theme(qapp, "light", 14)


def test_chinese_is_drawn_with_a_chinese_family_first(qapp):
    theme.apply_theme(qapp, "light", 14)
    assert qapp.font().families()[0] in {family for names in theme.FAMILIES.values() for family in names}
    assert theme.has_chinese_font()


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_boxes_of_ticks_stand_out_from_a_dark_window(qapp, qtbot, kind):
    theme.apply_theme(qapp, "dark", 14)
    box = kind("是")
    qtbot.addWidget(box)
    box.show()
    palette = box.palette()
    theme.apply_theme(qapp, "light", 14)
    assert contrast(palette.color(ROLE.Base), theme.palette("dark").color(ROLE.Window)) >= 3
    assert contrast(palette.color(ROLE.Text), palette.color(ROLE.Base)) >= 4.5


def test_in_the_dark_an_empty_box_is_an_outline_and_a_ticked_one_is_filled(qapp, qtbot):
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    try:
        theme.apply_theme(qapp, "dark", 14)
        lit = {}
        for ticked in (False, True):
            box = QCheckBox()
            qtbot.addWidget(box)
            box.setChecked(ticked)
            box.resize(40, 24)
            picture = box.grab().toImage()
            lit[ticked] = sum(
                picture.pixelColor(x, y).lightness() > 150 for x in range(3, 12) for y in range(7, 17)
            )  # inside of the box
        assert lit[False] < 25
        assert lit[True] > 45
    finally:
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
        qapp.setFont(before[2])


@pytest.mark.parametrize("kind", [QListWidget, QTreeWidget, QTableWidget])
def test_in_the_dark_the_empty_boxes_of_lists_are_seen(qapp, qtbot, kind):
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    try:
        theme.apply_theme(qapp, "dark", 14)
        view = kind()
        qtbot.addWidget(view)
        view.resize(200, 100)
        view.setFrameShape(QFrame.Shape.NoFrame)
        if isinstance(view, QTableWidget):
            view.setColumnCount(1)
            view.setRowCount(1)
            item = QTableWidgetItem("")
            view.setItem(0, 0, item)
        elif isinstance(view, QTreeWidget):
            item = QTreeWidgetItem(view, [""])
            view.setRootIsDecorated(False)
        else:
            item = QListWidgetItem("", view)
        item.setCheckState(*((0,) if isinstance(view, QTreeWidget) else ()), Qt.CheckState.Unchecked)
        view.show()
        picture = view.viewport().grab().toImage()
        ring = theme.palette("dark").color(ROLE.Base)
        seen = [picture.pixelColor(x, y) for x in range(2, 30) for y in range(2, min(26, picture.height()))]
        assert sum(contrast(one, ring) >= 4.5 for one in seen) >= 30  # an outline of some eleven pixels a side
    finally:
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
        qapp.setFont(before[2])
