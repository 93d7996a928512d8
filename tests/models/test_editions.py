# SPDX-License-Identifier: MIT
"""What a county's edition makes of a procedure: steps added, moved, taken off, needed or not; whatever rows there are."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition, Process, ProcessStep
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.doings import Facts
from villagedesk.models.edition_faults import faults
from villagedesk.models.edition_plan import Planned, added, moved, off_of, plan_of, rows_of, switched
from villagedesk.models.edition_words import edition_words
from villagedesk.models.editions import edited
from villagedesk.models.procedures import Stage, Status, state_of
from villagedesk.models.templates import template_of, templates

TODAY = dt.date(2026, 3, 2)
MONITOR = template_of("monitor_2021")
EDITION = ProcedureEdition(id="e", template="monitor_2021", year=2026, source="县办〔2026〕1号")
KEYS = [step.key for step in MONITOR.steps]
OWN = "入户抽查"


def row(step, after=None, **more):
    return EditionStep(id=f"r{step}", edition="e", step=step, after=after, **more)


def keys(template):
    return [step.key for step in template.steps]


def after(template):
    return {step.key: set(step.after) for step in template.steps}


def state(template, *steps):
    facts = Facts(Process(id="p", year=2026, started_on="2026-02-01"), tuple(steps))
    return state_of(template, facts, TODAY, {})


def done(step, day, result=None, **more):
    return ProcessStep(id=step, process="p", step=step, round=1, done=day, result=result, **more)


# -- what comes out ---------------------------------------------------------------------------------------------------


def test_an_added_step_waits_for_the_one_before_it_and_what_waited_for_that_waits_for_it():
    found = edited(MONITOR, EDITION, [row(OWN, "township", paper="抽查记录", who="乡镇纪委")])
    assert keys(found) == [*KEYS[:6], OWN, *KEYS[6:]]
    assert found.step(OWN).after == ("township",)
    assert found.step("county").after == (OWN,)
    assert (found.step(OWN).name, found.step(OWN).paper[0]) == (OWN, "抽查记录")


def test_an_added_step_that_may_be_left_out_holds_nothing_up():
    found = edited(MONITOR, EDITION, [row(OWN, "township", needed=False)])
    assert set(found.step("county").after) == {"township", OWN}
    assert (MONITOR.final, found.final) == ("county", "county")


def test_what_follows_a_step_that_may_be_left_out_waits_for_what_came_before_that():
    found = edited(MONITOR, EDITION, [row(OWN, "enter")])
    assert set(found.step(OWN).after) == {"enter", "county"}
    assert found.final == OWN


def test_a_step_may_come_first_of_all_and_last_of_all():
    first = edited(MONITOR, EDITION, [row(OWN, NA)])
    assert (keys(first)[0], first.step("clue").after, first.step(OWN).after) == (OWN, (OWN,), ())
    last = edited(MONITOR, EDITION, [row(OWN)])
    assert keys(last)[-1] == OWN


def test_a_moved_step_leaves_its_place_and_takes_the_new_one():
    found = edited(MONITOR, EDITION, [row("appraisal", "notice_village")])
    assert keys(found) == ["clue", "survey", "consent", "notice_village", "appraisal", "township", "county", "enter"]
    assert after(found)["notice_village"] == {"survey", "consent"}
    assert after(found)["appraisal"] == {"notice_village"}
    assert after(found)["township"] == {"appraisal"}
    assert found.step("appraisal").quorum == MONITOR.step("appraisal").quorum


def test_a_step_that_is_taken_off_leads_on_to_what_stands_behind_it():
    found = edited(MONITOR, EDITION.having(off=("township",)), [row(OWN, "township")])
    assert found.step(OWN).after == ("notice_village",)
    assert [step.key for step in found.gone] == ["township"]
    assert found.order == (*KEYS[:6], OWN, *KEYS[6:])


def test_a_county_may_ask_for_a_step_that_may_be_left_out_elsewhere_and_the_other_way_round():
    found = edited(MONITOR, EDITION, [row("enter", needed=True), row("township", needed=False, paper="意见")])
    assert (found.final, found.step("township").optional, found.step("township").paper[0]) == ("enter", True, "意见")
    assert found.step("county").after == ("township",)


def test_the_procedure_says_on_what_ground_it_departs():
    found = state(edited(MONITOR, EDITION, [row(OWN, NA)]))
    assert found.headline == f"等候：{OWN}"
    assert found.reasons[-1] == "县级调整（2026年起）：新增“入户抽查”，排在最前。依据：县办〔2026〕1号"
    assert state(MONITOR).reasons[-1].startswith("程序依据")


def test_days_of_an_added_step_are_kept_with_the_ground_of_the_edition():
    template = edited(MONITOR, EDITION, [row(OWN, "clue", least=5, most=10)])
    short = state(template, done("clue", "2026-02-01"), done(OWN, "2026-02-13", start="2026-02-10"))
    assert any("共4天，少于规定的5天（依据：县办〔2026〕1号）" in one for one in short.problems)
    (deadline,) = [one for one in short.deadlines if one.span.last == OWN]
    assert (deadline.used, deadline.left, deadline.met) == (12, -2, True)
    right = state(template, done("clue", "2026-02-01"), done(OWN, "2026-02-11", start="2026-02-07"))
    assert not right.problems


def test_an_added_step_with_a_result_is_not_done_by_its_date():
    template = edited(MONITOR, EDITION, [row(OWN, "clue", decides=True)])
    assert state(template, done("clue", "2026-02-01"), done(OWN, "2026-02-02")).step(OWN).status is Status.UNDECIDED
    refused = state(template, done("clue", "2026-02-01"), done(OWN, "2026-02-02", "refused"))
    assert (refused.stage, refused.headline) == (Stage.REFUSED, f"“{OWN}”不通过，程序停止")


def test_a_span_of_which_the_end_was_moved_before_its_beginning_asks_for_nothing():
    assert MONITOR.spans
    assert not edited(MONITOR, EDITION, [row("county", NA)]).spans


# -- whatever rows there are ------------------------------------------------------------------------------------------


def test_a_circle_leaves_the_steps_of_the_program_where_they_were():
    rows = [row("survey", "consent"), row("consent", "survey")]
    assert keys(edited(MONITOR, EDITION, rows)) == KEYS
    assert keys(edited(MONITOR, EDITION, [row("clue", "clue")])) == KEYS


def test_two_behind_the_same_step_follow_each_other_alike_in_every_file():
    rows = [row("乙走访", "clue"), row("甲走访", "clue"), row("丙走访", "乙走访")]
    expected = keys(edited(MONITOR, EDITION, rows))
    assert expected == keys(edited(MONITOR, EDITION, rows[::-1]))
    assert expected[:5] == ["clue", "乙走访", "丙走访", "甲走访", "survey"]
    found = edited(MONITOR, EDITION, rows)
    assert [found.step(key).after for key in expected[1:5]] == [(key,) for key in expected[:4]]


some_rows = st.lists(
    st.builds(
        lambda step, place, needed: row(step, place, needed=needed),
        st.sampled_from([*KEYS, "甲", "乙", "丙", "strange"]),
        st.sampled_from([None, NA, *KEYS, "甲", "乙", "丁", "strange"]),
        st.sampled_from([None, True, False]),
    ),
    max_size=7,
    unique_by=lambda one: one.step,
)


@given(some_rows, st.sets(st.sampled_from([*KEYS, "甲"])), st.randoms())
def test_any_rows_make_a_procedure_whose_steps_follow_only_what_stands_before_them(rows, off, dice):
    found = edited(MONITOR, EDITION.having(off=tuple(sorted(off))), rows)
    seen = set()
    for step in found.steps:
        assert set(step.after) <= seen, step.key
        seen.add(step.key)
    wanted = {*KEYS, *(one.step for one in rows if not one.step.isascii())}
    assert set(found.order) == wanted
    assert seen == wanted - off
    shuffled = list(rows)
    dice.shuffle(shuffled)
    assert edited(MONITOR, EDITION.having(off=tuple(sorted(off))), shuffled) == found


# -- arranging --------------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(templates())), st.data())
def test_any_order_that_people_arrange_comes_out_of_its_rows_again(key, data):
    template = template_of(key)
    edition = EDITION.having(template=key)
    plan = [
        *plan_of(template, edition, ()),
        Planned("甲", least=3, paper="单"),
        Planned("乙", needed=False, decides=True),
    ]
    plan = tuple(data.draw(st.permutations(plan)))
    rows = [
        EditionStep(id=f"r{step}", edition="e", step=step, **values) for step, values in rows_of(plan, template).items()
    ]
    assert plan_of(template, edition, rows) == plan


def test_a_plan_as_the_program_has_it_needs_no_rows_and_one_moved_step_needs_one():
    plan = plan_of(MONITOR, EDITION, ())
    assert rows_of(plan, MONITOR) == {}
    (only,) = rows_of(moved(plan, 4, -1), MONITOR)
    assert only in {"appraisal", "notice_village"}  # which of the two changed places is the same
    assert off_of(switched(plan, 5)) == ("township",)
    assert switched(switched(plan, 5), 5) == plan
    assert (moved(plan, 0, -1), moved(plan, len(plan) - 1, 1)) == (plan, plan)
    assert [one.key for one in added(plan, 0, Planned(OWN))][:3] == ["clue", OWN, "survey"]


def test_a_step_that_is_carried_from_one_end_to_the_other_is_the_only_one_with_a_row():
    first, *middle, last = plan_of(MONITOR, EDITION, ())
    assert list(rows_of((*middle, last, first), MONITOR)) == [first.key]
    assert list(rows_of((last, first, *middle), MONITOR)) == [last.key]


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "off", "words"),
    [
        ([row("survey", "consent"), row("consent", "survey")], (), "“排在哪一步之后”转了一圈：农户承诺授权 → 入户调查 → 农户承诺授权"),
        ([row("clue", "clue")], (), "“排在哪一步之后”转了一圈：发现线索 → 发现线索"),
        ([row(OWN, "pairing")], (), "“排在哪一步之后”填了“结对帮扶”，监测对象认定没有这一步"),
        ([row(OWN, "走访")], (), "“排在哪一步之后”填了“走访”"),
        ([row("pairing", "clue")], (), "“步骤”填了“结对帮扶”，监测对象认定没有这一步"),
        ([row("", "clue")], (), "“步骤”没有填写"),
        ([row("乡镇公示", "clue")], (), "与程序自带的步骤“乡镇公示”重名"),
        ([row("第二次公示", "clue")], (), "与程序自带的步骤“乡镇公示”重名"),
        ([row("走访（2次）", "clue")], (), "名称只能用20个以内"),
        ([row(OWN, "clue", least=0)], (), "“最少办理天数”填了0，应在1到366之间"),
        ([row(OWN, "clue", most=400)], (), "“最多办理天数”填了400"),
        ([row(OWN, "clue", least=9, most=5)], (), "“最少办理天数”填了9，多于“最多办理天数”5"),
        ([row("survey", least=3)], (), "“入户调查”的“最少办理天数”不能在这里填"),
        ([], tuple(KEYS), "“不要求的步骤”选了监测对象认定的全部8步"),
        ([], ("clue", "survey", "consent", "appraisal", "notice_village", "township", "county"), "没有一步是必办的"),
        ([], ("pairing",), "“不要求的步骤”填了“结对帮扶”"),
    ],
)  # fmt: skip
def test_what_nobody_could_carry_out_is_told_with_field_value_rule_and_remedy(rows, off, words):
    (found,) = faults(MONITOR, EDITION.having(off=off), rows)
    assert words in found
    assert "请" in found


def test_what_can_be_carried_out_is_not_doubted():
    rows = [row(OWN, "township", least=3, most=5), row("再走访", OWN, needed=False), row("survey", "consent")]
    assert faults(MONITOR, EDITION.having(off=("enter", "再走访")), rows) == []


# -- in words ---------------------------------------------------------------------------------------------------------


def test_the_edition_is_told_step_by_step_with_the_reasons_and_the_ground():
    rows = [
        row(OWN, "township", reason="县里抽查过才公示", needed=False),
        row("appraisal", "notice_village"),
        row("township", reason="乡镇已并入县级审核"),
        row("survey", who="乡镇干部", paper="走访表"),
    ]
    (told,) = edition_words(edited(MONITOR, EDITION.having(off=("township",)), rows))
    assert told == (
        "县级调整（2026年起）：“入户调查”改由乡镇干部办理；“入户调查”改为留存走访表；“村内公示”改排在“农户承诺授权”之后；"
        "不要求“乡镇审核”（原因：乡镇已并入县级审核）；新增“入户抽查”，排在“民主评议”之后（原因：县里抽查过才公示）；"
        "“入户抽查”可以不办。依据：县办〔2026〕1号"
    )


def test_an_edition_without_a_ground_or_a_difference_says_so_and_none_says_nothing():
    (told,) = edition_words(edited(MONITOR, EDITION.having(source=None), [row(OWN, NA)]))
    assert told == "县级调整（2026年起）：新增“入户抽查”，排在最前。依据：未注明"
    (same,) = edition_words(edited(MONITOR, EDITION, []))
    assert same == "县级调整（2026年起）：与程序自带的相同。依据：县办〔2026〕1号"
    assert edition_words(MONITOR) == ()
