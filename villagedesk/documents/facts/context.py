# SPDX-License-Identifier: MIT
"""From a case file to the words that its papers print: plain values only, under the names of `placeholders`.

Nothing here decides how a paper looks, and nothing is made up: what is not known is an empty text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts import letters
from villagedesk.documents.facts.formed import FORMED, formed
from villagedesk.documents.facts.income_paper import no_line, reckoned
from villagedesk.documents.facts.judged import judged
from villagedesk.documents.facts.missing import missing_parts
from villagedesk.documents.facts.monitoring_paper import monitoring_steps
from villagedesk.documents.facts.office import Office, office_of
from villagedesk.documents.facts.placeholders import (
    ABOUT,
    CAPITALS,
    LABELS,
    NUMBERS,
    OPTIONS,
    fields_of,
    labels,
    name_of,
    placeholder_list,
)
from villagedesk.documents.facts.policies import policies_enjoyed
from villagedesk.documents.word.boxes import box
from villagedesk.documents.word.package import STARTS
from villagedesk.documents.word.pictures import PHOTOS, Picture, picture_of
from villagedesk.i18n import in_chinese
from villagedesk.models import eras
from villagedesk.models.archiving import filed_under
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA, FieldSpec, Kind, Record, Value
from villagedesk.models.codes import code_list
from villagedesk.models.enrolling import programmes_of
from villagedesk.models.income import TOTALS, sums, total
from villagedesk.models.occasions import watched
from villagedesk.models.values.dates import age_on, eight_digits
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.numbers import from_scaled, in_capitals
from villagedesk.models.values.show import group_words, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from villagedesk.models.casefile import CaseFile, Helper, Person
    from villagedesk.models.catalogue.help import Measure, Visit
    from villagedesk.models.ledger import Booked
    from villagedesk.models.readiness import FindLine

__all__ = [
    "Office",
    "archive_number",
    "capitals_of",
    "casefile_context",
    "field_words",
    "group_name",
    "office_of",
    "options",
    "placeholder_list",
    "size_in",
]

Words = dict[str, str]
_LARGEST_IN_WORDS: Final = 10**18  # fen; see numbers.in_capitals
_NOT_APPLICABLE: Final = "不适用"
_ADJUSTED: Final = "年中调整"


def casefile_context(
    case: CaseFile,
    office: Office,
    document_date: dt.date,
    photo: Callable[[str], bytes | None] = lambda _digest: None,
    line: FindLine = no_line,
) -> dict[str, Any]:
    """Everything the papers of a household may print.

    Args:
        case: the case file of the year.
        office: who keeps it.
        document_date: the day of printing. Ages are completed years and helpers are current on it, or at the end of the
            case file's year where that was before: a form of 2016 reprinted today still says how old people were.
        photo: gives the photo of a digest; without it papers have none.
        line: finds the line of a year that holds where the household lives; without it papers leave its place empty.
    """
    year = case.year
    day = min(document_date.isoformat(), f"{year}-12-31")
    decided, adults = letters.letters_of(case, document_date), letters.adults(case, day)
    helpers = _helpers(sorted(case.helpers_on(day), key=_rank), year)
    return {
        "村": field_words(case.village, "village", year),
        "户": _household(case, day),
        "年度情况": field_words(case.facts, "household_year", year),
        "家庭成员": _people(case.people, year, day),
        "减少成员": _people(case.departed, year, day),
        "致贫原因": _rows([field_words(cause, "cause", year) for cause in case.causes]),
        "收支": _income(case, year),
        "上年收支": _income(case, year - 1),
        "收入台账": _ledger(case),
        **reckoned(case, line),
        **judged(case, line, day),
        "监测": field_words(watched(case), "monitoring", year) | monitoring_steps(case, document_date),
        "计划": _plan(case),
        "措施": _rows([_measure(one, year) for one in case.measures]),
        "落实": _rows(
            [field_words(one, "benefit", year) | {"受益人": case.name_of(one.member)} for one in case.benefits]
        ),
        "政策享受": policies_enjoyed(case),
        "授权成员": adults,
        "告知书": decided,
        "责任人": _helpers([one for one in case.helpers if _in_year(one, year)], year),
        "现任责任人": helpers,
        "走访": _rows([_visit(visit, year) for visit in case.visits]),
        PHOTOS: _photos(case, photo),
        "目录": [],
        "缺件": missing_parts(case, document_date),
        "缺少材料": [],
        "以前材料": [],
        "归档说明": [],
        "问题": [],
        ABOUT: _about(case, office, document_date.isoformat(), day) | letters.titles(year, eras.kind_of(case), decided),
        LABELS: labels(year),
        NUMBERS: eras.item_numbers(year),
        FORMED: formed(case, office.keeper, helpers, adults, document_date),
    }


def archive_number(case: CaseFile) -> str:
    """The 档号: the number in the village, or the national household number; empty without either."""
    return case.household.local_no or case.household.hh_no or ""


def group_name(case: CaseFile) -> str:
    """The villagers' group of a household as people say it; empty without one."""
    return group_words(case.household.group)


def _about(case: CaseFile, office: Office, day: str, ages_on: str) -> Words:
    kind = eras.kind_of(case)
    return {
        "题名": "",
        "年度": str(case.year),
        "日期": date_words(day),
        "日期数字": day,
        "计龄日期": date_words(ages_on),
        "登记表名": eras.wording(eras.REGISTER, case.year, kind),
        "计划名": eras.wording(eras.PLAN, case.year, kind),
        "手册名": eras.wording(eras.HANDBOOK, case.year, kind),
        "立卷单位": office.keeper,
        "全宗号": office.fonds,
        "全宗名称": office.fonds_name,
        "类目": office.archive_class,
        "件数": "",
        "起止时间": "",
        "卷内年度": str(case.year),
        "卷页数": "",
        STARTS: "",
        "空白": "",
        "保管期限": office.retention,
        "草稿": "",
        "户标识": case.household.id,
    }


# -- one record ---------------------------------------------------------------------------------------------------------


def field_words(record: Record, entity: str, year: int) -> Words:
    """The fields of a record as words, with the ☑ line of coded fields and the capitals of amounts."""
    printed: Words = {}
    for name, spec in fields_of(entity):
        value: Value = getattr(record, spec.key)
        printed[name] = words(spec, value, year)
        if spec.kind is Kind.MONEY:
            printed[name + CAPITALS] = capitals_of(value) or printed[name]
        elif spec.kind in {Kind.CODE, Kind.CODES, Kind.YES_NO}:
            printed[name + OPTIONS] = options(spec, value, year)
    return printed


def capitals_of(value: Value) -> str:
    """人民币大写 of an amount; empty for what is none, or beyond what papers can say."""
    return in_capitals(value) if isinstance(value, int) and abs(value) < _LARGEST_IN_WORDS else ""


def options(spec: FieldSpec, value: Value, year: int) -> str:
    """The choices of the form of that year, what is known ticked: "☑国家标准 □省定标准 □市定标准"."""
    if spec.kind is Kind.YES_NO:
        chosen: tuple[str, ...] = () if value in {None, NA} else ("是" if value else "否",)
        return _ticked(
            ("是", "否", _NOT_APPLICABLE) if spec.na else ("是", "否"), (_NOT_APPLICABLE,) if value is NA else chosen
        )
    codes = value if isinstance(value, tuple) else () if value in {None, NA} else (str(value),)
    return _code_options(spec.codes, codes, year, (_NOT_APPLICABLE if value is NA else "□") if spec.na else "")


@lru_cache(8_192)
def _code_options(name: str, codes: tuple[str, ...], year: int, na: str) -> str:
    """`na`: empty where the answer does not exist, "□" where it was not given, its name where it was."""
    entries = code_list(name)
    shown = [entry.code for entry in entries.choices(year)]
    shown += [code for code in entries.ordered(codes) if code not in shown]  # a fact is never dropped
    names = [entries.label(code, year) for code in shown] + ([_NOT_APPLICABLE] if na else [])
    ticked = [entries.label(code, year) for code in codes] + ([na] if na not in {"", "□"} else [])
    return _ticked(names, ticked)


def _ticked(names: Sequence[str], ticked: Iterable[str]) -> str:
    chosen = set(ticked)
    return " ".join(box(name in chosen) + name for name in names)


def _rows(rows: list[Words]) -> list[Words]:
    for number, row in enumerate(rows, 1):
        row["行号"] = str(number)
    return rows


# -- people -------------------------------------------------------------------------------------------------------------


def _people(people: Iterable[Person], year: int, day: str) -> list[Words]:
    return _rows([_person(person, year, day) for person in people])


def _person(person: Person, year: int, day: str) -> Words:
    printed = field_words(person.member, "member", year) | field_words(person.facts, "member_year", year)
    printed["年龄"] = _age(person, day)
    kind, grade = printed["残疾类别"], printed["残疾等级"]
    printed["残疾情况"] = kind if _NOT_APPLICABLE in {kind, grade} else kind + grade
    parts = [printed[f"务工所在地{part}"] for part in ("省", "市", "县", "乡镇")]
    parted = "".join(part for part in parts if part != _NOT_APPLICABLE)
    whole = printed["务工所在地"]
    printed["务工地点"] = whole if len(whole) >= len(parted) else parted
    return printed


def _age(person: Person, day: str) -> str:
    """Completed years on the day; empty where the birth is unknown or lies after it."""
    birth = person.member.birth
    years = age_on(birth, day) if birth else -1
    return str(years) if years >= 0 else ""


def _household(case: CaseFile, day: str) -> Words:
    head = case.head or next(iter(case.people), None)
    person = _person(head, case.year, day) if head else {}
    others = tuple(cause.code for cause in case.causes if cause.rank != "main" and cause.code)
    main = case.cause("main")
    spec = ENTITIES["cause"]["code"]
    code = main.code if main else None
    level, since = case.care_on(day)
    known = (
        level if since or not case.cares else None
    )  # a level without a day is not that of the days before the gradings
    return field_words(case.household.having(care_level=known or None), "household", case.year) | {
        "户主姓名": case.head_name,
        **{f"户主{name}": person.get(name, "") for name in ("性别", "民族", "出生日期", "证件号码", "年龄")},
        "组名": group_name(case),
        "档号": filed_under(case.village, case.household, case.year) or archive_number(case),
        "家庭人口": str(case.size),
        "劳动力数": _able_to_work(case),
        "主要致贫原因": words(spec, code, case.year),
        "主要致贫原因选项": options(spec, code, case.year),
        "其他致贫原因": "、".join(words(spec, other, case.year) for other in others),
        "其他致贫原因选项": options(spec, others, case.year),
        "称谓": eras.wording(eras.HOUSEHOLD, case.year, eras.kind_of(case)),
        **_programmes(case),
    }


def _programmes(case: CaseFile) -> Words:
    """纳入项目 of the year, in words and as options."""
    spec, held = ENTITIES["household"]["programmes"], programmes_of(case)
    return {spec.placeholder: words(spec, held, case.year), spec.placeholder + OPTIONS: options(spec, held, case.year)}


def _able_to_work(case: CaseFile) -> str:
    """How many are able to work; empty while it is not known of everybody, since unknown is not none."""
    known = all(person.facts.labour for person in case.counted)
    return str(case.able_to_work) if case.counted and known else ""


# -- help ---------------------------------------------------------------------------------------------------------------


def _in_year(helper: Helper, year: int) -> bool:
    """Whether the pairing held on any day of the year."""
    begun = not helper.pairing.start or helper.pairing.start[:4] <= str(year)
    return begun and (not helper.pairing.end or helper.pairing.end[:4] >= str(year))


def _rank(helper: Helper) -> tuple[int, str]:
    """Who comes first on the card: by role as the code list orders them, then by start."""
    roles = [entry.code for entry in code_list("pairing_role").entries]
    role = helper.pairing.role
    return (roles.index(role) if role in roles else len(roles), helper.pairing.start or "")


def _helpers(helpers: Iterable[Helper], year: int) -> list[Words]:
    return _rows([_helper(helper, year) for helper in helpers])


def _helper(helper: Helper, year: int) -> Words:
    printed = (
        field_words(helper.pairing, "pairing", year)
        | field_words(helper.cadre, "cadre", year)
        | field_words(helper.unit, "unit", year)
    )
    start, end = printed["开始时间"], printed["结束时间"]
    printed["起止时间"] = f"{start}至{end}" if end else f"{start}起" if start else ""
    return printed


def _plan(case: CaseFile) -> Words:
    made_on = case.plan.made_on
    return field_words(case.plan, "plan", case.year) | {"制定日期数字": eight_digits(made_on) if made_on else ""}


def _visit(visit: Visit, year: int) -> Words:
    return field_words(visit, "visit", year) | {"日期数字": eight_digits(visit.date) if visit.date else ""}


def _photos(case: CaseFile, photo: Callable[[str], bytes | None]) -> dict[str, Picture | str]:
    """The photos of the household, an empty text where there is none."""
    found: dict[str, Picture | str] = {}
    for place, (record, key) in enumerate(((case.household, "head_photo"), (case.facts, "house_photo")), 1):
        digest: str | None = getattr(record, key)
        name = ENTITIES["household" if place == 1 else "household_year"][key].label
        found[name] = picture_of(place, name, photo(digest) if digest else None)
    return found


def _measure(measure: Measure, year: int) -> Words:
    printed = field_words(measure, "measure", year)
    printed["调整标记"] = _ADJUSTED if measure.stage == "mid_year" else ""
    printed["责任单位和责任人"] = " ".join(filter(None, (printed["责任单位"], printed["措施责任人"])))
    return printed


# -- income -------------------------------------------------------------------------------------------------------------


def _income(case: CaseFile, year: int) -> Words:
    income = case.counted_income(year)
    printed = field_words(income, "income_year", year)
    spec = ENTITIES["income_year"]
    for key in TOTALS:  # where only the kinds were entered, the form says their sum
        amount, name = total(income, key), name_of(spec[key])
        said = words(spec[key], amount, year)
        printed |= {name: said, name + CAPITALS: capitals_of(amount) or said}
    computed = sums(income, size_in(case, year))
    printed |= {
        "财产性收入": _yuan(computed.property),
        "转移性收入": _yuan(computed.transfers),
        "年收入": _yuan(computed.gross),
        "纯收入": _yuan(computed.net),
        "人均纯收入": _yuan(computed.per_head),
        "收入参考范围": _yuan(computed.monitored),
        "人均收入参考范围": _yuan(computed.monitored_per_head),
        "期间": "至".join(map(date_words, case.income_period(year))),
    }
    return printed


def size_in(case: CaseFile, year: int) -> int:
    """Members who counted at the end of a year's income period; its income is divided among them."""
    return len(case.sharers(year))


def _ledger(case: CaseFile) -> list[Words]:
    """The lines of the income ledger with what each comes to, those that do not count with the reason."""
    names = {person.member.id: person.name for person in (*case.people, *case.departed)}
    with in_chinese():
        lines = case.ledger().lines
    return _rows([_booked(one, names, case.year) for one in lines])


def _booked(one: Booked, names: Mapping[str, str], year: int) -> Words:
    printed = field_words(one.line, "income_line", year)
    cells = [name for name in (one.cell, one.cost_cell) if one.amount_in(name or "-") is not None]
    return printed | {
        "成员姓名": names.get(one.line.member or "", ""),
        "时间": printed["收支日期"] or printed["所属季度"],
        "计入收入": _yuan(one.income if one.counts else None),
        "计入支出": _yuan(one.cost if one.counts else None),
        "计入单元": "、".join(ENTITIES["income_year"][name].label for name in cells),
        "不计原因": one.why_not,
    }


def _yuan(fen: int | None) -> str:
    return "" if fen is None else from_scaled(fen, 2)
