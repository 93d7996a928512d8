# SPDX-License-Identifier: MIT
"""The command findings."""

from __future__ import annotations

import pytest

from tests.conftest import VILLAGE
from villagedesk.services.doubts import exemptions, judging
from villagedesk.services.doubts import findings as doubts


@pytest.fixture
def file(new_store):
    """A village file in which a boy of 14 is the head; closed, with its path."""
    store = new_store("cli", wanted=VILLAGE)
    with store.change("登记") as change:
        change.put("village", "v2", {"name": "石门村"})
        change.put("household", "h", {"village": "v2", "group": "1组", "phone": "13800001111"})
        change.put("household_year", "hy", {"household": "h", "year": 2025, "attribute": "general"})
        change.put(
            "member",
            "m",
            {
                "household": "h",
                "name": "高大甲",
                "sex": "1",
                "ethnic": "01",
                "birth": "2011-01-01",
                "no_id_reason": "other",
            },
        )
        change.put(
            "member_year",
            "y",
            {"member": "m", "year": 2025, "relation": "head", "health": ("1",), "education": "junior"},
        )
    yield store
    store.close()


def closed(store):
    path = store.path
    store.close()
    return path


def test_doubts_are_listed_by_household_with_their_numbers(cli, file):
    ran = cli("findings", closed(file))
    assert ran.code == 0
    assert "石门村 1组 高大甲户\n" in ran.out
    assert "  B11 [存疑] 高大甲 与户主关系为“户主”，但只有14岁" in ran.out
    assert "B11  1\n" in ran.out


def test_only_what_was_asked_for_is_listed(cli, file):
    path = closed(file)
    assert cli("findings", path, "--rule", "b11", "--json").json["by_code"] == {"B11": 1}
    assert cli("findings", path, "--rule", "B11", "--level", "error").out == "没有发现疑点。\n"
    assert cli("findings", path, "--village", "石门村", "--rule", "B11", "--json").json["count"] == 1
    assert cli("findings", path, "--village", "清溪村", "--rule", "B11", "--json").json["count"] == 0


def test_what_cannot_be_judged_is_listed_on_wish(cli, file):
    path = closed(file)
    (one,) = cli("findings", path, "--rule", "B09", "--unjudged", "--json").json["findings"]
    assert (one["level"], one["entity"], one["field"]) == ("unjudged", "household_year", "stated_size")
    assert cli("findings", path, "--rule", "B09", "--json").json["findings"] == []


def test_exempted_doubts_are_listed_on_wish_and_never_counted(cli, file):
    (one,) = doubts.find(file, judging.Wanted(frozenset({"B11"})))
    exemptions.exempt(file, [one], "由村委会监护")
    path = closed(file)
    assert cli("findings", path, "--rule", "B11").out == "没有发现疑点。\n"
    listed = cli("findings", path, "--rule", "B11", "--exempted", "--json").json
    assert listed["count"] == 0
    assert [line["exempted"] for line in listed["findings"]] == ["由村委会监护"]


def test_an_unknown_number_and_an_unknown_village_are_refused_in_words(cli, file):
    path = closed(file)
    wrong = cli("findings", path, "--rule", "Z99")
    assert wrong.code == 2
    assert "没有编号为“Z99”的疑点" in wrong.err
    nowhere = cli("findings", path, "--village", "河西村")
    assert nowhere.code == 1
    assert "没有叫“河西村”的村" in nowhere.err


def test_numbers_in_findings_are_masked_unless_somebody_says_for_whom_and_why(cli, file):
    with file.change("错号") as change:
        change.put("member", "m", {"id_no": "510199201101010019", "no_id_reason": None})
    path = closed(file)
    masked = cli("findings", path).out
    assert "510199201101010019" not in masked
    refused = cli("findings", path, "--unmasked", "--for", "石门村委会")
    assert (refused.code, refused.out) == (1, "")
    whole = cli("findings", path, "--unmasked", "--for", "石门村委会", "--reason", "逐户核对").out
    assert "510199201101010019" in whole
    (entry,) = cli("export-log", path, "--json").json["entries"]
    assert (entry["recipient"], entry["households"], entry["people"]) == ("石门村委会", 1, 1)


def test_a_number_that_is_not_among_the_doubts_says_where_it_is_seen_to(cli, file):
    elsewhere = cli("findings", closed(file), "--rule", "K07")
    assert elsewhere.code == 1
    assert "K07（打印后资料又有修改）不列在疑点里：“打印的文书”页" in elsewhere.err


def test_another_year_is_judged_by_its_own_facts_and_the_files_working_year_stays(cli, file):
    with file.change("上一年度") as change:
        facts = {"member": "m", "year": 2024, "relation": "head", "health": ("1",), "education": "junior"}
        change.put("member_year", "y24", facts)
    path = closed(file)
    assert "但只有13岁" in cli("findings", path, "--rule", "B11", "--year", "2024").out
    assert "但只有14岁" in cli("findings", path, "--rule", "B11").out
    assert cli("findings", path, "--rule", "B05", "--year", "2023", "--json").json["by_code"] == {"B05": 1}
    assert cli("findings", path, "--rule", "B05", "--json").json["by_code"] == {}
    assert cli("findings", path, "--year", "1999").code == 2
