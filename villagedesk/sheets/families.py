# SPDX-License-Identifier: MIT
"""The rows of a roster put together as households, and what their rows say of the household alike or in contradiction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, clauses, listed
from villagedesk.models.problem import Level, Problem
from villagedesk.models.values.identity import comparable
from villagedesk.models.values.show import label_of, shown
from villagedesk.models.values.text import matching_form
from villagedesk.sheets.lines import place_of
from villagedesk.sheets.targets import CONTEXT, value_spec

if TYPE_CHECKING:
    from villagedesk.models.catalogue.spec import FieldSpec, Value
    from villagedesk.sheets.cells import Row
    from villagedesk.sheets.columns import Layout

COMMON: Final = ("household", "household_year", "cause", "income_year")  # parts that every row of a household repeats
HEAD: Final = "head"


@dataclass(slots=True)
class Family:
    """The rows of one household, in the order of the roster.

    Attributes:
        number: 户编号, empty if the roster has none.
        facts: what the rows that may be imported say of the household, once.
    """

    number: str
    rows: list[Row] = field(default_factory=list)
    facts: dict[str, dict[str, Value]] = field(default_factory=dict)

    @property
    def open_rows(self) -> list[Row]:
        """The rows that nothing holds back so far."""
        return [row for row in self.rows if not row.held]

    @property
    def head(self) -> Row | None:
        """The row of the head, None if the roster does not say who that is."""
        return next((row for row in self.rows if row.said["member_year"].get("relation") == HEAD), None)

    def head_fact(self, context: str, key: str) -> str:
        """The head's name or identity number: from the columns about the head, else from the head's own row."""
        said = next((row.said[CONTEXT][context] for row in self.rows if row.said[CONTEXT].get(context)), None)
        head = self.head
        return str(said or (head and head.said["member"].get(key)) or "")

    @property
    def group(self) -> str:
        """村民小组 as the rows say."""
        return next(
            (str(row.said["household"]["group"]) for row in self.rows if row.said["household"].get("group")), ""
        )

    @property
    def local(self) -> str:
        """村内户号 as the rows say."""
        return next(
            (str(row.said["household"]["local_no"]) for row in self.rows if row.said["household"].get("local_no")), ""
        )

    @property
    def can_be_found_again(self) -> bool:
        """Whether the next roster, and a person, can tell which household this is: by a number or by its head."""
        name, id_no = self.head_fact("head_name", "name"), self.head_fact("head_id", "id_no")
        people = [row.said["member"] for row in self.open_rows if row.name]
        named = any(one.get("name") == name for one in people) if name else False
        numbered = (
            any(comparable(str(one.get("id_no") or "")) == comparable(id_no) for one in people) if id_no else False
        )
        return bool(self.number or self.local or named or numbered)


def families(rows: list[Row], *, tells_relation: bool) -> list[Family]:
    """The households of the roster, in its order; rows held already are left out.

    Rows belong together by 户编号, else by the head's identity number or name and group, else by 村内户号; a row that says
    nothing of the kind belongs to the household above it. A row without any of this is held; so is one that does not say
    how it is related although the roster has a column for it, since it may be the next head.

    Args:
        rows: in the order of the roster.
        tells_relation: whether there is a column 与户主关系.
    """
    found: dict[tuple[str, ...], Family] = {}
    last: Family | None = None
    for row in rows:
        key = None if row.held else _key(row)
        relation = row.said["member_year"].get("relation")
        if key is None and relation == HEAD and not row.held:
            key = ("line", str(row.line))
        if key is not None:
            last = found.setdefault(key, Family(key[1] if key[0] == "number" else ""))
        elif row.held or (tells_relation and not relation):
            last = None
        if last is not None:
            last.rows.append(row)
        elif not row.held:
            rule, remedy = _("不知道属于哪一户"), _("请填写户编号，或把户主排在本户第一行并写明与户主关系")
            row.hold(Problem(_("户编号"), "", rule, remedy, Level.DOUBT, person=row.name))
    for key, family in found.items():
        if key[0] != "number":
            _hold_several_heads(family)
    return list(found.values())


def _hold_several_heads(family: Family) -> None:
    """Two heads of one name in one group: whose row is whose cannot be told."""
    heads = [row for row in family.rows if row.said["member_year"].get("relation") == HEAD]
    if len(heads) < 2:
        return
    lines = listed(str(row.line) for row in heads)
    for row in family.rows:
        rule = _("在第{lines}行都写作户主，无法分清是哪一户，整行没有导入").format(lines=lines)
        row.hold(Problem(_("户主"), row.name, rule, _("请填写户编号"), Level.DOUBT, person=row.name))


def name_form(name: str) -> str:
    """What two spellings of a name have in common; a name of signs only is compared as it stands."""
    return matching_form(name) or name


def _key(row: Row) -> tuple[str, ...] | None:
    household, context = row.said["household"], row.said[CONTEXT]
    if household.get("hh_no"):
        return "number", str(household["hh_no"])
    if context.get("head_id"):
        return "head", comparable(str(context["head_id"]))
    if context.get("head_name"):
        places = (str(context.get("name") or ""), str(household.get("group") or ""))
        return "head", name_form(str(context["head_name"])), *map(matching_form, places)
    if household.get("local_no"):
        return "local", str(household["local_no"]), str(context.get("name") or "")
    return None


def agree(family: Family, layout: Layout) -> None:
    """Take what the open rows say of the household; where they differ the first holds, and it and the others are doubtful."""
    family.facts = {}
    rows = family.open_rows
    for part in COMMON:
        facts: dict[str, Value] = {}
        family.facts[part] = facts
        differing: dict[str, None] = {}
        for row in rows:
            said = row.said[part]
            if said != facts:
                differing.update({key: None for key, value in said.items() if facts.setdefault(key, value) != value})
        for key in differing:
            _contradict(rows, layout, part, key)
    sizes = family.facts["household_year"].get("stated_size")
    if rows and isinstance(sizes, int) and sizes != len(family.rows):
        spec = value_spec("household_year.stated_size")
        rule = _("与花名册中本户的{count}行不一致").format(count=len(family.rows))
        remedy = _("请核对是否漏了人，或人数没有更新")
        rows[0].complain(_problem(rows[0], spec, str(sizes), rule, remedy, Level.HINT), doubtful=False)


def _contradict(rows: list[Row], layout: Layout, part: str, key: str) -> None:
    column = layout.column_of(f"{part}.{key}")
    spec = value_spec(f"{part}.{key}")
    told: dict[Value, list[Row]] = {}
    for row in rows:
        if key in row.said[part]:
            told.setdefault(row.said[part][key], []).append(row)
    first = next(iter(told.values()))[0]
    sides = clauses(
        _("第{lines}行为“{value}”").format(lines=listed(str(row.line) for row in side), value=shown(spec, value))
        for value, side in told.items()
    )
    rule = _("在同一户各行中不一致：{sides}").format(sides=sides)
    remedy = _("已按{place}的值导入，请核对后改成一致").format(place=place_of(first.line))
    others = [(value, row) for value, side in list(told.items())[1:] for row in side]
    for value, row in [(next(iter(told)), first), *others]:
        problem = _problem(row, spec, shown(spec, value), rule, remedy, Level.DOUBT)
        row.complain(problem, column.index if column else None)


def _problem(row: Row, spec: FieldSpec, value: str, rule: str, remedy: str, level: Level) -> Problem:
    return Problem(label_of(spec), value, rule, remedy, level, entity=spec.entity, key=spec.key, person=row.name)
