# SPDX-License-Identifier: MIT
"""The demo township, made once for all tests that only look at it; without a passphrase, so that it opens at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.demo.township import make_file
from villagedesk.demo.villages import VILLAGES, DemoVillage
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.opening.files import open_village_file
from villagedesk.store.counts import live_households
from villagedesk.store.dump import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store


def quiet(*_told: object) -> None:
    """A progress report that nobody reads, and a cancel button that nobody presses."""


def make(path: Path, villages: tuple[DemoVillage, ...] = VILLAGES) -> Path:
    """A demo file of these villages."""
    with make_file(path, villages, "", check=quiet, report=quiet) as store:
        return store.path


@pytest.fixture(scope="session")
def township_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("demo") / "示范镇.village")


@pytest.fixture
def make_township() -> Callable[..., Path]:
    """Makes another demo file: `make_township(path)`, `make_township(path, villages)`."""
    return make


@pytest.fixture
def township(township_file: Path) -> Iterator[Store]:
    with open_village_file(township_file, "") as store:
        yield store


@pytest.fixture
def cases(township: Store) -> list[CaseFile]:
    return list(load_casefiles(township, live_households(township)))


@pytest.fixture
def dumped() -> Callable[[Path, str], list[str]]:
    """The canonical lines of a file."""

    def lines(path: Path, passphrase: str = "") -> list[str]:
        with open_village_file(path, passphrase) as store:
            return list(dump(store))

    return lines
