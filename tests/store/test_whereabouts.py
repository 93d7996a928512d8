# SPDX-License-Identifier: MIT
"""What the log says of facts beside an event, as of a day before the event; whole histories are in tests/services/events."""

from __future__ import annotations

from villagedesk.store.whereabouts import _without


class Log:
    """Two offices began the same row; only the first says a relation. A later event wrote another one."""

    def query(self, _sql, _parameters):
        births = [("y1", 1, "", '{"relation": "spouse"}'), ("y1", 2, "", '{"health": ["1"]}')]
        return [*births, ("y1", 3, "relation", '"head"')]


def test_an_office_that_began_the_same_row_and_said_nothing_of_a_fact_does_not_empty_it():
    asked = ("member_year", {"y1": {"relation"}})
    assert list(_without(Log(), {3: "2025-06-01"}, "2025-01-01", asked)) == [("y1", "relation", "spouse")]
    assert list(_without(Log(), {3: "2025-06-01"}, "2025-06-01", asked)) == [("y1", "relation", "head")]
