# SPDX-License-Identifier: MIT
"""What the township asks a village: questions travel with the return file and their answers come back with the copy."""

from __future__ import annotations

from villagedesk.models.catalogue.spec import Flag, Kind, Record, Scope, Text, entity, field


@entity("question", "待核实问题", "Question to the village", Scope.EVENT, parent="household")
class Question(Record):
    """A question about a household, often about one field that two copies hold differently (merge.md A5)."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    about: Text = field("涉及的资料", "Record concerned", hint="资料种类、编号和字段，由程序填写")
    text: Text = field("问题", "Question", Kind.NOTE, required=True)
    asked_on: Text = field("提出日期", "Asked on", Kind.DATE)
    asked_by: Text = field("提出人", "Asked by", Kind.NAME)
    answer: Text = field("答复", "Answer", Kind.NOTE)
    settled: Flag = field("已办结", "Settled", Kind.YES_NO)
