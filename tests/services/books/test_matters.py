# SPDX-License-Identifier: MIT
"""What of the books waits on a day, whose days count, and how a problem of a visit becomes a matter."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.services.entering import put
from tests.services.helping.test_visiting import a_household, before
from villagedesk.errors import Refused
from villagedesk.models.catalogue.matters import Complaint, Deed, Inspection, Matter
from villagedesk.models.catalogue.procedure import Meeting
from villagedesk.models.matters import State
from villagedesk.services.books import matters, registers
from villagedesk.services.doubts import exemptions, findings, judging
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.standards.lines import all_lines, save_line
from villagedesk.services.today import waiting
from villagedesk.store import reads

TODAY = dt.date(2026, 3, 2)
DAY = TODAY.isoformat()


@pytest.fixture
def books(store, village):
    """One thing of each kind, due three days from today."""
    a_household(store, "h1")
    put(store, "matter", "m1", village=village, household="h1", date=before(30), due=before(-3))
    put(
        store, "complaint", "c1", village=village, date=before(30), due=before(-3), complainant="罗小明", content="秘密"
    )
    put(store, "inspection", "i1", village=village, date=before(30), due=before(-3))
    put(store, "rectification", "r1", inspection="i1", problem="公示栏没有更新")
    put(store, "meeting", "g1", village=village, date=before(30), kind="council")
    put(store, "resolution", "s1", meeting="g1", due=before(-3))
    put(store, "deed", "d1", village=village, date=before(30), due=before(-3))
    return store


KINDS = ("matter", "complaint", "rectification", "resolution", "deed")
ROWS = {"matter": "m1", "complaint": "c1", "rectification": "r1", "resolution": "s1", "deed": "d1"}


def told(store, day=TODAY):
    return {
        one.key: one
        for one in waiting.read_waiting(store, day)
        if one.key.removesuffix("_late").removesuffix("_due") in KINDS
    }


def test_what_is_due_within_a_week_waits_and_what_is_past_its_day_is_late(books):
    assert {*told(books)} == {f"{kind}_due" for kind in KINDS}
    assert {*told(books, TODAY - dt.timedelta(days=4))} == {f"{kind}_due" for kind in KINDS}
    assert told(books, TODAY - dt.timedelta(days=5)) == {}
    assert {*told(books, TODAY + dt.timedelta(days=3))} == {f"{kind}_due" for kind in KINDS}
    late = told(books, TODAY + dt.timedelta(days=4))
    assert {*late} == {f"{kind}_late" for kind in KINDS}
    assert all(one.late for one in late.values())


def test_each_number_opens_as_many_records_the_most_urgent_first(books, village):
    put(books, "matter", "m2", village=village, date=before(30), due=before(-1))
    put(books, "rectification", "r2", inspection="i1", problem="档案没有装订")
    found = told(books)
    assert (found["matter_due"].text, found["matter_due"].book) == ("2件民情台账事项快到办理期限。", "matter")
    assert found["matter_due"].records == ("m2", "m1")
    assert found["rectification_due"].text == "2项督查发现的问题快到整改期限，在1次督查中。"
    assert (found["rectification_due"].book, found["rectification_due"].records) == ("inspection", ("i1",))
    assert (found["resolution_due"].book, found["resolution_due"].records) == ("meeting", ("g1",))
    assert [(found[f"{kind}_due"].book, found[f"{kind}_due"].records) for kind in ("complaint", "deed")] == [
        ("complaint", ("c1",)),
        ("deed", ("d1",)),
    ]


def test_households_of_matters_can_be_filtered_under_a_title_of_their_own(books):
    every = [*waiting.read_waiting(books, TODAY), *waiting.read_waiting(books, TODAY + dt.timedelta(days=4))]
    assert told(books)["matter_due"].households == ("h1",)
    mine = {one.key: one.title for one in every if one.book}
    assert len(set(mine.values())) == len(mine) == 2 * len(KINDS)


def test_nothing_on_today_tells_who_complained_of_what(books):
    assert not any("罗小明" in one.text + one.title or "秘密" in one.text for one in told(books).values())


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("matter", {"outcome": "done", "closed_on": before(0)}),
        ("matter", {"outcome": "hung", "closed_on": before(0)}),
        ("complaint", {"closed_on": before(0)}),
        ("rectification", {"done_on": before(0)}),
        ("resolution", {"done_on": before(0)}),
        ("resolution", {"decision": "rejected"}),
        ("deed", {"done_on": before(0)}),
    ],
)
def test_what_is_done_waits_no_more(books, kind, facts):
    put(books, kind, ROWS[kind], **facts)
    assert f"{kind}_due" not in told(books)
    assert len(told(books)) == len(KINDS) - 1


def test_a_problem_that_was_not_found_right_waits_again(books):
    put(books, "rectification", "r1", done_on=before(5), checked_on=before(1), passed=False)
    assert "rectification_due" in told(books)
    put(books, "rectification", "r1", passed=True)
    assert "rectification_due" not in told(books)


@pytest.mark.parametrize(
    ("entity", "row", "kind"), [("inspection", "i1", "rectification"), ("meeting", "g1", "resolution")]
)
def test_what_belongs_to_a_record_in_the_recycle_bin_does_not_wait(books, entity, row, kind):
    with books.change("删除") as change:
        change.remove(entity, [row], "登记错了")
    assert f"{kind}_due" not in told(books)
    assert not [one for one in matters.items(books, DAY) if one.kind == kind]


def test_a_household_in_the_recycle_bin_is_not_named_but_its_matter_still_waits(books):
    with books.change("删除") as change:
        change.remove("household", ["h1"], "登记错了")
    assert (told(books)["matter_due"].records, told(books)["matter_due"].households) == (("m1",), ())


def test_days_of_the_office_decide_when_a_complaint_is_late_and_how_early_one_is_told(books):
    put(books, "complaint", "c1", due=None)
    assert "complaint_due" not in told(books)  # 60 days by the rules of the country
    for name, days in ((matters.COMPLAINT_DAYS, 31), (matters.SOON, 1)):
        line = next(one for one in all_lines(books) if one.name == name)
        save_line(books, line.having(value=days, confirmed=True))
    assert {*told(books)} == {"complaint_due"}
    assert {*told(books, TODAY + dt.timedelta(days=2))} >= {"complaint_late"}


def test_what_may_still_run_is_what_runs_of_everything_on_any_day(books, village):
    put(books, "matter", "m2", village=village, date=before(60), due=before(40), outcome="done", closed_on=before(10))
    put(books, "deed", "d2", village=village, date=before(60), due=before(40), done_on=before(10), closed_on=before(1))
    put(books, "rectification", "r2", inspection="i1", done_on=before(20), checked_on=before(10), passed=True)
    put(books, "rectification", "r3", inspection="i1", done_on=before(20), checked_on=before(10), passed=False)
    put(books, "resolution", "s2", meeting="g1", done_on=before(10), due=before(1))
    put(books, "complaint", "c2", village=village, date=before(60), closed_on=before(10))
    for back in range(30):
        day = before(back)
        running = {one.row for one in matters.items(books, day, running=True)}
        states = {one.row: one.standing.state for one in matters.items(books, day)}
        assert running == {row for row, state in states.items() if state in {State.OPEN, State.OVERDUE}}, day


def test_the_books_hold_lines_with_their_owners(books):
    read = matters.read_books(books)
    assert [one.matter.id for one in read.matters] == ["m1"]
    assert [[each.id for each in one.problems] for one in read.inspections] == [["r1"]]
    assert [(one.resolution.id, one.meeting.id) for one in read.resolved] == [("s1", "g1")]
    assert matters.read_books(books, "elsewhere") == matters.Books()


# -- what is told above the form ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        (Matter, {}, f"办理中，{before(-3)}到期，还有3天"),
        (Matter, {"due": None}, "办理中，没有填写期限"),
        (Matter, {"due": before(2)}, f"已逾期2天，应在{before(2)}前办结"),
        (Matter, {"outcome": "hung", "closed_on": before(20)}, "挂账，用了10天"),
        (Matter, {"outcome": "done"}, "办结"),
        (Complaint, {"due": None}, f"办理中，{before(-30)}到期，还有30天"),
        (Deed, {"done_on": before(10)}, "待复核销号，用了20天"),
    ],
)
def test_how_far_a_record_is_today_is_told_in_a_sentence(books, kind, facts, said):
    entity = kind.__name__.lower()
    put(books, entity, ROWS[entity], **facts)
    assert registers.what_follows(books, reads.get(books, kind, ROWS[entity])) == said


def test_of_an_inspection_and_a_council_it_is_told_what_they_led_to(books):
    put(books, "rectification", "r2", inspection="i1", due=before(1))
    put(books, "rectification", "r3", inspection="i1", done_on=before(5), checked_on=before(4), passed=True)
    assert registers.what_follows(books, reads.get(books, Inspection, "i1")) == "共3项：办理中1项、已逾期1项、办结1项"
    assert registers.what_follows(books, reads.get(books, Meeting, "g1")) == "共1项：办理中1项"
    put(books, "inspection", "i2", village="v", date=before(3))
    assert registers.what_follows(books, reads.get(books, Inspection, "i2")) == ""


# -- from a visit to a matter ---------------------------------------------------------------------------------------------


def test_a_problem_of_a_visit_becomes_a_matter_with_what_the_visit_knows_and_no_more(books, village):
    put(books, "visit", "w1", household="h1", date=before(9), problems="入户路塌方", cadre="c9", visitors="周明")
    facts = matters.matter_of_visit(books, "w1")
    assert facts == {
        "village": village, "household": "h1", "group": "1组", "visit": "w1", "source": "visit", "date": before(9),
        "content": "入户路塌方", "cadre": "c9",
    }  # fmt: skip
    assert matters.matters_of(books, "w1") == []  # nothing is written before somebody says so
    save_records(books, "转入台账", [Edit("matter", "", facts)])
    assert [one.content for one in matters.matters_of(books, "w1")] == ["入户路塌方"]


def test_a_problem_is_not_entered_twice(books, village):
    put(books, "visit", "w1", household="h1", date=before(9), problems="入户路塌方")
    put(books, "matter", "m9", village=village, visit="w1", number="2026-12", date=before(8))
    with pytest.raises(Refused, match=f"2026-12 {before(8)}"):
        matters.matter_of_visit(books, "w1")


@pytest.mark.parametrize("said", ["  ", "无", "没有。", "暂无", "-"])
def test_a_visit_without_a_problem_has_nothing_to_enter(books, said):
    put(books, "visit", "w1", household="h1", date=before(9), problems=said)
    with pytest.raises(Refused, match="没有填写“反映问题”"):
        matters.matter_of_visit(books, "w1")
    with pytest.raises(Refused, match="已不在本文件中"):
        matters.matter_of_visit(books, "w9")


# -- what the checks of a year see ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ({"date": "2025-12-31"}, {2025, 2026, 2027}),
        ({"date": "2025-12-31", "outcome": "done", "closed_on": "2025-12-31"}, {2025}),
        ({"date": "2024-05-01", "outcome": "done", "closed_on": "2026-01-01"}, {2024, 2025, 2026}),
        ({"date": "2028-01-01"}, set()),
        ({}, {2024, 2025, 2026, 2027}),
    ],
)
def test_a_matter_is_seen_in_each_year_in_which_it_ran(store, village, facts, years):
    put(store, "matter", "m1", village=village, **facts)
    seen = {year for year in range(2024, 2028) if matters.in_year(matters.read_books(store), year).matters}
    assert seen == years
    assert {year for year in range(2024, 2028) if village_files(store, year)[0].matters} == years


def test_an_inspection_is_seen_until_its_last_problem_was_found_right(store, village):
    put(store, "inspection", "i1", village=village, date="2024-05-01")
    put(store, "rectification", "r1", inspection="i1", done_on="2024-06-01", checked_on="2024-06-02", passed=True)
    put(store, "rectification", "r2", inspection="i1", done_on="2024-06-01")

    def seen():
        return {year for year in range(2023, 2028) if matters.in_year(matters.read_books(store), year).inspections}

    assert seen() == {2024, 2025, 2026, 2027}
    put(store, "rectification", "r2", checked_on="2025-01-05", passed=True)
    assert seen() == {2024, 2025}


def test_a_resolution_that_was_rejected_is_seen_in_the_year_of_its_meeting_only(store, village):
    put(store, "meeting", "g1", village=village, date="2024-05-01")
    put(store, "resolution", "s1", meeting="g1", decision="rejected")
    assert matters.in_year(matters.read_books(store), 2024).resolved
    assert not matters.in_year(matters.read_books(store), 2025).resolved


def test_a_doubt_about_a_complaint_is_found_in_the_file_and_lapses_when_the_complaint_changes(store, village):
    put(store, "complaint", "c1", village=village, number="7", date="2025-03-01", anonymous=True, phone="13800001111")
    put(store, "complaint", "c2", village=village, number="8", date="2025-03-01", anonymous=False)

    def found():
        only = judging.Wanted(codes=frozenset({"R05"}))
        return [(one.said.row, one.village, one.counts) for one in findings.find(store, only)]

    assert found() == [("c1", village, True)]
    exemptions.exempt(store, [*findings.find(store, judging.Wanted(codes=frozenset({"R05"})))], "举报人后来公开了身份")
    assert found() == [("c1", village, False)]
    put(store, "complaint", "c2", note="与它无关")
    assert found() == [("c1", village, False)]
    put(store, "complaint", "c1", phone="13800002222")
    assert found() == [("c1", village, True)]
