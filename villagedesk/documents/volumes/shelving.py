# SPDX-License-Identifier: MIT
"""Folders of volumes: whose a folder is, and putting papers into it so that none is ever half written.

A paper carries its household's id in its properties (`package.core_properties`), so a folder is recognised as a
household's own even after its head or number changed hands, and another household's is never written into.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.context import archive_number, group_name
from villagedesk.documents.naming import folded, safe_name
from villagedesk.documents.word.package import identifier_of, named_by, untouched
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile

PART: Final = ".part"
_NUMBERED: Final = re.compile(r"\d{2,3}-")
_FREE: Final = ""
_FOREIGN: Final = "?"  # no row id looks like this


class Shelf:
    """The folder that takes the volumes of one order."""

    def __init__(self, target: Path) -> None:
        """Make the folder if need be.

        Raises:
            EnvironmentProblem: it cannot be made or read.
        """
        self._target = target
        self._owners: dict[str, str] = {}
        try:
            target.mkdir(parents=True, exist_ok=True)
            self._present = {folded(path.name): path for path in target.iterdir()}
        except OSError as error:
            text = _("不能使用文件夹“{folder}”（{reason}）。请换一个能写入的文件夹。")
            raise EnvironmentProblem(text.format(folder=target, reason=machine_reason(error))) from error

    def folder_for(self, household: str, wanted: str) -> Path:
        """The folder of a household: its own if it has one of that name, otherwise a new one, numbered on a clash."""
        others: set[str] = set()
        while True:
            name = safe_name(wanted, others)
            if self._owner(name) in {_FREE, household}:
                self._owners[folded(name)] = household
                return self._present.get(folded(name), self._target / name)
            others.add(folded(name))

    def rename(self, household: str, former: str, wanted: str) -> None:
        """Give a household's folder its present name (the head or a number changed), if it is its own and the name is free."""
        name = safe_name(wanted)
        if former == name or self._owner(former) != household or self._owner(name) != _FREE:
            return
        old, new = self._present.get(folded(former)), self._target / name
        if old is None or new.exists():
            return
        with suppress(OSError):  # a paper in it is open; it stays under the old name, and a new one is made
            old.rename(new)
            self._present[folded(name)] = new
            self._owners |= {folded(former): _FREE, folded(name): household}
            del self._present[folded(former)]

    def _owner(self, name: str) -> str:
        key = folded(name)
        if key not in self._owners:
            path = self._present.get(key)
            self._owners[key] = _FREE if path is None else _owner_on_disk(path)
        return self._owners[key]


def _owner_on_disk(folder: Path) -> str:
    """Whose papers lie in a folder; `_FOREIGN` where that cannot be told, so that nothing strange is overwritten."""
    try:
        files = [path for path in folder.iterdir() if path.suffix != PART]
    except OSError:  # a file of that name, or a folder that may not be read
        return _FOREIGN
    owners = {identifier_of(path) for path in files if path.suffix == ".docx"} - {""}
    if not files:
        return _FREE
    return owners.pop() if len(owners) == 1 else _FOREIGN


@contextmanager
def none_left_empty(folder: Path) -> Iterator[None]:
    """Whatever becomes of the papers: this folder, and those above it, do not stay where they were made for nothing."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        yield
    finally:
        for one in made:
            _remove_if_empty(one)


def put_papers(folder: Path, papers: Sequence[tuple[str, bytes]]) -> None:
    """Write papers into a household's folder: all under temporary names first, then renamed one by one.

    Raises:
        OSError: what was written is taken away again; a folder that did not exist before is gone too. `filename2` or
            `filename` of the error name the paper.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    parts = [(folder / (name + PART), folder / name) for name, _content in papers]
    try:
        for (part, _final), (_name, content) in zip(parts, papers, strict=True):
            _write(part, content)
        for part, final in parts:
            part.replace(final)
    except BaseException:
        for part, final in parts:
            with suppress(OSError):  # where it was written to is gone, or can be written no more
                part.unlink(missing_ok=True)
                if made:
                    final.unlink(missing_ok=True)
        if made:
            _remove_if_empty(folder)
        raise


def _write(part: Path, content: bytes) -> None:
    try:
        part.write_bytes(content)
    except OSError as error:
        error.filename = error.filename or str(part)  # a disk that fills up while it is written to names no file
        raise


def remove_former(folder: Path, household: str, kept: Container[str]) -> tuple[str, ...]:
    """Take papers of ours away that a household has no longer, such as those of former numbers.

    Ours is a .docx that says in its properties that it belongs to the household and that lies under the name that we gave it
    (number and title). What somebody saved under another name stays, whatever its properties say, and so does a paper into
    which somebody has written since (`package.untouched`). A file that is open in Word stays too.

    Returns:
        The names of papers of ours that stay because they were written into.
    """
    changed = []
    for path in sorted(folder.glob("*.docx")):
        found = _NUMBERED.match(path.name)
        if path.name in kept or found is None:
            continue
        owner, title = named_by(path)
        if owner == household and title and path.name == safe_name(f"{found.group()}{title}.docx"):
            if not untouched(path):
                changed.append(path.name)
                continue
            with suppress(OSError):
                path.unlink()
    return tuple(changed)


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # somebody else put something there


def volume_folder(case: CaseFile) -> str:
    """The folder of a household's volume: 组-户主-档号; what is missing is said in its place."""
    parts = (group_name(case) or "未编组", case.head_name or "无户主", archive_number(case) or "无档号")
    return safe_name("-".join(part.replace("-", "－") for part in parts))
