# SPDX-License-Identifier: MIT
"""The state of a procedure, computed from its template and what people entered; never typed and never stored.

It is a function of the facts alone: the order in which they were entered makes no difference. Each state says why it is so,
naming step, date, rule and source. Days are calendar days; how many there must be are lines (domain.md §3.1, §5.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, listed, sentences
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import own_code
from villagedesk.models.conditions import condition_words, fitted
from villagedesk.models.deadlines import Deadline, Look
from villagedesk.models.doings import (
    Doing,
    Facts,
    Limits,
    Outcome,
    day_of,
    doing_of,
)
from villagedesk.models.edition_words import edition_words
from villagedesk.models.procedure_words import asked_words, deadline_words, done_words, ended_words, notice_words
from villagedesk.models.templates import Limit, Step, said
from villagedesk.models.values.show import shown
from villagedesk.models.workdays import workdays_between

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from villagedesk.models.templates import Span, Template


class Stage(StrEnum):
    """How far the whole procedure is."""

    RUNNING = "running"
    REFUSED = "refused"
    ENDED = "ended"  # by people, before its end
    COMPLETE = "complete"


class Status(StrEnum):
    """How far a step is within its procedure."""

    PASSED = "passed"
    REFUSED = "refused"
    RETURNED = "returned"  # to be done again
    UNDECIDED = "undecided"  # done, the result is missing
    RUNNING = "running"  # a notice that hangs
    NEXT = "next"  # nothing stands in its way
    WAITING = "waiting"  # for a step before it
    STOPPED = "stopped"  # the procedure has come to an end
    DROPPED = "dropped"  # it was done, and the county does not ask for it


_GOING: Final = frozenset({Stage.RUNNING, Stage.COMPLETE})
OPEN: Final = frozenset({Status.RETURNED, Status.UNDECIDED, Status.RUNNING, Status.NEXT})
_OF_OUTCOME: Final = {
    Outcome.PASSED: Status.PASSED,
    Outcome.REFUSED: Status.REFUSED,
    Outcome.RETURNED: Status.RETURNED,
    Outcome.UNDECIDED: Status.UNDECIDED,
    Outcome.RUNNING: Status.RUNNING,
}


class StepState(NamedTuple):
    """A step in its procedure.

    Attributes:
        late: days since the planned day, while it is not done; 0 if it is not late.
        problems: what breaks a rule, as sentences.
    """

    doing: Doing
    status: Status
    late: int
    problems: tuple[str, ...]

    @property
    def step(self) -> Step:
        """Which step it is."""
        return self.doing.step


@dataclass(frozen=True, slots=True)
class State:
    """The state of a procedure; its reasons are put into words when somebody asks.

    Attributes:
        template: as it goes for this household.
        whole: as the county has it for all households.
        dropped: steps of which something was done though they are not asked for (any more); they decide nothing.
    """

    template: Template
    facts: Facts
    stage: Stage
    steps: tuple[StepState, ...]
    deadlines: tuple[Deadline, ...]
    look: Look
    dropped: tuple[StepState, ...] = ()
    whole: Template | None = None

    @property
    def open(self) -> tuple[StepState, ...]:
        """The steps at which something is to be done, or which run now."""
        return tuple(one for one in self.steps if one.status in OPEN) if self.stage is Stage.RUNNING else ()

    def step(self, key: str) -> StepState | None:
        """The state of a step, if the procedure has it or it was done all the same."""
        return next((one for one in (*self.steps, *self.dropped) if one.step.key == key), None)

    @property
    def shown(self) -> tuple[StepState, ...]:
        """All of which there is something to see, in the order of the procedure."""
        if not self.dropped:
            return self.steps
        place = {key: at for at, key in enumerate(self.template.order)}
        return tuple(sorted((*self.steps, *self.dropped), key=lambda one: place.get(one.step.key, len(place))))

    @property
    def headline(self) -> str:
        """The state in some words."""
        return _headline(self.stage, self.steps)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is so: what was done last, what it waits for, until when, and where all this is said."""
        source = _("程序依据：{source}").format(source=said(self.template.source))
        whole = self.whole or self.template
        only = condition_words(whole, self.facts) if self.stage in _GOING else ()
        return (*_reasons(self), *only, *_dropped_words(self), source, *edition_words(whole))

    @property
    def problems(self) -> tuple[str, ...]:
        """What breaks a rule, of the procedure and of its steps."""
        of_steps = [text for one in self.steps for text in one.problems]
        return tuple(dict.fromkeys([*_of_process(self), *of_steps]))


def state_of(template: Template, facts: Facts, today: dt.date, limits: Limits) -> State:
    """The state of a procedure on a day.

    Args:
        template: as the county's edition has it.
        facts: what people entered.
        today: the day on which it is looked at.
        limits: numbers of days by (name, subject) of their lines.
    """
    whole, template = template, fitted(template, facts)
    doings = {step.key: doing_of(step, facts, today, limits) for step in template.steps}
    stage = _stage(template, facts, doings)
    steps = tuple(_step_state(step, doings, stage, today) for step in template.steps)
    deadlines = tuple(filter(None, (_deadline(span, doings, today, limits) for span in template.spans)))
    dropped = tuple(_dropped(template, facts, today, limits))
    return State(template, facts, stage, steps, deadlines, Look(today, limits), dropped, whole)


def _dropped(template: Template, facts: Facts, today: dt.date, limits: Limits) -> Iterator[StepState]:
    """What was done of steps that the county has taken off, and of those that no procedure of this program has."""
    known = {step.key for step in (*template.steps, *template.gone)}
    strange = sorted({one.step for one in facts.steps if one.step} - known)
    for step in (*template.gone, *(Step(key) for key in strange)):
        doing = doing_of(step, facts, today, limits)
        if doing.touched or doing.planned:
            yield StepState(doing._replace(problems=()), Status.DROPPED, 0, ())


def _stage(template: Template, facts: Facts, doings: Mapping[str, Doing]) -> Stage:
    if any(doing.outcome is Outcome.REFUSED for doing in doings.values()):
        return Stage.REFUSED
    needed = [step for step in template.steps if not step.optional]  # an edition may have left out all of them
    if needed and all(doings[step.key].outcome is Outcome.PASSED for step in needed):
        return Stage.COMPLETE
    return Stage.ENDED if facts.process.ended or facts.process.ended_on else Stage.RUNNING


def _step_state(step: Step, doings: Mapping[str, Doing], stage: Stage, today: dt.date) -> StepState:
    doing = doings[step.key]
    if doing.touched:
        status = _OF_OUTCOME[doing.outcome]
    elif stage is not Stage.RUNNING:
        status = Status.STOPPED
    else:
        status = Status.NEXT if all(_lets_pass(doings[key]) for key in step.after) else Status.WAITING
    waits = status in {Status.NEXT, Status.WAITING, Status.RETURNED}
    late = (today - day_of(doing.planned)).days if waits and doing.planned and stage is Stage.RUNNING else 0
    return StepState(doing, status, max(late, 0), (*doing.problems, *_of_order(doing, doings)))


def _lets_pass(before: Doing) -> bool:
    return before.outcome is Outcome.PASSED or (before.step.optional and not before.touched)


# -- what breaks the order (K01, K14, H21) ----------------------------------------------------------------------------


def _of_order(doing: Doing, doings: Mapping[str, Doing]) -> list[str]:
    """A step that was done before what must come first, or after the procedure was refused."""
    if not doing.begun:
        return []
    found = []
    for before in (doings[key] for key in doing.step.after):
        wrong = []
        if before.outcome is Outcome.REFUSED:
            wrong.append(_("“{before}”不通过，之后不应再办“{step}”（{day}）"))
        elif not _lets_pass(before):
            wrong.append(_("“{step}”{day}已办，前面的“{before}”还没有办结"))
        if before.done and before.done > doing.begun:
            wrong.append(_("“{step}”（{day}）早于前面的“{before}”（{then}），先后颠倒"))
        if wrong:
            told = {"step": doing.step.name, "day": doing.begun, "before": before.step.name, "then": before.done}
            found += [text.format(**told) for text in wrong]
    return found


def _of_process(state: State) -> list[str]:
    """What breaks a rule of the procedure as a whole."""
    template, facts = state.template, state.facts
    found = []
    process = facts.process
    first = min((one.doing.begun for one in state.steps if one.doing.begun), default="")
    if process.started_on and first and first < process.started_on:
        text = _("程序启动日期{start}晚于最早一步的日期{first}，请核对")
        found.append(text.format(start=process.started_on, first=first))
    if facts.monitoring is not None:
        for one in template.forbids:
            if getattr(facts.monitoring, one.fact) is True:
                text = _("{rule}（依据：{source}）")
                found.append(text.format(rule=said(one.rule), source=said(one.source)))
    told = [one for one in facts.steps if one.step and (one.done or one.result) and not own_code(one.step)]
    strange = sorted({one.step or "" for one in told if template.known(one.step or "") is None})
    spec = field_spec("process_step.step")
    found += [_("本程序没有“{step}”这一步，却登记了办理情况").format(step=shown(spec, one)) for one in strange if one]
    return found


# -- deadlines --------------------------------------------------------------------------------------------------------


def _deadline(span: Span, doings: Mapping[str, Doing], today: dt.date, limits: Limits) -> Deadline | None:
    since, last = doings[span.first].done, doings[span.last]
    if not since:
        return None
    met = bool(last.done) and last.outcome in {Outcome.PASSED, Outcome.REFUSED}
    until = day_of(last.done) if met else today
    used = workdays_between(day_of(since), until) if span.working else (until - day_of(since)).days
    limit = span.limit or limits.get(span.line, Limit(None))
    return Deadline(span, since, used, None if limit.days is None else limit.days - used, met, limit)


# -- why it is so -----------------------------------------------------------------------------------------------------


def _headline(stage: Stage, steps: tuple[StepState, ...]) -> str:
    """The state in some words."""
    if stage is Stage.COMPLETE:
        return _("已办结")
    if stage is Stage.ENDED:
        return _("已终止")
    if stage is Stage.REFUSED:
        refused = next(one for one in steps if one.status is Status.REFUSED)
        return _("“{step}”不通过，程序停止").format(step=refused.step.name)
    open_ones = [one for one in steps if one.status in OPEN and not one.step.optional]
    open_ones = open_ones or [one for one in steps if one.status in OPEN]
    if not open_ones:
        return _("没有可以办理的步骤")
    return _("等候：{steps}").format(steps=listed(one.step.name for one in open_ones))


def _reasons(state: State) -> list[str]:
    found: list[str] = []
    if state.stage is Stage.ENDED:
        return [ended_words(state.facts)]
    if state.stage is Stage.COMPLETE:
        found.append(done_words(max((one.doing for one in state.steps), key=lambda one: one.done)))
    elif state.stage is Stage.REFUSED:
        found += [done_words(one.doing) for one in state.steps if one.status is Status.REFUSED]
    else:
        doings = {one.step.key: one.doing for one in state.steps}
        found += [_open_words(one, doings, state.look) for one in state.steps if one.status in OPEN]
    return [*found, *(deadline_words(one, state.template) for one in state.deadlines)]


def _dropped_words(state: State) -> list[str]:
    """What was done of a step that is not asked for, or not of this household, stays and decides nothing."""
    text = _("“{step}”现在不要求办理，已登记的情况保留，不影响进度")
    return [text.format(step=one.step.name) for one in state.dropped]


def _open_words(one: StepState, doings: Mapping[str, Doing], look: Look) -> str:
    """What a step waits for."""
    step, doing = one.step, one.doing
    if one.status is Status.RUNNING:
        text = notice_words(doing, look)
    elif one.status is Status.UNDECIDED:
        text = doing.reason
    elif one.status is Status.RETURNED:
        text = doing.reason or _("“{step}”{day}退回补办，需要重新办理").format(step=step.name, day=doing.done)
    else:
        before = [done_words(doings[key]) for key in step.after if doings[key].outcome is Outcome.PASSED]
        text = sentences((asked_words(step), *before))
    if one.late:
        late = _("计划{day}办理，已过{late}天").format(day=doing.planned, late=one.late)
        text = sentences((text, late))
    return text
