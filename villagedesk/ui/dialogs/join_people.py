# SPDX-License-Identifier: MIT
"""Persons who may be one, two by two: what each record says, and whether they are one. Nothing is joined by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, aside, labelled
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.others import place_of
from villagedesk.models.values.show import shown
from villagedesk.services.joining import joining, lookalikes
from villagedesk.services.joining.lookalikes import Likeness
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from villagedesk.services.joining.joining import Difference, Obstacle
    from villagedesk.services.joining.lookalikes import Pair
    from villagedesk.store.lookalikes import Registered
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_JOINED: Final = frozenset({Likeness.EDITED, Likeness.MUTUAL})


class JoinPeopleDialog(QDialog):
    """The pairs above, the comparison of the chosen one below, and the verbs."""

    def __init__(self, parent: QWidget | None, session: Session, icons: Icons, pairs: Sequence[Pair]) -> None:
        super().__init__(parent)
        self._session = session
        self._pair: Pair | None = None
        self._obstacles: list[Obstacle] = []
        self.setWindowTitle(_("疑似同一人"))
        window_state.fit(self, 84, 42)
        self.word = _("是同一人")
        self.summary = labels.label("", labels.HINT)
        self.pairs: RowsModel[Pair] = RowsModel(_pair_columns(), icons, self)
        self.list = PagedView(self.pairs, "look-alikes", self)
        self.list.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(self.windowTitle())
        self.lines: RowsModel[Difference] = RowsModel(_line_columns(), icons, self)
        self.table = PagedView(self.lines, "look-alikes-compared", self)
        self.table.setAccessibleName(_("两条记录的比较"))
        self.moves = QCheckBox(_("人已迁走：保留的一条迁到另一条所在的户(&M)"), self)
        self.warning = labels.label("", labels.ERROR)
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText(_("确实是同一人的，请输入“{word}”").format(word=self.word))
        self.typed.setAccessibleName(self.typed.placeholderText())
        self.told = labels.label("", labels.HINT)
        self.keep_one = QPushButton(_("并为一人，保留甲(&A)"), self)
        self.keep_other = QPushButton(_("并为一人，保留乙(&B)"), self)
        self.carry = QPushButton(_("新修改带到乙(&C)"), self)
        self.part = QPushButton(_("拆开为两人(&P)"), self)
        self.different = QPushButton(_("不是同一人(&N)"), self)
        self.different.setToolTip(_("记在本文件里，以后不再列出；不随合并传给别的文件"))
        for table in (self.list, self.table):
            table.horizontalHeader().setStretchLastSection(True)
        self._build()
        self.show_pairs(pairs)

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(self.list)
        splitter.addWidget(self.table)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        verbs = QWidget(self)
        flow = FlowLayout(verbs)
        for button, verb in (
            (self.keep_one, self.join_keeping_one), (self.keep_other, self.join_keeping_other),
            (self.carry, self.carry_over), (self.part, self.part_again), (self.different, self.not_the_same),
        ):  # fmt: skip
            button.setAutoDefault(False)  # Enter in the list must join nobody
            button.clicked.connect(verb)
            flow.addWidget(button)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(splitter, 1)
        for widget in (self.moves, self.warning, self.typed, self.told, verbs, close):
            layout.addWidget(widget)
        self.list.current_changed.connect(self._choose)
        self.typed.textChanged.connect(self._look)

    # -- what is shown ----------------------------------------------------------------------------------------------

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these pairs; the cursor stands on the first."""
        row = max(self.list.currentIndex().row(), 0)
        self.pairs.show(pairs)
        self.summary.setText(
            _("找到{count}对。请逐对核对证件；程序不会自行合并。").format(count=len(pairs))
            if pairs
            else _("没有疑似同一人的记录。")
        )
        self.told.setVisible(bool(self.told.text()))
        self._show(None)
        if pairs:
            self.list.go_to_row(min(row, len(pairs) - 1))

    def _choose(self, _key: object) -> None:
        self._show(self.pairs.line(self.list.currentIndex().row()))

    def _show(self, pair: Pair | None) -> None:
        self._pair, self._obstacles = pair, []
        found: list[Difference] = []
        if pair is not None:
            try:
                found = joining.differences(self._session.store, pair.one.id, pair.other.id)
                self._obstacles = joining.obstacles(self._session.store, pair.one.id, pair.other.id)
            except VillageDeskError as error:  # somebody removed one of them meanwhile
                self._obstacles = [joining.Obstacle(str(error), absolute=True)]
            self.moves.setChecked(bool(pair.one.left) and not pair.other.left)
        self.lines.show(sorted(found, key=lambda line: (not line.differs, line.year > 0, -line.year)))
        self.typed.clear()
        self._look()

    def _look(self) -> None:
        """Which verbs make sense for the chosen pair."""
        pair, writable = self._pair, not self._session.store.read_only
        absolute = any(one.absolute for one in self._obstacles)
        doubtful = bool(self._obstacles) and not absolute
        confirmed = not self._obstacles or (doubtful and self.typed.text().strip() == self.word)
        edited = pair is not None and pair.likeness is Likeness.EDITED
        self.warning.setText("\n".join(one.text for one in self._obstacles) if not edited else "")
        self.warning.setVisible(bool(self.warning.text()))
        self.typed.setVisible(doubtful and not edited)
        self.moves.setVisible(pair is not None and not edited)
        elsewhere = pair is not None and pair.one.household != pair.other.household
        self.moves.setEnabled(writable and elsewhere and not absolute)
        for button in (self.keep_one, self.keep_other):
            button.setVisible(not edited)
            button.setEnabled(writable and pair is not None and confirmed)
        self.carry.setVisible(edited)
        self.part.setVisible(pair is not None and pair.likeness in _JOINED)
        self.different.setVisible(pair is None or pair.likeness not in _JOINED)
        for button in (self.carry, self.part, self.different):
            button.setEnabled(writable and pair is not None)

    # -- verbs ------------------------------------------------------------------------------------------------------

    def join_keeping_one(self) -> None:
        """Make them one; the first record goes on."""
        if self._pair is not None:
            self._join(self._pair.one, self._pair.other)

    def join_keeping_other(self) -> None:
        """Make them one; the second record goes on."""
        if self._pair is not None:
            self._join(self._pair.other, self._pair.one)

    def _join(self, winner: Registered, loser: Registered) -> None:
        moves, typed = self.moves.isChecked() and self.moves.isEnabled(), self.typed.text().strip() == self.word
        self._do(
            lambda store: joining.join(store, winner.id, loser.id, moves=moves, typed=typed),
            _("已并为一人，保留“{name}”（{place}）。可以撤销。").format(
                name=winner.name, place=_place(loser if moves else winner)
            ),
            gone=loser.id,
        )

    def carry_over(self) -> None:
        """Bring the new edits of the joined one to the other."""
        if self._pair is not None:
            loser = self._pair.one
            self._do(
                lambda store: joining.carry_over(store, loser.id),
                _("新修改已带到“{name}”；两处不同的，请到“冲突裁决”中选定。可以撤销。").format(
                    name=self._pair.other.name
                ),
                gone=loser.id,
            )

    def part_again(self) -> None:
        """Make two of one again."""
        if self._pair is not None:
            loser = self._pair.one
            text = _("已拆开为两人；说不清归谁的修改，请到“冲突裁决”中选定。可以撤销。")
            self._do(lambda store: joining.part(store, loser.id), text)

    def not_the_same(self) -> None:
        """Remember that they are two."""
        if self._pair is not None:
            one, other = self._pair.one.id, self._pair.other.id
            self._do(lambda store: lookalikes.not_the_same(store, one, other), _("已记住：不是同一人。"))

    def _do(self, deed: Callable[[Store], object], told: str, gone: str = "") -> None:
        """Do it, say so, and go on to the next pair; pairs of a person who is gone go too."""
        done = self._pair
        self._session.about_to_save.emit()
        try:
            deed(self._session.store)
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        self.told.setText(told)
        left = [pair for pair in self.pairs.lines if pair is not done and gone not in {pair.one.id, pair.other.id}]
        self.show_pairs(left)


def _place(one: Registered) -> str:
    return place_of(one.village, one.group, one.head)


def _who(one: Registered) -> str:
    if not one.left:
        return one.name
    reason = shown(field_spec("member.leave_reason"), one.leave_reason) or _("已减少")
    return aside(one.name, f"{reason} {one.left}")


def _pair_columns() -> list[Column[Pair]]:
    return [
        Column(
            "why", _("依据"), lambda pair: pair.likeness.text(), 13, order=lambda pair: int(pair.likeness),
            tip=lambda pair: pair.likeness.text(),
        ),
        Column("one", _("甲"), lambda pair: _who(pair.one), 12, tip=lambda pair: _who(pair.one)),
        Column("one_at", _("甲所在户"), lambda pair: _place(pair.one), 13, tip=lambda pair: _place(pair.one)),
        Column("other", _("乙"), lambda pair: _who(pair.other), 8, tip=lambda pair: _who(pair.other)),
        Column("other_at", _("乙所在户"), lambda pair: _place(pair.other), 12, tip=lambda pair: _place(pair.other)),
    ]  # fmt: skip


def _line_columns() -> list[Column[Difference]]:
    return [
        Column("field", _("项目"), _field, 17, tip=_field, icon=lambda line: "warning" if line.differs else ""),
        Column("one", _("甲"), lambda line: line.one, 17, tip=lambda line: line.one),
        Column("other", _("乙"), lambda line: line.other, 17, tip=lambda line: line.other),
        Column("compared", _("比较"), _compared, 6, order=lambda line: (not line.differs, _compared(line))),
    ]


def _field(line: Difference) -> str:
    return labelled(_("{year}年度").format(year=line.year), line.field) if line.year else line.field


def _compared(line: Difference) -> str:
    if line.one == line.other:
        return _("相同")
    if not line.other:
        return _("只有甲有")
    return _("不同") if line.one else _("只有乙有")


def _seek(store: Store, job: Job) -> list[Pair]:
    return lookalikes.look_alikes(store, job.check)


def show_look_alikes(parent: QWidget | None, session: Session, icons: Icons) -> None:
    """Look for persons who may be one, and show the dialog until it is closed."""
    try:
        pairs = progress.run(parent, session.tasks, _("查找疑似同一人"), _seek)
    except Cancelled:
        return
    except VillageDeskError as error:
        messages.problem(parent, error)
        return
    dialog = JoinPeopleDialog(parent, session, icons, pairs)
    dialog.exec()
    dialog.deleteLater()
