# SPDX-License-Identifier: MIT
"""Opening village files for commands: where the passphrase comes from, and what to do when somebody else has the file."""

from __future__ import annotations

import getpass
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from villagedesk import paths
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _, listed
from villagedesk.services.opening import files
from villagedesk.settings import load_settings
from villagedesk.store.faults import CannotWrite, FileHeld, TwoNames, WrongPassphrase, machine_reason
from villagedesk.store.file import Opening
from villagedesk.store.sniff import Look, sniff
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.store.asof import Moment
    from villagedesk.store.store import Store

VARIABLE: Final = "VILLAGEDESK_PASSPHRASE"
_TRIES: Final = 3
_LONGEST: Final = 4096


def open_store(console: Console, path: Path, *, reading: bool = False) -> Store:
    """Open a village file as this user; a wrong passphrase may be typed again where it is typed at all.

    Args:
        console: whose passphrase file counts.
        path: the file.
        reading: the command writes nothing, so a file that somebody else has open, or that is write-protected, will do.

    Raises:
        Refused, EnvironmentProblem: see `store.file.open_file`; or no passphrase was to be had.
    """
    console.file = path
    given = given_passphrase(console)
    if given is not None or sniff_look(path) is not Look.SEALED:
        return _opened(path, given or "", reading=reading)
    for attempt in range(_TRIES):
        try:
            passphrase = typed_passphrase(_("“{name}”的口令：").format(name=path.name))
            console.begun = time.monotonic()
            return _opened(path, passphrase, reading=reading)
        except WrongPassphrase as wrong:
            if attempt == _TRIES - 1:
                raise
            console.note(str(wrong))
    raise AssertionError("unreachable")


@contextmanager
def open_as_of(console: Console, file: Path, known: str, happened: str) -> Iterator[tuple[Store, Moment]]:
    """The file as it is, or as of the day that was asked for; for commands that write nothing."""
    from villagedesk.services.figures.asof import read_moment, state_as_of
    from villagedesk.store.asof import Moment

    with open_store(console, file, reading=True) as store, console.job():
        moment = read_moment(store, known, happened) if known or happened else Moment()
        if not any(moment):
            yield store, moment
            return
        with state_as_of(store, moment, check=console.check, report=console.report) as past:
            yield past, moment


def _opened(path: Path, passphrase: str, *, reading: bool) -> Store:
    try:
        return files.open_village_file(path, passphrase, opening_of_user())
    except (FileHeld, CannotWrite, TwoNames):
        if not reading:
            raise
        return files.open_village_file(path, passphrase, opening_of_user(read_only=True))


def opening_of_user(*, read_only: bool = False) -> Opening:
    """How this user opens files: under the name and computer of the settings."""
    settings = load_settings(paths.settings_file())
    return Opening(Author(settings.author, settings.device), read_only=read_only)


def passphrase_for(console: Console, path: Path) -> str:
    """The passphrase for a file that is not opened here (a backup); empty for one without."""
    given = given_passphrase(console)
    if given is not None or sniff_look(path) is not Look.SEALED:
        return given or ""
    return typed_passphrase(_("“{name}”的口令：").format(name=path.name))


def sniff_look(path: Path) -> Look:
    """How the file looks by its bytes; MISSING where nobody may read it, the opener will say so."""
    try:
        return sniff(path).look
    except OSError:
        return Look.MISSING


def given_passphrase(console: Console) -> str | None:
    """The passphrase of the file or the environment; None where neither is given.

    Raises:
        EnvironmentProblem: the passphrase file cannot be read.
    """
    if console.passphrase_file is None:
        given = os.environ.get(VARIABLE)
        return None if given is None else _readable(given)
    try:
        with console.passphrase_file.open(encoding="utf-8-sig") as file:
            return file.readline(_LONGEST).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        detail = machine_reason(fault) if isinstance(fault, OSError) else _("不是 UTF-8 文本")
        text = _("读不出口令文件“{name}”（{detail}）。请检查路径和权限。")
        raise EnvironmentProblem(text.format(name=console.passphrase_file, detail=detail)) from fault


def typed_passphrase(prompt: str) -> str:
    """Ask for a passphrase; it is not shown while it is typed.

    Raises:
        Refused: nobody sits at a terminal, or nothing was typed.
    """
    if not (sys.stdin and sys.stdin.isatty()):
        text = _("需要口令，但这里不是终端，无法输入。请设置环境变量 {variable}，或用 --passphrase-file 指定口令文件。")
        raise Refused(text.format(variable=VARIABLE))
    try:
        return _readable(getpass.getpass(prompt))
    except EOFError as ended:
        raise Refused(_("没有输入口令，没有做任何事。")) from ended


def _readable(passphrase: str) -> str:
    """The passphrase, if it is text at all.

    Raises:
        Refused: the bytes given are not UTF-8, so no key follows from them.
    """
    try:
        passphrase.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise Refused(_("口令里有不是 UTF-8 的字符，无法使用。请检查终端或环境变量的编码。")) from fault
    return passphrase


def new_passphrase(console: Console) -> str:
    """A passphrase for a new file: given, or typed twice.

    Raises:
        Refused: the two differ.
    """
    given = given_passphrase(console)
    if given is not None:
        return given
    first = typed_passphrase(_("为新文件设一个口令（至少10个字符）："))
    if typed_passphrase(_("再输入一次：")) != first:
        raise Refused(_("两次输入的口令不一样，没有建立文件。请重新执行。"))
    return first


def villages_called(store: Store, name: str | None) -> frozenset[str] | None:
    """The ids of the villages with this name or code; None where none was asked for.

    Raises:
        Refused: there is none.
    """
    from villagedesk.store import places

    if name is None:
        return None
    found = frozenset(one.id for one in places.villages(store) if name in {one.name, one.code})
    if not found:
        raise Refused(_("文件里没有叫“{name}”的村。").format(name=name))
    return found


def group_called(store: Store, village: str, name: str | None) -> str:
    """The group of that name in a village (id; empty for all); empty where none was asked for.

    Raises:
        Refused: there is none: a list of nobody would look like an answer.
    """
    from villagedesk.store.rollups import groups

    if not name:
        return ""
    known = groups(store, village)
    if name not in known:
        text = _("没有叫“{name}”的组；有：{known}。")
        raise Refused(text.format(name=name, known=listed(known) or "—"))
    return name
