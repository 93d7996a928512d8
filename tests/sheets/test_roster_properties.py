# SPDX-License-Identifier: MIT
"""What must hold for every roster: the order of columns means nothing, and a column less is only its facts less."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.conftest import bring_in, id_no, village_file
from tests.sheets.test_roster_files import QINGXI
from villagedesk.sheets.columns import find_layout
from villagedesk.sheets.reading import Sheet, read_workbook
from villagedesk.sheets.roster import plan_roster
from villagedesk.store.dump import dump

NUMBER = count()
NEEDED = {"户编号", "人编号", "姓名", "证件号码"}


@pytest.fixture(scope="module")
def roster():
    (sheet,) = read_workbook(QINGXI)
    header = find_layout((sheet,)).header_row
    return sheet.rows[header], sheet.rows[header + 1 : header + 31]


@pytest.fixture
def facts_of(new_store):
    """The facts that a roster brings into an empty file, as lines; planning derives them all, applying only writes them."""
    store = new_store(wanted=village_file("清溪村"))

    def facts(headings, rows, places):
        chosen = [tuple(row[place] for place in places) for row in (headings, *rows)]
        sheets = (Sheet("表", tuple(chosen)),)
        plan = plan_roster(store, sheets, find_layout(sheets), year=2025)
        assert not plan.edits.puts
        assert not plan.edits.removals
        return sorted(
            "\t".join((entity, row, key, repr(value)))
            for entity, born in plan.edits.births.items()
            for row, values in born
            for key, value in values.items()
        )

    return facts


@given(data=st.data())
def test_the_order_of_columns_means_nothing(roster, facts_of, data):
    headings, rows = roster
    places = data.draw(st.permutations(range(len(headings))))
    assert facts_of(headings, rows, places) == facts_of(headings, rows, range(len(headings)))


@given(data=st.data())
def test_a_subset_of_columns_gives_exactly_the_facts_of_these_columns(roster, facts_of, data):
    headings, rows = roster
    optional = [place for place, heading in enumerate(headings) if heading not in NEEDED]
    kept = set(data.draw(st.lists(st.sampled_from(optional), unique=True)))
    places = [place for place, heading in enumerate(headings) if heading in NEEDED or place in kept]
    some = facts_of(headings, rows, data.draw(st.permutations(places)))
    every = facts_of(headings, rows, range(len(headings)))
    assert set(some) <= set(every)
    layout = find_layout((Sheet("表", (tuple(headings),)),))
    left_out = {column.path for column in layout.columns if column.index not in places}
    for line in set(every) - set(some):
        entity, _row, *field = line.split("\t")
        assert _explained(entity, {f"{entity}.{field[0]}"}, left_out), line


def _explained(entity, names, left_out):
    """Whether a missing line follows from the columns left out: its own, or the one it is inferred from."""
    follows = {
        "household.identify_year": "household.identified",
        "member_year.relation_text": "member_year.relation",
        "cause.code": "cause.main",
        "household_year.exit_status": "household_year.household_type",
        "household.programmes": "household_year.household_type",
    }
    if entity == "enrolment":  # follows from when a household was identified, and from what says that it is registered
        return bool(left_out & {"household.identified", "household_year.household_type", "household_year.attribute"})
    if entity == "member_list":  # kept where the numbers of the system and the size of the household are told
        return bool(left_out & {"household.hh_no", "member.person_no", "household_year.stated_size"})
    if names & left_out or any(follows.get(name) in left_out for name in names):
        return True
    return any(path.startswith(f"{entity}.") for path in left_out)  # a year's row of which nothing is said is not made


PEOPLE = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 60), st.sampled_from(["否", "是", None])),
    min_size=1,
    max_size=8,
    unique_by=lambda one: one[1],
)


@settings(max_examples=max(8, settings().max_examples // 6))
@given(people=PEOPLE, data=st.data())
def test_a_roster_in_two_parts_ends_as_the_whole(new_store, people, data):
    """Households may come in one sheet after another; only what a household's rows contradict depends on the order."""
    headings = ("户编号", "人编号", "姓名", "证件号码", "与户主关系", "大病保险")
    rows = [
        (f"5101990001{home:04d}", f"{home:04d}{man:02d}", f"某{man:02d}", id_no(man), "其他", insured)
        for home, man, insured in people
    ]
    cut = data.draw(st.integers(0, len(rows)))
    whole, parts = new_store(f"整{next(NUMBER)}"), new_store(f"分{next(NUMBER)}")
    bring_in(whole, (Sheet("表", (headings, *rows)),))
    for part in (rows[:cut], rows[cut:], rows):
        bring_in(parts, (Sheet("表", (headings, *part)),))
    assert _without_positions(dump(whole)) == _without_positions(dump(parts))
    whole.close()
    parts.close()


def _without_positions(lines):
    return [line for line in lines if "\tposition\t" not in line]
