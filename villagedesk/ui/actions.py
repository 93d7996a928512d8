# SPDX-License-Identifier: MIT
"""Every verb of the window: its name, icon, keys and place in the menus. What it does is said in `verbs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QAction

from villagedesk.i18n import _
from villagedesk.ui.shortcuts import sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QMenuBar, QToolBar

    from villagedesk.ui.icons import Icons


class Verb(NamedTuple):
    """One thing to do.

    Attributes:
        key: its name in the program.
        text: in menus, with mnemonic; `short` on the toolbar.
        icon: meaning in `ui.icons`; empty for none.
        keys: shortcuts, the one to show first.
        writes: whether it makes no sense in a file opened for reading.
    """

    key: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    short: str = ""
    writes: bool = False


def verbs() -> tuple[Verb, ...]:
    """All verbs, in the interface language."""
    return (
        Verb("new_file", _("新建村档(&N)…"), "new", ("Ctrl+Shift+N",)),
        Verb("open_file", _("打开(&O)…"), "open", ("Ctrl+O",)),
        Verb("practise", _("用示范村练习(&P)"), "village"),
        Verb("backups", _("备份与恢复(&B)…"), "backup", ("Ctrl+B",)),
        Verb("lock", _("锁定(&L)"), "lock", ("Ctrl+L",)),
        Verb("quit", _("退出(&X)"), "close", ("Ctrl+Q",)),
        Verb("undo", _("撤销(&U)"), "undo", ("Ctrl+Z",), _("撤销"), writes=True),
        Verb("redo", _("重做(&R)"), "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), _("重做"), writes=True),
        Verb("save", _("保存(&S)"), "save", ("Ctrl+S",), _("保存"), writes=True),
        Verb("find", _("查找(&F)"), "search", ("Ctrl+F",), _("查找")),
        Verb("new_household", _("新增户(&N)…"), "add", ("Ctrl+N",), _("新增户"), writes=True),
        Verb("import_roster", _("导入花名册(&I)…"), "import", ("Ctrl+I",), _("导入花名册"), writes=True),
        Verb("same_people", _("疑似同一人(&S)…"), "members"),
        Verb("export_word", _("导出Word案卷(&P)…"), "export", ("Ctrl+P",), _("导出Word")),
        Verb("bind", _("一键成档(&B)…"), "archive", ("Ctrl+Shift+P",)),
        Verb("make_roster", _("花名册(&R)…"), "members", ("Ctrl+Shift+L",)),
        Verb("carry_over", _("沿用上年(&C)…"), "duplicate", ("Ctrl+Shift+C",), writes=True),
        Verb("as_of", _("查看某日(&D)…"), "history"),
        Verb("year", _("工作年度(&Y)…"), "year", ("Ctrl+Shift+Y",)),
        Verb("refresh", _("刷新(&R)"), "refresh", ("F5",)),
        Verb("bigger", _("字大一些(&B)"), "", ("Ctrl++", "Ctrl+=")),
        Verb("smaller", _("字小一些(&S)"), "", ("Ctrl+-",)),
        Verb("keys", _("键盘快捷键(&K)"), "about", ("F1",)),
        Verb("about", _("关于村档(&A)"), "about"),
    )


SEPARATOR: Final = ""
PAGES: Final = "pages"  # stands for a menu of one entry per page
RECENT: Final = "recent"  # stands for the menu of recent files
TOOLS: Final = (
    "new_household",
    "save",
    SEPARATOR,
    "undo",
    "redo",
    SEPARATOR,
    "import_roster",
    "export_word",
    SEPARATOR,
    "find",
)


def menus() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Title and entries of every menu."""
    return (
        (
            _("文件(&F)"),
            ("new_file", "open_file", RECENT, "practise", SEPARATOR, "backups", "lock", SEPARATOR, "quit"),
        ),
        (_("编辑(&E)"), ("undo", "redo", SEPARATOR, "save", "find")),
        (
            _("档案(&D)"),
            (
                "new_household",
                "carry_over",
                SEPARATOR,
                "import_roster",
                "export_word",
                "bind",
                "make_roster",
                SEPARATOR,
                "same_people",
                SEPARATOR,
                "as_of",
                "year",
            ),
        ),
        (_("查看(&V)"), (PAGES, SEPARATOR, "refresh", SEPARATOR, "bigger", "smaller")),
        (_("帮助(&H)"), ("keys", "about")),
    )


class Actions:
    """The actions of one window, by the key of their verb."""

    def __init__(self, parent: QObject, icons: Icons) -> None:
        self._made: dict[str, QAction] = {}
        self._writing: set[str] = set()
        for verb in verbs():
            action = QAction(verb.text, parent)
            action.setShortcuts([sequence(keys) for keys in verb.keys])
            if verb.short:
                action.setIconText(verb.short)
                action.setToolTip(_tip(verb))
            if verb.icon:
                icons.later(action, verb.icon)
            if verb.writes:
                self._writing.add(verb.key)
            self._made[verb.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def forbid_writing(self) -> None:
        """Disable what would change a file opened for reading."""
        for key in self._writing:
            self._made[key].setEnabled(False)

    def fill_bar(self, bar: QToolBar, keys: Iterable[str]) -> None:
        """Put actions on a toolbar."""
        for key in keys:
            if key == SEPARATOR:
                bar.addSeparator()
            else:
                bar.addAction(self._made[key])

    def fill_menus(self, bar: QMenuBar, pages: list[QAction]) -> QAction:
        """Make the menus.

        Returns:
            The entry that stands for recent files; the window gives it its menu.
        """
        recent = QAction(_("最近打开(&R)"), bar)
        for title, keys in menus():
            menu = bar.addMenu(title)
            for key in keys:
                if key == SEPARATOR:
                    menu.addSeparator()
                elif key == PAGES:
                    menu.addMenu(_("转到页面(&G)")).addActions(pages)  # in one list they do not fit a small screen
                else:
                    menu.addAction(recent if key == RECENT else self._made[key])
        return recent


def _tip(verb: Verb) -> str:
    return f"{verb.short} ({verb.keys[0]})" if verb.keys else verb.short
