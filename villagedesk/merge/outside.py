# SPDX-License-Identifier: MIT
"""What a village's file brings about households of other villages, change by change, for the preview and the report.

With the merge only the names of these changes are kept, no facts of persons: the lines are made from the log whenever
somebody looks, so who was erased since does not stand in an old report.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.merge.report import Report
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.masks import masked_sides, masked_text
from villagedesk.models.values.show import entity_name
from villagedesk.services.casefile.happenings import happening
from villagedesk.store import batch_details, disputes, outside

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from villagedesk.merge.report import FileReport
    from villagedesk.services.casefile.happenings import Happening
    from villagedesk.store.store import Store

MOST: Final = 200  # changes that are listed; of more, how many there are
_LONGEST: Final = 200  # characters of a value


@dataclass(frozen=True, slots=True)
class Outside:
    """What one file wrote of other villages.

    Attributes:
        households: how many; changes: likewise.
        names: of the first changes, the same in every file; lines: the same in words; hidden: with numbers masked.
    """

    households: int = 0
    changes: int = 0
    names: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def look(store: Store, households: Iterable[str], village: str, after: int) -> Outside:
    """What was written behind a place of the log about households of other villages than this."""
    found = outside.written_outside(store, households, village, after)
    listed = list(found)[:MOST]
    if not listed:
        return Outside()
    names, lines, hidden = outside.names_of(store, listed), _lines(store, listed), _lines(store, listed, hide=True)
    return Outside(len(set(found.values())), len(found), tuple(names), tuple(lines), tuple(hidden))


def with_lines(store: Store, report: Report) -> Report:
    """A report that was kept, with its lines about other villages; what was undone or erased since is missing."""
    return Report(tuple(_with_lines(store, one) if one.outside_names else one for one in report.files))


def _with_lines(store: Store, one: FileReport) -> FileReport:
    places = outside.places_of(store, one.outside_names)
    return replace(one, outside_lines=_lines(store, places), outside_hidden=_lines(store, places, hide=True))


def completed(report: FileReport, found: Outside) -> FileReport:
    """The report of a file with what it brought about other villages."""
    return replace(
        report,
        outside=found.households,
        outside_changes=found.changes,
        outside_names=list(found.names),
        outside_lines=list(found.lines),
        outside_hidden=list(found.hidden),
    )


def _lines(store: Store, places: Collection[int], *, hide: bool = False) -> list[str]:
    entries = batch_details.at_places(store, places)
    rows = {(one.entity, one.row) for one in entries}
    whose = batch_details.whose(store, rows)
    homes = disputes.households_of(store, rows)
    titles = disputes.titles_of(store, set(homes.values()))
    return [
        _line(
            happening(store, one, whose),
            " ".join(filter(None, titles.get(homes.get((one.entity, one.row), ""), ()))),
            hide=hide,
        )
        for one in entries
    ]


def _line(one: Happening, title: str, *, hide: bool) -> str:
    kind = entity_name(entity_spec(one.entry.entity))
    record = (kind, one.whose if one.whose != kind else "") if one.entry.entity != "household" or not title else ()
    what = " ".join(filter(None, (title, *record, one.field)))
    writer = " ".join(filter(None, (one.who, one.device, one.at[:16])))
    if one.entry.field is None:
        return _("{what}：{new}（{writer}）").format(
            what=what, new=_short(masked_text(one.new) if hide else one.new), writer=writer
        )
    old, new = masked_sides(one.entry.field, (one.old, one.new)) if hide else (one.old, one.new)
    text = _("{what}：原为“{old}”，改为“{new}”（{writer}）")
    return text.format(what=what, old=_short(old), new=_short(new), writer=writer)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
