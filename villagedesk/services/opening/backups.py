# SPDX-License-Identifier: MIT
"""Backups on schedule, and the way back (safety.md G17, G18).

When: at the start of a day, before imports, upgrades and restores, every half hour if something changed, at closing, on
request. Each is opened and checked before older ones are thinned. How many: all of two days, the last of each of 14 days,
10 weeks and 12 months; never the newest five.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk import paths
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _
from villagedesk.store import backup, drafts, history
from villagedesk.store.faults import machine_reason
from villagedesk.store.file import SUFFIX, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from villagedesk.store.keys import Key
    from villagedesk.store.store import FileInfo, Store

ALL_DAYS, DAYS, WEEKS, MONTHS, NEWEST = 2, 14, 10, 12, 5
_NAME: Final = r"(?P<stamp>\d{8}-\d{6})-(?P<reason>[a-z]+)\.village"
_STAMP: Final = "%Y%m%d-%H%M%S"
_INDEX: Final = "index.json"
_LEFT_OVER: Final = 86_400.0  # seconds
_TOPIC, _ELSEWHERE = "backup", "elsewhere"  # of what the file remembers


def reason_label(reason: str) -> str:
    """Why a backup was made, in words."""
    return {
        "day": _("当天首次打开"),
        "import": _("导入前"),
        "merge": _("合并前"),
        "upgrade": _("升级前"),
        "restore": _("恢复前的原文件"),
        "timer": _("定时"),
        "close": _("关闭时"),
        "manual": _("手动"),
    }.get(reason, reason)


class Backup(NamedTuple):
    """A backup in the folder. Counts are -1 where the index does not know them."""

    path: str
    at: str
    reason: str
    households: int = -1
    members: int = -1
    last_batch: str = ""
    size: int = 0

    @property
    def made(self) -> dt.datetime:
        """When it was made, by the clock of that moment."""
        return dt.datetime.strptime(self.at, _STAMP)


def folder_of(info: FileInfo) -> Path:
    """Where the backups of a file lie: one folder per lineage, whatever the file is called."""
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "", info.name).strip(" .")[:40] or "village"
    return paths.backups() / f"{name}-{info.lineage[:8]}"


def make_backup(store: Store, reason: str, check: Callable[[], None] = lambda: None) -> Backup | None:
    """Back the open file up, if it changed since the last backup; on request, always.

    Returns:
        The new backup, or None if nothing had changed.

    Raises:
        CannotWrite, FileDamaged, Cancelled: see `store.backup.copy_to`; older backups are untouched.
    """
    newest = next(iter(list_backups(store.info)), None)
    latest = next(iter(history.batches(store, 1)), None)
    if reason in {"timer", "close", "day"} and newest and latest and newest.last_batch == latest.id:
        return None
    if reason in {"timer", "close", "day"} and latest is None:
        return None
    return _copy(store.connection, store.info, store.key, reason, store.clock(), check)


def _copy(
    connection: Any, info: FileInfo, key: Key | None, reason: str, now: dt.datetime, check: Callable[[], None]
) -> Backup:
    folder = folder_of(info)
    target = _free_name(folder, now, reason)
    contents = backup.copy_to(connection, target, key, check)
    made = Backup(
        path=str(target),
        at=target.name[:15],
        reason=reason,
        households=contents.households,
        members=contents.members,
        last_batch=contents.last_batch,
        size=target.stat().st_size,
    )
    _enter(folder, made)
    _thin(folder, now)
    return made


def _free_name(folder: Path, now: dt.datetime, reason: str) -> Path:
    """A name that is not taken: two backups within a second differ by the second."""
    while True:
        target = folder / f"{now.strftime(_STAMP)}-{reason}{SUFFIX}"
        if not target.exists():
            return target
        now += dt.timedelta(seconds=1)


def list_backups(info: FileInfo) -> list[Backup]:
    """The backups of a file, the newest first; those the index does not know are listed all the same."""
    folder = folder_of(info)
    known = {one.path: one for one in _index(folder)}
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}"), reverse=True) if folder.is_dir() else []:
        match = re.fullmatch(_NAME, path.name)
        if match:
            plain = Backup(str(path), match["stamp"], match["reason"], size=path.stat().st_size)
            found.append(known.get(str(path), plain))
    return found


def _index(folder: Path) -> list[Backup]:
    try:
        return [Backup(**one) for one in json.loads((folder / _INDEX).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return []


def _enter(folder: Path, made: Backup) -> None:
    """Note what the backup holds (counts only), so that the list needs no key and no time."""
    lines = [one for one in _index(folder) if Path(one.path).exists() and one.path != made.path]
    part = folder / f".{_INDEX}.part"
    with suppress(OSError):  # without it the list only lacks the counts; the backup itself is whole
        part.write_text(json.dumps([one._asdict() for one in (*lines, made)], ensure_ascii=False), encoding="utf-8")
        part.replace(folder / _INDEX)


def _thin(folder: Path, now: dt.datetime) -> None:
    """Take old backups away. Replaced files are counted by themselves: unverified, they must not displace a backup."""
    verified: dict[Path, dt.datetime] = {}
    replaced: dict[Path, dt.datetime] = {}
    for path in folder.glob(f"*{SUFFIX}"):
        match = re.fullmatch(_NAME, path.name)
        if match:
            made = replaced if match["reason"] == "restore" else verified
            made[path] = dt.datetime.strptime(match["stamp"], _STAMP)
    for made in (verified, replaced):
        kept = kept_of(made.values(), now)
        for path in (path for path, at in made.items() if at not in kept):
            _take_away(path, path.with_name(f"{path.name}-journal"))
    _take_away(*(one for one in folder.glob(".*.part*") if _is_left_over(one)))


def _take_away(*paths: Path) -> None:
    """Remove files; one that another program holds open goes the next time."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_left_over(part: Path) -> bool:
    """Whether an unfinished copy is older than any copy in the making: its program was ended half-way."""
    with suppress(OSError):
        return time.time() - part.stat().st_mtime > _LEFT_OVER
    return False


def kept_of(made: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Which backups stay. One that claims to be from the future stays: then a clock is wrong, not the backup."""
    newest_first = sorted(made, reverse=True)
    kept = set(newest_first[:NEWEST])
    kept.update(at for at in newest_first if at > now - dt.timedelta(days=ALL_DAYS))
    periods: list[tuple[int, Callable[[dt.datetime], tuple[int, ...]]]] = [
        (DAYS, lambda at: (at.year, at.month, at.day)),
        (WEEKS, lambda at: tuple(at.isocalendar()[:2])),
        (MONTHS, lambda at: (at.year, at.month)),
    ]
    for count, period in periods:
        last_of: dict[tuple[int, ...], dt.datetime] = {}
        for at in newest_first:
            last_of.setdefault(period(at), at)
        kept.update(sorted(last_of.values(), reverse=True)[:count])
    return kept


def backup_before_upgrade(connection: Any, key: Key | None) -> None:
    """Back an older file up before it is upgraded; an error here stops the upgrade."""
    from villagedesk.clock import system_clock
    from villagedesk.store.store import read_info

    _copy(connection, read_info(connection), key, "upgrade", system_clock(), lambda: None)


def copy_elsewhere(made: Backup, folder: Path, name: str) -> Path:
    """Copy a backup to another disk or stick, read it back and compare; the name appears only when it is whole.

    A folder that does not exist yet is made, as for everything else the program writes.

    Raises:
        EnvironmentProblem: no space, no right, or the drive gave back other bytes than it took.
    """
    import hashlib

    target = folder / f"{name}-{made.at}{SUFFIX}"
    part = folder / f".{target.name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made.path, part)
        publish(part, target)
        with Path(made.path).open("rb") as one, target.open("rb") as other:
            same = hashlib.file_digest(one, "sha256").digest() == hashlib.file_digest(other, "sha256").digest()
    except OSError as fault:
        _take_away(part)
        text = _("没有复制到“{folder}”：{detail}。请检查空间、写保护和连接。")
        raise EnvironmentProblem(text.format(folder=folder, detail=machine_reason(fault))) from fault
    if not same:
        _take_away(target)
        raise EnvironmentProblem(_("复制后读回的内容不一致，这个盘可能有问题，请换一个。"))
    return target


def note_copied_elsewhere(store: Store) -> None:
    """Remember that a copy has gone to another disk just now."""
    if not store.read_only:
        drafts.remember(store, _TOPIC, {_ELSEWHERE: store.clock().isoformat(" ", "seconds")})


def copied_elsewhere_at(store: Store) -> str:
    """When another disk was last given a copy (local time); empty if that never happened."""
    return drafts.remembered(store, _TOPIC).get(_ELSEWHERE, "")


def days_without_copy(store: Store) -> int:
    """For how many days no other disk has had a copy, counted from the first action where none ever had one."""
    last = copied_elsewhere_at(store)
    if not last:
        first = history.batches(store, limit=1, before=2)
        last = first[0].at if first else ""
    return (store.clock() - dt.datetime.fromisoformat(last)).days if last else 0
