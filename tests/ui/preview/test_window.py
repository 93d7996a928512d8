# SPDX-License-Identifier: MIT
"""The preview: pages are drawn as they come into sight, every deed has a key, and nothing is left when it closes."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox

from tests.ui.preview.conftest import A4, pdf_of
from villagedesk import i18n, paths
from villagedesk.documents.preview import Preview
from villagedesk.documents.word.typesetting import pages_in
from villagedesk.paths import resources
from villagedesk.settings import Settings
from villagedesk.ui.preview import pages as pages_module
from villagedesk.ui.preview import window as window_module
from villagedesk.ui.preview.pages import WHOLE
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import Tasks

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)

if TYPE_CHECKING:
    from pathlib import Path


def drawn(window):
    """Which pages have a picture of the size in which they are shown."""
    view = window.pages
    return sorted(page for page, scale in view._scales.items() if scale == view._scale())


def key(window, wanted, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.focusWidget() or window, wanted, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_only_pages_in_sight_and_next_to_it_are_drawn(window):
    window.pages.go_to(0)
    window.grab()
    first = drawn(window)
    assert first[0] == 0
    assert len(first) <= 4
    window.pages.go_to(11)
    window.grab()
    assert 11 in drawn(window)
    assert 6 not in drawn(window)


def test_pictures_out_of_sight_are_forgotten_when_there_are_too_many(window, monkeypatch):
    monkeypatch.setattr(pages_module, "_KEPT", 1)
    for page in range(12):
        window.pages.go_to(page)
        window.grab()
    assert len(window.pages._pictures) <= 4


def test_at_first_the_widest_page_fills_the_width_and_does_so_still_when_the_window_grows(window, qtbot):
    for width in (900, 700):
        window.resize(width, 600)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        place = window.pages.rectangle(1)
        room = window.pages.viewport().width()
        assert 0 <= place.left() <= 14
        assert room - 14 <= place.right() <= room
    assert window.fit.isChecked()


def test_a_page_is_drawn_pixel_for_pixel(window):
    window.pages.set_zoom(1.0)
    window.grab()
    picture = window.pages._pictures[0]
    assert picture.width() == pytest.approx(A4[0] * WHOLE, abs=1)
    assert window.zoom.text() == "100%"
    assert not window.fit.isChecked()


@pytest.mark.usefixtures("as_seen")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_turning_pages_takes_one_line_of_the_window_as_it_opens(session, paper, qtbot, language):
    i18n.set_language(language, resources() / "locale")
    window = window_module.PreviewWindow(session, Preview(paper.read_bytes()), paper, "案卷")
    qtbot.addWidget(window)
    window.resize(1008, 697)  # as it opens on a screen of 1366×768; that of the tests is smaller
    window.show()
    turning = (window.first, window.before, window.next, window.last, window.fit, window.whole, window.larger)
    assert len({one.mapTo(window, QPoint()).y() for one in turning}) == 1
    deeds = (window.print_button, window.save_button, window.open_button)
    assert all(one.mapTo(window, one.rect().bottomRight()).x() < window.width() for one in deeds)


def test_every_deed_has_a_key(window):
    pages = window.pages
    key(window, Qt.Key.Key_PageDown, CTRL)
    assert pages.page == 1
    assert window.page.value() == 2
    key(window, Qt.Key.Key_End)
    assert pages.page == 11
    assert not window.next.isEnabled()
    key(window, Qt.Key.Key_PageUp, CTRL)
    assert pages.page == 10
    key(window, Qt.Key.Key_Home)
    assert pages.page == 0
    assert not window.before.isEnabled()
    key(window, Qt.Key.Key_1, CTRL)
    assert pages.zoom == 1.0
    key(window, Qt.Key.Key_Plus, CTRL)
    assert pages.zoom == 1.25
    key(window, Qt.Key.Key_Minus, CTRL)
    key(window, Qt.Key.Key_Minus, CTRL)
    assert pages.zoom == 0.8
    key(window, Qt.Key.Key_0, CTRL)
    assert pages.fits
    before = pages.verticalScrollBar().value()
    key(window, Qt.Key.Key_PageDown)
    assert pages.verticalScrollBar().value() > before
    key(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_number_typed_leads_to_the_page_and_enter_prints_nothing(window, monkeypatch):
    monkeypatch.setattr(window_module.printing, "ask_printer", lambda *_: pytest.fail("printed"))
    window.page.setFocus()
    window.page.lineEdit().selectAll()
    QTest.keyClicks(window.page, "7")
    QTest.keyClick(window.page, Qt.Key.Key_Return)
    assert window.pages.page == 6
    assert window.isVisible()


def test_scrolling_tells_which_page_is_read_and_the_end_is_the_last_one(window):
    bar = window.pages.verticalScrollBar()
    bar.setValue(int(window.pages._tops[3]))
    assert window.page.value() == 4
    assert window.pages.accessibleDescription() == "第4页，共12页"
    bar.setValue(bar.maximum())
    assert window.page.value() == 12


def test_the_last_page_is_reached_though_several_are_in_sight(window):
    window.pages.set_zoom(0.25)
    for page in range(12):
        window.pages.go_to(page)
        assert window.page.value() == page + 1


def test_what_is_read_stays_in_sight_when_the_size_changes(window):
    window.pages.go_to(5)
    window.pages.larger()
    assert window.pages.page == 5
    assert abs(window.pages.rectangle(5).top() - 12) <= 2


def test_ctrl_and_the_wheel_change_the_size_and_the_wheel_alone_scrolls(window):
    window.pages.set_zoom(1.0)
    turn(window, 120, CTRL)
    assert window.pages.zoom == 1.25
    turn(window, -60, CTRL)
    assert window.pages.zoom == 1.25
    turn(window, -60, CTRL)
    assert window.pages.zoom == 1.0
    turn(window, -120, Qt.KeyboardModifier.NoModifier)
    assert window.pages.zoom == 1.0
    assert window.pages.verticalScrollBar().value() > 0


def turn(window, notches, modifiers):
    view = window.pages.viewport()
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, notches), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_everything_that_takes_the_cursor_has_a_name(window):
    for widget in (*window.findChildren(QPushButton), *window.findChildren(QSpinBox), window.pages):
        assert widget.accessibleName() or widget.text(), widget


def test_the_pdf_is_saved_beside_the_paper_under_a_name_that_windows_takes(window, paper, monkeypatch):
    proposed = []

    def ask(_parent, _title, name, _kinds):
        proposed.append(name)
        return str(paper.with_name("另存")), ""

    monkeypatch.setattr(window_module.QFileDialog, "getSaveFileName", ask)
    window._title = "张:三?案卷"
    window.save()
    assert proposed == [str(paper.with_name("张_三_案卷.pdf"))]
    assert pages_in(paper.with_name("另存.pdf").read_bytes()) == 12
    assert "另存.pdf" in window.told.text()


def test_what_cannot_be_saved_is_told(window, paper, monkeypatch, said):
    taken = paper.with_name("taken.pdf")
    taken.mkdir()
    monkeypatch.setattr(window_module.QFileDialog, "getSaveFileName", lambda *_: (str(taken), ""))
    window.save()
    assert "没有写到" in said.warnings[0]


@pytest.mark.parametrize("way", ["close", "locked", "closing"])
def test_nothing_is_left_when_it_closes(window, session, way, village_home):
    window.grab()
    preview = window._preview
    assert window.pages._pictures
    if way == "close":
        window.close()
    else:
        getattr(session, way).emit()
    assert not window.isVisible()
    assert preview.is_closed
    assert not window.pages._pictures
    assert preview._pdf is None
    assert not paths.typeset().exists()
    assert [path.name for path in village_home.rglob("*") if path.is_file()] in ([], ["window.ini"])


def test_a_printer_chosen_while_the_program_locked_itself_prints_nothing(window, session, monkeypatch):
    def chosen(*_):
        session.locked.emit()
        return object()

    monkeypatch.setattr(window_module.printing, "ask_printer", chosen)
    monkeypatch.setattr(window_module.printing, "print_pages", lambda *_: pytest.fail("printed"))
    window.print_them()
    assert not window.isVisible()


def test_a_page_that_cannot_be_drawn_is_told_once_and_the_others_are_drawn(make, monkeypatch, said):
    from villagedesk.documents.preview import Preview
    from villagedesk.errors import Refused

    real = Preview.picture

    def broken(self, page, scale):
        if page == 0:
            raise Refused("画不出来")
        return real(self, page, scale)

    monkeypatch.setattr(Preview, "picture", broken)
    window = make()
    window.grab()
    window.pages.larger()
    window.grab()
    assert said.warnings == ["画不出来"]
    assert 1 in drawn(window)


def test_pages_are_drawn_on_the_worker_thread(qtbot, store, paper: Path):
    from villagedesk.documents.preview import Preview
    from villagedesk.ui.preview.window import PreviewWindow

    session = Session(store, Settings(), Tasks())
    try:
        window = PreviewWindow(session, Preview(pdf_of(A4, A4)), paper, "案卷")
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: drawn(window) == [0, 1], timeout=5_000)
        gone = weakref.ref(window._preview)
        window.close()
        qtbot.waitUntil(lambda: not session.tasks.busy)
        window._preview = None
        gc.collect()
        assert gone() is None
    finally:
        session.tasks.close()
