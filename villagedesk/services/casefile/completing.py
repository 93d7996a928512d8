# SPDX-License-Identifier: MIT
"""Calling the file of a household complete for a year (完成), and what stands in its way; saving is never refused for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.completeness import Section, assess
from villagedesk.models.completing import errors_in, seal, standing
from villagedesk.services.casefile.casefiles import load_casefile, load_casefiles
from villagedesk.services.casefile.surroundings import surroundings_of
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import households
from villagedesk.store.households import Query

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.completeness import SectionState
    from villagedesk.store.store import Changed, Store

ENTITY: Final = "completion"


def changed_since(
    store: Store, year: int, check: Callable[[], None] = lambda: None, only: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """The households whose file of a year somebody called complete and which was changed since, in the order of the list.

    That follows from all facts of the year, so every completed file is read, or of these households (`only`). `check`
    raises to stop.
    """
    done = households.ids(store, Query(only=only, completion=households.DONE, year=year))
    found = []
    for case in load_casefiles(store, done, year):
        check()
        if standing(case) is None:
            found.append(case.household.id)
    return tuple(found)


def states_of(store: Store, case: CaseFile) -> dict[Section, SectionState]:
    """The state of every section as it is saved; what must be known of other households is looked up now."""
    return assess(case, surroundings_of(store, [case.household.id]))


def complete(store: Store, household: str, year: int) -> Changed:
    """Note that whoever has the file open calls a household's file of a year complete, as it is saved now.

    Raises:
        Refused: the household is gone, or errors stand in it; missing facts and doubts are the judgement of people.
    """
    case = load_casefile(store, household, year)
    if case is None:
        raise Refused(_("这一户已不在文件中。"))
    errors = errors_in(states_of(store, case).values())
    if errors:
        raise Refused(_("还有{count}处错误，不能标为完成；已保存的内容都在，请改正后再点“完成”。").format(count=errors))
    values: dict[str, Value] = {
        "household": household,
        "year": year,
        "date": store.clock().date().isoformat(),
        "completed_by": store.author.name or None,
        "seal": seal(case),
    }
    label = _("完成档案：{name}，{year}年度").format(name=case.head_name or case.household.local_no or "", year=year)
    return save_records(store, label, [Edit(ENTITY, "", values)]).changed
