# SPDX-License-Identifier: MIT
"""Filling a file with small worlds whose figures can be counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from villagedesk.store.store import Store

YEAR = 2025


def fill(store: Store, households: list[Any]) -> None:
    """Households as (group, its facts, those of the year, causes by rank, members); `h0`, `h1` … are their ids."""
    village = store.value("SELECT id FROM village")
    with store.change("登记") as change:
        for number, (group, facts, year, causes, members) in enumerate(households):
            row = f"h{number}"
            change.put("household", row, {"village": village, "group": group, **facts})
            if year is not None:
                change.put("household_year", f"y{number}", {"household": row, "year": YEAR, **year})
            for rank, code in causes.items():
                cause = {"household": row, "year": YEAR, "rank": rank, "code": code}
                change.put("cause", f"c{number}{rank}", cause)
            for place, (person, of_year, stay, *allowances) in enumerate(members):
                who = f"m{number}-{place}"
                for item in allowances[0] if allowances else ():
                    for year_ in (YEAR, YEAR - 1) if item == "living_allowance" else (YEAR,):
                        paid = {"household": row, "member": who, "date": f"{year_}-06-01", "item": item}
                        change.put("benefit", f"b{who}{item}{year_}", {**paid, "subcategory": "disabled_allowances"})
                change.put("member", who, {"household": row, "name": "张三", **person, **stay})
                if of_year is not None:
                    change.put("member_year", f"f{who}", {"member": who, "year": YEAR, **of_year})
