# SPDX-License-Identifier: MIT
"""Bringing a roster in: what it would change is planned first and shown, then written as one undoable batch, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.values.dates import NotADate, read_date
from villagedesk.services.opening.files import FIRST_YEAR, LAST_YEAR
from villagedesk.sheets.bulk import many_objects
from villagedesk.sheets.cells import YEAR
from villagedesk.sheets.drafting import Difference
from villagedesk.sheets.listing import dated
from villagedesk.sheets.planning import Planner, newest_batch
from villagedesk.sheets.plans import RosterPlan, RowPlan, RowState
from villagedesk.store.store import Changed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.sheets.columns import Layout
    from villagedesk.sheets.reading import Sheet
    from villagedesk.store.store import Store

__all__ = [
    "Difference",
    "RosterPlan",
    "RowPlan",
    "RowState",
    "apply_roster",
    "dated",
    "guess_year",
    "plan_roster",
]

_ENTITIES: Final = (
    "village", "household", "household_year", "member", "member_year", "cause", "income_year", "enrolment",
    "member_list",
)  # fmt: skip
_TOGETHER: Final = 2_000  # rows written between two looks at whether the user cancelled


def guess_year(sheets: Sequence[Sheet], layout: Layout, path: Path) -> int | None:
    """The year a roster is of: by its 导出时间 line, by a day or year in the file's name, by its 年度 column; else None."""
    rows = sheets[layout.sheet].rows
    above = (str(cell) for row in rows[: layout.header_row] for cell in row if isinstance(cell, str))
    exported = (re.search(r"导出(?:时间|日期)\D{0,3}((?:19|20)\d{2})", text) for text in above)
    named = re.search(
        r"(?<!\d)(20\d{2})(?=年|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)|[-_.](?:0?[1-9]|1[0-2])\b)", path.stem
    )
    found = next((int(match.group(1)) for match in exported if match), None) or (int(named.group(1)) if named else None)
    found = found or _usual_year(sheets, layout)
    return found if found is not None and FIRST_YEAR <= found <= LAST_YEAR else None


def _usual_year(sheets: Sequence[Sheet], layout: Layout) -> int | None:
    """The year that most rows of the 年度 column say."""
    column = layout.column_of(YEAR)
    if column is None:
        return None
    years: Counter[int] = Counter()
    for row in sheets[layout.sheet].rows[layout.header_row + 1 :]:
        try:
            years[int(read_date(row[column.index])[:4])] += 1
        except (NotADate, IndexError):
            continue
    return years.most_common(1)[0][0] if years else None


def plan_roster(
    store: Store,
    sheets: Sequence[Sheet],
    layout: Layout,
    *,
    year: int,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> RosterPlan:
    """Check every cell and say what importing would change. Nothing is written.

    Args:
        store: the village or township file.
        sheets: the workbook.
        layout: what its columns mean.
        year: the year whose facts the roster gives.
        check: raises `Cancelled` when the user stops the job.
        report: is told how far the work is.

    Raises:
        Refused: the year is out of range, or no column holds names.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        text = _("年度“{year}”应在{first}到{last}之间。")
        raise Refused(text.format(year=year, first=FIRST_YEAR, last=LAST_YEAR))
    if layout.column_of("member.name") is None:
        raise Refused(_("没有一列对应“姓名”，无法导入。请在“对应列”中指定姓名所在的列。"))
    with many_objects():
        return Planner(store, sheets, layout, year).plan(check, report)


def apply_roster(
    store: Store,
    plan: RosterPlan,
    *,
    label: str = "",
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int, str], None] = lambda _done, _total, _text: None,
) -> Changed:
    """Write what was planned as one batch, which can be undone as a whole. The caller makes the backup.

    Returns:
        What changed; empty, and no batch, if the file says already what the roster says.

    Raises:
        Refused: the file was changed since the plan was made.
        Cancelled: the user stopped; nothing was written.
    """
    name = label or _("导入花名册（{year}年度）").format(year=plan.year)
    if not plan.edits:
        return Changed(name)
    if newest_batch(store) != plan.seen:
        raise Refused(_("核对之后，村档里又有了改动。请重新核对花名册，再导入。"))
    total = sum(map(len, plan.edits.births.values())) + len(plan.edits.puts)
    done = 0
    with many_objects(), store.change(name, "import") as change:
        for entity in _ENTITIES:
            born = plan.edits.births.get(entity, [])
            for start in range(0, len(born), _TOGETHER):
                check()
                report(done, total, _("正在写入"))
                done += change.put_new(entity, born[start : start + _TOGETHER])
        for number, (entity, row, values) in enumerate(plan.edits.puts):
            if number % 100 == 0:
                check()
                report(done + number, total, _("正在写入"))
            change.put(entity, row, values)
        for entity, row in plan.edits.removals:
            change.remove(entity, [row], name)
        check()
        report(total, total, _("正在更新列表"))
    return change.changed
