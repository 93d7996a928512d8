# SPDX-License-Identifier: MIT
"""The rules as a whole: numbers, titles, lines, and the page that lists them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from villagedesk import i18n
from villagedesk.models.checks.registry import ALL_RULES, ELSEWHERE, VILLAGE_RULES
from villagedesk.models.codes import codes_of
from villagedesk.models.lines import shipped
from villagedesk.models.problem import Level
from villagedesk.paths import resources

ROOT = Path(__file__).parents[3]
EVERYTHING = (*ALL_RULES, *VILLAGE_RULES, *ELSEWHERE)


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("check_list", ROOT / "tools" / "check_list.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_numbers_are_unique_and_titled():
    assert len({rule.code for rule in EVERYTHING}) == len(EVERYTHING)
    assert all(rule.title and isinstance(rule.level, Level) and rule.scope.label for rule in EVERYTHING)


def test_titles_tell_rules_apart():
    titles = [rule.title for rule in EVERYTHING]
    assert len(set(titles)) == len(titles)


def test_every_parameter_is_a_line_with_a_name_that_the_program_ships():
    names = {one.name for one in shipped()}
    for rule in EVERYTHING:
        assert set(rule.parameters) <= names, rule.code
    assert names <= codes_of("line_name")


def test_all_209_numbers_of_the_design_are_judged_but_those_that_are_seen_to_elsewhere(tool):
    assert len(tool.numbers()) == 209
    judged = {rule.code for rule in (*ALL_RULES, *VILLAGE_RULES)}
    assert set(tool.numbers()) - judged == {rule.code for rule in ELSEWHERE} == {"K07", "M01", "M02", "M04"}


def test_what_is_seen_to_elsewhere_is_said_in_the_language_of_the_window():
    chinese = [rule.why() for rule in ELSEWHERE]
    i18n.set_language("en", resources() / "locale")
    try:
        for rule, text in zip(ELSEWHERE, chinese, strict=True):
            assert text != rule.why()
            assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"“[^”]*”", "", rule.why())), rule.code
    finally:
        i18n.set_language("zh_CN", resources() / "locale")


def test_the_list_of_checks_is_current(tool):
    assert tool.TARGET.read_text(encoding="utf-8") == tool.page(), "run: python tools/check_list.py"
