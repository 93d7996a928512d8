# SPDX-License-Identifier: MIT
"""The command findings: the doubts of a file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store, villages_called
from villagedesk.errors import Refused
from villagedesk.i18n import _, aside, listed
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.services.doubts.judging import Finding
    from villagedesk.services.keeping.exportlog import Contents
    from villagedesk.store.store import Store


def findings_command() -> click.Command:
    """`findings FILE [--year YEAR] [--village NAME] [--rule CODE …] [--level LEVEL …] [--exempted] [--unjudged]`."""
    village = click.Option(["--village"], metavar="NAME", help=_("只查这个村。"))
    rule = click.Option(["--rule"], metavar="CODE", multiple=True, help=_("只查这条疑点（如 A03），可写多次。"))
    level = click.Option(
        ["--level"],
        metavar="error|doubt|hint",
        multiple=True,
        type=click.Choice([one.value for one in Level]),
        help=_("只列这一级：错误、存疑或提示，可写多次。"),
    )
    exempted = click.Option(["--exempted"], is_flag=True, help=_("也列出已豁免的疑点及理由；它们不计数。"))
    unjudged = click.Option(["--unjudged"], is_flag=True, help=_("也列出因缺少事实而无法判断的。"))
    year = usage.year_option(_("查哪一年度；不写就是工作年度。"))
    options = [year, village, rule, level, exempted, unjudged, *usage.unmasked_options()]
    return usage.Command(
        "findings",
        callback=findings,
        params=[usage.file_argument(), *options, *usage.talk_options(), usage.passphrase_option()],
        help=_("列出全部疑点：哪一户、哪个人、哪一项、错在哪里、怎么办；末尾是各条疑点的数量。"),
    )


@click.pass_obj
def findings(console: Console, /, file: Path, village: str | None, **which: Any) -> None:
    """List the doubts of a year; finding some is no failure."""
    from villagedesk.services.doubts.findings import find
    from villagedesk.services.doubts.judging import Wanted
    from villagedesk.services.keeping.exportlog import enter_printed, hidden_words
    from villagedesk.services.opening.files import looking_at

    unmasked = usage.purpose_of(which)
    with (
        open_store(console, file, reading=unmasked is None) as store,
        console.job(),
        looking_at(store, which["year"] or store.info.year),
    ):
        wanted = Wanted(_codes(which["rule"]), villages_called(store, village), unjudged=which["unjudged"])
        everything = find(store, wanted, console.check, console.report)
        found = [one for one in everything if _shown(one, which["level"], exempted=which["exempted"])]
        words = [one.said.text() if unmasked else hidden_words(one.said) for one in found]
        content, lines = _outcome(found, words)
        if unmasked and found:
            enter_printed(store, console.printed(content, lines), _contents(store, found), unmasked)
    console.result(content, lines)


def _outcome(found: Sequence[Finding], words: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """The findings with what is said of each, as JSON and as lines."""
    counted = Counter(one.code for one in found if one.counts)
    content: dict[str, Any] = {
        "count": counted.total(),
        "by_code": dict(sorted(counted.items())),
        "by_level": {one.value: sum(line.counts and line.level is one for line in found) for one in Level},
        "findings": [_content(one, text) for one, text in zip(found, words, strict=True)],
    }
    return content, [*_lines(found, words, counted)]


def _contents(store: Store, found: Sequence[Finding]) -> Contents:
    from villagedesk.services.keeping.exportlog import Contents

    places = {one.village_name for one in found}
    people = {(one.household, one.said.person) for one in found if one.said.person}
    return Contents(
        _("疑点清单"), "", listed(sorted(filter(None, places))), store.info.year, (_("疑点"),),
        len({one.household for one in found if one.household}), len(people),
    )  # fmt: skip


def _codes(wanted: Sequence[str]) -> frozenset[str]:
    from villagedesk.models.checks.registry import ALL_RULES, ELSEWHERE, VILLAGE_RULES

    codes = frozenset(code.upper() if code[1:].isdigit() else code for code in wanted)
    known = {rule.code for rule in ALL_RULES} | {rule.code for rule in VILLAGE_RULES}
    elsewhere = {rule.code: rule for rule in ELSEWHERE}
    for code in sorted(codes - known):
        if code in elsewhere:
            raise Refused(elsewhere[code].why())
        raise usage.Misused(_("没有编号为“{code}”的疑点。").format(code=code))
    return codes


def _shown(one: Finding, levels: Sequence[str], *, exempted: bool) -> bool:
    if one.exemption is not None and not exempted:
        return False
    return not levels or (one.level is not None and one.level.value in levels)


def _content(one: Finding, text: str) -> dict[str, Any]:
    said = one.said
    return {
        "code": one.code,
        "level": one.level.value if one.level else "unjudged",
        "household": one.household,
        "village": one.village_name,
        "place": one.place,
        "person": said.person,
        "entity": said.entity,
        "row": said.row,
        "field": said.key,
        "text": text,
        "exempted": one.exemption.reason if one.exemption else None,
    }


def _lines(found: Sequence[Finding], words: Sequence[str], counted: Counter[str]) -> Iterator[str]:
    place = None
    for one, text in zip(found, words, strict=True):
        if one.place != place:
            place = one.place
            yield place
        reason = _("已豁免：{reason}").format(reason=one.exemption.reason) if one.exemption else ""
        yield f"  {one.code} [{_level(one)}] {aside(text, reason)}"
    if not found:
        yield _("没有发现疑点。")
        return
    for code, number in sorted(counted.items()):
        yield f"{code}  {number}"
    yield _("共{count}条疑点。").format(count=counted.total())


def _level(one: Finding) -> str:
    names = {Level.ERROR: _("错误"), Level.DOUBT: _("存疑"), Level.HINT: _("提示"), None: _("无法判断")}
    return names[one.level]
