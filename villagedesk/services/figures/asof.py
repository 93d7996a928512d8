# SPDX-License-Identifier: MIT
"""Lists and figures as of a day, by two clocks: what this file knew on a day, and what was so on a day.

Somebody who joined in May and was entered in June is not there in March by the event date, and not in May by the entry
date. What the log has lost cannot be shown: merges that were taken out again, and persons erased on request.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _, listed
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.services.opening.files import FIRST_YEAR
from villagedesk.store import asof
from villagedesk.store.asof import Moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.store.store import Store

_WHOLE_DAY: Final = 10  # signs of an ISO day


def words(moment: Moment) -> str:
    """The moment in words, for banners and headings; empty for now."""
    told = []
    if moment.known:
        told.append(_("截至{day}已录入的内容").format(day=moment.known))
    if moment.happened:
        told.append(_("{day}当天的情况").format(day=moment.happened))
    return listed(told)


def figure_labels() -> dict[str, str]:
    """What the figures of `store.counts.statistics` are called, in their order."""
    return {
        "villages": _("村"),
        "households": _("户"),
        "members": _("家庭成员"),
        "causes": _("致贫原因"),
        "incomes": _("年度收支"),
        "plans": _("脱贫计划"),
        "measures": _("帮扶措施"),
        "units": _("帮扶单位"),
        "cadres": _("帮扶责任人"),
        "pairings": _("结对"),
        "visits": _("走访记录"),
        "enrolments": _("纳入项目记录"),
        "batches": _("操作"),
        "changes": _("修改记录"),
    }


def read_moment(store: Store, known: str = "", happened: str = "") -> Moment:
    """The moment that two typed days mean.

    Raises:
        Refused: neither is given, one is no day, lies before the national files, or has not come yet.
    """
    moment = Moment(_day(store, _("录入日期"), known), _day(store, _("发生日期"), happened))
    if not any(moment):
        raise Refused(_("没有填写日期。请填写录入日期或发生日期，至少一个。"))
    return moment


def _day(store: Store, field: str, typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        day = read_date(typed)
    except NotADate:
        day = ""
    if len(day) != _WHOLE_DAY:
        raise Refused(_("{field}“{value}”不是完整的日期，请写年月日，如 2020-12-31。").format(field=field, value=typed))
    if day > store.clock().date().isoformat():
        raise Refused(_("{field}“{value}”还没有到，请填写今天或以前的日期。").format(field=field, value=day))
    if int(day[:4]) < FIRST_YEAR:
        text = _("{field}“{value}”早于{year}年，村档没有那时的资料，请填写{year}年以后的日期。")
        raise Refused(text.format(field=field, value=day, year=FIRST_YEAR))
    return day


def state_as_of(
    store: Store,
    moment: Moment,
    *,
    searchable: bool = False,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Store:
    """The file as of a moment: a copy in memory that every list and figure can be read from; the file stays as it is.

    The copy is read-only, its "today" and working year are those of the moment. Close it when done.

    Raises:
        Cancelled: from `check`.
    """
    day = dt.date.fromisoformat(moment.happened or moment.known)
    evening = dt.datetime.combine(day, dt.time(23, 59))
    made = asof.copy(store, lambda: evening, moment, searchable=searchable, check=check, report=report)
    year = day.year if moment.happened else min(store.info.year, day.year)
    made.info = made.info._replace(year=max(FIRST_YEAR, year))
    return made
