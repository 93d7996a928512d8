# SPDX-License-Identifier: MIT
"""The papers of the books as an office suite draws them: pages, no leftovers, nothing that runs out of its cell."""

from __future__ import annotations

import io
import re
from functools import partial

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Pt

from tests.conftest import AUTHOR, NOON
from tests.conftest import VILLAGE as PLACE
from tests.documents.drawing import DRAWN, bodies, count, cut_off, laid_out, words
from tests.documents.registers import posted
from tests.documents.registers.caring import cared_for, needed
from tests.documents.registers.conftest import VILLAGE, claim, enter_homes, project
from tests.documents.registers.gifts import given
from tests.documents.registers.reading import made as one_made
from tests.documents.registers.test_matters import complaint, council, inspection, matter
from villagedesk.clock import FixedClock
from villagedesk.documents.registers.declared import REGISTER_PAPERS, papers_of, register_paper
from villagedesk.documents.registers.making import BookOrder, blank_book_papers, make_book_papers
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import create_village_file
from villagedesk.store.file import Opening
from villagedesk.store.ids import SeededIds

pytestmark = DRAWN


def _posted(make, store, _homes):
    return make(store)


PAGES = {  # filled in and blank
    "project_card": 2, "project_notice": 1, "project_report": 2, "project_board": 1, "project_acceptance": 2, "project_book": 1, "claim_form": 1, "claim_book": 1,
    "need_list": 1, "need_book": 1, "special_form": 2, "special_file": 3, "appraisal_form": 2, "care_plan_form": 2,
    "matter_ledgers": 3, "matter_form": 1, "inspection_record": 1, "inspection_calls": 1, "rectification_notice": 1,
    "complaint_form": 1, "council_minutes": 2,
    "attendance_month": 1, "leave_slip": 1, "duty_list": 1, "responsibility": 1, "promise": 1, "assessment_sheet": 2,
    "donation_receipt": 3, "donation_certificate": 1, "donation_feedback": 1, "payment_approval": 2, "payout_roster": 2,
    "money_notice": 2, "money_report": 2, "four_have_sheet": 2, "donation_book": 1, "payment_book": 1,
}  # fmt: skip
FILLERS = {  # by paper or by book
    "project": project,
    "claim": lambda store, homes: claim(store, household=homes[0]),
    "need": lambda store, homes: needed(store, homes)["coats"],
    "special": lambda store, homes: cared_for(store, homes)["known"],
    "appraisal": lambda store, homes: cared_for(store, homes)["first"],
    "care_plan": lambda store, homes: cared_for(store, homes)["plan"],
    "donation": lambda store, homes: given(store, homes)["gift"],
    "payment": lambda store, homes: given(store, homes)["paid"],
    "money_notice": lambda store, homes: given(store, homes)["notice"],
    "organisation": lambda store, homes: given(store, homes)["organisation"],
    "matter": matter,
    "inspection": inspection,
    "complaint": complaint,
    "meeting": council,
    **{key: partial(_posted, getattr(posted, key)) for key in (
        "attendance", "leave", "duty", "pledge", "promise", "assessment"
    )},
}  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """{(key of the paper, whether it is blank): its PDF}; the tests only look at them."""
    folder = tmp_path_factory.mktemp("drawn")
    opening = Opening(AUTHOR, clock=FixedClock(NOON), new_id=SeededIds("village"))
    with create_village_file(folder / "village.village", "", PLACE, opening) as store:
        posted.team(store)
        homes = enter_homes(store)
        records = {key: fill(store, homes) for key, fill in FILLERS.items()}
        for paper in REGISTER_PAPERS:
            record = records.get(paper.key) or records[paper.entity]
            (made,) = make_book_papers(store, BookOrder((paper,), VILLAGE, (record,), 2025))
            (folder / f"{paper.key}.docx").write_bytes(made.content)
        for paper, made in zip(REGISTER_PAPERS, blank_book_papers(store, REGISTER_PAPERS, 2025), strict=True):
            (folder / f"{paper.key}-blank.docx").write_bytes(made.content)
    laid_out(folder)
    return {(path.stem.removesuffix("-blank"), path.stem.endswith("-blank")): path for path in folder.glob("*.pdf")}


def test_every_paper_has_the_pages_it_should_and_no_leftovers(drawn):
    assert {key for key, _blank in drawn} == {one.key for one in REGISTER_PAPERS} == set(PAGES)
    assert {place: count(pdf) for place, pdf in drawn.items()} == {
        (key, blank): pages for key, pages in PAGES.items() for blank in (False, True)
    }
    for place, pdf in drawn.items():
        text = words(pdf)
        assert "{{" not in text, place
        assert "{%" not in text, place
        for body in bodies(pdf):
            assert len(body) > 20, place


def test_all_that_a_paper_says_is_drawn(drawn):
    for place, pdf in drawn.items():
        assert not cut_off(pdf.with_suffix(".docx"), pdf), place


def test_what_a_row_is_too_low_for_is_noticed(store, tmp_path):
    order = BookOrder((register_paper("project_card"),), VILLAGE, (project(store, content="长" * 400),), 2025)
    paper = docx.Document(io.BytesIO(make_book_papers(store, order)[0].content))
    for row in paper.tables[0].rows:
        row.height, row.height_rule = Pt(20), WD_ROW_HEIGHT_RULE.EXACTLY
    paper.save(str(tmp_path / "low.docx"))
    laid_out(tmp_path)
    assert cut_off(tmp_path / "low.docx", tmp_path / "low.pdf")["长"] > 0


def test_what_was_entered_is_drawn_to_its_end(drawn):
    card = re.sub(r"\s", "", words(drawn["project_card", False]))
    for text in ("420米。", "示镇府〔2025〕41号批准增加护栏", "运输成本下降。"):
        assert text in card, text
    board = re.sub(r"\s", "", words(drawn["project_board", False]))
    assert "12345（政务服务便民热线）" in board


@pytest.mark.parametrize("length", [599, 2_499])
def test_a_very_long_text_begins_on_the_first_page_and_its_end_is_on_the_paper(store, tmp_path, length):
    row = project(store, content="长" * length + "末")
    papers = [paper for paper in papers_of("project") if paper.key != "project_report"]  # it tells of the notice only
    for paper, made in zip(papers, make_book_papers(store, BookOrder(papers, VILLAGE, (row,), 2025)), strict=True):
        (tmp_path / f"{paper.key}.docx").write_bytes(made.content)
    laid_out(tmp_path)
    for paper in papers:
        text = words(tmp_path / f"{paper.key}.pdf")
        assert (text.count("长"), text.count("末")) == (length, 1), paper.key
        assert "长" in text.partition("\f")[0], paper.key


LONG_TEXTS = {
    "matter_ledgers": lambda store, homes, text: matter(store, homes, steps=False, outcome="done", result=text),
    "matter_form": lambda store, homes, text: matter(store, homes, content=text),
    "inspection_record": lambda store, homes, text: inspection(store, homes, measure=text),
    "rectification_notice": lambda store, homes, text: inspection(store, homes, problem=text),
    "complaint_form": lambda store, _homes, text: complaint(store, inquiry=text),
    "council_minutes": lambda store, _homes, text: council(store, content=text),
}
LONG_TEXTS |= {
    "special_form": lambda store, homes, text: cared_for(store, homes, special={"hardship": text})["known"],
    "appraisal_form": lambda store, homes, text: cared_for(store, homes, appraisal={"findings": text})["first"],
    "care_plan_form": lambda store, homes, text: cared_for(store, homes, care_plan={"needs": text})["plan"],
}


@pytest.mark.parametrize("length", [599, 1_299, 2_499])
def test_a_long_text_of_a_matter_begins_on_the_first_page_and_its_end_is_on_the_paper(store, homes, tmp_path, length):
    for key, make in LONG_TEXTS.items():
        order = BookOrder((register_paper(key),), VILLAGE, (make(store, homes, "长" * length + "末"),), 2025)
        (tmp_path / f"{key}.docx").write_bytes(make_book_papers(store, order)[0].content)
    laid_out(tmp_path)
    for key in LONG_TEXTS:
        text = words(tmp_path / f"{key}.pdf")
        assert (text.count("长"), text.count("末")) == (length, 1), key
        assert "长" in text.partition("\f")[0], key


def test_the_photos_are_drawn_on_pages_of_their_own(store, homes, photo, tmp_path):
    folder = tmp_path / "纸"
    folder.mkdir()
    site = {
        key: photo(colour)
        for key, colour in zip(("photo_before", "photo_during", "photo_after"), ("brown", "gray", "green"), strict=True)
    }
    ids = given(store, homes)
    save_records(store, "照片", [Edit("payment", ids["paid"], {"photo": photo("red")})])
    rows = {"project_acceptance": project(store, **site), "payout_roster": ids["paid"], "donation_receipt": ids["gift"]}
    for key, row in rows.items():
        (folder / f"{key}.docx").write_bytes(one_made(store, key, row).content)
    laid_out(folder)
    pages = {path.stem: bodies(path) for path in folder.glob("*.pdf")}
    assert {key: len(some) for key, some in pages.items()} == {
        "project_acceptance": 3, "payout_roster": 3, "donation_receipt": 3,
    }  # fmt: skip
    assert all(word in pages["project_acceptance"][-1] for word in ("建设前", "建设中", "建成后"))
    assert "发放照片" in pages["payout_roster"][-1]


def test_nobody_seals_a_page_that_does_not_say_what(store, tmp_path):
    """However many cadres and duties there are, the last page has one of them; and the level stands above its opinions."""
    posted.team(store)
    for many in range(3, 15):
        of = {"village": VILLAGE, "year": 2025}
        edits = [Edit("cadre", f"k{many}", {"name": f"甲{many}号"}), Edit("duty", "", {**of, "text": f"事项{many}"})]
        edits += [
            Edit(
                "attendance", "", {"village": VILLAGE, "month": "2025-02", "cadre": f"k{many}", "d01": "present"}, "m"
            ),
            Edit("posting", "", {"village": VILLAGE, "cadre": f"k{many}", "role": "member", "start": "2024-01-01"}),
        ]
        row = save_records(store, "队员", edits).ids["m"]
        (tmp_path / f"attendance-{many}.docx").write_bytes(one_made(store, "attendance_month", row).content)
        (tmp_path / f"duty-{many}.docx").write_bytes(one_made(store, "duty_list").content)
    (tmp_path / "level.docx").write_bytes(one_made(store, "assessment_sheet", posted.assessment(store)).content)
    laid_out(tmp_path)
    pages = {path.stem: bodies(path) for path in tmp_path.glob("*.pdf")}
    assert {1, 2} == {len(some) for name, some in pages.items() if "-" in name}
    for name, some in pages.items():
        assert re.search("甲\\d+号|事项\\d+|考核等次", some[-1]), name
        assert re.search("派出单位", some[-1]), name


LINES_BELOW = {  # paper: its record, its lines, and what stands above whoever signs
    "inspection_calls": ("inspection", ("inspection_answer", "question"), r"第\d+问"),
    "inspection_record": ("inspection", ("rectification", "problem"), r"第\d+问|明白卡"),
    "matter_form": ("matter", ("matter_step", "content"), "满意度"),
    "council_minutes": ("meeting", ("resolution", "topic"), r"第\d+问|广场灯光"),
}


def test_signatures_stand_with_a_line_or_the_end_of_a_matter(store, homes, tmp_path):
    for key, (entity, (lines, field), _above) in LINES_BELOW.items():
        row = FILLERS[entity](store, homes)
        for many in range(3, 15):
            save_records(store, "更多", [Edit(lines, "", {entity: row, field: f"第{many}问"})])
            (tmp_path / f"{key}-{many}.docx").write_bytes(one_made(store, key, row).content)
    for length in range(60, 300, 20):
        for key, row in (
            ("complaint_form", complaint(store, inquiry="长" * length * 2)),
            ("claim_form", claim(store, household=homes[0], need="长" * length * 2)),
            ("project_card", project(store, content="长" * length)),
        ):
            (tmp_path / f"{key}-{length}.docx").write_bytes(one_made(store, key, row).content)
    laid_out(tmp_path)
    above = {key: words for key, (_entity, _lines, words) in LINES_BELOW.items()}
    above |= {"complaint_form": "答复日期", "claim_form": "人民币", "project_card": "带动增收情况"}
    seen = set()
    for path in sorted(tmp_path.glob("*.pdf")):
        key = path.stem.partition("-")[0]
        pages = [page for page in bodies(path) if "签到附页" not in page]
        seen.add((key, len(pages)))
        assert re.search(above[key], pages[-1]), path.stem
        assert re.search("签字|抽查人", pages[-1]), path.stem
    assert {key for key, pages in seen if pages > 1} == set(above), "each was long enough for a second page"


def test_signatures_never_stand_alone_below_a_long_list(store, homes, tmp_path):
    of = {"village": VILLAGE, "date": "2025-01-20", "use": "aid", "form": "money", "amount": 100_00}
    counts = (9, 11, 14, 24, 37)
    for count_of_rows in counts:
        edits = [Edit("payment", "", {**of, "purpose": f"慰问{count_of_rows}"}, "p")]
        edits += [
            Edit("payout", "", {"payment": "@p", "position": place, "to_household": homes[0], "amount": 100_00})
            for place in range(count_of_rows)
        ]
        row = save_records(store, "发放", edits).ids["p"]
        (tmp_path / f"roster-{count_of_rows}.docx").write_bytes(one_made(store, "payout_roster", row).content)
        (tmp_path / f"book-{count_of_rows}.docx").write_bytes(one_made(store, "payment_book").content)
        save_records(store, "更多", [Edit("payment", "", {**of, "purpose": f"另一笔{one}"}) for one in range(5)])
    laid_out(tmp_path)
    for path in tmp_path.glob("*.pdf"):
        last = bodies(path)[-1]
        assert re.search("审核人", last), path.stem
        assert re.search("王大山|另一笔|慰问", last), path.stem
        assert re.search("领取人签字|发放日期", last), path.stem  # the head is repeated
