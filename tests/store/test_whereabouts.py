# SPDX-License-Identifier: MIT
"""What the log says of facts beside an event, as of a day before the event; whole histories are in tests/services/events."""

from __future__ import annotations

from villagedesk.store.whereabouts import _without


class Log:
    """Two offices began the same row; only the first says a relation. A later event wrote another one over both."""

    def query(self, sql, _parameters):
        if "change_over" in sql:
            return [("y1", 3, 1, "relation"), ("y1", 3, 2, "relation")]
        births = [("y1", 1, 1, "", '{"relation": "spouse"}'), ("y1", 2, 2, "", '{"health": ["1"]}')]
        return [*births, ("y1", 3, 3, "relation", '"head"')]


def test_an_office_that_began_the_same_row_and_said_nothing_of_a_fact_does_not_empty_it():
    asked = ("member_year", {"y1": {"relation"}})
    assert list(_without(Log(), {3}, asked, {3})) == [("y1", "relation", "spouse")]
    assert list(_without(Log(), set(), asked, {3})) == [("y1", "relation", "head")]
