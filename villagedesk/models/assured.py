# SPDX-License-Identifier: MIT
"""When a standard is reached, for the sheet of readiness, the papers and the rules alike: each is decided here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from villagedesk.models.catalogue.member import MemberYear

EXCUSED: Final = frozenset({"illness", "disability"})  # reasons for which nobody is counted as out of school
BEFORE_SCHOOL: Final = frozenset({"preschool_age", "kindergarten"})
FINISHED: Final = frozenset({"junior", "senior", "college", "bachelor"})
FIRST_AGE: Final = 6  # 义务教育法 art. 11


def exceeds(per_head: int, line: int) -> bool:
    """Whether an income per head (fen) is more than a line (yuan): 稳定超过, as much as it is not enough (厅字〔2016〕16号)."""
    return per_head > line * 100


def schooled(facts: MemberYear, age: int) -> bool | None:
    """Whether somebody of the age of compulsory education gets it or is through it; None if nobody knows.

    Who cannot go for an illness or a disability is not counted as out of school: the form asks for that reason. At six some
    are still in kindergarten.
    """
    if facts.education in FINISHED or facts.dropout_reason in EXCUSED:
        return True
    if not facts.school:
        return False if facts.dropout_reason else None
    return facts.school != "none" and not (facts.school in BEFORE_SCHOOL and age > FIRST_AGE)


def insured(facts: MemberYear) -> bool | None:
    """Whether somebody has basic medical insurance, as a resident or as an employee; soldiers are cared for. None: unknown."""
    if True in {facts.medical, facts.employee_medical, facts.soldier}:
        return True
    return None if facts.medical is None else False
