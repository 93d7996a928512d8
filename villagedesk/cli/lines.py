# SPDX-License-Identifier: MIT
"""The commands about lines (standards, visit intervals, limits): lines list, lines set, lines remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.errors import Refused
from villagedesk.i18n import _, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.models.catalogue.help import Line
    from villagedesk.services.doubts.line_effects import Effects
    from villagedesk.store.store import Store


def lines_command() -> click.Command:
    """`lines list | set | remove`."""
    commands = {"list": _list_command, "set": _set_command, "remove": _remove_command}
    return usage.Group("lines", commands, help=_("标准与期限：列出、修改、删除，并说明改动影响哪些户。"))


def _item_argument() -> usage.Argument:
    return usage.Argument("item", "ITEM", _("哪一项：名称或代码，如 走访间隔、exit_line。"), kind=click.STRING)


def _place_options() -> list[click.Parameter]:
    return [
        click.Option(["--region"], metavar="NAME", help=_("适用地区；走访间隔、公示天数等写所指的对象，如 一般户。")),
        usage.year_option(_("适用年度；不写就是不分年度。")),
    ]


def _dry_run() -> click.Option:
    return usage.flag("--dry-run", _("只说明会有什么变化，不写入。"))


def _list_command() -> click.Command:
    return usage.Command(
        "list",
        callback=list_lines,
        params=[
            usage.file_argument(),
            click.Option(["--item"], metavar="ITEM", help=_("只列这一项：名称或代码。")),
            *_place_options(),
            usage.flag("--open", _("只列还没有核对的。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("列出本文件的标准与期限。"),
    )


def _set_command() -> click.Command:
    value = usage.Argument("value", "VALUE", _("数值，按所列单位取整。"), kind=click.STRING)
    return usage.Measuring(
        "set",
        callback=set_line,
        params=[
            usage.file_argument(),
            _item_argument(),
            value,
            *_place_options(),
            click.Option(["--source"], metavar="TEXT", help=_("依据：文件名、文号。数值不变时可以不写。")),
            usage.flag("--confirmed", _("已对照文件核对；要有依据。")),
            _dry_run(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("修改或添加一项，并说明哪些判断、走访和疑点因此改变。"),
    )


def _remove_command() -> click.Command:
    return usage.Command(
        "remove",
        callback=remove,
        params=[
            usage.file_argument(),
            _item_argument(),
            *_place_options(),
            click.Option(["--reason"], metavar="WHY", required=True, help=_("为什么删除。")),
            _dry_run(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("删除本文件自己的一项；随程序提供过的恢复原值。"),
    )


@click.pass_obj
def list_lines(console: Console, /, file: Path, **how: Any) -> None:
    """List the lines as they hold in the file."""
    from villagedesk.services.standards.lines import all_lines, is_own

    wanted = _code(how["item"]) if how["item"] else None
    with open_store(console, file, reading=True) as store:
        found = [
            one
            for one in all_lines(store)
            if wanted in {None, one.name}
            and how["region"] in {None, one.region}
            and how["year"] in {None, one.year}
            and not (how["open"] and one.confirmed)
        ]
        facts = [_told(one) | {"own": is_own(store, one)} for one in found]
    console.result({"lines": facts}, _lines(found))


@click.pass_obj
def set_line(console: Console, /, file: Path, item: str, value: str, **how: Any) -> None:
    """Save a line, or only say what saving it would do."""
    from villagedesk.services.standards.lines import all_lines, save_line, with_line

    with open_store(console, file, reading=how["dry_run"]) as store, console.job():
        lines = all_lines(store)
        line = _entered(store, lines, _code(item), value, how)
        effects = _weighed(console, store, line, lines, with_line(lines, line))
        if not how["dry_run"]:
            save_line(store, line)
    said = _("会保存：{item}") if how["dry_run"] else _("已保存：{item}")
    _tell(console, said, line, effects, dry_run=how["dry_run"])


@click.pass_obj
def remove(console: Console, /, file: Path, item: str, **how: Any) -> None:
    """Remove a line of the file's own, or only say what removing it would do."""
    from villagedesk.services.standards.lines import all_lines, remove_line, require_own, without_line

    with open_store(console, file, reading=how["dry_run"]) as store, console.job():
        lines = all_lines(store)
        line = _found(lines, _code(item), how)
        if line is None:
            raise Refused(_("本文件没有这一项：{item}。用 lines list 可看有哪些。").format(item=item))
        require_own(store, line)
        effects = _weighed(console, store, line, lines, without_line(lines, line))
        if not how["dry_run"]:
            remove_line(store, line, how["reason"])
    said = _("会删除：{item}") if how["dry_run"] else _("已删除：{item}")
    _tell(console, said, line, effects, dry_run=how["dry_run"])


def _code(item: str) -> str:
    """The code of an item that was named by its code or its name."""
    from villagedesk.models.codes import code_list

    known = code_list("line_name")
    found = item if item in known else known.find(item)
    if found is None:
        names = listed(f"{one.label}（{one.code}）" for one in known.choices())
        raise usage.Misused(_("没有叫“{item}”的标准；有：{names}。").format(item=item, names=names))
    return found


def _found(lines: Sequence[Line], name: str, how: dict[str, Any]) -> Line | None:
    """The line that is meant; where no region is given, the only one of the item and year."""
    from villagedesk.models.lines import COUNTRY

    of_item = [one for one in lines if (one.name, one.year) == (name, how["year"])]
    if how["region"] is None and len(of_item) > 1:
        regions = listed(one.region or "" for one in of_item)
        raise usage.Misused(_("这一项有几个地区或对象，请用 --region 写明：{regions}。").format(regions=regions))
    wanted = how["region"] or (of_item[0].region if of_item else COUNTRY)
    return next((one for one in of_item if one.region == wanted), None)


def _entered(store: Store, lines: Sequence[Line], name: str, value: str, how: dict[str, Any]) -> Line:
    """The line as it is to be saved. What vouched for the former value vouches for no other.

    Raises:
        Refused: the value cannot be read, or the line may not be entered so.
    """
    from villagedesk.models.catalogue.help import Line
    from villagedesk.models.catalogue.registry import field_spec
    from villagedesk.models.lines import COUNTRY
    from villagedesk.models.values.parse import read
    from villagedesk.services.standards.lines import entry_fault
    from villagedesk.store.ids import derived_id

    reading = read(field_spec("line.value"), value, today=store.clock().date())
    if not reading.kept and reading.problems:
        raise Refused(reading.problems[0].text())
    line = _found(lines, name, how)
    if line is None:
        region, year = how["region"] or COUNTRY, how["year"]
        unit = next((one.unit for one in lines if one.name == name and one.unit), None)
        line = Line(id=derived_id("line", name, year, region), name=name, year=year, region=region, unit=unit)
    same = line.value == reading.value
    source = how["source"] or (line.source if same else None)
    line = line.having(value=reading.value, source=source, confirmed=how["confirmed"] or bool(same and line.confirmed))
    fault = entry_fault(line)
    if fault:
        raise Refused(fault)
    return line


def _weighed(console: Console, store: Store, line: Line, lines: Sequence[Line], then: Sequence[Line]) -> Effects | None:
    """What the change does; None where nothing is judged by the line, or nothing holds otherwise."""
    from villagedesk.services.doubts import line_effects

    before, after = line_effects.held_of(store, lines), line_effects.held_of(store, then)
    if not line_effects.matters(line.name or "") or before.alike(after):
        return None
    return line_effects.effects_of(store, line, before, console.check, after)


def _tell(console: Console, said: str, line: Line, effects: Effects | None, *, dry_run: bool) -> None:
    from villagedesk.services.doubts.line_effects import in_words
    from villagedesk.services.standards.lines import title_words

    content = {
        "line": _told(line),
        "dry_run": dry_run,
        "households": list(effects.households) if effects else [],
        "effects": in_words(effects) if effects else "",
    }
    lines = [said.format(item=title_words(line)) + _("。")]
    lines.append(in_words(effects) if effects else _("没有判断因此改变。"))
    if dry_run:
        lines.append(_("这次只说明变化，没有写入。"))
    console.result(content, lines)


def _told(line: Line) -> dict[str, Any]:
    return {key: getattr(line, key) for key in ("name", "year", "region", "value", "unit", "source", "confirmed")}


def _lines(found: Sequence[Line]) -> Iterator[str]:
    from villagedesk.services.standards.lines import title_words

    if not found:
        yield _("没有这样的标准。")
    for one in found:
        value = "—" if one.value is None else f"{one.value}{one.unit or ''}"
        state = _("已核对") if one.confirmed else _("待核对")
        yield f"{title_words(one)}　{value}　{state}　{one.source or ''}".rstrip()
