# SPDX-License-Identifier: MIT
"""What papers and households were called in which years: one table, with its sources.

The forms of a year are reprinted in the words of that year (domain.md §2.0). Labels of single fields change with
`FieldSpec.eras` instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue import household
from villagedesk.models.enrolling import REGISTER as REGISTER_PROGRAMME
from villagedesk.models.enrolling import in_year

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile


@dataclass(frozen=True, slots=True)
class Wording:
    """A text for papers of the years from `first` to `last` (inclusive; None is open).

    Attributes:
        what: what is called so.
        kinds: household types (code list household_type), or of a paper of villages kinds of these (village_attr), it is meant for;
            empty for all.
        text: the words; {year} and {before} stand for the year and the one before.
        source: where they come from.
    """

    what: str
    first: int | None
    last: int | None
    kinds: frozenset[str]
    text: str
    source: str


REGISTER, PLAN, HOUSEHOLD, PERIOD = "register", "plan", "household", "period"
VILLAGE_REGISTER: Final = "village_register"
APPLICATION, AUTHORISATION, HANDBOOK, REPORT = "application", "authorisation", "handbook", "report"
ENTERED: Final = "entered"  # the letter that tells a household that it is watched and helped from now on
_ALL: Final[frozenset[str]] = frozenset()
REGISTERED: Final = frozenset({"poor", "exited", "unstable"})  # registered as poor before 2021
LEFT_POVERTY: Final = frozenset({"exited", "unstable"})  # and not poor any more (domain.md §5.2)
FIRST_EXIT, LAST_EXIT = (
    2014,
    2020,
)  # years in which households left poverty (domain.md §5.1); monitoring began in the last
MONITORED_TYPES: Final = frozenset({"unstable", "edge", "sudden", "prevention"})
NEVER_POOR: Final = frozenset(household.NEVER_POOR)

_2014: Final = "国开办发〔2014〕24号附件《贫困户登记表》；domain.md §2.1"
_2016: Final = "2016—2020年《贫困户信息采集表》；domain.md §2.1"
_LOCAL: Final = "2021年起无全国统一表名，取各地通行名称，可在模板中修改；domain.md §2.0"

# The first row that fits decides, so exceptions stand before the rule.
WORDINGS: Final = (
    Wording(REGISTER, 2020, None, NEVER_POOR, "农户信息表", _LOCAL),
    Wording(REGISTER, None, 2015, _ALL, "贫困户登记表", _2014),
    Wording(REGISTER, 2016, 2020, _ALL, "贫困户信息采集表", _2016),
    Wording(REGISTER, 2021, None, REGISTERED, "脱贫户信息采集表", _LOCAL),
    Wording(PLAN, None, 2015, _ALL, "帮扶计划", "国开办发〔2014〕24号第五步“制定帮扶计划”；domain.md §3.1"),
    Wording(PLAN, 2016, 2020, _ALL, "脱贫计划", "《扶贫手册》2016—2020年版；domain.md §4.2"),
    Wording(PLAN, 2021, None, _ALL, "一户一策帮扶计划", "2021年起监测帮扶“一户一策”；domain.md §4.2、§5.3"),
    Wording(HOUSEHOLD, 2020, 2025, MONITORED_TYPES, "监测对象", "中农组发〔2021〕7号三类监测对象；domain.md §5.2"),
    Wording(HOUSEHOLD, 2026, None, MONITORED_TYPES, "防止返贫致贫对象", "2026年常态化帮扶；domain.md §5.5"),
    Wording(HOUSEHOLD, 2020, None, frozenset({"ordinary"}), "农户", "domain.md §5.5"),
    Wording(HOUSEHOLD, None, 2015, _ALL, "贫困户", _2014),
    Wording(HOUSEHOLD, 2016, 2020, _ALL, "建档立卡贫困户", "domain.md §2.0"),
    Wording(HOUSEHOLD, 2021, None, REGISTERED, "脱贫户", "domain.md §2.0"),
    Wording(APPLICATION, 2020, 2025, MONITORED_TYPES, "监测对象申请书", "中农组发〔2021〕7号：农户自主申报；domain.md §5.3"),
    Wording(APPLICATION, None, 2020, _ALL, "贫困户申请书", "国开办发〔2014〕24号：农户申请；domain.md §3.1"),
    Wording(APPLICATION, 2021, 2025, _ALL, "监测对象申请书", "中农组发〔2021〕7号：农户自主申报；domain.md §5.3"),
    Wording(APPLICATION, 2026, None, _ALL, "防止返贫致贫对象申请书", "2026年常态化帮扶；domain.md §5.5"),
    Wording(AUTHORISATION, 2020, None, MONITORED_TYPES, "农户承诺授权书", "监测对象认定的“承诺授权”；domain.md §5.3"),
    Wording(AUTHORISATION, None, 2020, _ALL, "家庭经济状况核查授权书", "贫困户识别后期各地增加；domain.md §3.1"),
    Wording(AUTHORISATION, 2021, None, _ALL, "农户承诺授权书", "监测对象认定的“承诺授权”；domain.md §5.3"),
    Wording(ENTERED, None, 2025, _ALL, "纳入监测告知书", "一户一档目录28“纳入告知”；domain.md §5.3、§6.2"),
    Wording(ENTERED, 2026, None, _ALL, "纳入帮扶告知书", "2026年常态化帮扶；domain.md §5.5"),
    Wording(HANDBOOK, None, 2020, _ALL, "扶贫手册", "国开办发〔2014〕24号第六步“填写手册”；domain.md §2.0、§3.1"),
    Wording(HANDBOOK, 2021, None, _ALL, "帮扶手册", _LOCAL),
    Wording(REPORT, None, 2020, _ALL, "精准扶贫工作报告", "2013—2020年精准扶贫、精准脱贫；domain.md §5.1"),
    Wording(REPORT, 2021, 2025, _ALL, "巩固拓展脱贫攻坚成果工作报告", "2021—2025年过渡期；domain.md §5.1"),
    Wording(REPORT, 2026, None, _ALL, "常态化帮扶工作报告", "2026年常态化帮扶；domain.md §5.5"),
    Wording(VILLAGE_REGISTER, None, None, frozenset({"not_poor"}), "行政村情况登记表", "非贫困村不用《贫困村登记表》；domain.md §2.7"),
    Wording(VILLAGE_REGISTER, None, 2020, _ALL, "贫困村登记表", "《贫困村登记表》B1—B49；domain.md §2.7"),
    Wording(VILLAGE_REGISTER, 2021, None, _ALL, "脱贫村情况登记表", _LOCAL),
    Wording(PERIOD, None, 2015, _ALL, "{year}年1月1日至{year}年12月31日", "《贫困户登记表》指标说明：自然年度；domain.md §2.1"),
    Wording(PERIOD, 2016, None, _ALL, "{before}年10月1日至{year}年9月30日", "约自2016年起；domain.md §2.1"),
)  # fmt: skip


ITEMS: Final = {
    "识别标准": "A1", "贫困户属性": "A2", "主要致贫原因": "A3a", "其他致贫原因": "A3b", "姓名": "A4", "性别": "A5",
    "证件号码": "A6", "与户主关系": "A7", "民族": "A8", "文化程度": "A9", "在校生状况": "A10", "健康状况": "A11",
    "劳动技能": "A12", "务工状况": "A13",
}  # fmt: skip
"""Item numbers of the 贫困户登记表 (domain.md §2.1). Of the 信息采集表 of 2016 only some are known, so none is printed."""
_LAST_NUMBERED: Final = 2015


@cache
def item_numbers(year: int) -> dict[str, str]:
    """Name → number that the form of a year prints before its label ("A1 "), empty where none. Not to be changed."""
    return {name: f"{number} " if year <= _LAST_NUMBERED else "" for name, number in ITEMS.items()}


def wording(what: str, year: int, kind: str) -> str:
    """The words for `what` in papers of a year about a household of a type.

    Raises:
        KeyError: the table has no row for it.
    """
    for row in WORDINGS:
        begun = row.first is None or row.first <= year
        over = row.last is not None and year > row.last
        if row.what == what and begun and not over and (not row.kinds or kind in row.kinds):
            return row.text.format(year=year, before=year - 1)
    raise KeyError(f"{what} {year} {kind}")


def kind_of(case: CaseFile) -> str:
    """The type of a household for `wording`; where none is entered, what its programmes, attribute or exit status imply."""
    facts = case.facts
    for stated in (facts.household_type, facts.monitor_type):
        if stated in REGISTERED | NEVER_POOR:
            return str(stated)
    inside = [one for one in case.enrolments if in_year(one, case.year)]
    for enrolment in inside:
        if enrolment.kind in MONITORED_TYPES:
            return str(enrolment.kind)
    registered = facts.attribute or facts.exit_status or case.year <= LAST_EXIT
    registered = registered or any(one.programme == REGISTER_PROGRAMME for one in case.enrolments)
    return "exited" if registered else "ordinary"
