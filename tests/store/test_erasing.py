# SPDX-License-Identifier: MIT
"""Erasing on request: gone from every page of the file, and no older copy brings it back (merge.md M41)."""

from __future__ import annotations

import shutil

import pytest

from villagedesk.merge.applying import apply_merge
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.plan import plan_merge
from villagedesk.store import drafts, erasing, pictures, steps, undo, verify
from villagedesk.store.dump import dump
from villagedesk.store.file import open_file


def register(store):
    with store.change("登记高凤珍") as change:
        change.put("household", "h1", {"group": "1组", "phone": "13800000001"})
        change.put("member", "m1", {"household": "h1", "name": "高凤珍", "position": 0})
        change.put("member_year", "y1", {"member": "m1", "year": 2025, "relation": "head", "illness_note": "病情细节"})
        change.put("member", "m2", {"household": "h1", "name": "肖辉", "position": 1})
    with store.change("修改高凤珍的姓名") as change:
        change.put("member", "m1", {"name": "高凤珠"})


def test_lists_that_name_the_person_go_with_the_person_and_others_stay(new_store):
    store = new_store("t")
    register(store)
    home = store.value("SELECT household FROM member WHERE id = 'm1'")
    with store.change("名单") as change:
        for kind, names in (("system", "高凤珍、肖辉"), ("handbook", "肖辉"), ("register", "高凤珍")):
            change.put("member_list", kind, {"household": home, "year": 2025, "kind": kind, "names": names})
    with store.change("改") as change:
        change.put("member_list", "register", {"names": "肖辉"})  # it named her before
    erasing.erase(store, "member", "m1", "本人书面申请")
    assert store.query("SELECT id FROM member_list") == [("handbook",)]
    assert "高凤珍".encode() not in store.path.read_bytes()
    assert verify.verify(store).faults == []


@pytest.mark.parametrize("spelt", ["王　芳", "王 芳、肖辉", "肖辉 王\u00a0芳"])
def test_a_list_that_spells_the_name_in_another_way_goes_too(new_store, spelt):
    with new_store("t") as store:
        register(store)
        with store.change("名单") as change:
            change.put("member", "m1", {"name": "王芳"})
            home = store.value("SELECT household FROM member WHERE id = 'm1'")
            for kind, names in (("system", spelt), ("handbook", "肖辉")):
                change.put("member_list", kind, {"household": home, "year": 2025, "kind": kind, "names": names})
        erasing.erase(store, "member", "m1", "本人书面申请")
        assert store.query("SELECT id FROM member_list") == [("handbook",)]


@pytest.fixture
def erased(new_store):
    """A file from which a member was erased, and a copy made before."""
    store = new_store("t")
    register(store)
    drafts.keep(store, "member", "m1", {"name": "高凤珠"})
    store.close()
    old = store.path.with_name("old.village")
    shutil.copy(store.path, old)
    store = open_file(store.path, "")
    assert erasing.erase(store, "member", "m1", "本人书面申请") == 2
    yield store, old
    store.close()


def merge(store, *sources):
    with private_folder() as folder:
        plan = plan_merge(store, gather(store, sources, folder))
        return apply_merge(store, plan, {question.kind for question in plan.questions})


def test_the_person_is_gone_from_every_byte_and_the_file_is_sound(erased):
    store, _old = erased
    content = store.path.read_bytes()
    for text in ("高凤珍", "高凤珠", "病情细节"):
        assert text.encode() not in content, text
    assert "肖辉".encode() in content
    assert verify.verify(store).faults == []
    assert store.value("SELECT erased FROM erasure") == "m1"


def test_drafts_keep_nothing_of_who_was_erased_and_all_else_that_was_typed(new_store):
    store = new_store("t")
    register(store)
    drafts.keep(
        store,
        "book-claim",
        "v1 new",
        {
            "entries": {"form": {"household": "h1", "text": "高家要修屋顶"}},
            "rows": {"claim_line": [{"row": "", "typed": {"claim_line": {"what": "瓦"}}}]},
        },
    )
    drafts.keep(
        store,
        "book-project",
        "v1 new",
        {
            "entries": {"form": {"name": "修路", "household": "h2"}},
            "rows": {
                "project_beneficiary": [
                    {"row": "", "typed": {"project_beneficiary": {"household": "h1", "note": "高家门口"}}},
                    {"row": "", "typed": {"project_beneficiary": {"household": "h2", "note": "桥头"}}},
                ]
            },
        },
    )
    drafts.keep(
        store,
        "casefile",
        "h2",
        {
            "year": 2025,
            "entries": {"household": {"address": "老屋", "contact": "m1"}},
            "rows": {"visits": [{"row": "", "typed": {"visit": {"seen": "m2,m1"}}}]},
        },
    )
    drafts.keep(store, "casefile", "h1", {"entries": {"household": {"phone": "13800000002"}}})
    drafts.keep(
        store,
        "conflicts",
        "",
        [
            {"key": ["member", "m1", "name"], "value": "高凤珠", "text": "高凤珠", "side": 0, "seen": []},
            {"key": ["member", "m5", "household"], "value": "h2", "text": "桥头", "side": 0, "seen": []},
        ],
    )
    drafts.keep(store, "today", "answers", {"answers": {"m1": "是高凤珠", "q2": "是"}})
    erasing.erase(store, "household", "h1", "本人书面申请")
    assert {one.form: one.content for one in drafts.all_drafts(store)} == {
        "book-project": {
            "entries": {"form": {"name": "修路", "household": "h2"}},
            "rows": {"project_beneficiary": [{"row": "", "typed": {"project_beneficiary": {"household": "h2", "note": "桥头"}}}]},
        },
        "casefile": {"year": 2025, "entries": {"household": {"address": "老屋"}}, "rows": {"visits": []}},
        "conflicts": [{"key": ["member", "m5", "household"], "value": "h2", "text": "桥头", "side": 0, "seen": []}],
        "today": {"answers": {"q2": "是"}},
    }  # fmt: skip
    store.close()
    content = store.path.read_bytes()
    for text in ("高家要修屋顶", "高家门口", "高凤珠", "13800000002", "瓦"):
        assert text.encode() not in content, text


def test_a_form_that_is_still_open_puts_nothing_aside_of_who_was_erased(erased):
    store, _old = erased
    typed = {"entries": {"form": {"member": "m1", "text": "高凤珠的药费"}}, "rows": {}}
    drafts.keep(store, "book-claim", "v1 new", typed)
    assert drafts.all_drafts(store) == []
    for field in ("special", "answers"):  # an assessment of the person, what somebody took on for him
        drafts.keep(store, "book-x", "v1 new", {"entries": {"form": {field: "m1", "text": "高凤珠的药费"}}, "rows": {}})
        assert drafts.all_drafts(store) == []
    drafts.keep(store, "casefile", "h1", {"rows": {"people": [{"row": "m1", "typed": {"member": {"name": "高凤珠"}}}]}})
    assert drafts.find(store, "casefile", "h1").content == {"rows": {"people": []}}


def test_m41_an_old_copy_does_not_bring_the_person_back_and_is_told_so_without_names(erased):
    store, old = erased
    before = list(dump(store))
    merged = merge(store, old)
    assert merged.changed is None
    assert list(dump(store)) == before
    with open_file(old, "") as copy, copy.change("改高凤珠") as change:
        change.put("member", "m1", {"phone": "13700000001"})
        change.put("member_year", "y2", {"member": "m1", "year": 2026, "illness_note": "新的病情"})
        change.put("household", "h1", {"note": "户的备注"})
    merged = merge(store, old)
    (report,) = merged.report.files
    assert report.kept_out == 2
    assert "高凤" not in merged.report.to_json()
    assert store.value("SELECT note FROM household") == "户的备注"
    content = store.path.read_bytes()
    for text in ("高凤珠", "13700000001", "新的病情"):
        assert text.encode() not in content, text
    assert verify.verify(store).faults == []


def test_the_copy_that_still_has_the_person_is_told_of_the_erasure_and_decides_itself(erased):
    store, old = erased
    with open_file(old, "") as copy:
        merge(copy, store.path)
        assert erasing.pending(copy) == [("member", "m1")]
        assert copy.value("SELECT name FROM member WHERE id = 'm1'") == "高凤珠"
        erasing.purge(copy, "member", "m1")
        assert erasing.pending(copy) == []
        assert list(dump(copy)) == list(dump(store))
        assert verify.verify(copy).faults == []


def test_erasing_cannot_be_undone_but_what_was_done_before_can(erased):
    store, _old = erased
    with store.change("改电话") as change:
        change.put("household", "h1", {"phone": "13900000001"})
    assert steps.next_undo(store).label == "改电话"
    undo.undo(store)
    assert store.value("SELECT phone FROM household") == "13800000001"
    assert verify.verify(store).faults == []


def test_a_whole_household_can_be_erased(new_store):
    store = new_store("t")
    register(store)
    assert erasing.erase(store, "household", "h1", "全户申请") == 4
    assert store.value("SELECT count(*) FROM household_list") == 0
    assert "肖辉".encode() not in store.path.read_bytes()
    assert verify.verify(store).faults == []


def test_what_meetings_and_notices_say_of_an_erased_household_goes_with_it(new_store):
    store = new_store("t")
    register(store)
    with store.change("会议") as change:
        change.put("process", "p1", {"household": "h1", "template": "exit_2016", "year": 2018, "turn": 1})
        change.put("meeting", "k1", {"date": "2018-09-01", "agenda": "评议脱贫户"})
        change.put("meeting_item", "i1", {"meeting": "k1", "household": "h1", "process": "p1", "opinion": "家境细节"})
        change.put("notice", "n1", {"start": "2018-09-02"})
        change.put("notice_item", "j1", {"notice": "n1", "household": "h1", "outcome": "异议细节"})
        change.put("monitoring", "o1", {"household": "h1", "turn": 1, "risk_note": "风险细节"})
    assert erasing.erase(store, "household", "h1", "本人书面申请") == 8
    content = store.path.read_bytes()
    for text in ("家境细节", "异议细节", "风险细节"):
        assert text.encode() not in content, text
    assert "评议脱贫户".encode() in content
    assert verify.verify(store).faults == []


def test_what_a_household_asked_for_goes_with_it_and_so_does_what_was_done_about_it(new_store):
    """A matter belongs to the village, and its steps to the matter: neither is a part of the household in the catalogue."""
    with new_store("t") as store:
        register(store)
        with store.change("登记诉求") as change:
            change.put("matter", "x1", {"village": "v", "household": "h1", "content": "屋顶漏雨的事"})
            change.put("matter_step", "s1", {"matter": "x1", "content": "去看了屋顶"})
            change.put("matter", "x2", {"village": "v", "household": "h2", "content": "水管冻裂的事"})
            change.put("matter_step", "s2", {"matter": "x2", "content": "去看了水管"})
        erasing.erase(store, "household", "h1", "本人书面申请")
        assert store.query("SELECT id FROM matter UNION SELECT id FROM matter_step") == [("s2",), ("x2",)]
        assert verify.verify(store).faults == []
    content = store.path.read_bytes()
    assert "屋顶".encode() not in content
    assert "去看了水管".encode() in content


@pytest.mark.parametrize(
    ("whose", "entity", "row"),
    [
        ({"household": "h1"}, "household", "h1"), ({"member": "m1"}, "member", "m1"), ({"member": "m1"}, "household", "h1"),
        ({"household": "h1", "member": "m1"}, "member", "m1"),
    ],
)  # fmt: skip
def test_what_was_registered_assessed_and_planned_about_an_erased_person_goes_with_him(new_store, whose, entity, row):
    """An assessment names the registration, not the person; a claim names the need."""
    with new_store("t") as store:
        register(store)
        with store.change("特殊群众") as change:
            change.put("special", "s1", {"village": "v", **whose, "hardship": "病得很重的事"})
            change.put("appraisal", "a1", {"village": "v", "special": "s1", "findings": "卧床不起的事"})
            change.put("care_plan", "p1", {"village": "v", "special": "s1", "needs": "要人照料的事"})
            change.put("care_step", "c1", {"plan": "p1", "content": "每天送饭的事"})
            change.put("need", "n1", {"village": "v", **whose, "title": "轮椅一架的事"})
            change.put("claim", "k1", {"village": "v", "answers": "n1", "title": "认领轮椅的事"})
            change.put("special", "s2", {"village": "v", "household": "h2", "hardship": "别人的事"})
            change.put("appraisal", "a2", {"village": "v", "special": "s2"})
            change.put("need", "n2", {"village": "v", "household": "h2"})
            change.put("claim", "k2", {"village": "v", "answers": "n2"})
        erasing.erase(store, entity, row, "本人书面申请")
        left = " UNION ".join(
            f"SELECT id FROM {one}" for one in ("special", "appraisal", "care_plan", "care_step", "need", "claim")
        )
        assert {one for (one,) in store.query(left)} == {"s2", "a2", "n2", "k2"}
        assert verify.verify(store).faults == []
        content = store.path.read_bytes()
    for text in ("病得很重的事", "卧床不起的事", "要人照料的事", "每天送饭的事", "轮椅一架的事", "认领轮椅的事"):
        assert text.encode() not in content, text
    assert "别人的事".encode() in content


def test_what_an_erased_household_was_paid_stays_as_an_amount_in_the_books(new_store):
    with new_store("t") as store:
        register(store)
        with store.change("发放") as change:
            change.put("payment", "p1", {"purpose": "慰问", "amount": 300_00})
            change.put("payout", "l1", {"payment": "p1", "to_household": "h1", "to_member": "m1", "amount": 300_00})
            change.put("donation", "d1", {"receipt_no": "JZ1", "to_household": "h1", "amount": 300_00})
        erasing.erase(store, "household", "h1", "本人书面申请")
        assert store.one("SELECT amount, to_household FROM payout") == (300_00, "h1")
        assert store.value("SELECT receipt_no FROM donation") == "JZ1"
        assert store.value("SELECT count(*) FROM household") == 0
        assert verify.verify(store).faults == []


def test_the_notes_of_papers_printed_of_what_goes_with_a_household_go_too(new_store):
    """They keep fingerprints of the values, by which a guess at them could be tested."""
    with new_store("t") as store:
        register(store)
        with store.change("登记诉求") as change:
            change.put("matter", "x1", {"village": "v", "household": "h1", "content": "屋顶漏雨的事"})
            change.put("matter", "x2", {"village": "v", "household": "h2", "content": "水管冻裂的事"})
        with store.change("打印台账文书：2份") as change:
            for row in ("x1", "x2"):
                change.put("book_print", f"b-{row}", {"village": "v", "record": row, "traces": f"traces-{row}"})
        erasing.erase(store, "household", "h1", "本人书面申请")
        assert store.query("SELECT id FROM book_print") == [("b-x2",)]
        assert verify.verify(store).faults == []
    content = store.path.read_bytes()
    assert b"traces-x1" not in content
    assert b"traces-x2" in content


def test_notes_and_scans_of_papers_of_books_that_name_an_erased_household_go_too(new_store):
    """A line of a payment names it, and a scan of the roster shows its name and signature; so does that of a whole book."""
    with new_store("t") as store:
        register(store)
        with store.change("发放") as change:
            for place, home in (("1", "h1"), ("2", "h2")):
                change.put("payment", f"p{place}", {"village": "v", "purpose": "慰问"})
                change.put("payout", f"l{place}", {"payment": f"p{place}", "to_household": home})
        scans = [pictures.keep(store, "image/jpeg", f"scan {place}".encode()) for place in range(4)]
        with store.change("打印台账文书") as change:
            for place in ("1", "2"):
                facts = {"village": "v", "book": "payment", "record": f"p{place}", "scan": scans[int(place)]}
                change.put("book_print", f"b{place}", facts)
            change.put("book_print", "whole", {"village": "v", "book": "payment", "scan": scans[3]})
            change.put("book_print", "unscanned", {"village": "v", "book": "payment", "year": 2024})
            change.put("book_print", "elsewhere", {"village": "w", "book": "payment", "scan": scans[0]})
        erasing.erase(store, "household", "h1", "本人书面申请")
        assert store.query("SELECT id FROM book_print ORDER BY id") == [("b2",), ("elsewhere",), ("unscanned",)]
        assert [pictures.load(store, one) is None for one in scans] == [False, True, False, True]
        assert verify.verify(store).faults == []


def test_notes_and_scans_of_papers_about_somebody_in_special_hardship_go_with_him(new_store):
    """Assessments and plans name the registration only; their papers, and a scanned sheet of the whole book, show the person."""
    with new_store("t") as store:
        register(store)
        with store.change("特殊群众") as change:
            for place, who in (("1", "m1"), ("2", "m2")):
                change.put("special", f"s{place}", {"village": "v", "member": who})
                change.put("appraisal", f"a{place}", {"village": "v", "special": f"s{place}"})
                change.put("care_plan", f"p{place}", {"village": "v", "special": f"s{place}"})
        scan = pictures.keep(store, "image/jpeg", b"a sheet with names")
        with store.change("打印") as change:
            for book, key in (("special", "s"), ("appraisal", "a"), ("care_plan", "p")):
                for place in ("1", "2"):
                    facts = {"village": "v", "book": book, "record": f"{key}{place}", "traces": f"traces-{key}{place}"}
                    change.put("book_print", f"b-{key}{place}", facts)
                change.put("book_print", f"whole-{key}", {"village": "v", "book": book, "scan": scan})
        erasing.erase(store, "member", "m1", "本人书面申请")
        assert {one for (one,) in store.query("SELECT id FROM book_print")} == {"b-s2", "b-a2", "b-p2"}
        assert pictures.load(store, scan) is None
        assert verify.verify(store).faults == []
        content = store.path.read_bytes()
    for key in ("s1", "a1", "p1"):
        assert f"traces-{key}".encode() not in content


def test_notes_and_scans_of_papers_of_meetings_and_notices_that_name_an_erased_head_go_too(new_store):
    """A list of names shows the head of a household, and nobody else of it."""
    with new_store("t") as store:
        register(store)
        scan = pictures.keep(store, "image/jpeg", b"a notice with names")
        with store.change("公示") as change:
            for place, home in (("1", "h1"), ("2", "h2")):
                change.put("notice", f"n{place}", {"village": "v", "kind": "village"})
                change.put("notice_item", f"i{place}", {"notice": f"n{place}", "household": home})
                change.put("meeting", f"g{place}", {"village": "v", "kind": "appraisal"})
                change.put("meeting_item", f"j{place}", {"meeting": f"g{place}", "household": home})
        with store.change("打印") as change:
            for book, row in (("notice", "n1"), ("notice", "n2"), ("meeting", "g1"), ("meeting", "g2")):
                facts = {"village": "v", "book": book, "record": row, "paper": book, "traces": f"traces-{row}"}
                change.put("book_print", f"b-{row}", facts | ({"scan": scan} if row == "n1" else {}))
        erasing.erase(store, "member", "m1", "本人书面申请")
        assert store.query("SELECT id FROM book_print ORDER BY id") == [("b-g2",), ("b-n2",)]
        assert pictures.load(store, scan) is None
        assert verify.verify(store).faults == []
    assert b"traces-n1" not in store.path.read_bytes()


def test_who_was_never_head_of_a_household_takes_no_note_of_a_notice_along(new_store):
    with new_store("t") as store:
        register(store)
        with store.change("公示") as change:
            change.put("notice", "n1", {"village": "v", "kind": "village"})
            change.put("notice_item", "i1", {"notice": "n1", "household": "h1"})
            change.put("book_print", "b1", {"village": "v", "book": "notice", "record": "n1", "paper": "notice"})
        erasing.erase(store, "member", "m2", "本人书面申请")
        assert store.query("SELECT id FROM book_print") == [("b1",)]
