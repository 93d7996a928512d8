# SPDX-License-Identifier: MIT
"""Who keeps the files of a village, as the cover and the table of contents print it (domain.md §6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from villagedesk.models.catalogue.place import Village

PERMANENT: Final = "永久"  # proposed for household files (domain.md §6.1); the retention table of the county decides


@dataclass(frozen=True, slots=True)
class Office:
    """Who keeps the file.

    Attributes:
        keeper: 立卷单位.
        fonds: 全宗号; empty while the township has not given one.
        retention: 保管期限.
        fonds_name: 全宗名称, as a rule the township's.
        archive_class: 类目.
    """

    keeper: str = ""
    fonds: str = ""
    retention: str = PERMANENT
    fonds_name: str = ""
    archive_class: str = ""


def office_of(village: Village) -> Office:
    """The village committee as keeper of its households' files; blank where the village is not known."""
    name = village.name or ""
    committee = ("居民委员会" if name.endswith("社区") else "村民委员会") if name else ""
    return Office(
        keeper=name + committee,
        fonds=village.fonds_no or "",
        fonds_name=village.fonds_name or "",
        archive_class=village.archive_class or "",
    )


def township_of(village: Village) -> str:
    """The government of a village's township, or its office in a town (街道办事处); empty where the township is not known."""
    township = village.township or ""
    return township + ("办事处" if township.endswith("街道") else "人民政府") if township else ""
