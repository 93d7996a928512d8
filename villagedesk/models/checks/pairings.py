# SPDX-License-Identifier: MIT
"""Checks I05–I07 and I10: who answers for the household (domain.md §4.3, §9.3 I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, unjudged, unjudged_line
from villagedesk.models.checks.standing import CHARGED, current_helpers
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Helper
    from villagedesk.models.catalogue.help import Pairing

I05: Final = ("I05", Level.DOUBT)
I06: Final = ("I06", Level.DOUBT)
I07: Final = ("I07", Level.DOUBT)
I10: Final = ("I10", Level.DOUBT)


def _helpers(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I05. A pairing that has ended is told with its last day."""
    if current_helpers(case, around):
        return
    ended = max((helper.pairing.end or "" for helper in case.helpers), default="")
    text = _("目前没有，上一条结对已于{ended}结束").format(ended=ended) if ended else _("目前没有")
    yield problem(I05, "pairing.cadre", case.household.id, text, _("请登记帮扶责任人和开始时间"))


def _pairings(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """I06: one cadre who answers for the household twice on a day, and a pairing that ends before it begins."""
    seen: dict[str, list[Helper]] = {}
    for helper in case.helpers:
        pairing = helper.pairing
        if pairing.start and pairing.end and pairing.end < pairing.start:
            yield problem(
                I06, "pairing.end", pairing.id, _("早于开始时间{start}").format(start=pairing.start),
                _("请核对结对的起止时间"), value=pairing.end, person=helper.cadre.name or "",
            )  # fmt: skip
            continue
        if pairing.end and not pairing.start:
            yield unjudged(I06, "pairing.start", pairing.id, helper.cadre.name or "")
        if not pairing.cadre and len(case.helpers) > 1:
            yield unjudged(I06, "pairing.cadre", pairing.id)
        for other in seen.get(pairing.cadre or "", ()):
            overlap = _overlap(pairing, other.pairing)
            if overlap is None:
                open_ones = [one for one in (pairing, other.pairing) if not one.start and not one.end]
                yield from (unjudged(I06, "pairing.start", one.id, helper.cadre.name or "") for one in open_ones)
            elif overlap:
                both_open = not pairing.end and not other.pairing.end
                yield problem(
                    I06, "pairing.cadre", pairing.id,
                    _("有两条尚未结束的结对") if both_open else _("有两条时间重叠的结对"),
                    _("请核对是否重复登记；重复的移入回收站"), value=helper.cadre.name or "",
                )  # fmt: skip
                break
        if pairing.cadre:
            seen.setdefault(pairing.cadre, []).append(helper)


def _overlap(one: Pairing, other: Pairing) -> bool | None:
    """Whether both hold on some day; None where that hangs on a beginning nobody entered. To end and begin on a day is a change."""
    if not one.end and not other.end:
        return True
    before = [_before(one.start, other.end), _before(other.start, one.end)]
    return False if False in before else None if None in before else True


def _before(start: str | None, end: str | None) -> bool | None:
    if not end:
        return True
    return start < end if start else None


def _too_many(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I07: of those who answer in person; leaders and the village team answer for the village."""
    most = around.limit("households_per_helper", case.year)
    charged = [one for one in current_helpers(case, around) if one.pairing.role in CHARGED]
    if charged and most is None:
        yield unjudged_line(I07, "households_per_helper")
        return
    for helper in charged:
        if not helper.pairing.cadre:
            yield unjudged(I07, "pairing.cadre", helper.pairing.id)
        count = around.rounds.charges.get(helper.pairing.cadre or "", 0)
        if most is not None and count > most:
            yield problem(
                I07, "pairing.cadre", helper.pairing.id, _("帮扶{count}户，超过{most}户").format(count=count, most=most),
                _("请调整结对；领导、第一书记联系全村的，请把责任类别改为相应类别"), value=helper.cadre.name or "",
            )  # fmt: skip


def _relatives(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I10: the helper is called as somebody of the household is; the same surname only where the line switches it on."""
    surnames = around.limit("check_i10_surname", case.year) == 1
    helpers, members = current_helpers(case, around), (*case.people, *case.departed)
    names = {person.name for person in members if person.name}
    if helpers and not names.issuperset(helper.cadre.name or "" for helper in helpers):
        yield from (unjudged(I10, "member.name", one.member.id) for one in members if not one.name)
    for helper in helpers:
        name = helper.cadre.name or ""
        if not name:
            yield unjudged(I10, "cadre.name", helper.cadre.id)
        if name in names:
            yield problem(
                I10, "pairing.cadre", helper.pairing.id, _("与本户成员同名"),
                _("请核对是否本人或亲属；本人、亲属不能作为自家的帮扶责任人，同名的请豁免并注明"), value=name,
            )  # fmt: skip
        elif surnames and name and case.head_name and name[0] == case.head_name[0]:
            yield problem(
                ("I10", Level.HINT), "pairing.cadre", helper.pairing.id, _("与户主{head}同姓").format(head=case.head_name),
                _("请核对是否亲属（优亲厚友）"), value=name,
            )  # fmt: skip


RULES: Final = (
    Rule("I05", "没有帮扶责任人", Level.DOUBT, _helpers),
    Rule("I06", "结对重复或起止时间颠倒", Level.DOUBT, _pairings),
    Rule(
        "I07", "责任人帮扶户数过多", Level.DOUBT, _too_many, parameters=("households_per_helper",),
        source="地方做法（莱州：第二责任人不超过5户）",
    ),
    Rule("I10", "责任人可能是本户亲属", Level.DOUBT, _relatives, parameters=("check_i10_surname",)),
)  # fmt: skip
