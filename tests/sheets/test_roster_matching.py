# SPDX-License-Identifier: MIT
"""Finding the households and people of a roster in the file, also in the recycle bin."""

from __future__ import annotations

from tests.sheets.conftest import HEADINGS, HOUSEHOLD, a_family, a_sheet, bring_in, id_no
from tests.sheets.rosters import household, no_number, only, person, with_column
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member
from villagedesk.sheets.roster import RowState
from villagedesk.store import counts, reads
from villagedesk.store.dump import dump


def test_a_household_registered_by_hand_is_found_by_its_number(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD, "group": "2组"})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "id_no": id_no(1), "position": 1})
    done = bring_in(store, a_sheet(*a_family()))
    assert household(store).id == "h"
    assert household(store).group == "2组"
    assert person(store, "高凤珍").id == "m"
    assert person(store, "高凤珍").person_no == f"{HOUSEHOLD}01"
    assert [row.state for row in done.plan.rows] == [RowState.CHANGED, RowState.NEW]
    assert (done.plan.households_new, done.plan.households_changed) == (0, 1)


def test_several_households_with_the_number_are_a_question(store):
    with store.change("登记") as change:
        for row in ("a", "b"):
            change.put("household", row, {"hh_no": HOUSEHOLD})
    done = bring_in(store, a_sheet(*a_family()))
    assert not done.changed
    assert all(row.held for row in done.plan.rows)
    assert "在本档中对应2户，无法确定是哪一户，整行没有导入" in done.row(2).notes[0].text()


def test_without_a_household_number_the_heads_identity_number_finds_the_household(store):
    bring_in(store, a_sheet(*a_family()))
    done = bring_in(store, no_number(("肖辉", id_no(2), "配偶", "3组", id_no(1), None)))
    assert household(store).group == "3组"
    assert done.row(2).state is RowState.CHANGED
    assert counts.statistics(store)["members"] == 2


def test_without_any_number_of_the_head_name_and_group_find_the_household(store):
    bring_in(store, a_sheet(*[(*row, "3组") for row in a_family()], headings=(*HEADINGS, "自然村")))
    bring_in(store, no_number(("新人", id_no(7), "之子", "3组", None, "高凤珍")))
    assert counts.statistics(store)["households"] == 1
    other = no_number(("高凤珍", id_no(9), "户主", "4组", None, "高凤珍"))
    bring_in(store, other)
    assert counts.statistics(store)["households"] == 2
    assert not bring_in(store, other).changed


def test_a_new_household_of_which_neither_number_nor_head_is_known_is_held(store):
    """It could not be found again: every import would make it anew."""
    done = bring_in(store, no_number(("他人", id_no(9), "之子", "4组", None, "高凤珍")))
    assert not done.changed
    assert "户主也不在本户各行和本档中，无法确定是哪一户" in done.row(2).notes[0].text()


def test_a_roster_that_names_heads_but_tells_no_relation_is_matched_by_name(store):
    rows = [(name, None, None, "3组", None, "高凤珍") for name in ("高凤珍", "肖辉")]
    bring_in(store, no_number(*rows))
    again = bring_in(store, no_number(*rows))
    assert not again.changed
    assert counts.statistics(store)["households"] == 1


def test_a_number_in_the_village_holds_a_household_together_and_finds_it_again(store):
    headings = ("村内户号", "姓名", "证件号码", "民族")
    rows = [("3001", "甲甲", None, "汉族"), ("3001", "乙乙", None, "汉族"), ("3002", "丙丙", None, "汉族")]
    bring_in(store, a_sheet(*rows, headings=headings))
    assert not bring_in(store, a_sheet(*rows, headings=headings)).changed
    assert sorted(one.local_no for one in reads.where(store, Household)) == ["3001", "3002"]


def test_a_row_whose_relation_cannot_be_read_is_not_taken_for_a_member_of_the_household_above(store):
    headings = ("姓名", "证件号码", "与户主关系")
    rows = [
        ("甲甲", id_no(1), "户主"),
        ("乙乙", id_no(2), "户煮"),
        ("丙丙", id_no(3), "之子"),
        ("丁丁", id_no(4), "户主"),
    ]
    done = bring_in(store, a_sheet(*rows, headings=headings))
    assert [row.held for row in done.plan.rows] == [False, True, True, False]
    assert "不知道属于哪一户" in done.row(4).notes[0].text()
    assert [one.name for one in reads.where(store, Member, order="name")] == ["丁丁", "甲甲"]


def test_a_household_number_written_only_in_the_first_row_of_the_household_counts_for_the_rows_below(store):
    rows = a_family(names=("甲甲", "乙乙", "丙丙"))
    bring_in(store, a_sheet(rows[0], *[(None, *row[1:]) for row in rows[1:]]))
    assert household(store).hh_no == HOUSEHOLD
    assert counts.statistics(store)["members"] == 3


def test_two_heads_of_one_name_in_one_group_are_a_question(store):
    for number, first in ((HOUSEHOLD, 1), ("51019900010002", 11)):
        rows = [(*row, "3组") for row in a_family(number, first=first)]
        bring_in(store, a_sheet(*rows, headings=(*HEADINGS, "自然村")))
    done = bring_in(store, no_number(("新人", id_no(7), "之子", "3组", None, "高凤珍")))
    assert not done.changed
    assert "对应2户" in done.row(2).notes[0].text()


def test_rows_without_any_mark_belong_to_the_head_above_them(store):
    headings = ("姓名", "证件号码", "与户主关系")
    rows = [(name, id_no(place), relation) for place, (name, relation) in enumerate(
        (("甲甲", "户主"), ("乙乙", "配偶"), ("丙丙", "户主"), ("丁丁", "之子")), 1)]  # fmt: skip
    bring_in(store, a_sheet(*rows, headings=headings))
    homes = {one.name: one.household for one in reads.where(store, Member)}
    assert homes["甲甲"] == homes["乙乙"] != homes["丙丙"] == homes["丁丁"]
    again = bring_in(store, a_sheet(*rows, headings=headings))
    assert not again.changed
    assert again.plan.gone == ()


def test_a_row_before_any_head_is_held(store):
    done = bring_in(store, a_sheet(("乙乙", id_no(1), "配偶"), headings=("姓名", "证件号码", "与户主关系")))
    assert not done.changed
    assert "不知道属于哪一户" in done.row(2).notes[0].text()


def test_two_heads_of_one_name_in_the_roster_are_held(store):
    rows = [("高凤珍", id_no(number), "户主", None, None, "高凤珍") for number in (1, 3)]
    done = bring_in(store, no_number(*rows))
    assert not done.changed
    assert "在第2、3行都写作户主" in done.row(2).notes[0].text()


def test_a_person_is_found_by_person_number_though_name_and_number_were_corrected(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[0][2], rows[0][3] = "高凤真", id_no(5)
    done = bring_in(store, a_sheet(*rows))
    assert counts.statistics(store)["members"] == 2
    changes = {one.path: (one.old, one.new) for one in done.row(2).differences}
    assert changes == {"member.name": ("高凤珍", "高凤真"), "member.id_no": (id_no(1), id_no(5))}


def test_a_corrected_number_corrects_sex_and_birth_that_followed_from_it(store):
    bring_in(store, a_sheet(*a_family()))
    rows = [list(row) for row in a_family()]
    rows[0][3] = id_no(2, "19750301")
    bring_in(store, a_sheet(*rows))
    assert (person(store, "高凤珍").sex, person(store, "高凤珍").birth) == ("2", "1975-03-01")


def test_what_somebody_corrected_by_hand_is_not_undone_by_what_merely_follows(store):
    rows = [(*row, "201411") for row in a_family()]
    sheets = a_sheet(*rows, headings=(*HEADINGS, "首次识别时间"))
    bring_in(store, sheets)
    with store.change("改") as change:
        change.put("member", person(store, "高凤珍").id, {"birth": "1974-02-25"})
        change.put("household", household(store).id, {"identify_year": 2015})
    assert not bring_in(store, sheets).changed
    assert (person(store, "高凤珍").birth, household(store).identify_year) == ("1974-02-25", 2015)


def test_a_person_is_found_by_identity_number_in_either_form(store):
    old = id_no(1)[:6] + id_no(1)[8:17]
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD})
        change.put("member", "m", {"household": "h", "name": "高风珍", "id_no": old})
    bring_in(store, a_sheet(a_family()[0]))
    assert (only(store, Member).id, only(store, Member).id_no) == ("m", id_no(1))


def test_a_person_without_numbers_is_found_by_name_and_birth(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "birth": "1974-02-24"})
        change.put("member", "n", {"household": "h", "name": "高凤珍", "birth": "1999-01-01"})
    bring_in(store, a_sheet(a_family()[0]))
    assert reads.get(store, Member, "m").id_no == id_no(1)
    assert reads.get(store, Member, "n").id_no is None


def test_two_people_of_one_name_and_unknown_birth_are_a_question(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD})
        for row in ("m", "n"):
            change.put("member", row, {"household": "h", "name": "高凤珍"})
    done = bring_in(store, a_sheet(a_family()[0]))
    assert not done.changed
    assert "在本档的同一户中对应2人，无法确定是哪一位" in done.row(2).notes[0].text()


def test_two_rows_that_mean_one_person_of_the_file_are_not_both_imported(store):
    headings = ("户编号", "姓名", "证件号码", "与户主关系")
    bring_in(store, a_sheet((HOUSEHOLD, "高凤珍", None, "户主"), headings=headings))
    done = bring_in(
        store, a_sheet((HOUSEHOLD, "高凤珍", None, "户主"), (HOUSEHOLD, "高凤珍", None, "之女"), headings=headings)
    )
    assert counts.statistics(store)["members"] == 1
    assert "与第2行对应本档中的同一人" in done.row(3).notes[0].text()


def test_somebody_who_belongs_to_another_household_is_a_question(store):
    bring_in(store, a_sheet(*a_family()))
    other = "51019900010002"
    row = (other, f"{other}01", "肖辉", id_no(2), "户主", None)
    done = bring_in(store, a_sheet(row))
    assert not done.changed
    assert (
        f"在本档中是另一户（{HOUSEHOLD}）的成员，整行没有导入。请先在本档中办理人员变更" in done.row(2).notes[0].text()
    )
    assert counts.statistics(store)["households"] == 1


def test_new_people_of_new_households_get_ids_that_every_office_derives_alike(new_store):
    stores = [new_store(name) for name in ("甲", "乙")]
    for store in stores:
        bring_in(store, a_sheet(*a_family()))
    assert list(dump(stores[0])) == list(dump(stores[1]))


def test_somebody_registered_as_gone_stays_gone_and_it_is_said(store):
    bring_in(store, a_sheet(*a_family()))
    with store.change("死亡") as change:
        change.put("member", person(store, "肖辉").id, {"left": "2025-12-01", "leave_reason": "dead"})
    done = bring_in(store, a_sheet(*a_family()))
    assert not done.changed
    assert "在本档中已于2025-12-01登记减少，花名册中仍有" in done.row(3).notes[0].text()
    assert done.row(3).state is RowState.SAME


def test_what_lies_in_the_bin_comes_back_and_it_is_said(store):
    bring_in(store, a_sheet(*a_family()))
    before = list(dump(store))
    with store.change("删") as change:
        change.remove("household", [household(store).id], "误删")
        change.remove("member", [person(store, "肖辉").id], "误删")
    assert counts.statistics(store)["members"] == 0
    done = bring_in(store, a_sheet(*a_family()))
    assert list(dump(store)) == before
    assert [row.state for row in done.plan.rows] == [RowState.CHANGED] * 2
    assert all("在回收站中，导入后恢复" in text for text in done.texts())
    assert not bring_in(store, a_sheet(*a_family())).changed


def test_a_household_registered_by_hand_comes_back_from_the_bin_too(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": HOUSEHOLD, "group": "9组"})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "id_no": id_no(1)})
    with store.change("删") as change:
        change.remove("household", ["h"], "误删")
        change.remove("member", ["m"], "误删")
    bring_in(store, a_sheet(*a_family()))
    assert (household(store).id, household(store).group) == ("h", "9组")
    assert person(store, "高凤珍").id == "m"


def test_a_removed_year_comes_back(store):
    sheets = with_column("危房户", "是", "是")
    bring_in(store, sheets)
    with store.change("删") as change:
        change.remove("household_year", [only(store, HouseholdYear).id], "误删")
    done = bring_in(store, sheets)
    assert only(store, HouseholdYear).dangerous is True
    assert any("在回收站中，导入后恢复" in text for text in done.texts())


def test_somebody_whose_household_was_removed_moves_into_the_one_of_the_roster(store):
    with store.change("登记") as change:
        change.put("household", "h", {"hh_no": "9"})
        change.put("member", "m", {"household": "h", "name": "高凤珍", "id_no": id_no(1)})
    with store.change("删") as change:
        change.remove("household", ["h"], "重复户")
    bring_in(store, a_sheet(*a_family()))
    assert person(store, "高凤珍").id == "m"
    assert person(store, "高凤珍").household == household(store).id
