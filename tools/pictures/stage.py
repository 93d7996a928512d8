# SPDX-License-Identifier: MIT
"""The program as one user sees it: a screen of a certain size, a theme, a language; windows opened and photographed."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from pictures import material
from villagedesk.services.opening.files import open_village_file
from villagedesk.settings import Settings
from villagedesk.ui.app import STYLE
from villagedesk.ui.icons import Icons
from villagedesk.ui.looks import Looks
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.session import Session
from villagedesk.ui.tasks import InlineTasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_BAR = 40  # height of the task bar of Windows at 100 %
_TITLE = 31  # and of a window's title, which the offscreen platform does not draw

_TURNS: Final = 60  # of the event loop, in which forms make their fields little by little


@dataclass(frozen=True, slots=True)
class Look:
    """How the program is looked at.

    Attributes:
        name: folder of its pictures.
        width: of the screen, in its own pixels; height likewise.
        scale: how many of them make one of the program's.
        theme: light or dark; language: a key of `i18n.LANGUAGES`.
    """

    name: str
    width: int = 1366
    height: int = 768
    scale: float = 1
    theme: str = "light"
    language: str = "zh_CN"

    @property
    def room(self) -> tuple[int, int]:
        """What the contents of a window may fill, in the program's pixels."""
        return int(self.width / self.scale), int(self.height / self.scale) - _BAR - _TITLE


LOOKS = (
    Look("light", 1600, 900),
    Look("small"),
    Look("dark", theme="dark"),
    Look("double", 1920, 1080, scale=2),
    Look("english", language="en"),
)


def screen_file(look: Look, target: Path) -> Path:
    """Write the description of the screen that Qt's offscreen platform reads."""
    width, height = look.width, look.height - int(_BAR * look.scale)
    screen = {"name": look.name, "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    target.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return target


class Stage:
    """Opens windows and photographs them into a folder."""

    def __init__(self, look: Look, files: Path, into: Path) -> None:
        self.look = look
        self.files = files
        self.into = into
        self.taken: list[str] = []
        self._opened = 0
        self.application = QApplication(["pictures", "-style", STYLE])
        self.application.setQuitOnLastWindowClosed(False)
        self.application.setCursorFlashTime(0)  # a blinking cursor would make every picture a new one
        self.settings = Settings(
            language=look.language, theme=look.theme, author=material.OFFICIAL, device=material.DEVICE
        )
        self.icons = Icons()
        self.looks = Looks(self.application, self.icons, self.settings)
        self.icons.load()
        into.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def window(self, name: str, passphrase: str = "", minutes: int = 180) -> Iterator[MainWindow]:
        """The main window on one of the files, as large as the screen lets it be."""
        self._opened += 1  # each opening has ids of its own: a file may be opened, and written to, several times
        opening = material.opening(minutes, f"{name} {self._opened}")
        store = open_village_file(self.files / name, passphrase, opening)
        session = Session(store, self.settings, InlineTasks(lambda: store))
        window = MainWindow(session, self.icons)
        width, height = self.look.room
        window.resize(min(width, 1366), min(height, 800))
        window.show()
        self.settle(150)
        try:
            yield window
        finally:
            window.retire()
            self.settle()
            session.close()

    def settle(self, milliseconds: int = 40) -> None:
        """Let timers fire and everything be painted."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        for _turn in range(_TURNS):
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def take(self, widget: QWidget, name: str) -> Path:
        """Photograph a window; it is shown if it is not yet."""
        if not widget.isVisible():
            widget.show()
        self.settle()
        target = self.into / f"{name}.png"
        widget.grab().save(str(target))
        self.taken.append(name)
        width, height = self.look.room
        size = widget.size()
        if size.width() > width or size.height() > height:
            print(
                f"{self.look.name}/{name}: {size.width()}×{size.height()} is larger than the screen ({width}×{height})"
            )
        return target

    def take_dialog(self, dialog: QWidget, name: str) -> None:
        """Photograph a dialog and throw it away."""
        self.take(dialog, name)
        dialog.hide()
        dialog.deleteLater()
        self.settle(1)
