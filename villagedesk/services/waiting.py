# SPDX-License-Identifier: MIT
"""The day's work among the households: what has come due, each with the households that it is about.

`WAITING` is the list of those who know of such work. A part of the program that knows more (procedures, notices, readiness,
findings) adds its function to it; page, filter of the household list and number follow by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.services import visiting
from villagedesk.store import visiting as visits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from villagedesk.store.store import Store


class Waiting(NamedTuple):
    """One sort of work.

    Attributes:
        key: tells sorts apart, in every language.
        title: what the list of its households is called.
        text: a sentence with the numbers.
        households: ids in the order in which they are shown; each of them once.
        late: whether something is overdue, not only due.
    """

    key: str
    title: str
    text: str
    households: tuple[str, ...]
    late: bool = False


Provider = Callable[["Store", "dt.date"], Sequence[Waiting]]


def of_lines(key: str, title: str, text: str, lines: Iterable[tuple[str, str]], *, late: bool = False) -> list[Waiting]:
    """Work from lines of (household, what), as most providers have them; none if there are none.

    `text` is the sentence with {households} and {count} in it; lines of no household count and open nothing.
    """
    found = list(lines)
    households = tuple(dict.fromkeys(household for household, _what in found if household))
    if not found:
        return []
    return [Waiting(key, title, text.format(households=len(households), count=len(found)), households, late)]


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
    month = today.strftime("%Y-%m")
    found = visits.due_measures(store, month)
    late = [one for one in found if one[1] < month]
    now = [one for one in found if one[1] == month]
    return [
        *of_lines(
            "plans_late",
            _("计划措施过期未完成"),
            _("{count}项措施过了时限还没有完成，涉及{households}户。"),
            late,
            late=True,
        ),
        *of_lines("plans_due", _("计划措施本月到期"), _("{count}项措施本月到期，涉及{households}户。"), now),
    ]


WAITING: Final[tuple[Provider, ...]] = (_visits, _appointments, _helpers, _plans)


def read_waiting(store: Store, today: dt.date) -> tuple[Waiting, ...]:
    """Everything that waits among the households, provider by provider."""
    return tuple(one for provider in WAITING for one in provider(store, today))
