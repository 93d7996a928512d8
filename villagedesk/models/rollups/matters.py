# SPDX-License-Identifier: MIT
"""三本台账、举报、实事, and 督查、议事会 (domain.md §8 no. 17): what came, was settled, is running and late, and how long it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.rollups.pieces import of_codes
from villagedesk.models.rollups.spec import Among, Cell, Row, Section, Table, Unit, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

KIND: Final = "book.kind"
OPENED, CLOSED, ALL = "book.opened", "book.closed", "book.all"
RUNNING, LATE, WAITING, HUNG, REPORTED = "book.running", "book.late", "book.waiting", "book.hung", "book.reported"
DAYS, TIMED = "book.days", "book.timed"
HELD: Final = "book.held"


def matters(year: int) -> Table:
    """The three ledgers by ledger and class, complaints by channel and finding, deeds by class."""
    note = _(
        "统计{year}年内登记的，以及以前年度登记、{year}年初还没有办结的；过去的年度看到该年12月31日，当年看到当日。"
        "新增：登记日期在本年的。办结：本年内销号、办结的，不含上报和挂账。在办：还没有结论的，逾期是其中超过办理期限的；"
        "没有填写期限的不算逾期，举报没有填写的按设置中的举报办理期限。办结率：本年办结的÷本年新增和年初结转的。"
        "平均天数：本年办结的从登记到办结的天数，缺日期的不算。没有登记日期的不算新增，没有销号日期的不算本年办结。实事完成后还没有销号的算在办；挂账的每年都列，直到办结。"
        "台账、举报、实事各自统计，不相加；举报的格子打开只列编号和日期，不列举报人。按组统计的，只有写明了户或组的台账事项。"
    ).format(year=year)
    columns = (
        _("新增（件）"), _("办结（件）"), _("在办（件）"), _("逾期（件）"), _("挂账（件）"), _("上报（件）"), _("办结率（%）"),
        _("平均天数"),
    )  # fmt: skip
    of_matters, of_complaints, of_deeds = (Among(KIND, (kind,)) for kind in ("matter", "complaint", "deed"))
    sections = (
        Section(_("三本台账"), (_line(_("合计"), of_matters), *_by("matter.ledger", "matter_ledger", of_matters))),
        Section(_("三本台账按类别"), _by("matter.category", "matter_class", of_matters)),
        Section(_("三本台账按满意度"), _by("matter.satisfaction", "satisfaction", of_matters)),
        Section(
            _("举报"), (_line(_("合计"), of_complaints), *_by("complaint.channel", "complaint_channel", of_complaints))
        ),
        Section(_("举报按核查结论"), _by("complaint.finding", "complaint_finding", of_complaints)),
        Section(_("实事"), (_line(_("合计"), of_deeds), *_by("deed.kind", "deed_kind", of_deeds))),
    )
    return Table("matters", _("三本台账、举报和实事"), note, columns, sections, gathered="books")


def _line(label: str, *where: Condition) -> Row:
    known = (OPENED, CLOSED, RUNNING, LATE, HUNG, REPORTED)
    cells = [Cell(Unit.CASES, (*where, Within(fact, 1))) for fact in known]
    return Row(label, (*cells, Cell(Unit.PERCENT, where, CLOSED, ALL), Cell(Unit.DAYS, where, DAYS, TIMED)))


def _by(fact: str, codes: str, *where: Condition) -> tuple[Row, ...]:
    return of_codes(fact, codes, _line, *where)


def inspections(year: int) -> Table:
    """Inspections by method with the problems that they found, and meetings with what they resolved."""
    note = _(
        "次数：{year}年内的督查和会议。问题和议决事项：本年督查发现、会议议决的，以及以前年度的、{year}年初还没有完成的；"
        "未通过、暂缓的议决事项不算。完成：问题为本年内复核通过的，议决事项为本年内执行完成的；待复核：已整改还没有复核的。"
        "完成率：本年完成的÷本年新增和年初结转的。平均天数：从督查或会议到整改、执行完成的天数，缺日期的不算。"
        "过去的年度看到该年12月31日，当年看到当日。督查和会议各自统计，不相加。"
    ).format(year=year)
    columns = (
        _("次数"), _("问题、事项（项）"), _("完成（项）"), _("待复核（项）"), _("在办（项）"), _("逾期（项）"), _("完成率（%）"),
        _("平均天数"),
    )  # fmt: skip
    checked, met = Among(KIND, ("inspection", "rectification")), Among(KIND, ("meeting", "resolution"))
    sections = (
        Section(
            _("督查"), (_held(_("合计"), checked), *of_codes("inspection.method", "inspection_method", _held, checked))
        ),
        Section(_("会议"), (_held(_("合计"), met), *of_codes("meeting.kind", "meeting_kind", _held, met))),
    )
    return Table("inspections", _("督查、议事会"), note, columns, sections, gathered="books")


def _held(label: str, *where: Condition) -> Row:
    known = (OPENED, CLOSED, WAITING, RUNNING, LATE)
    cells = [Cell(Unit.ITEMS, (*where, Within(fact, 1))) for fact in known]
    held = Cell(Unit.TIMES, (*where, Within(HELD, 1)))
    return Row(label, (held, *cells, Cell(Unit.PERCENT, where, CLOSED, ALL), Cell(Unit.DAYS, where, DAYS, TIMED)))
