# SPDX-License-Identifier: MIT
"""The steps of planning an import, in their order; the rules of each step live in the module named after it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeVar

from villagedesk.i18n import _, listed
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of
from villagedesk.services.keeping.exportlog import KIND as EXPORT
from villagedesk.sheets.cells import YEAR, Row, read_rows
from villagedesk.sheets.drafting import Drafter, Edits, Matched, Outcome, say_left, say_restored
from villagedesk.sheets.families import Family, agree, families
from villagedesk.sheets.following import NEVER_FOLLOWS, SOURCE, told
from villagedesk.sheets.known import Known, YearFacts
from villagedesk.sheets.lines import data_lines
from villagedesk.sheets.listing import SystemLists
from villagedesk.sheets.matching import Matcher, hold_doubles
from villagedesk.sheets.plans import RosterPlan, RowPlan, RowState
from villagedesk.sheets.targets import CONTEXT, value_spec
from villagedesk.sheets.villages import Villages
from villagedesk.store import history, reads
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from villagedesk.models.catalogue.household import Household
    from villagedesk.models.catalogue.member import Member
    from villagedesk.sheets.columns import Layout
    from villagedesk.sheets.reading import Sheet
    from villagedesk.store.store import Store

_TOGETHER: Final = 200  # households between two looks at whether the user cancelled
T = TypeVar("T")


class Planner:
    """Plans the import of one roster into one file."""

    def __init__(self, store: Store, sheets: Sequence[Sheet], layout: Layout, year: int) -> None:
        self._store = store
        self._sheet = sheets[layout.sheet]
        self._layout = layout
        self._year = year
        self._villages = Villages(store, layout)
        self._outcomes: dict[int, Outcome] = {}  # by line
        self._first_lines: dict[int, int] = {}  # line → line of the first row of the household
        self._households: Counter[str] = Counter()
        self._lists = SystemLists(layout, year, store.clock().date().isoformat())

    def plan(self, check: Callable[[], None], report: Callable[[int, int, str], None]) -> RosterPlan:
        """Read, group, match, compare."""
        seen = newest_batch(self._store)
        lines = data_lines(self._sheet, self._layout)
        total = len(lines.rows)
        report(0, total, _("正在核对单元格"))
        today = self._store.clock().date()
        rows = read_rows(lines, self._layout, today=today, year=self._year, check=check)
        places = {row.line: self._place(row) for row in rows}
        groups = families(rows, tells_relation=self._layout.column_of("member_year.relation") is not None)
        hold_doubles([row for row in rows if not row.held], self._layout)
        self._first_lines = {row.line: group.rows[0].line for group in groups for row in group.rows}
        check()
        report(total // 3, total, _("正在与村档对照"))
        covered = set(places.values()) if self._villages.is_township else None
        known = Known(self._store, covered)
        known.look_up(rows)
        matcher = Matcher(known, self._layout)
        matches = [self._match(group, matcher, places) for group in _watched(groups, check)]
        owners = [match.id for match in matches if match.household]
        members = [one.id for match in matches for one in match.members.values() if one]
        facts = YearFacts(self._store, self._year, owners, members)
        drafter = Drafter(known, facts, self._year, self._store.new_id, derive=self._layout.derive)
        report(2 * total // 3, total, _("正在比较"))
        for match in _watched(matches, check):
            self._draft(match, drafter, known)
            self._lists.keep(drafter.edits, match, facts.lists.get(match.id))
        edits = self._with_villages(drafter.edits)
        types, attributes = (
            layout_has is not None for layout_has in map(self._layout.column_of, (SOURCE, NEVER_FOLLOWS))
        )
        problems = [*self._villages.doubts, *lines.skipped, *self._turn_births_that_exist(edits, known)]
        problems += told(drafter.derived, types=types, attributes=attributes)
        if not rows:
            problems.append(Problem(_("花名册"), "", _("表头下面没有人员"), _("请确认选对了文件和表"), Level.DOUBT))
        report(total, total, _("核对完成"))
        gone = tuple(_absent(known, covered, matcher.mentioned))
        return self._result(rows, problems, gone, edits, seen)

    # -- whose row it is --------------------------------------------------------------------------------------------

    def _place(self, row: Row) -> str:
        """The row's village; a row of another year or village is held."""
        year = row.said[CONTEXT].get("year")
        if year is not None and year != self._year:
            column = self._layout.column_of(YEAR)
            rule = _("不是所选的{year}年度，整行没有导入").format(year=self._year)
            remedy = _("请选择{year}年度再导入一次").format(year=year)
            label = label_of(value_spec(YEAR))
            problem = Problem(label, str(year), rule, remedy, Level.DOUBT, person=row.name)
            row.hold(problem, column.index if column else None)
        return self._villages.locate(row)

    def _match(self, group: Family, matcher: Matcher, places: dict[int, str]) -> Matched:
        village = next((places[row.line] for row in group.open_rows if places[row.line]), "")
        household = matcher.household_of(group, village)
        if household is None and not group.can_be_found_again:
            self._hold_headless(group)
        if household is None and group.number:
            key = derived_id("household", group.number)
        else:
            key = household.id if household else self._store.new_id()
        match = Matched(group, household, key, village)
        for row in group.open_rows:
            self._check_village(row, household, places[row.line] or village)
            if not row.held:
                self._match_row(match, row, matcher)
        agree(group, self._layout)
        return match

    def _hold_headless(self, group: Family) -> None:
        for row in group.open_rows:
            rule = _("没有填写，户主也不在本户各行和本档中，无法确定是哪一户，整行没有导入")
            remedy = _("请填写户编号，或补上户主一行")
            label = label_of(value_spec("household.hh_no"))
            row.hold(Problem(label, "", rule, remedy, Level.DOUBT, entity="household", key="hh_no", person=row.name))

    def _check_village(self, row: Row, household: Household | None, village: str) -> None:
        if household is None and not village and self._villages.is_township:
            self._villages.unknown(row)
        elif household is not None and household.village and village and household.village != village:
            spec = value_spec("context.name")
            rule, remedy = _("与本档中该户所在的村不同，整行没有导入"), _("请先在本档中改正该户所在的村，或改正花名册")
            shown = str(row.said[CONTEXT].get("name") or "")
            column = self._layout.column_of("context.name")
            problem = Problem(label_of(spec), shown, rule, remedy, Level.DOUBT, person=row.name)
            row.hold(problem, column.index if column else None)

    def _match_row(self, match: Matched, row: Row, matcher: Matcher) -> None:
        member = matcher.member_of(row, match.id)
        if member is None and not row.held and not row.name:
            spec = value_spec("member.name")
            rule, remedy = _("没有可用的姓名，整行没有导入"), _("请填写姓名")
            problem = Problem(label_of(spec), "", rule, remedy, entity=spec.entity, key=spec.key)
            column = self._layout.column_of("member.name")
            row.hold(problem, column.index if column else None)
        if not row.held:
            match.members[row.line] = member

    # -- what would change ------------------------------------------------------------------------------------------

    def _draft(self, match: Matched, drafter: Drafter, known: Known) -> None:
        rows = match.family.open_rows
        if not rows:
            return
        household = drafter.household(match)
        last = max(
            (one.position or 0 for one in known.members_of(match.id) if isinstance(one.position, int)), default=0
        )
        if household.restored:
            say_restored(rows[0])
        for row in rows:
            member = match.members[row.line]
            last += member is None
            outcome = self._outcomes[row.line] = drafter.member(match, row, last)
            self._remark(row, outcome, member)
        if household.new:
            self._households["new"] += 1
        elif household or any(self._outcomes[row.line] for row in rows):
            self._households["changed"] += 1
        first = self._outcomes[rows[0].line]
        first.differences = household.differences + first.differences
        first.restored = first.restored or household.restored

    def _remark(self, row: Row, outcome: Outcome, member: Member | None) -> None:
        if outcome.restored:
            say_restored(row)
        if member is not None and member.left is not None:
            say_left(row, member)

    def _with_villages(self, edits: Edits) -> Edits:
        used = {values.get("village") for _row, values in edits.births.get("household", [])}
        used |= {values.get("village") for entity, _row, values in edits.puts if entity == "household"}
        for village, values in self._villages.new.items():
            if village in used:
                edits.bear("village", village, values)
        return edits

    def _turn_births_that_exist(self, edits: Edits, known: Known) -> Iterator[Problem]:
        """Rows with derived ids may lie in the recycle bin; they are written over and so come back."""
        for entity, born in edits.births.items():
            if known.is_blank and entity != "village":
                continue
            there = reads.exists(self._store, entity, [row for row, _values in born])
            if there and entity == "enrolment":  # what the roster only implies does not undo somebody's removal
                edits.births[entity] = [one for one in born if one[0] not in there]
            elif there:
                edits.births[entity] = [one for one in born if one[0] not in there]
                edits.puts += [(entity, row, values) for row, values in born if row in there]
                rule = _("有{count}条在回收站中，导入后恢复").format(count=len(there))
                yield Problem(_("年度情况"), "", rule, level=Level.HINT, entity=entity)

    def _result(
        self, rows: list[Row], problems: list[Problem], gone: tuple[str, ...], edits: Edits, seen: str
    ) -> RosterPlan:
        planned = tuple(self._row_plan(row) for row in rows)
        found = Counter(one.state for one in planned)
        return RosterPlan(
            year=self._year,
            rows=planned,
            counts={state: found[state] for state in RowState},
            households_new=self._households["new"],
            households_changed=self._households["changed"],
            gone=gone,
            problems=(*problems, *(note for one in planned for note in one.notes)),
            edits=edits,
            seen=seen,
        )

    def _row_plan(self, row: Row) -> RowPlan:
        outcome = self._outcomes.get(row.line) or Outcome()
        state = RowState.NEW if outcome.new else RowState.CHANGED if outcome else RowState.SAME
        return RowPlan(
            line=row.line,
            state=RowState.DOUBTFUL if row.doubtful else state,
            name=row.name,
            household=str(row.said["household"].get("hh_no") or ""),
            notes=tuple(row.notes),
            differences=tuple(outcome.differences),
            held=row.held,
            family=self._first_lines.get(row.line, row.line),
            marked=tuple(row.marked),
        )


def newest_batch(store: Store) -> str:
    """The id of the file's latest batch, empty if it has none; entries of the export log change no fact and do not count.

    Saving the doubtful rows makes such an entry, and must not call for checking the roster again.
    """
    before = None
    while found := history.batches(store, 1, before):
        if found[0].kind != EXPORT:
            return found[0].id
        before = found[0].batch
    return ""


def _watched(things: list[T], check: Callable[[], None]) -> Iterator[T]:
    for number, thing in enumerate(things):
        if number % _TOGETHER == 0:
            check()
        yield thing


def _absent(known: Known, villages: set[str] | None, mentioned: set[str]) -> Iterator[str]:
    """Who stands in the file and not in the roster, in the order of household numbers."""
    found = known.strangers(villages, mentioned)
    for household, people in sorted(found, key=lambda one: (one[0].hh_no or "", one[0].group or "", one[0].id)):
        number = household.hh_no or household.local_no or household.group or ""
        names = sorted(people, key=lambda one: (one.position if isinstance(one.position, int) else 0, one.id))
        if household.id not in mentioned:
            text = _("整户 {number}：{names}")
            yield text.format(number=number, names=listed(one.name or "" for one in names) or _("没有成员"))
        else:
            for one in names:
                yield _("{number} 户的成员：{name}").format(number=number, name=one.name or "")
