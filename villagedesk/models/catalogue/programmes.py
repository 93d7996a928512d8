# SPDX-License-Identifier: MIT
"""Which programmes a household is in and since when, and which years the county has locked (domain.md §2.0, §3.5, §5.5)."""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.spec import (
    Flag,
    Group,
    Kind,
    Number,
    Record,
    Scope,
    Sensitivity,
    Text,
    entity,
    field,
)

PUBLIC: Final = Sensitivity.PUBLIC
LEAVING: Final = Group("退出情况", "Leaving")
LOCKED: Final = Group("锁定", "Locking")
UNLOCKED: Final = Group("解锁", "Unlocking")
YEAR_ONLY: Final[dict[str, Any]] = {
    "hint": "只知道年度的，日期空着；不推算日期",
    "hint_en": "Leave the day empty where only the year is known; no day is made up",
}


@entity(
    "enrolment", "纳入项目记录", "Enrolment", Scope.EVENT, parent="household",
    natural=("household", "programme", "from_year"),
)  # fmt: skip
class Enrolment(Record):
    """A household is in a programme from a year (or day) to a year (or day); it may be in several at once.

    The id is derived, so that two offices that import the same roster write the same row.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    programme: Text = field(
        "项目", "Programme", Kind.CODE, codes="programme", sensitivity=PUBLIC, aliases="帮扶项目", required=True
    )
    kind: Text = field("对象类别", "Kind", Kind.CODE, codes="enrolment_kind", sensitivity=Sensitivity.SENSITIVE)
    from_year: Number = field(
        "项目纳入年度", "From year", Kind.YEAR, sensitivity=PUBLIC, required=True, short="纳入年度"
    )
    start: Text = field("纳入日期", "From day", Kind.DATE, sensitivity=PUBLIC, **YEAR_ONLY)
    to_year: Number = field(
        "退出年度",
        "Until year",
        Kind.YEAR,
        LEAVING,
        sensitivity=PUBLIC,
        hint="仍在项目内的空着",
        hint_en="Empty while it lasts",
    )
    end: Text = field("退出日期", "Until day", Kind.DATE, LEAVING, sensitivity=PUBLIC, **YEAR_ONLY)
    ending: Text = field("退出方式", "How it ended", Kind.CODE, LEAVING, codes="enrolment_end", sensitivity=PUBLIC)
    note: Text = field("纳入备注", "Note", Kind.NOTE)


@entity("year_lock", "年度锁定", "Lock of a year", Scope.YEAR, parent="village", natural=("village", "year"))
class YearLock(Record):
    """After the county audit the facts of a village's year stay as they are until somebody unlocks them with a reason.

    One row per village and year; what it held before is in its history. `unlock_reason` stays when the year is locked
    again, so that taking the lock away always writes a reason (`services.keeping.locking`).
    """

    village: Text = field("村", "Village", Kind.REF, ref="village", sensitivity=PUBLIC, required=True)
    year: Number = field("年度", "Year", Kind.YEAR, sensitivity=PUBLIC, required=True)
    locked: Flag = field("是否锁定", "Locked", Kind.YES_NO, LOCKED, sensitivity=PUBLIC)
    locked_on: Text = field("锁定日期", "Locked on", Kind.DATE, LOCKED, sensitivity=PUBLIC)
    locked_by: Text = field("锁定人", "Locked by", Kind.NAME, LOCKED, sensitivity=PUBLIC)
    basis: Text = field(
        "锁定依据", "Ground of the lock", group=LOCKED, sensitivity=PUBLIC, hint="如 县级审核日期、文号",
        hint_en="e.g. day or number of the county's audit",
    )  # fmt: skip
    unlocked_on: Text = field("解锁日期", "Unlocked on", Kind.DATE, UNLOCKED, sensitivity=PUBLIC)
    unlocked_by: Text = field("解锁人", "Unlocked by", Kind.NAME, UNLOCKED, sensitivity=PUBLIC)
    unlock_reason: Text = field("解锁原因", "Why unlocked", Kind.NOTE, UNLOCKED, sensitivity=PUBLIC)
