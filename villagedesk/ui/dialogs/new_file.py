# SPDX-License-Identifier: MIT
"""The wizard for a new file: which village or township, who writes and where it lies, the passphrase."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
    QWizard,
    QWizardPage,
)

from villagedesk import paths
from villagedesk.clock import system_clock
from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import label_of
from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR, NewFile, check_new_file, create_village_file
from villagedesk.store.drives import Drive, drive_of
from villagedesk.store.faults import FileExists
from villagedesk.store.file import SUFFIX, Opening
from villagedesk.store.store import Author
from villagedesk.ui import labels, messages, window_state
from villagedesk.ui.dialogs.passphrase import NewPassphrase
from villagedesk.ui.form_lines import FormLines
from villagedesk.ui.opening import waiting

if TYPE_CHECKING:
    from villagedesk.settings import Settings
    from villagedesk.store.store import Store

_PLACES: Final = ("township", "county", "city", "province")
_SOUND: Final = {  # a file nobody would refuse; each field is checked in its company
    "village": NewFile("village", "村", "510199100201", FIRST_YEAR),
    "township": NewFile("township", "镇", "510199100", FIRST_YEAR),
}


def make_new_file(parent: QWidget | None, settings: Settings) -> Store | None:
    """Ask for everything a new file needs and make it.

    Returns:
        The open new file, or None if the user gave up.
    """
    wizard = NewFileWizard(settings, parent)
    wizard.exec()
    wizard.deleteLater()
    return wizard.store


class WhichPage(QWizardPage):
    """Village or township, its name, code, year, and where it lies."""

    def __init__(self, year: int) -> None:
        super().__init__()
        self.setTitle(_("是哪个村（镇）"))
        self.setSubTitle(_("这些内容会印在每一份表册上，以后可以在“村情况”里修改。"))
        body = QWidget()
        self.lines = FormLines(body)
        self.village = QRadioButton(_("一个村（村里录入）(&V)"))
        self.township = QRadioButton(_("一个乡镇（汇总各村）(&T)"))
        self.village.setChecked(True)
        self._scopes = QButtonGroup(self)
        scopes = QHBoxLayout()
        for button in (self.village, self.township):
            self._scopes.addButton(button)
            scopes.addWidget(button)
        scopes.addStretch(1)
        self.lines.addRow(QLabel(_("范围")), scopes)
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.name.setPlaceholderText(_("如：清溪村"))
        self.code = QLineEdit()
        self.code.setMaxLength(20)
        self.code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.year = QSpinBox()
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(year)
        self.lines.add(_("名称(&A)"), self.name)
        self.lines.add(_("行政区划代码(&C)"), self.code, hint=_("统计用区划代码：村12位，乡镇9位。"))
        self.lines.add(_("工作年度(&Y)"), self.year)
        self.places = {key: QLineEdit() for key in _PLACES}
        for key, edit in self.places.items():
            edit.setMaxLength(60)
            self.lines.add(label_of(field_spec(f"village.{key}")), edit)
        self.village.toggled.connect(self._show_places)
        _fill(self, body, self.name)

    def _show_places(self, village: bool) -> None:
        for edit in self.places.values():
            self.lines.setRowVisible(edit, village)

    @property
    def scope(self) -> str:
        """Village or township."""
        return "village" if self.village.isChecked() else "township"

    def wanted(self) -> NewFile:
        """What was filled in."""
        places = {key: edit.text().strip() for key, edit in self.places.items()} if self.scope == "village" else {}
        return NewFile(self.scope, self.name.text().strip(), self.code.text().strip(), self.year.value(), **places)

    def validatePage(self) -> bool:
        """Go on only when every field is right; the first wrong one gets the cursor."""
        wanted, sound = self.wanted(), _SOUND[self.scope]
        wrong = [
            editor
            for editor, tried in (
                (self.name, sound._replace(name=wanted.name)),
                (self.code, sound._replace(code=wanted.code)),
                (self.year, sound._replace(year=wanted.year)),
            )
            if self.lines.complain(editor, _refusal(tried))
        ]
        if wrong:
            wrong[0].setFocus()
        return not wrong


def _refusal(tried: NewFile) -> str:
    try:
        check_new_file(tried)
    except Refused as refused:
        return str(refused)
    return ""


class WherePage(QWizardPage):
    """Who writes, on which computer, and where the file lies."""

    def __init__(self, which: WhichPage, settings: Settings) -> None:
        super().__init__()
        self._which = which
        self._own_place = False
        self.setTitle(_("谁来录入，存在哪里"))
        self.setSubTitle(_("姓名和电脑名会记在每次修改旁边，方便以后查对。"))
        body = QWidget()
        self.lines = FormLines(body)
        self.author = QLineEdit(settings.author)
        self.author.setMaxLength(40)
        self.device = QLineEdit(settings.device)
        self.device.setMaxLength(40)
        self.place = QLineEdit()
        self.place.textEdited.connect(self._keep_place)
        self.browse = QPushButton(_("选择(&O)…"))
        self.browse.clicked.connect(self._browse)
        self.lines.add(_("录入人姓名(&A)"), self.author)
        self.lines.add(_("电脑名称(&D)"), self.device)
        hint = _("请存在本机硬盘上；U盘用来放备份，不要直接在上面工作。")
        self.lines.add(_("文件位置(&F)"), self.place, self.browse, hint)
        _fill(self, body, self.author)

    def initializePage(self) -> None:
        """Propose a place named after the village, until the user has named one."""
        if not self._own_place:
            name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "", self._which.name.text()).strip(" .")
            self.place.setText(str(paths.documents() / f"{name or _('村档')}{SUFFIX}"))

    def _keep_place(self) -> None:
        self._own_place = True

    def _browse(self) -> None:
        kinds = _("村档文件 (*{suffix})").format(suffix=SUFFIX)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("新文件存在哪里"), self.place.text(), kinds)
        if chosen:
            self.place.setText(str(Path(chosen).with_suffix(SUFFIX)))
            self._own_place = True

    @property
    def path(self) -> Path:
        """Where the file is to lie."""
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def validatePage(self) -> bool:
        """Go on only with a name and a place where a file may be made."""
        unnamed = _("请填写姓名：每次修改都会记上是谁改的。") if not self.author.text().strip() else ""
        wrong = [
            editor
            for editor, text in ((self.author, unnamed), (self.place, self._place_complaint()))
            if self.lines.complain(editor, text)
        ]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def _place_complaint(self) -> str:
        if not self.place.text().strip():
            return _("请选择文件存放的位置。")
        path = self.path
        if not path.is_absolute() or not path.parent.is_dir():
            return _("没有“{folder}”这个文件夹，请点“选择”另选一个。").format(folder=path.parent)
        if path.exists():
            return str(FileExists(path))
        if drive_of(path.parent) is not Drive.FIXED:
            return _("不能建在U盘或网络盘上：直接在上面工作容易损坏或丢失数据。请选本机硬盘上的文件夹。")
        return ""


class PassphrasePage(QWizardPage):
    """The passphrase, or none after a plain warning."""

    def __init__(self, which: WhichPage, where: WherePage) -> None:
        super().__init__()
        self._which, self._where = which, where
        self._risk_taken = False
        self.setTitle(_("口令"))
        self.setSubTitle(_("文件用口令加密。忘记口令，任何人都无法找回数据：请抄一份，密封后交乡镇保管。"))
        body = QWidget()
        column = QVBoxLayout(body)
        self.choice = NewPassphrase(self._known)
        self.error = labels.label("", labels.ERROR)
        column.addWidget(self.choice)
        column.addWidget(self.error)
        column.addStretch(1)
        self.choice.changed.connect(self._think_again)
        _fill(self, body, self.choice.first)

    def _known(self) -> tuple[str, ...]:
        places = (edit.text() for edit in self._which.places.values())
        known = (self._which.name.text(), self._which.code.text(), self._where.author.text(), *places)
        return tuple(word for word in known if word)

    def validatePage(self) -> bool:
        """Go on only with a passphrase that holds, or with an admitted risk."""
        self.error.setText(self.choice.complaint())
        if self.error.text():
            self.choice.first.setFocus()
            return False
        if self.choice.none_box.isChecked() and not self._risk_taken:
            risk = self.choice.risk.text()
            self._risk_taken = messages.ask(self, risk, _("仍然不设口令"), _("返回设置口令"), dangerous=True)
            return self._risk_taken
        return True

    def _think_again(self) -> None:
        self._risk_taken = False
        self.error.clear()


class NewFileWizard(QWizard):
    """Makes the file when it is finished; `store` is the open new file then."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store: Store | None = None
        self.setWindowTitle(_("新建村档"))
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self.setButtonText(QWizard.WizardButton.FinishButton, _("建立(&F)"))
        self.which = WhichPage(system_clock().year)
        self.where = WherePage(self.which, settings)
        self.guard = PassphrasePage(self.which, self.where)
        for page in (self.which, self.where, self.guard):
            self.addPage(page)
        self.currentIdChanged.connect(self._place_cursor)
        window_state.fit(self, 54, 40)

    def _place_cursor(self, number: int) -> None:
        """Into the first line of the page, where typing begins."""
        page = self.page(number)
        first = page.focusProxy() if page is not None else None
        if first is not None:
            first.setFocus()

    def accept(self) -> None:
        """Make the file; a disk that refuses leaves the wizard open with everything that was typed."""
        if not self.validateCurrentPage():  # Qt asks only after this, when the file would lie there already
            return
        author = Author(self.where.author.text().strip(), self.where.device.text().strip())
        try:
            with waiting():
                self.store = create_village_file(
                    self.where.path, self.guard.choice.passphrase, self.which.wanted(), Opening(author)
                )
        except VillageDeskError as error:
            messages.problem(self, error)
            return
        super().accept()


def _fill(page: QWizardPage, body: QWidget, first: QWidget) -> None:
    """Put the body into the page so that it scrolls where the screen is too small for it; `first` gets the cursor."""
    area = QScrollArea()
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(area)
    page.setFocusProxy(first)
