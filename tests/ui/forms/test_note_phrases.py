# SPDX-License-Identifier: MIT
"""Long notes into which recurring sentences can be put, in the real case file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import Kind, Sensitivity
from villagedesk.models.completeness import Section
from villagedesk.services.keeping.records import Edit
from villagedesk.store import phrases
from villagedesk.ui.forms.note_phrases import PhraseNote
from villagedesk.ui.forms.refs import offers_sentences

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
POLICY, BENEFIT = "宣讲医保报销政策", "讲解产业奖补办法"


@pytest.fixture
def household(a_household):
    return a_household("张三", "李四")


@pytest.fixture
def others(session, a_household):
    """Visits to other households: two sentences recur, one stands alone."""
    told = (f"{POLICY}；{BENEFIT}", f"{POLICY}。", f"{BENEFIT}\n{POLICY}", "只对这一户讲过的话")
    edits = [
        Edit(
            "visit",
            "",
            {"household": a_household(f"王{number}"), "date": "2025-03-04", "policies": text, "changes": text},
        )
        for number, text in enumerate(told)
    ]
    session.save("走访", edits)


@pytest.fixture
def form(view, others):
    panel = view.go_to(Section.VISITS).visits
    panel.add()
    return panel.form


def note(form, key="policies"):
    form.focus_field(key)
    widget = form.rows[key].widget
    assert isinstance(widget, PhraseNote)
    return widget


def commit(widget, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def press(qtbot, widget, *keys):
    for one in keys:
        key, modifier = one if isinstance(one, tuple) else (one, Qt.KeyboardModifier.NoModifier)
        qtbot.keyClick(QApplication.activePopupWidget() or widget, key, modifier)


OPEN = (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
SPACE = (Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)


def test_sentences_that_recur_are_offered_the_most_frequent_first_and_what_one_household_says_is_not(form, session):
    assert phrases.sentences_of(session.store, field_spec("visit.policies")) == [POLICY, BENEFIT]
    assert note(form).phrases == [POLICY, BENEFIT]


@pytest.mark.parametrize("key", [OPEN, SPACE])
def test_keys_open_the_list_and_enter_takes_the_chosen_sentence(form, qtbot, key):
    widget = note(form)
    press(qtbot, widget, key, Qt.Key.Key_Return)
    assert form.entry.content("policies") == POLICY
    press(qtbot, widget, key, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert form.entry.content("policies") == f"{POLICY}；{BENEFIT}"
    assert form.focused_key() == "policies"


def test_initials_narrow_the_list_and_are_replaced(form, qtbot):
    widget = note(form)
    commit(widget, "入户走访；")
    press(qtbot, widget, "j", "j", OPEN, Qt.Key.Key_Return)
    assert form.entry.content("policies") == f"入户走访；{BENEFIT}"


def test_typing_goes_on_while_the_list_is_open_and_esc_closes_it_without_loss(form, qtbot):
    widget = note(form)
    press(qtbot, widget, "x", OPEN)
    assert widget._is_open()
    press(qtbot, widget, "j")
    assert form.entry.content("policies") == "xj"
    press(qtbot, widget, Qt.Key.Key_Backspace, OPEN, Qt.Key.Key_Escape)
    assert not widget._is_open()
    assert form.entry.content("policies") == "x"
    press(qtbot, widget, Qt.Key.Key_Return)
    assert form.entry.content("policies") == "x\n"  # Enter is a new line as ever


def test_the_button_is_there_with_the_cursor_only_and_opens_the_list(form, qtbot):
    widget = note(form)
    assert widget.button.isVisible()
    assert widget.button.accessibleName() == "常用的句子"
    qtbot.mouseClick(widget.button, Qt.MouseButton.LeftButton)
    assert widget._is_open()
    press(qtbot, widget, Qt.Key.Key_Return)
    assert form.entry.content("policies") == POLICY
    form.focus_field("date")
    assert not widget.button.isVisible()


def test_nothing_sensitive_of_another_household_is_offered(form, view):
    form.focus_field("changes")  # what was found at other households
    assert not isinstance(form.rows["changes"].widget, PhraseNote)
    for entity in ENTITIES.values():
        for spec in entity.fields:
            if spec.sensitivity is Sensitivity.SENSITIVE or spec.kind is not Kind.NOTE:
                assert not offers_sentences(spec)


def test_what_is_held_fast_offers_nothing(form, qtbot):
    widget = note(form)
    widget.set_locked(True)
    assert not widget.button.isVisible()
    press(qtbot, widget, OPEN)
    assert not widget._is_open()
