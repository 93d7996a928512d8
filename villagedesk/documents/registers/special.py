# SPDX-License-Identifier: MIT
"""What papers of people in special hardship compute: who the person is, whether on file or not, and who advises on the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.context import field_words
from villagedesk.documents.facts.placeholders import PlaceholderGroup
from villagedesk.documents.registers.more import More, Named
from villagedesk.documents.registers.placeholders import household_words
from villagedesk.models.catalogue.help import Cadre, Unit
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.member import Member
from villagedesk.models.catalogue.special import CarePlan, Special
from villagedesk.models.values.dates import age_on
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.identity import birth_in
from villagedesk.store import households, reads

if TYPE_CHECKING:
    from villagedesk.documents.registers.subject import Subject

_WHO, _ADVISER = "对象", "顾问"
_NAMES: Final = ("姓名", "性别", "民族", "出生日期", "年龄", "证件号码", "联系电话", "住址", "组名", "户主")
_SENSITIVE: Final = tuple(f"{_WHO}.{name}" for name in ("出生日期", "年龄", "证件号码", "联系电话", "住址"))


def _registered(subject: Subject) -> Special | None:
    """How the person was registered, of whom the record is or whom it names."""
    record = subject.record
    named = getattr(record, "special", None) or ""
    return record if isinstance(record, Special) else reads.get(subject.store, Special, named) if named else None


def told_of(subject: Subject) -> list[str]:
    """Ids of the registration of the person, of himself where he is on file, and of the adviser on the list of cadres."""
    special = _registered(subject)
    rows = [special.id, special.member] if special is not None else []
    return [row for row in (*rows, getattr(subject.record, "cadre", None)) if row]


def _home(subject: Subject) -> list[Named]:
    """The household of the person: its head, and where it is reached; and the unit of the adviser."""
    special = _registered(subject)
    home = special.household if special is not None else None
    named = [Named("household", home, frozenset({"phone", "address"}))] if home else []
    row = subject.record.cadre if isinstance(subject.record, CarePlan) else None
    cadre = reads.get(subject.store, Cadre, row) if row else None
    return named + ([Named("unit", cadre.unit)] if cadre is not None and cadre.unit else [])


def _person(subject: Subject) -> dict[str, Any]:
    """The person whom the record is about: from his case file where he is on file, else as he was registered.

    How old he is goes by the day of the record, as everything that the paper says of him does.
    """
    record, special = subject.record, _registered(subject)
    if special is None:
        return {_WHO: dict.fromkeys(_NAMES, "")}
    member = reads.get(subject.store, Member, special.member) if special.member else None
    home = reads.get(subject.store, Household, special.household) if special.household else None
    typed = field_words(special, "special", subject.year)
    file = field_words(member, "member", subject.year) if member is not None else {}
    birth = (member.birth if member is not None else birth_in(special.id_no or "")) or ""
    years = age_on(birth, getattr(record, "date", None) or subject.day) if birth else -1
    (line,) = households.of_ids(subject.store, [home.id]) if home is not None else (None,)
    return {
        _WHO: {
            "姓名": file.get("姓名") or typed["不在册姓名"],
            "性别": file.get("性别") or typed["不在册性别"],
            "民族": file.get("民族", ""),
            "出生日期": date_words(birth) if birth else "",
            "年龄": str(years) if years >= 0 else "",
            "证件号码": file.get("证件号码") or typed["不在册证件号码"],
            "联系电话": typed["登记联系电话"] or file.get("成员联系电话") or (home.phone if home is not None else "") or "",
            "住址": typed["现住址"] or (home.address if home is not None else "") or "",
            **household_words(line),
        }
    }  # fmt: skip


def _planned(subject: Subject) -> dict[str, Any]:
    """The person, and his chief adviser: of the list of cadres, or as he was written down."""
    plan = subject.record
    made = _person(subject)
    if not isinstance(plan, CarePlan):
        return made | {_ADVISER: dict.fromkeys(("姓名", "单位", "电话"), "")}
    cadre = reads.get(subject.store, Cadre, plan.cadre) if plan.cadre else None
    unit = reads.get(subject.store, Unit, cadre.unit) if cadre is not None and cadre.unit else None
    if cadre is None:
        told = (plan.adviser, plan.adviser_unit, plan.adviser_phone)
    else:
        told = (cadre.name, unit.name if unit is not None else "", cadre.phone)
    return made | {_ADVISER: dict(zip(("姓名", "单位", "电话"), (one or "" for one in told), strict=True))}


_PERSON_GROUP: Final = PlaceholderGroup(
    _WHO,
    computed=(
        ("姓名", "登记对象的姓名，在册的取自成员", "张三"),
        ("性别", "登记对象的性别", "男"),
        ("民族", "登记对象的民族；不在册的空着", "汉族"),
        ("出生日期", "取自成员；不在册的按证件号码", "1956年2月3日"),
        ("年龄", "记录日期那天的周岁", "69"),
        ("证件号码", "登记对象的证件号码", "510199195602031014"),
        ("联系电话", "登记的电话；没有的取成员或户的", "13900000001"),
        ("住址", "现住址；没有填写的取户的住址", "清溪村2组15号"),
        ("组名", "所在户的村民小组", "2组"),
        ("户主", "所在户的户主姓名", "张三"),
    ),
)
_PEOPLE: Final = ("special.member", "special.person", "special.household", "appraisal.special", "care_plan.special")
PERSON: Final = More((_PERSON_GROUP,), _person, _SENSITIVE, people=_PEOPLE, beside=told_of, named=_home)
PLANNED: Final = More(
    (
        _PERSON_GROUP,
        PlaceholderGroup(
            _ADVISER,
            computed=(
                ("姓名", "首席顾问的姓名", "周明"),
                ("单位", "首席顾问的单位", "示范县人民医院"),
                ("电话", "首席顾问的电话", "13800000001"),
            ),
        ),
    ),
    _planned,
    _SENSITIVE,
    people=(*_PEOPLE, "care_plan.cadre", "care_plan.adviser"),
    beside=told_of,
    named=_home,
)
