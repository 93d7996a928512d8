# SPDX-License-Identifier: MIT
"""The file of a person in special hardship (一人一档, domain.md §1A J3): its contents, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.more import More
from villagedesk.documents.registers.special import PERSON, told_of
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.special import Special
from villagedesk.models.special import CaseStage, SpecialFile, case_stage_of
from villagedesk.models.values.dates import shown
from villagedesk.models.values.show import label_of
from villagedesk.services.books.special import special_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.documents.registers.subject import Subject

_LIST, _LACKS, _FILE = "卷内目录", "缺件", "个人档案"
_ROW: Final = ("顺序号", "文号", "责任者", "题名", "日期", "日期数字")


def _filed(subject: Subject) -> dict[str, Any]:
    """Register form, then assessments, then plans, each in order of their days; what is filed by hand the pen adds."""
    made = PERSON.fill(subject)
    if not isinstance(subject.record, Special) or subject.blank:
        return made | {_LIST: [], _LACKS: [], _FILE: {"件数": "", "起止时间": ""}}
    file = special_file(subject.store, subject.record)
    rows = [
        dict(
            zip(
                _ROW,
                (str(place), number or "", who, title, shown(day or ""), (day or "").replace("-", "")),
                strict=True,
            )
        )
        for place, (day, number, who, title) in enumerate(_papers(file, office_of(subject.village).keeper), 1)
    ]
    days = sorted(row["日期数字"] for row in rows if row["日期数字"])
    ends = {one["日期数字"]: one["日期"] for one in rows}
    term = "至".join(dict.fromkeys(ends[day] for day in (days[0], days[-1]))) if days else ""
    lacking = [{"内容": one} for one in _lacking(file, subject.day)]
    return made | {_LIST: rows, _LACKS: lacking, _FILE: {"件数": str(len(rows)), "起止时间": term}}


def _listed(subject: Subject) -> list[str]:
    """Ids of the person's records and of the assessments and plans that the contents list."""
    file = special_file(subject.store, subject.record) if isinstance(subject.record, Special) else None
    listed = [one.id for one in (*file.appraisals, *file.plans)] if file is not None else []
    return [*told_of(subject), *listed]


def _papers(file: SpecialFile, keeper: str) -> Iterator[tuple[str | None, str | None, str, str]]:
    """Day, number, who is responsible and title of each paper of the file, in its order."""
    yield file.special.date, file.special.number, keeper, "特殊困难群众登记表"
    for one in file.appraisals:
        round_ = f"（第{one.round}次）" if one.round else ""
        yield one.date, one.number, one.assessors or "", f"入户复核评估表{round_}"
    for plan in file.plans:
        yield plan.date, plan.number, keeper, "帮扶方案（一人一策）"


def _lacking(file: SpecialFile, day: str) -> Iterator[str]:
    if not file.appraisals:
        yield "复核评估没有登记"
    if case_stage_of(file, day) is CaseStage.IN and not file.plans:
        yield "已经纳入，帮扶方案没有登记"
    for key in ("archive_no", "box", "filed_on"):
        if not getattr(file.special, key):
            yield f"“{label_of(field_spec(f'special.{key}'))}”没有填写"


FILED: Final = More(
    (
        *PERSON.groups,
        PlaceholderGroup(
            _LIST,
            each="项",
            computed=(
                ("顺序号", "在目录中的序号", "1"),
                ("文号", "登记、评估或方案的编号", "TS2025-01"),
                ("责任者", "形成文书的单位或人", "清溪村村民委员会"),
                ("题名", "文书的名称", "入户复核评估表（第1次）"),
                ("日期", "文书的日期", "2025年2月12日"),
                ("日期数字", "同上，八位数字", "20250212"),
            ),
        ),
        PlaceholderGroup(_LACKS, each="项", computed=(("内容", "档案缺什么", "复核评估没有登记"),)),
        PlaceholderGroup(
            _FILE,
            computed=(
                ("件数", "目录中的件数；空白表上空着", "3"),
                ("起止时间", "最早和最晚的文书日期", "2025年2月2日至2025年8月12日"),
            ),
        ),
    ),
    _filed,
    PERSON.sensitive,
    people=PERSON.people,
    beside=_listed,
    named=PERSON.named,
)
