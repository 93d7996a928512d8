# SPDX-License-Identifier: MIT
"""三保障问题清单 (domain.md §8 no. 9): households of which schooling, medical care, house or water is not assured, and why."""

from __future__ import annotations

from typing import Final

from villagedesk.i18n import _
from villagedesk.models.codes import code_list
from villagedesk.models.readiness import Verdict
from villagedesk.models.rollups.spec import Among, Cell, Detail, Row, Section, Table, Unit

ANY: Final = "assured.any"
PROBLEMS, UNKNOWN = "assured.problems", "assured.unknown"
"""What is not assured and what nobody knows, in words; only of a household of which something is not assured."""
ASSURANCES: Final = ("education", "medical", "housing", "water")
_VERDICTS: Final = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)


def fact_of(assurance: str) -> str:
    """The fact that tells the verdict of an assurance, as its code (`models.readiness.Verdict`)."""
    return f"assured.{assurance}"


def assured(year: int) -> Table:
    """Each household stands in one column of each line."""
    names = code_list("criterion")
    rows = (
        _line(_("任意一项"), ANY),
        *(_line(names.shown(key, year), fact_of(key)) for key in ASSURANCES),
    )
    note = _(
        "义务教育、基本医疗、住房安全和饮水安全，由{year}年度已登记的事实判断，与户的“退出标准”页相同；过去的年度看到该年12月31日，当年看到当日。"
        "不含一般农户和已注销的户。有问题、不详、没有问题之和各行相等；一户有几项问题的，在几行里。"
        "任意一项：有一项有问题即为有问题，没有问题而有一项不详的为不详。逐户明细即问题清单，只列有问题的户。"
    ).format(year=year)
    return Table(
        "assured",
        _("三保障和饮水问题"),
        note,
        (_("有问题户数"), _("不详户数"), _("没有问题户数")),
        (Section(_("三保障和饮水"), rows),),
        gathered="assured",
        details=(Detail(_("有问题的"), PROBLEMS), Detail(_("不详的"), UNKNOWN)),
    )


def _line(label: str, fact: str) -> Row:
    return Row(label, tuple(Cell(Unit.HOUSEHOLDS, (Among(fact, (one.value,)),)) for one in _VERDICTS))
