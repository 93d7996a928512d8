# SPDX-License-Identifier: MIT
"""Fixtures that every test may use. Files are made in the test's own folder, and so is everything "of this user"."""

from __future__ import annotations

import copy
import datetime as dt
import gc
import hashlib
import os
import shutil
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, settings

from villagedesk import i18n
from villagedesk.clock import FixedClock
from villagedesk.merge import returning
from villagedesk.services.opening.files import NewFile, create_village_file, open_village_file
from villagedesk.store import file
from villagedesk.store.file import Opening
from villagedesk.store.ids import SeededIds
from villagedesk.store.keys import SALT_BYTES
from villagedesk.store.store import Author, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

settings.register_profile(
    "ci",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("night", parent=settings.get_profile("ci"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

NOON = dt.datetime(2026, 3, 2, 12)
AUTHOR = Author("李书记", "村办笔记本")
PASSPHRASE = "kuan mei tuo sheng li ban"
VILLAGE = NewFile(
    "village", "清溪村", "510199100201", 2025, township="示范镇", county="示范县", city="示范市", province="示范省"
)
TOWNSHIP = NewFile("township", "示范镇", "510199100", 2025)


IN_MEMORY = Path("/dev/shm")  # a file system of Linux that never waits for a disk
ROOM = 2_000_000_000  # bytes that must be free there; tests need some 200 MB at a time

LONG = ("merge", "demo", "documents", "services", "ui")  # folders of files that take minutes, by how long


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Files of tests lie in memory where that is possible: every saving of the program waits for the disk some ten times."""
    if "TMPDIR" in os.environ or not os.access(IN_MEMORY, os.W_OK) or shutil.disk_usage(IN_MEMORY).free < ROOM:
        return
    if not os.statvfs(IN_MEMORY).f_flag & os.ST_NOEXEC:  # some tests write small programs and start them
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None  # what was found before is asked for anew


def pytest_collection_finish() -> None:
    """Thousands of tests and all that they import are no garbage; Python need not look at them again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, whatever order of the others is drawn: one that began last would run alone for minutes."""
    here = Path(__file__).parent

    def turn(item: pytest.Item) -> int:
        folder = item.path.relative_to(here).parts[0]
        return LONG.index(folder) if folder in LONG else len(LONG)

    items.sort(key=turn)


@pytest.fixture(autouse=True)
def village_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, backups and logs of "this user" lie in the test's folder."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("VILLAGEDESK_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins in Chinese."""
    yield
    i18n.set_language("zh_CN", Path())


@pytest.fixture(scope="session", autouse=True)
def each_key_derived_once() -> Iterator[None]:
    """Deriving a key takes a third of a second by design, and the same passphrase and salt always give the same key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "pbkdf2_hmac", cache(hashlib.pbkdf2_hmac))
        yield


@pytest.fixture(autouse=True)
def salts(monkeypatch: pytest.MonkeyPatch) -> None:
    """No two files of a test share a salt, but the first of every test has the same one: its key is derived already."""
    numbers = count(1)
    for module in (file, returning):
        monkeypatch.setattr(module, "new_salt", lambda: next(numbers).to_bytes(SALT_BYTES))


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon on 2026-03-02 until the test moves it."""
    return FixedClock(NOON)


class Begun(NamedTuple):
    """The file that `new_store()` makes: its bytes, and its ids as far as they are drawn."""

    content: bytes
    ids: SeededIds


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Made once: thousands of tests begin with a copy of it, which costs an eighth."""
    path = tmp_path_factory.mktemp("begun") / "village.village"
    ids = SeededIds("village")
    create_village_file(path, "", VILLAGE, Opening(AUTHOR, clock=FixedClock(NOON), new_id=ids)).close()
    return Begun(path.read_bytes(), ids)


@pytest.fixture
def new_store(tmp_path: Path, clock: FixedClock, begun: Begun) -> Iterator[Callable[..., Store]]:
    """Makes fresh files: `new_store()`, `new_store("b", passphrase=PASSPHRASE)`; all are closed at the end."""
    made: list[Store] = []

    def make(name: str = "village", *, passphrase: str = "", wanted: NewFile = VILLAGE) -> Store:
        path = tmp_path / f"{name}.village"
        if (name, passphrase, wanted, clock()) == ("village", "", VILLAGE, NOON) and not path.exists():
            path.write_bytes(begun.content)
            store = open_village_file(path, "", Opening(AUTHOR, clock=clock, new_id=copy.deepcopy(begun.ids)))
        else:
            store = create_village_file(path, passphrase, wanted, Opening(AUTHOR, clock=clock, new_id=SeededIds(name)))
        made.append(store)
        return store

    yield make
    for store in made:
        store.close()


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    """A fresh, unencrypted village file (no key derivation: tests stay fast)."""
    return new_store()
