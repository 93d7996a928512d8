# SPDX-License-Identifier: MIT
"""Keeping whom an export of the national system lists as a household's members, for rule K11 (domain.md §9.3)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.listing import SYSTEM
from villagedesk.models.checks.listing import names_in
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from villagedesk.models.catalogue.listing import MemberList
    from villagedesk.models.catalogue.spec import Value
    from villagedesk.sheets.columns import Layout
    from villagedesk.sheets.drafting import Edits, Matched
    from villagedesk.sheets.reading import Sheet

_NUMBERS: Final = ("household.hh_no", "member.person_no", "household_year.stated_size")
_DAY: Final = r"(20\d{2})[-./年]?(1[0-2]|0?[1-9])[-./月]?(3[01]|[12]\d|0?[1-9])(?!\d)"
_EXPORTED: Final = re.compile(rf"导出(?:时间|日期)\D{{0,3}}{_DAY}")
_NAMED: Final = re.compile(rf"(?<!\d){_DAY}")


def dated(sheets: Sequence[Sheet], layout: Layout, path: Path) -> Layout:
    """The layout with the day of the export, where the roster tells it."""
    return replace(layout, dated=exported_on(sheets, layout, path))


def exported_on(sheets: Sequence[Sheet], layout: Layout, path: Path) -> str:
    """The day (ISO) of an export: by its 导出时间 line, else by the day in the file's name; empty where neither tells."""
    rows = sheets[layout.sheet].rows
    above = (str(cell) for row in rows[: layout.header_row] for cell in row if isinstance(cell, str))
    found = next((match for text in above if (match := _EXPORTED.search(text))), None) or _NAMED.search(path.stem)
    try:
        return dt.date(*(int(part) for part in found.groups())).isoformat() if found else ""
    except ValueError:  # 31 November
        return ""


class SystemLists:
    """The lists that one roster tells, of the households that it lists whole."""

    def __init__(self, layout: Layout, year: int, today: str) -> None:
        self._told = all(layout.column_of(path) for path in _NUMBERS)
        self._year, self._dated, self._today = year, layout.dated, today

    def keep(self, edits: Edits, match: Matched, known: MemberList | None) -> None:
        """Note whom the roster lists. Of a household that it lists in part, or of which it says no size, nothing is kept.

        The list of a later day stays, and so does one that says the same where the roster tells no day of its own.
        """
        names = [row.name for row in match.family.rows]
        size = match.family.facts["household_year"].get("stated_size")
        if not self._told or not all(names) or size != len(names):
            return
        values: dict[str, Value] = {"date": self._dated or self._today, "names": "、".join(names)}
        if known is None:
            born: dict[str, Value] = {"household": match.id, "year": self._year, "kind": SYSTEM}
            edits.bear("member_list", derived_id("member_list", *born.values()), {**born, **values})
            return
        same = Counter(names_in(known.names or "", names)) == Counter(names)
        later = (known.date or "") > str(values["date"])
        if later or (same and (not self._dated or known.date == self._dated)):
            return
        changed = {key: value for key, value in values.items() if getattr(known, key) != value}
        edits.puts.append(("member_list", known.id, changed))
