# SPDX-License-Identifier: MIT
"""Group R: matters, inspections, complaints, resolutions and deeds of a village, looked at on the last day of 2025."""

from __future__ import annotations

from tests.models.checks.cases.proof import EQUAL, PRESENT, at, edge, plain
from villagedesk.models.catalogue.matters import (
    Complaint,
    Deed,
    Inspection,
    Matter,
    MatterStep,
    Rectification,
    Resolution,
)
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.checks.villagefile import VillageFile
from villagedesk.models.matters import InspectionFile, MatterFile, Resolved

TERM = "complaint_days"
BEGUN = "2025-03-10"


def books(**parts):
    return VillageFile(2025, Village(id="v", name="清溪村"), VillageYear(), **parts)


def matter(step=None, **facts):
    """A matter that is open and in order."""
    base = {"village": "v", "number": "1", "date": BEGUN, "due": "2025-12-31", "responsible": "周明", **facts}
    steps = (MatterStep(id="ms", matter="m", date=step),) if step else ()
    return books(matters=(MatterFile(Matter(id="m", **base), steps),))


def settled(**facts):
    return matter(**{"outcome": "done", "closed_on": "2025-04-01", "result": "已解决", **facts})


def complaint(**facts):
    base = {
        "village": "v",
        "number": "1",
        "date": BEGUN,
        "due": "2025-12-31",
        "handler": "吴兰",
        "about": "周明",
        **facts,
    }
    return books(complaints=(Complaint(id="c", **base),))


def answered(**facts):
    return complaint(
        **{"closed_on": "2025-04-01", "finding": "true", "result": "已处理", "replied_on": "2025-04-02",
           "anonymous": False, **facts}
    )  # fmt: skip


def inspection(problem=None, **facts):
    base = {"village": "v", "date": BEGUN, "notice_on": "2025-03-12", "due": "2025-12-31", **facts}
    one = Rectification(id="r", inspection="i", **{"responsible": "周明", **(problem or {})})
    return books(inspections=(InspectionFile(Inspection(id="i", **base), (one,)),))


def put_right(**facts):
    return inspection({"done_on": "2025-04-01", "measure": "已更新", "evidence": "照片", **facts})


def resolution(**facts):
    one = Resolution(id="s", meeting="g", **{"topic": "修路", "due": "2025-12-31", **facts})
    return books(resolved=(Resolved(one, Meeting(id="g", village="v", date=BEGUN)),))


def deed(**facts):
    base = {"village": "v", "title": "修渠", "date": BEGUN, "due": "2025-12-31", "responsible": "周明", **facts}
    return books(deeds=(Deed(id="d", **base),))


def twice(first, second, **facts):
    parts = (
        MatterFile(Matter(id=f"m{text}", ledger="appeal", number=one, date=BEGUN, **facts))
        for text, one in ((1, first), (2, second))
    )
    return books(matters=tuple(parts))


DAY, BEFORE = BEGUN, "2025-03-09"

PROOFS = {
    "R01": at(
        *(edge(matter(**{key: DAY}), matter(**{key: BEFORE})) for key in ("due", "told_on")),
        edge(settled(closed_on=DAY), settled(closed_on=BEFORE)),
        edge(matter(DAY), matter(BEFORE)),
        *(edge(complaint(**{key: DAY}), complaint(**{key: BEFORE})) for key in ("due", "closed_on", "replied_on")),
        *(edge(inspection(notice_on=None, **{key: DAY}), inspection(notice_on=None, **{key: BEFORE})) for key in ("last", "due")),
        edge(inspection(notice_on=DAY), inspection(notice_on=BEFORE)),
        edge(inspection(answered_on="2025-03-12"), inspection(answered_on="2025-03-11")),
        *(edge(inspection({key: DAY}), inspection({key: BEFORE})) for key in ("due", "done_on")),
        edge(put_right(checked_on="2025-04-01"), put_right(checked_on="2025-03-31")),
        *(edge(resolution(**{key: DAY}), resolution(**{key: BEFORE})) for key in ("due", "published_on", "done_on")),
        *(edge(deed(**{key: DAY}), deed(**{key: BEFORE})) for key in ("due", "published_on", "done_on")),
        edge(deed(done_on="2025-04-01", closed_on="2025-04-01"), deed(done_on="2025-04-01", closed_on="2025-03-31")),
    ),
    "R02": plain(settled(result=None), settled(), PRESENT),
    "R03": at(
        edge(matter(due="2025-12-31"), matter(due="2025-12-30")),
        edge(complaint(due="2025-12-31"), complaint(due="2025-12-30")),
        edge(complaint(due=None, date="2025-11-01"), complaint(due=None, date="2025-10-31"), TERM),
        edge(inspection({"due": "2025-12-31"}), inspection({"due": "2025-12-30"})),
        edge(inspection(due="2025-12-31"), inspection(due="2025-12-30")),
        edge(resolution(due="2025-12-31"), resolution(due="2025-12-30")),
        edge(deed(due="2025-12-31"), deed(due="2025-12-30")),
        edge(settled(due="2025-12-01", closed_on="2025-12-31"), settled(due="2025-12-01", closed_on="2026-01-01")),
    ),
    "R04": plain(complaint(handler="周明"), complaint(), EQUAL),
    "R05": plain(complaint(anonymous=True, complainant="罗小明"), complaint(anonymous=True), PRESENT),
    "R06": plain(twice("1", "1"), twice("1", "2"), EQUAL),
    "R07": plain(matter(responsible=None), matter(responsible=None, cadre="c9"), PRESENT),
}  # fmt: skip
