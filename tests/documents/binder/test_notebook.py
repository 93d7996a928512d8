# SPDX-License-Identifier: MIT
"""Papers of binders are noted as printed: once, also where a run was cut short, and the list of stale papers knows them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.documents.conftest import DAY, VILLAGE, texts
from villagedesk.documents.binder import notebook
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.printed.reprinting import orders_for, print_again
from villagedesk.documents.printed.stale import review
from villagedesk.documents.volumes.paging import VOLUME_PDF, Layout
from villagedesk.documents.word.office import find_typesetter
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.services.keeping.records import Edit, save_records, undo_last
from villagedesk.services.papers.printing import mark, newest
from villagedesk.store import since

SETTINGS = {
    "fonds_no": "Z099", "fonds_name": "示范镇人民政府", "archive_class": "贫困户文件（02）", "archive_class_no": "02",
    "archive_village_no": "201", "archive_category": "WS", "archive_issue": "FP",
}  # fmt: skip
LATER = DAY + dt.timedelta(days=40)
MODES = pytest.mark.parametrize("mode", [VOLUME, PIECE])


@pytest.fixture
def homes(store, village_of):
    save_records(store, "档案设置", [Edit("village", VILLAGE.id, SETTINGS)])
    return village_of(3)


@pytest.fixture
def bind(store, tmp_path):
    def run(households, **more):
        check = more.pop("check", lambda: None)
        more.setdefault("document_date", DAY)
        return bind_volumes(
            store, BindOrder(tuple(households), 2016, tmp_path / "成档", **more), check=check, processes=1
        )

    return run


def stale_ones(store):
    return [one for one in review(store) if one.verdict.stale]


def bytes_of(outcome, household):
    folder = next(one.folder for one in outcome.bound if one.household == household)
    return folder, {path.name: path.read_bytes() for path in folder.iterdir()}


@MODES
def test_what_was_just_bound_is_noted_in_one_action_and_fresh(store, homes, bind, mode):
    outcome = bind(homes, mode=mode)
    assert outcome.unnoted == ""
    (label,) = store.query("SELECT label FROM batch ORDER BY seq DESC LIMIT 1")[0]
    assert label.startswith("打印文书：3户")
    found = review(store)
    assert {one.row.household for one in found} == set(homes)
    assert len(found) == sum(len(bytes_of(outcome, one)[1]) for one in homes) - (3 if mode == PIECE else 0)
    assert {one.row.bound for one in found} == {mode}
    assert not stale_ones(store)


@MODES
def test_a_changed_telephone_makes_the_papers_stale_that_print_it(store, homes, bind, mode):
    bind(homes, mode=mode)
    review(store)
    save_records(store, "改电话", [Edit("household", homes[1], {"phone": "13900000000"})])
    found = stale_ones(store)
    assert {one.row.household for one in found} == {homes[1]}
    of_last_year = ["income"] if mode == VOLUME else []  # known too, and in the same volume
    assert [one.row.paper for one in found if one.row.year == 2015] == of_last_year
    assert [one.row.paper for one in found if one.row.year == 2016] == [
        "register",
        "income",
        "agreement",
        "contact_card",
        "causes",
        "plan",
        "handbook",
    ]
    undo_last(store)
    assert not stale_ones(store)


def test_a_scan_that_was_missing_makes_the_remarks_stale(store, homes, bind):
    bind(homes)
    photo = {"household": homes[0], "year": 2014, "title": "身份证", "paper": "p05", "photo": "0" * 64}
    save_records(store, "附件", [Edit("attachment", "", photo)])
    assert [(one.row.household, one.row.paper) for one in stale_ones(store)] == [(homes[0], "remarks")]


def test_a_piece_whose_number_was_changed_is_stale_and_its_neighbours_are_not(store, homes, bind):
    bind(homes, mode=PIECE)
    filing = store.value("SELECT id FROM filing WHERE household = ? AND paper = 'plan'", (homes[0],))
    save_records(store, "改号", [Edit("filing", filing, {"number": 77})])
    assert [(one.row.household, one.row.paper) for one in stale_ones(store)] == [(homes[0], "plan")]


def test_a_number_that_another_household_takes_too_makes_the_remarks_of_both_stale(store, homes, bind):
    bind(homes)
    review(store)
    save_records(store, "重号", [Edit("household", homes[2], {"volume_no": 1})])
    found = {(one.row.household, one.row.paper) for one in stale_ones(store)}
    assert (homes[0], "remarks") in found
    assert (homes[2], "cover") in found
    assert homes[1] not in {household for household, _paper in found}
    undo_last(store)
    assert not stale_ones(store)


def test_going_on_with_what_lies_there_notes_nothing(store, homes, bind):
    bind(homes)
    before = since.place(store)
    assert all(one.kept for one in bind(homes, document_date=LATER).bound)
    assert since.place(store) == before


def test_a_run_that_is_stopped_notes_what_was_finished_and_the_next_run_the_rest(store, homes, bind):
    calls = iter(range(99))

    def check():
        if next(calls) > 4:
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        bind(homes, check=check)
    first = {household for household, _year, _paper in newest(store, homes)}
    assert 0 < len(first) < 3
    bind(homes)
    assert {household for household, _year, _paper in newest(store, homes)} == set(homes)
    assert store.value("SELECT max(printing) FROM printed_paper") == 1


def power_cut(*_what, **_more):
    raise EnvironmentProblem("断电")


@MODES
def test_what_a_power_cut_kept_from_being_noted_is_noted_by_the_next_run_with_its_day(
    store, homes, bind, mode, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(notebook, "note_printed", power_cut)
        bind(homes, mode=mode)
    assert newest(store, homes) == {}
    again = bind(homes, mode=mode, document_date=LATER)
    assert all(one.kept for one in again.bound)
    noted = newest(store, homes)
    assert {row.dated for row in noted.values()} == {DAY.isoformat()}
    assert len(noted) == sum(len(bytes_of(again, one)[1]) for one in homes) - (3 if mode == PIECE else 0)
    assert not stale_ones(store)
    before = since.place(store)
    bind(homes, mode=mode, document_date=LATER)
    assert since.place(store) == before


def test_drafts_leave_no_note(store, homes, bind):
    bind(homes, draft=True)
    assert newest(store, homes) == {}


@MODES
def test_a_stale_paper_is_exchanged_in_the_binder_and_nothing_else_of_it(store, homes, bind, mode, tmp_path):
    folder, before = bytes_of(bind(homes, mode=mode), homes[1])
    signed = newest(store, homes)[homes[1], 2016, "benefits"]
    mark(store, [signed], "signed", store.clock().date().isoformat())
    save_records(store, "改电话", [Edit("household", homes[1], {"phone": "13900000000"})])
    wanted = stale_ones(store)
    (order,) = orders_for(wanted, (tmp_path / "成档", tmp_path / "成档"), LATER, None)
    outcome = print_again(store, [order])
    assert outcome.written == ((homes[1], folder),)
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert now.keys() == before.keys()
    differ = {name for name in now if now[name] != before[name]} - {"00-归档章.docx"}
    assert {name[:2] for name in differ} == {"06", "07", "08", "09", "10", "11", "12"}
    assert "13900000000" in texts(next(folder.glob("06-*")))
    assert not stale_ones(store)
    noted = newest(store, homes)
    assert noted[homes[1], 2016, "benefits"].status == "signed"
    assert noted[homes[1], 2016, "plan"].dated == LATER.isoformat()
    before = since.place(store)
    assert all(one.kept for one in bind(homes, mode=mode).bound)
    assert since.place(store) == before


def test_a_paper_that_is_gone_is_printed_with_the_stale_ones_and_one_written_into_stays(store, homes, bind, tmp_path):
    folder, before = bytes_of(bind(homes), homes[0])
    next(folder.glob("13-*")).unlink()
    save_records(store, "改电话", [Edit("household", homes[0], {"phone": "13900000000"})])
    print_again(store, orders_for(stale_ones(store), (tmp_path / "成档", tmp_path / "成档"), LATER, None))
    assert {path.name for path in folder.iterdir()} == before.keys()


def test_in_another_folder_the_whole_binder_is_made(store, homes, bind, tmp_path):
    _folder, before = bytes_of(bind(homes), homes[0])
    save_records(store, "改电话", [Edit("household", homes[0], {"phone": "13900000000"})])
    outcome = print_again(store, orders_for(stale_ones(store), (tmp_path / "别处", tmp_path / "别处"), LATER, None))
    ((_household, folder),) = outcome.written
    assert (tmp_path / "别处") in folder.parents
    assert {path.name for path in folder.iterdir()} == before.keys()
    assert not stale_ones(store)


@pytest.mark.skipif(find_typesetter() is None, reason="no LibreOffice on this computer")
def test_a_binder_with_page_numbers_is_printed_whole_with_its_pdf(store, homes, bind, tmp_path):
    layout = Layout(find_typesetter(), pdf=True)
    folder, before = bytes_of(bind(homes[:1], layout=layout), homes[0])
    assert not stale_ones(store)
    save_records(store, "改电话", [Edit("household", homes[0], {"phone": "13900000000"})])
    (order,) = orders_for(stale_ones(store), (tmp_path / "成档", tmp_path / "成档"), LATER, find_typesetter())
    assert order.layout == layout
    print_again(store, [order])
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert now.keys() == before.keys()
    assert now[VOLUME_PDF] != before[VOLUME_PDF]
    assert not stale_ones(store)
