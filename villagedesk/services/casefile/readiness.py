# SPDX-License-Identifier: MIT
"""The readiness sheet of a household or village: the rules of its region and year, how far it is, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from villagedesk.errors import Refused
from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.evidence import Attachment, VillageAttachment
from villagedesk.models.criteria import sets_for
from villagedesk.models.lines import regions_of
from villagedesk.models.readiness import household_standing, village_standing
from villagedesk.services.keeping.pictures import keep_picture, taken_on
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.procedure.procedures import without_past
from villagedesk.services.standards.lines import line_finder
from villagedesk.store import reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from villagedesk.models.casefile import CaseFile
    from villagedesk.models.catalogue.evidence import ReadinessNote
    from villagedesk.models.catalogue.place import Village, VillageYear
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.models.criteria import CriteriaSet
    from villagedesk.models.readiness import Standing
    from villagedesk.services.keeping.records import Saved
    from villagedesk.store.store import Store

Kept = TypeVar("Kept", Attachment, VillageAttachment)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One rule of a sheet.

    Attributes:
        evidence: the scans and photos of the year that were kept for this rule.
        check: what somebody found by checking it; None if nobody did.
    """

    id: str
    standing: Standing
    evidence: tuple[Attachment | VillageAttachment, ...] = ()
    check: ReadinessNote | None = None

    @property
    def lacking(self) -> str:
        """The paper that should prove it; empty once something is kept for the rule."""
        return "" if self.evidence else self.standing.rule.proof


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules that stand together, each with how far it is."""

    rules: CriteriaSet
    lines: tuple[SheetLine, ...]


def household_sheets(store: Store, case: CaseFile) -> tuple[Sheet, ...]:
    """The sheets that hold for a household in the case file's year, that of the nearest region first."""
    regions = regions_of(case.village)
    find = line_finder(store, regions)
    today = store.clock().date().isoformat()
    kept = [one for one in case.attachments if one.year == case.year]
    checks = {one.criterion: one for one in case.checks}
    return tuple(
        Sheet(
            rules,
            tuple(
                SheetLine(one.rule.key, one, _for(one.rule.key, kept), checks.get(one.rule.key))
                for one in household_standing(case, rules.of_year(case.year), find, today)
            ),
        )
        for rules in sets_for("household", case.year, regions)
    )


def village_sheets(store: Store, village: Village, facts: VillageYear) -> tuple[Sheet, ...]:
    """The sheets that hold for a village in the year of `facts`."""
    year = facts.year if isinstance(facts.year, int) else 0
    regions = regions_of(village)
    find = line_finder(store, regions)
    kept = [one for one in reads.of_owner(store, VillageAttachment, village.id) if one.year == year]
    return tuple(
        Sheet(
            rules,
            tuple(
                SheetLine(one.rule.key, one, _for(one.rule.key, kept))
                for one in village_standing(village, facts, rules.of_year(year), find)
            ),
        )
        for rules in sets_for("village", year, regions)
    )


def _for(key: str, kept: Iterable[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted((one for one in kept if one.criterion == key), key=lambda one: (one.date or "", one.id)))


# -- entering ---------------------------------------------------------------------------------------------------------


def photo_facts(store: Store, path: Path) -> dict[str, Value]:
    """Take a photo or scan into the file; its digest and the day that the camera wrote, as facts of an attachment.

    Raises:
        Refused: the file is no picture, or too large.
        EnvironmentProblem: it cannot be read.
        ReadOnlyFile, CannotWrite: nothing was kept.
    """
    day = taken_on(path)  # first: what is kept has lost it
    digest = keep_picture(store, path)
    return {"photo": digest, **({"taken_on": day} if day else {})}


def attach(store: Store, entity: str, owner: str, values: Mapping[str, Value], label: str = "") -> Saved:
    """Keep evidence of a household or a village; its id is in `ids["attachment"]`.

    Args:
        store: the open file.
        entity: "attachment" or "village_attachment".
        owner: id of the household or village.
        values: year, criterion, title and so on, as somebody entered them.
        label: whose it is, for the list of actions.

    Raises:
        Refused: no title, or neither a photo nor a date that says which paper is meant.
    """
    if not values.get("title"):
        raise Refused(_("请填写材料名称，例如“2016年医保缴费凭证”。"))
    if not (values.get("photo") or values.get("date")):
        raise Refused(_("请选择照片或扫描件；只有纸质材料的，请填写材料日期。"))
    whose = "household" if entity == "attachment" else "village"
    title = aside(_("添加佐证材料：{title}").format(title=values["title"]), label)
    return save_records(store, title, [Edit(entity, "", {whose: owner, **values}, "attachment")])


def record_check(store: Store, case: CaseFile, criterion: str, values: Mapping[str, Value], label: str = "") -> Saved:
    """Keep how somebody checked a rule of the case file's year, and his opinion; what was there is changed."""
    row = derived_id("readiness_note", case.household.id, case.year, criterion)
    title = aside(_("登记核查意见"), label)
    owner: dict[str, Value] = {"household": case.household.id, "year": case.year, "criterion": criterion}
    known = any(one.id == row for one in case.checks)
    edit = Edit("readiness_note", row if known else "", values if known else {**owner, **values})
    return save_records(store, title, without_past(store, [edit]))
