# SPDX-License-Identifier: MIT
"""The editor that names a row of a list: a cadre, a unit, a village; a missing one is added on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.choices import Choice
from villagedesk.ui.forms.content import UNKNOWN_REF

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.forms.refs import RefSource

_ADD: Final = "+"


class RefEditor(ChoiceEditor):
    """Holds the id of a row, or a question mark and the name that was typed."""

    def __init__(self, entity: str, refs: RefSource, parent: QWidget | None = None) -> None:
        self._entity = entity
        self._refs = refs
        super().__init__(self._offered(), parent)

    def _offered(self) -> list[Choice]:
        rows = self._refs.choices(self._entity)
        return [*rows, Choice(_ADD, _("新增…"))] if self._refs.can_add(self._entity) else rows

    def content(self) -> str:
        """The id, or "?" and what was typed."""
        content = super().content()
        typed = content and (self._half_typed or self.currentIndex() < 0)
        return f"{UNKNOWN_REF}{content.removeprefix(UNKNOWN_REF)}" if typed else content

    def _show(self, content: str) -> None:
        super()._show(content)
        if content.startswith(UNKNOWN_REF):
            self.setEditText(content.removeprefix(UNKNOWN_REF))

    def strange_choice(self, content: str) -> Choice | None:
        """A row that is not offered: in the recycle bin, or not in this file."""
        if content.startswith(UNKNOWN_REF):
            return None
        return Choice(content, self._refs.text(self._entity, content) or _("（已删除）"))

    def take(self, choice: Choice) -> None:
        """Choose a row, or add one."""
        if choice.content == _ADD:
            self._add()
        else:
            super().take(choice)

    def _picked(self, row: int) -> None:
        choice = self.itemData(row)
        if isinstance(choice, Choice) and choice.content == _ADD:
            self._add()
        else:
            super()._picked(row)

    def _add(self) -> None:
        typed = "" if self.currentText() == _("新增…") else self.currentText()
        self._half_typed = False
        self._hide_found()
        added = self._refs.add(self._entity, typed, self)
        self.setCurrentIndex(0)
        self.set_choices(self._offered())
        self.show_content(added or "")
        self.typed.emit(self.content())

    # -- Qt ---------------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Others may have added rows meanwhile."""
        self.set_choices(self._offered())
        super().focusInEvent(event)
