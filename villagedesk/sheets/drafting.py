# SPDX-License-Identifier: MIT
"""What has to be written so that the file says what the roster says: births of new rows and changes of known ones.

Nothing is written here. A fact of which the roster says nothing stays as it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.enrolling import REGISTER, REGISTER_YEARS
from villagedesk.models.eras import REGISTERED
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.show import label_of
from villagedesk.sheets.following import FOLLOWS, PROGRAMMES, SOURCE, STATUS, follow
from villagedesk.sheets.targets import RANKS, targets, value_spec
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.catalogue.household import Household
    from villagedesk.models.catalogue.member import Member
    from villagedesk.models.catalogue.spec import Record, Value
    from villagedesk.sheets.cells import Row
    from villagedesk.sheets.families import Family
    from villagedesk.sheets.known import Known, YearFacts

Values = dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that would change. `path` is "entity.field" of the catalogue; `rank` tells causes apart.

    `source` is the path of the field that it was derived from, empty where the roster says it itself.
    """

    path: str
    old: Value
    new: Value
    rank: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """What the field is called, in the interface language."""
        return label_of(targets().get(f"cause.{self.rank}" if self.rank else self.path) or value_spec(self.path))


@dataclass(slots=True)
class Edits:
    """What applying a plan writes: new rows (entity → id and values), values of existing rows, rows to remove."""

    births: dict[str, list[tuple[str, Values]]] = field(default_factory=dict)
    puts: list[tuple[str, str, Values]] = field(default_factory=list)
    removals: list[tuple[str, str]] = field(default_factory=list)

    def bear(self, entity: str, row: str, values: Values) -> None:
        """A row that does not exist is to have these values; empty ones are left out."""
        self.births.setdefault(entity, []).append((row, _filled(values)))

    def __bool__(self) -> bool:
        return any(self.births.values()) or bool(self.puts) or bool(self.removals)


@dataclass(slots=True)
class Matched:
    """A family with the household it is, and the member each of its open rows is (None: new)."""

    family: Family
    household: Household | None
    id: str
    village: str
    members: dict[int, Member | None] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What was found about one row or household: differences, whether it is new, whether it comes back from the bin."""

    differences: list[Difference] = field(default_factory=list)
    new: bool = False
    restored: bool = False

    def __bool__(self) -> bool:
        return self.new or self.restored or bool(self.differences)


class Drafter:
    """Turns matched families into edits."""

    def __init__(
        self, known: Known, facts: YearFacts, year: int, fresh: Callable[[], str], *, derive: bool = True
    ) -> None:
        """`derive`: whether what follows from 户类型 is filled in where nothing is."""
        self.edits = Edits()
        self.derived: Counter[str] = Counter()  # path → households
        self._derive = derive
        self._known = known
        self._facts = facts
        self._year = year
        self._fresh = fresh

    def household(self, match: Matched) -> Outcome:
        """The household itself, its year, its causes and its stated income."""
        said = dict(match.family.facts["household"])
        outcome = Outcome(new=match.household is None, restored=match.id in self._known.binned)
        self._infer_year(said, match.household)
        facts = dict(match.family.facts["household_year"])
        derived = self._follow(match, said, facts)
        if match.household is None:
            said["village"] = match.village or None
            self.edits.bear("household", match.id, said)
        else:
            if match.village and match.household.village is None:
                said["village"] = match.village
            changed = self._compare("household", match.household, said, outcome)
            if changed or outcome.restored:
                self.edits.puts.append(("household", match.id, changed))
        self._enrol(match, said, outcome)
        for part, known in (("household_year", self._facts.household_year), ("income_year", self._facts.income_year)):
            natural: Values = {"household": match.id, "year": self._year}
            values = facts if part == "household_year" else match.family.facts[part]
            self._of_year(part, known.get(match.id), natural, values, outcome)
        self._causes(match, outcome)
        outcome.differences = [one for one in outcome.differences if one.path not in derived]
        outcome.differences += [Difference(path, None, value, source=SOURCE) for path, value in derived.items()]
        return outcome

    def _follow(self, match: Matched, said: Values, facts: Values) -> Values:
        """Fill in what follows from 户类型; by path. An enrolment of the file says more than 纳入项目."""
        kind = facts.get("household_type")
        enrolled = match.id in self._facts.registered
        holders = {STATUS: (facts, self._facts.household_year.get(match.id)), PROGRAMMES: (said, match.household)}
        derived: Values = {}
        for path in FOLLOWS if self._derive else ():
            values, record = holders[path]
            value = None if path == PROGRAMMES and enrolled else follow(path, kind, values, record)
            if value is not None:
                derived[path] = values[path.partition(".")[2]] = value
        self.derived.update(derived.keys())
        return derived

    def _infer_year(self, said: Values, household: Household | None) -> None:
        """识别年度 follows from 首次识别时间, unless somebody gave another one since."""
        month = said.get("identified")
        if not isinstance(month, str) or "identify_year" in said:
            return
        if household is None or household.identify_year is None or household.identified != month:
            said["identify_year"] = int(month[:4])

    def _enrol(self, match: Matched, said: Values, outcome: Outcome) -> None:
        """建档立卡 follows from 识别年度 where the roster also says that the household is or was a registered one.

        It says so by its type or by the attribute that only registered households have. A household of which the file
        knows that it is in the programme is left alone.
        """
        year = said.get("identify_year")
        facts = match.family.facts["household_year"]
        registered = facts.get("household_type") in REGISTERED or facts.get("attribute") is not None
        if year not in REGISTER_YEARS or not registered or match.id in self._facts.registered:
            return
        values: Values = {"household": match.id, "programme": REGISTER, "from_year": year}
        self.edits.bear("enrolment", derived_id("enrolment", *values.values()), values)
        if not outcome.new:
            outcome.differences.append(Difference("enrolment.from_year", None, year))

    def member(self, match: Matched, row: Row, position: int) -> Outcome:
        """One person and their year. `position` is the number a new member gets in the household."""
        member = match.members[row.line]
        said = dict(row.said["member"])
        outcome = Outcome(new=member is None, restored=member is not None and member.id in self._known.binned)
        self._infer(row, "member", said, member, member)
        if member is None:
            number = said.get("person_no")
            key = derived_id("member", number) if number else self._fresh()
            self.edits.bear("member", key, {"household": match.id, "position": position, **said})
        else:
            key = member.id
            if member.household != match.id:
                said["household"] = match.id
            changed = self._compare("member", member, said, outcome)
            if changed or outcome.restored:
                self.edits.puts.append(("member", key, changed))
        facts = dict(row.said["member_year"])
        known = self._facts.member_year.get(key)
        self._infer(row, "member_year", facts, known, member)
        self._of_year("member_year", known, {"member": key, "year": self._year}, facts, outcome)
        return outcome

    def _infer(self, row: Row, part: str, said: Values, record: Record | None, member: Member | None) -> None:
        """Fill in what follows from a number: where nothing is known, or where that number is another now."""
        for one in row.inferred:
            if one.part != part or one.key in said:
                continue
            of, keys = (record, one.beside) if one.beside else (member, (one.key,))
            source = row.said[part if one.beside else "member"].get(one.source)
            empty = record is None or all(getattr(record, key) is None for key in keys)
            if empty or (of is not None and getattr(of, one.source) != source):
                said[one.key] = one.value

    def _of_year(self, part: str, record: Record | None, natural: Values, said: Values, outcome: Outcome) -> None:
        """A row of facts of the year; it is made only if there is something to say in it."""
        if record is not None:
            changed = self._compare(part, record, said, outcome)
            if changed:
                self.edits.puts.append((part, record.id, changed))
            return
        filled = _filled(said)
        if filled:
            row = derived_id(part, *natural.values())
            self.edits.births.setdefault(part, []).append((row, {**natural, **filled}))
            if not outcome.new:
                outcome.differences += [Difference(f"{part}.{key}", None, value) for key, value in filled.items()]

    def _causes(self, match: Matched, outcome: Outcome) -> None:
        said = match.family.facts["cause"]
        for rank in RANKS:
            values: Values = {"code": said[rank]} if rank in said else {}
            if rank == RANKS[0] and "note" in said:
                values["note"] = said["note"]
            if values:
                self._cause(match, rank, values, outcome)

    def _cause(self, match: Matched, rank: str, values: Values, outcome: Outcome) -> None:
        known = self._facts.cause.get((match.id, rank))
        if known is not None and values.get("code", known.code) is None:
            self.edits.removals.append(("cause", known.id))
            outcome.differences.append(Difference("cause.code", known.code, None, rank))
        elif known is not None:
            changed = self._compare("cause", known, values, outcome, rank)
            if changed:
                self.edits.puts.append(("cause", known.id, changed))
        elif values.get("code") is not None:
            born: Values = {"household": match.id, "year": self._year, "rank": rank, **values}
            self.edits.bear("cause", derived_id("cause", match.id, self._year, rank), born)
            if not outcome.new:
                outcome.differences.append(Difference("cause.code", None, values["code"], rank))
        elif values.get("note"):
            spec = targets()[f"cause.{rank}"]
            rule, remedy = _("没有填写，致贫原因说明没有导入"), _("请同时填写致贫原因")
            row = match.family.open_rows[0]
            row.complain(
                Problem(label_of(spec), "", rule, remedy, Level.DOUBT, entity="cause", key="code", person=row.name)
            )

    def _compare(self, part: str, record: Record, said: Values, outcome: Outcome, rank: str = "") -> Values:
        """The values that differ from what the record holds, which are also noted as differences."""
        changed = {}
        for key, value in said.items():
            before = getattr(record, key)
            if before != value or type(before) is not type(value):
                changed[key] = value
                outcome.differences.append(Difference(f"{part}.{key}", before, value, rank))
        return changed


def _filled(values: Values) -> Values:
    return {key: value for key, value in values.items() if value is not None and value != ()}


def say_restored(row: Row) -> None:
    """Tell that a removed person or household comes back."""
    rule = _("在回收站中，导入后恢复")
    row.complain(Problem(_("整行"), row.name, rule, level=Level.HINT), doubtful=False)


def say_left(row: Row, member: Member) -> None:
    """Tell that somebody registered as gone still stands in the roster; nothing is changed about that."""
    rule = _("在本档中已于{day}登记减少，花名册中仍有").format(day=member.left)
    remedy = _("请核对；如果人回来了，请在本档中清除减少日期和原因")
    spec = entity_spec("member")["left"]
    problem = Problem(
        label_of(spec), "", rule, remedy, Level.HINT, entity="member", row=member.id, key="left", person=row.name
    )
    row.complain(problem, doubtful=False)
