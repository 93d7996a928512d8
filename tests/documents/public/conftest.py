# SPDX-License-Identifier: MIT
"""The crowd, once for all tests of this room: nothing of it is changed."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.conftest import VILLAGE
from tests.documents.public.crowd import KINDS, TEMPLATES, Crowd, fill_books, put_notice
from villagedesk.clock import FixedClock
from villagedesk.services.opening.files import create_village_file
from villagedesk.store.file import Opening
from villagedesk.store.ids import SeededIds
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.store.store import Store


@pytest.fixture(scope="session")
def crowded(tmp_path_factory) -> Iterator[tuple[Store, Crowd, dict[str, list[str]]]]:
    opening = Opening(
        Author("李书记", "村办"), clock=FixedClock(dt.datetime(2026, 3, 2, 12)), new_id=SeededIds("crowd")
    )
    with create_village_file(tmp_path_factory.mktemp("crowd") / "v.village", "", VILLAGE, opening) as store:
        crowd = Crowd(store)
        dice = Random("notices")
        with store.change("公示") as change:
            for (template, year), kind in ((one, kind) for one in TEMPLATES.items() for kind in KINDS):
                put_notice(change, crowd, template, year, kind, dice)
        yield store, crowd, fill_books(store, crowd)
