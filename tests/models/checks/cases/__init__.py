# SPDX-License-Identifier: MIT
"""For each rule a case that fires, one that does not, and both sides of its boundaries (domain.md §9.3).

`test_cases.py` runs them all, and refuses a rule of the registry that is not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.models.checks.cases import (
    books,
    giving,
    helping,
    home,
    income,
    learning,
    leaving,
    merging,
    monitored,
    paperwork,
    people,
    posting,
    projects,
    villages,
    work,
)  # fmt: skip

if TYPE_CHECKING:
    from tests.models.checks.cases.proof import Proof

PROOFS: Final[dict[str, Proof]] = {
    **people.PROOFS, **learning.PROOFS, **work.PROOFS, **income.PROOFS, **home.PROOFS,
    **leaving.PROOFS, **monitored.PROOFS, **merging.PROOFS,
    **helping.PROOFS, **paperwork.PROOFS, **villages.PROOFS, **books.PROOFS, **projects.PROOFS, **posting.PROOFS,
    **giving.PROOFS,
}  # fmt: skip
