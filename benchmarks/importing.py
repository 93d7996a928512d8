# SPDX-License-Identifier: MIT
"""A roster of 10,000 rows and 28 columns: checked and imported, against reading it and inserting the same rows bare.

The baseline reads the workbook with calamine and writes the very rows that the import made into the same tables of another
encrypted file, in one transaction; it checks nothing, matches nothing and keeps no log.
"""

from __future__ import annotations

import itertools
import random
import statistics
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Line, timed
from benchmarks.scratch import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch
    from villagedesk.store.store import Store

ROWS = 10_000
ROUNDS = 3
HEADINGS = [
    "序号",
    "县",
    "乡",
    "村",
    "自然村",
    "户编号",
    "人编号",
    "姓名",
    "证件号码",
    "人数",
    "与户主关系",
    "民族",
    "文化程度",
    "在校生状况",
    "健康状况",
    "劳动技能",
    "务工时间",
    "大病保险",
    "致贫原因1",
    "危房户",
    "是否解决安全饮用水",
    "人均纯收入",
    "户联系电话",
    "首次识别时间",
    "人员识别时间",
    "户类型",
    "监测对象类型",
    "风险是否消除",
]


def lines(scratch: Scratch) -> Iterator[Line]:
    """The import into an empty encrypted file."""
    roster = scratch.folder / "花名册.xlsx"
    rows = _write_roster(roster, scratch.count(ROWS))
    tables = _imported_rows(scratch, roster)
    ours, bare = [], []
    for _round in range(ROUNDS):  # making the files, with their key, is not part of either
        with _file(scratch, "import-ours") as store:
            ours.append(timed(lambda store=store: _bring_in(store, roster)))
        with _file(scratch, "import-bare") as store:
            bare.append(timed(lambda store=store: _read_and_insert(store, roster, tables)))
    name = f"import: roster of {rows} rows / calamine and raw inserts"
    yield Line(name, statistics.median(ours), statistics.median(bare), 3)


def _file(scratch: Scratch, name: str) -> Store:
    from villagedesk.services.opening.files import NewFile, create_village_file

    path = scratch.folder / f"{name}.village"
    path.unlink(missing_ok=True)
    return create_village_file(path, PASSPHRASE, NewFile("village", "清溪村", "510199100201", 2025, "示范镇", "示范县"))


def _bring_in(store: Store, roster: Path) -> None:
    from villagedesk.sheets.columns import find_layout
    from villagedesk.sheets.reading import read_workbook
    from villagedesk.sheets.roster import apply_roster, plan_roster

    sheets = read_workbook(roster)
    apply_roster(store, plan_roster(store, sheets, find_layout(sheets), year=2025))


def _imported_rows(scratch: Scratch, roster: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the import puts into the record tables."""
    from villagedesk.models.catalogue.registry import ENTITIES

    with _file(scratch, "import-rows") as store:
        _bring_in(store, roster)
        found = {entity: store.query(f'SELECT * FROM "{entity}"') for entity in ENTITIES if entity != "village"}
    members = len(found["member"])
    if not members:
        raise RuntimeError("the roster brought nobody in")
    return {entity: rows for entity, rows in found.items() if rows}


def _read_and_insert(store: Store, roster: Path, tables: dict[str, list[tuple[Any, ...]]]) -> None:
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(str(roster)).get_sheet_by_index(0).to_python()
    connection = store.connection
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("BEGIN IMMEDIATE")
    for entity, rows in tables.items():
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f'INSERT INTO "{entity}" VALUES ({marks})', rows)
    connection.execute("COMMIT")


def _write_roster(path: Path, rows: int) -> int:
    """A made-up roster as the county sends it; returns how many people are on it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("sheet1")
    sheet.write_string(1, 0, "导出时间:2025-09-02 17:31:08")
    written = 0
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(2, column, heading)
    for line in itertools.islice(_people(), rows):
        for column, value in enumerate(line):
            sheet.write(written + 3, column, value) if isinstance(value, int | float) else sheet.write_string(
                written + 3, column, value
            )
        written += 1
    book.close()
    return written


def _people() -> Iterator[list[Any]]:
    from villagedesk.demo import people
    from villagedesk.demo.families import family
    from villagedesk.models.codes import code_list

    numbers = people.IdentityNumbers()
    serial = itertools.count(1)
    for household in itertools.count(1):
        dice = random.Random(household)
        hh_no = f"5101990001{household:06d}"
        members = family(dice, 2025, numbers)
        income, phone = round(dice.uniform(6000, 25000), 2), f"130001{household:05d}"
        cause, since = (
            dice.choice(("因病", "因残", "因学", "缺技术", "缺资金", "缺劳力")),
            dice.choice(("201411", "201606")),
        )
        for place, one in enumerate(members, 1):
            facts = {key: _words(code_list, key, value) for key, value in one.facts.items()}
            yield [
                next(serial), "示范县", "示范镇", "清溪村", f"{household % 9 + 1}组", hh_no, f"{hh_no}{place:02d}",
                one.member["name"], one.member["id_no"], len(members), facts["relation"], "汉族", facts.get("education", ""),
                facts.get("school", ""), facts["health"], facts["labour"], one.facts.get("work_months", 0), "是", cause, "否",
                "是", income, phone, since, since, "脱贫户", "", "",
            ]  # fmt: skip


_LISTS = {"relation": "relation", "education": "education", "school": "school_status", "labour": "labour_skill"}


def _words(code_list: Any, key: str, value: Any) -> str:
    if key == "health":
        return ",".join(code_list("health").label(code) for code in value)
    return code_list(_LISTS[key]).label(value, 2025) if key in _LISTS else str(value)
