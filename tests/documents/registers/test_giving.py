# SPDX-License-Identifier: MIT
"""Papers of donations and payments: what they say, and whom they do not name."""

from __future__ import annotations

import pytest

from tests.documents.conftest import texts
from tests.documents.registers.gifts import FIRM, OUTSIDER, SECRET, given
from tests.documents.registers.reading import made
from tests.documents.volumes.test_batch import contest
from villagedesk.documents.word.package import parts_in
from villagedesk.errors import Refused
from villagedesk.i18n import set_language
from villagedesk.paths import resources
from villagedesk.services.keeping.exportlog import MARK
from villagedesk.services.keeping.records import Edit, save_records


@pytest.fixture
def ids(store, homes):
    return given(store, homes)


def words(store, key, *rows):
    return texts(made(store, key, *rows).content)


def test_a_receipt_has_three_copies_with_the_amount_in_figures_and_in_words(store, ids):
    said = words(store, "donation_receipt", ids["gift"])
    for text in ("第一联　存根", "第二联　交捐赠人", "第三联　记账凭证"):
        assert said.count(text) == 1, text
    for text in (FIRM, "JZ1", "1000.00", "壹仟元整", "☑不指定 □指定项目 □指定户", "接收单位财务专用章"):
        assert said.count(text) == 3, text
    assert "作废" not in said
    said = words(store, "donation_receipt", ids["rice"])
    assert said.count("大米2袋") == said.count("3组 王大山") == 3
    save_records(store, "作废", [Edit("donation", ids["rice"], {"voided": True})])
    assert words(store, "donation_receipt", ids["rice"]).count("（作废）") == 3


def test_a_certificate_and_a_letter_name_only_a_donor_who_said_that_he_may_be_named(store, ids):
    for key in ("donation_certificate", "donation_feedback"):
        assert FIRM in words(store, key, ids["gift"])
        said = words(store, key, ids["rice"])
        assert SECRET not in said
        assert "爱心人士" in said
        save_records(store, "不清楚", [Edit("donor", ids["firm"], {"anonymous": None})])
        assert FIRM not in words(store, key, ids["gift"])
        save_records(store, "可公开", [Edit("donor", ids["firm"], {"anonymous": False})])
    assert "捐赠大米2袋，折款人民币贰佰肆拾元整（￥240.00）" in words(store, "donation_certificate", ids["rice"])
    assert "捐赠资金人民币壹仟元整（￥1000.00）" in words(store, "donation_certificate", ids["gift"])


def test_a_donor_is_told_what_became_of_the_gift_and_nobody_whom_it_reached(store, ids):
    said = words(store, "donation_feedback", ids["gift"])
    for text in ("已使用人民币陆佰元整（￥600.00）", "结余￥400.00", "慰问某某等三户", "3户次", "2025年1月20日"):
        assert text in said, text
    for text in ("王大山", "张秀英", "残疾", "以后再发"):
        assert text not in said, text
    assert "1人次" in words(store, "donation_feedback", ids["rice"])


def test_a_person_is_kept_out_as_well_where_a_payment_names_no_household_and_where_the_goods_do(store, ids, homes):
    member = store.value("SELECT id FROM member WHERE household = ?", (homes[1],))
    line = store.value("SELECT id FROM payout WHERE payment = ? AND position = 1", (ids["paid"],))
    edits = [
        Edit("payout", line, {"to_household": None, "to_member": member}),
        Edit("payment", ids["paid"], {"purpose": "慰问阿卜杜勒·买买提江"}),
        Edit("payment", ids["handed"], {"goods": "王大山的大米"}),
        Edit("donation", ids["rice"], {"goods": "张秀英的大米", "to_household": homes[2]}),
    ]
    save_records(store, "改", edits)
    for key, row in (("donation_feedback", "gift"), ("donation_feedback", "rice"), ("money_notice", "notice")):
        said = words(store, key, ids[row])
        assert "某某" in said, (key, row)
        for name in ("阿卜杜勒", "王大山", *(("张秀英",) if key == "money_notice" else ())):
            assert name not in said, (key, row, name)


def test_an_approval_says_what_is_paid_out_of_what(store, ids):
    said = words(store, "payment_approval", ids["paid"])
    for text in ("慰问王大山等三户", "600.00", "陆佰元整", "捐赠专户", f"JZ1 {FIRM}", "3笔，合计600.00元", "☑困难帮扶"):
        assert text in said, text


def test_a_roster_has_a_line_for_each_and_no_name_where_somebody_signs(store, ids):
    said = words(store, "payout_roster", ids["paid"])
    for text in ("王大山", "张秀英", "200.00", "陆佰元整", "领取人签字（按手印）"):
        assert text in said, text
    one = made(store, "payout_roster", ids["paid"])
    assert one.sensitive == ()
    save_records(store, "明细", [Edit("payout", "", {"payment": ids["paid"], "position": 9, "recipient": OUTSIDER})])
    one = made(store, "payout_roster", ids["paid"])
    assert one.sensitive == ("不在册领取人",)
    assert OUTSIDER in texts(one.content)
    assert MARK in texts(one.content)


def test_the_public_reads_what_came_in_and_left_and_names_of_those_only_who_said_so(store, ids):
    said = words(store, "money_notice", ids["notice"])
    for text in (
        "上期结余50.00元，资金收入1030.00元，资金支出600.00元，本期结余480.00元", "接收物资折款240.00元，发放物资折款240.00元",
        FIRM, "匿名（爱心个人）", "走访慰问", "大米2袋", "慰问某某等三户", "3户次", "1人次", "2025年4月5日", "村务公开栏", "指定户",
    ):  # fmt: skip
        assert text in said, text
    for text in (SECRET, "王大山", "张秀英", "残疾", "6200001234567890123", "13800001234", "以后再发", "JZ1"):
        assert text not in said, text


def test_the_balance_of_a_notice_goes_on_where_the_one_before_ended(store, ids):
    save_records(
        store, "下期", [Edit("money_notice", ids["notice"], {"from_day": "2025-04-01", "to_day": "2025-06-30"})]
    )
    said = words(store, "money_notice", ids["notice"])
    assert "上期结余480.00元，资金收入0.00元，资金支出0.00元，本期结余480.00元" in said
    assert FIRM not in said


@pytest.mark.parametrize(
    ("since", "opening", "before"),
    [
        ("2025-01-01", 50_00, "50.00"),  # nothing moved before it
        ("2024-06-01", 50_00, "50.00"),
        ("2025-02-15", 480_00, "50.00"),  # 1000 and 30 came before it, 600 left: there were 50 before
        ("2025-03-31", 480_00, "50.00"),
        ("2025-04-01", 480_00, "0.00"),  # the account began after the period
    ],
)
def test_the_opening_balance_and_what_it_contains_are_not_both_counted(store, ids, since, opening, before):
    save_records(store, "期初", [Edit("fund_account", ids["account"], {"opening_on": since, "opening": opening})])
    said = words(store, "money_notice", ids["notice"])
    end = f"{float(before) + 430:.2f}"
    assert f"上期结余{before}元，资金收入1030.00元，资金支出600.00元，本期结余{end}元" in said


def test_what_moved_before_the_opening_is_left_out_of_later_periods_too(store, ids):
    save_records(
        store, "期初", [
            Edit("fund_account", ids["account"], {"opening_on": "2025-02-15", "opening": 480_00}),
            Edit("money_notice", ids["notice"], {"from_day": "2025-04-01", "to_day": "2025-06-30"}),
        ],
    )  # fmt: skip
    assert "上期结余480.00元，资金收入0.00元，资金支出0.00元，本期结余480.00元" in words(
        store, "money_notice", ids["notice"]
    )


def test_a_notice_without_its_period_waits_for_the_pen(store, ids):
    save_records(store, "不详", [Edit("money_notice", ids["notice"], {"from_day": None})])
    said = words(store, "money_notice", ids["notice"])
    assert "上期结余＿" in said
    assert FIRM not in said


def test_the_sheet_of_an_organisation_shows_its_last_assessment(store, ids):
    said = words(store, "four_have_sheet", ids["organisation"])
    for text in ("暖阳社工中心", "2025年度", "党员花名册", "☑整改", "陪伴", "□是 ☑否"):
        assert text in said, text
    assert "旧的" not in said


def test_the_book_of_donations_lists_spoilt_receipts_and_does_not_count_them(store, ids):
    save_records(store, "作废", [Edit("donation", ids["rice"], {"voided": True})])
    said = words(store, "donation_book")
    for text in ("JZ1", "JZ2（作废）", FIRM, "大米2袋", "240.00", "指定户：3 王大山"):
        assert text in said, text
    assert said.count("1000.00") == 2  # the receipt and the sum
    assert "1240.00" not in said


def test_the_book_of_payments_has_those_that_were_paid_in_the_year_and_their_sum(store, ids):
    said = words(store, "payment_book")
    assert "840.00" in said
    assert "捐赠专户" in said
    assert "以后再发" not in said


def test_what_is_taken_out_of_a_letter_or_of_the_notice_about_money_is_told_to_whoever_prints(store, ids):
    for key, row in (("donation_feedback", "gift"), ("money_notice", "notice")):
        notes = made(store, key, ids[row]).notes
        assert "“发放用途”里的家庭成员的姓名（王大山）没有打印。" in notes, key
        assert any("健康信息" in note for note in notes), key
    assert made(store, "donation_receipt", ids["gift"]).notes == ()


def test_what_public_money_was_for_is_freed_like_what_was_paid_out(store, ids):
    grant = store.value("SELECT id FROM appropriation")
    save_records(store, "改", [Edit("appropriation", grant, {"item": "慰问王大山（残疾），电话13900000003"})])
    one = made(store, "money_notice", ids["notice"])
    said = texts(one.content)
    assert "慰问某某" in said
    assert not any(secret in said for secret in ("王大山", "残疾", "13900000003"))
    assert any("电话号码（139…03）" in note for note in one.notes)


def test_of_gifts_outside_the_period_of_a_notice_nothing_is_told(store, ids):
    save_records(store, "改", [Edit("donation", ids["rice"], {"goods": "王大山的大米"})])
    told = "“捐赠物资名称”里的家庭成员的姓名（王大山）没有打印。"
    assert told in made(store, "money_notice", ids["notice"]).notes
    save_records(
        store, "下期", [Edit("money_notice", ids["notice"], {"from_day": "2025-04-01", "to_day": "2025-06-30"})]
    )
    assert made(store, "money_notice", ids["notice"]).notes == ()


@pytest.mark.parametrize("key", ["donation_receipt", "donation_certificate", "donation_feedback"])
def test_a_donor_who_did_not_say_that_he_may_be_named_stands_in_no_file_name_and_in_no_place(store, ids, key):
    one = made(store, key, ids["rice"])
    assert SECRET not in f"{one.name} {one.title} {one.place} {one.note.title}"
    assert one.name.endswith("-JZ2.docx")
    assert FIRM in made(store, key, ids["gift"]).name
    save_records(store, "不清楚", [Edit("donor", ids["firm"], {"anonymous": None})])
    assert FIRM not in made(store, key, ids["gift"]).name


def test_whom_a_roster_names_is_counted(store, ids, homes):
    member = store.value("SELECT id FROM member WHERE household = ?", (homes[1],))
    edits = [
        Edit("payout", "", {"payment": ids["paid"], "position": 8, "to_household": homes[1], "to_member": member}),
        Edit("payout", "", {"payment": ids["paid"], "position": 9, "recipient": OUTSIDER}),
        Edit("payment", ids["paid"], {"checker": "审核人不在花名册上"}),
    ]
    save_records(store, "明细", edits)
    one = made(store, "payout_roster", ids["paid"])
    assert (one.households, one.people) == (3, 4)  # three heads, one of them named twice, and somebody not on file


@pytest.mark.parametrize(
    ("key", "about", "entity", "whose", "field", "sides"),
    [
        ("money_notice", "notice", "donation", "gift", "amount", (1_000_00, 900_00)),
        ("money_notice", "notice", "payment", "later", "date", (None, "2025-02-01")),
        ("money_notice", "notice", "fund_account", "account", "opening", (50_00, 60_00)),
        ("money_notice", "notice", "donor", "secret", "anonymous", (True, False)),
        ("donation_receipt", "gift", "donor", "firm", "name", (FIRM, "示范县商贸公司")),
        ("donation_feedback", "gift", "payment", "paid", "purpose", ("慰问三户", "春节慰问")),
        ("donation_feedback", "gift", "payout", "l0", "amount", (200_00, 100_00)),
    ],
)
def test_a_contested_gift_or_payment_stops_every_paper_that_tells_of_it(
    store, ids, key, about, entity, whose, field, sides
):
    contest(store, entity, ids[whose], field, *sides)
    with pytest.raises(Refused, match=r"没有打印：.*还没有裁决"):
        made(store, key, ids[about])
    assert made(store, "money_report", ids["notice"]), "which tells where the notice hung, and of no money"
    contest(store, entity, ids[whose], field, sides[0])
    assert made(store, key, ids[about])


def test_another_donors_letter_does_not_wait(store, ids):
    contest(store, "payment", ids["handed"], "purpose", "发大米", "发米")
    assert made(store, "donation_feedback", ids["gift"])


def test_the_report_on_a_notice_about_money_tells_what_became_of_it_and_shows_its_photo(store, ids, photo):
    said = words(store, "money_report", ids["notice"])
    assert (
        "2025年1月1日至2025年3月31日社会捐赠和帮扶资金收支情况，自2025年4月5日起至2025年4月14日止，在村务公开栏" in said
    )
    assert "异议及处理：＿＿＿＿" in said, "what nobody entered is left to the pen, and is never “none”"
    asked = f"张秀英和{SECRET}问大米价格，电话13800001234，已答复。"
    facts = {"photo_up": photo("red"), "objections": asked, "taken_down": "2025-04-15", "checked_by": "周明"}
    save_records(store, "撤下", [Edit("money_notice", ids["notice"], facts)])
    said = words(store, "money_report", ids["notice"])
    assert "异议及处理：某某和某某问大米价格，电话****，已答复。" in said, "nor whom it reached, nor who gave unnamed"
    assert "公示内容由周明审核" in said
    assert "公示于2025年4月15日撤下。" in said
    paper = made(store, "money_report", ids["notice"])
    assert {f"“公示异议”里的家庭成员的姓名（{name}）没有打印。" for name in ("张秀英", SECRET)} < set(paper.notes)
    assert [name for name in parts_in(paper.content) if name.startswith("word/media/")] == ["word/media/photo1.jpeg"]
    assert "公示张贴照片" in paper.sensitive
    assert MARK in texts(paper.content)
    assert not [name for name in parts_in(made(store, "money_notice", ids["notice"]).content) if "media" in name]


def test_what_people_typed_about_a_gift_tells_a_donor_no_number_no_illness_and_no_child(store, ids, homes):
    child = {"household": homes[1], "position": 8, "name": "王小妹", "birth": "2016-05-01"}
    facts = {"goods": "给王小妹（白血病）的书包，联系13900000003", "valued_by": "王小妹家长13900000003说的"}
    save_records(store, "改", [Edit("member", "", child), Edit("donation", ids["rice"], facts)])
    for key in ("donation_receipt", "donation_certificate", "donation_feedback"):
        one = made(store, key, ids["rice"])
        said = texts(one.content)
        assert "给某某（（略））的书包，联系****" in said, key
        for secret in ("王小妹", "白血病", "13900000003"):
            assert secret not in said, (key, secret)
            assert secret not in f"{one.name} {one.title}"
        assert "“捐赠物资名称”里的家庭成员的姓名（王小妹）没有打印。" in one.notes, key
    assert SECRET in texts(made(store, "donation_receipt", ids["rice"]).content), "whoever gave signs his own receipt"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("JZ2025-000123", True),
        ("20250108000012", True),
        ("510199196602030017", False),
        ("13900000003", False),
        ("3号 13900000003", False),
    ],
)
def test_the_number_of_a_receipt_stands_on_it_unless_it_is_that_of_a_person_or_telephone(store, ids, number, shown):
    save_records(store, "改", [Edit("donation", ids["gift"], {"receipt_no": number})])
    said = words(store, "donation_receipt", ids["gift"])
    assert (f"收据号：{number}　" in said) is shown
    assert ("****" in said) is not shown


def test_a_child_who_gave_stands_in_no_file_name_and_on_no_certificate_whatever_was_entered(store, ids, homes):
    member = {"household": homes[1], "position": 8, "name": "王小妹", "birth": "2016-05-01"}
    donor = {"name": "王小妹", "kind": "person", "anonymous": False}
    save_records(store, "改", [Edit("member", "", member), Edit("donor", ids["secret"], donor)])
    for key in ("donation_receipt", "donation_certificate", "donation_feedback"):
        assert "王小妹" not in f"{made(store, key, ids['rice']).name} {made(store, key, ids['rice']).place}"
    assert "爱心人士：" in words(store, "donation_certificate", ids["rice"])
    assert "匿名（爱心个人）" in words(store, "money_notice", ids["notice"])
    save_records(store, "成年", [Edit("donor", ids["secret"], {"name": "王小妹爱心商行", "kind": "firm"})])
    assert "王小妹爱心商行：" in words(store, "donation_certificate", ids["rice"]), "a firm is no child"


def test_what_is_said_of_a_donor_is_said_in_the_language_of_the_window(store, ids, homes):
    member = {"household": homes[1], "position": 8, "name": "王小妹", "birth": "2016-05-01"}
    donor = {"name": "王小妹", "kind": "person", "anonymous": False}
    save_records(store, "改", [Edit("member", "", member), Edit("donor", ids["secret"], donor)])
    set_language("en", resources() / "locale")
    said = [note for note in made(store, "donation_certificate", ids["rice"]).notes if "王小妹" in note]
    assert said
    assert not any("同名" in note for note in said)
