# SPDX-License-Identifier: MIT
"""What a case file still lacks, as the remarks sheet prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.completeness import Light, Section, assess, surroundings_of

if TYPE_CHECKING:
    import datetime as dt

    from villagedesk.models.casefile import CaseFile

_PARTS: Final = {
    Section.MEMBERS: "member",
    Section.CAUSES: "cause",
    Section.INCOME: "income_year",
    Section.HELPERS: "cadre",
    Section.PLAN: "plan",
    Section.VISITS: "visit",
}  # sections of which nothing may have been entered, and the entity whose name they go by on paper


def missing_parts(case: CaseFile, day: dt.date) -> list[dict[str, str]]:
    """What the case file still lacks, by part: [{"部分": "家庭成员", "内容": "证件号码（张三、李四）、性别（李四）"}].

    Parts of which nothing at all was entered come last: [{"部分": "走访记录", "内容": "没有登记"}].
    """
    parts: dict[str, dict[str, list[str]]] = {}
    empty: list[str] = []
    for section, state in assess(case, surroundings_of(day)).items():
        if state.light is Light.GREY and section in _PARTS:
            empty.append(ENTITIES[_PARTS[section]].label)
            continue
        for gap in state.missing:
            fields = parts.setdefault(ENTITIES[gap.entity].label, {})
            fields.setdefault(ENTITIES[gap.entity][gap.key].label_in(case.year), []).append(gap.person)
    rows = [{"部分": part, "内容": "、".join(map(_gap, fields.items()))} for part, fields in parts.items()]
    return rows + [{"部分": part, "内容": "没有登记"} for part in empty]


def _gap(field: tuple[str, list[str]]) -> str:
    label, people = field
    named = [one for one in people if one]
    return f"{label}（{'、'.join(named)}）" if named else label
