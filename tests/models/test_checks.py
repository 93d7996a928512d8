# SPDX-License-Identifier: MIT
"""Each rule fires, keeps quiet, and knows its boundary."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from villagedesk.models.casefile import CaseFile, Helper, Person
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.help import Cadre, Measure, Pairing, Plan, Unit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.checks.others import Bearer
from villagedesk.models.checks.registry import ALL_RULES
from villagedesk.models.checks.rules import Surroundings
from villagedesk.models.completeness import Light, Section, assess, blocking, section_of_problem
from villagedesk.models.problem import Level
from villagedesk.models.values.identity import check_digit

TODAY = dt.date(2026, 3, 2)
AROUND = Surroundings(TODAY)


def id_of(birth, sequence):
    seventeen = f"510199{birth}{sequence:03d}"
    return seventeen + check_digit(seventeen)


def person(name, relation, birth="19740224", sequence=2, **facts):
    number = id_of(birth, sequence)
    member = Member(
        id=f"m-{name}", household="h", name=name, id_no=number, sex="1" if sequence % 2 else "2",
        birth=f"{birth[:4]}-{birth[4:6]}-{birth[6:]}", ethnic="01",
    )  # fmt: skip
    base = {
        "relation": relation,
        "labour": "ordinary",
        "health": ("1",),
        "education": "junior",
        "medical": True,
        "pension": True,
    }
    return Person(member, MemberYear(id=f"y-{name}", member=member.id, year=2025, **{**base, **facts}))


def having(who, *, facts=None, **member):
    return Person(who.member.having(**member), who.facts.having(**(facts or {})))


@pytest.fixture
def case():
    """A household in which everything is right."""
    helper = Helper(Pairing(id="p", household="h", cadre="c", start="2020-01-01"), Cadre(id="c", name="赵志强"), Unit())
    return CaseFile(
        year=2025,
        village=Village(id="v", name="清溪村"),
        household=Household(
            id="h", village="v", group="2组", phone="13800001111", standard="national", identified="2014-01"
        ),
        facts=HouseholdYear(
            id="hy", household="h", year=2025, attribute="general", exit_status="exited", farmland=300, living_power=True,
            broadcasting=True, water_solved=True, house_area=9000, dangerous=False, stated_size=2, forest=0, returned=0,
            orchard=0, grassland=0, water_surface=0, road_distance=0, road_type="cement", fuel="clean", toilet=True,
            cooperative=False, leader_firm=False, leader_person=False,
        ),
        plan=Plan(),
        people=(person("高凤珍", "head"), person("肖辉", "spouse", sequence=3)),
        causes=(Cause(id="k", household="h", year=2025, rank="main", code="1"),),
        helpers=(helper,),
    )  # fmt: skip


WITHOUT_PLAN_AND_VISITS = {"I08", "I11"}  # of which the household of this module has none


def codes(case, around=AROUND):
    found = {problem.code for section in assess(case, around).values() for problem in section.problems}
    return found - WITHOUT_PLAN_AND_VISITS


def with_people(case, *people):
    return replace(case, people=people, facts=case.facts.having(stated_size=None))


def test_a_right_household_has_no_findings(case):
    assert codes(case) == set()
    assert blocking(case, AROUND) == []


def test_a01_no_identity_number(case):
    head, spouse = case.people
    assert codes(with_people(case, having(head, id_no=None), spouse)) == {"A01"}
    assert codes(with_people(case, having(head, id_no=None, no_id_reason="unregistered"), spouse)) == set()
    assert codes(with_people(case, having(head, id_no="999999999999999999"), spouse)) == {"A01"}


def test_a03_a_wrong_check_digit_may_stay_once_the_paper_was_checked(case):
    head, spouse = case.people
    wrong = head.member.id_no[:17] + ("0" if head.member.id_no[17] != "0" else "1")
    assert codes(with_people(case, having(head, id_no=wrong), spouse)) == {"A03"}
    assert codes(with_people(case, having(head, id_no=wrong, id_checked="已核对原件"), spouse)) == set()


def test_a04_a_birth_that_does_not_exist_cannot_be_checked_away(case):
    head, spouse = case.people
    seventeen = "51019919740230002"
    impossible = seventeen + check_digit(seventeen)
    assert codes(with_people(case, having(head, id_no=impossible, id_checked="已核对原件"), spouse)) == {"A04"}


def test_a05_the_same_number_twice_in_the_file(case):
    who = case.people[0]
    number = who.member.id_no
    own = Bearer(who.member.id, who.name, number, "h", "清溪村 2组 高凤珍户")
    other = Bearer("m9", "高凤贞", number[:6] + number[8:17], "h9", "石门村 1组 单小芳户")
    (found,) = blocking(case, Surroundings(TODAY, {number: (own, other)}))
    assert found.code == "A05"
    assert f"与石门村 1组 单小芳户的“高凤贞”（号码写作{other.number}）相同" in found.text()
    assert codes(case, Surroundings(TODAY, {number: (own,)})) == set()


def test_a05_names_a_person_of_the_same_household_as_such(case):
    who = case.people[0]
    number = who.member.id_no
    other = Bearer("m9", "高凤贞", number, "h", "清溪村 2组 高凤珍户")
    (found,) = blocking(case, Surroundings(TODAY, {number: (other,)}))
    assert "与本户的“高凤贞”相同" in found.text()


def test_m56_the_same_number_of_somebody_who_has_left_is_a_doubt(case):
    number = case.people[1].member.id_no
    other = Bearer("m9", "肖辉", number, "h9", "石门村 1组 单小芳户", "married_out")
    around = Surroundings(TODAY, {number: (other,)})
    assert codes(case, around) == {"M56"}
    assert blocking(case, around) == []


def test_a06_a_card_of_somebody_else(case):
    head, spouse = case.people
    own, other = head.member.id_no + "43", spouse.member.id_no + "43"
    disabled = {"health": ("4",)}
    assert codes(with_people(case, having(head, card_no=own, facts=disabled), spouse)) == set()
    assert codes(with_people(case, having(head, card_no=other, facts=disabled), spouse)) == {"A06"}


def test_a07_and_a08_disability_and_card_go_together(case):
    head, spouse = case.people
    assert codes(with_people(case, having(head, facts={"health": ("2", "4")}), spouse)) == {"A07"}
    assert codes(with_people(case, having(head, card_no=head.member.id_no + "43"), spouse)) == {"A08"}


def test_a09_and_a17_sex_and_birth_follow_the_number(case):
    head, spouse = case.people
    assert "A09" in codes(with_people(case, having(head, sex="1"), spouse))
    assert codes(with_people(case, having(head, birth="1974-02-25"), spouse)) == {"A17"}


def test_a14_a_telephone_of_another_household(case):
    assert codes(case, Surroundings(TODAY, {}, {"13800001111": 2})) == {"A14"}


def test_b01_b02_exactly_one_head(case):
    head, spouse = case.people
    assert codes(with_people(case, having(head, facts={"relation": "other"}), spouse)) == {"B01"}
    third = person("高磊", "head", birth="19990101", sequence=5)
    assert codes(with_people(case, head, spouse, third)) == {"B02"}


def test_b03_b04_one_spouse_of_the_other_sex(case):
    head, spouse = case.people
    second = person("陈芳", "spouse", sequence=5)
    assert codes(with_people(case, head, spouse, second)) == {"B03"}
    same = person("陈芳", "spouse", birth="19800101", sequence=4)
    assert codes(with_people(case, head, same)) == {"B04"}


def test_b05_b07_a_relation_that_fits_the_sex(case):
    head, spouse = case.people
    assert codes(with_people(case, head, having(spouse, facts={"relation": None}))) == {"B05"}
    child = person("高磊", "son", birth="20000101", sequence=3)
    assert codes(with_people(case, head, spouse, child)) == set()
    assert codes(with_people(case, head, spouse, having(child, facts={"relation": "daughter"}))) == {"B07"}


def test_b09_the_stated_size_is_the_counted_size(case):
    assert codes(replace(case, facts=case.facts.having(stated_size=3))) == {"B09"}
    head, spouse = case.people
    away = having(spouse, counted=False)
    assert codes(replace(case, people=(head, away), facts=case.facts.having(stated_size=1))) == set()


def test_b10_a_household_without_people(case):
    assert "B10" in codes(with_people(case))


def test_c01_pupils_have_no_education_yet(case):
    head, spouse = case.people
    pupil = person(
        "高磊", "son", birth="20140101", sequence=3, school="primary", education=None, labour="none", pension=False
    )
    assert codes(with_people(case, head, spouse, pupil)) == set()
    assert codes(with_people(case, head, spouse, having(pupil, facts={"education": "primary"}))) == {"C01"}
    at_home = having(pupil, facts={"education": "junior", "school": "none"})
    assert codes(with_people(case, head, spouse, at_home)) == set()


def test_d02_healthy_excludes_the_rest(case):
    head, spouse = case.people
    assert codes(with_people(case, having(head, facts={"health": ("1", "2")}), spouse)) == {"D02"}


def test_other_causes_differ_from_the_main_one(case):
    main = case.causes[0]
    other = Cause(id="k2", household="h", year=2025, rank="other1", code="3")
    assert codes(replace(case, causes=(main, other))) == set()
    assert codes(replace(case, causes=(main, other.having(code="1")))) == {"A3b"}


def test_i05_a_household_needs_a_helper_in_the_year(case):
    helper = case.helpers[0]
    ended = replace(helper, pairing=helper.pairing.having(end="2025-12-30"))
    on_the_day = replace(helper, pairing=helper.pairing.having(end="2025-12-31"))
    assert codes(replace(case, helpers=(ended,))) == {"I05"}
    assert codes(replace(case, helpers=(on_the_day,))) == set()


def test_only_errors_block_papers(case):
    doubtful = replace(case, helpers=())
    assert blocking(doubtful, AROUND) == []
    assert blocking(with_people(case), AROUND)


def test_every_finding_names_a_field_a_section_and_a_remedy(case):
    head, spouse = case.people
    broken = replace(
        case,
        people=(having(head, id_no="1", sex="1", facts={"relation": None, "health": ("1", "4"), "education": "junior", "school": "primary"}), spouse, spouse),
        helpers=(),
        facts=case.facts.having(stated_size=9),
        causes=(*case.causes, Cause(id="k2", household="h", year=2025, rank="other1", code="1")),
    )  # fmt: skip
    found = [problem for state in assess(broken, AROUND).values() for problem in state.problems]
    assert len(found) >= 7
    for problem in found:
        assert problem.remedy
        assert problem.code
        assert section_of_problem(problem) in Section
        assert problem.text().startswith(problem.person or problem.field)


def test_rule_numbers_are_unique_and_titled():
    assert len({rule.code for rule in ALL_RULES}) == len(ALL_RULES)
    assert all(rule.title and isinstance(rule.level, Level) for rule in ALL_RULES)


# -- lights -------------------------------------------------------------------------------------------------------------


def lights(case):
    return {section: state.light for section, state in assess(case, AROUND).items()}


def test_the_lights_of_a_good_household(case):
    found = lights(case)
    assert found[Section.BASIC] is Light.GREEN
    assert found[Section.MEMBERS] is Light.GREEN
    assert found[Section.CAUSES] is Light.GREEN
    assert found[Section.LIVING] is Light.GREEN
    assert found[Section.HELPERS] is Light.GREEN
    assert found[Section.INCOME] is Light.GREY
    assert found[Section.PLAN] is Light.GREY
    assert found[Section.VISITS] is Light.GREY


def test_a_missing_fact_turns_the_light_yellow_and_is_named(case):
    state = assess(replace(case, household=case.household.having(phone=None)), AROUND)[Section.BASIC]
    assert state.light is Light.YELLOW
    assert [problem.field for problem in state.missing] == ["联系电话"]


def test_zero_and_not_applicable_are_not_missing(case):
    from villagedesk.models.catalogue.spec import NA

    filled = replace(case, facts=case.facts.having(farmland=0, house_area=NA))
    assert lights(filled)[Section.LIVING] is Light.GREEN


def test_an_error_turns_the_light_red(case):
    head, spouse = case.people
    assert lights(with_people(case, having(head, id_no="1"), spouse))[Section.MEMBERS] is Light.RED


def test_a_plan_without_measures_is_incomplete(case):
    plan = Plan(id="pl", household="h", year=2025, wish="发展养殖", target=1500000)
    assert lights(replace(case, plan=plan))[Section.PLAN] is Light.YELLOW
    measure = Measure(id="s", plan="pl", category="industry", content="养羊30只", responsible="赵志强", due="2025-10")
    assert lights(replace(case, plan=plan, measures=(measure,)))[Section.PLAN] is Light.GREEN


def test_a_total_that_follows_from_its_kinds_is_not_missing(case):
    def missing(**amounts):
        income = IncomeYear(id="i", household="h", year=2025, **amounts)
        return [one.key for one in assess(replace(case, incomes=(income,)), AROUND)[Section.INCOME].missing]

    assert missing(wages=1, production=2) == ["production_cost"]
    assert missing(wage_other=1, crops=2, trade_cost=0) == []
