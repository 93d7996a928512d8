# SPDX-License-Identifier: MIT
"""What happened to persons and households, and when: the history beside the present fields (domain.md §2.3 人员变更).

The day of the event stands here; the day on which somebody entered it is known from the log. What a household or a person
is now stands in `household` and `member` and may be corrected there without touching the history.
"""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.spec import Group, Kind, Record, Scope, Sensitivity, Text, entity, field

SENSITIVE: Final = Sensitivity.SENSITIVE
BETWEEN: Final = Group("变动前后", "Before and after")


@entity("member_change", "人员变动", "Change of a person", Scope.EVENT, parent="member")
class MemberChange(Record):
    """Birth, death, marriage, moving and whatever else brings a person into a household or out of it."""

    member: Text = field("成员", "Member", Kind.REF, ref="member", required=True)
    kind: Text = field(
        "变动类型", "Kind of change", Kind.CODE, codes="member_change", sensitivity=SENSITIVE, required=True
    )
    date: Text = field("变动日期", "Date of the change", Kind.DATE, required=True)
    evidence: Text = field(
        "佐证材料",
        "Evidence",
        required=True,
        hint="如 死亡证明编号、户口迁移证、村组证明",
        hint_en="e.g. number of the death certificate, the transfer paper, a note of the village",
    )
    place: Text = field("来源或去向", "From where or where to")
    origin: Text = field("原所在户", "Household before", Kind.REF, BETWEEN, ref="household")
    target: Text = field("现所在户", "Household afterwards", Kind.REF, BETWEEN, ref="household")
    note: Text = field("变动备注", "Note", Kind.NOTE)


@entity("household_change", "户变动", "Change of a household", Scope.EVENT, parent="household")
class HouseholdChange(Record):
    """A split, a union, a change of head, and how a household left the village or the register.

    A split or union stands in both households, each naming the other, so that neither history is lost with the other.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    kind: Text = field("户变动类型", "Kind of change", Kind.CODE, codes="household_change", required=True)
    date: Text = field("户变动日期", "Date of the change", Kind.DATE, required=True)
    evidence: Text = field(
        "户变动佐证",
        "Evidence",
        required=True,
        hint="如 户口簿、村委会决议、乡镇批复文号",
        hint_en="e.g. household register, resolution of the village, number of the township's reply",
    )
    place: Text = field("户的去向", "Where it went")
    other: Text = field("对方户", "The other household", Kind.REF, BETWEEN, ref="household")
    head_before: Text = field("原户主", "Head before", Kind.REF, BETWEEN, ref="member")
    head_after: Text = field("新户主", "Head afterwards", Kind.REF, BETWEEN, ref="member")
    village_before: Text = field("原所在村", "Village before", Kind.REF, BETWEEN, ref="village")
    village_after: Text = field("迁入村", "Village afterwards", Kind.REF, BETWEEN, ref="village")
    status_before: Text = field("变动前脱贫状态", "Status before", Kind.CODE, BETWEEN, codes="exit_status")
    status_after: Text = field("变动后脱贫状态", "Status afterwards", Kind.CODE, BETWEEN, codes="exit_status")
    note: Text = field("户变动备注", "Note", Kind.NOTE)
