# SPDX-License-Identifier: MIT
"""Meetings and public notices read for their papers: what they say, and of each household what a list of names says.

A notice about several procedures gives one sheet for each, since each is another list. What a sheet knows beside the list
(names and numbers that may not stand on it) is there to be kept out.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, aside, in_chinese
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.procedure import Meeting, MeetingItem, Notice, NoticeItem, Process
from villagedesk.models.codes import own_code
from villagedesk.models.doings import Outcome, Vote, carried_out, doing_of, least_of, notice_days, voted
from villagedesk.models.values.dates import ADULT, CHILD, age_on
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.keeping.minors import minors_of
from villagedesk.services.procedure.procedures import Rulebook, names_of, together
from villagedesk.store import reads

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.doings import Facts, Limits
    from villagedesk.models.templates import Step, Template
    from villagedesk.store.store import Store

_DECISION: Final = "county"  # of the list `procedure_step`


@dataclass(frozen=True, slots=True)
class Listed:
    """A household on a public list.

    Attributes:
        household: id.
        whose: what the clerk calls it; never printed.
        group: the villagers' group.
        head: the name of the head; empty where it is not to be printed.
        unnamed: why, as a sentence for the clerk.
        size: how many people; None where nobody is known.
    """

    household: str
    whose: str
    group: str
    head: str
    unnamed: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A notice about one procedure.

    Attributes:
        kind: identify, exit, monitor or removal; empty where a household's procedure was not said.
        year: of the procedure, otherwise of the notice.
        own: the name of the step, where the county added it.
        part: which it is of several of the notice, the same after other households were put on it; empty where it is the only one.
        decided: whether the county had decided before it, by the order of the steps.
        steps: names of the steps before it that all the households have passed, in their order.
        days, least: how many days it hangs and how many it should; None where unknown.
        objected, upheld: how many households were objected to, and rightly.
        others: names of persons who are not named on the list: those of the households, and children of the whole village.
        children: those of them who are younger than 14, or may be.
        numbers: telephones of the households and their people.
    """

    notice: Notice
    village: Village
    kind: str
    year: int
    own: str = ""
    part: str = ""
    decided: bool = False
    households: tuple[Listed, ...] = ()
    steps: tuple[str, ...] = ()
    days: int | None = None
    least: int | None = None
    objected: int = 0
    upheld: int = 0
    others: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Voted:
    """A household at a meeting, with what follows from the votes."""

    group: str
    head: str
    size: int | None
    procedure: str
    item: MeetingItem
    outcome: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting with the households it was about."""

    meeting: Meeting
    village: Village
    households: tuple[Voted, ...] = ()


# -- which there are ----------------------------------------------------------------------------------------------------


def gathered(store: Store, villages: Iterable[str], days: Iterable[str] = ()) -> tuple[list[Meeting], list[Notice]]:
    """The meetings and notices of these villages in order of their day; of some days (ISO) only, where any is given.

    The day of a notice is the first on which it hung.
    """
    wanted, rows = set(days), list(villages)
    meetings = reads.below(store, Meeting, rows)
    notices = reads.below(store, Notice, rows)
    return (
        sorted((one for one in meetings if not wanted or one.date in wanted), key=lambda one: (one.date or "", one.id)),
        sorted(
            (one for one in notices if not wanted or one.start in wanted), key=lambda one: (one.start or "", one.id)
        ),
    )


# -- notices ------------------------------------------------------------------------------------------------------------


def sheets_of(store: Store, notice: Notice, book: Rulebook | None = None, today: dt.date | None = None) -> list[Sheet]:
    """The sheets of a notice, one for each procedure and year that its households are in; one without any household.

    Args:
        store: the open file.
        notice: which.
        book: the procedures, where they are at hand.
        today: until when steps count as done; that of the file where nothing is given.
    """
    book, today = book or Rulebook(store), today or store.clock().date()
    village = reads.get(store, Village, notice.village or "") or Village()
    items = reads.of_owner(store, NoticeItem, notice.id)
    processes = {one.id: one for one in _processes(store, [one.process for one in items])}
    facts = {one.process.id: one for group in together(store, processes.values()).values() for one in group}
    lists: dict[tuple[str, int, str], list[NoticeItem]] = defaultdict(list)
    for item in items:
        process = processes.get(item.process or "")
        year = process.year if process and isinstance(process.year, int) else _year_of(notice.start, store.info.year)
        key = process.template or "" if process else ""
        step = _step(book.template(key, year), notice.kind, item.step, notice=True)
        lists[key, year, step.key if step else ""].append(item)
    minors = minors_of(store, notice.village or "", notice.start or notice.end or "")
    if not lists:
        return [Sheet(notice, village, "", _year_of(notice.start, store.info.year), others=minors)]
    cases = _cases(store, [one.household or "" for one in items], _year_of(notice.start, store.info.year))
    whose = names_of(store, cases)
    made = []
    for (key, year, named), some in sorted(lists.items()):
        template = book.template(key, year)
        step = template.step(named) if template else None
        before = _before(template, step)
        known = [facts[one.process] for one in some if one.process in facts]
        limits, own = book.limits(year), named if own_code(named) else ""
        part = " ".join((key, str(year), named)).strip() if len(lists) > 1 else ""
        decided = any(one.key == _DECISION for one in before)
        sheet = Sheet(notice, village, template.kind if template else "", year, own, part, decided)
        sheet = _sheet(sheet, some, cases, whose)
        made.append(
            replace(
                sheet,
                others=sheet.others | (minors - {one.head for one in sheet.households}),
                steps=_passed_by_all(before, known, today, limits) if len(known) == len(some) else (),
                days=_days(notice, limits),
                least=least_of(step, limits).days if step else None,
            )
        )
    return made


def _sheet(sheet: Sheet, items: Sequence[NoticeItem], cases: dict[str, CaseFile], whose: dict[str, str]) -> Sheet:
    """With what the households tell: the list, and what has to be kept out."""
    day = sheet.notice.start or sheet.notice.end or ""
    mine = [cases[one.household] for one in items if one.household in cases]
    listed = [_listed(case, day, whose.get(case.household.id, "")) for case in mine]
    people = [person for case in mine for person in (*case.people, *case.departed)]
    named = {one.head for one in listed if one.head}
    phones = [*(case.household.phone for case in mine), *(person.member.phone for person in people)]
    return replace(
        sheet,
        households=tuple(sorted(listed, key=lambda one: (_group_key(one.group), one.whose, one.household))),
        objected=sum(one.objected is True for one in items),
        upheld=sum(one.upheld is True for one in items),
        others=frozenset(person.name for person in people if person.name) - named,
        children=frozenset(one.name for one in people if one.name and not is_at_least(one, CHILD, day)) - named,
        numbers=frozenset(filter(None, phones)),
    )


def _listed(case: CaseFile, day: str, whose: str) -> Listed:
    head = case.head
    unnamed = ""
    if head is None or not head.name:
        unnamed = _("{whose}：没有登记户主，名单中不写姓名。请先登记与户主关系。")
    elif not head.member.birth:
        unnamed = _("{whose}：户主的出生日期没有登记，不能确认已成年，名单中不写姓名。请先补填。")
    elif not is_at_least(head, ADULT, day):
        unnamed = _("{whose}：户主未满{age}周岁，名单中不写姓名。")
    size = case.size if case.people else None
    name = head.name if head is not None and not unnamed else ""
    return Listed(case.household.id, whose, _group(case), name, unnamed.format(whose=whose, age=ADULT), size)


def is_at_least(person: Person, age: int, day: str) -> bool:
    """Whether somebody had completed so many years on a day; False where the birth is unknown."""
    return bool(person.member.birth and day) and age_on(person.member.birth or "", day) >= age


def _group(case: CaseFile) -> str:
    group = case.household.group or ""
    return f"{group}组" if group.isdecimal() else group


def _group_key(group: str) -> tuple[int, str]:
    digits = "".join(sign for sign in group if sign.isdecimal())
    return (int(digits) if digits else 9_999, group)


def _before(template: Template | None, until: Step | None) -> tuple[Step, ...]:
    """The steps that come before one; none where it is not known."""
    return template.steps[: template.steps.index(until)] if template and until else ()


def _passed_by_all(steps: Sequence[Step], facts: Sequence[Facts], today: dt.date, limits: Limits) -> tuple[str, ...]:
    """What a notice may say was done before it: the steps that every household on it has passed by what was entered."""
    with in_chinese():
        return tuple(
            step.name
            for step in steps
            if all(doing_of(step, one, today, limits).outcome is Outcome.PASSED for one in facts)
        )


def _days(notice: Notice, limits: Limits) -> int | None:
    if not (notice.start and notice.end) or notice.end < notice.start:
        return None
    return notice_days(notice.start, notice.end, limits)


# -- meetings -----------------------------------------------------------------------------------------------------------


def minutes_of(store: Store, meeting: Meeting, book: Rulebook | None = None) -> Minutes:
    """A meeting with its households in order of group and head, and what the votes came to, in Chinese."""
    book = book or Rulebook(store)
    village = reads.get(store, Village, meeting.village or "") or Village()
    items = reads.of_owner(store, MeetingItem, meeting.id)
    processes = {one.id: one for one in _processes(store, [one.process for one in items])}
    cases = _cases(store, [one.household or "" for one in items], _year_of(meeting.date, store.info.year))
    with in_chinese():
        rows = [
            _voted(meeting, one, cases.get(one.household or ""), processes.get(one.process or ""), book)
            for one in items
        ]
    return Minutes(
        meeting, village, tuple(sorted(rows, key=lambda one: (_group_key(one.group), one.head, one.item.id)))
    )


def _voted(
    meeting: Meeting, item: MeetingItem, case: CaseFile | None, process: Process | None, book: Rulebook
) -> Voted:
    year = process.year if process and isinstance(process.year, int) else 0
    key = process.template or "" if process else ""
    template = book.template(key, year)
    step = _step(template, meeting.kind, item.step)
    outcome = ""
    if step is not None and step.decides:
        found = voted(step, Vote(meeting, item)).outcome
        outcome = {Outcome.PASSED: "通过", Outcome.REFUSED: "不通过"}.get(found, "")
    return Voted(
        group=_group(case) if case else "",
        head=case.head_name if case else "",
        size=case.size if case and case.people else None,
        procedure=_about(template, step),
        item=item,
        outcome=outcome,
    )


# -- both ---------------------------------------------------------------------------------------------------------------


def _step(template: Template | None, kind: str | None, named: str | None, *, notice: bool = False) -> Step | None:
    return carried_out(template.steps, kind or "", named, notice=notice) if template else None


def _about(template: Template | None, step: Step | None) -> str:
    """Which procedure a household was there for; of a step that the county added also which."""
    own = step.name if step is not None and own_code(step.key) else ""
    return aside(template.name, own) if template else ""


def _processes(store: Store, rows: Iterable[str | None]) -> list[Process]:
    found = (reads.get(store, Process, row) for row in dict.fromkeys(filter(None, rows)))
    return [one for one in found if one is not None]


def _cases(store: Store, households: Iterable[str], year: int) -> dict[str, CaseFile]:
    """The case files of a year; where nobody said then who the head was, those of the working year."""
    wanted = list(dict.fromkeys(filter(None, households)))
    found = {case.household.id: case for case in load_casefiles(store, wanted, year)}
    headless = [row for row, case in found.items() if case.head is None]
    if headless and store.info.year != year:
        found |= {case.household.id: case for case in load_casefiles(store, headless) if case.head is not None}
    return found


def _year_of(day: str | None, otherwise: int) -> int:
    return int(day[:4]) if day else otherwise
