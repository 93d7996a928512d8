# SPDX-License-Identifier: MIT
"""Notes of printed papers of meetings, notices and of the village from two copies: what one printed or signed is known to both."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.merge.conftest import V1, both_ways, contested, put, sound
from villagedesk.documents.papers import VILLAGE_EXIT
from villagedesk.documents.public.gatherings import make_papers, write_papers
from villagedesk.documents.registers.review import review
from villagedesk.documents.village.printing import VillageOrder, print_village_paper
from villagedesk.models.catalogue.procedure import Notice
from villagedesk.services.keeping.pictures import load_picture
from villagedesk.services.papers.bookprints import newest_prints
from villagedesk.services.papers.printing import mark
from villagedesk.store import pictures, reads

NOTICE = "00000006-1111-4111-8111-111111111111"
FIGURES = "00000007-1111-4111-8111-111111111111"


@pytest.fixture
def copies(laptops, tmp_path):
    a = laptops("a")
    put(a, "village", V1, name="清溪村", province="四川省")
    put(a, "village_year", FIGURES, village=V1, year=2019, poor_people=3)
    put(a, "notice", NOTICE, village=V1, kind="village", start="2026-02-01", end="2026-02-08", place="村公示栏")
    write_papers(a, make_papers(a, [reads.get(a, Notice, NOTICE)], ["notice"]), tmp_path / "a")
    print_village_paper(a, VillageOrder(VILLAGE_EXIT, V1, 2019, tmp_path / "a"))
    return a, laptops.copy(a, "b")


def test_what_one_changed_makes_what_the_other_printed_stale_in_both(copies):
    a, b = copies
    assert [one.verdict.stale for store in copies for one in review(store)] == [False] * 4
    put(b, "notice", NOTICE, place="村委会门口")
    put(b, "village_year", FIGURES, poor_people=2)
    both_ways(a, b)
    for store in copies:
        found = {one.row.paper: one.changed for one in review(store)}
        assert found["notice"] == ("公示：公示地点",)
        assert "概况：贫困人口（人）" in found["village_exit"] or "概况：贫困人数（人）" in found["village_exit"]
        sound(store)


def test_a_signature_and_its_scan_noted_by_one_are_known_to_both(copies):
    a, b = copies
    shown = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(shown, "JPEG")
    scan = pictures.keep(b, "image/jpeg", shown.getvalue())
    (row,) = (one for one in newest_prints(b).values() if one.paper == "notice")
    mark(b, [row], "archived", "2026-03-02", scan)
    both_ways(a, b)
    for store in copies:
        (kept,) = (one for one in newest_prints(store).values() if one.paper == "notice")
        assert (kept.status, kept.archived_on, kept.scan) == ("archived", "2026-03-02", scan)
        assert load_picture(store, scan) == shown.getvalue()
        assert contested(store) == []
        sound(store)
