# SPDX-License-Identifier: MIT
"""What the placeholders print for one household of the file, for people who choose among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.facts.placeholders import placeholder_list
from villagedesk.documents.volumes.volume import volume_context
from villagedesk.documents.word.pictures import Picture
from villagedesk.i18n import _
from villagedesk.models.lines import regions_of
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.keeping.pictures import load_whole
from villagedesk.services.standards.lines import line_finder

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.store.store import Store


def examples(store: Store, household: str, year: int, day: dt.date) -> dict[str, str]:
    """Placeholder → what it prints for this household; of rows, those of the first. Empty where the household is gone."""
    case = load_casefile(store, household, year)
    if case is None:
        return {}
    line = line_finder(store, regions_of(case.village))
    context = casefile_context(case, office_of(case.village), day, lambda digest: load_whole(store, digest), line)
    context = volume_context(context, (), None)
    return {one.placeholder: _shown(context.get(one.group), one.name) for one in placeholder_list()}


def _shown(values: Any, name: str) -> str:
    if isinstance(values, (list, tuple)):
        if not name:
            return _("{count}行").format(count=len(values))
        values = values[0] if values else {}
    value = values.get(name, "") if isinstance(values, dict) else ""
    return _("（照片）") if isinstance(value, Picture) else str(value)
