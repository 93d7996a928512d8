# SPDX-License-Identifier: MIT
"""Donations and payments: where money and goods come from, whom they reach, and what is made public of it (domain.md §1A).

Money stands in accounts that are kept apart (专款专用、封闭运行). A donation is one receipt; a payment leaves one account and may
reach many (签收明细); which donation paid for which payment is an allocation, so that each donor can be told what became of
his.
Donors and recipients are referred to by fields of their own (`to_household`), since the books outlive the erasure of a person:
the amounts stay, and the reference leads to nothing. So a recipient's line has no text in which something of the person could
be written, but for the name of one who is not on file.
"""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.shared import village
from villagedesk.models.catalogue.spec import (
    Flag,
    Group,
    Kind,
    Number,
    Record,
    Scope,
    Sensitivity,
    Text,
    entity,
    field,
)

PUBLIC, SENSITIVE = Sensitivity.PUBLIC, Sensitivity.SENSITIVE
AMOUNT: Final = Group("金额与物资", "Money and goods")
BALANCE: Final = Group("期初余额", "Opening balance")
WISH: Final = Group("捐赠意愿", "Wish of the donor")
HANDLED: Final = Group("办理情况", "Handling")
ANSWERED: Final = Group("反馈情况", "Feedback to the donor")
CONTACT: Final = Group("联系方式", "Contact")
ON_PAPER: Final[dict[str, Any]] = {
    "hint": "只记录事实，程序不代签",
    "hint_en": "Only records the fact; the program signs nothing",
}
IN_WORDS: Final[dict[str, Any]] = {
    "hint": "照抄单据上的大写，如 贰佰元整",
    "hint_en": "As it stands on the paper, in banking capitals",
}


@entity("fund_account", "资金账户", "Account", Scope.IDENTITY, parent="village")
class FundAccount(Record):
    """An account of money. Running costs are never paid from donations, and nothing is moved between accounts (domain.md J10)."""

    village: Text = village(sensitivity=PUBLIC)
    name: Text = field("账户名称", "Account", sensitivity=PUBLIC, required=True)
    kind: Text = field(
        "账户类别", "Kind of account", Kind.CODE, codes="account_kind", sensitivity=PUBLIC, required=True, public=True
    )
    start: Text = field("启用日期", "In use since", Kind.DATE)
    end: Text = field("停用日期", "In use until", Kind.DATE)
    bank: Text = field("开户行", "Bank", sensitivity=SENSITIVE)
    bank_no: Text = field("银行账号", "Account number", Kind.BANK_NUMBER, sensitivity=SENSITIVE)
    keeper: Text = field("账户管理人", "Kept by", Kind.NAME, offers="cadre")
    opening: Number = field(
        "期初余额", "Opening balance", Kind.MONEY, BALANCE, minimum=0, hint="开始在本程序登记时账上已有的钱",
        hint_en="What stood in the account when it was first entered here",
    )  # fmt: skip
    opening_on: Text = field("期初日期", "Opening date", Kind.DATE, BALANCE)
    note: Text = field("账户备注", "Note", Kind.NOTE, BALANCE)


@entity("appropriation", "预算与拨款", "Budget line", Scope.EVENT, parent="account")
class Appropriation(Record):
    """What the budget of a year grants an account for one purpose, and what of it came in on a day."""

    account: Text = field("账户", "Account", Kind.REF, ref="fund_account", required=True)
    year: Number = field("预算年度", "Year", Kind.YEAR, required=True)
    item: Text = field("预算科目", "Budget item", sensitivity=PUBLIC, required=True, public=True)
    use: Text = field("预算用途", "For what", Kind.CODE, codes="payment_use", sensitivity=PUBLIC, required=True)
    budget: Number = field("预算金额", "Budget", Kind.MONEY, AMOUNT, minimum=0, required=True)
    received: Number = field("到账金额", "Amount received", Kind.MONEY, AMOUNT, minimum=0, public=True)
    date: Text = field("到账日期", "Received on", Kind.DATE, AMOUNT, public=True)
    document: Text = field("拨款文号", "Number of the document", sensitivity=PUBLIC)
    note: Text = field("预算备注", "Note", Kind.NOTE, AMOUNT)


@entity("donor", "捐赠人", "Donor", Scope.IDENTITY, parent="village")
class Donor(Record):
    """Who gives. Whoever did not say that the name may be published is anonymous on public papers."""

    village: Text = village(sensitivity=PUBLIC)
    name: Text = field("捐赠人名称", "Name", aliases="捐赠人 捐赠单位 捐赠人姓名", required=True)
    kind: Text = field(
        "捐赠人类别", "Kind", Kind.CODE, codes="donor_kind", sensitivity=PUBLIC, required=True, public=True
    )
    anonymous: Flag = field(
        "是否匿名", "Anonymous", Kind.YES_NO, required=True, hint="填“是”或没有填写的，公示和公开文书上不出现名称",
        hint_en="Unless the answer is no, public papers do not name the donor",
    )  # fmt: skip
    contact: Text = field("捐赠联系人", "Contact", Kind.NAME, CONTACT)
    phone: Text = field("捐赠人电话", "Phone", Kind.PHONE, CONTACT, sensitivity=SENSITIVE)
    address: Text = field("捐赠人地址", "Address", group=CONTACT, sensitivity=SENSITIVE)
    territory: Text = field(
        "属地",
        "Territory",
        group=CONTACT,
        hint="捐赠人所在的镇（街道）、社区，按属地原则对接",
        hint_en="Where the donor belongs",
    )
    note: Text = field("捐赠人备注", "Note", Kind.NOTE, CONTACT)


@entity("donation", "捐赠", "Donation", Scope.EVENT, parent="village")
class Donation(Record):
    """One receipt: money, or goods of one kind. A receipt that was spoilt is kept with its number (作废) and counts nothing."""

    village: Text = village(sensitivity=PUBLIC)
    receipt_no: Text = field(
        "收据号", "Receipt number", sensitivity=PUBLIC, required=True, public=True,
        hint="连号，不跳号；写坏的收据填“是否作废”，不删除", hint_en="Numbers are consecutive; a spoilt receipt is kept",
    )  # fmt: skip
    date: Text = field("接收日期", "Received on", Kind.DATE, sensitivity=PUBLIC, required=True, public=True)
    donor: Text = field("捐赠方", "Donor", Kind.REF, ref="donor", required=True)
    form: Text = field(
        "捐赠形式",
        "Money or goods",
        Kind.CODE,
        AMOUNT,
        codes="give_form",
        sensitivity=PUBLIC,
        required=True,
        public=True,
    )
    amount: Number = field(
        "捐赠金额（折款）", "Amount or value", Kind.MONEY, AMOUNT, sensitivity=PUBLIC, minimum=0, required=True, public=True,
        aliases="捐赠金额 折款", short="金额（折款）", hint="物资填折款", hint_en="Of goods their value",
    )  # fmt: skip
    in_words: Text = field(
        "收据大写金额", "Amount in words on the receipt", group=AMOUNT, sensitivity=PUBLIC, **IN_WORDS
    )
    goods: Text = field(
        "捐赠物资名称", "Goods", group=AMOUNT, sensitivity=PUBLIC, public=True, asked="form:goods", aliases="物资名称",
        hint="一张收据一种物资", hint_en="One kind of goods on a receipt",
    )  # fmt: skip
    quantity: Number = field(
        "捐赠物资数量",
        "Quantity",
        Kind.QUANTITY,
        AMOUNT,
        sensitivity=PUBLIC,
        minimum=0,
        public=True,
        asked="form:goods",
    )
    unit: Text = field(
        "捐赠计量单位", "Unit", group=AMOUNT, sensitivity=PUBLIC, length=20, public=True, asked="form:goods",
        hint="如 袋、件、箱", hint_en="e.g. bags, boxes",
    )  # fmt: skip
    valued_by: Text = field(
        "折款依据", "How it was valued", group=AMOUNT, asked="form:goods", hint="如 发票、市场价、双方商定",
        hint_en="e.g. invoice, market price, agreed",
    )  # fmt: skip
    account: Text = field("入账账户", "Account", Kind.REF, AMOUNT, ref="fund_account", asked="!form:goods")
    designation: Text = field(
        "捐赠意向", "Designation", Kind.CODE, WISH, codes="designation", sensitivity=PUBLIC, required=True, public=True
    )
    project: Text = field(
        "指定项目", "For which project", Kind.REF, WISH, ref="project", asked="designation:project",
        hint="先在项目台账里登记", hint_en="Of the book of projects",
    )  # fmt: skip
    to_household: Text = field(
        "指定户", "For which household", Kind.REF, WISH, ref="household", asked="designation:household"
    )
    campaign: Text = field("募集活动", "Campaign", group=WISH, sensitivity=PUBLIC, public=True)
    handler: Text = field("接收经办人", "Taken by", Kind.NAME, HANDLED, offers="cadre")
    checker: Text = field("接收审核人", "Checked by", Kind.NAME, HANDLED, offers="cadre")
    voided: Flag = field("是否作废", "Receipt is void", Kind.YES_NO, HANDLED)
    void_reason: Text = field("作废原因", "Why it is void", group=HANDLED, asked="voided")
    photo: Text = field("接收照片", "Photo", Kind.PHOTO, HANDLED, sensitivity=SENSITIVE)
    feedback_on: Text = field(
        "反馈日期", "Told on", Kind.DATE, ANSWERED, na=True, hint="最近一次向捐赠人反馈使用情况的日期；联系不上的填不适用",
        hint_en="The last day on which the donor was told what became of it; not applicable where nobody can be told",
    )  # fmt: skip
    feedback_by: Text = field("反馈方式", "How told", group=ANSWERED, asked="feedback_on")
    note: Text = field("捐赠备注", "Note", Kind.NOTE, ANSWERED)


@entity("payment", "发放", "Payment", Scope.EVENT, parent="village")
class Payment(Record):
    """Money or goods that leave, applied for, checked and approved; who got how much of it are its lines (`Payout`)."""

    village: Text = village(sensitivity=PUBLIC)
    date: Text = field(
        "发放日期", "Paid on", Kind.DATE, sensitivity=PUBLIC, public=True, hint="没有发放的空着",
        hint_en="Empty until it is paid",
    )  # fmt: skip
    purpose: Text = field("发放用途", "Purpose", sensitivity=PUBLIC, required=True, public=True)
    use: Text = field(
        "用途类别", "Kind of use", Kind.CODE, codes="payment_use", sensitivity=PUBLIC, required=True, public=True
    )
    project: Text = field("对应项目", "For which project", Kind.REF, ref="project", asked="use:project")
    payee: Text = field(
        "收款单位", "Payee", hint="付给单位的填写；付给户和个人的填领取人", hint_en="Of an office or firm"
    )
    form: Text = field(
        "发放形式",
        "Money or goods",
        Kind.CODE,
        AMOUNT,
        codes="give_form",
        sensitivity=PUBLIC,
        required=True,
        public=True,
    )
    account: Text = field("出账账户", "Account", Kind.REF, AMOUNT, ref="fund_account", asked="!form:goods")
    appropriation: Text = field(
        "列支科目", "Budget line", Kind.REF, AMOUNT, ref="appropriation", asked="!form:goods", hint="财政资金填写",
        hint_en="Of public money",
    )  # fmt: skip
    amount: Number = field(
        "发放金额（折款）", "Amount or value", Kind.MONEY, AMOUNT, sensitivity=PUBLIC, minimum=0, required=True, public=True,
        short="金额（折款）",
    )  # fmt: skip
    in_words: Text = field("单据大写金额", "Amount in words on the paper", group=AMOUNT, sensitivity=PUBLIC, **IN_WORDS)
    goods: Text = field("发放物资名称", "Goods", group=AMOUNT, sensitivity=PUBLIC, public=True, asked="form:goods")
    quantity: Number = field(
        "发放物资数量",
        "Quantity",
        Kind.QUANTITY,
        AMOUNT,
        sensitivity=PUBLIC,
        minimum=0,
        public=True,
        asked="form:goods",
    )
    unit: Text = field(
        "发放计量单位", "Unit", group=AMOUNT, sensitivity=PUBLIC, length=20, public=True, asked="form:goods"
    )
    method: Text = field("发放方式", "Method", Kind.CODE, HANDLED, codes="payment_method", sensitivity=PUBLIC)
    voucher: Text = field("凭证号", "Voucher", group=HANDLED)
    applicant: Text = field("发放申请人", "Applied for by", Kind.NAME, HANDLED)
    applied_on: Text = field("申请日期", "Applied for on", Kind.DATE, HANDLED)
    checker: Text = field("发放审核人", "Checked by", Kind.NAME, HANDLED, offers="cadre")
    checked_on: Text = field("审核日期", "Checked on", Kind.DATE, HANDLED)
    approver: Text = field("发放审批人", "Approved by", Kind.NAME, HANDLED, offers="cadre")
    approved_on: Text = field("审批日期", "Approved on", Kind.DATE, HANDLED)
    handler: Text = field("发放经办人", "Paid by", Kind.NAME, HANDLED, offers="cadre")
    photo: Text = field("发放照片", "Photo", Kind.PHOTO, HANDLED, sensitivity=SENSITIVE)
    note: Text = field("发放备注", "Note", Kind.NOTE, HANDLED)


@entity("payout", "领取明细", "Recipient", Scope.EVENT, parent="payment")
class Payout(Record):
    """Who got how much of a payment. Only people who are not on file are written by name."""

    payment: Text = field("发放", "Payment", Kind.REF, ref="payment", required=True)
    position: Number = field("领取序号", "Number", Kind.WHOLE, minimum=0, maximum=9999)
    to_household: Text = field("领取户", "Household", Kind.REF, ref="household")
    to_member: Text = field(
        "领取成员",
        "Person",
        Kind.REF,
        ref="member",
        hint="全户受益的空着",
        hint_en="Empty where it is for the household",
    )
    recipient: Text = field(
        "不在册领取人", "Recipient who is not on file", Kind.NAME, sensitivity=SENSITIVE, hint="在册的户和成员不写姓名",
        hint_en="Of people on file no name is written",
    )  # fmt: skip
    amount: Number = field("领取金额（折款）", "Amount or value", Kind.MONEY, AMOUNT, minimum=0, short="金额（折款）")
    quantity: Number = field("领取数量", "Quantity", Kind.QUANTITY, AMOUNT, minimum=0)
    signed: Flag = field("是否签收", "Signed for", Kind.YES_NO, HANDLED, **ON_PAPER)
    signed_on: Text = field("签收日期", "Signed for on", Kind.DATE, HANDLED, asked="signed")
    by_other: Flag = field(
        "是否代领", "Signed by another", Kind.YES_NO, HANDLED, asked="signed", hint="代领人的姓名和关系写在纸质花名册上",
        hint_en="Name and relation stand on the paper roster",
    )  # fmt: skip


@entity("allocation", "捐赠分配", "Allocation", Scope.EVENT, parent="payment")
class Allocation(Record):
    """How much of a donation a payment is paid from. One donation may pay for many payments, and the other way round."""

    payment: Text = field("发放", "Payment", Kind.REF, ref="payment", required=True)
    donation: Text = field("来源捐赠", "Donation", Kind.REF, ref="donation", required=True)
    amount: Number = field("分配金额（折款）", "Amount or value", Kind.MONEY, AMOUNT, minimum=0, required=True)
    quantity: Number = field("分配数量", "Quantity", Kind.QUANTITY, AMOUNT, minimum=0)
    date: Text = field("分配日期", "Decided on", Kind.DATE, HANDLED)
    decided_by: Text = field("分配决定人", "Decided by", Kind.NAME, HANDLED, offers="cadre")
    note: Text = field("分配备注", "Note", Kind.NOTE, HANDLED)
