# SPDX-License-Identifier: MIT
"""Of what roll-ups are put together: a total, a line for each code, for yes and no, and what all 口径 say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from villagedesk.i18n import _, english
from villagedesk.models.asked import conditions
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.codes import code_list
from villagedesk.models.rollups.spec import Among, Cell, NotApplicable, Row, Section, Unknown, Within
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.models.rollups.spec import Condition, Unit


def name(fact: str, year: int | None = None) -> str:
    """What a fact was called in the forms of a year."""
    return label_of(field_spec(fact), year)


def line(label: str, units: Iterable[Unit], *where: Condition) -> Row:
    """A line that counts the same in several units."""
    return Row(label, tuple(Cell(unit, where) for unit in units))


def everybody(*units: Unit) -> Section:
    """The total, without any condition."""
    return Section(_("合计"), (line(_("合计"), units),))


def by_code(fact: str, year: int, *units: Unit, codes: str = "", label: str = "", main: bool = False) -> Section:
    """A line for each code, for 不适用 where that is an answer, and for what is not known.

    Codes of other years stand there only where somebody has them, so that a table speaks as the forms of its year did.
    """
    spec = None if codes else field_spec(fact)
    listed = code_list(codes or (spec.codes if spec else ""))
    known = tuple(one.code for one in listed.choices())
    current = {one.code for one in listed.choices(year)}
    rows = [
        replace(line(listed.shown(code, year), units, Among(fact, (code,))), rare=code not in current) for code in known
    ]
    if spec is not None and spec.na:
        rows.append(line(_("不适用"), units, NotApplicable(fact)))
    unsaid = unknown(fact, known, asked=spec.asked if spec else "")
    rows += [line(said, units, *where) for said, where in unsaid.items()]
    several = spec is not None and spec.kind is Kind.CODES
    return Section(label or name(fact, year), tuple(rows), adds_up=not several and (main or not codes))


def unknown(fact: str, known: tuple[str, ...], asked: str = "") -> dict[str, tuple[Condition, ...]]:
    """Those of whom a fact is not known, by what is said of them; whom the form does not ask for it (`FieldSpec.asked`) is apart."""
    missing = Unknown(fact, known)
    found = conditions(asked)
    if len(found) != 1 or not found[0].codes:
        return {_("不详"): (missing,)}
    parent = f"{fact.partition('.')[0]}.{found[0].key}"
    deciding = tuple(sorted(found[0].codes))
    every = tuple(one.code for one in code_list(field_spec(parent).codes).choices())
    so: tuple[Condition, ...] = (Among(parent, deciding),)
    not_so: tuple[Condition, ...] = (Unknown(parent, deciding), Among(parent, every))
    asked_of, passed_by = (not_so, so) if found[0].unless else (so, not_so)
    return {
        _("不用填写"): (missing, *passed_by),
        _("不详"): (missing, *asked_of),
        _("不详（没有填写“{name}”）").format(name=name(parent)): (missing, Unknown(parent, every)),
    }


def of_codes(fact: str, codes: str, row: Callable[..., Row], *where: Condition) -> tuple[Row, ...]:
    """The lines of tables that have columns of their own (`row`): one for each code of a list, and one for what is not known."""
    listed = code_list(codes)
    known = tuple(one.code for one in listed.choices())
    rows = [row(listed.shown(code), *where, Among(fact, (code,))) for code in known]
    return (*rows, row(_("不详"), *where, Unknown(fact, known)))


def yes_no(fact: str, year: int, *units: Unit) -> Section:
    """A line for yes, for no, for 不适用 where that is an answer, and for what is not known."""
    rows = [line(_("是"), units, Within(fact, 1, 1)), line(_("否"), units, Within(fact, 0, 0))]
    if field_spec(fact).na:
        rows.append(line(_("不适用"), units, NotApplicable(fact)))
    rows.append(line(_("不详"), units, Unknown(fact)))
    return Section(name(fact, year), tuple(rows), adds_up=True)


def both() -> tuple[str, ...]:
    """The columns of tables that count households and their persons."""
    return (_("户数"), _("人数"))


def whom(*more: str) -> str:
    """Who is counted, and what else is to be said of a table."""
    text = _(
        "统计该年年末在册的户（该年以后识别、分户立户的不含，该年以前整户注销和迁出的不含）；人口为该年年末在户、计入家庭人口的成员，按当时所在的户归属。不详单列，不算作零。"
    )
    return (" " if english() else "").join((text, *more))


def several() -> str:
    """Of what people may choose several."""
    return _("可多选的项目，各行相加可能超过合计。")
