# SPDX-License-Identifier: MIT
"""A volume holds the papers of all years up to its own: one of each year that has facts, and what came about once in its year."""

from __future__ import annotations

import dataclasses
import datetime as dt

import docx
import pytest

from tests.documents.conftest import VILLAGE, full_case, put_cases, texts
from villagedesk.documents.binder.binding import bind_volumes
from villagedesk.documents.binder.contents import Year, standings
from villagedesk.documents.binder.held import held
from villagedesk.documents.binder.orders import BindOrder
from villagedesk.documents.binder.spans import Span, Way, load_spans, way_of
from villagedesk.documents.printed.reprinting import orders_for, print_again
from villagedesk.documents.printed.stale import review
from villagedesk.documents.volumes.leaves import Leaf
from villagedesk.documents.volumes.paging import Layout
from villagedesk.documents.word.office import find_typesetter
from villagedesk.documents.word.typesetting import as_pdfs, pages_in
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.models.catalogue.printing import PRINTED, SIGNED
from villagedesk.models.catalogue.procedure import Monitoring
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.papers.printing import mark, newest

SETTINGS = {
    "fonds_no": "Z099", "fonds_name": "示范镇人民政府", "archive_class": "贫困户文件（02）", "archive_class_no": "02",
    "archive_village_no": "201", "archive_category": "WS", "archive_issue": "FP",
}  # fmt: skip
DAY = dt.date(2017, 12, 31)
YEARLY = ("register", "income", "causes", "plan", "handbook", "benefits", "visits")


@pytest.fixture
def homes(store):
    """Two households: of the first 2015 (only its income), 2016 and 2017 are known, of the second 2017."""
    save_records(store, "档案设置", [Edit("village", VILLAGE.id, SETTINGS)])
    first, second = (f"{number:08d}-1111-4111-8111-111111111111" for number in (1, 2))
    put_cases(store, [full_case(2016, first, 1), later(full_case(2017, first, 1)), later(full_case(2017, second, 2))])
    return first, second


def later(case):
    """What was known before is not put into the file a second time."""
    return dataclasses.replace(case, incomes=case.incomes[-1:])


@pytest.fixture
def bind(store, tmp_path):
    def run(households, year=2017, **more):
        more.setdefault("document_date", DAY)
        return bind_volumes(store, BindOrder(tuple(households), year, tmp_path / "成档", **more), processes=1)

    return run


def folder_of(outcome, household):
    return next(one.folder for one in outcome.bound if one.household == household)


def names(folder):
    return sorted(path.name for path in folder.glob("*.docx"))


def span_of(*cases):
    return Span(cases[-1], tuple(cases[:-1]))


# -- which papers --------------------------------------------------------------------------------------------------------


def test_forms_that_come_every_year_are_there_once_for_each_year_that_has_facts_the_earlier_first():
    leaves = held(span_of(full_case(2016), full_case(2017)), DAY)
    for paper in YEARLY:
        assert [one.year for one in leaves if one.paper == paper] == [2016, 2017]
    assert [one.kind.order for one in leaves] == sorted(one.kind.order for one in leaves)
    for paper in ("cover", "contents", "agreement", "contact_card", "remarks"):
        assert [one.year for one in leaves if one.paper == paper] == [2017]


def test_a_year_of_which_only_the_income_is_known_has_no_empty_forms():
    bare = full_case(2015)
    bare = dataclasses.replace(
        bare, facts=bare.facts.having(id=""), plan=bare.plan.having(id=""), causes=(), visits=(), benefits=(),
        people=tuple(dataclasses.replace(one, facts=one.facts.having(id="")) for one in bare.people),
    )  # fmt: skip
    leaves = held(span_of(bare, full_case(2016)), DAY)
    assert [one.paper for one in leaves if one.year == 2015] == ["income"]


def test_what_came_about_once_is_there_in_its_year():
    taken_in = full_case(2014)
    left = full_case(2016)
    left = dataclasses.replace(left, facts=left.facts.having(exit_year=2016, exit_status="exited"))
    now = full_case(2017)
    now = dataclasses.replace(now, facts=now.facts.having(exit_year=2016, exit_status="exited"))
    leaves = held(span_of(taken_in, left, now), DAY)
    assert [one.year for one in leaves if one.paper == "application"] == [2014]
    assert [one.year for one in leaves if one.paper == "exit_check"] == [2016]
    assert [one.year for one in leaves if one.paper == "letter"] == [2014, 2016]


def test_one_paper_tells_a_turn_of_monitoring_in_its_last_year():
    first = Monitoring(id="m1", household="h", turn=1, clue_on="2021-03-01", removed_on="2022-11-01")
    second = Monitoring(id="m2", household="h", turn=2, clue_on="2024-03-01")
    cases = [dataclasses.replace(full_case(year), monitorings=(first, second)) for year in range(2021, 2026)]
    leaves = held(span_of(*cases), dt.date(2025, 6, 1))
    assert [one.year for one in leaves if one.paper == "monitoring"] == [2022, 2025]


# -- which way -----------------------------------------------------------------------------------------------------------


def test_a_volume_whose_number_says_no_year_holds_all_and_a_piece_is_always_of_one():
    dated = VILLAGE.having(volume_pattern="全宗号-年度-案卷号")
    assert way_of(VILLAGE) == Way(VOLUME, all_years=True)
    assert way_of(dated) == Way(VOLUME, all_years=False)
    assert way_of(dated, VOLUME, all_years=True) == Way(VOLUME, all_years=True)
    assert way_of(VILLAGE, VOLUME, all_years=False) == Way(VOLUME)
    assert way_of(VILLAGE, PIECE, all_years=True) == Way(PIECE)


def test_the_years_before_are_read_for_those_households_only_that_need_them(store, homes):
    first, second = homes
    spans = {one.case.household.id: one for one in load_spans(store, homes, 2017, lambda _case: True)}
    assert [case.year for case in spans[first].cases] == [2015, 2016, 2017]
    assert [case.year for case in spans[second].cases] == [2017]
    assert [one.former for one in load_spans(store, homes, 2017, lambda _case: False)] == [(), ()]
    assert [case.year for case in next(load_spans(store, [first], 2016, lambda _case: True)).cases] == [2015, 2016]


# -- the binder ----------------------------------------------------------------------------------------------------------


def test_two_years_lie_in_one_volume_with_one_number_and_one_list_of_contents(homes, bind):
    outcome = bind(homes)
    folder = folder_of(outcome, homes[0])
    assert folder.parent.name == "截至2017年一户一档（按卷）"
    written = names(folder)
    assert {"06-2016年贫困户信息采集表.docx", "06-2017年贫困户信息采集表.docx", "07-2015年收入测算表.docx"} <= set(
        written
    )
    assert "06-2015年贫困户信息采集表.docx" not in written
    contents = texts(folder / "02-卷内目录.docx")
    places = [contents.index(f"{year}年收入测算表") for year in (2015, 2016, 2017)]
    assert places == sorted(places)
    assert "Z099-JF02201-0001" in texts(folder / "06-2016年贫困户信息采集表.docx")
    assert "2015—2017" in texts(folder / "01-封面.docx")
    assert "2015" not in texts(folder_of(outcome, homes[1]) / "01-封面.docx")


def test_each_paper_prints_the_facts_of_its_own_year(store, homes, bind):
    save_records(store, "改", [Edit("plan", full_case(2016, homes[0]).plan.id, {"wish": "二〇一六年想养羊"})])
    folder = folder_of(bind(homes[:1]), homes[0])
    then, now = (texts(next(folder.glob(f"11-{year}年*.docx"))) for year in (2016, 2017))
    assert "二〇一六年想养羊" in then
    assert "二〇一六年想养羊" not in now


def test_only_the_years_own_papers_are_bound_where_that_is_asked_for(homes, bind):
    folder = folder_of(bind(homes, all_years=False), homes[0])
    assert folder.parent.name == "2017年一户一档（按卷）"
    assert not [name for name in names(folder) if "2016" in name]


def test_the_remarks_name_the_years_of_which_a_yearly_paper_is_missing(homes, bind):
    outcome = bind(homes)
    said = texts(folder_of(outcome, homes[0]) / "18-卷内备考表.docx")
    assert "14 帮扶计划（2015年）" in said
    assert "11 贫困户登记表或信息采集表（2015年）" in said
    assert "19 收入台账" not in said
    assert "本卷为2015—2017年" in said
    bound = {one.household: one.missing for one in outcome.bound}
    assert "帮扶计划（2015年）" in bound[homes[0]]
    assert not [name for name in bound[homes[1]] if "年）" in name]


def test_an_error_of_an_earlier_year_keeps_the_volume_from_being_bound_and_says_of_which_year_it_is(store, homes, bind):
    member = full_case(2016, homes[0], 1).people[0]
    save_records(store, "改", [Edit("member_year", member.facts.id, {"relation": "spouse"})])
    outcome = bind(homes)
    (refused,) = outcome.refused
    assert refused.household == homes[0]
    assert all(problem.text().startswith("2016年") for problem in refused.problems)
    assert not bind(homes, all_years=False).refused


def test_what_lies_there_is_kept_and_a_change_of_an_earlier_year_prints_the_volume_again(store, homes, bind):
    bind(homes)
    assert [one.kept for one in bind(homes).bound] == [True, True]
    save_records(store, "改", [Edit("plan", full_case(2016, homes[0]).plan.id, {"wish": "改了"})])
    assert [one.kept for one in bind(homes).bound] == [False, True]


# -- what becomes of the papers --------------------------------------------------------------------------------------------


def test_each_paper_is_noted_under_its_own_year_and_fresh(store, homes, bind):
    bind(homes)
    notes = newest(store, homes)
    assert {(paper, year) for _home, year, paper in notes if paper == "income" and _home == homes[0]} == {
        ("income", 2015), ("income", 2016), ("income", 2017),
    }  # fmt: skip
    assert {row.volume_year for row in notes.values()} == {2017}
    assert not [one for one in review(store) if one.verdict.stale]


def test_a_changed_fact_of_an_earlier_year_makes_the_paper_of_that_year_stale_and_it_alone_is_printed_again(
    store, homes, bind, tmp_path
):
    outcome = bind(homes)
    folder = folder_of(outcome, homes[0])
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    save_records(store, "改", [Edit("plan", full_case(2016, homes[0]).plan.id, {"wish": "改了"})])
    stale = [one for one in review(store) if one.verdict.stale]
    assert {(one.row.paper, one.row.year) for one in stale} == {("plan", 2016), ("handbook", 2016)}
    orders = orders_for(stale, (tmp_path / "散", tmp_path / "成档"), DAY + dt.timedelta(days=9), None)
    (order,) = orders
    assert order.only == {homes[0]: {Leaf("plan", 2016), Leaf("handbook", 2016)}}
    print_again(store, orders)
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {
        next(name for name in after if name.startswith("11-2016年")),
        next(name for name in after if name.startswith("12-2016年")),
    }
    assert not [one for one in review(store) if one.verdict.stale]


def test_a_signed_paper_of_an_earlier_year_keeps_its_day_and_its_note_in_the_volume_of_the_next_year(
    store, homes, bind
):
    first = homes[0]
    put_cases(store, [later(full_case(2018, first, 1))])
    bind([first])
    row = newest(store, homes)[first, 2016, "plan"]
    mark(store, [row], SIGNED, store.clock().date().isoformat())
    outcome = bind([first], 2018, document_date=DAY + dt.timedelta(days=365))
    folder = folder_of(outcome, first)
    assert "2017年12月31日" in texts(next(folder.glob("11-2016年*.docx")))
    assert "2018年12月31日" in texts(next(folder.glob("11-2017年*.docx")))
    assert "有1份已签字或归档" in outcome.notes[0]
    now = newest(store, [first])[first, 2016, "plan"]
    assert (now.id, now.status, now.dated, now.volume_year) == (row.id, SIGNED, "2017-12-31", 2018)
    assert not [one for one in review(store) if one.verdict.stale]
    save_records(store, "改", [Edit("plan", full_case(2016, first).plan.id, {"wish": "改了"})])
    changed = bind([first], 2018, document_date=DAY + dt.timedelta(days=366))
    assert "2019年1月1日" in texts(next(folder_of(changed, first).glob("11-2016年*.docx")))
    assert newest(store, [first])[first, 2016, "plan"].status == PRINTED


def test_where_all_is_wanted_anew_signed_papers_are_printed_with_the_new_day(store, homes, bind):
    first = homes[0]
    bind([first])
    mark(store, [newest(store, homes)[first, 2016, "plan"]], SIGNED, store.clock().date().isoformat())
    outcome = bind([first], document_date=DAY + dt.timedelta(days=1), again=True)
    assert "2018年1月1日" in texts(next(folder_of(outcome, first).glob("11-2016年*.docx")))
    assert newest(store, [first])[first, 2016, "plan"].status == PRINTED


@pytest.mark.skipif(find_typesetter() is None, reason="no LibreOffice here")
def test_pages_run_on_through_all_years_and_the_contents_say_the_same(homes, bind):
    program = find_typesetter()
    folder = folder_of(bind(homes[:1], layout=Layout(program)), homes[0])
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(folder / "02-卷内目录.docx")).tables[0].rows]
    listed = {row[3]: row[5].partition("-")[0] for row in rows if row[0].isdecimal() and row[3]}
    papers = sorted(folder.glob("*.docx"), key=lambda one: (one.name[:2], one.name))
    filed = [path for path in papers if path.name[:2] not in {"01", "02", "18"}]
    counts = [pages_in(one) for one in as_pdfs(program, [path.read_bytes() for path in filed])]
    starts = {path.stem[3:]: sum(counts[:at]) + 1 for at, path in enumerate(filed)}
    assert listed == {name: str(start) for name, start in starts.items()}
    assert f"全卷{sum(counts)}页" in texts(folder / "11-2016年脱贫计划.docx")


def test_forms_of_a_year_before_the_household_was_taken_in_are_not_missing():
    before, now = full_case(2015), full_case(2016)
    unknown = {"identify_year": None, "identified": None}
    bare = dataclasses.replace(
        before, facts=before.facts.having(id=""), plan=before.plan.having(id=""), visits=(), household=before.household.having(**unknown),
        people=tuple(dataclasses.replace(one, facts=one.facts.having(id="")) for one in before.people),
    )  # fmt: skip
    now = dataclasses.replace(now, household=now.household.having(**unknown))
    lacking = {one.item.code: one.years for one in standings([Year(bare, {"income"}, []), Year(now, YEARLY, [])])}
    assert lacking["p11"] == ()
    known = dataclasses.replace(bare, household=now.household.having(identify_year=2015))
    lacking = {one.item.code: one.years for one in standings([Year(known, {"income"}, []), Year(now, YEARLY, [])])}
    assert (lacking["p11"], lacking["p19"]) == ((2015,), ())


def test_an_application_of_a_year_of_which_nothing_was_registered_is_not_made_up():
    then = full_case(2014)
    bare = dataclasses.replace(
        then,
        facts=then.facts.having(id=""),
        people=tuple(dataclasses.replace(one, facts=one.facts.having(id="")) for one in then.people),
    )
    assert "application" in {one.paper for one in held(span_of(then, full_case(2016)), DAY)}
    assert "application" not in {one.paper for one in held(span_of(bare, full_case(2016)), DAY)}


# -- years of which little is known --------------------------------------------------------------------------------------


def test_an_application_of_a_year_of_which_only_the_procedure_is_known_is_printed_in_its_year(store, homes, bind):
    first = homes[0]
    facts = {"household": first, "template": "identify_2014", "year": 2014, "turn": 1, "started_on": "2014-03-01"}
    step = {"process": "pr", "step": "apply", "round": 1, "done": "2014-03-02", "paper_no": "申〔2014〕3号"}
    save_records(store, "程序", [Edit("process", "pr", facts), Edit("process_step", "st", step)])
    folder = folder_of(bind([first]), first)
    assert "03-2014年贫困户申请书.docx" in names(folder)
    assert not [
        name for name in names(folder) if "2014" in name and "申请书" not in name and name[:2] not in ("04", "05")
    ]
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(folder / "02-卷内目录.docx")).tables[0].rows]
    assert ["1", "申〔2014〕3号", "2014年贫困户申请书", "20140302"] in [[*row[:2], *row[3:5]] for row in rows]
    assert "贫困户申请书" not in texts(folder / "18-卷内备考表.docx")
    cover = texts(folder / "01-封面.docx")
    assert "2014—2017" in cover
    assert "2014年3月2日至2017年11月17日" in cover
    assert not [one for one in review(store) if one.verdict.stale]


def test_a_volume_of_a_year_without_facts_is_that_of_the_years_before_and_the_remarks_say_so(store, homes, bind):
    save_records(store, "收入", [Edit("income_year", "i18", {"household": homes[1], "year": 2018, "wages": 100_00})])
    outcome = bind(homes, 2018)
    assert not outcome.refused
    folder, other = (folder_of(outcome, home) for home in homes)
    assert folder.parent.name == "截至2018年一户一档（按卷）"
    assert "06-2017年贫困户信息采集表.docx" in names(folder)
    assert not [name for name in names(folder) if "2018" in name]
    assert [name for name in names(other) if "2018" in name] == ["07-2018年收入测算表.docx"]
    assert "2018年没有登记本户和家庭成员的情况，封面按2017年的情况填写。" in texts(folder / "18-卷内备考表.docx")
    assert "2015—2017" in texts(folder / "01-封面.docx")
    assert "2017—2018" in texts(other / "01-封面.docx")
    assert "没有登记本户" not in texts(folder_of(bind(homes), homes[0]) / "18-卷内备考表.docx")
    assert {row.volume_year for row in newest(store, homes).values()} == {2017, 2018}
    assert not [one for one in review(store) if one.verdict.stale]
    assert [one.kept for one in bind(homes, 2018).bound] == [True, True]


def test_an_error_of_the_years_before_keeps_a_volume_of_a_year_without_facts_from_being_bound(store, homes, bind):
    member = full_case(2017, homes[0], 1).people[0]
    save_records(store, "改", [Edit("member_year", member.facts.id, {"relation": "spouse"})])
    (refused,) = bind(homes, 2018).refused
    assert refused.household == homes[0]
    assert all(problem.text().startswith("2017年") for problem in refused.problems)


@pytest.mark.parametrize("more", [{"mode": PIECE}, {"all_years": False}], ids=["by piece", "one year"])
def test_what_is_of_one_year_is_refused_where_nothing_of_the_year_is_known(homes, bind, more):
    outcome = bind(homes, 2018, **more)
    assert not outcome.bound
    assert ["没有任何资料" in one.problems[0].text() for one in outcome.refused] == [True, True]


def test_a_volume_of_a_household_of_which_nothing_was_ever_entered_is_refused(homes, bind):
    assert [one.household for one in bind(homes, 2015).refused] == [*homes]
