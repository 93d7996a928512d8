# SPDX-License-Identifier: MIT
"""The command that prints papers of the books of a village (台账): register-paper."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, villages_called
from villagedesk.cli.printing import tell_fonts
from villagedesk.errors import Refused
from villagedesk.i18n import _, aside, labelled, listed

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.making import BookPaper
    from villagedesk.store.store import Store


_NAMED: Final = 5  # records that are named where none is called as asked


def register_paper_command() -> click.Command:
    """`register-paper FILE PAPER --out DIR [--village NAME] [--year YEAR] [--record NAME …] [--blank]`."""
    from villagedesk.documents.registers.declared import REGISTER_PAPERS

    keys = "、".join(aside(one.key, one.label) for one in REGISTER_PAPERS)
    out = click.Option(["--out"], type=usage.PATH, metavar="DIR", required=True, help=_("文书放在哪个文件夹。"))
    return usage.Command(
        "register-paper",
        callback=register_paper_of,
        params=[
            usage.file_argument(),
            usage.Argument("paper", "PAPER", _("哪一种文书：{keys}。").format(keys=keys), kind=click.STRING),
            out,
            click.Option(["--village"], metavar="NAME", help=_("只打印这个村；不写时打印每个村的。")),
            usage.year_option(_("只打印这一年的记录，或这一年的整本台账；不写时为文件的工作年度。")),
            click.Option(
                ["--record", "names"],
                metavar="NAME",
                multiple=True,
                help=_("只打印叫这个名称的记录，不论年度；可重复写。"),
            ),
            usage.flag("--blank", _("空白表，供手工填写。")),
            *usage.purpose_options(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("打印台账文书：一条记录一份，或整本台账一份。印有敏感内容的，要写 --for 和 --reason 并登记。"),
    )


@click.pass_obj
def register_paper_of(console: Console, /, file: Path, paper: str, out: Path, **how: Any) -> None:
    """Print one paper of records of a book, or of whole books; what was printed is noted in the file."""
    from villagedesk.documents.registers.declared import register_paper
    from villagedesk.documents.registers.making import blank_book_papers
    from villagedesk.documents.registers.writing import write_book_papers
    from villagedesk.services.keeping.exportlog import purpose

    wanted = register_paper(paper)
    if how["blank"] and (how["village"] or how["names"]):
        raise usage.Misused(_("空白表不涉及任何记录，不能与 --village 或 --record 同用。"))
    why = purpose(how["recipient"], how["reason"]) if how["recipient"] or how["reason"] else None
    with open_store(console, file, reading=why is None) as store, console.job():
        if how["blank"]:
            made = blank_book_papers(store, [wanted], how["year"] or store.info.year)
        else:
            made = _made(console, store, wanted, how)
        files, unnoted = write_book_papers(store, made, out, why, console.check)
    for one in made:
        for note in one.notes:
            console.note(labelled(one.title, note))
    if unnoted:
        console.note(unnoted)
    tell_fonts(console, files)
    line = _("已打印{count}份，在 {folder}。").format(count=len(files), folder=out)
    notes = [{"paper": one.title, "note": note} for one in made for note in one.notes]
    console.result({"files": [str(one) for one in files], "notes": notes}, [line])


def _made(console: Console, store: Store, paper: RegisterPaper, how: dict[str, Any]) -> tuple[BookPaper, ...]:
    """The paper of the records that are named, or of those of a year, village by village."""
    from villagedesk.documents.registers.making import BookOrder, make_book_papers
    from villagedesk.services.opening.files import villages

    year = how["year"] or store.info.year
    if how["names"] and not paper.whole:
        _refuse_unknown(store, paper, how)
    made: list[BookPaper] = []
    for village in villages_called(store, how["village"]) or villages(store):
        records = () if paper.whole else _records(store, paper, village, how)
        if paper.whole or records:
            order = BookOrder((paper,), village, records, year)
            made += make_book_papers(store, order, console.check, console.report)
    if not made:
        raise Refused(_("没有要打印的记录。请先在台账中登记，或核对 --year、--village 和 --record。"))
    return tuple(made)


def _refuse_unknown(store: Store, paper: RegisterPaper, how: dict[str, Any]) -> None:
    """Nothing is printed where one of the names is nobody's; said are the nearest that there are."""
    from villagedesk.services.books.registers import RowNames, records_of
    from villagedesk.services.opening.files import villages

    found = [
        one.id
        for village in villages_called(store, how["village"]) or villages(store)
        for one in records_of(store, paper.register, village)
    ]
    names = RowNames(store)
    names.look_up(paper.entity, set(found))
    known = sorted({names.name(paper.entity, one) for one in found} - {""})
    asked = next((one for one in how["names"] if one not in known), None)
    if asked is None:
        return
    near = get_close_matches(asked, known, _NAMED, 0.3) or known[:_NAMED]
    text = _("“{title}”没有名称为“{name}”的记录。") + (_("本文件中有：{known}。请写完整的名称。") if near else "")
    raise Refused(text.format(title=paper.label, name=asked, known=listed(near)))


def _records(store: Store, paper: RegisterPaper, village: str, how: dict[str, Any]) -> tuple[str, ...]:
    """The records of a village that are meant; books of things without days have no years."""
    from villagedesk.services.books.registers import RowNames, records_of, year_of

    found = records_of(store, paper.register, village)
    if not how["names"]:
        year = str(how["year"] or store.info.year)
        return tuple(one.id for one in found if year_of(paper.register, one) in {"", year})
    names = RowNames(store)
    names.look_up(paper.entity, {one.id for one in found})
    return tuple(one.id for one in found if names.name(paper.entity, one.id) in how["names"])
