# SPDX-License-Identifier: MIT
"""Numbers of H–M of domain.md §9.3 that cannot be judged yet, each with the fact that the program does not keep."""

from __future__ import annotations

from typing import Final

from villagedesk.models.checks.rules import Scope, Waiting
from villagedesk.models.problem import Level

ERROR, DOUBT = Level.ERROR, Level.DOUBT
HOUSEHOLD, VILLAGE, PROJECT = Scope.HOUSEHOLD, Scope.VILLAGE, Scope.PROJECT
_FUND: Final = "资金账户、捐赠和发放记录"
_PRINTED: Final = "已打印文书的登记（内容校验值、日期）"
_PUBLIC: Final = (
    "公示、公告文书不存档；打印时逐份检查，不合格不打印（`checks/disclosure.py`、`documents/public/whitelist.py`）"
)

RULES: Final = (
    Waiting("J01", "支付超过资金来源当日余额", ERROR, _FUND, PROJECT),
    Waiting("J02", "捐赠资金用于工作经费，工作经费用于帮扶", ERROR, _FUND, PROJECT),
    Waiting("J03", "定向捐赠用于他处", ERROR, _FUND, PROJECT),
    Waiting("J04", "收据号断号或重号", ERROR, _FUND, PROJECT),
    Waiting("J05", "一笔捐赠的分配之和超过捐赠额", ERROR, _FUND, PROJECT),
    Waiting("J06", "收到捐赠后长期未发放", DOUBT, _FUND, PROJECT),
    Waiting("J07", "实物捐赠没有折款或单位", DOUBT, _FUND, PROJECT),
    Waiting("J13", "大写与小写金额不同", DOUBT, "收据和签收单上的大写金额", PROJECT),
    Waiting("J14", "发放后未向捐赠人反馈", DOUBT, "捐赠反馈记录", PROJECT),
    Waiting("J15", "未通过“四有”考核的组织续约", ERROR, "社会组织和考核记录", PROJECT),
    Waiting("K06", "缺本阶段应有的材料", DOUBT, "各阶段材料的登记（附件）"),
    Waiting("K07", "打印后资料又有修改", DOUBT, _PRINTED),
    Waiting("K08", "文书日期早于该版表格启用时间", DOUBT, _PRINTED),
    Waiting("K11", "手册、登记表、系统的成员名单不一致", DOUBT, "手册和系统导出的成员名单（人数由 B09 比较）"),
    Waiting("K12", "归档页数与目录不符", DOUBT, "归档目录和页数"),
    Waiting("M01", "公开文书含证件号、电话、账号或健康信息", ERROR, _PUBLIC, VILLAGE),
    Waiting("M02", "公开名单含儿童姓名", ERROR, _PUBLIC, VILLAGE),
    Waiting("M04", "未遮盖的导出没有理由", DOUBT, "导出登记"),
)
