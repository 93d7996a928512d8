# SPDX-License-Identifier: MIT
"""Roll-ups: each cell equals what counting the case files gives, lines add up where they say so, and cells open their households."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.figures.filling import YEAR, fill
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.checks.standing import ABLE
from villagedesk.models.codes import code_list
from villagedesk.models.lines import is_number
from villagedesk.models.rollups.spec import Among, NotApplicable, Unit, Unknown, Within
from villagedesk.models.rollups.tables import TABLES
from villagedesk.services.casefile.casefiles import load_casefiles
from villagedesk.services.figures.rollups import households_behind, read_beside, read_rollup
from villagedesk.store.counts import live_households
from villagedesk.store.rollups import Where, groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

    from villagedesk.models.casefile import CaseFile, Person
    from villagedesk.models.rollups.spec import Cell, Condition
    from villagedesk.store.store import Store

_WORKED_OUT = ("member.age", "member.allowances", "member.insured", "member.pensioned", "household.left_as_planned")
READ = [key for key, make in TABLES.items() if not make(YEAR).gathered]  # the others: tests/services/figures/tallies


def _facts_of_tables() -> set[str]:
    tables = [TABLES[key](YEAR) for key in READ]
    return {fact for table in tables for _part, row in table.rows() for cell in row.cells for fact in cell.facts()}


def _values(fact: str) -> st.SearchStrategy[Any]:
    spec = field_spec(fact)
    known: st.SearchStrategy[Any]
    if spec.codes:
        codes = [one.code for one in code_list(spec.codes).choices()]
        known = st.sampled_from(codes)
        if spec.kind.name == "CODES":
            known = st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True).map(tuple)
    elif spec.kind.name == "YES_NO":
        known = st.booleans()
    elif spec.kind.name == "YEAR":
        known = st.integers(2012, 2023)
    elif spec.kind.name == "AREA":
        known = st.integers(0, 2_000)
    else:
        known = st.integers(0, 12)
    return st.one_of(st.none(), known, st.just(NA)) if spec.na else st.one_of(st.none(), known)


def _records(entity: str) -> st.SearchStrategy[dict[str, Any]]:
    facts = sorted(fact for fact in _facts_of_tables() if fact.startswith(f"{entity}.") and fact not in _WORKED_OUT)
    return st.fixed_dictionaries({fact.split(".")[1]: _values(fact) for fact in facts})


_DAYS = st.sampled_from([None, "2024-05-01", "2025-12-31", "2026-01-01"])
_ALLOWANCES = st.lists(st.sampled_from(["living_allowance", "nursing_allowance"]), max_size=2, unique=True)
_MEMBER = st.tuples(
    _records("member"),
    _records("member_year") | st.none(),
    st.fixed_dictionaries(
        {
            "birth": st.sampled_from([None, "1950-01-01", "1965-12-31", "2009-06-01", "2010-01-01", "2020-02-29"]),
            "counted": st.sampled_from([None, True, False]),
            "left": _DAYS,
            "joined": _DAYS,
        }
    ),
    _ALLOWANCES,
)
_CAUSES = st.fixed_dictionaries(
    {}, optional={rank: st.sampled_from(["1", "2", "11", "13", "99"]) for rank in ("main", "other1", "other2")}
)
_HOUSEHOLD = st.tuples(
    st.sampled_from([None, "1组", "2组"]),
    _records("household"),
    _records("household_year") | st.none(),
    _CAUSES,
    st.lists(_MEMBER, max_size=3),
)


def _fact(fact: str, case: CaseFile, person: Person | None) -> Any:
    if fact == "cause.main":
        found = case.cause("main")
        return found.code if found else None
    if fact == "cause.all":
        return tuple(one.code for one in case.causes)
    if fact == "member.age":
        assert person
        return YEAR - int(person.member.birth[:4]) if person.member.birth else None
    if fact == "member.allowances":
        assert person
        paid = [one for one in case.benefits if one.member == person.member.id and (one.date or "")[:4] == str(YEAR)]
        return tuple(one.item for one in paid)
    if fact in {"member.insured", "member.pensioned"}:
        assert person
        return _insured(person) if fact == "member.insured" else _pensioned(person)
    if fact == "household.left_as_planned":
        planned, left = case.household.plan_exit_year, case.facts.exit_year
        return planned == left if is_number(planned) and is_number(left) else None
    if fact == "home.work":
        return _work_at_home(case)
    record, key = fact.split(".")
    source: Any = {"household": case.household, "household_year": case.facts}.get(record)
    if source is None:
        assert person
        source = person.member if record == "member" else person.facts
    return getattr(source, key)


def _insured(person: Person) -> str | None:
    facts = person.facts
    if True in (facts.medical, facts.employee_medical):
        return "yes"
    if facts.soldier is True:
        return "soldier"
    return "no" if facts.medical is False else None


def _pensioned(person: Person) -> str | None:
    facts, born = person.facts, person.member.birth
    if True in (facts.pension, facts.employee_pension):
        return "yes"
    if born and YEAR - int(born[:4]) < 16:
        return "young"
    if facts.school not in (None, "none", "preschool_age"):
        return "student"
    return "no" if facts.pension is False else None


def _work_at_home(case: CaseFile) -> str | None:
    """Whether anybody of a household who can work does."""
    able = [one.facts for one in case.counted if one.facts.labour in ABLE]
    if any((is_number(one.work_months) and one.work_months >= 1) or one.public_post not in (None, NA) for one in able):
        return "working"
    if able:
        unsaid = any(one.work_months is None for one in able) or any(map(_perhaps_at_work, case.counted))
        return "unsaid" if unsaid else "idle"
    return "unable" if case.counted and all(one.facts.labour for one in case.counted) else None


def _perhaps_at_work(one: Person) -> bool:
    """Nobody said whether this one can work; who works, or of whom that is not said either, may be able to."""
    grown = not one.member.birth or YEAR - int(one.member.birth[:4]) >= 16
    works = one.facts.work_months is None or one.facts.work_months not in (0, NA) or bool(one.facts.public_post)
    return one.facts.labour is None and grown and works


def _holds(condition: Condition, case: CaseFile, person: Person | None) -> bool:
    value = _fact(condition.fact, case, person)
    several = value if isinstance(value, tuple) else (value,)
    match condition:
        case Among(codes=codes):
            return bool(set(several) & set(codes))
        case Within(low=low, high=high):
            known = value is not None and value is not NA
            return known and (low is None or value >= low) and (high is None or value <= high)
        case NotApplicable():
            return value is NA
        case Unknown(codes=codes):
            return value in (None, ()) or (bool(codes) and value is not NA and not set(several) & set(codes))
    raise AssertionError(condition)


def _by_hand(cell: Cell, cases: list[CaseFile]) -> tuple[int | None, set[str]]:
    """The value of a cell and its households, by looking at every case file."""
    if cell.over is not None:
        part, households = _by_hand(replace(cell, over=None, unit=cell.unit if cell.total else cell.over.unit), cases)
        whole, _whose = _by_hand(cell.over, cases)
        parts = Fraction(part or 0) * (10_000 if cell.unit is Unit.PERCENT else 1)
        return (int(parts / whole + Fraction(1, 2)) if whole else None), households
    of_people = cell.unit is Unit.PEOPLE or any(fact.startswith(("member.", "member_year.")) for fact in cell.facts())
    count, households = 0, set()
    for case in cases:
        whom: Iterator[Person | None] = iter(case.counted if of_people else (None,))
        for person in whom:
            if all(_holds(one, case, person) for one in cell.where):
                amount = _fact(cell.total, case, person) if cell.total else 1
                if amount:
                    count += amount
                    households.add(case.household.id)
    return (len(households) if cell.unit is Unit.HOUSEHOLDS else count), households


@settings(max_examples=settings().max_examples // 6)  # every cell of every table: two seconds each
@given(households=st.lists(_HOUSEHOLD, max_size=4), group=st.sampled_from(["", "1组"]))
def test_every_cell_is_what_counting_the_case_files_gives(
    new_store: Callable[..., Store], tmp_path_factory: pytest.TempPathFactory, households: list[Any], group: str
) -> None:
    store = new_store(f"v{tmp_path_factory.mktemp('v').name}")
    fill(store, households)
    cases = [
        case for case in load_casefiles(store, live_households(store), YEAR) if group in ("", case.household.group)
    ]
    for key in READ:
        found = read_rollup(store, key, YEAR, Where(group=group))
        for line in found.lines():
            for cell, value in line.cells():
                counted, whose = _by_hand(cell, cases)
                assert value == counted, (key, line.row.label, cell)
                assert set(households_behind(store, found, cell)) == whose, (key, line.row.label, cell)
        _adds_up(found)


def _adds_up(found: Any) -> None:
    """The first line of such a table is the total; households of persons may stand in several lines."""
    lines = list(found.lines())
    for section in found.table.sections:
        if not section.adds_up:
            continue
        for place, cell in enumerate(lines[0].row.cells):
            of_persons = cell.unit is Unit.HOUSEHOLDS and found.table.columns[place] == "涉及户数"
            if not of_persons:
                added = sum(line.values[place] or 0 for line in lines if line.section is section)
                if cell.unit is not Unit.PERCENT:  # each share is rounded by itself
                    assert added == lines[0].values[place], (found.table.key, section.label)


def test_a_household_of_another_village_is_not_counted(store: Store) -> None:
    fill(store, [("1组", {}, None, {}, [])])
    village = store.value("SELECT id FROM village")
    with store.change("另一个村") as change:
        change.put("village", "v2", {"name": "石桥村"})
        change.put("household", "x", {"village": "v2", "group": "9组"})
    both, one = read_rollup(store, "basic"), read_rollup(store, "basic", place=Where(village))
    assert (both.values[0][0], one.values[0][0]) == (2, 1)
    assert (groups(store), groups(store, village)) == (["1组", "9组"], ["1组"])


@settings(max_examples=15)
@given(households=st.lists(_HOUSEHOLD, max_size=5))
def test_groups_side_by_side_are_what_each_counts_alone_and_the_last_is_all_of_them(
    new_store: Callable[..., Store], tmp_path_factory: pytest.TempPathFactory, households: list[Any]
) -> None:
    store = new_store(f"v{tmp_path_factory.mktemp('v').name}")
    fill(store, households)
    village = store.value("SELECT id FROM village")
    for key in READ:
        *parts, (_total, whole) = read_beside(store, key, YEAR, village)
        for name, found in parts:
            assert found.values == read_rollup(store, key, YEAR, Where(village, name)).values, (key, name)
        assert whole.values == read_rollup(store, key, YEAR, Where(village)).values


def test_a_household_that_has_ended_is_not_counted(store: Store) -> None:
    fill(store, [("1组", {}, None, {}, [])])
    with store.change("注销") as change:
        change.put("household", "h0", {"ended": "2025-06-01"})
    assert read_rollup(store, "basic").values[0] == (0, 0)


def test_what_nobody_entered_is_unknown_and_not_zero(store: Store) -> None:
    fill(store, [("1组", {}, {"farmland": 0}, {}, []), ("1组", {}, None, {}, [])])
    farmland = read_rollup(store, "land").values[0]
    assert farmland == (0, 0, 1, None), "nobody lives there: no area per head"


def test_a_table_speaks_as_the_forms_of_its_year_did(store: Store) -> None:
    fill(store, [("1组", {}, {"attribute": "general"}, {}, [])])
    found = {line.row.label for line in read_rollup(store, "basic", YEAR).lines()}
    assert "一般脱贫户" in found
    assert not {"低保户", "防止返贫致贫对象"} & found, "what the forms of other years knew is not asked for"
    headings = [
        {line.heading for key in ("basic", "benefits") for line in read_rollup(store, key, year).lines()}
        for year in (2014, YEAR)
    ]
    assert {"贫困户属性", "是否参加新型农村合作医疗"} <= headings[0]
    assert {"脱贫户属性", "是否参加城乡居民基本医疗保险"} <= headings[1]


def test_a_code_of_other_years_that_somebody_has_all_the_same_is_shown(store: Store) -> None:
    fill(store, [("1组", {}, {"attribute": "low_income_2014"}, {}, [])])
    assert [line.values for line in read_rollup(store, "basic", YEAR).lines() if line.row.label == "低保户"] == [(1, 0)]
