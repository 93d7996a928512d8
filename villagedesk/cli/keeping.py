# SPDX-License-Identifier: MIT
"""Commands that keep files safe: backup, backups, restore, undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, passphrase_for
from villagedesk.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.services.opening.backups import Backup
    from villagedesk.services.opening.restoring import Preview
    from villagedesk.store.store import Changed

_SHOWN = 20  # actions named one by one before the rest is only counted


def backup_command() -> click.Command:
    """`backup FILE [--to DIR]`."""
    to = click.Option(
        ["--to"], type=usage.PATH, metavar="DIR", help=_("再复制一份到这个文件夹（如U盘），复制后读回核对。")
    )
    return usage.Command(
        "backup",
        callback=backup,
        params=[usage.file_argument(), to, *usage.talk_options(), usage.passphrase_option()],
        help=_("立即备份，并打开备份逐页校验。"),
    )


@click.pass_obj
def backup(console: Console, file: Path, to: Path | None) -> None:
    """Back a file up now; the copy on another disk is verified as well."""
    from villagedesk.services.opening.backups import copy_elsewhere, make_backup

    with open_store(console, file, reading=True) as store, console.job():
        made = make_backup(store, "manual", console.check)
        name = store.info.name
    if made is None:  # "manual" always makes one
        raise AssertionError("a backup on request is never skipped")
    copy = copy_elsewhere(made, to, name) if to else None
    content = _backup_facts(made) | {"copy": str(copy) if copy else None}
    lines = [_("已备份到 {path}（{households}户、{members}人，已校验）。").format(**_backup_facts(made))]
    if copy:
        lines.append(_("已复制到 {path}，读回核对一致。").format(path=copy))
    console.result(content, lines)


def _backup_facts(made: Backup) -> dict[str, Any]:
    return {
        "path": made.path,
        "at": made.made.isoformat(" "),
        "reason": made.reason,
        "households": made.households,
        "members": made.members,
        "size": made.size,
    }


def backups_command() -> click.Command:
    """`backups FILE`."""
    return usage.Command(
        "backups",
        callback=backups,
        params=[usage.file_argument(), *usage.talk_options(), usage.passphrase_option()],
        help=_("列出这个文件的备份，最近的在前。"),
    )


@click.pass_obj
def backups(console: Console, file: Path) -> None:
    """List the backups of a file, the newest first."""
    from villagedesk.services.opening.backups import list_backups, reason_label

    with open_store(console, file, reading=True) as store:
        info = store.info
    found = list_backups(info)
    lines = [
        f"{one.made:%Y-%m-%d %H:%M:%S}  {reason_label(one.reason)}  "
        + (
            _("{households}户 {members}人  ").format(households=one.households, members=one.members)
            if one.households >= 0
            else ""
        )
        + one.path
        for one in found
    ]
    console.result({"backups": [_backup_facts(one) for one in found]}, lines or [_("还没有备份。")])


def restore_command() -> click.Command:
    """`restore BACKUP FILE`."""
    source = usage.path_argument("backup", _("备份文件"))
    return usage.Command(
        "restore",
        callback=restore,
        params=[source, usage.file_argument(_("要恢复的村档文件")), *usage.talk_options(), usage.passphrase_option()],
        help=_("用备份替换文件，并列出备份里没有的操作。被替换的文件放进备份文件夹，不会丢。"),
    )


@click.pass_obj
def restore(console: Console, backup: Path, file: Path) -> None:
    """Put a backup in the place of a file and say what the file had that the backup has not."""
    from villagedesk.services.opening.backups import list_backups
    from villagedesk.services.opening.restoring import restore_backup

    existed = file.exists()
    found = restore_backup(backup, file, passphrase_for(console, backup))
    kept = next((one.path for one in list_backups(found.contents.info) if one.reason == "restore"), None)
    lost = [{"label": line.label, "at": line.at, "who": line.who, "changes": line.changes} for line in found.lost]
    content = {
        "file": str(file),
        "households": found.contents.households,
        "members": found.contents.members,
        "last_action": found.contents.last_label,
        "last_at": found.contents.last_at,
        "lost": lost,
        "replaced_file_readable": found.current_readable if existed else None,
        "replaced_file": kept if existed else None,
    }
    console.result(content, _restore_lines(found, file, kept if existed else None))


def _restore_lines(found: Preview, file: Path, kept: str | None) -> list[str]:
    contents = found.contents
    text = _("已恢复“{name}”：{households}户、{members}人，最后一次操作“{label}”（{at}）。")
    lines = [
        text.format(
            name=file.name,
            households=contents.households,
            members=contents.members,
            label=contents.last_label,
            at=contents.last_at,
        )
    ]
    if kept is None:
        return lines
    if not found.current_readable:
        lines.append(_("原文件已损坏，无法逐条列出恢复后少了什么。"))
    elif found.lost:
        lines.append(_("恢复后不再包含以下{count}次操作：").format(count=len(found.lost)))
        lines += [f"  {line.at}  {line.who}  {line.label}" for line in found.lost[:_SHOWN]]
        if len(found.lost) > _SHOWN:
            lines.append(_("  ……另有{count}次").format(count=len(found.lost) - _SHOWN))
    else:
        lines.append(_("没有丢掉任何操作。"))
    lines.append(_("被替换的文件保存在 {path}。").format(path=kept))
    return lines


def undo_command() -> click.Command:
    """`undo FILE`."""
    return usage.Command(
        "undo",
        callback=undo,
        params=[usage.file_argument(), *usage.talk_options(), usage.passphrase_option()],
        help=_("撤销最后一次操作。"),
    )


@click.pass_obj
def undo(console: Console, file: Path) -> None:
    """Take back the last action and name it."""
    from villagedesk.services.keeping.records import undo_last

    with open_store(console, file) as store, console.job():
        changed = undo_last(store, console.check)
    _tell_changed(console, changed, changed.label)


def redo_command() -> click.Command:
    """`redo FILE`."""
    return usage.Command(
        "redo",
        callback=redo,
        params=[usage.file_argument(), *usage.talk_options(), usage.passphrase_option()],
        help=_("重做刚才撤销的操作。"),
    )


@click.pass_obj
def redo(console: Console, file: Path) -> None:
    """Bring back what was undone last and name it."""
    from villagedesk.services.keeping.records import redo_last

    with open_store(console, file) as store, console.job():
        changed = redo_last(store, console.check)
    _tell_changed(console, changed, _("重做：{label}").format(label=changed.label))


def _tell_changed(console: Console, changed: Changed, label: str) -> None:
    content = {"label": changed.label, "rows": len(changed.ids), "households": len(changed.households)}
    text = _("已{label}（{rows}条数据、{households}户）。")
    console.result(content, [text.format(label=label, rows=len(changed.ids), households=len(changed.households))])
