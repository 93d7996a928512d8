# SPDX-License-Identifier: MIT
"""The papers of the demo's meetings, notices, exits and monitoring as an office suite draws them, and opened again."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest

from tests.documents.drawing import DRAWN, cut_off, laid_out
from villagedesk.demo import NOW, YEAR
from villagedesk.demo.township import print_apart
from villagedesk.demo.villages import VILLAGES
from villagedesk.documents.volumes.batch import Order, print_volumes
from villagedesk.services.opening.files import open_village_file
from villagedesk.store.households import Query, ids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = DRAWN
PAGES = {  # words of the file name → how many pages such a paper may have, by itself and where it says more
    "会议记录": {2},  # what was voted, and the sheet of signatures
    "的公示情况说明": {2},  # text, and places for photos
    "的公示": {2},  # text, and the list
    "的公告": {1},
    "脱贫退出核实表": {2},
    "贫困村登记表": {2},
    "贫困村退出认定表": {1},
    "收支公示情况说明": {2},  # text, and places for photos
    "个人档案（一人一档）": {3},  # cover, contents and remarks
    "监测对象核查审批表": {2, 3},  # the third where the removal of the risk is dealt with
}
REPORT = "村级年度工作报告"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, township_file: Path) -> dict[str, Path]:
    """{name: its Word file}; the PDF lies beside it."""
    folder = tmp_path_factory.mktemp("papers")
    copy = shutil.copyfile(township_file, folder / township_file.name)  # printing is noted in the file
    with open_village_file(copy, "") as store:
        print_apart(store, folder / "apart")
        households = tuple(ids(store, Query(filters=(("village", VILLAGES[0].name),))))
        watched = _watched(store, households)
        order = Order(watched, YEAR, folder / "volumes", ("monitoring",), document_date=NOW.date())
        assert len(print_volumes(store, order).written) == len(watched)
    drawn = folder / "drawn"
    drawn.mkdir()
    for path in [*(folder / "apart").rglob("*.docx"), *(folder / "volumes").rglob("*.docx")]:
        shutil.copyfile(path, drawn / f"{path.parent.name} {path.name}")
    laid_out(drawn)
    return {path.stem: path for path in sorted(drawn.glob("*.docx"))}


def _watched(store: object, households: tuple[str, ...]) -> tuple[str, ...]:
    from villagedesk.services.casefile.casefiles import load_casefiles

    return tuple(case.household.id for case in load_casefiles(store, households) if case.monitorings)  # type: ignore[arg-type]


def words(path: Path) -> str:
    told = subprocess.run(["pdftotext", path.with_suffix(".pdf"), "-"], capture_output=True, text=True, check=True)  # fmt: skip
    return told.stdout


def test_there_is_one_of_every_kind_and_each_has_its_pages(papers: dict[str, Path]) -> None:
    seen: dict[str, set[int]] = {}
    for name, path in papers.items():
        if REPORT in name:
            continue
        kind = next(one for one in PAGES if one in name)
        pages = len(words(path).removesuffix("\f").split("\f"))
        assert pages in PAGES[kind], (name, pages)
        seen.setdefault(kind, set()).add(pages)
    assert seen == PAGES


def test_nothing_of_the_template_language_is_left_and_no_page_is_empty(papers: dict[str, Path]) -> None:
    for name, path in papers.items():
        text = words(path)
        assert "{{" not in text, name
        assert "{%" not in text, name
        for page in text.removesuffix("\f").split("\f"):
            body = re.sub(r"\s|—\d+—|档号：\d*|生成日期：.*|第\d+页共\d+页", "", page)
            assert len(body) > 10, name


def test_every_paper_can_be_opened_again_and_all_that_it_says_is_drawn(papers: dict[str, Path]) -> None:
    for name, path in papers.items():
        paper = docx.Document(str(path))
        texts = [paragraph.text for paragraph in paper.paragraphs]
        cells = {cell._tc: cell.text for table in paper.tables for row in table.rows for cell in row.cells}
        assert not any("{{" in text or "{%" in text for text in [*texts, *cells.values()]), name
        assert not cut_off(path, path.with_suffix(".pdf")), name


def test_the_papers_say_what_was_typed(papers: dict[str, Path]) -> None:
    said: Callable[[str], str] = lambda part: "".join(  # noqa: E731
        re.sub(r"\s", "", words(path)) for name, path in papers.items() if part in name
    )
    assert "12345" in said("2014年贫困户审核名单的公示")
    assert "其中异议成立1户" in said("2016年建档立卡贫困户拟退出名单的公示情况说明")
    assert "共3户" in said("2016年建档立卡贫困户退出名单的公告")
    assert "1.02%（贫困人数9人÷农业户籍人口883人）" in said("贫困村退出认定表")
    assert "是否危房户：是、危房级别：C级" in said("2016年脱贫退出核实表")
    assert "2025年12月29日起至2026年1月5日" in said("2025年监测对象拟消除风险名单的公示")
    assert "自2025年7月5日起至2025年7月14日止" in said("收支公示情况说明")
    assert "GA2025-01" in said("个人档案（一人一档）")
    assert "已经纳入，帮扶方案没有登记" in said("个人档案（一人一档）")
    unbroken = "".join(words(path) for name, path in papers.items() if "个人档案（一人一档）" in name)
    assert "PG2025-01-2" in unbroken, "the number of an assessment stands on one line"
    assert "☑因务工就业不稳" in said("监测对象核查审批表")
