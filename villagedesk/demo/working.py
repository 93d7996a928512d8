# SPDX-License-Identifier: MIT
"""Where the members of a demo household were at work, stretch by stretch, and whom its handbook lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.listing import HANDBOOK
from villagedesk.models.catalogue.spec import NA
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.demo.scene import Facts, Row, Scene
    from villagedesk.models.casefile import Person

_WHOLE: Final = 12
_LONG: Final = 8  # months from which on somebody is still away at the end of the year
_COPIED: Final = 9  # of so many households one has its handbook copied


def rows_of(scene: Scene) -> Iterator[Row]:
    """Stretches of work that add up to the months of the year, and the list of the handbook of some households."""
    for person in scene.earners():
        months = person.facts.work_months
        if isinstance(months, int):
            yield from _stretches(scene, person, months)
    dice = scene.dice("handbook")
    names = [person.name for person in scene.case.counted if person.name]
    if names and not dice.randrange(_COPIED):
        facts: Facts = {
            "household": scene.household, "year": scene.year, "kind": HANDBOOK, "date": f"{scene.year}-12-20",
            "names": "、".join(names),
        }  # fmt: skip
        yield "member_list", derived_id("member_list", scene.household, scene.year, HANDBOOK), facts


def _stretches(scene: Scene, person: Person, months: int) -> Iterator[Row]:
    """One stretch to the end of the year for who is still away, else one or two that are over."""
    if months >= _LONG:
        begun = f"{scene.year - 1}-02" if months >= _WHOLE else f"{scene.year}-{_WHOLE + 1 - months:02d}"
        yield _stretch(scene, person, 0, {"working": True, "start": begun})
        return
    first = (months + 1) // 2
    yield _stretch(
        scene, person, 0, {"working": False, "start": f"{scene.year}-02", "end": f"{scene.year}-{first + 1:02d}"}
    )
    if months > first:
        away = first + 3  # a month at home
        last = away + months - first - 1
        yield _stretch(
            scene,
            person,
            1,
            {"working": False, "start": f"{scene.year}-{away:02d}", "end": f"{scene.year}-{last:02d}"},
        )


def _stretch(scene: Scene, person: Person, number: int, when: Facts) -> Row:
    known = person.facts
    facts: Facts = {
        "household": scene.household,
        "member": person.member.id,
        "county": known.work_county or known.work_region or NA,
        "employer": known.employer,
        "industry": known.industry,
        "job_channel": known.job_channel,
        "wage": known.wage,
        "brought": known.job_channel == "government",
        **when,
    }
    row = derived_id("work_stretch", person.member.id, scene.year, number)
    return "work_stretch", row, {key: value for key, value in facts.items() if value is not None}
