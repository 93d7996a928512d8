# SPDX-License-Identifier: MIT
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.conftest import PASSPHRASE, VILLAGE
from villagedesk import paths
from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.services.opening import backups
from villagedesk.services.opening.files import create_village_file, open_village_file
from villagedesk.settings import Settings, load_settings
from villagedesk.ui.desk import Desk
from villagedesk.ui.dialogs import unlock as unlock_module
from villagedesk.ui.dialogs import welcome as welcome_module
from villagedesk.ui.dialogs.backup import Restore
from villagedesk.ui.dialogs.unlock import Instead, UnlockDialog
from villagedesk.ui.dialogs.welcome import Wanted, Wish
from villagedesk.ui.icons import Icons
from villagedesk.ui.looks import Looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def quits(qapp, monkeypatch) -> list[int]:
    seen: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_what: seen.append(1))
    return seen


@pytest.fixture
def make_desk(qapp, quits, monkeypatch) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []
    looks: list[Looks] = []
    monkeypatch.setattr("villagedesk.ui.icons.Icons.load", lambda _icons: None)

    def make(**settings: object) -> Desk:
        chosen = Settings(author="李书记", device="村办笔记本", **settings)
        icons = Icons()
        looks.append(Looks(qapp, icons, chosen))
        made.append(Desk(qapp, chosen, icons, looks[-1]))
        return made[-1]

    yield make
    for desk in made:
        desk._clear()
        desk.deleteLater()
    for one in looks:
        one.follow(Settings(language="en"))  # takes Qt's translators out again
        one.deleteLater()


@pytest.fixture
def plain(tmp_path) -> Path:
    path = tmp_path / "清溪村.village"
    create_village_file(path, "", VILLAGE).close()
    return path


@pytest.fixture
def sealed(tmp_path) -> Path:
    path = tmp_path / "石桥村.village"
    create_village_file(path, PASSPHRASE, VILLAGE).close()
    return path


def answer_welcome(monkeypatch, *wishes: Wanted) -> list[str]:
    """The welcome page answers with these, one after the other; gives back what it was asked to say."""
    answers, said = list(wishes), []

    def welcome(_parent, _settings, _icons, why=""):
        said.append(why)
        return answers.pop(0)

    monkeypatch.setattr(welcome_module, "welcome", welcome)
    return said


def type_passphrase(monkeypatch, *texts: str) -> None:
    typed = list(texts)

    def run(dialog: UnlockDialog) -> int:
        dialog.line.setText(typed.pop(0))
        dialog.try_open()
        return 0

    monkeypatch.setattr(UnlockDialog, "exec", run)


# -- the start ------------------------------------------------------------------------------------------------------


def test_a_file_that_is_named_is_opened(make_desk, plain, quits):
    desk = make_desk()
    desk.begin(plain)
    assert desk.window.isVisible()
    assert desk.session.store.path == plain
    assert desk.session.store.author.name == "李书记"
    assert load_settings(paths.settings_file()).recent == (str(plain),)
    assert not quits


def test_without_a_name_the_last_file_is_opened(make_desk, plain, tmp_path):
    desk = make_desk(recent=(str(plain), "/somewhere/else.village"))
    desk.begin()
    assert desk.session.store.path == plain


def test_the_same_file_again_writes_no_settings_before_the_window_is_there(make_desk, plain):
    desk = make_desk(recent=(str(plain),))
    desk.begin()
    assert desk.session.store.path == plain
    assert not paths.settings_file().exists()


def test_a_new_user_is_welcomed_and_may_leave(make_desk, monkeypatch, quits):
    said = answer_welcome(monkeypatch, Wanted(Wish.QUIT))
    make_desk().begin()
    assert said == [""]
    assert quits == [1]


def test_a_last_file_that_is_gone_is_told_on_the_welcome_page(make_desk, monkeypatch, tmp_path):
    said = answer_welcome(monkeypatch, Wanted(Wish.QUIT))
    make_desk(recent=(str(tmp_path / "gone.village"),)).begin()
    assert "gone.village" in said[0]


def test_an_encrypted_file_asks_for_its_passphrase(make_desk, sealed, monkeypatch):
    type_passphrase(monkeypatch, PASSPHRASE)
    desk = make_desk()
    desk.begin(sealed)
    assert desk.session.store.path == sealed
    assert desk.window.lock.possible


def test_the_unlock_dialog_leads_back_to_the_welcome_page(make_desk, sealed, plain, monkeypatch):
    monkeypatch.setattr(unlock_module, "unlock", lambda *_what, **_more: Instead.WELCOME)
    answer_welcome(monkeypatch, Wanted(Wish.OPEN, plain))
    desk = make_desk()
    desk.begin(sealed)
    assert desk.session.store.path == plain


def test_the_unlock_dialog_leads_to_another_file(make_desk, sealed, plain, monkeypatch):
    monkeypatch.setattr(unlock_module, "unlock", lambda *_what, **_more: Instead.OTHER_FILE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_what: (str(plain), ""))
    desk = make_desk()
    desk.begin(sealed)
    assert desk.session.store.path == plain


def test_giving_up_the_file_dialog_leads_back_to_the_welcome_page(make_desk, monkeypatch, quits):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_what: ("", ""))
    said = answer_welcome(monkeypatch, Wanted(Wish.OPEN), Wanted(Wish.QUIT))
    make_desk().begin()
    assert len(said) == 2
    assert quits


def test_a_new_file_is_put_on_the_desk_and_its_author_remembered(make_desk, monkeypatch, tmp_path):
    from villagedesk.store.file import Opening
    from villagedesk.store.store import Author
    from villagedesk.ui.dialogs import new_file

    def make(_parent, _settings):
        return create_village_file(tmp_path / "new.village", "", VILLAGE, Opening(Author("王主任", "新电脑")))

    monkeypatch.setattr(new_file, "make_new_file", make)
    answer_welcome(monkeypatch, Wanted(Wish.NEW))
    desk = make_desk()
    desk.begin()
    assert desk.window.isVisible()
    assert load_settings(paths.settings_file()).author == "王主任"


def test_practising_makes_the_practice_village_and_opens_it(make_desk, monkeypatch):
    answer_welcome(monkeypatch, Wanted(Wish.PRACTISE))
    desk = make_desk()
    desk.begin()
    assert desk.session.store.path.name == "示范村.village"
    assert desk.session.store.value("SELECT count(*) FROM household") > 10
    assert desk.session.store.author.name == "李书记"


def test_practice_can_go_on_or_begin_afresh(make_desk, said):
    desk = make_desk()
    desk.show(desk._practice_file())
    desk.session.save("练习", [Edit("household", NEW, {"group": "练习组"})])
    said.answers += [0, 1, 2]
    for expected in (1, 0):
        desk._clear()
        desk.show(desk._practice_file())
        found = desk.session.store.value("SELECT count(*) FROM household WHERE \"group\" = '练习组'")
        assert found == expected
    desk._clear()
    assert desk._practice_file() is None


# -- another file ---------------------------------------------------------------------------------------------------


def test_another_file_takes_the_place_of_this_one(make_desk, plain, sealed, monkeypatch):
    type_passphrase(monkeypatch, PASSPHRASE)
    desk = make_desk()
    desk.begin(plain)
    first = desk.window
    desk.session.save("新增户", [Edit("household", NEW, {"group": "1组"})])
    info = desk.session.store.info
    first.open_wanted.emit(sealed)
    assert desk.session.store.path == sealed
    assert desk.window is not first
    assert backups.list_backups(info)[0].reason == "close", "the file before was backed up"
    open_village_file(plain, "").close()  # and given up


def test_a_file_that_does_not_open_leaves_this_one(make_desk, plain, sealed, monkeypatch):
    monkeypatch.setattr(unlock_module, "unlock", lambda *_what, **_more: Instead.NOTHING)
    desk = make_desk()
    desk.begin(plain)
    window = desk.window
    desk.change_to(sealed)
    assert desk.window is window
    assert desk.session.store.path == plain


def test_the_file_that_is_open_is_not_opened_again(make_desk, plain, said):
    desk = make_desk()
    desk.begin(plain)
    desk.change_to(plain.parent / "." / plain.name)
    assert "已经打开" in said.notes[0]


def test_unsaved_contents_keep_the_file(make_desk, plain, sealed, monkeypatch):
    desk = make_desk()
    desk.begin(plain)
    monkeypatch.setattr(type(desk.window.page), "can_leave", lambda _page: False)
    desk.change_to(sealed)
    assert desk.session.store.path == plain


# -- going back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_restore_closes_replaces_and_opens_the_file_again(qtbot, make_desk, plain, sealed, monkeypatch, passphrase):
    path = sealed if passphrase else plain
    type_passphrase(monkeypatch, passphrase)
    desk = make_desk()
    desk.begin(path)
    made = desk.window.schedule.now(desk.window).backup
    desk.session.save("新增户", [Edit("household", NEW, {"group": "1组"})])
    desk.window.restore_wanted.emit(Restore(Path(made.path), passphrase))
    qtbot.waitUntil(lambda: desk.session is not None)
    assert desk.session.store.path == path
    assert desk.session.store.value("SELECT count(*) FROM household") == 0
    assert desk.window.isVisible()
    kept = [one for one in backups.list_backups(desk.session.store.info) if one.reason == "restore"]
    assert len(kept) == 1, "what was replaced is kept"


def test_a_restore_that_fails_opens_the_file_as_it_was(qtbot, make_desk, plain, tmp_path, said):
    desk = make_desk()
    desk.begin(plain)
    desk.session.save("新增户", [Edit("household", NEW, {"group": "1组"})])
    desk.restore(Restore(tmp_path / "gone.village", ""))
    qtbot.waitUntil(lambda: desk.session is not None)
    assert "gone.village" in said.warnings[0]
    assert desk.session.store.value("SELECT count(*) FROM household") == 1


# -- looks and leaving ----------------------------------------------------------------------------------------------


def test_another_language_makes_the_window_anew_on_the_same_page(qtbot, make_desk, plain):
    desk = make_desk()
    desk.begin(plain)
    first, session = desk.window, desk.session
    first.go("settings")
    session.change_settings(language="en")
    qtbot.waitUntil(lambda: desk.window is not first)
    assert desk.session is session
    assert desk.window._current == "settings"
    session.change_settings(language="zh_CN")
    qtbot.waitUntil(lambda: desk.window is not first)


def test_theme_and_letters_are_applied_while_the_window_is_open(qapp, make_desk, plain):
    desk = make_desk()
    desk.begin(plain)
    desk.session.change_settings(theme="dark", font_size=20)
    assert qapp.palette().window().color().lightness() < 80
    assert qapp.font().pixelSize() == 20
    desk.session.change_settings(theme="light", font_size=14)
    assert qapp.palette().window().color().lightness() > 200


def test_closing_the_window_closes_the_file_and_ends_the_program(make_desk, plain, quits):
    desk = make_desk()
    desk.begin(plain)
    desk.window.close()
    assert quits == [1]
    assert desk.session is None
    open_village_file(plain, "").close()


def test_a_disk_that_keeps_no_settings_does_not_keep_the_file_shut(make_desk, plain):
    paths.settings_file().mkdir(parents=True)
    desk = make_desk()
    desk.begin(plain)
    assert desk.window.isVisible()
