# SPDX-License-Identifier: MIT
"""Asking why a doubt is right, on the page 疑点 and in the case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.ui.forms.reason import ask_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


def ask_why(parent: QWidget, texts: Sequence[str]) -> str | None:
    """Why these doubts are right, in the words of the user; None if he thought better of it."""
    text = _("{count}条疑点核实无误，不再计数。理由：").format(count=len(texts))
    if len(texts) == 1:
        text = _("{text}\n核实无误，不再计数。理由：").format(text=texts[0])
    proposals = [_("已入户核实，情况属实"), _("已核对原件，与证件一致"), _("已报乡镇核准")]
    return ask_reason(parent, _("豁免疑点"), text, proposals, _("豁免"))
