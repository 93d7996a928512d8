# SPDX-License-Identifier: MIT
"""The county's lock of a year (年度锁定): after the audit a village's facts of that year stay as they are.

Every way to write passes `refuse_locked` (saving, import, undo, decisions, joining), because `services.opening.files` hands it to
each open file. Merging does not pass it: what others brought into a locked year is a finding (`models.checks.locked`).
The lines of the year's ledger are held with it: its figures are computed from them. So is who belonged to the households of
the village in that year (`store.yearpeople`): size and income per head follow from it. Other events (visits, pairings,
measures) have days of their own and are not facts of a year.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _, bare
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.programmes import YearLock
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.problem import Problem
from villagedesk.models.values.show import entity_name, label_of, shown
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import batch_details, reads, yearlocks, yearpeople
from villagedesk.store.cells import BIRTH, REMOVED, field_of
from villagedesk.store.encoding import from_json
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.store.store import Changed, Store
    from villagedesk.store.yearlocks import Touched
    from villagedesk.store.yearpeople import Shift

_ERASE: Final = "erase"  # the right of the person goes before the lock (PIPL art. 47)


def lock_of(store: Store, village: str, year: int) -> YearLock | None:
    """The lock of a village's year, whether in force or not; None if it was never locked."""
    return reads.get(store, YearLock, derived_id(yearlocks.LOCK, village, year))


def is_locked(store: Store, village: str | None, year: int) -> bool:
    """Whether the facts of this year may not be changed."""
    found = lock_of(store, village, year) if village else None
    return found is not None and found.locked is True


def locks_of(store: Store, village: str | None) -> dict[int, YearLock]:
    """The locks of a village that are in force, by year."""
    found = reads.of_owner(store, YearLock, village) if village and yearlocks.any_lock(store) else []
    return {one.year: one for one in found if one.locked is True and isinstance(one.year, int)}


def locks_of_household(store: Store, household: str) -> dict[int, YearLock]:
    """The locks that hold years of a household, by year: each of the village to which it belonged in that year."""
    rows = yearlocks.of_household(store, household) if household and yearlocks.any_lock(store) else []
    found = (reads.get(store, YearLock, row) for row in rows)
    return {one.year: one for one in found if one is not None and isinstance(one.year, int)}


def covers(entity: str) -> bool:
    """Whether records of this sort are facts of a year or make up its figures, so that a lock holds them fast."""
    return entity in yearlocks.held()


def told(lock: YearLock) -> str:
    """Who locked a year, when and on what ground, in one sentence."""
    text = _("{year}年度已于{day}由{who}锁定").format(
        year=lock.year, day=lock.locked_on or "—", who=lock.locked_by or "—"
    )
    basis = _("{text}，依据：{basis}").format(text=text, basis=lock.basis) if lock.basis else text
    return _("{complaint}。").format(complaint=bare(basis))


def lock_year(store: Store, village: str, year: int, by: str, basis: str = "") -> Changed:
    """Lock a village's year.

    Raises:
        Refused: nobody is named, there is no such village, or it is locked already.
    """
    name = _village_name(store, village)
    if not by.strip():
        raise Refused(_("“锁定人”没有填写。请填写由谁锁定，如县级审核人的姓名。"))
    if is_locked(store, village, year):
        raise Refused(_("{village}{year}年度已经锁定，不用再锁。").format(village=name, year=year))
    values: dict[str, Value] = {
        "village": village,
        "year": year,
        "locked": True,
        "locked_on": store.clock().date().isoformat(),
        "locked_by": by.strip(),
        "basis": basis.strip() or None,
    }
    label = _("锁定年度：{village} {year}").format(village=name, year=year)
    return save_records(store, label, [Edit(yearlocks.LOCK, "", values)]).changed


def unlock_year(store: Store, village: str, year: int, by: str, reason: str) -> Changed:
    """Take the lock away; the reason stays in the file.

    Raises:
        Refused: no name or no reason is given, or the year is not locked.
    """
    name = _village_name(store, village)
    found = lock_of(store, village, year)
    if found is None or found.locked is not True:
        raise Refused(_("{village}{year}年度没有锁定，不用解锁。").format(village=name, year=year))
    if not by.strip():
        raise Refused(_("“解锁人”没有填写。请填写由谁解锁。"))
    if not reason.strip():
        raise Refused(_("“解锁原因”没有填写。请写明为什么要改已锁定的年度，如“县级反馈问题整改”。"))
    today = store.clock().date().isoformat()
    same = found.unlock_reason == reason.strip()
    values: dict[str, Value] = {
        "locked": False,
        "unlocked_on": today,
        "unlocked_by": by.strip(),
        # A reason is written each time, so that it can be told from a lock that was merely taken back.
        "unlock_reason": _("{reason}（{day}）").format(reason=reason.strip(), day=today) if same else reason.strip(),
    }
    label = _("解锁年度：{village} {year}").format(village=name, year=year)
    return save_records(store, label, [Edit(yearlocks.LOCK, found.id, values)]).changed


def _village_name(store: Store, village: str) -> str:
    found = reads.get(store, Village, village)
    if found is None:
        raise Refused(_("文件里没有这个村，请刷新后再选。"))
    return found.name or _("（未命名）")


def refuse_locked(store: Store, batch: int) -> None:
    """Look at a batch that is about to be sealed.

    Raises:
        Refused: it changes or hides a fact of a locked year, or opens a lock without a reason; nothing is written.
    """
    if not yearlocks.any_lock(store) or yearlocks.kind_of_batch(store, batch) == _ERASE:
        return
    for row, reasoned in yearlocks.opened_by(store, batch):
        if not reasoned:
            raise Refused(_without_reason(store, row))
    touched = yearlocks.first_touched(store, batch)
    if touched is not None:
        raise Refused(_sentence(store, touched))
    _refuse_other_people(store, batch)


def _refuse_other_people(store: Store, batch: int) -> None:
    """A batch changes nobody's belonging to a household of a locked year.

    Raises:
        Refused: it does.
    """
    locks = yearlocks.in_force(store)
    this = yearpeople.Those("c.batch = ?", (batch,))
    written = yearpeople.writings(store, this) if locks else []
    for shift in yearpeople.shifts(store, written, this, {year for _village, year in locks}):
        for seat in (shift.before, shift.now):
            if (seat.village, shift.year) in locks:
                raise Refused(_of_other_people(store, shift, seat.village))


def _of_other_people(store: Store, shift: Shift, village: str) -> str:
    """Person or household, day, what becomes of it, rule and remedy."""
    lock, named = _lock(store, derived_id(yearlocks.LOCK, village, shift.year))
    there = _("{village}{year}年度").format(village=named, year=shift.year)
    day = _("（{day}）").format(day=shift.day) if shift.day else ""
    rule = _("该年度已于{day}由{who}锁定").format(day=lock.locked_on or "—", who=lock.locked_by or "—")
    gained, lost = shift.now.village == village, shift.before.village == village
    if shift.person:
        name = batch_details.whose(store, {("member", shift.person)}).get(shift.person) or _("（未命名）")
        told = (
            _("“{name}”{day}在{there}要改属另一户")
            if gained and lost
            else _("“{name}”{day}要计入{there}的家庭人口")
            if gained
            else _("“{name}”{day}不再计入{there}的家庭人口")
        )
        remedy = _("请填写真实的日期（增加的人填增加日期，新识别的户填识别年度）")
    else:
        household = shift.now.household or shift.before.household
        named = batch_details.whose(store, {("household", household)}).get(household) or _("未命名")
        name = _("{name}户").format(name=named)
        told = _("“{name}”{day}要计入{there}的户数") if gained else _("“{name}”{day}不再计入{there}的户数")
        remedy = _("请填写真实的日期（新识别的户填识别年度，迁走的用“迁往他村”）")
    text = _("{told}，{rule}，不能这样改。{remedy}；确需改动的，请先在“村情况”中解锁该年度并写明原因。")
    return text.format(told=told.format(name=name, day=day, there=there), rule=rule, remedy=remedy)


def _lock(store: Store, row: str) -> tuple[YearLock, str]:
    """A lock, removed by the open batch or not, with the name of its village."""
    lock = reads.whatever(store, YearLock, row)
    village = reads.whatever(store, Village, lock.village or "") if lock else None
    return lock or YearLock(), (village.name if village else None) or ""


def _without_reason(store: Store, row: str) -> str:
    lock, village = _lock(store, row)
    text = _("{village}{year}年度已锁定，不能用撤销或删除打开。请在“村情况”中解锁，并写明解锁原因。")
    return text.format(village=village, year=lock.year)


def _sentence(store: Store, touched: Touched) -> str:
    """Field, value, rule and remedy."""
    lock, village = _lock(store, touched.lock)
    hidden = touched.entity in {"household", "member"}
    text = (
        _("有{village}{year}年度的资料，该年度已于{day}由{who}锁定，不能删除")
        if hidden
        else _("属于{village}{year}年度，该年度已于{day}由{who}锁定，不能修改")
    )
    rule = text.format(village=village, year=lock.year, day=lock.locked_on or "—", who=lock.locked_by or "—")
    remedy = _("确需改动的，请先在“村情况”中解锁该年度并写明原因")
    field, value = _field_and_value(touched)
    person = batch_details.whose(store, {(touched.entity, touched.row)}).get(touched.row, "")
    return _("{complaint}。").format(complaint=bare(Problem(field, value, rule, remedy, person=person).text()))


def _field_and_value(touched: Touched) -> tuple[str, str]:
    """What was written: the field and its value, or the record that came or went."""
    spec = entity_spec(touched.entity)
    if touched.cell in {BIRTH, REMOVED}:
        return entity_name(spec), ""
    field = spec[field_of(touched.cell)]
    content = json.loads(touched.value)
    if "#" in touched.cell:
        return label_of(field), shown(field, (touched.cell.partition("#")[2],))
    return label_of(field), shown(field, from_json(field, content))
