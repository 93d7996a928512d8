# SPDX-License-Identifier: MIT
"""I05–I10, K05, K09, K13–K16 and J09: who helps, the visits, the dates on paper. Each fires, keeps quiet, knows its boundary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.models.checks.a_household import a_case, answers, around, helper, person, sentence, verdict
from villagedesk.models.casefile import Person
from villagedesk.models.catalogue.help import Benefit, Cadre, Care
from villagedesk.models.checks import given, pairings, papers, visits
from villagedesk.models.checks.rounds import Rounds, told

RULES = (*pairings.RULES, *visits.RULES, *papers.RULES, *given.RULES)


def test_i05_a_household_without_a_helper_says_since_when():
    assert verdict(RULES, "I05", a_case()) == "ok"
    assert "目前没有。" in sentence(RULES, "I05", a_case(helpers=()))
    assert "上一条结对已于2025-12-30结束" in sentence(RULES, "I05", a_case(helpers=(helper(end="2025-12-30"),)))
    assert verdict(RULES, "I05", a_case(helpers=(helper(end="2025-12-31"),))) == "ok"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, "doubt"),
        ({"end": "2022-01-01"}, {"start": "2021-06-01"}, "doubt"),
        ({"end": "2022-01-01"}, {"start": "2022-01-01"}, "ok"),  # a change on that day
        ({"end": "2022-01-01"}, {"start": "2022-01-02"}, "ok"),
        ({"start": "2022-01-01"}, {"start": "2021-01-01", "end": "2022-01-01"}, "ok"),
        ({"start": "2022-01-01"}, {"start": "2021-01-01", "end": "2022-01-02"}, "doubt"),
        ({"end": "2022-01-01"}, {"start": None}, "? pairing.start"),
        ({"start": None}, {"start": None}, "doubt"),
        ({}, {"cadre": "c2"}, "ok"),
    ],
)
def test_i06_nobody_answers_twice_on_a_day(one, other, expected):
    assert verdict(RULES, "I06", a_case(helpers=(helper(**one), helper(**{"id": "p2", **other})))) == expected


@pytest.mark.parametrize(("end", "expected"), [("2019-12-31", "doubt"), ("2020-01-01", "ok")])
def test_i06_a_pairing_does_not_end_before_it_begins(end, expected):
    assert verdict(RULES, "I06", a_case(helpers=(helper(end=end),))) == expected


@pytest.mark.parametrize(
    ("count", "role", "expected"),
    [(5, None, "ok"), (6, None, "doubt"), (6, "second", "doubt"), (60, "first_secretary", "ok"), (60, "leader", "ok")],
)
def test_i07_a_helper_has_at_most_so_many_households(count, role, expected):
    rounds = Rounds(charges={"c1": count})
    assert verdict(RULES, "I07", a_case(helpers=(helper(role=role),)), around(rounds=rounds)) == expected


def test_i07_goes_by_the_line_and_asks_present_helpers_only():
    rounds = Rounds(charges={"c1": 6})
    assert verdict(RULES, "I07", a_case(), around(rounds=rounds, households_per_helper=6)) == "ok"
    assert verdict(RULES, "I07", a_case(), around(rounds=rounds, households_per_helper=None)) == "? line.value"
    assert verdict(RULES, "I07", a_case(helpers=(helper(end="2025-01-01"),)), around(rounds=rounds)) == "ok"


def test_i10_a_helper_who_is_called_as_a_member_is():
    assert verdict(RULES, "I10", a_case()) == "ok"
    assert "“高凤珍”与本户成员同名" in sentence(RULES, "I10", a_case(helpers=(helper("高凤珍"),)))


@pytest.mark.parametrize(
    ("name", "switch", "expected"), [("高志强", 0, "ok"), ("高志强", 1, "hint"), ("赵志强", 1, "ok")]
)
def test_i10_the_same_surname_is_told_where_the_office_wants_it(name, switch, expected):
    assert verdict(RULES, "I10", a_case(helpers=(helper(name),)), around(check_i10_surname=switch)) == expected


# -- visits -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "level", "expected"),
    [
        ("2025-12-01", None, "ok"),  # due on 31 December
        ("2025-11-30", None, "doubt"),
        ("2025-12-24", "yellow", "ok"),
        ("2025-12-23", "yellow", "doubt"),
        ("2025-12-30", "red", "ok"),
        ("2025-12-29", "red", "doubt"),
    ],
)
def test_i08_by_the_interval_of_the_care_level(last, level, expected):
    case = a_case(household={"care_level": level}, visits=[{"date": last}])
    assert verdict(RULES, "I08", case) == expected


def test_i08_a_household_that_was_never_visited_counts_from_the_pairing():
    assert verdict(RULES, "I08", a_case(helpers=(helper(start="2025-12-01"),))) == "ok"
    text = sentence(RULES, "I08", a_case(helpers=(helper(start="2025-11-30"),)))
    assert "走访应在2025-12-30前进行，已超1天（自2025-11-30起一次也没有，按一般户每30天一次）" in text
    assert verdict(RULES, "I08", a_case(helpers=(helper(start=None),))) == "? pairing.start"


def test_i08_a_visit_of_the_year_before_counts_and_one_after_the_year_does_not():
    case = a_case(visits=[{"date": "2026-01-05"}], helpers=(helper(start="2025-12-20"),))
    assert verdict(RULES, "I08", case) == "ok"
    before = replace(case, year=2026, visits=())
    assert "应在2026-02-04前进行，已超26天（上次走访2026-01-05" in sentence(RULES, "I08", before)


@pytest.mark.parametrize(("last", "expected"), [("2025-10-02", "ok"), ("2025-10-01", "doubt")])
def test_i08_a_leader_comes_every_quarter_himself(last, expected):
    """Ninety days before 31 December; somebody else's visit pleases the household, but not the leader's interval."""
    both = (helper(), helper("单书记", "c2", role="leader"))
    case = a_case(helpers=both, visits=[{"date": last, "cadre": "c2"}, {"date": "2025-12-20", "cadre": "c1"}])
    assert verdict(RULES, "I08", case) == expected
    if expected == "doubt":
        assert sentence(RULES, "I08", case).startswith("单书记 走访应在2025-12-30前进行")


def test_i08_a_care_level_holds_from_its_day_on():
    cares = (Care(id="k", household="h", level="yellow", start="2025-12-10"),)
    case = a_case(visits=[{"date": "2025-12-20"}])
    assert verdict(RULES, "I08", case) == "ok"
    assert verdict(RULES, "I08", replace(case, cares=cares)) == "doubt"


def test_i08_without_interval_or_helper_nothing_is_judged():
    lines = {key: value for key, value in around().lines.items() if key[0] != "visit_interval"}
    assert verdict(RULES, "I08", a_case(), replace(around(), lines=lines)) == "? line.value"
    graded = {**lines, ("visit_interval", "红色户", None): 1}
    red, seen = {"care_level": "red"}, [{"date": "2025-12-31"}]
    assert verdict(RULES, "I08", a_case(household=red, visits=seen), replace(around(), lines=graded)) == "ok"
    assert verdict(RULES, "I08", a_case(visits=seen), replace(around(), lines=graded)) == "? line.value"
    assert verdict(RULES, "I08", a_case(helpers=())) == "ok"  # that is I05
    assert verdict(RULES, "I08", a_case(facts={"exit_status": "dissolved"})) == "ok"


@pytest.mark.parametrize(("households", "villages", "expected"), [(5, 2, "doubt"), (4, 2, "ok"), (9, 1, "ok")])
def test_i09_one_cadre_in_two_villages_on_a_day(households, villages, expected):
    rounds = Rounds(days={("c1", "2025-06-01"): (households, villages)})
    case = a_case(visits=[{"date": "2025-06-01", "cadre": "c1"}])
    assert verdict(RULES, "I09", case, around(rounds=rounds)) == expected
    other_day = a_case(visits=[{"date": "2025-06-02", "cadre": "c1"}])
    assert verdict(RULES, "I09", other_day, around(rounds=rounds)) == "ok"


@pytest.mark.parametrize(("count", "expected"), [(2, "doubt"), (1, "ok"), (0, "ok")])
def test_i09_one_cadre_in_several_households_at_one_minute(count, expected):
    rounds = Rounds(minutes={("c1", "2025-06-01", "9:30"): count})
    case = a_case(visits=[{"date": "2025-06-01", "cadre": "c1", "time": "9:30"}])
    assert verdict(RULES, "I09", case, around(rounds=rounds)) == expected


LONG = "家里种了三亩水稻，务农为主"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([LONG] * 3, "doubt"),
        ([LONG] * 2, "ok"),
        ([LONG, LONG, LONG + "。"], "ok"),
        (["家里种了三亩水稻啊"] * 3, "ok"),  # nine characters
        (["家里种了三亩水稻了啊"] * 3, "doubt"),
        ([None] * 3, "ok"),
    ],
)
def test_k15_the_same_text_three_times(texts, expected):
    seen = [{"date": f"2025-0{place}-01", "changes": text} for place, text in enumerate(texts, 1)]
    assert verdict(RULES, "K15", a_case(visits=seen)) == expected


def test_k15_the_same_text_in_other_households_and_the_line():
    case = a_case(visits=[{"date": "2025-06-01", "problems": LONG}])
    rounds = Rounds(copies={told(case.visits[0]): 3})
    assert "共3次" in sentence(RULES, "K15", case, around(rounds=rounds))
    assert verdict(RULES, "K15", case, around(rounds=rounds, check_k15_times=4)) == "ok"
    assert verdict(RULES, "K15", case, around(check_k15_times=None)) == "? line.value"


def test_k15_a_text_that_stands_nowhere_else_is_no_copy_whatever_the_line():
    once = [{"date": "2025-06-01", "changes": LONG}]
    assert verdict(RULES, "K15", a_case(visits=once), around(check_k15_times=1)) == "ok"
    assert verdict(RULES, "K15", a_case(visits=once * 2), around(check_k15_times=1)) == "doubt"


@pytest.mark.parametrize(("count", "expected"), [(5, "doubt"), (4, "ok")])
def test_k16_a_year_of_visits_on_one_day(count, expected):
    rounds = Rounds(single_days={"c1": count})
    case = a_case(visits=[{"date": "2025-06-01", "cadre": "c1"}])
    assert verdict(RULES, "K16", case, around(rounds=rounds)) == expected
    assert verdict(RULES, "K16", a_case(visits=[{"date": "2025-06-01", "cadre": "c2"}]), around(rounds=rounds)) == "ok"


# -- paper --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"plan": {"signed_household": True}}, "doubt"),
        ({"plan": {"signed_village": True, "made_on": "2025-03-01"}}, "ok"),
        ({"plan": {"signed_household": False}}, "ok"),
        ({"measures": [{"content": "养羊", "signed_household": True}]}, "doubt"),
        ({"measures": [{"content": "养羊", "signed_household": True, "signed_on": "2025-04-01"}]}, "ok"),
    ],
)
def test_k05_what_is_signed_has_a_date(parts, expected):
    assert verdict(RULES, "K05", a_case(**parts)) == expected


def received(day, **parts):
    return a_case(visits=[{"date": day, "received_by": "肖辉", "paper_signed": True, "cadre": "c1"}], **parts)


@pytest.mark.parametrize(("day", "expected"), [("2025-05-02", "doubt"), ("2025-05-01", "ok")])
def test_k09_the_dead_receive_nobody(day, expected):
    gone = (person("肖辉", "spouse", left="2025-05-01", leave_reason="death"),)
    case = received(day, departed=gone)
    assert verdict(RULES, "K09", case) == expected
    if expected == "doubt":
        assert "“肖辉”已于2025-05-01死亡，不可能在2025-05-02接待走访" in sentence(RULES, "K09", case)
    namesake = received(day, departed=gone, people=(person("肖辉"),))
    assert verdict(RULES, "K09", namesake) == "ok"


@pytest.mark.parametrize(
    ("birth", "expected"),
    [("2007-05-02", "ok"), ("2007-05-03", "doubt"), (None, "? member.birth"), ("1980-01-01", "ok")],
)
def test_k09_minors_do_not_sign(birth, expected):
    assert verdict(RULES, "K09", received("2025-05-02", people=(person("肖辉", "son", birth),))) == expected


def test_k09_a_minor_who_only_opened_the_door_is_no_matter():
    case = received("2025-05-02", people=(person("肖辉", "son", "2015-01-01"),))
    opened = replace(case, visits=(case.visits[0].having(paper_signed=False),))
    assert verdict(RULES, "K09", opened) == "ok"
    unknown = replace(case, visits=(case.visits[0].having(paper_signed=None),))
    assert verdict(RULES, "K09", unknown) == "? visit.paper_signed"


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-02-28", "doubt"), ("2025-03-01", "ok"), ("2025-09-30", "ok"), ("2025-10-01", "doubt")]
)
def test_k09_who_visits_answers_for_the_household_on_that_day(day, expected):
    own = helper(start="2025-03-01", end="2025-09-30")
    assert verdict(RULES, "K09", a_case(helpers=(own,), visits=[{"date": day, "cadre": "c1"}])) == expected
    stranger = a_case(helpers=(own,), visits=[{"date": day, "cadre": "c9"}])
    assert verdict(RULES, "K09", stranger) == "ok"


def changed_head(start, **old_facts):
    old = person("高凤珍", "other")
    last_year = old.facts.having(id="before", year=2024, **{"relation": "head", **old_facts})
    new = person("肖辉", "head")
    return a_case(people=(new, Person(old.member, old.facts, (last_year, old.facts))), helpers=(helper(start=start),))


@pytest.mark.parametrize(
    ("start", "expected"), [("2024-12-31", "doubt"), ("2025-01-01", "ok"), (None, "? pairing.start")]
)
def test_k13_an_agreement_with_the_old_head(start, expected):
    assert verdict(RULES, "K13", changed_head(start)) == expected


def test_k13_names_both_heads_and_keeps_quiet_where_the_head_stayed():
    assert "户主已由高凤珍（2024年度）变为肖辉" in sentence(RULES, "K13", changed_head("2020-01-01"))
    assert verdict(RULES, "K13", changed_head("2020-01-01", relation="mother")) == "ok"
    assert verdict(RULES, "K13", a_case()) == "ok"


@pytest.mark.parametrize(
    ("made", "expected"), [("2014-02-28", "error"), ("2014-03-01", "ok"), (None, "? plan.made_on")]
)
def test_k14_no_plan_is_older_than_the_identification(made, expected):
    assert verdict(RULES, "K14", a_case(plan={"made_on": made})) == expected


def test_k14_nor_is_a_signature_and_without_identification_nothing_is_judged():
    measures = [{"content": "养羊", "signed_on": "2014-02-01"}]
    assert verdict(RULES, "K14", a_case(plan={"made_on": "2025-01-01"}, measures=measures)) == "error"
    nothing = a_case(plan={"made_on": "2014-01-01"}, household={"identified": None})
    assert verdict(RULES, "K14", nothing) == "? household.identified"


# -- what was given ------------------------------------------------------------------------------------------------------


def benefit(**more):
    base = {"id": "b1", "household": "h", "date": "2025-06-01", "category": "social", "content": "大米10公斤"}
    return Benefit(**{**base, "signed_household": True, **more})


@pytest.mark.parametrize(
    ("amount", "given", "status", "expected"),
    [
        (10_000, (6_000, 4_000), "done", "ok"),
        (10_000, (6_000, 3_999), "done", "doubt"),
        (10_000, (6_000,), "running", "ok"),
        (10_000, (), "done", "ok"),
        (None, (6_000,), "done", "? measure.amount"),
        (10_000, (6_000, None), "done", "? benefit.amount"),
    ],
)
def test_i12_what_was_planned_and_what_was_given(amount, given, status, expected):
    case = a_case(measures=[{"content": "养羊", "amount": amount, "status": status}])
    benefits = tuple(benefit(id=f"b{place}", measure="s1", amount=one) for place, one in enumerate(given))
    assert verdict(RULES, "I12", replace(case, benefits=benefits)) == expected


@pytest.mark.parametrize(("day", "expected"), [("2025-05-02", "doubt"), ("2025-05-01", "ok")])
def test_j08_nothing_is_given_to_the_dead(day, expected):
    gone = person("肖辉", "spouse", left="2025-05-01", leave_reason="death")
    case = replace(a_case(departed=(gone,)), benefits=(benefit(date=day, member=gone.member.id),))
    assert verdict(RULES, "J08", case) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"signed_household": True}, "ok"),
        ({"signed_household": False}, "doubt"),
        ({"signed_household": None}, "doubt"),
        ({"signed_household": None, "evidence_photo": "f" * 64}, "ok"),
        ({"signed_household": None, "evidence": ("voucher",)}, "ok"),
        ({"signed_household": None, "evidence": ("statement",)}, "doubt"),
    ],
)
def test_j08_what_was_given_is_signed_for_or_pictured(facts, expected):
    assert verdict(RULES, "J08", replace(a_case(), benefits=(benefit(**facts),))) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(0, 50_000, "ok"), (None, 50_000, "ok"), (1, 50_000, "doubt")]
)
def test_j09_a_visit_without_money_is_no_gift(first, second, expected):
    gifts = [{"date": "2025-06-01", "gift_money": first}, {"date": "2025-06-20", "gift_money": second}]
    assert verdict(RULES, "J09", a_case(visits=gifts)) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [({}, "doubt"), ({"date": "2025-07-01"}, "ok"), ({"member": "m9"}, "ok"), ({"content": "食用油"}, "ok")],
)
def test_j09_the_same_help_twice_in_a_month(other, expected):
    benefits = (benefit(), benefit(**{"id": "b2", "date": "2025-06-30", **other}))
    assert verdict(RULES, "J09", replace(a_case(), benefits=benefits)) == expected


def test_the_cadre_is_named_and_rules_have_numbers_of_their_own():
    named = replace(helper(), cadre=Cadre(id="c1", name="赵志强"))
    rounds = Rounds(charges={"c1": 9})
    assert "“赵志强”帮扶9户，超过5户" in sentence(RULES, "I07", a_case(helpers=(named,)), around(rounds=rounds))
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert answers(RULES, "J09", a_case()) == []
