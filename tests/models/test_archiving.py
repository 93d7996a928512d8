# SPDX-License-Identifier: MIT
"""Archive numbers are put together as the office sets them or not at all; boxes are filled by pages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from villagedesk.models.archiving import (
    PIECE,
    VOLUME,
    archive_number,
    boxes,
    items,
    longest,
    mode_of,
    term_of_paper,
    terms,
    unset,
)
from villagedesk.models.catalogue.place import Village

KNOWN = Village(
    fonds_no="Z109", archive_category="WS", archive_issue="FP", archive_class_no="02", archive_village_no="201"
)


@dataclass(frozen=True)
class Thing:
    thickness: int
    shelf: str = "Y"


def test_numbers_of_both_ways_look_as_the_rules_give_them():
    assert archive_number(KNOWN, PIECE, 1, 2019, "Y") == "Z109-WS·2019-Y-FP-0001"
    assert archive_number(KNOWN, PIECE, 12345, 2019, "D30") == "Z109-WS·2019-D30-FP-12345"
    assert archive_number(KNOWN, VOLUME, 7, 2019) == "Z109-JF02201-0007"


@pytest.mark.parametrize("part", ["fonds_no", "archive_category", "archive_issue"])
def test_a_number_of_which_a_part_is_not_known_is_no_number(part):
    village = KNOWN.having(**{part: None})
    assert archive_number(village, PIECE, 1, 2019, "Y") == ""
    assert len(unset(village, PIECE)) == 1


def test_what_a_pattern_does_not_name_need_not_be_known_but_the_fonds_must():
    village = Village(fonds_no="Z1", volume_pattern="全宗号-年度-案卷号")
    assert archive_number(village, VOLUME, 3, 2020) == "Z1-2020-0003"
    assert unset(village.having(fonds_no=None, volume_pattern="A-案卷号"), VOLUME) == ("全宗号",)


def test_a_pattern_without_its_number_is_said_and_makes_none():
    village = KNOWN.having(piece_pattern="全宗号-年度")
    assert "件号" in unset(village, PIECE)[0]
    assert archive_number(village, PIECE, 1, 2019, "Y") == ""


def test_a_value_that_looks_like_a_name_of_the_pattern_is_not_replaced_again():
    village = Village(fonds_no="年度", volume_pattern="全宗号-案卷号")
    assert archive_number(village, VOLUME, 1, 2020) == "年度-0001"


def test_by_volume_where_nobody_chose():
    assert mode_of(Village()) == VOLUME
    assert mode_of(Village(cataloguing="piece")) == PIECE


def test_what_the_office_decided_goes_before_the_proposal():
    proposed = {item.code: item.term for item in items()}
    assert terms({}) == proposed
    assert terms({"p14": "Y"})["p14"] == "Y"
    assert terms({"p14": "Y"})["p17"] == proposed["p17"]


def test_a_paper_is_kept_as_long_as_the_longest_item_that_is_due():
    by_item = terms({"p03": "D10", "p25": "Y"})
    assert term_of_paper("application", ["p03"], by_item) == "D10"
    assert term_of_paper("application", ["p03", "p25"], by_item) == "Y"
    assert term_of_paper("income", ["p19"], terms({})) == "D30"
    assert longest(["D10", "D30"]) == "D30"
    assert longest([]) == "Y"


def test_a_box_is_full_by_its_pages_and_holds_one_retention():
    things = [Thing(40), Thing(50), Thing(20), Thing(300), Thing(10), Thing(10, "D30")]
    assert boxes(things, 100) == [things[:2], [things[2]], [things[3]], [things[4]], [things[5]]]
    assert boxes([], 100) == []
