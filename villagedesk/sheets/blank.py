# SPDX-License-Identifier: MIT
"""An empty roster to fill in by hand, in the order of the national export, which this program reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from villagedesk.i18n import _, listed
from villagedesk.models.catalogue.spec import NUMBERS, FieldSpec, Kind
from villagedesk.models.codes import code_list
from villagedesk.models.values.show import hint_of, unit_of
from villagedesk.sheets.saving import new_workbook
from villagedesk.sheets.targets import targets

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS: Final = (
    "context.name", "household.group", "household.hh_no", "household.local_no", "member.person_no", "member.name",
    "member.id_no", "member_year.relation", "member.ethnic", "member_year.education", "member_year.school",
    "member_year.health", "member_year.labour", "member_year.work_months", "member_year.work_region",
    "member_year.medical", "member_year.critical_insurance", "member_year.pension", "member_year.low_income",
    "member_year.destitute", "member.phone", "member.identified", "household.phone", "household.address",
    "household.identified", "household_year.attribute", "household_year.household_type", "cause.main", "cause.other1",
    "cause.other2", "household_year.monitor_type", "household_year.risk_removed", "household_year.dangerous",
    "household_year.water_solved", "household_year.farmland", "household_year.house_area", "household.bank",
    "household.bank_no",
)  # fmt: skip
_TEXT: Final = 49  # the built-in number format for text
_ROWS: Final = 2_000  # as many as get text format and drop-downs
_CHOICES: Final = "选项"


def save_blank_roster(target: Path) -> None:
    """Save an empty roster with our headings: text format where numbers name people, drop-downs from the code lists.

    Raises:
        Refused, EnvironmentProblem: see `saving.new_workbook`.
    """
    with new_workbook(target) as workbook:
        page = workbook.add_worksheet("花名册")
        choices = _Choices(workbook)
        heading = workbook.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8ECEF", "border": 1})
        text = workbook.add_format({"num_format": _TEXT})
        page.freeze_panes(1, 6)
        for place, path in enumerate(_COLUMNS):
            spec = targets()[path]
            page.write_string(0, place, spec.label, heading)
            page.set_column(place, place, _width(spec), None if spec.kind in NUMBERS else text)
            page.data_validation(1, place, _ROWS, place, _validation(spec, choices))
        choices.close()


def _width(spec: FieldSpec) -> int:
    wide = {Kind.ID_NUMBER: 22, Kind.BANK_NUMBER: 24, Kind.PHONE: 14}
    return wide.get(spec.kind, 26 if spec.key in {"hh_no", "person_no", "address"} else 2 * max(5, len(spec.label)))


def _validation(spec: FieldSpec, choices: _Choices) -> dict[str, Any]:
    """What Excel shows and asks for in the cells of a column; nothing typed is ever barred, the import judges it."""
    told = {"input_title": spec.label[:32], "input_message": _message(spec)[:255]}
    if spec.kind is Kind.YES_NO:
        return {"validate": "list", "source": ["是", "否"], "error_type": "warning", **told}
    if spec.kind is Kind.CODE:
        return {"validate": "list", "source": choices.source(spec.codes), "error_type": "warning", **told}
    return {"validate": "any", **told}


def _message(spec: FieldSpec) -> str:
    if spec.kind is Kind.CODES:
        return _("可填多项，用逗号分开：{choices}").format(choices=listed(_labels(spec.codes)))
    if spec.kind is Kind.MONTH:
        return _("如 2016-12 或 2016年12月")
    if spec.kind is Kind.ID_NUMBER:
        return _("18位，末位X大写；持残疾人证的可填20位")
    if spec.unit:
        return _("单位：{unit}").format(unit=unit_of(spec))
    return hint_of(spec) or _("没有就空着；空着的单元格不会清除已有内容")


def _labels(name: str) -> list[str]:
    return [entry.label for entry in code_list(name).choices()]


class _Choices:
    """A hidden sheet with the code lists: Excel allows no more than 255 characters of choices in the cell itself."""

    def __init__(self, workbook: Any) -> None:
        self._page = workbook.add_worksheet(_CHOICES)
        self._columns: dict[str, tuple[int, int]] = {}

    def source(self, name: str) -> str:
        """The range that holds a code list."""
        if name not in self._columns:
            labels = _labels(name)
            place = len(self._columns)
            for line, label in enumerate(labels):
                self._page.write_string(line, place, label)
            self._columns[name] = place, len(labels)
        from xlsxwriter.utility import xl_range_abs

        place, count = self._columns[name]
        cells: str = xl_range_abs(0, place, count - 1, place)
        return f"={_CHOICES}!{cells}"

    def close(self) -> None:
        """Nothing more is to come: hide the sheet."""
        self._page.hide()
