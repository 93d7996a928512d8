# SPDX-License-Identifier: MIT
"""Forms make their fields in slices: nothing is lost by whoever does not wait for the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from shiboken6 import isValid

from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.session import Session

SPEC = entity_spec("member")
KEYS = [one.key for one in form_fields(SPEC, None)]
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def area(session: Session, qtbot: QtBot) -> QScrollArea:
    made = QScrollArea(widgetResizable=True)
    made.setWidget(RecordForm(SPEC, refs=RefSource(session), year=2025))
    made.resize(900, 700)
    qtbot.addWidget(made)
    return made


def form_in(area: QScrollArea) -> RecordForm:
    form = area.widget()
    assert isinstance(form, RecordForm)
    return form


def test_the_first_fields_are_seen_at_once_and_the_others_follow_in_their_order(area, qtbot):
    form = form_in(area)
    assert not form.findChildren(FieldRow)
    area.show()
    first = [one.spec.key for one in form.findChildren(FieldRow)]
    assert first == KEYS[: len(first)]
    assert 0 < len(first) < len(KEYS)
    qtbot.waitUntil(form.is_grown)
    assert list(form.rows) == KEYS


def test_whoever_wants_the_last_field_has_it_with_what_was_typed_meanwhile(area):
    form = form_in(area)
    area.show()
    form.entry.write("note", "示范")
    assert form.focus_field("note")
    assert form.rows["note"].editor.content() == "示范"


def test_tab_goes_on_within_the_form_however_fast_it_is_pressed(area, qtbot):
    form = form_in(area)
    with qtbot.waitActive(area):
        area.show()
    form.focus_first()
    assert not form.is_grown()
    first = form.focused_key()
    for _press in range(4):
        qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)
    assert form.focused_key() not in {"", first}
    assert form.is_grown()


def test_a_form_that_is_hidden_shows_what_has_changed_when_it_is_seen_again(area, qtbot):
    form = form_in(area)
    area.show()
    qtbot.waitUntil(form.is_grown)
    row = form.rows["name"]
    area.hide()
    form.load(Member(name="张三"))
    assert row.editor.content() == ""
    area.show()
    assert row.editor.content() == "张三"


def test_a_window_may_be_closed_while_fields_are_still_wanting(area, qtbot):
    form = form_in(area)
    area.show()
    form.entry.write("name", "张三")
    assert not form.is_grown()
    assert form.content() == {"name": "张三"}
    area.takeWidget()
    form.deleteLater()
    qtbot.waitUntil(lambda: not isValid(form))
    QApplication.processEvents()
