# SPDX-License-Identifier: MIT
"""Which households are printed: those that are selected, those that the list shows, a village, or all of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from villagedesk.i18n import _
from villagedesk.services.opening.files import villages
from villagedesk.store import households
from villagedesk.store.counts import live_households
from villagedesk.store.households import Query
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from villagedesk.ui.session import Session

CHOSEN, LISTED, EVERY, VILLAGE = range(4)
_EVERYBODY: Final = Query(away=False)


class HouseholdChoice(QWidget):
    """One of several; what would be nobody is pale.

    Attributes:
        which: the buttons by `CHOSEN`, `LISTED`, `EVERY` and, where villages are offered and there are several, `VILLAGE`.
        village: which village.
    """

    def __init__(
        self,
        session: Session,
        selected: list[str],
        query: Query,
        *,
        by_village: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._selected, self._query = session.store, selected, query
        self.which = QButtonGroup(self)
        self.village = QComboBox(self)
        self.village.setAccessibleName(_("村"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        listed = len(households.keys(self._store, query))
        every = len(households.keys(self._store, _EVERYBODY))
        self._add(CHOSEN, self._chosen_text(), len(selected))
        self._add(LISTED, _("列表中的全部（{count}户）(&L)").format(count=listed), listed)
        found = villages(self._store) if by_village else {}
        if len(found) > 1:
            self._add_villages(found)
        else:
            self.village.hide()
        self._add(EVERY, _("文件中的全部（{count}户）(&A)").format(count=every), every)
        self.which.button(CHOSEN if selected else LISTED).setChecked(True)

    def _add(self, number: int, text: str, count: int) -> QRadioButton:
        button = QRadioButton(text, self)
        button.setEnabled(count > 0)
        self.which.addButton(button, number)
        if number != VILLAGE:
            self._column.addWidget(button)
        return button

    def _add_villages(self, found: dict[str, str]) -> None:
        for row, name in found.items():
            self.village.addItem(name or _("（未命名）"), row)
        button = self._add(VILLAGE, _("全村(&W)："), len(found))
        self.village.activated.connect(lambda _place: button.setChecked(True))
        line = QHBoxLayout()
        line.addWidget(button)
        line.addWidget(self.village)
        line.addStretch(1)
        self._column.addLayout(line)

    def _chosen_text(self) -> str:
        if len(self._selected) != 1:
            return _("选中的{count}户(&C)").format(count=len(self._selected))
        key = households.key_of(self._store, self._selected[0])
        line = households.page(self._store, [key]).get(key) if key is not None else None
        return _("当前户：{name}(&C)").format(
            name=((line.head_name if line else "") or _("未命名户")).replace("&", "&&")
        )

    def ids(self) -> tuple[str, ...]:
        """The households that were asked for, in the order of the list."""
        number = self.which.checkedId()
        if number == CHOSEN:
            return tuple(self._selected)
        if number == VILLAGE:
            return tuple(live_households(self._store, [self.village.currentData()]))
        return tuple(households.ids(self._store, self._query if number == LISTED else _EVERYBODY))


def open_in_page(parent: QWidget, household: str) -> None:
    """Tell the page that shows households; the dialog does not know which one that is."""
    pages = [parent, *parent.window().findChildren(Page)]
    page = next((one for one in pages if hasattr(one, "open_household")), None)
    if page is not None:
        page.open_household(household)
