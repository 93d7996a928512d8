# SPDX-License-Identifier: MIT
"""The export log (导出登记) as a spreadsheet, for whoever audits it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.exporting import ExportEntry
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import Kind, spec_of
from villagedesk.models.values.show import label_of, shown
from villagedesk.sheets.saving import new_workbook, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FIELDS: Final = (
    "time", "who", "device", "what", "place", "year", "columns", "households", "people", "recipient", "reason", "file_hash",
)  # fmt: skip
_WIDE: Final = {"time": 20, "columns": 50, "reason": 40, "file_hash": 68, "what": 24, "place": 20, "recipient": 20}


def save_export_log(entries: Sequence[ExportEntry], target: Path) -> None:
    """Save entries, in their order.

    Raises:
        Refused, EnvironmentProblem: see `saving.new_workbook`.
    """
    spec = entity_spec(spec_of(ExportEntry).key)
    with new_workbook(target) as workbook:
        page = workbook.add_worksheet("导出登记")
        heading = workbook.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8ECEF", "border": 1})
        text = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1, "num_format": 49})
        for place, key in enumerate(_FIELDS):
            page.write_string(0, place, label_of(spec[key]), heading)
            page.set_column(place, place, _WIDE.get(key, 12))
            for row, entry in enumerate(entries, 1):
                value = getattr(entry, key)
                if spec[key].kind is Kind.WHOLE and isinstance(value, int):
                    page.write_number(row, place, value, text)
                else:
                    page.write_string(row, place, plain_text(shown(spec[key], value)), text)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
