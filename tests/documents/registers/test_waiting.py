# SPDX-License-Identifier: MIT
"""No paper of a book takes a side: whatever it tells, of its own records or of others, is decided before it is printed.

What a paper tells is found by itself: every line of text in the file says whose it is, and those that come out on a paper are
contested one by one.
"""

from __future__ import annotations

import re

import pytest

from tests.documents.registers import posted
from tests.documents.registers.conftest import VILLAGE
from tests.documents.registers.reading import made
from tests.documents.registers.test_office_registers import FILLERS
from tests.documents.volumes.test_batch import contest
from villagedesk.documents.registers.declared import REGISTER_PAPERS, register_paper
from villagedesk.documents.registers.facts import register_context
from villagedesk.documents.registers.screening import screen_for
from villagedesk.documents.registers.subject import subject_of
from villagedesk.documents.registers.waiting import refuse_contested
from villagedesk.documents.volumes.prints import names_of
from villagedesk.documents.word.mentions import value_at
from villagedesk.errors import Refused
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads

DAY = "2025-12-31"
TOKEN = re.compile(r"Z(\d+)q")
# Rows that papers name and nobody is asked to decide before they are printed: what the office itself is called.
OFFICE = frozenset({"village"})


@pytest.fixture
def told(store, homes):
    """A village with records of every book whose texts say whose they are: {number in the text: (entity, row, field, text)}."""
    posted.team(store)
    records = {key: fill(store, homes) for key, fill in FILLERS.items()}
    found, edits = {}, []
    for entity, spec in ENTITIES.items():
        texts = [one for one in spec.fields if one.kind in {Kind.TEXT, Kind.NAME}]  # of two notes both are kept
        for record in reads.where(store, spec.record) if texts and entity not in OFFICE else ():
            values = {}
            for field in texts:
                values[field.key] = text = f"Z{len(found)}q"
                found[len(found)] = (entity, record.id, field.key, text)
            edits.append((entity, record.id, values))
    with store.change("字样") as change:
        for entity, row, values in edits:
            change.put(entity, row, values)
    return records, found


def subject(store, paper, records):
    village = reads.get(store, Village, VILLAGE)
    if paper.whole:
        return paper.of_book(store, village, 2025, DAY)
    row = records.get(paper.key) or records[paper.entity]
    record = reads.get(store, ENTITIES[paper.entity].record, row)
    return subject_of(store, paper.register, village, record, DAY)


def said(paper, about):
    """All that stands on a paper, as one text."""
    facts = register_context(paper, about, screen_for(paper, about))
    return repr([value_at(facts, name) for name in names_of(paper.paper)])


def waits(store, paper, records):
    try:
        refuse_contested(paper, subject(store, paper, records))
    except Refused as refusal:
        return "还没有裁决" in str(refusal)
    return False


def test_every_paper_waits_for_whatever_it_tells(store, told):
    records, known = told
    missed, tried = [], set()
    for paper in REGISTER_PAPERS:
        text = said(paper, subject(store, paper, records))
        numbers = sorted({int(number) for number in TOKEN.findall(text)})
        assert numbers, f"{paper.key} tells nothing: nothing was tried"
        assert not waits(store, paper, records), paper.key
        for number in numbers:
            entity, row, key, own = known[number]
            contest(store, entity, row, key, own, f"{own}另")
            if not waits(store, paper, records):
                missed.append((paper.key, entity, key))
            contest(store, entity, row, key, own)
            tried.add((paper.key, entity))
    assert not missed, missed
    assert len({entity for _paper, entity in tried}) > 20
    others = {(paper, entity) for paper, entity in tried if not _own(paper, entity)}
    assert len(others) > 30, "papers that tell of nothing but themselves prove nothing"


def _own(key, entity):
    register = register_paper(key).register
    return entity in {register.entity, *register.lines}


CODED = [  # what is no text: dates, codes, amounts, days
    ("need_book", "claim", "date", ("2025-03-06", "2025-03-07")),
    ("need_book", "claim", "given_up", (None, "2025-03-08")),
    ("claim_book", "need", "wanted", (6_000_00, 7_000_00)),
    ("claim_book", "need", "household", None),
    ("attendance_month", "attendance", "d01", ("present", "leave")),
    ("attendance_month", "posting", "role", ("first_secretary", "member")),
    ("leave_slip", "posting", "role", ("first_secretary", "member")),
    ("responsibility", "posting", "end", (None, "2025-06-30")),
    ("assessment_sheet", "cadre", "unit", None),
    ("duty_list", "duty_tick", "done", (True, False)),
    ("matter_ledgers", "matter_step", "date", ("2025-03-01", "2025-03-02")),
    ("need_list", "claim", "quantity", (1_00, 2_00)),
    ("money_notice", "donation", "date", ("2025-01-08", "2025-01-09")),
    ("special_form", "household", "address", ("一组", "二组")),
]


@pytest.mark.parametrize(
    ("key", "entity", "field", "sides"), CODED, ids=[f"{one[0]}-{one[1]}.{one[2]}" for one in CODED]
)
def test_a_paper_waits_for_days_amounts_and_codes_of_other_records_too(store, told, homes, key, entity, field, sides):
    records, _known = told
    paper = register_paper(key)
    assert not waits(store, paper, records)
    rows = [one.id for one in reads.where(store, ENTITIES[entity].record)]
    sides = sides or tuple(_others(store, entity, field))
    caught = []
    for row in rows:
        before = getattr(reads.get(store, ENTITIES[entity].record, row), field)
        contest(store, entity, row, field, *sides)
        caught.append(waits(store, paper, records))
        contest(store, entity, row, field, before)
    assert any(caught)


def _others(store, entity, field):
    return [one.id for one in reads.where(store, ENTITIES[ENTITIES[entity][field].ref].record)][:2]


def test_a_paper_does_not_wait_for_what_it_does_not_tell(store, told):
    """A telephone of a cadre stands on no sheet of a month, and a household of another need on no form."""
    records, _known = told
    for key, entity, field in (
        ("attendance_month", "cadre", "phone"),
        ("donation_certificate", "payment", "purpose"),
        ("project_card", "household", "phone"),
        ("claim_form", "donor", "name"),
    ):
        for one in reads.where(store, ENTITIES[entity].record):
            contest(store, entity, one.id, field, "甲", "乙")
        assert not waits(store, register_paper(key), records), key


@pytest.mark.usefixtures("told")
def test_the_contest_of_another_record_keeps_the_paper_from_being_written(store):
    (claim, *_more) = [one for one in reads.where(store, ENTITIES["claim"].record) if one.answers]
    contest(store, "claim", claim.id, "claimer", "甲", "乙")
    with pytest.raises(Refused, match=r"没有打印：.*还没有裁决"):
        made(store, "need_book")
    assert save_records(store, "无关", [Edit("claim", claim.id, {"note": "另记"})])
