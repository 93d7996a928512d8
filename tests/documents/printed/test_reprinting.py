# SPDX-License-Identifier: MIT
"""Printing papers of volumes again: only those that are out of date, and whole volumes where pages were numbered."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tests.documents.conftest import DAY, parts_of, texts
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.printed.reprinting import orders_for, print_again, reprintable
from villagedesk.documents.printed.stale import review
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.documents.volumes.paging import VOLUME_PDF, Layout
from villagedesk.documents.word.office import find_typesetter
from villagedesk.documents.word.typesetting import as_pdfs, pages_in
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.printing import mark, newest

LATER = DAY + dt.timedelta(days=40)
TARGET = "案卷"
needs_office = pytest.mark.skipif(find_typesetter() is None, reason="no LibreOffice on this computer")


def stale_ones(store):
    return [one for one in review(store) if one.verdict.stale]


def files_of(outcome, household):
    folder = next(folder for row, folder in outcome.written if row == household)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def first_page(content):
    found = re.search(rb'<w:pgNumType w:start="(\d+)"', parts_of(content)["word/document.xml"])
    return int(found.group(1)) if found else None


def starts(files):
    return {name[:2]: first_page(content) for name, content in files.items() if name.endswith(".docx")}


def test_only_what_is_stale_is_written_again(store, village_of, tmp_path):
    first, second = village_of(2)
    made = print_volumes(store, Order((first, second), 2016, tmp_path / TARGET, (), document_date=DAY))
    before = files_of(made, second)
    save_records(store, "改电话", [Edit("household", second, {"phone": "13900000000"})])
    (order,) = orders_for(stale_ones(store), (tmp_path / TARGET, tmp_path / TARGET), LATER, None)
    outcome = print_again(store, [order])
    assert [row for row, _folder in outcome.written] == [second]
    now = files_of(outcome, second)
    assert {name[:2] for name in now if now[name] != before[name]} == {"06", "07", "08", "09", "10", "11", "12"}
    assert not stale_ones(store)


@needs_office
def test_a_numbered_volume_is_printed_whole_and_its_pages_go_on_from_paper_to_paper(store, village_of, tmp_path):
    (one,) = village_of(1)
    layout = Layout(find_typesetter())
    made = print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), layout=layout, document_date=DAY))
    before = files_of(made, one)
    (visit,) = store.query("SELECT id FROM visit WHERE household = ? ORDER BY date LIMIT 1", (one,))[0]
    longer = "".join(f"第{number}项情况：逐项核对了住房、饮水、就医、就学和收入。" for number in range(110))
    save_records(store, "改走访", [Edit("visit", visit, {"changes": longer[:1900]})])
    found = stale_ones(store)
    assert "visits" in {one.row.paper for one in found}
    (order,) = orders_for(found, (tmp_path / TARGET, tmp_path / TARGET), LATER, find_typesetter())
    assert (order.only, order.layout) == (None, layout)
    now = files_of(print_again(store, [order]), one)
    assert now.keys() == before.keys()
    papers = [now[name] for name in sorted(now) if first_page(now[name])]
    counts = [pages_in(pdf) for pdf in as_pdfs(find_typesetter(), papers)]
    page = 1
    for content, count in zip(papers, counts, strict=True):
        assert first_page(content) == page
        page += count
    contents = texts(next(content for name, content in now.items() if name.startswith("02-")))
    assert f"{page - counts[-1]}-{page - 1}" in contents or str(page - 1) in contents
    assert sum(counts) > sum(
        pages_in(pdf)
        for pdf in as_pdfs(find_typesetter(), [before[name] for name in sorted(before) if first_page(before[name])])
    )
    assert not stale_ones(store)
    rows = newest(store, [one])
    assert all(row.numbered is True for row in rows.values())


@needs_office
def test_the_pdf_of_a_numbered_volume_is_made_anew_with_it(store, village_of, tmp_path):
    (one,) = village_of(1)
    layout = Layout(find_typesetter(), pdf=True)
    made = print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), layout=layout, document_date=DAY))
    before = files_of(made, one)
    save_records(store, "改电话", [Edit("household", one, {"phone": "13900000000"})])
    now = files_of(
        print_again(
            store, orders_for(stale_ones(store), (tmp_path / TARGET, tmp_path / TARGET), LATER, find_typesetter())
        ),
        one,
    )
    assert now[VOLUME_PDF] != before[VOLUME_PDF]


@needs_office
def test_the_pdf_beside_a_paper_that_is_printed_again_is_made_anew_though_no_page_is_numbered(
    store, village_of, tmp_path
):
    (one,) = village_of(1)
    layout = Layout(find_typesetter(), numbers=False, pdf=True)
    made = print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), layout=layout, document_date=DAY))
    before = files_of(made, one)
    save_records(store, "改电话", [Edit("household", one, {"phone": "13900000000"})])
    again = print_again(
        store, orders_for(stale_ones(store), (tmp_path / TARGET, tmp_path / TARGET), LATER, find_typesetter())
    )
    assert files_of(again, one)[VOLUME_PDF] != before[VOLUME_PDF]
    assert again.faults == ()
    assert not stale_ones(store)


@needs_office
def test_where_it_cannot_be_made_anew_the_pdf_is_said_to_be_old(store, village_of, tmp_path, monkeypatch):
    (one,) = village_of(1)
    layout = Layout(find_typesetter(), numbers=False, pdf=True)
    print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), layout=layout, document_date=DAY))
    save_records(store, "改电话", [Edit("household", one, {"phone": "13900000000"})])
    monkeypatch.setattr("villagedesk.documents.volumes.batch.find_typesetter", lambda: None)
    (fault,) = print_again(
        store, orders_for(stale_ones(store), (tmp_path / TARGET, tmp_path / TARGET), LATER, None)
    ).faults
    assert "有1户的“案卷.pdf”是以前导出的" in fault


@needs_office
def test_nothing_is_said_of_the_pdf_of_a_household_that_could_not_be_printed(store, village_of, tmp_path, monkeypatch):
    (one,) = village_of(1)
    layout = Layout(find_typesetter(), numbers=False, pdf=True)
    made = print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), layout=layout, document_date=DAY))
    save_records(store, "改电话", [Edit("household", one, {"phone": "13900000000"})])
    ((_household, folder),) = made.written
    paper = max(folder.glob("*.docx"))  # something else stands where it goes
    paper.unlink()
    (paper / "占着").mkdir(parents=True)
    monkeypatch.setattr("villagedesk.documents.volumes.batch.find_typesetter", lambda: None)
    again = print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), document_date=LATER))
    assert (again.written, len(again.refused), again.faults) == ((), 1, ())


@needs_office
def test_without_an_office_program_the_stale_papers_alone_are_printed_without_numbers(store, village_of, tmp_path):
    (one,) = village_of(1)
    layout = Layout(find_typesetter())
    made = print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), layout=layout, document_date=DAY))
    before = files_of(made, one)
    save_records(store, "改电话", [Edit("household", one, {"phone": "13900000000"})])
    (order,) = orders_for(stale_ones(store), (tmp_path / TARGET, tmp_path / TARGET), LATER, None)
    now = files_of(print_again(store, [order]), one)
    assert starts(now)["06"] is None
    assert starts(now)["14"] == starts(before)["14"]
    assert newest(store, [one])[one, 2016, "plan"].numbered is False


def test_what_is_needless_is_not_printed_again(store, village_of, tmp_path):
    (one,) = village_of(1)
    save_records(store, "当年识别", [Edit("household", one, {"identified": "2016-03", "identify_year": 2016})])
    print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), document_date=DAY))
    save_records(store, "上年识别", [Edit("household", one, {"identified": "2015-03", "identify_year": 2015})])
    needless = [standing for standing in stale_ones(store) if not reprintable(standing.verdict)]
    assert {standing.row.paper for standing in needless} == {"application", "authorisation", "survey", "letter"}
    assert orders_for(needless, (tmp_path / TARGET, tmp_path / TARGET), LATER, None) == []


def test_a_signed_paper_that_is_printed_again_has_to_be_signed_again_and_the_former_note_stays(
    store, village_of, tmp_path
):
    (one,) = village_of(1)
    print_volumes(store, Order((one,), 2016, tmp_path / TARGET, (), document_date=DAY))
    plan = newest(store, [one])[one, 2016, "plan"]
    mark(store, [plan], "signed", store.clock().date().isoformat())
    save_records(store, "改电话", [Edit("household", one, {"phone": "13900000000"})])
    print_again(store, orders_for(stale_ones(store), (tmp_path / TARGET, tmp_path / TARGET), LATER, None))
    now = newest(store, [one])[one, 2016, "plan"]
    assert (now.status, now.printing) == ("printed", 2)
    assert store.value("SELECT status FROM printed_paper WHERE id = ?", (plan.id,)) == "signed"


class Killed(BaseException):
    """Nothing of the program runs any more."""


@pytest.mark.parametrize("at", ["binding.write_all", "notebook.note_printed"])
def test_lists_of_boxes_that_a_killed_run_left_old_are_made_by_the_next(store, village_of, tmp_path, monkeypatch, at):
    first, second = village_of(2)
    target = tmp_path / TARGET
    (lists,) = bind_volumes(store, BindOrder((first, second), 2016, target, document_date=DAY)).lists
    head = store.value("SELECT id FROM member WHERE household = ? AND name LIKE '阿卜杜勒%'", (second,))
    save_records(store, "改名", [Edit("member", head, {"name": "吐尔逊江"})])

    def again():
        return print_again(store, orders_for(stale_ones(store), (target, target), LATER, None))

    def killed(*_given, **_more):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(f"villagedesk.documents.binder.{at}", killed)
        with pytest.raises(Killed):
            again()
    assert again().written
    assert "吐尔逊江" in texts(lists / "00-盒目录.docx")
    assert not stale_ones(store)
