# SPDX-License-Identifier: MIT
"""上报 and 返回村里: choosing where to, doing it in the background, showing the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _
from villagedesk.merge.returning import Returned, make_return_file
from villagedesk.merge.sealing import Sent, send_copy
from villagedesk.services.merging.sent import note_sent
from villagedesk.store import places
from villagedesk.store.drives import Drive, drive_of
from villagedesk.store.file import SUFFIX
from villagedesk.ui import labels, messages
from villagedesk.ui.dialogs import progress
from villagedesk.ui.file_names import ask_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.store.places import Place
    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job


def send(parent: QWidget, session: Session) -> Sent | None:
    """Export the file for the township and show the receipt; None if nothing was exported."""
    folder = ask_folder(parent, _("上报到哪个U盘或文件夹"))
    if folder is None:
        return None
    try:
        sent: Sent = progress.run(
            parent, session.tasks, _("上报"), lambda store, job: send_copy(store, folder, job.check)
        )
    except Cancelled:
        return None
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return None
    messages.note(parent, receipt(sent, folder), _("上报回执"))
    try:
        note_sent(session.store, sent.path, sent.seal.at, sent.stood)
    except VillageDeskError as refused:  # the copy is out all the same
        messages.problem(parent, refused)
    return sent


def receipt(sent: Sent, folder: Path) -> str:
    """What the user keeps or reads over the telephone."""
    text = _(
        "已上报：{name}\n位置：{folder}\n{sender}，{at}，{households}户、{members}人\n校验值：{sha}\n（收件方看到的前八位应与此相同）"
    )
    told = text.format(
        name=sent.path.name,
        folder=folder,
        sender=sent.seal.sender,
        at=sent.seal.at[:16],
        households=sent.seal.households,
        members=sent.seal.members,
        sha=sent.sha256[:8],
    )
    return told + eject_reminder(folder)


def eject_reminder(folder: Path) -> str:
    """What to do before a stick is pulled out; nothing where the folder is no stick."""
    if drive_of(folder) is not Drive.REMOVABLE:
        return ""
    return "\n\n" + _("拔下U盘前，请先点系统托盘里的“安全删除硬件”，等提示后再拔。")


class ChooseVillages(QDialog):
    """Which villages get a return file."""

    def __init__(self, parent: QWidget | None, found: Sequence[Place]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("返回村里"))
        told = labels.label(
            _("每个选中的村生成一个文件，只含该村的资料、更正、裁决和待核实的问题。文件口令与本文件相同。")
        )
        self.list = QListWidget()
        self.list.setSelectionMode(QListWidget.SelectionMode.MultiSelection)
        self.list.setAccessibleName(_("村"))
        for place in found:
            item = QListWidgetItem(_("{name}（{code}）").format(name=place.name, code=place.code), self.list)
            item.setData(256, place.id)
        self.list.selectAll()
        buttons = QDialogButtonBox()
        buttons.addButton(_("选择文件夹并生成(&G)…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(QLabel(_("村")))
        column.addWidget(self.list)
        column.addWidget(buttons)

    def chosen(self) -> list[str]:
        """The ids of the selected villages."""
        return [item.data(256) for item in self.list.selectedItems()]


def ask_villages(parent: QWidget | None, found: Sequence[Place]) -> list[str]:
    """Which villages, or none."""
    dialog = ChooseVillages(parent, found)
    return dialog.chosen() if dialog.exec() == QDialog.DialogCode.Accepted else []


def send_back(parent: QWidget, session: Session) -> list[Returned]:
    """Make return files and say what is in them."""
    found = places.villages(session.store)
    chosen = ask_villages(parent, found)
    folder = ask_folder(parent, _("返回文件放到哪里")) if chosen else None
    if folder is None:
        return []
    wanted = [place for place in found if place.id in chosen]

    def work(store: Store, job: Job) -> list[Returned]:
        made = []
        for number, place in enumerate(wanted):
            job.report(number, len(wanted), place.name)
            name = f"{place.name}_{place.code}_返回_{store.clock():%Y%m%d}{SUFFIX}"
            made.append(make_return_file(store, place.id, folder / name, None, job.check))
        return made

    try:
        made: list[Returned] = progress.run(parent, session.tasks, _("返回村里"), work)
    except Cancelled:
        return []
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return []
    line = _("{name}：{households}户，待答问题{questions}条，待裁决{conflicts}处")
    lines = [
        line.format(name=one.path.name, households=one.households, questions=one.questions, conflicts=one.conflicts)
        for one in made
    ]
    messages.note(parent, "\n".join([_("已生成到 {folder}：").format(folder=folder), *lines]) + eject_reminder(folder))
    return made
