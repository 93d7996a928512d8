# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from tests.store.conftest import a_household
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.store import history, reads, verify
from villagedesk.store.engine import OperationalError


def changes(store):
    return store.value("SELECT count(*) FROM change")


def test_a_batch_is_written_whole_with_its_log(store):
    a_household(store, members=3)
    assert reads.get(store, Household, "h1").group == "2组"
    line = history.batches(store, 1)[0]
    assert (line.label, line.changes, line.who, line.device) == ("登记户 h1", 8, "李书记", "村办笔记本")
    assert line.at == "2026-03-02 12:00:00"


def test_an_exception_leaves_nothing(store):
    before = changes(store)

    def fail_halfway():
        with store.change("坏") as change:
            change.put("household", "h1", {"group": "2组"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert changes(store) == before
    assert store.query("SELECT * FROM household") == []
    assert store.query("SELECT * FROM household_list") == []
    a_household(store)


def test_writing_outside_the_door_is_refused(store, household):
    for sql in (
        "DELETE FROM household",
        "UPDATE change SET value = '1'",
        "INSERT INTO draft VALUES ('a','b','c','d')",
        "DROP TABLE batch",
    ):
        with pytest.raises(OperationalError, match="readonly"):
            store.connection.execute(sql)
    with store.change("改") as change:
        change.put("household", household, {"group": "3组"})
    with pytest.raises(OperationalError, match="readonly"):
        store.connection.execute("DELETE FROM household")


def test_one_action_is_one_transaction(store):
    with pytest.raises(RuntimeError, match="open already"), store.change("外"), store.change("内"):
        pass


def test_saving_without_a_difference_writes_nothing(store, household):
    before = changes(store)
    with store.change("改") as change:
        assert not change.put("household", household, {"group": "2组"})
        assert not change.put("member_year", "h1-y1", {"health": ("4", "2")})
    assert not change.changed
    assert changes(store) == before


def test_only_the_cells_that_differ_are_logged(store, household):
    before = changes(store)
    with store.change("改") as change:
        change.put("household", household, {"group": "2组", "phone": "13800001111"})
        change.put("member_year", "h1-y1", {"health": ("4", "1")})
    written = store.query("SELECT field, value FROM change WHERE seq > ? ORDER BY seq", (before,))
    assert written == [("phone", '"13800001111"'), ("health#1", "true"), ("health#2", "false")]


def test_the_door_says_what_it_changed(store, household):
    heard = []
    store.on_change.append(heard.append)
    with store.change("改成员") as change:
        change.put("member_year", "h1-y1", {"labour": "ordinary"})
    assert change.changed.tables == {"member_year"}
    assert change.changed.ids == {"h1-y1"}
    assert change.changed.households == {household}
    assert heard == [change.changed]


def test_a_failed_action_announces_nothing(store):
    heard = []
    store.on_change.append(heard.append)
    with pytest.raises(KeyError), store.change("坏") as change:
        change.put("household", "h1", {"no_such_field": "x"})
    assert heard == []


def test_zero_empty_no_and_not_applicable_come_back_as_they_went_in(store):
    values = {
        "household": "h",
        "year": 2025,
        "farmland": 0,
        "house_area": NA,
        "dangerous": False,
        "consents": NA,
        "forest": None,
    }
    with store.change("年度") as change:
        change.put("household_year", "y", values)
    found = reads.get(store, HouseholdYear, "y")
    assert (found.farmland, found.house_area, found.dangerous, found.consents, found.forest) == (0, NA, False, NA, None)
    assert store.one("SELECT farmland, house_area, dangerous, consents FROM household_year") == (0, None, 0, None)
    with store.change("改") as change:
        change.put("household_year", "y", {"house_area": 8000, "consents": None, "dangerous": NA if False else True})
    found = reads.get(store, HouseholdYear, "y")
    assert (found.house_area, found.consents, found.dangerous) == (8000, None, True)
    assert verify.verify(store).faults == []


def test_a_value_of_the_wrong_kind_is_a_bug_and_not_a_row(store):
    for values in ({"group": 3}, {"identify_year": "2014"}, {"programmes": "file"}, {"identify_year": True}):
        with pytest.raises(TypeError), store.change("坏") as change:
            change.put("household", "h", values)
    assert changes(store) == store.value("SELECT sum(changes) FROM batch")


def test_a_removed_row_hides_and_comes_back_with_everything(store, household):
    with store.change("删") as change:
        assert change.remove("household", [household], "重复登记") == 1
        assert change.remove("household", [household], "再删一次") == 0
    assert reads.get(store, Household, household) is None
    assert store.query("SELECT * FROM household_list") == []
    with store.change("还原") as change:
        change.restore("household", household)
    assert reads.get(store, Household, household).group == "2组"
    assert store.value("SELECT head_name FROM household_list") == "肖辉"
    assert verify.verify(store).faults == []


def test_putting_values_into_a_removed_row_brings_it_back(store, household):
    with store.change("删") as change:
        change.remove("household", [household], "误删")
    with store.change("再导入") as change:
        change.put("household", household, {"group": "5组"})
    assert reads.get(store, Household, household).group == "5组"
    assert store.value("SELECT grp FROM household_list") == "5组"


def test_a_removal_records_what_its_author_had_seen(store, household):
    with store.change("改") as change:
        change.put("household", household, {"phone": "13800001111"})
    with store.change("删") as change:
        change.remove("household", [household], "重复")
    removal = store.value("SELECT max(seq) FROM change")
    seen = {
        field
        for (field,) in store.query(
            "SELECT c.field FROM change_over o JOIN change c ON c.seq = o.replaced WHERE o.change = ?", (removal,)
        )
    }
    assert seen == {"", "phone"}


def test_the_list_follows_every_fact_it_shows(store, household):
    def line():
        return store.one(
            "SELECT head_name, size, phone, attribute, cause, cadres, last_visit, village FROM household_list"
        )

    with store.change("补充") as change:
        change.put("village", "v", {"name": "清溪村"})
        change.put("household", household, {"phone": "13800001111", "village": "v"})
        change.put("cause", "k", {"household": household, "year": 2025, "rank": "main", "code": "3"})
        change.put("cadre", "c", {"name": "赵志强"})
        change.put("pairing", "p", {"household": household, "cadre": "c", "start": "2020-01-01"})
        change.put("visit", "w", {"household": household, "date": "2026-02-01"})
    assert line() == ("肖辉", 2, "13800001111", "general", "3", "赵志强", "2026-02-01", "清溪村")
    with store.change("改名") as change:
        change.put("cadre", "c", {"name": "钱国平"})
        change.put("village", "v", {"name": "清溪社区"})
        change.put("member", "h1-m1", {"name": "曾大明"})
        change.put("member", "h1-m2", {"left": "2026-01-05", "leave_reason": "death"})
    assert line() == ("曾大明", 1, "13800001111", "general", "3", "钱国平", "2026-02-01", "清溪社区")
    assert verify.verify(store).faults == []


def test_a_line_keeps_its_key_when_the_household_changes(store, household):
    key = store.value("SELECT key FROM household_list")
    with store.change("改") as change:
        change.put("household", household, {"group": "9组"})
    assert store.value("SELECT key FROM household_list") == key
