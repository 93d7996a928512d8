# SPDX-License-Identifier: MIT
"""The commands lines list, lines set and lines remove: what they write, and what they say it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.store.file import open_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.fixture
def visited(filled: Path) -> Path:
    """One household has a helper, who came ten days ago."""
    with open_file(filled, "") as store:
        row = store.value("SELECT id FROM household_list ORDER BY key LIMIT 1")
        today = store.clock().date()
        with store.change("结对") as change:
            change.put("cadre", "c1", {"name": "周明"})
            change.put("pairing", "p1", {"household": row, "cadre": "c1", "start": "2024-01-01", "role": "first"})
            day = today.fromordinal(today.toordinal() - 10).isoformat()
            change.put("visit", "w1", {"household": row, "date": day, "cadre": "c1"})
    return filled


def value(cli: Cli, file: Path, *where: str) -> object:
    (line,) = cli("lines", "list", file, "--item", *where, "--json").json["lines"]
    return line["value"]


def test_an_interval_that_is_set_says_which_visits_are_late_now_and_is_kept(cli: Cli, visited: Path) -> None:
    ran = cli("lines", "set", visited, "走访间隔", "5", "--region", "一般户")
    assert ran.code == 0, ran.err
    assert "已保存：走访间隔 · 一般户。" in ran.out
    assert "走访逾期的现有1户（新增1户、减少0户）" in ran.out
    assert value(cli, visited, "visit_interval", "--region", "一般户") == 5
    back = cli("lines", "remove", visited, "visit_interval", "--region", "一般户", "--reason", "误填")
    assert "走访逾期的现有0户（新增0户、减少1户）" in back.out
    assert value(cli, visited, "visit_interval", "--region", "一般户") == 30


def test_a_trial_says_the_same_and_writes_nothing(cli: Cli, visited: Path) -> None:
    order = ("lines", "set", visited, "走访间隔", "5", "--region", "一般户")
    tried = cli(*order, "--dry-run", "--json").json
    assert value(cli, visited, "visit_interval", "--region", "一般户") == 30
    done = cli(*order, "--json").json
    assert (tried["effects"], tried["households"]) == (done["effects"], done["households"])
    assert (tried["dry_run"], done["dry_run"], len(done["households"])) == (True, False, 1)
    removing = ("lines", "remove", visited, "走访间隔", "--region", "一般户", "--reason", "误填")
    assert "减少1户" in cli(*removing, "--dry-run").out
    assert value(cli, visited, "visit_interval", "--region", "一般户") == 5


def test_what_vouched_for_the_former_value_does_not_vouch_for_another(cli: Cli, filled: Path) -> None:
    place = ("--region", "示范县", "--year", "2016")
    first = cli("lines", "set", filled, "exit_line", "3100", *place, "--source", "县扶贫办〔2016〕1号", "--confirmed")
    assert first.code == 0, first.err
    again = cli("lines", "set", filled, "exit_line", "3200", *place, "--json").json["line"]
    assert (again["value"], again["source"], again["confirmed"]) == (3200, None, False)
    assert "请填写标准值和依据" in cli("lines", "set", filled, "exit_line", "3200", *place, "--confirmed").err


def test_what_cannot_be_is_refused_in_a_sentence(cli: Cli, filled: Path) -> None:
    assert "没有叫“x”的标准" in cli("lines", "set", filled, "x", "1").err
    assert "请用 --region 写明" in cli("lines", "set", filled, "走访间隔", "5").err
    assert cli("lines", "set", filled, "check_b11_head", "许多").code == 1
    refused = cli("lines", "remove", filled, "check_b11_head", "--reason", "误填", "--dry-run")
    assert (refused.code, "随程序提供" in refused.err) == (1, True)
    assert "没有这一项" in cli("lines", "remove", filled, "exit_line", "--region", "某县", "--reason", "误填").err


def test_a_line_that_is_saved_as_it_was_changes_no_verdict(cli: Cli, filled: Path) -> None:
    assert "没有判断因此改变" in cli("lines", "set", filled, "走访间隔", "30", "--region", "一般户").out


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (("走访间隔", "5", "--region", "不存在"), "走访间隔的适用对象“不存在”不在规定的对象中"),
        (("公示天数", "5", "--region", "不存在"), "公示天数的适用对象“不存在”不在规定的对象中"),
        (("走访间隔", "0", "--region", "一般户"), "走访间隔“0”应不小于1天"),
        (("走访间隔", "-3", "--region", "一般户"), "走访间隔“-3”应不小于1天"),
        (("走访间隔", "9999999999999", "--region", "一般户"), "走访间隔“9999999999999”应不超过3650天"),
        (("check_b11_head", "-3"), "户主最低年龄“-3”应为不小于0的整数"),
        (("走访间隔", "--region", "一般户", "--", "-3"), "走访间隔“-3”应不小于1天"),
    ],
)
def test_a_value_or_subject_by_which_nothing_can_be_judged_is_refused_and_not_written(
    cli: Cli, filled: Path, order: tuple[str, ...], words: str
) -> None:
    before = cli("lines", "list", filled, "--json").json
    ran = cli("lines", "set", filled, *order)
    assert (ran.code, words in ran.err) == (1, True), ran.err
    assert cli("lines", "list", filled, "--json").json == before


def test_a_negative_year_is_still_the_years_and_a_strange_option_still_strange(cli: Cli, filled: Path) -> None:
    assert "“-3”应是" in cli("lines", "set", filled, "exit_line", "5", "--year", "-3").err
    assert "没有“--regoin”这个选项" in cli("lines", "set", filled, "exit_line", "5", "--regoin", "示范县").err
