# SPDX-License-Identifier: MIT
"""Files of any size for measuring: made-up households with people, facts of a year, causes and pairings, in bulk."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, Any, Final

from villagedesk.clock import FixedClock
from villagedesk.demo import MARK, NOW, PRACTICE_PASSPHRASE, TOWNSHIP, TOWNSHIP_CODE, YEAR, people, words
from villagedesk.demo.families import Someone, family
from villagedesk.demo.scale_rich import enrich
from villagedesk.services.opening.files import NewFile, create_village_file, village_id
from villagedesk.store.file import SUFFIX, Opening
from villagedesk.store.ids import SeededIds, derived_id
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.door import Change
    from villagedesk.store.store import Store

Rows = dict[str, list[tuple[str, dict[str, "Value"]]]]

_TOGETHER: Final = 5_000  # households per batch: bounds memory, and a cancelled run leaves whole batches
_PER_VILLAGE: Final = 600
_PER_GROUP: Final = 60
_PER_CADRE: Final = 4
_ATTRIBUTES: Final = (("general", 68), ("low_income", 26), ("destitute", 6))
_TYPES: Final = (("exited", 88), ("unstable", 6), ("edge", 4), ("sudden", 2))
_STATES: Final = (("exited_policy", 80), ("exited_no_policy", 20))
_DISABLED: Final = "4"  # of the list 健康状况
_DISABILITIES: Final = ("4", "1", "2", "4", "5", "6", "7")  # of the list 残疾类别: most are of the limbs
_CAUSES: Final = (
    ("1", 34),
    ("2", 16),
    ("3", 10),
    ("7", 12),
    ("8", 12),
    ("9", 9),
    ("5", 2),
    ("10", 2),
    ("11", 2),
    ("4", 1),
)


def make_scaled_file(
    folder: Path,
    households: int,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
    *,
    passphrase: str = PRACTICE_PASSPHRASE,
    rich: bool = False,
) -> Path:
    """Make a township file with that many made-up households in `folder` and return its path.

    A rich one also holds what years of work leave behind (`scale_rich`); all other facts are the same without that.

    Raises:
        FileExists, UnsafeDrive, CannotWrite: see `store.file.create_file`.
        Cancelled: from `check`; the unfinished file is taken away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{TOWNSHIP}-{households}{'-rich' if rich else ''}{SUFFIX}"
    opening = Opening(Author(MARK, MARK), clock=FixedClock(NOW), new_id=SeededIds(f"scale {households}"))
    wanted = NewFile("township", TOWNSHIP, TOWNSHIP_CODE, YEAR)
    store = create_village_file(path, passphrase, wanted, opening)
    try:
        _fill(store, Maker(households, rich=rich), check, report)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    store.close()
    return path


def _fill(store: Store, maker: Maker, check: Callable[[], None], report: Callable[[int, int, str], None]) -> None:
    households = maker.total
    with store.change(f"{MARK}：村、单位、责任人", "demo") as change:
        _put(change, maker.places_and_cadres())
    for start in range(0, households, _TOGETHER):
        check()
        end = min(start + _TOGETHER, households)
        with store.change(f"{MARK}：{start + 1}–{end}户", "demo") as change:
            _put(change, maker.households(start, end))
        report(end, households, "")


def _put(change: Change, rows: Rows) -> None:
    for entity, some in rows.items():
        change.put_new(entity, sorted(some, key=_id_of))  # neighbours in the index are written together


class OrderedIds:
    """Ids that rise in the order in which they are given out, as those of rows typed one after another do (UUIDv7 form)."""

    def __init__(self, seed: str) -> None:
        self._dice = Random(seed)  # noqa: S311 - reproducible on purpose, protects nothing
        self._millisecond = int(NOW.replace(tzinfo=dt.UTC).timestamp() * 1000)

    def __call__(self) -> str:
        """The next id."""
        self._millisecond += 1
        noise = self._dice.getrandbits(74)
        text = f"{self._millisecond:012x}7{noise >> 62:03x}{0x8000 | (noise >> 48) & 0x3FFF:04x}{noise & (1 << 48) - 1:012x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


class Maker:
    """Makes up the records of a scaled file; the household of a serial number depends on that number alone."""

    def __init__(self, households: int, *, rich: bool = False) -> None:
        self.total = households
        self._work = OrderedIds(f"work {households}") if rich else None
        self._villages = [village_id(_village_code(place)) for place in range(-(-households // _PER_VILLAGE))]
        self._ids = OrderedIds(f"rows {households}")
        self._cadres = [self._ids() for _place in range(-(-households // _PER_CADRE))]
        self._numbers = people.IdentityNumbers()

    def places_and_cadres(self) -> Rows:
        """The villages, the units and the cadres."""
        dice = Random(f"{MARK} places")  # noqa: S311 - reproducible on purpose
        rows: Rows = defaultdict(list)
        for place, village in enumerate(self._villages):
            name = _village_name(place)
            facts = {"name": name, "code": _village_code(place), "township": TOWNSHIP, "note": MARK}
            rows["village"].append((village, dict(facts)))
        units = [self._ids() for _unit in words.UNITS]
        for unit, (name, level, _post) in zip(units, words.UNITS, strict=True):
            rows["unit"].append((unit, {"name": name, "level": level}))
        for place, cadre in enumerate(self._cadres):
            sex = dice.choice((people.MALE, people.FEMALE))
            which = dice.randrange(len(units))
            rows["cadre"].append(
                (
                    cadre,
                    {
                        "name": people.full_name(dice, sex),
                        "sex": sex,
                        "unit": units[which],
                        "post": words.UNITS[which][2],
                        "phone": people.cadre_phone(place),
                    },
                )
            )
        return rows

    def households(self, start: int, end: int) -> Rows:
        """The records of the households with serial numbers from `start` up to before `end`."""
        rows: Rows = defaultdict(list)
        for serial in range(start, end):
            dice = Random(f"{MARK} {serial}")  # noqa: S311 - reproducible on purpose
            number = f"{TOWNSHIP_CODE[:8]}{serial + 1:07d}"
            household = self._ids()
            self._household(rows, dice, (household, number, serial))
            for place, someone in enumerate(family(dice, YEAR, self._numbers)):
                self._member(rows, someone, (household, f"{number}{place + 1:02d}", place + 1))
            self._causes(rows, dice, household)
            self._pairings(rows, dice, household, serial)
        if self._work is not None:
            enrich(rows, self._work, start)
        return rows

    def _household(self, rows: Rows, dice: Random, who: tuple[str, str, int]) -> None:
        household, number, serial = who
        village, in_village = divmod(serial, _PER_VILLAGE)
        group, in_group = divmod(in_village, _PER_GROUP)
        identified = dice.choice((2014, 2014, 2014, 2016, 2017))
        identity: dict[str, Value] = {
            "village": self._villages[village],
            "hh_no": number,
            "local_no": f"{group + 1:02d}{in_group + 1:03d}",
            "group": f"{group + 1}组",
            "address": f"{_village_name(village)}{group + 1}组{dice.randrange(1, 200)}号",
            "phone": f"13{dice.randrange(10)}01{serial:06d}",
            "standard": "national",
            "identify_year": identified,
        }
        facts: dict[str, Value] = {
            "household": household,
            "year": YEAR,
            "attribute": _pick(dice, _ATTRIBUTES),
            "household_type": _pick(dice, _TYPES),
            "exit_status": _pick(dice, _STATES),
            "exit_year": identified + dice.randrange(2, 4),
            "farmland": dice.randrange(0, 900),
            "house_area": dice.randrange(4_000, 18_000),
            "dangerous": False,
            "water_solved": True,
            "living_power": True,
            "broadcasting": True,
        }
        if facts["household_type"] != "exited":
            facts |= {"monitor_type": facts["household_type"], "risks": ("employment",)}
        rows["household"].append((household, identity))
        rows["household_year"].append((derived_id("household_year", household, YEAR), facts))

    def _member(self, rows: Rows, someone: Someone, who: tuple[str, str, int]) -> None:
        household, number, position = who
        member = self._ids()
        identity = {**someone.member, "household": household, "person_no": number, "position": position}
        rows["member"].append((member, identity))
        facts = {**someone.facts, "member": member, "year": YEAR}
        health = someone.facts["health"]
        if isinstance(health, tuple) and _DISABLED in health:
            card = int(number)  # and no dice: nobody else is made up otherwise for it
            facts["disability_kind"] = _DISABILITIES[card % len(_DISABILITIES)]
            facts["disability_grade"] = str(1 + card // 100 % 4)
        rows["member_year"].append((derived_id("member_year", member, YEAR), facts))

    def _causes(self, rows: Rows, dice: Random, household: str) -> None:
        codes = list(dict.fromkeys(_pick(dice, _CAUSES) for _rank in range(dice.choice((1, 2, 2, 3)))))
        for rank, code in zip(("main", "other1", "other2"), codes, strict=False):
            facts: dict[str, Value] = {"household": household, "year": YEAR, "rank": rank, "code": code, "note": MARK}
            rows["cause"].append((derived_id("cause", household, YEAR, rank), facts))

    def _pairings(self, rows: Rows, dice: Random, household: str, serial: int) -> None:
        first = serial // _PER_CADRE
        helpers = [first] if dice.random() < 0.5 else [first, dice.randrange(len(self._cadres))]
        for role, cadre in zip(("first", "second"), dict.fromkeys(helpers), strict=False):
            facts: dict[str, Value] = {
                "household": household,
                "cadre": self._cadres[cadre],
                "role": role,
                "start": f"{dice.randrange(2018, 2025)}-0{dice.randrange(1, 10)}-01",
            }
            rows["pairing"].append((self._ids(), facts))


def _id_of(row: tuple[str, Mapping[str, Value]]) -> str:
    return row[0]


def _pick(dice: Random, weighted: tuple[tuple[str, int], ...]) -> Any:
    """One of the values, by weights that add up to 100."""
    place = dice.randrange(100)
    for value, weight in weighted:
        place -= weight
        if place < 0:
            return value
    raise ValueError("the weights do not add up to 100")


def _village_code(place: int) -> str:
    return f"{TOWNSHIP_CODE}{200 + place}"


def _village_name(place: int) -> str:
    first, second = words.VILLAGE_FIRST, words.VILLAGE_SECOND
    return f"{first[place % len(first)]}{second[place // len(first) % len(second)]}村"
