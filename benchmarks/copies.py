# SPDX-License-Identifier: MIT
"""The files of villages that the benchmarks merge: made once, of made-up people, through the doors that villages use."""

from __future__ import annotations

import sys
from itertools import islice
from typing import TYPE_CHECKING, Final

from benchmarks.scratch import MEMBERS_PER_HOUSEHOLD, PASSPHRASE
from villagedesk.clock import FixedClock
from villagedesk.demo import NOW, TOWNSHIP_CODE, YEAR
from villagedesk.demo.scale import Maker
from villagedesk.merge.returning import make_return_file
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import NewFile, create_village_file, open_village_file, village_id
from villagedesk.store.file import Opening
from villagedesk.store.ids import SeededIds, derived_id
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.scratch import Scratch
    from villagedesk.demo.scale import Rows
    from villagedesk.store.store import Store

FORMS: Final = 250  # saved household forms of eight cells each: the 2,000 changes of a year's work
CELLS: Final = 8
YEARS: Final = (YEAR - 2, YEAR - 1, YEAR)
PERSONS: Final = 2_000
_FORMS_OF_EACH: Final = 40
_OWNERS: Final = {"household_year": ("household",), "member_year": ("member",), "cause": ("household", "rank")}


def returned_and_edited(scratch: Scratch, households: int) -> Path:
    """A village's file as it comes back: a return file of that township, with `FORMS` forms saved in the village."""
    wanted, forms = scratch.count(households), scratch.count(FORMS)
    path = scratch.folder / f"来件-{wanted}-{forms}.village"
    if not path.exists():
        part = path.with_suffix(".part.village")
        with open_village_file(scratch.township(households), PASSPHRASE) as store:
            village = store.value("SELECT id FROM village ORDER BY code LIMIT 1")
            make_return_file(store, village, part)
        with open_village_file(part, PASSPHRASE, Opening(Author("李会计", "村部电脑"), any_drive=True)) as store:
            save_forms(store, forms)
        part.replace(path)
    return path


def save_forms(store: Store, forms: int, first: int = 0, mark: str = "") -> None:
    """Save so many household forms from the first-th on, `CELLS` cells in four rows each, as somebody in the village does."""
    found = store.query("SELECT id FROM household ORDER BY id LIMIT ? OFFSET ?", (forms, first))
    for round_, (household,) in enumerate(found):
        save_records(store, "编辑户信息", form(store, household, round_, mark))


def form(store: Store, household: str, round_: int, mark: str = "") -> list[Edit]:
    """One saved form."""
    year = store.value("SELECT id FROM household_year WHERE household = ? AND year = ?", (household, YEAR))
    members = store.query("SELECT id FROM member WHERE household = ? ORDER BY position, id LIMIT 2", (household,))
    identity = {
        "address": f"老屋场{mark}{round_}号",
        "bank": "示范县农村商业银行",
        "phone": f"1390000{round_ % 10_000:04d}",
    }
    return [
        Edit("household", household, identity),
        Edit("household_year", year, {"farmland": 1_000 + round_, "structure": "brick_wood", "fuel": "clean"}),
        *(Edit("member", row, {"note": f"已核对{mark}{round_}"}) for (row,) in members),
    ]


def three_years(scratch: Scratch, villages: int) -> list[Path]:
    """The files of so many villages of `PERSONS` persons with three years of facts, one batch a year and some forms."""
    each = max(20, round(PERSONS * min(1.0, scratch.share) / MEMBERS_PER_HOUSEHOLD))
    folder = scratch.folder / f"三年-{villages}x{each}"
    paths = [folder / f"示范村{place + 1:02d}.village" for place in range(villages)]
    if all(path.exists() for path in paths):
        return paths
    maker = Maker(villages * each)
    shared = maker.places_and_cadres()
    for place, path in enumerate(paths):
        rows = maker.households(place * each, (place + 1) * each)  # in turn, so that no number is given out twice
        if not path.exists():
            _make(path, place, rows, shared)
            print(f"  … {place + 1}/{villages}", file=sys.stderr)
    return paths


def _make(path: Path, place: int, rows: Rows, shared: Rows) -> None:
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part.village")
    part.unlink(missing_ok=True)
    wanted = NewFile("village", path.stem, f"{TOWNSHIP_CODE}{200 + place}", YEAR)
    new_id = SeededIds(f"three years {place}")
    opening = Opening(Author("李会计", f"村部电脑{place}"), clock=FixedClock(NOW), new_id=new_id, any_drive=True)
    with create_village_file(part, PASSPHRASE, wanted, opening) as store:
        for year in YEARS:
            with store.change(f"导入{year}年花名册", "import") as change:
                for entity, some in _of_year(rows, shared, wanted.code, year).items():
                    change.put_new(entity, some)
        save_forms(store, _FORMS_OF_EACH)
    part.replace(path)


def _of_year(rows: Rows, shared: Rows, code: str, year: int) -> Rows:
    """What a year brings: in the first everything that has no year, in each the facts of the year."""
    found: Rows = {}
    if year == YEARS[0]:
        helpers = {facts["cadre"] for _row, facts in rows["pairing"] if facts["role"] == "first"}
        found["cadre"] = [(row, {**facts, "unit": None}) for row, facts in shared["cadre"] if row in helpers]
        found["household"] = [(row, {**facts, "village": village_id(code)}) for row, facts in rows["household"]]
        found["member"] = rows["member"]
        found["pairing"] = [one for one in rows["pairing"] if one[1]["cadre"] in helpers]
    for entity, owner in _OWNERS.items():
        found[entity] = [
            (
                derived_id(entity, str(facts[owner[0]]), year, *(str(facts[key]) for key in owner[1:])),
                {**facts, "year": year},
            )
            for _row, facts in rows[entity]
        ]
    return found


def contested(scratch: Scratch, conflicts: int) -> tuple[Path, Path]:
    """Two copies of one township file in which the same cells were written differently."""
    wanted = scratch.count(conflicts)
    here, there = (scratch.folder / f"冲突-{wanted}-{name}.village" for name in ("甲", "乙"))
    if not (here.exists() and there.exists()):
        for path in (here, there):
            scratch.copy(scratch.township(2_000), path.name)
            with open_village_file(path, PASSPHRASE) as store:
                rows = store.query("SELECT id FROM member UNION SELECT id FROM household ORDER BY id")
                _write_phones(store, [row for (row,) in islice(rows, wanted)], int(path == there))
    return here, there


def _write_phones(store: Store, rows: list[str], first: int) -> None:
    members = {row for (row,) in store.query("SELECT id FROM member")}
    with store.change("更新电话", "import") as change:
        for place, row in enumerate(rows):
            change.put("member" if row in members else "household", row, {"phone": f"137{first}{place:07d}"})
