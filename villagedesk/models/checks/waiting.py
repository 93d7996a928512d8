# SPDX-License-Identifier: MIT
"""Numbers of H–M of domain.md §9.3 that cannot be judged yet, each with the fact that the program does not keep."""

from __future__ import annotations

from typing import Final

from villagedesk.models.checks.rules import Scope, Waiting
from villagedesk.models.problem import Level

ERROR, DOUBT = Level.ERROR, Level.DOUBT
HOUSEHOLD, VILLAGE, PROJECT = Scope.HOUSEHOLD, Scope.VILLAGE, Scope.PROJECT
_PRINTED: Final = "已打印文书的登记（内容校验值、日期）"
_PUBLIC: Final = (
    "公示、公告文书不存档；打印时逐份检查，不合格不打印（`checks/disclosure.py`、`documents/public/whitelist.py`）"
)

RULES: Final = (
    Waiting("I13", "驻村天数不足，请假无审批", DOUBT, "驻村考勤和请假记录", VILLAGE, ("attendance_days",)),
    Waiting("K06", "缺本阶段应有的材料", DOUBT, "各阶段材料的登记（附件）"),
    Waiting("K07", "打印后资料又有修改", DOUBT, _PRINTED),
    Waiting("K08", "文书日期早于该版表格启用时间", DOUBT, _PRINTED),
    Waiting("K11", "手册、登记表、系统的成员名单不一致", DOUBT, "手册和系统导出的成员名单（人数由 B09 比较）"),
    Waiting("K12", "归档页数与目录不符", DOUBT, "归档目录和页数"),
    Waiting("M01", "公开文书含证件号、电话、账号或健康信息", ERROR, _PUBLIC, VILLAGE),
    Waiting("M02", "公开名单含儿童姓名", ERROR, _PUBLIC, VILLAGE),
    Waiting("M04", "未遮盖的导出没有理由", DOUBT, "导出登记"),
)
