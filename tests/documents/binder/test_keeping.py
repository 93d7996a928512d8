# SPDX-License-Identifier: MIT
"""What lies in the folders of binders from former orders: what is ours is exchanged or goes, and nobody's own file does."""

from __future__ import annotations

import hashlib
import json

import docx

from tests.documents.binder.test_binding import folder_of, paper
from villagedesk.documents.binder import journal
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.keeping import remove_ours
from villagedesk.models.archiving import PIECE
from villagedesk.services.keeping.records import Edit, save_records


def test_a_torn_journal_and_a_paper_of_zeros_cost_time_only(store, village_of, numbered, order):
    first, second = village_of(2)
    outcome = bind_volumes(store, order([first, second]))
    root = folder_of(outcome, first).parent
    register = paper(folder_of(outcome, first), 6)
    whole = register.read_bytes()
    register.write_bytes(bytes(len(whole)))  # what a power cut leaves
    with (root / journal.NAME).open("a", encoding="utf-8") as file:
        file.write('{"household": "')
    again = bind_volumes(store, order([first, second]))
    assert {one.household: one.kept for one in again.bound} == {first: False, second: True}
    assert register.read_bytes() == whole
    third = bind_volumes(store, order([first, second]))
    assert all(one.kept for one in third.bound)


def test_a_journal_that_leads_out_of_the_folder_is_not_believed(tmp_path):
    away = {"household": "h", "folder": "..", "facts": "x", "files": {"a": "b"}, "line": {}}
    below = away | {"folder": "户", "files": {"../a": "b"}}
    lines = [json.dumps(one) for one in (away, below, away | {"folder": "户"})]
    (tmp_path / journal.NAME).write_text("\n".join(lines), encoding="utf-8")
    assert [one.folder for one in journal.Journal(tmp_path).entries.values()] == ["户"]


def test_a_pdf_that_is_not_asked_for_any_more_goes_unless_somebody_changed_it(tmp_path):
    (tmp_path / "案卷.pdf").write_bytes(b"ours")
    (tmp_path / "01-a.docx").write_bytes(b"changed")
    digest = hashlib.sha256(b"ours").hexdigest()
    remove_ours(tmp_path, {"案卷.pdf": digest, "01-a.docx": digest}, tmp_path, {})
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["01-a.docx"]


def test_papers_with_former_numbers_go_and_what_somebody_saved_stays(store, village_of, numbered, order):
    (one,) = village_of(1)
    folder = folder_of(bind_volumes(store, order([one])), one)
    register = paper(folder, 6)
    former = folder / register.name.replace("06-", "04-")
    former.write_bytes(register.read_bytes())
    own = folder / "06-定稿.docx"
    own.write_bytes(register.read_bytes())
    strange = folder / "03-2016年贫困户信息采集表.docx"
    strange.write_text("手写", encoding="utf-8")
    bind_volumes(store, order([one], again=True))
    assert not former.exists()
    assert own.exists()
    assert strange.exists()


def test_a_former_paper_into_which_somebody_wrote_stays_and_is_said(store, village_of, numbered, order):
    (one,) = village_of(1)
    folder = folder_of(bind_volumes(store, order([one])), one)
    register, plan = paper(folder, 6), paper(folder, 11)
    former = folder / register.name.replace("06-", "04-")
    document = docx.Document(str(register))
    document.add_paragraph("手写的补充说明")
    document.save(str(former))
    (folder / plan.name.replace("11-", "05-")).write_bytes(plan.read_bytes())
    outcome = bind_volumes(store, order([one], again=True))
    assert former.exists()
    assert not (folder / plan.name.replace("11-", "05-")).exists()
    (note,) = [text for text in outcome.notes if "有人改过" in text]
    assert f"{folder.name}/{former.name}" in note
    assert note.startswith("1份")


def test_a_paper_that_is_not_due_any_more_stays_where_somebody_wrote_into_it(store, village_of, numbered, order):
    (one,) = village_of(1)
    save_records(store, "当年识别", [Edit("household", one, {"identified": "2016-03", "identify_year": 2016})])
    folder = folder_of(bind_volumes(store, order([one])), one)
    application, survey = paper(folder, 3), paper(folder, 5)
    document = docx.Document(str(application))
    document.add_paragraph("村民代表意见")
    document.save(str(application))
    save_records(store, "上年识别", [Edit("household", one, {"identified": "2015-03", "identify_year": 2015})])
    outcome = bind_volumes(store, order([one]))
    assert application.exists()
    assert not survey.exists()
    assert any(application.name in note for note in outcome.notes)


def test_a_former_list_of_boxes_into_which_somebody_wrote_stays_and_is_said(store, village_of, numbered, order):
    households = village_of(2)
    (lists,) = bind_volumes(store, order(households, mode=PIECE)).lists
    last = lists / "02-盒内备考表（第2盒）.docx"
    former = lists / "03-盒内备考表（第2盒）.docx"
    document = docx.Document(str(last))
    document.add_paragraph("短少两页")
    document.save(str(former))
    outcome = bind_volumes(store, order(households, mode=PIECE))
    assert former.exists()
    assert any(former.name in note for note in outcome.notes)
