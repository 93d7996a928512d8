# SPDX-License-Identifier: MIT
"""The roll-ups that the township asks for (domain.md §8), made from the field catalogue and the code lists.

What is missing of them because its facts are not kept says `docs/ARCHITECTURE.md`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.i18n import listed as enumerated
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.standing import ABLE
from villagedesk.models.codes import code_list
from villagedesk.models.eras import FIRST_EXIT, LAST_EXIT
from villagedesk.models.rollups import assured, crossed, housing, insured, leaving, loans, projects, schooling, special
from villagedesk.models.rollups.earning import income, income_drop, income_parts
from villagedesk.models.rollups.giving import donations, four_have, payments
from villagedesk.models.rollups.helping import help_given, helpers, measures, visits
from villagedesk.models.rollups.matters import inspections, matters
from villagedesk.models.rollups.needs import needs
from villagedesk.models.rollups.pieces import both, by_code, everybody, line, name, several, whom, yes_no
from villagedesk.models.rollups.posting import attendance, posting
from villagedesk.models.rollups.proving import doubts, monitoring, monitoring_course, papers, ready, village_ready
from villagedesk.models.rollups.shares import shares
from villagedesk.models.rollups.spec import Among, Cell, NotApplicable, Row, Section, Table, Unit, Unknown, Within
from villagedesk.models.rollups.turning import changes

if TYPE_CHECKING:
    from collections.abc import Callable


_H, _P = Unit.HOUSEHOLDS, Unit.PEOPLE
_AGES: Final = ((0, 5), (6, 15), (16, 59), (60, 69), (70, None))
_EXITS: Final = range(FIRST_EXIT, LAST_EXIT + 1)
_HAN: Final = "01"
_DISABLED: Final = "4"
_ALLOWANCES: Final = ("living_allowance", "nursing_allowance")
_OWN: Final = ("1", "2", "7", "8", "9", "11")
_SOCIAL: Final = ("3", "10", "12", "13")
_NATURAL: Final = ("4", "5", "6")
_OTHER: Final = "99"
_ABLE: Final = Among("member_year.labour", tuple(sorted(ABLE)))
_AT_WORK: Final = Within("member_year.work_months", 1)
_LIVING: Final = (
    "dangerous", "no_house", "water_hard", "water_safe", "water_solved", "production_power", "living_power",
    "broadcasting", "toilet",
)  # fmt: skip
_LAND: Final = (
    "farmland", "irrigated", "dry_land", "paddy", "registered_land", "forest", "returned", "orchard", "grassland",
    "water_surface",
)  # fmt: skip
_INSURED: Final = (
    "medical",
    "employee_medical",
    "critical_insurance",
    "commercial_medical",
    "pension",
    "employee_pension",
)


def _basic(year: int) -> Table:
    sections = (
        everybody(_H, _P),
        by_code("household_year.attribute", year, _H, _P),
        by_code("household_year.exit_status", year, _H, _P),
        by_code("household_year.household_type", year, _H, _P),
        by_code("household_year.monitor_type", year, _H, _P),
    )
    note = _("每组各行相加等于合计。")
    return Table("basic", _("基本情况"), whom(note), both(), sections)


def _causes(year: int) -> Table:
    sections = (
        everybody(_H, _P),
        by_code("cause.main", year, _H, _P, codes="cause", label=_("主要致贫原因"), main=True),
        _factors(),
        by_code("cause.all", year, _H, _P, codes="cause", label=_("主要和其他致贫原因")),
    )
    note = _(
        "主要致贫原因和主要致贫原因归类各行相加等于合计；主要和其他致贫原因为多选，各行相加可能超过合计。"
        "归类按行内列出的原因，各地分法不一，报送时以上级要求为准。"
    )
    return Table("causes", _("致贫原因"), whom(note), both(), sections)


def _factors() -> Section:
    """Main causes as public tables put them together; which cause belongs where is written in each line."""
    listed = code_list("cause")
    rows = []
    for label, codes in (
        (_("自身因素（{causes}）"), _OWN),
        (_("社会因素（{causes}）"), _SOCIAL),
        (_("自然因素（{causes}）"), _NATURAL),
    ):
        causes = enumerated(listed.shown(code) for code in codes)
        rows.append(line(label.format(causes=causes), (_H, _P), Among("cause.main", codes)))
    rows.append(line(listed.shown(_OTHER), (_H, _P), Among("cause.main", (_OTHER,))))
    rows.append(line(_("不详"), (_H, _P), Unknown("cause.main", (*_OWN, *_SOCIAL, *_NATURAL, _OTHER))))
    return Section(_("主要致贫原因归类"), tuple(rows), adds_up=True)


def _exits(year: int) -> Table:
    return Table(
        "exits",
        _("历年脱贫"),
        whom(_("按该年记录的脱贫年度和户的计划脱贫年度；每组各行相加等于合计。")),
        both(),
        (
            everybody(_H, _P),
            _by_year("household_year.exit_year"),
            _by_year("household.plan_exit_year"),
        ),
    )


def _by_year(fact: str) -> Section:
    rows = [line(_("{year}年以前").format(year=_EXITS[0]), (_H, _P), Within(fact, None, _EXITS[0] - 1))]
    rows += [line(_("{year}年").format(year=one), (_H, _P), Within(fact, one, one)) for one in _EXITS]
    rows.append(line(_("{year}年以后").format(year=_EXITS[-1]), (_H, _P), Within(fact, _EXITS[-1] + 1)))
    if field_spec(fact).na:
        rows.append(line(_("不适用"), (_H, _P), NotApplicable(fact)))
    rows.append(line(_("不详"), (_H, _P), Unknown(fact)))
    return Section(name(fact), tuple(rows), adds_up=True)


def _people(year: int) -> Table:
    ages = [line(_age(low, high), (_P, _H), Within("member.age", low or None, high)) for low, high in _AGES]
    ages.append(line(_("不详"), (_P, _H), Unknown("member.age")))
    coded = ("education", "school", "dropout_reason", "health", "disability_kind", "disability_grade")
    return Table(
        "people",
        _("人口结构"),
        whom(
            _("年龄为年末周岁。户数为有这种人的户，各行相加可能超过合计。"),
            _("6–15岁的在校情况：非在校的含失学辍学、因病因残不能上学和已读完初中的；义务教育有没有保障见“退出达标”。"),
            several(),
        ),
        (_("人数"), _("涉及户数")),
        (
            everybody(_P, _H),
            Section(_("年龄"), tuple(ages), adds_up=True),
            by_code("member.sex", year, _P, _H),
            _nationality(),
            schooling.stages((_P, _H)),
            schooling.of_school_age((_P, _H)),
            *(by_code(f"member_year.{key}", year, _P, _H) for key in coded),
        ),
    )


def _nationality() -> Section:
    """The township asks for the minorities together; the list of households tells which."""
    others = tuple(one.code for one in code_list("ethnic").choices() if one.code != _HAN)
    rows = (
        line(_("汉族"), (_P, _H), Among("member.ethnic", (_HAN,))),
        line(_("少数民族"), (_P, _H), Among("member.ethnic", others)),
        line(_("不详"), (_P, _H), Unknown("member.ethnic", (_HAN, *others))),
    )
    return Section(name("member.ethnic"), rows, adds_up=True)


def _age(low: int, high: int | None) -> str:
    return _("{low}岁及以上").format(low=low) if high is None else _("{low}–{high}岁").format(low=low, high=high)


def _labour(year: int) -> Table:
    units = (_P, _H)
    work = (
        line(_("劳动力"), units, _ABLE),
        line(_("劳动力中当年务工"), units, _ABLE, _AT_WORK),
        line(_("劳动力中当年没有务工"), units, _ABLE, Within("member_year.work_months", None, 0)),
        line(_("劳动力中务工情况不详"), units, _ABLE, Unknown("member_year.work_months")),
        line(_("劳动力中务工不适用"), units, _ABLE, NotApplicable("member_year.work_months")),
    )
    months = tuple(
        line(_("{low}–{high}个月").format(low=low, high=high), units, Within("member_year.work_months", low, high))
        for low, high in ((1, 3), (4, 6), (7, 9), (10, 12))
    )
    return Table(
        "labour",
        _("劳动力与务工"),
        whom(
            _("劳动力为普通、技能、弱或半劳动力；当年务工一个月以上为务工。户数为有这种人的户，各行相加可能超过合计。"),
            _("按户分的每户只在一行，有公益性岗位也算务工。"),
        ),
        (_("人数"), _("涉及户数")),
        (
            everybody(*units),
            by_code("member_year.labour", year, *units),
            Section(_("劳动力的务工情况"), work),
            _homes_at_work(),
            Section(name("member_year.work_months"), months),
            by_code("member_year.work_place", year, *units),
            by_code("member_year.public_post", year, *units),
        ),
    )


def _homes_at_work() -> Section:
    """Whether anybody of a household who can work does: no helper may overlook one in which nobody does (零就业户)."""
    labels = {
        "working": _("有劳动力，有人务工"),
        "idle": _("有劳动力，无人务工（零就业户）"),
        "unsaid": _("有劳动力，务工情况不详"),
        "unable": _("没有劳动力"),
    }
    rows = [line(label, (_P, _H), Among("home.work", (code,))) for code, label in labels.items()]
    rows.append(line(_("劳动力不详"), (_P, _H), Unknown("home.work")))
    return Section(_("有无劳动力务工（按户）"), tuple(rows), adds_up=True)


def _benefits(year: int) -> Table:
    units = (_P, _H)
    sections = (
        everybody(*units),
        insured.medical(units),
        insured.pension(units),
        *(yes_no(f"member_year.{key}", year, *units) for key in _INSURED),
        *(by_code(f"member_year.{key}", year, *units) for key in ("low_income", "destitute")),
        _allowances(year, units),
    )
    return Table(
        "benefits",
        _("社会保障"),
        whom(
            _("户数为有这种人的户，各行相加可能超过合计；人数每组各行相加等于合计。"),
            _("占比：人数÷合计人数，“已参保”“是”一行即参保率；不详的也在合计里。"),
            _(
                "基本医疗、基本养老：参加居民或职工保险之一即为已参保，只填了没有参加居民保险的算没有参保。基本养老一组各行的占比以应参保的人"
                "（年末满16周岁、不在校的和已参保的，年龄不详的也在内）为分母。"
            ),
            _("残疾两项补贴按当年措施落实中登记了受益人的统计，两项都领的人两行都算。"),
        ),
        (_("人数"), _("涉及户数"), _("占比（%）")),
        tuple(replace(one, rows=tuple(map(_with_share, one.rows))) for one in sections),
    )


def _allowances(year: int, units: tuple[Unit, ...]) -> Section:
    """残疾两项补贴: who got which in the year, and disabled people of whom neither is recorded."""
    items = code_list("measure_item")
    rows = [line(items.shown(code, year), units, Among("member.allowances", (code,))) for code in _ALLOWANCES]
    rows.append(
        line(
            _("残疾人中没有登记两项补贴的"),
            units,
            Among("member_year.health", (_DISABLED,)),
            Unknown("member.allowances"),
        )
    )
    return Section(code_list("measure_kind").shown("disabled_allowances", year), tuple(rows))


def _with_share(row: Row) -> Row:
    """A line with how many percent of all people it counts, where it does not say of whom."""
    if len(row.cells) > 2:  # people, households, and the share
        return row
    return replace(row, cells=(*row.cells, Cell(Unit.PERCENT, row.cells[0].where, over=Cell(_P))))


def _living(year: int) -> Table:
    coded = ("house_grade", "structure", "road_type", "fuel")
    return Table(
        "living",
        _("住房、饮水和生活条件"),
        whom(_("每组各行相加等于合计。")),
        both(),
        (
            everybody(_H, _P),
            *(by_code(f"household_year.{key}", year, _H, _P) for key in coded),
            *(yes_no(f"household_year.{key}", year, _H, _P) for key in _LIVING),
        ),
    )


def _land(year: int) -> Table:
    rows = []
    for fact in (f"household_year.{key}" for key in _LAND):
        per_head = Cell(Unit.AREA, (), fact, over=Cell(_P, (Within(fact, 0),)))
        cells = (Cell(_H, (Within(fact, 1),)), Cell(Unit.AREA, (), fact), Cell(_H, (Unknown(fact),)), per_head)
        rows.append(Row(name(fact, year), cells))
    note = _(
        "面积只合计已填的户，没有填的户在不详户数里；人均为面积÷已填的户的人口，没有这种土地填0的户也在内。"
        "退耕还林、灌溉等是其中项，各行不能相加。"
    )
    columns = (_("有此类土地的户数"), _("面积（亩）"), _("不详户数"), _("人均（亩）"))
    return Table("land", _("土地"), whom(note), columns, (Section(_("土地"), tuple(rows)),))


TABLES: Final[dict[str, Callable[[int], Table]]] = {
    "basic": _basic,
    "shares": shares,
    "changes": changes,
    "causes": _causes,
    "cause_kinds": crossed.cause_kinds,
    "exits": _exits,
    "exit_plan": leaving.exit_plan,
    "people": _people,
    "disability": crossed.disability,
    "labour": _labour,
    "income": income,
    "income_drop": income_drop,
    "income_parts": income_parts,
    "benefits": _benefits,
    "living": _living,
    "repairs": housing.repairs,
    "assured": assured.assured,
    "land": _land,
    "measures": measures,
    "help": help_given,
    "loans": loans.loans,
    "helpers": helpers,
    "visits": visits,
    "ready": ready,
    "village_ready": village_ready,
    "monitoring": monitoring,
    "monitoring_course": monitoring_course,
    "projects": projects.projects,
    "project_assets": projects.assets,
    "needs": needs,
    "claims": projects.claims,
    "special": special.special,
    "matters": matters,
    "inspections": inspections,
    "posting": posting,
    "attendance": attendance,
    "donations": donations,
    "payments": payments,
    "four_have": four_have,
    "papers": papers,
    "doubts": doubts,
}
"""Key of each table → what makes it for a year, in the order in which they are offered."""
