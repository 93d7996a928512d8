# SPDX-License-Identifier: MIT
"""Roll-ups that set two facts against each other: causes by kind of household, kinds of disability by grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import code_list
from villagedesk.models.rollups.pieces import of_codes, unknown, whom
from villagedesk.models.rollups.spec import Among, Cell, NotApplicable, Row, Section, Table, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.rollups.spec import Condition

_ATTRIBUTE, _KIND, _GRADE = "household_year.attribute", "member_year.disability_kind", "member_year.disability_grade"


def cause_kinds(year: int) -> Table:
    """Main causes by the kind of household, of households and of the persons in them."""
    columns = _columns(_ATTRIBUTE, year, asked=field_spec(_ATTRIBUTE).asked)
    sections = []
    for label, unit in ((_("户数"), Unit.HOUSEHOLDS), (_("人数"), Unit.PEOPLE)):
        row = _row(unit, columns)
        sections.append(Section(label, (row(_("合计")), *of_codes("cause.main", "cause", row))))
    note = _(
        "主要致贫原因与该年的户属性对照：每户只在一格，各行、各列相加等于合计；没有填写属性的在不详一列，从来不是贫困户的不用填写。"
    )
    return Table("cause_kinds", _("致贫原因与属性"), whom(note), tuple(columns), tuple(sections))


def disability(year: int) -> Table:
    """Disabled people: the kind against the grade."""
    columns = _columns(_GRADE, year)
    kinds = tuple(one.code for one in code_list("disability_kind").choices())
    row = _row(Unit.PEOPLE, columns)
    rows = (row(_("合计"), Among(_KIND, kinds)), *of_codes(_KIND, "disability_kind", row)[:-1])
    note = _("登记了残疾类别的人；只登记“健康状况”含残疾、没有填写类别的不在内，见人口结构。各行、各列相加等于合计。")
    return Table("disability", _("残疾类别与等级"), whom(note), tuple(columns), (Section(_("残疾类别"), rows),))


def _columns(fact: str, year: int, asked: str = "") -> dict[str, tuple[Condition, ...]]:
    """A column for each code that the forms of the year knew, for whatever else there is, and for all of them."""
    spec = field_spec(fact)
    listed = code_list(spec.codes)
    known = tuple(one.code for one in listed.choices(year))
    found: dict[str, tuple[Condition, ...]] = {listed.shown(code, year): (Among(fact, (code,)),) for code in known}
    if spec.na:
        found[_("不适用")] = (NotApplicable(fact),)
    found |= unknown(fact, known, asked)
    found[_("合计")] = ()
    return found


def _row(unit: Unit, columns: dict[str, tuple[Condition, ...]]) -> Callable[..., Row]:
    def made(label: str, *where: Condition) -> Row:
        return Row(label, tuple(Cell(unit, (*where, *more)) for more in columns.values()))

    return made
