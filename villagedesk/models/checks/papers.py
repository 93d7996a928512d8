# SPDX-License-Identifier: MIT
"""Checks K05, K09, K10, K13 and K14: dates and signatures that people wrote on paper (domain.md §9.3 K)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import age_of, birth_of
from villagedesk.models.checks.procedures import states
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, shown_field, unjudged, unjudged_line
from villagedesk.models.checks.standing import current_helpers, entered
from villagedesk.models.doings import day_of
from villagedesk.models.problem import Level
from villagedesk.models.templates import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.help import Visit

K05: Final = ("K05", Level.DOUBT)
K09: Final = ("K09", Level.DOUBT)
K10: Final = ("K10", Level.DOUBT)
K13: Final = ("K13", Level.DOUBT)
K14: Final = ("K14", Level.ERROR)
_SIGNATURES: Final = ("signed_household", "signed_cadre", "signed_village", "signed_township")
_ADULT: Final = 18
_PICTURES: Final = "p31"
"""The paper of the archive that is made of photos: house, water, toilet. Of other papers a scan or photo can be made later."""


def _signed_without_date(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K05: a paper lacks none of three things (三无: 无落款、无时间、无公章): the date of what is signed, the seal of what is done."""
    signed = [key for key in _SIGNATURES if getattr(case.plan, key) is True]
    if signed and not case.plan.made_on:
        yield problem(K05, "plan.made_on", case.plan.id, _("没有填写，但计划已签字或盖章"), _("请填写纸上的制定日期"))
    for measure in case.measures:
        if measure.signed_household is True and not measure.signed_on:
            yield problem(
                K05, "measure.signed_on", measure.id,
                _("没有填写，但措施“{content}”户主已签字").format(content=measure.content or ""), _("请填写纸上的签字日期"),
            )  # fmt: skip
    for facts, state in states(case, around):
        for step in facts.steps:
            known = state.template.step(step.step or "")
            if known is None or not known.seal[0] or not step.done:
                continue
            if step.signed is None:
                yield unjudged(K05, "process_step.signed", step.id)
            elif step.signed is False:
                found = problem(
                    K05, "process_step.signed", step.id, _("已办，但没有签字盖章（{seal}）").format(seal=said(known.seal)),
                    _("请补签补盖后再填“是”"), value=step.done,
                )  # fmt: skip
                yield found.at(field=known.name)


def _signers(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """K09: who received a visit had died or left by then, or signed as a minor; who visited did not answer for it then."""
    there: dict[str, list[Person]] = {}
    for person in case.people:
        there.setdefault(person.name, []).append(person)
    posted = {helper.pairing.cadre for helper in case.helpers}
    for visit in case.visits:
        day, name = visit.date, (visit.received_by or "").strip()
        if not day:
            yield unjudged(K09, "visit.date", visit.id)
            continue
        if name and name not in there:
            yield from _received_by_the_gone(case, visit, name, day)
        elif name and visit.paper_signed is not False and len(there[name]) == 1:
            yield from _signed_by_a_minor(there[name][0], visit, day)
        elif not name and visit.paper_signed is True:
            yield unjudged(K09, "visit.received_by", visit.id)
        if visit.cadre and visit.cadre in posted:
            yield from _not_posted(case, visit, day)
        elif not visit.cadre and not visit.visitors:
            yield unjudged(K09, "visit.cadre", visit.id)


def _received_by_the_gone(case: CaseFile, visit: Visit, name: str, day: str) -> Iterator[Found]:
    """Somebody whom the file does not know by name may be a relative or a member whose name is missing."""
    named = [person for person in case.departed if person.name == name]
    if not named:
        nameless = (person.member.id for person in (*case.people, *case.departed) if not person.name)
        yield from (unjudged(K09, "member.name", row) for row in nameless)
        return
    gone = [person for person in named if person.member.left and person.member.left < day]
    unknown = [person for person in named if not person.member.left]
    if any(person.member.left and person.member.left >= day for person in named):
        return  # a namesake was still there
    if unknown:
        yield from (unjudged(K09, "member.left", person.member.id, person.name) for person in unknown)
    elif gone:
        yield problem(
            K09, "visit.received_by", visit.id,
            _("已于{left}{reason}，不可能在{day}接待走访").format(
                left=gone[0].member.left, reason=_why(gone[0]), day=day
            ),
            _("请核对接待人和走访日期"), value=name,
        )  # fmt: skip


def _signed_by_a_minor(person: Person, visit: Visit, day: str) -> Iterator[Found]:
    birth = birth_of(person.member)
    if birth and int(birth[:4]) + _ADULT < int(day[:4]):
        return  # quickly, since nearly everybody is
    age = age_of(person, day)
    if age is None:
        yield unjudged(K09, "member.birth", person.member.id, person.name)
    elif age < _ADULT and visit.paper_signed is None:
        yield unjudged(K09, "visit.paper_signed", visit.id, person.name)
    elif age < _ADULT:
        yield problem(
            K09, "visit.received_by", visit.id, _("走访时只有{age}岁，不能代户主签字").format(age=age),
            _("请核对接待人，由成年成员签字"), value=person.name,
        )  # fmt: skip


def _why(person: Person) -> str:
    return shown_field("member.leave_reason", person.member.leave_reason or "other")


def _not_posted(case: CaseFile, visit: Visit, day: str) -> Iterator[Found]:
    own = [helper for helper in case.helpers if helper.pairing.cadre == visit.cadre]
    current = [helper for helper in own if helper.current_on(day)]
    if current:
        if not any(helper.pairing.start for helper in current):
            yield unjudged(K09, "pairing.start", current[0].pairing.id, current[0].cadre.name or "")
        return
    first = min(own, key=lambda helper: helper.pairing.start or "")
    early = day < (first.pairing.start or "")
    text = _("早于结对开始时间{start}").format(start=first.pairing.start) if early else _("当天{name}已不是帮扶责任人")
    yield problem(
        K09, "visit.date", visit.id, text.format(name=first.cadre.name or ""),
        _("请核对走访日期、走访责任人或结对时间"), value=day,
    )  # fmt: skip


def _another_day(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K10: a photo is of another day than what it shows; nothing is pictured before it exists, a paper may be so years later.

    Scans have no day on which they were taken, and only photos that must have one are asked for it.
    """
    if not case.attachments:
        return
    most = around.limit("check_k10_days", case.year)
    for one in case.attachments:
        if one.year != case.year or not (one.taken_on or (one.photo and one.paper == _PICTURES)):
            continue
        if most is None:
            yield unjudged_line(K10, "check_k10_days")
            return
        if not one.taken_on or not one.date:
            yield unjudged(K10, "attachment.date" if one.taken_on else "attachment.taken_on", one.id)
            continue
        later = (day_of(one.taken_on) - day_of(one.date)).days
        if later > most and one.paper is None:
            yield unjudged(K10, "attachment.paper", one.id)
        elif later < -most or (later > most and one.paper == _PICTURES):
            text = _("与“{title}”的日期{date}相差{days}天，超过{most}天").format(
                title=one.title or "", date=one.date, days=abs(later), most=most
            )
            yield problem(
                K10, "attachment.taken_on", one.id, text,
                _("请核对材料日期和照片；相机日期不准的，请豁免并注明"), value=one.taken_on,
            )  # fmt: skip


def _head_of(case: CaseFile, before: int) -> tuple[int, Person] | None:
    """The head as of the last year before a year of which heads are known; None if there was none, or several."""
    heads = [
        (facts.year, person)
        for person in (*case.people, *case.departed)
        for facts in person.years
        if facts.relation == "head" and isinstance(facts.year, int) and facts.year < before
    ]
    last = max((year for year, _person in heads), default=0)
    found = [(year, person) for year, person in heads if year == last]
    return found[0] if len(found) == 1 else None


def _nobody_knows_the_former(case: CaseFile) -> Iterator[Found]:
    """Of the last year of which anything is known nobody is said to be the head, but of somebody the relation is missing."""
    past = [
        (facts.year, facts, person)
        for person in (*case.people, *case.departed)
        for facts in person.years
        if isinstance(facts.year, int) and facts.year < case.year
    ]
    last = max((year for year, _facts, _person in past), default=0)
    of_then = [(facts, person) for year, facts, person in past if year == last]
    if not any(facts.relation == "head" for facts, _person in of_then):
        for facts, person in of_then:
            if facts.relation is None:
                yield unjudged(K13, "member_year.relation", facts.id, person.name)


def _old_head_on_paper(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """K13: the head changed since the last year known, but a pairing agreement that still runs is older."""
    head, former = case.head, _head_of(case, case.year)
    if head is not None and former is None and current_helpers(case, around):
        yield from _nobody_knows_the_former(case)
    if head is None or former is None or former[1].member.id == head.member.id:
        return
    year, old = former
    for helper in current_helpers(case, around):
        if helper.pairing.start is None:
            yield unjudged(K13, "pairing.start", helper.pairing.id)
        elif helper.pairing.start[:4] <= str(year):
            yield problem(
                K13, "pairing.start", helper.pairing.id,
                _("户主已由{old}（{year}年度）变为{new}，结对协议、手册仍是原户主的").format(
                    old=old.name, year=year, new=head.name
                ),
                _("请按新户主重签结对协议、换发手册；已换的请豁免并注明"), value=helper.pairing.start,
            )  # fmt: skip


def _signed_too_early(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """K14: a plan, or a signature on a measure, older than the identification (counted in months)."""
    dates = [("plan.made_on", case.plan.id, case.plan.made_on)] if case.plan.id else []
    dates += [("measure.signed_on", one.id, one.signed_on) for one in case.measures if one.signed_on]
    if not dates:
        return
    begins = entered(case)
    if begins is None:
        yield unjudged(K14, "household.identified", case.household.id)
        return
    for path, row, day in dates:
        if day is None:
            yield unjudged(K14, path, row)
        elif day[:7] < begins:
            yield problem(
                K14,
                path,
                row,
                _("早于识别时间{begins}").format(begins=begins),
                _("请核对纸上的日期和识别时间"),
                value=day,
            )


RULES: Final = (
    Rule("K05", "已签字没有日期，已办没有盖章", Level.DOUBT, _signed_without_date, source="档案检查“三无”材料"),
    Rule("K09", "签字、接待或走访的人当时不在", Level.DOUBT, _signers),
    Rule("K10", "照片拍摄日期与事情日期不符", Level.DOUBT, _another_day, parameters=("check_k10_days",)),
    Rule("K13", "户主已变更，协议手册未换", Level.DOUBT, _old_head_on_paper),
    Rule("K14", "计划、签字早于识别", Level.ERROR, _signed_too_early),
)
