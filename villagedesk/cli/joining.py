# SPDX-License-Identifier: MIT
"""Commands about persons who are registered twice: lookalikes, join, part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from villagedesk.cli import usage
from villagedesk.cli.opening import open_store
from villagedesk.i18n import _, labelled, listed
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.checks.others import place_of
from villagedesk.models.values.masks import masked_sides, masked_text
from villagedesk.models.values.show import heading_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from villagedesk.cli.console import Console
    from villagedesk.services.joining.joining import Difference
    from villagedesk.services.joining.lookalikes import Pair
    from villagedesk.services.keeping.exportlog import Contents
    from villagedesk.store.lookalikes import Registered
    from villagedesk.store.store import Store


def lookalikes_command() -> click.Command:
    """`lookalikes FILE [--village NAME]`."""
    village = click.Option(["--village"], metavar="NAME", help=_("只看涉及这个村的。"))
    return usage.Command(
        "lookalikes",
        callback=lookalikes,
        params=[
            usage.file_argument(),
            village,
            *usage.unmasked_options(),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("列出疑似同一人的记录：依据、两人各在哪一户、记录编号。只列出，不合并。"),
    )


@click.pass_obj
def lookalikes(console: Console, /, file: Path, village: str | None, **how: Any) -> None:
    """List the pairs that may be one person, the surest first, with the ids that `join` takes."""
    from villagedesk.services.joining.lookalikes import look_alikes
    from villagedesk.services.keeping.exportlog import enter_printed

    wanted = usage.purpose_of(how)
    with open_store(console, file, reading=wanted is None) as store, console.job():
        found = look_alikes(store, console.check)
        if village is not None:
            found = [pair for pair in found if village in {pair.one.village, pair.other.village}]
        shown = found if wanted else [_masked(pair) for pair in found]
        content, lines = {"count": len(found), "pairs": [_content(pair) for pair in shown]}, [*_listed(shown)]
        if wanted and found:
            enter_printed(store, console.printed(content, lines), _contents(store, found), wanted)
    console.result(content, lines)


def _content(pair: Pair) -> dict[str, Any]:
    return {
        "likeness": pair.likeness.name.lower(),
        "reason": pair.likeness.text(),
        "one": pair.one._asdict(),
        "other": pair.other._asdict(),
    }


def _masked(pair: Pair) -> Pair:
    one, other = _hidden(pair.one, pair.other)
    return replace(pair, one=one, other=other)


def _hidden(first: Registered, second: Registered) -> tuple[Registered, Registered]:
    """The two with numbers and birthdays masked; where what is hidden differs, that is said."""
    numbers = masked_sides(field_spec("member.id_no"), (first.id_no, second.id_no))
    births = masked_sides(field_spec("member.birth"), (first.birth, second.birth))
    phones = masked_sides(field_spec("member.phone"), (first.phone, second.phone))
    return (
        first._replace(id_no=numbers[0], birth=births[0], phone=phones[0]),
        second._replace(id_no=numbers[1], birth=births[1], phone=phones[1]),
    )


def _contents(store: Store, found: Sequence[Pair]) -> Contents:
    from villagedesk.services.keeping.exportlog import Contents

    people = [one for pair in found for one in (pair.one, pair.other)]
    columns = tuple(heading_of(field_spec(f"member.{key}")) for key in ("name", "id_no", "birth", "phone"))
    return Contents(
        _("疑似同一人的记录"), "", listed(sorted({one.village for one in people if one.village})), store.info.year,
        columns, len({one.household for one in people}), len({one.id for one in people}),
    )  # fmt: skip


def _listed(found: Sequence[Pair]) -> Iterator[str]:
    for number, pair in enumerate(found, 1):
        yield f"{number}. {pair.likeness.text()}"
        for one in (pair.one, pair.other):
            yield f"     {one.id}  {_person(one)}"
    if found:
        yield _("共{count}对。核对证件后用 join 并为一人，先写保留的一条。").format(count=len(found))
    else:
        yield _("没有疑似同一人的记录。")


def _person(one: Registered) -> str:
    facts = (one.name, one.id_no or one.birth, place_of(one.village, one.group, one.head))
    return "  ".join(filter(None, facts))


def join_command() -> click.Command:
    """`join FILE WINNER LOSER [--moves] [--confirm] [--preview]`."""
    return usage.Command(
        "join",
        callback=join,
        params=[
            usage.file_argument(),
            usage.Argument(
                "winner", "WINNER", _("保留的一条：记录编号（见 lookalikes）、证件号码或姓名"), kind=click.STRING
            ),
            usage.Argument("loser", "LOSER", _("并入的一条：同上，并入后放进回收站"), kind=click.STRING),
            usage.flag("--moves", _("人已迁走：保留的一条迁到另一条所在的户。")),
            usage.flag("--confirm", _("证件号码或性别不同也确认是同一人；应先核对证件。")),
            usage.flag("--preview", _("只比较两条记录，不写入。")),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("把两条记录并为一人，两边的历史都保留。是一个可撤销的操作；以后也可用 part 拆开。"),
    )


@click.pass_obj
def join(console: Console, /, file: Path, winner: str, loser: str, **how: bool) -> int | None:
    """Join two records; where the loser was joined already and edited since, bring its new edits to the winner."""
    from villagedesk.services.joining import joining

    with open_store(console, file, reading=how["preview"]) as store:
        first, second = joining.find_person(store, winner), joining.find_person(store, loser)
        already = joining.is_joined_to(store, second.id, first.id)
        obstacles = [] if already else joining.obstacles(store, first.id, second.id)
        against = [masked_text(one.text) for one in obstacles]
        kept, given = _hidden(first, second)
        content: dict[str, Any] = {
            "winner": kept._asdict(),
            "loser": given._asdict(),
            "joined_before": already,
            "obstacles": [
                {"text": text, "absolute": one.absolute} for one, text in zip(obstacles, against, strict=True)
            ],
        }
        if how["preview"]:
            found = [one.hidden() for one in joining.differences(store, first.id, second.id)]
            content["differences"] = [_difference(one) for one in found]
            console.result(content | {"joined": False}, _compared(kept, given, found, against))
            return None
        if obstacles and not (how["confirm"] or any(one.absolute for one in obstacles)):
            for text in against:
                console.note(text)
            console.note(_("没有写入。核对后确认是同一人的，请加 --confirm 重新执行。"))
            return 1
        if already:
            changed = joining.carry_over(store, second.id)
        else:
            changed = joining.join(store, first.id, second.id, moves=how["moves"], typed=how["confirm"])
    told = _("新修改已带到“{name}”，可用 undo 撤销；两处不同的，用 conflicts 查看。") if already else ""
    told = told or _("已并为一人，保留“{name}”（{place}）。可用 undo 撤销。")
    at = second if how["moves"] else first
    place = place_of(at.village, at.group, at.head)
    console.result(content | {"joined": True, "batch": changed.batch}, [told.format(name=first.name, place=place)])
    return None


def _difference(one: Difference) -> dict[str, Any]:
    return {"field": one.field, "year": one.year, "one": one.one, "other": one.other, "differs": one.differs}


def _compared(
    winner: Registered, loser: Registered, found: Sequence[Difference], against: Sequence[str]
) -> Iterator[str]:
    yield labelled(_("保留"), _person(winner))
    yield labelled(_("并入"), _person(loser))
    for line in sorted(found, key=lambda one: (not one.differs, one.year > 0, -one.year)):
        field = labelled(_("{year}年度").format(year=line.year), line.field) if line.year else line.field
        sign = "≠" if line.differs else " "
        yield f"  {sign} {field}  {line.one or '—'} | {line.other or '—'}"
    yield from against
    yield _("只作比较，没有写入。")


def part_command() -> click.Command:
    """`part FILE PERSON`."""
    return usage.Command(
        "part",
        callback=part,
        params=[
            usage.file_argument(),
            usage.Argument("person", "PERSON", _("当初并入别人的一条的记录编号"), kind=click.STRING),
            *usage.talk_options(),
            usage.passphrase_option(),
        ],
        help=_("把并为一人的两条记录重新拆开，以后又改过的也可以拆。是一个可撤销的操作。"),
    )


@click.pass_obj
def part(console: Console, file: Path, person: str) -> None:
    """Make two persons again of one who was joined."""
    from villagedesk.services.joining import joining
    from villagedesk.services.merging.conflicts import count

    with open_store(console, file) as store:
        changed = joining.part(store, person)
        left = count(store)
    text = _("已拆开为两人，可用 undo 撤销；有{count}处待裁决，用 conflicts 查看。")
    console.result({"parted": True, "batch": changed.batch, "conflicts": left}, [text.format(count=left)])
