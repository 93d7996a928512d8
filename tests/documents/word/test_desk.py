# SPDX-License-Identifier: MIT
"""Many households are laid out by one LibreOffice that waits, and one that fails costs its own papers only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.documents.word.test_leash import is_gone, number_in
from tests.documents.word.test_warm import EXPORT, StandIn
from villagedesk import paths
from villagedesk.documents.word import desk as desks
from villagedesk.documents.word import typesetting
from villagedesk.documents.word.desk import Desk
from villagedesk.documents.word.office import Typesetter
from villagedesk.documents.word.typesetting import NotLaidOut, TookTooLong
from villagedesk.errors import Cancelled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for LibreOffice")


@pytest.fixture
def stand_in(tmp_path):
    return StandIn(tmp_path)


def test_many_households_need_one_start_and_leave_nothing(stand_in):
    with Desk(soon=True) as desk:
        for number in range(4):
            assert desk.pdfs(stand_in.found(), [b"%d" % number]) == [b"pdf of %d" % number]
        left = number_in(stand_in.number)
    assert stand_in.starts == ["waits", *["handed"] * 4]
    assert is_gone(left)
    assert not list(paths.typeset().iterdir())


def test_one_household_alone_is_laid_out_as_ever_and_a_second_begins_the_waiting(stand_in):
    with Desk() as desk:
        desk.warm_up(stand_in.found())
        desk.pdfs(stand_in.found(), [b"one"])
        assert stand_in.starts == ["cold"]
        desk.pdfs(stand_in.found(), [b"two"])
    assert stand_in.starts == ["cold", "waits", "handed"]


def test_after_so_many_papers_it_is_begun_anew(stand_in, monkeypatch):
    monkeypatch.setattr(desks, "MOST", 4)
    with Desk(soon=True) as desk:
        for _household in range(3):
            desk.pdfs(stand_in.found(), [b"one", b"two"])
    assert stand_in.starts == ["waits", "handed", "handed", "waits", "handed"]


def test_what_fails_costs_its_own_papers_only_and_after_three_in_a_row_none_is_begun(stand_in, monkeypatch):
    monkeypatch.setattr(typesetting, "HANDED", 0.3)
    good = 'pathlib.Path(file).with_suffix(".pdf").write_bytes(b"pdf of " + pathlib.Path(file).read_bytes())'
    with Desk(soon=True) as desk:
        stand_in.be(work='b"bad" in pathlib.Path(file).read_bytes() or ' + good)
        with pytest.raises(NotLaidOut):
            desk.pdfs(stand_in.found(), [b"bad"])
        assert desk.pdfs(stand_in.found(), [b"good"]) == [b"pdf of good"]
        assert stand_in.starts == ["waits", "handed", "cold", "waits", "handed"]
        for _household in range(3):
            with pytest.raises(NotLaidOut):
                desk.pdfs(stand_in.found(), [b"bad"])
        before = len(stand_in.starts)
        desk.pdfs(stand_in.found(), [b"good"])
        assert stand_in.starts[before:] == ["cold"]


def test_one_that_hangs_is_given_up_after_two_households_and_the_others_are_told_at_once(stand_in, monkeypatch):
    monkeypatch.setattr(typesetting, "HANDED", 0.1)
    monkeypatch.setattr(typesetting, "LONGEST", 0.5)
    stand_in.be(work="time.sleep(60)")
    with Desk() as desk:
        for _household in range(2):
            with pytest.raises(TookTooLong):
                desk.pdfs(stand_in.found(), [b"one"])
        before = len(stand_in.starts)
        with pytest.raises(NotLaidOut, match="连续2户没有排完版"):
            desk.pdfs(stand_in.found(), [b"one"])
        assert len(stand_in.starts) == before
    assert not list(paths.typeset().iterdir())


def test_a_household_that_hangs_keeps_no_other_from_being_laid_out(stand_in, monkeypatch):
    monkeypatch.setattr(typesetting, "HANDED", 0.1)
    monkeypatch.setattr(typesetting, "LONGEST", 2)
    stand_in.be(work='time.sleep(60) if b"bad" in pathlib.Path(file).read_bytes() else ' + EXPORT)
    with Desk() as desk:
        for _round in range(3):
            with pytest.raises(TookTooLong):
                desk.pdfs(stand_in.found(), [b"bad"])
            assert desk.pdfs(stand_in.found(), [b"good"]) == [b"pdf of good"]


def test_who_cancels_is_heard_while_papers_are_laid_out(stand_in):
    stand_in.be(work="time.sleep(60)")

    def check():
        if "handed" in stand_in.starts:
            raise Cancelled("停")

    with Desk(check, soon=True) as desk, pytest.raises(Cancelled):
        desk.pdfs(stand_in.found(), [b"one"])
    assert not list(paths.typeset().iterdir())


def test_word_is_never_begun_beforehand(stand_in):
    word = Typesetter("Word", Path(stand_in.path), "Word.Application")
    with Desk(soon=True) as desk:
        desk.warm_up(word)
        with pytest.raises(NotLaidOut):
            desk.pdfs(word, [b"one"])
    assert "waits" not in stand_in.starts
