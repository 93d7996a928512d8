# SPDX-License-Identifier: MIT
"""措施, 帮扶力量 and 走访 (domain.md §8 no. 11 and 13): what was given and planned, who helps, and who was visited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.codes import code_list
from villagedesk.models.rollups.spec import Among, Cell, Each, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

GIVEN, PLANNED, NOTHING = "given", "planned", "nothing"
FOR_ONE, FOR_ALL = "one", "all"  # for whom help was: a person, or the household
PAIRED, PAIRED_LATE = "visit.paired", "visit.paired_late"
"""1 of a household that a cadre answers for, and of one of these that is late."""
_NAMED: Final = ("yulu", "micro_loan", "house_repair", "relocated", "post", "disabled_allowances", "temporary")


def help_given(year: int) -> Table:
    """Help of a year by class: households, persons, times and money are counted apart."""
    note = _(
        "统计{year}年内已登记落实的帮扶（措施落实），计划外的也在内；户为该年年末在册的户。"
        "户数：有这类帮扶的户，各类相加可能超过合计。人数：登记为受益人的人，同一人只算一次。"
        "人次：登记了受益人的次数；户次：没有登记受益人、全户受益的次数；人次和户次不重复，也不与户数、人数相加。"
        "没有享受任何措施的户：既没有落实记录，计划措施也都没有实施。金额只合计已填的。小额信贷的余额和逾期另见“小额信贷”，危房改造进度另见“危房改造”，项目资金另见“项目资金”。"
    ).format(year=year)
    columns = (_("户数"), _("人数"), _("人次"), _("户次"), _("金额（元）"))
    classes, kinds = code_list("measure_class"), code_list("measure_kind")
    known = tuple(one.code for one in classes.choices())
    by_class = [_given(classes.shown(code, year), Among("help.category", (code,))) for code in known]
    by_class.append(_given(_("不详"), Unknown("help.category", known), Among("help.what", (GIVEN,))))
    named = [_given(kinds.shown(code, year), Among("help.subcategory", (code,))) for code in _NAMED]
    nothing = _given(_("没有享受任何措施的户"), Among("help.what", (NOTHING,)))
    return Table(
        "help",
        _("措施落实"),
        note,
        columns,
        (
            Section(_("合计"), (_given(_("合计"), Among("help.what", (GIVEN,))),)),
            Section(_("按类别"), tuple(by_class)),
            Section(_("其中"), tuple(named)),
            Section(_("没有帮扶"), (nothing,)),
        ),
        gathered="help",
    )


def _given(label: str, *where: Condition) -> Row:
    return Row(
        label,
        (
            Cell(Unit.HOUSEHOLDS, where),
            Cell(Unit.PEOPLE, where),
            Cell(Unit.PERSON_TIMES, (*where, Among("help.whom", (FOR_ONE,)))),
            Cell(Unit.HOUSEHOLD_TIMES, (*where, Among("help.whom", (FOR_ALL,)))),
            Cell(Unit.MONEY, where, "help.amount"),
        ),
    )


def measures(year: int) -> Table:
    """The measures that are planned for a year, by class and by how far they are."""
    note = _(
        "统计{year}年度帮扶计划中的措施，已放弃的不算；户为该年年末在册的户。项数为措施条数。"
        "户数各类相加可能超过合计；项数和金额各行相加等于合计。金额为计划资金额度，只合计已填的。"
    ).format(year=year)
    sections = [Section(_("合计"), (_planned(_("合计"), Among("plan.what", (PLANNED,))),))]
    for fact, codes, label in (
        ("plan.category", "measure_class", _("按类别")),
        ("plan.status", "measure_status", _("按完成情况")),
        ("plan.source", "fund_source", _("按资金来源")),
    ):
        listed = code_list(codes)
        known = tuple(one.code for one in listed.choices() if one.code != "dropped")
        rows = [_planned(listed.shown(code, year), Among(fact, (code,))) for code in known]
        rows.append(_planned(_("不详"), Unknown(fact, known), Among("plan.what", (PLANNED,))))
        sections.append(Section(label, tuple(rows)))
    sections.append(Section(_("没有措施"), (_planned(_("计划中没有任何措施的户"), Among("plan.what", (NOTHING,))),)))
    columns = (_("户数"), _("项数"), _("计划金额（元）"))
    return Table("measures", _("计划措施"), note, columns, tuple(sections), gathered="plans")


def _planned(label: str, *where: Condition) -> Row:
    items = (*where, Among("plan.what", (PLANNED,)))
    return Row(label, (Cell(Unit.HOUSEHOLDS, where), Cell(Unit.ITEMS, items), Cell(Unit.MONEY, where, "plan.amount")))


def helpers(year: int) -> Table:
    """Who answers for households, by the level of the unit, by role, and by how many households he has."""
    note = _(
        "统计当日（过去的年度为该年12月31日）有效的结对；户为该年年末在册的户。单位、责任人每个只算一次，各行相加可能超过合计。"
        "没有责任人的户不含一般农户和已注销的户。驻村人员、考勤和考核另有汇总表。"
        "平均每名责任人户数：每名责任人结对户数之和÷责任人数，一户有几名责任人的，每名都算。"
    )
    columns = (_("单位数"), _("责任人数"), _("户数"), _("平均每名责任人户数"))
    sections = [Section(_("合计"), (_helping(_("合计"), Within("helper.load", 1)),))]
    for fact, codes, label in (
        ("helper.level", "unit_level", _("按单位隶属关系")),
        ("helper.role", "pairing_role", _("按责任类别")),
    ):
        listed = code_list(codes)
        known = tuple(one.code for one in listed.choices())
        rows = [_helping(listed.shown(code, year), Among(fact, (code,))) for code in known]
        rows.append(_helping(_("不详"), Unknown(fact, known), Within("helper.load", 1)))
        sections.append(Section(label, tuple(rows)))
    loads = [
        _helping(_("1–2户"), Within("helper.load", 1, 2)),
        _helping(_("3–5户"), Within("helper.load", 3, 5)),
        _helping(_("6户及以上"), Within("helper.load", 6)),
    ]
    sections.append(Section(_("按每人结对户数"), tuple(loads)))
    sections.append(Section(_("没有责任人"), (_helping(_("没有责任人的户"), Within("helper.load", 0, 0)),)))
    roles = code_list("pairing_role")
    known = tuple(one.code for one in roles.choices())
    by_role = ((roles.shown(code), Cell(Unit.HOUSEHOLDS, (Among("helper.role", (code,)),))) for code in known)
    listing = Each("helper.cadre", ((_("结对户数"), Cell(Unit.HOUSEHOLDS)), *by_role))
    return Table("helpers", _("帮扶力量"), note, columns, tuple(sections), gathered="helpers", each=listing)


def _helping(label: str, *where: Condition) -> Row:
    return Row(
        label,
        (
            Cell(Unit.OFFICES, where, "helper.unit"),
            Cell(Unit.CADRES, where, "helper.cadre"),
            Cell(Unit.HOUSEHOLDS, where),
            Cell(Unit.HOUSEHOLDS_EACH, where, "helper.cadre"),
        ),
    )


def visits(year: int) -> Table:
    """The visits of a year month by month, and the households that were not visited or are overdue."""
    note = _(
        "统计{year}年内登记的走访；户为该年年末在册的户。户数：走访过的户；户次：走访次数；人次：各次走访人数之和，"
        "没有写走访人的按1人；责任人数：走访责任人在册的，同一人只算一次。走访逾期按设置中的间隔、以当日计算，只在当年度统计。"
        "平均每名责任人户次：责任人在册的走访户次÷责任人数，没有走访的责任人不在内；每名责任人每月走访几次，见逐人明细。"
    ).format(year=year)
    columns = (_("户数"), _("户次"), _("人次"), _("责任人数"), _("平均每名责任人户次"))
    calendar = [(_("{month}月").format(month=month), Within("visit.month", month, month)) for month in range(1, 13)]
    months = [_seen(label, where) for label, where in calendar]
    all_year = Within("visit.month", 1, 12)
    each = (
        (_("结对户数"), Cell(Unit.HOUSEHOLDS, (Within(PAIRED, 1),))),
        (_("走访户数"), Cell(Unit.HOUSEHOLDS, (all_year,))),
        (_("走访户次"), Cell(Unit.HOUSEHOLD_TIMES, (all_year,))),
        *((label, Cell(Unit.HOUSEHOLD_TIMES, (where,))) for label, where in calendar),
        (_("结对户中走访逾期的"), Cell(Unit.HOUSEHOLDS, (Within(PAIRED_LATE, 1),))),
    )
    sections = (
        Section(_("合计"), (_seen(_("合计"), Within("visit.month", 1, 12)),)),
        Section(_("按月"), tuple(months)),
        Section(
            _("没有走访和逾期"),
            (
                _seen(_("本年没有走访的户"), Among("visit.what", (NOTHING,))),
                _seen(_("走访逾期的户"), Among("visit.late", ("late",))),
                _seen(_("算不出期限的户"), Among("visit.late", ("unknown",))),
            ),
        ),
    )
    listing = Each("visit.cadre", each)
    return Table("visits", _("走访"), note, columns, sections, gathered="visits", each=listing)


def _seen(label: str, *where: Condition) -> Row:
    made = (*where, Within("visit.month", 1, 12))
    return Row(
        label,
        (
            Cell(Unit.HOUSEHOLDS, where),
            Cell(Unit.HOUSEHOLD_TIMES, made),
            Cell(Unit.PERSON_TIMES, made, "visit.visitors"),
            Cell(Unit.CADRES, made, "visit.cadre"),
            Cell(Unit.VISITS_EACH, made, "visit.cadre"),
        ),
    )
