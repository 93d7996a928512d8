# SPDX-License-Identifier: MIT
"""D21 贫困村退出认定表: rule by rule what a village must reach and what its figures say (domain.md §3.3, §6.5).

It is judged by the standard of the last year that had one, where the village lies; where none is known there is none to
print. Facts decide, and where one is missing no box is ticked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.judged import VERDICTS
from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import VILLAGE_EXIT
from villagedesk.documents.word.boxes import yes_or_no
from villagedesk.errors import Refused
from villagedesk.i18n import _, in_chinese
from villagedesk.models.catalogue.place import Village, VillageYear
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.criteria import sets_for
from villagedesk.models.eras import FIRST_EXIT, LAST_EXIT
from villagedesk.models.lines import regions_of
from villagedesk.models.poverty import poverty_rate
from villagedesk.models.readiness import village_standing
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.show import words
from villagedesk.services.doubts.villagefiles import village_files
from villagedesk.services.standards.lines import line_finder

if TYPE_CHECKING:
    from villagedesk.models.criteria import CriteriaSet
    from villagedesk.models.readiness import FindLine
    from villagedesk.store.store import Store

_POOR, _EXITED = "poor", "exited"  # codes of the list `village_attr`
_HEAD: Final = (
    ("village", "attribute"),
    ("village", "exit_year"),
    ("village_year", "households"),
    ("village_year", "poor_households"),
    ("village_year", "poor_people"),
    ("village_year", "registered_people"),
)


def exit_facts(store: Store, village: str, year: int, day: str, *, blank: bool = False) -> dict[str, Any]:
    """What the sheet of a village prints.

    Args:
        store: where the facts are; it is only read.
        village: id.
        year: whose figures.
        day: the day printed on it, ISO.
        blank: without figures, for the pen.

    Raises:
        Refused: no such village, or no standard is known for its region.
    """
    found = village_files(store, year, [village])
    if not found:
        raise Refused(_("本文件中没有这个村。请刷新后再选。"))
    file = found[0]
    facts = VillageYear(year=year) if blank else file.facts
    shown = _as_judged(file.village, year)
    if blank:
        shown = shown.having(exit_year=None)
    return village_exit_context(shown, facts, day, line_finder(store, regions_of(file.village)), blank=blank)


def _as_judged(village: Village, year: int) -> Village:
    """The village as it was when the sheet of a year was to be decided: one that left in that year or later was poor still."""
    left = village.exit_year
    still = village.attribute == _EXITED and isinstance(left, int) and year <= left
    return village.having(attribute=_POOR) if still else village


def exit_standard(village: Village, year: int) -> CriteriaSet | None:
    """The standard of a village's exit where it lies, that of the nearest region; of the last year that had one."""
    return next(iter(sets_for("village", _year_of_exit(year), regions_of(village))), None)


def _year_of_exit(year: int) -> int:
    return min(max(year, FIRST_EXIT), LAST_EXIT)


def village_exit_context(
    village: Village, facts: VillageYear, day: str, line: FindLine, *, blank: bool = False
) -> dict[str, Any]:
    """What the template prints: plain values only.

    Args:
        village: of which the sheet is.
        facts: its figures of the year.
        day: the day of printing, ISO.
        line: finds the line of a year that holds where the village lies.
        blank: a form for the pen: the rules without what the facts say to them.

    Raises:
        Refused: no standard is known for the region and year.
    """
    year = facts.year if isinstance(facts.year, int) else 0
    rules = exit_standard(village, year)
    if rules is None:
        text = _("没有{province}适用的贫困村退出标准，不能打印认定表。标准登记在 criteria.csv，请与上级核对。")
        raise Refused(text.format(province=village.province or _("本地区")))
    with in_chinese():
        found = village_standing(village, facts, rules.of_year(_year_of_exit(year)), line)
    return {
        "村": place_of(village, year),
        "概况": [_figure(village, facts, entity, key, year) for entity, key in _HEAD],
        "发生率": rate_in_words(facts),
        "退出核实": [
            {
                "项目": one.rule.title,
                "标准": one.rule.standard,
                "实际情况": "" if blank else one.actual,
                "是否达标选项": yes_or_no(None if blank else VERDICTS.get(one.verdict)),
                "核查方式": "",  # nobody is asked how a village was checked
            }
            for one in found
        ],
        ABOUT: {
            "题名": f"{year}年{VILLAGE_EXIT.title}",
            "标准名称": rules.label,
            "年度": str(year),
            "户标识": "",
            "日期": date_words(day),
            "日期数字": day,
            "单位": office_of(village).keeper,
        },
    }


def place_of(village: Village, year: int) -> dict[str, str]:
    """Where a village lies, by the names of the placeholders."""
    return {name: words(ENTITIES["village"][key], getattr(village, key), year) for name, key in _PLACE}


_PLACE: Final = (("行政村", "name"), ("乡镇", "township"), ("县", "county"), ("市", "city"), ("省", "province"))


def _figure(village: Village, facts: VillageYear, entity: str, key: str, year: int) -> dict[str, str]:
    spec = ENTITIES[entity][key]
    record = village if entity == "village" else facts
    label = spec.label_in(year) + (f"（{spec.unit}）" if spec.unit else "")
    return {"名称": label, "内容": words(spec, getattr(record, key), year)}


def rate_in_words(facts: VillageYear) -> str:
    """贫困发生率 with its numerator and denominator; empty where one is not known."""
    rate = poverty_rate(facts.poor_people, facts.registered_people)
    if rate is None:
        return ""
    basis = f"（口径：{facts.registered_basis}）" if facts.registered_basis else ""
    return f"{rate.percent}（贫困人数{rate.poor}人 ÷ 农业户籍人口{rate.registered}人）{basis}"
