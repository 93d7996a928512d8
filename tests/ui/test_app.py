# SPDX-License-Identifier: MIT
"""The program as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE, VILLAGE
from villagedesk import i18n, paths
from villagedesk.services.opening import backups
from villagedesk.services.opening.files import create_village_file
from villagedesk.settings import load_settings
from villagedesk.ui import app

ROOT = Path(__file__).parents[2]

OPEN_AND_CLOSE = """
import sys
from PySide6.QtCore import QTimer
from villagedesk.ui import desk
shown = desk.Desk.show
def show(self, store):
    shown(self, store)
    print("shown", self.window.windowTitle(), self.window.page.model.rowCount(), flush=True)
    QTimer.singleShot(700, self.window.close)
desk.Desk.show = show
from villagedesk.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(*arguments: str, script: str = OPEN_AND_CLOSE) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False, encoding="utf-8",
    )  # fmt: skip


def test_the_program_opens_a_file_shows_its_list_and_leaves_cleanly(tmp_path):
    path = tmp_path / "清溪村.village"
    store = create_village_file(path, "", VILLAGE)
    with store.change("新增户") as change:
        change.put("household", "h1", {"group": "1组"})
    info = store.info
    store.close()
    done = run(str(path))
    assert done.returncode == 0, done.stderr
    assert "shown 清溪村 · 2025年度 — 清溪村.village — 村档 1" in done.stdout
    assert "Traceback" not in done.stderr
    assert load_settings(paths.settings_file()).recent == (str(path),)
    assert backups.list_backups(info), "the day's first backup was made"
    assert "opened" in paths.log_file().read_text(encoding="utf-8")
    assert not list(tmp_path.glob(".*.holder")), "the right to write was given back"
    assert run().returncode == 0, "without arguments it opens the last file"


def test_nothing_heavy_is_loaded_before_the_window_is_painted(tmp_path):
    path = tmp_path / "a.village"
    create_village_file(path, "", VILLAGE).close()
    script = """
import sys
from PySide6.QtCore import QObject, QEvent
from villagedesk.ui import desk, main_window
HEAVY = {"qtawesome", "docx", "docxtpl", "jinja2", "pypinyin", "python_calamine", "sqlite_utils", "xlsxwriter", "PIL", "click"}
OURS = {"models.catalogue.member", "models.catalogue.posting", "models.values.parse", "models.values.text", "services.keeping.records",
        "store.projection", "store.undo", "store.search", "ui.tables.household_filters", "ui.dialogs.crash"}
HEAVY |= {"concurrent.futures", "hashlib", "platform", "decimal", "uuid"} | {"villagedesk." + name for name in OURS}
painted = main_window.MainWindow.paintEvent
def paint(self, event):
    painted(self, event)
    from PySide6 import QtWidgets  # classes are made when they are first asked for, all of them where a widget of Qt's has to be named
    unused = {"QMdiArea", "QWizard", "QMessageBox", "QComboBox", "QFileDialog"} & set(vars(QtWidgets))
    print("loaded", sorted(HEAVY & set(sys.modules) | unused), flush=True)
    main_window.MainWindow.paintEvent = painted
    self._leaving = True
    from PySide6.QtCore import QTimer
    QTimer.singleShot(300, self.close)
main_window.MainWindow.paintEvent = paint
from villagedesk.ui.app import run
sys.exit(run(sys.argv[1:]))
"""
    done = run(str(path), script=script)
    assert "loaded []" in done.stdout, done.stdout + done.stderr


def test_the_program_opens_no_socket(tmp_path):
    path = tmp_path / "a.village"
    create_village_file(path, "", VILLAGE).close()
    script = (
        "import socket\ndef no(*a, **k):\n    raise SystemExit('network')\nsocket.socket.connect = no\n"
        + OPEN_AND_CLOSE
    )
    assert run(str(path), script=script).returncode == 0


@pytest.mark.parametrize(
    ("before", "platform", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "linux", {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}),
        (
            {"XMODIFIERS": "@im=fcitx"},
            "linux",
            {"XMODIFIERS": "@im=fcitx", "QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"},
        ),
        ({"QT_IM_MODULE": "ibus"}, "linux", {"QT_IM_MODULE": "ibus"}),
        ({}, "linux", {}),
        ({"QT_IM_MODULE": "fcitx"}, "win32", {"QT_IM_MODULE": "fcitx"}),
    ],
)
def test_chinese_can_be_typed_with_fcitx(before, platform, after):
    environment = dict(before)
    app.prepare_input_method(environment, platform)
    assert environment == after


def test_a_computer_without_chinese_letters_is_told_in_english_too(qapp, said, monkeypatch):
    monkeypatch.setattr("villagedesk.ui.theme.has_chinese_font", lambda: False)
    app.warn_without_chinese_font()
    assert "No Chinese font is installed" in said.warnings[0]
    assert "这台电脑没有中文字体" in said.warnings[0]
    monkeypatch.setattr("villagedesk.ui.theme.has_chinese_font", lambda: True)
    app.warn_without_chinese_font()
    assert len(said.warnings) == 1


def test_an_english_window_says_once_that_a_font_is_missing(monkeypatch, said):
    i18n.set_language("en", paths.resources() / "locale")
    monkeypatch.setattr("villagedesk.ui.theme.has_chinese_font", lambda: False)
    app.warn_without_chinese_font()
    assert "\n" not in said.warnings[0]
    assert said.warnings[0].count("Chinese font") == 1


def test_the_log_names_nobody(tmp_path):
    path = tmp_path / "王大山家.village"
    create_village_file(path, PASSPHRASE, VILLAGE).close()
    script = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from villagedesk.ui.dialogs import unlock
from villagedesk.ui.dialogs import crash
crash.CrashDialog.exec = lambda dialog: None
def boom(self):
    QTimer.singleShot(200, QApplication.quit)
    raise ValueError("王大山 510199197403121234")
unlock.UnlockDialog.exec = boom
from villagedesk.ui.app import run
sys.exit(run(sys.argv[1:]))
"""
    done = run(str(path), script=script)
    assert done.returncode == 0, done.stderr
    log = paths.log_file().read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "王大山" not in log
    assert "510199197403121234" not in log


def test_what_a_killed_program_left_goes_at_the_start():
    for place in (paths.received(), paths.typeset()):
        (place / "in-00112233aabbccdd").mkdir(parents=True)
        (place / "in-00112233aabbccdd" / "000.docx").write_bytes(b"PK")
    app.clear_leftovers()
    assert not list(paths.received().iterdir())
    assert not list(paths.typeset().iterdir())
