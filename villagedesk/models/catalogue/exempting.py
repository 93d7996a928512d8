# SPDX-License-Identifier: MIT
"""Doubts that somebody looked into and found right (豁免; domain.md §9.3)."""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.spec import Kind, Record, Scope, Sensitivity, Text, entity, field

PUBLIC: Final = Sensitivity.PUBLIC


@entity("exemption", "疑点豁免", "Exemption of a doubt", Scope.EVENT, parent="household")
class Exemption(Record):
    """One doubt of one rule about one field stands, for a reason. Who gave it and when tells the log.

    It holds as long as the facts that the doubt was judged from are what they were then: `seal` is a fingerprint of these
    (`models.checks.resting`), so that no second copy of a number or an illness lies here. Errors are never exempted. Of a doubt about a village the household is empty.
    """

    household: Text = field("户", "Household", Kind.REF, ref="household")
    village: Text = field("村", "Village", Kind.REF, ref="village")
    rule: Text = field("疑点编号", "Number of the rule", sensitivity=PUBLIC, length=10, required=True)
    about: Text = field(
        "涉及的内容",
        "What it is about",
        hint="资料种类、编号和字段，由程序填写",
        hint_en="Kind of record, id and field; filled in by the program",
    )
    reason: Text = field("豁免理由", "Reason", Kind.NOTE, sensitivity=Sensitivity.SENSITIVE, required=True)
    seal: Text = field(
        "豁免时内容的指纹",
        "Fingerprint of the value then",
        length=64,
        fixed=True,
        hint="判断所依据的内容改动后豁免自动失效",
        hint_en="The exemption lapses when a fact changes that the doubt was judged from",
    )
