# SPDX-License-Identifier: MIT
"""Checks I01, I02, I04 and I11: whether the measures fit the causes, the people and the time (domain.md §4, §9.3 I)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, clauses, listed
from villagedesk.models.checks.matrix import answering, needs_of
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, shown_field, unjudged, unjudged_line
from villagedesk.models.checks.standing import (
    ABLE,
    entered,
    in_programme,
    live_measures,
    watch,
    year_of,
)
from villagedesk.models.codes import code_list
from villagedesk.models.problem import Level
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.catalogue.help import Measure

I01: Final = ("I01", Level.DOUBT)
I02: Final = ("I02", Level.DOUBT)
I04: Final = ("I04", Level.DOUBT)
I11: Final = ("I11", Level.DOUBT)
_BEGUN: Final = frozenset({"running", "done"})
_DONE: Final = frozenset({"done", "adjusted", "dropped"})


def _classes(codes: tuple[str, ...], year: int) -> str:
    names = code_list("measure_class")
    return listed(names.shown(code, year) for code in codes)


def _troubles(case: CaseFile) -> Iterator[tuple[str, str, str, str]]:
    """What measures must answer: ("cause" or "risk", code, path, row). Risks count until they are removed."""
    for cause in case.causes:
        if cause.code:
            yield "cause", cause.code, "cause.code", cause.id
    watched = watch(case)
    if watched is not None and not watched.removed:
        path, row = watched.spot(case, "risks")
        for risk in watched.risks:
            yield "risk", risk, path, row


def _cause_without_measure(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """I01, by the matrix in `resources/checks/cause_measures.csv`; without any measure I11 speaks.

    A measure of class 其他 answers the cause or risk against which it is said to be (针对原因, 针对风险).
    """
    measures = live_measures(case)
    if not measures:
        return
    taken = {one.category for one in measures}
    for kind, code, path, row in _troubles(case):
        wanted = answering().get((kind, code), ())
        if not wanted or taken & set(wanted):
            continue
        said = (one.cause if kind == "cause" else one.risk for one in measures if one.category in {"other", "services"})
        if code in said:
            continue
        nameless = [one for one in measures if one.category is None]
        if nameless:
            yield unjudged(I01, "measure.category", nameless[0].id)
            continue
        value = shown_field(path, code if kind == "cause" else (code,))
        yield problem(
            I01, path, row, _("没有对应的帮扶措施（如 {classes}）").format(classes=_classes(wanted, case.year)),
            _("请补充措施，或核对原因和措施类别"), value=value,
        )  # fmt: skip


# -- people ---------------------------------------------------------------------------------------------------------------


def _is_disabled(person: Person) -> bool | None:
    if "4" in person.facts.health or person.member.card_no:
        return True
    return False if person.facts.health else None


def _has(key: str) -> Callable[[Person], bool | None]:
    def having(person: Person) -> bool | None:
        value = getattr(person.facts, key)
        return None if value is None else isinstance(value, str) and value != "none"

    return having


def _can_work(person: Person) -> bool | None:
    if person.facts.labour in ABLE or (number(person.facts.work_months) or 0) > 0 or person.facts.public_post:
        return True
    return None if person.facts.labour is None else False


def _is_outside(person: Person) -> bool | None:
    place = person.facts.work_place
    if place in {"province", "outside", "other"} or person.facts.work_abroad is True:
        return True
    return None if place is None and number(person.facts.work_months) != 0 else False


_NEEDS: Final = {
    "disabled": ("member_year.health", _is_disabled),
    "low_income": ("member_year.low_income", _has("low_income")),
    "destitute": ("member_year.destitute", _has("destitute")),
    "worker": ("member_year.labour", _can_work),
    "outside": ("member_year.work_place", _is_outside),
}


def _whom(need: str) -> str:
    return {
        "disabled": _("残疾人"),
        "low_income": _("享受低保的成员"),
        "destitute": _("特困供养人员"),
        "worker": _("有劳动能力或在务工的成员"),
        "outside": _("在县外务工的成员"),
    }[need]


def _begun(measure: Measure, today: str) -> bool | None:
    """Whether a measure is being carried out: what is only planned may still find its people."""
    if measure.status in _BEGUN or (measure.helped_since or "9") <= today[:7]:
        return True
    return None if measure.status is None and measure.helped_since is None else False


def _measure_without_person(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I02: a measure that needs somebody whom the household has not got, and the reverse for 低保 and 特困."""
    measures = live_measures(case)
    if not measures:
        return  # I11 speaks
    concerned: dict[str, list[Measure]] = {}
    for measure in measures:
        for need in needs_of(measure):
            concerned.setdefault(need.need, []).append(measure)
        if not measure.subcategory and not (measure.category and measure.content):
            yield from _needs_unknown(measure, around.today.isoformat())
    for key, taken in concerned.items():
        path, having = _NEEDS[key]
        states = [(person, having(person)) for person in case.people]
        if not any(state for _person, state in states):
            for measure in taken:
                yield from _unneeded(key, measure, states, path, around.today.isoformat())
    for key in ("low_income", "destitute"):
        if key not in concerned:
            yield from _benefit_without_measure(case, *_NEEDS[key])


def _needs_unknown(measure: Measure, today: str) -> Iterator[Found]:
    """What is missing to tell whom a measure needs: its subclass tells it alone, else its class and its words do."""
    if _begun(measure, today) is not False:
        for key in ("category", "content"):
            if not getattr(measure, key):
                yield unjudged(I02, f"measure.{key}", measure.id)


def _unneeded(
    need: str, measure: Measure, states: list[tuple[Person, bool | None]], path: str, today: str
) -> Iterator[Found]:
    begun = _begun(measure, today)
    unknown = [person for person, state in states if state is None]
    if begun is None:
        yield unjudged(I02, "measure.status", measure.id)
    elif begun and unknown:
        yield from (unjudged(I02, path, person.facts.id, person.name) for person in unknown)
    elif begun:
        key = "content" if measure.content else "category"
        value = shown_field(f"measure.{key}", getattr(measure, key))
        yield problem(
            I02, f"measure.{key}", measure.id, _("已实施，但户内没有{whom}").format(whom=_whom(need)),
            _("请核对措施，或补登有关成员的情况"), value=value,
        )  # fmt: skip


def _benefit_without_measure(case: CaseFile, path: str, having: Callable[[Person], bool | None]) -> Iterator[Found]:
    for person in case.people:
        if having(person):
            yield problem(
                I02, path, person.facts.id, _("但本年度措施中没有登记"), _("请在帮扶措施中补登综合保障，或核对是否仍在享受"),
                value=shown_field(path, getattr(person.facts, path.partition(".")[2])), person=person.name,
            )  # fmt: skip


# -- time -----------------------------------------------------------------------------------------------------------------


def _wrong_time(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """I04: begun before the household was identified, after everybody was gone, or after benefits ended with the exit.

    A note on the measure explains it (脱贫不脱政策 and 先行帮扶 are lawful).
    """
    begins = entered(case)
    for measure in live_measures(case):
        begun = measure.helped_since or (measure.done_on or "")[:7]
        if measure.note or measure.adjusted:
            continue
        if not begun:
            if measure.status in _BEGUN:
                yield unjudged(I04, "measure.helped_since", measure.id)
            continue
        if begins is None:
            yield unjudged(I04, "household.identified", case.household.id)
            return
        text = _too_early_or_late(case, begun, begins)
        if not text:
            yield from _end_unknown(case, begun)
        else:
            path = "measure.helped_since" if measure.helped_since else "measure.done_on"
            yield problem(
                I04, path, measure.id, text, _("请核对时间；符合政策的，在“措施备注”中写明依据"),
                value=measure.helped_since or measure.done_on or "",
            )  # fmt: skip


def _too_early_or_late(case: CaseFile, begun: str, begins: str) -> str:
    if begun < begins:
        return _("早于识别时间{begins}").format(begins=begins)
    gone = [person.member.left or "" for person in case.departed]
    if not case.people and gone and all(gone) and max(gone)[:7] < begun:
        return _("晚于最后一名成员离户的时间{left}").format(left=max(gone))
    left = number(case.facts.exit_year)
    if case.facts.exit_status == "exited_no_policy" and left is not None and (year_of(begun) or 0) > left:
        return _("晚于脱贫年度{year}，但本户脱贫后不享受政策").format(year=left)
    return ""


def _end_unknown(case: CaseFile, begun: str) -> Iterator[Found]:
    """What is missing to tell that help did not begin after the last member left, or after an exit without benefits."""
    if not case.people:
        gone = [person.member for person in case.departed if not person.member.left]
        yield from (unjudged(I04, "member.left", one.id, one.name or "") for one in gone)
    status, left = case.facts.exit_status, number(case.facts.exit_year)
    if status is None and left is not None and (year_of(begun) or 0) > left:
        yield unjudged(I04, "household_year.exit_status", case.facts.id)
    elif status == "exited_no_policy" and left is None:
        yield unjudged(I04, "household_year.exit_year", case.facts.id)


def _plan(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """I11: no plan for the year from the month in which one must exist, a plan without measures, measures overdue."""
    if not in_programme(case) or not case.facts.id:
        return
    if not case.plan.id:
        month = around.limit("check_i11_month", case.year)
        if month is None:
            yield unjudged_line(I11, "check_i11_month")
        elif around.day(case.year)[:7] > f"{case.year}-{month:02d}":
            found = problem(
                I11, "plan.wish", case.facts.id, _("还没有制定"), _("请制定本年度计划；不需要计划的，请豁免并写明原因")
            )
            yield found.at(field=_("{year}年度计划").format(year=case.year))
        return
    if not live_measures(case):
        found = problem(I11, "measure.content", case.plan.id, _("一条也没有登记"), _("请登记计划的帮扶措施"))
        yield found.at(field=_("{year}年度计划的措施").format(year=case.year))
    yield from _overdue(case, around)


def _overdue(case: CaseFile, around: Surroundings) -> Iterator[Found]:
    """Due months are whole: a measure due in May is late from 1 June. Several are told in one sentence, with their number."""
    month = around.day(case.year)[:7]
    if around.today.year > case.year:
        month = f"{case.year + 1}-01"
    late: list[Measure] = []
    for measure in live_measures(case):
        if measure.due is None:
            yield unjudged(I11, "measure.due", measure.id)
        elif measure.due < month and measure.status is None:
            yield unjudged(I11, "measure.status", measure.id)
        elif measure.due < month and measure.status not in _DONE:
            late.append(measure)
    if late:
        first = min(late, key=lambda one: one.due or "")
        text = _("已到期，措施“{content}”仍为“{status}”").format(
            content=first.content or "", status=shown_field("measure.status", first.status)
        )
        more = _("还有{count}条措施也已到期没有完成").format(count=len(late) - 1)
        yield problem(
            I11, "measure.due", first.id, text if len(late) == 1 else clauses((text, more)),
            _("请更新完成情况，或在“调整说明”中写明原因并改为“已调整”"), value=first.due or "",
        )  # fmt: skip


RULES: Final = (
    Rule(
        "I01", "致贫原因、风险没有对应措施", Level.DOUBT, _cause_without_measure,
        source="全国防返贫系统数据清洗规则 5_18_001—5_18_007；对照表 resources/checks/cause_measures.csv",
    ),
    Rule(
        "I02", "措施与家庭成员情况不符", Level.DOUBT, _measure_without_person,
        source="数据清洗规则 4_11_014—4_11_016、5_15_007、5_16_003—5_16_006、5_17_011—5_17_013",
    ),
    Rule("I04", "帮扶时间在识别之前或离户、退出之后", Level.DOUBT, _wrong_time),
    Rule("I11", "没有计划、没有措施或逾期未完成", Level.DOUBT, _plan, parameters=("check_i11_month",)),
)  # fmt: skip
