# SPDX-License-Identifier: MIT
"""A year that the county has locked, and what a merge brought into it afterwards: merging takes it in, people look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.checks.rules import Rule, Surroundings
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import entity_name, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.checks.others import Late

_CODE: Final = "Y01"


def _changed_after_the_lock(case: CaseFile, around: Surroundings) -> Iterator[Problem]:
    """Of every locked year, whichever is shown: nobody looks at an old year by himself."""
    for late in around.late.get(case.household.id, ()):
        spec = ENTITIES[late.entity]
        name = label_of(spec[late.key], late.year) if late.key else entity_name(spec)
        first = next(field.key for field in spec.fields if not field.ref and field.key != "year")
        yield Problem(
            name, "", _rule(late).format(
                year=late.year, name=late.person or _("（未命名）"), who=late.who or _("（未署名）"), at=late.at[:10]
            ),
            _("请核对；应当保留的，向县级说明；不应保留的，解锁后改回"), Level.DOUBT, _CODE, late.entity, late.row,
            late.key or first,
        )  # fmt: skip


def _rule(late: Late) -> str:
    if late.counts is None:
        return _("属于已锁定的{year}年度，锁定后由合并改动过（{who} {at}）")
    if late.entity in {"household", "household_change"}:
        return (
            _("使本户计入已锁定的{year}年度，锁定后由合并带来（{who} {at}）")
            if late.counts
            else _("使本户不再计入已锁定的{year}年度，锁定后由合并带来（{who} {at}）")
        )
    return (
        _("使“{name}”计入已锁定的{year}年度的家庭人口，锁定后由合并带来（{who} {at}）")
        if late.counts
        else _("使“{name}”不再计入已锁定的{year}年度的家庭人口，锁定后由合并带来（{who} {at}）")
    )


RULES: Final = (Rule(_CODE, "锁定的年度合并后有改动", Level.DOUBT, _changed_after_the_lock),)
