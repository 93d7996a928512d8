# SPDX-License-Identifier: MIT
"""Y01: what a merge changed in a locked year is told with year, field, name and day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, verdict
from villagedesk.models.checks.locked import RULES
from villagedesk.models.checks.others import Late


def late(**more):
    one = {
        "entity": "household_year",
        "row": "hy",
        "key": "farmland",
        "year": 2024,
        "who": "赵志强",
        "at": "2025-06-01T08:00:00",
    }
    return replace(around(), late={"h": (Late(**{**one, **more}),)})  # fmt: skip


def test_y01_is_about_the_field_that_was_changed():
    (found,) = answers(RULES, "Y01", a_case(), late())
    assert (found.entity, found.row, found.key, found.field) == ("household_year", "hy", "farmland", "耕地面积")
    assert "属于已锁定的2024年度，锁定后由合并改动过（赵志强 2025-06-01）" in found.text()


@pytest.mark.parametrize(("entity", "first"), [("household_year", "attribute"), ("income_year", "wages")])
def test_y01_a_record_that_came_or_went_as_a_whole_is_shown_at_its_first_field(entity, first):
    (found,) = answers(RULES, "Y01", a_case(), late(entity=entity, key=""))
    assert (found.entity, found.key) == (entity, first)
    assert found.field


def test_y01_says_where_nobody_signed_and_leaves_other_households_alone():
    (found,) = answers(RULES, "Y01", a_case(), late(who=""))
    assert "（未署名）" in found.text()
    assert verdict(RULES, "Y01", a_case(household={"id": "h2"}), late()) == "ok"
