# SPDX-License-Identifier: MIT
"""The practice village: opens at once, has something on every page, and some red lights to mend."""

from __future__ import annotations

import shutil
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
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from villagedesk.store.store import Store


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    path = make_practice_file(folder / "示范村")
    assert path == folder / "示范村.village"
    return path


@pytest.fixture
def practice(once: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of the practice file, open."""
    with open_village_file(shutil.copyfile(once, tmp_path / once.name), "") as store:
        yield store


def test_it_opens_without_a_passphrase_and_is_sound(once: Path) -> None:
    with open_village_file(once, "") as store:
        assert list(villages(store).values()) == ["示范村"]
        assert verify(store).ok
        assert len(live_households(store)) == HOUSEHOLDS


def test_every_section_of_every_file_has_something_in_it(practice: Store) -> None:
    """But procedures, which some households went through only, and the sheet of readiness, which is computed."""
    through = 0
    for case in load_casefiles(practice, live_households(practice)):
        lights = {section: state.light for section, state in assess_household(practice, case).items()}
        empty = {section for section, light in lights.items() if light is Light.GREY}
        assert empty <= {Section.PROCEDURES, Section.READINESS}, (case.household.hh_no, lights)
        through += lights[Section.PROCEDURES] is not Light.GREY
    assert 5 < through < HOUSEHOLDS / 3


def test_there_are_red_lights_to_mend_but_only_missing_papers(practice: Store) -> None:
    errors = [problem for _household, problem in finding_lines(practice) if problem.level == "error"]
    cases = load_casefiles(practice, [household for household, _problem in finding_lines(practice)])
    assert any(assess_household(practice, case)[Section.MEMBERS].light is Light.RED for case in cases)
    assert 3 <= len(errors) <= 6
    assert {problem.code for problem in errors} == {"A01"}


def test_everything_in_it_says_that_it_is_made_up(practice: Store) -> None:
    for case in load_casefiles(practice, live_households(practice)):
        assert case.household.note == MARK
        assert all(visit.note == MARK for visit in case.visits)


def test_two_runs_make_equal_files(once: Path, tmp_path: Path, dumped: Callable[..., list[str]]) -> None:
    assert dumped(once) == dumped(make_practice_file(tmp_path / "b"))


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
