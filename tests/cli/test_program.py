# SPDX-License-Identifier: MIT
"""Exit codes, help, progress, Ctrl-C, and what an unforeseen fault looks like to the user."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from villagedesk import paths
from villagedesk.cli import console as console_module
from villagedesk.cli import proving, run
from villagedesk.cli.console import Console
from villagedesk.cli.program import program
from villagedesk.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Cli = Callable[..., Any]

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    "new",
    "import",
    "export",
    "village-paper",
    "register-paper",
    "notice",
    "bind",
    "template",
    "stale",
    "merge",
    "conflicts",
    "decide",
    "lookalikes",
    "join",
    "part",
    "send",
    "return-file",
    "check",
    "findings",
    "lines",
    "stats",
    "rollup",
    "roster",
    "export-log",
    "dump",
    "backup",
    "backups",
    "restore",
    "undo",
    "redo",
    "demo",
    "self-test",
]


def test_the_commands_of_the_issue_are_all_there() -> None:
    import click

    assert program().list_commands(click.Context(program())) == COMMANDS


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_help_page_is_in_chinese(cli: Cli, command: list[str]) -> None:
    ran = cli(*command, "--help")
    assert ran.code == 0
    assert "用法：" in ran.out
    for english in ("Usage", "Options", "Commands", "Show this", "OPTIONS", "ARGS"):
        assert english not in ran.out, english


def test_the_list_of_commands_says_what_each_is_for(cli: Cli) -> None:
    lines = cli("--help").out.split("命令：\n")[1].split("\n\n")[0].splitlines()
    assert all(line.rstrip().endswith("。") for line in lines), lines


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("frobnicate",), "没有“frobnicate”这个命令"),
        (("stat",), "您是不是要写：stats"),
        (("stats",), "缺少参数 FILE"),
        (("stats", "a", "--jsn"), "没有“--jsn”这个选项"),
        (("stats", "a", "--passphrase-file"), "--passphrase-file"),
        (("stats", "a", "b"), "多写了“b”"),
        (("stats", ""), "路径是空的"),
    ],
)
def test_wrong_usage_is_said_in_chinese_with_where_to_read_on(
    cli: Cli, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert sentence in ran.err
    assert "--help" in ran.err
    assert ran.out == ""


def test_an_unforeseen_fault_is_one_sentence_and_the_log_has_the_rest(
    cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError("王小明 510199197902120693")

    monkeypatch.setattr(proving, "open_as_of", broken)
    ran = cli("stats", file)
    assert ran.code == 1
    assert "程序内部出错" in ran.err
    assert str(paths.log_file()) in ran.err
    logged = paths.log_file().read_text(encoding="utf-8")
    assert "ZeroDivisionError" in logged
    assert "王小明" not in logged + ran.err
    assert "510199" not in logged + ran.err


def test_ctrl_c_is_answered_with_a_sentence(cli: Cli, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(proving, "open_as_of", pressed)
    ran = cli("stats", file)
    assert ran.code == 1
    assert "Ctrl-C" in ran.err


def test_ctrl_c_stops_a_job_at_its_next_step_and_a_second_time_at_once() -> None:
    console = Console()
    before = signal.getsignal(signal.SIGINT)

    def work(console: Console, presses: int) -> None:
        with console.job():
            console.check()
            for _press in range(presses):
                os.kill(os.getpid(), signal.SIGINT)
            console.check()

    with pytest.raises(Cancelled):
        work(console, 1)
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        work(Console(), 2)


def test_ctrl_c_after_the_last_step_says_that_the_work_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    with Console().job():
        os.kill(os.getpid(), signal.SIGINT)
    assert "已经完成" in capsys.readouterr().err


def test_progress_is_silent_where_nobody_watches_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Console().report(1, 10, "张三")
    assert capsys.readouterr().err == ""
    Console(progress=True).report(1, 10, "张三")
    assert capsys.readouterr().err == "1/10 (10%) 张三\n"
    Console(progress=True).report(7, 0)
    assert capsys.readouterr().err == "7\n"


def test_progress_is_rate_limited_but_its_end_is_always_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(console_module.time, "monotonic", lambda: now)
    console = Console(progress=True)
    for done in range(1, 1_001):
        console.report(done, 1_000)
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_on_a_terminal_progress_overwrites_itself_and_leaves_nothing_behind(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    console = Console()
    console.report(1, 2)
    console.report(2, 2)
    console.note("好了")
    told = capsys.readouterr().err
    assert told.endswith("\r\x1b[2K好了\n")


def test_a_program_without_streams_still_runs(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console = Console()
    console.report(1, 2, "张三")
    console.note("好了")
    assert run(["stats", str(file)]) == 0


def _main(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_the_program_speaks_utf8_whatever_the_machine_speaks(file: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    ran = _main("stats", str(file), env=environment)
    assert ran.returncode == 0
    assert "清溪村" in ran.stdout.decode("utf-8")


def test_an_encrypted_file_and_its_exit_code_through_the_real_program(tmp_path: Path) -> None:
    environment = {**os.environ, "VILLAGEDESK_PASSPHRASE": "kuan mei tuo sheng li ban"}
    path = str(tmp_path / "a.village")
    made = _main("new", path, "--village", "清溪村", "--code", "510199100201", "--year", "2025", env=environment)
    assert made.returncode == 0
    assert _main("check", path, "--json", env=environment).returncode == 0
    wrong = _main("check", path, env={**environment, "VILLAGEDESK_PASSPHRASE": "wrong"})
    assert wrong.returncode == 1
    assert "口令不对" in wrong.stderr.decode("utf-8")
    assert _main("check", env=environment).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_reader_that_has_read_enough_is_no_fault(filled: Path) -> None:
    command = f'"{sys.executable}" "{ROOT / "main.py"}" dump "{filled}" | head -n 1'
    ran = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert b"Traceback" not in ran.stderr
    assert b"BrokenPipe" not in ran.stderr
