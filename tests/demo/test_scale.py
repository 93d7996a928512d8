# SPDX-License-Identifier: MIT
"""Files of any size: sound, plausible, the same at every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import PRACTICE_PASSPHRASE
from villagedesk.demo.scale import OrderedIds, make_scaled_file
from villagedesk.errors import Cancelled
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.casefile.casefiles import finding_lines
from villagedesk.services.figures.rollups import read_rollup
from villagedesk.services.opening.files import open_village_file
from villagedesk.store.counts import statistics
from villagedesk.store.faults import FileExists
from villagedesk.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_scaled_file_is_sound_and_has_no_errors(tmp_path: Path) -> None:
    path = make_scaled_file(tmp_path, 700, passphrase="")
    with open_village_file(path, "") as store:
        counts = statistics(store)
        assert verify(store).ok
        assert [problem.text() for _household, problem in finding_lines(store) if problem.level == "error"] == []
    assert counts["households"] == 700
    assert counts["villages"] == 2
    assert 2.6 <= counts["members"] / 700 <= 3.1
    assert 1 <= counts["causes"] / 700 <= 3
    assert 1 <= counts["pairings"] / 700 <= 2


def test_two_runs_make_equal_files(tmp_path: Path, dumped: Callable[..., list[str]]) -> None:
    one = make_scaled_file(tmp_path / "one", 60, passphrase="")
    other = make_scaled_file(tmp_path / "other", 60, passphrase="")
    assert dumped(one) == dumped(other)


def test_a_rich_file_is_sound_and_every_table_has_numbers(tmp_path: Path) -> None:
    path = make_scaled_file(tmp_path, 120, passphrase="", rich=True)
    with open_village_file(path, "") as store:
        assert verify(store).ok
        assert list(finding_lines(store))  # the rules run through; what they doubt is not asked here
        empty = {key for key in TABLES if not any(any(row) for row in read_rollup(store, key).values)}
    assert empty == {"village_ready"}, "nothing is made up about villages as such"


def test_the_first_village_of_a_rich_file_has_books_of_thousands(tmp_path: Path) -> None:
    path = make_scaled_file(tmp_path, 610, passphrase="", rich=True)
    with open_village_file(path, "") as store:
        first, other = (str(row) for (row,) in store.query("SELECT id FROM village ORDER BY code"))
        counts = {
            village: {
                entity: store.value(f"SELECT count(*) FROM {entity} WHERE village = ?", (village,))
                for entity in ("project", "claim", "donation", "payment", "attendance", "matter")
            }
            for village in (first, other)
        }
        overdrawn = [
            one for _household, one in finding_lines(store) if one.entity in {"fund_account", "donation", "payment"}
        ]
    assert counts[first]["donation"] == 2_000
    assert counts[first]["payment"] == 1_000
    assert all(counts[other].values())
    assert not [one.text() for one in overdrawn if one.level == "error"]


def test_two_rich_runs_make_equal_files(tmp_path: Path, dumped: Callable[..., list[str]]) -> None:
    one = make_scaled_file(tmp_path / "one", 60, passphrase="", rich=True)
    other = make_scaled_file(tmp_path / "other", 60, passphrase="", rich=True)
    assert dumped(one) == dumped(other)


def test_a_rich_file_holds_all_rows_of_the_poor_one(tmp_path: Path) -> None:
    poor = make_scaled_file(tmp_path, 60, passphrase="")
    rich = make_scaled_file(tmp_path, 60, passphrase="", rich=True)
    with open_village_file(poor, "") as one, open_village_file(rich, "") as other:
        for entity in ("household", "member", "pairing", "cause", "household_year", "member_year"):
            few, many = (set(store.query(f'SELECT * FROM "{entity}"')) for store in (one, other))
            assert few, entity
            assert few <= many, entity


def test_the_file_opens_with_the_published_passphrase(tmp_path: Path) -> None:
    path = make_scaled_file(tmp_path, 3)
    assert not path.read_bytes().startswith(b"SQLite format 3")
    with open_village_file(path, PRACTICE_PASSPHRASE) as store:
        assert statistics(store)["households"] == 3


def test_a_cancelled_run_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("villagedesk.demo.scale._TOGETHER", 10)
    batches = 0

    def button() -> None:
        nonlocal batches
        batches += 1
        if batches > 2:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        make_scaled_file(tmp_path, 60, button, passphrase="")
    assert list(tmp_path.glob("*.village")) == []


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    make_scaled_file(tmp_path, 3, passphrase="")
    with pytest.raises(FileExists):
        make_scaled_file(tmp_path, 3, passphrase="")


def test_ids_rise_in_the_order_in_which_they_are_given_out() -> None:
    ids = OrderedIds("seed")
    given = [ids() for _place in range(500)]
    assert given == sorted(given)
    assert len(set(given)) == 500
    assert all(len(one) == 36 and one[14] == "7" and one[19] in "89ab" for one in given)
