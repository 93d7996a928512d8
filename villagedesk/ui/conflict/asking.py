# SPDX-License-Identifier: MIT
"""From the conflict page to the village: questions that travel with the return file, and lists for the pen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from villagedesk import paths
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _
from villagedesk.services.merging import asking
from villagedesk.ui import messages
from villagedesk.ui.dialogs.purpose import ask_purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.services.merging.conflicts import Dispute
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
    wanted: Purpose | None = None
    if asking.hides_something(store, chosen):
        answer = ask_purpose(
            parent,
            _("核实清单"),
            _("清单里有证件号码、电话、账号或出生日期有不同的填写。村里按姓名和遮去中间的号码也能核对。"),
            writable=not store.read_only,
        )
        if answer is None:
            return
        wanted = answer.wanted
    day = store.clock().date().isoformat()
    kinds = _("Excel表格 (*.xlsx)") if suffix == ".xlsx" else _("Word文档 (*.docx)")
    proposed = str(paths.documents() / f"{store.info.name}待核实问题_{day}{suffix}")
    found, _kind = QFileDialog.getSaveFileName(parent, _("保存核实清单"), proposed, kinds)
    if not found:
        return
    target = Path(found if found.lower().endswith(suffix) else f"{found}{suffix}")
    try:
        questions = asking.list_of(store, chosen, wanted)
        if suffix == ".xlsx":
            from villagedesk.sheets.questions import save_questions

            save_questions(store, questions, target, day)
        else:
            from villagedesk.documents.lists.questions import print_questions

            print_questions(store, questions, target, day)
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return
    said = _("核实清单已写到 {path}。").format(path=target)
    say(said + _("没有脱敏，已登记在“操作记录”的“导出登记”里。") if wanted else said)
