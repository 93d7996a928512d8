# SPDX-License-Identifier: MIT
"""Preferences of this user on this computer, applied at once; the working year; the lines and intervals of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import LANGUAGES, _
from villagedesk.settings import FONT_SIZES, THEMES
from villagedesk.ui import labels, messages
from villagedesk.ui.archive_panel import ArchivePanel
from villagedesk.ui.dialogs.year import ask_year
from villagedesk.ui.file_names import ask_folder
from villagedesk.ui.leaves import Leaves
from villagedesk.ui.lines_panel import LinesPanel
from villagedesk.ui.page import Page
from villagedesk.ui.page_stack import framed

if TYPE_CHECKING:
    from villagedesk.settings import Settings
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_LINES, _ARCHIVE = 1, 2  # places of their tabs
_WIDEST: Final = 60  # 汉字; a line for a name that runs across the whole screen is hard to read
_LABELS: Final = 8  # 汉字: editors of all groups stand in one column
_CHOICE: Final = 10  # letters: lists of choices are equally wide
_SHORTEST_MINUTES: Final = 5
_LONGEST_MINUTES: Final = 240


class SettingsPage(Page):
    """Three tabs: what belongs to this computer, the table of lines, and how long papers are kept."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._make_editors()
        self.tabs = Leaves(self)
        self.tabs.addTab(framed(self._groups(), self.tabs.ground), _("常用设置(&G)"))
        self.tabs.add_later("", self._make_lines)
        self.tabs.add_later(_("保管期限(&P)"), self._make_archive)
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        self._show_settings()
        self._show_badge(0)
        self._connect()

    def _make_lines(self, place: QWidget) -> QWidget:
        made = LinesPanel(self.session, self.icons, place)
        made.said.connect(self.said)
        made.wanted_list.connect(self.wanted_list)
        made.unconfirmed.connect(self._show_badge)
        made.reload()
        return framed(made, place)

    def _make_archive(self, place: QWidget) -> QWidget:
        made = ArchivePanel(self.session, self.icons, place)
        made.said.connect(self.said)
        made.reload()
        return framed(made, place)

    @property
    def lines(self) -> LinesPanel:
        """The table of lines, made when it is first wanted."""
        return cast("LinesPanel", self._leaf(_LINES))

    @property
    def archive(self) -> ArchivePanel:
        """How long papers are kept, made when it is first wanted."""
        return cast("ArchivePanel", self._leaf(_ARCHIVE))

    def _leaf(self, number: int) -> QWidget:
        frame = self.tabs.leaf(number)
        content = frame.widget() if isinstance(frame, QScrollArea) else None
        assert content is not None
        return content

    def _make_editors(self) -> None:
        self.language = _combo([(key, name) for key, name in LANGUAGES.items()])
        themes = {"system": _("跟随系统"), "light": _("浅色"), "dark": _("深色")}
        self.theme = _combo([(theme, themes[theme]) for theme in THEMES])
        self.font_size = _combo([(size, _("{size} 像素").format(size=size)) for size in FONT_SIZES])
        self.author = QLineEdit()
        self.author.setMaxLength(40)
        self.device = QLineEdit()
        self.device.setMaxLength(40)
        self.idle = QSpinBox()
        self.idle.setRange(_SHORTEST_MINUTES, _LONGEST_MINUTES)
        self.idle.setSuffix(_(" 分钟"))
        self.second_place = QLineEdit()
        self.second_place.setReadOnly(True)
        self.second_place.setPlaceholderText(_("没有选择"))
        self.choose_button = QPushButton(_("选择(&O)…"))
        self.clear_button = QPushButton(_("不用(&U)"))
        self.year = QLabel()
        self.year_button = QPushButton(_("换年度(&Y)…"))

    def _groups(self) -> QWidget:
        looks = _form(
            _("界面"),
            [
                (_("语言(&L)"), self.language, ""),
                (_("颜色(&T)"), self.theme, ""),
                (_("字号(&S)"), self.font_size, _("也可以随时按 Ctrl+加号 或 Ctrl+减号")),
            ],
        )
        person = _form(
            _("录入人"),
            [
                (_("录入人姓名(&N)"), self.author, _("记在每次修改旁边，方便查对")),
                (_("电脑名称(&C)"), self.device, ""),
            ],
        )
        place = QHBoxLayout()
        place.addWidget(self.second_place, 1)
        place.addWidget(self.choose_button)
        place.addWidget(self.clear_button)
        holder = QWidget()
        holder.setLayout(place)
        place.setContentsMargins(0, 0, 0, 0)
        self.second_place.setAccessibleName(_("第二备份位置"))
        backup = _form(
            _("备份"),
            [
                (_("定时备份间隔(&I)"), self.idle, _("打开期间有改动时，每隔这么久自动备份一次")),
                (_("第二备份位置"), holder, _("另一个磁盘或U盘上的文件夹；每天首次打开、关闭和手动备份时多存一份")),
            ],
        )
        row = QHBoxLayout()
        row.addWidget(self.year)
        row.addWidget(self.year_button)
        row.addStretch(1)
        year = QGroupBox(_("工作年度"))
        year.setLayout(row)
        body = QWidget()
        body.setMaximumWidth(_WIDEST * self.fontMetrics().horizontalAdvance("汉"))
        column = QVBoxLayout(body)
        for group in (looks, person, backup, year):
            column.addWidget(group)
        column.addStretch(1)
        return body

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self._change_looks)
        self.theme.currentIndexChanged.connect(self._change_looks)
        self.font_size.currentIndexChanged.connect(self._change_looks)
        self.author.editingFinished.connect(self._sign)
        self.device.editingFinished.connect(self._sign)
        self.idle.valueChanged.connect(self._change_idle)
        self.choose_button.clicked.connect(self.choose_second_place)
        self.clear_button.clicked.connect(self.clear_second_place)
        self.year_button.clicked.connect(self.change_year)
        self.session.settings_changed.connect(self._show_settings)
        self.session.year_changed.connect(self._show_settings)

    # -- showing ----------------------------------------------------------------------------------------------------

    def shown_first_time(self) -> None:
        """The number of unconfirmed lines is told on their tab once they are read."""
        QTimer.singleShot(0, self, self._count_lines)

    def _count_lines(self) -> None:
        self.tabs.leaf(_LINES)

    def ask_author(self) -> None:
        """Put the cursor where the name of who writes is missing."""
        self.tabs.setCurrentIndex(0)
        self.author.setFocus()

    def refresh(self, changed: Changed) -> None:
        """Read the lines or the retentions again when one was changed."""
        if "line" in changed.tables and self.tabs.is_made(_LINES):
            self.lines.reload()
        if "retention" in changed.tables and self.tabs.is_made(_ARCHIVE):
            self.archive.reload()

    def _show_badge(self, unconfirmed: int) -> None:
        text = _("标准与期限(&B)")
        if unconfirmed:
            text = _("标准与期限（{count}项待核对）(&B)").format(count=unconfirmed)
        self.tabs.setTabText(1, text)

    def _show_settings(self, _what: object = None) -> None:
        settings: Settings = self.session.settings
        for box, value in (
            (self.language, settings.language),
            (self.theme, settings.theme),
            (self.font_size, settings.font_size),
        ):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.blockSignals(False)
        self.idle.blockSignals(True)
        self.idle.setValue(settings.idle_minutes)
        self.idle.blockSignals(False)
        self.author.setText(settings.author)
        self.device.setText(settings.device)
        self.second_place.setText(settings.second_place)
        self.clear_button.setEnabled(bool(settings.second_place))
        self.year.setText(_("现在是 {year} 年度。").format(year=self.session.year))

    # -- changing ---------------------------------------------------------------------------------------------------

    def _change(self, **changes: Any) -> None:
        try:
            self.session.change_settings(**changes)
        except VillageDeskError as problem:
            messages.problem(self, problem)

    def _change_looks(self) -> None:
        self._change(
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            font_size=self.font_size.currentData(),
        )

    def _change_idle(self, minutes: int) -> None:
        self._change(idle_minutes=minutes)

    def _sign(self) -> None:
        name, device = self.author.text().strip(), self.device.text().strip()
        settings = self.session.settings
        if not name:
            self.author.setText(settings.author)
            self.said.emit(_("录入人姓名不能为空，已恢复原来的姓名。"))
        elif (name, device) != (settings.author, settings.device):
            try:
                self.session.sign_as(name, device)
            except VillageDeskError as problem:
                messages.problem(self, problem)

    def choose_second_place(self) -> None:
        """Choose the folder to which backups are also copied."""
        folder = ask_folder(self, _("第二备份位置"))
        if folder is not None:
            self._change(second_place=str(folder))

    def clear_second_place(self) -> None:
        """Copy backups to no second place."""
        self._change(second_place="")

    def change_year(self) -> None:
        """Work on another year."""
        year = ask_year(self, self.session.year)
        if year is None:
            return
        try:
            self.session.set_year(year)
        except VillageDeskError as refused:
            messages.problem(self, refused)


def _combo(choices: list[tuple[Any, str]]) -> QComboBox:
    box = QComboBox()
    box.setMinimumContentsLength(_CHOICE)
    for value, text in choices:
        box.addItem(text, value)
    return box


def _form(title: str, rows: list[tuple[str, QWidget, str]]) -> QGroupBox:
    """A titled group of labelled editors, each with what should be known about it beneath."""
    group = QGroupBox(title)
    form = QFormLayout(group)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    for text, editor, hint in rows:
        label = QLabel(text)
        label.setBuddy(editor)
        label.setMinimumWidth(_LABELS * group.fontMetrics().horizontalAdvance("汉"))
        form.addRow(label, editor)
        editor.setAccessibleName(labels.bare(text))
        if hint:
            said = labels.label(hint, labels.HINT)
            form.addRow("", said)
    return group
