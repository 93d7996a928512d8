# SPDX-License-Identifier: MIT
"""并户: all of one household go into another. The one ends and names the other; both histories are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import shown
from villagedesk.services.events.coming import moved
from villagedesk.services.events.ending import end_of, status_edits, still_stands
from villagedesk.services.events.family import Family, name_of
from villagedesk.services.events.heads import one_of_each
from villagedesk.services.events.recording import (
    checked_day,
    checked_forming,
    checked_stay,
    ended_pairings,
    kept,
    of_household,
    of_person,
    year_of,
)
from villagedesk.services.events.wanted import NotThisWay, Plan, Proposal, RelationLine
from villagedesk.services.keeping.records import Edit

if TYPE_CHECKING:
    from villagedesk.services.events.wanted import Wanted


def unite(family: Family, wanted: Wanted) -> Plan:
    """Everybody of this household goes to the other one; what each is to its head, people say: it follows from nothing."""
    still_stands(family)
    target = _target(family, wanted)
    checked_day(family.store, wanted, family.present)
    checked_stay(wanted, family.present)
    checked_forming(target, wanted)
    taken = {target.relation_of(one.id) for one in target.present}
    place, lines, edits = target.next_position(), list[RelationLine](), list[Edit]()
    for position, one in enumerate(family.present, place):
        chosen = wanted.relations.get(one.id, "")
        before = family.relation_of(one.id)
        lines.append(RelationLine(one.id, name_of(one), one.sex or "", before, "", sure=False, chosen=chosen))
        edits += [
            *kept(family.store, one),
            moved(one, wanted, target.household.id, "other", position),
            *target.relation_edits(one.id, chosen, year_of(wanted.date), family.facts_of(one.id)),
            of_person(wanted, one.id, "united", origin=family.household.id, target=target.household.id),
        ]
    one_of_each(lines)
    if "spouse" in taken and any(one.chosen == "spouse" for one in lines):
        raise NotThisWay(_("与户主关系“配偶”：接收户的户主已有配偶在户。请改选关系。"))
    edits += end_of(family, wanted, "merged", other=target.household.id)
    edits.append(of_household(wanted, "absorbed", target.household.id, other=family.household.id))
    label = _("并户：{one}户 → {other}户").format(one=family.name, other=target.name)
    return Plan(label, tuple(edits), tuple(lines), tuple(_proposals(family, wanted)), tuple(_reminders(lines)))


def _target(family: Family, wanted: Wanted) -> Family:
    if not wanted.other:
        raise NotThisWay(_("并入哪一户没有选择。请选择接收的户。"))
    if wanted.other == family.household.id:
        raise NotThisWay(_("不能并入本户自己。请选择另一户。"))
    target = Family(family.store, wanted.other)
    still_stands(target)
    if target.household.village != family.household.village:
        raise NotThisWay(_("“{name}户”在另一个村。请先登记“迁往他村”，再并户。").format(name=target.name))
    if not family.present:
        raise NotThisWay(_("“{name}户”户内没有人，没有可以并入的成员。请用“整户注销”。").format(name=family.name))
    return target


def _proposals(family: Family, wanted: Wanted) -> list[Proposal]:
    found = [Proposal(key, *told) for key, told in ended_pairings(family, wanted).items()]
    words = shown(field_spec("household_year.exit_status"), "cancelled")
    text = _("脱贫状态改为“{status}”（{year}年度起）").format(status=words, year=year_of(wanted.date))
    edits = status_edits(family, "cancelled", year_of(wanted.date))
    return [*found, Proposal("status", text, tuple(edits))]


def _reminders(lines: list[RelationLine]) -> list[str]:
    missing = sum(not one.chosen for one in lines)
    found = [_("两户的收入、土地、住房等年度资料不会自动相加，请在接收户核对")]
    if missing:
        found.insert(0, _("还有{count}人没有填与新户主的关系，可以现在选，也可以以后补填").format(count=missing))
    return found
