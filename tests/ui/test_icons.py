# SPDX-License-Identifier: MIT
from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

from villagedesk.ui.icons import COLOURS, GLYPHS, Icons


def test_every_meaning_has_a_glyph_that_exists():
    folder = Path(qtawesome.__file__).parent / "fonts"
    charmap = json.loads(next(folder.glob("materialdesignicons6*charmap*.json")).read_text(encoding="utf-8"))
    missing = {meaning for meaning, glyph in GLYPHS.items() if glyph.removeprefix("mdi6.") not in charmap}
    assert not missing


def test_every_coloured_meaning_is_a_meaning():
    assert set(COLOURS) <= set(GLYPHS)


def test_the_four_lights_differ_by_shape_not_only_by_colour():
    shapes = [GLYPHS[meaning] for meaning in ("light_green", "light_yellow", "light_red", "light_grey")]
    assert len(set(shapes)) == 4


def test_widgets_get_their_icon_when_icons_are_loaded_and_not_before(qtbot):
    icons = Icons()
    button = QPushButton("保存")
    qtbot.addWidget(button)
    icons.later(button, "save")
    assert button.icon().isNull()
    icons.load()
    assert not button.icon().isNull()


def test_a_widget_that_comes_later_gets_its_icon_at_once(qtbot):
    icons = Icons()
    icons.load()
    button = QPushButton("保存")
    qtbot.addWidget(button)
    icons.later(button, "save")
    assert not button.icon().isNull()


def test_widgets_that_are_gone_do_not_matter(qapp):
    icons = Icons()
    button = QPushButton("保存")
    icons.later(button, "save")
    del button
    gc.collect()
    icons.load()
    assert icons._waiting == []


def test_a_misspelt_meaning_is_noticed_at_once(qtbot):
    button = QPushButton("保存")
    qtbot.addWidget(button)
    with pytest.raises(KeyError):
        Icons().later(button, "sav")


@pytest.mark.parametrize("meaning", ["light_green", "light_grey", "warning", "save"])
def test_an_icon_on_a_selected_line_has_the_colour_of_its_text(qapp, meaning):
    picture = Icons().icon(meaning).pixmap(QSize(32, 32), QIcon.Mode.Selected).toImage()
    inked = [picture.pixelColor(x, y) for x in range(32) for y in range(32) if picture.pixelColor(x, y).alpha() == 255]
    assert {colour.name() for colour in inked} == {qapp.palette().highlightedText().color().name()}
