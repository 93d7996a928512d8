# SPDX-License-Identifier: MIT
"""Commands that exchange files: merge, send, return-file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.errors import Refused, VillageDeskError
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.cli.console import Console
    from villagedesk.merge.applying import Merged
    from villagedesk.merge.plan import MergePlan
    from villagedesk.merge.questions import Question

KINDS = ("other_village", "other_township", "other_level", "lineage", "empty", "older", "named", "deletions")


def merge_command() -> click.Command:
    """`merge TARGET COPY… [--preview]`."""
    copies = click.Argument(["copies"], metavar="COPY…", nargs=-1, required=True, type=usage.PATH)
    passphrases = click.Option(
        ["--copy-passphrases"],
        type=usage.PATH,
        metavar="PATH",
        help=_("来件口令与本文件不同时，存放这些口令的文件，每行一个；本文件的口令总是先试。"),
    )
    yes = click.Option(
        ["--yes"],
        type=click.Choice(KINDS),
        multiple=True,
        metavar="KIND",
        help=_("对合并前的某一种询问回答“是”，可写多次；询问的种类会随问题一起列出。"),
    )
    return usage.Command(
        "merge",
        callback=merge,
        params=[
            usage.file_argument(_("要并入的文件（乡镇或村）")),
            copies,
            usage.flag("--preview", _("只预览，不写入；报出的数与真正合并时相同。")),
            yes,
            passphrases,
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("合并复制来的村档文件（可以是文件夹）。合并前自动备份，整次合并可以撤销；再合并一次不会改动任何数据。"),
    )


@click.pass_obj
def merge(
    console: Console,
    file: Path,
    copies: tuple[Path, ...],
    preview: bool,
    yes: tuple[str, ...],
    copy_passphrases: Path | None,
) -> int:
    """Read every copy under guard, say what merging would do, and do it."""
    from villagedesk.merge.applying import apply_merge
    from villagedesk.merge.gathering import gather
    from villagedesk.merge.incoming import private_folder
    from villagedesk.merge.plan import plan_merge

    sources = _sources(copies)
    passphrases = _lines_of(copy_passphrases)
    with open_store(console, file) as store, private_folder() as folder, console.job():
        gathered = gather(store, sources, folder, passphrases, console.check, console.report)
        plan = plan_merge(store, gathered, check=console.check)
        waiting = [one for one in plan.questions if one.kind not in yes]
        if preview or waiting:
            console.result(_facts(plan, None), [*plan.report.hidden().lines(), *_asked(plan, waiting, preview=preview)])
            return 0 if preview else 1
        merged = apply_merge(store, plan, yes, console.check)
    console.result(_facts(plan, merged), [*merged.report.hidden().lines(), *_outcome(merged)])
    return 1 if plan.refused and not plan.arriving else 0


def _sources(copies: Sequence[Path]) -> list[Path]:
    """The files that are meant; of a folder, those in it that may be village files."""
    from villagedesk.merge.gathering import files_in

    found: list[Path] = []
    for copy in copies:
        if not copy.is_dir():
            found.append(copy)
            continue
        inside = files_in(copy)
        if not inside:
            raise Refused(_("文件夹“{name}”里没有村档文件。").format(name=copy.name))
        found += inside
    return found


def _lines_of(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line]
    except (OSError, UnicodeDecodeError) as fault:
        text = _("读不出口令文件“{name}”。请检查路径、权限，并保存为 UTF-8 文本。")
        raise Refused(text.format(name=path)) from fault


def _facts(plan: MergePlan, merged: Merged | None) -> dict[str, Any]:
    report = (merged.report if merged else plan.report).hidden()
    return {
        "merged": merged is not None and merged.changed is not None,
        "nothing_new": report.nothing_new,
        "backup": merged.backup.path if merged and merged.backup else None,
        "files": [asdict(one) for one in report.files],
        "questions": [asdict(one) for one in plan.questions],
    }


def _asked(plan: MergePlan, waiting: Sequence[Question], *, preview: bool) -> Iterator[str]:
    for question in plan.questions:
        yield f"[{question.kind}] {question.text}"
    if preview:
        yield _("这次只预览，没有写入。")
    if waiting:
        kinds = " ".join(f"--yes {kind}" for kind in dict.fromkeys(one.kind for one in waiting))
        yield _("以上问题需要先确认：核实无误后加 {kinds} 重新执行；或去掉有问题的文件。").format(kinds=kinds)


def _outcome(merged: Merged) -> Iterator[str]:
    if merged.changed is None:
        yield _("没有新内容，文件没有改动。")
        return
    yield _("已合并，可用 undo 撤销。合并前的备份：{path}").format(path=merged.backup.path if merged.backup else "")
    waiting = sum(one.conflicts for one in merged.report.files)
    if waiting:
        yield _("有{count}处需要裁决：用 conflicts 查看，用 decide 裁决。").format(count=waiting)


def send_command() -> click.Command:
    """`send FILE --out DIR`."""
    out = click.Option(["--out"], type=usage.PATH, metavar="DIR", required=True, help=_("放到哪个文件夹或U盘。"))
    return usage.Command(
        "send",
        callback=send,
        params=[usage.file_argument(), out, *usage.talk_options(), usage.passphrase_option()],
        help=_("上报：导出一份核对过、带内容校验值的副本给乡镇，草稿和本机的记忆不带出。"),
    )


@click.pass_obj
def send(console: Console, file: Path, out: Path) -> None:
    """Export a sealed copy for the township and print its receipt."""
    from villagedesk.merge.sealing import send_copy
    from villagedesk.services.merging.sent import note_sent

    with open_store(console, file, reading=True) as store, console.job():
        sent = send_copy(store, out, console.check)
        try:
            note_sent(store, sent.path, sent.seal.at, sent.stood)
        except VillageDeskError as refused:  # the copy is out all the same
            console.note(str(refused))
    seal = sent.seal
    lines = [
        _("已上报到 {path}").format(path=sent.path),
        _("回执：{sender} {at}，{households}户、{members}人，{batches}次操作").format(**asdict(seal)),
        _("文件校验值（SHA-256）：{sha256}").format(sha256=sent.sha256),
        _("拔下U盘前，请先在系统里“安全弹出”。"),
    ]
    console.result({"path": str(sent.path), "sha256": sent.sha256, **asdict(seal)}, lines)


def return_command() -> click.Command:
    """`return-file TOWNSHIP VILLAGE --out FILE`."""
    out = click.Option(["--out"], type=usage.PATH, metavar="FILE", required=True, help=_("写到哪个文件（.village）。"))
    own = click.Option(
        ["--village-passphrase-file"],
        type=usage.PATH,
        metavar="PATH",
        help=_("给村里的文件另设口令：口令所在的文件。不写时与本文件相同。"),
    )
    return usage.Command(
        "return-file",
        callback=return_file,
        params=[
            usage.file_argument(_("乡镇文件（.village）")),
            usage.Argument("village", "VILLAGE", _("村名或12位代码"), kind=click.STRING),
            out,
            own,
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("返回村里：只含该村的资料、更正、裁决和问题，不含其他村的任何内容。"),
    )


@click.pass_obj
def return_file(console: Console, file: Path, village: str, out: Path, village_passphrase_file: Path | None) -> None:
    """Write the file by which a village gets the township's corrections."""
    from villagedesk.merge.returning import find_village, make_return_file
    from villagedesk.store.file import SUFFIX

    own = _lines_of(village_passphrase_file)
    if village_passphrase_file is not None and not own:
        raise Refused(_("口令文件“{name}”是空的。").format(name=village_passphrase_file))
    target = out if out.suffix == SUFFIX else Path(f"{out}{SUFFIX}")
    with open_store(console, file, reading=True) as store, console.job():
        place = find_village(store, village)
        made = make_return_file(store, place.id, target, own[0] if own else None, console.check)
    text = _("已生成 {path}：{name}，{households}户，待答问题{questions}条，待裁决{conflicts}处。")
    facts = {"path": str(made.path), "name": place.name, **{
        key: getattr(made, key) for key in ("households", "questions", "conflicts", "sha256")
    }}  # fmt: skip
    console.result(facts, [text.format(**facts)])
