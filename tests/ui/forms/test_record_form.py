# SPDX-License-Identifier: MIT
"""Forms made from the catalogue: keys, problems beside fields, notes, taking over, locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from tests.ui.cursor import at
from villagedesk.i18n import set_language
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.registry import ENTITIES, entity_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.store import reads
from villagedesk.ui.dialogs.history_of_field import FieldHistoryDialog
from villagedesk.ui.forms.form_layout import form_fields
from villagedesk.ui.forms.record_dialog import RecordDialog
from villagedesk.ui.forms.record_form import HABIT, RecordForm
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.session import Session

GOOD_ID = "510199197003050011"
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def make_form(session: Session, qtbot: QtBot) -> Callable[..., RecordForm]:
    kept: list[QScrollArea] = []

    def make(entity: str, width: int = 900) -> RecordForm:
        form = RecordForm(entity_spec(entity), refs=RefSource(session), year=2025)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(form)
        qtbot.addWidget(area)
        kept.append(area)
        area.resize(width, 700)
        with qtbot.waitActive(area):
            area.show()
            area.activateWindow()
        return form

    return make


def line(form: RecordForm, key: str) -> QLineEdit:
    widget = form.rows[key].widget
    assert isinstance(widget, QLineEdit)
    return widget


@pytest.mark.parametrize("entity", sorted(ENTITIES))
def test_every_entity_has_a_form_whose_fields_can_be_read_aloud(
    make_form: Callable[..., RecordForm], entity: str
) -> None:
    form = make_form(entity)
    assert list(form.rows)
    for row in form.rows.values():
        assert row.widget.accessibleName()


def test_owner_year_and_place_are_not_asked_for() -> None:
    keys = {field.key for field in form_fields(entity_spec("member_year"), None)}
    assert not keys & {"member", "year"}
    assert "position" not in {field.key for field in form_fields(entity_spec("member"), None)}


def test_fields_of_a_group_stand_together_under_one_heading() -> None:
    groups = [field.group.label for field in form_fields(entity_spec("household"), None)]
    assert groups == sorted(groups, key=list(dict.fromkeys(groups)).index)


def test_enter_goes_from_field_to_field_and_past_locked_ones(
    make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    form = make_form("member")
    form.focus_first()
    assert form.focused_key() == "name"  # 人编号 comes by import only
    qtbot.keyClick(at(form), Qt.Key.Key_Return)
    assert form.focused_key() == "sex"
    qtbot.keyClick(at(form), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused_key() == "name"


def test_enter_passes_by_what_is_not_asked_and_shift_enter_too(
    make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    form = make_form("member")
    form.entry.write("id_no", GOOD_ID)
    form.focus_field("id_checked")
    qtbot.keyClick(at(form), Qt.Key.Key_Return)
    assert form.focused_key() == "card_no"  # 无证件原因 is no question of somebody with a number
    qtbot.keyClick(at(form), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.focused_key() == "id_checked"
    qtbot.keyClick(at(form), Qt.Key.Key_Tab)
    assert form.focused_key() == "no_id_reason"
    qtbot.keyClick(at(form), Qt.Key.Key_Return)
    assert form.focused_key() == "card_no"


def test_the_label_of_a_question_that_does_not_arise_is_pale_until_it_does(
    make_form: Callable[..., RecordForm],
) -> None:
    form = make_form("member_year")
    pale = form.rows["disability_kind"].label
    assert pale.property("role") == "hint"
    form.entry.write("health", "4")
    assert not pale.property("role")
    assert form.rows["disability_kind"].widget.isEnabled()
    assert not form.rows["labour"].label.property("role")


def test_a_digit_that_is_the_whole_answer_leads_on_and_an_enter_out_of_habit_does_not_lead_further(
    make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    form = make_form("household_year")
    form.focus_field("production_power")
    qtbot.keyClick(at(form), "1")
    assert form.focused_key() == "living_power"
    qtbot.keyClick(at(form), Qt.Key.Key_Return)  # pressed at once: meant for the field before
    assert form.focused_key() == "living_power"
    qtbot.keyClick(at(form), Qt.Key.Key_Return)
    assert form.focused_key() == "broadcasting"
    qtbot.keyClick(at(form), "2")
    qtbot.wait(int(1000 * HABIT) + 50)
    qtbot.keyClick(at(form), Qt.Key.Key_Return)  # meant for this field, which stays empty
    assert form.focused_key() == "road_type"
    qtbot.keyClick(at(form), "0")
    assert form.focused_key() == "road_type"
    assert form.changes() == {"production_power": True, "broadcasting": False}


def test_enter_on_the_last_field_leads_out_of_the_form(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    form = make_form("pairing")
    out: list[bool] = []
    form.stepped_out.connect(out.append)
    form.focus_field("change_reason")
    qtbot.keyClick(at(form), Qt.Key.Key_Return)
    qtbot.keyClick(at(form), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert out == [True]


def test_a_wrong_value_is_judged_when_it_is_left_and_not_while_it_is_typed(
    make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    form = make_form("household")
    form.load(Household(id="h"))
    form.focus_field("phone")
    qtbot.keyClicks(line(form, "phone"), "12")
    assert form.rows["phone"].said == ""
    qtbot.keyClick(line(form, "phone"), Qt.Key.Key_Tab)
    assert "不是手机号" in form.rows["phone"].said
    assert line(form, "phone").property("problem") == "doubt"
    assert form.changes() == {"phone": "12"}


def test_typing_again_takes_the_complaint_away(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    form = make_form("household")
    form.entry.write("phone", "12")
    form.entry.settle("phone")
    form.focus_field("phone")
    qtbot.keyClicks(line(form, "phone"), "13800001234")
    assert form.rows["phone"].said == ""
    assert line(form, "phone").property("problem") == ""


def test_a_full_identity_number_leads_on_and_fills_sex_and_birth(
    make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    form = make_form("member")
    form.load(Member(id="m", name="张三"))
    form.focus_field("id_no")
    qtbot.keyClicks(line(form, "id_no"), GOOD_ID)
    assert form.focused_key() == "id_checked"
    assert form.changes() == {"id_no": GOOD_ID, "sex": "1", "birth": "1970-03-05"}
    assert line(form, "birth").text() == "1970-03-05"


def test_f2_on_a_wrong_identity_number_notes_that_the_paper_was_checked(
    make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    form = make_form("member")
    form.load(Member(id="m", id_no=GOOD_ID[:-1] + "2"))
    form.focus_field("id_no")
    qtbot.keyClick(line(form, "id_no"), Qt.Key.Key_F2)
    assert form.focused_key() == "id_checked"
    assert form.changes() == {"id_checked": "已核对原件"}


def test_f2_on_another_field_begins_a_line_in_the_note(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    form = make_form("household")
    form.load(Household(id="h", note="原有"))
    form.focus_field("address")
    qtbot.keyClick(line(form, "address"), Qt.Key.Key_F2)
    qtbot.keyClicks(at(form), "abc")
    assert form.entry.content("note") == "原有\n住址：abc"


def test_f4_takes_over_what_stood_in_the_record_before(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    form = make_form("member")
    form.set_previous({"ethnic": "07", "phone": "13800001234"})
    form.focus_field("phone")
    qtbot.keyClick(line(form, "phone"), Qt.Key.Key_F4)
    form.focus_field("ethnic")
    qtbot.keyClick(form.rows["ethnic"].widget, Qt.Key.Key_F4)
    assert form.changes() == {"phone": "13800001234", "ethnic": "07"}
    assert form.rows["ethnic"].editor.content() == "07"


def test_not_applicable_can_be_clicked_and_typed(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    form = make_form("household_year")
    form.load(HouseholdYear(id="y"))
    row = form.rows["exit_year"]
    assert row._na_button is not None
    qtbot.mouseClick(row._na_button, Qt.MouseButton.LeftButton)
    form.focus_field("return_year")
    qtbot.keyClicks(line(form, "return_year"), "na")
    form.entry.settle("return_year")
    assert form.changes() == {"exit_year": NA, "return_year": NA}
    assert line(form, "exit_year").text() == "不适用"


def test_what_comes_by_import_only_is_shown_and_not_typed(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    form = make_form("member")
    form.load(Member(id="m", person_no="P1"))
    qtbot.keyClicks(line(form, "person_no"), "x")
    assert line(form, "person_no").text() == "P1"
    assert form.changes() == {}


def test_a_file_opened_for_reading_locks_every_field(
    session: Session, make_form: Callable[..., RecordForm], qtbot: QtBot
) -> None:
    session.store.read_only = True
    form = make_form("household")
    assert all(row.locked for row in form.rows.values())
    qtbot.keyClicks(line(form, "address"), "x")
    assert form.changes() == {}


def test_two_fields_stand_side_by_side_where_there_is_room(make_form: Callable[..., RecordForm], qtbot: QtBot) -> None:
    wide, narrow = make_form("household", 1000), make_form("household", 420)
    qtbot.waitUntil(lambda: wide.rows["bank"].x() < wide.rows["bank_no"].x())
    assert wide.rows["bank"].y() == wide.rows["bank_no"].y()
    qtbot.waitUntil(lambda: narrow.rows["bank"].y() < narrow.rows["bank_no"].y())


def test_a_draft_goes_out_and_comes_back(make_form: Callable[..., RecordForm]) -> None:
    form = make_form("household")
    form.entry.write("identified", "二月三十")
    draft = form.content()
    other = make_form("household")
    other.put_content(draft)
    assert line(other, "identified").text() == "二月三十"
    assert [problem.key for problem in other.problems()] == ["identified"]


def test_the_field_menu_offers_history_note_and_taking_over(make_form: Callable[..., RecordForm]) -> None:
    form = make_form("household")
    verbs = {action.data() for action in form.rows["address"].menu().actions() if action.data()}
    assert {"history", "note", "copy", "revert"} <= verbs


def test_the_menu_key_opens_the_field_menu(
    make_form: Callable[..., RecordForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = make_form("household")
    opened: list[object] = []
    monkeypatch.setattr(form.rows["address"], "_popup", opened.append)
    widget = line(form, "address")
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, widget.rect().center(), widget.mapToGlobal(widget.rect().center())
    )
    QApplication.sendEvent(widget, event)
    assert len(opened) == 1


def test_a_field_can_be_given_up(make_form: Callable[..., RecordForm]) -> None:
    form = make_form("household")
    form.load(Household(id="h", address="老屋"))
    form.entry.write("address", "新屋")
    form._do("address", "revert")
    assert line(form, "address").text() == "老屋"


# -- entering a record, looking at its history ------------------------------------------------------------------------


def test_a_new_cadre_is_entered_in_a_box(session: Session, qtbot: QtBot) -> None:
    dialog = RecordDialog(RefSource(session), entity_spec("cadre"), {"name": "周明"}, None)
    qtbot.addWidget(dialog)
    dialog.form.entry.write("phone", "13800001234")
    dialog.save()
    assert dialog.row
    cadre = reads.get(session.store, entity_spec("cadre").record, dialog.row)
    assert (cadre.name, cadre.phone) == ("周明", "13800001234")


def test_a_cadre_without_a_name_is_not_saved(session: Session, qtbot: QtBot) -> None:
    dialog = RecordDialog(RefSource(session), entity_spec("cadre"), {}, None)
    qtbot.addWidget(dialog)
    dialog.form.entry.write("phone", "13800001234")
    dialog.save()
    assert dialog.row is None


def test_escape_does_not_throw_away_what_was_typed_unasked(session: Session, said: Said, qtbot: QtBot) -> None:
    dialog = RecordDialog(RefSource(session), entity_spec("cadre"), {"name": "周明"}, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    said.answers.append(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_forms_speak_english_where_the_window_does(make_form: Callable[..., RecordForm], tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "villagedesk.mo").open("wb") as file:
        write_mo(file, Catalog(locale="en"))
    set_language("en", tmp_path)
    form = make_form("household")
    assert form.rows["phone"].label.text() == "Phone\u2060＊"
    level = code_list("care_level").entries[0]
    form.load(Household(id="h", care_level=level.code))
    assert form.rows["care_level"].widget.currentText() == level.en


def test_the_history_of_a_field_tells_who_and_when_and_leads_back(
    session: Session, a_household: Callable[..., str], qtbot: QtBot
) -> None:
    household = a_household("张三", address="老屋")
    with session.store.change("搬家") as change:
        change.put("household", household, {"address": "新屋"})
    dialog = FieldHistoryDialog(None, session, "household", household, "address")
    qtbot.addWidget(dialog)
    assert [(one.new, one.old, one.label) for one in dialog.model.lines] == [
        ("新屋", "老屋", "搬家"),
        ("老屋", "", "登记"),
    ]
    dialog.view.go_to_row(1)
    dialog.revert_button.click()
    assert reads.get(session.store, Household, household).address == "老屋"
    assert dialog.model.lines[0].new == "老屋"


def test_the_star_of_a_required_field_never_stands_alone_on_a_line(make_form: Callable[..., RecordForm]) -> None:
    starred = [row.label.text() for row in make_form("household_year").rows.values() if row.spec.required]
    assert starred
    assert all(text.endswith("\u2060＊") for text in starred)


def test_the_star_goes_while_the_question_does_not_arise(make_form: Callable[..., RecordForm]) -> None:
    form = make_form("household_year")
    label = form.rows["attribute"].label
    assert label.text().endswith("＊")
    form.entry.write("household_type", "边缘易致贫户")
    assert not label.text().endswith("＊")
    form.entry.write("household_type", "贫困户")
    assert label.text().endswith("＊")


def test_a_cadre_is_named_on_a_whole_line_with_unit_and_post(make_form: Callable[..., RecordForm]) -> None:
    form = make_form("pairing", width=1000)
    assert form.rows["cadre"].width() > 1.5 * form.rows["start"].width()
