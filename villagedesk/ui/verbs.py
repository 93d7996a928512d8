# SPDX-License-Identifier: MIT
"""What the verbs of the window do. Dialogs and pages are imported when they are first asked for: the start must be quick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.settings import FONT_SIZES
from villagedesk.store.store import Changed
from villagedesk.ui import messages
from villagedesk.ui.navigation import HOUSEHOLDS
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.models.problem import Problem
    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.pages.findings import FindingsPage
    from villagedesk.ui.pages.households import HouseholdsPage
    from villagedesk.ui.pages.registers import RegistersPage

ROSTERS: Final = frozenset({".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv"})


class Verbs(QObject):
    """Carries out the verbs for one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        for key, do in self._deeds().items():
            window.actions_by_key[key].triggered.connect(do)

    def _deeds(self) -> dict[str, Callable[[], None]]:
        window = self._window
        return {
            "new_file": window.new_wanted.emit,
            "practise": window.practice_wanted.emit,
            "open_file": self.open_file,
            "backups": self.backups,
            "lock": window.lock.lock,
            "quit": self.quit,
            "save": self.save,
            "find": self.find,
            "new_household": self.new_household,
            "import_roster": self.import_roster,
            "export_word": self.export_word,
            "bind": self.bind,
            "make_roster": self.make_roster,
            "same_people": self.same_people,
            "carry_over": self.carry_over,
            "as_of": self.as_of,
            "year": self.change_year,
            "refresh": self.refresh,
            "bigger": self.bigger,
            "smaller": self.smaller,
            "keys": self.keys,
            "about": self.about,
        }

    # -- the file ---------------------------------------------------------------------------------------------------

    def open_file(self, path: Path | None = None) -> None:
        """Open another file, asking which if none is given."""
        from villagedesk.ui.file_names import ask_village_file

        chosen = path if isinstance(path, Path) else ask_village_file(self._window, self._session.store.path.parent)
        if chosen is not None:
            self._window.open_wanted.emit(chosen)

    def backups(self) -> None:
        """Show the backups; a confirmed restore is carried out by the application."""
        from villagedesk.ui.dialogs.backup import manage_backups

        restore = manage_backups(self._window, self._session, self._window.schedule, self._window.icons)
        self._window.status.show_backup()
        if restore is not None:
            self._window.restore_wanted.emit(restore)

    def quit(self) -> None:
        """Leave the program."""
        self._window.close()

    def change_year(self) -> None:
        """Work on another year."""
        from villagedesk.ui.dialogs.year import ask_year

        year = ask_year(self._window, self._session.year)
        if year is not None:
            self.set_year(year)

    def set_year(self, year: int) -> None:
        """Work on this year, once unsaved contents are out of the way."""
        if not self._window.may_leave_pages():
            return
        try:
            self._session.set_year(year)
        except VillageDeskError as refused:
            messages.problem(self._window, refused)

    # -- households -------------------------------------------------------------------------------------------------

    def _households(self) -> HouseholdsPage | None:
        """The household page, gone to; None if the user stays where unsaved contents are."""
        return cast("HouseholdsPage | None", self._window.go(HOUSEHOLDS))

    def new_household(self) -> None:
        """Begin a new household."""
        page = self._households()
        if page is not None:
            page.new_household()

    def open_household(self, household: str) -> None:
        """Show a household."""
        page = self._households()
        if page is not None:
            page.open_household(household)

    def open_field(self, household: str, problem: Problem) -> None:
        """Show the field of a household that a problem is about."""
        page = self._households()
        if page is not None:
            page.open_household(household)
            if page.open_id() == household:
                page.case.reveal(problem)

    def open_record(self, problem: Problem) -> None:
        """Show the field of a record of a book that a problem is about."""
        page = cast("RegistersPage | None", self._window.go("registers"))
        if page is not None:
            page.reveal(problem)

    def open_draft(self, place: str, entity: str, row: str) -> None:
        """Show the record whose draft somebody wants to go on with."""
        page = self._window.go(place)
        if page is not None:
            page.open_draft(entity, row)

    def list_records(self, title: str, entity: str, rows: Sequence[str]) -> None:
        """Show some records of a book under a title; nothing else narrows their list."""
        page = cast("RegistersPage | None", self._window.go("registers"))
        if page is not None:
            page.show_only(title, entity, rows)

    def list_households(self, title: str, households: Sequence[str]) -> None:
        """Show the list of some households under a title; nothing else narrows it."""
        page = self._households()
        if page is not None:
            page.clear_query()
            page.filter_button.setChecked(True)
            page.filters.show_only(title, households)

    def list_new_doubts(self) -> None:
        """Show the doubts that are new to this office; nothing else narrows their list."""
        page = cast("FindingsPage | None", self._window.go("findings"))
        if page is not None:
            page.show_new()

    def import_roster(self, path: Path | None = None) -> None:
        """Bring in a roster through its wizard."""
        from villagedesk.ui.dialogs.roster import import_roster

        if not self._window.may_leave_pages():
            return
        chosen = path if isinstance(path, Path) else None
        changed = import_roster(self._window, self._session, self._window.icons, chosen)
        self._window.status.show_backup()
        if changed:
            self._window.status.note(_("已导入：{label}。可以撤销。").format(label=changed.label))

    def export_word(self) -> None:
        """Print volumes to Word through the export dialog."""
        from villagedesk.ui.dialogs.export import export_volumes

        page = self._households()
        if page is not None and page.can_leave():
            export_volumes(self._window, self._session, self._window.icons, page.selected_households(), page.query())

    def bind(self) -> None:
        """Make whole binders through their dialog."""
        from villagedesk.ui.dialogs.bind import bind_households

        page = self._households()
        if page is not None and page.can_leave():
            bind_households(self._window, self._session, self._window.icons, page.selected_households(), page.query())

    def make_roster(self) -> None:
        """Make lists of households or persons through their dialog."""
        from villagedesk.ui.dialogs.make_roster import make_roster

        page = self._households()
        if page is not None and page.can_leave():
            make_roster(self._window, self._session, page.selected_households(), page.query())

    def same_people(self) -> None:
        """Look for persons who may be one, and join them."""
        from villagedesk.ui.dialogs.join_people import show_look_alikes

        if self._window.may_leave_pages():
            show_look_alikes(self._window, self._session, self._window.icons)

    def carry_over(self) -> None:
        """Propose last year's facts for the selected households, and write what is confirmed."""
        from villagedesk.ui.dialogs.carry_over import carry_over

        page = self._households()
        if page is not None and page.can_leave():
            changed = carry_over(self._window, self._session, page.selected_households())
            if changed:
                self._window.status.note(_("已写入：{label}。可以撤销。").format(label=changed.label))

    def as_of(self) -> None:
        """Show the file as it was on some day, beside what it is now."""
        from villagedesk.ui.dialogs.as_of import show_as_of

        show_as_of(self._window, self._session, self._window.icons)

    # -- the page ---------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save what the page holds."""
        self._window.page.save()

    def find(self) -> None:
        """Search on this page, or on the household page where this one has nothing to search."""
        page = self._window.page
        searched = self._window.go(HOUSEHOLDS) if type(page).find is Page.find else page
        if searched is not None:
            searched.find()

    def refresh(self) -> None:
        """Draw everything again from the file."""
        everything = frozenset(ENTITIES)
        self._session.announce(Changed(_("刷新"), tables=everything))
        self._window.status.show_backup()

    # -- looks and help ---------------------------------------------------------------------------------------------

    def bigger(self) -> None:
        """Larger letters."""
        self._resize(1)

    def smaller(self) -> None:
        """Smaller letters."""
        self._resize(-1)

    def _resize(self, step: int) -> None:
        size = self._session.settings.font_size
        further = [one for one in FONT_SIZES if (one > size if step > 0 else one < size)]
        if not further:
            return
        try:
            self._session.change_settings(font_size=further[0] if step > 0 else further[-1])
        except VillageDeskError as problem:
            self._window.status.note(str(problem))

    def keys(self) -> None:
        """List the keys."""
        from villagedesk.ui.dialogs.keys import show_keys

        show_keys(self._window)

    def about(self) -> None:
        """Say what this program is."""
        from villagedesk.ui.dialogs.about import show_about

        show_about(self._window)

    # -- dropped files ----------------------------------------------------------------------------------------------

    def take_dropped(self, path: Path) -> None:
        """Open a dropped village file, import a dropped roster."""
        if path.suffix.lower() in ROSTERS:
            self.import_roster(path)
        else:
            self.open_file(path)
