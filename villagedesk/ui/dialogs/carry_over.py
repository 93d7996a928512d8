# SPDX-License-Identifier: MIT
"""Last year's facts, field by field, to be confirmed before any of them is written into this year (沿用上年)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import entity_name, label_of, shown
from villagedesk.services.casefile import carrying
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.carrying import Proposal
    from villagedesk.services.casefile.carrying import Offer
    from villagedesk.store.store import Changed, Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_PROPOSALS: Final = Qt.ItemDataRole.UserRole  # of a line: the proposals that its tick stands for


class CarryOverDialog(QDialog):
    """A tree of proposals with ticks; of several households a line stands for the same field of all of them."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        self.setWindowTitle(_("沿用上年（{before}→{year}）").format(before=offer.year - 1, year=offer.year))
        window_state.fit(self, 62, 40)
        self.said = labels.label(_about(offer))
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.setHeaderLabels(self._headings())
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.count = labels.label("", labels.HINT)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = self.buttons.addButton(_("写入勾选的(&W)"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.said, self.tree, self.count, self.buttons):
            layout.addWidget(widget, 1 if widget is self.tree else 0)
        self._fill()
        self.tree.itemChanged.connect(self._show_count)
        self._show_count()
        self.write_button.setDefault(True)
        self.tree.setFocus()

    @property
    def _single(self) -> bool:
        return self.offer.households == 1

    def _headings(self) -> list[str]:
        before, year = self.offer.year - 1, self.offer.year
        values = (
            [_("{year}年").format(year=before), _("{year}年拟填").format(year=year)] if self._single else [_("条数")]
        )
        return [_("项目"), *values, _("须重新核实的原因")]

    def _fill(self) -> None:
        owners: dict[tuple[str, ...], QTreeWidgetItem] = {}
        lines: dict[tuple[str, ...], list[Proposal]] = {}
        for one in self.offer.proposals:
            single = (one.owner, one.rank) if self._single else ()
            lines.setdefault((one.entity, *single, one.key, one.reason, str(one.possible)), []).append(one)
        for place, found in lines.items():
            first = found[0]
            owner = place[:3] if self._single else place[:1]
            if owner not in owners:
                owners[owner] = self._owner(first)
            self._line(owners[owner], found)
        self.tree.expandAll()
        self._widen()

    def _owner(self, one: Proposal) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [_heading(one) if self._single else entity_name(entity_spec(one.entity))])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        item.setFirstColumnSpanned(self._single)
        return item

    def _line(self, owner: QTreeWidgetItem, found: Sequence[Proposal]) -> None:
        one, year = found[0], self.offer.year
        spec = field_spec(f"{one.entity}.{one.key}")
        values = (
            [shown(spec, one.before, year - 1), shown(spec, one.value, year)] if self._single else [str(len(found))]
        )
        item = QTreeWidgetItem(owner, [label_of(spec, year), *values, one.reason])
        item.setData(0, _PROPOSALS, tuple(found))
        if one.possible:
            item.setCheckState(0, Qt.CheckState.Checked if one.ticked else Qt.CheckState.Unchecked)
        else:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            grey = self.palette().brush(QPalette.ColorGroup.Active, QPalette.ColorRole.PlaceholderText)
            for column in range(self.tree.columnCount()):
                item.setForeground(column, grey)

    def _widen(self) -> None:
        header = self.tree.header()
        em = self.fontMetrics().horizontalAdvance("汉")
        widths = (18, 12, 12) if self._single else (24, 6)
        for column, width in enumerate(widths):
            header.resizeSection(column, width * em)
        header.setSectionResizeMode(self.tree.columnCount() - 1, QHeaderView.ResizeMode.Stretch)

    def chosen(self) -> list[Proposal]:
        """What is ticked, in the order of the forms."""
        found: list[Proposal] = []
        walk = QTreeWidgetItemIterator(self.tree)
        while walk.value():
            item = walk.value()
            proposals = item.data(0, _PROPOSALS)
            if proposals and item.checkState(0) is Qt.CheckState.Checked:
                found += proposals
            walk += 1
        return found

    def _show_count(self, *_what: object) -> None:
        chosen = self.chosen()
        text = _("勾选{count}项，共{all}项。没有勾选的保持空白，由您填写。")
        self.count.setText(text.format(count=len(chosen), all=len(self.offer.proposals)))
        self.write_button.setEnabled(bool(chosen))


def _heading(one: Proposal) -> str:
    """Whose facts stand below: the person, the cause, the household."""
    name = entity_name(entity_spec(one.entity))
    if one.rank:
        return f"{name}　{code_list('cause_rank').shown(one.rank)}"
    return f"{one.person}　{name}" if one.person else name


def _about(offer: Offer) -> str:
    """What this is, and which households are left out."""
    text = _(
        "下面是{before}年有、{year}年还没有填的内容。一般不变的已经勾选；每年要重新核实的没有勾选，后面写着原因。"
        "确认之前什么都不写入；写入后可以一次撤销。"
    ).format(before=offer.year - 1, year=offer.year)
    left = [
        _("{count}户没有可沿用的内容").format(count=offer.nothing) if offer.nothing else "",
        _("{count}户所在的村已锁定该年度").format(count=offer.locked) if offer.locked else "",
        _("{count}户已迁出或注销").format(count=offer.away) if offer.away else "",
    ]
    whom = offer.name or _("共{count}户").format(count=offer.households)
    return "\n".join(filter(None, [whom, text, listed(left)]))


def carry_over(parent: QWidget | None, session: Session, households: Sequence[str]) -> Changed | None:
    """Propose, ask, write; None if nothing was written."""
    year = session.year

    def look(store: Store, job: Job) -> Offer:
        return carrying.offer(store, households, year, job.check, job.report)

    try:
        offered: Offer = progress.run(parent, session.tasks, _("沿用上年"), look)
        if not offered.proposals:
            messages.note(parent, _nothing(offered))
            return None
        dialog = CarryOverDialog(offered, parent)
        chosen = dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else []
        dialog.deleteLater()
        if not chosen:
            return None

        def write(store: Store, job: Job) -> Changed:
            return carrying.carry_over(store, offered, chosen, job.check, job.report)

        session.about_to_save.emit()
        changed: Changed = progress.run(parent, session.tasks, _("沿用上年"), write)
    except Cancelled:
        return None
    except VillageDeskError as error:
        messages.problem(parent, error)
        return None
    return changed


def _nothing(offer: Offer) -> str:
    if not offer.households:
        return _("请先在户列表里选中一户或几户，再沿用上年。")
    if offer.locked:
        return _("所在的村已锁定{year}年度，不能沿用上年。请先在“村情况”中解锁。").format(year=offer.year)
    return _("{before}年没有{year}年还缺的内容，没有可沿用的。").format(before=offer.year - 1, year=offer.year)
