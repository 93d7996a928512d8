# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from villagedesk.errors import Refused
from villagedesk.models.catalogue.place import Village
from villagedesk.models.lines import regions_of
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.keeping.records import undo_last
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.services.standards.income_settings import YearLines
from villagedesk.services.standards.lines import all_lines, line_finder, save_line, shipped_lines
from villagedesk.store import reads


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


def test_a_line_by_which_nothing_can_be_judged_is_refused_and_nothing_is_written(store):
    mine = next(one for one in all_lines(store) if one.name == "school_day")
    with pytest.raises(Refused, match="“1301”不是月日"):
        save_line(store, mine.having(value=1301))
    assert all_lines(store) == shipped_sorted()


def shipped_sorted():
    return sorted(shipped_lines(), key=lambda line: (line.name or "", line.region or "", line.year or 0))


def test_sheet_rules_income_and_procedures_find_the_same_line(store):
    """One order for all: a county's line of no year goes before the country's of the year."""
    with store.change("村") as change:
        change.put("village", "v", {"name": "清溪村", "county": "示范县", "province": "四川省"})
    country = next(one for one in all_lines(store) if (one.name, one.region) == ("monitoring_days", "全国"))
    save_line(store, country.having(id="y", year=2025, value=20))
    save_line(store, country.having(id="c", region="示范县", value=10))
    village = next(iter(reads.where(store, Village)))
    assert line_finder(store, regions_of(village))("monitoring_days", 2025).value == 10
    assert YearLines(store, village).value("monitoring_days", 2025) == 10
    assert surroundings(store).limit("monitoring_days", 2025) == 10
    assert Rulebook(store).limits(2025)["monitoring_days", "全国"].days == 10
