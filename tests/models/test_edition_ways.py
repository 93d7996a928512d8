# SPDX-License-Identifier: MIT
"""Steps that a county adds and that are more than a date: meetings, notices, visits; with a deadline, and of some households."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.models.procedures.entering import LIMITS, PROCESS, a_notice, a_vote, done
from villagedesk.models.catalogue.economy import Cause
from villagedesk.models.catalogue.procedure import EditionStep, Monitoring, ProcedureEdition
from villagedesk.models.doings import Facts
from villagedesk.models.edition_faults import faults
from villagedesk.models.edition_plan import Planned, plan_of, rows_of
from villagedesk.models.edition_words import edition_words
from villagedesk.models.editions import edited
from villagedesk.models.procedures import Stage, Status, state_of
from villagedesk.models.templates import template_of

TODAY = dt.date(2026, 3, 2)
MONITOR, EXIT, IDENTIFY = (template_of(key) for key in ("monitor_2021", "exit_2016", "identify_2014"))
EDITION = ProcedureEdition(id="e", template="monitor_2021", year=2026, source="县办〔2026〕1号")
COUNCIL = "议事会评议"
AGAIN = "再次公示"
VISIT = "入户抽查"
BEFORE = (done("clue", "2026-02-02"), done("survey", "2026-02-04"), done("consent", "2026-02-04"))
VOTING = {"form": "meeting", "meeting": "council", "decides": True, "quorum": "two_thirds", "majority": "two_thirds"}
HANGING = {"form": "notice", "notice": "village", "least": 3}


def row(step, after=None, **more):
    return EditionStep(id=f"r{step}", edition="e", step=step, after=after, **more)


def state(rows, *steps, template=MONITOR, today=TODAY, **more):
    facts = Facts(PROCESS.having(template=template.key), tuple(steps), **more)
    return state_of(edited(template, EDITION, rows), facts, today, LIMITS)


def watched(**more):
    return Monitoring(id="w", household="h", **more)


# -- meetings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("present", "favour", "status"),
    [
        (20, 14, Status.PASSED),
        (20, 13, Status.REFUSED),  # two thirds of 20 are 13⅓
        (21, 14, Status.PASSED),  # 三分之二以上 includes two thirds
        (19, 19, Status.UNDECIDED),  # two thirds of 30 are 20
    ],
)
def test_a_meeting_of_the_countys_own_passes_by_the_shares_that_the_county_says(present, favour, status):
    vote = a_vote(favour, present=present, kind="council", step=COUNCIL)
    found = state([row(COUNCIL, "consent", **VOTING)], *BEFORE, votes=(vote,))
    assert found.step(COUNCIL).status is status
    assert found.step("appraisal").status is (
        Status.NEXT if status is Status.PASSED else found.step("appraisal").status
    )
    assert found.stage is (Stage.REFUSED if status is Status.REFUSED else Stage.RUNNING)


@pytest.mark.parametrize(("favour", "status"), [(10, Status.REFUSED), (11, Status.PASSED)])
def test_more_than_half_is_more_than_half(favour, status):
    vote = a_vote(favour, kind="council", step=COUNCIL)
    found = state([row(COUNCIL, "consent", **VOTING | {"majority": "half"})], *BEFORE, votes=(vote,))
    assert found.step(COUNCIL).status is status


def test_why_a_vote_failed_names_the_countys_rule_and_its_ground():
    vote = a_vote(10, kind="council", step=COUNCIL)
    found = state([row(COUNCIL, "consent", **VOTING)], *BEFORE, votes=(vote,))
    (why,) = [one for one in found.reasons if "不通过" in one]
    assert "实到20人、赞成10票，没有三分之二以上赞成，不通过" in why
    assert "本县规定：应到人员三分之二以上到会，到会人员三分之二以上赞成（县办〔2026〕1号）" in why


def test_a_meeting_without_a_vote_is_done_on_its_day():
    vote = a_vote(None, kind="mobilise", step=COUNCIL)
    found = state([row(COUNCIL, "consent", form="meeting", meeting="mobilise")], *BEFORE, votes=(vote,))
    assert (found.step(COUNCIL).status, found.step(COUNCIL).doing.done) == (Status.PASSED, "2026-02-10")


def test_a_vote_of_which_nobody_said_the_shares_decides_nothing():
    """Only merging brings such a row."""
    rows = [row(COUNCIL, "consent", form="meeting", meeting="council", decides=True)]
    found = state(rows, *BEFORE, votes=(a_vote(20, kind="council", step=COUNCIL),))
    assert found.step(COUNCIL).status is Status.UNDECIDED
    assert "还没有填写结果" in found.reasons[0]


def test_of_two_meetings_of_one_kind_a_line_that_names_no_step_tells_of_the_programs():
    rows = [row(COUNCIL, "consent", **VOTING | {"meeting": "appraisal"})]
    found = state(rows, *BEFORE, votes=(a_vote(20),))
    assert (found.step("appraisal").status, found.step(COUNCIL).status) == (Status.PASSED, Status.NEXT)
    found = state(rows, *BEFORE, votes=(a_vote(20, step=COUNCIL),))
    assert (found.step("appraisal").status, found.step(COUNCIL).status) == (Status.NEXT, Status.PASSED)
    found = state(rows, *BEFORE, votes=(a_vote(20, day="2026-02-11"), a_vote(20, day="2026-02-10", step=COUNCIL)))
    assert [found.step(key).doing.done for key in (COUNCIL, "appraisal")] == ["2026-02-10", "2026-02-11"]
    assert not found.problems


def test_a_meeting_that_is_only_an_added_one_needs_no_name_in_its_lines():
    found = state([row(COUNCIL, "consent", **VOTING)], *BEFORE, votes=(a_vote(20, kind="council"),))
    assert found.step(COUNCIL).status is Status.PASSED


# -- notices ----------------------------------------------------------------------------------------------------------


def test_a_notice_of_the_countys_own_hangs_for_its_days_and_asks_for_objections():
    rows = [row(AGAIN, "township", **HANGING)]
    hanging = a_notice("2026-03-01", "2026-03-04", step=AGAIN)
    found = state(rows, postings=(hanging,))
    assert (found.step(AGAIN).status, found.step("notice_village").status) == (Status.RUNNING, Status.WAITING)
    assert any("还有2天。规定不少于3天，依据：县办〔2026〕1号" in one for one in found.reasons)
    over = state(rows, postings=(a_notice("2026-02-20", "2026-02-22", step=AGAIN),))
    assert over.step(AGAIN).status is Status.UNDECIDED
    assert "没有填写有无异议" in over.step(AGAIN).doing.reason
    passed = state(rows, postings=(a_notice("2026-02-20", "2026-02-22", any_objection=False, step=AGAIN),))
    assert passed.step(AGAIN).status is Status.PASSED
    upheld = state(rows, postings=(a_notice("2026-02-20", "2026-02-22", any_objection=True, step=AGAIN, upheld=True),))
    assert upheld.stage is Stage.REFUSED


def test_a_notice_of_the_countys_own_that_hung_too_short_breaks_its_rule():
    short = a_notice("2026-02-20", "2026-02-21", any_objection=False, step=AGAIN)
    found = state([row(AGAIN, "township", **HANGING)], postings=(short,))
    assert any("共2天，少于规定的3天（依据：县办〔2026〕1号）" in one for one in found.problems)


def test_the_programs_notice_that_may_hang_once_is_not_put_up_twice_by_a_notice_of_the_countys():
    posted = (
        a_notice("2026-02-11", "2026-02-16", any_objection=False, row="n1"),
        a_notice("2026-02-20", "2026-02-25", any_objection=False, row="n2", step=AGAIN),
    )
    found = state([row(AGAIN, "township", **HANGING)], postings=posted)
    assert not any("只应公示一次" in one for one in found.problems)
    assert [found.step(key).doing.done for key in ("notice_village", AGAIN)] == ["2026-02-16", "2026-02-25"]


# -- visits, days -----------------------------------------------------------------------------------------------------


def test_a_visit_names_who_went_and_so_many_as_the_county_asks_for():
    rows = [row(VISIT, "clue", form="visit", people=2, decides=True)]
    nobody = state(rows, done("clue", "2026-02-02"), done(VISIT, "2026-02-03", "passed"))
    assert "“入户抽查”是入户核实，2026-02-03已办，没有填写办理人，请补填" in nobody.problems
    one = state(rows, done("clue", "2026-02-02"), done(VISIT, "2026-02-03", "passed", actor="王二"))
    assert any("应由2人以上办理，办理人只填了1人（王二）" in text for text in one.problems)
    two = state(rows, done("clue", "2026-02-02"), done(VISIT, "2026-02-03", "passed", actor="王二、李四"))
    assert not two.problems
    assert state(rows, done("clue", "2026-02-02"), done(VISIT, "2026-02-03")).step(VISIT).status is Status.UNDECIDED


def test_a_deadline_counts_from_the_step_that_the_county_names_and_in_working_days_if_it_says_so():
    rows = [row(VISIT, "township", most=10, since="clue", working=True)]
    found = state(rows, done("clue", "2026-02-02"))
    (deadline,) = [one for one in found.deadlines if one.span.last == VISIT]
    assert (deadline.span.first, deadline.used, deadline.left) == ("clue", 20, -10)
    assert any("“入户抽查”还没有办结，超期10天" in one and "按工作日计算" in one for one in found.reasons)
    calendar = state([row(VISIT, "township", most=10, since="clue")], done("clue", "2026-02-02"))
    assert next(one.used for one in calendar.deadlines if one.span.last == VISIT) == 28


def test_a_deadline_counts_from_the_nearest_step_that_every_household_must_do():
    rows = [row(COUNCIL, "township", types=("edge",)), row(AGAIN, COUNCIL, needed=False), row(VISIT, AGAIN, most=5)]
    (span,) = [one for one in edited(MONITOR, EDITION, rows).spans if one.last == VISIT]
    assert span.first == "township"


# -- of some households only ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "has", "asked"),
    [
        ({"types": ("unstable", "edge")}, {"kind": "edge"}, True),
        ({"types": ("unstable", "edge")}, {"kind": "sudden"}, False),
        ({"risks": ("illness",)}, {"risks": ("labour", "illness")}, True),
        ({"risks": ("illness",)}, {"risks": ("labour",)}, False),
        ({"risks": ("illness",), "types": ("edge",)}, {"risks": ("illness",), "kind": "sudden"}, False),
        ({"risks": ("illness",), "types": ("edge",)}, {"risks": ("illness",)}, None),
        ({"risks": ("illness",), "types": ("edge",)}, {"risks": ("labour",)}, False),  # whatever its type
        ({"types": ("edge",)}, {}, None),
    ],
)
def test_a_step_is_asked_of_the_households_that_the_county_names(only, has, asked):
    found = state([row(VISIT, "clue", **only)], done("clue", "2026-02-02"), monitoring=watched(**has))
    assert (found.step(VISIT) is None) is (asked is False)
    assert found.headline == ("等候：入户调查、农户承诺授权" if asked is False else "等候：入户抽查")
    assert any("没有填写监测类别" in one for one in found.reasons) is (asked is None)
    assert any("该户不用办" in one for one in found.reasons) is (asked is False)


def test_a_step_may_be_asked_of_households_with_some_cause_only():
    rows = [row(VISIT, "screen", causes=("1",))]
    ill, learning = Cause(id="c1", code="1", rank="main"), Cause(id="c2", code="3", rank="main")
    asked = [
        state(rows, template=EXIT, causes=causes).step(VISIT) is not None
        for causes in ((learning, ill), (learning,), ())
    ]
    assert asked == [True, False, True]


def test_a_case_of_which_a_step_is_not_asked_ends_without_it_and_what_was_done_of_it_stays():
    rows = [row(VISIT, "county", types=("edge",), decides=True)]
    steps = [done(key, "2026-02-10", "passed") for key in ("survey", "consent", "appraisal", "township", "county")]
    steps = [done("clue", "2026-02-10"), *steps, done("notice_village", "2026-02-10", "passed", start="2026-02-05")]
    assert state(rows, *steps, monitoring=watched(kind="edge")).stage is Stage.RUNNING
    other = state(rows, *steps, monitoring=watched(kind="sudden"))
    assert other.stage is Stage.COMPLETE
    assert "“入户抽查”只对一部分户办理（监测类别为边缘易致贫户），该户不用办" in other.reasons
    refused = done(VISIT, "2026-02-12", "refused")
    assert state(rows, *steps, refused, monitoring=watched(kind="edge")).stage is Stage.REFUSED
    kept = state(rows, *steps, refused, monitoring=watched(kind="sudden"))
    assert (kept.stage, [one.step.key for one in kept.dropped]) == (Stage.COMPLETE, [VISIT])


def test_a_step_of_the_program_may_be_asked_of_some_households_only():
    rows = [row("appraisal", types=("edge",))]
    found = state(rows, *BEFORE, monitoring=watched(kind="sudden"))
    assert found.headline == "等候：村内公示"
    assert state(rows, *BEFORE, monitoring=watched(kind="edge")).headline == "等候：民主评议"


def test_what_the_edition_leaves_out_and_what_is_not_asked_of_a_household_are_told_apart():
    template = edited(MONITOR, EDITION.having(off=("township",)), [row(VISIT, "clue", types=("edge",))])
    found = state_of(template, Facts(PROCESS, monitoring=watched(kind="sudden")), TODAY, LIMITS)
    assert {step.key for step in found.template.gone} == {"township", VISIT}
    assert found.template.order == template.order
    (told,) = [one for one in found.reasons if one.startswith("县级调整")]
    assert "不要求“乡镇审核”" in told
    assert "不要求“入户抽查”" not in told


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "rows", "words"),
    [
        (MONITOR, [row(COUNCIL, "clue", form="meeting")], "“议事会评议”的“开什么会”没有填写：会议要填这一项"),
        (MONITOR, [row(COUNCIL, "clue", **VOTING | {"quorum": None})], "“议事会评议”的“到会比例”没有填写"),
        (MONITOR, [row(COUNCIL, "clue", **VOTING | {"majority": None})], "“议事会评议”的“赞成比例”没有填写"),
        (MONITOR, [row(AGAIN, "clue", form="notice", least=3)], "“再次公示”的“哪一级公示”没有填写：公示公告要填这一项"),
        (MONITOR, [row(AGAIN, "clue", form="notice", notice="village")], "“再次公示”的“最少办理天数”没有填写"),
        (MONITOR, [row(VISIT, "clue", form="visit", people=21)], "“至少几人办理”填了21，应在1到20之间"),
        (MONITOR, [row(VISIT, "clue", most=3, since="township")], "“入户抽查”的“从哪一步算起”填了“乡镇审核”，它不在这一步之前"),
        (MONITOR, [row(VISIT, "clue", most=3, since="pairing")], "“从哪一步算起”填了“结对帮扶”，监测对象认定没有这一步"),
        (MONITOR, [row("appraisal", majority="all")], "“民主评议”的“赞成比例”不能在这里填：程序自带的步骤怎么办不能改"),
        (MONITOR, [row("survey", since="clue")], "“入户调查”的“从哪一步算起”不能在这里填：程序自带步骤的天数"),
        (EXIT, [row(VISIT, "screen", types=("edge",))], "“入户抽查”的“监测类别（限）”不能在这里填：贫困户退出不看监测记录"),
        (IDENTIFY, [row("survey", risks=("illness",))], "“入户调查”的“风险类型（限）”不能在这里填"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_with_field_value_rule_and_remedy(template, rows, words):
    (found,) = faults(template, EDITION.having(template=template.key), rows)
    assert words in found
    assert "请" in found


def test_a_procedure_whose_every_step_is_of_some_households_only_would_never_end():
    rows = [row(step.key, causes=("1",)) for step in MONITOR.steps]
    (found,) = faults(MONITOR, EDITION, rows)
    assert "没有一步是必办的" in found


def test_what_can_be_carried_out_is_not_doubted():
    rows = [
        row(COUNCIL, "clue", **VOTING),
        row(AGAIN, "township", **HANGING),
        row("公告结果", AGAIN, form="notice", notice="announce"),
        row(VISIT, COUNCIL, form="visit", people=2, most=5, since=COUNCIL, working=True, risks=("illness",)),
        row("开个会", VISIT, form="meeting", meeting="committee"),
    ]
    assert faults(MONITOR, EDITION, rows) == []


# -- arranging, in words ----------------------------------------------------------------------------------------------


def test_all_that_may_be_said_of_a_step_comes_out_of_its_rows_again():
    own = Planned(
        VISIT, needed=False, decides=True, form="meeting", meeting="council", quorum="all", majority="half", people=3,
        least=2, most=9, since="clue", working=True, who="乡镇", paper="表", seal="章", types=("edge",), risks=("illness",),
        causes=("1", "2"), reason="试点",
    )  # fmt: skip
    hung = Planned(AGAIN, form="notice", notice="village", least=3)
    plan = plan_of(MONITOR, EDITION, ())
    plan = (*plan[:3], own, hung, *plan[3:])
    rows = [EditionStep(id=step, step=step, **values) for step, values in rows_of(plan, MONITOR).items()]
    assert plan_of(MONITOR, EDITION, rows) == plan
    assert {one.step for one in rows} == {VISIT, AGAIN}


def test_the_edition_tells_how_its_steps_are_carried_out():
    rows = [
        row(COUNCIL, "clue", **VOTING),
        row(AGAIN, "township", **HANGING),
        row(VISIT, "consent", form="visit", people=2, most=5, since="clue", risks=("illness",), decides=True),
    ]
    (told,) = edition_words(edited(MONITOR, EDITION, rows))
    assert "“议事会评议”：议事会（三分之二以上到会、三分之二以上赞成）" in told
    assert "“再次公示”：村内公示、不少于3天" in told
    assert "“入户抽查”：入户核实、至少2人、要填结果" in told
    assert "“入户抽查”从“发现线索”起不超过5天" in told
    assert "“入户抽查”只对一部分户办理（风险类型为因病）" in told
