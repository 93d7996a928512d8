# SPDX-License-Identifier: MIT
"""What the page 今天 says about households: the work that waits, new doubts, and what their files lack.

Each number opens its list.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from villagedesk.i18n import _
from villagedesk.ui import labels
from villagedesk.ui.papers.checker import PaperChecker
from villagedesk.ui.today.lights import LightCounter
from villagedesk.ui.today.sections import Line, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from villagedesk.documents.printed.stale import Standing
    from villagedesk.services.waiting import Waiting
    from villagedesk.ui.session import Session
    from villagedesk.ui.today.lights import Counted


class Households(QWidget):
    """Five sections: what has come due among households and in books, stale papers, new doubts, and what files lack.

    Signals:
        wanted_list: title and ids of the households to be shown as a list.
        wanted_doubts: the new doubts are to be shown on the page 疑点.
        wanted_papers: the page of printed papers is to be shown.
        wanted_records: title, entity and ids of the records of a book to be shown as a list.
    """

    wanted_list = Signal(str, object)
    wanted_doubts = Signal()
    wanted_papers = Signal()
    wanted_records = Signal(str, str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._writable = not session.store.read_only
        self.waiting, self.books, self.papers = Section(), Section(), Section()
        self.doubts, self.facts = Section(), Section()
        self.lights = LightCounter(session, self)
        self.lights.counted.connect(self.show_lights)
        self.checker = PaperChecker(session, self)
        self.checker.found.connect(self.show_papers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for section in (self.waiting, self.books, self.papers, self.doubts, self.facts):
            column.addWidget(section)

    def show_waiting(self, waiting: Sequence[Waiting] | None) -> None:
        """What has come due; None while it is being counted: what was shown before stays meanwhile."""
        if waiting is None:
            return
        roles = {True: labels.ERROR, False: labels.PLAIN}
        lines = [
            self._line(one.key, one.title, one.text, one.households, roles[one.late]) for one in waiting if not one.book
        ]
        told = _("按走访、计划和结对的记录算出来；点开就是这些户，一户不多一户不少。")
        self.waiting.show_lines(_("户里的事"), lines, told)
        lines = [
            Line(
                one.text,
                _("看这些记录"),
                partial(self.wanted_records.emit, one.title, one.book, one.records),
                one.key,
                one.title,
                roles[one.late],
            )
            for one in waiting
            if one.book
        ]
        told = _("按台账里登记的期限算出来；点开就是这些记录，一条不多一条不少。")
        self.books.show_lines(_("台账里的事"), lines, told)

    def show_papers(self, found: Sequence[Standing]) -> None:
        """Printed papers that are out of date."""
        stale = [one for one in found if one.verdict.stale]
        text = _("{count}份打印过的文书过期，涉及{households}户。").format(
            count=len(stale), households=len({one.row.household for one in stale})
        )
        line = Line(text, _("看这些文书"), self.wanted_papers.emit, "stale", _("打印的文书"))
        told = _("打印以后，文书上印的资料或模板有了改动。")
        self.papers.show_lines(_("打印的文书"), [line] if stale else [], told)

    def show_lights(self, found: Counted) -> None:
        """New doubts, and what is missing and wrong; and how far the counting is."""
        self._show_doubts(found)
        told = (
            ("red", _("红灯户"), _("{households}户有错误，改正以前不能打印正式材料。"), found.red, labels.ERROR, 0),
            ("yellow", _("黄灯户"), _("{households}户有缺项或存疑。"), found.yellow, labels.PLAIN, 0),
            ("missing", _("有缺项的户"), _("必填的还有{count}项没有填，涉及{households}户。"), found.missing.households, labels.PLAIN, found.missing.number),
            ("papers", _("缺佐证材料的户"), _("达标情况还有{count}条没有佐证材料，涉及{households}户。"), found.papers.households, labels.PLAIN, found.papers.number),
        )  # fmt: skip
        lines = [
            self._line(key, title, text.format(households=len(rows), count=count), rows, role)
            for key, title, text, rows, role, count in told
            if rows
        ]
        lines += self._completed(found)
        if found.left:
            left = _("正在清点，还有{left}户，共{total}户。").format(left=found.left, total=found.total)
            lines.append(Line(left, key="left", role=labels.HINT))
        self.facts.show_lines(_("资料里的缺项和错误"), lines)

    def _completed(self, found: Counted) -> list[Line]:
        """How many files of the year were called complete (完成), and which have lapsed."""
        lines = []
        if found.lapsed:
            text = _("{households}户标为完成以后又有改动或发现错误，请核对后再点“完成”。")
            told = text.format(households=len(found.lapsed))
            lines.append(self._line("lapsed", _("完成后有变的户"), told, found.lapsed, labels.PLAIN))
        if found.complete:
            told = _("本年度档案已完成{count}户，未完成{households}户。").format(
                count=len(found.complete), households=len(found.incomplete)
            )
            lines.append(self._line("complete", _("未完成的户"), told, found.incomplete, labels.PLAIN))
        return lines

    def _show_doubts(self, found: Counted) -> None:
        count, households = found.doubts.number + found.villages, len(found.doubts.households)
        lines: list[Line] = []
        if count:
            text = _("{count}条新疑点，涉及{households}户。").format(count=count, households=households)
            if found.villages:
                text = _("{count}条新疑点，涉及{households}户，其中{villages}条是村的。").format(
                    count=count, households=households, villages=found.villages
                )
            ready = self._writable and not found.left
            hint = _("还在清点，数字会变。") if found.left else _("收起以后，只有再出现的才算新的；疑点本身不受影响。")
            lines = [
                Line(text, _("看这些疑点"), self.wanted_doubts.emit, "new", _("新疑点")),
                Line(hint, _("都看过了，收起"), self.lights.put_away, "away", _("新疑点"), labels.HINT, ready),
            ]
        self.doubts.show_lines(_("新疑点"), lines)

    def _line(self, key: str, title: str, text: str, households: Sequence[str], role: str) -> Line:
        verb = _("看这些户") if households else ""
        return Line(text, verb, partial(self.wanted_list.emit, title, tuple(households)), key, title, role)

    def showEvent(self, event: QShowEvent) -> None:
        """Counting goes on when somebody looks."""
        super().showEvent(event)
        if not event.spontaneous():
            self.lights.want(True)
            self.checker.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """It pauses while nobody does."""
        super().hideEvent(event)
        lights = getattr(self, "lights", None)  # a window that is torn down hides what has lost its parts already
        if not event.spontaneous() and lights is not None and isValid(lights):
            lights.want(False)
            self.checker.want(False)
