# SPDX-License-Identifier: MIT
"""Notes of what was printed: made by printing, and by people who say that a paper was signed or filed.

The newest printing of a paper of a household and year is the one that counts; earlier ones stay as they were. Whether it is
still what would be printed today is found by `documents.printed.stale`.
"""

from __future__ import annotations

import json
import tempfile
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.printing import ARCHIVED, PRINTED, SIGNED, PrintedPaper
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import households, reads
from villagedesk.store.faults import ReadOnlyFile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from villagedesk.errors import VillageDeskError
    from villagedesk.models.catalogue.printing import BookPrint
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Changed, Store

ENTITY: Final = "printed_paper"
STATES: Final = (PRINTED, SIGNED, ARCHIVED)
_SAME: Final = (
    "template",
    "seal",
    "dated",
    "numbered",
    "bound",
    "volume_year",
)  # where these are equal it is the same paper
_AT_A_TIME: Final = 1_000  # papers
_IN_MEMORY: Final = 2_000_000  # bytes of notes, the rest lies on the disk


class Noted(NamedTuple):
    """A paper that was just printed; see `documents.volumes.prints.Print` and `PrintedPaper`."""

    household: str
    paper: str
    title: str
    template: str
    seal: str
    traces: str
    pages: int | None = None
    year: int | None = None
    bound: str | None = None
    volume_year: int | None = None


class Notes:
    """What a run has printed so far.

    A township has more papers than memory should hold, so they wait in a nameless file of the system; it holds row ids, titles
    of forms and fingerprints, no facts.

    Attributes:
        stayed: notes of papers that were signed before and count on, by their ids, with what is other of them now.
    """

    def __init__(self) -> None:
        self._file: IO[str] | None = None
        self._count = 0
        self.stayed: dict[str, dict[str, Value]] = {}

    def add(self, papers: Iterable[Noted]) -> None:
        """Keep papers for the end of the run."""
        for one in papers:
            if self._file is None:
                self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
            self._file.write(json.dumps(one, ensure_ascii=False) + "\n")
            self._count += 1

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Noted]:
        if self._file is not None:
            self._file.seek(0)
            for line in self._file:
                yield Noted(*json.loads(line))


def note_printed(
    store: Store,
    papers: Notes | Sequence[Noted],
    *,
    year: int,
    dated: dt.date,
    ordered: Iterable[str] = (),
    numbered: bool = False,
) -> int:
    """Note the papers of one print run as one action. A paper that is noted already, word for word, is not noted again.

    Args:
        store: the file.
        papers: what was printed; gone through twice, some at a time.
        year: whose facts, of papers that name no year of their own.
        dated: the day printed on them.
        ordered: see `PrintedPaper`, as are the others.
        numbered: see there.

    Returns:
        How many were noted.

    Raises:
        ReadOnlyFile, CannotWrite: nothing was noted.
    """
    others = papers.stayed if isinstance(papers, Notes) else {}
    if not len(papers) and not others:
        return 0
    if store.read_only:
        raise ReadOnlyFile
    together: dict[str, Value] = {
        "dated": dated.isoformat(), "ordered": " ".join(ordered) or None, "numbered": numbered,
        "status": PRINTED, "printed_on": store.clock().date().isoformat(),
    }  # fmt: skip
    count = sum(len(_fresh(store, part, year, together)) for part in _parts(papers))
    if count or others:
        households = len({one.household for one in papers})
        label = _("打印文书：{households}户{count}份").format(households=households, count=count)
        with store.change(label) as change:
            for part in _parts(papers):
                change.put_new(ENTITY, [(store.new_id(), values) for values in _fresh(store, part, year, together)])
            for row, values in others.items():
                change.put(ENTITY, row, values)
    return count


def not_noted(fault: VillageDeskError) -> str:
    """What people are told where papers were printed and `note_printed` failed."""
    return _("文件里没有登记这次打印，以后查不出这些文书是否过期：{reason}").format(reason=fault)


def _parts(papers: Iterable[Noted]) -> Iterator[list[Noted]]:
    waiting = iter(papers)
    while part := list(islice(waiting, _AT_A_TIME)):
        yield part


def _fresh(store: Store, papers: Sequence[Noted], year: int, together: Mapping[str, Value]) -> list[dict[str, Value]]:
    """The rows of those papers that are not noted like that already."""
    known = newest(
        store, {one.household for one in papers}, year if all(one.year in {None, year} for one in papers) else None
    )
    found: list[dict[str, Value]] = []
    for one in papers:
        before = known.get((one.household, one.year or year, one.paper))
        own: dict[str, Value] = {
            "year": one.year or year,
            "paper": one.paper,
            "title": one.title,
            "template": one.template,
            "seal": one.seal,
            "bound": one.bound,
            "volume_year": one.volume_year,
        }
        rest: dict[str, Value] = {
            "household": one.household,
            "traces": one.traces,
            "pages": one.pages,
            "printing": times(before) + 1,
        }
        told = {**together, **own}
        if before is None or any(getattr(before, key) != told[key] for key in _SAME):
            found.append(told | rest)
    return found


def newest(
    store: Store, households: Collection[str], year: int | None = None
) -> dict[tuple[str, int, str], PrintedPaper]:
    """The last printing of each paper: (household, year, key of the paper) → note."""
    found: dict[tuple[str, int, str], PrintedPaper] = {}
    for rows in reads.of_owners(store, PrintedPaper, households, year).values():
        for row in sorted(rows, key=age):
            if isinstance(row.year, int) and row.household and row.paper:
                found[row.household, row.year, row.paper] = row
    return found


def of_household(store: Store, household: str) -> list[PrintedPaper]:
    """Every printing of a household's papers, the newest first."""
    return sorted(reads.of_owner(store, PrintedPaper, household), key=age, reverse=True)


def age(row: PrintedPaper | BookPrint) -> tuple[str, int, str]:
    """By the day of printing, on the same day by its number; of two offices' prints of a day any, but the same everywhere."""
    return row.printed_on or "", times(row), row.id


def times(row: PrintedPaper | BookPrint | None) -> int:
    """How often the paper had been printed with this note; 0 where it never was."""
    return row.printing if row is not None and isinstance(row.printing, int) else 0


class Pages(NamedTuple):
    """How many pages a paper has by the list of contents, and how many somebody counted; None for not known."""

    listed: int | None = None
    counted: int | None = None


def mark(
    store: Store,
    rows: Sequence[PrintedPaper | BookPrint],
    status: str,
    day: str,
    scan: str | None = None,
    pages: Pages | None = None,
) -> Changed:
    """Say that papers were signed or filed, or that they are only printed after all.

    Args:
        store: the file.
        rows: the notes of the papers, of households or of books.
        status: one of `STATES`.
        day: when, ISO; without meaning for those that are only printed.
        scan: digest of the scan (`services.keeping.pictures`), None to leave the one there is.
        pages: of one paper of a household that was filed; None to leave what there is. Papers of books stand in no
            household's list of contents and have none.

    Raises:
        Refused: the day lies in the future or before the printing, or a scan or pages are given for several papers.
        ReadOnlyFile, CannotWrite: nothing was noted.
    """
    if scan and len(rows) != 1:
        raise Refused(_("扫描件属于一份文书，选了{count}份。请只选一份再附扫描件。").format(count=len(rows)))
    if pages and len(rows) != 1:
        raise Refused(_("页数属于一份文书，选了{count}份。请逐份登记页数。").format(count=len(rows)))
    if status != PRINTED:
        _refuse_impossible(rows, day, store.clock().date().isoformat())
    values: dict[str, Value] = {"status": status}
    if status == PRINTED:
        values |= {"signed_on": None, "archived_on": None}
    else:
        values["signed_on" if status == SIGNED else "archived_on"] = day
    if scan:
        values["scan"] = scan
    if pages and status == ARCHIVED:
        values |= {"pages": pages.listed, "filed_pages": pages.counted}
    label = {
        PRINTED: _("改回已打印：{count}份"),
        SIGNED: _("登记签字：{count}份"),
        ARCHIVED: _("登记归档：{count}份"),
    }[status].format(count=len(rows))
    edits = [Edit(spec_of(type(row)).key, row.id, values | _uncounted(row, status)) for row in rows]
    return save_records(store, label, edits).changed


def _uncounted(row: PrintedPaper | BookPrint, status: str) -> dict[str, Value]:
    """What was not filed after all was not counted either."""
    return {"filed_pages": None} if status == PRINTED and isinstance(row, PrintedPaper) else {}


def _refuse_impossible(rows: Iterable[PrintedPaper | BookPrint], day: str, today: str) -> None:
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
