# SPDX-License-Identifier: MIT
"""A household as a whole: it leaves, ends, moves to another village, is taken off the register or put back on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.change import HouseholdChange
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.values.show import shown
from villagedesk.services.events.recording import (
    checked_day,
    checked_stay,
    ended_pairings,
    evidence_of,
    of_household,
    of_person,
    title_of,
    year_of,
)
from villagedesk.services.events.wanted import NotThisWay, Plan, Proposal
from villagedesk.services.keeping.records import Edit
from villagedesk.services.opening.files import village_id
from villagedesk.store import reads

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.wanted import Wanted

CLEARED: Final = "cleared"
_CODE: Final = re.compile(r"\d{12}", re.ASCII)


def still_stands(family: Family) -> None:
    """The household has not ended.

    Raises:
        NotThisWay: it has.
    """
    if family.household.ended:
        text = _("“{name}户”已于{day}注销，不能再登记变动。注销错了的，请撤销，或在“基本情况”清空注销日期。")
        raise NotThisWay(text.format(name=family.name, day=family.household.ended))


def end_of(family: Family, wanted: Wanted, reason: str, **between: Value) -> list[Edit]:
    """What the end of the household writes: its present fields, and the record."""
    facts = {"ended": wanted.date, "end_reason": reason}
    record = of_household(wanted, reason, family.household.id, head_before=family.last_head or None, **between)
    return [Edit("household", family.household.id, facts), record]


def status_edits(family: Family, status: str | None, year: int) -> list[Edit]:
    """The household gets a status in every year from some year on of which facts are kept; at least in one."""
    later = [one for known, one in sorted(family.years.items()) if known >= year]
    if not later:
        return [Edit("household_year", "", {"household": family.household.id, "year": year, "exit_status": status})]
    return [Edit("household_year", one.id, {"exit_status": status}) for one in later if one.exit_status != status]


def leave_whole(family: Family, wanted: Wanted) -> Plan:
    """Everybody moves away; the household ends, and stays on record with all its people."""
    checked_day(family.store, wanted, family.present)
    checked_stay(wanted, family.present)
    edits = []
    for one in family.present:
        facts = {"left": wanted.date, "leave_reason": "moved_out", **evidence_of(wanted)}
        edits += [Edit("member", one.id, facts), of_person(wanted, one.id, "moved_out", origin=family.household.id)]
    edits += end_of(family, wanted, "left")
    return Plan(_label(family, wanted), tuple(edits), proposals=tuple(_status(family, wanted, "cancelled")))


def dissolve(family: Family, wanted: Wanted) -> Plan:
    """A household in which nobody is left ends."""
    checked_day(family.store, wanted)
    if family.present:
        text = _("“{name}户”还有{count}人在户。请先逐人登记死亡、迁出等，或用“整户迁离”。")
        raise NotThisWay(text.format(name=family.name, count=len(family.present)))
    last = max((one.left or "" for one in family.members), default="")
    if wanted.date < last:
        text = _("整户注销日期“{day}”早于最后一名成员减少的日期{last}。请核对日期。")
        raise NotThisWay(text.format(day=wanted.date, last=last))
    edits = end_of(family, wanted, "dissolved")
    return Plan(_label(family, wanted), tuple(edits), proposals=tuple(_status(family, wanted, "dissolved")))


def transfer(family: Family, wanted: Wanted) -> Plan:
    """The household goes to another village and keeps its id, so that its whole file goes along (merge.md M57)."""
    checked_day(family.store, wanted)
    own = family.household.village or ""
    target = _village(wanted.other)
    if target == own:
        raise NotThisWay(_("“{name}户”已经在这个村。请选择迁入的另一个村。").format(name=family.name))
    known = reads.get(family.store, Village, target)
    if known is None and family.store.info.scope == "township":
        raise NotThisWay(_("迁入村“{value}”不在本文件中。请从列表中选择，或先登记该村。").format(value=wanted.other))
    if known is None and not wanted.place:
        raise NotThisWay(_("户的去向没有填写。请写明迁往哪个乡镇、哪个村。"))
    moved: dict[str, Value] = {"village": target, **({"group": wanted.group} if wanted.group else {})}
    record = of_household(
        wanted, wanted.kind, family.household.id, village_before=own or None, village_after=target,
        head_before=family.last_head or None,
    )  # fmt: skip
    proposals = [Proposal(key, *told) for key, told in ended_pairings(family, wanted).items()]
    former = {"local_no": None, "volume_no": None, **({} if wanted.group else {"group": None})}
    standing = {key: None for key in former if getattr(family.household, key)}
    if standing:
        text = _("清空原村的村内户号和案卷号") if wanted.group else _("清空原村的村民小组、村内户号和案卷号")
        proposals.append(Proposal("numbers", text, (Edit("household", family.household.id, standing),)))
    reminders = () if known else (_("本文件只有本村：合并到乡镇后，该户归入迁入村；本村不再统计，也不能打印正式材料"),)
    edits = (Edit("household", family.household.id, moved), record)
    return Plan(_label(family, wanted), edits, proposals=tuple(proposals), reminders=reminders)


def _village(wanted: str) -> str:
    """The id of the village that was chosen, or whose division code was typed."""
    if not wanted:
        raise NotThisWay(_("迁入村没有填写。请选择村，或填写12位行政区划代码。"))
    if _CODE.fullmatch(wanted):
        return village_id(wanted)
    if wanted.isdigit():
        text = _("行政区划代码“{code}”有{count}位。村的代码是12位，请核对。")
        raise NotThisWay(text.format(code=wanted, count=len(wanted)))
    return wanted


def clear(family: Family, wanted: Wanted) -> Plan:
    """The household is taken off the register: it should not have been on it. It stays in the village."""
    checked_day(family.store, wanted)
    before = _status_in(family, year_of(wanted.date))
    if before == CLEARED:
        raise NotThisWay(_("“{name}户”已经退档。").format(name=family.name))
    edits = status_edits(family, CLEARED, year_of(wanted.date))
    edits.append(of_household(wanted, CLEARED, family.household.id, status_before=before or None, status_after=CLEARED))
    proposals = [Proposal(key, *told) for key, told in ended_pairings(family, wanted).items()]
    reminder = _("正在享受的帮扶措施和待遇不会自动停止，请逐项核对")
    return Plan(_label(family, wanted), tuple(edits), proposals=tuple(proposals), reminders=(reminder,))


def reinstate(family: Family, wanted: Wanted) -> Plan:
    """The household is put back on the register, with the status that it had before it was taken off."""
    checked_day(family.store, wanted)
    if _status_in(family, year_of(wanted.date)) != CLEARED:
        raise NotThisWay(_("“{name}户”没有退档，不用回档。").format(name=family.name))
    records = [one for one in reads.of_owner(family.store, HouseholdChange, family.household.id) if one.kind == CLEARED]
    last = records[-1] if records else None
    if last and wanted.date < (last.date or ""):
        text = _("回档日期“{day}”早于退档日期{cleared}。请核对日期。")
        raise NotThisWay(text.format(day=wanted.date, cleared=last.date))
    status = last.status_before if last else None
    edits = status_edits(family, status, year_of(wanted.date))
    edits.append(of_household(wanted, wanted.kind, family.household.id, status_before=CLEARED, status_after=status))
    words = shown(field_spec("household_year.exit_status"), status) if status else ""
    reminder = (
        _("脱贫状态恢复为退档前的“{status}”，请核对").format(status=words)
        if words
        else _("退档前的脱贫状态没有记录，登记后请在“基本情况”补填")
    )
    return Plan(_label(family, wanted), tuple(edits), reminders=(reminder,))


def _status_in(family: Family, year: int) -> str:
    """The status in a year; where that year says nothing, in the last year before that does."""
    known = {one: facts.exit_status for one, facts in family.years.items() if facts.exit_status and one <= year}
    return known[max(known)] or "" if known else ""


def _status(family: Family, wanted: Wanted, status: str) -> list[Proposal]:
    """The end of the pairings, and of the status under the programme, which other people may have to decide."""
    found = [Proposal(key, *told) for key, told in ended_pairings(family, wanted).items()]
    words = shown(field_spec("household_year.exit_status"), status)
    text = _("脱贫状态改为“{status}”（{year}年度起）").format(status=words, year=year_of(wanted.date))
    return [*found, Proposal("status", text, tuple(status_edits(family, status, year_of(wanted.date))))]


def _label(family: Family, wanted: Wanted) -> str:
    return _("{event}：{name}户").format(event=title_of(wanted.kind), name=family.name)
