# SPDX-License-Identifier: MIT
"""返回村里: the file by which a village gets the township's corrections, decisions and questions, of its own scope only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.sealing import carried
from villagedesk.store import conflicts, outgoing, places
from villagedesk.store.backup import examine
from villagedesk.store.file import Opening, create_with_key
from villagedesk.store.keys import derive, new_salt
from villagedesk.store.store import FileInfo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.places import Place
    from villagedesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Returned:
    """What a return file holds.

    Attributes:
        sha256: of its bytes.
        questions: that wait for the village's answer.
        conflicts: undecided cells that travel with it.
    """

    path: Path
    sha256: str
    households: int
    questions: int
    conflicts: int


def find_village(store: Store, wanted: str) -> Place:
    """The village with this name, code or id.

    Raises:
        Refused: there is none, or several have the name; the sentence lists them.
    """
    known = places.villages(store)
    found = [one for one in known if wanted in {one.id, one.code, one.name, one.former_code}]
    if len(found) == 1:
        return found[0]
    names = _("、").join(f"{one.name}（{one.code}）" for one in found or known)
    if found:
        raise Refused(_("有{count}个村都叫“{wanted}”：{names}。请用12位代码指明。").format(
            count=len(found), wanted=wanted, names=names
        ))  # fmt: skip
    raise Refused(_("本文件中没有“{wanted}”。现有：{names}。").format(wanted=wanted, names=names or _("（没有村）")))


def make_return_file(
    store: Store, village: str, path: Path, passphrase: str | None = None, check: Callable[[], None] = lambda: None
) -> Returned:
    """Write the return file of a village.

    Args:
        store: the township's file.
        village: id of the village's row.
        path: where; a file there is replaced only when the new one is whole.
        passphrase: of the new file; None for that of the township's file, "" for none.
        check: called often; may raise `Cancelled`; then nothing is left behind.

    Raises:
        Refused: there is no such village.
        CannotWrite, EnvironmentProblem: no space or right.
    """
    place = find_village(store, village)
    info = FileInfo("", "village", place.name, place.code, store.info.year)
    with private_folder() as folder:
        copy = folder / "out.village"
        opening = Opening(author=store.author, clock=store.clock, any_drive=True)
        salt = new_salt()
        key = store.unlock(salt) if passphrase is None else (derive(passphrase, salt) if passphrase else None)
        with create_with_key(copy, key, info, opening) as fresh:
            households = outgoing.fill_return(store, fresh, place.id, check)
            questions = places.open_questions(fresh)
            waiting = conflicts.count(fresh)
        outgoing.seal_return(store, copy, key, check)
        examine(copy, key, check)
        return Returned(path, carried(copy, path, check), households, questions, waiting)
