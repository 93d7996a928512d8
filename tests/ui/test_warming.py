# SPDX-License-Identifier: MIT
"""What is loaded in idle moments: all that pages need, little at a time, and not before the window is painted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import VILLAGE
from villagedesk.services.opening.files import create_village_file
from villagedesk.ui import warming
from villagedesk.ui.warming import MODULES, Warmer

if TYPE_CHECKING:
    from villagedesk.ui.main_window import MainWindow

ROOT = Path(__file__).parents[2]
MOST = 150  # modules in one step, with those of libraries

SCRIPT = """
import json, sys, threading
from PySide6.QtCore import QTimer
from villagedesk.ui import desk, main_window, warming

steps, brought = [], {}
load = warming.importlib.import_module
def counted(name):
    before = len(sys.modules)
    load(name)
    steps.append(len(sys.modules) - before)
warming.importlib.import_module = counted

class Seen:
    # What the worker loads makes nobody wait.
    names = []
    def find_spec(self, name, path=None, target=None):
        if name.startswith("villagedesk.") and threading.current_thread() is threading.main_thread():
            self.names.append(name)
sys.meta_path.insert(0, Seen())

def walk(window):
    from villagedesk.models.registers import REGISTERS
    def opened(what, open_it):
        Seen.names.clear()
        open_it()
        brought[what] = list(Seen.names)
    page = window.page
    opened("case", lambda: page.open_household(page.model.line(0).id))
    from villagedesk.ui.casefile.section_list import ORDER
    for section in ORDER:
        opened(str(section), lambda: page.case.go_to(section))
    for place in main_window.places():
        opened(place.key, lambda: window.go(place.key))
    registers = window.go("registers")
    for one in REGISTERS:
        opened(one.entity, lambda: registers.show_book(one.entity))
    print("told", json.dumps({"steps": steps, "brought": {key: new for key, new in brought.items() if new}}), flush=True)
    window._leaving = True
    window.close()

shown = desk.Desk.show
def show(self, store):
    shown(self, store)
    appeared = main_window.MainWindow._warm_up
    window = self.window
    def begun():
        appeared(window)
        window.warmer.finished.connect(lambda: walk(window))
    window._warm_up = begun
desk.Desk.show = show
from villagedesk.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What a program of its own loaded step by step, and afterwards when everything was opened."""
    path = tmp_path_factory.mktemp("warm") / "清溪村.village"
    store = create_village_file(path, "", VILLAGE)
    with store.change("新增户") as change:
        change.put("household", "h1", {"village": None, "group": "1组"})
    store.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False, encoding="utf-8",
    )  # fmt: skip
    line = next((one for one in done.stdout.splitlines() if one.startswith("told ")), "")
    assert line, done.stdout + done.stderr
    return json.loads(line.removeprefix("told "))


def test_nothing_of_ours_is_loaded_in_the_turn_that_opens_something(told):
    assert told["brought"] == {}, json.dumps(told["brought"], indent=1)


def test_no_step_loads_much_at_once(told):
    assert len(told["steps"]) == len(MODULES)
    assert max(told["steps"]) <= MOST, dict(zip(MODULES, told["steps"], strict=True))


def test_every_module_is_a_turn_of_its_own(session, qtbot, monkeypatch):
    loaded: list[str] = []
    monkeypatch.setattr(warming.importlib, "import_module", loaded.append)
    warmer = Warmer(session)
    warmer.step()
    assert loaded == [MODULES[0]]
    with qtbot.waitSignal(warmer.finished):
        pass
    assert loaded == list(MODULES)


def test_a_window_that_is_left_loads_nothing_more(main_window: MainWindow, qtbot, monkeypatch):
    loaded: list[str] = []
    monkeypatch.setattr(warming.importlib, "import_module", loaded.append)
    main_window._warm_up()
    main_window.warmer.step()
    main_window._fall_silent()
    qtbot.wait(100)
    assert loaded == [MODULES[0]]
