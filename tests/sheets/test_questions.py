# SPDX-License-Identifier: MIT
"""The question list as a spreadsheet, and the filled list read back."""

from __future__ import annotations

import zipfile

import pytest
import xlsxwriter

from villagedesk import i18n
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.paths import resources
from villagedesk.services.keeping.exportlog import MARK, fingerprint, purpose
from villagedesk.services.merging import asking, conflicts
from villagedesk.sheets.questions import read_answers, save_questions
from villagedesk.sheets.reading import read_workbook
from villagedesk.store import undo
from villagedesk.store.exportlog import entries

ID_NO = "510199197402240018"


def contest(store, entity, row, cell, *values):
    """Open a cell to a decision, as a merge does."""
    with store.change("两种填写") as change:
        change.settle(entity, row, cell, list(values))


@pytest.fixture
def disputed(store):
    with store.change("登记") as change:
        village = store.value("SELECT id FROM village")
        change.put("village", "v2", {"name": "石桥[村]:/1", "code": "510199100202"})
        for number, home in (("1", village), ("2", "v2")):
            change.put("household", f"h{number}", {"village": home, "group": "1组", "phone": "13800000001"})
            change.put("member", f"m{number}", {"household": f"h{number}", "name": f"肖辉{number}", "position": 0})
            change.put("member_year", f"y{number}", {"member": f"m{number}", "year": 2025, "relation": "head"})
        change.put("household_year", "f1", {"household": "h1", "year": 2025})
    contest(store, "household", "h1", "phone", "13800000002", "13800000003")
    contest(store, "household", "h2", "address", "=HYPERLINK(1)", "@河坝12号")
    contest(store, "member", "m1", "id_no", ID_NO, None)
    contest(store, "household_year", "f1", "house_area", 9000, 10050)
    contest(store, "member_year", "y1", "health#2", True, False)
    return store


WANTED = purpose("清溪村委会", "核实证件号码")


def saved(store, target, wanted=WANTED):
    save_questions(store, asking.list_of(store, conflicts.disputes_of(store), wanted), target, "2026-03-02")
    return read_workbook(target)


def returned(store, tmp_path, answers):
    """The list filled in by the village: cell → answer."""
    sheets = saved(store, tmp_path / "清单.xlsx")
    target = tmp_path / "填好.xlsx"
    with xlsxwriter.Workbook(target) as workbook:
        for sheet in sheets:
            page = workbook.add_worksheet(sheet.name)
            for row, cells in enumerate(sheet.rows):
                mark = str(cells[9] or "") if len(cells) > 9 else ""
                wanted = next((one for cell, one in answers.items() if f"/{cell} " in mark), None)
                for column, cell in enumerate(cells):
                    page.write(row, column, wanted if column == 7 and wanted is not None else cell)
    return target


def test_each_village_has_a_sheet_with_a_line_for_each_conflict(disputed, tmp_path):
    first, second = saved(disputed, tmp_path / "清单.xlsx")
    assert (first.name, second.name) == ("清溪村", "石桥村1")
    assert first.rows[0][0] == f"清溪村待核实问题清单 {MARK}"
    assert first.rows[1][0].startswith("清溪村 2026-03-02。请在“村里核实结果”一列填写")
    assert first.rows[2][:9] == ("序号", "户", "姓名", "项目", "原为", "本机", "来件", "村里核实结果", "签字")
    lines = {row[3]: row for row in first.rows[3:]}
    phone = lines["户 联系电话"]
    assert phone[1:3] == ("1组 肖辉1", "肖辉1")
    assert phone[4:7] == (
        "13800000001",
        "13800000002\n（李书记 村办笔记本 2026-03-02 12:00）",
        "13800000003\n（李书记 村办笔记本 2026-03-02 12:00）",
    )
    assert phone[7:9] == (None, None)
    assert len(first.rows) - 3 + len(second.rows) - 3 == 5


def test_nothing_in_the_list_is_a_formula_and_identity_numbers_are_text(disputed, tmp_path):
    saved(disputed, tmp_path / "清单.xlsx")
    with zipfile.ZipFile(tmp_path / "清单.xlsx") as archive:
        pages = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
        texts = archive.read("xl/sharedStrings.xml").decode()
    assert b"<f>" not in pages
    assert b"hyperlink" not in pages
    assert "=HYPERLINK(1)" in texts
    assert ID_NO in texts


def test_villages_of_nearly_the_same_name_have_sheets_of_their_own(disputed, tmp_path):
    with disputed.change("同名") as change:
        change.put("village", "v3", {"name": "石桥村?1", "code": "510199100203"})
        change.put("household", "h3", {"village": "v3", "group": "1组"})
    contest(disputed, "household", "h3", "address", "甲", "乙")
    contest(disputed, "village", "v3", "note", "甲", "乙")
    assert [sheet.name for sheet in saved(disputed, tmp_path / "清单.xlsx")] == ["清溪村", "石桥村1", "石桥村1(2)"]


def test_an_empty_list_is_not_written_and_an_earlier_one_is_replaced_whole_or_not_at_all(
    disputed, tmp_path, monkeypatch
):
    target = tmp_path / "清单.xlsx"
    with pytest.raises(Refused, match="没有待裁决的冲突"):
        asking.list_of(disputed, [], None)
    assert not target.exists()
    target.write_bytes(b"before")

    def refuse(_self, _target):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(target), "replace", refuse)
    with pytest.raises(EnvironmentProblem, match="没有写到"):
        saved(disputed, target)
    assert target.read_bytes() == b"before"


def test_answers_become_decisions_that_settle_the_conflicts(disputed, tmp_path):
    answers = {
        "phone": "13800000009",
        "address": "来件",
        "id_no": ID_NO,
        "house_area": 100.5,
        "health#2": "选上\n（李书记 村办笔记本 2026-03-02 12:00）",
    }
    found = read_answers(disputed, returned(disputed, tmp_path, answers))
    assert found.problems == ()
    assert (found.lines, found.blank, len(found.decisions)) == (5, 0, 5)
    assert found.told["household/h1/phone"] == "13800000009"
    conflicts.decide(disputed, found.decisions)
    assert conflicts.count(disputed) == 0
    row = disputed.one("SELECT phone, house_area FROM household h JOIN household_year y ON y.household = h.id")
    assert row == ("13800000009", 10050)
    assert disputed.value("SELECT address FROM household WHERE id = 'h2'") in {"=HYPERLINK(1)", "@河坝12号"}
    assert disputed.value("SELECT id_no FROM member WHERE id = 'm1'") == ID_NO
    assert disputed.value("SELECT health FROM member_year WHERE id = 'y1'") == "2"


def test_each_answer_that_cannot_be_taken_is_told_with_place_value_and_remedy(disputed, tmp_path):
    answers = {
        "phone": "隔壁老王的电话",
        "address": "",
        "id_no": 510199197402240018,
        "house_area": "大约一百",
        "health#2": "也许",
    }
    found = read_answers(disputed, returned(disputed, tmp_path, answers))
    assert (found.decisions, found.blank, found.lines) == ((), 1, 5)
    told = {problem.field.split()[-1]: problem.text() for problem in found.problems}
    assert len(told) == 4
    assert all(text.startswith("“清溪村”第") for text in told.values())
    assert "“大约一百”没有采用" in told["住房面积"]
    assert "Excel已丢失末几位" in told["证件号码"]


def test_an_identity_number_with_a_wrong_check_digit_is_not_taken(disputed, tmp_path):
    found = read_answers(disputed, returned(disputed, tmp_path, {"id_no": ID_NO[:-1] + "9"}))
    assert found.decisions == ()
    assert "证件号码" in found.problems[0].text()


def test_an_answer_to_a_conflict_that_changed_or_was_decided_meanwhile_is_not_taken(disputed, tmp_path):
    path = returned(disputed, tmp_path, {"phone": "来件", "id_no": "空"})
    contest(disputed, "household", "h1", "phone", "13800000002", "13800000004")
    contest(disputed, "member", "m1", "id_no", ID_NO)
    found = read_answers(disputed, path)
    assert found.decisions == ()
    assert [problem.rule for problem in found.problems] == ["的冲突已裁决或又有变化，这个答复没有采用"] * 2


def test_an_empty_value_is_chosen_by_the_word_and_a_blank_cell_chooses_nothing(disputed, tmp_path):
    found = read_answers(disputed, returned(disputed, tmp_path, {"id_no": "空"}))
    (decision,) = found.decisions
    assert (decision.row, decision.value, found.blank) == ("m1", None, 4)


def test_chinese_answers_are_understood_while_the_program_speaks_english(disputed, tmp_path):
    i18n.set_language("en", resources() / "locale")
    path = returned(disputed, tmp_path, {"address": "本机", "phone": "来件", "id_no": "（空）", "health#2": "不选"})
    values = {decision.cell: decision.value for decision in read_answers(disputed, path).decisions}
    assert values["address"] in {"=HYPERLINK(1)", "@河坝12号"}
    assert values["phone"] in {"13800000002", "13800000003"}
    assert (values["id_no"], values["health#2"]) == (None, False)


def test_a_removal_in_dispute_is_answered_in_words(store, tmp_path):
    with store.change("登记") as change:
        village = store.value("SELECT id FROM village")
        change.put("household", "h1", {"village": village})
        change.put("member", "m1", {"household": "h1", "name": "肖辉"})
    contest(store, "member", "m1", "removed", None, "误登")
    assert conflicts.count(store) == 1
    (decision,) = read_answers(store, returned(store, tmp_path, {"removed": "删除"})).decisions
    assert decision.value == "误登"
    conflicts.decide(store, [decision])
    undo.undo(store)
    (decision,) = read_answers(store, returned(store, tmp_path, {"removed": "保留"})).decisions
    assert decision.value is None


def test_a_person_of_the_same_name_twice_is_not_guessed(disputed, tmp_path):
    with disputed.change("责任人") as change:
        change.put("cadre", "c1", {"name": "李四"})
        change.put("cadre", "c2", {"name": "李四"})
        change.put("visit", "v1", {"household": "h1", "date": "2025-01-01"})
    contest(disputed, "visit", "v1", "cadre", "c1", "c2")
    found = read_answers(disputed, returned(disputed, tmp_path, {"cadre": "李四"}))
    assert found.decisions == ()
    assert "分不清是哪一种填写" in found.problems[0].text()
    (decision,) = read_answers(disputed, returned(disputed, tmp_path, {"cadre": "本机"})).decisions
    assert decision.value == "c1"


def test_another_table_is_no_question_list(disputed, tmp_path):
    target = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(target) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["姓名", "证件号码"])
    with pytest.raises(Refused, match="不是本程序导出的待核实问题清单"):
        read_answers(disputed, target)


def test_a_masked_list_holds_no_whole_number_and_says_where_hidden_digits_differ(disputed, tmp_path):
    contest(disputed, "member", "m2", "id_no", ID_NO, "510199197503150018")
    contest(disputed, "household", "h1", "phone", "13800000002", "13811110002")
    cells = [str(cell) for sheet in saved(disputed, tmp_path / "清单.xlsx", None) for row in sheet.rows for cell in row]
    told = "\n".join(cells)
    assert not any(number in told for number in (ID_NO, "510199197503150018", "13800000002", "13811110002"))
    assert sum("510199********0018（遮去的几位不同，请对照证件）" in cell for cell in cells) == 2
    assert sum("138****0002（遮去的几位不同，请对照证件）" in cell for cell in cells) == 2
    assert MARK not in told
    assert entries(disputed) == []


def test_an_unmasked_list_is_entered_with_its_columns_and_counts(disputed, tmp_path):
    saved(disputed, tmp_path / "清单.xlsx")
    (entry,) = entries(disputed)
    assert (entry.recipient, entry.file_hash) == ("清溪村委会", fingerprint(tmp_path / "清单.xlsx"))
    assert (entry.households, entry.people, entry.village) == (2, 2, None)
    assert "家庭成员 证件号码" in entry.columns
    assert ID_NO not in "".join(str(getattr(entry, key)) for key in ("columns", "place", "what", "reason"))


def test_a_masked_cell_copied_as_the_answer_chooses_its_side_and_an_ambiguous_one_none(disputed, tmp_path):
    sheet = saved(disputed, tmp_path / "清单.xlsx", None)[0]
    row = next(row for row in sheet.rows if row[3] == "户 联系电话")
    found = read_answers(disputed, returned(disputed, tmp_path, {"phone": row[6]}))
    assert [one.value for one in found.decisions] == ["13800000003"]
    contest(disputed, "household", "h1", "phone", "13800000002", "13811110002")
    found = read_answers(disputed, returned(disputed, tmp_path, {"phone": "138****0002（遮去的几位不同，请对照证件）"}))
    assert found.decisions == ()
    assert "分不清是哪一种填写" in found.problems[0].text()
