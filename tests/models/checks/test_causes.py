# SPDX-License-Identifier: MIT
"""A3b: one main cause and at most two others, all different."""

from __future__ import annotations

import pytest

from tests.models.checks.a_household import a_case, answers, sentence
from villagedesk.models.checks.causes import RULES


@pytest.mark.parametrize(
    ("causes", "rows"),
    [
        (("1", "1"), ["c-other1"]),  # the main cause stands, the other is to be mended
        (("1", "2", "1"), ["c-other2"]),
        (("1", "2", "2"), ["c-other1", "c-other2"]),
        (("1", "1", "1"), ["c-other1", "c-other2"]),
        (("1", "2", "3"), []),
        (("1",), []),
        ((None, None), []),
    ],
)
def test_a3b_is_about_each_other_cause_that_is_named_twice(causes, rows):
    assert [one.row for one in answers(RULES, "A3b", a_case(causes=causes))] == rows


def test_a3b_names_the_cause():
    assert sentence(RULES, "A3b", a_case(causes=("1", "1"))).startswith("致贫原因“因病”重复。")
