# SPDX-License-Identifier: MIT
"""The books of matters, inspections, complaints, resolutions and deeds of a whole file, and what of them waits.

A problem that a visit wrote down becomes a matter only when somebody says so (`matter_of_visit`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from villagedesk.errors import Refused
from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.help import Visit
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.matters import (
    Complaint,
    Deed,
    Inspection,
    Matter,
    MatterStep,
    Rectification,
    Resolution,
)
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.matters import (
    RUNNING,
    InspectionFile,
    MatterFile,
    Resolved,
    Standing,
    State,
    of_complaint,
    of_deed,
    of_matter,
    of_problem,
    of_resolution,
)
from villagedesk.models.values.parse import EMPTY_WORDS
from villagedesk.services.standards.lines import values_near
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.catalogue.spec import Record, Value
    from villagedesk.store.store import Store

COMPLAINT_DAYS: Final = "complaint_days"
SOON: Final = "matter_soon"
_NOTHING: Final = EMPTY_WORDS | {
    "无",
    "没有",
    "暂无",
    "无问题",
    "没有问题",
}  # what people write where nobody raised anything
R = TypeVar("R", bound="Record")


class Books(NamedTuple):
    """Everything of the books, in the order of their days."""

    matters: tuple[MatterFile, ...] = ()
    inspections: tuple[InspectionFile, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    deeds: tuple[Deed, ...] = ()


class Item(NamedTuple):
    """One thing of a book as it stands on a day.

    Attributes:
        kind: entity of its row.
        village, household: ids; "" where there is none.
        begun: the day on which it began; "" where nobody has said it.
        record: itself; of a problem or resolution `owner` is what it belongs to.
    """

    kind: str
    row: str
    village: str
    household: str
    standing: Standing
    begun: str
    record: Matter | Complaint | Deed | Rectification | Resolution
    owner: Inspection | Meeting | None = None


def read_books(store: Store, village: str = "") -> Books:
    """The books of a village, or of all."""

    def of(kind: type[R]) -> list[R]:
        return reads.of_village(store, kind, village, "date, id")

    matters, inspections, meetings = of(Matter), of(Inspection), of(Meeting)
    steps = reads.of_owners(store, MatterStep, (one.id for one in matters))
    problems = reads.of_owners(store, Rectification, (one.id for one in inspections))
    resolved = reads.of_owners(store, Resolution, (one.id for one in meetings))
    return Books(
        tuple(MatterFile(one, tuple(steps.get(one.id, ()))) for one in matters),
        tuple(InspectionFile(one, tuple(problems.get(one.id, ()))) for one in inspections),
        tuple(of(Complaint)),
        tuple(Resolved(each, one) for one in meetings for each in resolved.get(one.id, ())),
        tuple(of(Deed)),
    )


def in_year(books: Books, year: int) -> Books:
    """What of the books began in a year or was not over before it; without a day it belongs to every year."""
    since, until = f"{year}-01-01", f"{year}-12-31"

    def runs(begun: str | None, over: str | None) -> bool:
        return (begun or "") <= until and ((begun or since) >= since or (over or since) >= since)

    return Books(
        tuple(one for one in books.matters if runs(one.matter.date, one.matter.closed_on)),
        tuple(one for one in books.inspections if runs(one.inspection.date, _all_right(one))),
        tuple(one for one in books.complaints if runs(one.date, one.closed_on)),
        tuple(one for one in books.resolved if runs(one.meeting.date, _carried_out(one))),
        tuple(one for one in books.deeds if runs(one.date, one.closed_on)),
    )


def _all_right(one: InspectionFile) -> str:
    """The day on which the last problem was found right; "" as long as one is not; of none, the inspection's own."""
    days = [(each.checked_on or each.done_on or "") if each.passed is True else "" for each in one.problems] or [
        one.inspection.date or ""
    ]
    return max(days) if all(days) else ""


def _carried_out(one: Resolved) -> str | None:
    """The day on which it was over; what is not to be carried out was over at once."""
    return one.meeting.date if one.resolution.decision in {"rejected", "put_off"} else one.resolution.done_on


# What may still be running on a day; those whose course only Python can tell are among them.
_MAY_RUN: Final = {
    Matter: "outcome IS NULL OR closed_on > ?1",
    Complaint: "closed_on IS NULL OR closed_on > ?1",
    Rectification: "passed IS NOT 1 OR done_on > ?1 OR checked_on > ?1",
    Resolution: "done_on IS NULL OR done_on > ?1",
    Deed: "(closed_on IS NULL OR closed_on > ?1) AND (done_on IS NULL OR done_on > ?1)",
}


def items(store: Store, day: str, *, running: bool = False) -> list[Item]:
    """Everything that has a beginning and an end, as it stands on a day (ISO); only what is not over then, if asked."""
    conditions = _MAY_RUN if running else dict.fromkeys(_MAY_RUN, "?1 = ?1")

    def of(kind: type[R]) -> list[R]:
        return reads.where(store, kind, conditions[kind], (day,), order="date, id")

    near = values_near(store)
    found = [_item(one, of_matter(one, day), one.household) for one in of(Matter)]
    for one in of(Complaint):
        term = near(COMPLAINT_DAYS, one.village or "", one.date or day)
        found.append(_item(one, of_complaint(one, day, term)))
    found += [_item(one, of_deed(one, day)) for one in of(Deed)]
    found += _lines(store, day, conditions)
    return [one for one in found if one.standing.state in RUNNING] if running else found


def _lines(store: Store, day: str, conditions: Mapping[type[Record], str]) -> list[Item]:
    """Problems and resolutions; of an inspection or meeting that lies in the recycle bin none."""
    problems = reads.where(store, Rectification, conditions[Rectification], (day,))
    resolutions = reads.where(store, Resolution, conditions[Resolution], (day,))
    inspections = {one.id: one for one in reads.with_ids(store, Inspection, {one.inspection or "" for one in problems})}
    meetings = {one.id: one for one in reads.with_ids(store, Meeting, {one.meeting or "" for one in resolutions})}
    found = []
    for problem in problems:
        if owner := inspections.get(problem.inspection or ""):
            standing = of_problem(problem, owner, day)
            begun = owner.date or ""
            found.append(Item("rectification", problem.id, owner.village or "", "", standing, begun, problem, owner))
    for resolution in resolutions:
        if meeting := meetings.get(resolution.meeting or ""):
            standing = of_resolution(resolution, meeting, day)
            begun = meeting.date or ""
            found.append(
                Item("resolution", resolution.id, meeting.village or "", "", standing, begun, resolution, meeting)
            )
    return found


def _item(one: Matter | Complaint | Deed, standing: Standing, household: str | None = None) -> Item:
    kind = {Matter: "matter", Complaint: "complaint", Deed: "deed"}[type(one)]
    return Item(kind, one.id, one.village or "", household or "", standing, one.date or "", one)


def due_soon(store: Store, day: str) -> tuple[list[Item], list[Item]]:
    """What is late on a day, and what is due within the days of the office; each with the most urgent first.

    Households that lie in the recycle bin are not named.
    """
    value = values_near(store)
    running = [one for one in items(store, day, running=True) if one.standing.left is not None]
    running.sort(key=lambda one: (one.standing.left or 0, one.row))
    live = reads.exists(store, "household", {one.household for one in running if one.household})
    named = [one if live.get(one.household) else one._replace(household="") for one in running]
    late = [one for one in named if (one.standing.left or 0) < 0]
    near = [one for one in named if 0 <= (one.standing.left or 0) <= (value(SOON, one.village, day) or 0)]
    return late, near


def tell(store: Store, record: Record) -> str:
    """How far a record of these books is today, of inspections and meetings what they led to; "" for other books."""
    day = store.clock().date().isoformat()
    match record:
        case Matter():
            return _stands(of_matter(record, day))
        case Complaint():
            term = values_near(store)(COMPLAINT_DAYS, record.village or "", record.date or day)
            return _stands(of_complaint(record, day, term))
        case Deed():
            return _stands(of_deed(record, day))
        case Inspection():
            return _counted([of_problem(one, record, day) for one in reads.of_owner(store, Rectification, record.id)])
        case Meeting():
            return _counted([of_resolution(one, record, day) for one in reads.of_owner(store, Resolution, record.id)])
    return ""


def _stands(one: Standing) -> str:
    match one.state, one.left:
        case State.OPEN, int(left):
            return _("办理中，{due}到期，还有{days}天").format(due=one.due, days=left)
        case State.OPEN, None:
            return _("办理中，没有填写期限")
        case State.OVERDUE, int(left):
            return _("已逾期{days}天，应在{due}前办结").format(due=one.due, days=-left)
    return (
        one.state.words if one.days is None else _("{state}，用了{days}天").format(state=one.state.words, days=one.days)
    )


def _counted(lines: Sequence[Standing]) -> str:
    """How many of the lines are how far."""
    counts = Counter(one.state for one in lines)
    parts = [_("{state}{count}项").format(state=state.words, count=counts[state]) for state in State if counts[state]]
    return _("共{count}项：{parts}").format(count=len(lines), parts=listed(parts)) if lines else ""


def matter_of_visit(store: Store, visit: str) -> Mapping[str, Value]:
    """What of a visit belongs into a matter about the problem that it wrote down; nothing is written.

    What only people know (ledger, class, who sees to it until when) stays empty.

    Raises:
        Refused: there is no such visit any more, it names no problem, or the problem stands in a ledger already.
    """
    one = reads.get(store, Visit, visit)
    household = reads.get(store, Household, (one.household if one else "") or "")
    if one is None or household is None:
        raise Refused(_("这次走访已不在本文件中，不能转入台账。"))
    if (one.problems or "").strip(" 。.") in _NOTHING:
        raise Refused(_("这次走访没有填写“反映问题”，没有可以转入台账的内容。请先填写反映的问题并保存。"))
    known = matters_of(store, visit)
    if known:
        name = " ".join(filter(None, (known[0].number, known[0].date)))
        raise Refused(
            _("这次走访反映的问题已经在民情台账中（{name}），没有重复转入。").format(name=name or _("未编号"))
        )
    return {
        "village": household.village,
        "household": household.id,
        "group": household.group,
        "visit": one.id,
        "source": "visit",
        "date": one.date,
        "content": one.problems,
        "cadre": one.cadre,
    }


def matters_of(store: Store, visit: str) -> list[Matter]:
    """The matters that were made of a visit."""
    return reads.naming(store, Matter, "visit", visit, "date, id")
