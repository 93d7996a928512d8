# SPDX-License-Identifier: MIT
"""Checks H03, H21, H22, K01, K02 and K03 of procedures: their order, their notices, their votes (domain.md §3, §5.3, §9.3).

The state of a procedure is that of `models.procedures`; a rule looks at the procedures of the case file's year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, unjudged, unjudged_line
from villagedesk.models.checks.standing import exited, label_of_path, status_untold
from villagedesk.models.doings import (
    Outcome,
    contradictions,
    day_of,
    least_of,
    notice_days,
    postings_of,
    tells_of,
    votes_on,
)
from villagedesk.models.lines import COUNTRY
from villagedesk.models.problem import Level
from villagedesk.models.procedures import Stage, State, Status, state_of
from villagedesk.models.templates import Limit, reached, share_words
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.procedure import Monitoring
    from villagedesk.models.checks.rules import Unjudged
    from villagedesk.models.doings import Doing, Facts, Limits, Vote
    from villagedesk.models.templates import Step

H03: Final = ("H03", Level.ERROR)
H21: Final = ("H21", Level.DOUBT)
H22: Final = ("H22", Level.DOUBT)
K01: Final = ("K01", Level.ERROR)
K02: Final = ("K02", Level.ERROR)
K03: Final = ("K03", Level.ERROR)
_EXIT: Final = "exit_2016"
_PROOF: Final = ("appraisal", "verify", "agree", "notice_village", "announce")
"""评议、核实、认可、公示、公告: what an exit must leave behind (domain.md §3.2)."""
_STOPPED: Final = frozenset({Stage.REFUSED, Stage.ENDED})
_WATCHED: Final = frozenset({"monitor", "removal"})

Looked = list[tuple["Facts", State]]


def limits_of(around: Surroundings, year: int) -> Limits:
    """Numbers of days by (name, subject) as `models.procedures` asks for them."""
    found: dict[tuple[str, str], Limit] = {}
    for (name, about, of), value in around.lines.items():
        if of in {None, year} and (of == year or (name, about) not in found):
            found[name, about] = Limit(value)
    nearest = {(name, COUNTRY): limit for (name, about), limit in found.items() if not about}
    return {**found, **nearest}


def states(case: CaseFile, around: Surroundings) -> Looked:
    """The procedures of the year that this program knows, with their states; worked out once for all rules that ask."""
    if not case.procedures:
        return []
    known = case.worked_out.get("procedures")
    if known is None or known[0] is not around:
        known = around, list(_states(case, around))
        case.worked_out["procedures"] = known
    looked: Looked = known[1]
    return looked


def _states(case: CaseFile, around: Surroundings) -> Iterator[tuple[Facts, State]]:
    limits = limits_of(around, case.year)
    for facts in case.procedures:
        template = around.template(facts.process.template, case.year)
        if template is not None and facts.process.year in {None, case.year}:
            yield facts, state_of(template, facts, around.today, limits)


def _place(facts: Facts, step: str) -> tuple[str, str]:
    """Where a step is mended: its own record, else the procedure (its meeting or notice tells of it)."""
    rows = [one for one in facts.steps if one.step == step]
    return ("process_step.done", rows[-1].id) if rows else ("process.started_on", facts.process.id)


def _told(rule: tuple[str, Level], facts: Facts, step: Step, text: str, remedy: str, day: str) -> Found:
    path, row = _place(facts, step.key)
    return problem(rule, path, row, text, remedy, value=day).at(field=step.name)


# -- order ----------------------------------------------------------------------------------------------------------------


def _dated_before(state: State, doings: dict[str, Doing], key: str) -> Iterator[Doing]:
    """The nearest steps before one of which the last day is known."""
    step = state.template.step(key)
    for before in step.after if step else ():
        doing = doings[before]
        if doing.done:
            yield doing
        else:
            yield from _dated_before(state, doings, before)


def _overlaps(state: State) -> Iterator[tuple[Doing, Doing]]:
    """(a step, one that must end before it and ends after it began)."""
    doings = {one.step.key: one.doing for one in state.steps}
    for doing in doings.values():
        if doing.begun:
            for before in dict.fromkeys(_dated_before(state, doings, doing.step.key)):
                if before.done > doing.begun:
                    yield doing, before


def _while_it_hung(state: State, before: Doing) -> bool:
    return state.template.kind in _WATCHED and bool(before.step.notice)


def _order(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K01. That a step of monitoring began while the notice hung is H21."""
    for facts, state in states(case, around):
        yield from _steps_undated(facts, state)
        for doing, before in _overlaps(state):
            if not _while_it_hung(state, before):
                text = _("早于前面的“{before}”（{then}）").format(before=before.step.name, then=before.done)
                yield _told(K01, facts, doing.step, text, _("请对照材料核对两个日期"), doing.begun)
        for one in state.steps:
            if one.doing.start and one.doing.done and one.doing.done < one.doing.start:
                text = _("结束于{done}，早于开始日期").format(done=one.doing.done)
                yield _told(K01, facts, one.step, text, _("请核对起止日期"), one.doing.start)


def _steps_undated(facts: Facts, state: State) -> Iterator[Found]:
    """Steps that count as passed or refused, while nobody says on which day: of what was not entered at all nothing is said."""
    for one in state.steps:
        if one.doing.touched and not one.doing.done and one.doing.outcome is not Outcome.RUNNING:
            yield _missing(K01, facts, "process_step.done", one.step.key)


def _while_the_notice_hung(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H21: what follows began before the notice ended, or a notice that may hang once was put up again."""
    for facts, state in states(case, around):
        for doing, before in _overlaps(state):
            if _while_it_hung(state, before):
                text = _("在“{before}”期满（{then}）之前就已办理").format(before=before.step.name, then=before.done)
                yield _told(H21, facts, doing.step, text, _("请核对公示期和办理日期"), doing.begun)
        for one in state.steps:
            hung = {posting.notice.id for posting in postings_of(one.step, facts)}
            if one.step.once and len(hung) > 1:
                text = _("登记了{count}次，监测对象只在村内公示一次").format(count=len(hung))
                yield _told(H21, facts, one.step, text, _("请核对是否重复登记"), one.doing.start)
        if state.template.kind in _WATCHED:
            yield from _days_of_notices_untold(facts, state)


def _days_of_notices_untold(facts: Facts, state: State) -> Iterator[Unjudged]:
    """H21: which days are missing to tell whether what follows a notice began while it hung, or which notice it was."""
    for posting in facts.postings:
        if not posting.notice.kind:
            yield _of_notice(facts, "kind", "")
    doings = {one.step.key: one.doing for one in state.steps}
    for step in state.template.steps:
        later = [one for one in doings.values() if step.key in one.step.after and one.touched]
        hung = [one.notice for one in postings_of(step, facts)]
        own = doings[step.key]
        if not step.notice or not later or not (own.touched or hung):
            continue
        if not own.done and any(not one.start for one in hung):
            yield _of_notice(facts, "start", step.name)
        elif not own.done:
            yield _of_notice(facts, "end", step.name) if hung else _undated(facts, step)
        yield from (_undated(facts, one.step) for one in later if not one.begun)


def _of_notice(facts: Facts, key: str, step: str) -> Unjudged:
    """A fact of a notice is missing; the cursor goes to the procedure that stood on it."""
    found = unjudged(H21, "process.started_on", facts.process.id, step)
    return found._replace(field=label_of_path(f"notice.{key}"))


def _undated(facts: Facts, step: Step) -> Unjudged:
    return unjudged(H21, *_place(facts, step.key), step.name)


# -- notices and votes ------------------------------------------------------------------------------------------------------


def _too_short(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K02: calendar days; whether the day of putting up counts is a line."""
    limits = limits_of(around, case.year) if case.procedures else {}
    for facts, state in states(case, around):
        for one in state.steps:
            step, doing = one.step, one.doing
            if not step.lasts or not doing.touched:
                continue
            least = least_of(step, limits).days
            if least is None:
                yield unjudged_line(K02, step.line[0])
            elif not doing.start or not doing.done:
                key = "process_step.done" if doing.start else "process_step.start"
                yield _missing(K02, facts, key, step.key)
            elif doing.start <= doing.done:
                days = notice_days(doing.start, doing.done, limits)
                if days < least:
                    text = _("至{done}共{days}天，少于规定的{least}天").format(done=doing.done, days=days, least=least)
                    yield _told(K02, facts, step, text, _("请核对起止日期；公示天数不足的应重新公示"), doing.start)


def _missing(rule: tuple[str, Level], facts: Facts, path: str, step: str) -> Unjudged:
    return unjudged(rule, path, _place(facts, step)[1])


def _votes(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K03: enough present, more than half of them in favour, no more votes than people; of the last meeting.

    A meeting that did not agree is no fault, as long as the procedure stopped there.
    """
    for facts, state in states(case, around):
        for one in state.steps:
            if one.step.quorum and one.step.majority:
                yield from _vote(facts, state, one.doing)


def _vote(facts: Facts, state: State, doing: Doing) -> Iterator[Found]:
    step = doing.step
    votes = [one for one in votes_on(step, facts) if one.meeting.date]
    if not votes:
        unsaid = [one for one in facts.votes if one.meeting.kind is None and tells_of(step, one.item.step)]
        loose = [one.meeting for one in (*unsaid, *votes_on(step, facts))]
        if loose:
            for meeting in loose:
                key = "date" if meeting.kind else "kind"
                yield unjudged(K03, f"meeting.{key}", meeting.id)
        elif doing.touched:
            yield unjudged(K03, "meeting_item.in_favour", _place(facts, step.key)[1])
        return
    vote = max(votes, key=lambda one: (one.meeting.date or "", one.meeting.id))
    figures = {
        "meeting.expected": number(vote.meeting.expected),
        "meeting.present": number(vote.meeting.present),
        "meeting_item.in_favour": number(vote.item.in_favour),
    }
    missing = [path for path, figure in figures.items() if figure is None]
    if missing:
        yield from (unjudged(K03, path, facts.process.id) for path in missing)
        return
    for text in _faults(step, state, vote):
        yield _told(K03, facts, step, text, _("请对照会议记录核对；评议无效的应重新召开"), vote.meeting.date or "")


def _faults(step: Step, state: State, vote: Vote) -> Iterator[str]:
    expected, present = number(vote.meeting.expected) or 0, number(vote.meeting.present) or 0
    favour = number(vote.item.in_favour) or 0
    if not reached(step.quorum, present, expected) or not present:
        text = _("应到{expected}人，实到{present}人，没有{share}到会")
        yield text.format(expected=expected, present=present, share=share_words(step.quorum))
    yield from contradictions(vote, expected, present)
    if not reached(step.majority, favour, present) and _went_on(state, step, vote.meeting.date or ""):
        text = _("实到{present}人，赞成{favour}票，没有{share}赞成，程序却继续办理")
        yield text.format(present=present, favour=favour, share=share_words(step.majority))


def _went_on(state: State, step: Step, day: str) -> bool:
    """Whether the step counts as passed, or something that needs it was done afterwards."""
    own = state.step(step.key)
    if own is not None and own.status is Status.PASSED:
        return True
    return any(step.key in one.step.after and one.doing.done and one.doing.done >= day for one in state.steps)


# -- exit and monitoring ------------------------------------------------------------------------------------------------------


def _proof_of_exit(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H03, in the year of the exit. A procedure of which nothing at all is kept is a doubt: older exits lie on paper."""
    year = number(case.facts.exit_year)
    if year not in {None, case.year} or (case.facts.exit_status and not exited(case)):
        return
    template = around.template(_EXIT, case.year)
    if template is None or case.year < template.first or case.year > (template.last or case.year):
        return
    if year is None or not exited(case):
        missing = unjudged(H03, "household_year.exit_year", case.facts.id)
        yield from (missing,) if exited(case) else status_untold(H03, case)
        return
    exits = [state for _facts, state in states(case, around) if state.template.kind == "exit"]
    path, value = "household_year.exit_year", str(case.year)
    if not exits:
        yield problem(
            ("H03", Level.DOUBT), path, case.facts.id, _("没有登记退出程序"),
            _("请在“识别与退出”中登记评议、核实、认可、公示和公告；材料只在纸上的，请豁免并注明"), value=value,
        )  # fmt: skip
        return
    lacking = min((_lacking(state) for state in exits), key=len)
    if lacking:
        yield problem(
            H03, path, case.facts.id, _("但退出程序缺少：{steps}").format(steps=listed(lacking)),
            _("请补登各步的日期和结果；没有办的应补办"), value=value,
        )  # fmt: skip


def _lacking(state: State) -> list[str]:
    return [one.step.name for one in state.steps if one.step.key in _PROOF and one.status is not Status.PASSED]


def _confirmed_late(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """H22: from clue to confirmation, or to today while it is not confirmed, no more than {15} days."""
    records = [one for one in case.monitorings if _of_year(one, case.year)]
    stopped = set(_stopped(case, around)) if records else set()
    records = [one for one in records if one.id not in stopped]
    if not records:
        return
    most = around.limit("monitoring_days", case.year)
    if most is None:
        yield unjudged_line(H22, "monitoring_days")
        return
    for one in records:
        if one.clue_on is None:
            yield unjudged(H22, "monitoring.clue_on", one.id)
            continue
        until = one.confirmed_on or around.day(case.year)
        days = (day_of(until) - day_of(one.clue_on)).days
        if days > most:
            text = (
                _("至认定（{day}）共{days}天，超过{most}天")
                if one.confirmed_on
                else _("至今（{day}）{days}天还没有认定，超过{most}天")
            )
            yield problem(
                H22, "monitoring.clue_on", one.id, text.format(day=until, days=days, most=most),
                _("请核对日期；确因情况复杂延期的，请豁免并注明"), value=one.clue_on,
            )  # fmt: skip


def _of_year(one: Monitoring, year: int) -> bool:
    """Whether a record was confirmed in the year, or its clue found in it; one that waits is a matter of every later year."""
    clue, confirmed = (one.clue_on or "")[:4], (one.confirmed_on or "")[:4]
    if not confirmed:
        return not one.removed_on and clue <= str(year)
    return str(year) in {clue, confirmed}


def _stopped(case: CaseFile, around: Surroundings) -> Iterator[str]:
    """The records whose procedure came to an end without a confirmation, in whichever year that was begun."""
    looked = list(states(case, around))
    for facts in case.procedures:
        year = number(facts.process.year)
        if year is None or year == case.year or not facts.monitoring:
            continue
        template = around.template(facts.process.template, year)
        if template is not None:
            looked.append((facts, state_of(template, facts, around.today, limits_of(around, year))))
    yield from (facts.monitoring.id for facts, state in looked if facts.monitoring and state.stage in _STOPPED)


RULES: Final = (
    Rule("H03", "退出缺评议、核实、认可、公示或公告", Level.ERROR, _proof_of_exit, source="厅字〔2016〕16号"),
    Rule("H21", "监测公示期与后续步骤重叠", Level.DOUBT, _while_the_notice_hung, source="各县监测帮扶工作指南"),
    Rule(
        "H22", "从线索到认定超过规定天数", Level.DOUBT, _confirmed_late, parameters=("monitoring_days",),
        source="各县监测帮扶工作指南：一般不超过15天",
    ),
    Rule("K01", "程序各步日期先后颠倒", Level.ERROR, _order),
    Rule(
        "K02", "公示天数不足", Level.ERROR, _too_short, parameters=("notice_days", "notice_first_day"),
        source="各地实施细则；防返贫监测工作要求",
    ),
    Rule("K03", "评议到会人数不足或赞成未过半", Level.ERROR, _votes, source="村民委员会组织法第二十六条"),
)  # fmt: skip
