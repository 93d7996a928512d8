# SPDX-License-Identifier: MIT
"""What a village's file says of other villages' households is listed before and after the merge (merge.md A4 rule 11)."""

from __future__ import annotations

import pytest

from tests.conftest import TOWNSHIP
from tests.merge.conftest import merge, put, remove
from tests.merge.test_return_file import FIRST, SECOND, V1, V2, family
from villagedesk.merge import outside
from villagedesk.merge.gathering import gather
from villagedesk.merge.incoming import private_folder
from villagedesk.merge.outside import with_lines
from villagedesk.merge.plan import plan_merge
from villagedesk.merge.report import Report
from villagedesk.store import arrivals, erasing, undo


@pytest.fixture
def mixed(laptops):
    """A township with two villages; the first village has got the second one's households too, and may edit them."""
    first, second = laptops("v1", FIRST), laptops("v2", SECOND)
    township = laptops("t", TOWNSHIP)
    family(first, "xiao", "肖辉", V1, "13800000001")
    family(second, "zeng", "曾大明", V2, "13800000002")
    put(second, "member_year", "y-zeng", member="m-zeng", year=2025, relation="head")
    merge(township, first.path, second.path)
    merge(first, second.path)
    return first, second, township


def preview(store, path):
    with private_folder() as folder:
        (report,) = plan_merge(store, gather(store, [path], folder)).report.files
    return report


WRITER = "（v1的人 v1的电脑 2026-03-02 12:00）"


def test_household_field_both_values_and_author_stand_in_preview_report_and_kept_report(mixed):
    first, _second, township = mixed
    put(first, "household", "h-zeng", phone="13700000009")
    put(first, "member_year", "y-zeng", low_income="rural")
    put(first, "household", "h-xiao", phone="13700000001")
    before = preview(township, first.path)
    assert (before.outside, before.outside_changes) == (1, 2)
    phone, benefit = before.outside_lines
    assert phone == f"石桥村 1组 曾大明 联系电话：原为“13800000002”，改为“13700000009”{WRITER}"
    assert before.outside_hidden[0] == f"石桥村 1组 曾大明 联系电话：原为“138****0002”，改为“137****0009”{WRITER}"
    assert "石桥村 1组 曾大明" in benefit
    assert benefit.endswith(WRITER)
    text = "\n".join(Report((before,)).lines())
    assert "改动了其他村的户1户，共2处" in text
    assert phone in text
    merged = merge(township, first.path)
    assert merged.report.files == (before,)
    kept = arrivals.arrivals(township)[0].report
    assert "13700000009" not in kept
    assert "曾大明" not in kept
    assert with_lines(township, Report.from_json(kept)).files[0].outside_lines == before.outside_lines


def test_own_households_and_files_without_anything_of_others_are_not_listed(mixed):
    first, second, township = mixed
    put(first, "household", "h-xiao", phone="13700000001")
    put(first, "cadre", "c-xiao", name="帮肖辉的人")
    assert preview(township, first.path).outside_names == []
    merge(township, first.path)
    put(second, "household", "h-zeng", phone="13700000001")
    found = preview(township, second.path)
    assert (found.outside, found.outside_lines) == (0, [])
    assert "其他村" not in "\n".join(Report((found,)).lines())


def test_new_persons_removals_and_what_was_taken_over_are_listed_too(mixed):
    first, _second, township = mixed
    put(first, "member", "m-new", household="h-zeng", name="高凤珍")
    remove(first, "visit", "v-zeng", "重复登记")
    put(first, "member", "m-zeng", household="h-xiao")
    found = preview(township, first.path)
    assert (found.outside, found.outside_changes) == (1, 3)
    born, gone, taken = found.outside_lines
    assert "高凤珍 （新增）：高凤珍" in born
    assert "（删除）：重复登记" in gone
    assert "曾大明" in taken
    put(first, "household", "h-zeng", village=V1)
    found = preview(township, first.path)
    assert found.outside == 1
    assert any("清溪村" in line and "石桥村" in line for line in found.outside_lines)


def test_of_many_changes_the_first_are_listed_and_the_rest_counted(mixed, monkeypatch):
    monkeypatch.setattr(outside, "MOST", 2)
    first, _second, township = mixed
    put(first, "household", "h-zeng", phone="13700000009", address="河坝1号", note="核对过")
    found = preview(township, first.path)
    assert (found.outside_changes, len(found.outside_lines), len(found.outside_names)) == (3, 2, 2)
    assert "另有1处没有列出" in "\n".join(Report((found,)).lines())


def test_nothing_is_listed_any_more_of_what_was_undone_or_erased(mixed):
    first, _second, township = mixed
    put(first, "member", "m-zeng", phone="13700000009")
    put(first, "household", "h-zeng", phone="13700000008")
    merge(township, first.path)
    kept = Report.from_json(arrivals.arrivals(township)[0].report)
    assert len(with_lines(township, kept).files[0].outside_lines) == 2
    erasing.erase(township, "member", "m-zeng", "本人申请")
    told = "\n".join(with_lines(township, kept).files[0].outside_lines)
    assert "13700000008" in told
    assert "13700000009" not in told
    assert "曾大明" not in told


def test_an_undone_merge_lists_nothing(mixed):
    first, _second, township = mixed
    put(first, "household", "h-zeng", phone="13700000008")
    merge(township, first.path)
    kept = Report.from_json(arrivals.arrivals(township)[0].report)
    undo.undo(township)
    assert with_lines(township, kept).files[0].outside_lines == []


def test_a_whole_new_household_of_another_village_is_counted_with_the_facts_of_its_years(mixed):
    first, _second, township = mixed
    put(first, "household", "h-gao", village=V2, group="3组")
    put(first, "member", "m-gao", household="h-gao", name="高凤珍")
    put(first, "member_year", "y-gao", member="m-gao", year=2025, relation="head")
    found = preview(township, first.path)
    assert (found.outside, found.outside_changes) == (1, 3)
    assert merge(township, first.path).report.files == (found,)


def test_a_report_that_is_saved_or_printed_masks_numbers_and_is_kept_with_none_of_them(mixed):
    first, _second, township = mixed
    put(first, "household", "h-zeng", phone="13700000009")
    merge(township, first.path)
    kept = arrivals.arrivals(township)[0].report
    assert "137" not in kept
    report = with_lines(township, Report.from_json(kept))
    assert "改为“13700000009”" in "\n".join(report.lines())
    saved = "\n".join(report.hidden().lines())
    assert "改为“137****0009”" in saved
    assert "13700000009" not in saved
