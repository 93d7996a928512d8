# SPDX-License-Identifier: MIT
"""Files with unmasked personal data: none is made without a reason, a recipient and an entry in the export log (导出登记).

The entry is on the disk before the file gets its name, so that no fault and no power cut leaves such a file without one; where
the name is refused after all, a second entry says so. Entries are records of the file, so that they travel to the township
with 上报; they are only added. What was entered by merging can leave again with the merge, which the sender's file still holds
(docs/adr/0014).
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.values.masks import masked_words
from villagedesk.services.keeping.placing import new_file
from villagedesk.store import exportlog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.checks.rules import Unjudged
    from villagedesk.models.problem import Problem
    from villagedesk.store.store import Store

KIND: Final = "export"  # of the batch; such batches are no steps of undo
MARK: Final = "内部资料 注意保密"  # on every page of what is not masked (domain.md §6.5 D23, §7.7)
_LEAST_REASON: Final = 4  # signs; "工作" says nothing
_LONGEST: Final = 200
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Purpose:
    """For whom an unmasked file is made, and why; see `purpose`."""

    recipient: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a file.

    Attributes:
        what: its title.
        village: id of the village it is about; empty for several.
        place: village, group or selection in words.
        year: of the facts.
        columns: headings.
    """

    what: str
    village: str
    place: str
    year: int
    columns: tuple[str, ...]
    households: int
    people: int


def purpose(recipient: str, reason: str) -> Purpose:
    """What the user typed, if it says something.

    Raises:
        Refused: one of the two is missing or too short.
    """
    whom, why = " ".join(recipient.split()), " ".join(reason.split())
    if not whom:
        raise Refused(_("“提供给”没有填写。不脱敏的文件要登记交给谁用，如“镇民政办”。"))
    if len(why) < _LEAST_REASON:
        text = _("“导出原因”“{value}”太短。请写明不脱敏的用途，至少{count}个字，如“核对医保缴费名单”。")
        raise Refused(text.format(value=why, count=_LEAST_REASON))
    return Purpose(whom[:_LONGEST], why)


@contextmanager
def outgoing(store: Store, target: Path, contents: Contents, wanted: Purpose | None) -> Iterator[Path]:
    """A temporary name to write a file to that leaves the program; it gets its own name as `put_in_place` says.

    Raises:
        Refused: unmasked from a file opened for reading.
        EnvironmentProblem: it cannot be written there; an earlier file stays, and nothing is entered.
    """
    if wanted is not None:
        refuse_without_log(store)
    with new_file(target) as part:
        yield part
        put_in_place(store, part, target, contents, wanted)


def enter_printed(store: Store, printed: bytes, contents: Contents, wanted: Purpose) -> None:
    """Enter what a command is about to print unmasked, with the fingerprint of those bytes.

    Raises:
        Refused: the file was opened for reading.
    """
    _enter(store, contents, wanted, hashlib.sha256(printed).hexdigest())


def put_in_place(store: Store, part: Path, target: Path, contents: Contents, wanted: Purpose | None) -> str:
    """Give a finished file its name, with its entry in the log if it is unmasked.

    Args:
        store: the file that keeps the log; never a copy as of a day.
        part: the finished file under its temporary name.
        target: its name; an earlier file of that name is replaced.
        contents: what stands in it.
        wanted: for whom and why; None for a masked file, which is not entered.

    Returns:
        The SHA-256 of the file.

    Raises:
        Refused: the log cannot be written because the file was opened for reading.
        CannotWrite: the entry cannot be written; the file has not got its name then.
        OSError: the file cannot get its name. Mostly this is found before anything is entered (somebody has the earlier file
            open); where it is not, a second entry of the same fingerprint says that it was not written.
    """
    found = fingerprint(part)
    if wanted is None:
        part.replace(target)
        return found
    if target.exists():
        target.open("r+b").close()
    _enter(store, contents, wanted, found)
    try:
        part.replace(target)
    except OSError:
        with suppress(VillageDeskError):  # then the log tells of a file too many, never of one too few
            _enter(store, replace(contents, what=_("没有写成：{what}").format(what=contents.what)), wanted, found)
        raise
    return found


def _enter(store: Store, contents: Contents, wanted: Purpose, found: str) -> None:
    refuse_without_log(store)
    with store.change(_("导出登记：{what}").format(what=contents.what), KIND) as change:
        change.put(exportlog.ENTRY, store.new_id(), _entry(store, contents, wanted, found))


def refuse_without_log(store: Store) -> None:
    """Refuse what would have to be entered in a log that cannot be written.

    Raises:
        Refused: the file was opened for reading.
    """
    if store.read_only:
        raise Refused(
            _("文件是以只读方式打开的，不能登记，所以不能导出不脱敏的资料。请改用脱敏，或重新打开文件后再导出。")
        )


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal, as `sha256sum` and `certutil -hashfile` tell it."""
    found = hashlib.sha256()
    with path.open("rb") as content:
        while piece := content.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def hidden_words(problem: Problem | Unjudged) -> str:
    """What a complaint says, as it may be printed or copied: numbers masked, of birthdays the year."""
    spec = ENTITIES.get(problem.entity)
    return masked_words(spec[problem.key] if spec and problem.key in spec else None, problem.text())


def refuse_rewriting(store: Store, batch: int) -> None:
    """Look at a batch that is about to be sealed.

    Raises:
        Refused: it changes or removes an entry of the export log; nothing is written.
    """
    if exportlog.rewrites(store, batch):
        raise Refused(_("导出登记只能增加，不能修改、删除或撤销。"))


def _line(text: str) -> str:
    """A text that holds names which people typed, as its field takes it; other offices refuse a longer one."""
    return " ".join(text.split())[:_LONGEST].rstrip()


def _entry(store: Store, contents: Contents, wanted: Purpose, found: str) -> dict[str, Value]:
    now = store.clock()
    return {
        "village": contents.village or None,
        "what": _line(contents.what),
        "place": _line(contents.place),
        "year": contents.year,
        "date": now.date().isoformat(),
        "time": now.isoformat(" ", "seconds"),
        "who": store.author.name or None,
        "device": store.author.device or None,
        "columns": "、".join(contents.columns),
        "households": contents.households,
        "people": contents.people,
        "file_hash": found,
        "recipient": wanted.recipient,
        "reason": wanted.reason,
    }
