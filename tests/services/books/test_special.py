# SPDX-License-Identifier: MIT
"""People in special hardship: read with what is about them, what their forms say, and who is to be assessed again."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.services.entering import put
from tests.services.helping.test_visiting import a_household
from villagedesk.models.catalogue.special import Appraisal, CarePlan, Special
from villagedesk.services.books.registers import RowNames, what_follows
from villagedesk.services.books.special import read_special, tell, to_assess
from villagedesk.services.today import waiting
from villagedesk.store import reads

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def books(store, village):
    a_household(store, "h1")
    of = {"village": village}
    put(store, "special", "s1", **of, number="TS1", date="2025-01-05", household="h1")
    put(store, "special", "s2", **of, number="TS2", date="2025-02-05", person="罗不在册")
    put(
        store,
        "appraisal",
        "a2",
        **of,
        special="s1",
        date="2025-06-01",
        assessors="周明",
        conclusion="in",
        again_on="2026-03-02",
    )
    put(store, "appraisal", "a1", **of, special="s1", date="2025-02-01", assessors="周明和李正", conclusion="later")
    put(
        store,
        "appraisal",
        "a3",
        **of,
        special="s2",
        date="2025-03-01",
        assessors="周明、李正",
        conclusion="out",
        again_on="2026-01-01",
    )
    put(store, "care_plan", "p1", **of, special="s1", date="2025-06-10", approved_on="2025-06-20")
    put(store, "care_step", "c1", plan="p1", position=0, content="随访", done_on="2025-07-01")
    put(store, "care_step", "c2", plan="p1", position=1, content="救助", done_on="2999-01-01")
    return store


def told(store, kind, row):
    return tell(store, reads.get(store, kind, row))


def test_people_are_read_with_assessments_and_plans_in_order_of_their_days(books, village):
    found = read_special(books, village)
    assert [(one.special.id, [a.id for a in one.appraisals], [p.id for p in one.plans]) for one in found] == [
        ("s1", ["a1", "a2"], ["p1"]), ("s2", ["a3"], []),
    ]  # fmt: skip
    assert read_special(books) == found
    assert read_special(books, "elsewhere") == ()


def test_a_case_says_how_far_it_is_and_what_is_due(books):
    assert told(books, Special, "s1") == "已纳入；评估2次；帮扶方案已审批，未执行；2026-03-02应再次评估"
    assert told(books, Special, "s2") == "不纳入；评估1次；2026-01-01应再次评估"
    put(books, "special", "s2", ended="2025-12-01")
    assert told(books, Special, "s2") == "已停止服务；评估1次"
    assert what_follows(books, reads.get(books, Special, "s2")) == "已停止服务；评估1次"


def test_an_assessment_by_fewer_than_two_says_so(books):
    assert told(books, Appraisal, "a2") == "评估人1名，少于2名"
    for row in ("a1", "a3"):
        assert told(books, Appraisal, row) == ""


def test_a_plan_says_how_far_it_is_and_how_many_of_its_measures_are_done(books):
    assert told(books, CarePlan, "p1") == "已审批，未执行；措施2项，完成1项"
    put(books, "care_plan", "p1", closed_on="2025-12-01")
    assert told(books, CarePlan, "p1") == "已结案；措施2项，完成1项"


def test_today_opens_who_should_have_been_assessed_again_by_then(books):
    assert [one.id for one in to_assess(books, "2026-03-01")] == ["s2"]
    assert [one.id for one in to_assess(books, "2026-03-02")] == ["s2", "s1"]
    (one,) = [one for one in waiting.read_waiting(books, TODAY) if one.key == "special_again"]
    assert one.text == "2名特殊困难群众到了再次评估的日期，还没有新的评估。"
    assert (one.book, one.records, one.households) == ("special", ("s2", "s1"), ("h1",))
    put(books, "appraisal", "a4", special="s1", village=books.value("SELECT id FROM village"), date="2026-03-01")
    assert [one.id for one in to_assess(books, "2026-03-02")] == ["s2"]


def test_an_assessment_is_called_by_its_person_and_day(books):
    assert RowNames(books).name("special", "s2") == "罗不在册 TS2"
    assert RowNames(books).name("appraisal", "a3") == "罗不在册 TS2 2025-03-01"
