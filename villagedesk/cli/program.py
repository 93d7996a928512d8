# SPDX-License-Identifier: MIT
"""The command group, and the one place where exceptions become sentences and exit codes."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import click

from villagedesk import __version__, i18n, paths
from villagedesk.cli import usage
from villagedesk.cli.console import Console, speak_utf8
from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _
from villagedesk.log import start_log
from villagedesk.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2


def run_program(arguments: list[str], begun: float) -> int:
    """Carry out one command, for which somebody waits since `begun`; its exit code. See `villagedesk.cli.run`."""
    speak_utf8()
    settings = load_settings(paths.settings_file())
    i18n.set_language(settings.language, paths.resources() / "locale")
    start_log(paths.log_file())
    console = Console(begun=begun)
    try:
        _refuse_unreadable(arguments)
        return _outcome(program().main(arguments, "villagedesk", standalone_mode=False, obj=console))
    except click.UsageError as wrong:
        console.note(usage.complaint(wrong))
        return WRONG_USAGE
    except VillageDeskError as said:
        console.note(str(said))
    except (KeyboardInterrupt, click.Abort):
        _be_left_alone()
        console.note(_("已按 Ctrl-C 中断，没有完成的部分没有写入。"))
    except BrokenPipeError:
        _give_up_output()
    except OSError as fault:
        if fault.filename is None:  # no file of ours: the results could not be written out
            _give_up_output()
        console.note(_machine_said(fault))
    except Exception as fault:
        console.note(_unforeseen(console, fault))
    return REFUSED


def _refuse_unreadable(arguments: list[str]) -> None:
    """File names that were not written as UTF-8 (GBK names unpacked on Linux) can stand in no label and no record."""
    for one in arguments:
        shown = one.encode("utf-8", "replace").decode("utf-8")
        if shown != one:
            text = _(
                "参数“{shown}”里有无法识别的字符（不是 UTF-8）。如果它是文件名，请先给文件改名；如果是文字，请重新输入。"
            )
            raise Refused(text.format(shown=shown))


def _be_left_alone() -> None:
    """A second Ctrl-C while the interpreter ends would show a traceback."""
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _give_up_output() -> None:
    """Nobody reads on, or the disk is full: the flush at exit must not fail."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _machine_said(fault: OSError) -> str:
    """The sentence for what the system refused and no service has put into words."""
    from villagedesk.store.faults import machine_reason

    logging.getLogger("villagedesk.cli").error("system refused: %s", fault.errno)
    if fault.filename is None:
        return _("结果没有写完整：{reason}。请检查磁盘空间后重新执行。").format(reason=machine_reason(fault))
    name = os.fspath(fault.filename) if isinstance(fault.filename, str) else str(fault.filename)
    text = _("无法使用“{name}”：{reason}。请检查路径、权限和磁盘空间后重新执行。")
    return text.format(name=name, reason=machine_reason(fault))


def _unforeseen(console: Console, fault: Exception) -> str:
    """The sentence for what no service has foreseen: a file that breaks while it is read, or a fault of our own."""
    from villagedesk.store.faults import as_fault

    said = as_fault(console.file, fault, reading=True) if console.file else fault
    logging.getLogger("villagedesk.cli").error("command failed: %s", type(fault).__name__, exc_info=fault)
    if isinstance(said, VillageDeskError):
        return str(said)
    text = _("程序内部出错，操作没有完成（{kind}）。详细信息记在“{log}”，请发给维护人员。")
    return text.format(kind=type(fault).__name__, log=paths.log_file())


def _outcome(returned: object) -> int:
    """What a command returned: an exit code, or nothing when it is simply done."""
    return returned if isinstance(returned, int) and not isinstance(returned, bool) else DONE


def program() -> click.Group:
    """The command group in the language in force; built for each run, so that no text is fixed at import."""
    return usage.Group(
        "villagedesk",
        _factories(),
        help=_("村档：村级贫困户档案。不带命令时打开窗口；带命令时在命令行完成同样的工作。"),
        params=[usage.version_option(__version__)],
    )


def _factories() -> dict[str, Callable[[], click.Command]]:
    from villagedesk.cli import (
        binding,
        deciding,
        findings,
        joining,
        keeping,
        lines,
        listing,
        making,
        merging,
        notices,
        printing,
        proving,
        registerpapers,
        rollups,
        rosters,
        selftest,
        stale,
        templates,
        villagepapers,
    )

    return {
        "new": making.new_command,
        "import": rosters.import_command,
        "export": printing.export_command,
        "village-paper": villagepapers.village_paper_command,
        "register-paper": registerpapers.register_paper_command,
        "notice": notices.notice_command,
        "bind": binding.bind_command,
        "template": templates.template_command,
        "stale": stale.stale_command,
        "merge": merging.merge_command,
        "conflicts": deciding.conflicts_command,
        "decide": deciding.decide_command,
        "lookalikes": joining.lookalikes_command,
        "join": joining.join_command,
        "part": joining.part_command,
        "send": merging.send_command,
        "return-file": merging.return_command,
        "check": proving.check_command,
        "findings": findings.findings_command,
        "lines": lines.lines_command,
        "stats": proving.stats_command,
        "rollup": rollups.rollup_command,
        "roster": listing.roster_command,
        "export-log": listing.export_log_command,
        "dump": proving.dump_command,
        "backup": keeping.backup_command,
        "backups": keeping.backups_command,
        "restore": keeping.restore_command,
        "undo": keeping.undo_command,
        "redo": keeping.redo_command,
        "demo": making.demo_command,
        "self-test": selftest.selftest_command,
    }
