# SPDX-License-Identifier: MIT
"""Removing households from the list: the question for the reason, and one action that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.keeping.records import Removal
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.store.households import Line
    from villagedesk.ui.session import Session


def remove_households(parent: QWidget, session: Session, lines: Sequence[Line]) -> None:
    """Ask for the reason and put the households into the recycle bin; without a reason nothing happens."""
    from villagedesk.ui.forms.reason import ask_reason

    name = lines[0].head_name or lines[0].number or lines[0].hh_no or ""
    text = (_("{name}户") if len(lines) == 1 else _("{name}等{count}户")) if name else _("{count}户")
    what = text.format(name=name, count=len(lines))
    title = _("删除{what}").format(what=what)
    text = _("{what}连同成员和全部记录移入回收站，可以还原，也可以撤销。原因：").format(what=what)
    proposals = [_("重复登记"), _("录入错误"), _("整户迁出"), _("整户自然销户")]
    reason = ask_reason(parent, title, text, proposals, _("删除"))
    if reason:
        try:
            session.save(title, [Removal("household", line.id, reason) for line in lines])
        except VillageDeskError as error:
            messages.problem(parent, error)
