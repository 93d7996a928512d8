# SPDX-License-Identifier: MIT
"""The commands about templates of one's own: template check, template print, template dictionary."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from villagedesk.cli import usage
from villagedesk.i18n import _, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.documents.guarded.lacking import Lacking
    from villagedesk.documents.guarded.report import Report
    from villagedesk.store.store import Store


def template_command() -> click.Command:
    """`template check | print | dictionary`."""
    commands = {"check": _check_command, "print": _print_command, "dictionary": _dictionary_command}
    return usage.Group("template", commands, help=_("自备模板：检查、打印，和占位符的数据字典。"))


def _document_argument() -> usage.Argument:
    return usage.path_argument("docx", _("自己做的Word模板（.docx）。"))


def _check_command() -> click.Command:
    return usage.Command(
        "check",
        callback=check,
        params=[
            _document_argument(),
            click.Option(["--file"], type=usage.PATH, metavar="FILE", help=_("同时查这个村档文件里哪些户缺内容。")),
            usage.year_option(_("哪一年度；不写就是工作年度。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("检查模板：认得哪些占位符，不认得哪些，写法对不对，哪些户缺内容。"),
    )


def _print_command() -> click.Command:
    return usage.Command(
        "print",
        callback=print_template,
        params=[
            usage.file_argument(),
            _document_argument(),
            click.Option(
                ["--out"], type=usage.PATH, metavar="DIR", required=True, help=_("放在哪个文件夹，里面按模板名另建一个。")
            ),
            click.Option(
                ["--household", "numbers"], metavar="NO", multiple=True,
                help=_("只打印这一户：户编号或村内户号；可重复写。不写时打印全部。"),
            ),
            usage.year_option(_("用哪一年的数据打印；不写时为文件的工作年度。")),
            usage.flag("--draft", _("草稿：有错误的户也打印，文件名注明“草稿”。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("用自己做的模板打印，每户一个Word文件。"),
    )  # fmt: skip


def _dictionary_command() -> click.Command:
    return usage.Command(
        "dictionary",
        callback=dictionary,
        params=[usage.path_argument("out", _("写到哪个Word文件（.docx）。")), *usage.talk_options()],
        help=_("把全部占位符写成Word数据字典，例子都不是真人。"),
    )


@click.pass_obj
def check(console: Console, /, docx: Path, file: Path | None, year: int | None) -> int:
    """Say what a template knows and does not know; done when it can be printed."""
    from villagedesk.documents.guarded.trying import Sample, examine
    from villagedesk.services.papers.own_templates import name_of, read_document

    opened: list[_Households] = []
    with ExitStack() as stack, console.job():

        def there(file: Path) -> _Households:
            """From the file, which is opened only for a template that is well by itself."""
            if not opened:
                opened.append(stack.enter_context(_households_of(console, file, year)))
            return opened[0]

        def samples(file: Path) -> Iterator[Sample]:
            from villagedesk.documents.guarded.sampling import samples_of

            yield from samples_of(*there(file))

        tried = samples(file) if file else ()
        report = examine(name_of(docx), read_document(docx), console.check, samples=tried, begun=console.begun)
        lacking = _lacking(console, report, there(file)) if file is not None and report.usable else None
    console.result(_facts(report, lacking), list(_lines(report, lacking)))
    return 0 if report.usable else 1


class _Households(NamedTuple):
    """The households of an open file, the year whose facts are printed, and the day."""

    store: Store
    ids: tuple[str, ...]
    year: int
    day: dt.date


@contextmanager
def _households_of(console: Console, file: Path, year: int | None) -> Iterator[_Households]:
    from villagedesk.cli.opening import open_store
    from villagedesk.store.counts import live_households

    with open_store(console, file, reading=True) as store:
        yield _Households(store, tuple(live_households(store)), year or store.info.year, store.clock().date())


def _lacking(console: Console, report: Report, there: _Households) -> Lacking:
    from villagedesk.documents.guarded.lacking import survey
    from villagedesk.documents.volumes.batch import Watch

    return survey(there.store, there.ids, report, there.year, there.day, Watch(console.check, console.report))


def _facts(report: Report, lacking: Lacking | None) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "template": report.name,
        "usable": report.usable,
        "uses": [f"{one.group}.{one.name}" for one in report.uses],
        "rows": list(report.loops),
        "unknown": [one._asdict() for one in report.unknown],
        "faults": [one._asdict() for one in report.faults],
        "doubts": [one._asdict() for one in report.doubts],
    }
    if lacking is not None:
        facts["households"] = lacking.households
        facts["lacking"] = {fact: [label for label, _whose in found.values()] for fact, found in lacking.facts.items()}
    return facts


def _lines(report: Report, lacking: Lacking | None) -> Iterator[str]:
    if not report.usable:
        text = _("模板“{name}”还不能打印，有{count}处要改。改好Word文件后再检查。")
        yield text.format(name=report.name, count=len(report.unknown) + len(report.faults))
    for one in report.unknown:
        text = _("没有“{name}”这个名称，在段落“{paragraph}”。").format(name=one.name, paragraph=one.paragraph)
        near = _("相近的名称：{names}").format(names=listed(one.nearest)) if one.nearest else ""
        yield text + near
    for fault in (*report.faults, *report.doubts):
        yield _("段落“{paragraph}”：{why}").format(paragraph=fault.paragraph or _("（整个文件）"), why=fault.why)
    if report.usable:
        yield _("可以打印。用到{count}项内容。").format(count=len(report.uses))
    for fact, found in lacking.facts.items() if lacking else ():
        labels = [label for label, _whose in found.values()]
        text = _("{count}户没有“{fact}”：{households}")
        yield text.format(
            count=len(found), fact=fact, households=listed(labels[:20]) + ("…" if len(labels) > 20 else "")
        )


@click.pass_obj
def print_template(console: Console, /, file: Path, docx: Path, out: Path, numbers: tuple[str, ...], **how: Any) -> int:
    """Print a template for some or all households; done when at least one could be printed."""
    from villagedesk.documents.guarded.trying import ready
    from villagedesk.services.papers.own_templates import name_of, read_document

    name, content = name_of(docx), read_document(docx)
    with ExitStack() as stack:
        with console.job():  # before the file is opened: who must wait for a refusal waits for nothing else
            guard = stack.enter_context(ready(name, content, console.check, console.begun))

        from villagedesk.cli.opening import open_store
        from villagedesk.cli.printing import households_of, tell_fonts, tell_refusals, told
        from villagedesk.documents.guarded.printing import Form, print_form
        from villagedesk.documents.volumes.batch import Order

        store = stack.enter_context(open_store(console, file, reading=True))
        with console.job():
            order = Order(
                households_of(store, numbers), how["year"] or store.info.year, out, (), how["draft"],
                document_date=store.clock().date(),
            )  # fmt: skip
            form = Form(name, content)
            outcome = print_form(store, order, form, check=console.check, report=console.report, guard=guard)
    tell_refusals(console, outcome)
    if outcome.written:
        tell_fonts(console, [content])
    text = _("已用模板“{name}”打印{count}户，在 {out}；没有打印{refused}户。")
    said = text.format(name=name, count=len(outcome.written), out=out, refused=len(outcome.refused))
    console.result(told(outcome, out), [said])
    return 0 if outcome.written else 1


@click.pass_obj
def dictionary(console: Console, /, out: Path) -> None:
    """Write the list of placeholders; no village file is needed."""
    from villagedesk.clock import system_clock
    from villagedesk.documents.lists.dictionary import print_dictionary

    print_dictionary(out, "", system_clock().date().isoformat())
    console.result({"out": str(out)}, [_("数据字典已写到 {path}。").format(path=out)])
