# SPDX-License-Identifier: MIT
"""Adding evidence, looking at what is there, and entering how a rule was checked: boxes over a readiness sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.evidence import CHECK, PAPER
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.values.show import label_of, shown
from villagedesk.services.casefile import readiness
from villagedesk.services.keeping.records import Removal
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.forms.photo import PhotoEditor
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.forms.record_form import RecordForm
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.evidence import Attachment, VillageAttachment
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.services.casefile.readiness import SheetLine
    from villagedesk.ui.session import Session


class Owner(NamedTuple):
    """Whose evidence it is: kind of the evidence's record, id of the household or village, what it is called."""

    entity: str
    row: str
    name: str


class _PhotoRefs(RefSource):
    """Takes photos in and tells the day that the camera wrote, which the kept picture has lost."""

    def __init__(self, session: Session, on_day: Callable[[Value], None]) -> None:
        super().__init__(session)
        self._on_day = on_day

    def add_picture(self, path: Path) -> str:
        """Take a picture into the file; its digest."""
        facts = readiness.photo_facts(self.session.store, path)
        self._on_day(facts.get("taken_on"))
        return str(facts["photo"])


class _FormDialog(QDialog):
    """A form with 保存 and 取消, and a line that says what is wrong."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        window_state.fit(self, 42, 30)
        self.problem = labels.label("", labels.ERROR)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(_("保存(&S)"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def lay_out(self, form: RecordForm, *above: QWidget) -> None:
        """Put the parts below each other."""
        self.form = form
        form.stepped_out.connect(self._to_buttons)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(form)
        layout = QVBoxLayout(self)
        for widget in above:
            layout.addWidget(widget)
        layout.addWidget(area, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _to_buttons(self, forwards: bool) -> None:
        if forwards:
            self.buttons.button(QDialogButtonBox.StandardButton.Save).setFocus()

    def write(self) -> None:
        """Save what the form holds."""
        raise NotImplementedError

    def accept(self) -> None:
        """Save and close; what cannot be kept keeps the box open and is said."""
        entry = self.form.entry
        for key in self.form.rows:
            entry.settle(key)
        wrong = entry.kept_out()
        if wrong:
            self._complain(entry.problems_of(wrong[0])[0].text(), wrong[0])
            return
        try:
            self.write()
        except VillageDeskError as refused:
            self._complain(str(refused), "")
            return
        super().accept()

    def _complain(self, text: str, key: str) -> None:
        self.problem.setText(text)
        self.problem.show()
        if key:
            self.form.focus_field(key)

    def reject(self) -> None:
        """Esc and 取消 lose nothing unasked."""
        question = _("放弃刚才输入的内容？")
        if not self.form.entry.dirty or messages.ask(self, question, _("放弃"), _("继续填写"), dangerous=True):
            super().reject()


class AttachDialog(_FormDialog):
    """What the paper is, what it proves, its photo or scan; of a household also about whom it is."""

    def __init__(
        self, session: Session, owner: Owner, year: int, line: SheetLine, case: CaseFile | None, parent: QWidget | None
    ) -> None:
        super().__init__(_("添加佐证材料：{name}").format(name=owner.name), parent)
        self._session, self._owner = session, owner
        spec = entity_spec(owner.entity)
        form = RecordForm(spec, [PAPER], year=year, refs=_PhotoRefs(session, self._day_read))
        form.load(spec.record(year=year, criterion=line.id))
        self._given: dict[str, Value] = {"year": year, "criterion": line.id}
        hint = labels.label(
            _("应有材料：{proof}。只登记真有的材料；照片存入时去掉拍摄地点等信息。").format(
                proof=line.standing.rule.proof
            )
        )
        hint.setProperty("role", labels.HINT)
        self.member = QComboBox(self)
        above: list[QWidget] = [hint]
        if case is not None:
            self.member.setAccessibleName(label_of(spec["member"]))
            self.member.addItem(_("全户"), "")
            for one in (*case.people, *case.departed):
                self.member.addItem(one.name or _("（未命名）"), one.member.id)
            caption = QLabel(_("{field}(&M)").format(field=label_of(spec["member"])))
            caption.setBuddy(self.member)
            above += [caption, self.member]
        else:
            self.member.hide()
        self.lay_out(form, *above)
        form.focus_field("title")

    def take(self, path: Path) -> None:
        """Take a photo that was dropped."""
        editor = self.form.rows["photo"].widget
        if isinstance(editor, PhotoEditor):
            editor.take(path)

    def _day_read(self, day: Value) -> None:
        self.form.entry.put("taken_on", day)

    def write(self) -> None:
        """Keep it."""
        typed = {key: value for key, value in self.form.changes().items() if value is not None}
        values = {**self._given, **typed}
        if self.member.currentData():
            values["member"] = self.member.currentData()
        entity, row, name = self._owner
        readiness.attach(self._session.store, entity, row, values, name)


class CheckDialog(_FormDialog):
    """How a rule was checked, by whom and when, and the opinion; the verdict stays what the facts say."""

    def __init__(self, session: Session, case: CaseFile, line: SheetLine, name: str, parent: QWidget | None) -> None:
        super().__init__(_("核查意见：{rule}").format(rule=line.standing.rule.name), parent)
        self._session, self._case, self._key, self._name = session, case, line.id, name
        spec = entity_spec("readiness_note")
        form = RecordForm(spec, [CHECK], year=case.year, refs=RefSource(session))
        form.load(line.check or spec.record())
        hint = labels.label(_("只登记真做过的核查；是否达标由事实计算，意见不改变它。"), labels.HINT)
        self.lay_out(form, hint)
        form.focus_first()

    def write(self) -> None:
        """Keep it."""
        changes = self.form.changes()
        if changes:
            readiness.record_check(self._session.store, self._case, self._key, changes, self._name)


class EvidenceDialog(QDialog):
    """What is kept for one rule: look at it large, or take it out."""

    def __init__(
        self, refs: RefSource, entity: str, kept: Sequence[Attachment | VillageAttachment], title: str,
        parent: QWidget | None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._refs, self._entity, self._kept = refs, entity, list(kept)
        self.setWindowTitle(title)
        window_state.fit(self, 36, 18)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        for one in self._kept:
            self.list.addItem(_words(entity, one))
        self.list.itemActivated.connect(self.look)
        self.look_button = QPushButton(_("看大图(&K)"), self)
        self.remove_button = QPushButton(_("删除(&P)…"), self)
        self.look_button.clicked.connect(self.look)
        self.remove_button.clicked.connect(self.remove)
        close = QPushButton(_("关闭"), self)
        close.clicked.connect(self.reject)
        verbs = QHBoxLayout()
        for button in (self.look_button, self.remove_button):
            button.setAutoDefault(False)
            verbs.addWidget(button)
        verbs.addStretch()
        verbs.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addLayout(verbs)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.setCurrentRow(0)
        self._chosen()

    @property
    def current(self) -> Attachment | VillageAttachment | None:
        """What is chosen."""
        row = self.list.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def _chosen(self, *_what: object) -> None:
        one = self.current
        self.look_button.setEnabled(one is not None and bool(one.photo))
        self.remove_button.setEnabled(one is not None and not self._refs.read_only)

    def look(self, *_what: object) -> None:
        """Show the picture large."""
        from villagedesk.ui.dialogs.picture import show_picture

        one = self.current
        content = self._refs.picture(one.photo) if one is not None and one.photo else None
        if one is not None and content:
            show_picture(self, content, one.title or "")
        elif one is not None and one.photo:
            messages.note(self, _("照片不在本文件中"))

    def remove(self) -> None:
        """Put it into the recycle bin."""
        one = self.current
        if one is None:
            return
        title = _("删除佐证材料：{title}").format(title=one.title or "")
        reason = ask_reason(self, title, _("移入回收站，可以还原。原因："), [_("登记错了"), _("重复登记")], _("删除"))
        if not reason:
            return
        try:
            self._refs.session.save(title, [Removal(self._entity, one.id, reason)])
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        row = self.list.currentRow()
        self._kept.pop(row)
        self.list.takeItem(row)
        self._chosen()
        if not self._kept:
            self.accept()


def _words(entity: str, one: Attachment | VillageAttachment) -> str:
    more = [
        _("{field}{value}").format(field=label_of(field_spec(f"{entity}.{key}")), value=text)
        for key in ("date", "taken_on")
        if (text := shown(field_spec(f"{entity}.{key}"), getattr(one, key)))
    ]
    paper = getattr(one, "paper", None)
    if paper:
        more.insert(0, shown(field_spec(f"{entity}.paper"), paper))
    return listed([one.title or _("（未命名）"), *more])
