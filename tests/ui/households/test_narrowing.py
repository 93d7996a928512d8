# SPDX-License-Identifier: MIT
"""The list narrowed to what waits and to files that are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.households.looking import heads
from villagedesk.models.completing import seal
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.store.households import Query

if TYPE_CHECKING:
    from villagedesk.store.store import Store
    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.session import Session
    from villagedesk.ui.tables.completion_filter import CompletionFilter

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


def test_the_list_is_narrowed_to_late_visits_or_to_households_without_a_helper(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    with session.store.change("结对") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("pairing", "p1", {"household": three[0], "cadre": "c1", "start": "2025-01-01"})
        change.put("pairing", "p2", {"household": three[1], "cadre": "c1", "start": "2026-02-20"})
    box = page.filters.work
    box.fill()
    assert [box.itemText(place) for place in range(box.count())] == ["待办", "走访逾期（1）", "没有现任责任人（1）"]
    for place, names in ((1, ["张三"]), (2, ["赵六"]), (0, ["赵六", "张三", "王五"])):
        box.setCurrentIndex(place)
        box.activated.emit(place)
        assert heads(page) == names


def test_a_household_stays_in_the_list_while_it_is_worked_at_and_leaves_when_the_box_is_opened_again(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    box = page.filters.work
    box.fill()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert len(heads(page)) == 3
    with session.store.change("结对") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("pairing", "p1", {"household": three[0], "cadre": "c1", "start": "2026-03-01"})
    assert len(heads(page)) == 3
    box.fill()
    assert (box.currentIndex(), box.itemText(1)) == (1, "没有现任责任人（2）")
    page.filters.changed.emit()
    assert heads(page) == ["赵六", "王五"]


def test_the_list_is_narrowed_to_files_that_are_complete_or_not_yet(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    with session.store.change("完成") as change:
        change.put("completion", "c1", {"household": three[0], "year": session.year})
        change.put("completion", "c2", {"household": three[1], "year": session.year - 1})
    box = page.filters.completion
    box.fill()
    assert [box.itemText(place) for place in range(box.count())] == [
        "档案完成",
        "未完成（2）",
        "已完成（1）",
        "完成后又改动",
    ]
    everyone = heads(page)
    box.setCurrentIndex(2)
    box.activated.emit(2)
    (done,) = heads(page)
    assert page.filters.narrowed
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert sorted([*heads(page), done]) == sorted(everyone)
    page.filters.clear()
    assert not page.filters.narrowed


def test_the_list_is_narrowed_to_files_that_were_changed_after_they_were_called_complete(
    page: HouseholdsPage, session: Session, three: list[str]
) -> None:
    for household in three[:2]:
        called_complete(session.store, household, session.year)
    box = page.filters.completion
    choose_changed(box)
    assert heads(page) == []
    assert page.filters.narrowed
    with session.store.change("地址") as change:
        change.put("household", three[0], {"address": "新屋场18号"})
        change.put("household", three[2], {"address": "新屋场19号"})
    assert heads(page) == []  # what was found stays until it is chosen again
    choose_changed(box)
    assert heads(page) == ["张三"]
    assert box.currentText() == "完成后又改动（1）"
    assert page.query().only == (three[0],)
    page.filters.show_only("走访逾期", three[1:])
    assert heads(page) == []
    page.filters.clear()
    page.filters.changed.emit()
    assert len(heads(page)) == 3
    session.set_year(session.year - 1)
    choose_changed(box)
    assert heads(page) == []


def called_complete(store: Store, household: str, year: int) -> None:
    case = load_casefile(store, household, year)
    assert case is not None
    with store.change("完成") as change:
        change.put("completion", f"c{household}", {"household": household, "year": year, "seal": seal(case)})


def choose_changed(box: CompletionFilter) -> None:
    box.fill()
    box.setCurrentIndex(3)
    box.activated.emit(3)


def test_at_twice_the_size_the_filters_leave_the_list_at_least_six_lines(
    main_window: MainWindow, three: list[str]
) -> None:
    main_window.resize(960, 469)
    page: HouseholdsPage = main_window.page  # type: ignore[assignment]
    page.filter_button.setChecked(True)
    QApplication.processEvents()
    row = page.list.verticalHeader().defaultSectionSize()
    assert all(box.isVisible() for box in page.filters.boxes.values())
    assert page.list.viewport().height() >= 6 * row


def test_one_button_takes_all_filters_back_and_leaves_the_search(page: HouseholdsPage) -> None:
    page.filter_button.setChecked(True)
    assert not page.filters.clear_button.isVisible()
    page.search.setText("五")
    page.filters.choose("grp", "10组")
    assert heads(page) == ["王五"]
    page.filters.clear_button.click()
    assert (page.filters.narrowed, page.search.text()) == (False, "五")
    assert not page.filters.clear_button.isVisible()
    assert page.filters.boxes["grp"].hasFocus()
    page.search.clear()
    page.search.returnPressed.emit()
    assert len(heads(page)) == 3


@pytest.mark.usefixtures("as_seen")
def test_on_a_small_screen_the_page_has_room_for_filters_and_a_case_file(
    page: HouseholdsPage, three: list[str]
) -> None:
    """1366×768 leaves 611 lines for it; it scrolled as a whole, and what stands below was cut."""
    page.resize(1_236, 611)
    page.open_household(three[0])
    page.filter_button.setChecked(True)
    QApplication.processEvents()
    assert page.case.layout().totalHeightForWidth(page.case.width()) < 400
    assert page.heightForWidth(page.width()) <= 611


def test_a_list_that_nothing_narrows_asks_for_the_whole_before_and_after_its_filters_were_used(
    page: HouseholdsPage, three: list[str]
) -> None:
    assert page.query() == Query()
    page.filter_button.setChecked(True)
    assert page.filters.isVisible() == page.isVisible()
    page.filters.show_only("走访逾期", three[1:])
    assert page.query() != Query()
    page.clear_query()
    assert page.query() == Query()
    page.filter_button.setChecked(False)
    assert page.filters.isHidden()


def test_exporting_and_importing_from_the_page_are_the_verbs_of_the_window(
    page: HouseholdsPage, three: list[str]
) -> None:
    asked: list[str] = []
    page.wanted_verb.connect(asked.append)
    export = next(one for one in page.list.actions() if one.text() == "导出 Word…")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("villagedesk.ui.dialogs.export.export_volumes", lambda *_what: None)
        patch.setattr("villagedesk.ui.dialogs.roster.import_roster", lambda *_what: None)
        export.trigger()
        page.start.import_button.click()
    assert asked == ["export_word", "import_roster"]
