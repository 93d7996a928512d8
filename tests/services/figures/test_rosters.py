# SPDX-License-Identifier: MIT
"""Rosters of a file: who stands on them, in which order, with which sums; masked, and if not, entered in the log."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from villagedesk.errors import Cancelled, EnvironmentProblem, Refused
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.rosters.kinds import rosters
from villagedesk.services.figures.rosters import BLANK_ROWS, Order, file_stem, write_blank, write_roster
from villagedesk.services.keeping.exportlog import Purpose
from villagedesk.store.exportlog import entries
from villagedesk.store.rollups import Where

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from villagedesk.services.figures.rosters import Head, Item
    from villagedesk.store.store import Store

DAY = dt.date(2026, 3, 2)
ID = "510199197003050011"
PURPOSE = Purpose("镇民政办", "核对医保缴费名单")
# household → (group, head, others with facts of the year)
FAMILIES = {
    "h1": ("2", "张三", {"李四": {"school": "primary"}, "张小": {"school": "preschool_age"}}),
    "h2": ("10", "王五", {"王六": {"health": ("2", "4"), "work_place": NA}}),
    "h3": ("2", "赵七", {"赵八": {"work_months": 6}, "赵九": {"work_place": "outside", "low_income": "rural"}}),
}


class Written:
    """Stands in for what writes a file, and keeps what it was given."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.items: list[Item] = []

    def __call__(self, head: Head, items: Iterable[Item], target: Path) -> None:
        self.head, self.items = head, list(items)
        target.write_text("\n".join("|".join(one.cells) or one.total for one in self.items), encoding="utf-8")

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return [one.cells for one in self.items if not one.total]

    @property
    def totals(self) -> list[str]:
        return [one.total for one in self.items if one.total]


@pytest.fixture
def families(store: Store) -> Store:
    village = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        change.put("unit", "u1", {"name": "县农业农村局"})
        change.put("cadre", "c1", {"name": "周明", "phone": "13800000012", "unit": "u1"})
        for place, (row, (group, head, others)) in enumerate(FAMILIES.items()):
            facts = {"village": village, "group": group, "phone": f"1390000000{place}", "local_no": f"{place + 1}"}
            change.put("household", row, facts)
            change.put("household_year", f"{row}y", {"household": row, "year": 2025, "exit_status": "exited_policy"})
            for number, (name, more) in enumerate({head: {}, **others}.items()):
                person = {"household": row, "position": number, "name": name, "birth": "1970-03-05"}
                change.put("member", f"{row}m{number}", person | ({"id_no": ID} if (row, number) == ("h1", 0) else {}))
                relation = "other" if number else "head"
                change.put(
                    "member_year", f"{row}f{number}",
                    {"member": f"{row}m{number}", "year": 2025, "relation": relation, **more},
                )  # fmt: skip
        change.put("pairing", "p1", {"household": "h1", "cadre": "c1", "start": "2024-01-01"})
        change.put("pairing", "p2", {"household": "h2", "cadre": "c1", "start": "2020-01-01", "end": "2023-12-31"})
    return store


def order(key: str, **more: object) -> Order:
    return replace(Order(rosters()[key], 2025, DAY), **more)


def write(store: Store, wanted: Order, tmp_path: Path) -> Written:
    written = Written()
    write_roster(store, wanted, tmp_path / "册.docx", written)
    return written


NAMES = ("made.row", "household.group", "made.head", "member.name")


def test_people_stand_by_group_household_and_number_with_a_sum_for_each_group(families: Store, tmp_path: Path) -> None:
    found = write(families, order("people", columns=NAMES), tmp_path)
    assert found.rows == [
        ("1", "2组", "张三", "张三"), ("2", "2组", "张三", "李四"), ("3", "2组", "张三", "张小"),
        ("4", "2组", "赵七", "赵七"), ("5", "2组", "赵七", "赵八"), ("6", "2组", "赵七", "赵九"),
        ("7", "10组", "王五", "王五"), ("8", "10组", "王五", "王六"),
    ]  # fmt: skip
    assert found.totals == ["2组小计：2户 6人", "10组小计：1户 2人", "合计：3户 8人"]


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("students", {"李四"}),
        ("disabled", {"王六"}),
        ("workers", {"赵八", "赵九"}),
        ("low_income", {"赵九"}),
    ],
)
def test_each_roster_has_whom_it_is_about(families: Store, tmp_path: Path, key: str, names: set[str]) -> None:
    assert {row[0] for row in write(families, order(key, columns=("member.name",)), tmp_path).rows} == names


def test_workers_stand_with_their_stretches_of_the_year_and_nobody_elses(families: Store, tmp_path: Path) -> None:
    with families.change("务工") as change:
        for place, (member, county, start, end) in enumerate(
            (
                ("h3m1", "义乌市", "2025-03", "2025-08"),
                ("h3m1", "东莞市", "2023-03", "2023-08"),
                ("h3m2", NA, "2024-12", None),
                ("h1m1", "成都市", "2025-01", "2025-12"),
            )
        ):
            facts = {"household": member[:2], "member": member, "county": county, "start": start, "end": end}
            change.put("work_stretch", f"w{place}", facts | {"employer": "示范厂", "working": end is None})
        change.put("work_stretch", "w9", {"household": "h3", "member": "h3m1", "county": "误记", "start": "2025-01"})
    with families.change("删") as change:
        change.remove("work_stretch", ["w9"], "重复")
    found = write(families, order("workers", columns=("member.name", "made.stretches")), tmp_path)
    assert found.rows == [
        ("赵八", "义乌市 示范厂 2025.03—2025.08（6个月）"),
        ("赵九", "示范厂 2024.12起（12个月）"),
    ]
    assert "made.stretches" in rosters()["workers"].columns


def test_households_are_counted_with_their_people_and_the_cancelled_are_left_out(
    families: Store, tmp_path: Path
) -> None:
    with families.change("注销") as change:
        change.put("household_year", "h2y", {"exit_status": "cleared"})
    found = write(families, order("poor", columns=("made.head", "made.size", "made.helpers")), tmp_path)
    assert found.rows == [("张三", "3", "周明"), ("赵七", "3", "")]
    assert found.totals[-1] == "合计：2户 6人"
    with pytest.raises(Refused, match="监测对象花名册"):
        write(families, order("monitored"), tmp_path)


def test_an_edge_household_is_monitored_and_not_poor(families: Store, tmp_path: Path) -> None:
    with families.change("监测") as change:
        change.put("household_year", "h3y", {"household_type": "edge"})
    assert write(families, order("monitored", columns=("made.head",)), tmp_path).rows == [("赵七",)]
    assert ("赵七",) not in write(families, order("poor", columns=("made.head",)), tmp_path).rows


def test_only_present_pairings_are_listed(families: Store, tmp_path: Path) -> None:
    found = write(
        families, order("pairings", columns=("made.head", "cadre.name", "unit.name", "cadre.phone")), tmp_path
    )
    assert found.rows == [("张三", "周明", "县农业农村局", "13800000012")]
    assert found.totals[-1] == "合计：1户 帮扶责任人1人 结对1对"


def test_a_group_or_a_selection_narrows_it(families: Store, tmp_path: Path) -> None:
    village = families.value("SELECT id FROM village")
    found = write(families, order("people", columns=NAMES, place=Where(village, "10")), tmp_path)
    assert (len(found.rows), found.head.place if found.head else "") == (2, "清溪村10组")
    found = write(families, order("people", columns=NAMES, households=("h2", "h3")), tmp_path)
    assert (len(found.rows), found.head.place if found.head else "") == (5, "清溪村所选2户")
    with pytest.raises(Refused, match="没有应列入"):
        write(families, order("people", households=()), tmp_path)


def test_ages_and_belonging_are_those_of_the_day_but_not_after_the_year(families: Store, tmp_path: Path) -> None:
    with families.change("减少") as change:
        change.put("member", "h1m1", {"left": "2025-06-01", "leave_reason": "dead"})
    columns = ("member.name", "made.age")
    late = write(families, order("people", columns=columns), tmp_path)
    assert ("李四", "55") not in late.rows
    assert ("张三", "55") in late.rows
    early = write(families, order("people", columns=columns, day=dt.date(2025, 3, 4)), tmp_path)
    assert ("李四", "54") in early.rows


def test_a_masked_roster_is_not_entered_and_hides_the_number(families: Store, tmp_path: Path) -> None:
    found = write(families, order("people", columns=("member.id_no", "household.phone", "member.birth")), tmp_path)
    assert found.rows[0] == ("510199********0011", "139****0000", "1970年")
    assert found.head is not None
    assert found.head.mark == ""
    assert entries(families) == []


def test_an_unmasked_roster_is_marked_and_entered_with_everything(families: Store, tmp_path: Path) -> None:
    written, target = Written(), tmp_path / "册.docx"
    wanted = order("people", columns=("member.name", "member.id_no"), unmasked=PURPOSE)
    made = write_roster(families, wanted, target, written)
    assert written.rows[0] == ("张三", ID)
    assert written.head is not None
    assert written.head.mark == "内部资料 注意保密"
    (entry,) = entries(families)
    assert entry.file_hash == made.hash == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (entry.what, entry.place, entry.columns) == ("家庭人口花名册", "清溪村", "姓名、证件号码")
    assert (entry.households, entry.people, entry.year, entry.who) == (3, 8, 2025, "李书记")
    assert (entry.recipient, entry.reason, entry.time) == ("镇民政办", "核对医保缴费名单", "2026-03-02 12:00:00")
    assert entry.village == families.value("SELECT id FROM village")


def test_an_entry_from_a_copy_as_of_a_day_stands_in_the_file_itself(families: Store, tmp_path: Path) -> None:
    wanted = order("people", unmasked=PURPOSE, day=dt.date(2025, 6, 1))
    write_roster(families, wanted, tmp_path / "册.docx", Written())
    assert len(entries(families)) == 1


def test_a_file_opened_for_reading_gives_masked_rosters_only(families: Store, tmp_path: Path) -> None:
    families.read_only = True
    assert write(families, order("people"), tmp_path).rows
    with pytest.raises(Refused, match="只读"):
        write(families, order("people", unmasked=PURPOSE), tmp_path)


def test_what_cannot_be_written_is_not_entered(families: Store, tmp_path: Path) -> None:
    (tmp_path / "册.docx").mkdir()
    with pytest.raises(EnvironmentProblem, match=r"册\.docx"):
        write(families, order("people", unmasked=PURPOSE), tmp_path)
    assert entries(families) == []
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


def test_a_cancelled_roster_leaves_nothing_behind_and_the_old_file_stays(families: Store, tmp_path: Path) -> None:
    target = tmp_path / "册.docx"
    target.write_text("old", encoding="utf-8")

    def stop() -> None:
        raise Cancelled("停")

    with pytest.raises(Cancelled):
        write_roster(families, order("people", unmasked=PURPOSE), target, Written(), stop)
    assert target.read_text(encoding="utf-8") == "old"
    assert entries(families) == []
    assert not list(tmp_path.glob(".*.part"))


def test_an_unknown_column_is_told_with_what_there_is(families: Store, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"没有“身分证”这一栏"):
        write(families, order("people", columns=("身分证",)), tmp_path)
    found = write(families, order("people", columns=("序号", "证件号码")), tmp_path)
    assert found.rows[0] == ("1", "510199********0011")


def test_a_blank_form_holds_nobody_and_is_not_entered(families: Store, tmp_path: Path) -> None:
    written = Written()
    write_blank(families, order("people"), tmp_path / "册.docx", written)
    assert written.rows == [("",) * 12] * BLANK_ROWS
    assert entries(families) == []


def test_the_name_of_the_file_tells_whether_it_is_masked(families: Store) -> None:
    assert file_stem(families, order("people")) == "清溪村家庭人口花名册_2025"
    assert "内部资料" in file_stem(families, order("people", unmasked=PURPOSE))
