# SPDX-License-Identifier: MIT
"""The village itself: what it is, and its figures of the working year; a choice of villages in a township's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, english
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.poverty import poverty_rate
from villagedesk.services.casefile.readiness import village_sheets
from villagedesk.services.keeping import locking
from villagedesk.services.keeping.records import Edit
from villagedesk.services.opening.files import villages
from villagedesk.store import drafts, reads
from villagedesk.ui import labels, messages
from villagedesk.ui.choosers import offer_villages
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.page import Page
from villagedesk.ui.readiness.attaching import AttachDialog, EvidenceDialog, Owner
from villagedesk.ui.readiness.sheet_view import SheetView
from villagedesk.ui.village_printing import ask_and_print, print_button

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_DRAFT: Final = "village"
_DRAFT_MS: Final = 5_000
_TABLES: Final = frozenset({"village", "village_year", "year_lock", "village_attachment", "line"})


class VillagePage(Page):
    """Two forms in one scrolling column: the village, and its year."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._village = ""
        self._refs = RefSource(session)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(_("村"))
        self.chooser.currentIndexChanged.connect(self._picked)
        self.state = labels.label("", labels.HINT)
        self.save_button = QPushButton(_("保存(&S)"))
        self.save_button.clicked.connect(self.save)
        icons.later(self.save_button, "save")
        self.print_button = print_button(self.print_paper, self)
        icons.later(self.print_button, "print")
        self.lock_state = labels.label("", labels.HINT)
        self.lock_button = QPushButton(self)
        self.lock_button.clicked.connect(self.change_lock)
        icons.later(self.lock_button, "lock")
        self.year_heading = labels.label("", labels.TITLE)
        self.rate = labels.label("", labels.HINT)
        self.sheet = SheetView(icons, "village-readiness", checks=False, read_only=self._refs.read_only)
        self.sheet.deciding_wanted.connect(lambda place: self.year_form.focus_field(place.key))
        self.sheet.attach_wanted.connect(self._attach)
        self.sheet.look_wanted.connect(self._look)
        self.empty = labels.label(_("文件里还没有村。导入花名册后，各村会自动出现在这里。"))
        self.empty.setContentsMargins(24, 24, 24, 24)
        self._drafts = QTimer(self)
        self._drafts.setInterval(_DRAFT_MS)
        self._drafts.timeout.connect(self.keep_draft)
        self.body = QWidget()
        self.column = QVBoxLayout(self.body)
        self._forms: tuple[RecordForm, RecordForm] | None = None
        self._lay_out()
        session.year_changed.connect(self._year_changed)

    @property
    def form(self) -> RecordForm:
        """The form of the village. Both forms are made when first asked for: a hundred fields take their time."""
        return self._made()[0]

    @property
    def year_form(self) -> RecordForm:
        """The form of its working year."""
        return self._made()[1]

    def _made(self) -> tuple[RecordForm, RecordForm]:
        if self._forms is None:
            form = RecordForm(spec_of(Village), refs=self._refs, parent=self.body)
            form.dirtied.connect(self._show_state)
            self._forms = (form, self._new_year_form(form))
            for widget in (form, self.year_heading, self.rate, self.sheet, self._forms[1]):
                self.column.addWidget(widget)
            self.column.addStretch(1)
        return self._forms

    def _new_year_form(self, above: RecordForm) -> RecordForm:
        """Another year knows other codes and labels."""
        form = RecordForm(spec_of(VillageYear), refs=self._refs, year=self.session.year, parent=self.body)
        form.follow(above)
        form.dirtied.connect(self._show_state)
        return form

    def _lay_out(self) -> None:
        spec = spec_of(Village)
        title = labels.label(spec.en if english() else _("村基本情况"), labels.TITLE)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addWidget(self.chooser)
        head.addStretch(1)
        head.addWidget(self.state)
        head.addWidget(self.print_button)
        head.addWidget(self.save_button)
        self.area = QScrollArea()
        self.area.setWidget(self.body)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        lock = QHBoxLayout()
        lock.addWidget(self.lock_state, 1)
        lock.addWidget(self.lock_button)
        layout.addLayout(lock)
        layout.addWidget(self.empty)
        layout.addWidget(self.area, 1)

    # -- showing ----------------------------------------------------------------------------------------------------

    def shown_first_time(self) -> None:
        """Load the first village, with what was typed and not saved before a crash."""
        self._list_villages()
        self._load()
        self._offer_draft()

    def _list_villages(self) -> None:
        found = villages(self.session.store)
        self._village = offer_villages(self.chooser, found, self._village)
        self.empty.setVisible(not found)
        self.area.setVisible(bool(found))

    def _records(self) -> tuple[Village, VillageYear]:
        """What the file holds of the village and its year; blank records where it holds nothing."""
        store, year = self.session.store, self.session.year
        village = reads.get(store, Village, self._village) or Village()
        figures = reads.of_owner(store, VillageYear, self._village, year)
        return village, figures[0] if figures else VillageYear(village=self._village, year=year)

    def _load(self) -> None:
        """Begin afresh from the file."""
        village, figures = self._records()
        self.form.load(village)
        self.year_form.load(figures)
        self.year_heading.setText(_("{year}年度情况").format(year=self.session.year))
        self._show_sheets(village, figures)
        self._show_state()

    def refresh(self, changed: Changed) -> None:
        """Show what was written; what is being typed here stays, marked where the file moved on under it."""
        if not changed.tables & _TABLES or self._forms is None:
            return
        before = self._village
        self._list_villages()
        if self._village != before:
            self._load()
            return
        village, figures = self._records()
        self.form.entry.refresh(village)
        self.year_form.entry.refresh(figures)
        self._show_sheets(village, figures)
        self._show_state()

    # -- how far the village is -------------------------------------------------------------------------------------

    def _show_sheets(self, village: Village, figures: VillageYear) -> None:
        """Judge over what is saved."""
        nothing = _("{year}年没有适用于本村的退出标准。标准按省和年度登记。").format(year=self.session.year)
        self.sheet.show_sheets(village_sheets(self.session.store, village, figures), nothing)

    def _attach(self, _criterion: str, path: str) -> None:
        line = self.sheet.line
        if line is not None and self._village:
            owner = Owner("village_attachment", self._village, self.chooser.currentText())
            dialog = AttachDialog(self.session, owner, self.session.year, line, None, self)
            if path:
                dialog.take(Path(path))
            dialog.exec()
            dialog.deleteLater()

    def _look(self, _criterion: str) -> None:
        line = self.sheet.line
        if line is not None and line.evidence:
            title = _("佐证材料：{rule}").format(rule=line.standing.rule.name)
            dialog = EvidenceDialog(self._refs, "village_attachment", line.evidence, title, self)
            dialog.exec()
            dialog.deleteLater()

    def _year_changed(self, _year: int) -> None:
        if self._forms is None:
            return
        form, old = self._forms
        self._forms = (form, self._new_year_form(form))
        self.column.replaceWidget(old, self._forms[1])
        old.hide()
        old.deleteLater()
        self._load()

    def _picked(self) -> None:
        wanted = self.chooser.currentData() or ""
        if wanted != self._village:
            if self.can_leave():
                self._village = wanted
                self._load()
                self._offer_draft()
            else:
                self._list_villages()

    # -- typing and saving ------------------------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something typed is not saved."""
        return any(form.entry.dirty for form in self._forms or ())

    def _show_rate(self) -> None:
        """贫困发生率 of what is typed at this moment, with what it was computed of; nobody types it."""
        entry = self.year_form.entry
        rate = poverty_rate(entry.value("poor_people"), entry.value("registered_people"))
        if rate is None:
            self.rate.setText(_("贫困发生率：填写贫困人数和农业户籍人口后自动计算。"))
            return
        text = _("贫困发生率 {percent}（贫困人数{poor}人 ÷ 农业户籍人口{registered}人，口径：{basis}）")
        basis = entry.value("registered_basis") or _("未注明")
        said = text.format(percent=rate.percent, poor=rate.poor, registered=rate.registered, basis=basis)
        self.rate.setText(said if rate.poor <= rate.registered else _("{rate}。超过100%，请核对。").format(rate=said))

    def _show_lock(self) -> None:
        """Whether the working year is locked, by whom, and the verb for the other state."""
        year, found = self.session.year, locking.lock_of(self.session.store, self._village, self.session.year)
        locked = found is not None and found.locked is True
        text = _("{year}年度没有锁定。").format(year=year)
        if found is not None and locked:
            text = _("{year}年度已于{day}由{who}锁定，年度内容不能修改。").format(
                year=year, day=found.locked_on or "—", who=found.locked_by or "—"
            )
        elif found is not None:
            text = _("{year}年度已于{day}由{who}解锁，原因：{reason}").format(
                year=year, day=found.unlocked_on or "—", who=found.unlocked_by or "—", reason=found.unlock_reason or "—"
            )
        self.lock_state.setText(text)
        if self._refs.read_locks(self._village) and self._forms is not None:
            self._forms[1].follow_lock()
        self.lock_button.setText(_("解锁年度(&U)…") if locked else _("锁定年度(&L)…"))
        for widget in (self.lock_state, self.lock_button, self.print_button):
            widget.setVisible(bool(self._village))
        self.lock_button.setEnabled(not self.session.store.read_only)

    def change_lock(self) -> None:
        """Lock the village's working year, or unlock it."""
        from villagedesk.ui.dialogs.year_lock import change_lock

        if self.can_leave():
            changed = change_lock(self, self.session, self._village, self.chooser.currentText(), self.session.year)
            if changed:
                self.said.emit(_("已写入：{label}。").format(label=changed.label))

    def print_paper(self, key: str) -> None:
        """Print a paper of the village; it says what is saved."""
        if self._village and self.can_leave():
            said = ask_and_print(self, self.session, self._village, key)
            if said:
                self.said.emit(said)

    def _show_state(self) -> None:
        self._show_lock()
        if self._forms is not None:
            self._show_rate()
        dirty, writable = self.dirty, not self.session.store.read_only
        self.state.setText(_("有未保存的修改") if dirty else "")
        self.save_button.setEnabled(dirty and writable)
        if not (dirty and writable):
            self._drafts.stop()
        elif not self._drafts.isActive():
            self._drafts.start()

    def save(self) -> None:
        """Save both forms as one action; what cannot be kept stays in its field."""
        if not self.dirty:
            return
        edits = []
        facts, figures = self.form.changes(), self.year_form.changes()
        if facts:
            edits.append(Edit("village", self._village, facts))
        if figures:
            row = self.year_form.entry.row
            owner: dict[str, Value] = {} if row else {"village": self._village, "year": self.session.year}
            edits.append(Edit("village_year", row, {**owner, **figures}))
        try:
            self.session.save(_("编辑村情况：{name}").format(name=self.chooser.currentText()), edits)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        if self.form.entry.kept_out() or self.year_form.entry.kept_out():
            self.keep_draft()
            self.said.emit(_("已保存；标红的几项没有存进去，请按提示改正后再保存。"))
        else:
            self._put_aside(None)
            self.said.emit(_("已保存村情况。"))

    def keep_draft(self) -> None:
        """Put aside what is typed, so that a crash loses no more than some seconds."""
        if self.dirty and self._village:
            at = self.session.store.clock().isoformat(" ", "seconds")
            content = {"village": self.form.content(), "year": self.year_form.content(), "at": at}
            try:
                self._put_aside(content)
            except VillageDeskError as fault:
                self.said.emit(str(fault))

    def _drafts_by_year(self) -> dict[str, Any]:
        """What is put aside of this village, year by year: each year has a draft of its own."""
        draft = drafts.find(self.session.store, _DRAFT, self._village) if self._village else None
        return dict(draft.content) if draft else {}

    def _put_aside(self, content: dict[str, Any] | None) -> None:
        """Keep the draft of the working year, or forget it (None); those of other years stay."""
        kept = self._drafts_by_year()
        kept.pop(str(self.session.year), None)
        if content is not None:
            kept[str(self.session.year)] = content
        if kept:
            drafts.keep(self.session.store, _DRAFT, self._village, kept)
        else:
            drafts.drop(self.session.store, _DRAFT, self._village)

    def _offer_draft(self) -> None:
        draft = self._drafts_by_year().get(str(self.session.year))
        if draft is None or self.session.store.read_only:
            return
        text = _("上次有未保存的修改（村情况，{at}）。").format(at=draft["at"][5:16])
        if messages.ask(self, text, _("恢复"), _("丢弃")):
            self.form.put_content(draft["village"])
            self.year_form.put_content(draft["year"])
            self._show_state()
        else:
            self._put_aside(None)

    def can_leave(self) -> bool:
        """Ask about unsaved contents."""
        if not self.dirty:
            return True
        answer = messages.choose(
            self, _("村情况有未保存的修改。"), [_("保存"), _("放弃修改"), _("继续编辑")], default=0
        )
        if answer == 0:
            self.save()
            return not self.dirty
        if answer == 1:
            self._put_aside(None)
            self._load()
            return True
        return False
