# SPDX-License-Identifier: MIT
"""Where a household stands in a year, and the assurances (三保障和饮水) that several rules ask for; months between months."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, aside, listed
from villagedesk.models import assured
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.rules import Surroundings, Unjudged, shown_field, unjudged, unjudged_line
from villagedesk.models.eras import MONITORED_TYPES, NEVER_POOR, kind_of
from villagedesk.models.values.numbers import from_scaled, number
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from villagedesk.models.casefile import CaseFile, Helper
    from villagedesk.models.catalogue.help import Measure
    from villagedesk.models.catalogue.household import HouseholdYear
    from villagedesk.models.catalogue.procedure import Monitoring
    from villagedesk.models.catalogue.spec import Flag
    from villagedesk.models.problem import Level

EXITED: Final = frozenset({"exited", "exited_policy", "exited_no_policy"})
CLOSED: Final = frozenset({"cancelled", "cleared", "dissolved"})
UNABLE: Final = frozenset({"lost", "none"})
ABLE: Final = frozenset({"ordinary", "skilled", "weak"})
DEVELOPMENT: Final = frozenset({"industry", "employment", "public_post", "finance"})
"""开发式帮扶 (domain.md §4.1)."""
CHARGED: Final = frozenset({"first", "second", None, ""})
"""Roles that answer for a household in person; leaders, first secretaries and the village team answer for a village."""


def exited(case: CaseFile) -> bool:
    """Whether the household is out of poverty in the year."""
    return case.facts.exit_status in EXITED


def status_missing(case: CaseFile) -> bool:
    """Whether nobody entered whether a household is out of poverty; who never was poor needs no status."""
    return not case.facts.exit_status and bool(number(case.facts.exit_year) or kind_of(case) not in NEVER_POOR)


def status_untold(rule: tuple[str, Level], case: CaseFile) -> Iterator[Unjudged]:
    """That the status is missing that tells whether a household is out of poverty."""
    if status_missing(case):
        yield unjudged(rule, "household_year.exit_status", case.facts.id)


def in_programme(case: CaseFile) -> bool:
    """Whether anybody has to help the household in the year: neither closed nor an ordinary farming household."""
    return case.facts.exit_status not in CLOSED and case.facts.household_type != "ordinary"


class Watch(NamedTuple):
    """How a household is monitored against falling back: its facts of the year, else those of its monitoring record.

    Attributes:
        since, removed_on: months (ISO), if known.
        removed: whether the risk counts as removed; nothing entered means that nobody has removed it yet. None where nothing
            says so, though there is a day or a way of the removal.
        record: the latest monitoring record that had begun by the end of the year.
    """

    since: str | None
    risks: tuple[str, ...]
    removed: bool | None
    removed_on: str | None
    removal: str | None
    no_labour: Flag
    record: Monitoring | None

    def spot(self, case: CaseFile, key: str) -> tuple[str, str]:
        """Where a fact is mended, by its name in the facts of the year: (path, row); in the record where only that has it."""
        own = getattr(case.facts, key)
        if self.record is not None and (own is None or own == ()):
            return f"monitoring.{_IN_RECORD[key]}", self.record.id
        return f"household_year.{key}", case.facts.id


_IN_RECORD: Final = {
    "monitored_since": "confirmed_on",
    "risks": "risks",
    "risk_disaster": "disaster",
    "risk_note": "risk_note",
    "risk_removed": "removed_on",
    "risk_removed_on": "removed_on",
    "risk_removal": "removal",
    "no_labour_household": "no_labour",
}


def watch(case: CaseFile) -> Watch | None:
    """How the household is or was monitored; None if it never was, by the end of the year. Worked out once for all rules."""
    known = case.worked_out
    if "watch" not in known:
        known["watch"] = _watch(case)
    found: Watch | None = known["watch"]
    return found


def _watch(case: CaseFile) -> Watch | None:
    facts = case.facts
    record = _record(case) if case.monitorings else None
    if record is None and not isinstance(facts.monitor_type, str) and facts.household_type not in MONITORED_TYPES:
        return None
    if record is None:
        return Watch(
            _month(facts.monitored_since), facts.risks, _removed(facts, None, case.year), _month(facts.risk_removed_on),
            _text(facts.risk_removal), facts.no_labour_household, None,
        )  # fmt: skip
    gone = _removed(facts, record, case.year)
    return Watch(
        since=_month(facts.monitored_since) or (record.confirmed_on or "")[:7] or None,
        risks=facts.risks or record.risks,
        removed=gone,
        removed_on=_month(facts.risk_removed_on) or ((record.removed_on or "")[:7] if gone else "") or None,
        removal=_text(facts.risk_removal) or record.removal,
        no_labour=record.no_labour if facts.no_labour_household is None else facts.no_labour_household,
        record=record,
    )


def _removed(facts: HouseholdYear, record: Monitoring | None, year: int) -> bool | None:
    """See `Watch.removed`."""
    if facts.risk_removed is not None:
        return facts.risk_removed is True
    if record is not None and record.removed_on:
        return record.removed_on[:4] <= str(year)
    told = _text(facts.risk_removed_on) or _text(facts.risk_removal) or (record is not None and record.removal)
    return None if told else False


def watch_untold(rule: tuple[str, Level], case: CaseFile) -> Iterable[Unjudged]:
    """What is missing to tell whether a household that `watch` does not know is monitored.

    The type of most households is empty, since they are not monitored; it is missing where something else is said of
    their monitoring.
    """
    spots: tuple[tuple[str, str], ...] | None = case.worked_out.get("watch_untold")
    if spots is None:
        spots = case.worked_out["watch_untold"] = tuple(_untold_spots(case))
    return [unjudged(rule, *spot) for spot in spots] if spots else ()


def _untold_spots(case: CaseFile) -> Iterator[tuple[str, str]]:
    facts = case.facts
    if facts.monitor_type is not None:
        return
    told = (facts.monitored_since, facts.risk_removed_on, facts.risk_removal)
    if facts.risks or facts.risk_removed is True or any(_text(one) for one in told):
        yield "household_year.monitor_type", facts.id
    for one in case.monitorings:
        if one.removed_on and not one.confirmed_on:
            yield "monitoring.confirmed_on", one.id


def removal_untold(rule: tuple[str, Level], case: CaseFile, watched: Watch | None) -> Iterable[Unjudged]:
    """What is missing to tell whether a risk was removed."""
    if watched is None:
        return watch_untold(rule, case)
    return (unjudged(rule, *watched.spot(case, "risk_removed")),) if watched.removed is None else ()


def _record(case: CaseFile) -> Monitoring | None:
    """The latest record of a household that was confirmed by the end of the year, and not removed before the year."""
    known = [
        one
        for one in case.monitorings
        if one.confirmed_on and one.confirmed_on[:4] <= str(case.year) and (one.removed_on or "9")[:4] >= str(case.year)
    ]
    return max(known, key=lambda one: (one.confirmed_on or "", one.id), default=None)


def _month(value: object) -> str | None:
    """A whole month (ISO); a year alone, as other programs write it, does not tell the month."""
    return value if isinstance(value, str) and value[4:5] == "-" and value[5:7].isdigit() else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def year_of(moment: object) -> int | None:
    """The year of an ISO month or day; None where there is none."""
    return int(moment[:4]) if isinstance(moment, str) and moment[:4].isdigit() else None


def identify_year(case: CaseFile) -> int | None:
    """The year of identification, from the month where the year is empty."""
    year = number(case.household.identify_year)
    return year_of(case.household.identified) if year is None else year


def entered(case: CaseFile) -> str | None:
    """The month from which a household may be helped: identified or monitored, whichever came first; None if unknown."""
    watched = watch(case) if case.monitorings else None
    known = (case.household.identified, case.facts.monitored_since, watched.since if watched else None)
    moments = [one for one in known if isinstance(one, str)]
    if not moments and number(case.household.identify_year):
        moments = [f"{case.household.identify_year}-01"]
    return min(moments, default=None)


def months_between(first: str, last: str) -> int:
    """Calendar months from one ISO month (or day) to another: 2025-01 to 2025-03 are 2; negative if turned round."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def current_helpers(case: CaseFile, around: Surroundings) -> list[Helper]:
    """Who answers for the household on the day on which the year is looked at."""
    return case.helpers_on(around.day(case.year))


def live_measures(case: CaseFile) -> list[Measure]:
    """The lines of the year's plan that were not given up."""
    return [measure for measure in case.measures if measure.status != "dropped"]


def measures_since(case: CaseFile, month: str) -> list[Measure]:
    """Measures of any year that were not given up: planned for the year of a month or later, or begun since the month."""
    years = {plan.id: plan.year for plan in case.plans}
    return [
        one
        for one in case.all_measures
        if one.status != "dropped"
        and ((number(years.get(one.plan or "")) or 0) >= int(month[:4]) or (one.helped_since or "") >= month)
    ]


def given_since(case: CaseFile, month: str) -> list[str]:
    """The months in which help of the year was given, planned or not, since a month, ascending."""
    return sorted(one.date[:7] for one in case.benefits if one.date and one.date[:7] >= month)


def undated_help(case: CaseFile) -> tuple[str, str] | None:
    """The path and row of the first measure, or help given, of which nobody knows when it was; None where all is known."""
    for one in case.all_measures:
        if one.status != "dropped" and not one.helped_since:
            return "measure.helped_since", one.id
    return next((("benefit.date", one.id) for one in case.benefits if not one.date), None)


# -- assurances ---------------------------------------------------------------------------------------------------------


class Lack(NamedTuple):
    """Something that is not assured: the field and record that say so, and the fact in words."""

    path: str
    row: str
    person: str
    words: str


Answer = Lack | Unjudged


def judged(key: str, case: CaseFile, around: Surroundings) -> list[assured.Answer]:
    """What the facts say of a criterion: the judgement of the sheet of readiness, and no other."""
    return assured.answers(key, case, partial(_limit, around, case.year), around.day(case.year))


def _limit(around: Surroundings, year: int, name: str) -> int | None:
    return around.limit(name, year)


def lacking(rule: str, key: str, case: CaseFile, around: Surroundings) -> Iterator[Answer]:
    """What of a criterion is not reached, and what nobody can tell."""
    for one in judged(key, case, around):
        if one.met is None:
            yield _missing(rule, one, case)
        elif not one.met:
            yield Lack(one.path, one.row, one.name, _in_words(key, one, case))


def _missing(rule: str, one: assured.Answer, case: CaseFile) -> Unjudged:
    if one.path == "line.value":
        return unjudged_line(rule, one.row)
    found = unjudged(rule, one.path, one.row or case.facts.id, one.name)
    return found._replace(shown=stated(one, case))


def stated(one: assured.Answer, case: CaseFile) -> str:
    """What stands in a field that tells nothing (不适用), in words; empty where the field is empty."""
    entity, key = one.path.split(".")
    value = getattr(case.facts, key) if entity == "household_year" else None
    return shown_field(one.path, value) if value is NA else ""


def _in_words(key: str, one: assured.Answer, case: CaseFile) -> str:
    amounts = {"income": from_scaled(one.amount or 0, 2), "line": one.line}
    if key == "income":
        return _("人均纯收入{income}元没有超过{line}元").format(**amounts)
    if key == "monitored_income":
        return _("当年人均收入{income}元（纯收入+理赔−合规自付）没有超过监测范围{line}元").format(**amounts)
    if one.path == "member_year.school":
        return aside(one.name, _("{age}岁未接受义务教育").format(age=one.age))
    if one.path == "member_year.medical":
        return aside(one.name, _("未参加基本医疗保险"))
    value = shown_field(one.path, getattr(case.facts, one.path.split(".")[1]))
    return _("{field}“{value}”").format(field=label_of_path(one.path), value=value)


def label_of_path(path: str) -> str:
    """The label of a field in the interface language."""
    return label_of(field_spec(path))


def in_words(lacks: list[Lack]) -> str:
    """What is lacking, one after another."""
    return listed(lack.words for lack in lacks)
