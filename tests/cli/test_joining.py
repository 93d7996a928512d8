# SPDX-License-Identifier: MIT
"""lookalikes, join, part: what they list, what they refuse and that undo takes them back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from villagedesk.models.values.identity import check_digit
from villagedesk.models.values.masks import masked_paper
from villagedesk.services.opening.files import village_id
from villagedesk.store.file import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

V1 = village_id("510199100201")


def number(sequence: int) -> str:
    seventeen = f"51019919740224{sequence:03d}"
    return seventeen + check_digit(seventeen)


@pytest.fixture
def doubled(file: Path) -> Path:
    """肖慧 in two households; only the second record has a telephone, and the two live in different groups."""
    with open_file(file, "") as store, store.change("登记") as change:
        for key, group in (("a", "1组"), ("b", "2组")):
            change.put("household", f"h{key}", {"village": V1, "group": group})
            change.put("member", f"head{key}", {"household": f"h{key}", "name": f"户主{key}", "position": 0})
            change.put("member_year", f"y{key}", {"member": f"head{key}", "year": 2025, "relation": "head"})
            facts = {"household": f"h{key}", "name": "肖慧", "birth": "1974-02-24", "position": 1}
            change.put("member", key, facts)
        change.put("member", "b", {"phone": "13700000001"})
    return file


def edit(path: Path, row: str, **values: object) -> None:
    with open_file(path, "") as store, store.change("改") as change:
        change.put("member", row, values)


def fact(path: Path, row: str, column: str) -> object:
    with open_file(path, "") as store:
        return store.value(f'SELECT "{column}" FROM member WHERE id = ? AND removed IS NULL', (row,))


def test_lookalikes_gives_the_ids_that_join_takes(cli: Cli, doubled: Path) -> None:
    found = cli("lookalikes", doubled, "--json").json
    (pair,) = found["pairs"]
    assert (found["count"], pair["likeness"], pair["reason"]) == (1, "same_name_and_birth", "姓名和出生日期相同")
    assert (pair["one"]["id"], pair["one"]["group"], pair["other"]["id"]) == ("a", "1组", "b")
    told = cli("lookalikes", doubled).out
    assert "b  肖慧  1974年  清溪村 2组 户主b户" in told
    whole = cli("lookalikes", doubled, "--unmasked", "--for", "清溪村委会", "--reason", "核对证件").out
    assert "b  肖慧  1974-02-24  清溪村 2组 户主b户" in whole
    (entry,) = cli("export-log", doubled, "--json").json["entries"]
    assert (entry["recipient"], entry["people"]) == ("清溪村委会", 2)
    assert entry["file_hash"] == hashlib.sha256(whole.encode()).hexdigest()
    assert "共1对" in told
    assert cli("lookalikes", doubled, "--village", "清溪村", "--json").json["count"] == 1
    assert "没有疑似同一人的记录" in cli("lookalikes", doubled, "--village", "白云村").out
    joined = cli("join", doubled, pair["one"]["id"], pair["other"]["id"])
    assert joined.code == 0, joined.err
    assert "已并为一人，保留“肖慧”（清溪村 1组 户主a户）" in joined.out
    assert cli("lookalikes", doubled, "--json").json == {"count": 0, "pairs": []}
    assert (fact(doubled, "a", "phone"), fact(doubled, "b", "name")) == ("13700000001", None)


def test_a_join_is_undone_by_undo_and_a_later_one_taken_apart_by_part(cli: Cli, doubled: Path) -> None:
    before = cli("dump", doubled).out
    cli("join", doubled, "a", "b")
    assert cli("undo", doubled).code == 0
    assert cli("dump", doubled).out == before
    cli("join", doubled, "a", "b")
    edit(doubled, "a", sex="2")
    parted = cli("part", doubled, "b", "--json")
    assert parted.code == 0, parted.err
    assert parted.json["parted"]
    assert (fact(doubled, "a", "phone"), fact(doubled, "b", "phone")) == (None, "13700000001")
    again = cli("part", doubled, "b")
    assert again.code == 1
    assert "没有并入其他人" in again.err


def test_a_preview_compares_and_writes_nothing(cli: Cli, doubled: Path) -> None:
    edit(doubled, "a", phone="13700000009")
    before = doubled.read_bytes()
    shown = cli("join", doubled, "a", "b", "--preview")
    assert shown.code == 0
    assert "≠ 成员联系电话  137****0009 | 137****0001" in shown.out
    assert "没有写入" in shown.out
    told = cli("join", doubled, "a", "b", "--preview", "--json").json
    assert not told["joined"]
    assert [one["field"] for one in told["differences"] if one["differs"]] == ["成员联系电话"]
    assert doubled.read_bytes() == before


def test_whole_numbers_and_birthdays_stay_out_of_what_a_join_prints(cli: Cli, doubled: Path) -> None:
    edit(doubled, "a", id_no=number(2))
    edit(doubled, "b", id_no=number(4))
    for how in (["--preview"], ["--preview", "--json"], []):
        told = cli("join", doubled, "a", "b", *how)
        said = told.out + told.err
        assert masked_paper(number(2)) in said
        assert not [whole for whole in (number(2), number(4), "1974-", "13700000001") if whole in said]


def test_who_moved_is_kept_in_the_household_of_the_other(cli: Cli, doubled: Path) -> None:
    joined = cli("join", doubled, "a", "b", "--moves")
    assert "清溪村 2组 户主b户" in joined.out
    assert fact(doubled, "a", "household") == "hb"


def test_two_right_numbers_are_joined_only_with_confirm(cli: Cli, doubled: Path) -> None:
    edit(doubled, "a", id_no=number(2))
    edit(doubled, "b", id_no=number(4))
    before = doubled.read_bytes()
    refused = cli("join", doubled, number(2), number(4))
    assert refused.code == 1
    assert "两人的证件号码都有效而且不同" in refused.err
    assert "--confirm" in refused.err
    assert doubled.read_bytes() == before
    assert cli("join", doubled, number(2), number(4), "--confirm").code == 0
    assert fact(doubled, "b", "name") is None


def test_spouses_and_one_with_oneself_are_refused_even_with_confirm(cli: Cli, doubled: Path) -> None:
    with open_file(doubled, "") as store, store.change("改") as change:
        change.put("member_year", "ya2", {"member": "a", "year": 2025, "relation": "spouse"})
    for pair, why in ((("heada", "a"), "不能并为一人"), (("a", "a"), "同一条记录")):
        refused = cli("join", doubled, *pair, "--confirm")
        assert refused.code == 1
        assert why in refused.err
        assert "--confirm" not in refused.err
    assert fact(doubled, "a", "name") == "肖慧"


def test_a_name_that_several_bear_or_nobody_is_refused_with_the_ids(cli: Cli, doubled: Path) -> None:
    refused = cli("join", doubled, "肖慧", "b")
    assert refused.code == 1
    assert "“肖慧”有2名家庭成员" in refused.err
    assert "a（肖慧，清溪村 1组 户主a户）" in refused.err
    nobody = cli("join", doubled, "a", "查无此人")
    assert nobody.code == 1
    assert "为“查无此人”的家庭成员" in nobody.err
    assert cli("join", doubled, "户主a", "户主b", "--preview").code == 0


def test_who_was_joined_and_edited_elsewhere_gives_the_new_edits_to_the_winner(cli: Cli, doubled: Path) -> None:
    cli("join", doubled, "a", "b")
    with open_file(doubled, "") as store, store.change("别处改") as change:
        change.settle("member", "b", "removed", [None])
        change.put("member", "b", {"phone": "13700000007"})
    (pair,) = cli("lookalikes", doubled, "--json").json["pairs"]
    assert (pair["likeness"], pair["one"]["id"], pair["other"]["id"]) == ("edited", "b", "a")
    carried = cli("join", doubled, "a", "b")
    assert carried.code == 0, carried.err
    assert "新修改已带到“肖慧”" in carried.out
    assert (fact(doubled, "a", "phone"), fact(doubled, "b", "name")) == ("13700000007", None)
