# SPDX-License-Identifier: MIT
"""A screen without glass, and the program on it as a user has it: a process of its own, a window, a keyboard.

Nothing here waits for a time; everything waits for something to be seen: the title of the window, the log, the file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("Xvfb", "openbox", "xdotool")
PATIENCE = 90  # seconds; a machine that is busy with other tests may need many of them for one start
_POLL = 0.1


def wait_for(what: Callable[[], object], named: str, explain: Callable[[], str] = lambda: "") -> None:
    """Wait until something holds; fails the test with its name and what `explain` adds."""
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            pytest.fail(f"waited {PATIENCE} s in vain: {named}\n{explain()}")
        time.sleep(_POLL)


@contextmanager
def running(command: list[str], environment: dict[str, str], **more: object) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is gone afterwards, whatever happened."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, **more)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        for stop in (process.terminate, process.kill):
            if process.poll() is None:
                stop()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(10)


@dataclass
class Screen:
    """A screen with a window manager, and a new user before it.

    Attributes:
        environment: of programs on this screen; home and every XDG folder lie in the test's own folder.
        home: the user's home.
        pictures: where a failing test leaves what the screen shows.
    """

    environment: dict[str, str]
    home: Path
    pictures: Path
    _errors: list[Path] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """The program's log of this user."""
        return Path(self.environment["XDG_DATA_HOME"]) / "VillageDesk" / "logs" / "villagedesk.log"

    def xdotool(self, *words: str) -> str:
        """What xdotool answers; empty where it finds nothing."""
        command = ["xdotool", *words]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return done.stdout.strip()

    def title(self) -> str:
        """The title of the window that has the keyboard."""
        return self.xdotool("getactivewindow", "getwindowname")

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, as X names them: `ctrl+f`, `Return`."""
        self.xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type Latin letters and digits."""
        self.xdotool("type", "--clearmodifiers", "--delay", "30", text)

    @contextmanager
    def program(self, *arguments: Path) -> Iterator[subprocess.Popen[bytes]]:
        """`main.py` on a file, with its window ready for the keyboard."""
        errors = self.home / f"errors-{len(self._errors)}.txt"
        self._errors.append(errors)
        seen = self._openings()
        command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
        with errors.open("wb") as written, running(command, self.environment, cwd=ROOT, stderr=written) as process:
            self.wait(lambda: process.poll() is not None or "— 村档" in self.title(), "the window has the keyboard")
            self.wait(lambda: process.poll() is not None or self._openings() > seen, "the log says that it is open")
            assert process.poll() is None, self.explain()
            yield process

    def _openings(self) -> int:
        return self.log.read_text(encoding="utf-8").count(" opened ") if self.log.exists() else 0

    def wait(self, what: Callable[[], object], named: str) -> None:
        """Wait until something holds."""
        wait_for(what, named, self.explain)

    def wait_for_the_end(self, process: subprocess.Popen[bytes]) -> int:
        """The exit code of a program that is expected to end by itself."""
        self.wait(lambda: process.poll() is not None, "the program ends")
        return process.wait()

    def explain(self) -> str:
        """What helps to understand a failure: the active window, what the programs said, and a picture."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        picture = self.pictures / f"screen-{time.monotonic_ns()}.png"
        with suppress(Exception):  # no picture is no reason to hide the failure
            from PIL import ImageGrab

            ImageGrab.grab(xdisplay=self.environment["DISPLAY"]).save(picture)
        said = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in self._errors)
        return f"active window: {self.title()!r}\npicture: {picture}\nstandard error:\n{said}"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """1366×768 with a window manager; skipped where the programs for it are not installed."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (make setup-everything installs them)")
    home = tmp_path / "user"
    folders = {name: home / name for name in ("data", "config", "cache", "state", "run")}
    for folder in folders.values():
        folder.mkdir(parents=True, mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(folders.pop("run")),
        **{f"XDG_{name.upper()}_HOME": str(folder) for name, folder in folders.items()},
    }
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    answer, ask = os.pipe()
    command = ["Xvfb", "-displayfd", str(ask), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    with os.fdopen(answer) as told, running(command, environment, pass_fds=(ask,), **silent):
        os.close(ask)  # so that reading ends if the server dies
        number = told.readline().strip()
        assert number, "Xvfb did not start"
        environment["DISPLAY"] = f":{number}"
        with running(["openbox"], environment, **silent):
            yield Screen(environment, home, tmp_path / "pictures")
