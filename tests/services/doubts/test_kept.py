# SPDX-License-Identifier: MIT
"""What is kept of the doubts is what judging the whole file finds, whatever was written since."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from villagedesk.clock import FixedClock
from villagedesk.demo.township import make_file
from villagedesk.demo.villages import VILLAGES
from villagedesk.errors import Cancelled, Refused
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.services.doubts import exemptions, findings, judging, kept
from villagedesk.services.figures.rollups import read_rollup
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import drafts, undo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.store.store import Store


def fresh(store: Store) -> dict[str, Counter[tuple[str, str]]]:
    """By household or village, how often each rule finds something; judged anew."""
    found: dict[str, Counter[tuple[str, str]]] = {}
    for one in findings.find(store):
        if one.counts:
            found.setdefault(one.household or one.village, Counter())[one.code, str(one.level)] += 1
    return found


def now(store: Store) -> dict[str, Counter[tuple[str, str]]]:
    return {row: Counter((one.code, one.level) for one in some) for row, some in kept.standing(store).items()}


def of_households() -> list[str]:
    """The entities whose records belong to a household."""
    found = []
    for name, spec in ENTITIES.items():
        owner = spec
        while owner.parent and owner[owner.parent].ref not in {"household", "village"}:
            owner = ENTITIES[owner[owner.parent].ref]
        if owner.parent and owner[owner.parent].ref == "household":
            found.append(name)
    return found


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The households that are judged, in their order."""
    looked: list[str] = []
    whole = judging.of_households

    def watched(
        store: Store, wanted: judging.Wanted, households: list[str], *rest: object
    ) -> Iterator[judging.Finding]:
        looked.extend(households)
        return whole(store, wanted, households, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "of_households", watched)
    monkeypatch.setattr(findings, "of_households", watched)
    return looked


@pytest.fixture
def home(store: Store) -> str:
    """A household whose head is a child; a second one stands beside it."""
    ids = save_records(
        store,
        "登记",
        [
            Edit("village", "", {"name": "清溪村"}, "v"),
            Edit("household", "", {"village": "@v", "phone": "13800001111"}, "h"),
            Edit("household", "", {"village": "@v", "phone": "13800002222"}, "n"),
            Edit("member", "", {"household": "@h", "name": "高大甲", "birth": "2015-01-01"}, "m"),
            Edit("member", "", {"household": "@n", "name": "高大乙", "birth": "1974-02-24"}, "k"),
            Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
            Edit("member_year", "", {"member": "@k", "year": 2025, "relation": "head"}),
        ],
    ).ids
    return ids["h"]


def test_nothing_is_judged_twice(store, home, judged):
    first = kept.standing(store)
    assert now(store) == fresh(store) != {}
    judged.clear()
    assert kept.standing(store) == first
    assert judged == []


def test_a_doubt_names_the_member_it_is_about(store, home):
    member = store.value("SELECT id FROM member WHERE name = '高大甲'")
    assert kept.Doubt("B11", "doubt", member) in kept.standing(store)[home]
    save_records(store, "登记", [Edit("member", "", {"household": home, "name": "高大甲"})])
    assert kept.Doubt("B11", "doubt", "") in kept.standing(store)[home]


def test_only_what_was_written_is_judged_anew(store, home, judged):
    kept.standing(store)
    judged.clear()
    save_records(store, "改", [Edit("household", home, {"phone": "13800003333"})])
    kept.standing(store)
    assert judged == [home]
    undo.undo(store)
    assert now(store) == fresh(store)


@pytest.mark.parametrize(("field", "value", "times"), [("phone", "13800003333", 0), ("ended", "2025-03-01", 1)])
def test_a_village_is_judged_anew_where_it_knows_what_was_written(store, home, monkeypatch, field, value, times):
    kept.standing(store)
    looked: list[frozenset[str] | None] = []
    whole = judging.of_villages

    def watched(store: Store, wanted: judging.Wanted, *rest: object) -> Iterator[judging.Finding]:
        looked.append(wanted.villages)
        return whole(store, wanted, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "of_villages", watched)
    save_records(store, "改", [Edit("household", home, {field: value})])
    kept.standing(store)
    assert looked == [{store.value("SELECT village FROM household WHERE id = ?", (home,))}] * times
    monkeypatch.undo()
    assert now(store) == fresh(store)


def test_what_a_village_says_of_its_households_is_kept_up_to_date(store, home):
    village = store.value("SELECT village FROM household WHERE id = ?", (home,))
    year = Edit("village_year", "", {"village": village, "year": 2025, "poor_households": 5}, "y")
    status = {"household": home, "year": 2025, "exit_status": "not_exited"}
    ids = save_records(store, "登记", [year, Edit("household_year", "", status, "s")]).ids
    first = kept.standing(store)
    save_records(store, "改", [Edit("household_year", ids["s"], {"exit_status": "exited"})])
    assert now(store) == fresh(store)
    undo.undo(store)
    assert kept.standing(store) == first


def test_who_shared_a_number_is_judged_anew_too(store, home, judged):
    other = store.value("SELECT id FROM household WHERE id <> ?", (home,))
    save_records(store, "改", [Edit("household", other, {"phone": "13800001111"})])
    kept.standing(store)
    judged.clear()
    save_records(store, "改", [Edit("household", other, {"phone": "13800002222"})])
    kept.standing(store)
    assert set(judged) == {home, other}


@pytest.mark.parametrize("entity", ["village", "cadre", "unit", "line"])
def test_what_many_share_makes_everything_be_judged_anew(store, home, judged, entity):
    kept.standing(store)
    judged.clear()
    village = store.value("SELECT id FROM village")
    edits = {
        "village": Edit("village", village, {"county": "另一县"}),
        "line": Edit("line", "", {"name": "check_b11_head", "value": 9}),
    }
    save_records(store, "改", [edits.get(entity) or Edit(entity, "", {"name": "示范"})])
    assert now(store) == fresh(store)
    assert len(judged) == 2 * 2  # once for what is kept, once to compare


def test_on_another_day_or_with_another_program_everything_is_judged_anew(store, home, judged, monkeypatch):
    kept.standing(store)
    store.clock = FixedClock(store.clock() + dt.timedelta(days=1))
    judged.clear()
    kept.standing(store)
    assert len(judged) == 2
    monkeypatch.setattr(kept, "__version__", "another")
    judged.clear()
    kept.standing(store)
    assert len(judged) == 2


def test_an_exempted_doubt_no_longer_counts_and_counts_again_when_that_is_withdrawn(store, home):
    assert "B11" in {one.code for one in kept.standing(store)[home]}
    (said,) = findings.find(store, judging.Wanted(frozenset({"B11"})))
    exemptions.exempt(store, [said], "父母双亡，由村委会监护")
    assert "B11" not in {one.code for one in kept.standing(store).get(home, ())}
    undo.undo(store)
    assert "B11" in {one.code for one in kept.standing(store)[home]}


def test_of_a_household_in_the_recycle_bin_nothing_is_left(store, home):
    kept.standing(store)
    with store.change("删除") as change:
        change.remove("household", [home], "test")
    assert home not in kept.standing(store)


def test_nothing_is_kept_when_the_work_is_cancelled(store, home):
    def cancelled() -> None:
        raise Cancelled("停")

    with pytest.raises(Cancelled):
        kept.standing(store, cancelled)
    assert drafts.remembered(store, "doubts-kept-2025") == {}


def test_of_a_file_that_can_only_be_read_nothing_is_kept_and_the_same_is_found(store, home):
    evening = store.on_day(store.clock().date())
    assert now(evening) == fresh(store)
    assert drafts.remembered(store, "doubts-kept-2025") == {}


def test_what_is_kept_never_holds_a_name_or_a_number(store, home):
    save_records(store, "改", [Edit("household", home, {"phone": "139"})])
    kept.standing(store)
    text = str(drafts.remembered(store, "doubts-kept-2025"))
    assert "高大甲" not in text
    assert "139" not in {one for line in text.split() for one in line.split("'")}


def test_the_roll_up_counts_what_judging_anew_finds(store, home):
    for _round in range(2):
        rollup = read_rollup(store, "doubts")
        counted = {row.label.partition(" ")[0]: values for (_section, row), values in
                   zip(rollup.table.rows(), rollup.values, strict=True) if any(values)}  # fmt: skip
        found = fresh(store)
        assert counted.pop("合计")[1] == sum(some.total() for some in found.values())
        assert {code: values[1] for code, values in counted.items()} == {
            code: sum(some[code, level] for some in found.values())
            for some in found.values() for code, level in some
        }  # fmt: skip


def nothing(*_told: object) -> None:
    """Nobody waits."""


@pytest.fixture
def township(tmp_path) -> Iterator[Store]:
    with make_file(tmp_path / "示范.village", VILLAGES[:1], "", check=nothing, report=nothing) as store:
        yield store


def test_whatever_is_written_the_doubts_are_those_of_judging_anew(township):
    """Values wander between records of one kind, and records go and come back: numbers, cadres and texts get shared and parted."""
    store, draw = township, random.Random(5)
    assert now(store) == fresh(store)
    rows = {name: [row for (row,) in store.query(f'SELECT id FROM "{name}" ORDER BY id')] for name in of_households()}
    written = 0
    while written < 30:
        entity = draw.choice([name for name, ids in rows.items() if ids])
        try:
            with store.change("试") as change:
                for _ in range(draw.randint(1, 3)):
                    scramble(change, entity, rows[entity], draw)
        except Refused:
            continue
        written += 1
        assert now(store) == fresh(store), entity


def scramble(change, entity, rows, draw):
    row = draw.choice(rows)
    if draw.random() < 0.15:
        change.remove(entity, [row], "test")
        if draw.random() < 0.5:
            change.restore(entity, row)
        return
    other = change.current(entity, draw.choice(rows)) or {}
    owner = "" if entity == "member" else ENTITIES[entity].parent  # only people move
    fields = [key for key in other if key != owner]
    for key in draw.sample(fields, min(3, len(fields))):
        change.put(entity, row, {key: other[key]})
