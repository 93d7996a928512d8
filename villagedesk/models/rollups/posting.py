# SPDX-License-Identifier: MIT
"""驻村 (domain.md §8 no. 14): who was posted, leave, assessments, rewards; and how the days of attendance were spent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.rollups.pieces import of_codes
from villagedesk.models.rollups.spec import Among, Cell, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

WHAT: Final = "posted.what"
CADRE, ROLE, MONTH = "posted.cadre", "posted.role", "posted.month"
SPENT: Final = ("present", "on_duty", "leave", "rest", "absent", "missing", "owed")
"""What a month is added up by: the names of `models.posting.Days`, which the facts are named after."""
SHORT: Final = "posted.short"
SIGNED: Final = "pledge.signed"


def spent(name: str) -> str:
    """The fact that tells how many days of a month were spent so."""
    return f"posted.{name}"


def posting(year: int) -> Table:
    """Who was at a post in a year, leave, letters of responsibility, assessments and rewards."""
    note = _(
        "派驻：{year}年内在岗过的，按岗位；同一人任两个岗位的，各岗位都算。结束派驻：本年离岗的。请假：与本年有交集的。"
        "责任书和承诺书：责任期与本年有交集的。考核：考核年度为本年的，每次考核算一次；没有定等次的在不详里。奖惩：本年决定的。"
        "人数：同一人只算一次，各行相加可能超过合计。过去的年度看到该年12月31日，当年看到当日。驻村统计到村，不按组。"
    ).format(year=year)
    sections = (
        _section(_("派驻"), "posting", ROLE, "posting_role"),
        _section(_("结束派驻"), "ended", "posting.ending", "posting_end"),
        _section(_("请假"), "leave", "leave.kind", "leave_kind"),
        _section(_("请假按审批机关"), "leave", "leave.approver_level", "leave_approver"),
        _section(_("责任书和承诺书"), "pledge", "pledge.kind", "pledge_kind"),
        Section(
            _("责任书和承诺书签字"),
            (
                _records(_("已签字"), _what("pledge"), Within(SIGNED, 1, 1)),
                _records(_("没有签字"), _what("pledge"), Within(SIGNED, 0, 0)),
                _records(_("不详"), _what("pledge"), Unknown(SIGNED)),
            ),
        ),
        _section(_("考核"), "assessment", "assessment.level", "assessment_level"),
        _section(_("考核按时段"), "assessment", "assessment.period", "assessment_period"),
        _section(_("奖惩"), "reward", "reward.kind", "reward_kind"),
    )
    return Table(
        "posting",
        _("驻村人员、请假和考核"),
        note,
        (_("人数"), _("次数（份数）")),
        sections,
        gathered="posting",
        sparse=True,
    )


def _what(what: str) -> Condition:
    return Among(WHAT, (what,))


def _records(label: str, *where: Condition, always: bool = False) -> Row:
    return Row(label, (Cell(Unit.CADRES, where, CADRE), Cell(Unit.TIMES, where)), always)


def _section(label: str, what: str, fact: str, codes: str) -> Section:
    """All, then a line for each code, and one for what is not known."""
    whole = _records(_("合计"), _what(what), always=True)
    return Section(label, (whole, *of_codes(fact, codes, _records, _what(what))))


def attendance(year: int) -> Table:
    """How the days of attendance were spent, by post and by month."""
    note = _(
        "统计{year}年的考勤，过去的年度到该年12月31日，当年到当日。只计有人登记的天数；未登记：派驻期内没有人登记的天数，既不算在村，也不算缺勤。"
        "在岗：在村、开会、出差。在岗率：在岗天数÷已登记的、公休以外的天数。"
        "天数不足：全月在岗的第一书记、队长和队员，当月驻村天数少于设置中的天数的人月，"
        "未登记的天数全算上也不够的才算；开会、出差是否计入按设置。岗位按当月最后的岗位。考勤统计到村，不按组。"
    ).format(year=year)
    columns = (
        _("人数"), _("在村（天）"), _("在岗（天）"), _("请假（天）"), _("公休（天）"), _("脱岗（天）"), _("未登记（天）"),
        _("在岗率（%）"), _("天数不足（人月）"),
    )  # fmt: skip
    months = [_days(_("{month}月").format(month=month), Within(MONTH, month, month)) for month in range(1, 13)]
    sections = (
        Section(_("合计"), (_days(_("合计"), always=True),)),
        Section(_("按岗位"), of_codes(ROLE, "posting_role", _days)),
        Section(_("按月"), tuple(months)),
    )
    return Table("attendance", _("驻村考勤"), note, columns, sections, gathered="posting", sparse=True)


def _days(label: str, *where: Condition, always: bool = False) -> Row:
    of_month = (*where, _what("month"))
    *sums, owed = (spent(name) for name in SPENT)
    return Row(
        label,
        (
            Cell(Unit.CADRES, of_month, CADRE),
            *(Cell(Unit.WHOLE_DAYS, of_month, fact) for fact in sums),
            Cell(Unit.PERCENT, of_month, spent("on_duty"), owed),
            Cell(Unit.TIMES, (*of_month, Within(SHORT, 1))),
        ),
        always,
    )
