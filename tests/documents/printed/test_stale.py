# SPDX-License-Identifier: MIT
"""Printed papers that are out of date: exactly those that would be printed otherwise today."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest

from tests.documents.conftest import DAY, full_case
from villagedesk import i18n
from villagedesk.documents.facts.concerned import all_filed, concerning
from villagedesk.documents.facts.contexts import Contexts
from villagedesk.documents.papers import chosen
from villagedesk.documents.printed import gathered, stale
from villagedesk.documents.printed.stale import of_case, review
from villagedesk.documents.village.prints import in_words as in_words_of_village
from villagedesk.documents.volumes import prints, verdicts
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.documents.volumes.volume import printed, volume_context
from villagedesk.errors import Cancelled
from villagedesk.models.casefile import CaseFile
from villagedesk.models.catalogue.printing import PrintedPaper
from villagedesk.models.catalogue.spec import Kind, Record, spec_of
from villagedesk.models.codes import code_list
from villagedesk.paths import resources
from villagedesk.services.keeping.records import Edit, remove_record, save_records, undo_last
from villagedesk.services.papers.printing import newest
from villagedesk.store import since


def print_of(case, contexts):
    """The papers of a case file with a note of each, as a print run makes them."""
    context = contexts.of(case, DAY)
    wanted = chosen(())
    papers = concerning(case, wanted, context)
    context = volume_context(context, papers, None, whole=all_filed(wanted))
    files = {paper.key: content for paper, (_name, content) in zip(papers, printed(context, papers), strict=True)}
    rows = [
        PrintedPaper(
            id=one.paper, household=case.household.id, year=case.year, paper=one.paper, title=one.title,
            dated=DAY.isoformat(), template=one.template, seal=one.seal, traces=one.traces,
        )
        for one in prints.prints_of(context, papers, list(files.values()))
    ]  # fmt: skip
    return files, rows


def test_a_fact_of_a_year_is_named_with_its_year():
    names = ("收支.人均纯收入", "上年收支.人均纯收入", "户.联系电话", "走访.*.走访日期")
    assert stale.names_in_words(names, 2018) == [
        "2018年年度收支：人均纯收入", "2017年年度收支：人均纯收入", "户：联系电话", "走访记录：走访日期",
    ]  # fmt: skip
    assert stale.names_in_words(names[:1]) == ["年度收支：人均纯收入"]


def test_in_english_what_only_papers_name_stands_in_quotes():
    i18n.set_language("en", resources() / "locale")
    names = ("户.联系电话", "户.主要致贫原因选项", "告知书.*.题名", "收入测算.对照收入", "测算项目.#")
    assert stale.names_in_words(names) == [
        "Household: Phone", "Household: “主要致贫原因选项”", "“告知书”: “题名”", "“收入测算”: “对照收入”", "number of rows of “测算项目”",
    ]  # fmt: skip
    assert gathered.in_words("公示.公示地点") == "Public notice: Place"
    assert gathered.in_words("名单.*.左户主") == "List: “户主”"
    assert in_words_of_village("附件 收入情况") == "“附件”: “收入情况”"


def another(spec, value):
    """A value that the field does not hold."""
    kind = spec.kind
    if kind is Kind.CODE:
        return next(one.code for one in code_list(spec.codes).entries if one.code != value)
    if kind is Kind.CODES:
        codes = [one.code for one in code_list(spec.codes).entries]
        return (codes[0],) if value != (codes[0],) else (codes[-1],)
    if kind is Kind.YES_NO:
        return value is not True
    if kind is Kind.DATE:
        return "2016-03-17" if value != "2016-03-17" else "2016-03-18"
    if kind is Kind.MONTH:
        return "2016-04" if value != "2016-04" else "2016-05"
    if kind is Kind.YEAR:
        return value + 1 if isinstance(value, int) else 2015
    if spec.is_number:
        return value + 1300 if isinstance(value, int) else 1300
    return f"{value or ''}改"


def records_of(case):
    """(how to change it, record) of each record of a case file that can be changed in place."""
    for one in dataclasses.fields(CaseFile):
        held = getattr(case, one.name)
        if isinstance(held, Record):
            yield (one.name,), held
        elif (
            isinstance(held, tuple)
            and held
            and one.name not in {"editions", "procedures", "plans", "all_measures", "seen"}
        ):
            first = held[0]
            if isinstance(first, Record):
                yield (one.name, 0), first
            elif dataclasses.is_dataclass(first):
                for part in dataclasses.fields(first):
                    if isinstance(getattr(first, part.name), Record):
                        yield (one.name, 0, part.name), getattr(first, part.name)


def with_record(case, where, record):
    name, *rest = where
    if not rest:
        return dataclasses.replace(case, **{name: record})
    held = getattr(case, name)
    first = dataclasses.replace(held[0], **{rest[1]: record}) if len(rest) > 1 else record
    return dataclasses.replace(case, **{name: (first, *held[1:])})


PLACES = [where for where, _record in records_of(full_case())]


@pytest.mark.parametrize("where", PLACES, ids=lambda where: str(where[0]))
def test_for_every_fact_the_stale_papers_are_those_whose_bytes_differ(store, where):
    case = full_case()
    contexts = Contexts(store)
    before, rows = print_of(case, contexts)
    assert {one.verdict for one in of_case(case, rows, contexts)} == {Verdict.FRESH}
    record = dict(records_of(case))[where]
    for spec in spec_of(type(record)).fields:
        if spec.kind in {Kind.REF, Kind.PHOTO} or spec.key == "year":
            continue
        changed = with_record(case, where, record.having(**{spec.key: another(spec, getattr(record, spec.key))}))
        now, _rows = print_of(changed, contexts)
        differ = {key for key in before if now.get(key) != before[key]}
        found = [one for one in of_case(changed, rows, contexts) if one.verdict.stale]
        assert {one.row.paper for one in found} == differ, spec
        assert all(one.changed or one.verdict is Verdict.NEEDLESS for one in found), spec


def test_the_facts_of_all_records_of_a_case_file_are_tried():
    assert len(PLACES) >= 14


@pytest.fixture
def village(store, village_of, tmp_path):
    ids = village_of(3)
    order = Order(tuple(ids), 2016, tmp_path / "案卷", (), document_date=DAY)
    outcome = print_volumes(store, order)
    assert outcome.unnoted == ""
    return ids


def stale_ones(store):
    return [(one.row.household, one.row.paper) for one in review(store) if one.verdict.stale]


def test_what_was_just_printed_is_fresh(store, village):
    found = review(store)
    assert {one.verdict for one in found} == {Verdict.FRESH}
    assert {one.row.household for one in found} == set(village)


def test_a_changed_telephone_makes_the_papers_stale_that_print_it_and_names_it(store, village):
    save_records(store, "改电话", [Edit("household", village[1], {"phone": "13900000000"})])
    found = [one for one in review(store) if one.verdict.stale]
    assert {one.row.household for one in found} == {village[1]}
    assert [one.row.paper for one in found] == [
        "register",
        "income",
        "agreement",
        "contact_card",
        "causes",
        "plan",
        "handbook",
    ]
    assert {one.changed for one in found} == {("户.联系电话",)}
    undo_last(store)
    assert stale_ones(store) == []


def test_what_no_paper_shows_leaves_everything_fresh(store, village):
    review(store)
    save_records(store, "豁免", [Edit("exemption", "", {"household": village[0], "rule": "A01", "reason": "核实无误"})])
    assert stale_ones(store) == []


def test_what_many_share_is_looked_at_in_every_household(store, village):
    review(store)
    before = since.place(store)
    (unit,) = store.query("SELECT id FROM unit ORDER BY id LIMIT 1")[0]
    save_records(store, "改单位", [Edit("unit", unit, {"name": "示范县水利局改名"})])
    assert since.touched_since(store, before) is None
    assert "contact_card" in {paper for _household, paper in stale_ones(store)}


def test_a_line_of_the_settings_makes_the_income_sheet_stale(store, village):
    values = {"name": "exit_line", "year": 2016, "region": "全国", "value": 312345, "confirmed": True}
    save_records(store, "新标准", [Edit("line", "", values)])
    assert {paper for _household, paper in stale_ones(store)} == {"income"}


def test_only_the_touched_households_are_looked_at_again(store, village, monkeypatch):
    review(store)
    looked = []
    really = stale.judged
    monkeypatch.setattr(stale, "judged", lambda store, rows: looked.extend(rows) or really(store, rows))
    review(store)
    assert looked == []
    save_records(store, "改", [Edit("household", village[2], {"phone": "13900000001"})])
    review(store)
    assert looked == [village[2]]
    assert {household for household, _paper in stale_ones(store)} == {village[2]}  # as it was kept


def test_another_template_makes_its_papers_stale_and_says_so(store, village, monkeypatch):
    really = prints.template_seal
    monkeypatch.setattr(verdicts, "template_seal", lambda name: "another" if name == "plan.docx" else really(name))
    found = [one for one in review(store) if one.verdict.stale]
    assert {(one.row.paper, one.verdict) for one in found} == {("plan", Verdict.TEMPLATE)}


def test_printing_again_makes_it_fresh_and_the_earlier_note_stays(store, village, tmp_path):
    save_records(store, "改电话", [Edit("household", village[0], {"phone": "13900000000"})])
    print_volumes(store, Order((village[0],), 2016, tmp_path / "案卷", ("plan",), document_date=DAY))
    assert (village[0], "plan") not in stale_ones(store)
    assert (village[0], "register") in stale_ones(store)
    assert store.value("SELECT count(*) FROM printed_paper WHERE paper = 'plan' AND household = ?", (village[0],)) == 2


def test_printing_the_same_again_notes_nothing(store, village, tmp_path):
    before = since.place(store)
    print_volumes(store, Order(tuple(village), 2016, tmp_path / "又一份", (), document_date=DAY))
    assert since.place(store) == before


def test_drafts_and_refused_households_leave_no_note(store, village_of, tmp_path):
    (one,) = village_of(1)
    print_volumes(store, Order((one,), 2016, tmp_path / "案卷", (), True, document_date=DAY))
    assert newest(store, [one]) == {}


def test_a_run_that_is_stopped_notes_what_was_finished(store, village_of, tmp_path):
    ids = village_of(4)
    calls = itertools.count()

    def check():
        if next(calls) > 3:
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        print_volumes(store, Order(tuple(ids), 2016, tmp_path / "案卷", ("cover",), document_date=DAY), check=check)
    noted = {household for household, _year, _paper in newest(store, ids)}
    assert 0 < len(noted) < 4
    assert noted == {one for one in ids if any((tmp_path / "案卷").glob(f"*-200{ids.index(one) + 1}*"))}


def test_one_run_is_one_action(store, village):
    (label,) = store.query("SELECT label FROM batch ORDER BY seq DESC LIMIT 1")[0]
    assert label.startswith("打印文书：3户")
    undo_last(store)
    assert review(store) == []


def test_a_paper_that_concerns_the_household_no_longer_is_told_apart(store, village_of, tmp_path):
    (one,) = village_of(1)
    save_records(store, "当年识别", [Edit("household", one, {"identified": "2016-03", "identify_year": 2016})])
    print_volumes(store, Order((one,), 2016, tmp_path / "案卷", (), document_date=DAY))
    save_records(store, "上年识别", [Edit("household", one, {"identified": "2015-03", "identify_year": 2015})])
    found = {one.row.paper: one.verdict for one in review(store)}
    assert found["application"] is Verdict.NEEDLESS
    assert found["visits"] is Verdict.FRESH


def test_a_household_in_the_recycle_bin_has_no_stale_papers(store, village):
    save_records(store, "改电话", [Edit("household", village[0], {"phone": "13900000000"})])
    remove_record(store, "household", village[0], "重复", "删除")
    assert stale_ones(store) == []


def test_the_date_on_the_paper_counts_and_not_the_day_of_looking(store, village, clock):
    clock.at = dt.datetime(2031, 5, 5, 9, 0)
    assert stale_ones(store) == []
