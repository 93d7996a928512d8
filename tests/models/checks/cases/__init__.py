# SPDX-License-Identifier: MIT
"""For the rules of groups A–H and M a case that fires, one that does not, and both sides of each of its boundaries (domain.md §9.3).

`test_cases.py` runs them all, and refuses a rule of the registry that is neither here nor in its list of open ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.models.checks.cases import home, income, learning, leaving, merging, monitored, people, work

if TYPE_CHECKING:
    from tests.models.checks.cases.proof import Proof

PROOFS: Final[dict[str, Proof]] = {
    **people.PROOFS, **learning.PROOFS, **work.PROOFS, **income.PROOFS, **home.PROOFS,
    **leaving.PROOFS, **monitored.PROOFS, **merging.PROOFS,
}  # fmt: skip
