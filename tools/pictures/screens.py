# SPDX-License-Identifier: MIT
"""Every page of the window and every section of the case file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from pictures import material
from villagedesk.demo import PRACTICE_PASSPHRASE
from villagedesk.models.registers import REGISTERS
from villagedesk.store.households import Query, ids
from villagedesk.ui.casefile.section_list import ORDER

if TYPE_CHECKING:
    from pictures.stage import Stage
    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.households import HouseholdsPage


def households_page(window: MainWindow) -> HouseholdsPage:
    """The page of households, gone to."""
    return cast("HouseholdsPage", window.go("households"))


def open_household(stage: Stage, window: MainWindow, place: int = 0) -> Any:
    """The case file of the household at a place of the list; its view."""
    page = households_page(window)
    page.open_household(ids(window.session.store, Query())[place])
    stage.settle(350)
    return page.case


def take_pages(stage: Stage) -> None:
    """The pages, with something in them."""
    with stage.window(material.VILLAGE, PRACTICE_PASSPHRASE) as window:
        stage.take(window, "01-households")
        page = households_page(window)
        page.filter_button.setChecked(True)
        stage.take(window, "02-households-filters")
        page.filter_button.setChecked(False)
        page.search.setText("没有这样的人")
        page.search.returnPressed.emit()
        stage.take(window, "03-households-nothing-found")
        page.clear_query()
        _take_sections(stage, window)
        _take_today(stage, window)
        _take_procedures(stage, window)
        for number, place in enumerate(("cadres", "village", "history", "recycle", "settings"), 20):
            window.go(place)
            stage.settle(60)
            stage.take(window, f"{number}-{place}")
        window.go("rollups")
        stage.settle(100)
        stage.take(window, "28-rollups")
        for place in ("templates", "papers", "meetings"):
            window.go(place)
            stage.settle(300)
            stage.take(window, f"28-{place}")
        window.go("findings")
        stage.settle(300)
        stage.take(window, "29-findings")
        _take_leaves(stage, window)


def _take_procedures(stage: Stage, window: MainWindow) -> None:
    """A household whose procedure runs, one whose procedure is done, and the last meeting and notice."""
    store = window.session.store
    rows = store.query(
        "SELECT household, started_on FROM process WHERE year = 2025 ORDER BY started_on DESC, household"
    )
    for number, place in enumerate((0, -1), 1):
        households = households_page(window)
        households.open_household(rows[place][0])
        stage.settle(350)
        households.case.go_to("procedures")
        households.case.focus_first()
        stage.take(window, f"13-case-procedures-{number}")
    page: Any = window.go("meetings")
    for leaf, name in enumerate(("meeting", "notice", "edition")):
        page.leaves.setCurrentIndex(leaf)
        page.leaves.currentWidget().list.go_to_row(0)
        stage.settle(300)
        stage.take(window, f"28-meetings-{name}")
    _take_edition(stage, window, page.editions)
    page.leaves.setCurrentIndex(0)


def _take_edition(stage: Stage, window: MainWindow, panel: Any) -> None:
    """An edition while its steps are arranged, with the boxes that belong to it."""
    from villagedesk.models.edition_plan import Planned, added, moved, switched
    from villagedesk.ui.meetings.affected import AffectedDialog
    from villagedesk.ui.meetings.step_dialog import StepDialog

    steps = panel.steps
    plan = moved(switched(steps.plan, 5, "与县级审定合并"), 6, -1)
    council = Planned(
        "议事会审议", form="meeting", meeting="council", decides=True, quorum="two_thirds", majority="half", most=10
    )
    steps._arrange(added(plan, 2, council), 3)  # noqa: SLF001
    while panel.effects.waiting:
        stage.settle()
    stage.take(window, "28-meetings-edition-arranged")
    stage.take_dialog(AffectedDialog(panel.effects.affected, window.icons, panel), "28-meetings-edition-affected")
    stage.take_dialog(StepDialog(panel.refs, council, None, lambda _step: "", panel), "28-meetings-edition-step")
    panel.forget()


def _take_today(stage: Stage, window: MainWindow) -> None:
    """今天 in a village that has reported, and gone on working."""
    from villagedesk.merge.sealing import send_copy
    from villagedesk.services.keeping.records import Edit, save_records
    from villagedesk.services.merging.sent import note_sent

    store = window.session.store
    sent = send_copy(store, stage.files)
    note_sent(store, sent.path, sent.seal.at, sent.stood)
    save_records(store, "核对电话", [Edit("household", ids(store, Query())[0], {"phone": "13000054329"})])
    window.go("today")
    stage.settle(600)
    stage.take(window, "19-today")


def _take_sections(stage: Stage, window: MainWindow) -> None:
    case = open_household(stage, window)
    for number, section in enumerate(ORDER, 5):
        case.go_to(section)
        case.focus_first()
        stage.take(window, f"{number:02}-case-{section}")
    case.go_to("plan").leaves.setCurrentIndex(1)
    stage.take(window, "15-case-measures")
    case.problems.head.setChecked(True)
    case.go_to("basic").focus_first()
    stage.take(window, "16-case-problems")
    case.editing.household.write("phone", "1300000")
    case.editing.household.settle("phone")
    stage.take(window, "17-case-wrong-value")
    case.editing.give_up()
    case.problems.head.setChecked(False)
    window.notes.tell("backup", window.schedule.reminder() or "距上次把备份复制到U盘已经30天了。", "现在复制…", print)
    stage.take(window, "18-note-bar")
    window.notes.dismiss("backup")


def _take_leaves(stage: Stage, window: MainWindow) -> None:
    """What lies behind the first leaf of pages with several, and the menus."""
    window.go("cadres").cadres.list.go_to_row(1)  # type: ignore[union-attr]
    stage.take(window, "25-cadres-chosen")
    window.go("cadres").leaves.setCurrentIndex(1)  # type: ignore[union-attr]
    stage.take(window, "26-units")
    settings: Any = window.go("settings")
    settings.tabs.setCurrentIndex(1)
    stage.take(window, "27-settings-lines")
    for number, action in enumerate(window.menuBar().actions()):
        menu = action.menu()
        menu.popup(window.mapToGlobal(window.rect().topLeft()))  # type: ignore[union-attr]
        stage.take(menu, f"28-menu-{number}")  # type: ignore[arg-type]
        menu.close()  # type: ignore[union-attr]


def take_books(stage: Stage) -> None:
    """Every book of 台账: its list, the record that stands first in it, and a new one; and the empty book of a new file."""
    with stage.window(material.VILLAGE, PRACTICE_PASSPHRASE) as window:
        page: Any = window.go("registers")
        stage.take(window, "70-registers")
        for register in REGISTERS:
            panel = page.show_book(register.entity)
            if register.entity == "attendance":
                _take_months(stage, window, panel)
                continue
            panel.list.go_to_row(0)
            stage.settle(100)
            stage.take(window, f"70-registers-{register.entity}")
            panel.add()
            stage.take(window, f"70-registers-{register.entity}-new")
    with stage.window(material.EMPTY) as window:
        page = window.go("registers")
        stage.take(window, "71-empty-registers")
        page.show_book("attendance")
        stage.take(window, "71-empty-registers-attendance")


def _take_months(stage: Stage, window: MainWindow, panel: Any) -> None:
    """The present month, and one with leave that nobody allowed under the cursor."""
    panel.list.setFocus()
    stage.take(window, "70-registers-attendance")
    panel.search.setCurrentIndex(2)
    panel.list.go_to(2, 19)
    stage.take(window, "70-registers-attendance-leave")


def take_merging(stage: Stage) -> None:
    """The township's pages: received files, conflicts, what is to be done today."""
    with stage.window(material.TOWNSHIP_FILE, PRACTICE_PASSPHRASE) as window:
        exchange: Any = window.go("exchange")
        stage.take(window, "80-exchange")
        exchange.receive([stage.files / material.RECEIVED])
        stage.settle(200)
        stage.take(window, "81-exchange-preview")
        exchange.merge()
        stage.take(window, "82-exchange-done")
        window.go("conflicts")
        stage.settle(600)
        stage.take(window, "83-conflicts")
        material.register_twice(window.session.store)
        _take_joining(stage, window)
        material.ask_and_answer(window.session.store, stage.files)
        window.go("today")
        stage.settle(600)
        stage.take(window, "88-today-township")


def _take_joining(stage: Stage, window: MainWindow) -> None:
    """Two records compared: one who moved, one of whom is doubtful whether he is the same, and after a join."""
    from villagedesk.services.joining.lookalikes import look_alikes
    from villagedesk.ui.dialogs.join_people import JoinPeopleDialog

    store = window.session.store
    dialog = JoinPeopleDialog(window, window.session, window.icons, look_alikes(store))
    stage.take(dialog, "84-join-people")
    dialog.list.go_to_row(next(row for row, pair in enumerate(dialog.pairs.lines) if pair.one.sex != pair.other.sex))
    stage.take(dialog, "85-join-people-doubt")
    dialog.list.go_to_row(next(row for row, pair in enumerate(dialog.pairs.lines) if pair.one.left))
    dialog.keep_one.click()
    stage.take(dialog, "86-join-people-done")
    dialog.show_pairs([])
    stage.take_dialog(dialog, "87-join-people-none")


def take_empty(stage: Stage) -> None:
    """The pages of a new file, which say what to do first."""
    with stage.window(material.EMPTY) as window:
        for number, place in enumerate(("households", "cadres", "village", "history", "recycle"), 30):
            window.go(place)
            stage.settle(60)
            stage.take(window, f"{number}-empty-{place}")
        from villagedesk.services.opening.files import villages
        from villagedesk.ui.casefile.new_household import Wanted, register_household

        village = next(iter(villages(window.session.store)))
        household = register_household(window.session, Wanted(village, "1组", "何小满"))
        page = households_page(window)
        page.open_household(household)
        stage.settle(350)
        for number, section in enumerate(ORDER, 36):
            page.case.go_to(section)
            page.case.focus_first()
            stage.take(window, f"{number}-empty-case-{section}")
