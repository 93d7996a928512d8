# SPDX-License-Identifier: MIT
"""Fixtures for the window: an open session whose tasks run in line, icons, typing of Chinese, and boxes that never block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

from villagedesk.documents.word.warm import WarmOffice
from villagedesk.errors import VillageDeskError
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.settings import Settings
from villagedesk.ui import messages
from villagedesk.ui.icons import Icons
from villagedesk.ui.keyboard import Keyboard
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks
from villagedesk.ui.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

    from villagedesk.store.store import Store
    from villagedesk.ui.casefile.view import CaseFileView
    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.page import Page
    from villagedesk.ui.pages.today import TodayPage


@dataclass
class Said:
    """What the program said in boxes, and what the user answers; without an answer the safe one is given."""

    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [*self.notes, *self.warnings, *self.questions]

    def answer(self, default: Any) -> Any:
        return self.answers.pop(0) if self.answers else default


@pytest.fixture(autouse=True)
def warmed(monkeypatch: pytest.MonkeyPatch) -> list[WarmOffice]:
    """How often LibreOffice would have been started beforehand; no test but its own waits for a start."""
    asked: list[WarmOffice] = []

    def warm_up(office: WarmOffice) -> None:
        asked.append(office)

    monkeypatch.setattr(WarmOffice, "warm_up", warm_up)
    return asked


@pytest.fixture(autouse=True)
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Message boxes write down what they say instead of waiting for a click: `said.answers.append(True)`."""
    heard = Said()

    def note(_parent: object, text: str, title: str = "") -> None:
        heard.notes.append(text)

    def warn(_parent: object, text: str, details: Any = (), title: str = "") -> None:
        heard.warnings.append("\n".join([text, *details]))

    def ask(_parent: object, text: str, yes: str, no: str = "", *, dangerous: bool = False) -> bool:
        heard.questions.append(text)
        return bool(heard.answer(False))

    def choose(_parent: object, text: str, options: Any, *, default: int = 0) -> int:
        heard.questions.append(text)
        return int(heard.answer(len(options) - 1))

    def problem(_parent: object, error: object) -> None:
        if isinstance(error, VillageDeskError):
            heard.warnings.append(str(error))
        elif isinstance(error, BaseException):
            raise error

    for name, stand_in in {"note": note, "warn": warn, "ask": ask, "choose": choose, "problem": problem}.items():
        monkeypatch.setattr(messages, name, stand_in)
    return heard


@pytest.fixture
def session(qapp: QApplication, store: Store) -> Iterator[Session]:
    """The test's plain village file, opened by 李书记; background work runs at once on the test's thread."""
    opened = Session(store, Settings(author="李书记", device="村办笔记本"), InlineTasks(lambda: store))
    yield opened
    opened.close()


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty() -> Iterator[None]:
    """What Python put on the clipboard must go before Qt does: the interpreter crashes at its end otherwise."""
    yield
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        application.clipboard().clear()


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    """Icons that are never loaded: widgets only register."""
    return Icons()


@pytest.fixture
def commit_text() -> Callable[[QWidget, str], None]:
    """Types Chinese as an input method does; `qtbot.keyClicks` with 汉字 aborts the interpreter."""

    def commit(widget: QWidget, text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(widget, event)

    return commit


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Windows live as long as their test, as in the program, where something holds them.

    qtbot keeps weak references only. A window to which a test kept no reference is a ring of garbage that Python may collect
    in the middle of an event that Qt is delivering to it: now and then the interpreter fell.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def keep(widget: QWidget, **options: Any) -> None:
        kept.append(widget)
        add(widget, **options)

    qtbot.addWidget = keep  # type: ignore[method-assign]
    return qtbot


@pytest.fixture(autouse=True)
def keyboard(request: pytest.FixtureRequest) -> Iterator[None]:
    """The manners of the keyboard hold in every window, as in the program."""
    if "qapp" not in request.fixturenames:
        yield
        return
    manners = Keyboard(request.getfixturevalue("qapp"))
    yield
    manners.leave()


@pytest.fixture(autouse=True)
def no_widget_survives(request: pytest.FixtureRequest) -> Iterator[None]:
    """Widgets a test left to Qt are deleted before the next one begins."""
    yield
    if "qapp" in request.fixturenames:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def a_household(store: Store) -> Callable[..., str]:
    """Registers a household with its people, the first of them the head: `a_household("张三", "李四", group="2组")`; its id."""

    def register(*people: str, group: str = "1组", year: int = 2025, **facts: Any) -> str:
        household = Edit("household", "", {"village": village_id(store.info.code), "group": group, **facts}, "h")
        edits = [household]
        for place, name in enumerate(people):
            member = {"household": "@h", "position": place, "name": name}
            edits.append(Edit("member", "", member, f"m{place}"))
            relation = "head" if place == 0 else "other"
            edits.append(Edit("member_year", "", {"member": f"@m{place}", "year": year, "relation": relation}))
        return save_records(store, "登记", edits).ids["h"]

    return register


@pytest.fixture
def view(session: Session, icons: Icons, household: str, qtbot: QtBot) -> CaseFileView:
    """The case file page with the `household` of the test on it, in an active window."""
    from villagedesk.ui.casefile.view import CaseFileView  # most tests of the window do without it

    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    made.open(household)
    return made


@pytest.fixture
def as_seen(qapp: QApplication) -> Iterator[None]:
    """Letters and widgets of the size in which users have them at first; back to the small ones of tests afterwards."""
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    apply_theme(qapp, "light", 14)
    yield
    palette, sheet, font = before
    qapp.setStyleSheet(sheet)
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def open_page(session: Session, icons: Icons, qtbot: QtBot) -> Callable[..., Any]:
    """Shows a page for the first time, in an active window of its own: `open_page(CadresPage, 1100, 650)`."""

    def shown(kind: Callable[..., Page], width: int, height: int) -> Page:
        made = kind(session, icons)
        qtbot.addWidget(made)
        made.resize(width, height)
        with qtbot.waitActive(made):
            made.show()
        made.shown_first_time()
        return made

    return shown


@pytest.fixture
def today_page(qtbot: QtBot, session: Session, icons: Icons) -> TodayPage:
    """The page 今天, not shown yet."""
    from villagedesk.ui.pages.today import TodayPage

    made = TodayPage(session, icons)
    qtbot.addWidget(made)
    made.resize(900, 700)
    return made


@pytest.fixture
def main_window(qtbot: QtBot, session: Session, icons: Icons) -> Iterator[MainWindow]:
    """The window of the program with the file of the test open in it."""
    from villagedesk.ui.main_window import MainWindow

    made = MainWindow(session, icons)
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.resize(1_200, 680)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.schedule.stop()
    made.lock.stop()


@pytest.fixture
def disputed(store: Store) -> Store:
    """A file with a household about which two offices say different things."""
    from tests.services.today.test_today import a_disputed_household

    return a_disputed_household(store)
