# SPDX-License-Identifier: MIT
"""The commands that make rosters (roster) and tell what left the house unmasked (export-log)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import group_called, open_store, villages_called
from villagedesk.cli.printing import households_of
from villagedesk.i18n import _, labelled, listed
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.models.completing import Stage
from villagedesk.models.values.dates import NotADate, read_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.models.catalogue.exporting import ExportEntry
    from villagedesk.services.figures.rosters import Made, Order, Write
    from villagedesk.store.store import Store


def roster_command() -> click.Command:
    """`roster FILE KIND --out FILE.docx|FILE.xlsx [--unmasked --for WHOM --reason WHY]`."""
    from villagedesk.models.rosters.kinds import rosters

    kinds = listed(f"{key}（{one.name}）" for key, one in rosters().items())
    kind = usage.Argument("kind", "KIND", _("哪一种花名册：{kinds}。").format(kinds=kinds), kind=click.STRING)
    options = [
        click.Option(
            ["--out"],
            type=usage.PATH,
            metavar="FILE",
            required=True,
            help=_("写到哪个文件：.docx 是Word，.xlsx 是Excel。"),
        ),
        usage.year_option(_("哪一年度；不写就是工作年度。")),
        click.Option(["--village"], metavar="NAME", help=_("只列这个村。")),
        click.Option(["--group"], metavar="NAME", help=_("只列这个组。")),
        click.Option(
            ["--household", "numbers"],
            metavar="NO",
            multiple=True,
            help=_("只列这一户：户编号或村内户号；可重复写。"),
        ),
        click.Option(
            ["--completion"],
            type=click.Choice(["open", "done", "changed"]),
            metavar="open|done|changed",
            help=_("只列这一年度未完成（open）、标过“完成”（done），或标过以后又改动（changed）的户。"),
        ),
        click.Option(["--columns"], metavar="PATHS", help=_("列哪些栏，按顺序用逗号分开，如 made.row,member.name。")),
        click.Option(["--date", "day"], metavar="DAY", help=_("表的日期，年龄算到这一天；早于今天的按当天的情况列。")),
        usage.flag("--blank", _("空白表，供手工填写。")),
        *usage.unmasked_options(_("证件号码、电话、账号写全；要写 --for 和 --reason，文件带“内部资料”字样并登记。")),
    ]
    return usage.Command(
        "roster",
        callback=roster,
        params=[usage.file_argument(), kind, *options, *usage.talk_options(), usage.passphrase_option()],
        help=_("花名册：写成Word或Excel，默认脱敏。"),
    )


@click.pass_obj
def roster(console: Console, /, file: Path, kind: str, **how: Any) -> None:
    """Write a roster; unmasked it is entered in the file's export log."""
    from villagedesk.models.rosters.kinds import rosters
    from villagedesk.services.figures.rosters import write_blank, write_roster

    if kind not in rosters():
        raise usage.Misused(_("没有叫“{name}”的花名册；有：{keys}。").format(name=kind, keys=" ".join(rosters())))
    if how["blank"] and how["unmasked"]:
        raise usage.Misused(_("空白表不含任何人，不能与 --unmasked 同用。"))
    unmasked = usage.purpose_of(how)
    write = _writer(how["out"])
    with open_store(console, file, reading=unmasked is None) as store, console.job():
        order = _order(store, kind, how, unmasked)
        if how["blank"]:
            made = write_blank(store, order, how["out"], write)
        else:
            made = write_roster(store, order, how["out"], write, console.check, console.report)
    console.result(_facts(made), [_said(made)])


def _writer(target: Path) -> Write:
    """What writes a file of that name."""
    if target.suffix.lower() == ".docx":
        from villagedesk.documents.lists.roster import write_word

        return write_word
    if target.suffix.lower() == ".xlsx":
        from villagedesk.sheets.roster_list import write_sheet

        return write_sheet
    raise usage.Misused(_("“{name}”的扩展名应为 .docx 或 .xlsx。").format(name=target.name))


def _order(store: Store, kind: str, how: dict[str, Any], unmasked: Any) -> Order:
    from villagedesk.models.rosters.kinds import rosters
    from villagedesk.services.figures.rosters import Order
    from villagedesk.store.rollups import Where

    columns = tuple(part.strip() for part in (how["columns"] or "").replace("，", ",").split(",") if part.strip())
    village = min(villages_called(store, how["village"]) or {""})
    return Order(
        rosters()[kind],
        how["year"] or store.info.year,
        _day(store, how["day"]),
        columns,
        Where(village, group_called(store, village, how["group"])),
        _households(store, how),
        unmasked,
    )


def _households(store: Store, how: dict[str, Any]) -> tuple[str, ...] | None:
    """The households that are named, of these those in the wanted state of completion; None for all."""
    named = households_of(store, how["numbers"]) if how["numbers"] else None
    if not how["completion"]:
        return named
    from villagedesk.services.casefile.completing import changed_since
    from villagedesk.store.households import Query, ids

    year = how["year"] or store.info.year
    if how["completion"] == Stage.CHANGED:
        return changed_since(store, year, only=named)
    return tuple(ids(store, Query(only=named, completion=how["completion"], year=year)))


def _day(store: Store, typed: str | None) -> dt.date:
    if not typed:
        return store.clock().date()
    try:
        return dt.date.fromisoformat(read_date(typed))
    except (NotADate, ValueError) as fault:
        raise usage.Misused(
            _("日期“{value}”不是完整的日期，请写年月日，如 2020-12-31。").format(value=typed)
        ) from fault


def _facts(made: Made) -> dict[str, Any]:
    return {
        "out": str(made.path), "rows": made.rows, "households": made.households, "sha256": made.hash, "logged": made.logged,
    }  # fmt: skip


def _said(made: Made) -> str:
    if not made.rows:
        return _("空白花名册已写到 {path}。").format(path=made.path)
    text = _("花名册共{rows}行，涉及{households}户，已写到 {path}。")
    said = text.format(rows=made.rows, households=made.households, path=made.path)
    return said + _("没有脱敏，已登记（export-log 可查）。") if made.logged else said


def export_log_command() -> click.Command:
    """`export-log FILE [--find FOUND] [--out FILE.xlsx]`."""
    options = [
        click.Option(
            ["--find"], type=usage.PATH, metavar="FOUND", help=_("只列这个文件是哪次导出的，按文件内容的指纹查。")
        ),
        click.Option(["--out"], type=usage.PATH, metavar="FILE", help=_("另存为Excel表格（.xlsx）。")),
    ]
    return usage.Command(
        "export-log",
        callback=export_log,
        params=[usage.file_argument(), *options, *usage.talk_options(), usage.passphrase_option()],
        help=_("导出登记：谁在什么时候导出了哪些不脱敏的资料，提供给谁，为什么。"),
    )


@click.pass_obj
def export_log(console: Console, /, file: Path, find: Path | None, out: Path | None) -> int:
    """List the entries, the latest first; with a file that was found, its entry, or 1 if there is none."""
    from villagedesk.services.keeping.exportlog import fingerprint
    from villagedesk.sheets.export_log import save_export_log
    from villagedesk.store.exportlog import entries

    with open_store(console, file, reading=True) as store:
        found = entries(store)
    if find is not None:
        wanted = fingerprint(find)
        found = [one for one in found if one.file_hash == wanted]
    if out is not None:
        save_export_log(found, out)
    console.result({"entries": [_told(one) for one in found]}, _lines(found))
    return 0 if found or find is None else 1


def _told(entry: ExportEntry) -> dict[str, Any]:
    return {spec.key: getattr(entry, spec.key) for spec in spec_of(type(entry)).fields}


def _lines(found: list[ExportEntry]) -> Iterator[str]:
    if not found:
        yield _("没有登记过这样的导出。")
    for one in found:
        text = _("{time} {who} {what}（{place}）{households}户{people}人，提供给{recipient}：{reason}")
        yield text.format(
            time=one.time, who=one.who or _("未署名"), what=one.what, place=one.place, households=one.households,
            people=one.people, recipient=one.recipient, reason=one.reason,
        )  # fmt: skip
        yield labelled(_("  栏目"), one.columns or "")
        yield labelled("  SHA-256", one.file_hash or "")
