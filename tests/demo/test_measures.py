# SPDX-License-Identifier: MIT
"""The table of measures: every cause of the code list has an answer for any household, in codes that exist."""

from __future__ import annotations

from villagedesk.demo.measures import RECIPES
from villagedesk.demo.sayings import ABOUT_CAUSE, CHANGE_CODES, CHANGES, EVIDENCE, NEEDS
from villagedesk.models.codes import code_list


def test_every_cause_of_the_list_has_measures_stories_needs_and_evidence() -> None:
    causes = {code.code for code in code_list("cause").choices(2025)}
    for table in (RECIPES, ABOUT_CAUSE, NEEDS, EVIDENCE):
        assert set(table) == causes


def test_two_measures_against_each_cause_fit_any_household() -> None:
    for cause, recipes in RECIPES.items():
        assert len([recipe for recipe in recipes if not recipe.needs]) >= 2, cause


def test_measures_and_changes_use_codes_that_exist() -> None:
    for recipe in (recipe for recipes in RECIPES.values() for recipe in recipes):
        assert recipe.category in code_list("measure_class"), recipe.content
        assert recipe.source in code_list("fund_source"), recipe.content
        assert recipe.money[0] <= recipe.money[1]
        assert recipe.gain[0] <= recipe.gain[1]
    for kind in CHANGES:
        assert CHANGE_CODES.get(kind, kind) in code_list("change_kind")
