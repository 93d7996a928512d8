# SPDX-License-Identifier: MIT
"""The command register-paper: papers of the records of a year, of named ones, blank; and what is out of date of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.documents.registers.caring import cared_for, needed
from tests.documents.registers.conftest import claim, household, project
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store.file import open_file

if TYPE_CHECKING:
    from tests.cli.conftest import Cli


@pytest.fixture
def booked(file: Path) -> Path:
    with open_file(file, "") as store:
        project(store)
        project(store, name="村小学饮水点", year=2024, content="联系13800000021")
        claim(store)
    return file


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_records_of_the_working_year_are_printed_or_those_of_another(
    cli: Cli, booked: Path, tmp_path: Path
) -> None:
    made = cli("register-paper", booked, "project_card", "--out", tmp_path / "a", "--json")
    assert made.code == 0
    assert len(made.json["files"]) == 1
    assert names(tmp_path / "a") == {"清溪村-项目卡-三组至五组入户路硬化.docx"}
    cli("register-paper", booked, "project_card", "--out", tmp_path / "b", "--year", 2024)
    assert names(tmp_path / "b") == {"清溪村-项目卡-村小学饮水点.docx"}


def test_fonts_that_are_not_there_are_said_beside_the_result(
    cli: Cli, booked: Path, tmp_path: Path, few_fonts: str
) -> None:
    for blank in ((), ("--blank",)):
        told = cli("register-paper", booked, "project_card", "--out", tmp_path / "a", *blank)
        assert told.err.count(few_fonts) == 1
        assert "字体" not in told.out


def test_a_record_is_printed_by_its_name_and_what_is_kept_off_a_public_paper_is_said(
    cli: Cli, booked: Path, tmp_path: Path
) -> None:
    ordered = ("register-paper", booked, "project_board", "--out", tmp_path / "a", "--record", "村小学饮水点")
    made = cli(*ordered)
    assert names(tmp_path / "a") == {"清溪村-项目公示牌-村小学饮水点.docx"}
    assert "“建设内容”里的电话号码" in made.err
    assert cli(*ordered, "--json").json["notes"][0]["paper"] == "项目公示牌 村小学饮水点"


def test_a_name_that_no_record_has_is_told_with_those_that_there_are_and_nothing_is_printed(
    cli: Cli, booked: Path, tmp_path: Path
) -> None:
    ordered = ("register-paper", booked, "project_card", "--out", tmp_path / "a", "--record", "村小学饮水点")
    ran = cli(*ordered, "--record", "村小学饮水")
    assert ran.code != 0
    assert "没有名称为“村小学饮水”的记录" in ran.err
    assert "村小学饮水点" in ran.err
    assert not (tmp_path / "a").exists()


def test_blank_forms_are_about_no_record(cli: Cli, booked: Path, tmp_path: Path) -> None:
    assert cli("register-paper", booked, "claim_form", "--out", tmp_path / "a", "--blank").code == 0
    assert names(tmp_path / "a") == {"帮扶项目认领书（空白表）.docx"}
    assert cli("register-paper", booked, "claim_form", "--out", tmp_path, "--blank", "--record", "x").code == 2


def test_what_is_not_there_is_said_in_a_sentence(cli: Cli, booked: Path, tmp_path: Path) -> None:
    assert "project_card" in cli("register-paper", booked, "nothing", "--out", tmp_path).err
    assert "没有要打印的记录" in cli("register-paper", booked, "claim_form", "--out", tmp_path, "--year", 2020).err
    assert "提供给" in cli("register-paper", booked, "claim_form", "--out", tmp_path, "--reason", "核对名单").err


def test_the_command_stale_tells_of_papers_of_books_too(cli: Cli, booked: Path, tmp_path: Path) -> None:
    cli("register-paper", booked, "project_card", "--out", tmp_path / "a")
    assert cli("stale", booked).code == 0
    with open_file(booked, "") as store, store.change("改") as change:
        row = store.value("SELECT id FROM project WHERE year = 2025")
        change.put("project", row, {"place": "四组"})
    told = cli("stale", booked, "--json")
    assert told.code == 1
    (one,) = told.json["books"]
    assert (one["paper"], one["record"], one["changed"]) == ("project_card", row, ["项目：建设地点"])
    assert "项目卡" in cli("stale", booked).out


@pytest.fixture
def stale_books(cli: Cli, booked: Path, tmp_path: Path) -> Path:
    """A project card and the ledgers of the year were printed, the latter with a purpose; both are out of date since."""
    with open_file(booked, "") as store:
        village = store.value("SELECT id FROM village")
        facts = {"village": village, "date": "2025-03-01", "ledger": "appeal", "content": "路灯不亮"}
        save_records(store, "诉求", [Edit("matter", "", facts)])
    cli("register-paper", booked, "project_card", "--out", tmp_path / "a")
    why = ("--for", "镇民政办", "--reason", "核对台账内容")
    assert cli("register-paper", booked, "matter_ledgers", "--out", tmp_path / "a", *why).code == 0
    with open_file(booked, "") as store, store.change("改") as change:
        change.put("project", store.value("SELECT id FROM project WHERE year = 2025"), {"place": "四组"})
        change.put("matter", store.value("SELECT id FROM matter"), {"content": "路灯不亮，已报修"})
    return booked


def test_stale_papers_of_books_are_printed_again_into_their_folder_the_sensitive_ones_for_a_purpose_only(
    cli: Cli, stale_books: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "a"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ordered = ("stale", stale_books, "--reprint", tmp_path / "out", "--books-to", folder)
    made = cli(*ordered, "--json")
    assert made.code == 1  # the ledgers print what needs an entry in the export log
    assert [Path(one).name for one in made.json["books_reprinted"]["files"]] == [
        "清溪村-项目卡-三组至五组入户路硬化.docx"
    ]
    assert "诉求内容" in made.json["books_reprinted"]["refused"][0]["reason"]
    assert "要写明提供给谁和原因" in made.err
    assert not (tmp_path / "out").exists()
    made = cli(*ordered, "--for", "镇民政办", "--reason", "核对台账内容")
    assert made.code == 0
    assert "已重新打印1份台账文书" in made.out
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert now.keys() == before.keys()
    assert all(now[name] != before[name] for name in now)
    assert cli("stale", stale_books).code == 0
    with open_file(stale_books, "") as store:
        assert store.value("SELECT count(*) FROM export_entry") == 2


def test_fonts_that_papers_of_books_lack_are_said_when_they_are_printed_again(
    cli: Cli, stale_books: Path, tmp_path: Path, few_fonts: str
) -> None:
    again = cli("stale", stale_books, "--only", "books", "--reprint", tmp_path / "again")
    assert again.err.count(few_fonts) == 1


def test_stale_lists_only_the_papers_of_households_or_of_books_if_asked(cli: Cli, stale_books: Path) -> None:
    assert len(cli("stale", stale_books, "--only", "books", "--json").json["books"]) == 2
    assert cli("stale", stale_books, "--only", "households").code == 0
    assert cli("stale", stale_books, "--books-to", "x").code == 2
    told = cli("stale", stale_books).out
    assert "2025年整本台账　2025年三本台账" in told
    assert "2份过期：台账文书2份。" in told


def test_an_anonymous_donor_is_named_neither_by_the_list_nor_by_the_file(
    cli: Cli, booked: Path, tmp_path: Path
) -> None:
    with open_file(booked, "") as store:
        village = store.value("SELECT id FROM village")
        edits = [
            Edit("donor", "", {"village": village, "name": "罗小明", "anonymous": True}, "d"),
            Edit("donation", "", {"village": village, "donor": "@d", "receipt_no": "JZ9", "date": "2025-03-01"}, "g"),
        ]
        gift = save_records(store, "捐赠", edits).ids["g"]
    cli("register-paper", booked, "donation_certificate", "--out", tmp_path / "a")
    assert names(tmp_path / "a") == {"清溪村-捐赠证书-JZ9.docx"}
    with open_file(booked, "") as store:
        save_records(store, "改", [Edit("donation", gift, {"amount": 100_00})])
    told = cli("stale", booked)
    assert "JZ9　捐赠证书" in told.out
    assert "罗小明" not in told.out + cli("stale", booked, "--json").out


def test_papers_of_people_in_special_hardship_need_a_purpose_and_the_list_of_needs_none(
    cli: Cli, file: Path, tmp_path: Path
) -> None:
    with open_file(file, "") as store:
        cared_for(store, [household(store, head, "3") for head in ("王大山", "李四", "张秀英")])
        needed(store, [row for (row,) in store.query("SELECT id FROM household ORDER BY id")])
    refused = cli("register-paper", file, "special_form", "--out", tmp_path / "a")
    assert refused.code != 0
    assert "困难类型" in refused.err
    assert "肺癌" not in refused.err
    for key, count in (("special_form", 2), ("appraisal_form", 2), ("care_plan_form", 1)):
        out = tmp_path / key
        ordered = ("register-paper", file, key, "--out", out, "--for", "示范镇", "--reason", "核对评估材料")
        assert cli(*ordered).code == 0
        assert len(names(out)) == count
    assert cli("register-paper", file, "need_list", "--out", tmp_path / "b").code == 0
    assert names(tmp_path / "b") == {"清溪村-2025年帮扶需求清单.docx"}
    with open_file(file, "") as store:
        assert store.value("SELECT count(*) FROM export_entry") == 5
