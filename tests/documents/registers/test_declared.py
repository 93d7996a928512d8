# SPDX-License-Identifier: MIT
"""Every paper of a book: its book exists, its template asks for nothing that is not there, and the context holds just that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.documents.conftest import texts
from tests.documents.registers.conftest import VILLAGE
from villagedesk.documents.facts.placeholders import PlaceholderGroup, lines_of
from villagedesk.documents.papers import APART, PAPERS
from villagedesk.documents.public.whitelist import public_fields
from villagedesk.documents.registers.declared import REGISTER_PAPERS, RegisterPaper, papers_of, register_paper
from villagedesk.documents.registers.facts import register_context
from villagedesk.documents.registers.making import blank_book_papers
from villagedesk.documents.registers.placeholders import book_groups, record_groups
from villagedesk.documents.registers.subject import blank_subject, book_of, references_of
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.mentions import mentions
from villagedesk.errors import Refused
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.codes import code_list
from villagedesk.models.registers import REGISTERS
from villagedesk.services.keeping.records import Edit, save_records

BOOKS = {one.entity: one for one in REGISTERS}


def held(made):
    """Group → names, of a context in which every list has a row."""
    return {group: set(values[0] if isinstance(values, list) else values) for group, values in made.items()}


def promised(groups):
    made = {}
    for group in groups:
        names = {name for entity in group.entities for name in twins(entity)}
        made[group.name] = names | {name for name, _label, _example in group.computed}
    return made


def twins(entity):
    """Names of an entity's fields, with those of ticks and capitals."""
    return {one.name for one in lines_of(PlaceholderGroup("甲", (entity,))) if one.name}


def test_papers_have_keys_of_their_own_a_book_and_a_retention():
    keys = [one.key for one in REGISTER_PAPERS] + [one.key for one in (*PAPERS, *APART)]
    assert len(keys) == len(set(keys))
    assert {one.entity for one in REGISTER_PAPERS} <= set(BOOKS)
    assert {one.retention for one in REGISTER_PAPERS} <= {one.code for one in code_list("retention").entries}
    assert {one.number for one in REGISTER_PAPERS} <= {"D10", "D11", "D24", "D25", "D26"}


def test_a_paper_is_found_by_its_key_and_a_wrong_key_names_those_there_are():
    assert [register_paper(one.key) for one in REGISTER_PAPERS] == list(REGISTER_PAPERS)
    assert [one.key for one in papers_of("claim")] == ["claim_form", "claim_book"]
    with pytest.raises(Refused, match="project_card"):
        register_paper("nothing")


@pytest.mark.parametrize("paper", REGISTER_PAPERS, ids=lambda one: one.key)
def test_a_template_asks_for_listed_names_only(paper):
    names = promised(paper.groups)
    for path in mentions(built_in(paper.paper.template)):
        group, *rest = (part for part in path.split(".") if part not in {"*", "#", "?"})
        assert group in names, path
        assert not rest or rest[-1] in names[group], path


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.entity)
def test_the_context_of_a_record_holds_what_the_list_promises(register, store):
    subject = blank_subject(store, register, Village(), 2025, "2026-03-02")
    lines = {key: (entity_spec(key).record(),) for key in register.lines}
    paper = RegisterPaper("x", "D26", "样张", "Sample", register.entity, "Y")
    made = register_context(paper, replace(subject, lines=lines))
    assert held(made) == promised(record_groups(register))
    whole = RegisterPaper("y", "D26", "样张", "Sample", register.entity, "Y", whole=True)
    made = register_context(whole, replace(subject, records=(entity_spec(register.entity).record(),)))
    assert held(made) == promised(book_groups(register))


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.entity)
def test_a_public_context_has_public_fields_and_names_no_household_or_person(register, store):
    subject = blank_subject(store, register, Village(), 2025, "2026-03-02")
    lines = {key: (entity_spec(key).record(),) for key in register.lines}
    made = held(
        register_context(
            RegisterPaper("x", "D26", "样张", "Sample", register.entity, "Y", public=True),
            replace(subject, lines=lines),
        )
    )
    known = promised(record_groups(register))
    assert set(made) == set(known)
    for group in record_groups(register):
        if not group.entities:
            continue
        (entity,) = group.entities
        allowed = {name for name, _spec in public_fields(entity)} | {"行号"}
        named = {spec for spec in references_of(entity) if spec.public and spec.ref not in {"household", "member"}}
        assert {name.removesuffix("选项") for name in made[group.name]} - {one.placeholder for one in named} - {
            "名称"
        } <= allowed
        assert not {name for name in made[group.name] if name.endswith(("组名", "户主"))}


def test_every_blank_form_is_filled_in_and_has_nothing_left_over(store):
    for paper, made in zip(REGISTER_PAPERS, blank_book_papers(store, REGISTER_PAPERS, 2025), strict=True):
        words = texts(made.content)
        assert "{{" not in words, paper.key
        assert "{%" not in words, paper.key
        assert "☑" not in words, paper.key
        assert made.name == f"{paper.title}（空白表）.docx"
        assert made.note is None


def test_a_book_of_a_year_has_its_records_the_earliest_first(store):
    for day in ("2025-06-01", "2024-05-01", "2025-02-01"):
        save_records(store, "认领", [Edit("claim", "", {"village": VILLAGE, "title": day, "date": day})])
    found = book_of(store, BOOKS["claim"], Village(id=VILLAGE), 2025, "2026-03-02")
    assert [one.title for one in found.records] == ["2025-02-01", "2025-06-01"]
