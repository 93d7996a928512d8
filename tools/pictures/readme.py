# SPDX-License-Identifier: MIT
"""The small set of pictures that the READMEs show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PIL import Image

from pictures import material
from pictures.screens import households_page
from villagedesk.demo import PRACTICE_PASSPHRASE
from villagedesk.models.completeness import Section
from villagedesk.services.casefile import casefiles
from villagedesk.store.households import Query, ids

if TYPE_CHECKING:
    from pathlib import Path

    from pictures.stage import Stage
    from villagedesk.store.store import Store
    from villagedesk.ui.main_window import MainWindow

LOOKS = ("small", "dark", "english")
_COLOURS = 192
_LARGEST = 150_000  # bytes of one picture
_ALL = 1_500_000  # bytes of the set


def take(stage: Stage) -> None:
    """Those of one look."""
    with stage.window(material.VILLAGE, PRACTICE_PASSPHRASE) as window:
        case = _open_telling(stage, window)
        if stage.look.name == "dark":
            case.go_to(Section.LIVING)
            _keep(stage, window, "dark")
        elif stage.look.name == "english":
            case.go_to(Section.MEMBERS)
            _keep(stage, window, "english")
        else:
            _take_light(stage, window, case)
    if stage.look.name == "small":
        _take_roster(stage)
        _take_merging(stage)


def _take_light(stage: Stage, window: MainWindow, case: Any) -> None:
    case.problems.head.setChecked(True)
    _keep(stage, window, "case-file")
    case.problems.head.setChecked(False)
    for section, name in ((Section.MEMBERS, "members"), (Section.CAUSES, "causes"), (Section.PLAN, "plan")):
        panel = case.go_to(section)
        if section is Section.PLAN:
            panel.leaves.setCurrentIndex(1)
        case.focus_first()
        _keep(stage, window, name)
    case.go_to(Section.READINESS)
    case.focus_first()
    _keep(stage, window, "readiness")
    _take_export(stage, window)
    books: Any = window.go("registers")
    books.show_book("project").list.go_to_row(0)
    stage.settle(300)
    _keep(stage, window, "books")
    books.show_book("attendance")
    stage.settle(300)
    _keep(stage, window, "attendance")
    for place in ("today", "findings"):
        window.go(place)
        stage.settle(600)
        _keep(stage, window, place)


def _take_export(stage: Stage, window: MainWindow) -> None:
    from villagedesk.ui.dialogs.export import ExportDialog

    page = households_page(window)
    some = ids(window.session.store, Query())[:8]
    dialog = ExportDialog(window.session, window.icons, some, page.query(), window)
    dialog.folder.setText("D:/村档/清溪村档案")
    _keep(stage, dialog, "export")
    dialog.close()


def _take_roster(stage: Stage) -> None:
    from villagedesk.ui.dialogs.roster import RosterDialog

    with stage.window(material.ROSTERLESS) as window:
        dialog = RosterDialog(window.session, window.icons, window)
        dialog.file.show_path(material.roster())
        dialog.read()
        dialog.plan()
        _keep(stage, dialog, "roster-check")
        dialog.close()


def _take_merging(stage: Stage) -> None:
    """A received file before it is merged, and what then waits for a decision."""
    with stage.window(material.TOWNSHIP_FILE, PRACTICE_PASSPHRASE) as window:
        exchange: Any = window.go("exchange")
        exchange.receive([stage.files / material.RECEIVED])
        stage.settle(200)
        _keep(stage, window, "merge")
        exchange.merge()
        conflicts: Any = window.go("conflicts")
        stage.settle(600)
        conflicts.model.choose_side([0], 0)
        conflicts.table.selectRow(1)
        stage.settle(100)
        _keep(stage, window, "conflicts")


def _open_telling(stage: Stage, window: MainWindow) -> Any:
    """Open the household whose lights tell most; its case file view."""
    page = households_page(window)
    page.open_household(_telling(window.session.store))
    stage.settle(350)
    return page.case


def _telling(store: Store) -> str:
    def kinds(household: str) -> int:
        case = casefiles.load_casefile(store, household)
        return len({state.light for state in casefiles.assess_household(store, case).values()}) if case else 0

    return max(ids(store, Query()), key=kinds)


def _keep(stage: Stage, widget: Any, name: str) -> None:
    """Photograph, and make the file small: a window has few colours."""
    path = stage.take(widget, name)
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    if path.stat().st_size > _LARGEST:
        raise SystemExit(f"{path.name}: {path.stat().st_size} bytes are too many for a README")


def check(folder: Path) -> None:
    """Stop where all of them together are too large."""
    total = sum(path.stat().st_size for path in folder.glob("*.png"))
    if total > _ALL:
        raise SystemExit(f"{folder}: {total} bytes are too many")
