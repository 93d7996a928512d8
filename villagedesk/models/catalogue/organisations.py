# SPDX-License-Identifier: MIT
"""The social organisations that a village buys services of, their yearly 四有考核, and the notices about money (domain.md J11, J13)."""

from __future__ import annotations

from typing import Any, Final

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
HAVING: Final = Group("四有情况", "The four things to have")
CONCLUDED: Final = Group("考核结论", "Conclusion")
HUNG: Final = Group("张贴情况", "Posting")


@entity("organisation", "社会组织", "Social organisation", Scope.IDENTITY, parent="village")
class Organisation(Record):
    """An organisation that takes on services under a contract."""

    village: Text = field("村", "Village", Kind.REF, ref="village", sensitivity=PUBLIC, required=True)
    name: Text = field("组织名称", "Organisation", sensitivity=PUBLIC, required=True)
    credit_code: Text = field(
        "统一社会信用代码", "Credit code", sensitivity=PUBLIC, length=18, pattern=r"[0-9A-HJ-NP-RTUWXY]{18}",
        hint="18位，照登记证书填写", hint_en="18 signs, as on the certificate",
    )  # fmt: skip
    leader: Text = field("组织负责人", "Leader", Kind.NAME)
    phone: Text = field("组织电话", "Phone", Kind.PHONE)
    address: Text = field("组织地址", "Address")
    party_members: Number = field("党员人数", "Party members", Kind.WHOLE, unit="人", minimum=0, maximum=100_000)
    note: Text = field("组织备注", "Note", Kind.NOTE)


@entity("service_contract", "购买服务合同", "Service contract", Scope.EVENT, parent="organisation")
class ServiceContract(Record):
    """What an organisation does for how much in a year. It is renewed only after a passed assessment."""

    organisation: Text = field("承接组织", "Organisation", Kind.REF, ref="organisation", required=True)
    year: Number = field("合同年度", "Year", Kind.YEAR, sensitivity=PUBLIC, required=True)
    contract_no: Text = field("合同编号", "Contract number", sensitivity=PUBLIC)
    services: Text = field("服务内容", "Services", Kind.NOTE, sensitivity=PUBLIC, required=True)
    amount: Number = field("合同金额", "Amount", Kind.MONEY, sensitivity=PUBLIC, minimum=0, required=True)
    signed_on: Text = field("签订日期", "Signed on", Kind.DATE, sensitivity=PUBLIC, required=True)
    start: Text = field("服务开始日期", "From day", Kind.DATE, sensitivity=PUBLIC)
    end: Text = field("服务结束日期", "Until day", Kind.DATE, sensitivity=PUBLIC)
    renewal: Flag = field(
        "是否续约", "Renewed", Kind.YES_NO, sensitivity=PUBLIC, required=True, hint="上一年度承接过服务的填“是”",
        hint_en="Yes where it had a contract the year before",
    )  # fmt: skip
    note: Text = field("合同备注", "Note", Kind.NOTE)


def _having(label: str, en: str) -> Any:
    return field(label, en, Kind.YES_NO, HAVING, required=True)


def _shown(label: str, en: str, asked: str) -> Any:
    return field(label, en, Kind.NOTE, HAVING, asked=asked)


@entity("four_have", "四有考核", "Four-have assessment", Scope.EVENT, parent="organisation")
class FourHave(Record):
    """有党员、有制度、有活动、有标示: what was found in a year, each with its evidence (domain.md J13)."""

    organisation: Text = field("考核组织", "Organisation", Kind.REF, ref="organisation", required=True)
    year: Number = field("考核年度", "Year", Kind.YEAR, sensitivity=PUBLIC, required=True)
    date: Text = field("考核日期", "Assessed on", Kind.DATE, sensitivity=PUBLIC, required=True)
    members: Flag = _having("有党员", "Has party members")
    members_shown: Text = _shown("有党员佐证", "Evidence of party members", "members")
    rules: Flag = _having("有制度", "Has rules")
    rules_shown: Text = _shown("有制度佐证", "Evidence of rules", "rules")
    activities: Flag = _having("有活动", "Has activities")
    activities_shown: Text = _shown("有活动佐证", "Evidence of activities", "activities")
    signs: Flag = _having("有标示", "Shows signs")
    signs_shown: Text = _shown("有标示佐证", "Evidence of signs", "signs")
    conclusion: Text = field(
        "考核结果", "Result", Kind.CODE, CONCLUDED, codes="four_have_result", sensitivity=PUBLIC, required=True
    )
    assessors: Text = field("考核人", "Assessed by", group=CONCLUDED, offers="cadre")
    mend: Text = field("整改要求", "What has to be mended", Kind.NOTE, CONCLUDED, asked="conclusion:mend")
    photo: Text = field("考核照片", "Photo", Kind.PHOTO, CONCLUDED, sensitivity=SENSITIVE)
    note: Text = field("考核备注", "Note", Kind.NOTE, CONCLUDED)


@entity("money_notice", "收支公示", "Notice about money", Scope.EVENT, parent="village")
class MoneyNotice(Record):
    """Receipts and uses of a period as they were put up in public: from when to when, where, and what came of it."""

    village: Text = field("村", "Village", Kind.REF, ref="village", sensitivity=PUBLIC, required=True)
    from_day: Text = field("收支起始日期", "Receipts from", Kind.DATE, sensitivity=PUBLIC, required=True, public=True)
    to_day: Text = field("收支截止日期", "Receipts until", Kind.DATE, sensitivity=PUBLIC, required=True, public=True)
    checked_by: Text = field("公示审核人", "Checked by", Kind.NAME, offers="cadre", public=True)
    start: Text = field("公示开始日期", "Hangs from", Kind.DATE, HUNG, sensitivity=PUBLIC, public=True)
    end: Text = field("公示结束日期", "Hangs until", Kind.DATE, HUNG, sensitivity=PUBLIC, public=True)
    place: Text = field("公示地点", "Where", group=HUNG, sensitivity=PUBLIC, public=True)
    photo_up: Text = field("公示张贴照片", "Photo while hanging", Kind.PHOTO, HUNG, sensitivity=SENSITIVE)
    taken_down: Text = field("撤下日期", "Taken down on", Kind.DATE, HUNG, sensitivity=PUBLIC, public=True)
    objections: Text = field("公示异议", "Objections", Kind.NOTE, HUNG, public=True)
    note: Text = field("公示备注", "Note", Kind.NOTE, HUNG)
