# SPDX-License-Identifier: MIT
"""H03, H21, H22, K01–K05 of procedures: each rule fires, keeps quiet, knows its boundary, and says which fact it lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, sentence, verdict
from villagedesk.models.catalogue.procedure import (
    EditionStep,
    Meeting,
    MeetingItem,
    Monitoring,
    Notice,
    NoticeItem,
    ProcedureEdition,
    Process,
    ProcessStep,
)
from villagedesk.models.checks import papers, procedures
from villagedesk.models.doings import Facts, Posting, Vote
from villagedesk.models.editions import edited

RULES = (*procedures.RULES, *papers.RULES)
DECIDED = frozenset({"appraisal", "verify", "agree", "notice_village", "township", "notice_township", "county"})
EXIT = {
    "appraisal": "2020-10-08", "verify": "2020-10-10", "agree": "2020-10-12", "notice_village": "2020-10-20",
    "township": "2020-10-21", "county": "2020-11-05", "announce": "2020-11-20", "deregister": "2020-11-25",
}  # fmt: skip
WATCHED = {
    "clue": "2025-03-01", "survey": "2025-03-02", "consent": "2025-03-02", "appraisal": "2025-03-03",
    "notice_village": "2025-03-10", "township": "2025-03-11", "county": "2025-03-13",
}  # fmt: skip


def steps(dates, **more):
    found = []
    for key, day in dates.items():
        facts = {"done": day, "signed": True, **({"result": "passed"} if key in DECIDED else {})}
        if key.startswith("notice"):
            facts["start"] = f"{day[:8]}{int(day[8:]) - 6:02d}" if day else None
        found.append(ProcessStep(id=f"st-{key}", process="pr", step=key, round=1, **{**facts, **more.get(key, {})}))
    return tuple(found)


def facts(template, year, done, **more):
    process = Process(id="pr", household="h", template=template, year=year, started_on=f"{year}-01-01")
    return Facts(process, done, **more)


def exit_case(dates=EXIT, *, status=None, **more):
    case = a_case(facts={"year": 2020, "exit_status": "exited", "exit_year": 2020, **(status or {})})
    return replace(case, year=2020, procedures=(facts("exit_2016", 2020, steps(dates, **more)),))


def watched_case(dates=WATCHED, **more):
    extra = {key: more.pop(key) for key in ("votes", "postings", "monitoring") if key in more}
    return replace(a_case(), procedures=(facts("monitor_2021", 2025, steps(dates, **more), **extra),))


def without(dates, *keys):
    return {key: day for key, day in dates.items() if key not in keys}


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_a_household_without_procedures_is_no_matter_of_procedures(code):
    assert verdict(RULES, code, a_case(plan={"made_on": "2025-01-01"})) == "ok"


@pytest.mark.parametrize("code", ["H03", "H21", "K01", "K02", "K05"])
def test_a_procedure_as_it_should_be_has_no_findings(code):
    assert verdict(RULES, code, exit_case()) == "ok"
    assert verdict(RULES, code, watched_case()) == "ok"


# -- H03 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["appraisal", "verify", "agree", "notice_village", "announce"])
def test_h03_an_exit_leaves_its_proof(key):
    case = exit_case(without(EXIT, key))
    assert verdict(RULES, "H03", case) == "error"
    refused = exit_case(**{key: {"result": "refused"}}) if key != "announce" else case
    assert verdict(RULES, "H03", refused) == "error"


def test_h03_other_steps_are_no_proof_and_the_lacking_are_named():
    assert verdict(RULES, "H03", exit_case(without(EXIT, "deregister"))) == "ok"
    text = sentence(RULES, "H03", exit_case(without(EXIT, "verify", "announce")))
    assert "脱贫年度“2020”但退出程序缺少：村级核实、公告" in text


def test_h03_an_exit_of_which_nothing_is_kept_is_a_doubt():
    assert verdict(RULES, "H03", replace(exit_case(), procedures=())) == "doubt"


@pytest.mark.parametrize("status", [{"exit_year": 2019}, {"exit_status": "not_exited"}, {"exit_status": "pre_exit"}])
def test_h03_is_about_the_year_of_the_exit(status):
    assert verdict(RULES, "H03", replace(exit_case(status=status), procedures=())) == "ok"


@pytest.mark.parametrize(("year", "expected"), [(2013, "ok"), (2014, "doubt"), (2020, "doubt"), (2021, "ok")])
def test_h03_is_about_the_years_of_exits(year, expected):
    case = a_case(facts={"year": year, "exit_status": "exited", "exit_year": year})
    assert verdict(RULES, "H03", replace(case, year=year)) == expected


def test_h03_goes_by_the_county_edition():
    case = exit_case(without(EXIT, "agree"))
    own = replace(around(), template=lambda key, _year: procedures_template(key).without({"agree"}))
    assert verdict(RULES, "H03", case, own) == "ok"


def procedures_template(key):
    found = around().template(key, 2020)
    assert found is not None
    return found


# -- order ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "expected"), [("2020-10-08", "ok"), ("2020-10-07", "error")])
def test_k01_no_step_is_before_the_one_it_needs(day, expected):
    assert verdict(RULES, "K01", exit_case({**EXIT, "verify": day})) == expected


def test_k01_names_both_steps_and_looks_past_a_step_without_a_date():
    text = sentence(RULES, "K01", exit_case({**EXIT, "verify": "2020-10-07"}))
    assert "村级核实“2020-10-07”早于前面的“民主评议”（2020-10-08）" in text
    gap = exit_case({**without(EXIT, "verify"), "agree": "2020-10-01"})
    assert "早于前面的“民主评议”" in sentence(RULES, "K01", gap)


def test_k01_a_step_does_not_end_before_it_begins():
    turned = exit_case(verify={"start": "2020-10-11"})
    assert "结束于2020-10-10，早于开始日期" in sentence(RULES, "K01", turned)
    assert verdict(RULES, "K01", exit_case(verify={"start": "2020-10-10"})) == "ok"


@pytest.mark.parametrize(("day", "expected"), [("2025-03-10", "ok"), ("2025-03-09", "doubt")])
def test_h21_nothing_follows_while_the_notice_hangs(day, expected):
    case = watched_case({**WATCHED, "township": day})
    assert verdict(RULES, "H21", case) == expected
    assert verdict(RULES, "K01", case) == "ok"  # told once


def test_h21_a_notice_of_monitoring_hangs_once():
    def posting(key, start, end):
        notice = Notice(id=key, village="v", kind="village", start=start, end=end, objected=False)
        return Posting(notice, NoticeItem(id=f"i{key}", notice=key, household="h", process="pr"))

    once = (posting("n1", "2025-03-04", "2025-03-10"),)
    twice = (*once, posting("n2", "2025-03-04", "2025-03-10"))
    dates = without(WATCHED, "notice_village")
    assert verdict(RULES, "H21", watched_case(dates, postings=once)) == "ok"
    assert "登记了2次" in sentence(RULES, "H21", watched_case(dates, postings=twice))
    early = watched_case({**dates, "township": "2025-03-09"}, postings=once)
    assert "在“村内公示”期满（2025-03-10）之前就已办理" in sentence(RULES, "H21", early)


# -- notices --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "expected"), [("2025-03-06", "ok"), ("2025-03-07", "error")])
def test_k02_a_notice_of_monitoring_hangs_five_days(start, expected):
    """From 6 to 10 March are five days, the first of them counted."""
    assert verdict(RULES, "K02", watched_case(notice_village={"start": start})) == expected


def test_k02_goes_by_the_lines():
    case = watched_case(notice_village={"start": "2025-03-06"})
    lines = dict(around().lines)
    lines["notice_days", "监测对象公示", None] = 6
    assert "至2025-03-10共5天，少于规定的6天" in sentence(RULES, "K02", case, replace(around(), lines=lines))
    del lines["notice_days", "监测对象公示", None]
    assert verdict(RULES, "K02", case, replace(around(), lines=lines)) == "? line.value"
    not_first = {**around().lines, ("notice_first_day", "", None): 0, ("notice_first_day", "全国", None): 0}
    assert verdict(RULES, "K02", case, replace(around(), lines=not_first)) == "error"


def test_k02_a_line_of_the_year_holds_before_one_of_no_year_and_one_of_another_year_does_not():
    case = watched_case(notice_village={"start": "2025-03-06"})
    for order in (1, -1):
        lines = [*around().lines.items(), (("notice_days", "监测对象公示", 2025), 6)]
        assert verdict(RULES, "K02", case, replace(around(), lines=dict(lines[::order]))) == "error"
    other = {**around().lines, ("notice_days", "监测对象公示", 2024): 6}
    assert verdict(RULES, "K02", case, replace(around(), lines=other)) == "ok"


def test_k02_a_notice_of_one_day_is_too_short_and_points_to_its_step():
    (found,) = answers(RULES, "K02", watched_case(notice_village={"start": "2025-03-10"}))
    assert (found.entity, found.row, found.key) == ("process_step", "st-notice_village", "done")
    assert "共1天" in found.text()


@pytest.mark.parametrize(
    ("facts_", "expected"),
    [
        ({"start": None}, "? process_step.start"),
        ({"done": None, "start": "2025-03-02"}, "? process_step.done"),
    ],
)
def test_k02_a_notice_without_its_days_is_not_judged(facts_, expected):
    assert verdict(RULES, "K02", watched_case(notice_village=facts_)) == expected


# -- votes ----------------------------------------------------------------------------------------------------------------


def voted(expected=30, present=20, favour=11, against=9, *, later=True):
    meeting = Meeting(id="me", village="v", kind="appraisal", date="2025-03-03", expected=expected, present=present)
    item = MeetingItem(id="mi", meeting="me", household="h", process="pr", in_favour=favour, against=against)
    dates = without(WATCHED, "appraisal") if later else {key: WATCHED[key] for key in ("clue", "survey", "consent")}
    return watched_case(dates, votes=(Vote(meeting, item),))


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ({}, "ok"),  # exactly two thirds present, one more than half in favour
        ({"present": 19, "favour": 10, "against": 9}, "error"),
        ({"favour": 10, "against": 10}, "error"),  # exactly half, and it went on
        ({"favour": 12, "against": 9}, "error"),  # one vote more than people
        ({"expected": None}, "? meeting.expected"),
        ({"present": None}, "? meeting.present"),
        ({"favour": None}, "? meeting_item.in_favour"),
    ],
)
def test_k03_enough_are_there_and_more_than_half_agree(votes, expected):
    assert verdict(RULES, "K03", voted(**votes)) == expected


def test_k03_more_people_than_were_called_is_told():
    assert "实到31人，多于应到30人" in sentence(RULES, "K03", voted(expected=30, present=31, favour=31, against=0))


def test_k03_a_meeting_that_refused_is_no_fault_where_the_procedure_stopped():
    assert verdict(RULES, "K03", voted(favour=5, against=15, later=False)) == "ok"
    assert "赞成5票，没有过半数赞成，程序却继续办理" in sentence(RULES, "K03", voted(favour=5, against=15))


def test_k03_a_step_of_the_same_day_went_on_too():
    case = voted(favour=5, against=15, later=False)
    same_day = ProcessStep(
        id="st-n", process="pr", step="notice_village", round=1, start="2025-03-03", done="2025-03-03"
    )
    process = case.procedures[0]
    case = replace(case, procedures=(replace(process, steps=(*process.steps, same_day)),))
    assert verdict(RULES, "K03", case) == "error"


def test_k03_an_appraisal_without_its_meeting_is_not_judged():
    assert verdict(RULES, "K03", watched_case()) == "? meeting_item.in_favour"


# -- monitoring -------------------------------------------------------------------------------------------------------------


def clued(**more):
    record = {"id": "mo", "household": "h", "clue_on": "2025-03-01", "confirmed_on": "2025-03-16", **more}
    return replace(a_case(), monitorings=(Monitoring(**record),))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "ok"),  # fifteen days
        ({"confirmed_on": "2025-03-17"}, "doubt"),
        ({"clue_on": None}, "? monitoring.clue_on"),
        ({"confirmed_on": None}, "doubt"),  # not confirmed by the end of the year
        ({"clue_on": "2025-12-16", "confirmed_on": None}, "ok"),  # 15 days before its last day
        ({"clue_on": "2024-03-01", "confirmed_on": "2024-12-01"}, "ok"),  # a matter of 2024
    ],
)
def test_h22_confirmed_within_fifteen_days_of_the_clue(more, expected):
    assert verdict(RULES, "H22", clued(**more)) == expected


def test_h22_goes_by_the_line_and_forgets_what_was_refused():
    assert verdict(RULES, "H22", clued(), around(monitoring_days=14)) == "doubt"
    assert verdict(RULES, "H22", clued(), around(monitoring_days=None)) == "? line.value"
    case = clued(confirmed_on=None)
    refused = steps({"clue": "2025-03-01"}, clue={"result": "refused"})
    stopped = facts("monitor_2021", 2025, refused, monitoring=case.monitorings[0])
    assert verdict(RULES, "H22", replace(case, procedures=(stopped,))) == "ok"


# -- seals ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("signed", "expected"), [(True, "ok"), (False, "doubt"), (None, "? process_step.signed")])
def test_k05_what_is_done_is_signed_and_sealed(signed, expected):
    assert verdict(RULES, "K05", watched_case(survey={"signed": signed})) == expected


def test_the_state_is_worked_out_once_for_a_case_and_anew_for_other_lines():
    case = watched_case(notice_village={"start": "2025-03-06"})
    one = around()
    assert procedures.states(case, one) is procedures.states(case, one)
    assert procedures.states(case, around()) is not procedures.states(case, one)
    assert "worked_out" not in repr(case)
    assert procedures.states(replace(case, procedures=()), one) == []


# -- steps of the county's own --------------------------------------------------------------------------------------------

COUNCIL, AGAIN = "议事会评议", "再次公示"
OWN = (
    EditionStep(
        id="r1", step=COUNCIL, after="consent", form="meeting", meeting="appraisal", decides=True, quorum="two_thirds",
        majority="two_thirds",
    ),
    EditionStep(id="r2", step=AGAIN, after="township", form="notice", notice="village", least=3),
)  # fmt: skip


def with_own_steps():
    edition = ProcedureEdition(template="monitor_2021", year=2025, source="县办法")
    return replace(around(), template=lambda key, _year: edited(procedures_template(key), edition, OWN))


def own_vote(favour, step=COUNCIL):
    meeting = Meeting(id="mo", village="v", kind="appraisal", date="2025-03-02", expected=30, present=20)
    return Vote(meeting, MeetingItem(id="io", meeting="mo", household="h", process="pr", step=step, in_favour=favour))


def own_posting(end, step=AGAIN):
    notice = Notice(id="no", village="v", kind="village", start="2025-03-11", end=end, objected=False)
    return Posting(notice, NoticeItem(id="ip", notice="no", household="h", process="pr", step=step))


@pytest.mark.parametrize(("favour", "expected"), [(14, "ok"), (13, "error"), (None, "? meeting_item.in_favour")])
def test_k03_a_meeting_of_the_county_votes_by_its_own_shares(favour, expected):
    case = watched_case(votes=(*voted().procedures[0].votes, own_vote(favour)))
    assert verdict(RULES, "K03", case, with_own_steps()) == expected


def test_k03_the_share_that_is_missing_is_named():
    case = watched_case(votes=(*voted().procedures[0].votes, own_vote(13)))
    assert "实到20人，赞成13票，没有三分之二以上赞成，程序却继续办理" in sentence(RULES, "K03", case, with_own_steps())


@pytest.mark.parametrize(("end", "expected"), [("2025-03-13", "ok"), ("2025-03-12", "error")])
def test_k02_a_notice_of_the_county_hangs_as_long_as_it_says(end, expected):
    dates = {**WATCHED, "county": "2025-03-20"}
    case = watched_case(dates, postings=(own_posting(end),))
    assert verdict(RULES, "K02", case, with_own_steps()) == expected


def test_h21_a_notice_of_the_county_is_no_second_of_the_programs_that_hangs_once():
    posting = Posting(
        Notice(id="n1", village="v", kind="village", start="2025-03-04", end="2025-03-10", objected=False),
        NoticeItem(id="i1", notice="n1", household="h", process="pr"),
    )
    dates = without({**WATCHED, "county": "2025-03-20"}, "notice_village")
    assert (
        verdict(RULES, "H21", watched_case(dates, postings=(posting, own_posting("2025-03-13"))), with_own_steps())
        == "ok"
    )
    twice = watched_case(dates, postings=(posting, own_posting("2025-03-13", step=None)))
    assert verdict(RULES, "H21", twice, with_own_steps()) == "doubt"


def test_k01_the_order_is_that_of_the_county():
    case = watched_case(votes=(replace_day(own_vote(20), "2025-03-05"),))
    assert verdict(RULES, "K01", case, with_own_steps()) == "error"  # the appraisal was on the third
    assert verdict(RULES, "K01", watched_case(votes=(own_vote(20),)), with_own_steps()) == "ok"


def replace_day(vote, day):
    return Vote(vote.meeting.having(date=day), vote.item)
