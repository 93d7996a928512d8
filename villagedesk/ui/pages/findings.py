# SPDX-License-Identifier: MIT
"""疑点: what the rules find in the whole file, line by line; each leads to its field, and doubts can be found right (豁免)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, labelled
from villagedesk.models.checks.rules import Unjudged
from villagedesk.models.problem import Level, Problem
from villagedesk.models.registers import entities_of_books
from villagedesk.services.doubts import exemptions, findings, judging
from villagedesk.store.store import Changed
from villagedesk.ui import labels, messages
from villagedesk.ui.findings.exempting import ask_why
from villagedesk.ui.findings.filters import FindingFilters, level_words
from villagedesk.ui.findings.folding import MANY, FoldedModel, FoldedView
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from villagedesk.services.doubts.judging import Finding, Wanted
    from villagedesk.store.store import Store
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import Job, Task, Work

_SETTLE_MS: Final = 500
_VILLAGES: Final = ""  # stands for the villages where households stand
_FEW: Final = 200  # changed households up to which only these are looked at again
_OUR_VILLAGE: Final = frozenset({"village", "village_year"})
_PROCEDURES: Final = frozenset(
    {"meeting", "resolution", "notice"}
)  # books that households are judged by, who knows which
_BOOKS: Final = entities_of_books() - _PROCEDURES
"""What only rules about a village look at, whether or not a household is named in it."""


class FindingsPage(Page):
    """The list with its filters. It is filled in the background, and after a change only with the households changed."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._found: dict[str, list[Finding]] = {}  # by household; those of villages under the empty id
        self._changed: set[str] = set()
        self._everything = True  # all of the file waits for being looked at
        self._villages = False  # the villages themselves do
        self._task: Task | None = None
        self._asked: tuple[str, ...] | None = (
            None  # households that the task looks at, "" for the villages; None for all
        )
        self.filters = FindingFilters()
        self.filters.changed.connect(self._show)
        self.filters.unjudged.toggled.connect(self.look_again)
        self.lines = FoldedModel(icons, self)
        self.list = FoldedView(self.lines, "findings")
        self.list.setAccessibleName(_("疑点"))
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.opened.connect(self.reveal)
        self.list.selection_changed.connect(self._enable)
        self.counted = labels.label("", labels.HINT)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(_("检查进度"))
        self.again_button = QPushButton(_("重新检查(&R)"))
        self.again_button.clicked.connect(self.look_again)
        self.stop_button = QPushButton(_("停止(&C)"))
        self.stop_button.clicked.connect(self._stop)
        self.exempt_button = QPushButton(_("豁免(&X)…"))
        self.exempt_button.clicked.connect(self.exempt)
        self.withdraw_button = QPushButton(_("取消豁免(&T)…"))
        self.withdraw_button.clicked.connect(self.withdraw)
        icons.later(self.again_button, "refresh")
        self._later = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._later.timeout.connect(self._look)
        session.year_changed.connect(self._year_changed)
        self._lay_out()

    def _lay_out(self) -> None:
        hint = labels.label(
            _(
                "按回车或双击就到出错的那一项。核实无误的疑点可以写明理由豁免，判断所依据的内容一改豁免就失效；错误不能豁免。"
            ),
            labels.HINT,
        )
        folded = labels.label(
            _("同一种疑点多于{many}条时归为一行，按回车或→展开，←收起；在“疑点种类”中选一种就全部列出。").format(
                many=MANY
            ),
            labels.HINT,
        )
        state = QHBoxLayout()
        state.addWidget(self.counted, 1)
        for widget in (self.progress, self.stop_button, self.again_button):
            state.addWidget(widget)
        verbs = QHBoxLayout()
        verbs.addWidget(self.exempt_button)
        verbs.addWidget(self.withdraw_button)
        verbs.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(folded)
        column.addWidget(self.filters)
        column.addLayout(state)
        column.addWidget(self.list, 1)
        column.addLayout(verbs)
        self._show_running(running=False)
        self._enable()

    def beginning(self) -> QWidget | None:
        """The list."""
        return self.list

    # -- looking ----------------------------------------------------------------------------------------------------

    def refresh(self, changed: Changed) -> None:
        """Look again at changed households, and at villages if books were changed; at everything if it reaches further."""
        told = bool(changed.households) or (bool(changed.tables) and changed.tables <= _BOOKS)
        if len(changed.households) > _FEW or not told or changed.tables & (_OUR_VILLAGE | _PROCEDURES):
            self._everything = True
        self._villages |= bool(changed.tables & _BOOKS)
        self._changed |= changed.households
        if self.isVisible():
            self._later.start()

    def _year_changed(self, _year: int) -> None:
        self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what happened since."""
        super().showEvent(event)
        if self._waits():
            self._later.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits: other work comes first."""
        super().hideEvent(event)
        self._stop()

    def look_again(self) -> None:
        """Look at everything again."""
        self._everything = True
        self._stop()
        if self.isVisible():
            self._later.start(0)

    def _waits(self) -> bool:
        return bool(self._everything or self._villages or self._changed)

    def _look(self) -> None:
        if self._task is not None or not self._waits():
            return
        villages = (_VILLAGES,) if self._villages else ()
        self._asked = None if self._everything else (*villages, *sorted(self._changed))
        self._everything = self._villages = False
        self._changed.clear()
        wanted = judging.Wanted(households=self._asked, unjudged=self.filters.unjudged.isChecked())
        self._show_running(running=True)
        task = self.session.start("", _finder(wanted), done=self._done, failed=self._failed)
        if self.again_button.isEnabled():
            return  # done at once
        self._task = task
        task.progressed.connect(self._progressed)
        task.cancelled.connect(self._cancelled)

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self, looked: object) -> None:
        self._task = None
        if isinstance(looked, _Looked):
            fresh: dict[str, list[Finding]] = {}
            for one in looked.found:
                fresh.setdefault(one.household, []).append(one)
            self._found = fresh if looked.at is None else _in_place(self._found, looked.at, fresh)
        self._show_running(running=False)
        self._show()
        if self._waits():
            self._later.start()

    def _failed(self, error: object) -> None:
        self._task = None
        self._show_running(running=False)
        messages.problem(self, error)

    def _cancelled(self) -> None:
        self._task = None
        if self._asked is None:
            self._everything = True
        else:
            self._villages |= _VILLAGES in self._asked
            self._changed |= set(self._asked) - {_VILLAGES}
        self._show_running(running=False)

    def _stop(self) -> None:
        self._later.stop()
        if self._task is not None:
            self._task.cancel()

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.stop_button.setVisible(running)
        self.again_button.setEnabled(not running)
        self._count()

    # -- showing ----------------------------------------------------------------------------------------------------

    def _all(self) -> list[Finding]:
        return [one for lines in self._found.values() for one in lines]

    def _show(self) -> None:
        everything = self._all()
        self.filters.read_known(self.session.store)
        self.filters.offer(everything)
        found = [one for one in everything if self.filters.lets_through(one)]
        self.lines.show_findings(found, folds=not self.filters.of_one_rule)
        if self.list.current_key() is None and self.lines.lines:
            self.list.go_to_row(0)
        self._count()
        self._enable()

    def show_new(self) -> None:
        """List what is new to this office, and nothing else."""
        self.filters.only_new()

    def _count(self) -> None:
        if self._everything and self._task is None and not self._found:
            self.counted.setText(_("还没有检查。"))
            return
        everything = self._all()
        numbers = [
            labelled(level_words(level), str(sum(one.counts and one.level is level for one in everything)))
            for level in Level
        ]
        exempted = sum(one.exemption is not None for one in everything)
        if exempted:
            numbers.append(labelled(_("已豁免"), str(exempted)))
        if self.lines.listed != len(everything):
            numbers.append(labelled(_("列出"), str(self.lines.listed)))
        self.counted.setText("　".join(numbers) if everything else _("没有发现疑点。"))

    def _enable(self, _selected: int = 0) -> None:
        writable = not self.session.store.read_only
        chosen = self.chosen()
        self.exempt_button.setEnabled(writable and any(_exemptible(one) for one in chosen))
        self.withdraw_button.setEnabled(writable and any(one.exemption for one in chosen))

    def chosen(self) -> list[Finding]:
        """The selected lines."""
        return [one for one in self.list.selected_keys() if isinstance(one, judging.Finding)]

    # -- acting -----------------------------------------------------------------------------------------------------

    def reveal(self, _key: object = None) -> None:
        """Go to the field of the current line; open or fold a line that stands for many."""
        if self.list.turn():
            return
        one = self.list.current_key()
        if not isinstance(one, judging.Finding):
            return
        if one.said.entity == "line":
            self.wanted_place.emit("settings")
        elif one.said.entity in entities_of_books():
            self.wanted_record.emit(_as_problem(one))
        elif not one.household or one.said.entity in _OUR_VILLAGE:
            self.wanted_place.emit("village")
        else:
            self.wanted_field.emit(one.household, _as_problem(one))

    def exempt(self) -> None:
        """Ask why the selected doubts are right, and note it."""
        chosen = [one for one in self.chosen() if _exemptible(one)]
        if not chosen:
            return
        reason = ask_why(self, [one.said.text() for one in chosen])
        if reason:
            self._write(_("豁免疑点"), lambda store, _job: exemptions.exempt(store, chosen, reason))

    def withdraw(self) -> None:
        """Let exempted doubts count again."""
        chosen = [one for one in self.chosen() if one.exemption]
        text = _("{count}条疑点重新计数。原因：").format(count=len(chosen))
        reason = ask_reason(self, _("取消豁免"), text, [_("情况已变"), _("误豁免")], _("取消豁免")) if chosen else None
        if reason:
            self._write(_("取消豁免"), lambda store, _job: exemptions.withdraw(store, chosen, reason))

    def _write(self, title: str, work: Work) -> None:
        """In the background: what a doubt rests on is found out among the whole file."""
        self.session.about_to_save.emit()
        self.session.start(title, work, done=self._written, failed=self._refused)

    def _written(self, changed: object) -> None:
        if isinstance(changed, Changed):
            self.said.emit(_("已保存：{label}").format(label=changed.label))

    def _refused(self, error: object) -> None:
        messages.problem(self, error)


class _Looked(NamedTuple):
    """What a look brought: what was looked at as in `FindingsPage._asked`, and what was found."""

    at: tuple[str, ...] | None
    found: list[Finding]


def _finder(wanted: Wanted) -> Work:
    def work(store: Store, job: Job) -> _Looked:
        if wanted.households is None:
            return _Looked(None, list(findings.find(store, wanted, job.check, job.report)))
        households = findings.concerned(store, set(wanted.households) - {_VILLAGES})
        villages = _VILLAGES in wanted.households
        asked = wanted._replace(households=households, with_villages=villages)
        at = (_VILLAGES, *households) if villages else households
        return _Looked(at, list(findings.find(store, asked, job.check, job.report)))

    return work


def _in_place(
    before: dict[str, list[Finding]], asked: tuple[str, ...], fresh: dict[str, list[Finding]]
) -> dict[str, list[Finding]]:
    """The lines of before with those of some households replaced where they stood; new ones at the end."""
    looked_at = set(asked)
    merged = {key: fresh.pop(key, []) if key in looked_at else lines for key, lines in before.items()}
    return {key: lines for key, lines in merged.items() if lines} | fresh


def _exemptible(one: Finding) -> bool:
    return one.exemption is None and one.level in {Level.DOUBT, Level.HINT}


def _as_problem(one: Finding) -> Problem:
    said = one.said
    if isinstance(said, Unjudged):
        return Problem(said.field, "", said.text(), code=said.code, entity=said.entity, row=said.row, key=said.key)
    return said
