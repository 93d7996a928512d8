# SPDX-License-Identifier: MIT
"""Single tables of facts, over worlds so small that each figure can be counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.services.figures.filling import YEAR, fill
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list
from villagedesk.services.figures.rollups import read_beside, read_rollup

if TYPE_CHECKING:
    from villagedesk.store.store import Store


def test_causes_against_kinds_of_household_balance_in_both_directions(store: Store) -> None:
    left, edge = {"household_type": "exited"}, {"household_type": "edge"}
    kinds = [left | {"attribute": kind} for kind in ("general", "low_income", None, "low_income_2014")]
    for_each = [(facts, {"main": cause}) for facts in (*kinds, edge, {}) for cause in ("1", "9")]
    person = ({}, None, {"birth": None, "counted": None, "left": None, "joined": None})
    fill(store, [("1组", {}, facts, causes, [person] * 2) for facts, causes in for_each])
    found = read_rollup(store, "cause_kinds", YEAR)
    for unit, everybody in (("户数", 12), ("人数", 24)):
        total, *causes = [line.values for line in found.lines() if line.section.label == unit]
        assert total[-1] == everybody
        assert [sum(column) for column in zip(*causes, strict=True)] == list(total)
        assert all(sum(row[:-1]) == row[-1] for row in (total, *causes))
        assert causes[0] == tuple(part * everybody // 12 for part in (1, 1, 0, 0, 1, 2, 1, 6))


def test_the_insured_are_shown_as_a_share_of_all_people_wherever_they_stand_side_by_side(store: Store) -> None:
    def people(*insured: bool | None) -> list[Any]:
        stay = {"birth": None, "counted": None, "left": None, "joined": None}
        return [({}, {"medical": one}, stay) for one in insured]

    fill(store, [("1组", {}, None, {}, people(True, False, None)), ("2组", {}, None, {}, people(True))])
    village = store.value("SELECT id FROM village")
    found = dict(read_beside(store, "benefits", YEAR, village))
    shares = {
        name: next(line.values[2] for line in one.lines() if line.row.label == "是") for name, one in found.items()
    }
    assert shares == {"1组": 3333, "2组": 10_000, "合计": 5_000}


def test_planned_and_real_exits_stand_side_by_side(store: Store) -> None:
    exits = [(2016, 2016), (2016, 2017), (2017, 2016), (2018, None), (None, 2018)]
    facts = [({"plan_exit_year": planned}, {"exit_year": left}) for planned, left in exits]
    fill(store, [("1组", household, year, {}, []) for household, year in facts])
    found = {line.row.label: line.values for line in read_rollup(store, "exit_plan", YEAR).lines()}
    assert found["合计"] == (4, 0, 4, 0, 1, 10_000)
    assert found["2016年"] == (2, 0, 2, 0, 1, 10_000)
    assert found["2017年"] == (1, 0, 1, 0, 0, 10_000)
    assert found["2018年"] == (1, 0, 1, 0, 0, 10_000)
    assert found["2019年"] == (0, 0, 0, 0, 0, None)
    assert "2014年以前" not in found


def test_a_household_in_which_somebody_may_work_is_not_called_idle(store: Store) -> None:
    stay = {"birth": "1980-01-01", "counted": None, "left": None, "joined": None}
    idle = ({}, {"labour": "ordinary", "work_months": 0}, stay)
    homes = {
        "idle": [idle],
        "somebody unknown": [idle, ({}, None, stay)],
        "unknown but not at work": [idle, ({}, {"work_months": 0}, stay)],
        "a child": [idle, ({}, None, {**stay, "birth": "2015-01-01"})],
    }
    fill(store, [("1组", {}, None, {}, people) for people in homes.values()])
    found = {line.row.label: line.values[1] for line in read_rollup(store, "labour", YEAR).lines()}
    assert (found["有劳动力，无人务工（零就业户）"], found["有劳动力，务工情况不详"]) == (3, 1)


_STAY = {"birth": None, "counted": None, "left": None, "joined": None}


def _lines_of(store: Store, key: str, heading: str) -> dict[str, tuple[int | None, ...]]:
    found = read_rollup(store, key, YEAR)
    return {line.row.label.strip("　"): line.values for line in found.lines() if line.section.label.startswith(heading)}


def test_insurance_of_either_kind_counts_and_the_rate_of_pensions_is_of_those_who_owe_them(store: Store) -> None:
    told = [
        ({"medical": True, "pension": False}, "1980-01-01"),
        ({"medical": False, "employee_medical": True, "employee_pension": True}, "1980-01-01"),
        ({"medical": False, "soldier": True}, "2000-01-01"),
        ({"medical": False, "pension": False}, "2015-01-01"),
        ({"school": "senior1", "pension": False}, "2008-01-01"),
    ]
    fill(store, [("1组", {}, None, {}, [({}, facts, {**_STAY, "birth": born}) for facts, born in told])])
    assert _lines_of(store, "benefits", "基本医疗") == {
        "已参保": (2, 1, 4_000),
        "现役军人，没有另外参保": (1, 1, 2_000),
        "没有参保": (1, 1, 2_000),
        "不详": (1, 1, 2_000),
    }
    assert _lines_of(store, "benefits", "基本养老") == {
        "应参保": (3, 1, 10_000),
        "已参保": (1, 1, 3_333),
        "没有参保": (1, 1, 3_333),
        "不详": (1, 1, 3_333),
    }


def test_pupils_are_counted_by_stage_and_children_of_school_age_by_whether_they_go(store: Store) -> None:
    schools = ["primary", "g7", "g9", "none", "kindergarten", None]
    people: list[Any] = [({}, {"school": one}, {**_STAY, "birth": "2014-05-01"}) for one in schools]
    people.append(({}, {"school": "none"}, {**_STAY, "birth": "1970-01-01"}))
    fill(store, [("1组", {}, None, {}, people)])
    stages = _lines_of(store, "people", "在校学段")
    assert [stages[one][0] for one in ("学前教育", "小学", "初中", "非在校生", "不详")] == [1, 1, 2, 2, 1]
    ages = _lines_of(store, "people", "6–15岁")
    assert {label: values[0] for label, values in ages.items()} == {
        "在校": 3, "学龄前和学前教育": 1, "非在校": 1, "不详": 1
    }  # fmt: skip


def test_who_is_not_asked_for_a_fact_is_not_called_unknown(store: Store) -> None:
    told: list[Any] = [
        {"school": "none", "dropout_reason": "tired"}, {"school": "none"}, {"school": "primary"}, None,
        {"school": "none", "dropout_reason": NA},
    ]  # fmt: skip
    fill(store, [("1组", {}, None, {}, [({}, facts, _STAY) for facts in told])])
    found = _lines_of(store, "people", "失学")
    assert {label: values[0] for label, values in found.items() if values[0]} == {
        "厌学": 1, "不适用": 1, "不用填写": 1, "不详": 1, "不详（没有填写“在校生状况”）": 1
    }  # fmt: skip


def test_who_cannot_work_is_not_asked_for_the_place_of_work(store: Store) -> None:
    told = [{"labour": "none"}, {"labour": "lost"}, {"labour": "ordinary"}, {"labour": None}, {"work_place": "county"}]
    fill(store, [("1组", {}, None, {}, [({}, facts, _STAY) for facts in told])])
    found = {label: values[0] for label, values in _lines_of(store, "labour", "务工状况").items()}
    assert (found["不用填写"], found["不详"], found["不详（没有填写“劳动技能”）"]) == (2, 1, 1)


def test_who_left_poverty_and_is_not_monitored_has_no_unknown_type_of_monitoring(store: Store) -> None:
    told = [
        ("exited", None), ("ordinary", None), ("exited", NA), ("exited", "sudden"), ("unstable", "unstable"), ("edge", None),
        (None, None),
    ]  # fmt: skip
    fill(store, [("1组", {}, {"household_type": kind, "monitor_type": watched}, {}, []) for kind, watched in told])
    found = {label: values[0] for label, values in _lines_of(store, "basic", "监测对象类型").items() if values[0]}
    assert found == {
        "脱贫不稳定户": 1, "突发严重困难户": 1, "不适用": 1, "不用填写": 2, "不详": 1, "不详（没有填写“户类型”）": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("part", "key", "answer"), [("脱贫户属性", "attribute", "general"), ("脱贫状态", "exit_status", "exited")]
)
def test_who_never_was_poor_has_no_unknown_attribute_or_status(store: Store, part: str, key: str, answer: str) -> None:
    told = [("exited", None), ("edge", None), ("ordinary", None), ("edge", answer), (None, None)]
    fill(store, [("1组", {}, {"household_type": kind, key: said}, {}, []) for kind, said in told])
    found = {label: values[0] for label, values in _lines_of(store, "basic", part).items() if values[0]}
    assert sorted(found.values()) == [1, 1, 1, 2]
    assert (found["不用填写"], found["不详"], found["不详（没有填写“户类型”）"]) == (2, 1, 1)


def test_main_causes_are_put_together_and_every_cause_belongs_somewhere(store: Store) -> None:
    codes = [one.code for one in code_list("cause").choices()]
    fill(store, [("1组", {}, None, {"main": code} if code else {}, []) for code in (*codes, None)])
    found = {
        label.partition("（")[0]: values[0] for label, values in _lines_of(store, "causes", "主要致贫原因归类").items()
    }
    assert found == {"自身因素": 6, "社会因素": 4, "自然因素": 3, "其他": 1, "不详": 1}
