# SPDX-License-Identifier: MIT
"""One field in a form: label, editor, unit, its verbs, and beneath it what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from villagedesk.i18n import _, sentences
from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import heading_of, hint_of, label_of, shown, unit_of, with_unit
from villagedesk.ui import shortcuts
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.content import NOT_APPLICABLE
from villagedesk.ui.forms.flag import FlagEditor
from villagedesk.ui.forms.make import as_editor, make_editor
from villagedesk.ui.restyle import restyle

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction, QEnterEvent, QResizeEvent

    from villagedesk.ui.forms.entry import Entry
    from villagedesk.ui.forms.refs import RefSource

_STAR: Final = "\u2060＊"  # WORD JOINER: the star never stands alone on a second line
_MENU_ROOM: Final = 24
_LINE_KINDS: Final = frozenset({Kind.CODE, Kind.YES_NO, Kind.CODES, Kind.PHOTO, Kind.REF})
_LEAD: Final = {Level.ERROR: "✗ ", Level.DOUBT: "△ ", Level.HINT: ""}  # told apart by more than colour
_ROLE: Final = {Level.ERROR: "error", Level.DOUBT: "doubt", Level.HINT: "hint"}


class FieldRow(QWidget):
    """The editor of one field with everything about it; the label stands apart, for the grid of the form.

    Signals:
        typed: key and content.
        left: key.
        stepped: key, and whether forwards.
        answered: key; the whole answer was typed, without Enter.
        verb: key, and "history", "note", "copy" or "revert".
    """

    typed = Signal(str, str)
    left = Signal(str)
    stepped = Signal(str, bool)
    answered = Signal(str)
    verb = Signal(str, str)

    def __init__(self, spec: FieldSpec, refs: RefSource, year: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._refs, self._year = refs, year
        self._fixed = spec.fixed
        self.locked = self._is_locked()

        self.label = QLabel(_starred(spec, year), parent)
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.label.setToolTip(_explained(spec, year))
        self.widget = make_editor(spec, refs, year, self)
        self.widget.setAccessibleName(with_unit(label_of(spec, year), spec))
        self.widget.setToolTip(self.label.toolTip())
        self.label.setBuddy(self.widget)
        self.editor = as_editor(self.widget)
        self.editor.set_locked(self.locked)
        self._problem: QLabel | None = None  # these two are made when they are first needed: a form has sixty rows
        self._menu_button: QToolButton | None = None
        self._build()

        self.editor.typed.connect(self._typed)
        self.editor.left.connect(self._left)
        self.editor.stepped.connect(self._stepped)
        if isinstance(self.widget, (FlagEditor, ChoiceEditor)):
            self.widget.answered.connect(self._answered)
        for part in (self.widget, *self.widget.findChildren(QLineEdit)):
            part.installEventFilter(self)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.widget, 1)
        if unit_of(self.spec):
            line.addWidget(QLabel(unit_of(self.spec), self))
        self._na_button = _side_button(self, _("不适用")) if self._offers_na() else None
        if self._na_button is not None:
            self._na_button.setCheckable(True)
            self._na_button.setEnabled(not self.locked)
            self._na_button.clicked.connect(self._say_na)
            line.addWidget(self._na_button)
        line.addSpacing(_MENU_ROOM)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addLayout(line)
        self._column.addStretch()

    def _is_locked(self) -> bool:
        return self._fixed or self._refs.locked(self.spec.entity, self._year)

    def fix(self) -> None:
        """Only show from now on."""
        self._fixed = True
        self.follow_lock()

    def follow_lock(self) -> None:
        """The year may have been locked or opened, or another household is shown."""
        locked = self._is_locked()
        if locked != self.locked:
            self.locked = locked
            self.editor.set_locked(locked)
            if self._na_button is not None:
                self._na_button.setEnabled(not locked)

    @property
    def said(self) -> str:
        """What is said beneath the editor; empty if nothing is wrong."""
        return self._problem.text() if self._problem is not None else ""

    def _offers_na(self) -> bool:
        return self.spec.na and self.spec.kind not in _LINE_KINDS

    def show_entry(self, entry: Entry, *, judge: bool) -> None:
        """Show the field's content; `judge` also says what is wrong with it, which is not done while it is being typed."""
        content = entry.content(self.spec.key)
        if content != self.editor.content():
            self.editor.show_content(content)
        if self._na_button is not None:
            self._na_button.setChecked(content == NOT_APPLICABLE)
        if judge:
            self._judge(entry)

    def _judge(self, entry: Entry) -> None:
        found = entry.problems_of(self.spec.key)
        worst = found[0].level if found else None
        said = [_said(one) for one in found]
        if entry.moved_on(self.spec.key):
            value = shown(self.spec, entry.stored(self.spec.key), entry.year) or _("空")
            said.insert(0, _("文件中此项刚被改为“{value}”；保存将以这里输入的为准").format(value=value))
            worst = worst or Level.DOUBT
        self._say("\n".join(said), worst)

    def _say(self, text: str, level: Level | None) -> None:
        role = _ROLE[level] if level else ""
        if text or self._problem is not None:
            self._write_problem(text, role)
        self.editor.mark("" if level is Level.HINT else role)
        self.widget.setAccessibleDescription(text)

    def _write_problem(self, text: str, role: str) -> None:
        if self._problem is None:
            self._problem = QLabel(self)
            self._problem.setWordWrap(True)
            self._column.insertWidget(1, self._problem)
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if self._problem.property("role") != role:
            self._problem.setProperty("role", role)
            restyle(self._problem)

    def keep_quiet(self) -> None:
        """Say nothing while the field is being typed."""
        self._say("", None)

    def menu(self) -> QMenu:
        """The field's verbs."""
        menu = (
            self.widget.createStandardContextMenu() if isinstance(self.widget, (QLineEdit, QPlainTextEdit)) else QMenu()
        )
        if not menu.isEmpty():
            menu.addSeparator()
        for verb, text, keys in self._verbs():
            action: QAction = menu.addAction(text)
            action.setData(verb)
            if keys:
                action.setShortcuts(shortcuts.keys_of(keys))
        menu.triggered.connect(self._chosen)
        return menu

    def _verbs(self) -> list[tuple[str, str, str]]:
        history = [("history", _("修改记录…"), "")]
        if self.locked:
            return history
        na = [("na", _("填“不适用”"), "")] if self._offers_na() else []
        return [
            *history, ("note", _("加说明"), "note"), ("copy", _("与上一条相同"), "as_before"), ("revert", _("放弃此项修改"), ""), *na
        ]  # fmt: skip

    def _chosen(self, action: QAction) -> None:
        if action.data() == "na":
            self._write(NOT_APPLICABLE)
        elif action.data():
            self.verb.emit(self.spec.key, action.data())

    def _say_na(self, checked: bool) -> None:
        self._write(NOT_APPLICABLE if checked else "")
        self.widget.setFocus()

    def _write(self, content: str) -> None:
        self.editor.show_content(content)
        self._typed(content)
        self._left()

    def _open_menu(self) -> None:
        self._popup(self.mapToGlobal(self.rect().topRight()))

    def _popup(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def _show_menu_button(self, *, visible: bool) -> None:
        if self._menu_button is None and visible:
            self._menu_button = _side_button(self, "⋯")
            self._menu_button.setAutoRaise(True)
            self._menu_button.setToolTip(_("修改记录等（菜单键）"))
            self._menu_button.clicked.connect(self._open_menu)
            self._place_menu_button()
        if self._menu_button is not None:
            self._menu_button.setVisible(visible)

    def _place_menu_button(self) -> None:
        if self._menu_button is not None:
            self._menu_button.setGeometry(
                self.width() - _MENU_ROOM, 0, _MENU_ROOM, self._menu_button.sizeHint().height()
            )

    def _typed(self, content: str) -> None:
        self.typed.emit(self.spec.key, content)

    def _left(self) -> None:
        self.left.emit(self.spec.key)

    def _stepped(self, forwards: bool) -> None:
        self.stepped.emit(self.spec.key, forwards)

    def _answered(self) -> None:
        self.answered.emit(self.spec.key)

    def show_asked(self, *, asked: bool) -> None:
        """Whether the question arises: the label of one that does not is pale and without the star, its editor works all the same."""
        role = "" if asked else "hint"
        if (self.label.property("role") or "") != role:
            self.label.setText(_starred(self.spec, self._year, asked=asked))
            self.label.setProperty("role", role)
            restyle(self.label)

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu key and the right button open the field's menu; the focus shows its button."""
        if isinstance(event, QContextMenuEvent):
            self._popup(event.globalPos())
            return True
        if event.type() == QEvent.Type.FocusIn:
            self._show_menu_button(visible=True)
        elif event.type() == QEvent.Type.FocusOut and not isinstance(watched, QComboBox):
            self._show_menu_button(visible=self.underMouse())
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse arrives."""
        super().enterEvent(event)
        self._show_menu_button(visible=True)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse leaves."""
        super().leaveEvent(event)
        focused = self.window().focusWidget()
        self._show_menu_button(visible=focused is not None and self.isAncestorOf(focused))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stays at the right edge."""
        super().resizeEvent(event)
        self._place_menu_button()


def _side_button(parent: QWidget, text: str) -> QToolButton:
    """A small button beside the editor; the Tab key passes it by, its verb also stands in the field's menu."""
    button = QToolButton(parent)
    button.setText(text)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _starred(spec: FieldSpec, year: int | None, *, asked: bool = True) -> str:
    return heading_of(spec, year) + (_STAR if spec.required and asked else "")


def _explained(spec: FieldSpec, year: int | None) -> str:
    """Full label, English, hint and source, for the mouse."""
    parts = [
        label_of(spec, year),
        hint_of(spec),
        spec.source,
        _("＊ 必填：缺了不影响保存，但资料不完整") if spec.required else "",
    ]
    return "\n".join(part for part in parts if part)


def _said(problem: Problem) -> str:
    """A problem beside its field, where the field need not be named again."""
    return _LEAD[problem.level] + sentences((problem.rule.strip(), problem.remedy))
