# SPDX-License-Identifier: MIT
"""The day's work among the households: each number is exactly its list, at the boundaries of months and days."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.services.helping.test_visiting import a_household, before
from villagedesk.i18n import set_language
from villagedesk.paths import resources
from villagedesk.services.keeping.records import undo_last
from villagedesk.services.procedure import procedures
from villagedesk.services.today import today, waiting
from villagedesk.store import households

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def cadres(store):
    with store.change("责任人") as change:
        change.put("cadre", "c1", {"name": "周明", "phone": "13800001111"})
    return store


def found(store, key):
    return next((one for one in waiting.read_waiting(store, TODAY) if one.key == key), None)


def test_in_a_fresh_file_nothing_waits(store):
    assert waiting.read_waiting(store, TODAY) == ()


def test_late_visits_say_how_many_and_how_late_and_name_their_households(cadres):
    a_household(cadres, "h1", visits=[(before(31), "c1", "周明")])
    a_household(cadres, "h2", visits=[(before(45), "c1", "周明")])
    a_household(cadres, "h3", visits=[(before(30), "c1", "周明")])
    late = found(cadres, "visits_late")
    assert (late.text, late.households, late.late) == ("2户走访逾期，最久的已逾期15天。", ("h1", "h2"), True)
    shown = households.ids(cadres, households.Query(only=late.households))
    assert sorted(shown) == ["h1", "h2"]


def test_the_first_households_are_named_by_their_heads_and_in_a_township_with_their_village(cadres):
    village = cadres.value("SELECT id FROM village")
    for number, name in enumerate(("赵一", "钱二", "孙三", "李四", "周五")):
        a_household(cadres, f"h{number}", visits=[(before(90 - number), "c1", "周明")])
        with cadres.change("户主") as change:
            change.put("household", f"h{number}", {"village": village})
            change.put("member", f"m{number}", {"household": f"h{number}", "name": name})
            change.put("member_year", f"y{number}", {"member": f"m{number}", "year": 2025, "relation": "head"})
    assert found(cadres, "visits_late").names == ("赵一", "钱二", "孙三", "李四")
    cadres.info = cadres.info._replace(scope="township")
    assert found(cadres, "visits_late").names[0] == "赵一（清溪村）"


def test_households_without_a_helper_today_are_listed_but_not_those_nobody_has_to_answer_for(cadres):
    a_household(cadres, "h1", helper="")
    a_household(cadres, "h2", end=before(1))
    a_household(cadres, "h3", end=before(0))  # until today
    a_household(cadres, "h4", start=before(-1))  # from tomorrow
    for key, facts in (("h5", {"household_type": "ordinary"}), ("h6", {"exit_status": "dissolved"})):
        a_household(cadres, key, helper="")
        with cadres.change("类型") as change:
            change.put("household_year", f"{key}-y", facts)
    assert found(cadres, "no_helper").households == ("h1", "h2", "h4")


def test_an_arranged_visit_waits_from_its_day_until_a_visit_is_made(cadres):
    a_household(cadres, "h1", visits=[(before(9), "c1", "周明")])
    for ahead, expected in ((-1, None), (0, ("h1",)), (1, ("h1",))):
        with cadres.change("下次安排") as change:
            change.put("visit", "h1-v0", {"next_date": before(ahead)})
        one = found(cadres, "appointments")
        assert (one.households if one else None) == expected
    with cadres.change("走访") as change:
        change.put("visit", "v9", {"household": "h1", "date": before(0), "visitors": "周明"})
    assert found(cadres, "appointments") is None


def test_measures_are_due_in_their_month_and_late_after_it_until_they_are_done(cadres):
    a_household(cadres, "h1")
    a_household(cadres, "h2")
    with cadres.change("计划") as change:
        for household in ("h1", "h2"):
            change.put("plan", f"{household}-plan", {"household": household, "year": 2026})
        for number, (plan, due, status) in enumerate(
            (
                ("h1", "2026-02", None),
                ("h1", "2026-02", "running"),
                ("h1", "2026-03", "planned"),
                ("h2", "2026-04", None),
                ("h2", "2026-02", "done"),
                ("h2", "2026-01", "dropped"),
                ("h2", None, None),
            )
        ):
            change.put("measure", f"m{number}", {"plan": f"{plan}-plan", "due": due, "status": status})
    assert found(cadres, "plans_late").text == "2项措施过了时限还没有完成，涉及1户。"
    assert found(cadres, "plans_due").households == ("h1",)
    with cadres.change("完成") as change:
        for row in ("m0", "m1", "m2"):
            change.put("measure", row, {"status": "done"})
    assert found(cadres, "plans_late") is found(cadres, "plans_due") is None


def test_the_work_is_read_again_only_when_the_file_or_the_day_has_moved(cadres, monkeypatch, clock):
    calls = []
    monkeypatch.setattr(today, "read_waiting", lambda *_what: calls.append(1) or ())
    first = today.read_today(cadres)
    assert first.waiting is None  # what takes longer comes after what is at hand
    first = today.with_work(cadres, first)
    assert first.waiting == ()

    def again(before):
        return today.with_work(cadres, today.read_today(cadres, before))

    assert again(first) == first
    assert len(calls) == 1
    a_household(cadres, "h1")
    second = again(first)
    assert len(calls) == 2
    undo_last(cadres)
    third = again(second)
    assert len(calls) == 3
    clock.advance(days=1)
    again(third)
    assert len(calls) == 4


def test_work_that_others_know_of_comes_from_their_lines():
    assert waiting.of_lines("k", "标题", "{count}处，{households}户", []) == []
    (one,) = waiting.of_lines(
        "k", "标题", "{count}处，{households}户", [("h1", "a"), ("h1", "b"), ("", "c")], late=True
    )
    assert (one.text, one.households, one.late) == ("3处，1户", ("h1",), True)


def test_days_left_are_told_in_english_in_the_number_they_need(cadres, monkeypatch):
    made = [procedures.Waiting("h1", "", "", "deadline", before(-1), "p")]
    monkeypatch.setattr(procedures, "waiting", lambda _store, today: made if today == TODAY else [])
    set_language("en", resources() / "locale")
    read = waiting.read_waiting(cadres, TODAY)
    assert [one.text for one in read if one.key == "procedure_deadline"] == [
        "Procedures with a deadline: 1, in 1 household; the nearest has 1 day left."
    ]


def test_procedures_tell_days_left_what_is_over_and_what_hangs(cadres, monkeypatch):
    lines = [
        ("h1", "deadline", before(0)),
        ("h2", "deadline", before(-3)),
        ("h2", "deadline", before(1)),
        ("h1", "notice", before(-2)),
        ("h3", "late", before(4)),
        ("h3", "result", before(9)),
    ]
    made = [procedures.Waiting(row, "", "", kind, due, "p") for row, kind, due in lines]
    monkeypatch.setattr(procedures, "waiting", lambda _store, today: made if today == TODAY else [])
    read = waiting.read_waiting(cadres, TODAY)
    assert [one.late for one in read] == [True, True, False, False, False]  # what is overdue stands before what is due
    told = {one.key: (one.text, one.households, one.late) for one in read}
    assert told == {
        "procedure_deadline_over": ("1个程序超过了办理期限，涉及1户。", ("h2",), True),
        "procedure_deadline": ("2个程序有办理期限，最近的还剩0天，涉及2户。", ("h1", "h2"), False),
        "procedure_notice": ("1处公示在进行或已满，涉及1户。", ("h1",), False),
        "procedure_late": ("1个程序步骤过了计划日期，涉及1户。", ("h3",), True),
        "procedure_result": ("1个程序步骤办了还没有登记结果，涉及1户。", ("h3",), False),
    }
