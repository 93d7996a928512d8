# SPDX-License-Identifier: MIT
"""The command that proves an installation: self-test. A frozen program runs it on the user's machine and in the build.

Everything happens in a temporary folder with fictitious data; nothing of the user's is read or written.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from villagedesk import paths
from villagedesk.cli import usage
from villagedesk.errors import VillageDeskError
from villagedesk.i18n import _, clauses
from villagedesk.log import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from villagedesk.cli.console import Console
    from villagedesk.store.store import Store

_PASSPHRASE: Final = "zi jian zi jian zi jian"  # noqa: S105 - of a file that lives for some seconds
_WINDOW_SECONDS: Final = 60
_NO_WINDOW: Final = 3  # exit code of the child whose window never came


class Failed(VillageDeskError):
    """A step ran to its end and the outcome was wrong."""


@dataclass(slots=True)
class Trial:
    """What the steps hand on to one another."""

    folder: Path
    file: Path = field(init=False)
    backup: Path | None = None

    def __post_init__(self) -> None:
        self.file = self.folder / "自检.village"

    def open(self) -> Store:
        """The file under test."""
        from villagedesk.services.opening.files import open_village_file

        return open_village_file(self.file, _PASSPHRASE, _opening())


def selftest_command() -> click.Command:
    """`self-test`."""
    return usage.Command(
        "self-test",
        callback=selftest,
        params=[*usage.talk_options()],
        help=_("自检：在临时文件夹里试一遍建档、导入、打印、备份、恢复、校验和打开窗口，逐项报告。"),
    )


@click.pass_obj
def selftest(console: Console) -> int:
    """Try everything that an installation must be able to do; done when every step passed."""
    outcomes: list[dict[str, Any]] = []
    with (
        tempfile.TemporaryDirectory(prefix="villagedesk-", ignore_cleanup_errors=True) as folder,
        _home(folder),
        console.job(),
    ):
        trial = Trial(Path(folder))
        for name, step in steps().items():
            console.check()
            begun = time.perf_counter()
            fault = _tried(step, trial)
            seconds = round(time.perf_counter() - begun, 2)
            outcomes.append({"step": name, "ok": not fault, "seconds": seconds, "fault": fault})
            if not console.as_json:
                console.line(f"{'FAIL' if fault else 'PASS'}  {name}  {seconds:.2f} s{'  ' + fault if fault else ''}")
    passed = all(one["ok"] for one in outcomes)
    console.result({"ok": passed, "steps": outcomes}, [_("全部通过。") if passed else _("有未通过的项目。")])
    return 0 if passed else 1


def steps() -> dict[str, Callable[[Trial], None]]:
    """The steps in order; each builds on those before it."""
    found = {
        _("程序资源"): _resources,
        _("建立加密文件"): _create,
        _("导入花名册"): _import,
        _("查找"): _search,
        _("打印案卷"): _print,
        _("双进程打印"): _print_with_workers,
        _("备份"): _backup,
        _("撤销与重做"): _undo,
        _("恢复"): _restore,
        _("校验"): _verify,
    }
    if importlib.util.find_spec("PySide6") is not None:
        found[_("打开窗口")] = _window
    return found


def _tried(step: Callable[[Trial], None], trial: Trial) -> str:
    """What went wrong in a step, in one line without personal data; empty if nothing did."""
    try:
        step(trial)
    except VillageDeskError as said:
        return str(said)
    except Exception as bug:  # whatever it is, the remaining steps should still be tried
        return redact(f"{type(bug).__name__}: {bug}")
    return ""


@contextmanager
def _home(folder: str) -> Iterator[None]:
    """Backups and settings of the trial lie in its own folder."""
    before = os.environ.get("VILLAGEDESK_HOME")
    os.environ["VILLAGEDESK_HOME"] = str(Path(folder) / "home")
    try:
        yield
    finally:
        if before is None:
            del os.environ["VILLAGEDESK_HOME"]
        else:
            os.environ["VILLAGEDESK_HOME"] = before


def _opening() -> Any:
    from villagedesk.store.file import Opening

    return Opening(any_drive=True)


def _expect(met: bool, text: str) -> None:
    if not met:
        raise Failed(text)


# -- the steps ---------------------------------------------------------------------------------------------------------


def _resources(_trial: Trial) -> None:
    from villagedesk.demo.villages import VILLAGES
    from villagedesk.documents.papers import PAPERS

    folder = paths.resources()
    wanted = [folder / "lines.csv", *(folder / "templates" / paper.template for paper in PAPERS)]
    wanted += [folder / "demo" / "rosters" / village.roster for village in VILLAGES]
    missing = [path.name for path in wanted if not path.is_file()]
    _expect(not missing, _("缺少：{names}").format(names="、".join(missing)))


def _create(trial: Trial) -> None:
    from villagedesk.demo.villages import VILLAGES
    from villagedesk.services.opening.files import NewFile, create_village_file
    from villagedesk.store.sniff import Look, sniff

    village = VILLAGES[0]
    wanted = NewFile("village", village.name, village.code, 2025, "示范镇", "示范县")
    create_village_file(trial.file, _PASSPHRASE, wanted, _opening()).close()
    _expect(sniff(trial.file).look is Look.SEALED, _("文件没有加密"))


def _import(trial: Trial) -> None:
    from villagedesk.demo.township import import_roster
    from villagedesk.demo.villages import VILLAGES
    from villagedesk.store.counts import statistics

    with trial.open() as store:
        import_roster(store, VILLAGES[0], lambda: None, lambda _done, _total, _text: None)
        counts = statistics(store)
    _expect(
        counts["households"] > 20 and counts["members"] > 60, _("导入的户数或人数不对：{counts}").format(counts=counts)
    )


def _search(trial: Trial) -> None:
    from villagedesk.store.households import Query, keys, page_all

    with trial.open() as store:
        first = page_all(store, keys(store, Query())[:1])[0]
        found = keys(store, Query(text=first.head_name or first.hh_no or ""))
    _expect(first.key in found, _("按户主姓名没有找到"))


def _printed(trial: Trial, households: int, processes: int) -> int:
    import datetime as dt

    from villagedesk.documents.volumes.batch import Order, print_volumes
    from villagedesk.store.counts import live_households

    with trial.open() as store:
        order = Order(
            households=tuple(live_households(store)[:households]),
            year=2025,
            target=trial.folder / f"案卷{processes}",
            papers=(),
            draft=True,
            document_date=dt.date(2025, 11, 28),
        )
        outcome = print_volumes(store, order, processes=processes)
    return len(outcome.written) if outcome.files else 0


def _print(trial: Trial) -> None:
    _expect(_printed(trial, 1, 1) == 1, _("没有打印出案卷"))


def _print_with_workers(trial: Trial) -> None:
    """Worker processes are where frozen programs fail first."""
    _expect(_printed(trial, 4, 2) == 4, _("没有打印出全部案卷"))
    alone = sorted((trial.folder / "案卷1").rglob("*.docx"))
    again = [trial.folder / "案卷2" / path.relative_to(trial.folder / "案卷1") for path in alone]
    same = all(other.read_bytes() == path.read_bytes() for path, other in zip(alone, again, strict=True))
    _expect(bool(alone) and same, _("同一户两次打印的文件不一样"))


def _backup(trial: Trial) -> None:
    from villagedesk.services.opening.backups import make_backup

    with trial.open() as store:
        made = make_backup(store, "manual")
    trial.backup = Path(made.path) if made else None
    _expect(trial.backup is not None and trial.backup.is_file(), _("没有备份文件"))


def _undo(trial: Trial) -> None:
    from villagedesk.services.keeping.records import redo_last, undo_last
    from villagedesk.store.counts import statistics

    with trial.open() as store:
        before = statistics(store)["households"]
        undo_last(store)
        between = statistics(store)["households"]
        redo_last(store)
        after = statistics(store)["households"]
    _expect((between, after) == (0, before), _("撤销或重做后的户数不对"))


def _restore(trial: Trial) -> None:
    from villagedesk.services.opening.restoring import restore_backup

    if trial.backup is None:
        raise Failed(_("没有备份可恢复"))
    found = restore_backup(trial.backup, trial.file, _PASSPHRASE)
    _expect(len(found.lost) == 2, _("恢复前没有说清会丢掉哪些操作"))


def _verify(trial: Trial) -> None:
    from villagedesk.store.verify import verify

    with trial.open() as store:
        found = verify(store)
    _expect(found.ok and found.batches > 0, clauses(found.faults[:3]))


def _window(trial: Trial) -> None:
    """The window with the list, on no screen, in a process of its own."""
    from villagedesk.demo.practice import make_practice_file

    file = make_practice_file(trial.folder / "窗口.village")
    child = multiprocessing.get_context("spawn").Process(target=show_window, args=(str(file),))
    child.start()
    child.join(_WINDOW_SECONDS)
    if child.exitcode is None:
        child.terminate()
        child.join()
        raise Failed(_("窗口{seconds}秒内没有出现").format(seconds=_WINDOW_SECONDS))
    _expect(child.exitcode == 0, _("窗口没有正常打开（退出码{code}）").format(code=child.exitcode))


def show_window(file: str) -> None:
    """Open a file in the real window, wait until its list of households is on show, and end the process: 0 if it was.

    Runs in a child process. The layers forbid this package to know Qt; so the window is asked for by name, and only here.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    widgets = importlib.import_module("PySide6.QtWidgets")
    core = importlib.import_module("PySide6.QtCore")
    application = importlib.import_module("villagedesk.ui.app")
    events = widgets.QApplication.exec

    def until_shown(*_arguments: object) -> int:
        looking = core.QTimer()
        deadline = time.monotonic() + _WINDOW_SECONDS / 2

        def look() -> None:
            shown = any(
                table.isVisible() and table.model() is not None and table.model().rowCount() > 0
                for window in widgets.QApplication.topLevelWidgets()
                for table in window.findChildren(widgets.QTableView)
            )
            if shown or time.monotonic() > deadline:
                os._exit(0 if shown else _NO_WINDOW)

        looking.timeout.connect(look)
        looking.start(100)
        return int(events())

    widgets.QApplication.exec = until_shown
    sys.exit(application.run([file]))
