# SPDX-License-Identifier: MIT
"""What the sheets of an exit and of monitoring say of each rule: its standard, what the facts tell, met or not, or neither.

Facts decide (`models.readiness`). Where one is missing no box is ticked and the place waits for the pen: who signs answers for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.documents.word.boxes import yes_or_no
from villagedesk.i18n import in_chinese
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.criteria import MONITORING, exit_set_of, sets_for, year_of_exit
from villagedesk.models.eras import LAST_EXIT
from villagedesk.models.lines import regions_of
from villagedesk.models.readiness import Verdict, household_standing
from villagedesk.models.values.show import words

if TYPE_CHECKING:
    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.criteria import CriteriaSet, Criterion
    from villagedesk.models.readiness import FindLine

Words = dict[str, str]

JUDGED: Final = (
    ("项目", "要核实的项目", "有安全饮用水"),
    ("标准", "应达到的标准，按本地区、本年度的文件", "饮水安全有保障"),
    ("实际情况", "已登记的事实；缺事实的空着", "是否解决安全饮用水：是"),
    ("是否达标选项", "按事实判断；缺事实、不能判断的都不打勾", "☑是 □否"),
    ("核查方式", "核查时登记的方式；没有登记的空着，由核查人填写", "入户查看"),
)
EXITING: Final = (("标准名称", "退出标准的名称", "一超六有"),)
_SECURED: Final = ("education", "housing", "medical", "water")  # 三保障和饮水, in the order of the forms
_METHOD: Final = field_spec("readiness_note.method")
VERDICTS: Final = {Verdict.MET: True, Verdict.NOT_MET: False}


def judged(case: CaseFile, line: FindLine, day: str) -> dict[str, Words | list[Words]]:
    """What stands under the names of the sheets of an exit and of monitoring."""
    return {"退出": exit_words(case), "退出核实": exit_rows(case, line, day), "监测核查": secured_rows(case, line, day)}


def exit_set(case: CaseFile) -> CriteriaSet | None:
    """The standard of exit where the household lives, that of the nearest region; of the last year that had one."""
    return exit_set_of(case.year, regions_of(case.village))


def exit_words(case: CaseFile) -> Words:
    """What the sheet calls its standard."""
    rules = exit_set(case)
    return {"标准名称": rules.label if rules else ""}


def exit_rows(case: CaseFile, line: FindLine, day: str) -> list[Words]:
    """The rules of the exit, each with how far the household is."""
    rules = exit_set(case)
    return _judged(case, rules.of_year(year_of_exit(case.year)) if rules else (), line, day)


def secured_rows(case: CaseFile, line: FindLine, day: str) -> list[Words]:
    """义务教育, 住房安全, 基本医疗 and 饮水安全, as the standard of monitoring has them; income stands by itself."""
    year = max(case.year, LAST_EXIT)
    found = next(one for one in sets_for("household", year, regions_of(case.village)) if one.key == MONITORING)
    rules = {one.key: one for one in found.of_year(year)}
    return _judged(case, tuple(rules[key] for key in _SECURED if key in rules), line, day)


def _judged(case: CaseFile, rules: tuple[Criterion, ...], line: FindLine, day: str) -> list[Words]:
    with in_chinese():
        found = household_standing(case, rules, line, day)
    checked = {one.criterion: one.method for one in case.checks}
    return [
        {
            "项目": one.rule.title,
            "标准": one.rule.standard,
            # of nobody, nothing is said: a household without children is not one without people
            "实际情况": one.actual if case.people else "",
            "是否达标选项": yes_or_no(VERDICTS.get(one.verdict) if case.people else None),
            "核查方式": words(_METHOD, checked.get(one.rule.key), case.year),
        }
        for one in found
    ]
