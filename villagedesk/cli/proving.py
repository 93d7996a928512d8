# SPDX-License-Identifier: MIT
"""Commands that look and change nothing: check, stats, dump."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_as_of, open_store
from villagedesk.i18n import _, aside, labelled
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.store.store import Store
    from villagedesk.store.verify import Soundness


def check_command() -> click.Command:
    """`check FILE`."""
    return usage.Command(
        "check",
        callback=check,
        params=[usage.file_argument(), *usage.talk_options(), usage.passphrase_option()],
        help=_("检查文件是否完好：逐页校验、重算修改记录并与各表核对，再统计疑点。不完好时退出码为1。"),
    )


@click.pass_obj
def check(console: Console, file: Path) -> int:
    """Prove that the file is sound and count its findings (疑点); findings are people's work and fail nothing."""
    from villagedesk.store import batch_details
    from villagedesk.store.verify import verify

    with open_store(console, file, reading=True) as store, console.job():
        found = verify(store, console.check)
        findings = _findings(store, console) if found.ok else Counter[tuple[Level, str]]()
        whose = batch_details.whose(store, [(entity, row) for entity, row, _field in found.lost])
    counted = _finding_counts(findings)
    content = {
        "ok": found.ok,
        "batches": found.batches,
        "changes": found.changes,
        "rows": found.rows,
        "lists": found.lists,
        "conflicts": found.conflicts,
        "faults": found.faults,
        "lost": [
            {"entity": entity, "row": row, "field": field, "whose": whose.get(row, "")}
            for entity, row, field in found.lost
        ],
        "findings": counted,
    }
    console.result(content, _check_lines(found, counted, whose))
    return 0 if found.ok else 1


def _findings(store: Store, console: Console) -> Counter[tuple[Level, str]]:
    """Those of households and of villages, as the list of doubts has them."""
    from villagedesk.services.doubts.findings import find

    return Counter((one.level, one.code) for one in find(store, check=console.check) if one.counts and one.level)


def _finding_counts(findings: Counter[tuple[Level, str]]) -> dict[str, Any]:
    by_code: Counter[str] = Counter()
    by_level: Counter[Level] = Counter()
    for (level, code), number in findings.items():
        by_code[code] += number
        by_level[level] += number
    return {
        "errors": by_level[Level.ERROR],
        "doubts": by_level[Level.DOUBT],
        "by_code": dict(sorted(by_code.items())),
    }


def _check_lines(found: Soundness, findings: dict[str, Any], whose: dict[str, str]) -> list[str]:
    if not found.ok:
        return [
            _("文件有问题，请用最近的备份恢复（命令 backups、restore）："),
            *(f"  {fault}" for fault in found.faults),
        ]
    counts = _("文件完好：{batches}次操作、{changes}条修改记录、{rows}条数据全部核对一致。")
    text = _("待裁决的冲突{conflicts}处；疑点：错误{errors}条、存疑{doubts}条。")
    lines = [
        counts.format(batches=found.batches, changes=found.changes, rows=found.rows),
        text.format(conflicts=found.conflicts, errors=findings["errors"], doubts=findings["doubts"]),
    ]
    lines += _lost_lines(found, whose)
    if not found.lists:
        lines.append(_("文件正被使用或有写保护，户列表没有重算核对。"))
    return lines


def _lost_lines(found: Soundness, whose: dict[str, str]) -> list[str]:
    """Photos that have to be added again, by whose they are."""
    from villagedesk.models.catalogue.registry import entity_spec
    from villagedesk.models.values.show import entity_name, label_of

    if not found.lost:
        return []
    text = _("有{count}处照片不在文件里，可能是合并来的文件里就缺或已损坏；文书上留空，请重新添加：")
    named = [
        f"  {labelled(f'{whose.get(row) or row} {entity_name(spec)}', label_of(spec[field]))}"
        for entity, row, field in found.lost
        for spec in (entity_spec(entity),)
    ]
    return [text.format(count=len(found.lost)), *named]


def stats_command() -> click.Command:
    """`stats FILE`."""
    return usage.Command(
        "stats",
        callback=stats,
        params=_dated(),
        help=_("统计文件里各类记录的数量；可以看过去某一天的。"),
    )


def _dated() -> list[click.Parameter]:
    return [usage.file_argument(), *usage.moment_options(), *usage.talk_options(), usage.passphrase_option()]


@click.pass_obj
def stats(console: Console, file: Path, known: str, happened: str) -> None:
    """Count the live records of each sort, now or as of a day."""
    from villagedesk.services.figures.asof import figure_labels, words
    from villagedesk.store.counts import statistics

    with open_as_of(console, file, known, happened) as (store, moment):
        info = store.info
        counts = statistics(store)
    content = {"scope": info.scope, "name": info.name, "code": info.code, "year": info.year, **counts}
    if any(moment):
        content |= {"as_of": moment.known, "on": moment.happened}
    heading = aside(_("{name}（{year}年度）").format(name=info.name, year=info.year), words(moment))
    labels = figure_labels()
    console.result(content, [heading, *(f"  {labels[key]}  {number}" for key, number in counts.items())])


def dump_command() -> click.Command:
    """`dump FILE`."""
    return usage.Command(
        "dump",
        callback=dump,
        params=_dated(),
        help=_(
            "按固定格式逐行输出全部现有数据、未裁决的冲突和疑点；内容相同的文件输出逐字节相同。含个人信息，请妥善保管。"
        ),
    )


@click.pass_obj
def dump(console: Console, file: Path, known: str, happened: str) -> None:
    """Print the canonical view of the file, now or as of a day: equal facts give equal bytes."""
    from villagedesk.services.casefile.casefiles import finding_lines
    from villagedesk.store.dump import dump as dump_lines

    with open_as_of(console, file, known, happened) as (store, _moment):
        findings = (
            f"{problem.code}\t{problem.entity}\t{problem.row}\t{problem.key}"
            for _household, problem in finding_lines(store, console.check, by_the_clock=False)
        )
        for line in dump_lines(store, findings):
            console.check()
            console.line(line)
