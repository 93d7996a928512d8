# SPDX-License-Identifier: MIT
"""The program as a user has it: keys go in, a file comes out. Everything between is the program's own business."""

from __future__ import annotations

import json
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.spec import spec_of
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import NewFile, create_village_file, open_village_file, village_id
from villagedesk.store import drafts, reads
from villagedesk.store.file import Opening
from villagedesk.store.verify import verify
from villagedesk.ui.forms.form_layout import form_fields

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.conftest import Screen
    from villagedesk.store.store import Store

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the virtual screen is one of X11")
HEAD, INITIALS, PHONE, ADDRESS = "张三", "zs", "13899990001", "Laowu 15"
OTHER = "王秀英"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A village file without passphrase, with two households."""
    path = tmp_path / "qingxi.village"
    store = create_village_file(path, "", NewFile("village", "清溪村", "510199100201", 2025), Opening(any_drive=True))
    for head in (HEAD, OTHER):
        edits = [
            Edit("household", "", {"village": village_id(store.info.code), "group": "1组"}, "h"),
            Edit("member", "", {"household": "@h", "name": head}, "m"),
            Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
        ]
        save_records(store, "登记", edits)
    store.close()
    return path


@contextmanager
def looked_into(path: Path) -> Iterator[Store]:
    """The file, opened for reading only, also while the program holds it."""
    store = open_village_file(path, "", Opening(read_only=True, any_drive=True))
    try:
        yield store
    finally:
        store.close()


def household(path: Path) -> Household:
    """The household that the test types into."""
    with looked_into(path) as store:
        row = store.value("SELECT m.household FROM member m WHERE m.name = ?", (HEAD,))
        found = reads.get(store, Household, row)
        assert found is not None
        return found


def drafted(path: Path) -> str:
    """Everything that was typed and not saved."""
    with looked_into(path) as store:
        return json.dumps([draft.content for draft in drafts.all_drafts(store)])


def go_to_field(screen: Screen, key: str) -> None:
    """Find the household and walk down its form."""
    fields = form_fields(spec_of(Household), None)
    shown = [one.key for one in fields if one.key != "village"]  # in the file of one village it is not asked
    screen.keys("ctrl+f")
    screen.type(INITIALS)
    screen.keys("Return", *["Tab"] * shown.index(key))


def test_what_is_typed_into_the_window_is_in_the_file(screen: Screen, village: Path) -> None:
    with screen.program(village) as process:
        go_to_field(screen, "phone")
        screen.type(PHONE)
        screen.keys("ctrl+s")
        screen.wait(lambda: household(village).phone == PHONE, "the telephone number is in the file")
        screen.keys("ctrl+q")
        assert screen.wait_for_the_end(process) == 0
    with looked_into(village) as store:
        assert drafts.all_drafts(store) == []
        assert verify(store).faults == []
    assert_nothing_personal(screen.log)


def test_what_was_typed_before_a_crash_is_offered_and_can_be_saved(screen: Screen, village: Path) -> None:
    with screen.program(village) as process:
        go_to_field(screen, "address")
        screen.type(ADDRESS)
        screen.wait(lambda: ADDRESS in drafted(village), "the open field is kept as a draft")
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert household(village).address is None
    with screen.program(village) as process:
        screen.keys("ctrl+f")
        screen.type(INITIALS)
        screen.keys("Return", "space", "ctrl+s")  # Enter leads to the offer, and the space bar accepts it
        screen.wait(lambda: household(village).address == ADDRESS, "the draft was brought back and saved")
        screen.keys("ctrl+q")
        assert screen.wait_for_the_end(process) == 0
    with looked_into(village) as store:
        assert drafts.all_drafts(store) == []
        assert verify(store).faults == []
    assert_nothing_personal(screen.log)


def assert_nothing_personal(log: Path) -> None:
    """The log of a day's work names nobody."""
    said = log.read_text(encoding="utf-8")
    assert " opened " in said
    for value in (HEAD, OTHER, PHONE, ADDRESS, "清溪村"):
        assert value not in said
