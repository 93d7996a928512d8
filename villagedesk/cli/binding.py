# SPDX-License-Identifier: MIT
"""The command that makes whole binders (一键成档): bind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, villages_called
from villagedesk.cli.printing import households_of, layout_of, refusals, tell_fonts
from villagedesk.i18n import _, listed

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.binder.orders import BindOrder, BindOutcome
    from villagedesk.store.store import Store

_MODES: Final = ("volume", "piece")
_YEARS: Final = {"all": True, "one": False}
_NAMED: Final = 5  # missing items that a line names


def bind_command() -> click.Command:
    """`bind FILE --out DIR [--household NO …]`."""
    return usage.Command(
        "bind",
        callback=bind,
        params=[
            usage.file_argument(),
            click.Option(
                ["--out"], type=usage.PATH, metavar="DIR", required=True, help=_("成档放在哪个文件夹；再次执行时从没有完成的户接着做。"),
            ),
            click.Option(
                ["--household", "numbers"],
                metavar="NO",
                multiple=True,
                help=_("只打印这一户：户编号或村内户号；可重复写。不写时打印全部。"),
            ),
            click.Option(["--village"], metavar="NAME", help=_("只给这个村成档：村名或区划代码。")),
            usage.year_option(_("用哪一年的数据打印；不写时为文件的工作年度。")),
            click.Option(
                ["--mode"],
                type=click.Choice(_MODES),
                metavar="MODE",
                help=_("归档方式：volume 按卷，piece 按件；不写时按各村的设置。"),
            ),
            click.Option(
                ["--years"],
                type=click.Choice(tuple(_YEARS)),
                metavar="YEARS",
                help=_("按卷的装入哪几年：all 从最早有资料的一年到所选年度，one 只要所选年度；不写时，档号不含年度的装入各年的。"),
            ),
            usage.flag("--draft", _("草稿：有错误的户也打印，每页注明不得归档；不编新号。")),
            usage.flag("--pages", _("编页号：目录写明页号，封面写明页数；需要本机有LibreOffice、Word或WPS。")),
            usage.flag("--pdf", _("每户另存一个整卷PDF；需要本机有LibreOffice、Word或WPS。")),
            usage.flag("--again", _("全部重做：已经成档、内容没有变的户也重新打印。")),
            usage.flag("--renumber", _("重号的户重新编号：先编的保留，后编的接在最后；只在合并造成重号时用。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("一键成档：封面、目录、全部文书、备考表和盒目录，编档号并列出缺件。有错误的户不打印并说明原因，其他户照常。"),
    )  # fmt: skip


@click.pass_obj
def bind(console: Console, /, file: Path, out: Path, numbers: tuple[str, ...], **how: Any) -> int:
    """Make the binders of some or all households; done when at least one could be made."""
    from villagedesk.documents.binder.binding import bind_volumes
    from villagedesk.documents.binder.orders import BindOrder

    with open_store(console, file, reading=True) as store, console.job():
        order = BindOrder(
            households=_households(store, numbers, how["village"]),
            year=how["year"] or store.info.year,
            target=out,
            mode=how["mode"] or "",
            draft=how["draft"],
            layout=layout_of(how),
            again=how["again"],
            all_years=_YEARS.get(how["years"]),
            document_date=store.clock().date(),
        )
        if how["renumber"]:
            _number_again(store, order)
        outcome = bind_volumes(store, order, check=console.check, report=console.report)
    for line in (*refusals(outcome.refused), *outcome.notes, outcome.unnoted):
        if line:
            console.note(line)
    if outcome.files:
        tell_fonts(console)
    console.result(_facts(outcome), _lines(outcome))
    return 0 if outcome.bound else 1


def _households(store: Store, numbers: tuple[str, ...], village: str | None) -> tuple[str, ...]:
    """Those named, else those of the village, else all."""
    from villagedesk.store.counts import live_households

    if village and numbers:
        raise usage.Misused(_("--village 不能与 --household 同用。"))
    if village:
        return tuple(live_households(store, villages_called(store, village)))
    return households_of(store, numbers)


def _number_again(store: Store, order: BindOrder) -> None:
    """Give new numbers where one stands twice."""
    from villagedesk.models.archiving import mode_of
    from villagedesk.models.catalogue.place import Village
    from villagedesk.services.papers import archiving
    from villagedesk.store import reads

    for village in reads.where(store, Village):
        archiving.number_again(store, village.id, order.mode or mode_of(village), order.year)


def _facts(outcome: BindOutcome) -> dict[str, Any]:
    return {
        "out": str(outcome.folder),
        "files": outcome.files,
        "bound": [
            {"household": one.household, "folder": str(one.folder), "kept": one.kept, "missing": list(one.missing)}
            for one in outcome.bound
        ],
        "refused": [
            {"household": one.household, "label": one.label, "problems": [problem.text() for problem in one.problems]}
            for one in outcome.refused
        ],
        "lists": [str(one) for one in outcome.lists],
        "notes": list(outcome.notes),
        "noted": not outcome.unnoted,
    }


def _lines(outcome: BindOutcome) -> list[str]:
    if not outcome.bound:
        return [_("没有成档任何一户，请先按上面的原因改正，或用 --draft 打印草稿。")]
    kept = sum(one.kept for one in outcome.bound)
    text = _(
        "已成档{households}户（其中{kept}户没有变化，没有重印），新写{files}个文件，在 {folder}；没有成档{refused}户。"
    )
    lines = [
        text.format(
            households=len(outcome.bound),
            kept=kept,
            files=outcome.files,
            folder=outcome.folder,
            refused=len(outcome.refused),
        )
    ]
    lacking = [one for one in outcome.bound if one.missing]
    if lacking:
        lines.append(_("有{count}户还缺材料，明细在各户的备考表：").format(count=len(lacking)))
        lines += [
            _("{household}：{items}。").format(
                household=one.label,
                items=listed([*one.missing[:_NAMED], *(["…"] if len(one.missing) > _NAMED else [])]),
            )
            for one in lacking[:_NAMED]
        ]
    return lines
