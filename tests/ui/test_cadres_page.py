# SPDX-License-Identifier: MIT
"""Cadres and units: lists, forms, households of each, removal with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from villagedesk.models.catalogue.help import Cadre, Unit
from villagedesk.store import drafts, reads
from villagedesk.ui.dialogs import hand_over as hand_over_dialog
from villagedesk.ui.forms import records_panel
from villagedesk.ui.pages.cadres import CadresPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def page(session: Session, a_household: Callable[..., str], open_page: Callable[..., Any]) -> CadresPage:
    first, second = a_household("张三", group="2组"), a_household("李四", group="1组")
    with session.store.change("责任人") as change:
        change.put("unit", "u1", {"name": "水利局"})
        change.put("cadre", "c1", {"name": "周明", "unit": "u1", "phone": "13800001111"})
        change.put("cadre", "c2", {"name": "吴兰", "phone": "13900002222"})
        change.put("pairing", "p1", {"household": first, "cadre": "c1", "start": "2024-01-01"})
        change.put("pairing", "p2", {"household": second, "cadre": "c1", "start": "2024-01-01", "end": "2024-12-31"})
    return open_page(CadresPage, 1100, 650)


def test_cadres_are_listed_with_their_units_and_present_households(page: CadresPage) -> None:
    assert [(line.name, line.unit, line.households) for line in page.cadres.model.lines] == [
        ("吴兰", "", 0),
        ("周明", "水利局", 1),
    ]


@pytest.mark.parametrize("typed", ["zm", "周", "0000", "水利"])
def test_a_cadre_is_found_by_initials_name_telephone_and_unit(page: CadresPage, typed: str) -> None:
    page.cadres.search.setText(typed)
    found = [line.name for line in page.cadres.model.lines]
    assert "周明" in found
    assert ("吴兰" in found) is (typed == "0000")


def test_the_households_of_a_cadre_stand_below_and_a_double_click_opens_one(page: CadresPage, session: Session) -> None:
    page.cadres.open("c1")
    assert [(line.head_name, line.end) for line in page.cadres.charges.lines] == [
        ("张三", None),
        ("李四", "2024-12-31"),
    ]
    assert "现有1户" in page.cadres.heading.text()
    wanted: list[str] = []
    page.wanted_household.connect(wanted.append)
    page.cadres.households.opened.emit("p1")
    assert wanted == [session.store.value("SELECT household FROM pairing WHERE id = 'p1'")]


def test_a_cadre_is_edited_and_saved_by_key(page: CadresPage, session: Session) -> None:
    page.cadres.open("c1")
    page.cadres.form.entry.write("post", "科员")
    page.save()
    assert reads.get(session.store, Cadre, "c1").post == "科员"
    assert [line.post for line in page.cadres.model.lines] == ["", "科员"]


def test_a_new_cadre_is_entered_and_then_listed(page: CadresPage, session: Session, qtbot: QtBot) -> None:
    page.cadres.add_button.click()
    assert page.cadres.form.focused_key() == "name"
    page.cadres.form.entry.write("phone", "13700003333")
    notes: list[str] = []
    page.said.connect(notes.append)
    assert not page.cadres.save()
    assert "请先填写" in notes[0]
    page.cadres.form.entry.write("name", "郑强")
    assert page.cadres.save()
    assert [line.name for line in page.cadres.model.lines] == ["吴兰", "郑强", "周明"]
    assert page.cadres.model.line(page.cadres.list.currentIndex().row()).name == "郑强"


def test_going_to_another_cadre_saves_the_one_before(page: CadresPage, session: Session) -> None:
    page.cadres.open("c1")
    page.cadres.form.entry.write("post", "科员")
    page.cadres.list.go_to("c2")
    assert reads.get(session.store, Cadre, "c1").post == "科员"
    assert page.cadres.form.entry.row == "c2"


def test_a_cadre_with_something_wrong_is_not_left_silently(page: CadresPage, session: Session) -> None:
    page.cadres.open("c1")
    page.cadres.form.entry.write("unit", "?不知道")
    page.cadres.list.go_to("c2")
    assert page.cadres.form.entry.row == "c1"
    assert page.cadres.list.current_key() == "c1"


def test_leaving_the_page_asks(page: CadresPage, session: Session, said: Said) -> None:
    page.cadres.open("c1")
    page.cadres.form.entry.write("post", "科员")
    said.answers.append(2)
    assert not page.can_leave()
    said.answers.append(1)
    assert page.can_leave()
    assert reads.get(session.store, Cadre, "c1").post is None


def test_removing_a_cadre_tells_of_the_households_he_still_has(
    page: CadresPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, text: str, *_more: object) -> str:
        asked.append(text)
        return "调离"

    monkeypatch.setattr(records_panel, "ask_reason", ask)
    page.cadres.open("c1")
    page.cadres.remove_button.click()
    assert "1户" in asked[0]
    assert [line.name for line in page.cadres.model.lines] == ["吴兰"]
    assert not page.cadres.area.isVisible()


def test_what_is_typed_about_a_cadre_survives_a_crash(
    page: CadresPage, session: Session, icons: Icons, qtbot: QtBot
) -> None:
    page.cadres.open("c1")
    page.cadres.form.entry.write("post", "科员")
    page.cadres.drafts.keep()
    assert drafts.find(session.store, "record-cadre", "c1") is not None
    again = CadresPage(session, icons)
    qtbot.addWidget(again)
    again.shown_first_time()
    again.cadres.open("c1")
    again.cadres.bar.restore_button.click()
    assert again.cadres.form.changes() == {"post": "科员"}


def test_a_change_from_elsewhere_reaches_the_form(page: CadresPage, session: Session) -> None:
    page.cadres.open("c1")
    with session.store.change("别处") as change:
        change.put("cadre", "c1", {"post": "主任"})
    assert page.cadres.form.entry.content("post") == "主任"


def test_units_have_their_own_leaf_with_the_number_of_cadres(page: CadresPage, session: Session, qtbot: QtBot) -> None:
    page.leaves.setCurrentIndex(1)
    assert [(line.name, line.cadres) for line in page.units.model.lines] == [("水利局", 1)]
    page.find()
    assert page.units.search.hasFocus()
    page.units.open("u1")
    page.units.form.entry.write("contact", "钱七")
    page.save()
    assert reads.get(session.store, Unit, "u1").contact == "钱七"


def test_an_empty_list_says_what_to_do(session: Session, icons: Icons, qtbot: QtBot) -> None:
    page = CadresPage(session, icons)
    qtbot.addWidget(page)
    page.shown_first_time()
    assert "新增" in page.cadres.empty.text()


def test_enter_in_the_list_goes_into_the_form(page: CadresPage, qtbot: QtBot) -> None:
    page.cadres.open("c1")
    page.cadres.list.setFocus()
    qtbot.keyClick(page.cadres.list, Qt.Key.Key_Return)
    assert page.cadres.form.focused_key() == "name"


def test_where_nobody_is_open_it_says_what_to_do(page: CadresPage) -> None:
    panel = page.units
    assert panel.choose.isVisibleTo(panel)
    panel.open("u1")
    assert not panel.choose.isVisibleTo(panel)


def test_the_search_box_promises_what_it_keeps(page: CadresPage) -> None:
    assert page.cadres.search.placeholderText() == "姓名、拼音首字母、电话、单位"
    assert page.units.search.placeholderText() == "名称、拼音首字母"
    page.units.search.setText("slj")
    assert [line.name for line in page.units.model.lines] == ["水利局"]


def test_the_proposed_reasons_fit_what_is_removed(page: CadresPage) -> None:
    assert "调离" in page.cadres.reasons()
    assert "调离" not in page.units.reasons()
    assert "单位撤并" in page.units.reasons()


def test_the_load_of_each_cadre_is_told(page: CadresPage, session: Session) -> None:
    household = session.store.value("SELECT household FROM pairing WHERE id = 'p1'")
    facts = {"household": household, "cadre": "c2", "visitors": "吴兰"}
    with session.store.change("走访") as change:
        change.put("visit", "v1", {**facts, "date": "2026-01-15"})
    page.refresh(change.changed)
    told = {line.name: (line.households, line.visits, line.late) for line in page.cadres.model.lines}
    assert told == {"周明": (1, 0, 1), "吴兰": (0, 0, 0)}
    with session.store.change("走访") as change:
        change.put("visit", "v2", {**facts, "date": "2026-03-01"})
    page.refresh(change.changed)
    told = {line.name: (line.households, line.visits, line.late) for line in page.cadres.model.lines}
    assert told == {"周明": (1, 0, 0), "吴兰": (0, 1, 0)}


def test_households_are_handed_over_from_the_cadre_who_is_shown(
    page: CadresPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(
        hand_over_dialog, "hand_over", lambda _p, _r, _i, cadre, name: asked.append((cadre, name)) or "移交"
    )
    said: list[str] = []
    page.said.connect(said.append)
    page.cadres.open("c2")
    assert not page.cadres.hand_over_button.isEnabled()  # nothing to hand over
    page.cadres.open("c1")
    page.cadres.hand_over_button.click()
    assert asked == [("c1", "周明")]
    assert said == ["已写入：移交，可以撤销"]
