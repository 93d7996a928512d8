# SPDX-License-Identifier: MIT
"""The list of doubts: those of one rule stand together, and behind one line that tells their number where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt

from villagedesk.i18n import _, labelled
from villagedesk.models.problem import Level
from villagedesk.services.doubts.judging import Finding
from villagedesk.ui.findings.filters import level_words, titles
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from villagedesk.ui.icons import Icons

MANY: Final = 3
"""Lines of one rule up to which they are listed as they are."""
_ICONS: Final = {Level.ERROR: "error", Level.DOUBT: "warning", Level.HINT: "about", None: "light_grey"}
_LEVELS: Final = (Level.ERROR, Level.DOUBT, Level.HINT, None)
_Kind = tuple[bool, int, str]  # whether exempted, place of the level, number of the rule


class Heading(NamedTuple):
    """The line that stands for many doubts of one rule and level.

    Attributes:
        kind: what they have in common.
        title: of the rule, in the interface language.
        lines, households: how many there are, and of how many households.
        opened: whether they are listed below.
    """

    kind: _Kind
    title: str
    lines: int
    households: int
    opened: bool

    @property
    def id(self) -> _Kind:
        """What stays the same while its numbers change."""
        return self.kind

    @property
    def code(self) -> str:
        """Number of the rule."""
        return self.kind[2]

    @property
    def level(self) -> Level | None:
        """How far the doubts reach."""
        return _LEVELS[self.kind[1]]


Line = Finding | Heading


class FoldedModel(RowsModel[Line]):
    """Doubts by level and rule, errors first; those of a rule with many are folded until they are opened.

    A click on a heading of the list orders the lines within their rule.
    """

    def __init__(self, icons: Icons | None = None, parent: QObject | None = None) -> None:
        super().__init__(_columns(), icons, parent)
        self.folds = True
        self._opened: set[_Kind] = set()
        self._titles = titles()

    @property
    def listed(self) -> int:
        """How many doubts there are, folded ones among them."""
        return len(self._given)

    def show_findings(self, found: Iterable[Finding], *, folds: bool) -> None:
        """Replace all lines; `folds`: whether many of one rule stand behind one line."""
        self.folds = folds
        self.show(found)

    def turn(self, heading: Heading, *, opened: bool) -> None:
        """Show or hide the doubts behind a line."""
        self.beginResetModel()
        (self._opened.add if opened else self._opened.discard)(heading.kind)
        self._lines = self._sorted()
        self.endResetModel()

    def heading_above(self, row: int) -> int:
        """The row of the line that stands for the doubt in a row; -1 where there is none."""
        line = self.line(row)
        if not isinstance(line, Finding):
            return -1
        kind = _kind(line)
        return next(
            (at for at in range(row, -1, -1) if isinstance(one := self.line(at), Heading) and one.kind == kind), -1
        )

    def _sorted(self) -> list[Line]:
        kinds: dict[_Kind, list[Finding]] = {}
        for one in super()._sorted():
            if isinstance(one, Finding):
                kinds.setdefault(_kind(one), []).append(one)
        shown: list[Line] = []
        for kind in sorted(kinds):
            found = kinds[kind]
            opened = not self.folds or len(found) <= MANY or kind in self._opened
            if self.folds and len(found) > MANY:
                title = _(self._titles.get(kind[2], ""))
                shown.append(
                    Heading(kind, title, len(found), len({one.household or one.village for one in found}), opened)
                )
            if opened:
                shown += found
        return shown


class FoldedView(PagedView):
    """The list; Enter, → and ← open and fold what stands behind a line."""

    def __init__(self, model: FoldedModel, name: str) -> None:
        super().__init__(model, name)
        self.doubts = model

    def turn(self, *, opened: bool | None = None) -> bool:
        """Open or fold the line under the cursor (None: the other way round); False if it is a doubt itself."""
        line = self.doubts.line(self.currentIndex().row())
        if not isinstance(line, Heading):
            return False
        if opened is None or opened != line.opened:
            self.doubts.turn(line, opened=not line.opened)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """→ opens, ← folds, or leads from a doubt to the line that stands for it."""
        if event.key() == Qt.Key.Key_Right and self.turn(opened=True):
            return
        if event.key() == Qt.Key.Key_Left and not event.modifiers():
            if self.turn(opened=False):
                return
            above = self.doubts.heading_above(self.currentIndex().row())
            if above >= 0:
                self.go_to_row(above)
                return
        super().keyPressEvent(event)


def _kind(one: Finding) -> _Kind:
    return one.exemption is not None, _LEVELS.index(one.level), one.code


def _columns() -> list[Column[Line]]:
    return [
        Column("level", _("级别"), _level, 5, icon=_icon),
        Column("code", _("编号"), lambda one: one.code, 4),
        Column("place", _("户"), _place, 13, tip=_place),
        Column("person", _("姓名"), lambda one: "" if isinstance(one, Heading) else one.said.person, 4),
        Column("text", _("疑点"), _text, 40, tip=_text),
    ]


def _exempted(one: Line) -> bool:
    return one.kind[0] if isinstance(one, Heading) else one.exemption is not None


def _icon(one: Line) -> str:
    return "ok" if _exempted(one) else _ICONS[one.level]


def _level(one: Line) -> str:
    return _("已豁免") if _exempted(one) else level_words(one.level)


def _place(one: Line) -> str:
    return _("{count}户").format(count=one.households) if isinstance(one, Heading) else one.place


def _text(one: Line) -> str:
    if isinstance(one, Heading):
        sign = "▾" if one.opened else "▸"
        return f"{sign} " + _("{title}：{count}条").format(title=one.title, count=one.lines)
    text = one.said._replace(person="").text()
    return labelled(_("已豁免（{reason}）").format(reason=one.exemption.reason), text) if one.exemption else text
