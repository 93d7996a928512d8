# SPDX-License-Identifier: MIT
"""What 一键成档 has made: who was refused and why, and what each binder lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from villagedesk.i18n import _, clauses, listed
from villagedesk.ui import labels
from villagedesk.ui.dialogs.run_result import RunResult
from villagedesk.ui.tables.columns import Column

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.documents.binder.orders import BindOutcome
    from villagedesk.ui.icons import Icons


@dataclass(frozen=True, slots=True)
class Line:
    """A household of the run; `done` is whether its binder lies there."""

    id: str
    label: str
    done: bool
    kept: bool
    why: str


class BindResult(RunResult):
    """Refused households first, then those that lack something.

    Attributes:
        clashing: (village, way of cataloguing) in which a number stands twice.

    Signals:
        renumber_wanted: the numbers that stand twice are to be given anew.
    """

    renumber_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        columns: list[Column[Line]] = [
            Column("state", _("结果"), _state, 6, icon=_icon),
            Column("label", _("户"), lambda line: line.label, 10),
            Column("why", _("原因或缺少的材料"), lambda line: line.why, 24, tip=lambda line: line.why),
        ]
        hint = _("按回车或双击可以去该户改正、补充扫描件，再成档时只重做有变化的户。")
        super().__init__(columns, "bind-result", hint, icons, parent)
        self.clashing: tuple[tuple[str, str], ...] = ()
        self.notes = labels.label("", labels.ERROR)
        self.list.setAccessibleName(_("成档结果"))
        self.renumber_button = QPushButton(_("重号的重新编号(&K)…"), self)
        self.renumber_button.clicked.connect(self.renumber_wanted)
        self.buttons.insertWidget(1, self.renumber_button)
        self.parts.insertWidget(1, self.notes)

    def show_outcome(self, outcome: BindOutcome, *, writable: bool) -> None:
        """Show what a run has made."""
        self._target = outcome.folder
        self.clashing = outcome.clashing
        refused = [
            Line(one.household, one.label, False, False, clauses(problem.text() for problem in one.problems))
            for one in outcome.refused
        ]
        bound = [Line(one.household, one.label, True, one.kept, listed(one.missing)) for one in outcome.bound]
        bound.sort(key=lambda line: not line.why)
        self.model.show([*refused, *bound])
        kept = sum(line.kept for line in bound)
        said = _("已成档{count}户，新写{files}份文件。").format(count=len(bound), files=outcome.files)
        if kept:
            said += _("其中{count}户没有变化，没有重印。").format(count=kept)
        if lacking := sum(bool(line.why) for line in bound):
            said += _("{count}户还缺材料，已写在备考表中。").format(count=lacking)
        if refused:
            said += _("有{count}户没有成档，原因见下表；改正后再成档。").format(count=len(refused))
        self.text.setText(said)
        self._show_notes("\n".join(filter(None, (*outcome.notes, outcome.unnoted))))
        self.renumber_button.setVisible(bool(outcome.clashing) and writable)
        self.folder_button.setEnabled(bool(bound))

    def show_stopped(self, text: str, target: Path) -> None:
        """What was finished is not made again."""
        super().show_stopped(text, target)
        self.clashing = ()
        self._show_notes("")
        self.renumber_button.hide()

    def _show_notes(self, text: str) -> None:
        self.notes.setText(text)
        self.notes.setVisible(bool(text))


def _state(line: Line) -> str:
    if not line.done:
        return _("未成档")
    return _("没有变化") if line.kept else _("已成档")


def _icon(line: Line) -> str:
    if not line.done:
        return "error"
    return "warning" if line.why else "ok"
