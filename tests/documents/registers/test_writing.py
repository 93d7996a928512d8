# SPDX-License-Identifier: MIT
"""Papers of books in a folder: which file is whose, what needs an entry in the export log, and what is remembered."""

from __future__ import annotations

import docx
import pytest

from tests.documents.conftest import texts
from tests.documents.registers.conftest import VILLAGE, claim, project
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import BookOrder, blank_book_papers, make_book_papers
from villagedesk.documents.registers.more import More
from villagedesk.documents.registers.writing import sensitive_fields, write_book_papers
from villagedesk.errors import Cancelled, Refused
from villagedesk.merge.checking import fits
from villagedesk.models.catalogue.exporting import ExportEntry
from villagedesk.models.catalogue.printing import BookPrint
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.services.keeping.exportlog import fingerprint, purpose
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads

CARD, FORM = register_paper("project_card"), register_paper("claim_form")
WHY = purpose("镇民政办", "核对认领名单")


def written(store, folder, *rows, paper=CARD, why=None):
    made = make_book_papers(store, BookOrder((paper,), VILLAGE, rows, 2025))
    files, unnoted = write_book_papers(store, made, folder, why)
    assert unnoted == ""
    return [path.name for path in files]


def test_a_second_record_of_the_same_name_gets_a_file_of_its_own_and_the_same_record_its_former_one(store, tmp_path):
    one, two = project(store), project(store)
    assert written(store, tmp_path, one, two) == [
        "清溪村-项目卡-三组至五组入户路硬化.docx",
        "清溪村-项目卡-三组至五组入户路硬化（2）.docx",
    ]
    assert written(store, tmp_path, two) == ["清溪村-项目卡-三组至五组入户路硬化（2）.docx"]
    assert len(list(tmp_path.glob("*.docx"))) == 2


def test_a_file_of_somebody_else_under_that_name_is_not_overwritten(store, tmp_path):
    folder = tmp_path / "文书"
    folder.mkdir()
    other = folder / "清溪村-项目卡-三组至五组入户路硬化.docx"
    other.write_bytes(b"not ours")
    assert written(store, folder, project(store)) == ["清溪村-项目卡-三组至五组入户路硬化（2）.docx"]
    assert other.read_bytes() == b"not ours"


def test_what_was_printed_is_noted_once_and_again_only_after_a_change(store, tmp_path):
    row = project(store)
    for _time in range(2):
        written(store, tmp_path / "文书", row)
    (note,) = reads.of_owner(store, BookPrint, VILLAGE)
    assert (note.book, note.record, note.year, note.paper, note.title) == (
        "project",
        row,
        2025,
        "project_card",
        "项目卡",
    )
    assert (note.printing, note.printed_on, note.dated) == (1, "2026-03-02", "2026-03-02")
    save_records(store, "改", [Edit("project", row, {"place": "四组"})])
    written(store, tmp_path / "文书", row)
    assert sorted(one.printing for one in reads.of_owner(store, BookPrint, VILLAGE)) == [1, 2]


def test_a_blank_form_is_not_noted(store, tmp_path):
    write_book_papers(store, blank_book_papers(store, [CARD], 2025), tmp_path / "文书")
    assert [path.name for path in (tmp_path / "文书").iterdir()] == ["项目卡（空白表）.docx"]
    assert not reads.of_owner(store, BookPrint, VILLAGE)


def test_what_is_sensitive_is_written_for_a_purpose_only_and_entered_with_its_fingerprint(
    store, homes, paper_with, tmp_path
):
    words = "{{ 文书.内部 }}{{ 帮扶对象户.名称 }}{{ 帮扶对象户.联系电话 }}{{ 帮扶对象户.银行卡号 }}"
    paper, row = paper_with("secret_1", words), claim(store, household=homes[0])
    made = make_book_papers(store, BookOrder((paper,), VILLAGE, (row,), 2025))
    assert sensitive_fields(made) == ("联系电话",)  # the household has no account
    assert texts(made[0].content).startswith("内部资料 注意保密")
    with pytest.raises(Refused, match="联系电话"):
        write_book_papers(store, made, tmp_path / "文书")
    assert not (tmp_path / "文书").exists()
    (file,), _unnoted = write_book_papers(store, made, tmp_path / "文书", WHY)
    (entry,) = reads.where(store, ExportEntry)
    assert entry.file_hash == fingerprint(file)
    assert (entry.what, entry.place, entry.columns) == ("样张 助学一名高中生", "清溪村 助学一名高中生", "联系电话")
    assert (entry.village, entry.households, entry.recipient, entry.reason) == (VILLAGE, 1, "镇民政办", "核对认领名单")
    assert entry.people == 1


def test_what_a_paper_computes_is_sensitive_where_it_says_so(store, paper_with):
    group = PlaceholderGroup("名册", computed=(("证件号码", "证件号码", ""), ("人数", "人数", "")))
    more = More(
        (group,), lambda _subject: {"名册": {"证件号码": "510199196203051014", "人数": "1"}}, ("名册.证件号码",)
    )
    paper = paper_with("secret_2", "{{ 名册.证件号码 }}{{ 名册.人数 }}", more=more)
    (made,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (claim(store),), 2025))
    assert made.sensitive == ("证件号码",)


def test_what_is_not_sensitive_leaves_no_entry(store, tmp_path):
    written(store, tmp_path / "文书", claim(store), paper=FORM, why=WHY)
    assert not reads.where(store, ExportEntry)


def test_the_ticks_of_a_sensitive_field_are_sensitive_and_an_empty_one_is_not(store, homes, paper_with):
    member = store.value("SELECT id FROM member WHERE household = ?", (homes[0],))
    save_records(store, "增加", [Edit("member", member, {"join_reason": "birth"})])
    facts = {"village": VILLAGE, "date": "2025-03-01", "household": homes[0], "member": member}
    row = save_records(store, "诉求", [Edit("matter", "", facts, "m")]).ids["m"]
    paper = paper_with("secret_4", "{{ 反映成员.增加原因选项 }}{{ 反映成员.证件号码 }}", "matter")
    (made,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (row,), 2025))
    assert made.sensitive == ("增加原因",)


def test_what_was_written_before_somebody_cancelled_is_noted(store, tmp_path):
    made = make_book_papers(store, BookOrder((CARD,), VILLAGE, (project(store), project(store, name="水塔")), 2025))
    looks = iter((None, Cancelled("停")))

    def check():
        if (stop := next(looks)) is not None:
            raise stop

    with pytest.raises(Cancelled):
        write_book_papers(store, made, tmp_path / "文书", check=check)
    assert len(list((tmp_path / "文书").iterdir())) == 1
    assert [one.record for one in reads.of_owner(store, BookPrint, VILLAGE)] == [made[0].note.record]


def test_from_a_file_opened_for_reading_papers_are_printed_but_not_noted(store, tmp_path):
    row = claim(store)
    store.read_only = True
    made = make_book_papers(store, BookOrder((FORM,), VILLAGE, (row,), 2025))
    files, unnoted = write_book_papers(store, made, tmp_path / "文书")
    assert len(files) == 1
    assert "只读" in unnoted


def test_the_entry_of_a_complaint_belongs_to_no_village_so_that_it_never_travels_there(store, tmp_path):
    facts = {"village": VILLAGE, "number": "7", "date": "2025-03-01", "content": "反映村里的事"}
    row = save_records(store, "举报", [Edit("complaint", "", facts, "c")]).ids["c"]
    written(store, tmp_path / "文书", row, paper=register_paper("complaint_form"), why=WHY)
    (entry,) = reads.where(store, ExportEntry)
    assert not entry.village
    assert entry.what.startswith("举报处理单")


def test_a_blank_form_that_somebody_filled_in_is_not_overwritten(store, tmp_path):
    folder = tmp_path / "文书"
    for _time in range(2):
        write_book_papers(store, blank_book_papers(store, [CARD], 2025), folder)
    (form,) = folder.iterdir()
    filled = docx.Document(str(form))
    filled.add_paragraph("手工填写的内容")
    filled.save(str(form))
    write_book_papers(store, blank_book_papers(store, [CARD], 2025), folder)
    assert "手工填写的内容" in texts(form.read_bytes())
    assert sorted(path.name for path in folder.iterdir()) == ["项目卡（空白表）.docx", "项目卡（空白表）（2）.docx"]


def test_the_entry_of_a_record_with_a_long_name_is_one_that_other_offices_take_in(store, homes, paper_with, tmp_path):
    paper = paper_with("secret_6", "{{ 帮扶对象户.联系电话 }}")
    row = claim(store, household=homes[0], title="助学" * 100)
    written(store, tmp_path / "文书", row, paper=paper, why=WHY)
    (entry,) = reads.where(store, ExportEntry)
    for key in ("what", "place"):
        assert fits(field_spec(f"export_entry.{key}"), getattr(entry, key)), key
        assert "助学助学" in getattr(entry, key)


def test_papers_of_several_villages_that_are_printed_together_are_noted_once_each(store, tmp_path):
    other = "00000009-2222-4222-8222-222222222222"
    save_records(store, "村", [Edit("village", other, {"name": "石桥村"})])
    rows = {VILLAGE: claim(store), other: claim(store, village=other)}
    for _time in range(2):
        orders = [BookOrder((FORM,), village, (row,), 2025) for village, row in rows.items()]
        write_book_papers(store, [paper for one in orders for paper in make_book_papers(store, one)], tmp_path / "文书")
    assert {one.village: one.printing for one in reads.where(store, BookPrint)} == dict.fromkeys(rows, 1)
    assert len(reads.where(store, BookPrint)) == 2


def test_a_paper_bears_the_day_that_was_asked_for_and_its_note_says_so(store, tmp_path):
    order = BookOrder((FORM,), VILLAGE, (claim(store),), 2025, "2025-12-31")
    made = make_book_papers(store, order)
    write_book_papers(store, made, tmp_path / "文书")
    (note,) = reads.of_owner(store, BookPrint, VILLAGE)
    assert (note.dated, note.printed_on, note.status) == ("2025-12-31", "2026-03-02", "printed")
    assert "2025年12月31日" in texts(made[0].content)
