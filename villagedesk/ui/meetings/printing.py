# SPDX-License-Identifier: MIT
"""Printing what a meeting or notice leaves on paper: which papers, where to; what is kept off public ones is said before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk import paths
from villagedesk.i18n import _, labelled
from villagedesk.ui.papers_dialog import Offer, PapersDialog, Written

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from villagedesk.models.catalogue.procedure import Meeting, Notice
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job


def folder_of_gatherings(session: Session) -> Path:
    """Where papers of meetings and notices go, until somebody has chosen another folder."""
    return paths.documents() / _("{name}会议与公示").format(name=session.store.info.name)


class PrintDialog(PapersDialog):
    """The papers of one meeting or notice, or blank ones."""

    topic = "notices"

    def __init__(
        self,
        session: Session,
        icons: Icons,
        gathered: Meeting | Notice | None,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        from villagedesk.documents.public.gatherings import PAPERS, papers_about

        self._gathered = gathered
        hint = _("公示和公告只印村组、户主姓名和人口数，不印证件、电话、账号、健康状况和未成年人姓名。签字盖章处留空。")
        folder = folder_of_gatherings(session)
        papers = PAPERS if gathered is None else papers_about(gathered)
        super().__init__(session, icons, Offer(papers, name, hint, folder, gathered is None), parent)

        self.after()

    def after(self) -> None:
        """When each paper was printed last, and whether it would look the same now."""
        from villagedesk.documents.printed.gathered import gathering_standings
        from villagedesk.documents.registers.standing import in_words

        one = self._gathered
        if one is not None:
            found = gathering_standings(self.session.store, one.village or "", one.id)
            self.say_states({standing.row.paper or "": in_words(standing) for standing in found})

    def make(self, store: Store, job: Job, keys: tuple[str, ...], *, blank: bool) -> Any:
        """The papers of the meeting or notice."""
        from villagedesk.documents.public.gatherings import blank_papers, make_papers

        if blank or self._gathered is None:
            return blank_papers(store, keys)
        return make_papers(store, [self._gathered], keys, job.check, job.report)

    def before(self, made: Any) -> list[str]:
        """What is kept off public papers, and what they lack."""
        return [labelled(title, sentence) for title, sentence in made.notes]

    def write(self, store: Store, _job: Job, made: Any, folder: Path) -> Written:
        """All of them."""
        from villagedesk.documents.public.gatherings import write_papers

        unnoted = write_papers(store, made, folder)
        return Written([folder / name for name, _content in made.papers], unnoted)


def print_gathering(
    parent: QWidget | None, session: Session, icons: Icons, gathered: Meeting | Notice | None, name: str
) -> None:
    """Let the user print the papers of a meeting or notice, or blank ones where there is none."""
    dialog = PrintDialog(session, icons, gathered, name, parent)
    dialog.exec()
    dialog.deleteLater()
