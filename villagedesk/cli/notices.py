# SPDX-License-Identifier: MIT
"""The command that prints the papers of meetings and public notices as Word: notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, villages_called
from villagedesk.cli.printing import tell_fonts
from villagedesk.errors import Refused
from villagedesk.i18n import _, labelled, listed

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.public.gatherings import Made
    from villagedesk.models.catalogue.procedure import Meeting, Notice
    from villagedesk.store.store import Store


def notice_command() -> click.Command:
    """`notice FILE --out DIR [--village NAME] [--day DATE …] [--papers KEYS] [--blank]`."""
    return usage.Command(
        "notice",
        callback=notice,
        params=[
            usage.file_argument(),
            click.Option(
                ["--out"], type=usage.PATH, metavar="DIR", required=True, help=_("会议记录和公示放在哪个文件夹。")
            ),
            click.Option(["--village"], metavar="NAME", help=_("只打印这个村的。")),
            click.Option(
                ["--day", "days"],
                metavar="DATE",
                multiple=True,
                help=_("只打印这一天的：会议日期或公示起始日期；可重复写。不写时打印全部。"),
            ),
            click.Option(
                ["--papers"], metavar="KEYS", help=_("只打印这些材料，用逗号分开：{keys}。").format(keys=_keys())
            ),
            usage.flag("--blank", _("空白表：没有填写内容的表，供手工填写。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("打印民主评议会议记录、公示、公示情况说明和公告。公开的文书只含可公开的内容，没有打印的逐条说明。"),
    )


def _keys() -> str:
    from villagedesk.documents.public.gatherings import PAPERS

    return ", ".join(paper.key for paper in PAPERS)


@click.pass_obj
def notice(console: Console, /, file: Path, out: Path, **how: Any) -> int:
    """Print them; done when at least one paper was written."""
    from villagedesk.documents.public.gatherings import blank_papers, make_papers, write_papers

    keys = _papers(how["papers"])
    if how["blank"] and (how["village"] or how["days"]):
        raise usage.Misused(_("空白表不涉及任何会议和公示，不能与 --village 或 --day 同用。"))
    with open_store(console, file, reading=True) as store, console.job():
        if how["blank"]:
            made = blank_papers(store, keys)
        else:
            made = make_papers(store, _gathered(store, how), keys, console.check, console.report)
        if not made.papers:
            raise Refused(_("没有要打印的会议或公示。请先在“会议与公示”中登记，或核对 --day、--village 和 --papers。"))
        unnoted = write_papers(store, made, out)
    if unnoted:
        console.note(unnoted)
    for title, sentence in made.notes:
        console.note(labelled(title, sentence))
    tell_fonts(console, [content for _name, content in made.papers])
    console.result(
        _facts(made, out), [_("已打印{count}个文件，在 {folder}。").format(count=len(made.papers), folder=out)]
    )
    return 0


def _papers(wanted: str | None) -> tuple[str, ...]:
    """The keys of the papers asked for; unknown ones are wrong usage."""
    from villagedesk.documents.public.gatherings import PAPERS

    keys = tuple(key.strip() for key in (wanted or "").replace("，", ",").split(",") if key.strip())
    unknown = [key for key in keys if key not in {paper.key for paper in PAPERS}]
    if unknown:
        text = _("没有“{unknown}”这种材料，可选：{keys}。")
        raise usage.Misused(text.format(unknown=listed(unknown), keys=_keys()))
    return keys


def _gathered(store: Store, how: dict[str, Any]) -> list[Meeting | Notice]:
    from villagedesk.models.values.dates import NotADate, read_date
    from villagedesk.services.opening.files import villages
    from villagedesk.services.papers.gatherings import gathered

    days = []
    for text in how["days"]:
        try:
            days.append(read_date(text))
        except NotADate as wrong:
            raise usage.Misused(
                _("“{text}”不是日期，可写成 2016-12-05 或 2016年12月5日。").format(text=text)
            ) from wrong
    wanted = villages_called(store, how["village"]) or set(villages(store))
    meetings, notices = gathered(store, wanted, days)
    return [*meetings, *notices]


def _facts(made: Made, out: Path) -> dict[str, Any]:
    return {
        "out": str(out),
        "files": [str(out / name) for name, _content in made.papers],
        "notes": [{"paper": title, "note": sentence} for title, sentence in made.notes],
    }
