# SPDX-License-Identifier: MIT
"""Numbers of H–M of domain.md §9.3 that are not among the doubts: the program does not keep the fact, or sees to it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Scope
from villagedesk.models.problem import Level


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number of domain.md §9.3 that is not among the doubts.

    Attributes:
        needs: the fact that the program does not keep (Chinese); empty where it is seen to elsewhere.
        elsewhere: where and how instead (Chinese, a clause).
    """

    code: str
    title: str
    level: Level
    needs: str
    scope: Scope = Scope.HOUSEHOLD
    parameters: tuple[str, ...] = ()
    source: str = ""
    elsewhere: str = ""

    def why(self) -> str:
        """Why it is not among the doubts, as a sentence."""
        if self.elsewhere:
            text = _("{code}（{title}）不列在疑点里：{elsewhere}。")
        else:
            text = _("{code}（{title}）现在无法判断：本程序还没有记录{needs}。")
        return text.format(code=self.code, title=_(self.title), needs=self.needs, elsewhere=self.elsewhere)


ERROR, DOUBT = Level.ERROR, Level.DOUBT
HOUSEHOLD, VILLAGE, PROJECT = Scope.HOUSEHOLD, Scope.VILLAGE, Scope.PROJECT
_FUND: Final = "资金账户、捐赠和发放记录"
_STALE: Final = "“打印的文书”页逐份比较打印时和现在的资料，列出哪几份、哪一项过期；命令行用 stale"
_PUBLIC: Final = "公示、公告打印时逐份检查，查出一处就不打印"
_LOGGED: Final = "不写提供给谁和原因，不脱敏的文件就不导出；写了的登记在导出登记里，命令行用 export-log"

RULES: Final = (
    Waiting("I13", "驻村天数不足，请假无审批", DOUBT, "驻村考勤和请假记录", VILLAGE, ("attendance_days",)),
    Waiting("J01", "支付超过资金来源当日余额", ERROR, _FUND, PROJECT),
    Waiting("J02", "捐赠资金用于工作经费，工作经费用于帮扶", ERROR, _FUND, PROJECT),
    Waiting("J03", "定向捐赠用于他处", ERROR, _FUND, PROJECT),
    Waiting("J04", "收据号断号或重号", ERROR, _FUND, PROJECT),
    Waiting("J05", "一笔捐赠的分配之和超过捐赠额", ERROR, _FUND, PROJECT),
    Waiting("J06", "收到捐赠后长期未发放", DOUBT, _FUND, PROJECT),
    Waiting("J07", "实物捐赠没有折款或单位", DOUBT, _FUND, PROJECT),
    Waiting("J10", "项目支付超过预算，未完工先验收，资金来源与总额不符", ERROR, "项目和项目资金记录", PROJECT),
    Waiting("J11", "项目公示不足10天", DOUBT, "项目和项目公示记录", PROJECT, ("notice_days",)),
    Waiting("J12", "认领后长期未启动", DOUBT, "认领记录", PROJECT),
    Waiting("J13", "大写与小写金额不同", DOUBT, "收据和签收单上的大写金额", PROJECT),
    Waiting("J14", "发放后未向捐赠人反馈", DOUBT, "捐赠反馈记录", PROJECT),
    Waiting("J15", "未通过“四有”考核的组织续约", ERROR, "社会组织和考核记录", PROJECT),
    Waiting("K07", "打印后资料又有修改", DOUBT, "", elsewhere=_STALE),
    Waiting(
        "K11",
        "手册、登记表、系统的成员名单不一致",
        DOUBT,
        "全国系统导出的成员名单；手册和登记表由同一份资料打印，人数由B09比较",
    ),
    Waiting("K12", "归档页数与目录不符", DOUBT, "归档时清点的页数；目录上的页数在成档时由程序编"),
    Waiting("M01", "公开文书含证件号、电话、账号或健康信息", ERROR, "", VILLAGE, elsewhere=_PUBLIC),
    Waiting("M02", "公开名单含儿童姓名", ERROR, "", VILLAGE, elsewhere=_PUBLIC),
    Waiting("M04", "未遮盖的导出没有理由", DOUBT, "", VILLAGE, elsewhere=_LOGGED),
)
