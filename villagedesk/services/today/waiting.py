# SPDX-License-Identifier: MIT
"""The day's work: what has come due, each with the households that it is about, or with its records in a book (台账).

`WAITING` is the list of those who know of such work. A part of the program that knows more (procedures, notices, readiness,
findings) adds its function to it; page, filter of the household list and number follow by themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, aside
from villagedesk.services.books import matters, needs, special
from villagedesk.services.helping import visiting
from villagedesk.services.procedure import procedures
from villagedesk.store import disputes
from villagedesk.store import visiting as visits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.store.store import Store


class Waiting(NamedTuple):
    """One sort of work.

    Attributes:
        key: tells sorts apart, in every language.
        title: what the list of its households is called.
        text: a sentence with the numbers.
        households: ids in the order in which they are shown; each of them once.
        late: whether something is overdue, not only due.
        book: of what stands in a book of the village (台账), the entity whose records are opened, instead of households.
        records: their ids, the most urgent first.
        names: whom the first of them are about (the head, in a township with the village).
    """

    key: str
    title: str
    text: str
    households: tuple[str, ...]
    late: bool = False
    book: str = ""
    records: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


NAMED: Final = 4
"""How many households of a sort of work are named; the others are counted."""

Provider = Callable[["Store", "dt.date"], Sequence[Waiting]]


def of_lines(
    key: str, title: str, text: str, lines: Iterable[tuple[str, str]], *, late: bool = False, days: int = 0
) -> list[Waiting]:
    """Work from lines of (household, what), as most providers have them; none if there are none.

    `text` is the sentence with {households}, {count} and perhaps {days} in it; lines of no household count and open nothing.
    """
    found = list(lines)
    households = tuple(dict.fromkeys(household for household, _what in found if household))
    if not found:
        return []
    told = text.format(households=len(households), count=len(found), days=days)
    return [Waiting(key, title, told, households, late)]


def _visits(store: Store, today: dt.date) -> list[Waiting]:
    found = visiting.standing(store, today)
    late, unknown = tuple(found.late), found.unknown
    made = []
    if late:
        text = _("{households}户走访逾期，最久的已逾期{days}天。")
        made.append(
            Waiting(
                "visits_late",
                _("走访逾期"),
                text.format(households=len(late), days=visiting.latest(found)),
                late,
                late=True,
            )
        )
    if unknown:
        text = _("{households}户没有走访记录，也没有可以起算的日期（结对开始时间、定级日期）。")
        made.append(Waiting("visits_unknown", _("算不出走访期限"), text.format(households=len(unknown)), unknown))
    return made


def _appointments(store: Store, today: dt.date) -> list[Waiting]:
    found = visits.appointments(store, today.isoformat())
    text = _("{households}户约定的走访日期到了，还没有新的走访记录。")
    return of_lines("appointments", _("约定的走访到期"), text, found)


def _helpers(store: Store, today: dt.date) -> list[Waiting]:
    found = [(household, "") for household in visits.without_helper(store, today.isoformat())]
    text = _("{households}户没有现任责任人。")
    return of_lines("no_helper", _("没有现任责任人"), text, found, late=True)


def _plans(store: Store, today: dt.date) -> list[Waiting]:
    """Measures due this month, and those that should have been done before it."""
    found = visits.due_measures(store, today.strftime("%Y-%m"))
    late, now = (
        [(row, count) for row, count, _now in found if count],
        [(row, count) for row, _, count in found if count],
    )
    made = (
        ("plans_late", _("计划措施过期未完成"), _("{count}项措施过了时限还没有完成，涉及{households}户。"), late, True),
        ("plans_due", _("计划措施本月到期"), _("{count}项措施本月到期，涉及{households}户。"), now, False),
    )
    return [
        Waiting(
            key,
            title,
            text.format(count=sum(count for _row, count in lines), households=len(lines)),
            tuple(row for row, _count in lines),
            over,
        )
        for key, title, text, lines, over in made
        if lines
    ]


def _procedures(store: Store, today: dt.date) -> list[Waiting]:
    """Days left in procedures, notices that hang or have run out, steps that are late, results that nobody has entered."""
    found, day = procedures.waiting(store, today), today.isoformat()
    running = [one for one in found if one.kind == "deadline" and one.due >= day]
    left = min(((dt.date.fromisoformat(one.due) - today).days for one in running), default=0)
    soon = _("{count}个程序有办理期限，最近的还剩{days}天，涉及{households}户。")
    over = _("{count}个程序超过了办理期限，涉及{households}户。")
    sorts = {
        "deadline_over": (_("程序超过期限"), over, [one for one in found if one.kind == "deadline" and one.due < day]),
        "deadline": (_("程序剩余期限"), soon, running),
        "notice": (_("公示"), _("{count}处公示在进行或已满，涉及{households}户。"), [one for one in found if one.kind == "notice"]),
        "late": (_("程序步骤过期"), _("{count}个程序步骤过了计划日期，涉及{households}户。"), [one for one in found if one.kind == "late"]),
        "result": (_("程序结果没有登记"), _("{count}个程序步骤办了还没有登记结果，涉及{households}户。"), [one for one in found if one.kind == "result"]),
    }  # fmt: skip
    return [
        one
        for key, (title, text, some) in sorts.items()
        for one in of_lines(
            f"procedure_{key}",
            title,
            text,
            [(each.household, each.text) for each in some],
            late=key in {"deadline_over", "late"},
            days=left,
        )
    ]


def _books(store: Store, today: dt.date) -> list[Waiting]:
    """What of the books is late or nearly due: records to open; of problems and resolutions what they belong to."""
    late, near = matters.due_soon(store, today.isoformat())
    sorts = {
        "matter": ("matter", _("民情台账逾期"), _("{count}件民情台账事项超过办理期限。"),
                   _("民情台账快到期"), _("{count}件民情台账事项快到办理期限。")),
        "complaint": ("complaint", _("举报逾期"), _("{count}件举报超过办理期限。"),
                      _("举报快到期"), _("{count}件举报快到办理期限。")),
        "rectification": ("inspection", _("督查整改逾期"), _("{count}项督查发现的问题超过整改期限，在{records}次督查中。"),
                          _("督查整改快到期"), _("{count}项督查发现的问题快到整改期限，在{records}次督查中。")),
        "resolution": ("meeting", _("议决事项逾期"), _("{count}项议决事项超过执行期限，在{records}次会议中。"),
                       _("议决事项快到期"), _("{count}项议决事项快到执行期限，在{records}次会议中。")),
        "deed": ("deed", _("实事逾期"), _("{count}件实事超过计划完成日期。"),
                 _("实事快到期"), _("{count}件实事快到计划完成日期。")),
    }  # fmt: skip
    made = []
    for kind, (book, late_title, over, near_title, soon) in sorts.items():
        for key, title, text, some in (("late", late_title, over, late), ("due", near_title, soon, near)):
            mine = [one for one in some if one.kind == kind]
            households = tuple(dict.fromkeys(one.household for one in mine if one.household))
            records = tuple(dict.fromkeys(one.owner.id if one.owner else one.row for one in mine))
            told = text.format(count=len(mine), records=len(records))
            if mine:
                made.append(Waiting(f"{kind}_{key}", title, told, households, some is late, book, records))
    return made


def _needs(store: Store, today: dt.date) -> list[Waiting]:
    """Needs that nobody took on for longer than the line says; the longest first."""
    found = needs.open_for_long(store, today.isoformat())
    if not found:
        return []
    text = _("{count}项帮扶需求待认领超过规定天数，最久的已{days}天。")
    told = text.format(count=len(found), days=found[0].days)
    households = tuple(dict.fromkeys(one.need.household for one in found if one.need.household))
    records = tuple(one.need.id for one in found)
    return [Waiting("need_open", _("帮扶需求久无人认领"), told, households, late=True, book="need", records=records)]


def _again(store: Store, today: dt.date) -> list[Waiting]:
    """People in special hardship who should have been assessed again."""
    found = special.to_assess(store, today.isoformat())
    if not found:
        return []
    households = tuple(dict.fromkeys(one.household for one in found if one.household))
    told = _("{count}名特殊困难群众到了再次评估的日期，还没有新的评估。").format(count=len(found))
    records = tuple(one.id for one in found)
    return [
        Waiting(
            "special_again", _("特殊群众再次评估到期"), told, households, late=True, book="special", records=records
        )
    ]


WAITING: Final[tuple[Provider, ...]] = (_visits, _appointments, _helpers, _plans, _procedures, _books, _needs, _again)


def read_waiting(store: Store, today: dt.date) -> tuple[Waiting, ...]:
    """Everything that waits among the households: what is overdue, then what is due, each provider by provider."""
    found = sorted((one for provider in WAITING for one in provider(store, today)), key=lambda one: not one.late)
    names = names_of(store, {row for one in found for row in one.households[:NAMED]})
    return tuple(one._replace(names=_named(one.households, names)) for one in found)


def names_of(store: Store, households: Iterable[str]) -> dict[str, str]:
    """How households are called where little room is: by their head, in a township with the village."""
    township = store.info.scope == "township"
    titles = disputes.titles_of(store, households).items()
    return {row: aside(head, village if township else "") for row, (village, _group, head) in titles}


def _named(households: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, (names.get(row) for row in households[:NAMED])))
