# SPDX-License-Identifier: MIT
"""Whatever is put up in public, found by itself: a new public paper is tried here without anybody adding it.

Every kind of record is there, every line of text in it holds numbers, a child and an illness, and none of it comes out.
"""

from __future__ import annotations

import ast
import io
import zipfile
from pathlib import Path

import docx
import pytest

import villagedesk
from tests.documents.conftest import texts
from tests.documents.public.crowd import CAUSES, CHILDREN_WHO_GIVE, DAY, ILLNESSES, YEAR, leaks
from villagedesk.documents.papers import APART, PAPERS, PUBLIC
from villagedesk.documents.public import whitelist
from villagedesk.documents.public.gatherings import make_papers
from villagedesk.documents.registers import making, screening
from villagedesk.documents.registers.declared import REGISTER_PAPERS, register_paper
from villagedesk.documents.registers.making import BookOrder, make_book_papers
from villagedesk.errors import Refused
from villagedesk.models.catalogue.giving import Donation, Donor
from villagedesk.models.catalogue.procedure import Notice
from villagedesk.models.checks.withholding import Sieve
from villagedesk.models.registers import REGISTERS
from villagedesk.store import reads

PUBLIC_OF_BOOKS = [paper for paper in REGISTER_PAPERS if paper.public]
HANDED = [paper for paper in REGISTER_PAPERS if paper.handed]
OF_BOOKS = [*PUBLIC_OF_BOOKS, *HANDED]
# Whatever is filled in from the whitelist goes through one of these, which the tests below go through.
MADE_BY = {"public/notices.py", "registers/making.py"}
# Called a notice or a list, and for inside: what cadres have to do.
INSIDE = {"duty_list", "questions", "handover"}
# What a donor or claimer is given; a receipt names whoever gave, and whom he gave it for.
GIVEN = {"donation_receipt", "donation_certificate", "donation_feedback", "claim_form"}
NAMES_ITS_DONOR = {"donation_receipt"}
SALT = "已核实"


@pytest.fixture(scope="module")
def secrets(crowded):
    """What must not be seen: numbers, illnesses and causes, and the names of minors that are no part of other words."""
    _store, crowd, _rows = crowded
    others = crowd.heads | (crowd.children - crowd.minors)
    minors = {name for name in crowd.minors if not any(name in other for other in others)}
    assert len(crowd.numbers) > 1_500
    assert len(minors) > 60
    return crowd.secrets | set(CAUSES) | set(ILLNESSES), minors


def made(crowded, paper):
    """The paper of everything that it can be about; a record whose paper is refused is left out."""
    store, _crowd, rows = crowded
    finished = []
    for records in [()] if paper.whole else [(row,) for row in rows[paper.entity]]:
        try:
            finished += make_book_papers(store, BookOrder((paper,), rows["village"][0], records, YEAR, DAY))
        except Refused:
            continue
    return [(one.name, one.content) for one in finished]


def test_there_is_no_other_way_to_make_a_public_paper():
    room = Path(villagedesk.__file__).parent
    found = set()
    for path in room.rglob("*.py"):
        names = {one.id for one in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(one, ast.Name)}
        if "render_public" in names:
            found.add(str(path.relative_to(room / "documents").as_posix()))
    assert found == MADE_BY, "a new way of making public papers: it needs a test like those below"
    assert {paper.template for paper in PUBLIC} == {"notice.docx", "notice_report.docx", "announcement.docx"}


def test_what_is_called_a_notice_or_a_list_for_people_is_filled_in_from_the_whitelist():
    public = {paper.key for paper in (*PUBLIC, *OF_BOOKS)}
    called = {one.key: one.title for one in (*PAPERS, *APART, *REGISTER_PAPERS)}
    wanted = {key for key, title in called.items() if any(word in title for word in ("公示", "公告", "清单", "公开"))}
    assert wanted - INSIDE <= public
    assert len(PUBLIC_OF_BOOKS) >= 6
    assert {one.key for one in HANDED} == GIVEN
    assert not any(one.public for one in HANDED), "what is public is filled in from the whitelist"


@pytest.mark.parametrize("paper", OF_BOOKS, ids=lambda one: one.key)
def test_a_public_paper_of_a_book_shows_no_number_no_illness_and_no_child(crowded, secrets, paper):
    papers = made(crowded, paper)
    assert papers, "every one was refused: nothing was tried"
    assert any(SALT in texts(content) for _name, content in papers), "no salted text came through: nothing was tried"
    numbers, children = secrets
    if paper.key in NAMES_ITS_DONOR:
        children = children - {one for one in children if any(one in name for name in donors(crowded))}
    for name, content in papers:
        assert leaks(name, content, numbers, children) == [], name


def donors(crowded):
    """How donors are called who are children."""
    store, _crowd, rows = crowded
    return [reads.get(store, Donor, rows["donor"][place]).name for place in CHILDREN_WHO_GIVE]


def test_a_child_who_gave_is_named_nowhere_though_somebody_entered_that_he_may_be(crowded):
    """domain.md §7.7 (3): no child's own word is enough; whoever prints is told."""
    store, _crowd, rows = crowded
    for place, name in zip(CHILDREN_WHO_GIVE, donors(crowded), strict=True):
        (donation,) = [row for row in rows["donation"] if reads.get(store, Donation, row).donor == rows["donor"][place]]
        for key, row in (
            ("donation_certificate", donation),
            ("donation_feedback", donation),
            *(("money_notice", one) for one in rows["money_notice"]),
        ):
            paper = register_paper(key)
            (one,) = make_book_papers(store, BookOrder((paper,), rows["village"][0], (row,), YEAR, DAY))
            assert name not in texts(one.content), key
            assert name not in f"{one.name} {one.title} {one.place}", key
            assert any(f"捐赠人“{name}”" in said for said in one.notes), key
            assert ("匿名" if key == "money_notice" else "爱心人士：") in texts(one.content)


def test_the_notices_show_none_of_it_either(crowded, secrets):
    store, _crowd, _rows = crowded
    papers = make_papers(store, reads.where(store, Notice)).papers
    assert len(papers) > 20
    for name, content in papers:
        assert leaks(name, content, *secrets) == [], name


@pytest.mark.parametrize("paper", OF_BOOKS, ids=lambda one: one.key)
def test_without_the_sieve_every_public_paper_of_a_book_would_leak(crowded, secrets, paper, monkeypatch):
    monkeypatch.setattr(Sieve, "freed", lambda _self, text, **_how: (text, []))
    monkeypatch.setattr(screening, "searched", lambda content, *_what: content)
    assert any(leaks(name, content, *secrets) for name, content in made(crowded, paper))


@pytest.mark.parametrize("paper", OF_BOOKS, ids=lambda one: one.key)
def test_without_the_sieve_the_search_of_the_finished_paper_refuses_it(crowded, paper, monkeypatch):
    monkeypatch.setattr(Sieve, "freed", lambda _self, text, **_how: (text, []))
    assert made(crowded, paper) == []


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.entity)
def test_a_public_paper_of_any_book_would_have_nothing_of_it_in_its_facts(crowded, secrets, register):
    """Whatever template somebody makes: what it may ask for holds none of it."""
    from villagedesk.documents.registers.declared import RegisterPaper
    from villagedesk.documents.registers.facts import register_context
    from villagedesk.documents.registers.screening import screen_of

    store, _crowd, rows = crowded
    village = reads.get(store, making.Village, rows["village"][0])
    paper = RegisterPaper("x", "D26", "样张", "Sample", register.entity, "Y", public=True)
    numbers, children = secrets
    for record in making.records_in_order(store, register, rows[register.entity]):
        subject = making.subject_of(store, register, village, record, DAY)
        facts = repr(register_context(paper, subject, screen_of(subject)))
        assert [one for one in numbers | children if one in facts] == []


# -- that a leak would be found, wherever it is ------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HIDING = {
    "the text": ("word/document.xml", "<w:p><w:r><w:t>{0}</w:t></w:r></w:p>"),
    "runs that Word has cut up": ("word/document.xml", "<w:p><w:r><w:t>{1}</w:t></w:r><w:r><w:t>{2}</w:t></w:r></w:p>"),
    "hidden text": ("word/document.xml", "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{0}</w:t></w:r></w:p>"),
    "deleted text": ("word/document.xml", "<w:p><w:del><w:r><w:delText>{0}</w:delText></w:r></w:del></w:p>"),
    "the text for the blind": ("word/document.xml", '<w:p><w:docPr descr="{0}"/></w:p>'),
    "a bookmark": ("word/document.xml", '<w:p><w:bookmarkStart w:id="1" w:name="{0}"/></w:p>'),
    "references of XML": ("word/document.xml", "<w:p><w:r><w:t>{3}</w:t></w:r></w:p>"),
    "full width": ("word/document.xml", "<w:p><w:r><w:t>{4}</w:t></w:r></w:p>"),
    "spaces between": ("word/document.xml", "<w:p><w:r><w:t>{5}</w:t></w:r></w:p>"),
    "an invisible sign between": ("word/document.xml", "<w:p><w:r><w:t>{6}</w:t></w:r></w:p>"),
    "a header": ("word/header9.xml", "<w:hdr " + W + "><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:hdr>"),
    "a comment": ("word/comments.xml", "<w:comments " + W + "><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:comments>"),
    "a property": ("docProps/custom.xml", "<Properties><property><lpwstr>{0}</lpwstr></property></Properties>"),
    "a link": ("word/_rels/header9.xml.rels", '<Relationships><Relationship Target="http://x/{0}"/></Relationships>'),
    "the name of a part": ("word/media/{0}.png", "x"),
}


@pytest.mark.parametrize("where", HIDING)
@pytest.mark.parametrize("secret", ["51019919620305101X", "13900000001", "张小宝", "慢性肾炎"])
def test_a_leak_would_be_found_wherever_it_hides(where, secret):
    part, form = HIDING[where]
    half = len(secret) // 2
    shown = (
        secret,
        secret[:half],
        secret[half:],
        "".join(f"&#{ord(sign)};" for sign in secret),
        "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() else sign for sign in secret),
        " ".join(secret),
        "\u200b".join(secret),
    )
    made_of, source = io.BytesIO(), io.BytesIO()
    docx.Document().save(source)
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(made_of, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                content = content.replace(b"<w:body>", b"<w:body>" + form.format(*shown).encode())
            other.writestr(name, content)
        if part.format(*shown) not in package.namelist():
            other.writestr(part.format(*shown), form.format(*shown))
    assert leaks("公示.docx", source.getvalue(), {secret}, set()) == []
    assert leaks("公示.docx", made_of.getvalue(), {secret}, set())
    assert leaks(f"{secret}.docx", source.getvalue(), {secret}, set())


def test_the_whitelist_is_what_the_catalogue_marks():
    with pytest.raises(whitelist.NotPublic):
        whitelist.public("need.household", "x")
