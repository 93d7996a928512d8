# SPDX-License-Identifier: MIT
"""The demo township: as dense as the seed, consistent with its rosters, the same at every run, and nobody's real data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.demo import MARK, NOW, PRACTICE_PASSPHRASE
from villagedesk.demo.causes import MEASURES, fits
from villagedesk.demo.measures import RECIPES
from villagedesk.demo.scene import Scene
from villagedesk.demo.township import forget_demo, make_demo, merge_villages
from villagedesk.demo.villages import VILLAGES
from villagedesk.demo.visits import FEWEST, MOST
from villagedesk.errors import Cancelled, Refused
from villagedesk.models.catalogue.economy import IncomeYear
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.completeness import Light, Section
from villagedesk.models.income import sums
from villagedesk.models.ledger import differences
from villagedesk.models.values.identity import read_id
from villagedesk.services.casefile.casefiles import assess_household, finding_lines
from villagedesk.services.opening.files import NewFile, create_village_file
from villagedesk.store import reads
from villagedesk.store.counts import statistics
from villagedesk.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store


def test_the_file_is_sound_and_holds_three_villages_at_the_density_of_the_seed(township: Store) -> None:
    assert verify(township).ok
    counts = statistics(township)
    assert counts["villages"] == 3
    assert counts["households"] == 147
    assert 430 <= counts["members"] <= 445
    assert 1.6 <= counts["cadres"] / counts["households"] <= 2.0
    of_exits = 5  # the years in which those were checked whose exit from poverty is told
    assert counts["incomes"] == 3 * counts["households"] + of_exits


def test_the_only_errors_are_the_identity_numbers_that_the_importer_refused(township: Store) -> None:
    errors = [problem for _household, problem in finding_lines(township) if problem.level == "error"]
    assert len(errors) == 12
    assert {problem.code for problem in errors} == {"A01"}


def test_a_household_with_a_refused_number_shows_a_red_light_over_its_members(
    township: Store, cases: list[CaseFile]
) -> None:
    case = next(case for case in cases if any(not person.member.id_no for person in case.people))
    assert assess_household(township, case)[Section.MEMBERS].light is Light.RED


def test_every_number_is_right_by_its_check_digit_and_can_belong_to_nobody(cases: list[CaseFile]) -> None:
    numbers = [person.member.id_no for case in cases for person in case.people if person.member.id_no]
    assert len(numbers) > 400
    assert all(number.startswith("510199") for number in numbers)
    assert [number for number in numbers if read_id(number, NOW.date()).faults] == []


def test_every_household_has_one_main_cause_and_at_most_two_others_each_with_its_story(cases: list[CaseFile]) -> None:
    for case in cases:
        codes = [cause.code for cause in case.causes]
        assert case.cause("main") is not None
        assert 1 <= len(codes) <= 3
        assert len(set(codes)) == len(codes)
        assert all(cause.note and MARK in cause.note and cause.need and cause.concerned for cause in case.causes)


def test_the_stories_differ_from_household_to_household(cases: list[CaseFile]) -> None:
    stories = [cause.note for case in cases for cause in case.causes]
    assert len(set(stories)) > 0.85 * len(stories)


def test_the_main_cause_is_the_one_that_the_roster_states(cases: list[CaseFile]) -> None:
    by_number = {case.household.hh_no: case for case in cases}
    assert by_number["51019900030001"].cause("main").code == "7"  # 缺技术
    assert by_number["51019900030003"].cause("main").code == "3"  # 因学


def test_every_plan_answers_every_cause_with_two_to_four_fitting_measures(cases: list[CaseFile]) -> None:
    contents = {recipe.content: recipe for recipes in RECIPES.values() for recipe in recipes}
    for case in cases:
        assert case.plan.wish
        assert case.plan.target
        assert MEASURES[0] <= len(case.measures) <= MEASURES[1]
        assert {cause.code for cause in case.causes} == {measure.cause for measure in case.measures}
        assert len({measure.content for measure in case.measures}) == len(case.measures)
        names = {helper.cadre.name for helper in case.helpers}
        assert all(measure.responsible in names for measure in case.measures)
        needs = {contents[measure.content or ""].needs for measure in case.measures} - {""}
        assert needs <= fits(Scene(case))


def test_one_or_two_cadres_with_a_unit_answer_for_every_household_today(cases: list[CaseFile]) -> None:
    for case in cases:
        helpers = case.helpers_on(NOW.date().isoformat())
        assert 1 <= len(helpers) <= 2
        assert all(helper.unit.name and helper.cadre.phone for helper in helpers)
    assert any(helper.pairing.end for case in cases for helper in case.helpers), "some cadre has changed"


def test_a_visit_each_month_lies_in_the_year_and_not_in_the_future(cases: list[CaseFile]) -> None:
    for case in cases:
        assert FEWEST <= len(case.visits) <= MOST
        dates = [visit.date or "" for visit in case.visits]
        assert dates == sorted(set(dates))
        assert dates[0] >= "2025-01-01"
        assert dates[-1] <= NOW.date().isoformat()
        raised = [visit.problems for visit in case.visits if visit.problems != "无"]
        assert len(set(raised)) == len(raised), "nobody asks for the same thing twice"


def test_every_visit_says_that_it_is_demo_data(cases: list[CaseFile]) -> None:
    assert all(visit.note == MARK for case in cases for visit in case.visits)


def test_visits_are_not_the_same_sentence_over_and_over(cases: list[CaseFile]) -> None:
    told = [visit.changes for case in cases for visit in case.visits]
    assert len(set(told)) > 0.3 * len(told)


def test_the_income_of_the_year_comes_to_what_the_roster_states_to_the_fen(cases: list[CaseFile]) -> None:
    stated = 0
    for case in cases:
        income = case.income
        assert income is not None
        if income.stated_per_head is not None:
            stated += 1
            assert sums(income, case.size).per_head == income.stated_per_head
    assert stated > 140


def test_ledgers_come_to_the_cells_beside_them_to_the_fen(cases: list[CaseFile]) -> None:
    kept = [case for case in cases if case.ledger_lines]
    assert len(cases) / 4 < len(kept) < len(cases) / 1.7
    for case in kept:
        booked = case.ledger()
        assert booked.left_out == []
        assert differences(case.income or IncomeYear(), booked.cells) == []


def test_incomes_of_three_years_rise_and_no_part_is_negative(cases: list[CaseFile]) -> None:
    for case in cases:
        recent = [income for income in case.incomes if income.year > 2020]
        assert [income.year for income in recent] == [2023, 2024, 2025]
        nets = [sums(income, case.size).net or 0 for income in recent]
        assert nets == sorted(nets)
        amounts = (getattr(income, key) for income in case.incomes for key in ("wages", "production", "other_transfer"))
        assert all(amount is not None and amount >= 0 for amount in amounts)


def test_only_households_with_somebody_able_to_work_earn_wages(cases: list[CaseFile]) -> None:
    idle = [case for case in cases if not Scene(case).workers() and not Scene(case).earners()]
    assert idle
    assert all(income.wages == 0 for case in idle for income in case.incomes)


def test_nought_unknown_and_not_applicable_are_all_three_in_use(cases: list[CaseFile]) -> None:
    grassland = {case.facts.grassland for case in cases}
    water = {case.facts.water_surface for case in cases}
    assert 0 in grassland
    assert None in water
    assert any(case.facts.relocation_mode is NA for case in cases)
    assert any(case.facts.house_area is NA for case in cases), "somebody lives in the home for the aged"


def test_households_that_were_never_in_the_register_are_given_no_exit_from_it(cases: list[CaseFile]) -> None:
    edge = [case for case in cases if case.facts.household_type in {"edge", "sudden"}]
    assert edge
    assert all(case.facts.exit_year is NA and case.facts.exit_status is None for case in edge)
    assert all((case.facts.monitored_since or "") > "2020" for case in edge)


def test_households_that_left_poverty_have_a_status_and_no_year_that_does_not_apply(cases: list[CaseFile]) -> None:
    left = [case for case in cases if case.facts.household_type in {"exited", "unstable"}]
    assert len(left) > 120
    for case in left:
        assert case.facts.exit_status in {"exited", "exited_policy", "exited_no_policy"}
        assert case.facts.exit_year is not NA
        assert (case.facts.exit_year is None) is ((case.household.identified or "") > "2020"), (
            "the roster dates it later"
        )
        assert "file" in {one.programme for one in case.enrolments}


def test_the_figures_of_the_villages_are_those_of_their_households(township: Store, cases: list[CaseFile]) -> None:
    for village in VILLAGES:
        mine = [case for case in cases if case.household.village == village.id]
        figures = reads.of_owner(township, VillageYear, village.id, 2025)[0]
        poor = [case for case in mine if case.facts.exit_status == "not_exited"]
        assert figures.poor_households == len(poor)
        assert figures.poor_people == sum(len(case.people) for case in poor)
        low = sum(case.facts.attribute == "low_income" for case in mine)
        assert figures.low_households == low > 0
        known = reads.get(township, Village, village.id)
        assert known is not None
        assert known.name == village.name


def test_two_runs_make_equal_files(
    tmp_path: Path, township_file: Path, make_township: Callable[..., Path], dumped: Callable[..., list[str]]
) -> None:
    assert dumped(make_township(tmp_path / "示范镇.village")) == dumped(township_file)


def test_a_villages_own_file_holds_the_same_records_as_the_township(
    tmp_path: Path, township_file: Path, make_township: Callable[..., Path], dumped: Callable[..., list[str]]
) -> None:
    own = dumped(make_township(tmp_path / "双龙村.village", (VILLAGES[2],)))
    other = [line.split("\t")[0::2][:2] for line in {*own} - {*dumped(township_file)}]
    # the doubts in the year's report are also about other villages' people (a number that two share), so its prints differ
    assert all(kind == "book_print" for kind, *_cell in other)
    assert len(other) <= 2
    assert len(own) > 10_000


def test_the_demo_is_encrypted_and_prints_every_household_without_errors(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo")
    assert [path.stem for path in made.files] == ["示范镇", "清溪村", "石桥村", "双龙村"]
    assert not any(path.read_bytes().startswith(b"SQLite format 3") for path in made.files)
    assert made.printed == 135
    assert len(made.refused) == 12
    assert all("证件号码没有填写" in reason for reason in made.refused)
    folders = [folder for folder in (tmp_path / "demo" / "案卷" / "清溪村").iterdir() if folder.is_dir()]
    assert len(folders) == 46
    assert made.papers == sum(1 for _path in (tmp_path / "demo" / "案卷").rglob("*.docx"))
    apart = [path.name for path in (tmp_path / "demo" / "村级文书").rglob("*.docx")]
    assert made.village_papers == len(apart) > 40
    titles = ("会议记录", "公示.docx", "公示情况说明", "公告", "脱贫退出核实表", "贫困村退出认定表", "村级年度工作报告")
    titles += ("收支公示情况说明", "个人档案（一人一档）")
    assert all(any(title in name for name in apart) for title in titles)


def test_an_earlier_demo_makes_way_for_a_new_one(tmp_path: Path, make_township: Callable[..., Path]) -> None:
    path = make_township(tmp_path / "双龙村.village", (VILLAGES[2],))
    forget_demo(path, "")
    assert not path.exists()
    forget_demo(path, "")  # and nothing is no hindrance


def test_a_real_file_of_the_same_name_is_never_replaced(tmp_path: Path) -> None:
    wanted = NewFile("township", "示范镇", "510199100", 2025)
    create_village_file(tmp_path / "示范镇.village", PRACTICE_PASSPHRASE, wanted).close()
    before = (tmp_path / "示范镇.village").read_bytes()
    with pytest.raises(Refused, match="不是示范文件"):
        make_demo(tmp_path)
    assert (tmp_path / "示范镇.village").read_bytes() == before


def test_a_file_with_another_passphrase_is_never_replaced(tmp_path: Path) -> None:
    wanted = NewFile("township", "示范镇", "510199100", 2025)
    create_village_file(tmp_path / "示范镇.village", "ling wai yi ge kou ling", wanted).close()
    with pytest.raises(Refused, match="不是示范文件"):
        make_demo(tmp_path)


def test_a_township_without_one_of_its_villages_is_no_demo(tmp_path: Path) -> None:
    torn = tmp_path / "双龙村.village"
    torn.write_bytes(b"\0" * 8192)
    with (
        create_village_file(tmp_path / "镇.village", "", NewFile("township", "示范镇", "510199100", 2025)) as store,
        pytest.raises(Refused, match="双龙村"),
    ):
        merge_villages(store, [torn])


def test_a_cancelled_demo_leaves_no_half_file(tmp_path: Path) -> None:
    calls = 0

    def button() -> None:
        nonlocal calls
        calls += 1
        if calls > 200:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        make_demo(tmp_path, button)
    assert list(tmp_path.glob("*.village")) == []
