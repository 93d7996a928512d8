# SPDX-License-Identifier: MIT
"""Lines of text that offer names on file and what was typed there before, in the real case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import Kind, Sensitivity
from villagedesk.models.completeness import Section
from villagedesk.services.keeping.records import Edit
from villagedesk.ui.forms.phrases import PhraseLine, found_by, offers_phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.casefile.view import CaseFileView
    from villagedesk.ui.forms.record_form import RecordForm
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
UNIT = "示范县农业农村局"


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三", "李四")


@pytest.fixture
def form(view: CaseFileView, session: Session) -> RecordForm:
    session.save("名单", [Edit("unit", "", {"name": UNIT}), Edit("unit", "", {"name": "示范县民政局"})])
    panel = view.go_to(Section.VISITS).visits
    panel.add()
    return panel.form


def line(form: RecordForm, key: str) -> PhraseLine:
    form.focus_field(key)
    widget = form.rows[key].widget
    assert isinstance(widget, PhraseLine)
    return widget


def commit(widget: PhraseLine, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def keys(qtbot: QtBot, widget: PhraseLine, *pressed: Qt.Key | str) -> None:
    for key in pressed:
        qtbot.keyClick(QApplication.activePopupWidget() or widget, key)


def test_initials_and_enter_take_a_unit_of_the_list_and_lead_on(form: RecordForm, qtbot: QtBot) -> None:
    unit = line(form, "unit")
    keys(qtbot, unit, *"sfxn", Qt.Key.Key_Return)
    assert form.entry.value("unit") == UNIT
    assert form.focused_key() == "received_by"


def test_the_people_of_the_household_are_offered_where_one_of_them_is_named(form: RecordForm, qtbot: QtBot) -> None:
    keys(qtbot, line(form, "received_by"), *"ls", Qt.Key.Key_Return)
    assert form.entry.value("received_by") == "李四"


def test_what_was_typed_in_chinese_stays_unless_down_chooses(form: RecordForm, qtbot: QtBot) -> None:
    unit = line(form, "unit")
    commit(unit, "示范县民")
    keys(qtbot, unit, Qt.Key.Key_Return)
    assert form.entry.value("unit") == "示范县民"
    unit = line(form, "unit")
    commit(unit, "示范县民")
    keys(qtbot, unit, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert form.entry.value("unit") == "示范县民政局"


def test_escape_closes_the_list_and_the_letters_stay(form: RecordForm, qtbot: QtBot) -> None:
    unit = line(form, "unit")
    keys(qtbot, unit, *"sf", Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    keys(qtbot, unit, Qt.Key.Key_Return)
    assert form.entry.value("unit") == "sf"


def test_letters_that_lead_to_nothing_are_a_text_like_any_other(form: RecordForm, qtbot: QtBot) -> None:
    keys(qtbot, line(form, "unit"), *"wps", Qt.Key.Key_Return)
    assert form.entry.value("unit") == "wps"


def test_what_was_typed_in_the_household_before_is_offered_in_the_next(
    view: CaseFileView, a_household: Callable[..., str], qtbot: QtBot
) -> None:
    visit = view.editing.rows["visits"].add()
    visit.main.write("date", "2025-03-05")
    visit.main.write("gifts", "大米10公斤、食用油5升")
    assert view.save()
    view.open(a_household("王五"))
    panel = view.go_to(Section.VISITS).visits
    row = panel.add()
    keys(qtbot, line(panel.form, "gifts"), *"dm", Qt.Key.Key_Return)
    assert row.main.value("gifts") == "大米10公斤、食用油5升"


def test_sensitive_texts_of_other_households_are_never_offered(session: Session, view: CaseFileView) -> None:
    sensitive = [
        field
        for entity in ENTITIES.values()
        for field in entity.fields
        if field.kind is Kind.TEXT and field.sensitivity is Sensitivity.SENSITIVE
    ]
    assert sensitive
    assert not [field.key for field in sensitive if offers_phrases(field) and not field.offers]
    concerned = field_spec("cause.concerned")
    view.editing.entries["cause:main"].write("code", "1")
    view.editing.entries["cause:main"].write("concerned", "别户的人")
    assert view.save()
    assert view.editing.refs.phrases(concerned) == ["张三", "李四"]


def test_the_nearest_phrase_is_the_first() -> None:
    assert found_by(["县审计局", "石生"], "ss") == ["石生"]
    assert found_by([UNIT, "示范县民政局"], "sfxm") == ["示范县民政局"]
    assert found_by([UNIT], "s") == []
    assert found_by([UNIT], UNIT) == []
