# SPDX-License-Identifier: MIT
"""What proves that a household or village is as far as the facts say: scans and photos, and what somebody found by looking.

Whether a rule is met is computed from facts (`models.readiness`) and stored nowhere; here stand the papers that show it
and the opinion of those who checked it (domain.md §3.3, §6.2).
"""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.spec import Group, Kind, Number, Record, Scope, Sensitivity, Text, entity, field

SENSITIVE: Final = Sensitivity.SENSITIVE
OWNER: Final = Group("属于谁", "Whose it is")
PAPER: Final = Group("材料", "Paper")
CHECK: Final = Group("核查", "Check")
_TAKEN: Final[dict[str, Any]] = {
    "hint": "从照片自带的信息读出；没有就空着，不猜",
    "hint_en": "Read from what the camera wrote; empty without that, never guessed",
}


@entity("attachment", "佐证材料", "Evidence", Scope.EVENT, parent="household")
class Attachment(Record):
    """A scan or photo that belongs to a household, and what it proves.

    Attributes:
        taken_on: the day that the camera wrote; read before everything a camera writes is taken off the picture.
    """

    household: Text = field("户", "Household", Kind.REF, OWNER, ref="household", required=True)
    member: Text = field("涉及成员", "About the member", Kind.REF, OWNER, ref="member")
    year: Number = field("年度", "Year", Kind.YEAR, PAPER, required=True)
    criterion: Text = field("证明哪一项", "Proves", Kind.CODE, PAPER, codes="criterion")
    paper: Text = field("档案目录项", "Paper of the file", Kind.CODE, PAPER, codes="archive_paper")
    title: Text = field("材料名称", "Title", group=PAPER, required=True)
    date: Text = field("材料日期", "Date of the paper", Kind.DATE, PAPER)
    taken_on: Text = field("照片日期", "Photo taken on", Kind.DATE, PAPER, **_TAKEN)
    photo: Text = field("照片或扫描件", "Photo or scan", Kind.PHOTO, PAPER, sensitivity=SENSITIVE)
    note: Text = field("材料备注", "Note", Kind.NOTE, PAPER)


@entity("village_attachment", "村佐证材料", "Evidence of a village", Scope.EVENT, parent="village")
class VillageAttachment(Record):
    """A scan or photo that belongs to a village, and what it proves."""

    village: Text = field("村", "Village", Kind.REF, OWNER, ref="village", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, PAPER, required=True)
    criterion: Text = field("证明哪一项", "Proves", Kind.CODE, PAPER, codes="criterion")
    title: Text = field("材料名称", "Title", group=PAPER, required=True)
    date: Text = field("材料日期", "Date of the paper", Kind.DATE, PAPER)
    taken_on: Text = field("照片日期", "Photo taken on", Kind.DATE, PAPER, **_TAKEN)
    photo: Text = field("照片或扫描件", "Photo or scan", Kind.PHOTO, PAPER, sensitivity=SENSITIVE)
    note: Text = field("材料备注", "Note", Kind.NOTE, PAPER)


@entity(
    "readiness_note", "核查意见", "Finding of a check", Scope.EVENT,
    parent="household", natural=("household", "year", "criterion"),
)  # fmt: skip
class ReadinessNote(Record):
    """How somebody checked one rule, and what he thinks of it; it never changes what the facts say."""

    household: Text = field("户", "Household", Kind.REF, OWNER, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, OWNER, required=True)
    criterion: Text = field("核查哪一项", "Checked", Kind.CODE, OWNER, codes="criterion", required=True)
    method: Text = field("核查方式", "How it was checked", Kind.CODE, CHECK, codes="check_method")
    checked_by: Text = field(
        "核查人",
        "Checked by",
        Kind.NAME,
        CHECK,
        hint="可填多人，用顿号分开",
        hint_en="Several people are parted by commas",
    )
    checked_on: Text = field("核查日期", "Checked on", Kind.DATE, CHECK)
    opinion: Text = field("核查意见", "Opinion", Kind.NOTE, CHECK)
