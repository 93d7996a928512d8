# SPDX-License-Identifier: MIT
"""The list of printed papers, with what can be done with them. The page and the case file show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.printing import ARCHIVED, PRINTED, SIGNED, PrintedPaper
from villagedesk.models.codes import code_list
from villagedesk.ui import labels
from villagedesk.ui.papers.marking import MarkDialog
from villagedesk.ui.tables.columns import Column, as_it_is
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from villagedesk.documents.registers.review import AnyStanding
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_NARROW: Final = 50  # 汉字
_LINES_SEEN: Final = 5  # with the heading


class Line(NamedTuple):
    """A printed paper in the list.

    Attributes:
        id: of its note.
        owner: what its household, its record of a book, or what else it is about, is called.
        standing: how it stands; of one that was printed again since, how it stood then is not asked.
        earlier: whether it was printed again since.
    """

    id: str
    owner: str
    standing: AnyStanding
    earlier: bool = False

    @property
    def stale(self) -> bool:
        """Whether something is to be done about it."""
        return self.standing.verdict.stale and not self.earlier


class PapersView(QWidget):
    """Papers, how they stand and why; printing again, signing and filing.

    Signals:
        opened: the household of the line that was double-clicked.
        book_opened: title and note of the line that was double-clicked, of a paper of no household.
        said: a note for the status bar.
    """

    opened = Signal(str)
    book_opened = Signal(str, object)
    said = Signal(str)

    def __init__(
        self, session: Session, icons: Icons, name: str, *, of_many: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._icons = session, icons
        self.model: RowsModel[Line] = RowsModel(_columns(of_many=of_many), icons, self)
        self.list = PagedView(self.model, name, self)
        self.list.setAccessibleName(_("打印的文书"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.fitted = True
        self.list.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # else it asks for 192 pixels
        self.print_button = QPushButton(_("重新打印(&P)…"), self)
        self.print_button.setToolTip(_("重新打印选中的文书；没有选时，重新打印所有过期的"))
        self.mark_button = QPushButton(_("签字、归档(&G)…"), self)
        icons.later(self.print_button, "print")
        icons.later(self.mark_button, "file")
        self.scan_action = QAction(_("看扫描件"), self)
        self.scan_action.triggered.connect(self.look_at_scan)
        self.list.addAction(self.scan_action)
        self.told = labels.label("", labels.HINT)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.mark_button, self.print_button):
            buttons.addWidget(button)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._above.addWidget(self.told, 1)
        self._above.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._above)
        layout.addWidget(self.list, 1)
        self.print_button.clicked.connect(self.print_again)
        self.mark_button.clicked.connect(self.mark)
        self.list.selection_changed.connect(self._enable)
        self.list.opened.connect(self._open)
        self._enable()

    def show_lines(self, lines: Sequence[Line], told: str) -> None:
        """Show these papers, and a sentence about them."""
        self.model.show(lines)
        self.told.setText(told)
        self._enable()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a list of households there is no room for a sentence next to the buttons; it stands above them then."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW * self.fontMetrics().horizontalAdvance("汉")
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._above.setDirection(down if narrow else across)

    def chosen(self) -> list[Line]:
        """The selected lines."""
        keys = set(self.list.selected_keys())
        return [line for line in self.model.lines if line.id in keys]

    def _wanted(self) -> list[Line]:
        """What would be printed again: the selection, or everything that is out of date."""
        from villagedesk.documents.printed.reprinting import reprintable

        some = self.chosen() or [line for line in self.model.lines if line.stale]
        return [line for line in some if not line.earlier and reprintable(line.standing.verdict)]

    def _enable(self, _count: int = 0) -> None:
        self.mark_button.setEnabled(bool(self.chosen()) and not self._session.store.read_only)
        self.print_button.setEnabled(bool(self._wanted()))
        self.scan_action.setEnabled(bool(self._scan()))

    def _scan(self) -> str:
        """The scan of the one paper that is selected; empty where there is none, or several are."""
        chosen = self.chosen()
        return (chosen[0].standing.row.scan or "") if len(chosen) == 1 else ""

    def look_at_scan(self) -> None:
        """Show the scan of the selected paper."""
        from villagedesk.services.keeping.pictures import load_picture
        from villagedesk.ui.dialogs.picture import show_picture

        content = load_picture(self._session.store, self._scan())
        if content:
            show_picture(self, content, _title(self.chosen()[0]))
        else:
            self.said.emit(_("扫描件不在本文件中"))

    def _open(self, key: object) -> None:
        line = next((one for one in self.model.lines if one.id == key), None)
        if line is None:
            return
        row = line.standing.row
        if isinstance(row, PrintedPaper):
            self.opened.emit(row.household or "")
        else:
            self.book_opened.emit(line.owner, row)

    def print_again(self) -> None:
        """Ask where to, and print."""
        from villagedesk.ui.papers.reprint import ReprintDialog

        wanted = self._wanted()
        if wanted:
            dialog = ReprintDialog(self._session, self._icons, [line.standing for line in wanted], self)
            dialog.exec()
            household = dialog.wanted
            dialog.deleteLater()
            if household:
                self.opened.emit(household)

    def mark(self) -> None:
        """Note that the selected papers were signed or filed."""
        chosen = [line.standing.row for line in self.chosen()]
        if not chosen:
            return
        dialog = MarkDialog(self._session, chosen, self)
        if dialog.exec() and dialog.changed is not None:
            self.said.emit(_("已保存：{label}").format(label=dialog.changed.label))
        dialog.deleteLater()


def _columns(*, of_many: bool) -> list[Column[Line]]:
    columns: list[Column[Line]] = (
        [Column("owner", _("谁的文书"), lambda line: line.owner, 10, masked=as_it_is)] if of_many else []
    )
    return [
        *columns,
        Column("title", _("文书"), _title, 13),
        Column("why", _("是否过期"), _why, 18, icon=_icon, tip=_why),
        Column("printed", _("打印日期"), lambda line: line.standing.row.printed_on or "", 6),
        Column("dated", _("落款日期"), lambda line: line.standing.row.dated or "", 6),
        Column("status", _("状态"), _status, 9),
    ]


def _title(line: Line) -> str:
    from villagedesk.documents.registers.review import title_in_words

    return title_in_words(line.standing.row)


def _status(line: Line) -> str:
    row = line.standing.row
    day = {SIGNED: row.signed_on, ARCHIVED: row.archived_on}.get(row.status or "")
    text = " ".join(filter(None, (code_list("paper_status").shown(row.status or PRINTED), day)))
    return aside(text, _("有扫描件")) if row.scan else text


def _why(line: Line) -> str:
    from villagedesk.documents.registers.review import reason

    if line.earlier:
        return _("后来又打印过")
    return reason(line.standing) or _("与现在的资料一致")


def _icon(line: Line) -> str:
    from villagedesk.documents.volumes.verdicts import Verdict

    if line.earlier or line.standing.verdict is Verdict.UNKNOWN:
        return "light_grey"
    return "light_yellow" if line.stale else "light_green"
