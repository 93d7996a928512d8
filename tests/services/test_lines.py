# SPDX-License-Identifier: MIT
from __future__ import annotations

from villagedesk.services.lines import all_lines, line_finder, save_line, shipped_lines
from villagedesk.services.records import undo_last


def test_uncertain_lines_are_shipped_as_proposals_and_unknown_ones_empty():
    lines = {(line.name, line.year, line.region): line for line in shipped_lines()}
    assert lines["exit_line", 2016, "四川省"].value == 3100
    assert lines["exit_line", 2016, "四川省"].confirmed
    assert not lines["exit_line", 2019, "四川省"].confirmed
    assert lines["monitoring_line", 2024, "四川省"].value is None
    assert all(line.source for line in lines.values())
    assert len(lines) == len(shipped_lines())


def test_the_office_overrides_a_line_in_its_own_file(store):
    line = line_finder(store, ("四川省",))("exit_line", 2018)
    assert line.region == "全国"  # Sichuan's own value of that year is not known
    mine = next(one for one in all_lines(store) if (one.name, one.year, one.region) == ("exit_line", 2018, "四川省"))
    save_line(store, mine.having(value=3600, confirmed=True, source="县扶贫办电话核对"))
    found = line_finder(store, ("四川省",))("exit_line", 2018)
    assert (found.value, found.confirmed, found.source) == (3600, True, "县扶贫办电话核对")
    assert len(all_lines(store)) == len(shipped_lines())
    undo_last(store)
    assert line_finder(store, ("四川省",))("exit_line", 2018).region == "全国"


def test_a_line_that_nobody_knows_is_none(store):
    assert line_finder(store, ("四川省",))("monitoring_line", 2035) is None
