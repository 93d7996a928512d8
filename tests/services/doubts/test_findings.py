# SPDX-License-Identifier: MIT
"""Doubts of a whole file, exemptions that lapse, and what a changed line does."""

from __future__ import annotations

import pytest

from tests.conftest import PASSPHRASE
from villagedesk.errors import Cancelled, Refused
from villagedesk.models.checks.rules import VillageRule, problem, unjudged
from villagedesk.models.completeness import Section, assess
from villagedesk.models.problem import Level
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import exemptions, judging
from villagedesk.services.doubts import findings as doubts
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.standards.lines import all_lines, save_line
from villagedesk.store import undo
from villagedesk.store.asof import Moment

BIRTH = "1974-02-24"


@pytest.fixture
def filled(store):
    """Two villages; in one a household whose head is 15 and another, in the other a household."""
    with store.change("登记") as change:
        for village, name in (("v1", "清溪村"), ("v2", "石门村")):
            change.put("village", village, {"name": name, "province": "四川省"})
        for number, village in ((1, "v1"), (2, "v1"), (3, "v2")):
            household = f"h{number}"
            change.put("household", household, {"village": village, "group": f"{number}组", "phone": "13800001111"})
            change.put(
                "household_year", f"{household}y", {"household": household, "year": 2025, "attribute": "general"}
            )
            change.put(
                "member", f"m{number}", {"household": household, "name": f"高大{'甲乙丙'[number - 1]}", "sex": "1", "ethnic": "01",
                                         "birth": "2011-01-01" if number == 1 else BIRTH, "no_id_reason": "other"},
            )  # fmt: skip
            change.put("member_year", f"y{number}", {
                "member": f"m{number}", "year": 2025, "relation": "head", "education": "junior", "health": ("1",),
                "medical": True, "critical_insurance": True, "employee_pension": False, "labour": "ordinary",
            })  # fmt: skip
    return store


def told(store, *codes, **more):
    return [
        (one.code, one.household) for one in doubts.find(store, judging.Wanted(frozenset(codes), **more)) if one.counts
    ]


def first(store, code):
    return next(one for one in doubts.find(store, judging.Wanted(frozenset({code}))) if one.counts)


def test_doubts_are_found_with_their_place_person_and_sentence(filled):
    found = first(filled, "B11")
    assert (found.household, found.village_name, found.place) == ("h1", "清溪村", "清溪村 1组 高大甲户")
    assert found.said.text().startswith("高大甲 与户主关系为“户主”，但只有14岁")
    assert told(filled, "B11") == [("B11", "h1")]


def test_only_the_wanted_rules_villages_and_households_are_looked_at(filled):
    assert told(filled, "A14") == [("A14", "h1"), ("A14", "h2"), ("A14", "h3")]
    assert told(filled, "A14", villages=frozenset({"v2"})) == [("A14", "h3")]
    assert told(filled, "A14", households=("h2",)) == [("A14", "h2")]
    assert {code for code, _household in told(filled)} >= {"A14", "B11", "I05"}


def test_what_cannot_be_judged_is_told_on_wish_and_never_counts(filled):
    (one, *_rest) = doubts.find(filled, judging.Wanted(frozenset({"B09"}), unjudged=True))
    assert (one.code, one.level, one.counts) == ("B09", None, False)
    assert one.said.text() == "家庭人口数（系统）没有填写，无法判断"
    assert list(doubts.find(filled, judging.Wanted(frozenset({"B09"})))) == []


def test_progress_is_told_and_cancelling_stops(filled):
    reports = []
    list(doubts.find(filled, report=lambda done, total, _text: reports.append((done, total))))
    assert reports[0] == (0, 3)
    assert reports[-1] == (3, 3)

    def cancelled():
        raise Cancelled("停")

    with pytest.raises(Cancelled):
        list(doubts.find(filled, check=cancelled))


def test_several_processes_find_the_same_in_the_same_order(new_store, monkeypatch):
    from villagedesk.services.doubts import findings_apart

    store = new_store("big", passphrase=PASSPHRASE)
    with store.change("登记") as change:
        for number in range(7):
            change.put("household", f"h{number}", {"group": f"{number}组", "phone": "13800001111"})
            change.put("member", f"m{number}", {"household": f"h{number}", "name": "高大甲", "no_id_reason": "other"})
            change.put("member_year", f"y{number}", {"member": f"m{number}", "year": 2025, "relation": "other"})
    alone = list(doubts.find(store, judging.Wanted(unjudged=True)))
    monkeypatch.setattr(findings_apart, "SEVERAL", 1)
    monkeypatch.setattr(findings_apart, "_PART", 3)
    monkeypatch.setattr(findings_apart, "processes_for", lambda _households: 2)
    reports = []
    apart = list(doubts.find(store, judging.Wanted(unjudged=True), report=lambda *told: reports.append(told[:2])))
    assert len(alone) > 20
    assert apart == alone
    assert reports == [(0, 7), (3, 7), (6, 7), (7, 7)]


def test_a_copy_as_of_a_day_is_judged_by_what_it_holds_however_large_it_is(filled, monkeypatch):
    """Another process would open the file as it is now."""
    from villagedesk.services.doubts import findings_apart

    day = filled.clock().date().isoformat()
    assert told(filled, "B11") == [("B11", "h1")]
    with state_as_of(filled, Moment(known=day)) as then:
        with filled.change("改") as change:
            change.put("member", "m1", {"birth": BIRTH})
        monkeypatch.setattr(findings_apart, "processes_for", lambda _households: 2)
        assert told(filled, "B11") == []
        assert told(then, "B11") == [("B11", "h1")]


# -- exemptions -----------------------------------------------------------------------------------------------------


def test_an_exempted_doubt_is_listed_with_its_reason_and_does_not_count(filled):
    exemptions.exempt(filled, [first(filled, "B11")], "父母双亡，由村委会监护")
    (one,) = doubts.find(filled, judging.Wanted(frozenset({"B11"})))
    assert not one.counts
    assert one.exemption.reason == "父母双亡，由村委会监护"
    assert told(filled, "B11") == []


def test_an_exemption_takes_the_doubt_from_the_lights_of_the_case_file_too(filled):
    def codes():
        case = load_casefile(filled, "h1")
        states = assess(case, surroundings(filled))
        return {one.code for one in states[Section.MEMBERS].problems}

    assert "B11" in codes()
    exemptions.exempt(filled, [first(filled, "B11")], "由村委会监护")
    assert "B11" not in codes()


def test_an_exemption_lapses_when_the_value_changes_and_holds_again_when_it_comes_back(filled):
    exemptions.exempt(filled, [first(filled, "A14")], "三户共用村委会手机")
    assert ("A14", "h1") not in told(filled, "A14")
    with filled.change("改电话") as change:
        for household in ("h1", "h2"):
            change.put("household", household, {"phone": "13900002222"})
    assert ("A14", "h1") in told(filled, "A14")
    undo.undo(filled)
    assert ("A14", "h1") not in told(filled, "A14")


def test_an_exemption_lapses_with_a_fact_that_was_compared_and_with_no_other(filled):
    """B11 stands at the relation; the age that it is compared with is another fact of another record."""
    exemptions.exempt(filled, [first(filled, "B11")], "由村委会监护")
    with filled.change("改") as change:
        change.put("household", "h1", {"phone": "13900002222"})
        change.put("member", "m1", {"ethnic": "02"})
        change.put("member_year", "y1", {"education": "primary"})
    assert told(filled, "B11") == []
    with filled.change("改出生日期") as change:
        change.put("member", "m1", {"birth": "2012-05-05"})
    assert told(filled, "B11") == [("B11", "h1")]


def test_an_exemption_about_one_member_does_not_lapse_with_the_facts_of_another(filled):
    with filled.change("登记") as change:
        change.put("member", "m4", {"household": "h2", "name": "高小乙", "sex": "1", "birth": BIRTH})
        change.put("member_year", "y4", {"member": "m4", "year": 2025, "relation": "child", "education": "junior"})
    exemptions.exempt(filled, [first(filled, "D06")], "在部队参保")
    with filled.change("改户主") as change:
        change.put("member_year", "y2", {"employee_pension": None, "education": "senior"})
        change.put("member", "m2", {"birth": "1975-01-01"})
    lapsed = [one.said.person for one in doubts.find(filled, judging.Wanted(frozenset({"D06"}))) if one.counts]
    assert lapsed == ["高大乙"]
    with filled.change("改本人") as change:
        change.put("member", "m4", {"birth": "1980-01-01"})
    lapsed = [one.said.person for one in doubts.find(filled, judging.Wanted(frozenset({"D06"}))) if one.counts]
    assert sorted(lapsed) == ["高大乙", "高小乙"]


def test_a_doubt_that_has_gone_meanwhile_is_not_exempted(filled):
    old = first(filled, "B11")
    with filled.change("改") as change:
        change.put("member", "m1", {"birth": BIRTH})
    with pytest.raises(Refused, match="重新检查"):
        exemptions.exempt(filled, [old], "由村委会监护")


def test_an_exemption_is_one_action_that_names_the_rule_and_can_be_undone(filled):
    changed = exemptions.exempt(filled, [first(filled, "B11")], "由村委会监护")
    assert changed.label == "豁免疑点：清溪村 1组 高大甲户 B11"
    undo.undo(filled)
    assert told(filled, "B11") == [("B11", "h1")]


def test_an_exemption_can_be_withdrawn_and_given_again(filled):
    exemptions.exempt(filled, [first(filled, "B11")], "由村委会监护")
    exemptions.withdraw(filled, list(doubts.find(filled, judging.Wanted(frozenset({"B11"})))), "已更换户主")
    assert told(filled, "B11") == [("B11", "h1")]
    exemptions.exempt(filled, [first(filled, "B11")], "确由本人立户")
    assert told(filled, "B11") == []


def test_several_doubts_are_exempted_in_one_action(filled):
    found = list(doubts.find(filled, judging.Wanted(frozenset({"A14"}))))
    assert exemptions.exempt(filled, found, "三户共用村委会手机").label == "豁免3条疑点"
    assert told(filled, "A14") == []
    undo.undo(filled)
    assert len(told(filled, "A14")) == 3


def test_errors_what_cannot_be_judged_and_doubts_without_a_reason_are_not_exempted(filled):
    with filled.change("改关系") as change:
        change.put("member_year", "y2", {"relation": None})
    with pytest.raises(Refused, match="B05是错误，不能豁免"):
        exemptions.exempt(filled, [first(filled, "B05")], "没有关系")
    (unknown, *_rest) = doubts.find(filled, judging.Wanted(frozenset({"B09"}), unjudged=True))
    with pytest.raises(Refused, match="缺少“家庭人口数（系统）”"):
        exemptions.exempt(filled, [unknown], "不需要")
    with pytest.raises(Refused, match="理由"):
        exemptions.exempt(filled, [first(filled, "B11")], "  ")


def test_an_error_counts_although_somebody_wrote_an_exemption_of_it(filled):
    found = first(filled, "B11")
    exemptions.exempt(filled, [found], "由村委会监护")
    assert found.said.level is Level.DOUBT
    with filled.change("伪造") as change:
        change.put(
            "exemption", "x", {"household": "h2", "rule": "B05", "about": "member_year/y2/relation", "reason": "无"}
        )
        change.put("member_year", "y2", {"relation": None})
    assert told(filled, "B05") == [("B05", "h2")]


def test_erasing_a_person_erases_what_was_written_of_his_doubts(filled):
    from villagedesk.store import erasing

    exemptions.exempt(filled, [first(filled, "B11")], "高大甲父母双亡")
    exemptions.exempt(filled, [first(filled, "A14")], "三户共用村委会手机")
    assert len(filled.query("SELECT id FROM exemption")) == 2
    with filled.change("改") as change:
        change.put(
            "exemption", filled.value("SELECT id FROM exemption WHERE rule = 'B11'"), {"about": "member/m1/birth"}
        )
    erasing.erase(filled, "member", "m1", "本人申请")
    assert [rule for (rule,) in filled.query("SELECT rule FROM exemption")] == ["A14"]
    assert not filled.value("SELECT count(*) FROM change WHERE instr(value, '父母双亡')")


# -- villages -------------------------------------------------------------------------------------------------------


def _few_people(village, _around):
    if village.facts.people is None:
        yield unjudged("L01", "village_year.people", village.village.id)
    elif village.facts.people < village.sums["people"]:
        yield problem(
            ("L01", Level.DOUBT), "village_year.people", village.facts.id, f"少于各户合计{village.sums['people']}人", "请核对",
            value=str(village.facts.people),
        )  # fmt: skip


@pytest.fixture
def village_rule(monkeypatch):
    rule = VillageRule("L01", "总人口少于各户合计", Level.DOUBT, _few_people)
    for reader in (judging, exemptions):
        monkeypatch.setattr(reader, "VILLAGE_RULES", (rule,))
    return rule


def test_rules_about_villages_see_what_their_households_add_up_to(filled, village_rule):
    with filled.change("村年度") as change:
        change.put("village_year", "vy", {"village": "v1", "year": 2025, "people": 1})
    found = list(doubts.find(filled, judging.Wanted(frozenset({"L01"}), unjudged=True)))
    texts = [(one.village, one.place, one.household, one.said.text()) for one in found if one.village in {"v1", "v2"}]
    assert texts == [
        ("v1", "清溪村", "", "总人口“1”少于各户合计2人。请核对"),
        ("v2", "石门村", "", "总人口没有填写，无法判断"),
    ]


def test_a_doubt_about_a_village_can_be_exempted_and_lapses_with_the_figure(filled, village_rule):
    with filled.change("村年度") as change:
        change.put("village_year", "vy", {"village": "v1", "year": 2025, "people": 1})
    exemptions.exempt(filled, [first(filled, "L01")], "两人户口在外村")
    assert told(filled, "L01") == []
    with filled.change("改人口") as change:
        change.put("village_year", "vy", {"people": 0})
    assert told(filled, "L01") == [("L01", "")]


def test_exemptions_travel_with_their_village_and_no_other(filled, village_rule):
    from villagedesk.store.scope import scope_of

    with filled.change("村年度") as change:
        change.put("village_year", "vy", {"village": "v1", "year": 2025, "people": 1})
    exemptions.exempt(filled, [first(filled, "L01")], "两人户口在外村")
    exemptions.exempt(filled, [first(filled, "B11")], "由村委会监护")
    mine = {row for (row,) in filled.query("SELECT id FROM exemption")}
    assert len(mine) == 2
    assert mine <= scope_of(filled.connection, "v1").whole
    assert not mine & scope_of(filled.connection, "v2").rows


def test_sums_leave_out_who_left_and_households_in_the_bin(filled):
    from villagedesk.store.villagesums import sums

    found, known = sums(filled, 2025)
    assert found["v1"]["households"] == 2
    assert found["v1"]["people"] == 2
    assert known["v1"]["farmland"] == 0
    with filled.change("减少") as change:
        change.put("household_year", "h2y", {"farmland": 350, "dangerous": True, "exit_status": "not_exited"})
        change.put("member", "m1", {"left": "2025-12-31", "leave_reason": "moved_out"})
        change.remove("household", ["h3"], "重复")
    found, known = sums(filled, 2025)
    assert found["v1"]["people"] == 1
    assert (found["v1"]["farmland"], known["v1"]["farmland"]) == (350, 1)
    assert (found["v1"]["dangerous_houses"], found["v1"]["poor_households"], found["v1"]["poor_people"]) == (1, 1, 1)
    assert "v2" not in found


def test_that_an_edge_household_is_not_counted_as_poor_is_known_though_its_status_is_empty(filled):
    from villagedesk.store.villagesums import sums

    poor = ("poor_households", "poor_people", "poor_destitute")
    with filled.change("年度") as change:
        change.put("household_year", "h2y", {"exit_status": None, "attribute": None, "household_type": "exited"})
    _found, unknown = sums(filled, 2025)
    with filled.change("更正户类型") as change:
        change.put("household_year", "h2y", {"household_type": "edge"})
    found, known = sums(filled, 2025)
    assert [known["v1"][key] - unknown["v1"][key] for key in poor] == [1, 1, 1]
    assert [found["v1"][key] for key in poor] == [0, 0, 0]


# -- lines ----------------------------------------------------------------------------------------------------------


def line(store, name):
    return next(one for one in all_lines(store) if one.name == name)


def test_a_line_of_the_own_province_holds_before_that_of_the_country(filled):
    country = line(filled, "check_b11_head")
    own = country.having(id="own", region="四川省", value=14)
    save_line(filled, own)
    assert surroundings(filled).limit("check_b11_head", 2025) == 14
    elsewhere = country.having(id="other", region="贵州省", value=12)
    save_line(filled, elsewhere)
    assert surroundings(filled).limit("check_b11_head", 2025) == 14
