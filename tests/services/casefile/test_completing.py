# SPDX-License-Identifier: MIT
"""Which files were changed after somebody called them complete."""

from __future__ import annotations

import pytest

from villagedesk.errors import Cancelled
from villagedesk.models.completing import seal
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.completing import changed_since
from villagedesk.store import undo

YEAR = 2025


@pytest.fixture
def filled(store):
    with store.change("登记") as change:
        change.put("village", "v", {"name": "清溪村"})
        for row in ("h1", "h2", "h3"):
            change.put("household", row, {"village": "v", "group": "1组", "local_no": row})
            change.put("household_year", f"y{row}", {"household": row, "year": YEAR, "farmland": 200})
    return store


def call_complete(store, row, year=YEAR, key=""):
    with store.change("完成") as change:
        facts = {"household": row, "year": year, "seal": seal(load_casefile(store, row, year))}
        change.put("completion", key or f"c{row}", facts)


def test_only_what_was_called_complete_and_changed_afterwards_is_found_and_no_longer_once_it_is_as_it_was(filled):
    call_complete(filled, "h1")
    call_complete(filled, "h2")
    assert changed_since(filled, YEAR) == ()
    with filled.change("耕地") as change:
        for row in ("h1", "h3"):
            change.put("household_year", f"y{row}", {"farmland": 300})
    assert changed_since(filled, YEAR) == ("h1",)
    undo.undo(filled)
    assert changed_since(filled, YEAR) == ()


def test_called_complete_again_it_is_not_found(filled):
    call_complete(filled, "h1")
    with filled.change("耕地") as change:
        change.put("household_year", "yh1", {"farmland": 300})
    call_complete(filled, "h1", key="again")
    assert changed_since(filled, YEAR) == ()


def test_another_years_completion_is_that_years(filled):
    call_complete(filled, "h1", YEAR - 1)
    with filled.change("耕地") as change:
        change.put("household_year", "yh1", {"farmland": 300})
    assert changed_since(filled, YEAR) == ()
    assert changed_since(filled, YEAR - 1) == ()
    with filled.change("地址") as change:
        change.put("household", "h1", {"address": "新屋场18号"})
    assert changed_since(filled, YEAR - 1) == ("h1",)


def test_it_can_be_stopped(filled):
    call_complete(filled, "h1")

    def stop():
        raise Cancelled

    with pytest.raises(Cancelled):
        changed_since(filled, YEAR, stop)
