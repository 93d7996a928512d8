# SPDX-License-Identifier: MIT
"""Meetings and public notices of a village."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice, NoticeItem
from villagedesk.models.doings import Doing, Posting, Vote, carried_out, least_of, notice_days, posted, voted
from villagedesk.services.procedure.procedures import Candidate, candidates
from villagedesk.ui.meetings.gathering import GatheringPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.models.templates import Step
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.forms.row_set import Row
    from villagedesk.ui.icons import Icons


class MeetingsPanel(GatheringPanel):
    """Meetings, with the votes about each household."""

    items_of = "meeting_item"
    item_kind = MeetingItem
    named_by = day = "date"
    keys = ("in_favour", "against", "abstained", "opinion")
    widths = (4, 4, 4, 9)

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(refs, icons, "meeting", parent)

    def waiting(self) -> list[Candidate]:
        """Households that wait for such a meeting."""
        kind = str(self.form.entry.value("kind") or "")
        return candidates(self.refs.session.store, self.village, meeting=kind) if kind else []

    def step_of(self, row: Row) -> Step | None:
        """The step that such a meeting decides."""
        return carried_out(self._steps(row), str(self.form.entry.value("kind") or ""), self._named(row))

    def judge(self, row: Row, step: Step) -> Doing:
        """From the votes."""
        meeting, item = cast("Meeting", self.form.entry.as_typed()), cast("MeetingItem", row.main.as_typed())
        return voted(step, Vote(meeting, item))


class NoticesPanel(GatheringPanel):
    """Public notices, with the objections to each household."""

    items_of = "notice_item"
    item_kind = NoticeItem
    named_by = day = "start"
    keys = ("objected", "upheld", "outcome")
    widths = (6, 5, 10)

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(refs, icons, "notice", parent)

    def waiting(self) -> list[Candidate]:
        """Households that wait for such a notice."""
        kind = str(self.form.entry.value("kind") or "")
        return candidates(self.refs.session.store, self.village, notice=kind) if kind else []

    def step_of(self, row: Row) -> Step | None:
        """The step that is such a notice."""
        return carried_out(self._steps(row), str(self.form.entry.value("kind") or ""), self._named(row), notice=True)

    def judge(self, row: Row, step: Step) -> Doing:
        """From the period and the objections."""
        notice, item = cast("Notice", self.form.entry.as_typed()), cast("NoticeItem", row.main.as_typed())
        return posted(step, Posting(notice, item), self.refs.today)

    def outcome_words(self, row: Row) -> str:
        """What follows, and that the notice hangs too short."""
        step, found = self.step_of(row), super().outcome_words(row)
        if step is None:
            return found
        limits, doing = self.book.limits(self._year_of(row)), self.judge(row, step)
        least = least_of(step, limits).days
        if least is None or not doing.start or doing.done < doing.start:
            return found
        return aside(found, _("天数不足")) if notice_days(doing.start, doing.done, limits) < least else found
