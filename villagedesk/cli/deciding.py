# SPDX-License-Identifier: MIT
"""Commands about conflicts: conflicts, decide."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.errors import Refused
from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.services.merging.conflicts import Decision, Dispute
    from villagedesk.store.store import Store


def conflicts_command() -> click.Command:
    """`conflicts FILE [--village NAME] [--questions OUT]`."""
    questions = click.Option(
        ["--questions"],
        type=usage.PATH,
        metavar="OUT.xlsx|OUT.docx",
        help=_("另写一份发给村里核实的清单：.xlsx 可填写后用 decide --answers 读回，.docx 供打印。"),
    )
    village = click.Option(["--village"], metavar="NAME", help=_("只看这个村的冲突。"))
    return usage.Command(
        "conflicts",
        callback=conflicts,
        params=[
            usage.file_argument(),
            questions,
            village,
            *usage.unmasked_options(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("列出待裁决的冲突：哪一户、哪一项、原来是什么、各方是什么、谁在什么时候改的。"),
    )


@click.pass_obj
def conflicts(console: Console, /, file: Path, questions: Path | None, village: str | None, **how: Any) -> None:
    """List every undecided conflict, numbered as `decide` takes them; write them as a question list if wanted."""
    from villagedesk.services.keeping.exportlog import enter_printed
    from villagedesk.services.merging.asking import contents_of, hidden, of_village
    from villagedesk.services.merging.conflicts import disputes_of

    wanted = usage.purpose_of(how)
    with open_store(console, file, reading=wanted is None) as store:
        everything = disputes_of(store)
        numbers = {one.key: number for number, one in enumerate(everything, 1)}
        found = everything if village is None else of_village(everything, village)
        if questions is not None:
            _write_questions(store, found, questions, wanted)
        shown = found if wanted else [hidden(one) for one in found]
        content: dict[str, Any] = {
            "count": len(found),
            "conflicts": [asdict(one) | {"number": numbers[one.key]} for one in shown],
        }
        lines = [*_lines(shown, numbers)]
        if questions is not None:
            content["questions"] = str(questions)
            lines.append(_("核实清单已写到 {path}。").format(path=questions))
        if wanted and found:
            enter_printed(store, console.printed(content, lines), contents_of(store, found), wanted)
    console.result(content, lines)


def _write_questions(store: Store, found: Sequence[Dispute], target: Path, wanted: Purpose | None) -> None:
    from villagedesk.services.merging.asking import list_of

    day = store.clock().date().isoformat()
    match target.suffix.lower():
        case ".xlsx":
            from villagedesk.sheets.questions import save_questions

            save_questions(store, list_of(store, found, wanted), target, day)
        case ".docx":
            from villagedesk.documents.lists.questions import print_questions

            print_questions(store, list_of(store, found, wanted), target, day)
        case _:
            raise usage.Misused(_("清单“{name}”的扩展名应为 .xlsx 或 .docx。").format(name=target.name))


def _lines(found: Sequence[Dispute], numbers: Mapping[tuple[str, str, str], int]) -> Iterator[str]:
    household = None
    for one in found:
        if one.household != household or not one.household:
            household = one.household
            yield one.title
        what = " ".join(part for part in (one.record, one.person, one.field) if part)
        before = _("（原为 {before}）").format(before=one.before) if one.before else ""
        yield f"  {numbers[one.key]}. {what}{before}"
        for place, side in enumerate(one.sides, start=1):
            mine = _("本文件") if side.ours else _("来件")
            writer = " ".join(part for part in (side.who, side.device, side.at) if part)
            doubt = _(" 时钟存疑") if side.clock_doubtful else ""
            yield f"     [{place}] {mine}  {side.text}  —— {writer}{doubt}（{side.origin}）"
    yield _("共{count}处待裁决。").format(count=len(found)) if found else _("没有待裁决的冲突。")


def decide_command() -> click.Command:
    """`decide FILE [NUMBER…] --keep ours|theirs|N | --value TEXT | --answers LIST.xlsx`."""
    numbers = click.Argument(["numbers"], metavar="[NUMBER…]", nargs=-1, type=usage.WholeType(1, 1_000_000))
    keep = click.Option(
        ["--keep"],
        metavar="ours|theirs|both|N",
        help=_("用哪一方的值：本文件、来件、合并两方，或 conflicts 列出的序号。"),
    )
    value = click.Option(["--value"], metavar="TEXT", help=_("都不用，改成这个值。"))
    answers = click.Option(
        ["--answers"],
        type=usage.PATH,
        metavar="LIST.xlsx",
        help=_("按村里填好的核实清单裁决（由 conflicts --questions 写出）；不能采用的答复逐条列出。"),
    )
    return usage.Command(
        "decide",
        callback=decide,
        params=[
            usage.file_argument(),
            numbers,
            keep,
            value,
            answers,
            usage.flag("--all", _("裁决全部冲突（只能与 --keep 一起用）。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("裁决冲突，序号见 conflicts。一次裁决是一个可撤销的操作。"),
    )


@click.pass_obj
def decide(
    console: Console, /, file: Path, numbers: tuple[int, ...], keep: str | None, value: str | None, **more: Any
) -> int | None:
    """Decide the named conflicts, or those that a returned list answers, all as one action."""
    from villagedesk.services.merging import conflicts as service

    everything, answers = more["all"], more["answers"]
    if answers is not None:
        if numbers or everything or keep is not None or value is not None:
            raise usage.Misused(_("--answers 不能和冲突序号、--all、--keep、--value 一起用。"))
        return _decide_by_list(console, file, answers)
    if (keep is None) == (value is None) or bool(numbers) == everything or (everything and value is not None):
        raise usage.Misused(_("请写明冲突序号（或 --all），并写 --keep 或 --value 之一。"))
    with open_store(console, file) as store:
        found = service.disputes_of(store)
        chosen = found if everything else [_numbered(found, number) for number in dict.fromkeys(numbers)]
        decisions = [_decision(store, one, keep, value) for one in chosen]
        changed = service.decide(store, decisions) if decisions else None
        left = service.count(store)
    text = _("已裁决{count}处，可用 undo 撤销；还有{left}处。")
    content: dict[str, Any] = {"decided": len(decisions), "left": left, "batch": changed.batch if changed else 0}
    console.result(content, [text.format(count=len(decisions), left=left)])
    return None


def _decide_by_list(console: Console, file: Path, answers: Path) -> int:
    """Decide what a filled question list answers; done when nothing in it had to be left out."""
    from villagedesk.services.merging import asking
    from villagedesk.services.merging import conflicts as service
    from villagedesk.sheets.questions import read_answers

    with open_store(console, file) as store:
        found = read_answers(store, answers)
        asked = {"/".join(one.about) for one in asking.open_questions(store)}
        told = {about: text for about, text in found.told.items() if about in asked}
        changed = service.decide(store, found.decisions, told) if found.decisions else None
        left = service.count(store)
    problems = [problem.text() for problem in found.problems]
    for line in problems:
        console.note(line)
    content: dict[str, Any] = {
        "decided": len(found.decisions),
        "left": left,
        "batch": changed.batch if changed else 0,
        "blank": found.blank,
        "questions": len(told),
        "problems": problems,
    }
    text = _("清单共{lines}行：已裁决{count}处，未填{blank}行，不能采用{problems}行；还有{left}处待裁决。")
    counts = {"lines": found.lines, "count": len(found.decisions), "blank": found.blank, "problems": len(problems)}
    console.result(content, [text.format(**counts, left=left)])
    return 1 if problems else 0


def _numbered(found: Sequence[Dispute], number: int) -> Dispute:
    if number > len(found):
        raise Refused(_("没有第{number}处冲突，现有{count}处。请用 conflicts 重新查看。").format(
            number=number, count=len(found)
        ))  # fmt: skip
    return found[number - 1]


def _decision(store: Store, one: Dispute, keep: str | None, value: str | None) -> Decision:
    from villagedesk.services.merging.conflicts import combined, decision, typed

    if value is not None:
        return decision(one, typed(store, one, value))
    if keep == "ours":
        return decision(one, one.ours.value)
    if keep == "theirs":
        if len(one.sides) > 2:
            raise Refused(
                _("“{field}”有{count}个来件的值，请写明序号。").format(field=one.field, count=len(one.sides) - 1)
            )
        return decision(one, one.theirs.value)
    if keep == "both":
        both = combined(one)
        if both is None:
            raise Refused(_("“{field}”的各方不能合并，请选一方，或用 --value 写明。").format(field=one.field))
        return decision(one, both)
    if keep and keep.isdecimal() and 1 <= int(keep) <= len(one.sides):
        return decision(one, one.sides[int(keep) - 1].value)
    raise Refused(_("“{keep}”不是“{field}”的一方。可写 ours、theirs、both 或1到{count}。").format(
        keep=keep, field=one.field, count=len(one.sides)
    ))  # fmt: skip
