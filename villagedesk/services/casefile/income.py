# SPDX-License-Identifier: MIT
"""Verbs of the income ledger: the village's coefficients, booking what was reckoned, moving lines to their year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.ledger import IncomeLine, IncomeRate
from villagedesk.models.estimating import as_line, new_rates, worth_booking
from villagedesk.models.ledger import ESTIMATED, belongs_to
from villagedesk.services.keeping.records import Edit, Removal
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.estimating import Estimate
    from villagedesk.models.income_period import Edition
    from villagedesk.store.store import Store

_BEFORE_ALL: Final = 0


def rates_for(store: Store, village: str, year: int) -> dict[str, IncomeRate]:
    """The coefficients of a village by item: those of the year, else the latest of the years before (see their `year`)."""
    found: dict[str, IncomeRate] = {}
    for rate in sorted(reads.of_owner(store, IncomeRate, village), key=_year_of):
        if rate.item and _year_of(rate) <= year:
            found[rate.item] = rate
    return found


def _year_of(rate: IncomeRate) -> int:
    return rate.year if isinstance(rate.year, int) else _BEFORE_ALL


def estimated_lines(case: CaseFile) -> list[IncomeLine]:
    """The lines of the year's ledger that the calculator made."""
    return [line for line in case.ledger_lines if line.evidence == ESTIMATED]


def booking(
    case: CaseFile, lines: Sequence[Estimate], rates: Mapping[str, IncomeRate], *, replace: bool
) -> list[Edit | Removal]:
    """What has to be saved so that an estimate stands in the ledger, and its coefficients with the village.

    Args:
        case: the case file of the year.
        lines: the calculator's lines; those that come to nothing are passed over.
        rates: what `rates_for` gave.
        replace: put the lines of earlier estimates of this year into the recycle bin.

    Raises:
        Refused: no line comes to anything.
    """
    worth = worth_booking(lines)
    if not worth:
        raise Refused(_("还没有测算出金额：请在“数量”一列填几亩、几头、几个月，并填好单价或单位成本。"))
    old = estimated_lines(case) if replace else []
    edits: list[Edit | Removal] = [Removal("income_line", line.id, _("重新测算")) for line in old]
    place = 1 + max((_place(line) for line in case.ledger_lines), default=-1)
    for number, one in enumerate(worth):
        edits.append(
            Edit("income_line", "", {**as_line(one, case.household.id, case.year), "position": place + number})
        )
    return [*edits, *rate_edits(case, lines, rates)]


def rate_edits(case: CaseFile, lines: Sequence[Estimate], rates: Mapping[str, IncomeRate]) -> list[Edit]:
    """What has to be saved so that the village remembers the coefficients that were typed; nothing without a village."""
    if not case.village.id:
        return []
    return [Edit("income_rate", "", values) for values in new_rates(lines, rates, case.village.id, case.year)]


def moving(lines: Sequence[IncomeLine], year: int, editions: Sequence[Edition]) -> list[Edit]:
    """What has to be saved so that lines which lie outside the period of their year stand in the year they belong to."""
    found = []
    for line in lines:
        owner = belongs_to(line, year, editions)
        if line.id and owner is not None and owner != year:
            # A quarter is meant relative to the year, so it is only known where the line has no day.
            values = {"year": owner, **_same_quarter(line, year, owner)}
            found.append(Edit("income_line", line.id, values))
    return found


def _same_quarter(line: IncomeLine, year: int, owner: int) -> dict[str, str | None]:
    if not line.quarter:
        return {}
    if line.quarter == "4" and owner == year + 1:
        return {"quarter": "0"}
    if line.quarter == "0" and owner == year - 1:
        return {"quarter": "4"}
    return {"quarter": None} if line.date else {}


def _place(line: IncomeLine) -> int:
    return line.position if isinstance(line.position, int) else -1
