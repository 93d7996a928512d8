# SPDX-License-Identifier: MIT
"""Numbers of domain.md §9.3 that are not among the doubts, since they are seen to elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.rules import Scope
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A number of domain.md §9.3 that is not among the doubts.

    Attributes:
        elsewhere: where and how instead, a clause in the interface language.
    """

    code: str
    title: str
    level: Level
    elsewhere: Callable[[], str]
    scope: Scope = Scope.HOUSEHOLD
    parameters: tuple[str, ...] = ()
    source: str = ""

    def why(self) -> str:
        """Why it is not among the doubts, as a sentence."""
        text = _("{code}（{title}）不列在疑点里：{elsewhere}。")
        return text.format(code=self.code, title=_(self.title), elsewhere=self.elsewhere())


ERROR, DOUBT = Level.ERROR, Level.DOUBT
VILLAGE = Scope.VILLAGE


def _stale() -> str:
    return _("“打印的文书”页逐份比较打印时和现在的资料，列出哪几份、哪一项过期；命令行用 stale")


def _public() -> str:
    return _("公示、公告打印时逐份检查，查出一处就不打印")


def _logged() -> str:
    return _("不写提供给谁和原因，不脱敏的文件就不导出；写了的登记在导出登记里，命令行用 export-log")


RULES: Final = (
    Elsewhere("K07", "打印后资料又有修改", DOUBT, _stale),
    Elsewhere("M01", "公开文书含证件号、电话、账号或健康信息", ERROR, _public, VILLAGE),
    Elsewhere("M02", "公开名单含儿童姓名", ERROR, _public, VILLAGE),
    Elsewhere("M04", "未遮盖的导出没有理由", DOUBT, _logged, VILLAGE),
)
