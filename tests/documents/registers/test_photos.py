# SPDX-License-Identifier: MIT
"""Photos of the books on their papers: each with its caption, on pages of their own, and only where there are any."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tests.documents.conftest import texts
from tests.documents.registers.caring import cared_for
from tests.documents.registers.conftest import VILLAGE, project
from tests.documents.registers.gifts import given
from tests.documents.registers.reading import made
from tests.documents.registers.test_matters import inspection
from villagedesk.documents.registers.declared import register_paper
from villagedesk.documents.registers.making import blank_book_papers
from villagedesk.documents.registers.standing import book_standings
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.i18n import set_language
from villagedesk.paths import resources
from villagedesk.services.keeping.exportlog import MARK
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import pictures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.store import Store

    Keep = Callable[[str], str]


def drawings(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [name for name in archive.namelist() if name.startswith("word/media/")]
        shown = archive.read("word/document.xml").count(b"<w:drawing>")
    assert len(files) == shown
    return shown


def test_a_project_is_shown_before_during_and_after_as_far_as_there_are_photos(store: Store, photo: Keep) -> None:
    row = project(store, photo_before=photo("brown"), photo_after=photo("green"))
    for key in ("project_card", "project_acceptance"):
        one = made(store, key, row)
        assert drawings(one.content) == 2, key
        words = texts(one.content)
        assert ("建设前" in words, "建设中" in words, "建成后" in words) == (True, False, True), key
        assert one.sensitive == ()
    assert drawings(made(store, "project_board", row).content) == 0  # what hangs in public shows none


def test_what_was_handed_out_and_received_is_shown_and_entered_in_the_export_log(
    store: Store, homes: list[str], photo: Keep
) -> None:
    ids = given(store, homes)
    edits = [
        Edit("payment", ids["paid"], {"photo": photo("red")}),
        Edit("donation", ids["gift"], {"photo": photo("blue")}),
    ]
    save_records(store, "照片", edits)
    for key, row, label in (("payout_roster", "paid", "发放照片"), ("donation_receipt", "gift", "接收照片")):
        one = made(store, key, ids[row])
        assert drawings(one.content) == 1, key
        assert one.sensitive == (label,)
        assert MARK in texts(one.content)
    for key in ("payment_approval", "donation_certificate"):
        assert drawings(made(store, key, ids["paid" if key == "payment_approval" else "gift"]).content) == 0, key
    assert drawings(made(store, "donation_feedback", ids["gift"]).content) == 0  # no donor sees whom it reached


def test_an_inspection_shows_its_photo_and_the_evidence_of_each_problem(
    store: Store, homes: list[str], photo: Keep
) -> None:
    row = inspection(store, homes, evidence_photo=photo("white"))
    save_records(store, "照片", [Edit("inspection", row, {"photo": photo("black")})])
    one = made(store, "inspection_record", row)
    assert drawings(one.content) == 2
    assert "第1项问题的整改佐证　2025年8月1日" in texts(one.content)
    assert "第2项问题的整改佐证" not in texts(one.content)
    assert set(one.sensitive) == {"督查照片", "佐证照片"}


def test_the_assessments_of_an_organisation_show_their_photos(store: Store, homes: list[str], photo: Keep) -> None:
    ids = given(store, homes)
    of_2025 = store.value("SELECT id FROM four_have WHERE year = 2025")
    save_records(store, "照片", [Edit("four_have", of_2025, {"photo": photo("white")})])
    one = made(store, "four_have_sheet", ids["organisation"])
    assert drawings(one.content) == 1
    assert "2025年度考核" in texts(one.content)


def test_without_photos_and_on_blank_forms_there_is_no_page_for_them(store: Store, homes: list[str]) -> None:
    papers = [register_paper(key) for key in ("project_card", "payout_roster", "inspection_record", "four_have_sheet")]
    said = [texts(one.content) for one in blank_book_papers(store, papers, 2025)]
    said.append(texts(made(store, "project_acceptance", project(store)).content))
    said.append(texts(made(store, "inspection_record", inspection(store, homes)).content))
    for words in said:
        assert "照片" not in words.replace("佐证：照片", "")


def test_another_photo_makes_a_printed_paper_stale(store: Store, photo: Keep, tmp_path: Path) -> None:
    row = project(store, photo_before=photo("brown"))
    write_book_papers(store, (made(store, "project_card", row),), tmp_path / "文书")
    (one,) = book_standings(store, VILLAGE)
    assert one.verdict is Verdict.FRESH
    save_records(store, "换照片", [Edit("project", row, {"photo_before": photo("gray")})])
    (one,) = book_standings(store, VILLAGE)
    assert one.changed == ("项目：建设前照片",)


def test_an_assessment_of_somebody_in_special_hardship_shows_its_photo(
    store: Store, homes: list[str], photo: Keep
) -> None:
    ids = cared_for(store, homes, appraisal={"photo": photo("white")})
    one = made(store, "appraisal_form", ids["first"])
    assert drawings(one.content) == 1
    assert "评估照片" in one.sensitive
    assert drawings(made(store, "appraisal_form", ids["second"]).content) == 0


def test_the_persons_of_papers_of_people_in_special_hardship_are_counted(store: Store, homes: list[str]) -> None:
    ids = cared_for(store, homes)
    assert made(store, "special_form", ids["stranger"]).people == 2  # he himself, and who registered him
    assert made(store, "special_form", ids["known"]).people == 3  # the head, his guardian, and who registered him
    assert made(store, "appraisal_form", ids["first"]).people == 1
    assert (
        made(store, "care_plan_form", ids["plan"]).people == 2
    )  # and the cadre who advises, not the name typed beside


def test_photos_that_are_damaged_or_gone_are_named_where_the_paper_would_show_them(store: Store, photo: Keep) -> None:
    damaged = pictures.keep(store, "image/jpeg", b"\xff\xd8 half a picture")
    row = project(store, photo_before=damaged, photo_during="f" * 64, photo_after=photo("green"))
    card = made(store, "project_card", row)
    assert drawings(card.content) == 1
    assert [note for note in card.notes if "照片" in note] == [
        "“建设前照片”已损坏，没有印。请在这条记录中重新选一次照片。",
        "“建设中照片”已丢失，没有印。请在这条记录中重新选一次照片。",
    ]
    assert not [note for note in made(store, "project_board", row).notes if "照片" in note]
    set_language("en", resources() / "locale")
    assert any("Photo before the work" in note for note in made(store, "project_card", row).notes)
