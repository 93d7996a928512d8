# SPDX-License-Identifier: MIT
"""Whether a household is in a programme on a day; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.programmes import Enrolment

REGISTER: Final = "file"  # 建档立卡
REGISTER_YEARS: Final = range(2013, 2021)  # in which households were registered as poor (domain.md §2.0, §5.1)


def current_on(enrolment: Enrolment, day: str) -> bool:
    """Whether the enrolment holds on a day (ISO).

    Where only the year is known, the whole year counts, at the beginning as at the end; a last day counts. What has no
    beginning at all began some time before.
    """
    year = int(day[:4])
    if enrolment.start:
        begun = enrolment.start <= day
    else:
        begun = not isinstance(enrolment.from_year, int) or enrolment.from_year <= year
    if enrolment.end:
        return begun and day <= enrolment.end
    return begun and not (isinstance(enrolment.to_year, int) and enrolment.to_year < year)


def in_year(enrolment: Enrolment, year: int) -> bool:
    """Whether the enrolment held on some day of the year, which is what the papers of that year print."""
    first = int(enrolment.start[:4]) if enrolment.start else enrolment.from_year
    last = int(enrolment.end[:4]) if enrolment.end else enrolment.to_year
    return not (isinstance(first, int) and first > year) and not (isinstance(last, int) and last < year)


def programmes_of(case: CaseFile) -> tuple[str, ...]:
    """The programmes of a household in the year of its file.

    What a roster stated counts where there is no enrolment at all, but for a programme of which somebody removed one:
    nobody can change what the roster stated, and who took the record away meant it.
    """
    if case.enrolments:
        return programmes_in(case.enrolments, case.year)
    return tuple(one for one in case.household.programmes if one not in case.unenrolled)


def programmes_in(enrolments: Iterable[Enrolment], year: int) -> tuple[str, ...]:
    """The programmes of a year, each once."""
    found = {one.programme: None for one in enrolments if one.programme and in_year(one, year)}
    return tuple(found)
