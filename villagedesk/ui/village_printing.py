# SPDX-License-Identifier: MIT
"""The button 打印 of a page about a village: a menu of the papers of a village, printed in the background."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from villagedesk import paths
from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, whole_sentences
from villagedesk.store import drafts
from villagedesk.ui import messages
from villagedesk.ui.preview.opening import show_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job

# Keys of `documents.village.printing`, which is not loaded before somebody prints; the mark asks for the blank form.
TOPIC: Final = "village-papers"  # what remembers the folder
_BLANK: Final = "空白"
_PAPERS: Final = (
    "village_register",
    f"village_register{_BLANK}",
    "village_exit",
    f"village_exit{_BLANK}",
    "village_report",
)


def print_button(wanted: Callable[[str], None], parent: QWidget) -> QPushButton:
    """A button whose menu has the papers of a village; `wanted` gets the key of the chosen one."""
    button = QPushButton(_("打印(&P)"), parent)
    menu = QMenu(button)
    titles = (
        _("村登记表…"),
        _("村登记表（空白表）…"),
        _("贫困村退出认定表…"),
        _("贫困村退出认定表（空白表）…"),
        _("村级年度工作报告…"),
    )
    for key, title in zip(_PAPERS, titles, strict=True):
        menu.addAction(title, partial(wanted, key))
    button.setMenu(menu)
    return button


def ask_and_print(parent: QWidget, session: Session, village: str, key: str) -> str:
    """Ask for a folder, print there and show the paper; what to say of it, empty where nothing was printed."""
    session.office.warm_up()
    known = drafts.remembered(session.store, TOPIC).get("folder") or str(paths.documents())
    folder = QFileDialog.getExistingDirectory(parent, _("文书放在哪个文件夹"), known)
    return print_into(parent, session, village, key, Path(folder)) if folder else ""


def print_into(parent: QWidget, session: Session, village: str, key: str, folder: Path) -> str:
    """Print a paper of a village of the working year into a folder, and show it."""
    from villagedesk.ui.dialogs import progress

    work = partial(_printed, village, key, session.year, folder)
    try:
        target, unnoted = progress.run(parent, session.tasks, _("打印村级文书"), work)
    except Cancelled as cancelled:
        return str(cancelled)
    except VillageDeskError as refused:
        messages.problem(parent, refused)
        return ""
    if not session.store.read_only:
        drafts.remember(session.store, TOPIC, {"folder": str(folder)})
    shown = show_document(parent, session, target, target.stem)
    return whole_sentences([_("已打印到 {path}。").format(path=target), unnoted, shown])


def _printed(village: str, key: str, year: int, folder: Path, store: Store, job: Job) -> tuple[Path, str]:
    """Called on the worker thread."""
    from villagedesk.documents.village.printing import VillageOrder, print_village_paper, village_paper

    paper = village_paper(key.removesuffix(_BLANK))
    order = VillageOrder(paper, village, year, folder, blank=key.endswith(_BLANK))
    return print_village_paper(store, order, job.check)
