# SPDX-License-Identifier: MIT
"""What D22 监测对象核查审批表 and 风险消除审批表 print beside the monitoring record: on which days its steps were done.

A day is printed where a step, meeting, notice or the record tells it (`models.doings`); every other waits for the pen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import in_chinese
from villagedesk.models.doings import doing_of
from villagedesk.models.occasions import watched
from villagedesk.models.values.dates import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.procedure import Monitoring
    from villagedesk.models.doings import Doing, Facts

Words = dict[str, str]

_ENTRY: Final = (("入户核实", "survey"), ("民主评议", "appraisal"), ("村内公示", "notice_village"), ("乡镇初审", "township"), ("县级审定", "county"))  # fmt: skip
_REMOVAL: Final = (("消除核实", "survey"), ("消除评议", "appraisal"), ("消除公示", "notice_village"), ("消除审批", "county"), ("消除公告", "announce"))  # fmt: skip
_REMOVED: Final = (
    "removed_on",
    "removal",
    "after_income",
    "after_school",
    "after_house",
    "after_medical",
    "after_water",
)
STEPS: Final = (
    *(
        (f"{name}时间", f"{name}的日期，公示是起止日期；不知道的空着", "2023年3月5日")
        for name, _ in (*_ENTRY, *_REMOVAL)
    ),
    ("办理消除", "已登记风险消除的事实或程序时是“是”", ""),
)
_BY_RECORD: Final = {"county": "confirmed_on"}  # the day of a step that the record itself has, without any procedure
_BY_RECORD_REMOVED: Final = {"county": "removed_on"}


def monitoring_steps(case: CaseFile, today: dt.date) -> Words:
    """The days of the steps of entering and of removal, and whether anything of a removal is known."""
    record = watched(case)
    entry, removal = (_last(case, record, kind) for kind in ("monitor", "removal"))
    with in_chinese():
        days = {f"{name}时间": _day(entry, record, key, today, _BY_RECORD) for name, key in _ENTRY}
        days |= {f"{name}时间": _day(removal, record, key, today, _BY_RECORD_REMOVED) for name, key in _REMOVAL}
    known = removal is not None or any(getattr(record, key) is not None for key in _REMOVED)
    return days | {"办理消除": "是" if known else ""}


def _last(case: CaseFile, record: Monitoring, kind: str) -> Facts | None:
    """The procedure of a kind that is about the record, the one begun last; those that were broken off say nothing."""
    found = sorted(_about(case, record, kind), key=lambda one: (one.process.started_on or "", one.process.id))
    return found[-1] if found else None


def _about(case: CaseFile, record: Monitoring, kind: str) -> Iterator[Facts]:
    for one in case.procedures:
        template = one.template
        mine = one.monitoring is not None and record.id and one.monitoring.id == record.id
        if template is not None and template.kind == kind and mine and not (one.process.ended or one.process.ended_on):
            yield one


def _day(facts: Facts | None, record: Monitoring, key: str, today: dt.date, by_record: dict[str, str]) -> str:
    template = facts.template if facts else None
    step = template.known(key) if template else None
    if facts is not None and step is not None:
        return _span(doing_of(step, facts, today, {}))
    value = getattr(record, by_record[key]) if key in by_record else None
    return shown(value) if isinstance(value, str) else ""


def _span(doing: Doing) -> str:
    """The day of a step, of a notice from when until when; nothing of a step that nobody touched."""
    if not doing.touched:
        return ""
    days = [shown(day) for day in (doing.start, doing.done) if day]
    return "至".join(dict.fromkeys(days))
