# SPDX-License-Identifier: MIT
"""The start of the window: everything is made here once and handed on.

Qt is imported in `run`, not at the top: the garbage collector rests meanwhile, and `import` is given back before our modules.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from villagedesk import __version__, paths

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from PySide6.QtWidgets import QApplication

# Said to the application and not set later: for `setStyle` PySide6 makes all names of QStyle, 10 ms.
STYLE: Final = "fusion"


def run(arguments: Sequence[str]) -> int:
    """Open the window, on the file named first in `arguments` if there is one.

    Returns:
        The exit code of the program.
    """
    prepare_input_method(os.environ, sys.platform)
    gc.disable()  # what modules make stays; looking through it again and again cost 5 % of the start
    from PySide6.QtCore import QTimer

    import_plainly()

    from villagedesk.settings import load_settings
    from villagedesk.ui.crash import CrashHook
    from villagedesk.ui.desk import Desk
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.keyboard import Keyboard
    from villagedesk.ui.looks import Looks

    application = make_application()
    CrashHook(application).install()
    Keyboard(application)
    settings = load_settings(paths.settings_file())
    icons = Icons()
    desk = Desk(application, settings, icons, Looks(application, icons, settings))
    path = Path(arguments[0]).absolute() if arguments else None
    QTimer.singleShot(0, desk, lambda: desk.begin(path))
    QTimer.singleShot(1_000, desk, warn_without_chinese_font)
    QTimer.singleShot(2_000, desk, clear_leftovers)
    gc.freeze()
    gc.enable()
    return application.exec()


def make_application() -> QApplication:
    """The Qt application; it ends when the desk says so, not when a dialog happens to be the last window."""
    from PySide6.QtWidgets import QApplication

    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setApplicationName("VillageDesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("villagedesk")
    application.setQuitOnLastWindowClosed(False)
    return application


def import_plainly() -> None:
    """Give `import` back to Python.

    PySide6 takes it over and reads the source of every module imported after it, looking for its switch to snake_case names,
    which nothing here uses; that cost a tenth of the start (ADR 9). It keeps Python's own function for this under the name
    asked for here.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def prepare_input_method(environment: MutableMapping[str, str], platform: str) -> None:
    """Let Chinese be typed with fcitx on Linux: PySide6 ships no fcitx plugin, but its ibus one speaks to fcitx's portal.

    Measured in stack-ui.md trap 5: with QT_IM_MODULE=fcitx only Latin letters arrive.
    """
    if platform != "linux":
        return
    wanted = environment.get("QT_IM_MODULE", "") + environment.get("XMODIFIERS", "")
    if "fcitx" in wanted:
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def clear_leftovers() -> None:
    """Take away what a killed program left behind: private copies of received files, papers looked at or being laid out."""
    from villagedesk.documents import previews
    from villagedesk.documents.word.typesetting import sweep_leftovers
    from villagedesk.merge.incoming import sweep

    sweep()
    previews.clear()
    sweep_leftovers()


def warn_without_chinese_font() -> None:
    """Say in English too that no Chinese can be drawn: without such a font the Chinese half would be blank."""
    from villagedesk.ui.theme import has_chinese_font

    if not has_chinese_font():
        from villagedesk.i18n import _, english
        from villagedesk.ui import messages

        text = _("这台电脑没有中文字体，汉字显示为空白。请安装字体，如 fonts-noto-cjk，然后重新打开。")
        plain = "No Chinese font is installed: Chinese text will be blank. Install one, e.g. fonts-noto-cjk."
        messages.warn(None, text if english() else f"{text}\n\n{plain}")
