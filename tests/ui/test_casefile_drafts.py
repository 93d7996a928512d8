# SPDX-License-Identifier: MIT
"""The drafts of the case file page: what was typed survives a crash and comes back on demand."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.cursor import at
from villagedesk.models.catalogue.household import Household
from villagedesk.models.completeness import Section
from villagedesk.store import drafts, reads
from villagedesk.store.file import Opening, open_file
from villagedesk.store.store import Changed
from villagedesk.ui.casefile.view import DRAFT_FORM, CaseFileView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.clock import FixedClock
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


TYPE_AND_DIE = """
import os, signal, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from villagedesk.services.opening.files import NewFile, create_village_file, village_id
from villagedesk.settings import Settings
from villagedesk.store.file import Opening
from villagedesk.ui.casefile.new_household import Wanted, register_household
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.icons import Icons
from villagedesk.ui.session import Session
application = QApplication([])
wanted = NewFile("village", "清溪村", "510199100201", 2025)
store = create_village_file(Path(sys.argv[1]), "", wanted, Opening(any_drive=True))
session = Session(store, Settings())
view = CaseFileView(session, Icons())
view.show()
view.activateWindow()
view.open(register_household(session, Wanted(village_id(wanted.code), "1组", "张三")))
form = view.go_to("basic").forms[0]
QTest.qWait(100)
for key, text in (("address", "abc"), ("identified", "13")):
    form.focus_field(key)
    QTest.keyClicks(form.rows[key].widget, text)
view.drafts._timer.timeout.emit()
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三", "李四")


def kept(session: Session, household: str) -> drafts.Draft | None:
    return drafts.find(session.store, DRAFT_FORM, household)


def test_typing_is_put_aside_when_another_field_is_entered_and_forgotten_after_the_save(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    form = view.go_to(Section.BASIC).forms[0]
    form.focus_field("address")
    qtbot.keyClicks(at(view), "abc")
    assert kept(session, household) is None
    qtbot.keyClick(at(view), Qt.Key.Key_Return)
    assert kept(session, household).content["entries"]["household"] == {"address": "abc"}
    view.save()
    assert kept(session, household) is None


def test_after_five_seconds_the_field_under_the_cursor_is_put_aside_too(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    assert view.drafts._timer.interval() == 5_000
    form = view.go_to(Section.BASIC).forms[0]
    form.focus_field("address")
    qtbot.keyClicks(at(view), "abc")
    view.drafts._timer.timeout.emit()
    assert kept(session, household).content["entries"]["household"] == {"address": "abc"}


def test_a_cell_that_is_still_open_is_put_aside_too(
    view: CaseFileView, session: Session, household: str, qtbot: QtBot
) -> None:
    grid = view.go_to(Section.MEMBERS).grid
    grid.view.go_to(0, 0)
    grid.view.setFocus()
    qtbot.keyClick(grid.view, "x")
    qtbot.keyClicks(at(view), "yz")
    view.drafts.keep()
    (line,) = kept(session, household).content["rows"]["people"]
    assert line["typed"] == {"member": {"name": "xyz"}}


def test_after_a_crash_the_bar_offers_what_was_typed_with_name_and_time(
    view: CaseFileView, session: Session, icons: Icons, household: str, clock: FixedClock, qtbot: QtBot
) -> None:
    view.editing.household.write("address", "老屋")
    view.editing.rows["visits"].add().main.write("date", "2025-05-06")
    view.drafts.keep()
    clock.advance(minutes=3)

    after = CaseFileView(session, icons)  # the program was killed and has been started again
    qtbot.addWidget(after)
    after.show()
    after.open(household)
    assert after.bar.isVisible()
    assert "张三户" in after.bar.text.text()
    assert "12:00" in after.bar.text.text()
    after.bar.restore_button.click()
    assert after.editing.household.content("address") == "老屋"
    assert after.editing.rows["visits"].rows[0].main.content("date") == "2025-05-06"
    assert not after.bar.isVisible()


def test_a_draft_that_is_not_wanted_is_forgotten(
    view: CaseFileView, session: Session, icons: Icons, household: str, qtbot: QtBot
) -> None:
    drafts.keep(
        session.store, DRAFT_FORM, household, {"year": 2025, "entries": {"household": {"address": "旧"}}, "rows": {}}
    )
    view.open(household)
    view.bar.discard_button.click()
    assert kept(session, household) is None
    assert view.editing.household.content("address") == ""


def test_typing_before_the_answer_loses_neither_the_old_draft_nor_the_new(
    view: CaseFileView, session: Session, household: str
) -> None:
    drafts.keep(
        session.store, DRAFT_FORM, household, {"year": 2025, "entries": {"household": {"address": "旧"}}, "rows": {}}
    )
    view.open(household)
    view.editing.household.write("phone", "13800001234")
    view.drafts.keep()
    assert kept(session, household).content["entries"] == {"household": {"address": "旧", "phone": "13800001234"}}
    view.save()
    assert kept(session, household).content["entries"] == {"household": {"address": "旧"}}


def test_a_draft_of_another_year_opens_that_year(view: CaseFileView, session: Session, household: str) -> None:
    drafts.keep(
        session.store, DRAFT_FORM, household, {"year": 2019, "entries": {"facts": {"attribute": "general"}}, "rows": {}}
    )
    view.open(household)
    view.bar.restore_button.click()
    assert view.editing.year == 2019
    assert view.editing.facts.content("attribute") == "general"


def test_a_killed_program_has_put_aside_what_was_typed(tmp_path: Path, village_home: Path) -> None:
    """A process of its own types into a household and is killed; another one offers what was typed."""
    path = tmp_path / "kill.village"
    run = subprocess.run(
        [sys.executable, "-c", TYPE_AND_DIE, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == -9 if sys.platform != "win32" else run.returncode != 0, run.stderr
    with open_file(path, "", Opening(any_drive=True)) as store:
        (draft,) = drafts.all_drafts(store)
        assert draft.content["entries"]["household"] == {"address": "abc", "identified": "13"}
        assert reads.where(store, Household)[0].address is None


def test_a_closed_file_gets_no_more_drafts(view: CaseFileView, session: Session) -> None:
    view.editing.household.write("address", "老屋")
    session.close()
    view.drafts.keep()  # the timer may ring once more before the page goes


def test_nothing_is_asked_of_a_closed_file_when_the_assessment_rings_once_more(
    view: CaseFileView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.assessor._file_changed(Changed("改", tables=frozenset({"member"})))
    session.close()
    asked: list[object] = []
    monkeypatch.setattr(session.tasks, "start", asked.append)
    view.assessor._count()
    assert not asked
