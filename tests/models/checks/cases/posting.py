# SPDX-License-Identifier: MIT
"""I13: a cadre of the village team, a month of attendance and a leave, looked at on the last day of 2025."""

from __future__ import annotations

from tests.models.checks.a_household import around
from tests.models.checks.cases.proof import at, edge
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.posting import DAY_KEYS, Attendance, Leave, Posting
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.posting import Posted

DAYS, AWAY, LONGEST = "attendance_days", "attendance_duty", "leave_days"
MONTH = "2025-09"


def team(*months, leaves=(), **post):
    """A village with one cadre, at his post in September only, so that no other month is owed."""
    facts = {"village": "v", "cadre": "c", "role": "member", "start": "2025-09-01", "end": "2025-09-30", **post}
    one = Posted(Cadre(id="c", name="周明"), (Posting(id="p", **facts),), tuple(months), tuple(leaves))
    return VillageFile(2025, Village(id="v", name="清溪村"), VillageYear(), posted=(one,))


def days(present, rest=None, code="present", **more):
    """September with so many days of a code, then days off until the end, or as many as are said."""
    length = 30 - present if rest is None else rest
    codes = [code] * present + ["rest"] * length
    facts = dict(zip(DAY_KEYS, codes, strict=False))
    return Attendance(id="a", village="v", cadre="c", month=MONTH, **{**facts, **more})


def leave(start, end, **more):
    facts = {"approver": "何书记", "approver_level": "township", **more}
    return Leave(id="l", village="v", cadre="c", start=start, end=end, **facts)


def on_leave(*leaves):
    """The fifth is marked as leave in a month that has days enough."""
    return team(days(25, d05="leave"), leaves=leaves)


PROOFS = {
    "I13": at(
        edge(team(days(20)), team(days(19)), DAYS, step="one day in the village is a day off instead"),
        edge(
            (team(days(19, d25="trip")), around(**{AWAY: 1})), (team(days(19, d25="trip")), around(**{AWAY: 0})), AWAY
        ),
        edge(
            on_leave(leave("2025-09-05", "2025-09-05")), on_leave(leave("2025-09-06", "2025-09-06")),
            step="the leave begins a day later",
        ),
        edge(
            team(days(25), leaves=[leave("2025-09-05", "2025-09-07")]),
            team(days(25), leaves=[leave("2025-09-05", "2025-09-08")]),
            LONGEST,
        ),
        edge(
            team(days(25), leaves=[leave("2025-09-05", "2025-09-05")]),
            team(days(25), leaves=[leave("2025-09-05", "2025-09-04")]),
        ),
    )
}  # fmt: skip
