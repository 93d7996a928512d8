# SPDX-License-Identifier: MIT
"""The command stale: which printed papers are out of date, and printing them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.cli.printing import households_of, tell_refusals, told
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.printed.stale import Standing
    from villagedesk.store.store import Store


def stale_command() -> click.Command:
    """`stale FILE [--household NO …] [--reprint DIR]`."""
    return usage.Command(
        "stale",
        callback=stale,
        params=[
            usage.file_argument(),
            click.Option(
                ["--household", "numbers"],
                metavar="NO",
                multiple=True,
                help=_("只看这一户：户编号或村内户号；可重复写。不写时看全部。"),
            ),
            click.Option(
                ["--reprint"],
                type=usage.PATH,
                metavar="DIR",
                help=_("把过期的文书重新打印到这个文件夹，落款日期为今天。"),
            ),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_(
            "列出打印以后资料或模板有改动的文书：哪一户、哪一份、哪些内容变了。有过期的文书时退出码为1，重新打印成功的为0。"
        ),
    )


@click.pass_obj
def stale(console: Console, /, file: Path, numbers: tuple[str, ...], reprint: Path | None) -> int:
    """List what is out of date; 1 where something is, unless it was printed again."""
    from villagedesk.documents.printed.stale import review

    with open_store(console, file, reading=True) as store, console.job():
        everything = review(store, console.check, console.report)
        if numbers:
            wanted = set(households_of(store, numbers))
            everything = [one for one in everything if one.row.household in wanted]
        found = [one for one in everything if one.verdict.stale]
        content, lines = _told(store, found, len(everything))
        books = [] if numbers else _told_of_books(store, lines)
        content |= {"books": books}
        if reprint is None or not found:
            console.result(content, lines)
            return 1 if found or books else 0
        made = _printed_again(console, store, found, reprint)
    text = _("已重新打印{households}户的{files}份文书，在 {out}。")
    done = text.format(households=len(made["written"]), files=made["files"], out=reprint)
    console.result(content | {"reprinted": made}, [*lines, done])
    return 0 if made["written"] and not made["refused"] and not books else 1


def _told_of_books(store: Store, lines: list[str]) -> list[dict[str, Any]]:
    """The papers of books that are out of date; `lines` gets them in words. They are printed again by register-paper."""
    from villagedesk.documents.registers.standing import book_standings, reason
    from villagedesk.services.books.registers import RowNames
    from villagedesk.services.opening.files import villages

    names, rows = RowNames(store), []
    for village in villages(store):
        for one in book_standings(store, village):
            if one.verdict.stale:
                row = one.row
                called = names.name(row.book or "", row.record) if row.record else str(row.year or "")
                lines.append(f"{called}　{row.title}（{row.printed_on}）　{reason(one)}")
                rows.append(
                    {
                        "book": row.book, "record": row.record, "year": row.year, "label": called, "paper": row.paper,
                        "title": row.title, "printed_on": row.printed_on, "why": str(one.verdict), "changed": list(one.changed),
                    }
                )  # fmt: skip
    return rows


def _printed_again(console: Console, store: Store, found: Sequence[Standing], target: Path) -> dict[str, Any]:
    from villagedesk.documents.printed.reprinting import orders_for, print_again
    from villagedesk.documents.word.office import find_typesetter

    orders = orders_for(found, (target, target), store.clock().date(), find_typesetter())
    outcome = print_again(store, orders, console.check, console.report)
    tell_refusals(console, outcome)
    return told(outcome, target)


def _told(store: Store, found: Sequence[Standing], count: int) -> tuple[dict[str, Any], list[str]]:
    from villagedesk.documents.printed.stale import names_in_words, reason
    from villagedesk.services.papers.printing import household_names

    names = household_names(store, {one.row.household or "" for one in found})
    rows = [
        {
            "household": one.row.household,
            "label": names.get(one.row.household or "", ""),
            "year": one.row.year,
            "paper": one.row.paper,
            "title": one.row.title,
            "printed_on": one.row.printed_on,
            "status": one.row.status,
            "why": str(one.verdict),
            "changed": names_in_words(one.changed),
        }
        for one in found
    ]
    lines = [
        f"{row['label']}　{row['title']}（{row['printed_on']}）　{reason(one)}"
        for row, one in zip(rows, found, strict=True)
    ]
    households = len({one.row.household for one in found})
    if not count:
        lines.append(_("文件里没有登记过打印的文书。"))
    elif not found:
        lines.append(_("登记过打印的{count}份文书都没有过期。").format(count=count))
    else:
        text = _("登记过打印的{count}份文书中，{stale}份过期，涉及{households}户。")
        lines.append(text.format(count=count, stale=len(found), households=households))
    return {"checked": count, "stale": rows}, lines
