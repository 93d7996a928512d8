# SPDX-License-Identifier: MIT
"""What lies in the folder of a binder already, so that an order that was cut short goes on where it stopped.

A line is written for each household once its papers lie there whole. After a power cut the last line may be torn, and papers
may be empty that were still in the memory of the disk: such lines are passed over, and the bytes of the papers are compared,
so that no household is taken for done that is not. Losing the journal costs time only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from villagedesk import __version__
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.word.pictures import Picture
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from villagedesk.documents.volumes.leaves import Leaf

log = logging.getLogger(__name__)
NAME: Final = "成档记录.jsonl"
# When a paper was printed; not what it says of the household. Ages and helpers of that day are compared by themselves.
_OF_THE_DAY: Final = ("日期", "日期数字", "计龄日期")


@dataclass(frozen=True, slots=True)
class Entry:
    """A household that was printed.

    Attributes:
        folder: name of its folder.
        facts: see `digest_of`.
        files: file name → SHA-256.
        line: what the lists of boxes say of it (`boxing.Line` as plain values).
        dated: the day of the last printing, ISO.
        unnoted: the papers that were printed then and are not noted in the file yet, as (kind, year).
    """

    household: str
    folder: str
    facts: str
    files: Mapping[str, str]
    line: dict[str, Any] = field(default_factory=dict)
    dated: str = ""
    unnoted: Collection[tuple[str, int]] = ()


class Journal:
    """The journal of one folder; a line is appended for each household, the last one of a household counts."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path, self._torn = folder, folder / NAME, False
        self.entries: dict[str, Entry] = {one.household: one for one in self._read()}

    def _read(self) -> Iterator[Entry]:
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        self._torn = bool(text) and not text.endswith("\n")
        for line in text.splitlines():
            with suppress(ValueError, TypeError, AttributeError):
                entry = Entry(**json.loads(line))
                if isinstance(entry.household, str) and isinstance(entry.line, dict) and _stays_inside(entry):
                    dt.date.fromisoformat(entry.dated or "2000-01-01")
                    yield replace(entry, unnoted=tuple((kind, year) for kind, year in entry.unnoted))

    def lies_there(self, household: str, facts: str) -> Entry | None:
        """The entry of a household whose papers lie there whole and say these facts; None if it must be printed."""
        entry = self.entries.get(household)
        if entry is None or entry.facts != facts or not entry.files:
            return None
        folder = self._folder / entry.folder
        return entry if all(_sha256(folder / name) == digest for name, digest in entry.files.items()) else None

    def add(self, entry: Entry) -> None:
        """Remember a household that is done. A journal that cannot be written is no reason to stop."""
        self.entries[entry.household] = entry
        try:
            with self._path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(("\n" if self._torn else "") + _line(entry))
            self._torn = False
        except OSError as error:
            log.warning("journal not written: %s", error.errno)

    def noted(self, households: Collection[str]) -> None:
        """What was printed of these is noted in the file; said on the disk by `close`."""
        for household in self.entries.keys() & set(households):
            self.entries[household] = replace(self.entries[household], unnoted=())

    def forget(self, living: Collection[str], villages: Collection[str]) -> tuple[str, ...]:
        """Forget households that the file has no longer; said on the disk by `close`.

        Args:
            living: households that the file still has.
            villages: of the file. What it says of others is left: several village files may share a folder.

        Returns:
            Their folders that still lie there.
        """
        gone = {
            one.household: one.folder
            for one in self.entries.values()
            if one.household not in living and one.line.get("village", "") in {"", *villages}
        }
        self.entries = {household: entry for household, entry in self.entries.items() if household not in gone}
        return tuple(sorted(name for name in gone.values() if (self._folder / name).is_dir()))

    def close(self) -> None:
        """Write one line for each household, in place of all there were."""
        part = self._path.with_name(f"{NAME}.part")
        try:
            part.write_text("".join(map(_line, self.entries.values())), encoding="utf-8", newline="\n")
            part.replace(self._path)
        except OSError as error:
            log.warning("journal not closed: %s", error.errno)
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _stays_inside(entry: Entry) -> bool:
    """Whether its names are plain names: a journal that somebody wrote must not lead out of the folder."""
    return all(name == Path(name).name and name not in {"", ".", ".."} for name in (entry.folder, *entry.files))


def _line(entry: Entry) -> str:
    plain = {
        "household": entry.household, "folder": entry.folder, "facts": entry.facts, "files": dict(entry.files),
        "line": entry.line, "dated": entry.dated,
        "unnoted": list(entry.unnoted),
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def digest_of(contexts: Iterable[Mapping[str, Any]], leaves: Collection[Leaf], how: Collection[str]) -> str:
    """A fingerprint of everything that decides how the papers look, but for the day of printing.

    Args:
        contexts: what the papers print, year by year.
        leaves: the papers.
        how: the way of cataloguing, and what the office program is asked to do.
    """
    facts = [[_undated(one) for one in contexts], list(leaves), list(how), __version__, templates_digest()]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _undated(context: Mapping[str, Any]) -> dict[str, Any]:
    return {**context, ABOUT: {name: value for name, value in context[ABOUT].items() if name not in _OF_THE_DAY}}


def _plain(value: object) -> object:
    if isinstance(value, Picture):
        return [value.name, hashlib.sha256(value.content).hexdigest()]
    raise TypeError(type(value).__name__)


@cache
def templates_digest() -> str:
    """A fingerprint of all templates: who changes one wants the papers printed with it."""
    digest = hashlib.sha256()
    for path in sorted((resources() / "templates").glob("*.docx")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
