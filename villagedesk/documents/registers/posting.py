# SPDX-License-Identifier: MIT
"""What papers of cadres at their posts compute: a month with its sums, days of leave, ticks of duties, sums of scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.more import More, Named
from villagedesk.documents.registers.subject import references_of
from villagedesk.models.catalogue.help import Cadre, Unit
from villagedesk.models.catalogue.posting import DAY_KEYS, Attendance, DutyTick, Posting
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.posting import SCORES, days_in, days_of, holds_on, leave_days, signs, sums
from villagedesk.models.values.numbers import from_scaled
from villagedesk.models.values.show import words
from villagedesk.services.books.posting import month_lines
from villagedesk.services.books.registers import RowNames
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.posting import Days
    from villagedesk.services.books.posting import MonthLine

NO_SUCH_DAY: Final = "／"
_COUNTS: Final = (
    ("在村", "present"), ("在岗", "on_duty"), ("请假", "leave"), ("公休", "rest"), ("脱岗", "absent"), ("未填", "missing"),
)  # fmt: skip
_MONTHS: Final = 12
_PERSON: Final = PlaceholderGroup(
    "本人",
    computed=(
        ("单位", "责任人单位的名称", "示范县农业农村局"),
        ("岗位", "在本村的派驻岗位；没有登记派驻的空着", "第一书记"),
    ),
)


def _person(subject: Subject, day: str | None) -> dict[str, dict[str, str]]:
    """Unit of the cadre whom the record names, and his post in the village on a day, or the last one where none is known."""
    row = getattr(subject.record, "cadre", None) or ""
    cadre = reads.get(subject.store, Cadre, row) if row else None
    unit = reads.get(subject.store, Unit, cadre.unit) if cadre is not None and cadre.unit else None
    posts = [one for one in reads.of_owner(subject.store, Posting, subject.village.id) if row and one.cadre == row]
    held = [one for one in posts if not day or holds_on(one, day)]
    role = words(field_spec("posting.role"), held[-1].role) if held else ""
    return {_PERSON.name: {"单位": (unit.name or "") if unit else "", "岗位": role}}


def _posts(subject: Subject) -> list[str]:
    """Ids of all postings of the cadre in the village: which is the last follows from their days."""
    row = getattr(subject.record, "cadre", None) or ""
    return [one.id for one in reads.of_owner(subject.store, Posting, subject.village.id) if row and one.cadre == row]


def _person_named(subject: Subject) -> list[Named]:
    """The cadre with his unit, and what the unit is called."""
    row = getattr(subject.record, "cadre", None) or ""
    cadre = reads.get(subject.store, Cadre, row) if row else None
    unit = [Named("unit", cadre.unit)] if cadre is not None and cadre.unit else []
    return [Named("cadre", row, frozenset({"unit"})), *unit] if row else []


# -- 考勤月表 ------------------------------------------------------------------------------------------------------------


def _month(subject: Subject) -> dict[str, Any]:
    """Everybody of the month of the record, not only whose record it is."""
    month = getattr(subject.record, "month", None) or ""
    lines = month_lines(subject.store, subject.village.id, month) if month else []
    rows = [_line(line, place, subject.day) for place, line in enumerate(lines, 1)]
    return {"考勤表": rows, "月份": {"年月": words(field_spec("attendance.month"), month or None)}}


def _months(subject: Subject) -> list[str]:
    """Ids of everybody's month, and of all postings of the village: they say who stands on the sheet, and as what."""
    month = getattr(subject.record, "month", None) or ""
    of_month = reads.where(subject.store, Attendance, "village = ? AND month = ?", (subject.village.id, month), "id")
    return [one.id for one in (*of_month, *reads.of_owner(subject.store, Posting, subject.village.id))]


def _on_sheet(subject: Subject) -> list[Named]:
    month = getattr(subject.record, "month", None) or ""
    lines = month_lines(subject.store, subject.village.id, month) if month else []
    return [Named("cadre", line.posted.cadre.id) for line in lines]


def _line(line: MonthLine, place: int, today: str) -> dict[str, str]:
    days = days_of(line.month, today, line.posted)
    role = line.posted.role_in(line.month.month or "")
    made = {"序号": str(place), "姓名": line.posted.name, "岗位": words(field_spec("posting.role"), role)}
    return made | _days(line.month) | {name: str(getattr(days, key)) for name, key in _COUNTS} | {"在岗率": _rate(days)}


def _rate(days: Days) -> str:
    return f"{from_scaled(days.rate, 2)}%" if days.rate is not None else ""


def _days(month: Attendance) -> dict[str, str]:
    """The sign of each day; a day that the month does not have is struck out, one that nobody entered stays empty."""
    length = days_in(month.month or "")
    return {
        f"日{place}": signs().get(getattr(month, key) or "", "") if place <= length else NO_SUCH_DAY
        for place, key in enumerate(DAY_KEYS, 1)
    }


MONTH_SHEET: Final = More(
    (
        PlaceholderGroup(
            "考勤表",
            each="项",
            computed=(
                ("序号", "在表中的序号", "1"),
                ("姓名", "驻村干部姓名", "周明"),
                ("岗位", "当月的派驻岗位", "第一书记"),
                *((f"日{day}", f"{day}日的符号；没有登记的空着，当月没有的日子为“／”", "√") for day in range(1, 32)),
                *((name, f"{name}天数", "22") for name, _key in _COUNTS),
                ("在岗率", "在岗天数占已登记天数（不含公休）的比例", "95.65%"),
            ),
        ),
        PlaceholderGroup("月份", computed=(("年月", "考勤的月份；空白表上空着", "2016年3月"),)),
    ),
    _month,
    called=lambda subject: words(field_spec("attendance.month"), getattr(subject.record, "month", None)),
    beside=_months,
    named=_on_sheet,
)


# -- 请假单 --------------------------------------------------------------------------------------------------------------


def _slip(subject: Subject) -> dict[str, Any]:
    days = leave_days(subject.record)  # type: ignore[arg-type]  # of the book of leave
    return {"请假单": {"天数": str(days) if days else ""}, **_person(subject, getattr(subject.record, "start", None))}


LEAVE_SLIP: Final = More(
    (PlaceholderGroup("请假单", computed=(("天数", "起止日期都算在内的天数", "3"),)), _PERSON),
    _slip,
    beside=_posts,
    named=_person_named,
)


# -- 工作清单 ------------------------------------------------------------------------------------------------------------


def _duties(subject: Subject) -> dict[str, Any]:
    """The duties of the year with a mark for each month; a month of which nothing was entered stays empty."""
    names = RowNames(subject.store)
    names.look_up_all(subject.records, references_of("duty"))
    ticks = reads.of_owners(subject.store, DutyTick, [one.id for one in subject.records])
    rows = []
    for place, duty in enumerate(subject.records, 1):
        cadre = getattr(duty, "cadre", None)
        marks = {
            tick.month: "√" if tick.done is True else "×" if tick.done is False else ""
            for tick in ticks.get(duty.id, ())
        }
        rows.append(
            {"序号": str(place), "责任人": names.name("cadre", cadre) if cadre else "全队"}
            | {name: words(field_spec(f"duty.{key}"), getattr(duty, key)) for name, key in _DUTY}
            | {f"月{number}": marks.get(f"{subject.year}-{number:02d}", "") for number in range(1, _MONTHS + 1)}
        )
    return {"清单": rows}


def _ticked(subject: Subject) -> list[str]:
    """Ids of the ticks of the duties."""
    return [one.id for one in reads.below(subject.store, DutyTick, [duty.id for duty in subject.records])]


_DUTY: Final = (
    ("职责类别", "area"), ("工作事项", "text"), ("频次", "frequency"), ("时限", "due"), ("佐证", "evidence"),
    ("销号", "closed_on"), ("完成情况", "result"),
)  # fmt: skip
DUTY_LIST: Final = More(
    (
        PlaceholderGroup(
            "清单",
            each="项",
            computed=(
                ("序号", "在表中的序号", "1"),
                ("责任人", "清单责任人；没有写的为全队", "周明"),
                *((name, name, "……") for name, _key in _DUTY),
                *(
                    (f"月{number}", f"{number}月是否完成：√、×，没有登记的空着", "√")
                    for number in range(1, _MONTHS + 1)
                ),
            ),
        ),
    ),
    _duties,
    people=("duty.cadre",),
    beside=_ticked,
)


# -- 责任书、承诺书、考核表 ------------------------------------------------------------------------------------------------


def _pledge(subject: Subject) -> dict[str, Any]:
    """The goals one by one, as they were typed line by line."""
    goals = [one.strip() for one in (getattr(subject.record, "goals", None) or "").splitlines() if one.strip()]
    listed = [{"序号": str(place), "内容": one} for place, one in enumerate(goals, 1)]
    return {"目标": listed, **_person(subject, getattr(subject.record, "start", None))}


PLEDGE: Final = More(
    (PlaceholderGroup("目标", each="条", computed=(("序号", "第几条", "1"), ("内容", "一条目标", "……"))), _PERSON),
    _pledge,
    beside=_posts,
    named=_person_named,
)
_SCORED: Final = ("weight", *SCORES)


def _assessment(subject: Subject) -> dict[str, Any]:
    added = sums(subject.lines["assessment_line"])  # type: ignore[arg-type]  # of the book of assessments
    specs = [field_spec(f"assessment_line.{key}") for key in _SCORED]
    return {
        "得分合计": {spec.placeholder: words(spec, added[spec.key]) for spec in specs},
        **_person(subject, getattr(subject.record, "date", None)),
    }


ASSESSMENT: Final = More(
    (
        PlaceholderGroup(
            "得分合计",
            computed=tuple(
                (spec.placeholder, f"{spec.label}合计；没有填写的不计", "92")
                for spec in (field_spec(f"assessment_line.{key}") for key in _SCORED)
            ),
        ),
        _PERSON,
    ),
    _assessment,
    beside=_posts,
    named=_person_named,
)
