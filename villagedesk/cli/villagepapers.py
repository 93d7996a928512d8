# SPDX-License-Identifier: MIT
"""The command that prints papers of villages as a whole: village-paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, villages_called
from villagedesk.cli.printing import tell_fonts
from villagedesk.i18n import _, aside

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console


def village_paper_command() -> click.Command:
    """`village-paper FILE PAPER --out DIR [--village NAME] [--year YEAR]`."""
    from villagedesk.documents.village.printing import VILLAGE_PAPERS

    keys = "、".join(aside(paper.key, paper.label) for paper in VILLAGE_PAPERS)
    out = click.Option(["--out"], type=usage.PATH, metavar="DIR", required=True, help=_("文书放在哪个文件夹。"))
    return usage.Command(
        "village-paper",
        callback=village_paper_of,
        params=[
            usage.file_argument(),
            usage.Argument("paper", "PAPER", _("哪一种文书：{keys}。").format(keys=keys), kind=click.STRING),
            out,
            click.Option(["--village"], metavar="NAME", help=_("只打印这个村；不写时每村一份。")),
            usage.year_option(_("用哪一年的数据打印；不写时为文件的工作年度。")),
            usage.flag("--blank", _("空白表：没有数据的登记表、有标准没有数据的认定表，供手工填写。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("打印村级文书：贫困村登记表、贫困村退出认定表、村级年度工作报告。"),
    )


@click.pass_obj
def village_paper_of(console: Console, /, file: Path, paper: str, out: Path, village: str | None, **how: Any) -> None:
    """Print one paper of one or of every village; that it was printed is noted in the file."""
    from villagedesk.documents.village.printing import VillageOrder, print_village_paper, village_paper
    from villagedesk.services.opening.files import villages

    wanted = village_paper(paper)
    with open_store(console, file, reading=True) as store, console.job():
        year = how["year"] or store.info.year
        ids = villages_called(store, village) or villages(store)
        blank = how["blank"]
        written = [
            print_village_paper(store, VillageOrder(wanted, one, year, out, blank), console.check) for one in ids
        ]
    for _path, unnoted in written:
        if unnoted:
            console.note(unnoted)
    tell_fonts(console, [path for path, _unnoted in written])
    line = _("已打印{count}份，在 {folder}。").format(count=len(written), folder=out)
    console.result({"files": [str(path) for path, _unnoted in written]}, [line])
