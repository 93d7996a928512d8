# SPDX-License-Identifier: MIT
"""What the page 今天 says about households: the work that waits, whom to see to first, and what can be made up by and by.

Each number opens its list. Where there is room the households to see to first stand beside the work, so that both are in
sight at once; in a narrow window they stand above it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from villagedesk.i18n import _, labelled, listed
from villagedesk.models.catalogue.printing import PrintedPaper
from villagedesk.services.today.foremost import foremost
from villagedesk.services.today.waiting import names_of
from villagedesk.ui import labels
from villagedesk.ui.papers.checker import PaperChecker
from villagedesk.ui.today.lights import LightCounter
from villagedesk.ui.today.sections import Line, Section, plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from villagedesk.documents.registers.review import AnyStanding
    from villagedesk.services.today.waiting import Waiting
    from villagedesk.ui.session import Session
    from villagedesk.ui.today.lights import Counted

_BESIDE: Final = 62  # from this width on, in 汉字, there are two columns
_BETWEEN: Final = 2  # the columns, in 汉字
_FIRST: Final = 5  # households told one by one: what can be done in a morning


class Households(QWidget):
    """What has come due in households and books, and the households to see to first; `rest` holds what can wait.

    Signals:
        wanted_list: title and ids of the households to be shown as a list.
        wanted_household: id of a household to open.
        wanted_doubts: the new doubts are to be shown on the page 疑点.
        wanted_papers: the page of printed papers is to be shown.
        wanted_records: title, entity and ids of the records of a book to be shown as a list.
    """

    wanted_list = Signal(str, object)
    wanted_household = Signal(str)
    wanted_doubts = Signal()
    wanted_papers = Signal()
    wanted_records = Signal(str, str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._writable = not session.store.read_only
        self._waiting: Sequence[Waiting] = ()
        self._found: Counted | None = None
        self.waiting, self.books, self.wrong, self.first = Section(), Section(), Section(), Section()
        self.papers, self.doubts, self.facts = Section(), Section(), Section()
        self.rest, self.rest_heading = QWidget(), plain_label(_("其余的，可以慢慢补"), labels.HEADING)
        self.lights = LightCounter(session, self)
        self.lights.counted.connect(self.show_lights)
        self.checker = PaperChecker(session, self)
        self.checker.found.connect(self.show_papers)
        self.near, self.work = QWidget(), QWidget()
        for holder, parts in (
            (self.near, (self.wrong, self.first)),
            (self.work, (self.waiting, self.books)),
            (self.rest, (self.rest_heading, self.doubts, self.facts, self.papers)),
        ):
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                column.addWidget(part)
            if holder is not self.rest:
                column.addStretch(1)  # the shorter of two columns stands at the top
            holder.hide()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        for holder in (self.near, self.work):
            self._sides.addWidget(holder, 1)

    def show_waiting(self, waiting: Sequence[Waiting] | None) -> None:
        """What has come due; None while it is being counted: what was shown before stays meanwhile."""
        if waiting is None:
            return
        self._waiting = waiting
        lines = [
            self._line(one.key, one.title, one.text, one.households, _role(one), _whose(one))
            for one in waiting
            if not one.book
        ]
        self.waiting.show_lines(_("到期和逾期的事"), lines)
        wanted = self.wanted_records.emit
        lines = [
            Line(
                one.text,
                _("看这些记录"),
                partial(wanted, one.title, one.book, one.records),
                one.key,
                one.title,
                _role(one),
            )
            for one in waiting
            if one.book
        ]
        self.books.show_lines(_("台账里的事"), lines)
        self.work.setVisible(any(not one.isHidden() for one in (self.waiting, self.books)))
        self._show_first()

    def show_papers(self, found: Sequence[AnyStanding]) -> None:
        """Printed papers that are out of date."""
        stale = [one for one in found if one.verdict.stale]
        homes = [one.row.household for one in stale if isinstance(one.row, PrintedPaper)]
        text = _("{count}份打印过的文书过期，涉及{households}户。").format(count=len(stale), households=len(set(homes)))
        if len(stale) > len(homes):
            from villagedesk.documents.registers.review import counted

            text = (
                _("{count}份打印过的文书过期，涉及{households}户，其中{others}。")
                if homes
                else _("{count}份打印过的文书过期：{others}。")
            )
            text = text.format(count=len(stale), households=len(set(homes)), others=counted(one.row for one in stale))
        line = Line(text, _("看这些文书"), self.wanted_papers.emit, "stale", _("打印的文书"))
        self.papers.show_lines("", [line] if stale else [])
        self._show_rest()

    def show_lights(self, found: Counted) -> None:
        """Errors, new doubts and what is missing; and how far the counting is."""
        self._found = found
        text = _("{households}户有错误，改正以前不能打印正式材料。").format(households=len(found.red))
        line = self._line("red", _("有错误的户"), text, found.red, labels.ERROR)
        self.wrong.show_lines(_("资料里的错误"), [line] if found.red else [])
        self._show_first()
        self._show_doubts(found)
        told = (
            ("missing", _("有缺项的户"), _("必填的还有{count}项没有填，涉及{households}户。"), found.missing),
            ("papers", _("缺佐证材料的户"), _("达标情况还有{count}条没有佐证材料，涉及{households}户。"), found.papers),
        )
        lines = [
            self._line(key, title, text.format(households=len(some.households), count=some.number), some.households)
            for key, title, text, some in told
            if some.households
        ]
        lines += self._completed(found)
        if found.left:
            left = _("正在清点，还有{left}户，共{total}户。").format(left=found.left, total=found.total)
            lines.append(Line(left, key="left", role=labels.HINT))
        self.facts.show_lines("", lines)
        self._show_rest()

    def _show_first(self) -> None:
        """The households with the most to do, one by one; while households are being looked at, those told before stay."""
        found = self._found
        if found is not None and not found.left:
            self._show_foremost(found)
        elif self._waiting and self.first.isHidden():
            told = Line(_("正在逐户清点错误、缺项和疑点，清点完列在这里。"), key="counting", role=labels.HINT)
            self.first.show_lines(_("先办这几户"), [told])
        self.near.setVisible(any(not one.isHidden() for one in (self.wrong, self.first)))

    def _show_foremost(self, found: Counted) -> None:
        shown, rows = foremost(found.lacks, self._waiting, _FIRST)
        names = names_of(self._session.store, [one.household for one in shown])
        lines = [
            Line(
                labelled(names.get(one.household) or _("没有户主的一户"), one.text()),
                _("打开这一户"),
                partial(self.wanted_household.emit, one.household),
                one.household,
                names.get(one.household, ""),
                labels.ERROR if one.lack.errors else labels.PLAIN,
            )
            for one in shown
        ]
        if len(rows) > len(shown):
            text = _("有事要办的一共{count}户。").format(count=len(rows))
            lines.append(self._line("all", _("有事要办的户"), text, rows, labels.HINT))
        told = _("每户把错误、逾期、到期、缺项和新疑点合在一起，最要紧的在前。")
        self.first.show_lines(_("先办这几户"), lines, told)

    def _show_rest(self) -> None:
        self.rest.setVisible(any(not one.isHidden() for one in (self.doubts, self.facts, self.papers)))

    def _completed(self, found: Counted) -> list[Line]:
        """How many files of the year were called complete (完成), and which have lapsed."""
        lines = []
        if found.lapsed:
            text = _("{households}户标为完成以后又有改动或发现错误，请核对后再点“完成”。")
            told = text.format(households=len(found.lapsed))
            lines.append(self._line("lapsed", _("完成后有变的户"), told, found.lapsed))
        if found.complete:
            told = _("本年度档案已完成{count}户，未完成{households}户。").format(
                count=len(found.complete), households=len(found.incomplete)
            )
            lines.append(self._line("complete", _("未完成的户"), told, found.incomplete))
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
        self.doubts.show_lines("", lines)

    def _line(
        self, key: str, title: str, text: str, households: Sequence[str], role: str = labels.PLAIN, below: str = ""
    ) -> Line:
        verb = _("看这些户") if households else ""
        show = partial(self.wanted_list.emit, title, tuple(households))
        return Line(text, verb, show, key, title, role, below=below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns, or one below the other."""
        super().resizeEvent(event)
        em = self.fontMetrics().horizontalAdvance("汉")
        beside = event.size().width() >= _BESIDE * em
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(_BETWEEN * em if beside else self.fontMetrics().height() // 2)

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


def _role(one: Waiting) -> str:
    return labels.ERROR if one.late else labels.PLAIN


def _whose(one: Waiting) -> str:
    """The first whom it is about, by name."""
    names, count = listed(one.names), len(one.households)
    return _("{names}等{count}户").format(names=names, count=count) if names and count > len(one.names) else names
