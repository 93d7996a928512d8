# SPDX-License-Identifier: MIT
"""Notes of what was printed: made by printing, and by people who say that a paper was signed or filed.

The newest printing of a paper of a household and year is the one that counts; earlier ones stay as they were. Whether it is
still what would be printed today is found by `documents.volumes.stale`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import ARCHIVED, PRINTED, SIGNED, PrintedPaper
from villagedesk.services.records import Edit, save_records
from villagedesk.store import households, reads
from villagedesk.store.faults import ReadOnlyFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Changed, Store

ENTITY: Final = "printed_paper"
STATES: Final = (PRINTED, SIGNED, ARCHIVED)


class Noted(NamedTuple):
    """A paper that was just printed; see `documents.volumes.prints.Print`."""

    household: str
    paper: str
    title: str
    template: str
    seal: str
    traces: str


def note_printed(
    store: Store,
    papers: Sequence[Noted],
    *,
    year: int,
    dated: dt.date,
    ordered: Iterable[str] = (),
    numbered: bool = False,
) -> int:
    """Note the papers of one print run as one action. A paper that is noted already, word for word, is not noted again.

    Returns:
        How many were noted.

    Raises:
        ReadOnlyFile, CannotWrite: nothing was noted.
    """
    if not papers:
        return 0
    if store.read_only:
        raise ReadOnlyFile
    day, today = dated.isoformat(), store.clock().date().isoformat()
    known = newest(store, {one.household for one in papers}, year)
    fresh = []
    for one in papers:
        before = known.get((one.household, year, one.paper))
        same = (one.template, one.seal, day, numbered)
        if before and (before.template, before.seal, before.dated, before.numbered is True) == same:
            continue
        values: dict[str, Value] = {
            "household": one.household,
            "year": year,
            "paper": one.paper,
            "title": one.title,
            "printed_on": today,
            "printing": _times(before) + 1,
            "dated": day,
            "ordered": " ".join(ordered) or None,
            "numbered": numbered,
            "template": one.template,
            "seal": one.seal,
            "traces": one.traces,
            "status": PRINTED,
        }
        fresh.append((store.new_id(), values))
    if fresh:
        households = len({one.household for one in papers})
        label = _("打印文书：{households}户{count}份").format(households=households, count=len(fresh))
        with store.change(label) as change:
            change.put_new(ENTITY, fresh)
    return len(fresh)


def newest(
    store: Store, households: Collection[str], year: int | None = None
) -> dict[tuple[str, int, str], PrintedPaper]:
    """The last printing of each paper: (household, year, key of the paper) → note."""
    found: dict[tuple[str, int, str], PrintedPaper] = {}
    for rows in reads.of_owners(store, PrintedPaper, households, year).values():
        for row in sorted(rows, key=_age):
            if isinstance(row.year, int) and row.household and row.paper:
                found[row.household, row.year, row.paper] = row
    return found


def of_household(store: Store, household: str) -> list[PrintedPaper]:
    """Every printing of a household's papers, the newest first."""
    return sorted(reads.of_owner(store, PrintedPaper, household), key=_age, reverse=True)


def _age(row: PrintedPaper) -> tuple[str, int, str]:
    """By the day of printing, on the same day by its number; of two offices' prints of a day any, but the same everywhere."""
    return row.printed_on or "", _times(row), row.id


def _times(row: PrintedPaper | None) -> int:
    return row.printing if row is not None and isinstance(row.printing, int) else 0


def mark(store: Store, rows: Sequence[PrintedPaper], status: str, day: str, scan: str | None = None) -> Changed:
    """Say that papers were signed or filed, or that they are only printed after all.

    Args:
        store: the file.
        rows: the notes of the papers.
        status: one of `STATES`.
        day: when, ISO; without meaning for those that are only printed.
        scan: digest of the scan (`services.pictures`), None to leave the one there is.

    Raises:
        Refused: the day lies in the future or before the printing, or a scan is given for several papers.
        ReadOnlyFile, CannotWrite: nothing was noted.
    """
    if scan and len(rows) != 1:
        raise Refused(_("扫描件属于一份文书，选了{count}份。请只选一份再附扫描件。").format(count=len(rows)))
    if status != PRINTED:
        _refuse_impossible(rows, day, store.clock().date().isoformat())
    values: dict[str, Value] = {"status": status}
    if status == PRINTED:
        values |= {"signed_on": None, "archived_on": None}
    else:
        values["signed_on" if status == SIGNED else "archived_on"] = day
    if scan:
        values["scan"] = scan
    label = {
        PRINTED: _("改回已打印：{count}份"),
        SIGNED: _("登记签字：{count}份"),
        ARCHIVED: _("登记归档：{count}份"),
    }[status].format(count=len(rows))
    return save_records(store, label, [Edit(ENTITY, row.id, values) for row in rows]).changed


def _refuse_impossible(rows: Iterable[PrintedPaper], day: str, today: str) -> None:
    if day > today:
        raise Refused(_("日期“{day}”在今天以后，没有登记。请填写实际签字或归档的日期。").format(day=day))
    for row in rows:
        if row.printed_on and day < row.printed_on:
            text = _("日期“{day}”早于“{title}”的打印日期{printed}，没有登记。请核对日期。")
            raise Refused(text.format(day=day, title=row.title or "", printed=row.printed_on))


def household_names(store: Store, wanted: Collection[str]) -> dict[str, str]:
    """What people call households: "2组 张三"; those that are gone are missing."""
    return {one.id: title_of(one.grp, one.head_name) for one in households.of_ids(store, list(wanted))}


def title_of(group: str | None, head: str | None) -> str:
    """What people call a household."""
    group = f"{group}组" if (group or "").isdecimal() else group
    return " ".join(filter(None, (group, head))) or _("未命名户")
