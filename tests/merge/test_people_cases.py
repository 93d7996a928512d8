# SPDX-License-Identifier: MIT
"""Persons in the merged state: benefits after death, doubles, splits: merge.md M26, M40, M43–M47, M53–M55, M60, on real files."""

from tests.merge.conftest import V1, V2, both_ways, contested, merge, number, put, remove, rules_of, told, value
from villagedesk.services.casefile.casefiles import finding_lines
from villagedesk.services.joining.lookalikes import Likeness, look_alikes
from villagedesk.services.merging.conflicts import decide, decision, disputes_of
from villagedesk.store.counts import statistics


def test_m26_two_gifts_of_one_month_entered_in_two_files_are_both_kept_with_a_finding(pair):
    a, b = pair
    put(a, "visit", "w1", household="h1", date="2025-01-20", visitors="赵志强", gift_money=50_000)
    put(b, "visit", "w2", household="h1", date="2025-01-20", visitors="赵志强", gift_money=50_000)
    both_ways(a, b)
    assert statistics(a)["visits"] == 2
    assert {"I09", "J09"} <= rules_of(a)


def test_m40_death_here_and_a_benefit_there_are_both_kept_with_a_finding(pair):
    a, b = pair
    put(a, "member", "m2", leave_reason="death", left="2024-11-03")
    put(b, "member_year", "ym2", low_income="rural")
    both_ways(a, b)
    assert contested(a) == []
    (text,) = told(a, "B18")
    assert "高凤珍" in text
    assert "记在2025年度，但本人已于2024-11-03死亡" in text


def test_m43_one_number_in_two_villages_is_a_finding_that_names_the_other_and_joins_nobody(villages):
    one, two, township = villages
    put(one, "member", "w", id_no=number())
    put(two, "member", "l", id_no=number())
    merge(township, one.path, two.path)
    first, second = sorted(told(township, "A05"))
    assert "清溪村 1组 肖辉户的“肖慧”" in first + second
    assert "石门村 1组 曾大明户的“肖慧”" in first + second
    assert statistics(township)["members"] == 4


def test_m44_names_that_differ_by_one_sign_stand_side_by_side(villages):
    one, two, township = villages
    put(one, "member", "w", id_no=number())
    put(two, "member", "l", id_no=number(), name="肖惠")
    merge(township, one.path, two.path)
    (text,) = [text for text in told(township, "A05") if text.startswith("肖慧")]
    assert "的“肖惠”相同" in text
    (found,) = look_alikes(township)
    assert {found.one.name, found.other.name} == {"肖慧", "肖惠"}
    assert found.likeness is Likeness.SAME_NUMBER


def test_m45_a_number_with_a_wrong_check_digit_is_doubled_only_by_its_equal(villages):
    one, two, township = villages
    right = number()
    wrong = right[:17] + ("1" if right[17] == "0" else "0")
    put(one, "member", "w", id_no=wrong)
    put(two, "member", "l", id_no=right)
    merge(township, one.path, two.path)
    assert "A03" in rules_of(township)
    assert "A05" not in rules_of(township)
    put(two, "member", "l", id_no=right + "0")  # a sign too many is not the number without it either
    put(one, "member", "w", id_no=right)
    merge(township, one.path, two.path)
    assert "A02" in rules_of(township)
    assert "A05" not in rules_of(township)
    put(one, "member", "w", id_no=wrong)
    put(two, "member", "l", id_no=wrong)
    merge(township, one.path, two.path)
    assert len(told(township, "A05")) == 2


def test_m45_placeholders_are_nobodys_number(villages):
    one, two, township = villages
    put(one, "member", "w", id_no="999999999999999999")
    put(two, "member", "l", id_no="999999999999999999")
    merge(township, one.path, two.path)
    assert "A05" not in rules_of(township)
    assert look_alikes(township) == []


def test_m46_same_name_and_birth_without_numbers_is_proposed_and_never_a_finding(villages):
    one, two, township = villages
    put(one, "member", "w", birth="1974-02-24")
    put(two, "member", "l", birth="1974-02-24")
    before = rules_of(township)
    merge(township, one.path, two.path)
    (found,) = look_alikes(township)
    assert found.likeness is Likeness.SAME_NAME_AND_BIRTH
    assert rules_of(township) == before


def test_m47_the_old_and_the_new_number_of_one_person_are_recognised_as_the_same(villages):
    one, two, township = villages
    new = number()
    put(one, "member", "w", id_no=new[:6] + new[8:17])
    put(two, "member", "l", id_no=new)
    merge(township, one.path, two.path)
    assert any(f"号码写作{new[:6]}{new[8:17]}" in text for text in told(township, "A05"))
    assert look_alikes(township)[0].likeness is Likeness.SAME_NUMBER


def test_m53_who_is_contested_between_two_households_is_shown_in_both_and_counted_once(pair):
    a, b = pair
    put(a, "household", "h2", village=V1, group="2组")
    put(a, "member", "m9", household="h2", name="曾大明")
    merge(b, a.path)
    put(b, "household", "h3", village=V1, group="3组")
    put(b, "member", "m8", household="h3", name="单小芳")
    put(a, "member", "m2", household="h2")
    put(b, "member", "m2", household="h3")
    both_ways(a, b)
    shown = {household: text for household in ("h2", "h3") for text in told_in(a, household, "M53")}
    assert "同时被登记在" in shown["h2"]
    assert "同时被登记在" in shown["h3"]
    assert sum(a.value("SELECT size FROM household_list WHERE id = ?", (key,)) for key in ("h1", "h2", "h3")) == 4
    assert "M55" not in rules_of(a)
    (dispute,) = disputes_of(a)
    decide(a, [decision(dispute, "h2")])
    assert "M53" not in rules_of(a)


def told_in(store, household, code):
    return [problem.text() for row, problem in finding_lines(store) if (row, problem.code) == (household, code)]


def test_m53_who_is_shown_in_a_removed_household_is_asked_about_all_the_same(pair):
    a, b = pair
    for key, place in (("h2", "2组"), ("h3", "3组")):
        put(a, "household", key, village=V1, group=place)
    merge(b, a.path)
    put(a, "member", "m2", household="h2")
    put(b, "member", "m2", household="h3")
    both_ways(a, b)
    shown = value(a, "member", "m2", "household")
    remove(a, "household", shown)
    assert contested(a) == [("m2", "household", {"h2", "h3"})]
    (other,) = {"h2", "h3"} - {shown}
    assert told_in(a, other, "M53")


def test_m54_a_child_registered_in_a_household_that_was_split_elsewhere_is_in_it_with_a_hint(pair):
    a, b = pair
    put(a, "household", "h4", village=V1, group="1组")
    put(a, "member", "m2", household="h4")
    put(b, "member", "m3", household="h1", name="肖小辉")
    both_ways(a, b)
    assert value(a, "member", "m3", "household") == "h1"
    (text,) = told_in(a, "h1", "M54")
    assert "已在a的电脑上分户（高凤珍去了" in text
    assert "“肖小辉”由b的电脑登记在这里" in text


def test_m54_nothing_is_hinted_where_nothing_was_registered_meanwhile(pair):
    a, b = pair
    put(a, "household", "h4", village=V1, group="1组")
    put(a, "member", "m2", household="h4")
    both_ways(a, b)
    assert "M54" not in rules_of(a)


def test_m55_two_splits_of_one_household_are_a_finding_at_both(pair):
    a, b = pair
    for store, key in ((a, "h4"), (b, "h5")):
        put(store, "household", key, village=V1, group="1组")
        put(store, "member", "m2", household=key)
    both_ways(a, b)
    assert contested(a) == [("m2", "household", {"h4", "h5"})]
    assert told_in(a, "h4", "M55")
    assert told_in(a, "h5", "M55")


def test_m60_a_village_removed_here_and_used_there_is_a_finding(villages):
    _one, two, township = villages
    remove(township, "village", V2, "并村")
    put(two, "household", "hl", group="2组")
    merge(township, two.path)
    assert any("所在的村" in text for text in told(township, "M60"))
