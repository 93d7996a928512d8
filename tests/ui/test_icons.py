# SPDX-License-Identifier: MIT
from __future__ import annotations

import gc
import json
from collections import Counter
from pathlib import Path

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton

from villagedesk.ui.icons import COLOURS, GLYPHS, Icons
from villagedesk.ui.theme import palette


def test_every_meaning_has_a_glyph_that_exists():
    folder = Path(qtawesome.__file__).parent / "fonts"
    charmap = json.loads(next(folder.glob("materialdesignicons6*charmap*.json")).read_text(encoding="utf-8"))
    missing = {meaning for meaning, glyph in GLYPHS.items() if glyph.removeprefix("mdi6.") not in charmap}
    assert not missing


def test_every_coloured_meaning_is_a_meaning():
    assert set(COLOURS) <= set(GLYPHS)


def _luminance(colour):
    """Relative luminance (WCAG 2.1)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("meaning", sorted(COLOURS))
def test_every_light_is_seen_on_the_grounds_of_either_look(look, meaning, qapp):
    kept, ground = qapp.palette(), palette(look)
    try:
        qapp.setPalette(ground)
        picture = Icons().icon(meaning).pixmap(QSize(64, 64)).toImage()
    finally:
        qapp.setPalette(kept)
    points = [picture.pixelColor(x, y) for x in range(0, 64, 2) for y in range(0, 64, 2)]
    shades = Counter(point.name() for point in points if point.alpha() == 255)
    drawn = _luminance(QColor(shades.most_common(1)[0][0]))
    for behind in (ground.window(), ground.base(), ground.alternateBase()):
        under = _luminance(behind.color())
        assert (max(drawn, under) + 0.05) / (min(drawn, under) + 0.05) >= 3


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
