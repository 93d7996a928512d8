# SPDX-License-Identifier: MIT
"""What papers of matters and complaints compute: the three ledgers apart, each with who brought it and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.facts.context import field_words
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.more import More
from villagedesk.documents.registers.subject import references_of
from villagedesk.i18n import _
from villagedesk.models.catalogue.matters import Complaint, Matter, MatterStep
from villagedesk.models.codes import code_list
from villagedesk.models.matters import carried_into, of_complaint, of_matter
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.show import group_words
from villagedesk.services.books.matters import COMPLAINT_DAYS
from villagedesk.services.books.registers import RowNames
from villagedesk.services.standards.lines import values_near
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.documents.registers.subject import Subject
    from villagedesk.store.households import Line

NO_LEDGER: Final = "未分台账"
CARRIED: Final = "上年结转"
_COLUMNS: Final = (
    ("序号", "在本台账中的序号", "1"),
    ("编号", "编号", "民2025-001"),
    ("结转", "以前年度登记、年初还没有办结的，为“上年结转”；其他的空着", "上年结转"),
    ("登记日期", "登记日期", "2025年3月5日"),
    ("组名", "村民小组", "2组"),
    ("反映人", "反映成员、反映人或户主", "张三"),
    ("类别", "类别", "道路交通"),
    ("诉求内容", "诉求内容", "……"),
    ("责任人", "在册责任人或责任人", "周明"),
    ("办理期限", "办理期限", "2025年4月5日"),
    ("办理经过", "各次办理的日期和情况，最后是办理结果", "……"),
    ("办理状态", "到打印日期为止的状态", "办结"),
    ("销号日期", "销号日期", "2025年3月20日"),
    ("满意度", "满意度", "满意"),
)
_SENSITIVE: Final = ("反映人", "诉求内容", "办理经过")


def ledgers() -> tuple[tuple[str, str], ...]:
    """Code and group of each ledger, and last of what was entered in none."""
    return (*((code.code, f"{code.label}台账") for code in code_list("matter_ledger").entries), ("", NO_LEDGER))


class _Told(NamedTuple):
    """What stands beside the matters of a year."""

    names: RowNames
    households: dict[str, Line]
    steps: dict[str, list[MatterStep]]


def _three(subject: Subject) -> dict[str, Any]:
    """The matters of each ledger, in the order of the book."""
    made: dict[str, Any] = {group: [] for _code, group in ledgers()}
    mine = [one for one in subject.records if isinstance(one, Matter)]
    names = RowNames(subject.store)
    names.look_up_all(mine, references_of("matter"))
    told = _Told(names, subject.households(), reads.of_owners(subject.store, MatterStep, [one.id for one in mine]))
    groups = dict(ledgers())
    for one in mine:
        rows = made[groups.get(one.ledger or "", NO_LEDGER)]
        rows.append(_row(subject, one, told) | {"序号": str(len(rows) + 1)})
    return made


def _steps(subject: Subject) -> list[str]:
    """Ids of the steps of the matters."""
    return [one.id for one in reads.below(subject.store, MatterStep, [matter.id for matter in subject.records])]


def _row(subject: Subject, one: Matter, told: _Told) -> dict[str, str]:
    words = field_words(one, "matter", subject.year)
    head = told.households.get(one.household or "")
    same = {name: words[name] for name in ("编号", "登记日期", "类别", "诉求内容", "办理期限", "销号日期", "满意度")}
    return same | {
        "结转": CARRIED if carried_into(one, subject.year) else "",
        "组名": group_words(one.group or (head.grp if head else None)),
        "反映人": told.names.name("member", one.member or "") or one.person or (head.head_name if head else "") or "",
        "责任人": told.names.name("cadre", one.cadre or "") or one.responsible or "",
        "办理经过": "\n".join(filter(None, (*map(_step, told.steps.get(one.id, ())), *_end(words)))),
        "办理状态": of_matter(one, subject.day).state.words,
    }


def _step(one: MatterStep) -> str:
    lead = _day(one.date or "") + (one.actor or "")
    return f"{lead}：{one.content or ''}" if lead else one.content or ""


def _day(iso: str) -> str:
    return date_words(iso) if iso else ""


def _end(words: dict[str, str]) -> Sequence[str]:
    return words["办理结果"], words["上报单位"] and _("上报{unit}").format(unit=words["上报单位"]), words["挂账原因"]


THREE: Final = More(
    tuple(PlaceholderGroup(group, each="项", computed=_COLUMNS) for _code, group in ledgers()),
    _three,
    tuple(f"{group}.{name}" for _code, group in ledgers() for name in _SENSITIVE),
    people=tuple(f"matter.{key}" for key in ("member", "person", "household", "cadre", "responsible")),
    beside=_steps,
)


def _term(subject: Subject) -> dict[str, Any]:
    """By when a complaint is to be settled: its own day, or the days of the office from the one on which it came."""
    one = subject.record
    if subject.blank or not isinstance(one, Complaint):
        return {"举报办理": {"应办结日期": ""}}
    term = values_near(subject.store)(COMPLAINT_DAYS, subject.village.id, one.date or subject.day)
    return {"举报办理": {"应办结日期": _day(of_complaint(one, subject.day, term).due)}}


TERM: Final = More(
    (
        PlaceholderGroup(
            "举报办理",
            computed=(("应办结日期", "登记的期限；没有的，按设置中的举报办理期限从受理日起算", "2025年5月4日"),),
        ),
    ),
    _term,
)
