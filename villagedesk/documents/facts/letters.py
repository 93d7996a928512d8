# SPDX-License-Identifier: MIT
"""What the letters of a case file say: who signs the authorisation, and which letter follows from what was decided.

A letter (告知书) says that something was decided. It follows from the procedure of the year, if there is one: only its
deciding step that passed tells. Where no procedure was entered, what the year's facts state counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.models import eras
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.checks.standing import exited
from villagedesk.models.codes import code_list
from villagedesk.models.doings import Outcome, doing_of
from villagedesk.models.values.dates import ADULT, age_on
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.show import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.doings import Facts

_KINDS: Final = {"identify": "确认", "exit": "脱贫", "monitor": "纳入", "removal": "风险消除"}


class _Decided(NamedTuple):
    """Something that was decided; `day` is an ISO day, month or year."""

    kind: str
    day: str


def titles(year: int, kind: str, letters: Sequence[dict[str, str]] = ()) -> dict[str, str]:
    """What the letters of a year are called for a kind of household (`eras.kind_of`)."""
    application = eras.wording(eras.APPLICATION, year, kind)
    return {
        "申请书名": application,
        "申请对象": application.removesuffix("申请书"),
        "授权书名": eras.wording(eras.AUTHORISATION, year, kind),
        "告知书名": "、".join(one["题名"] for one in letters) or "告知书",
    }


def adults(case: CaseFile, day: str) -> list[dict[str, str]]:
    """Who signs the authorisation: members who count and are 18 on the day (ISO); whose birth is unknown is not left out."""
    found = [one for one in case.counted if not one.member.birth or age_on(one.member.birth, day) >= ADULT]
    return [
        {
            "行号": str(place),
            "姓名": one.name,
            "与户主关系": words(ENTITIES["member_year"]["relation"], one.facts.relation, case.year),
            "证件号码": words(ENTITIES["member"]["id_no"], one.member.id_no, case.year),
        }
        for place, one in enumerate(found, 1)
    ]


def blank_letters(year: int) -> list[dict[str, str]]:
    """One of each letter that a year may need, with nothing said."""
    kinds: tuple[str, ...] = ("确认", "脱贫") if year <= eras.LAST_EXIT else ()
    kinds += ("纳入", "风险消除") if year >= eras.LAST_EXIT else ()  # monitoring began in the last year of exits
    return [_letter(kind, year, "", "", "") for kind in kinds]


def letters_of(case: CaseFile, today: dt.date) -> list[dict[str, str]]:
    """The letters of a household in a year, in the order of the days; empty where nothing was decided."""
    decided = [one for kind in _KINDS.values() if (one := _decided(case, kind, today)) is not None]
    return [
        _letter(
            one.kind,
            case.year,
            date_words(one.day),
            _what(case, one.kind),
            _how(case) if one.kind == "风险消除" else "",
        )
        for one in decided
    ]


def _letter(kind: str, year: int, day: str, what: str, how: str) -> dict[str, str]:
    title = eras.wording(eras.ENTERED, year, "edge") if kind == "纳入" else f"{kind}告知书"
    called = eras.wording(eras.HOUSEHOLD, year, "edge") if kind == "纳入" else ""
    return {"种类": kind, "题名": title, "日期": day, "称谓": called, "对象": what, "方式": how}


def _decided(case: CaseFile, kind: str, today: dt.date) -> _Decided | None:
    procedures = [one for one in case.procedures if _kind(one) == kind and not one.process.ended]
    days = [day for one in procedures if (day := _passed(one, today))]
    if not any(one.process.year == case.year for one in procedures):
        days += [str(day) for day in _stated(case, kind)]
    year = str(case.year)
    found = sorted((day for day in days if day[:4] == year), key=len)
    return _Decided(kind, found[-1]) if found else None  # the day that says most


def _kind(facts: Facts) -> str:
    return _KINDS.get(facts.template.kind, "") if facts.template else ""


def _passed(facts: Facts, today: dt.date) -> str:
    """The day on which the last deciding step of a procedure passed; empty if it did not, or no day is known."""
    template = facts.template
    step = (
        next((one for one in reversed(template.steps) if one.decides and not one.optional), None) if template else None
    )
    doing = doing_of(step, facts, today, {}) if step else None
    return doing.done if doing and doing.outcome is Outcome.PASSED else ""


def _stated(case: CaseFile, kind: str) -> Iterator[Value]:
    """Days, months and years that facts give for a decision."""
    home, facts = case.household, case.facts
    if kind == "确认" and case.year <= eras.LAST_EXIT:
        yield from (home.identify_year, home.identified)
    elif kind == "脱贫" and case.year <= eras.LAST_EXIT and exited(case):
        yield facts.exit_year
    elif kind == "纳入":
        yield from (
            facts.monitored_since if facts.monitor_type else None,
            *(one.confirmed_on for one in case.monitorings),
        )
    elif kind == "风险消除":
        yield from (
            facts.risk_removed_on if facts.risk_removed is True else None, *(one.removed_on for one in case.monitorings),
        )  # fmt: skip


def _what(case: CaseFile, kind: str) -> str:
    """What the household is from then on, as the year calls it."""
    if kind in {"确认", "脱贫"}:
        return eras.wording(eras.HOUSEHOLD, case.year, "poor")
    if kind == "风险消除":
        return ""
    kinds = [one.kind for one in case.monitorings if one.kind and _in_year(one.confirmed_on, case)]
    return words(ENTITIES["household_year"]["monitor_type"], kinds[-1] if kinds else case.facts.monitor_type, case.year)


def _how(case: CaseFile) -> str:
    ways = [one.removal for one in case.monitorings if one.removal and _in_year(one.removed_on, case)]
    way = ways[-1] if ways else case.facts.risk_removal
    return code_list("risk_removal").label(way, case.year) if isinstance(way, str) else ""


def _in_year(day: str | None, case: CaseFile) -> bool:
    return (day or "")[:4] == str(case.year)
