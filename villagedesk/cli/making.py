# SPDX-License-Identifier: MIT
"""Commands that make files: new, demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import new_passphrase, opening_of_user
from villagedesk.errors import Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.services.opening.files import NewFile

LARGEST_SCALE = 100_000


def new_command() -> click.Command:
    """`new FILE --village NAME --code CODE12 --year YEAR | --township NAME --code CODE9 --year YEAR`."""

    def text(name: str, metavar: str, meaning: str, *, required: bool = False) -> click.Option:
        return click.Option([name], metavar=metavar, help=meaning, required=required)

    return usage.Command(
        "new",
        callback=new,
        params=[
            usage.file_argument(_("要建立的村档文件（.village）")),
            text("--village", "NAME", _("建立村文件：村名，如 清溪村。")),
            text("--township", "NAME", _("建立乡镇文件：乡镇名；与 --village 同时写时，是这个村所在的乡镇。")),
            text("--code", "CODE", _("统计用区划代码：村12位，乡镇9位。"), required=True),
            usage.year_option(_("工作年度。"), required=True),
            text("--county", "NAME", _("所在县，印在表上。")),
            text("--city", "NAME", _("所在市。")),
            text("--province", "NAME", _("所在省。")),
            usage.flag("--no-passphrase", _("不设口令：电脑丢失时，任何人都能读出全部档案。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("建立新的村或乡镇文件。"),
    )


@click.pass_obj
def new(console: Console, /, file: Path, no_passphrase: bool, **about: str | int | None) -> None:
    """Make a file, encrypted unless the user says otherwise."""
    from villagedesk.services.opening.files import check_new_file, create_village_file

    wanted = _wanted(about)
    check_new_file(wanted)
    passphrase = _without_passphrase(console) if no_passphrase else _checked(new_passphrase(console), wanted)
    with create_village_file(file, passphrase, wanted, opening_of_user()) as store:
        path, info = store.path, store.info
    content = {"file": str(path), "scope": info.scope, "name": info.name, "code": info.code, "year": info.year}
    text = _("已建立“{path}”：{name}，{year}年度。")
    console.result(content | {"encrypted": bool(passphrase)}, [text.format(path=path, name=info.name, year=info.year)])


def _wanted(about: dict[str, str | int | None]) -> NewFile:
    from villagedesk.services.opening.files import NewFile

    village, township = about["village"], about["township"]
    if village is None and township is None:
        raise usage.Misused(_("请写明 --village 村名 或 --township 乡镇名。"))
    return NewFile(
        scope="township" if village is None else "village",
        name=str(township if village is None else village),
        code=str(about["code"]),
        year=int(about["year"] or 0),
        township="" if village is None else str(township or ""),
        county=str(about["county"] or ""),
        city=str(about["city"] or ""),
        province=str(about["province"] or ""),
    )


def _without_passphrase(console: Console) -> str:
    console.note(_("警告：文件没有口令，拿到这台电脑或这个文件的人都能读出全部档案。"))
    return ""


def _checked(passphrase: str, wanted: NewFile) -> str:
    """The passphrase, if it protects anything; the advice is the same as in the window."""
    from villagedesk.services.opening.passphrases import advise

    if not passphrase:
        raise Refused(_("口令是空的，没有建立文件。请设口令；确实不要口令的，请加 --no-passphrase。"))
    advice = advise(passphrase, (wanted.name, wanted.township, wanted.county))
    if advice.level == 0:
        raise Refused(_("口令不能用，没有建立文件。{advice}").format(advice=advice.text))
    return passphrase


def demo_command() -> click.Command:
    """`demo DIR [--scale N]`."""
    scale = click.Option(
        ["--scale"],
        type=usage.WholeType(1, LARGEST_SCALE),
        metavar="N",
        help=_("改为生成N户的大文件（最多100000户），供测速；不打印。"),
    )
    return usage.Command(
        "demo",
        callback=demo,
        params=[usage.path_argument("dir", _("放示范数据的文件夹")), scale, *usage.talk_options()],
        help=_("生成虚构的示范镇（三个村）并打印全部案卷。其中没有真实的人和事。"),
    )


@click.pass_obj
def demo(console: Console, dir: Path, scale: int | None) -> None:  # noqa: A002 - click names it after the argument
    """Make the demo township with its printed volumes, or a large file for measuring."""
    from villagedesk.demo import PRACTICE_PASSPHRASE
    from villagedesk.demo.scale import make_scaled_file
    from villagedesk.demo.township import make_demo

    with console.job():
        if scale is not None:
            path = make_scaled_file(dir, scale, console.check, console.report)
            content: dict[str, object] = {"file": str(path), "households": scale, "passphrase": PRACTICE_PASSPHRASE}
            lines = [_("已生成 {path}（{count}户）。口令：{passphrase}")]
            facts = {"path": path, "count": scale, "passphrase": PRACTICE_PASSPHRASE}
            console.result(content, [lines[0].format(**facts)])
            return
        made = make_demo(dir, console.check, console.report)
    content = made.as_json() | {"passphrase": PRACTICE_PASSPHRASE}
    console.result(
        content, [*made.lines(), _("打开示范文件的口令：{passphrase}").format(passphrase=PRACTICE_PASSPHRASE)]
    )
