# SPDX-License-Identifier: MIT
"""Is this the file one worked on last? Somebody may have put a received one in its place in the file manager (M77).

Kept beside the settings of this user: where a file lay and its last action when it was closed. Nothing is refused; the
user is told, and shown the way: merge the file instead, or take the last backup.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from villagedesk import paths
from villagedesk.i18n import _
from villagedesk.services.opening.backups import list_backups
from villagedesk.store import history

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

_MOST: Final = 50  # files remembered


def note(store: Store) -> None:
    """Remember where the file stands; called when it is closed."""
    latest = next(iter(history.batches(store, 1)), None)
    if latest is None:
        return
    known = _read()
    known.pop(str(store.path.resolve()), None)
    known[str(store.path.resolve())] = {
        "lineage": store.info.lineage,
        "batch": latest.id,
        "at": store.clock().isoformat(" ", "minutes"),
    }
    kept = dict(list(known.items())[-_MOST:])
    part = _file().with_suffix(".part")
    with suppress(OSError):  # without it only a warning is missing the next time
        _file().parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        part.replace(_file())


def replaced(store: Store) -> str:
    """A sentence, if another file lies where this one lay when it was closed; else nothing.

    Told by the last action: a file that has it goes on from there, whoever wrote to it in between.
    """
    last = _read().get(str(store.path.resolve()))
    if not isinstance(last, dict) or history.has_batch(store, str(last.get("batch", ""))):
        return ""
    text = _(
        "“{name}”不是您上次（{at}）关闭时的那个文件：其中没有您最后一次的操作。"
        "可能被别人发来的文件覆盖了，也可能是从备份恢复的。"
    )
    advice = _("如果是收到的文件，请把它改名另存，恢复原来的文件后用“合并”并入。")
    newest = next(iter(list_backups(store.info)), None)
    if newest is not None:
        advice += _("最近的自动备份：{made}，可在“备份与恢复”中恢复。").format(
            made=newest.made.strftime("%Y-%m-%d %H:%M")
        )
    return text.format(name=store.path.name, at=last.get("at", "")) + advice


def forget(path: Path) -> None:
    """The file there was replaced on purpose (restored)."""
    known = _read()
    if known.pop(str(path.resolve()), None) is not None:
        with suppress(OSError):
            _file().write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")


def _file() -> Path:
    return paths.user_data() / "seen.json"


def _read() -> dict[str, Any]:
    try:
        content = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
