# SPDX-License-Identifier: MIT
"""《贫困村登记表》(domain.md §2.7): a village and its figures of a year, in the groups and the order of the page 村情况.

Of the item numbers B1–B49 only that there are so many is known, so none is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.village.leaving import place_of, rate_in_words
from villagedesk.documents.word.boxes import box, yes_or_no
from villagedesk.errors import Refused
from villagedesk.i18n import _, in_chinese
from villagedesk.models import eras
from villagedesk.models.catalogue.place import POVERTY, Village, VillageYear
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.dates import shown as date_words
from villagedesk.models.values.show import words
from villagedesk.store import reads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.models.catalogue.spec import FieldSpec, Record
    from villagedesk.store.store import Store

_ABREAST: Final = 3  # figures beside each other
_HEAD: Final = ("code", "attribute", "traits", "exit_year")
_BELOW: Final = "note"  # stands under the figures by itself
_UNASKED: Final = frozenset({"village", "year", _BELOW})


def register_facts(store: Store, village: str, year: int, day: str, *, blank: bool = False) -> dict[str, Any]:
    """What the form of a village prints: plain values only.

    Args:
        store: where the facts are; it is only read.
        village: id.
        year: whose figures.
        day: the day printed on it, ISO.
        blank: without figures, for the pen.

    Raises:
        Refused: no such village.
    """
    place = reads.get(store, Village, village)
    if place is None:
        raise Refused(_("本文件中没有这个村。请刷新后再选。"))
    known = None if blank else figures_of(store, village, year)
    with in_chinese():
        return register_context(place, known or VillageYear(year=year), year, day, blank=blank)


def figures_of(store: Store, village: str, year: int) -> VillageYear | None:
    """The figures of a village (id) of a year; None where nobody entered any."""
    return next((one for one in reads.of_owner(store, VillageYear, village) if one.year == year), None)


def register_context(
    village: Village, facts: VillageYear, year: int, day: str, *, blank: bool = False
) -> dict[str, Any]:
    """What the template prints of a village and its figures of a year; the form for the pen keeps where the village lies."""
    place = village.having(traits=(), exit_year=None) if blank else village
    of_village, of_year = ENTITIES["village"], ENTITIES["village_year"]
    title = eras.wording(eras.VILLAGE_REGISTER, year, str(village.attribute or ""))
    return {
        "村": place_of(village, year),
        "概况": [_figure(of_village[key], place, year) for key in _HEAD],
        "栏目": [
            {"名称": group, "行": list(_lines([_figure(spec, facts, year) for spec in specs], group, facts))}
            for group, specs in _groups(of_year.fields)
        ],
        "说明": facts.note or "",
        ABOUT: {
            "题名": f"{year}年{title}",
            "表名": title,
            "年度": str(year),
            "户标识": "",
            "日期": date_words(day),
            "日期数字": day,
            "单位": office_of(village).keeper,
        },
    }


def _groups(fields: Sequence[FieldSpec]) -> Iterator[tuple[str, list[FieldSpec]]]:
    """The groups of the page in their order, each with its fields."""
    asked = [spec for spec in fields if spec.key not in _UNASKED]
    for group in dict.fromkeys(spec.group for spec in asked):
        yield group.label, [spec for spec in asked if spec.group == group]


def _lines(figures: list[dict[str, str]], group: str, facts: VillageYear) -> Iterator[list[dict[str, str]]]:
    """Figures three abreast; the rate is worked out, and stands with those from which it is."""
    if group == POVERTY.label:
        figures = [*figures, {"名称": "贫困发生率", "内容": rate_in_words(facts).partition("（")[0]}]
    empty = {"名称": "", "内容": ""}
    for first in range(0, len(figures), _ABREAST):
        line = figures[first : first + _ABREAST]
        yield [*line, *[empty] * (_ABREAST - len(line))]


def _figure(spec: FieldSpec, record: Record, year: int) -> dict[str, str]:
    value = getattr(record, spec.key)
    label = spec.label_in(year) + (f"（{spec.unit}）" if spec.unit else "")
    return {"名称": label, "内容": _content(spec, value, year)}


def _content(spec: FieldSpec, value: Any, year: int) -> str:
    """Boxes where the form has them; else the value, nothing where nobody entered one."""
    if spec.kind is Kind.YES_NO:
        return yes_or_no(value if isinstance(value, bool) else None)
    if spec.codes:
        held = value if isinstance(value, tuple) else (value,)
        listed = code_list(spec.codes)
        choices = dict.fromkeys([one.code for one in listed.choices(year)] + [one for one in held if one in listed])
        return " ".join(f"{box(code in held)}{listed.shown(code, year)}" for code in choices)
    return words(spec, value, year)
