# SPDX-License-Identifier: MIT
"""The command rollup: tables of sums (汇总表) on the screen, as a spreadsheet or as a paper, now or as of a day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import group_called, open_as_of, villages_called
from villagedesk.errors import Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.cli.console import Console
    from villagedesk.services.figures.rollup_layout import Layout

_ALL: Final = "all"


def rollup_command() -> click.Command:
    """`rollup FILE TABLE… [--year YEAR] [--village NAME] [--group NAME] [--beside] [--list] [--as-of DAY] [--on DAY] [--out FILE]`."""
    from villagedesk.models.rollups.tables import TABLES

    keys = "、".join(f"{key}（{make(2025).title}）" for key, make in TABLES.items())
    options = [
        usage.year_option(_("哪一年度；不写就是工作年度。")),
        click.Option(["--village"], metavar="NAME", help=_("只统计这个村。")),
        click.Option(["--group"], metavar="NAME", help=_("只统计这个组。")),
        usage.flag("--beside", _("各村并排（写了--village就是该村各组并排），最后一列是合计。")),
        usage.flag(
            "--list",
            _(
                "有明细的表，把明细列在后面：收入水平、收入下降户、退出达标、三保障和饮水问题、档案齐全、项目资金按户，帮扶力量、走访、疑点按责任人。"
            ),
        ),
        *usage.moment_options(),
        click.Option(
            ["--out"],
            metavar="FILE",
            type=click.Path(path_type=Path),
            help=_("另存为Excel表格（.xlsx）或Word文件（.docx），几张表存在一个文件里。"),
        ),
    ]
    tables = click.Argument(["tables"], metavar="TABLE…", nargs=-1, required=True, type=click.STRING)
    text = _("汇总表：按年度和村、组统计户数和人数，口径写在表后。TABLE是：{keys}；all是除doubts以外的全部。")
    return usage.Command(
        "rollup",
        callback=rollup,
        params=[usage.file_argument(), tables, *options, *usage.talk_options(), usage.passphrase_option()],
        help=text.format(keys=keys),
        short_help=_("汇总表：按年度和村、组统计户数和人数，口径写在表后。"),
    )


@click.pass_obj
def rollup(console: Console, /, file: Path, tables: tuple[str, ...], village: str | None, **more: Any) -> None:
    """Count tables; the file is not changed."""
    from villagedesk.services.figures.rollup_layout import Wish, lay_out
    from villagedesk.services.figures.tallies.entries import Watching
    from villagedesk.store.rollups import Where

    keys = _chosen(tables)
    out = more["out"]
    if out is not None and out.suffix.lower() not in {".xlsx", ".docx"}:
        raise Refused(_("“{name}”的扩展名应为 .xlsx 或 .docx，请改名后再保存。").format(name=out.name))
    if more["beside"] and more["group"]:
        raise usage.Misused(_("--beside不能和--group一起用：并排的就是各组。"))
    watching = Watching(console.check, console.report)
    layouts: list[Layout] = []
    with open_as_of(console, file, more["known"], more["happened"]) as (store, moment):
        inside = min(villages_called(store, village) or {""})
        group = group_called(store, inside, more["group"])
        place = Where(inside, group)
        name, office = (village or store.info.name) + group, store.info.name
        day = store.clock().date().isoformat()
        for key in keys:
            wish = Wish(key, more["year"] or store.info.year, place, more["beside"], moment, more["list"])
            layouts += lay_out(store, wish, name, watching)
    if out is not None:
        _save(layouts, out, office, day)
    console.result({"tables": [_content(one) for one in layouts]}, [text for one in layouts for text in _lines(one)])


def _chosen(wanted: Sequence[str]) -> tuple[str, ...]:
    from villagedesk.models.rollups.tables import TABLES

    unknown = [key for key in wanted if key not in TABLES and key != _ALL]
    if unknown:
        text = _("没有叫“{name}”的汇总表；有：{keys}。")
        raise usage.Misused(text.format(name=unknown[0], keys=" ".join(TABLES)))
    every = [key for key, make in TABLES.items() if not make(2025).slow]
    return tuple(dict.fromkeys(one for key in wanted for one in (every if key == _ALL else [key])))


def _save(layouts: Sequence[Layout], out: Path, office: str, day: str) -> None:
    if out.suffix.lower() == ".docx":
        from villagedesk.documents.lists import rollups as papers

        papers.save_rollups(layouts, out, office, day)
    else:
        from villagedesk.sheets import rollup as sheets

        sheets.save_rollups(layouts, out)


def _content(layout: Layout) -> dict[str, Any]:
    section = ""
    rows = []
    for line in layout.lines:
        section = line.heading or section
        rows.append(
            {
                "section": section,
                "label": line.label,
                "values": [one.value if one.text is None else one.text for one in line.cells],
            }
        )
    return {
        "table": layout.table.key, "title": layout.title, "place": layout.place, "year": layout.year, "day": layout.day,
        "units": layout.units, "note": layout.table.note, "columns": layout.columns, "rows": rows,
    }  # fmt: skip


def _lines(layout: Layout) -> Iterator[str]:
    yield layout.title
    yield "　".join(filter(None, (layout.subtitle, layout.counted_in)))
    yield "  ".join((_("项目"), *layout.columns))
    for line in layout.lines:
        if line.heading:
            yield line.heading
        yield f"  {line.label}  {'  '.join(one.words for one in line.cells)}"
    yield layout.note
