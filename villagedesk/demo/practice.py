# SPDX-License-Identifier: MIT
"""A village to practise on: made up entirely, small, and complete enough that every page has something to show."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from villagedesk.demo import AREA, MARK, YEAR, people
from villagedesk.demo.families import family
from villagedesk.demo.filling import fill
from villagedesk.demo.scene import Facts, Row, chosen, write
from villagedesk.demo.township import opening_of_demo
from villagedesk.demo.villages import PRACTICE_VILLAGE, identity_rows
from villagedesk.services.opening.files import NewFile, create_village_file
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOUSEHOLDS: Final = 48
_GROUPS: Final = 6
_WITHOUT_NUMBER: Final = 11  # every eleventh household has a member whose paper is still missing: something to mend


def make_practice_file(
    path: Path,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> Path:
    """Make the practice file at `path` and return where it lies (the suffix is added where it is missing).

    It has no passphrase: nothing in it is worth protecting, and practice should begin at once.

    Raises:
        FileExists, UnsafeDrive, CannotWrite: see `store.file.create_file`.
        Cancelled: from `check`; the unfinished file is taken away.
    """
    return make_village(path, HOUSEHOLDS, check, report)


def make_village(
    path: Path,
    households: int,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> Path:
    """Make a practice village of another size (up to 9,999 households); see `make_practice_file`."""
    village = PRACTICE_VILLAGE
    wanted = NewFile("village", village.name, village.code, YEAR, "示范镇", "示范县", "示范市", "示范省")
    store = create_village_file(path, "", wanted, opening_of_demo(village.name))
    try:
        with store.change(f"{MARK}：{village.name}", "demo") as change:
            write(store, change, [*identity_rows(village), *_households(households)])
        fill(store, (village,), check, report)
    except BaseException:
        store.close()
        store.path.unlink(missing_ok=True)
        raise
    store.close()
    return store.path


def _households(count: int) -> Iterator[Row]:
    numbers = people.IdentityNumbers()
    for serial in range(count):
        yield from _household(serial, numbers)


def _household(serial: int, numbers: people.IdentityNumbers) -> Iterator[Row]:
    dice = Random(f"{MARK} practice {serial}")  # noqa: S311 - reproducible on purpose
    number = f"{AREA}0009{serial + 1:04d}"
    household = derived_id("household", number)
    year = dice.choice((2014, 2014, 2016, 2023 if serial % 9 == 0 else 2017))
    kind = (
        chosen(dice, (("edge", 60), ("sudden", 40)))
        if year > 2020
        else chosen(dice, (("exited", 88), ("unstable", 12)))
    )
    identity: Facts = {
        "village": PRACTICE_VILLAGE.id,
        "hh_no": number,
        "group": f"{serial % _GROUPS + 1}组",
        "phone": f"1300008{serial:04d}",
        "identified": f"{year}-{dice.randrange(1, 13):02d}",
    }
    facts: Facts = {
        "household": household,
        "year": YEAR,
        "household_type": kind,
        "dangerous": False,
        "water_solved": True,
    }
    if kind != "exited":
        facts |= {"monitor_type": kind, "risks": ("employment",), "risk_removed": dice.random() < 0.4}
    yield "household", household, identity
    members = family(dice, YEAR, numbers)
    if not all(one.facts.get("medical") or one.facts.get("employee_medical") for one in members):
        facts["risk_removed"] = False  # what is not solved is not removed
    yield "household_year", derived_id("household_year", household, YEAR), facts | {"stated_size": len(members)}
    for place, someone in enumerate(members):
        person_no = f"{number}{place + 1:02d}"
        member = derived_id("member", person_no)
        known = {**someone.member, "household": household, "person_no": person_no, "position": place + 1}
        if serial % _WITHOUT_NUMBER == _WITHOUT_NUMBER - 1 and place == len(members) - 1:
            known.pop("id_no")
        yield "member", member, known
        member_facts = {**someone.facts, "member": member, "year": YEAR}
        yield "member_year", derived_id("member_year", member, YEAR), member_facts
