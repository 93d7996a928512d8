# SPDX-License-Identifier: MIT
"""D09–D12: what minutes, notices, reports and announcements say, what they leave to the pen, and what they do not invent."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image

from tests.documents.conftest import parts_of, texts
from villagedesk.documents.papers import ANNOUNCEMENT, NOTICE, NOTICE_REPORT
from villagedesk.documents.public import notice_words
from villagedesk.documents.public.gatherings import blank_papers, make_papers, write_papers
from villagedesk.documents.public.minutes import blank_minutes
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.procedure import Meeting, Notice, NoticeItem, ProcessStep
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.services.procedure.procedures import record_step, start
from villagedesk.store import pictures, reads

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

VILLAGE = village_id("510199100201")
ADULT = "1962-03-05"


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "#88aacc").save(out, "JPEG")
    return out.getvalue()


JPEG = _photo()


def household(store: Store, *who: tuple[str, str | None], group: str = "2", year: int = 2016, head: bool = True) -> str:
    edits = [Edit("household", "", {"village": VILLAGE, "group": group, "phone": "13912345678"}, "h")]
    for place, (name, birth) in enumerate(who):
        edits.append(
            Edit("member", "", {"household": "@h", "position": place, "name": name, "birth": birth}, f"m{place}")
        )
        relation = "head" if place == 0 and head else "son"
        edits.append(Edit("member_year", "", {"member": f"@m{place}", "year": year, "relation": relation}))
    return save_records(store, "登记", edits).ids["h"]


def notice(
    store: Store, households: list[str], template: str = "exit_2016", kind: str = "village", **facts: object
) -> Notice:
    known = {
        "village": VILLAGE,
        "start": "2016-11-10",
        "end": "2016-11-16",
        "kind": kind,
        "place": "村公示栏",
        "phones": "028-84840001",
    }
    edits = [Edit("notice", "", {**known, **facts}, "n")]
    for one in households:
        process = start(store, one, template, "2016-11-01").ids["process"] if template else None
        for step in ("appraisal", "verify") if template else ():
            record_step(store, process, step, {"done": "2016-11-05", "result": "passed"})
        edits.append(Edit("notice_item", "", {"notice": "@n", "household": one, "process": process}))
    return reads.get(store, Notice, save_records(store, "公示", edits).ids["n"])


def printed(store: Store, one: Notice | Meeting, key: str) -> tuple[str, list[str]]:
    made = make_papers(store, [one], [key])
    ((_name, content),) = made.papers
    assert "{{" not in texts(content)
    assert "{%" not in texts(content)
    return texts(content), [sentence for _title, sentence in made.notes]


def test_a_notice_says_what_was_entered_and_leaves_seal_and_date_to_people(store):
    rows = [household(store, (name, ADULT), ("小宝", "2012-01-01")) for name in ("张三", "李四", "王五")]
    text, notes = printed(store, notice(store, rows), NOTICE.key)
    assert notes == []
    for words in (
        "（第一榜）", "《关于建立贫困退出机制的意见》（厅字〔2016〕16号），经民主评议、村级核实，",
        "现将清溪村2016年建档立卡贫困户拟退出名单（共3户6人）予以公示", "自2016年11月10日起至2016年11月16日止，共7天",
        "公示地点：村公示栏", "028-84840001；12317（扶贫监督举报电话）、12345", "附件：2016年建档立卡贫困户拟退出名单",
        "清溪村村民委员会", "（盖章）", "年    月    日",
    ):  # fmt: skip
        assert words in text, words
    assert "小宝" not in text


@pytest.mark.parametrize(("kind", "key"), [("township", NOTICE.key), ("announce", ANNOUNCEMENT.key)])
def test_whose_list_it_is_stands_in_the_text_and_above_the_list(store, kind, key):
    """Township and county put up lists of many villages, and a list gets apart from its text."""
    rows = [household(store, (f"张{place}", ADULT)) for place in range(13)]
    text, _name, annex = printed(store, notice(store, rows, kind=kind), key)[0].rpartition("附件")
    assert "清溪村2016年" in text.partition("现将")[2]
    assert "（示范县示范镇清溪村）" in annex


def test_the_report_of_a_township_says_whose_list_hung(store):
    one = notice(store, [household(store, ("张三", ADULT))], kind="township")
    assert "示范镇清溪村2016年建档立卡贫困户退出审核名单（共1户）" in printed(store, one, NOTICE_REPORT.key)[0]


@pytest.mark.parametrize(
    ("kind", "typed", "notice_by", "report_by"),
    [
        ("village", None, "清溪村村民委员会", "清溪村村民委员会"),
        ("village", "清溪村脱贫攻坚办公室", "清溪村脱贫攻坚办公室", "清溪村脱贫攻坚办公室"),
        ("township", None, "示范镇人民政府", "清溪村村民委员会"),
        ("township", "示范镇扶贫办公室", "示范镇扶贫办公室", "清溪村村民委员会"),
    ],
)
def test_the_village_seals_the_report_on_whatever_hung_there_and_each_its_own_notice(
    store, kind, typed, notice_by, report_by
):
    """domain.md §6.5: D10 has the seal of whose list it is, D11 that of the village; §3.1 step 3a."""
    one = notice(store, [household(store, ("张三", ADULT))], kind=kind, issued_by=typed)
    for key, signed in ((NOTICE.key, notice_by), (NOTICE_REPORT.key, report_by)):
        lines = printed(store, one, key)[0].splitlines()
        assert lines[lines.index("（盖章）") + 1] == signed, key


def test_what_was_left_out_of_a_unit_is_said_only_where_the_unit_stands(store):
    one = notice(store, [household(store, ("张三", ADULT))], kind="township", issued_by="扶贫办13912345678")
    assert [any("落款" in said for said in printed(store, one, key)[1]) for key in (NOTICE.key, NOTICE_REPORT.key)] == [
        True,
        False,
    ]


def test_the_list_has_two_blocks_of_four_columns_in_order_of_the_groups(store):
    rows = [
        household(store, ("李四", ADULT), group="10"),
        household(store, ("张三", ADULT), group="2组"),
        household(store, ("王五", ADULT), group="3"),
    ]
    content = make_papers(store, [notice(store, rows)], [NOTICE.key]).papers[0][1]
    (table,) = docx.Document(io.BytesIO(content)).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["序号", "村民小组", "户主姓名", "人口"] * 2
    assert cells[1] == ["1", "2组", "张三", "1", "2", "3组", "王五", "1"]
    assert cells[2] == ["3", "10组", "李四", "1", "", "", "", ""]
    assert "tblHeader" in table.rows[0]._tr.xml


@pytest.mark.parametrize(
    ("birth", "head", "why"),
    [
        ("2004-01-01", True, "未满18周岁"),
        (None, True, "不能确认已成年"),
        (ADULT, False, "没有登记户主"),
        ("1998-11-11", True, "未满18周岁"),
    ],
)
def test_a_head_who_is_no_adult_is_not_named_and_whoever_prints_is_told(store, birth, head, why):
    text, notes = printed(store, notice(store, [household(store, ("张三", birth), head=head)]), NOTICE.key)
    assert "张三" not in text
    assert [why in note for note in notes] == [True]


def test_a_head_is_named_from_the_eighteenth_birthday_on(store):
    text, notes = printed(store, notice(store, [household(store, ("张三", "1998-11-10"))]), NOTICE.key)
    assert "张三" in text
    assert notes == []


def test_typed_numbers_are_left_out_and_told_and_what_is_missing_too(store):
    one = notice(
        store, [household(store, ("张三", ADULT))], place="村口（13500001111）", phones="13912345678", end="2016-11-12"
    )
    text, notes = printed(store, one, NOTICE.key)
    assert "135" not in text
    assert "13912345678" not in text  # it is that of the household
    assert "公示地点：村口（****）" in text
    told = "\n".join(notes)
    assert all(word in told for word in ("公示地点", "监督电话", "共3天，少于规定的7天"))
    empty = notice(store, [], template="", place=None, phones=None)
    text, notes = printed(store, empty, NOTICE.key)
    assert len(notes) == 3
    assert "公示地点：＿＿" in text


def test_a_child_of_a_household_that_is_not_on_the_list_is_not_named_either(store):
    household(store, ("赵大", ADULT), ("赵小明", "2012-01-01"))
    one = notice(
        store, [household(store, ("张三", ADULT))], objected=True, objections="赵小明（8岁）患白血病，赵大反映"
    )
    text, notes = printed(store, one, NOTICE_REPORT.key)
    assert not any(secret in text for secret in ("赵小明", "小明", "白血病"))
    assert any("赵小明" in note for note in notes)


def test_households_of_two_procedures_stand_on_two_sheets(store):
    exits = notice(store, [household(store, ("张三", ADULT))])
    process = start(store, other := household(store, ("李四", ADULT)), "identify_2014", "2016-03-01").ids["process"]
    save_records(store, "加", [Edit("notice_item", "", {"notice": exits.id, "household": other, "process": process})])
    made = make_papers(store, [exits], [NOTICE.key])
    assert sorted(name for name, _content in made.papers) == [
        "2016-11-10 清溪村 关于2016年建档立卡贫困户初选名单的公示.docx",
        "2016-11-10 清溪村 关于2016年建档立卡贫困户拟退出名单的公示.docx",
    ]
    assert [("张三" in texts(content), "李四" in texts(content)) for _name, content in made.papers] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


@pytest.mark.parametrize(
    ("after", "title", "done"),
    [("agree", "拟退出名单", "民主评议、村级核实"), ("county", "退出名单", "民主评议、村级核实")],
)
def test_a_notice_that_a_county_added_is_no_board_and_after_the_decision_no_proposal(store, after, title, done):
    edition = {"template": "exit_2016", "year": 2016, "source": "县办法"}
    step = {"edition": "@e", "step": "再次公示", "after": after, "form": "notice", "notice": "village", "least": 3}
    save_records(store, "调整", [Edit("procedure_edition", "", edition, "e"), Edit("edition_step", "", step)])
    one = notice(store, [household(store, ("张三", ADULT))], end="2016-11-11")
    (item,) = reads.of_owner(store, NoticeItem, one.id)
    save_records(store, "改", [Edit("notice_item", item.id, {"step": "再次公示"})])
    text, notes = printed(store, one, NOTICE.key)
    assert f"关于2016年建档立卡贫困户{title}的公示" in text.replace("\n", "")
    assert ("第一榜" in text, done in text) == (False, True)
    assert "公示期共2天，少于规定的3天。请核对起止日期。" in notes


def test_a_notice_waits_until_what_was_done_before_it_is_decided(store):
    one = notice(store, [household(store, ("张三", ADULT))])
    step = next(each for each in reads.where(store, ProcessStep) if each.step == "appraisal")
    for sides, waits in ((("passed", "failed"), True), (("passed",), False)):
        with store.change("两种填写") as change:
            change.settle("process_step", step.id, "result", list(sides))
        if waits:
            with pytest.raises(Refused, match=r"没有打印：.*还没有裁决"):
                printed(store, one, NOTICE.key)
        else:
            assert "经民主评议、村级核实" in printed(store, one, NOTICE.key)[0]


def test_an_announcement_announces_and_its_short_list_stands_in_the_text(store):
    one = notice(store, [household(store, ("张三", ADULT))], kind="announce")
    assert [name for name, _ in make_papers(store, [one]).papers] == [
        "2016-11-10 清溪村 关于2016年建档立卡贫困户退出名单的公告.docx"
    ]
    text, _notes = printed(store, one, ANNOUNCEMENT.key)
    assert "予以公告" in text
    assert "名单如下" in text
    assert "附件" not in text
    many = notice(store, [household(store, (f"张{place}", ADULT)) for place in range(9)], kind="announce")
    assert "附件：" in printed(store, many, ANNOUNCEMENT.key)[0]


def test_the_report_says_what_came_of_it_and_shows_the_photos_there_are(store):
    digest = pictures.keep(store, "image/jpeg", JPEG)
    one = notice(store, [household(store, ("张三", ADULT))], objected=False, taken_down="2016-11-17", photo_up=digest)
    content = make_papers(store, [one], [NOTICE_REPORT.key]).papers[0][1]
    text = texts(content)
    assert "☑无 □有" in text
    assert "异议及处理：无。" in text
    assert "公示于2016年11月17日撤下" in text
    assert "张三" not in text
    table = docx.Document(io.BytesIO(content)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", ""],
        ["远景", "近景"],
        ["", ""],
        ["张贴", "揭下"],
    ]
    assert ["<wp:inline" in cell._tc.xml for row in table.rows for cell in row.cells].count(True) == 1
    assert "word/media/photo3.jpeg" in parts_of(content)
    unsaid = notice(store, [household(store, ("李四", ADULT))])
    assert "□无 □有" in printed(store, unsaid, NOTICE_REPORT.key)[0]


def test_photos_that_are_damaged_or_gone_are_named_beside_the_report_and_nowhere_else(store):
    damaged = pictures.keep(store, "image/jpeg", JPEG[: len(JPEG) // 2])
    held = pictures.keep(store, "image/jpeg", JPEG)
    photos = {"photo": damaged, "photo_near": "f" * 64, "photo_up": held}
    one = notice(store, [household(store, ("张三", ADULT))], objected=False, **photos)
    made = make_papers(store, [one])
    named = {(title, note) for title, note in made.notes if "照片" in note}
    assert len({title for title, _note in named}) == 1
    assert {note for _title, note in named} == {
        "“远景照片”已损坏，没有印。请在这条记录中重新选一次照片。",
        "“近景照片”已丢失，没有印。请在这条记录中重新选一次照片。",
    }
    assert not [note for _title, note in make_papers(store, [one], [NOTICE.key]).notes if "照片" in note]


def meeting(store: Store, **facts: object) -> Meeting:
    row = household(store, ("张三", ADULT))
    process = start(store, row, "exit_2016", "2016-11-01").ids["process"]
    known = {
        "village": VILLAGE,
        "date": "2016-11-05",
        "kind": "appraisal",
        "chair": "李书记",
        "expected": 35,
        "present": 30,
    }
    edits = [
        Edit("meeting", "", {**known, **facts}, "m"),
        Edit(
            "meeting_item",
            "",
            {"meeting": "@m", "household": row, "process": process, "in_favour": 20, "against": 8, "abstained": 2},
        ),
    ]
    return reads.get(store, Meeting, save_records(store, "会", edits).ids["m"])


def test_minutes_have_the_votes_what_follows_from_them_and_a_place_to_sign_for_everybody_expected(store):
    content = make_papers(store, [meeting(store)]).papers[0][1]
    facts, votes, closing, signing = docx.Document(io.BytesIO(content)).tables
    assert [cell.text for cell in facts.rows[3].cells] == ["实到人数", "30", "到会比例", "85.7%"]
    assert [cell.text for cell in votes.rows[1].cells] == ["1", "2组 张三", "1", "贫困户退出", "20", "8", "2", "通过"]
    assert [cell.text for cell in closing.rows[1].cells][1::2] == ["", ""]  # nobody's name stands where somebody signs
    places = [[cell.text for cell in row.cells] for row in signing.rows[1:]]
    assert len(places) == 12
    assert places[-1] == ["34", "", "35", "", "", ""]
    assert all(row[1] == row[3] == row[5] == "" for row in places)


def test_blank_minutes_have_votes_on_the_page_of_the_resolution_too(store):
    """Fifteen rows filled the first page, and whoever signed stood on one without a vote."""
    facts, votes, closing, _signing = docx.Document(
        io.BytesIO(blank_minutes(Village(name="清溪村"), "2016-12-31"))
    ).tables
    assert facts.rows[0].cells[1].text == "    年   月   日"
    assert len(votes.rows) == 27
    assert "决议" in closing.rows[0].cells[0].text


def test_votes_that_were_not_entered_decide_nothing(store):
    content = make_papers(store, [meeting(store, present=None)]).papers[0][1]
    assert docx.Document(io.BytesIO(content)).tables[1].rows[1].cells[7].text == ""


def test_blank_forms_have_the_village_and_lines_for_the_pen(store):
    made = blank_papers(store)
    assert [name for name, _content in made.papers] == [
        f"{title}（空白表）.docx" for title in ("民主评议会议记录", "公示", "公示情况说明", "公告")
    ]
    for name, content in made.papers:
        text = texts(content)
        assert "清溪村" in text, name
        assert "12317" not in text
        assert "{" not in text


def test_papers_of_a_file_that_is_held_open_are_refused_with_the_reason(store, tmp_path, monkeypatch):
    made = blank_papers(store, ["notice"])
    write_papers(store, made, tmp_path / "公示")
    assert [path.name for path in (tmp_path / "公示").iterdir()] == ["公示（空白表）.docx"]

    def deny(self: Path, _target: Path) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(tmp_path), "replace", deny)
    with pytest.raises(EnvironmentProblem, match="没有写到"):
        write_papers(store, made, tmp_path / "公示")
    with pytest.raises(Refused, match="没有名为“cover”的文书"):
        blank_papers(store, ["cover"])


def test_wordings_follow_procedure_and_year():
    assert notice_words.list_name("monitor", "village", 2023) == "拟纳入监测对象名单"
    assert notice_words.list_name("monitor", "village", 2026) == "拟纳入防止返贫致贫对象名单"
    assert notice_words.list_name("", "village", 2023) == ""
    assert notice_words.title("low_income", "village", 2026, "公示") == "关于2026年拟认定低收入人口名单的公示"
    assert "第649号" in notice_words.ground("low_income", 2026)
    assert notice_words.list_name("low_income_stop", "village", 2026) == "拟停止救助名单"
    assert notice_words.list_name("care_end", "announce", 2026) == "退出城市关爱援助名单"  # a county may put one up
    assert "第649号" in notice_words.ground("low_income_stop", 2026)
    assert [notice_words.board(kind, "township") for kind in ("exit", "monitor")] == ["第二榜", ""]
    assert "〔2016〕" not in notice_words.ground("exit", 2015)
    assert "国开发〔2020〕6号" in notice_words.ground("monitor", 2020)
    assert "中农组发〔2021〕7号" in notice_words.ground("removal", 2021)
    assert "〔" not in notice_words.ground("monitor", 2026)
    assert notice_words.hotlines(2014, "") == "12345（政务服务便民热线）"
    assert notice_words.hotlines(2023, "12345") == "12317（防止返贫监测和乡村振兴咨询服务热线）"
    assert notice_words.title("exit", "village", 2016, "公示").count("\n") == 1
    assert "\n" not in notice_words.title("exit", "village", 2014, "公示")
