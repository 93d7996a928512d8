# SPDX-License-Identifier: MIT
"""The roll-up of shares: households and people on file among all of the village, and its poverty rate (domain.md §8, table 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.rollups.pieces import name, whom
from villagedesk.models.rollups.spec import Cell, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from villagedesk.models.rollups.spec import Condition

_H, _P = Unit.HOUSEHOLDS, Unit.PEOPLE
_ON_FILE = Within("share.household", 1)
_LISTED = Within("share.person", 1)


def shares(year: int) -> Table:
    """What is on file, what the village has, and what the one is of the other."""
    sections = (
        Section(
            _("建档户和人口"),
            (
                _one(_("建档户"), Cell(_H, (_ON_FILE,))),
                _registered(name("village_year.households", year), Cell(_H, (), "share.all_households")),
                _one(_("建档户占总户数（%）"), Cell(Unit.PERCENT, (), "share.household_of", "share.all_households")),
                _lacking(name("village_year.households", year), "share.all_households"),
                _one(_("建档人口"), Cell(_P, (_LISTED,))),
                _registered(name("village_year.people", year), Cell(_P, (), "share.all_people")),
                _one(_("建档人口占总人口（%）"), Cell(Unit.PERCENT, (), "share.person_of", "share.all_people")),
                _lacking(name("village_year.people", year), "share.all_people"),
            ),
        ),
        Section(
            _("贫困发生率"),
            (
                _registered(name("village_year.poor_people", year), Cell(_P, (), "share.rated_poor")),
                _registered(name("village_year.registered_people", year), Cell(_P, (), "share.rated_of")),
                _one(_("贫困发生率（%）"), Cell(Unit.PERCENT, (), "share.rated_poor", "share.rated_of")),
                _lacking(_("贫困人数或农业户籍人口"), "share.rated_of"),
            ),
        ),
    )
    note = _(
        "建档户不含一般农户。总户数、总人口、贫困人数和农业户籍人口取自该年“村情况”的登记，没有登记的村不计入占比和发生率的分子、分母，另列村数。"
        "贫困发生率：贫困人数÷农业户籍人口，口径见村情况。村情登记不分组，选组时只有建档户和建档人口。"
    )
    return Table("shares", _("建档占比和贫困发生率"), whom(note), (_("数值"),), sections, gathered="shares")


def _one(label: str, cell: Cell) -> Row:
    return Row(label, (cell,))


def _registered(label: str, cell: Cell) -> Row:
    """A figure of the villages that say it: where none does, nothing is not what they have."""
    return _one(_("{label}（已登记的村）").format(label=label), cell)


def _lacking(label: str, fact: str) -> Row:
    where: tuple[Condition, ...] = (Within("share.is_village", 1), Unknown(fact))
    return _one(_("没有登记{label}的村").format(label=label), Cell(Unit.VILLAGES, where, "share.village"))
