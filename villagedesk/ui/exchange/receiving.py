# SPDX-License-Identifier: MIT
"""One reception of files: read, planned, answered, merged. The private copies live as long as it does.

Everything that reads or writes runs on the worker's thread; what is here only keeps the state between the steps.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from villagedesk.merge.applying import Merged, apply_merge
from villagedesk.merge.gathering import Gathered, files_in, gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import MergePlan, plan_merge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.merge.questions import Question
    from villagedesk.store.store import Store
    from villagedesk.ui.tasks import Job


class Reception:
    """What was received and what is known of it."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._folder = self._stack.enter_context(private_folder())
        self.gathered = Gathered()
        self.left_out: set[str] = set()
        self.plan: MergePlan | None = None
        self.answered: set[tuple[str, str]] = set()

    def close(self) -> None:
        """Take the private copies away."""
        self._stack.close()

    # -- on the worker's thread -------------------------------------------------------------------------------------

    def read(self, store: Store, job: Job, sources: Sequence[Path], passphrases: Sequence[str] = ()) -> None:
        """Read files (and folders of files) and plan the merge of all that was read so far."""
        files: list[Path] = []
        for source in sources:
            files += files_in(source) if source.is_dir() else [source]
        again = set(files)
        found = gather(store, files, self._folder, passphrases, job.check, job.report)
        known = {one.incoming.sha256 for one in self.gathered.delivered}
        self.gathered.delivered += [one for one in found.delivered if one.incoming.sha256 not in known]
        self.gathered.refused = [one for one in self.gathered.refused if one.source not in again] + found.refused
        self.replan(store, job)

    def replan(self, store: Store, job: Job) -> None:
        """Rehearse the merge of what is not left out."""
        self.plan = plan_merge(store, self.gathered, self.left_out, job.check)
        self.answered &= {(sha, question.kind) for sha, question in self.questions()}

    def merge(self, store: Store, job: Job) -> Merged:
        """Do it."""
        assert self.plan is not None
        return apply_merge(store, self.plan, {kind for _sha, kind in self.answered}, job.check)

    # -- what the screen asks ---------------------------------------------------------------------------------------

    def questions(self) -> list[tuple[str, Question]]:
        """(sha256 of the file, question) of everything that must be answered."""
        arriving = self.plan.arriving if self.plan else ()
        return [(one.delivered.incoming.sha256, question) for one in arriving for question in one.questions]

    def waiting(self) -> list[Question]:
        """The questions that nobody has answered."""
        return [question for sha, question in self.questions() if (sha, question.kind) not in self.answered]

    def locked(self) -> list[Path]:
        """Files that want a passphrase."""
        return [one.source for one in self.gathered.refused if one.wants_passphrase]

    @property
    def ready(self) -> bool:
        """Whether it can be merged now."""
        return self.plan is not None and not self.plan.report.nothing_new and not self.waiting()
