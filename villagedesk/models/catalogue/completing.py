# SPDX-License-Identifier: MIT
"""That somebody called a case file of a year complete (完成; ux.md §5, saving)."""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.spec import Kind, Number, Record, Scope, Sensitivity, Text, entity, field

PUBLIC: Final = Sensitivity.PUBLIC


@entity("completion", "档案完成", "Completed case file", Scope.EVENT, parent="household")
class Completion(Record):
    """Somebody looked a household's file of a year through and called it complete.

    Each time is a record of its own, so that two offices that do so contradict each other in nothing. It holds as long as
    the facts of the year are what they were then: `seal` is their fingerprint (`models.completing`).
    """

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, sensitivity=PUBLIC, required=True)
    date: Text = field("完成日期", "Completed on", Kind.DATE, sensitivity=PUBLIC)
    completed_by: Text = field("完成人", "Completed by", Kind.NAME, sensitivity=PUBLIC)
    seal: Text = field(
        "完成时内容的指纹",
        "Fingerprint of the facts then",
        length=64,
        fixed=True,
        hint="本年度的内容改动后，完成自动失效",
        hint_en="It no longer holds when a fact of the year changes",
    )
