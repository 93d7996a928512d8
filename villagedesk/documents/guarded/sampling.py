# SPDX-License-Identifier: MIT
"""Real households that a template is tried with. Apart from `trying`, which is wanted before all this is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.contexts import Contexts
from villagedesk.documents.guarded.trying import Sample
from villagedesk.documents.volumes.batch import household_label
from villagedesk.documents.volumes.volume import volume_context
from villagedesk.services.casefile.casefiles import load_casefiles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from villagedesk.store.store import Store

_SAMPLES: Final = 3


def samples_of(store: Store, households: Sequence[str], year: int, day: dt.date) -> Iterator[Sample]:
    """A few households of a file, spread over it; read when they are asked for.

    Args:
        store: the open file; it is only read.
        households: ids.
        year: whose facts.
        day: the day of printing, see `casefile_context`.
    """
    contexts = Contexts(store)
    step = max(1, -(-len(households) // _SAMPLES))
    for case in load_casefiles(store, households[::step], year):
        yield Sample(household_label(case), volume_context(contexts.of(case, day), (), None))
