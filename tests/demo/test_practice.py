# SPDX-License-Identifier: MIT
"""The practice village: opens at once, has something on every page, and some red lights to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import MARK
from villagedesk.demo.practice import HOUSEHOLDS, make_practice_file
from villagedesk.errors import Cancelled
from villagedesk.models.completeness import Light, Section
from villagedesk.services.casefile.casefiles import assess_household, finding_lines, load_casefiles
from villagedesk.services.opening.files import open_village_file, villages
from villagedesk.store.counts import live_households
from villagedesk.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_it_opens_without_a_passphrase_and_is_sound(tmp_path: Path) -> None:
    path = make_practice_file(tmp_path / "示范村")
    assert path == tmp_path / "示范村.village"
    with open_village_file(path, "") as store:
        assert list(villages(store).values()) == ["示范村"]
        assert verify(store).ok
        assert len(live_households(store)) == HOUSEHOLDS


def test_every_section_of_every_file_has_something_in_it(tmp_path: Path) -> None:
    """But procedures, which some households went through only, and the sheet of readiness, which is computed."""
    with open_village_file(make_practice_file(tmp_path / "p"), "") as store:
        through = 0
        for case in load_casefiles(store, live_households(store)):
            lights = {section: state.light for section, state in assess_household(store, case).items()}
            empty = {section for section, light in lights.items() if light is Light.GREY}
            assert empty <= {Section.PROCEDURES, Section.READINESS}, (case.household.hh_no, lights)
            through += lights[Section.PROCEDURES] is not Light.GREY
        assert 5 < through < HOUSEHOLDS / 3


def test_there_are_red_lights_to_mend_but_only_missing_papers(tmp_path: Path) -> None:
    with open_village_file(make_practice_file(tmp_path / "p"), "") as store:
        errors = [problem for _household, problem in finding_lines(store) if problem.level == "error"]
        cases = load_casefiles(store, [household for household, _problem in finding_lines(store)])
        assert any(assess_household(store, case)[Section.MEMBERS].light is Light.RED for case in cases)
    assert 3 <= len(errors) <= 6
    assert {problem.code for problem in errors} == {"A01"}


def test_everything_in_it_says_that_it_is_made_up(tmp_path: Path) -> None:
    with open_village_file(make_practice_file(tmp_path / "p"), "") as store:
        for case in load_casefiles(store, live_households(store)):
            assert case.household.note == MARK
            assert all(visit.note == MARK for visit in case.visits)


def test_two_runs_make_equal_files(tmp_path: Path, dumped: Callable[..., list[str]]) -> None:
    assert dumped(make_practice_file(tmp_path / "a")) == dumped(make_practice_file(tmp_path / "b"))


def test_progress_is_reported_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_practice_file(tmp_path / "p", report=lambda done, total, _text: told.append((done, total)))
    assert told[-1] == (HOUSEHOLDS, HOUSEHOLDS)


def test_giving_up_leaves_no_file(tmp_path: Path) -> None:
    def button() -> None:
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        make_practice_file(tmp_path / "p", button)
    assert list(tmp_path.glob("*.village")) == []
