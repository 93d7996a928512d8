# SPDX-License-Identifier: MIT
"""Whom other papers and the national system list as the members of a household (domain.md §9.3 K11, §11.1)."""

from __future__ import annotations

from villagedesk.models.catalogue.spec import Kind, Number, Record, Scope, Sensitivity, Text, entity, field

SYSTEM, HANDBOOK, REGISTER = "system", "handbook", "register"


@entity(
    "member_list", "成员名单", "List of members", Scope.EVENT, parent="household", natural=("household", "year", "kind")
)
class MemberList(Record):
    """The members of a household as the system's export, the handbook or the register names them on a day.

    The id is derived from household, year and kind: one list of each kind in a year, the newest. Importing an export of the
    national system keeps its list; those on paper are typed by whoever has the paper before him.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("名单年度", "Year", Kind.YEAR, sensitivity=Sensitivity.PUBLIC, required=True)
    kind: Text = field(
        "名单出处", "From", Kind.CODE, codes="member_list_kind", sensitivity=Sensitivity.PUBLIC, required=True
    )
    date: Text = field(
        "名单日期", "As of", Kind.DATE, required=True, hint="导出或填写的日期；以后增减的人不算不一致",
        hint_en="Day of the export or of the entry; who came or left later is no difference",
    )  # fmt: skip
    names: Text = field(
        "名单上的成员", "Members on the list", Kind.NOTE, required=True, offers="member", hint="照名单填写全部姓名，用顿号分开",
        hint_en="All names as they stand there, parted by commas",
    )  # fmt: skip
    note: Text = field("名单备注", "Note", Kind.NOTE)
