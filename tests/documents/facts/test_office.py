# SPDX-License-Identifier: MIT
"""The papers as an office suite draws them: pages, texts, no leftovers. Needs LibreOffice and poppler."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.documents.conftest import DAY, changed, full_case, texts, thin_case
from tests.documents.drawing import DRAWN, bodies, count, cut_off, laid_out, profile, words
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.papers import PAPERS
from villagedesk.documents.volumes.blank import blank_papers
from villagedesk.documents.volumes.volume import DRAFT, papers_of, volume_context
from villagedesk.documents.word.marking import marked
from villagedesk.documents.word.template import compile_template, render
from villagedesk.models.catalogue.help import Benefit
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.paths import resources

pytestmark = DRAWN
PAGES = {"01": 2, "02": 1, "06": 5, "07": 2, "08": 1, "09": 1, "10": 1, "11": 2, "12": 5, "13": 1, "14": 2, "18": 1}
ENTERING = {"03": 1, "04": 1, "05": 2}  # of the year in which a household came in; and a letter
LEAVING = {"15": 2, "17": 3}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Four volumes as PDF: {volume: {number of the paper: PDF}}."""
    folder = tmp_path_factory.mktemp("office")
    long = changed(full_case(), visits=(full_case().visits[0].having(changes="长" * 9_999 + "末"),))
    entering = changed(full_case(), household=full_case().household.having(identified="2016-03", identify_year=2016))
    record = Monitoring(id="m1", turn=1, risks=("illness",), clue_on="2016-03-01", removed_on="2016-11-20")
    facts = full_case().facts.having(exit_year=2016)
    leaving = changed(full_case(), facts=facts, monitorings=(record,))
    cases = {"full": full_case(), "thin": thin_case(), "long": long, "entering": entering, "leaving": leaving}
    for name, case in cases.items():
        (folder / name).mkdir()
        for file, content in papers_of(case, office_of(case.village), DAY):
            if name != "long" or file.startswith("14"):
                (folder / name / file).write_bytes(content)
    (folder / "blank").mkdir()
    for file, content in blank_papers(full_case().village, 2025, DAY):
        (folder / "blank" / file).write_bytes(content)
    together = folder / "together"  # every start of LibreOffice takes seconds
    together.mkdir()
    for name in (*cases, "blank"):
        for path in (folder / name).glob("*.docx"):
            path.rename(together / f"{name} {path.name}")
    laid_out(together)
    drawn = {name: {} for name in (*cases, "blank")}
    for pdf in together.glob("*.pdf"):
        name, _, file = pdf.name.partition(" ")
        drawn[name][file[:2]] = pdf
    return drawn


@pytest.fixture(scope="module")
def resaved(tmp_path_factory):
    """The built-in templates as an office suite writes them again: other runs, other styles, other part names."""
    folder = tmp_path_factory.mktemp("resaved")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={Path(profile().name).as_uri()}",
        "--convert-to",
        "docx",
    ]
    files = [resources() / "templates" / name for name in sorted({one.template for one in PAPERS})]
    done = subprocess.run(
        [*command, "--outdir", folder, *files], capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("case", [full_case(), thin_case()], ids=["full", "thin"])
@pytest.mark.parametrize("one", PAPERS, ids=lambda one: one.key)
def test_a_template_saved_again_by_an_office_suite_prints_the_same_words(resaved, case, one):
    facts = volume_context(casefile_context(case, office_of(case.village), DAY), PAPERS, None)
    printed = (
        texts(render(compile_template(folder / one.template), facts)) for folder in (resources() / "templates", resaved)
    )
    before, after = (re.sub(r"第\d+页|共\d+页|\s", "", text) for text in printed)  # the pages are fields
    assert before == after


def test_every_paper_has_the_pages_it_should(drawn):
    found = {name: {number: count(pdf) for number, pdf in papers.items()} for name, papers in drawn.items()}
    assert found["full"] == PAGES
    assert found["thin"] == {**PAGES, "14": 1}
    assert found["blank"] == {**PAGES, **ENTERING, **LEAVING, "14": 1, "16": 2}
    assert found["entering"] == {**PAGES, **ENTERING, "16": 1}
    assert {number: found["leaving"][number] for number in LEAVING} == LEAVING


def test_no_page_is_empty_and_nothing_of_the_template_language_is_left(drawn):
    for volume in ("full", "thin", "blank", "entering"):
        for number, pdf in drawn[volume].items():
            assert "{{" not in words(pdf)
            assert "{%" not in words(pdf)
            for body in bodies(pdf):
                assert len(body) > 20, (volume, number)


def test_all_that_a_paper_says_is_drawn(drawn):
    for volume in ("full", "thin", "blank", "entering", "leaving", "long"):
        for number, pdf in drawn[volume].items():
            assert not cut_off(pdf.with_suffix(".docx"), pdf), (volume, number)


def test_rows_for_the_pen_open_no_page_of_their_own(tmp_path):
    """Visits of many lengths: the last page of each record has a visit on it, not only blank rows."""
    base = full_case()
    told = ("长" * 37, "了解春耕备耕情况，核对种子2.5公斤、化肥3袋是否到位。工资1200元已结清，收入略增。", "一切如常。")
    for many in range(3, 13):
        visits = tuple(
            base.visits[0].having(
                id=f"v{place}", changes=told[(place + many) % 3], policies="城乡居民医保参保资助和大病保险政策",
                gifts="大米10公斤、食用油5升" if place % 2 else None, next_date="2016-10-31",
            )
            for place in range(many)
        )  # fmt: skip
        (content,) = (
            content for _, content in papers_of(changed(base, visits=visits), office_of(base.village), DAY, ["visits"])
        )
        (tmp_path / f"{many:02d}.docx").write_bytes(content)
    laid_out(tmp_path)
    for file in sorted(tmp_path.glob("*.docx")):
        assert "接待人" in words(file.with_suffix(".pdf")).removesuffix("\f").split("\f")[-1], file.name


def test_no_signatures_stand_alone_on_the_last_page(tmp_path):
    """Lists of many lengths in D07 and D08: on the page of who signs for the whole there are rows of the list."""
    base = full_case()
    for many in (8, 13, 14, 15):
        gained = tuple(
            base.measures[0].having(id=f"m{place}", content=f"第{place}项{'养羊' * 8}", actual_gain=1_000_00)
            for place in range(many)
        )
        case = changed(base, measures=gained)
        for name, content in papers_of(case, office_of(base.village), DAY, ["register", "handbook"]):
            (tmp_path / f"{name[:2]}-{many:02d}.docx").write_bytes(content)
    laid_out(tmp_path)
    for pdf in sorted(tmp_path.glob("*.pdf")):
        above, signed, _below = bodies(pdf)[-1].partition("户主签字（按手印）")
        assert signed, pdf.name
        assert f"第{int(pdf.stem[-2:]) - 1}项" in above, pdf.name


def test_the_mark_of_a_draft_costs_no_page(tmp_path):
    """The form of 2026 has the most rows; one of them would stand alone on a page."""
    case = full_case(2026)
    wanted = ("survey", "register", "plan", "monitoring", "benefits")
    for file, content in papers_of(case, office_of(case.village), DAY, wanted):
        (tmp_path / file).write_bytes(content)
        (tmp_path / f"draft-{file}").write_bytes(marked(content, DRAFT))
    laid_out(tmp_path)
    pages = {path.stem: count(path) for path in tmp_path.glob("*.pdf")}
    drafts = {name.removeprefix("draft-"): many for name, many in pages.items() if name.startswith("draft-")}
    assert len(drafts) >= 3
    assert drafts == {name: pages[name] for name in drafts}


@pytest.mark.parametrize("many", [9, 14, 19])
def test_a_card_of_many_policies_begins_on_its_first_page_and_ends_with_its_signatures(tmp_path, many):
    given = tuple(
        Benefit(
            id=f"b{place}", date=f"2016-0{place % 9 + 1}-06", category=category, content=f"第{place}项政策" + "长" * 30
        )
        for place, category in enumerate(("industry", "employment", "health", "security", "social") * many)
        if place < many
    )
    case = changed(full_case(), benefits=given)
    ((name, content),) = papers_of(case, office_of(case.village), DAY, ("benefits",))
    (tmp_path / name).write_bytes(content)
    laid_out(tmp_path)
    pages = bodies(tmp_path / f"{name.removesuffix('.docx')}.pdf")
    assert "产业扶贫" in pages[0]
    assert "填写人签字" in pages[-1]
    assert "社会帮扶" in pages[-1], "the signatures do not stand alone"


def test_identity_numbers_stand_on_one_line(drawn):
    lines = words(drawn["full"]["06"])
    for person in full_case().people:
        assert person.member.id_no in lines
    assert full_case().people[0].member.card_no in lines


def test_pages_are_counted(drawn):
    assert re.search(r"第\s*5\s*页\s*共\s*5\s*页", words(drawn["full"]["06"]))


def test_the_end_of_a_very_long_text_is_on_the_paper(drawn):
    text = re.sub(r"\s", "", words(drawn["long"]["14"]))
    assert text.count("长") == 9_999
    assert "末" in text
    assert count(drawn["long"]["14"]) > 10
