# SPDX-License-Identifier: MIT
"""The book of attendance: one month of a village at a time, day by day, as people type it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.posting import Attendance
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.codes import code_list
from villagedesk.models.posting import together
from villagedesk.services.books.posting import known_months, line_of, month_lines
from villagedesk.services.keeping.records import Edit, Removal
from villagedesk.services.procedure.procedures import without_past
from villagedesk.store import reads
from villagedesk.ui import labels, messages
from villagedesk.ui.choosers import narrowing_box, refill, stand_at
from villagedesk.ui.forms.draft_bar import DraftBar
from villagedesk.ui.forms.drafting import DraftKeeper
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.forms.row_set import RowSet
from villagedesk.ui.registers.month_model import MonthModel
from villagedesk.ui.registers.month_view import MonthView
from villagedesk.ui.registers.printing import Wanted, print_records, stale_papers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from villagedesk.models.posting import Posted
    from villagedesk.models.registers import Register
    from villagedesk.services.books.posting import MonthLine
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons

_SAVE, _GIVE_UP = 0, 1
_MONTH_SIGNS: Final = 8  # 2025年12月


class MonthPanel(QWidget):
    """Everybody who is posted to the village in a month, a line each.

    Signals:
        said: a note for the status bar.
        book_wanted: the entity of another book to show.
    """

    said = Signal(str)
    book_wanted = Signal(str)

    def __init__(self, register: Register, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.refs = refs
        self._icons = icons
        self.village = ""
        self._stale: list[str] = []  # what is said of the printed sheet of the month
        self.rows = RowSet([entity_spec(register.entity)], refs.today, refs.session.year, self)
        self.model = MonthModel(self.rows, refs, icons, self)
        self.list = MonthView(self.model, self)
        self.list.setAccessibleName(_("考勤表，每格一天"))
        self.search = narrowing_box(_("考勤月份"))
        self.search.setMinimumContentsLength(_MONTH_SIGNS)
        self.back_button = QPushButton(_("上月(&L)"), self)
        self.next_button = QPushButton(_("下月(&N)"), self)
        self.save_button = QPushButton(_("保存(&S)"), self)
        self.save_button.setToolTip("Ctrl+S")
        self.print_button = QPushButton(_("打印(&R)…"), self)
        self.add_button = QPushButton(_("登记派驻(&A)"), self)
        self.keys = [self._key(one.code, one.more["key"], one.more["sign"]) for one in _codes()]
        self.bar = DraftBar(icons, self)
        self.told = labels.label("", labels.ERROR)
        self.sums = labels.label()
        self.empty = labels.label(_("这个月没有人在本村驻村。考勤从派驻而来，请先登记派驻。"), labels.HINT)
        self._lay_out(icons)
        self.drafts = DraftKeeper(refs.session, f"book-{register.entity}", self, self)
        self._connect()

    def _key(self, code: str, key: str, sign: str) -> QPushButton:
        """What a key enters; pressed, it does the same."""
        button = QPushButton(f"{key}  {sign} {code_list('attendance_code').shown(code)}", self)
        button.clicked.connect(lambda: self._enter(code))
        return button

    def _lay_out(self, icons: Icons) -> None:
        for button, icon in (
            (self.back_button, "back"), (self.save_button, "save"), (self.add_button, "add"), (self.print_button, "print"),
        ):  # fmt: skip
            icons.later(button, icon)
        top = QHBoxLayout()
        for one in (self.back_button, self.search, self.next_button):
            top.addWidget(one)
        top.addStretch(1)
        top.addWidget(self.print_button)
        top.addWidget(self.save_button)
        self.legend = QWidget(self)
        flow = FlowLayout(self.legend)
        for button in self.keys:
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addLayout(top)
        for widget in (self.bar, self.legend):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        for widget in (self.told, self.sums, self.empty):
            layout.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        layout.addLayout(line)
        self._air = layout
        layout.addStretch(0)

    def _connect(self) -> None:
        self.search.currentIndexChanged.connect(self._month_picked)
        self.back_button.clicked.connect(lambda: self._step(1))
        self.next_button.clicked.connect(lambda: self._step(-1))
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_month)
        self.add_button.clicked.connect(lambda: self.book_wanted.emit("posting"))
        self.bar.answered.connect(self.drafts.answer)
        self.list.told.connect(self._tell)
        self.list.refused.connect(lambda: self._tell(_("还没有到的日子不能登记考勤。")))
        self.list.row_wanted_gone.connect(self._ask_out)
        self.rows.altered.connect(self._altered)

    # -- what the page asks -----------------------------------------------------------------------------------------

    @property
    def named_books(self) -> set[str]:
        """Who is listed follows from postings, what is allowed from leave."""
        return {"posting", "leave"}

    def household_at_cursor(self) -> str:
        """Attendance is about no household."""
        return ""

    def show_village(self, village: str) -> None:
        """Show another village's; what was typed must have been dealt with."""
        self.village = village
        self._show_month(self.month)

    def refresh(self) -> None:
        """The file has changed: what nobody is typing follows it."""
        if not self.dirty:
            self._show_month(self.month)
            return
        found = {line.posted.cadre.id: line for line in self._lines(self.month)}
        for place, row in enumerate(self.rows.rows):
            line = found.get(self.model.people[place].cadre.id)
            if line is not None:
                self.model.people[place] = line.posted
                row.main.refresh(line.month)
        self._show_state()

    def reveal(self, _entity: str, row: str, key: str) -> bool:
        """Put the cursor on a day of a record; False if it is gone."""
        record = reads.get(self.refs.session.store, Attendance, row)
        if record is None or not record.month:
            return False
        if record.month != self.month:
            self._show_month(record.month)
        found = self.rows.by_id(row)
        column = self.model.column_of(key)
        if found is not None:
            self.list.go_to(self.rows.rows.index(found), max(column, 0))
            self.list.setFocus()
        return found is not None

    def open_draft(self, row: str) -> None:
        """Show the month whose days were put aside."""
        self._show_month(row.partition(" ")[2])

    # -- the month --------------------------------------------------------------------------------------------------

    @property
    def month(self) -> str:
        """The month that is shown (YYYY-MM); the present one before any is."""
        return self.model.month or self.refs.today.isoformat()[:7]

    def _lines(self, month: str) -> list[MonthLine]:
        return month_lines(self.refs.session.store, self.village, month) if self.village else []

    def _show_month(self, month: str) -> None:
        """Read a month; what was typed must have been dealt with."""
        known = known_months(self.refs.session.store, self.village, self.refs.today.isoformat())
        known = sorted({*known, month}, reverse=True)
        refill(self.search, ((_month_words(one), one) for one in known), month)
        at = self.list.currentIndex()
        place = (max(at.row(), 0), max(at.column(), 0))
        lines = self._lines(month)
        self.model.show(month, [line.posted for line in lines])
        self.rows.load([{self.register.entity: line.month} for line in lines], int(month[:4]))
        row = self._printed_by
        self._stale = stale_papers(self.refs.session.store, self.village, self.register, row) if row else []
        self.bar.offer(self.drafts.begin(), _month_words(month), self.refs.today.isoformat())
        if lines:
            self.list.go_to(min(place[0], len(lines) - 1), min(place[1], self.model.columnCount() - 1))
        self._show_state()

    def _month_picked(self) -> None:
        wanted = str(self.search.currentData())
        if self._leave():
            self._show_month(wanted)
        else:
            stand_at(self.search, self.month)

    def _step(self, older: int) -> None:
        place = self.search.currentIndex() + older
        if 0 <= place < self.search.count():
            self.search.setCurrentIndex(place)

    def _enter(self, code: str) -> None:
        self.list.enter(code)
        self.list.setFocus()

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _altered(self, row: Row, _entity: str, _key: str) -> None:
        if row in self.rows.rows:  # not while lines are being read
            self._show_state()

    def _show_state(self) -> None:
        writable, filled = not self.refs.read_only, bool(self.rows.rows)
        for widget in (self.list, self.sums):
            widget.setVisible(filled)
        self.legend.setVisible(filled and writable)
        self.save_button.setVisible(filled and writable)
        self.empty.setVisible(not filled)
        self.add_button.setVisible(not filled and writable)
        self._air.setStretch(self._air.count() - 1, 0 if filled else 1)
        self.save_button.setEnabled(self.dirty)
        self.back_button.setEnabled(self.search.currentIndex() + 1 < self.search.count())
        self.next_button.setEnabled(self.search.currentIndex() > 0)
        whole = together(self.model.days(row) for row in self.rows.rows)
        text = _(
            "{people}人：在村{present}天，在岗{duty}天，请假{leave}天，公休{rest}天，脱岗{absent}天；未填{missing}天。"
        )
        told = text.format(
            people=len(self.rows), present=whole.present, duty=whole.on_duty, leave=whole.leave, rest=whole.rest,
            absent=whole.absent, missing=whole.missing,
        )  # fmt: skip
        self.sums.setText("\n".join([told, *self._stale]))

    # -- saving -----------------------------------------------------------------------------------------------------

    def _edits(self) -> list[Edit]:
        found = []
        for row, one in zip(self.rows.rows, self.model.people, strict=True):
            changes = row.main.changes()
            given = {"village": self.village, "cadre": one.cadre.id, "month": self.month}
            if changes:
                values = changes if row.row else {**given, **changes}
                found.append(Edit(self.register.entity, row.row, values, row.token))
        return without_past(self.refs.session.store, found)

    def save(self) -> bool:
        """Save what can be saved; False if the file cannot be written."""
        self.list.finish_editing()
        edits = self._edits()
        if not edits:
            return True
        names = [self._named(row, one) for row, one in zip(self.rows.rows, self.model.people, strict=True)]
        label = _("考勤：{month}，{names}").format(
            month=_month_words(self.month), names=_("、").join(filter(None, names))
        )
        try:
            saved = self.refs.session.save(label, edits)
        except VillageDeskError as error:
            messages.problem(self, error)
            return False
        self.drafts.forget_typed()
        self.rows.adopt(saved.ids)
        self.refresh()
        self.drafts.keep()
        self.said.emit(_("已保存{name}").format(name=_month_words(self.month)))
        return True

    def print_month(self) -> None:
        """Print the sheet of the month, or a blank one. What was typed is saved first."""
        if not self._leave():
            return
        row = self._printed_by
        name = _month_words(self.month) if row else ""
        wanted = Wanted(self.village, row, name, (row,) if row else (), int(self.month[:4]))
        print_records(self, self.refs.session, self._icons, self.register, wanted)

    @property
    def _printed_by(self) -> str:
        """A record of the month, by which its sheet is asked for (`RegisterPaper.shared`); empty where none is stored."""
        return min((row.row for row in self.rows.rows if row.row), default="")

    def _named(self, row: Row, one: Posted) -> str:
        return one.name if row.main.changes() else ""

    def _kept_out(self) -> bool:
        """Whether something was typed that cannot be kept; the cursor goes there."""
        for place, row in enumerate(self.rows.rows):
            for key in row.main.kept_out():
                self.list.go_to(place, max(self.model.column_of(key), 0))
                self.said.emit(row.main.problems_of(key)[0].text())
                return True
        return False

    def _leave(self) -> bool:
        """Go on to another month: what can be saved is saved."""
        return not self.dirty or (self.save() and not self._kept_out())

    def can_leave(self) -> bool:
        """Ask what to do with what is not saved."""
        self.list.finish_editing()
        if not self.dirty:
            return True
        text = _("“{name}”的修改还没有保存。").format(name=_month_words(self.month))
        answer = messages.choose(self, text, [_("保存"), _("放弃修改"), _("继续编辑")])
        if answer == _SAVE:
            return self._leave()
        if answer == _GIVE_UP:
            for row in self.rows.rows:
                row.main.revert()
            self.drafts.forget_typed()
            self._show_month(self.month)
            return True
        return False

    def _ask_out(self, place: int) -> None:
        """A month of somebody goes into the recycle bin."""
        if not 0 <= place < len(self.rows) or not self.rows.rows[place].row or self.refs.read_only:
            return
        title = _("删除考勤：{name}，{month}").format(
            name=self.model.people[place].name, month=_month_words(self.month)
        )
        proposals = [_("重复登记"), _("录入错误")]
        reason = ask_reason(self, title, _("移入回收站，可以还原。原因："), proposals, _("删除"))
        if not reason:
            return
        row = self.rows.rows[place]
        try:
            self.refs.session.save(title, [Removal(self.register.entity, row.row, reason)])
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        if row in self.rows.rows:  # it stayed because of what was typed into it
            row.main.revert()
            self.refresh()

    # -- drafts -----------------------------------------------------------------------------------------------------

    @property
    def draft_row(self) -> str:
        """Whose draft it is: a village's month, even if nobody is posted in it any more."""
        return f"{self.village} {self.month}" if self.village else ""

    @property
    def dirty(self) -> bool:
        """Whether anything would be lost by closing."""
        return self.rows.dirty

    def draft(self) -> dict[str, Any]:
        """What was typed, by cadre."""
        lines = zip(self.rows.rows, self.model.people, strict=True)
        return {"entries": {one.cadre.id: row.main.draft() for row, one in lines if row.main.draft()}, "rows": {}}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring it back; who is not posted any more gets a line again, so that none of his days are lost."""
        entries = content.get("entries", {})
        for cadre in sorted(entries.keys() - {one.cadre.id for one in self.model.people}):
            line = line_of(self.refs.session.store, self.village, self.month, cadre)
            self.model.people.append(line.posted)
            self.rows.add().load({self.register.entity: line.month})
        for row, one in zip(self.rows.rows, self.model.people, strict=True):
            row.main.take_draft(entries.get(one.cadre.id, {}))
        self._show_state()


def _codes() -> tuple[Any, ...]:
    return code_list("attendance_code").choices()


def _month_words(month: str) -> str:
    year, part = month.split("-")
    return _("{year}年{month}月").format(year=year, month=int(part))
