# SPDX-License-Identifier: MIT
"""What the archive asks of papers: how long each kind is kept, and the numbers of the pieces (domain.md §6.1).

The number of a volume is a fact of its household (`Household.volume_no`), what the numbers are made of stands with the village
(`Village`, group 档案).
"""

from __future__ import annotations

from typing import Final

from villagedesk.models.catalogue.spec import Kind, Number, Record, Scope, Sensitivity, Text, entity, field

PUBLIC: Final = Sensitivity.PUBLIC


@entity("retention", "保管期限", "Retention", Scope.IDENTITY, natural=("paper",))
class Retention(Record):
    """How long the papers of an item of the list of contents are kept, where the office decided otherwise than proposed.

    The id is derived from the item, so that every file means the same row; it holds for every village of the file.
    """

    paper: Text = field("档案目录项", "Item of the list of contents", Kind.CODE, codes="archive_paper", required=True)
    term: Text = field(
        "保管期限", "Kept for", Kind.CODE, codes="retention", sensitivity=PUBLIC, required=True,
        hint="按县里的保管期限表", hint_en="As the county's table of retention says",
    )  # fmt: skip
    source: Text = field("期限依据", "Source", sensitivity=PUBLIC, length=500)


@entity(
    "filing", "归档编号", "Number of a piece", Scope.EVENT, parent="household", natural=("household", "year", "paper")
)
class Filing(Record):
    """The 件号 of one paper of a household, given once; it counts within village, year and retention (DA/T 22-2015)."""

    household: Text = field("户", "Household", Kind.REF, ref="household", required=True)
    year: Number = field("归档年度", "Year of filing", Kind.YEAR, sensitivity=PUBLIC, required=True)
    paper: Text = field("文书", "Paper", Kind.CODE, codes="paper_kind", sensitivity=PUBLIC, required=True)
    term: Text = field("归档保管期限", "Kept for", Kind.CODE, codes="retention", sensitivity=PUBLIC, required=True)
    number: Number = field("件号", "Number of the piece", Kind.WHOLE, sensitivity=PUBLIC, minimum=1, maximum=99_999)
