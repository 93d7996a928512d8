# SPDX-License-Identifier: MIT
"""Application, authorisation, survey and letters: what they say follows from facts; who signs is left to the pen."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import DAY, VILLAGE, changed, full_case, texts
from tests.documents.volumes.reading import opened, rows_of
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.facts.letters import adults, letters_of
from villagedesk.documents.volumes.blank import blank_papers
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.models.catalogue.procedure import Monitoring, Process, ProcessStep
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.doings import Facts


def one(case, key, day=DAY):
    (content,) = (content for _, content in papers_of(case, office_of(case.village), day, [key]))
    return content


def blank(year, key):
    (content,) = (content for _, content in blank_papers(VILLAGE, year, DAY, [key]))
    return content


def facts(case, **values):
    return changed(case, facts=case.facts.having(**values))


def told(case, day=DAY):
    return [(letter["种类"], letter["日期"]) for letter in letters_of(case, day)]


def procedure(template, year, **steps):
    done = tuple(
        ProcessStep(id=f"s{key}", step=key, done=day, result=result, round=1) for key, (day, result) in steps.items()
    )
    return Facts(Process(id="p", template=template, year=year), done)


# -- application ------------------------------------------------------------------------------------------------------


def test_the_application_says_who_asks_and_why_and_leaves_the_signature_to_the_pen(full):
    words = texts(one(full, "application"))
    for said in (
        "清溪村村民委员会：", "我家住2组", "家庭人口6人", "劳动力4人", "2016年人均纯收入5823.97元", "因残、因病、缺技术",
        "户主2009年摔伤左腿", "特申请认定为贫困户", "申请人（签字按手印）：", "      年    月    日",
    ):  # fmt: skip
        assert said in words, said
    rows = rows_of(one(full, "application"))
    assert [len(rows[0]), [row[0] for row in rows[1:]]] == [5, [person.name for person in full.people]]


def test_since_2021_it_is_the_application_of_a_monitored_household():
    case = facts(full_case(2023), risks=("illness",), risk_note="女儿住院，自付三万元。")
    words = texts(one(case, "application"))
    assert "监测对象申请书" in words
    assert "特申请认定为监测对象" in words
    assert "女儿住院，自付三万元。" in words
    assert "贫困户申请书" not in words
    watched = facts(full_case(2020), household_type="edge")
    assert "监测对象申请书" in texts(one(watched, "application"))
    assert "贫困户申请书" in texts(one(full_case(2020), "application"))
    assert "防止返贫致贫对象申请书" in texts(one(full_case(2026), "application"))


def test_it_gives_the_risks_of_the_monitoring_record_where_the_year_says_none():
    record = Monitoring(
        id="m", household="h", confirmed_on="2023-03-02", risks=("disaster",), risk_note="暴雨冲毁住房。"
    )
    words = texts(one(changed(full_case(2023), monitorings=(record,)), "application"))
    assert "原因是：因自然灾害。暴雨冲毁住房。" in words
    assert "因残" not in words


def test_what_is_not_known_is_a_line_for_the_pen(thin):
    words = texts(one(thin, "application"))
    assert "劳动力＿＿人" in words
    assert "人均纯收入＿＿＿＿＿元" in words
    assert "因＿＿＿＿＿＿＿＿" in words
    assert "家庭人口＿＿人" in texts(blank(2016, "application"))


def test_what_is_told_of_a_risk_ends_before_the_request_begins():
    case = facts(full_case(2023), risks=("illness",), risk_note="女儿住院，自付三万元")
    assert "自付三万元。特申请认定" in texts(one(case, "application"))
    record = Monitoring(id="m", household="h", risks=("disaster",), risk_note="暴雨冲毁住房")
    assert "冲毁住房。特申请认定" in texts(one(changed(full_case(2020), monitorings=(record,)), "application"))
    silent = Monitoring(id="m", household="h", risks=("disaster",))
    assert "因自然灾害。特申请认定" in texts(one(changed(full_case(2023), monitorings=(silent,)), "application"))


def test_the_blank_application_has_lines_to_tell_the_reason_and_the_filled_one_has_none(full):
    assert "＿" * 50 in texts(blank(2016, "application"))
    assert "＿" * 10 not in texts(one(full, "application"))


@pytest.mark.parametrize(
    ("key", "sign", "wide"), [("application", "申请人（签字按手印）：", 8), ("letter", "发出单位（盖章）", 4)]
)
def test_signature_and_seal_have_their_room_at_the_right_edge(key, sign, wide):
    """Spaces at the end of a line are no room: they are dropped where it ends at the right."""
    (line, *_more) = [one for one in opened(blank(2016, key)).paragraphs if sign in one.text]
    assert line.text == sign
    assert int(line._p.pPr.find(qn("w:ind")).get(qn("w:rightChars"))) == wide * 100


# -- authorisation ----------------------------------------------------------------------------------------------------


def test_each_adult_has_a_row_to_sign_and_nobody_else(full):
    rows = rows_of(one(full, "authorisation"))
    assert [row[1] for row in rows[1:]] == [person.name for person in full.people[:4]]
    assert [row[3] for row in rows[1:]] == [person.member.id_no for person in full.people[:4]]
    assert {row[4] for row in rows[1:]} == {""}
    words = texts(one(full, "authorisation"))
    for said in ("家庭经济状况核查授权书", "户籍", "车辆", "房产", "银行", "工商", "社会保险", "      年    月    日"):
        assert said in words, said
    assert "农户承诺授权书" in texts(one(full_case(2023), "authorisation"))


@pytest.mark.parametrize(("day", "grown"), [("2027-08-31", 4), ("2027-09-01", 5)])
def test_somebody_is_adult_from_the_eighteenth_birthday_on(full, day, grown):
    assert len(adults(full, day)) == grown


def test_who_does_not_count_signs_nothing_and_an_unknown_birth_is_not_left_out(full):
    away = dataclasses.replace(full.people[2], member=full.people[2].member.having(counted=False))
    unknown = dataclasses.replace(full.people[5], member=full.people[5].member.having(birth=None))
    found = adults(changed(full, people=(*full.people[:2], away, unknown)), "2016-12-31")
    assert [row["姓名"] for row in found] == [full.people[0].name, full.people[1].name, unknown.name]


# -- survey -----------------------------------------------------------------------------------------------------------


def test_the_survey_has_its_five_blocks_of_their_sizes(full):
    tables = opened(one(full, "survey")).tables
    sizes = [(len(table.rows), len(table.columns)) for table in tables]
    assert sizes == [(8, 6), (1 + len(full.people) + 2, 12), (8, 6), (14, 4), (3, 2), (1, 3)]
    words = texts(one(full, "survey"))
    for said in (
        "☑低保贫困户", "☑因残", "24000.00", "5823.97", "86.5", "☑砂石路", full.plan.wish, "慢病门诊报销", "6221990000000000123",
        *(person.member.id_no for person in full.people),
    ):  # fmt: skip
        assert said in words, said
    assert words.count("调查人签字") == 2
    assert "调查日期：　　　年    月    日" in words
    assert len(opened(blank(2025, "survey")).tables[1].rows) == 8


def test_the_survey_asks_in_the_order_of_the_entry_screen():
    tables = opened(blank(2016, "survey")).tables
    screen = [*_labels("household"), *_labels("household_year")]
    asked = [cell.text for row in tables[0].rows for cell in row.cells if cell.text in screen]
    assert len(asked) >= 8
    assert asked == sorted(asked, key=screen.index)
    groups = {name: group for group, names in _groups("household_year") for name in names}
    asked = [groups[cell.text] for row in tables[2].rows for cell in row.cells if cell.text in groups]
    assert len(asked) >= 20
    assert asked == sorted(asked, key=[group for group, _names in _groups("household_year")].index)
    told_of = [row.cells[0].text for row in tables[3].rows] + [row.cells[2].text for row in tables[3].rows]
    kinds = [name for name in told_of if name and not name.startswith("　")]
    assert kinds == [
        "工资性收入", "生产经营性收入", "财产性收入：资产收益扶贫分红收入", "财产性收入：其他财产性收入", "年收入",
        "生产经营性支出", "转移性收入", "纯收入", "人均纯收入",
    ]  # fmt: skip


def _groups(entity):
    """Groups of the entry screen, each with the labels as forms have them."""
    for group in (spec := ENTITIES[entity]).groups:
        fields = [field for field in spec.fields if field.group == group]
        yield group.label, [field.label + (f"（{field.unit}）" if field.unit else "") for field in fields]


def _labels(entity):
    return [name for _group, names in _groups(entity) for name in names]


@pytest.mark.parametrize(
    ("year", "standard", "monitored"),
    [(2016, True, False), (2020, True, True), (2023, False, True), (2026, False, True)],
)
def test_a_survey_asks_for_standard_or_risks_as_its_year_does(year, standard, monitored):
    words = texts(blank(year, "survey"))
    assert ("识别标准" in words) is standard
    for name in ("返贫致贫风险", "□因务工就业不稳", "理赔收入", "合规自付支出", "人均收入参考范围"):
        assert (name in words) is monitored, name
    assert ("帮扶对象类型" in words) is (year >= 2026)


def test_the_survey_ticks_the_risks_of_the_year_or_else_of_the_record():
    assert "☑因病 □因学" in texts(one(facts(full_case(2023), risks=("illness",)), "survey"))
    record = Monitoring(id="m", household="h", risks=("disaster",))
    assert "☑因自然灾害" in texts(one(changed(full_case(2023), monitorings=(record,)), "survey"))


# -- letters ----------------------------------------------------------------------------------------------------------


def test_without_a_decision_there_is_no_letter(full, thin):
    assert told(full) == told(thin) == []
    assert told(facts(full, exit_status="pre_exit", exit_year=2016)) == []
    assert told(facts(full, exit_status="exited", exit_year=2015)) == []
    assert told(facts(full_case(2023), monitor_type="edge", monitored_since="2023-05", risk_removed=False)) == [
        ("纳入", "2023年5月")
    ]


def test_identification_and_exit_are_told_by_the_facts_of_the_year(full):
    home = full.household.having(identified="2016-03", identify_year=2016)
    assert told(changed(full, household=home)) == [("确认", "2016年3月")]
    left = facts(full, exit_status="exited_policy", exit_year=2016)
    assert told(left) == [("脱贫", "2016年")]
    words = texts(one(left, "letter"))
    for said in (
        "脱贫告知书",
        "2组阿卜杜勒·买买提江·吐尔逊户：",
        "你户于2016年脱贫退出",
        "（沿此线撕下）",
        "回　执",
        "户主签收",
    ):
        assert said in words, said
    assert "发出单位（盖章）" in words
    assert rows_of(one(left, "letter"))[0][1] == ""


def test_monitoring_and_the_end_of_a_risk_each_have_their_letter():
    turn = Monitoring(
        id="m",
        turn=1,
        kind="sudden",
        confirmed_on="2023-02-08",
        removed_on="2023-11-20",
        removal="helped",
        risks=("illness",),
    )
    case = changed(full_case(2023), monitorings=(turn,))
    assert told(case) == [("纳入", "2023年2月8日"), ("风险消除", "2023年11月20日")]
    content = one(case, "letter")
    assert "类别：突发严重困难户" in texts(content)
    assert "消除方式：帮扶消除" in texts(content)
    assert len(opened(content).tables) == 2
    assert told(changed(full_case(2024), monitorings=(turn,))) == []


def test_a_procedure_of_the_year_goes_before_what_is_stated(full):
    left = facts(full, exit_status="exited", exit_year=2016)
    running = procedure("exit_2016", 2016, township=("2016-11-01", "passed"))
    refused = procedure("exit_2016", 2016, county=("2016-12-01", "refused"))
    passed = procedure("exit_2016", 2016, county=("2016-12-01", "passed"))
    assert told(changed(left, procedures=(running,))) == []
    assert told(changed(left, procedures=(refused,))) == []
    assert told(changed(full, procedures=(passed,))) == [("脱贫", "2016年12月1日")]
    ended = dataclasses.replace(running, process=running.process.having(ended="mistake"))
    assert told(changed(left, procedures=(ended,))) == [("脱贫", "2016年")]


def test_a_decision_of_another_year_is_told_in_its_own_year(full):
    late = procedure("exit_2016", 2016, county=("2017-01-09", "passed"))
    assert told(changed(full, procedures=(late,))) == []
    assert told(changed(full_case(2017), procedures=(late,)), dt.date(2017, 12, 31)) == [("脱贫", "2017年1月9日")]


@pytest.mark.parametrize(
    ("year", "titles"),
    [(2016, ("确认", "脱贫")), (2020, ("确认", "脱贫", "纳入监测", "风险消除")), (2025, ("纳入监测", "风险消除"))],
)
def test_the_blank_set_has_every_letter_of_its_time(year, titles):
    words = texts(blank(year, "letter"))
    assert all(f"{title}告知书" in words for title in titles)
    assert words.count("回　执") == len(titles)
    assert "你户于＿＿" in words


@pytest.mark.parametrize(
    ("year", "title", "called"), [(2025, "纳入监测告知书", "监测对象"), (2026, "纳入帮扶告知书", "防止返贫致贫对象")]
)
def test_the_letter_of_entering_has_the_words_of_its_year(year, title, called):
    record = Monitoring(id="m", turn=1, kind="edge", confirmed_on=f"{year}-02-08", risks=("illness",))
    printed = dict(
        papers_of(
            changed(full_case(year), monitorings=(record,)), office_of(VILLAGE), dt.date(year, 12, 31), ["letter"]
        )
    )
    assert list(printed) == [f"16-{year}年{title}.docx"]
    words = texts(printed[f"16-{year}年{title}.docx"])
    assert f"被认定为{called}（类别：边缘易致贫户）" in words
    assert f"《{title}》已经收到" in words
    assert ("防止返贫监测" in words) is (year < 2026)


def test_between_the_letter_and_the_mark_of_its_seal_35_millimetres_stay_empty():
    lines = opened(blank(2016, "letter")).paragraphs
    (mark, *_more) = [one for one in lines if one.text == "发出单位（盖章）"]
    assert mark.paragraph_format.space_before.mm >= 35
