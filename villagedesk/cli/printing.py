# SPDX-License-Identifier: MIT
"""The command that prints case files as Word: export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.errors import Refused
from villagedesk.i18n import _, clauses, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.volumes.batch import Outcome, Refusal
    from villagedesk.documents.volumes.paging import Layout
    from villagedesk.store.store import Store


def export_command() -> click.Command:
    """`export FILE --out DIR [--household NO … | --blank]`."""
    return usage.Command(
        "export",
        callback=export,
        params=[
            usage.file_argument(),
            click.Option(
                ["--out"],
                type=usage.PATH,
                metavar="DIR",
                required=True,
                help=_("案卷放在哪个文件夹，每户一个子文件夹。"),
            ),
            click.Option(
                ["--household", "numbers"],
                metavar="NO",
                multiple=True,
                help=_("只打印这一户：户编号或村内户号；可重复写。不写时打印全部。"),
            ),
            usage.year_option(_("用哪一年的数据打印；不写时为文件的工作年度。")),
            click.Option(
                ["--papers"], metavar="KEYS", help=_("只打印这些材料，用逗号分开：{keys}。").format(keys=_keys())
            ),
            usage.flag("--draft", _("草稿：有错误的户也打印，每页注明不得归档。")),
            usage.flag("--pages", _("编页号：目录写明页号，封面写明页数；需要本机有LibreOffice、Word或WPS。")),
            usage.flag("--pdf", _("每户另存一个整卷PDF；需要本机有LibreOffice、Word或WPS。")),
            usage.flag("--blank", _("空白表：一套没有填任何人的表，按录入顺序排列，供手工填写。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_(
            "把案卷打印成Word文件。有错误的户不打印并说明原因，其他户照常。打印了哪些文书会登记在文件里，供 stale 核对。"
        ),
    )


def _keys() -> str:
    from villagedesk.documents.papers import PAPERS

    return ", ".join(paper.key for paper in PAPERS)


@click.pass_obj
def export(console: Console, /, file: Path, out: Path, numbers: tuple[str, ...], **how: Any) -> int:
    """Print the volumes of some or all households; done when at least one could be printed."""
    from villagedesk.documents.volumes.batch import Order, print_volumes

    papers = _papers(how["papers"])
    if how["blank"]:
        return _export_blank(console, file, out, numbers, how, papers)
    with open_store(console, file, reading=True) as store, console.job():
        order = Order(
            households=households_of(store, numbers),
            year=how["year"] or store.info.year,
            target=out,
            papers=papers,
            draft=how["draft"],
            layout=layout_of(how),
            document_date=store.clock().date(),
        )
        outcome = print_volumes(store, order, check=console.check, report=console.report)
    tell_refusals(console, outcome)
    if outcome.written:
        tell_fonts(console)
    console.result(told(outcome, out), _lines(outcome, out))
    return 0 if outcome.written else 1


def _export_blank(
    console: Console, file: Path, out: Path, numbers: tuple[str, ...], how: dict[str, Any], papers: tuple[str, ...]
) -> int:
    """Print one set of blank forms; there is nobody to choose and nothing that could be wrong with them."""
    from villagedesk.documents.volumes.blank import print_blank

    if numbers or how["draft"] or how["pages"] or how["pdf"]:
        raise usage.Misused(_("空白表不含任何户，不能与 --household、--draft、--pages 或 --pdf 同用。"))
    with open_store(console, file, reading=True) as store, console.job():
        year = how["year"] or store.info.year
        outcome = print_blank(store, year, out, store.clock().date(), papers)
    tell_fonts(console)
    text = _("已打印空白表，共{files}个文件，在 {folder}。")
    line = text.format(files=outcome.files, folder=outcome.blank)
    console.result(told(outcome, out) | {"blank": str(outcome.blank)}, [line])
    return 0


def layout_of(how: dict[str, Any]) -> Layout | None:
    """What an office program is to do.

    Raises:
        Refused: something, and there is none on this computer.
    """
    from villagedesk.documents.volumes.paging import Layout
    from villagedesk.documents.word.office import find_typesetter

    if not (how["pages"] or how["pdf"]):
        return None
    program = find_typesetter()
    if program is None:
        raise Refused(
            _("本机没有找到LibreOffice、Word或WPS，不能编页号和另存PDF。请安装其中一个，或不用 --pages 和 --pdf。")
        )
    return Layout(program, numbers=how["pages"], pdf=how["pdf"])


def _papers(wanted: str | None) -> tuple[str, ...]:
    """The keys of the papers asked for; unknown ones are wrong usage."""
    from villagedesk.documents.papers import PAPERS

    keys = tuple(key.strip() for key in (wanted or "").replace("，", ",").split(",") if key.strip())
    unknown = [key for key in keys if key not in {paper.key for paper in PAPERS}]
    if unknown:
        text = _("没有“{unknown}”这种材料，可选：{keys}。")
        raise usage.Misused(text.format(unknown=listed(unknown), keys=_keys()))
    return keys


def households_of(store: Store, numbers: Sequence[str]) -> tuple[str, ...]:
    """The ids of the households asked for, all of the file if none was named.

    Raises:
        Refused: a number that no household or more than one has; or there are no households.
    """
    from villagedesk.store.counts import live_households
    from villagedesk.store.households import find_by_number

    if not numbers:
        everyone = tuple(live_households(store))
        if not everyone:
            raise Refused(_("文件里还没有户，没有可打印的案卷。"))
        return everyone
    found: dict[str, None] = {}
    for number in numbers:
        ids = find_by_number(store, number.strip())
        if not ids:
            raise Refused(_("没有户编号或村内户号为“{number}”的户，没有打印。请核对号码。").format(number=number))
        if len(ids) > 1:
            text = _("村内户号“{number}”有{count}户，分不清是哪一户，没有打印。请改用户编号。")
            raise Refused(text.format(number=number, count=len(ids)))
        found[ids[0]] = None
    return tuple(found)


def tell_refusals(console: Console, outcome: Outcome) -> None:
    """Say who was not printed and why, and why it was not noted what was."""
    for line in refusals(outcome.refused):
        console.note(line)
    for fault in outcome.faults:
        console.note(fault)
    if outcome.unnoted:
        console.note(outcome.unnoted)


def tell_fonts(console: Console, papers: Iterable[bytes | Path] | None = None, *, volumes: bool = False) -> None:
    """Say which fonts are not there that papers ask for; to be called once for a command.

    Args:
        console: where it is said.
        papers: their files or their bytes; None for those of households.
        volumes: those of households were printed besides.
    """
    from villagedesk.documents.word import fonts

    asked = dict(fonts.of_volumes()) if volumes or papers is None else {}
    if said := fonts.told(asked | fonts.of_papers(papers or ()), fonts.installed()):
        console.note(said)


def refusals(refused: Sequence[Refusal]) -> list[str]:
    """A sentence for each household that was not printed."""
    lines = []
    for refusal in refused:
        reasons = clauses(problem.text() for problem in refusal.problems)
        lines.append(_("没有打印 {household}：{reasons}。").format(household=refusal.label, reasons=reasons))
    return lines


def told(outcome: Outcome, out: Path) -> dict[str, Any]:
    """The outcome as other programs read it."""
    return {
        "out": str(out),
        "files": outcome.files,
        "noted": not outcome.unnoted,
        "written": [{"household": household, "folder": str(folder)} for household, folder in outcome.written],
        "refused": [
            {
                "household": one.household,
                "label": one.label,
                "problems": [problem.text() for problem in one.problems],
            }
            for one in outcome.refused
        ],
    }


def _lines(outcome: Outcome, out: Path) -> list[str]:
    if not outcome.written:
        return [_("没有打印任何一户，请先按上面的原因改正，或用 --draft 打印草稿。")]
    text = _("已打印{households}户的案卷，共{files}个文件，在 {out}；没有打印{refused}户。")
    return [text.format(households=len(outcome.written), files=outcome.files, out=out, refused=len(outcome.refused))]
