# SPDX-License-Identifier: MIT
"""From the conflict page to the village: questions that travel with the return file, and lists for the pen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services import asking
from villagedesk.ui import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.services.conflicts import Dispute
    from villagedesk.store.store import Store


def ask_village(parent: QWidget, store: Store, chosen: Sequence[Dispute], say: Callable[[str], None]) -> None:
    """Put conflicts to their villages as questions; they go along with the next return file."""
    if not chosen:
        return
    try:
        changed = asking.ask(store, chosen)
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return
    say(
        _("{label}，随下次“返回村里”的文件带去").format(label=changed.label) if changed else _("这些冲突已经问过村里了")
    )


def write_list(
    parent: QWidget, store: Store, chosen: Sequence[Dispute], suffix: str, say: Callable[[str], None]
) -> None:
    """Write conflicts as a list for the village: a workbook to fill in, or paper for the pen."""
    if not chosen:
        return
    day = store.clock().date().isoformat()
    kinds = _("Excel表格 (*.xlsx)") if suffix == ".xlsx" else _("Word文档 (*.docx)")
    proposed = str(paths.documents() / f"{store.info.name}待核实问题_{day}{suffix}")
    found, _kind = QFileDialog.getSaveFileName(parent, _("保存核实清单"), proposed, kinds)
    if not found:
        return
    target = Path(found if found.lower().endswith(suffix) else f"{found}{suffix}")
    try:
        lines = asking.lines_of(store, list(chosen))
        if suffix == ".xlsx":
            from villagedesk.sheets.questions import save_questions

            save_questions(lines, target, store.info.name, day)
        else:
            from villagedesk.documents.lists.questions import print_questions

            print_questions(lines, target, store.info.name, day)
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return
    say(_("核实清单已写到 {path}。").format(path=target))
