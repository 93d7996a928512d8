# SPDX-License-Identifier: MIT
"""What was done of each step of a procedure, put together from what people entered: step, meeting, notice, monitoring.

A date or result that somebody typed into the step itself comes first; where there is none, the meeting that voted about the
household, the notice it stood on, or its monitoring record tell. Results of votes follow from the numbers typed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, sentences
from villagedesk.models.catalogue.procedure import ProcessStep
from villagedesk.models.lines import COUNTRY
from villagedesk.models.templates import Limit, reached, said, share_words, template_of
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from villagedesk.models.catalogue.economy import Cause
    from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Monitoring, Notice, NoticeItem, Process
    from villagedesk.models.templates import Step, Template

AGAIN: Final = frozenset({"returned", "deferred"})  # results after which the step is done once more
FIRST_DAY: Final = ("notice_first_day", COUNTRY)  # the line that says whether the day of putting up counts


Limits = Mapping[tuple[str, str], Limit]


class Vote(NamedTuple):
    """What a meeting voted about the household."""

    meeting: Meeting
    item: MeetingItem


class Posting(NamedTuple):
    """A notice on which the household stood."""

    notice: Notice
    item: NoticeItem


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that people entered about one procedure; the order of the tuples means nothing.

    Attributes:
        edited: its template as the county's edition has it; None if nobody looked.
        causes: the household's in the year of the procedure; empty where nobody said, or no step asks for them.
    """

    process: Process
    steps: tuple[ProcessStep, ...] = ()
    votes: tuple[Vote, ...] = ()
    postings: tuple[Posting, ...] = ()
    monitoring: Monitoring | None = None
    edited: Template | None = None
    causes: tuple[Cause, ...] = ()

    @property
    def template(self) -> Template | None:
        """The procedure as the county carries it out in its year, or as the program ships it; None for one of a newer one."""
        return self.edited or template_of(self.process.template)


class Outcome(StrEnum):
    """How far a step is by itself, whatever stands before and after it."""

    NOTHING = "nothing"
    RUNNING = "running"  # a notice that hangs
    UNDECIDED = "undecided"  # it was done, and its result is not known
    RETURNED = "returned"
    REFUSED = "refused"
    PASSED = "passed"


class Doing(NamedTuple):
    """A step as it was done last.

    Attributes:
        round: 1, or more where it was returned and done again; the round that is shown.
        start, done: first and last day, ISO; empty where unknown. `done` of a notice may lie ahead.
        reason: why it came out so, as a sentence; empty if there is nothing to say.
        problems: what breaks a rule in the step itself.
    """

    step: Step
    round: int = 1
    planned: str = ""
    start: str = ""
    done: str = ""
    outcome: Outcome = Outcome.NOTHING
    reason: str = ""
    problems: tuple[str, ...] = ()

    @property
    def begun(self) -> str:
        """The first day of it that is known."""
        return self.start or self.done

    @property
    def touched(self) -> bool:
        """Whether anything happened; a plan alone is nothing."""
        return self.outcome is not Outcome.NOTHING


def doing_of(step: Step, facts: Facts, today: dt.date, limits: Limits) -> Doing:
    """What was done of a step."""
    last = max(
        (one for one in facts.steps if one.step == step.key), key=lambda one: (round_of(one), one.id), default=None
    )
    vote = _last_vote(step, facts)
    posting = _last_posting(step, facts)
    if last is None:
        if vote is None and posting is None and not (step.fact and facts.monitoring):
            return Doing(step)
        last = ProcessStep(step=step.key, round=1)
    if posting is not None and _speaks(last, posting.notice.start):
        found = posted(step, posting, today)
    elif vote is not None and _speaks(last, vote.meeting.date):
        found = voted(step, vote)
    else:
        found = _entered(step, last, today)
    if not found.done and step.fact and facts.monitoring is not None:
        found = _monitored(found, getattr(facts.monitoring, step.fact))
    found = found._replace(round=round_of(last), planned=last.planned or "")
    more = (*_of_period(found, today, limits), *_of_number(step, facts), *_differing(step, facts, last))
    more = (*more, *_too_few(step, last))
    return found._replace(problems=(*found.problems, *more))


def round_of(one: ProcessStep) -> int:
    """Which round a step record is; the first where nobody said."""
    return one.round if isinstance(one.round, int) else 1


def watched_by(process: Process, records: Sequence[Monitoring]) -> Monitoring | None:
    """The monitoring record that a procedure is about: the one it names, otherwise the only one of the household."""
    named = next((one for one in records if one.id and one.id == process.monitoring), None)
    return named or (records[0] if len(records) == 1 else None)


def day_of(iso: str) -> dt.date:
    """The day of an ISO text."""
    return dt.date.fromisoformat(iso)


def notice_days(start: str, end: str, limits: Limits) -> int:
    """How long a notice hangs, in calendar days; whether the day of putting up counts is a line."""
    first = limits.get(FIRST_DAY, Limit(1)).days
    return (day_of(end) - day_of(start)).days + (1 if first is None or first else 0)


def least_of(step: Step, limits: Limits) -> Limit:
    """How many days a step takes at least: as the county's edition says, or its line."""
    return step.least or limits.get(step.line, Limit(None))


# -- what tells of a step ---------------------------------------------------------------------------------------------


def _speaks(last: ProcessStep, date: str | None) -> bool:
    """Whether a meeting or notice tells of the step: nothing was typed into it, or it was returned before."""
    if not date:
        return False
    if last.done is None and last.result is None:
        return True
    return last.result in AGAIN and (last.done is None or last.done < date)


def tells_of(step: Step, named: str | None) -> bool:
    """Whether the line of a household at a meeting or on a notice of the step's kind is about the step.

    Args:
        step: of the household's procedure.
        named: the step that the line names, if it names one.
    """
    return named == step.key or (not named and not step.named)


def carried_out(steps: Iterable[Step], kind: str, named: str | None, *, notice: bool = False) -> Step | None:
    """The step of a household's procedure that a meeting (or notice) carries out; None if there is none.

    Args:
        steps: of its procedure.
        kind: what sort of meeting or notice it is.
        named: the step that the household's line names, if it names one.
        notice: whether it is a notice.
    """
    fits = (step for step in steps if kind and (step.notice if notice else step.meeting) == kind)
    return next((step for step in fits if tells_of(step, named)), None)


def votes_on(step: Step, facts: Facts) -> list[Vote]:
    """What meetings voted about the household in a step, those without a date too."""
    found = (one for one in facts.votes if step.meeting and one.meeting.kind == step.meeting)
    return [one for one in found if tells_of(step, one.item.step)]


def postings_of(step: Step, facts: Facts) -> list[Posting]:
    """The notices of a step on which the household stood."""
    found = (one for one in facts.postings if step.notice and one.notice.kind == step.notice)
    return [one for one in found if tells_of(step, one.item.step)]


def _last_vote(step: Step, facts: Facts) -> Vote | None:
    found = [one for one in votes_on(step, facts) if one.meeting.date]
    return max(found, key=lambda one: (one.meeting.date or "", one.meeting.id, one.item.id), default=None)


def _last_posting(step: Step, facts: Facts) -> Posting | None:
    found = [one for one in postings_of(step, facts) if one.notice.start]
    return max(found, key=lambda one: (one.notice.start or "", one.notice.id, one.item.id), default=None)


def _entered(step: Step, one: ProcessStep, today: dt.date) -> Doing:
    """From what was typed into the step itself."""
    doing = Doing(step, start=one.start or "", done=one.done or "")
    if one.result in {Outcome.PASSED, Outcome.REFUSED, Outcome.RETURNED}:
        return doing._replace(outcome=Outcome(one.result))
    if one.result in AGAIN:
        text = _("“{step}”{day}暂缓，情况变化后再办").format(step=step.name, day=doing.done)
        return doing._replace(outcome=Outcome.RETURNED, reason=text)
    if step.notice and one.start and (not one.done or today <= day_of(one.done)):
        return doing._replace(outcome=Outcome.RUNNING)
    if one.done and (step.decides or (step.notice and step.lasts)):
        return doing._replace(outcome=Outcome.UNDECIDED, reason=_unanswered(step, one.done))
    if one.done:
        return doing._replace(outcome=Outcome.PASSED)
    if one.start:
        return doing._replace(outcome=Outcome.UNDECIDED, reason=_("“{step}”{day}已开始，还没有填写实际日期").format(
            step=step.name, day=one.start))  # fmt: skip
    return doing


def _unanswered(step: Step, day: str) -> str:
    if step.notice:
        return _("“{step}”{day}期满，还没有填写有无异议（无异议填“通过”）").format(step=step.name, day=day)
    return _("“{step}”{day}已办，还没有填写结果").format(step=step.name, day=day)


def voted(step: Step, vote: Vote) -> Doing:
    """From a meeting: valid with enough present, passed with more in favour than the share."""
    meeting, item = vote
    doing = Doing(step, done=meeting.date or "")
    if not step.decides:
        return doing._replace(outcome=Outcome.PASSED)
    if not (step.quorum and step.majority):
        return doing._replace(outcome=Outcome.UNDECIDED, reason=_unanswered(step, doing.done))
    present, expected, favour = number(meeting.present), number(meeting.expected), number(item.in_favour)
    told = {"step": step.name, "day": doing.done, "present": present, "expected": expected, "favour": favour}
    rule = said(step.rule)
    if present is None or expected is None or favour is None:
        text = _("“{step}”{day}已开会，应到、实到人数或赞成票没有填全，无法判断是否通过")
        return doing._replace(outcome=Outcome.UNDECIDED, reason=text.format(**told))
    text = _("{day}的会议：{fault}，请核对会议记录")
    problems = tuple(text.format(day=doing.done, fault=fault) for fault in contradictions(vote, expected, present))
    if problems:  # numbers that contradict each other decide nothing
        return doing._replace(outcome=Outcome.UNDECIDED, reason=sentences((*problems, rule)), problems=problems)
    if not reached(step.quorum, present, expected) or not present:
        text = sentences(
            (_("“{step}”{day}应到{expected}人、实到{present}人，到会人数不足，评议无效").format(**told), rule)
        )
        return doing._replace(outcome=Outcome.UNDECIDED, reason=text, problems=(text,))
    if reached(step.majority, favour, present):
        text = _("“{step}”{day}应到{expected}人、实到{present}人、赞成{favour}票，通过").format(**told)
        return doing._replace(outcome=Outcome.PASSED, reason=sentences((text, rule)))
    text = _("“{step}”{day}实到{present}人、赞成{favour}票，没有{share}赞成，不通过")
    text = text.format(**told, share=share_words(step.majority))
    return doing._replace(outcome=Outcome.REFUSED, reason=sentences((text, rule)))


def contradictions(vote: Vote, expected: int, present: int) -> Iterator[str]:
    """What cannot have been so of the numbers of a vote."""
    if present > expected:
        yield _("实到{present}人，多于应到{expected}人").format(expected=expected, present=present)
    item = vote.item
    cast = sum(number(one) or 0 for one in (item.in_favour, item.against, item.abstained))
    if cast > present:
        yield _("赞成、反对、弃权共{cast}票，多于实到{present}人").format(cast=cast, present=present)


def posted(step: Step, posting: Posting, today: dt.date) -> Doing:
    """From a notice: it hangs to its last day; then it must be said whether anybody objected."""
    notice, item = posting
    doing = Doing(step, start=notice.start or "", done=notice.end or "")
    if item.upheld is True:
        text = _("“{step}”期间对该户的异议成立：{outcome}").format(
            step=step.name, outcome=item.outcome or _("未写处理情况")
        )
        return doing._replace(outcome=Outcome.REFUSED, reason=text)
    if not notice.end or today <= day_of(notice.end):
        return doing._replace(outcome=Outcome.RUNNING)
    if not step.lasts:
        return doing._replace(outcome=Outcome.PASSED)
    if item.objected is True and item.upheld is None:
        text = _("“{step}”期间对该户有异议，还没有填写异议是否成立").format(step=step.name)
        return doing._replace(outcome=Outcome.UNDECIDED, reason=text)
    if notice.objected is None and item.objected is None:
        return doing._replace(outcome=Outcome.UNDECIDED, reason=_unanswered(step, notice.end))
    if notice.objected is True and item.objected is None:
        text = _("“{step}”有异议，没有注明是否涉及该户").format(step=step.name)
        return doing._replace(outcome=Outcome.UNDECIDED, reason=text)
    return doing._replace(outcome=Outcome.PASSED)


def _monitored(doing: Doing, date: str | None) -> Doing:
    """A date of the monitoring record stands in for one that was not typed into the step."""
    if not date:
        return doing
    outcome = doing.outcome if doing.touched and doing.outcome is not Outcome.UNDECIDED else Outcome.PASSED
    return doing._replace(done=date, outcome=outcome, reason="")


# -- what breaks a rule in the step itself ----------------------------------------------------------------------------


def _of_period(doing: Doing, today: dt.date, limits: Limits) -> tuple[str, ...]:
    step, found = doing.step, []
    if doing.start and doing.done and doing.done < doing.start:
        text = _("“{step}”的实际日期{done}早于开始日期{start}，请核对")
        return (text.format(step=step.name, done=doing.done, start=doing.start),)
    if doing.begun and day_of(doing.begun) > today and not (step.notice and doing.outcome is Outcome.RUNNING):
        found.append(_("“{step}”的日期{day}在今天之后，请核对").format(step=step.name, day=doing.begun))
    if step.lasts and doing.touched:
        found += _too_short(doing, limits)
    return tuple(found)


def _too_short(doing: Doing, limits: Limits) -> list[str]:
    step, limit = doing.step, least_of(doing.step, limits)
    if limit.days is None:
        text = _("“{step}”规定公示多少天还没有填写，无法判断；请在“设置”的“标准与期限”中填写公示天数（{of}）")
        return [text.format(step=step.name, of=step.line[1])]
    if not (doing.start and doing.done):
        return [_("“{step}”的起止日期没有填全，无法计算公示天数").format(step=step.name)] if doing.done else []
    days = notice_days(doing.start, doing.done, limits)
    if days >= limit.days:
        return []
    text = _("“{step}”{start}至{done}共{days}天，少于规定的{least}天（依据：{source}）")
    told = {"step": step.name, "start": doing.start, "done": doing.done, "days": days}
    return [text.format(**told, least=limit.days, source=source_words(limit))]


def source_words(limit: Limit) -> str:
    """The source of a limit; marked where nobody has checked it."""
    source = limit.source or _("未注明")
    return source if limit.confirmed else _("{source}，待核对").format(source=source)


def _of_number(step: Step, facts: Facts) -> tuple[str, ...]:
    """A household stands once on a notice that may be put up once only."""
    if not step.once:
        return ()
    found = {one.notice.id for one in postings_of(step, facts)}
    if len(found) <= 1:
        return ()
    return (_("“{step}”只应公示一次，已登记{count}次").format(step=step.name, count=len(found)),)


def people_in(actor: str | None) -> int:
    """How many persons are named as those who did a step; they are parted by commas of any sort, 和 or blanks."""
    return len([one for one in re.split(r"[、，,;；/和\s]+", actor or "") if one])


def _too_few(step: Step, last: ProcessStep) -> tuple[str, ...]:
    """A step that several persons must do names them all; where nobody is named nothing is said."""
    count = people_in(last.actor)
    if step.visit and not count and last.done:
        text = _("“{step}”是入户核实，{day}已办，没有填写办理人，请补填")
        return (text.format(step=step.name, day=last.done),)
    if not count or count >= step.people:
        return ()
    text = _("“{step}”应由{least}人以上办理，办理人只填了{count}人（{actor}），请补填其他办理人")
    return (text.format(step=step.name, least=step.people, count=count, actor=last.actor),)


def _differing(step: Step, facts: Facts, last: ProcessStep) -> tuple[str, ...]:
    """The same day in two records must be the same."""
    if not step.fact or facts.monitoring is None or last.done is None:
        return ()
    date = getattr(facts.monitoring, step.fact)
    if not date or date == last.done:
        return ()
    text = _("“{step}”填的是{done}，监测记录填的是{date}，请核对")
    return (text.format(step=step.name, done=last.done, date=date),)
