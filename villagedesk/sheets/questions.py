# SPDX-License-Identifier: MIT
"""The question list as a spreadsheet: a sheet for each village, answered in one column, and read back as decisions.

The list is made, sent to the village, filled in and read back on the same file; a hidden column names the conflict and
says with a fingerprint what stood there, so that an answer to something else is noticed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.parse import read
from villagedesk.models.values.text import clean_line
from villagedesk.services.keeping.exportlog import outgoing
from villagedesk.services.merging import asking, conflicts
from villagedesk.sheets.reading import read_workbook
from villagedesk.sheets.saving import mark_pages, new_workbook, plain_text
from villagedesk.store.cells import spec_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from villagedesk.services.merging.asking import Line, QuestionList
    from villagedesk.services.merging.conflicts import Decision, Dispute, View
    from villagedesk.sheets.reading import Cell, Sheet
    from villagedesk.store.store import Store

_HEADING: Final = 2  # row of the headings, counted from 0; above it stand title and hint
_ANSWER, _MARK = 7, 9  # columns, counted from 0
_WIDTHS: Final = (6, 18, 12, 24, 18, 30, 30, 26, 12, 12)
_TEXT: Final = 49  # the built-in number format for text
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_EXACT: Final = 10**15  # from here on Excel rounds
_LONGEST_NAME: Final = 31  # Excel's own limit


@dataclass(frozen=True, slots=True)
class Answers:
    """What a returned list says.

    Attributes:
        decisions: ready for `conflicts.decide`.
        told: about ("entity/row/cell") → what the village wrote, for its questions.
        problems: answers that were not taken, each with its place and reason.
        blank: lines that are still without an answer.
        lines: all lines; decisions, problems and blank ones together.
    """

    decisions: tuple[Decision, ...]
    told: Mapping[str, str]
    problems: tuple[Problem, ...]
    blank: int
    lines: int


def _headings() -> tuple[str, ...]:
    return (
        _("序号"),
        _("户"),
        _("姓名"),
        _("项目"),
        _("原为"),
        _("本机"),
        _("来件"),
        _("村里核实结果"),
        _("签字"),
        _("核对码（勿改）"),
    )


# -- writing ------------------------------------------------------------------------------------------------------------


def save_questions(store: Store, questions: QuestionList, target: Path, day: str) -> None:
    """Save a question list, a sheet for each village; an unmasked one is entered in the export log.

    Args:
        store: the file that asks and keeps the log.
        questions: see `asking.list_of`.
        target: an .xlsx file; an earlier one is replaced whole or not at all.
        day: the day, ISO.

    Raises:
        Refused: see `saving.new_workbook`; unmasked from a file opened for reading.
        EnvironmentProblem: see `exportlog.outgoing`.
    """
    names: set[str] = set()
    with (
        outgoing(store, target, questions.contents, questions.wanted) as part,
        new_workbook(target, part) as workbook,
    ):
        looks = _Looks(workbook)
        for village, found in asking.villages_of(questions.lines).items():
            page = workbook.add_worksheet(_sheet_name(village or _("不属于某一户的"), names))
            _write_head(page, looks, village, store.info.name, day, questions.mark)
            for place, line in enumerate(found, 1):
                _write_line(page, looks, place, line)


class _Looks:
    """The looks of cells in these sheets."""

    def __init__(self, workbook: Any) -> None:
        wrapped = {"text_wrap": True, "valign": "top", "border": 1, "num_format": _TEXT}
        self.title = workbook.add_format({"bold": True, "font_size": 16})
        self.hint = workbook.add_format({"font_color": "#555555"})
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8ECEF", "border": 1})
        self.text = workbook.add_format(wrapped)
        self.answer = workbook.add_format({**wrapped, "bg_color": "#FFF6D6"})


def _write_head(page: Any, looks: _Looks, village: str, office: str, day: str, mark: str) -> None:
    title = " ".join(filter(None, (_("{village}待核实问题清单").format(village=village), mark)))
    hint = _("{office} {day}。请在“村里核实结果”一列填写正确的内容，或写“本机”“来件”；不清楚的空着。")
    page.write_string(0, 0, plain_text(title), looks.title)
    page.write_string(1, 0, plain_text(hint.format(office=office, day=day)), looks.hint)
    for place, (heading, width) in enumerate(zip(_headings(), _WIDTHS, strict=True)):
        page.write_string(_HEADING, place, heading, looks.heading)
        page.set_column(place, place, width, None, {"hidden": place == _MARK})
    page.freeze_panes(_HEADING + 1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADING)
    mark_pages(page, mark)


def _write_line(page: Any, looks: _Looks, place: int, line: Line) -> None:
    row = _HEADING + place
    page.write_number(row, 0, place, looks.text)
    facts = (line.household, line.person, line.item, line.before, line.ours, line.theirs)
    for column, text in enumerate(facts, 1):
        page.write_string(row, column, plain_text(text), looks.text)
    page.write_blank(row, _ANSWER, None, looks.answer)
    page.write_blank(row, _ANSWER + 1, None, looks.text)
    page.write_string(row, _MARK, f"{'/'.join(line.key)} {line.mark}", looks.text)


def _sheet_name(village: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet of the workbook has."""
    bare = _SHEET_NAME.sub("", plain_text(clean_line(village))).strip()[:_LONGEST_NAME] or "-"
    name, number = bare, 1
    while name.casefold() in taken or name.casefold() == "history":  # Excel keeps that one for itself
        number += 1
        end = f"({number})"
        name = bare[: _LONGEST_NAME - len(end)] + end
    taken.add(name.casefold())
    return name


# -- reading back -------------------------------------------------------------------------------------------------------


def read_answers(store: Store, path: Path) -> Answers:
    """Read a filled question list against the conflicts that are open now. Nothing is written.

    An answer is one of the values in the list as it stands there, 本机 or 来件, or another value. One that breaks a rule of
    its field, or is doubtful, is not taken: whoever wants it all the same decides it on the conflict page.

    Raises:
        Refused: the file is no spreadsheet, or no question list; see `reading.read_workbook`.
        EnvironmentProblem: it cannot be read.
    """
    rows = [row for sheet in read_workbook(path) for row in _rows(sheet)]
    if not rows:
        raise Refused(_("“{name}”不是本程序导出的待核实问题清单，或“核对码”一列被删去了。").format(name=path.name))
    current = {"/".join(one.key): one for one in conflicts.disputes_of(store)}
    taken = _Taken()
    for row in rows:
        taken.take(store, row, current)
    return Answers(tuple(taken.decisions.values()), taken.told, tuple(taken.problems), taken.blank, len(rows))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a returned list: where it stands, which conflict it is, and what was written."""

    place: str
    about: str
    mark: str
    person: str
    item: str
    answer: Cell


def _rows(sheet: Sheet) -> Iterator[_Row]:
    for number, cells in enumerate(sheet.rows, 1):
        padded = (*cells, *([None] * (_MARK + 1 - len(cells))))
        about, _blank, mark = str(padded[_MARK] or "").strip().rpartition(" ")
        if about.count("/") == 2 and re.fullmatch(r"[0-9a-f]{16}", mark):
            place = _("“{sheet}”第{row}行").format(sheet=sheet.name, row=number)
            yield _Row(place, about, mark, str(padded[2] or ""), str(padded[3] or ""), padded[_ANSWER])


class _Taken:
    """What has been taken from a list so far."""

    def __init__(self) -> None:
        self.decisions: dict[str, Decision] = {}
        self.told: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.blank = 0

    def take(self, store: Store, row: _Row, current: Mapping[str, Dispute]) -> None:
        """Take one line."""
        try:
            answer = _words(row.answer)
        except Refused as refused:
            self._refuse(row, str(row.answer), _("没有采用"), str(refused))
            return
        if not answer:
            self.blank += 1
            return
        one = current.get(row.about)
        if one is None or asking.mark_of(one) != row.mark:
            reason = _("的冲突已裁决或又有变化，这个答复没有采用")
            self._refuse(row, answer, reason, _("请用新导出的清单核实"))
        elif row.about in self.told:
            self._refuse(row, answer, _("在清单里答复了两次，只采用第一次"), _("请删去多余的一行"))
        else:
            self._decide(store, row, one, answer)

    def _decide(self, store: Store, row: _Row, one: Dispute, answer: str) -> None:
        try:
            value = _value(store, one, answer)
        except Refused as refused:
            self.problems.append(
                Problem(row.item, answer, _("没有采用"), str(refused), person=row.person, place=row.place)
            )
            return
        self.decisions[row.about] = conflicts.decision(one, value)
        self.told[row.about] = answer

    def _refuse(self, row: _Row, answer: str, reason: str, remedy: str) -> None:
        self.problems.append(Problem(row.item, answer, reason, remedy, person=row.person, place=row.place))


def _words(cell: Cell) -> str:
    """What was typed; a number or date that Excel made of it is written out again.

    Raises:
        Refused: a number of which Excel no longer has all digits.
    """
    if isinstance(cell, bool):
        return _("是") if cell else _("否")
    if isinstance(cell, (int, float)) and abs(cell) >= _EXACT:
        raise Refused(_("数字太长，Excel已丢失末几位。请把单元格设为文本格式后重新填写"))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell if cell is not None else "").strip()


def _value(store: Store, one: Dispute, answer: str) -> Any:
    """The JSON content that an answer means.

    Raises:
        Refused: it means nothing that the field can hold, or breaks a rule of the field.
    """
    wanted = clean_line(answer)
    if wanted in {"本机", _("本机")}:
        return one.ours.value
    theirs = wanted in {"来件", _("来件")}
    if theirs and len(one.sides) == 2:
        return one.theirs.value
    meant = [side.value for side in one.sides if wanted in _names_of(one, side)]
    if len(meant) > 1 or theirs:
        raise Refused(_("分不清是哪一种填写。请在“冲突裁决”中选择"))
    if meant:
        return meant[0]
    value = conflicts.typed(store, one, answer)
    spec = spec_of_cell(ENTITIES[one.entity], one.cell)
    reading = read(spec, answer, today=store.clock().date()) if spec else None
    broken = [problem for problem in reading.problems if problem.level is not Level.HINT] if reading else []
    if broken:
        raise Refused(broken[0].text())
    return value


def _names_of(one: Dispute, side: View) -> set[str]:
    """What people may write to choose a side: villages write Chinese, whatever language this program speaks."""
    cells = (asking.told(one, side), asking.told(one, side, hide=True))  # a cell of the list copied whole
    names = {clean_line(text) for text in (side.text, asking.value_hidden(one, side), *cells)}
    if one.kind == "removed":
        names |= {"保留"} if side.value is None else {"删除", _("删除")}
    elif one.kind == "member":
        names |= {"选上", "是", _("是")} if side.value else {"不选", "否", _("否")}
    elif side.value is None:
        names |= {"空", "（空）", _("空")}
    return names
