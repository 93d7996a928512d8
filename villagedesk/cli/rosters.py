# SPDX-License-Identifier: MIT
"""The command that brings a roster in: import."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.errors import Refused
from villagedesk.i18n import _, bare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.sheets.roster import RosterPlan
    from villagedesk.store.store import Store

_SHOWN = 30  # complaints printed one by one before the rest is only counted


def import_command() -> click.Command:
    """`import FILE ROSTER [--dry-run]`."""
    doubts = click.Option(
        ["--doubts"],
        type=usage.PATH,
        metavar="XLSX",
        help=_("把存疑的行连同原因另存为表格，改好后可再导入；号码不脱敏，要写 --for 和 --reason，并登记。"),
    )
    return usage.Command(
        "import",
        callback=import_roster,
        params=[
            usage.file_argument(),
            usage.path_argument("roster", _("花名册（.xlsx .xls .ods .et .csv）")),
            usage.flag("--dry-run", _("只核对，不写入；报出的数与真正导入时相同。")),
            usage.year_option(_("花名册的年度；不写时从表头、文件名或年度列判断。")),
            usage.flag("--no-derived", _("不由户类型补填脱贫状态和纳入项目。")),
            doubts,
            *usage.purpose_options(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("导入花名册。导入前自动备份，整次导入可以撤销；同一花名册再导入不会改动任何数据。"),
    )


@click.pass_obj
def import_roster(
    console: Console, /, file: Path, roster: Path, dry_run: bool, year: int | None, doubts: Path | None, **how: Any
) -> None:
    """Check every cell of a roster, say what it would change, and bring it in as one undoable batch."""
    from villagedesk.services.keeping.exportlog import purpose
    from villagedesk.sheets.columns import find_layout, remembered_mapping
    from villagedesk.sheets.doubts import save_doubts
    from villagedesk.sheets.reading import read_workbook
    from villagedesk.sheets.roster import dated, guess_year, plan_roster

    wanted = purpose(how["recipient"], how["reason"]) if doubts is not None else None
    with open_store(console, file, reading=dry_run and wanted is None) as store, console.job():
        sheets = read_workbook(roster)
        layout = find_layout(sheets, remembered_mapping(store))
        plan = plan_roster(
            store,
            sheets,
            replace(dated(sheets, layout, roster), derive=not how["no_derived"]),
            year=year or _guessed_year(console, store, roster, guess_year(sheets, layout, roster), dry_run=dry_run),
            check=console.check,
            report=console.report,
        )
        if doubts is not None and wanted is not None:
            save_doubts(store, plan, sheets, layout, doubts, wanted)
        _refuse_elsewhere(store, plan, roster)
        nothing = {"dry_run": dry_run, "backup": None, "batch": 0}
        outcome = nothing if dry_run or not plan.edits else _apply(console, store, plan, roster)
    console.result(outcome | _plan_facts(plan), _plan_lines(plan, outcome))


def _guessed_year(console: Console, store: Store, roster: Path, guessed: int | None, *, dry_run: bool) -> int:
    """The year the roster says it is of; for a trial, said aloud, else the one the file works on.

    Raises:
        Refused: the year is not written in the roster; the window asks a person, here nobody looks before it is in.
    """
    if guessed is not None:
        return guessed
    if not dry_run:
        raise Refused(_("看不出“{name}”是哪一年的花名册。请加 --year 年度。").format(name=roster.name))
    text = _("“{name}”没有写明年度，按文件的工作年度{year}年核对。不是这一年的，请用 --year 指定。")
    console.note(text.format(name=roster.name, year=store.info.year))
    return store.info.year


def _refuse_elsewhere(store: Store, plan: RosterPlan, roster: Path) -> None:
    """A roster of which every row belongs to some other place was meant for another file.

    Raises:
        Refused: nothing was imported; the first complaint says where the rows belong.
    """
    place = ("village", "name"), ("village", "code"), ("village", "township"), ("village", "county")
    for row in plan.rows:
        if not (row.held and any((note.entity, note.key) in place for note in row.notes)):
            return
    if plan.rows:
        first = next(note for note in plan.rows[0].notes if (note.entity, note.key) in place)
        text = _("“{roster}”不是“{name}”的花名册，没有导入：{reason}。")
        raise Refused(text.format(roster=roster.name, name=store.info.name, reason=bare(first.text())))


def _apply(console: Console, store: Store, plan: RosterPlan, roster: Path) -> dict[str, Any]:
    from villagedesk.services.opening.backups import make_backup
    from villagedesk.sheets.roster import apply_roster

    backup = make_backup(store, "import", console.check)
    label = _("导入花名册：{name}").format(name=roster.name)
    changed = apply_roster(store, plan, label=label, check=console.check, report=console.report)
    return {"dry_run": False, "backup": backup.path if backup else None, "batch": changed.batch}


def _plan_facts(plan: RosterPlan) -> dict[str, Any]:
    return {
        "year": plan.year,
        "rows": len(plan.rows),
        "counts": {state.value: number for state, number in plan.counts.items()},
        "households_new": plan.households_new,
        "households_changed": plan.households_changed,
        "gone": list(plan.gone),
        "problems": list(_complaints(plan)),
    }


def _complaints(plan: RosterPlan) -> Iterator[str]:
    """Every complaint once, its numbers masked: those of the sheet, then those of its rows."""
    from villagedesk.services.keeping.exportlog import hidden_words

    texts = [hidden_words(problem) for problem in plan.problems]
    texts += [hidden_words(problem) for row in plan.rows for problem in row.notes]
    yield from dict.fromkeys(texts)


def _plan_lines(plan: RosterPlan, outcome: dict[str, Any]) -> Iterator[str]:
    from villagedesk.sheets.roster import RowState

    counts = {state: plan.counts.get(state, 0) for state in RowState}
    text = _(
        "{year}年度花名册共{rows}行：新增{new}行，有变化{changed}行，相同{same}行，存疑{doubtful}行；其中新增{households}户。"
    )
    yield text.format(
        year=plan.year,
        rows=len(plan.rows),
        new=counts[RowState.NEW],
        changed=counts[RowState.CHANGED],
        same=counts[RowState.SAME],
        doubtful=counts[RowState.DOUBTFUL],
        households=plan.households_new,
    )
    if plan.gone:
        yield _("本文件中有、花名册中没有的户和成员共{count}项，都没有改动。").format(count=len(plan.gone))
    complaints = list(_complaints(plan))
    yield from (f"  {one}" for one in complaints[:_SHOWN])
    if len(complaints) > _SHOWN:
        yield _("  ……另有{count}条；用 --doubts 文件名 可把存疑的行存成表格。").format(count=len(complaints) - _SHOWN)
    if outcome["dry_run"]:
        yield _("这次只核对，没有写入。")
    elif outcome["batch"]:
        yield _("已导入，可用 undo 撤销。导入前的备份：{path}").format(path=outcome["backup"])
    elif any(row.held for row in plan.rows):
        yield _("存疑的行没有导入，其余与文件中的数据完全相同，没有改动。")
    else:
        yield _("与文件中的数据完全相同，没有改动。")
