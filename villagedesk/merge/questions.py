# SPDX-License-Identifier: MIT
"""When a merge stops and asks: the file is not what it seems, or it would take a lot away (merge.md A4 rule 14).

Nothing is decided here; a person reads the sentence with its numbers and goes on, or leaves the file out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.values.show import entity_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from villagedesk.merge.reading import Delivered
    from villagedesk.store.arrivals import Taken
    from villagedesk.store.places import Place
    from villagedesk.store.store import FileInfo

SHARE: Final = 0.10  # of the records of a village
FEW: Final = 3  # fewer than this many are one person's ordinary work
WEIGHED: Final = ("household", "member")


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be answered before a file is merged.

    Attributes:
        kind: other_village, other_township, other_level, lineage, empty, older, named or deletions.
        text: the sentence, with numbers and names.
        typed: whether the name of the village must be typed to go on, not only a button pressed.
    """

    kind: str
    text: str
    typed: bool = False


def before_merging(info: FileInfo, delivered: Delivered, places: Mapping[str, Place]) -> Iterator[Question]:
    """What the file itself makes us ask.

    Args:
        info: of the file that is merged into.
        delivered: the received file.
        places: the villages that the file knows, by code; former codes included.
    """
    name, theirs = delivered.incoming.source.name, delivered.info
    if not delivered.rows.get("household"):
        yield Question("empty", _("“{name}”里没有任何户（0条）。请确认对方发的是用过的文件。").format(name=name))
    if info.scope == "village" and theirs.scope == "township" and delivered.rows.get("village", 0) != 1:
        text = _("“{name}”是{their_name}的乡镇文件，含有其他村的资料，不应并入村里的文件。请让乡镇用“返回村里”导出。")
        yield Question("other_level", text.format(name=name, their_name=theirs.name), typed=True)
    elif info.scope == "village" and not _same_village(info, theirs, places):
        text = _("“{name}”是{their_name}（{their_code}）的文件，本文件是{our_name}（{our_code}）的。通常不应合并。")
        yield Question("other_village", _named(text, name, info, theirs), typed=True)
    elif info.scope == "township" and theirs.code not in places and not theirs.code.startswith(info.code):
        text = _("“{name}”是{their_name}（{their_code}）的文件，不属于{our_name}（{our_code}）。通常不应合并。")
        yield Question("other_township", _named(text, name, info, theirs), typed=True)
    other = next((one.name for one in places.values() if one.name in name and one.name != theirs.name), None)
    if other and theirs.name not in name:
        text = _("文件名“{name}”像是{other}的，内容却是{their_name}的。请确认没有拿错文件。")
        yield Question("named", text.format(name=name, other=other, their_name=theirs.name))


def after_rehearsal(
    delivered: Delivered, taken: Taken, place: Place | None, before: Mapping[str, int], last: str
) -> Iterator[Question]:
    """What the effect of the merge makes us ask.

    Args:
        delivered: the received file.
        taken: what it did in the rehearsal.
        place: its village, if the file knew it before.
        before: how many live households and members the village had before.
        last: when the copy of this village that was merged last had been written, or "".
    """
    name = delivered.incoming.source.name
    if not taken.changes:
        return
    if place and before.get("household") and delivered.rows.get("household") and taken.batches == delivered.total:
        text = _(
            "“{name}”与本文件中{village}的资料没有任何共同记录，像是另外新建的文件。合并后同一户、同一人可能出现两次。"
        )
        yield Question("lineage", text.format(name=name, village=place.name), typed=True)
    if last and delivered.last < last:
        text = _("“{name}”最后保存于{theirs}，比上次合并的（{last}）还早，却有新内容。可能是从旧备份继续填写的。")
        yield Question("older", text.format(name=name, theirs=delivered.last, last=last))
    for entity in WEIGHED:
        lost = taken.difference.removed[entity] + taken.difference.emptied[entity]
        if entity == "member":
            lost += taken.hidden_members
        total = before.get(entity, 0)
        if lost >= FEW and lost >= SHARE * total:
            text = _("合并“{name}”会删除或清空{lost}条{kind}（合并前共{total}条，占{share}%）。请确认不是误删。")
            share = round(100 * lost / total) if total else 100
            kind = entity_name(entity_spec(entity))
            yield Question(
                "deletions", text.format(name=name, lost=lost, kind=kind, total=total, share=share), typed=True
            )


def _named(text: str, name: str, ours: FileInfo, theirs: FileInfo) -> str:
    return text.format(
        name=name, their_name=theirs.name, their_code=theirs.code, our_name=ours.name, our_code=ours.code
    )


def _same_village(ours: FileInfo, theirs: FileInfo, places: Mapping[str, Place]) -> bool:
    return theirs.code == ours.code or theirs.code in places
