# SPDX-License-Identifier: MIT
"""The command stale: which printed papers are out of date, and printing them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.cli.printing import households_of, tell_fonts, tell_refusals, told
from villagedesk.i18n import _, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.printed.stale import BookStanding, Standing
    from villagedesk.documents.registers.review import AnyStanding
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.store.store import Store

HOUSEHOLDS, BOOKS, GATHERINGS, VILLAGES = "households", "books", "gatherings", "villages"
_ALL: Final = "all"


def stale_command() -> click.Command:
    """`stale FILE [--household NO …] [--only KIND] [--reprint DIR] [--books-to DIR] [--for WHOM --reason WHY]`."""
    return usage.Command(
        "stale",
        callback=stale,
        params=[
            usage.file_argument(),
            click.Option(
                ["--household", "numbers"],
                metavar="NO",
                multiple=True,
                help=_("只看这一户：户编号或村内户号；可重复写。不写时看全部，包括台账、会议、公示和村级文书。"),
            ),
            click.Option(
                ["--only"],
                type=click.Choice([_ALL, HOUSEHOLDS, BOOKS, GATHERINGS, VILLAGES]),
                default=_ALL,
                help=_(
                    "只看户的文书（households）、台账文书（books）、会议和公示（gatherings）或村级文书（villages）。"
                ),
            ),
            click.Option(
                ["--reprint"],
                type=usage.PATH,
                metavar="DIR",
                help=_("把过期的文书重新打印到这个文件夹，落款日期为今天。"),
            ),
            click.Option(
                ["--books-to"],
                type=usage.PATH,
                metavar="DIR",
                help=_("过期的台账、会议、公示和村级文书重新打印到这个文件夹；不写时与 --reprint 相同。"),
            ),
            *usage.purpose_options(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_(
            "列出打印以后资料或模板有改动的文书：哪一户、哪条台账记录、哪次会议或公示、哪个村，哪一份、哪些内容变了。有过期的文书时退出码为1，重新打印成功的为0。"
            "印有敏感内容的台账文书，要写 --for 和 --reason 并登记。"
        ),
    )


@click.pass_obj
def stale(console: Console, /, file: Path, numbers: tuple[str, ...], **how: Any) -> int:
    """List what is out of date; 1 where something is, unless it was printed again."""
    from villagedesk.documents.registers.review import review
    from villagedesk.services.keeping.exportlog import purpose

    if how["books_to"] and not how["reprint"]:
        raise usage.Misused(_("--books-to 要与 --reprint 同用。"))
    why = purpose(how["recipient"], how["reason"]) if how["recipient"] or how["reason"] else None
    with open_store(console, file, reading=why is None) as store, console.job():
        everything = _wanted(store, review(store, console.check, console.report), numbers, how["only"])
        found = [one for one in everything if one.verdict.stale]
        content, lines = _told(store, found, len(everything))
        if how["reprint"] is None or not found:
            console.result(content, lines)
            return 1 if found else 0
        targets = how["reprint"], how["books_to"] or how["reprint"]
        again, done, whole = _printed_again(console, store, found, targets, why)
    console.result(content | again, [*lines, *done])
    return 0 if whole else 1


def _wanted(store: Store, everything: Sequence[AnyStanding], numbers: Sequence[str], only: str) -> list[AnyStanding]:
    """Those that were asked for; who names households means their papers."""
    from villagedesk.documents.printed.stale import Standing

    some = [one for one in everything if only in {_ALL, _kind(one)}]
    if not numbers:
        return some
    wanted = set(households_of(store, numbers))
    return [one for one in some if isinstance(one, Standing) and one.row.household in wanted]


def _kind(one: AnyStanding) -> str:
    from villagedesk.documents.registers.review import About, about

    kinds = {About.HOUSEHOLD: HOUSEHOLDS, About.GATHERING: GATHERINGS, About.VILLAGE: VILLAGES}
    return kinds.get(about(one.row), BOOKS)


def _printed_again(
    console: Console, store: Store, found: Sequence[AnyStanding], targets: tuple[Path, Path], why: Purpose | None
) -> tuple[dict[str, Any], list[str], bool]:
    """What became of it for programs and in sentences, and whether all that can be printed again was."""
    from villagedesk.documents.printed.stale import Standing

    households = [one for one in found if isinstance(one, Standing)]
    others = [one for one in found if not isinstance(one, Standing)]
    names = {BOOKS: _("台账文书"), GATHERINGS: _("会议和公示文书"), VILLAGES: _("村级文书")}
    content: dict[str, Any] = {}
    lines, whole = [], True
    papers: list[Path] = []
    if households:
        made = _households_again(console, store, households, targets[0])
        text = _("已重新打印{households}户的{files}份文书，在 {out}。")
        lines.append(text.format(households=len(made["written"]), files=made["files"], out=targets[0]))
        content["reprinted"] = made
        whole = bool(made["written"]) and not made["refused"]
    for kind, name in names.items():
        some = [one for one in others if _kind(one) == kind]
        if not some:
            continue
        files, refused = _books_again(console, store, some, targets[1], why)
        papers += files
        text = _("已重新打印{count}份{what}，在 {out}。")
        lines.append(text.format(count=len(files), what=name, out=targets[1]))
        told = {"out": str(targets[1]), "files": [str(one) for one in files], "refused": refused}
        content[f"{kind}_reprinted"] = told
        whole = whole and bool(files) and not refused
    volumes = bool(content.get("reprinted", {}).get("written"))
    if volumes or papers:
        tell_fonts(console, papers, volumes=volumes)
    return content, lines, whole


def _households_again(console: Console, store: Store, found: Sequence[Standing], target: Path) -> dict[str, Any]:
    from villagedesk.documents.printed.reprinting import orders_for, print_again
    from villagedesk.documents.word.office import find_typesetter

    orders = orders_for(found, (target, target), store.clock().date(), find_typesetter())
    outcome = print_again(store, orders, console.check, console.report)
    tell_refusals(console, outcome)
    return told(outcome, target)


def _books_again(
    console: Console, store: Store, found: Sequence[BookStanding], target: Path, why: Purpose | None
) -> tuple[Sequence[Path], list[dict[str, str]]]:
    """The files, and what was not printed; without a purpose those with sensitive contents are left out."""
    from villagedesk.documents.registers.reprinting import make_again, write_again
    from villagedesk.documents.registers.writing import needs_purpose, sensitive_fields

    made = make_again(store, found, store.clock().date(), console.check, console.report)
    refused = list(made.refused)
    if why is None:
        refused += [(one.title, needs_purpose(sensitive_fields([one]))) for one in made.sensitive]
        made = made.without_sensitive()
    written = write_again(store, made, target, why, console.check)
    for title, reason in refused:
        console.note(labelled(title, reason))
    for note in filter(None, (*made.notes, written.unnoted)):
        console.note(note)
    return written.files, [{"paper": title, "reason": reason} for title, reason in refused]


def _told(store: Store, found: Sequence[AnyStanding], count: int) -> tuple[dict[str, Any], list[str]]:
    from villagedesk.documents.printed.stale import Standing
    from villagedesk.documents.registers.review import changed_in_words, owners_in_words, reason, title_in_words

    owners = owners_in_words(store, [one.row for one in found])
    rows: dict[str, list[dict[str, Any]]] = {"stale": [], BOOKS: [], GATHERINGS: [], VILLAGES: []}
    lines = []
    for one in found:
        row = one.row
        whose = {"household": one.row.household} if isinstance(one, Standing) else _record_of(one)
        rows["stale" if isinstance(one, Standing) else _kind(one)].append(
            {
                **whose,
                "label": owners[row.id],
                "year": row.year,
                "paper": row.paper,
                "title": row.title,
                "printed_on": row.printed_on,
                "status": row.status,
                "why": str(one.verdict),
                "changed": changed_in_words(one),
            }
        )
        lines.append(f"{owners[row.id]}　{title_in_words(row)}（{row.printed_on}）　{reason(one)}")
    return {"checked": count, **rows}, [*lines, _summary(found, count)]


def _record_of(one: BookStanding) -> dict[str, str | None]:
    return {"village": one.row.village, "book": one.row.book, "record": one.row.record}


def _summary(found: Sequence[AnyStanding], count: int) -> str:
    from villagedesk.documents.printed.stale import Standing
    from villagedesk.documents.registers.review import counted

    if not count:
        return _("文件里没有登记过打印的文书。")
    if not found:
        return _("登记过打印的{count}份文书都没有过期。").format(count=count)
    households = [one for one in found if isinstance(one, Standing)]
    others = counted(one.row for one in found)
    if not households:
        text = _("登记过打印的{count}份文书中，{stale}份过期：{others}。")
        return text.format(count=count, stale=len(found), others=others)
    text = _("登记过打印的{count}份文书中，{stale}份过期，涉及{households}户。")
    told = text.format(count=count, stale=len(found), households=len({one.row.household for one in households}))
    return told + (_("其中{others}。").format(others=others) if others else "")
