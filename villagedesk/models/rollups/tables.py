# SPDX-License-Identifier: MIT
"""The roll-ups that the township asks for (domain.md §8), made from the field catalogue and the code lists.

A table whose facts the program does not keep is not here; `docs/ARCHITECTURE.md` says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.checks.standing import ABLE
from villagedesk.models.codes import code_list
from villagedesk.models.eras import FIRST_EXIT, LAST_EXIT
from villagedesk.models.rollups.spec import Among, Cell, NotApplicable, Row, Section, Table, Unit, Unknown, Within
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.models.rollups.spec import Condition

_H, _P = Unit.HOUSEHOLDS, Unit.PEOPLE
_AGES: Final = ((0, 5), (6, 15), (16, 59), (60, 69), (70, None))
_EXITS: Final = range(FIRST_EXIT, LAST_EXIT + 1)
_HAN: Final = "01"
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


def _name(fact: str) -> str:
    return label_of(field_spec(fact))


def _line(label: str, units: Iterable[Unit], *where: Condition) -> Row:
    return Row(label, tuple(Cell(unit, where) for unit in units))


def _everybody(*units: Unit) -> Section:
    return Section(_("合计"), (_line(_("合计"), units),))


def _by_code(fact: str, year: int, *units: Unit, codes: str = "", label: str = "", main: bool = False) -> Section:
    """A line for each code, for 不适用 where that is an answer, and for what is not known."""
    spec = None if codes else field_spec(fact)
    listed = code_list(codes or (spec.codes if spec else ""))
    known = tuple(one.code for one in listed.choices())
    rows = [_line(listed.shown(code, year), units, Among(fact, (code,))) for code in known]
    if spec is not None and spec.na:
        rows.append(_line(_("不适用"), units, NotApplicable(fact)))
    rows.append(_line(_("不详"), units, Unknown(fact, known)))
    several = spec is not None and spec.kind is Kind.CODES
    return Section(label or _name(fact), tuple(rows), adds_up=not several and (main or not codes))


def _yes_no(fact: str, *units: Unit) -> Section:
    rows = [_line(_("是"), units, Within(fact, 1, 1)), _line(_("否"), units, Within(fact, 0, 0))]
    if field_spec(fact).na:
        rows.append(_line(_("不适用"), units, NotApplicable(fact)))
    rows.append(_line(_("不详"), units, Unknown(fact)))
    return Section(_name(fact), tuple(rows), adds_up=True)


def _both() -> tuple[str, ...]:
    return (_("户数"), _("人数"))


def _whom() -> str:
    return _(
        "统计本文件中现有的户（不含已整户注销和迁往他村的户）；人口为该年年末在户、计入家庭人口的成员，按现在所在的户归属。不详单列，不算作零。"
    )


def _several() -> str:
    return _("可多选的项目，各行相加可能超过合计。")


def _basic(year: int) -> Table:
    sections = (
        _everybody(_H, _P),
        _by_code("household_year.attribute", year, _H, _P),
        _by_code("household_year.exit_status", year, _H, _P),
        _by_code("household_year.monitor_type", year, _H, _P),
    )
    note = _("每组各行相加等于合计。")
    return Table("basic", _("基本情况"), _whom() + note, _both(), sections)


def _causes(year: int) -> Table:
    sections = (
        _everybody(_H, _P),
        _by_code("cause.main", year, _H, _P, codes="cause", label=_("主要致贫原因"), main=True),
        _by_code("cause.all", year, _H, _P, codes="cause", label=_("主要和其他致贫原因")),
    )
    note = _("主要致贫原因各行相加等于合计；主要和其他致贫原因为多选，各行相加可能超过合计。")
    return Table("causes", _("致贫原因"), _whom() + note, _both(), sections)


def _exits(year: int) -> Table:
    return Table(
        "exits",
        _("历年脱贫"),
        _whom() + _("按该年记录的脱贫年度和户的计划脱贫年度；每组各行相加等于合计。"),
        _both(),
        (
            _everybody(_H, _P),
            _by_year("household_year.exit_year"),
            _by_year("household.plan_exit_year"),
        ),
    )


def _by_year(fact: str) -> Section:
    rows = [_line(_("{year}年以前").format(year=_EXITS[0]), (_H, _P), Within(fact, None, _EXITS[0] - 1))]
    rows += [_line(_("{year}年").format(year=one), (_H, _P), Within(fact, one, one)) for one in _EXITS]
    rows.append(_line(_("{year}年以后").format(year=_EXITS[-1]), (_H, _P), Within(fact, _EXITS[-1] + 1)))
    if field_spec(fact).na:
        rows.append(_line(_("不适用"), (_H, _P), NotApplicable(fact)))
    rows.append(_line(_("不详"), (_H, _P), Unknown(fact)))
    return Section(_name(fact), tuple(rows), adds_up=True)


def _people(year: int) -> Table:
    ages = [_line(_age(low, high), (_P, _H), Within("member.age", low or None, high)) for low, high in _AGES]
    ages.append(_line(_("不详"), (_P, _H), Unknown("member.age")))
    coded = ("education", "school", "dropout_reason", "health", "disability_kind", "disability_grade")
    return Table(
        "people",
        _("人口结构"),
        _whom() + _("年龄为年末周岁。户数为有这种人的户，各行相加可能超过合计。") + _several(),
        (_("人数"), _("涉及户数")),
        (
            _everybody(_P, _H),
            Section(_("年龄"), tuple(ages), adds_up=True),
            _by_code("member.sex", year, _P, _H),
            _nationality(),
            *(_by_code(f"member_year.{key}", year, _P, _H) for key in coded),
        ),
    )


def _nationality() -> Section:
    """The township asks for the minorities together; the list of households tells which."""
    others = tuple(one.code for one in code_list("ethnic").choices() if one.code != _HAN)
    rows = (
        _line(_("汉族"), (_P, _H), Among("member.ethnic", (_HAN,))),
        _line(_("少数民族"), (_P, _H), Among("member.ethnic", others)),
        _line(_("不详"), (_P, _H), Unknown("member.ethnic", (_HAN, *others))),
    )
    return Section(_name("member.ethnic"), rows, adds_up=True)


def _age(low: int, high: int | None) -> str:
    return _("{low}岁及以上").format(low=low) if high is None else _("{low}–{high}岁").format(low=low, high=high)


def _labour(year: int) -> Table:
    units = (_P, _H)
    work = (
        _line(_("劳动力"), units, _ABLE),
        _line(_("劳动力中当年务工"), units, _ABLE, _AT_WORK),
        _line(_("劳动力中当年没有务工"), units, _ABLE, Within("member_year.work_months", None, 0)),
        _line(_("劳动力中务工情况不详"), units, _ABLE, Unknown("member_year.work_months")),
        _line(_("劳动力中务工不适用"), units, _ABLE, NotApplicable("member_year.work_months")),
    )
    months = tuple(
        _line(_("{low}–{high}个月").format(low=low, high=high), units, Within("member_year.work_months", low, high))
        for low, high in ((1, 3), (4, 6), (7, 9), (10, 12))
    )
    return Table(
        "labour",
        _("劳动力与务工"),
        _whom()
        + _("劳动力为普通、技能、弱或半劳动力；当年务工一个月以上为务工。户数为有这种人的户，各行相加可能超过合计。"),
        (_("人数"), _("涉及户数")),
        (
            _everybody(*units),
            _by_code("member_year.labour", year, *units),
            Section(_("劳动力的务工情况"), work),
            Section(_name("member_year.work_months"), months),
            _by_code("member_year.work_place", year, *units),
            _by_code("member_year.public_post", year, *units),
        ),
    )


def _benefits(year: int) -> Table:
    units = (_P, _H)
    return Table(
        "benefits",
        _("社会保障"),
        _whom() + _("户数为有这种人的户，各行相加可能超过合计；人数每组各行相加等于合计。"),
        (_("人数"), _("涉及户数")),
        (
            _everybody(*units),
            *(_yes_no(f"member_year.{key}", *units) for key in _INSURED),
            *(_by_code(f"member_year.{key}", year, *units) for key in ("low_income", "destitute")),
        ),
    )


def _living(year: int) -> Table:
    coded = ("house_grade", "structure", "road_type", "fuel")
    return Table(
        "living",
        _("住房、饮水和生活条件"),
        _whom() + _("每组各行相加等于合计。"),
        _both(),
        (
            _everybody(_H, _P),
            *(_by_code(f"household_year.{key}", year, _H, _P) for key in coded),
            *(_yes_no(f"household_year.{key}", _H, _P) for key in _LIVING),
        ),
    )


def _land(year: int) -> Table:
    rows = []
    for fact in (f"household_year.{key}" for key in _LAND):
        cells = (Cell(_H, (Within(fact, 1),)), Cell(Unit.AREA, (), fact), Cell(_H, (Unknown(fact),)))
        rows.append(Row(_name(fact), cells))
    note = _("面积只合计已填的户，没有填的户在不详户数里；退耕还林、灌溉等是其中项，各行不能相加。")
    columns = (_("有此类土地的户数"), _("面积（亩）"), _("不详户数"))
    return Table("land", _("土地"), _whom() + note, columns, (Section(_("土地"), tuple(rows)),))


TABLES: Final[dict[str, Callable[[int], Table]]] = {
    "basic": _basic,
    "causes": _causes,
    "exits": _exits,
    "people": _people,
    "labour": _labour,
    "benefits": _benefits,
    "living": _living,
    "land": _land,
}
"""Key of each table → what makes it for a year, in the order in which they are offered."""
