# SPDX-License-Identifier: MIT
"""Which households lack facts that a template would print: told before paper is spent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.placeholders import ABOUT, CAPITALS, NUMBERS, OPTIONS
from villagedesk.documents.volumes.batch import Watch, household_label
from villagedesk.documents.word.pictures import PHOTOS
from villagedesk.models.lines import regions_of
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.keeping.pictures import load_whole
from villagedesk.services.standards.lines import line_finder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from villagedesk.documents.guarded.report import Report, Use
    from villagedesk.models.readiness import FindLine
    from villagedesk.store.store import Store

_NO_FACTS: Final = frozenset({ABOUT, NUMBERS, "目录", "缺件", "问题"})  # of the paper, not of the household
_OFTEN_NONE: Final = frozenset(
    {"减少成员", "告知书", "退出核实", "监测核查"}
)  # without rows in most households, rightly
_TICKED: Final = "☑"
_PEOPLE: Final = "姓名"


@dataclass(slots=True)
class Lacking:
    """What is not filled in.

    Attributes:
        households: how many were looked at.
        complete: ids of those that lack nothing.
        facts: fact as templates name it → household id → (its label, the persons or rows it concerns).
    """

    households: int = 0
    complete: list[str] = field(default_factory=list)
    facts: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)


def survey(
    store: Store,
    households: Sequence[str],
    report: Report,
    year: int,
    day: dt.date,
    watch: Watch,
) -> Lacking:
    """Look at households for the facts that a template needs.

    Args:
        store: the open file; it is only read.
        households: ids.
        report: of the template.
        year: whose facts.
        day: the day of printing, see `casefile_context`.
        watch: may stop it, and is told how far it is.
    """
    found = Lacking()
    lines: dict[tuple[str, ...], FindLine] = {}
    photos = any(use.group == PHOTOS for use in report.uses)
    for case in load_casefiles(store, households, year):
        watch.check()
        regions = regions_of(case.village)
        if regions not in lines:
            lines[regions] = line_finder(store, regions)
        photo = (lambda digest: load_whole(store, digest)) if photos else (lambda _digest: None)
        context = casefile_context(case, office_of(case.village), day, photo, lines[regions])
        label, household = household_label(case), case.household.id
        whole = True
        for fact, whose in missing_of(context, report):
            found.facts.setdefault(fact, {})[household] = (label, whose)
            whole = False
        found.households += 1
        if whole:
            found.complete.append(household)
        watch.report(found.households, len(households), label)
    return found


def missing_of(context: dict[str, Any], report: Report) -> Iterator[tuple[str, str]]:
    """The facts that are needed and empty in one household: (name as in templates, whose it is in a list)."""
    for use in report.uses:
        values = context.get(use.group)
        if use.group in _NO_FACTS or not use.needed or values is None:
            continue
        fact = f"{use.group}.{use.name}"
        if isinstance(values, dict):
            if _empty(values, use):
                yield fact, ""
            continue
        short = [row for row in values if _empty(row, use)]
        if short:
            yield fact, "、".join(filter(None, (str(row.get(_PEOPLE, "") or row.get("行号", "")) for row in short)))
    for group in report.loops:
        if group not in _NO_FACTS | _OFTEN_NONE and not context.get(group):
            yield group, ""


def _empty(values: dict[str, Any], use: Use) -> bool:
    """Whether nothing is known; a line of boxes is empty where its field is, or where none is ticked."""
    value = values.get(use.name, "")
    for twin in (OPTIONS, CAPITALS):
        field_name = use.name.removesuffix(twin)
        if field_name != use.name and field_name in values:
            value = values[field_name]
            break
    else:
        if use.name.endswith(OPTIONS):
            return _TICKED not in str(value)
    return value in {"", None} if isinstance(value, (str, type(None))) else False
