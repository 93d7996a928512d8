# SPDX-License-Identifier: MIT
"""贫困发生率 = poor people ÷ registered rural people, computed with its denominator."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.poverty import poverty_rate


@pytest.mark.parametrize(
    ("poor", "registered", "percent"),
    [(47, 2003, "2.35%"), (0, 2003, "0.00%"), (1, 3, "33.33%"), (1, 800, "0.13%"), (2003, 2003, "100.00%")],
)
def test_the_rate_has_two_decimals_rounded_half_up(poor, registered, percent):
    rate = poverty_rate(poor, registered)
    assert rate is not None
    assert (rate.percent, rate.poor, rate.registered) == (percent, poor, registered)


@pytest.mark.parametrize(
    ("poor", "registered"), [(None, 100), (5, None), (5, 0), (NA, 100), (5, NA), (-1, 100), (True, 9)]
)
def test_without_both_numbers_there_is_no_rate(poor, registered):
    assert poverty_rate(poor, registered) is None
