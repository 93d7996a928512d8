# SPDX-License-Identifier: MIT
"""The command rollup: a table of sums (汇总表) on the screen or as a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, villages_called
from villagedesk.i18n import _
from villagedesk.models.values.numbers import from_scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.cli.console import Console
    from villagedesk.services.rollups import Rollup


def rollup_command() -> click.Command:
    """`rollup FILE TABLE [--year YEAR] [--village NAME] [--group NAME] [--out FILE.xlsx]`."""
    from villagedesk.models.rollups.tables import TABLES

    keys = "、".join(f"{key}（{make(2025).title}）" for key, make in TABLES.items())
    table = usage.Argument("table", "TABLE", _("哪一张表：{keys}。").format(keys=keys), kind=click.STRING)
    options = [
        usage.year_option(_("哪一年度；不写就是工作年度。")),
        click.Option(["--village"], metavar="NAME", help=_("只统计这个村。")),
        click.Option(["--group"], metavar="NAME", help=_("只统计这个组。")),
        click.Option(["--out"], metavar="FILE", type=click.Path(path_type=Path), help=_("另存为Excel表格（.xlsx）。")),
    ]
    return usage.Command(
        "rollup",
        callback=rollup,
        params=[usage.file_argument(), table, *options, *usage.talk_options(), usage.passphrase_option()],
        help=_("汇总表：按年度和村、组统计户数和人数，口径写在表后。"),
    )


@click.pass_obj
def rollup(console: Console, /, file: Path, table: str, year: int | None, village: str | None, **more: Any) -> None:
    """Count one table; the file is not changed."""
    from villagedesk.models.rollups.tables import TABLES
    from villagedesk.services.rollups import read_rollup
    from villagedesk.sheets.rollup import save_rollup
    from villagedesk.store.rollups import Where

    if table not in TABLES:
        raise usage.Misused(_("没有叫“{name}”的汇总表；有：{keys}。").format(name=table, keys=" ".join(TABLES)))
    with open_store(console, file, reading=True) as store, console.job():
        place = Where(min(villages_called(store, village) or {""}), more["group"] or "")
        found = read_rollup(store, table, year, place)
        name = (village or store.info.name) + (more["group"] or "")
    if more["out"] is not None:
        save_rollup(found, name, more["out"])
    console.result(_content(found, name), list(_lines(found, name)))


def _content(found: Rollup, name: str) -> dict[str, Any]:
    lines = [{"section": one.section.label, "label": one.row.label, "values": one.values} for one in found.lines()]
    table = found.table
    return {
        "table": table.key, "place": name, "year": found.year, "note": table.note, "columns": table.columns,
        "rows": lines,
    }  # fmt: skip


def _lines(found: Rollup, name: str) -> Iterator[str]:
    table = found.table
    yield f"{table.title}  {name}  {found.year}"
    yield "  ".join((_("项目"), *table.columns))
    for line in found.lines():
        if line.heading:
            yield line.heading
        shown = (from_scaled(value, cell.unit.decimals) for cell, value in line.cells())
        yield f"  {line.row.label}  {'  '.join(shown)}"
    yield _("口径：{note}").format(note=table.note)
