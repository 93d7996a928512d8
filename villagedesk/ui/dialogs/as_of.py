# SPDX-License-Identifier: MIT
"""The file as it was on a day: asking which, by either clock, and a window that only shows (查看某日)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name, label_of, shown
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.figures.asof import figure_labels, read_moment, state_as_of, words
from villagedesk.store import households
from villagedesk.store.counts import statistics
from villagedesk.store.households import Query
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs import progress
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.household_list import PhoneMask, household_columns
from villagedesk.ui.tables.paged import PagedModel
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.asof import Moment
    from villagedesk.store.households import Line
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

_SEARCH_MS: Final = 200
_LISTS: Final = "as-of/lists"
_NOT_COMPARED: Final = frozenset({"units", "batches", "changes"})


class MomentDialog(QDialog):
    """Two days, one for each clock; at least one has to be given."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.moment: Moment | None = None
        self.setWindowTitle(_("查看某日"))
        said = labels.label(
            _(
                "两种日期，可以只填一种：\n"
                "发生日期——那一天实际是什么情况：那天以后才增加的人不算，那天还没有减少的人算在内。\n"
                "录入日期——到那一天为止，本文件里录入了什么；后来补录、改正的都不算。\n"
                "只供查看，文件不会改动。"
            )
        )
        self.happened, self.known = QLineEdit(self), QLineEdit(self)
        form = QFormLayout()
        for line, text in ((self.happened, _("发生日期(&H)")), (self.known, _("录入日期(&K)"))):
            line.setPlaceholderText(_("如 2020-12-31，空着表示不限"))
            line.setAccessibleName(labels.bare(text))
            label = QLabel(text)
            label.setBuddy(line)
            form.addRow(label, line)
        self.error = labels.label("", labels.ERROR)
        self.error.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.show_button = buttons.addButton(_("查看(&S)"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(said)
        layout.addLayout(form)
        layout.addWidget(self.error)
        layout.addWidget(buttons)
        self.show_button.setDefault(True)
        self.setMinimumWidth(40 * self.fontMetrics().horizontalAdvance("字"))
        self.happened.setFocus()

    def accept(self) -> None:
        """Close if the days are days."""
        try:
            self.moment = read_moment(self._store, self.known.text(), self.happened.text())
        except VillageDeskError as refused:
            self.error.setText(str(refused))
            self.error.show()
            return
        super().accept()


class Figure(NamedTuple):
    """One count of the past beside the count of now."""

    label: str
    then: int
    now: int


class Fact(NamedTuple):
    """One value of a case file, for reading."""

    record: str
    field: str
    value: str


class _Lines:
    """Answers the list's model from the copy."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.query = Query()

    def keys(self, sort: str, *, descending: bool) -> array[int]:
        """The keys of the households that the query shows."""
        return households.keys(self._store, self.query._replace(sort=sort, descending=descending))

    def page(self, keys: Sequence[int]) -> Mapping[int, Line]:
        """Some lines."""
        return households.page(self._store, keys)


class AsOfDialog(QDialog):
    """Households at the left; at the right the figures, and the case file of the chosen household."""

    def __init__(
        self, past: Store, moment: Moment, now: Mapping[str, int], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._past = past
        self.setWindowTitle(_("查看某日：{moment}").format(moment=words(moment)))
        window_state.fit(self, 90, 44)
        self.banner = labels.label(
            _("这里显示的是{moment}，不是现在的内容。只供查看，不能修改；关闭后回到现在。").format(
                moment=words(moment)
            ),
            labels.ERROR,
        )
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("姓名、拼音首字母、身份证号片段、电话尾号、户编号"))
        self.search.setAccessibleName(_("搜索户"))
        self.source = _Lines(past)
        columns = household_columns(PhoneMask(), past.info.year, township=past.info.scope == "township")
        self.model: PagedModel[Line] = PagedModel(self.source, columns, "group_key", icons, self)
        self.list = PagedView(self.model, _LISTS, self)
        self.list.setAccessibleName(_("户列表"))
        self.list.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.count = labels.label("", labels.HINT)
        self.figures: RowsModel[Figure] = RowsModel(_figure_columns(), icons, self)
        self.facts: RowsModel[Fact] = RowsModel(_fact_columns(), icons, self)
        self.tabs = QTabWidget(self)
        self._build()
        then = statistics(past)
        said = figure_labels()
        self.figures.show([Figure(said[key], then[key], now.get(key, 0)) for key in said if key not in _NOT_COMPARED])
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._typing.timeout.connect(self.look)
        self.search.textEdited.connect(self._typing.start)
        self.list.current_changed.connect(self._show)
        self.look()

    def _build(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self.count, self.list):
            column.addWidget(widget)
        for model, title, name in (
            (self.figures, _("数字(&N)"), "as-of/figures"),
            (self.facts, _("户档案(&H)"), "as-of/facts"),
        ):
            view = PagedView(model, name, self.tabs)
            view.setAccessibleName(labels.bare(title))
            view.horizontalHeader().setStretchLastSection(True)
            self.tabs.addTab(view, title)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(self.tabs)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter searches
        layout = QVBoxLayout(self)
        layout.addWidget(self.banner)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)

    def look(self) -> None:
        """Show the households that the search box asks for."""
        self.source.query = self.source.query._replace(text=self.search.text())
        self.model.reload()
        self.count.setText(_("共{count}户").format(count=f"{self.model.rowCount():,}"))

    def _show(self, key: object) -> None:
        line = self.model.line(self.list.currentIndex().row()) if key is not None else None
        case = load_casefile(self._past, line.id) if line else None
        self.facts.show(facts_of(case) if case else [])
        if case is not None:
            self.tabs.setCurrentIndex(1)


def facts_of(case: CaseFile) -> list[Fact]:
    """Everything that a case file says, record by record, in the order of the forms; what is unknown is left out."""
    found = []
    names = {person.member.id: person.name for person in case.people}
    for entity, record in case.records():
        spec = entity_spec(entity)
        whose = names.get(record.id) or names.get(getattr(record, "member", ""), "")
        title = f"{whose}　{entity_name(spec)}" if whose else entity_name(spec)
        for field in spec.fields:
            value: Value = getattr(record, field.key)
            if not field.ref and value is not None and value != ():
                found.append(Fact(title, label_of(field, case.year), shown(field, value, case.year)))
    return found


def _figure_columns() -> list[Column[Figure]]:
    return [
        Column("label", _("项目"), lambda line: line.label, 8),
        Column("then", _("那一天"), lambda line: f"{line.then:,}", 5, order=lambda line: line.then, right=True),
        Column("now", _("现在"), lambda line: f"{line.now:,}", 5, order=lambda line: line.now, right=True),
        Column(
            "more", _("增减"), lambda line: f"{line.now - line.then:+,}", 5, order=lambda line: line.now - line.then
        ),
    ]


def _fact_columns() -> list[Column[Fact]]:
    return [
        Column("record", _("资料"), lambda line: line.record, 10),
        Column("field", _("项目"), lambda line: line.field, 11),
        Column("value", _("内容"), lambda line: line.value, 16, tip=lambda line: line.value),
    ]


def show_as_of(parent: QWidget | None, session: Session, icons: Icons) -> None:
    """Ask for the day, make the copy in the background, and show it until the window is closed."""
    asked = MomentDialog(session.store, parent)
    asked.exec()
    moment = asked.moment
    asked.deleteLater()
    if moment is None:
        return

    def work(store: Store, job: Job) -> tuple[Store, dict[str, int]]:
        past = state_as_of(store, moment, searchable=True, check=job.check, report=job.report)
        return past, statistics(store)

    try:
        past, now = progress.run(parent, session.tasks, _("查看某日"), work)
    except Cancelled:
        return
    except VillageDeskError as error:
        messages.problem(parent, error)
        return
    with past:
        dialog = AsOfDialog(past, moment, now, icons, parent)
        dialog.exec()
        dialog.deleteLater()
