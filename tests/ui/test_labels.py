# SPDX-License-Identifier: MIT
"""Texts that wrap take as little height as their width allows."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from villagedesk.ui import labels
from villagedesk.ui.form_lines import FormLines

SENTENCE = "另一个磁盘或U盘上的文件夹；每天首次打开、关闭和手动备份时多存一份。"


def test_a_sentence_asks_for_one_line(qtbot):
    label = labels.label(SENTENCE)
    qtbot.addWidget(label)
    assert label.sizeHint().height() < 1.5 * label.fontMetrics().height()
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(SENTENCE)


def test_a_long_text_asks_for_no_more_than_a_line_of_forty(qtbot):
    label = labels.label(SENTENCE * 4)
    qtbot.addWidget(label)
    assert label.sizeHint().width() <= 41 * label.fontMetrics().horizontalAdvance("汉")
    assert label.sizeHint().height() >= 3 * label.fontMetrics().height()


def test_line_breaks_are_kept(qtbot):
    label = labels.label("一\n二\n三")
    qtbot.addWidget(label)
    assert label.sizeHint().height() >= 3 * label.fontMetrics().height()


def test_a_hint_in_a_form_leaves_no_gap(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    lines = FormLines(page)
    lines.add("位置", QLineEdit(), hint=SENTENCE)
    page.resize(900, 400)
    page.show()
    hint = next(label for label in page.findChildren(QLabel) if label.text() == SENTENCE)
    assert hint.height() < 2 * hint.fontMetrics().height()


def test_a_line_that_is_too_long_ends_in_dots_and_is_told_whole(qtbot):
    line = labels.ElidedLabel(SENTENCE)
    qtbot.addWidget(line)
    line.resize(120, 20)
    line.show()
    assert QLabel.text(line).endswith("…")
    assert line.text() == line.toolTip() == line.accessibleName() == SENTENCE


def test_a_line_that_fits_needs_no_tip(qtbot):
    line = labels.ElidedLabel("短")
    qtbot.addWidget(line)
    line.resize(300, 20)
    line.show()
    assert (QLabel.text(line), line.toolTip()) == ("短", "")


def test_another_text_is_cut_by_the_width_there_is(qtbot):
    line = labels.ElidedLabel("短")
    qtbot.addWidget(line)
    line.resize(120, 20)
    line.show()
    line.setText(SENTENCE)
    assert QLabel.text(line).startswith(SENTENCE[:3])
    assert len(QLabel.text(line)) < len(SENTENCE)
