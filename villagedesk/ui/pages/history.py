# SPDX-License-Identifier: MIT
"""Every action in the file, what each changed, and the way to take an older one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name
from villagedesk.services.casefile.happenings import Happening, happening
from villagedesk.services.keeping import records
from villagedesk.store import batch_details, history
from villagedesk.store.undo import NothingToUndo
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.page import Page
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.happenings import columns_of_household
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from villagedesk.store.history import BatchLine, Entry
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_PAGE: Final = 200
_DETAILS: Final = 300
_DETAIL_KEYS: Final = ("whose", "field", "old", "new")
_ROWS: Final = 6  # lines of text that a list never shrinks below
_SPLIT: Final = "history/split"


def kind_label(kind: str) -> str:
    """How an action came about, in words."""
    return {
        "edit": _("修改"),
        "create": _("建立"),
        "import": _("导入"),
        "undo": _("撤销"),
        "redo": _("重做"),
        "restore": _("还原"),
        "demo": _("示范"),
        "export": _("导出"),
    }.get(kind, kind)


class HistoryPage(Page):
    """The list of actions above, what the chosen one changed below."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._loaded: list[BatchLine] = []
        self._stale = True
        self.batches: RowsModel[BatchLine] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.batches, "history/batches")
        self.list.setAccessibleName(_("操作列表"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.list.current_changed.connect(self._show_details)
        self.more_button = QPushButton(_("显示更早的操作(&M)"))
        self.more_button.clicked.connect(self.load_more)
        self.revert_button = QPushButton(_("撤销选中的操作(&R)"))
        self.revert_button.clicked.connect(self.revert)
        self.revert_button.setEnabled(False)
        icons.later(self.revert_button, "revert")
        self.log_button = QPushButton(_("导出登记(&X)…"))
        self.log_button.clicked.connect(self.show_export_log)
        self.entries: RowsModel[Happening] = RowsModel(_detail_columns(), icons, self)
        self.details = PagedView(self.entries, "history/details")
        self.details.setAccessibleName(_("这次操作改了什么"))
        self.details.horizontalHeader().setStretchLastSection(True)
        self.heading = labels.label("", labels.HEADING)
        for view in (self.list, self.details):
            view.setMinimumHeight(_ROWS * self.fontMetrics().height())
        self._lay_out()

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 0, 0, 0)
        hint = labels.label(
            _(
                "最近的操作在最上面。选中一次操作，下面显示它改了什么；可以单独撤销较早的一次，前提是它改的内容后来没有再改过。"
            ),
            labels.HINT,
        )
        above.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.revert_button)
        buttons.addWidget(self.log_button)
        buttons.addStretch(1)
        buttons.addWidget(self.more_button)
        above.addLayout(buttons)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.heading)
        below.addWidget(self.details, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(upper)
        self.split.addWidget(lower)
        self.split.setChildrenCollapsible(False)
        window_state.restore(self.split, _SPLIT)
        self.split.splitterMoved.connect(lambda: window_state.keep(self.split, _SPLIT))
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.split, 1)

    # -- loading ----------------------------------------------------------------------------------------------------

    def refresh(self, _changed: Changed) -> None:
        """Read the list again; at once if it is looked at, otherwise when it is."""
        self._stale = True
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the list if something happened since."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        count = max(_PAGE, len(self._loaded))
        self._take(history.batches(self.session.store, count), count)
        if self.list.current_key() is None and self._loaded:
            self.list.go_to_row(0)

    def load_more(self) -> None:
        """Add older actions to the end of the list."""
        if self._loaded:
            older = history.batches(self.session.store, _PAGE, before=self._loaded[-1].batch)
            self._take(self._loaded + older, len(self._loaded) + _PAGE)

    def _take(self, lines: list[BatchLine], asked: int) -> None:
        self._loaded = lines
        self.batches.show(lines)
        self.more_button.setVisible(len(lines) == asked)

    def _chosen(self) -> BatchLine | None:
        key = self.list.current_key()
        return next((line for line in self._loaded if line.id == key), None)

    def _show_details(self, _key: object) -> None:
        line = self._chosen()
        revocable = line is not None and line.kind != "create"  # taking the village itself away helps nobody
        self.revert_button.setEnabled(revocable and not self.session.store.read_only)
        if line is None:
            self.entries.show([])
            self.heading.setText("")
            return
        store = self.session.store
        entries = batch_details.of_batch(store, line.batch, _DETAILS)
        names = _named(store, entries)
        self.entries.show([happening(store, entry, names) for entry in entries])
        text = _("{at} {label}（{who}，{device}）")
        said = text.format(at=line.at[:16], label=line.label, who=line.who or _("未署名"), device=line.device or "—")
        if line.changes > len(entries):
            cut = _("共{all}项改动，下面是前{shown}项。")
            said = f"{said}\n{cut.format(all=line.changes, shown=len(entries))}"
        self.heading.setText(said)

    def show_export_log(self) -> None:
        """Show what left the house unmasked."""
        from villagedesk.ui.dialogs.export_log import show_export_log

        show_export_log(self, self.session, self.icons)

    # -- taking back ------------------------------------------------------------------------------------------------

    def revert(self) -> None:
        """Take the chosen action back, or say why that cannot be done."""
        line = self._chosen()
        if line is None:
            return
        try:
            progress.run(
                self,
                self.session.tasks,
                _("撤销"),
                lambda store, job: records.revert_batch(store, line.batch, job.check),
            )
        except Cancelled as stopped:
            self.said.emit(str(stopped))
        except NothingToUndo:
            text = _("“{label}”不能再撤销：它已经撤销过，或者本身就是一次撤销，或者在它之后已有500次以上的操作。")
            remedy = _("可以在户的“历史”里把有关项目逐项改回。")
            messages.warn(self, f"{text.format(label=line.label)}\n{remedy}")
        except VillageDeskError as refused:
            messages.problem(self, refused)
        else:
            self.said.emit(_("已撤销：{label}").format(label=line.label))


def _columns() -> list[Column[BatchLine]]:
    return [
        Column("at", _("时间"), lambda line: line.at[:16], 9),
        Column("label", _("操作"), lambda line: line.label, 18, tip=lambda line: line.label),
        Column("kind", _("方式"), lambda line: kind_label(line.kind), 4),
        Column("changes", _("改动数"), lambda line: str(line.changes), 4, order=_changes, right=True),
        Column("who", _("录入人"), lambda line: line.who, 6),
        Column("device", _("电脑"), lambda line: line.device, 8),
    ]


def _detail_columns() -> list[Column[Happening]]:
    """Whose, which field, from what to what; the rest stands above the list."""
    columns = [column for column in columns_of_household() if column.key in _DETAIL_KEYS]
    return [column._replace(width=11) for column in columns]


def _named(store: Store, entries: list[Entry]) -> dict[str, str]:
    """What each row is and whom it is about: 家庭成员 张三."""
    names = batch_details.whose(store, {(entry.entity, entry.row) for entry in entries})
    found = {}
    for entry in entries:
        spec = entity_spec(entry.entity)
        found[entry.row] = f"{entity_name(spec)} {names.get(entry.row, '')}".strip()
    return found


def _changes(line: BatchLine) -> int:
    return line.changes
