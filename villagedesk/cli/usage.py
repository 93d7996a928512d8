# SPDX-License-Identifier: MIT
"""How commands are called: parameters that several share, help pages and usage complaints in the interface language.

click speaks English through gettext's process-wide domain, which follows the machine's locale and not our setting; so
its handful of sentences is said here.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click import exceptions

from villagedesk.cli.console import Console
from villagedesk.i18n import _, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from villagedesk.services.keeping.exportlog import Purpose

_NEGATIVE: Final = re.compile(r"-\d")

# -- words of the help page -----------------------------------------------------------------------------------------


class Command(click.Command):
    """A command whose help page is in the interface language and whose columns count 汉字 as two."""

    def __init__(self, name: str, **more: Any) -> None:
        super().__init__(name, options_metavar=_("[选项]"), **more)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it, but what is too much is named in our words."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise Misused(_("多写了“{extra}”。").format(extra=" ".join(rest)), ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write(f"{_('用法：')}{ctx.command_path} {pieces}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments with their meaning, then options."""
        arguments = [(one.make_metavar(ctx), one.meaning) for one in self.params if isinstance(one, Argument)]
        options = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        shown = [record for record in options if record is not None and record[0].startswith("-")]
        _write_table(formatter, _("参数："), arguments)
        _write_table(formatter, _("选项："), shown)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` with its meaning in the interface language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("显示本说明。")
        return option


class Measuring(Command):
    """A command whose last argument is a number: a negative one is its value and no option, so that it can be judged as one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it; a negative number that no option waits for goes behind the sign that ends options."""
        waiting = {
            name for one in self.params if isinstance(one, click.Option) and not one.is_flag for name in one.opts
        }
        negative = [
            place for place, one in enumerate(args) if _NEGATIVE.match(one) and not {*args[place - 1 : place]} & waiting
        ]
        if negative and "--" not in args:
            args = [
                *(one for place, one in enumerate(args) if place not in negative),
                "--",
                *(args[one] for one in negative),
            ]
        return super().parse_args(ctx, args)


class Group(Command, click.Group):
    """The group of all commands, each built only when it is called or listed.

    Args:
        factories: name of each command → what builds it, in the order of the help page.
    """

    def __init__(self, name: str, factories: Mapping[str, Callable[[], click.Command]], **more: Any) -> None:
        super().__init__(name, subcommand_metavar=_("命令 [参数]"), **more)
        self._factories = factories

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands in the order in which one needs them."""
        Command.format_options(self, ctx, formatter)
        rows = [(name, make().get_short_help_str(200)) for name, make in self._factories.items()]
        _write_table(formatter, _("命令："), rows)
        formatter.write("\n" + _("每个命令的用法：villagedesk 命令 --help") + "\n")

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in their order."""
        return list(self._factories)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        make = self._factories.get(cmd_name)
        return make() if make else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, but with all our names at hand when the one typed is none of them."""
        if args[0] not in self._factories and not args[0].startswith("-"):
            raise exceptions.NoSuchCommand(args[0], possibilities=self._factories, ctx=ctx)
        return super().resolve_command(ctx, args)


class Argument(click.Argument):
    """An argument that says what it is for."""

    def __init__(self, name: str, metavar: str, help_text: str, *, kind: click.ParamType[Any]) -> None:
        super().__init__([name], metavar=metavar, type=kind)
        self.meaning = help_text


def _write_table(formatter: click.HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    if not rows:
        return
    wide = max(_columns(left) for left, _right in rows)
    formatter.write(f"\n{heading}\n")
    for left, right in rows:
        formatter.write(f"  {left}{' ' * (wide - _columns(left))}  {right}\n")


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


# -- parameters that several commands share -------------------------------------------------------------------------


class PathType(click.ParamType[Path]):
    """A path as typed; whether it exists is judged by the service, whose sentence says what to do."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; an empty one is wrong usage."""
        if not str(value).strip():
            self.fail(_("路径是空的"), param, ctx)
        return Path(value).expanduser()


class WholeType(click.ParamType[int]):
    """A whole number within bounds."""

    name = "whole"

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest = lowest
        self.highest = highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; anything else is wrong usage."""
        text = unicodedata.normalize("NFKC", str(value))
        number = int(text) if text.isascii() and text.isdigit() else -1
        if not self.lowest <= number <= self.highest:
            rule = _("“{value}”应是{lowest}到{highest}之间的整数")
            self.fail(rule.format(value=value, lowest=self.lowest, highest=self.highest), param, ctx)
        return number


PATH: Final = PathType()


def file_argument(meaning: str = "") -> Argument:
    """The village file a command works on."""
    return Argument("file", "FILE", meaning or _("村档文件（.village）"), kind=PATH)


def path_argument(name: str, meaning: str) -> Argument:
    """Some other file or folder."""
    return Argument(name, name.upper(), meaning, kind=PATH)


def year_option(meaning: str, *, required: bool = False) -> click.Option:
    """A year that the program works with."""
    from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR

    kind = WholeType(FIRST_YEAR, LAST_YEAR)
    return click.Option(["--year"], type=kind, metavar="YEAR", help=meaning, required=required)


def moment_options() -> list[click.Parameter]:
    """`--as-of` and `--on`: a day by either of the two clocks."""
    return [
        click.Option(
            ["--as-of", "known"], default="", metavar="DATE", help=_("只看截至这一天已录入的内容（录入日期）。")
        ),
        click.Option(["--on", "happened"], default="", metavar="DATE", help=_("看这一天当天的情况（发生日期）。")),
    ]


def flag(name: str, meaning: str) -> click.Option:
    """A switch that is off unless it is given."""
    return click.Option([name], is_flag=True, help=meaning)


def purpose_options() -> list[click.Parameter]:
    """`--for` and `--reason`, without which nothing unmasked leaves the program."""
    return [
        click.Option(["--for", "recipient"], metavar="WHOM", default="", help=_("不脱敏的文件提供给谁。")),
        click.Option(["--reason"], metavar="WHY", default="", help=_("为什么不脱敏。")),
    ]


def unmasked_options(meaning: str = "") -> list[click.Parameter]:
    """`--unmasked` with `--for` and `--reason`; see `purpose_of`."""
    said = meaning or _("证件号码、电话、账号写全；要写 --for 和 --reason，并登记。")
    return [flag("--unmasked", said), *purpose_options()]


def purpose_of(how: Mapping[str, Any]) -> Purpose | None:
    """For whom and why a command shows everything, taken out of its options; None where it masks.

    Raises:
        Refused: unmasked without saying for whom and why.
    """
    from villagedesk.services.keeping.exportlog import purpose

    return purpose(how["recipient"], how["reason"]) if how["unmasked"] else None


def talk_options() -> list[click.Parameter]:
    """`--json` and `--progress`, kept by the console."""
    return [
        _kept("--json", "as_json", _("结果用 JSON 输出，供其他程序读取。"), is_flag=True),
        _kept("--progress/--no-progress", "progress", _("是否显示进度；不写时只在终端显示。"), default=None),
    ]


def passphrase_option() -> click.Parameter:
    """Where the passphrase comes from; never the command line itself, which others on the machine can read."""
    meaning = _("口令所在的文件（第一行）。也可用环境变量 VILLAGEDESK_PASSPHRASE，或在终端按提示输入。")
    return _kept("--passphrase-file", "passphrase_file", meaning, type=PATH, metavar="PATH")


def version_option(version: str) -> click.Option:
    """`--version`."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(f"VillageDesk {version}")
            ctx.exit()

    meaning = _("显示版本号。")
    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=meaning)


def _kept(declaration: str, attribute: str, meaning: str, **more: Any) -> click.Option:
    """An option that the command does not see: the console keeps it."""

    def keep(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        console = ctx.find_object(Console)
        if console is not None and value is not None:
            setattr(console, attribute, value)

    return click.Option([declaration, f"kept_{attribute}"], expose_value=False, callback=keep, help=meaning, **more)


# -- complaints -----------------------------------------------------------------------------------------------------


def complaint(wrong: click.UsageError) -> str:
    """The sentence for wrong usage, with where to read on."""
    if isinstance(wrong, exceptions.NoArgsIsHelpError):
        return wrong.ctx.get_help() if wrong.ctx else ""
    command = wrong.ctx.command_path if wrong.ctx else "villagedesk"
    return f"{_sentence(wrong)}\n" + _("用法见：{command} --help").format(command=command)


def _sentence(wrong: click.UsageError) -> str:
    match wrong:
        case exceptions.NoSuchCommand():
            text = _("没有“{name}”这个命令。").format(name=wrong.command_name)
            return text + _nearest(wrong.possibilities)
        case exceptions.NoSuchOption():
            text = _("没有“{name}”这个选项。").format(name=wrong.option_name)
            return text + _nearest(wrong.possibilities)
        case exceptions.MissingParameter():
            return _("缺少{name}。").format(name=_name_of(wrong))
        case exceptions.BadParameter():
            return _("{name}：{rule}。").format(name=_name_of(wrong), rule=bare(wrong.message))
        case exceptions.BadOptionUsage():
            return _("选项“{name}”后面的值不对或没有写。").format(name=wrong.option_name)
        case Misused():
            return wrong.message
        case _:
            return _("命令的写法不对：{detail}").format(detail=wrong.format_message())


class Misused(click.UsageError):
    """Wrong usage that a command found itself; its message is a sentence already."""


def _name_of(wrong: click.BadParameter) -> str:
    if wrong.param is None or wrong.ctx is None:
        return _("参数")
    if isinstance(wrong.param, click.Option):
        return _("选项 {name}").format(name=wrong.param.opts[0])
    return _("参数 {name}").format(name=wrong.param.make_metavar(wrong.ctx))


def _nearest(possibilities: list[str] | None) -> str:
    return _("您是不是要写：{names}？").format(names="、".join(possibilities)) if possibilities else ""
