# SPDX-License-Identifier: MIT
"""村级年度工作报告: every number is one of the roll-ups; charts hold the numbers of the text; what no figure says is left out."""

from __future__ import annotations

import re
import zipfile

import pytest
from docx import Document

from tests.documents.conftest import VILLAGE, parts_of, texts
from villagedesk.documents.village.printing import VILLAGE_PAPERS, VillageOrder, print_village_paper, village_paper
from villagedesk.errors import Cancelled, Refused
from villagedesk.services.figures.rollups import read_rollup
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store.rollups import Where

YEAR = 2016


@pytest.fixture
def report(store, village_of, tmp_path):
    village_of(3)
    return print_village_paper(store, VillageOrder(village_paper("village_report"), VILLAGE.id, YEAR, tmp_path))[0]


def chart_of(path, number):
    with zipfile.ZipFile(path) as package:
        xml = package.read(f"word/charts/chart{number}.xml").decode("utf-8")
    points = re.findall(r"<c:v>([^<]*)</c:v>", xml)
    assert re.findall(r'ptCount val="(\d+)"', xml) == [str(len(points) // 2)] * 2
    return dict(zip(points[: len(points) // 2], points[len(points) // 2 :], strict=True))


def test_it_is_called_by_the_village_and_what_the_year_calls_it(report):
    assert report.name == "清溪村-2016年村级年度工作报告.docx"
    assert Document(str(report)).paragraphs[0].text == "清溪村2016年度\n精准扶贫工作报告"


def test_the_numbers_of_text_charts_and_annexes_are_those_of_the_roll_ups(store, report):
    causes = read_rollup(store, "causes", YEAR, Where(VILLAGE.id))
    total = next(causes.lines()).values
    assert f"建有档案的农户共{total[0]}户{total[1]}人" in texts(report)
    drawn = chart_of(report, 1)
    assert sum(map(int, drawn.values())) == total[0]
    for name, number in drawn.items():
        assert re.search(rf"主要致贫原因：.*{name}{number}户", texts(report))
    document = Document(str(report))
    annex = next(table for table in document.tables if table.cell(1, 0).text == "合计")
    assert [cell.text for cell in annex.rows[1].cells][1:] == [str(total[0]), str(total[1])]


def test_nothing_of_the_template_language_is_left_and_its_parts_can_be_opened(report):
    for name, content in parts_of(report.read_bytes()).items():
        if name.endswith(".xml"):
            assert b"{{" not in content, name
            assert b"{%" not in content, name


def test_lines_of_nothing_are_left_out_and_the_note_says_so(report):
    document = Document(str(report))
    annexes = [table for table in document.tables if table.cell(0, 0).text == "项目"]
    assert len(annexes) == 15
    assert all(len(table.rows) > 1 for table in annexes)
    for table in annexes:
        for row in table.rows[1:]:
            numbers = [cell.text for cell in row.cells[1:]]
            assert set(numbers) == {""} or set(numbers) != {"0"}
    assert texts(report).count("各项都是零的行没有列出。") == len(annexes)


def test_what_people_mean_to_do_next_is_left_to_them(report):
    paragraphs = [one.text for one in Document(str(report)).paragraphs]
    place = paragraphs.index("十、下一步工作打算")
    assert paragraphs[place + 1 : place + 6] == [""] * 5


def test_each_annex_is_named_on_a_line_of_its_own_without_a_stop(report):
    paragraphs = [one.text for one in Document(str(report)).paragraphs]
    first = next(place for place, text in enumerate(paragraphs) if text.startswith("附件："))
    named = [text for text in paragraphs[first : first + 30] if re.match(r"(附件：)?\d+\.", text)]
    assert named[0] == "附件：1.基本情况"
    assert named[1] == "2.年度变动"
    assert len(named) == len([text for text in paragraphs if re.fullmatch(r"附件\d+", text)])
    assert not [text for text in named if text[-1] in "；。"]


def test_monitoring_and_projects_have_chapters_only_where_there_are_some(store, village_of, tmp_path):
    homes = village_of(2)
    order = VillageOrder(village_paper("village_report"), VILLAGE.id, 2023, tmp_path)
    without = texts(print_village_paper(store, order)[0])
    assert "、防止返贫监测" not in without
    assert "、项目资金" not in without
    watch = {
        "household": homes[0], "kind": "edge", "clue_source": "cadre", "clue_on": "2022-05-01",
        "confirmed_on": "2022-05-06", "removed_on": "2023-06-09",
    }  # fmt: skip
    project = {"village": VILLAGE.id, "name": "灌溉水渠", "year": 2023}
    save_records(store, "记", [Edit("monitoring", "", watch), Edit("project", "", project)])
    told = texts(print_village_paper(store, order)[0])
    counted = next(iter(read_rollup(store, "monitoring_course", 2023, Where(VILLAGE.id)).lines())).values
    assert counted[0] == 1
    assert re.search(rf"八、防止返贫监测\n监测类别与风险：[^\n]*合计1户。\n当年消除：6月1户{counted[1]}人。\n", told)
    assert "年末未消除" not in told.partition("、项目资金")[0]
    save_records(store, "再记", [Edit("monitoring", "", watch | {"household": homes[1], "removed_on": ""})])
    told = texts(print_village_paper(store, order)[0])
    assert f"当年消除：6月1户{counted[1]}人。\n年末未消除：1户" in told
    assert "项目资金：项目1项" in told
    assert "十二、下一步工作打算" in told


def test_a_village_without_households_has_a_report_without_charts(store, tmp_path):
    saved = save_records(store, "村", [Edit("village", "", {"name": "空村", "code": "510199100209"}, "v")])
    path = print_village_paper(store, VillageOrder(village_paper("village_report"), saved.ids["v"], YEAR, tmp_path))[0]
    assert "建有档案的农户共0户0人" in texts(path)
    assert not [table for table in Document(str(path)).tables if len(table.rows) == 1]  # no annex of nothing
    with zipfile.ZipFile(path) as package:
        assert b"<c:chart " not in package.read("word/document.xml")


def test_it_can_be_given_up_and_leaves_nothing(store, village_of, tmp_path):
    village_of(1)

    def stop():
        raise Cancelled("停")

    with pytest.raises(Cancelled):
        print_village_paper(
            store, VillageOrder(village_paper("village_report"), VILLAGE.id, YEAR, tmp_path / "报告"), stop
        )
    assert not (tmp_path / "报告").exists()


def test_an_unknown_paper_is_refused_with_those_that_there_are():
    with pytest.raises(Refused, match="village_exit"):
        village_paper("nothing")
    assert [village_paper(one.key) for one in VILLAGE_PAPERS] == list(VILLAGE_PAPERS)


def test_a_report_has_no_blank_form(store, village_of, tmp_path):
    village_of(1)
    with pytest.raises(Refused, match="没有空白表"):
        print_village_paper(
            store, VillageOrder(village_paper("village_report"), VILLAGE.id, YEAR, tmp_path, blank=True)
        )
    assert not list(tmp_path.glob("*.docx"))
