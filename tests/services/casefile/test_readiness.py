# SPDX-License-Identifier: MIT
"""The readiness sheet over a real file: rules of the region and year, evidence of the year, lines that the office set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from villagedesk.errors import Refused
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.lines import regions_of
from villagedesk.models.readiness import Verdict
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.readiness import (
    attach,
    household_sheets,
    photo_facts,
    record_check,
    village_sheets,
)
from villagedesk.services.keeping.pictures import load_picture, taken_on
from villagedesk.services.keeping.records import Edit, remove_record, save_records, undo_last
from villagedesk.services.opening.files import village_id
from villagedesk.services.standards.lines import line_finder
from villagedesk.store import pictures, reads
from villagedesk.store.erasing import erase

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile
    from villagedesk.services.casefile.readiness import Sheet, SheetLine
    from villagedesk.store.store import Store

VILLAGE = village_id("510199100201")
PROVINCE = {"province": "四川省"}


@pytest.fixture
def household(store: Store) -> str:
    save_records(store, "村", [Edit("village", VILLAGE, PROVINCE)])
    edits = [
        Edit("household", "", {"village": VILLAGE}, "h"),
        Edit("household_year", "", {"household": "@h", "year": 2016, "food_secure": True, "house_grade": "C"}),
        Edit("member", "", {"household": "@h", "name": "高凤珍"}, "m"),
    ]
    return save_records(store, "户", edits).ids["h"]


def case_of(store: Store, household: str, year: int = 2016) -> CaseFile:
    found = load_casefile(store, household, year)
    assert found is not None
    return found


def line_of(sheets: tuple[Sheet, ...], key: str) -> SheetLine:
    return next(one for one in sheets[0].lines if one.id == key)


def photo(path: Path, **tags: str) -> Path:
    picture = Image.new("RGB", (40, 30), "green")
    exif = picture.getexif()
    if "taken" in tags:
        exif.get_ifd(0x8769)[0x9003] = tags["taken"]
    if "written" in tags:
        exif[0x0132] = tags["written"]
    picture.save(path, exif=exif)
    return path


def test_the_rules_of_the_province_and_year_are_judged(store: Store, household: str) -> None:
    sheets = household_sheets(store, case_of(store, household))
    assert [one.rules.label for one in sheets] == ["一超六有", "一超两不愁三保障"]
    assert line_of(sheets, "food").standing.verdict is Verdict.MET
    assert line_of(sheets, "housing").standing.verdict is Verdict.NOT_MET
    assert line_of(sheets, "clothing").standing.verdict is Verdict.UNKNOWN


def test_evidence_stands_at_its_rule_and_in_its_year_only(store: Store, household: str) -> None:
    facts = {"year": 2016, "criterion": "housing", "title": "鉴定书", "date": "2016-05-01"}
    attach(store, "attachment", household, facts, "高凤珍")
    sheets = household_sheets(store, case_of(store, household))
    assert [one.title for one in line_of(sheets, "housing").evidence] == ["鉴定书"]
    assert line_of(sheets, "housing").lacking == ""
    assert line_of(sheets, "food").lacking == "入户核实表、照片"
    assert line_of(sheets, "housing").standing.verdict is Verdict.NOT_MET, "a paper changes no fact"
    assert line_of(household_sheets(store, case_of(store, household, 2017)), "housing").evidence == ()
    undo_last(store)
    assert line_of(household_sheets(store, case_of(store, household)), "housing").evidence == ()


@pytest.mark.parametrize("facts", [{"date": "2016-05-01"}, {"title": "鉴定书"}, {"title": "", "photo": "ab"}])
def test_evidence_without_a_title_or_without_anything_to_show_is_refused(
    store: Store, household: str, facts: dict[str, str]
) -> None:
    with pytest.raises(Refused):
        attach(store, "attachment", household, {"year": 2016, "criterion": "housing", **facts})
    assert case_of(store, household).attachments == ()


def test_a_finding_is_kept_once_for_a_rule_and_year_and_changes_no_verdict(store: Store, household: str) -> None:
    record_check(store, case_of(store, household), "housing", {"method": "visit", "opinion": "房屋安全"})
    record_check(store, case_of(store, household), "housing", {"opinion": "还没有改造"})
    line = line_of(household_sheets(store, case_of(store, household)), "housing")
    assert line.check is not None
    assert (line.check.method, line.check.opinion) == ("visit", "还没有改造")
    assert line.standing.verdict is Verdict.NOT_MET
    assert case_of(store, household, 2017).checks == ()


def test_a_finding_from_the_recycle_bin_brings_no_opinion_back(store: Store, household: str) -> None:
    record_check(store, case_of(store, household), "housing", {"method": "visit", "opinion": "房屋安全"})
    remove_record(store, "readiness_note", case_of(store, household).checks[0].id, "登记错了", "删除")
    record_check(store, case_of(store, household), "housing", {"method": "papers"})
    (found,) = case_of(store, household).checks
    assert (found.method, found.opinion) == ("papers", None)


def test_the_day_that_a_camera_wrote_is_kept_as_a_fact_and_leaves_the_picture(store: Store, tmp_path: Path) -> None:
    path = photo(tmp_path / "房.jpg", taken="2016:05:03 10:11:12", written="2020:01:01 00:00:00")
    facts = photo_facts(store, path)
    assert facts["taken_on"] == "2016-05-03"
    kept = load_picture(store, str(facts["photo"]))
    assert kept is not None
    copy = tmp_path / "出.jpg"
    copy.write_bytes(kept)
    assert taken_on(copy) is None


@pytest.mark.parametrize(
    ("tags", "day"),
    [
        ({"written": "2016:05:04 10:11:12"}, "2016-05-04"),
        ({"taken": "0000:00:00 00:00:00"}, None),
        ({"taken": "昨天"}, None),
        ({}, None),
    ],
)
def test_a_photo_without_a_sensible_day_gets_none(tmp_path: Path, tags: dict[str, str], day: str | None) -> None:
    assert taken_on(photo(tmp_path / "房.jpg", **tags)) == day


def test_a_file_that_is_no_picture_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "假.jpg").write_bytes(b"no picture")
    with pytest.raises(Refused, match="不是照片"):
        photo_facts(store, tmp_path / "假.jpg")
    assert pictures.hashes(store) == frozenset()


def test_the_line_of_the_nearest_region_holds_and_one_of_no_year_where_there_is_none_of_the_year(store: Store) -> None:
    find = line_finder(store, ("示范县", "四川省"))
    age = find("check_c03_to", 2016)
    assert age is not None
    assert age.value == 15
    county = {"name": "check_l07_rate", "year": 2016, "region": "示范县", "value": 2, "unit": "%"}
    save_records(store, "标准", [Edit("line", "", county)])
    rate = line_finder(store, ("示范县", "四川省"))("check_l07_rate", 2016)
    assert rate is not None
    assert rate.value == 2
    assert find("no_such_line", 2016) is None


@pytest.mark.parametrize(("poor", "verdict"), [(29, Verdict.MET), (30, Verdict.NOT_MET), (31, Verdict.NOT_MET)])
def test_a_village_must_be_below_three_percent(store: Store, poor: int, verdict: Verdict) -> None:
    facts = {"village": VILLAGE, "year": 2016, "poor_people": poor, "registered_people": 1000}
    save_records(store, "村", [Edit("village", VILLAGE, PROVINCE), Edit("village_year", "", facts)])
    village = reads.get(store, Village, VILLAGE)
    assert village is not None
    assert regions_of(village)[-1] == "四川省"
    (year,) = reads.of_owner(store, VillageYear, VILLAGE, 2016)
    attach(store, "village_attachment", VILLAGE, {"year": 2016, "criterion": "clinic", "title": "许可", "date": "2016"})
    sheet, _of_country = village_sheets(store, village, year)
    assert sheet.rules.label == "一低五有"
    assert line_of((sheet,), "poverty_rate").standing.verdict is verdict
    assert "÷1,000" in line_of((sheet,), "poverty_rate").standing.actual.replace("÷1000", "÷1,000")
    assert [one.title for one in line_of((sheet,), "clinic").evidence] == ["许可"]


def test_a_member_who_is_erased_takes_evidence_about_him_along(store: Store, household: str, tmp_path: Path) -> None:
    member = case_of(store, household).people[0].member.id
    picture = photo_facts(store, photo(tmp_path / "证.jpg"))
    facts = {"year": 2016, "criterion": "medical", "title": "残疾证", **picture, "member": member}
    attach(store, "attachment", household, facts)
    attach(
        store, "attachment", household, {**facts, "member": None, "photo": None, "title": "房", "date": "2016-05-01"}
    )
    erase(store, "member", member, "本人申请")
    assert [one.title for one in case_of(store, household).attachments] == ["房"]
    assert pictures.hashes(store) == frozenset()
