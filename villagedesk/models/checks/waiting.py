# SPDX-License-Identifier: MIT
"""Numbers of H–M of domain.md §9.3 that are not among the doubts: the program does not keep the fact, or sees to it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Scope
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number of domain.md §9.3 that is not among the doubts.

    Attributes:
        needs: the fact that the program does not keep (Chinese); empty where it is seen to elsewhere.
        elsewhere: where and how instead, a clause in the interface language.
    """

    code: str
    title: str
    level: Level
    needs: str
    scope: Scope = Scope.HOUSEHOLD
    parameters: tuple[str, ...] = ()
    source: str = ""
    elsewhere: Callable[[], str] | None = None

    def why(self) -> str:
        """Why it is not among the doubts, as a sentence."""
        if self.elsewhere:
            text = _("{code}（{title}）不列在疑点里：{elsewhere}。")
        else:
            text = _("{code}（{title}）现在无法判断：本程序还没有记录{needs}。")
        return text.format(
            code=self.code, title=_(self.title), needs=self.needs, elsewhere=self.elsewhere() if self.elsewhere else ""
        )


ERROR, DOUBT = Level.ERROR, Level.DOUBT
HOUSEHOLD, VILLAGE, PROJECT = Scope.HOUSEHOLD, Scope.VILLAGE, Scope.PROJECT


def _stale() -> str:
    return _("“打印的文书”页逐份比较打印时和现在的资料，列出哪几份、哪一项过期；命令行用 stale")


def _public() -> str:
    return _("公示、公告打印时逐份检查，查出一处就不打印")


def _logged() -> str:
    return _("不写提供给谁和原因，不脱敏的文件就不导出；写了的登记在导出登记里，命令行用 export-log")


RULES: Final = (
    Waiting("K07", "打印后资料又有修改", DOUBT, "", elsewhere=_stale),
    Waiting("K12", "归档页数与目录不符", DOUBT, "归档时清点的页数；目录上的页数在成档时由程序编"),
    Waiting("M01", "公开文书含证件号、电话、账号或健康信息", ERROR, "", VILLAGE, elsewhere=_public),
    Waiting("M02", "公开名单含儿童姓名", ERROR, "", VILLAGE, elsewhere=_public),
    Waiting("M04", "未遮盖的导出没有理由", DOUBT, "", VILLAGE, elsewhere=_logged),
)
