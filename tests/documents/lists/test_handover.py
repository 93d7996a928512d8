# SPDX-License-Identifier: MIT
"""The list that is signed when households pass to another cadre."""

from __future__ import annotations

import docx
import pytest

from tests.documents import drawing
from tests.documents.conftest import texts
from villagedesk.documents.lists.handover import print_handover
from villagedesk.errors import Refused
from villagedesk.services.helping.handover import HandedLine, HandoverList, Person

LEAVING = Person("周明", "水利局", "科员", "13800001111")
LINE = HandedLine(
    village="清溪村",
    group="1组",
    number="1001",
    head="肖辉",
    size="3",
    level="黄色（每周）",
    role="第一责任人",
    since="2024-01-01",
    last_visit="2026-01-30",
    next_visit="2026-03-01前（期限）",
    open_measures=("产业帮扶，养羊，2026年6月前完成", "健康帮扶，<b>&{{ 户 }}"),
)


def lists(*counts):
    return [
        HandoverList(LEAVING, Person(f"接任{place}", "", "", ""), "2026-02-28", "工作调动", (LINE,) * count)
        for place, count in enumerate(counts, 1)
    ]


def test_each_successor_has_a_list_with_the_households_and_empty_places_to_sign(tmp_path):
    path = tmp_path / "清单.docx"
    print_handover(lists(2, 1), path, "清溪村", "2026-03-02")
    document = docx.Document(str(path))
    first, second = document.tables
    assert [len(table.rows) - 2 for table in (first, second)] == [2, 1]
    (signing,) = first.rows[-1].cells[0].tables
    assert [cell.text for cell in first.rows[1].cells] == [
        "1", "清溪村 1组", "1001", "肖辉", "3", "黄色（每周）", "第一责任人", "2024-01-01", "2026-01-30",
        "2026-03-01前（期限）", "1. 产业帮扶，养羊，2026年6月前完成\n2. 健康帮扶，<b>&{{ 户 }}",
    ]  # fmt: skip
    assert [cell.text.split("\n")[0] for cell in signing.rows[0].cells] == [
        "移交人签字：", "接收人签字：", "监交人签字：", "村民委员会（盖章）",
    ]  # fmt: skip
    words = texts(path)
    assert "移交人：周明　水利局 科员　13800001111" in words
    assert "（清溪村　移交日期：2026年2月28日　共2户）" in words
    assert "{%" not in words


@pytest.mark.office
@drawing.NEEDED
def test_whoever_signs_does_so_below_a_household_however_many_there_are(tmp_path):
    """A list of six to ten had its signatures alone on the next page."""
    for count in range(1, 25):
        print_handover(lists(count), tmp_path / f"{count}.docx", "清溪村", "2026-03-02")
    print_handover(lists(2, 1), tmp_path / "两人.docx", "清溪村", "2026-03-02")
    drawing.laid_out(tmp_path)
    pages = {path.stem: drawing.bodies(path) for path in tmp_path.glob("*.pdf")}
    assert len(pages["两人"]) == 2
    assert [len(pages[str(count)]) for count in range(1, 25)] == [1] * 5 + [2] * 13 + [3] * 6
    for name, some in pages.items():
        assert "肖辉" in some[-1], name
        assert "最近走访" in some[-1], name  # the head is repeated
        assert "监交人签字" in some[-1], name
        assert not drawing.cut_off(tmp_path / f"{name}.docx", tmp_path / f"{name}.pdf"), name


def test_another_extension_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"\.docx"):
        print_handover(lists(1), tmp_path / "清单.pdf", "清溪村", "2026-03-02")
