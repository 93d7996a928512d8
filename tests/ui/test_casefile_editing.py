# SPDX-License-Identifier: MIT
"""A case file being edited: one save for everything, drafts, and what others do meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.errors import Refused, VillageDeskError
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.help import Measure, Pairing, Plan, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.services.keeping import records
from villagedesk.store import history, reads
from villagedesk.ui.casefile.editing import CaseEditing
from villagedesk.ui.forms.drafting import merged
from villagedesk.ui.forms.refs import RefSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.store.store import Store
    from villagedesk.ui.session import Session


@pytest.fixture
def household(a_household: Callable[..., str]) -> str:
    return a_household("张三", "李四")


@pytest.fixture
def editing(session: Session, household: str) -> CaseEditing:
    made = CaseEditing(session, RefSource(session))
    assert made.open(household, 2025)
    return made


def batches(store: Store) -> list[str]:
    return [line.label for line in history.batches(store)]


def only(store: Store, kind: type) -> object:
    (found,) = reads.where(store, kind)
    return found


def test_everything_typed_is_saved_as_one_action_named_after_the_household(
    editing: CaseEditing, session: Session
) -> None:
    before = len(batches(session.store))
    editing.household.write("address", "老屋")
    editing.facts.write("attribute", "low_income")
    editing.entries["cause:main"].write("code", "1")
    editing.income_of(2024).write("wages", "1.2万")
    editing.plan.write("target", "8000")
    for name, key, content in (
        ("people", "name", "王五"),
        ("helpers", "start", "2025-01-01"),
        ("measures", "content", "养羊"),
        ("visits", "date", "2025-05-06"),
    ):
        editing.rows[name].add().main.write(key, content)
    editing.save()

    assert batches(session.store)[0] == "编辑户信息：张三"
    assert len(batches(session.store)) == before + 1
    assert not editing.dirty
    store = session.store
    assert reads.get(store, Household, editing.household_id).address == "老屋"
    assert (only(store, HouseholdYear).attribute, only(store, HouseholdYear).year) == ("low_income", 2025)
    assert (only(store, Cause).rank, only(store, Cause).code) == ("main", "1")
    assert (only(store, IncomeYear).year, only(store, IncomeYear).wages) == (2024, 1_200_000)
    plan = only(store, Plan)
    assert (plan.target, only(store, Measure).plan) == (800_000, plan.id)
    assert only(store, Pairing).household == only(store, Visit).household == editing.household_id
    assert sorted(one.name for one in reads.where(store, Member)) == ["张三", "李四", "王五"]


def test_undo_takes_the_whole_action_back_and_the_forms_follow(editing: CaseEditing, session: Session) -> None:
    editing.household.write("address", "老屋")
    editing.rows["people"].add().main.write("name", "王五")
    editing.save()
    records.undo_last(session.store)
    assert editing.household.content("address") == ""
    assert [row.main.value("name") for row in editing.rows["people"].rows] == ["张三", "李四"]
    records.redo_last(session.store)
    assert editing.household.content("address") == "老屋"
    assert len(editing.rows["people"]) == 3


def test_facts_of_a_new_member_hang_on_the_member_that_the_same_save_makes(
    editing: CaseEditing, session: Session
) -> None:
    row = editing.rows["people"].add()
    row.entries["member_year"].write("relation", "son")
    editing.save()
    member = next(one for one in reads.where(session.store, Member) if one.name is None)
    facts = next(one for one in reads.where(session.store, MemberYear) if one.member == member.id)
    assert (facts.relation, facts.year, member.position) == ("son", 2025, 2)
    assert row.row == member.id
    row.main.write("name", "王五")
    editing.save()
    assert len(reads.where(session.store, Member)) == 3


def test_measures_make_their_plan(editing: CaseEditing, session: Session) -> None:
    editing.rows["measures"].add().main.write("content", "养羊")
    editing.save()
    assert only(session.store, Measure).plan == only(session.store, Plan).id == editing.plan.row


def test_saving_with_errors_saves_the_rest_and_keeps_what_is_wrong(editing: CaseEditing, session: Session) -> None:
    editing.household.write("identified", "二月三十")
    editing.household.write("address", "老屋")
    editing.save()
    assert reads.get(session.store, Household, editing.household_id).address == "老屋"
    assert editing.household.content("identified") == "二月三十"
    assert [problem.field for problem in editing.kept_out()] == ["首次识别时间"]
    assert editing.dirty


def test_a_save_of_nothing_makes_no_action(editing: CaseEditing, session: Session) -> None:
    before = batches(session.store)
    editing.household.write("address", "  ")
    assert editing.save() is None
    assert batches(session.store) == before


def test_a_full_disk_leaves_everything_typed(
    editing: CaseEditing, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise VillageDeskError("磁盘已满")

    editing.household.write("address", "老屋")
    monkeypatch.setattr(session, "save", fail)
    with pytest.raises(VillageDeskError):
        editing.save()
    assert editing.household.content("address") == "老屋"


def test_what_others_write_reaches_clean_fields_and_leaves_typed_ones(editing: CaseEditing, session: Session) -> None:
    editing.household.write("address", "我写的")
    with session.store.change("别处") as change:
        change.put("household", editing.household_id, {"address": "别处写的", "phone": "13800001234"})
    assert editing.household.content("phone") == "13800001234"
    assert editing.household.content("address") == "我写的"
    assert editing.household.moved_on("address")


def test_news_of_other_households_are_not_even_read(
    editing: CaseEditing, session: Session, a_household: Callable[..., str]
) -> None:
    told: list[bool] = []
    editing.refreshed.connect(lambda: told.append(True))
    a_household("别家")
    assert told == []


def test_a_household_removed_elsewhere_is_told(editing: CaseEditing, session: Session) -> None:
    told: list[bool] = []
    editing.gone.connect(lambda: told.append(True))
    records.remove_record(session.store, "household", editing.household_id, "重复", "删除")
    assert told == [True]


def test_a_member_goes_into_the_recycle_bin_at_once_and_unsaved_typing_elsewhere_stays(
    editing: CaseEditing, session: Session
) -> None:
    editing.household.write("address", "老屋")
    editing.remove(editing.rows["people"].rows[1], "登记错了", "删除成员：李四")
    assert [row.main.value("name") for row in editing.rows["people"].rows] == ["张三"]
    assert batches(session.store)[0] == "删除成员：李四"
    assert editing.household.content("address") == "老屋"


def test_another_year_has_its_own_facts_and_the_same_people(editing: CaseEditing) -> None:
    editing.facts.write("attribute", "low_income")
    editing.save()
    editing.open(editing.household_id, 2024)
    assert editing.facts.content("attribute") == ""
    assert [row.main.value("name") for row in editing.rows["people"].rows] == ["张三", "李四"]
    editing.facts.write("attribute", "general")
    editing.save()
    editing.open(editing.household_id, 2025)
    assert editing.facts.content("attribute") == "low_income"


def test_people_who_have_left_stand_at_the_end(editing: CaseEditing) -> None:
    first = editing.rows["people"].rows[0]
    first.main.write("left", "2025-03-01")
    first.main.write("leave_reason", "death")
    editing.save()
    assert [row.main.value("name") for row in editing.rows["people"].rows] == ["李四", "张三"]


def test_a_draft_brings_back_every_part(editing: CaseEditing, session: Session) -> None:
    editing.household.write("identified", "二月三十")
    editing.income_of(2019).write("wages", "100")
    editing.rows["people"].rows[0].main.write("phone", "12")
    editing.rows["visits"].add().main.write("date", "2025-05-06")
    draft = editing.draft()

    fresh = CaseEditing(session, RefSource(session))
    fresh.open(editing.household_id, 2025)
    fresh.take_draft(draft)
    assert fresh.household.content("identified") == "二月三十"
    assert fresh.income_of(2019).value("wages") == 10_000
    assert fresh.rows["people"].rows[0].main.content("phone") == "12"
    assert fresh.rows["visits"].rows[0].main.content("date") == "2025-05-06"
    assert fresh.draft() == draft


def test_giving_up_forgets_everything_typed_and_new_lines(editing: CaseEditing) -> None:
    editing.household.write("address", "老屋")
    editing.rows["people"].add().main.write("name", "王五")
    editing.rows["people"].rows[0].main.write("name", "张三丰")
    editing.give_up()
    assert not editing.dirty
    assert [row.main.value("name") for row in editing.rows["people"].rows] == ["张三", "李四"]


def test_of_two_drafts_the_newer_holds_and_nothing_is_lost() -> None:
    older = {
        "year": 2025,
        "entries": {"household": {"address": "旧", "phone": "1"}},
        "rows": {"visits": [{"row": "", "typed": {}}]},
    }
    newer = {"year": 2025, "entries": {"household": {"address": "新"}}, "rows": {"visits": [{"row": "v", "typed": {}}]}}
    both = merged(older, newer)
    assert both["entries"] == {"household": {"address": "新", "phone": "1"}}
    assert [line["row"] for line in both["rows"]["visits"]] == ["", "v"]


def refused(_store: Store, _batch: int) -> None:
    raise Refused("年度已锁定。")


def test_a_member_whose_deletion_is_refused_keeps_what_was_typed(editing: CaseEditing, session: Session) -> None:
    person = editing.rows["people"].rows[0]
    person.main.write("phone", "13800001234")
    session.store.guards.append(refused)
    with pytest.raises(Refused):
        editing.remove(person, "重复登记", "删除")
    assert person.main.content("phone") == "13800001234"


def test_a_cause_whose_deletion_is_refused_keeps_what_was_typed(editing: CaseEditing, session: Session) -> None:
    cause = editing.entries["cause:main"]
    cause.write("code", "1")
    editing.save()
    cause.write("code", "2")
    session.store.guards.append(refused)
    with pytest.raises(Refused):
        editing.remove_entry("cause:main", "登记错了", "删除")
    assert cause.content("code") == "2"
