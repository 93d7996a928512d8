# SPDX-License-Identifier: MIT
"""Papers of people in special hardship and of needs: what they say, what they leave to the pen, what the public does not read."""

from __future__ import annotations

from random import Random

import pytest

from tests.documents.conftest import texts
from tests.documents.registers.caring import ID_NO, ILLNESS, PHONE, cared_for, needed
from tests.documents.registers.conftest import VILLAGE
from tests.documents.registers.reading import made, tabled
from tests.documents.volumes.test_batch import contest
from villagedesk.documents.registers.declared import papers_of, register_paper
from villagedesk.documents.registers.making import BookOrder, blank_book_papers, make_book_papers
from villagedesk.documents.registers.standing import book_standings
from villagedesk.documents.registers.writing import write_book_papers
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.errors import Refused
from villagedesk.services.keeping.exportlog import MARK, purpose
from villagedesk.services.keeping.records import Edit, Removal, save_records


@pytest.fixture
def ids(store, homes):
    return cared_for(store, homes)


@pytest.fixture
def wishes(store, homes):
    return needed(store, homes)


def words(store, key, *rows):
    return texts(made(store, key, *rows).content)


def test_the_registration_says_who_the_person_is_as_his_case_file_does(store, ids):
    said = words(store, "special_form", ids["known"])
    for text in (
        "王大山", "男 汉族", "1956年2月3日（68岁）", ID_NO, PHONE, "3组", "☑重大疾病 □残疾", "☑生活困难", ILLNESS,
        "☑社区（村）排查", "第一网格", "王小山", "2025年2月2日",
    ):  # fmt: skip
        assert text in said, text


def test_somebody_who_is_not_on_file_is_as_he_was_registered(store, ids):
    said = words(store, "special_form", ids["stranger"])
    for text in ("罗不在册", "女", "1980年1月1日（45岁）", "510199198001012010", "☑单亲困难家庭"):
        assert text in said, text


def test_an_assessment_is_a_paper_of_its_own_with_its_person_and_conclusion(store, ids):
    first, second = (words(store, "appraisal_form", ids[key]) for key in ("first", "second"))
    for said in (first, second):
        assert "王大山" in said
        assert "☑重大疾病" in said
    for text in ("第1次评估", "☑纳入 □不纳入 □暂缓", "82", "☑黄色（每周）", "周明、李正"):
        assert text in first, text
        assert text not in second, text
    for text in ("第2次评估", "□纳入 □不纳入 ☑暂缓", "再看", "2025年12月1日"):
        assert text in second, text


def test_a_plan_names_the_adviser_of_the_list_and_adds_its_measures_up(store, ids):
    one = made(store, "care_plan_form", ids["plan"])
    said = texts(one.content)
    for text in (
        "王大山",
        "周明",
        "示范县人民医院",
        "13800001111",
        "叁仟陆佰元整",
        "每月随访",
        "2025年4月12日",
        "同意",
    ):
        assert text in said, text
    assert "没有用的名字" not in said
    sums = next(row for row in tabled(one.content) if row[0] == "合计")
    assert "3600.00" in sums
    save_records(store, "顾问", [Edit("care_plan", ids["plan"], {"cadre": None})])
    assert "没有用的名字" in words(store, "care_plan_form", ids["plan"])


@pytest.mark.parametrize("key", ["special_form", "appraisal_form", "care_plan_form"])
def test_what_is_said_of_a_person_bears_the_mark_and_needs_a_purpose_and_an_entry_in_the_log(store, ids, tmp_path, key):
    row = {"special_form": "known", "appraisal_form": "first", "care_plan_form": "plan"}[key]
    one = made(store, key, ids[row])
    assert MARK in texts(one.content)
    assert {"困难类型", "证件号码"} <= set(one.sensitive)
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Refused):
        write_book_papers(store, [one], out, None)
    assert list(out.iterdir()) == []
    write_book_papers(store, [one], out, purpose("乡镇", "核对评估材料"))
    assert len(list(out.iterdir())) == 1
    assert store.value("SELECT count(*) FROM export_entry WHERE removed IS NULL") == 1


def test_places_to_sign_are_there_and_nobody_stands_in_them(store, ids):
    for key, row, marks in (
        ("special_form", "known", ("本人或监护人签字：", "登记人签字：", "村（社区）意见：", "乡镇（街道）意见：")),
        ("appraisal_form", "first", ("评估人签字：", "本人或监护人签字：", "乡镇（街道）意见：")),
        ("care_plan_form", "plan", ("本人或监护人意见：", "首席顾问意见：", "区（县）关爱援助中心审批意见：")),
    ):  # fmt: skip
        cells = [cell for found in tabled(made(store, key, ids[row]).content) for cell in found]
        for mark in marks:
            mine = [cell for cell in cells if cell.startswith(mark)]
            assert mine, mark
            for cell in mine:
                rest = cell.removeprefix(mark).replace("签字：", "").replace("（盖章）", "").strip()
                assert rest == "年    月    日", cell


def test_the_file_of_a_person_lists_his_papers_and_what_is_lacking_and_its_cover_tells_no_hardship(store, ids):
    content = made(store, "special_file", ids["known"]).content
    said, rows = texts(content), [row for row in tabled(content) if row[0].isdecimal()]
    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("1", "TS1", "特殊困难群众登记表", "20250202"),
        ("2", "", "入户复核评估表（第1次）", "20250212"),
        ("3", "", "入户复核评估表（第2次）", "20250812"),
        ("4", "FA1", "帮扶方案（一人一策）", "20250220"),
    ]
    for text in ("目录列入4件", "2025年2月2日至2025年8月12日", "“个人档案号”没有填写"):
        assert text in said, text
    for secret in (ILLNESS, ID_NO, PHONE, "大病"):
        assert secret not in said, secret


def test_the_file_of_a_person_says_that_an_assessment_or_after_it_a_plan_is_lacking(store, ids):
    row = ids["stranger"]
    assert "复核评估没有登记" in texts(made(store, "special_file", row).content)
    facts = {"village": VILLAGE, "special": row, "date": "2025-03-09", "assessors": "周明、李正", "findings": "独居"}
    kept = {"archive_no": "GR2", "box": "1", "filed_on": "2025-03-10"}
    edits = [Edit("appraisal", "", facts | {"conclusion": "in"}), Edit("special", row, kept)]
    save_records(store, "评估", edits)
    said = texts(made(store, "special_file", row).content)
    assert "复核评估没有登记" not in said
    assert "已经纳入，帮扶方案没有登记" in said
    plan = {"village": VILLAGE, "special": row, "date": "2025-03-20", "needs": "陪伴", "goals": "有人陪伴"}
    save_records(store, "方案", [Edit("care_plan", "", plan)])
    assert "没有缺项" in texts(made(store, "special_file", row).content)


@pytest.mark.parametrize(
    ("key", "about", "entity", "whose", "field", "sides"),
    [
        ("special_file", "known", "appraisal", "first", "date", ("2025-02-12", "2025-02-13")),
        ("special_file", "known", "appraisal", "second", "conclusion", ("later", "in")),
        ("special_file", "known", "care_plan", "plan", "number", ("FA1", "FA2")),
        ("special_file", "known", "member", "", "name", ("王大山", "王大川")),
        ("appraisal_form", "first", "special", "known", "community", ("第一网格", "第二网格")),
        ("care_plan_form", "plan", "member", "", "name", ("王大山", "王大川")),
    ],
)
def test_a_contested_fact_of_whatever_the_paper_tells_stops_it_until_it_is_decided(
    store, ids, key, about, entity, whose, field, sides
):
    assert made(store, key, ids[about])
    row = ids[whose] if whose else store.value("SELECT member FROM special WHERE id = ?", (ids["known"],))
    contest(store, entity, row, field, *sides)
    with pytest.raises(Refused, match=r"没有打印：.*还没有裁决"):
        made(store, key, ids[about])
    assert made(store, "special_file", ids["stranger"]), "it is about somebody else"
    contest(store, entity, row, field, sides[0])
    assert made(store, key, ids[about])


def test_a_contested_claim_stops_the_public_list_of_needs(store, wishes):
    contest(store, "claim", wishes["some"], "quantity", 12_00, 20_00)
    with pytest.raises(Refused, match=r"没有打印：.*还没有裁决"):
        made(store, "need_list")
    contest(store, "claim", wishes["some"], "quantity", 12_00)
    assert made(store, "need_list")


def test_a_paper_is_out_of_date_when_the_person_is_called_otherwise_or_assessed_otherwise(store, ids, tmp_path):
    order = BookOrder((register_paper("appraisal_form"),), VILLAGE, (ids["first"],), 2025)
    write_book_papers(store, make_book_papers(store, order), tmp_path, purpose("乡镇", "核对评估材料"))
    (standing,) = book_standings(store, VILLAGE, "appraisal")
    assert standing.verdict is Verdict.FRESH
    save_records(store, "改", [Edit("special", ids["known"], {"phone": "13900009999"})])
    (standing,) = book_standings(store, VILLAGE, "appraisal")
    assert (standing.verdict, standing.changed) == (Verdict.FACTS, ("对象：联系电话",))


def test_the_public_list_has_what_is_wanted_and_nothing_of_who_wants_it(store, wishes):
    one = made(store, "need_list")
    said = texts(one.content)
    rows = [row for row in tabled(one.content) if row[0].isdecimal()]
    assert [row[1] for row in rows] == ["XQ0", "XQ1", "XQ2"]
    assert rows[2][3:5] == ["冬衣", "8件"]  # twelve of twenty were taken on
    assert rows[1][4:] == ["1架", "800.00", "2025年6月30日"]
    for secret in (
        PHONE,
        "癌",
        "王大山",
        "张秀英",
        "阿卜杜勒",
        "没有发布的",
        "修房",
        "县工商联",
        "周联系",
        "3组",
        "反悔",
    ):
        assert secret not in said, secret
    assert any("需求事项" in note and "电话号码" in note for note in one.notes)
    assert one.sensitive == ()
    assert MARK not in said
    assert "028-84840001" in said


def test_the_public_list_names_no_child_of_any_household(store, wishes, homes):
    edits = [
        Edit("member", "", {"household": homes[2], "position": 2, "name": "张小明", "birth": "2017-03-01"}),
        Edit("need", wishes["old"], {"title": "为张小明（8岁，白血病）买轮椅", "household": None}),
    ]
    save_records(store, "孩子", edits)
    said = texts(made(store, "need_list").content)
    assert "买轮椅" in said
    assert not any(secret in said for secret in ("张小明", "白血病"))


def test_a_need_leaves_the_public_list_when_it_is_taken_on_or_withdrawn_and_comes_back_when_it_is_given_up(
    store, wishes
):
    def numbers():
        return [row[1] for row in tabled(made(store, "need_list").content) if row[0].isdecimal()]

    save_records(store, "认领", [Edit("claim", wishes["gone"], {"given_up": None})])
    save_records(store, "撤回", [Edit("need", wishes["old"], {"withdrawn": "2025-01-05"})])
    assert numbers() == ["XQ2"]
    save_records(store, "放弃", [Edit("claim", wishes["whole"], {"finished": None, "given_up": "2025-04-01"})])
    assert numbers() == ["XQ2", "XQ3"]
    save_records(store, "删除", [Removal("claim", wishes["some"], "登记错了")])
    assert [row[4] for row in tabled(made(store, "need_list").content) if row[1] == "XQ2"] == ["20件"]


def test_a_need_that_was_never_published_is_not_on_the_public_list_though_a_part_of_it_was_taken_on(store, wishes):
    save_records(store, "没有发布", [Edit("need", wishes["coats"], {"published": None})])
    assert "冬衣" not in words(store, "need_list")


def test_a_child_of_the_household_is_not_named_on_the_public_list(store, homes, wishes):
    edits = [
        Edit("member", "", {"household": homes[0], "name": "王小宝", "birth": "2019-05-01", "position": 2}, "child"),
        Edit("member_year", "", {"member": "@child", "year": 2025, "relation": "grandson"}),
        Edit("need", wishes["chair"], {"title": "王小宝上学的书包"}),
        Edit("need", wishes["coats"], {"title": "冬衣给张秀英家", "household": homes[2]}),
    ]
    save_records(store, "孩子", edits)
    said = words(store, "need_list")
    assert "上学的书包" in said
    assert "王小宝" not in said
    assert "张秀英" not in said


def test_the_book_of_needs_says_who_took_on_what_and_how_far_it_is(store, wishes):
    one = made(store, "need_book")
    rows = {row[3]: row for row in tabled(one.content) if row[0].isdecimal()}
    assert list(rows)[1:] == ["冬衣", "修房", "没有发布的"]
    assert rows["冬衣"][2].strip() == "12户"
    assert rows["冬衣"][8:] == ["2025年2月20日 县工商联", "2025年3月1日（已签收）", "部分认领"]
    assert rows["修房"][2].split() == ["5组", "阿卜杜勒·买买提江"]
    assert [row[10] for row in rows.values()] == ["待认领", "部分认领", "已满足", "未发布"]
    assert "反悔的人" not in texts(one.content)


def test_a_claim_prints_the_need_from_the_book_of_needs(store, wishes):
    save_records(store, "需求", [Edit("need", wishes["roof"], {"content": "换瓦", "deadline": "2025-09-30"})])
    one = made(store, "claim_form", wishes["whole"])
    said = texts(one.content)
    for text in ("修房", "6000.00", "2025年9月30日", "阿卜杜勒·买买提江"):
        assert text in said, text
    assert "换瓦" not in said  # why somebody needs it is not for the claimer
    assert one.sensitive == ()
    said = words(store, "claim_form", wishes["some"])
    assert "冬衣（20件）" in said
    assert "12件" in said


def test_the_list_of_claims_takes_household_and_amount_from_the_need_and_counts_a_need_of_two_claims_once(
    store, wishes
):
    more = {"village": VILLAGE, "answers": wishes["roof"], "title": "再修", "date": "2025-04-01", "claimer": "县总商会"}
    save_records(store, "又一个", [Edit("claim", "", {**more, "kind": "society", "pledged": 100_00})])
    rows = {row[2]: row for row in tabled(made(store, "claim_book").content)}
    for title in ("修房", "再修"):
        assert rows[title][3].split() == ["5组", "阿卜杜勒·买买提江"]
        assert rows[title][4] == "6000.00"
    sums = next(row for row in tabled(made(store, "claim_book").content) if row[0] == "合计")
    assert [one for one in sums if one not in {"合计", ""}] == ["6800.00", "100.00"]


def test_blank_forms_have_all_the_choices_and_rows_for_the_pen(store):
    for entity in ("special", "appraisal", "care_plan", "need"):
        for paper, one in zip(papers_of(entity), blank_book_papers(store, papers_of(entity), 2025), strict=True):
            said = texts(one.content)
            assert "☑" not in said, paper.key
            assert "None" not in said, paper.key
    (blank,) = blank_book_papers(store, [register_paper("need_list")], 2025)
    assert len(tabled(blank.content)) == 7  # the head and six rows


def test_a_hundred_people_written_into_their_needs_in_every_way_are_not_on_the_public_list(store, homes):
    """The way of the tests of public notices: numbers, names and illnesses that people type where they should not."""
    dice = Random(2025)
    secrets: set[str] = set()
    for place in range(100):
        name = dice.choice("赵钱孙李周吴郑王") + "".join(dice.sample("明华强芳娟敏静丽军洋", 2))
        child = "邓" + "".join(dice.sample("圆可乐晨曦", 2))
        number = f"510199{dice.randrange(1940, 2000)}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}{dice.randrange(100):03d}X"
        phone, account = f"139{dice.randrange(10**8):08d}", f"6217{dice.randrange(10**12):012d}"
        illness = dice.choice(("因病", "残疾", "精神病", "糖尿病", "肿瘤", "透析"))
        told = [name, child, number, phone, account, illness]
        secrets |= set(told)
        dice.shuffle(told)
        title = dice.choice(("轮椅", "学费", "照料")) + dice.choice(("，", " ", "：", "")).join(told)
        edits = [
            Edit("household", "", {"village": VILLAGE, "group": "2组", "phone": phone, "bank_no": account}, "h"),
            Edit("member", "", {"household": "@h", "position": 1, "name": name, "id_no": number, "birth": "1960-01-01"}, "m"),
            Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
            Edit("member", "", {"household": "@h", "position": 2, "name": child, "birth": "2018-01-01"}, "c"),
            Edit("member_year", "", {"member": "@c", "year": 2025, "relation": "son"}),
            Edit("need", "", {"village": VILLAGE, "household": "@h", "member": "@m", "title": title, "content": title, "kind": "other",
                              "number": f"XQ{place}", "unit": name, "quantity": 1_00, "published": "2025-03-01", "place": title,
                              "contact": name, "note": title}),
        ]  # fmt: skip
        save_records(store, "需求", edits)
    said = texts(made(store, "need_list").content)
    assert said.count("XQ") == 100
    assert [one for one in sorted(secrets) if one in said] == []
