# SPDX-License-Identifier: MIT
"""Who stands in a village's month and year, and which months are offered."""

from __future__ import annotations

from tests.services.entering import put
from villagedesk.models.catalogue.posting import Assessment, Duty, Leave
from villagedesk.services.books.posting import known_months, month_lines, posted_in
from villagedesk.services.books.registers import what_follows
from villagedesk.store import reads


def post(store, village, cadre, start, role="member", **more):
    put(store, "cadre", cadre, name=cadre)
    put(store, "posting", f"p-{cadre}-{start}", village=village, cadre=cadre, role=role, start=start, **more)


def test_a_year_holds_who_was_posted_then_and_whoever_has_records_in_it(store, village):
    post(store, village, "白", "2020-01-01", end="2024-12-31")
    post(store, village, "陈", "2025-12-31")
    post(store, village, "丁", "2026-01-01")
    put(store, "cadre", "方", name="方")
    put(store, "leave", "l", village=village, cadre="方", start="2024-12-30", end="2025-01-02")
    put(store, "cadre", "高", name="高")
    put(store, "assessment", "s", village=village, cadre="高", year=2025, period="year")
    assert [one.name for one in posted_in(store, village, 2025)] == ["陈", "方", "高"]
    assert [one.name for one in posted_in(store, village, 2024)] == ["白", "方"]


def test_everybody_has_his_own_months_and_leaves(store, village):
    post(store, village, "白", "2024-01-01")
    post(store, village, "陈", "2024-01-01")
    put(store, "attendance", "a1", village=village, cadre="白", month="2025-02", d01="present")
    put(store, "attendance", "a2", village=village, cadre="陈", month="2025-02")
    put(store, "attendance", "a3", village=village, cadre="白", month="2025-01")
    put(store, "attendance", "a4", village=village, cadre="白", month="2024-12")
    first, second = posted_in(store, village, 2025)
    assert [one.id for one in first.months] == ["a3", "a1"]
    assert [one.id for one in second.months] == ["a2"]


def test_a_leave_of_which_nobody_said_when_belongs_to_every_year(store, village):
    put(store, "cadre", "白", name="白")
    put(store, "leave", "l", village=village, cadre="白", kind="sick")
    assert [len(posted_in(store, village, year)) for year in (2020, 2025)] == [1, 1]


def test_a_leave_whose_days_were_swapped_over_the_turn_of_the_year_stands_in_both(store, village):
    put(store, "cadre", "白", name="白")
    put(store, "leave", "l", village=village, cadre="白", start="2026-01-05", end="2025-01-08")
    assert [len(posted_in(store, village, year)) for year in (2024, 2025, 2026, 2027)] == [0, 1, 1, 0]


def test_a_leave_of_which_one_end_is_known_stands_where_it_may_have_been(store, village):
    put(store, "cadre", "白", name="白")
    put(store, "leave", "l", village=village, cadre="白", start="2025-03-05")
    put(store, "cadre", "陈", name="陈")
    put(store, "leave", "k", village=village, cadre="陈", end="2025-03-05")
    assert [[one.name for one in posted_in(store, village, year)] for year in (2024, 2025, 2026)] == [
        ["陈"],
        ["白", "陈"],
        [],
    ]


def test_a_leave_without_an_end_goes_on_as_long_as_its_taker_is_posted_or_until_he_is_back(store, village):
    post(store, village, "白", "2023-01-01", end="2025-06-30")
    put(store, "leave", "l", village=village, cadre="白", start="2024-12-20")
    kept = {year: [one.id for one in posted_in(store, village, year)[0].leaves] for year in (2023, 2024, 2025)}
    assert kept == {2023: [], 2024: ["l"], 2025: ["l"]}
    assert posted_in(store, village, 2026) == ()
    put(store, "leave", "l", back_on="2024-12-31")
    assert posted_in(store, village, 2025)[0].leaves == ()


def test_a_month_lists_posts_in_their_order_and_blank_lines_for_those_without_entries(store, village):
    post(store, village, "白", "2024-01-01")
    post(store, village, "陈", "2024-01-01", "first_secretary")
    put(store, "attendance", "a1", village=village, cadre="白", month="2025-02", d01="present")
    lines = month_lines(store, village, "2025-02")
    assert [(one.posted.name, one.month.id, one.month.d01) for one in lines] == [
        ("陈", "", None),
        ("白", "a1", "present"),
    ]
    assert (lines[0].month.cadre, lines[0].month.village, lines[0].month.month) == ("陈", village, "2025-02")
    assert month_lines(store, village, "2023-12") == []


def test_somebody_of_whom_nobody_said_which_post_he_has_is_in_the_month_too(store, village):
    post(store, village, "白", "2024-01-01", None)
    assert [one.posted.name for one in month_lines(store, village, "2025-02")] == ["白"]
    assert month_lines(store, village, "2023-12") == []


def test_days_of_somebody_who_was_never_posted_or_is_gone_still_stand_in_the_month(store, village):
    put(store, "cadre", "白", name="白")
    put(store, "attendance", "a1", village=village, cadre="白", month="2025-02", d01="present")
    with store.change("删除") as change:
        change.remove("cadre", ["白"], "登记错了")
    (line,) = month_lines(store, village, "2025-02")
    assert (line.posted.name, line.month.d01) == ("", "present")


def test_what_lies_in_the_recycle_bin_stands_nowhere(store, village):
    post(store, village, "白", "2024-01-01")
    put(store, "attendance", "a1", village=village, cadre="白", month="2025-02", d01="present")
    with store.change("删除") as change:
        change.remove("attendance", ["a1"], "登记错了")
    (line,) = month_lines(store, village, "2025-02")
    assert (line.month.id, line.month.d01) == ("", None)


def test_months_are_offered_from_the_first_posting_on(store, village):
    assert known_months(store, village, "2025-02-10") == ["2025-02"]
    post(store, village, "白", "2024-11-20")
    post(store, village, "陈", "2026-01-01")
    assert known_months(store, village, "2025-02-10") == ["2025-02", "2025-01", "2024-12", "2024-11"]
    put(store, "attendance", "a1", village=village, cadre="白", month="2024-10")
    assert known_months(store, village, "2025-02-10")[-1] == "2024-10"


def test_a_saved_leave_duty_and_assessment_say_what_follows(store, village):
    put(store, "cadre", "白", name="白")
    put(store, "leave", "l", village=village, cadre="白", start="2025-02-26", end="2025-03-01")
    put(store, "duty", "d", village=village, year=2025, text="讲党课")
    put(store, "duty_tick", "t1", duty="d", month="2025-01", done=True)
    put(store, "duty_tick", "t2", duty="d", month="2025-02", done=False)
    put(store, "assessment", "s", village=village, cadre="白", year=2025, period="year", voters=30, votes_excellent=20)
    put(store, "assessment_line", "n1", assessment="s", indicator="甲", weight=6000, score=5550)
    put(store, "assessment_line", "n2", assessment="s", indicator="乙", weight=4000, score=3800)

    def told(kind, row):
        return what_follows(store, reads.get(store, kind, row))

    assert told(Leave, "l") == "请假共4天（起止日期都算在内）。"
    assert told(Duty, "d") == "已打钩1个月。"
    assert told(Assessment, "s") == "合计：分值 100、得分 93.5。"
    put(store, "assessment", "s", votes_competent=8, votes_basic=1, votes_incompetent=0)
    assert told(Assessment, "s").endswith("各等次票数共29票，与参加测评人数30不同，请核对。")
    put(store, "assessment", "s", votes_basic=2)
    assert told(Assessment, "s") == "合计：分值 100、得分 93.5。"


def test_nothing_follows_where_nothing_was_entered(store, village):
    put(store, "leave", "l", village=village, start="2025-02-26")
    put(store, "duty", "d", village=village, text="讲党课")
    put(store, "assessment", "s", village=village, year=2025)
    assert [what_follows(store, reads.get(store, *one)) for one in ((Leave, "l"), (Duty, "d"), (Assessment, "s"))] == [
        ""
    ] * 3
