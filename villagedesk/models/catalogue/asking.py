# SPDX-License-Identifier: MIT
"""What travels beside the case files: the township's questions with their answers, and who was erased on request."""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.spec import Flag, Kind, Record, Scope, Sensitivity, Text, entity, field

PUBLIC: Final = Sensitivity.PUBLIC


@entity("question", "待核实问题", "Question to the village", Scope.EVENT, parent="household")
class Question(Record):
    """A question about a household, often about one field that two copies hold differently (merge.md A5)."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    about: Text = field(
        "涉及的资料",
        "Record concerned",
        hint="资料种类、编号和字段，由程序填写",
        hint_en="Kind of record, id and field; filled in by the program",
    )
    text: Text = field("问题", "Question", Kind.NOTE, required=True)
    asked_on: Text = field("提出日期", "Asked on", Kind.DATE)
    asked_by: Text = field("提出人", "Asked by", Kind.NAME)
    answer: Text = field("答复", "Answer", Kind.NOTE)
    settled: Flag = field("已办结", "Settled", Kind.YES_NO)


@entity("erasure", "按申请删除", "Erasure on request", Scope.EVENT, natural=("erased",))
class Erasure(Record):
    """That a person or household was erased on request (个人信息保护法 art. 47). It holds no personal data."""

    erased: Text = field("删除的资料编号", "Id of what was erased", sensitivity=PUBLIC)
    about: Text = field("资料种类", "Kind of record", sensitivity=PUBLIC, length=20)
    reason: Text = field(
        "删除依据",
        "Ground",
        sensitivity=PUBLIC,
        hint="不要写姓名、证件号码等个人信息",
        hint_en="No names, identity numbers or other personal data",
    )
    erased_on: Text = field("删除日期", "Erased on", Kind.DATE, sensitivity=PUBLIC)
