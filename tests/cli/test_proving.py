# SPDX-License-Identifier: MIT
"""check, stats, dump: they tell the truth about a file and leave it as it is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from villagedesk.services.opening.files import open_village_file
from villagedesk.store import engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Cli = Callable[..., Any]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_check_proves_a_sound_file_and_counts_findings_without_failing(cli: Cli, tmp_path: Path) -> None:
    from villagedesk.demo.practice import make_practice_file

    path = make_practice_file(tmp_path / "p")
    before = digest(path)
    ran = cli("check", path, "--json")
    assert ran.code == 0
    assert ran.json["ok"] is True
    assert ran.json["faults"] == []
    assert ran.json["findings"]["errors"] == ran.json["findings"]["by_code"]["A01"] > 0
    assert {"batches", "changes", "rows", "conflicts"} <= set(ran.json)
    assert digest(path) == before


def test_check_fails_where_a_table_was_changed_behind_the_log(cli: Cli, filled: Path) -> None:
    connection = engine.connect(filled, None)
    connection.execute("UPDATE household SET phone = '13999999999' WHERE hh_no = '51019900010001'")
    connection.close()
    ran = cli("check", filled, "--json")
    assert ran.code == 1
    assert ran.json["ok"] is False
    assert any(fault.startswith("户（标识 ") for fault in ran.json["faults"])


def test_check_names_whose_photo_is_lost_and_what_to_do(cli: Cli, filled: Path) -> None:
    with open_village_file(filled, "") as store, store.change("照片") as change:
        household = store.value("SELECT id FROM household ORDER BY id LIMIT 1")
        change.put("household", household, {"head_photo": "ab" * 32})
    ran = cli("check", filled)
    assert ran.code == 0
    assert "有1处照片不在文件里" in ran.out
    assert "请重新添加" in ran.out
    (line,) = (line for line in ran.out.splitlines() if "户主照片" in line)
    assert household not in line  # people know households by their heads
    (lost,) = cli("check", filled, "--json").json["lost"]
    assert line.split()[0] == lost["whose"]


def test_check_says_in_plain_words_what_to_do_about_a_fault(cli: Cli, filled: Path) -> None:
    connection = engine.connect(filled, None)
    connection.execute("UPDATE batch SET label = '别的' WHERE seq = 2")
    connection.close()
    ran = cli("check", filled)
    assert ran.code == 1
    assert "请用最近的备份恢复" in ran.out
    assert "可能被改动过" in ran.out


@pytest.mark.parametrize("command", ["check", "stats", "dump", "backup", "undo"])
@pytest.mark.parametrize(("first", "last"), [(1, 2), (3, 12), (20, 60)])
def test_a_damaged_file_gets_a_sentence_with_the_way_back(
    cli: Cli, filled: Path, command: str, first: int, last: int
) -> None:
    content = bytearray(filled.read_bytes())
    content[4096 * first : 4096 * last] = bytes(4096 * (last - first))
    filled.write_bytes(content)
    ran = cli(command, filled)
    assert "程序内部出错" not in ran.err
    if ran.code:
        assert "备份" in ran.out + ran.err
    assert ran.code == 1 or command not in {"check", "backup"}, "the others notice what they read"


def test_stats_count_what_was_imported(cli: Cli, filled: Path) -> None:
    ran = cli("stats", filled, "--json")
    assert ran.code == 0
    assert ran.json["households"] == 46
    assert ran.json["members"] == 133
    assert (ran.json["name"], ran.json["year"], ran.json["scope"]) == ("清溪村", 2025, "village")
    assert "户  46" in cli("stats", filled).out


def test_dump_is_sorted_ends_lines_alike_and_changes_nothing(cli: Cli, filled: Path) -> None:
    before = digest(filled)
    ran = cli("dump", filled)
    assert ran.code == 0
    assert "\r" not in ran.out
    members = [line for line in ran.out.splitlines() if line.startswith("member\t")]
    assert members == sorted(members)
    assert digest(filled) == before


def test_equal_facts_give_equal_dumps_whoever_made_them(cli: Cli, filled: Path, roster: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.village"
    cli("new", other, "--village", "清溪村", "--code", "510199100201", "--year", "2025", "--no-passphrase")
    cli("import", other, roster)
    cli("undo", other)
    cli("redo", other)
    assert cli("dump", other).out == cli("dump", filled).out


def test_dump_ends_with_the_findings(cli: Cli, filled: Path) -> None:
    with open_village_file(filled, "") as store, store.change("试") as change:
        member = store.value("SELECT id FROM member ORDER BY id LIMIT 1")
        change.put("member", member, {"id_no": None})
    lines = cli("dump", filled).out.splitlines()
    findings = [line for line in lines if line.startswith("finding\t")]
    assert f"finding\tA01\tmember\t{member}\tid_no" in findings
    assert lines[-len(findings) :] == sorted(findings)


def test_stats_and_dump_as_of_a_day_say_which_and_change_nothing(cli: Cli, filled: Path) -> None:
    before = digest(filled)
    with open_village_file(filled, "") as store:
        today = store.clock().date().isoformat()
    now = cli("stats", filled, "--json").json
    same = cli("stats", filled, "--as-of", today, "--json").json
    assert {key: same[key] for key in now} == now
    assert same["as_of"] == today
    ago = cli("stats", filled, "--as-of", "2020-12-31", "--json").json
    assert (ago["households"], ago["changes"], ago["year"]) == (0, 0, 2020)
    assert "截至2020-12-31已录入的内容" in cli("stats", filled, "--as-of", "2020年12月31日").out
    assert cli("dump", filled, "--as-of", today).out == cli("dump", filled).out
    assert cli("dump", filled, "--as-of", "2020-12-31").out == ""
    assert digest(filled) == before


def test_the_two_clocks_of_stats_differ(cli: Cli, filled: Path) -> None:
    with open_village_file(filled, "") as store, store.change("婚入") as change:
        household = store.value("SELECT id FROM household ORDER BY id LIMIT 1")
        change.put("member", "m-new", {"household": household, "name": "新人", "joined": "2025-05-03"})
        today = store.clock().date().isoformat()

    def members(*day: str) -> int:
        return int(cli("stats", filled, *day, "--json").json["members"])

    assert members("--on", "2025-05-02") + 1 == members("--on", "2025-05-03")
    assert members("--on", "2025-05-03", "--as-of", today) == members("--on", "2025-05-03")


@pytest.mark.parametrize(("option", "day"), [("--as-of", "2025"), ("--on", "2099-01-01"), ("--as-of", "昨天")])
def test_a_day_that_is_none_gets_a_sentence(cli: Cli, filled: Path, option: str, day: str) -> None:
    ran = cli("stats", filled, option, day)
    assert ran.code == 1
    assert day in ran.err
