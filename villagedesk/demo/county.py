# SPDX-License-Identifier: MIT
"""What the county and province of the demo decided: two steps of a procedure of their own (ADR 16), and the monitoring lines.

A province publishes its monitoring line (监测范围) every year. This one is made up, and so are its lines; without them no income
of the demo could be compared with anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.demo import COUNTY, MARK, PROVINCE, YEAR
from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
from villagedesk.models.editions import edited
from villagedesk.models.templates import templates
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.demo.scene import Facts, Row
    from villagedesk.models.templates import Step

COMPARED: Final = "部门数据比对"
REVIEWED: Final = "镇级联席会审"
_ID: Final = derived_id("procedure_edition", "monitor_2021", YEAR)
_EDITION: Final[Facts] = {
    "template": "monitor_2021",
    "year": YEAR,
    "region": COUNTY,
    "source": f"《{COUNTY}防止返贫监测对象认定办法》（虚构）",
    "note": MARK,
}
_COMPARED: Final[Facts] = {
    "edition": _ID,
    "step": COMPARED,
    "after": "township",
    "needed": True,
    "who": "县级行业部门",
    "paper": "部门数据比对结果单",
    "reason": "先比对房产、车辆和财政供养信息，再报县级审定",
}

_REVIEWED: Final[Facts] = {
    "edition": _ID,
    "step": REVIEWED,
    "after": COMPARED,
    "form": "meeting",
    "meeting": "joint",
    "decides": True,
    "quorum": "two_thirds",
    "majority": "half",
    "risks": ("illness",),
    "needed": False,
    "who": "乡镇人民政府召集民政、医保、卫健",
    "paper": "联席会审会议记录",
    "reason": "因病户支出构成复杂，有疑问的先会审",
}
_LINES: Final = {2021: 6_300, 2022: 6_700, 2023: 7_300, 2024: 7_800, 2025: 8_300}  # yuan per head


def line_rows() -> Iterator[Row]:
    """The monitoring lines of the province, the same in the file of every village."""
    for year, value in _LINES.items():
        yield (
            "line",
            derived_id("line", "monitoring_line", year, PROVINCE),
            {
                "name": "monitoring_line",
                "year": year,
                "region": PROVINCE,
                "value": value,
                "unit": "元/人/年",
                "source": f"{MARK}：{PROVINCE}{year}年防返贫监测范围（虚构）",
                "confirmed": True,
            },
        )


def rows() -> Iterator[Row]:
    """The edition, the same in the file of every village."""
    yield "procedure_edition", _ID, _EDITION
    for facts in (_COMPARED, _REVIEWED):
        yield "edition_step", derived_id("edition_step", _ID, facts["step"]), facts


def steps_of(template: str, year: int) -> tuple[Step, ...]:
    """The steps of a procedure as the county carries it out in a year."""
    shipped = templates()[template]
    if template != _EDITION["template"] or year < YEAR:
        return shipped.steps
    return edited(shipped, ProcedureEdition(**_EDITION), [EditionStep(**_COMPARED), EditionStep(**_REVIEWED)]).steps
