# SPDX-License-Identifier: MIT
"""The recycle bin: what was removed, whose it was, why, when and by whom; and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.values.show import entity_name, shown
from villagedesk.services.keeping import records
from villagedesk.store import batch_details, recycle
from villagedesk.ui import labels, messages
from villagedesk.ui.dialogs import progress
from villagedesk.ui.page import Page
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from villagedesk.models.catalogue.spec import Record
    from villagedesk.store.recycle import Discarded
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_FACTS: Final = 3
_ALL: Final = 1_000_000
_UNSAID: Final = frozenset({Kind.REF, Kind.PHOTO, Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.BANK_NUMBER, Kind.PHONE})


@dataclass(frozen=True, slots=True)
class Thrown:
    """A row in the bin, put into words."""

    id: str
    entity: str
    what: str
    whose: str
    gist: str
    reason: str
    at: str
    who: str


class RecyclePage(Page):
    """The list of removed things; restoring brings one back as it was."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._stale = True
        self.lines: RowsModel[Thrown] = RowsModel(_columns(), icons, self)
        self.list = PagedView(self.lines, "recycle")
        self.list.setAccessibleName(_("回收站"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.selection_changed.connect(self._enable)
        self.restore_button = QPushButton(_("还原选中的内容(&R)"))
        self.restore_button.clicked.connect(self.restore)
        icons.later(self.restore_button, "recycle")
        self.erase_button = QPushButton(_("按申请彻底删除(&P)…"))
        self.erase_button.setToolTip(_("本人依法要求删除个人信息时使用。删除后不能还原，旧副本也带不回来。"))
        self.erase_button.clicked.connect(self.erase)
        hint = labels.label(
            _("删除的户、成员和记录都在这里，不会自动清空。选中后点“还原选中的内容”，就回到原来的地方。"), labels.HINT
        )
        self.empty = labels.label(_("回收站是空的。删除的户、成员和记录会放到这里，随时可以还原。"), labels.HINT)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setContentsMargins(24, 24, 24, 24)
        full = QWidget()
        column = QVBoxLayout(full)
        column.addWidget(hint)
        column.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore_button)
        buttons.addWidget(self.erase_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._sheets = QStackedLayout(self)
        self._sheets.addWidget(full)
        self._sheets.addWidget(self.empty)
        self._enable(0)

    def refresh(self, _changed: Changed) -> None:
        """Read the bin again; at once if it is looked at, otherwise when it is."""
        self._stale = True
        if self.isVisible():
            self._reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the bin if something happened since."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        self.lines.show(thrown_away(self.session.store))
        self._sheets.setCurrentIndex(0 if self.lines.lines else 1)
        self._enable(len(self.list.selected_keys()))

    def _enable(self, selected: int) -> None:
        writable = not self.session.store.read_only
        self.restore_button.setEnabled(bool(selected) and writable)
        self.erase_button.setEnabled(self._erasable() is not None and writable)

    def _erasable(self) -> Thrown | None:
        """The one person or household that is selected."""
        ids = set(self.list.selected_keys())
        chosen = [line for line in self.lines.lines if line.id in ids]
        return chosen[0] if len(chosen) == 1 and chosen[0].entity in {"member", "household"} else None

    def erase(self) -> None:
        """Erase a person or household for good, after the ground was given and the word typed."""
        from villagedesk.store import erasing
        from villagedesk.ui.dialogs.erase import ask_ground

        line = self._erasable()
        reason = ask_ground(self, line.whose or line.what) if line else ""
        if line is None or not reason:
            return
        try:
            gone = progress.run(
                self,
                self.session.tasks,
                _("彻底删除"),
                lambda store, job: erasing.erase(store, line.entity, line.id, reason, job.check),
            )
        except Cancelled as stopped:
            self.said.emit(str(stopped))
        except VillageDeskError as refused:
            messages.problem(self, refused)
        else:
            text = _(
                "已彻底删除{count}条资料。此前的备份里仍有，会随备份清理逐步消失；需要立即消除的，请在“备份与恢复”中删除旧备份。"
            )
            messages.note(self, text.format(count=gone))

    def restore(self) -> None:
        """Bring the selected things back, with the owners they need to be seen."""
        ids = set(self.list.selected_keys())
        chosen = [line for line in self.lines.lines if line.id in ids]
        if not chosen:
            return
        try:
            restored = progress.run(
                self, self.session.tasks, _("还原"), lambda store, job: bring_back(store, job, chosen)
            )
        except Cancelled as stopped:
            self.said.emit(str(stopped))
            return
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        names = listed(f"{line.what} {line.whose}".strip() for line in chosen[:3])
        more = _("等{count}项").format(count=len(chosen)) if len(chosen) > 3 else ""
        with_owner = _("（连同所属的户、计划等）") if restored > len(chosen) else ""
        self.said.emit(_("已还原：{names}{more}{owner}").format(names=names, more=more, owner=with_owner))


def thrown_away(store: Store) -> list[Thrown]:
    """What lies in the bin, the latest first, in words."""
    found = recycle.discarded(store)
    names = batch_details.whose(store, {(one.entity, one.record.id) for one in found})
    return [_thrown(one, names.get(one.record.id, "")) for one in found]


def _thrown(one: Discarded, whose: str) -> Thrown:
    spec = entity_spec(one.entity)
    facts = (
        shown(field, getattr(one.record, field.key))
        for field in spec.fields
        if field.kind not in _UNSAID
        and not field.fixed
        and field.key != "position"
        and getattr(one.record, field.key) != whose
    )
    gist = " · ".join([fact for fact in facts if fact][:_FACTS])
    what = entity_name(spec)
    return Thrown(one.record.id, one.entity, what, whose, gist, one.reason, one.at, one.who)


def bring_back(store: Store, job: Job, chosen: list[Thrown]) -> int:
    """Restore rows one by one, each after the owner without which it would stay hidden.

    Returns:
        How many rows were restored, owners included.
    """
    bin_now = {(one.entity, one.record.id): one.record for one in recycle.discarded(store, _ALL)}
    done: set[str] = set()
    for number, line in enumerate(chosen):
        job.check()
        job.report(number, len(chosen))
        for entity, row in [*_lost_owners(bin_now, line.entity, line.id), (line.entity, line.id)]:
            if row not in done:
                records.restore_record(store, entity, row)
                done.add(row)
    return len(done)


def _lost_owners(bin_now: Mapping[tuple[str, str], Record], entity: str, row: str) -> list[tuple[str, str]]:
    """The owners of a row that lie in the bin themselves, the outermost first."""
    spec = entity_spec(entity)
    record = bin_now.get((entity, row))
    if not spec.parent or record is None:
        return []
    owner = (spec[spec.parent].ref, getattr(record, spec.parent))
    return [*_lost_owners(bin_now, *owner), owner] if owner in bin_now else []


def _columns() -> list[Column[Thrown]]:
    return [
        Column("at", _("删除时间"), lambda line: line.at[:16], 9),
        Column("what", _("内容"), lambda line: line.what, 6),
        Column("whose", _("对象"), lambda line: line.whose, 6),
        Column("gist", _("摘要"), lambda line: line.gist, 16, tip=lambda line: line.gist),
        Column("reason", _("删除原因"), lambda line: line.reason, 10, tip=lambda line: line.reason),
        Column("who", _("删除人"), lambda line: line.who, 6),
    ]
