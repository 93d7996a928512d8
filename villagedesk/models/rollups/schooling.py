# SPDX-License-Identifier: MIT
"""在校生 by stage, and children of school age (domain.md §8 no. 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.assured import BEFORE_SCHOOL
from villagedesk.models.codes import code_list
from villagedesk.models.rollups.pieces import line
from villagedesk.models.rollups.spec import Among, Section, Unknown, Within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.rollups.spec import Unit

_SCHOOL: Final = "member_year.school"
_AGES: Final = Within("member.age", 6, 15)
_OUT: Final = "none"


def _every() -> tuple[str, ...]:
    return tuple(one.code for one in code_list("school_status").choices())


def _grades(beginning: str) -> tuple[str, ...]:
    """The codes of a stage, which are numbered by grade."""
    return tuple(code for code in _every() if code.rstrip("0123456789") == beginning)


def stages(units: Iterable[Unit]) -> Section:
    """Pupils and students by stage; each is in one line."""
    units = tuple(units)
    listed = code_list("school_status")
    groups = (
        *((listed.shown(code), (code,)) for code in ("kindergarten", "primary")),
        (_("初中"), _grades("g")),
        (_("普通高中"), _grades("senior")),
        (_("中职"), _grades("vocational")),
        (_("高职高专"), _grades("higher_vocational")),
        (_("技师学院"), _grades("technician")),
        (_("本科"), _grades("bachelor")),
        *((listed.shown(code), (code,)) for code in ("master", "preschool_age", _OUT)),
    )
    rows = (
        *(line(label, units, Among(_SCHOOL, codes)) for label, codes in groups),
        line(_("不详"), units, Unknown(_SCHOOL, _every())),
    )
    return Section(_("在校学段"), rows, adds_up=True)


def of_school_age(units: Iterable[Unit]) -> Section:
    """Children of 6 to 15 years: at school, not yet, or not."""
    units = tuple(units)
    at_school = tuple(code for code in _every() if code != _OUT and code not in BEFORE_SCHOOL)
    rows = (
        line(_("在校"), units, _AGES, Among(_SCHOOL, at_school)),
        line(_("学龄前和学前教育"), units, _AGES, Among(_SCHOOL, tuple(sorted(BEFORE_SCHOOL)))),
        line(_("非在校"), units, _AGES, Among(_SCHOOL, (_OUT,))),
        line(_("不详"), units, _AGES, Unknown(_SCHOOL, _every())),
    )
    return Section(_("6–15岁的在校情况"), rows)
