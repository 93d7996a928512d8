# SPDX-License-Identifier: MIT
"""Procedures of households: their facts put together, begun, entered step by step, and what waits in them.

Nothing here makes up a visit, a vote, a signature or a date: whoever calls says what people entered.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.economy import Cause
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.procedure import Monitoring, Process, ProcessStep
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.codes import own_code
from villagedesk.models.doings import Facts, Limits, day_of, watched_by
from villagedesk.models.lines import COUNTRY, LineBook, here
from villagedesk.models.procedure_words import deadline_words, notice_words
from villagedesk.models.procedures import Stage, State, Status, state_of
from villagedesk.models.templates import Limit, Template, template_of, templates
from villagedesk.models.workdays import after_workdays
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.procedure.editions import Editions
from villagedesk.services.standards.lines import all_lines
from villagedesk.store import disputes, places, reads
from villagedesk.store import procedures as stored
from villagedesk.store.ids import derived_id
from villagedesk.store.procedures import Ending

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.catalogue.procedure import ProcedureEdition
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.deadlines import Deadline
    from villagedesk.models.templates import Step
    from villagedesk.services.keeping.records import Saved
    from villagedesk.store.store import Store

EVER = 9999


class Rulebook:
    """Templates as this file's county carries them out, and the numbers of days of each year; read once for many."""

    def __init__(self, store: Store) -> None:
        lines = all_lines(store)
        self._book, self._regions = LineBook(lines), places.regions(store)
        self._subjects = {(line.name or "", COUNTRY): "" for line in lines}
        self._subjects.update({(line.name or "", line.region or COUNTRY): line.source or "" for line in lines})
        self.editions = Editions(store)
        self._limits: dict[int, Limits] = {}

    def template(self, key: str | None, year: int) -> Template | None:
        """A template in a year, as the county's edition has it; None for an unknown one."""
        return self.editions.template(key, year)

    def edition(self, key: str | None, year: int) -> ProcedureEdition | None:
        """The county's edition that holds in a year."""
        return self.editions.edition(key, year)

    def limits(self, year: int) -> Limits:
        """Numbers of days by (name, subject); the country's stand for those of the nearest region that has its own."""
        if year not in self._limits:
            found = {}
            for name, region in self._subjects:
                asked = here(self._regions) if region == COUNTRY else (region,)
                holds = self._book.line(name, year, asked)
                found[name, region] = _limit(holds) if holds else Limit(None, self._subjects[name, region])
            self._limits[year] = found
        return self._limits[year]

    def state(self, facts: Facts, today: dt.date) -> State | None:
        """The state of a procedure; None if this program does not know its template."""
        year = _year(facts.process.year) or today.year
        template = self.template(facts.process.template, year)
        return state_of(template, facts, today, self.limits(year)) if template is not None else None

    def endings(self) -> list[Ending]:
        """By what it is seen that a procedure is over, by editions: the last step, and the county's own, were done."""
        found = []
        for key, template in templates().items():
            starts = [0, *self.editions.starts(key)]
            for place, first in enumerate(starts):
                last = starts[place + 1] - 1 if place + 1 < len(starts) else EVER
                edited = self.template(key, first) or template
                must = [
                    one for one in edited.steps if one.key == edited.final or (own_code(one.key) and not one.optional)
                ]
                if must:
                    found.append(Ending(key, first, last, tuple(must)))
        return found


def _year(value: object) -> int:
    return value if isinstance(value, int) else 0


def _limit(line: Line) -> Limit:
    return Limit(line.value if isinstance(line.value, int) else None, line.source or "", line.confirmed is True)


# -- putting together -------------------------------------------------------------------------------------------------


def facts_of(store: Store, households: Sequence[str]) -> dict[str, list[Facts]]:
    """Everything entered about the procedures of these households, each household's in order of their start."""
    processes = reads.of_owners(store, Process, households)
    if not processes:
        return {}
    return together(store, [one for group in processes.values() for one in group])


def together(store: Store, processes: Iterable[Process], *, causes: bool = False) -> dict[str, list[Facts]]:
    """The same for some procedures; household → its procedures.

    Args:
        store: the open file.
        processes: the procedures.
        causes: whether to read the causes of the households even if no step of today asks for them.
    """
    wanted = list(processes)
    households = sorted({one.household for one in wanted if one.household})
    steps = reads.of_owners(store, ProcessStep, [one.id for one in wanted])
    votes, postings = stored.votes_of(store, households), stored.postings_of(store, households)
    watched = reads.of_owners(store, Monitoring, households)
    editions = Editions(store)
    known = reads.of_owners(store, Cause, households) if causes or editions.ask_for_causes else {}
    found: dict[str, list[Facts]] = defaultdict(list)
    for one in sorted(wanted, key=lambda one: (one.started_on or "", one.id)):
        household = one.household or ""
        found[household].append(
            Facts(
                process=one,
                steps=tuple(steps.get(one.id, ())),
                votes=tuple(vote for vote in votes.get(household, ()) if vote.item.process == one.id),
                postings=tuple(posting for posting in postings.get(household, ()) if posting.item.process == one.id),
                monitoring=watched_by(one, watched.get(household, ())),
                edited=editions.template(one.template, _year(one.year)),
                causes=tuple(cause for cause in known.get(household, ()) if cause.year == one.year),
            )
        )
    return found


# -- entering ---------------------------------------------------------------------------------------------------------


def offered(store: Store, year: int) -> list[Template]:
    """The procedures that may be begun in a year, as the county carries them out."""
    book = Rulebook(store)
    found = (book.template(key, year) for key, one in templates().items() if _held(one, year))
    return [one for one in found if one is not None]


def _held(template: Template, year: int) -> bool:
    return template.first <= year and (template.last is None or year <= template.last)


def start(
    store: Store, household: str, template: str, started_on: str, *, year: int | None = None, label: str = ""
) -> Saved:
    """Begin a procedure of a household; its id is in `ids["process"]`.

    Args:
        store: the open file.
        household: its id.
        template: key of the procedure.
        started_on: the day, ISO, as somebody said it.
        year: whose procedure it is; that of the day if not given.
        label: whose household it is, for the list of actions.

    Raises:
        Refused: no such procedure in that year, a day that has not come yet, or the same procedure is still under way.
    """
    found = template_of(template)
    if found is None:
        raise Refused(_("没有选择程序。请从列表中选择一种程序。"))
    year = year or int(started_on[:4])
    if not _held(found, year):
        years = f"{found.first}—{found.last or ''}"
        text = _("“{name}”适用于{years}年，年度{year}不能启动。请核对年度，或改选别的程序。")
        raise Refused(text.format(name=found.name, years=years, year=year))
    today = store.clock().date()
    if started_on > today.isoformat():
        text = _("启动日期“{day}”在今天之后。请填实际启动的日期；还没有启动的，到时再登记。")
        raise Refused(text.format(day=started_on))
    _refuse_ended(store, household, started_on)
    _refuse_second(store, household, found, today)
    taken = stored.taken_turns(store, household, template, year)
    watched = reads.of_owner(store, Monitoring, household) if found.kind in {"monitor", "removal"} else []
    values: dict[str, Value] = {
        "household": household, "template": template, "year": year, "started_on": started_on,
        "turn": next(turn for turn in range(1, len(taken) + 2) if turn not in taken),
        "programme": found.programmes[0],
        "monitoring": max(watched, key=_turn).id if watched else None,
    }  # fmt: skip
    title = aside(_("启动程序：{name}").format(name=found.name), label)
    return save_records(store, title, [Edit("process", "", values, "process")])


def _turn(one: Monitoring) -> tuple[int, str]:
    return _year(one.turn), one.id


def _refuse_ended(store: Store, household: str, started_on: str) -> None:
    """No procedure begins of a household that has ended by then."""
    known = reads.get(store, Household, household)
    if known is not None and known.ended and known.ended <= started_on:
        text = _("该户已于{ended}注销，启动日期“{day}”在其后，不能启动程序。请核对日期；户仍在的，先撤销注销。")
        raise Refused(text.format(ended=known.ended, day=started_on))


def _refuse_second(store: Store, household: str, template: Template, today: dt.date) -> None:
    book = Rulebook(store)
    for facts in facts_of(store, [household]).get(household, []):
        if facts.process.template == template.key:
            state = book.state(facts, today)
            if state is not None and state.stage is Stage.RUNNING:
                text = _("该户{day}启动的“{name}”还没有办结（{state}）。请先办结，或填写终止原因和日期。")
                raise Refused(text.format(day=facts.process.started_on, name=template.name, state=state.headline))


def step_row(process: str, step: str, turn: int = 1) -> str:
    """The id of a step's record, the same in every file."""
    return derived_id("process_step", process, step, turn)


def without_past(store: Store, edits: Sequence[Edit]) -> list[Edit]:
    """New rows whose derived id lies in the recycle bin begin empty: no vote or date comes back that nobody typed now."""
    found = []
    for edit in edits:
        spec = entity_spec(edit.entity)
        row = edit.row or derived_id(edit.entity, *(edit.values.get(one) for one in spec.natural))
        if not edit.row and reads.exists(store, edit.entity, [row]).get(row) is False:
            empty = {one: spec.record.empty[one] for one in spec.columns}
            edit = edit._replace(values={**empty, **edit.values})  # noqa: PLW2901 - the same edit, made complete
        found.append(edit)
    return found


def record_step(
    store: Store, process: str, step: str, values: Mapping[str, Value], *, turn: int = 1, label: str = ""
) -> Saved:
    """Enter what was done of a step.

    Raises:
        Refused: the procedure is gone, or has no such step.
    """
    found = reads.get(store, Process, process)
    template = Editions(store).template(found.template, _year(found.year)) if found else None
    if template is None:
        raise Refused(_("这个程序已不在文件中，没有保存。请刷新后再试。"))
    known = template.known(step)
    if known is None:
        raise Refused(_("“{name}”没有这一步，没有保存。").format(name=template.name))
    row = step_row(process, step, turn)
    title = aside(_("登记程序步骤：{step}").format(step=known.name), label)
    if reads.exists(store, "process_step", [row]).get(row):
        return save_records(store, title, [Edit("process_step", row, values, "step")])
    given: dict[str, Value] = {"process": process, "step": step, "round": turn, **values}
    return save_records(store, title, without_past(store, [Edit("process_step", "", given, "step")]))


# -- what waits -------------------------------------------------------------------------------------------------------


class Waiting(NamedTuple):
    """Something of a procedure that wants somebody's attention.

    Attributes:
        whose: village (in a township's file), group and head.
        kind: "notice" that hangs or has run out, "deadline" that runs, "late" step, or "result" that is missing.
        due: the last day, ISO; "" where there is none.
    """

    household: str
    whose: str
    text: str
    kind: str
    due: str
    process: str


def waiting(store: Store, today: dt.date | None = None) -> list[Waiting]:
    """What waits in the procedures of this year and the last that are under way, the most urgent first; for the page 今天.

    What was never finished in earlier years is no work of today: the state in the case file tells of it.
    """
    day = today or store.clock().date()
    book = Rulebook(store)
    found: list[Waiting] = []
    every = together(store, stored.open_processes(store, book.endings(), day.isoformat(), since=day.year - 1))
    whose = names_of(store, every)
    for household, procedures in every.items():
        for facts in procedures:
            state = book.state(facts, day)
            if state is not None and state.stage is Stage.RUNNING:
                for kind, due, text in _waits(state):
                    said = _("{name}：{text}").format(name=state.template.name, text=text)
                    found.append(Waiting(household, whose.get(household, ""), said, kind, due, facts.process.id))
    return sorted(found, key=lambda one: (one.due or "9", one.whose, one.text))


def _waits(state: State) -> Iterable[tuple[str, str, str]]:
    """(kind, due day, sentence) of what waits in a procedure."""
    for one in state.steps:
        if one.status is Status.RUNNING:
            yield "notice", one.doing.done, notice_words(one.doing, state.look)
        elif one.status is Status.UNDECIDED:
            yield ("notice" if one.step.notice else "result"), one.doing.done, one.doing.reason
        elif one.late:
            text = _("“{step}”计划{day}办理，已过{late}天")
            yield "late", one.doing.planned, text.format(step=one.step.name, day=one.doing.planned, late=one.late)
    for deadline in state.deadlines:
        if not deadline.met and deadline.left is not None:
            yield "deadline", _last_day(deadline), deadline_words(deadline, state.template)


def _last_day(deadline: Deadline) -> str:
    since, days = day_of(deadline.since), deadline.limit.days or 0
    return (after_workdays(since, days) if deadline.span.working else since + dt.timedelta(days=days)).isoformat()


def names_of(store: Store, households: Iterable[str]) -> dict[str, str]:
    """Household → (village,) group and head as lists show them."""
    titles = disputes.titles_of(store, households)
    several = store.info.scope == "township"
    return {
        row: " ".join(filter(None, (village if several else "", group, head or _("未命名户"))))
        for row, (village, group, head) in titles.items()
    }


class Candidate(NamedTuple):
    """A household whose procedure waits for a meeting or a notice.

    Attributes:
        step: the name of the step.
        named: its key, where the household's line has to name it: which of a county's own it is, the kind does not tell.
    """

    id: str
    household: str
    whose: str
    procedure: str
    step: str
    started_on: str
    named: str


def candidates(store: Store, village: str, *, meeting: str = "", notice: str = "") -> list[Candidate]:
    """The procedures of a village that wait for a meeting of that kind, or for such a notice; the id is the procedure's."""
    day = store.clock().date()
    book = Rulebook(store)
    every = together(store, stored.open_processes(store, book.endings(), day.isoformat(), village))
    whose = names_of(store, every)
    found = []
    for household, procedures in every.items():
        for facts in procedures:
            state = book.state(facts, day)
            for one in state.open if state is not None else ():
                if _fits(one.step, meeting, notice) and one.status in {Status.NEXT, Status.RETURNED}:
                    name = state.template.name if state is not None else ""
                    begun = facts.process.started_on or ""
                    named = one.step.key if own_code(one.step.key) else ""
                    who = whose.get(household, "")
                    found.append(Candidate(facts.process.id, household, who, name, one.step.name, begun, named))
                    break  # a household stands once at a meeting or on a notice for each procedure
    return sorted(found, key=lambda one: (one.procedure, one.whose, one.id))


def _fits(step: Step, meeting: str, notice: str) -> bool:
    return bool((meeting and step.meeting == meeting) or (notice and step.notice == notice))
