# SPDX-License-Identifier: MIT
"""Making one of two records of the same person, and two of one again (merge.md A4 rule 10, M48–M51, M56).

The loser gets `merged_into = winner` and goes into the recycle bin; what the winner lacks is copied; where both say
something, the winner's stays, and the loser's stays with the loser, to be seen there. Whatever else names the loser (changes
of the person, evidence, benefits …, `store.naming`) names the winner from then on, and the loser again when they are parted,
but for the changes that lead to another household than the one in which the winner goes on (`joined_moves`);
exemptions of doubts follow where the doubt is the same (`joined_doubts`).
Both histories are kept. All of it is one undoable batch. The join also writes into the winner that it is nobody's loser: so a file that meanwhile removed the
winner, or joined it the other way round, meets a conflict and not a person who is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _
from villagedesk.models import kinship
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.catalogue.spec import NA, Kind, Record, spec_of
from villagedesk.models.checks.others import place_of
from villagedesk.models.membership import household_in
from villagedesk.models.values.identity import comparable, read_id
from villagedesk.models.values.masks import masked_sides
from villagedesk.models.values.show import label_of, shown
from villagedesk.services.joining import joined_doubts, joined_moves
from villagedesk.store import joins, lookalikes, naming, reads
from villagedesk.store.cells import REMOVED, cell_of, field_of
from villagedesk.store.encoding import is_empty, to_json
from villagedesk.store.ids import id_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.catalogue.spec import FieldSpec, Value
    from villagedesk.store.door import Change
    from villagedesk.store.lookalikes import Registered
    from villagedesk.store.store import Changed, Store

# Of the membership and not of the person; a move takes them from where the person went.
_OF_PLACE: Final = ("household", "position", "joined", "join_reason", "change_evidence")
_OF_LEAVING: Final = ("left", "leave_reason")
_NEVER: Final = frozenset({*_OF_PLACE, *_OF_LEAVING, "merged_into", "member", "year"})
_LISTED: Final = 20
_OF_RELATION: Final = ("relation", "relation_text")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why two records should not be joined; `absolute` if nothing helps, else a typed confirmation does."""

    text: str
    absolute: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the comparison: the field, of which year (0: of the person), and both values in words."""

    field: str
    year: int
    one: str
    other: str
    spec: FieldSpec

    def hidden(self) -> Difference:
        """The same with numbers and birthdays masked; where they differ in what is hidden, both say so."""
        one, other = masked_sides(self.spec, (self.one, self.other))
        return replace(self, one=one, other=other)

    @property
    def differs(self) -> bool:
        """Whether both say something, and not the same."""
        return bool(self.one and self.other) and self.one != self.other


class NotTheSame(Refused):
    """The two cannot be joined; the sentence says why."""


def find_person(store: Store, wanted: str) -> Registered:
    """The member with this row id, identity number or name.

    Raises:
        NotTheSame: there is none, or there are several; the sentence lists up to twenty of those with their row ids.
    """
    found = lookalikes.called(store, wanted.strip())
    if len(found) == 1:
        return found[0]
    if not found:
        text = _("本文件中没有编号、证件号码或姓名为“{wanted}”的家庭成员。请用 lookalikes 查看记录编号。")
        raise NotTheSame(text.format(wanted=wanted))
    listed = [f"{one.id}（{one.name}，{place_of(one.village, one.group, one.head)}）" for one in found]
    shown_here = _("、").join(listed[:_LISTED])
    text = _("“{wanted}”有{count}名家庭成员：{who}。请写明记录编号。")
    raise NotTheSame(text.format(wanted=wanted, count=len(found), who=shown_here))


def is_joined_to(store: Store, loser: str, winner: str) -> bool:
    """Whether somebody made the one a loser to the other already, so that only new edits are to be carried over."""
    return loser != winner and joins.final_of(store, loser) == winner and not joins.in_cycle(store, loser)


def obstacles(store: Store, one: str, other: str) -> list[Obstacle]:
    """What speaks against two records being one person."""
    first, second = _person(store, one), _person(store, other)
    if one == other:
        return [Obstacle(_("是同一条记录。"), absolute=True)]
    names = {"one": first.name or "", "other": second.name or ""}
    found = []
    for pair in _relations(store, first, second):
        why = kinship.between(*pair)
        if why:
            text = _("“{one}”与“{other}”在本户中是{why}，不能并为一人。请核对与户主关系。")
            found.append(Obstacle(text.format(why=why, **names), absolute=True))
            break
    today = store.clock().date()
    numbers = [read_id(who.id_no or "", today) for who in (first, second)]
    keys = [comparable(reading.number) for reading in numbers]
    if all(who.id_no for who in (first, second)) and not any(one.faults for one in numbers) and keys[0] != keys[1]:
        text = _("两人的证件号码都有效而且不同（{one}、{other}）。请对照身份证核对，确是同一人的再确认。")
        found.append(Obstacle(text.format(one=first.id_no, other=second.id_no), absolute=False))
    dead = [who for who in (first, second) if who.leave_reason == "death"]
    if len(dead) == 1:
        text = _("“{name}”已于{day}登记死亡，另一条没有。确是同一人的，请先核对哪一条是对的。")
        found.append(Obstacle(text.format(name=dead[0].name or "", day=dead[0].left or ""), absolute=False))
    if first.sex and second.sex and first.sex != second.sex:
        text = _("“{one}”与“{other}”的性别不同。请对照身份证核对，确是同一人的再确认。")
        found.append(Obstacle(text.format(**names), absolute=False))
    return found


def _relations(store: Store, one: Member, other: Member) -> Iterator[tuple[str, str]]:
    """What both were to the head in the years in which they belonged to one household, wherever they live now."""
    changes = {who.id: reads.of_owner(store, MemberChange, who.id) for who in (one, other)}
    facts = {
        who.id: {told.year: told.relation for told in reads.of_owner(store, MemberYear, who.id)} for who in (one, other)
    }
    for year in sorted(year for year in facts[one.id].keys() & facts[other.id].keys() if isinstance(year, int)):
        homes = {household_in(who, changes[who.id], year) for who in (one, other)}
        relations = facts[one.id][year], facts[other.id][year]
        if len(homes) == 1 and homes != {""} and all(relations):
            yield str(relations[0]), str(relations[1])


def _person(store: Store, row: str) -> Member:
    found = reads.get(store, Member, row)
    if found is None:
        raise NotTheSame(_("这名成员已被移入回收站，不能并为一人。请刷新后再试。"))
    return found


def differences(store: Store, one: str, other: str) -> list[Difference]:
    """Both records field by field, without what neither says; the years after the person."""
    lines = list(_compare(_person(store, one), _person(store, other), 0))
    years = [{facts.year: facts for facts in reads.of_owner(store, MemberYear, row)} for row in (one, other)]
    for year in sorted({year for found in years for year in found if isinstance(year, int)}, reverse=True):
        blank = MemberYear(year=year)
        lines += _compare(years[0].get(year, blank), years[1].get(year, blank), year)
    return lines


def _compare(one: Record, other: Record, year: int) -> Iterator[Difference]:
    for field in spec_of(type(one)).fields:
        if field.kind is Kind.REF or field.key in {"year", "position"}:  # a place in a list says nothing of the person
            continue
        first, second = (shown(field, getattr(who, field.key)) for who in (one, other))
        if first or second:
            yield Difference(label_of(field, year or None), year, first, second, field)


def join(store: Store, winner: str, loser: str, *, moves: bool = False, typed: bool = False) -> Changed:
    """Make the loser one with the winner.

    Args:
        store: the file.
        winner: whose record and history goes on.
        loser: whose record goes into the recycle bin, with its own history.
        moves: the person has moved to the loser's household (M56): the winner goes there, and its day and reason of
            leaving are emptied; they stay in the history.
        typed: the user has typed the confirmation that a doubt asks for.

    Raises:
        NotTheSame: an obstacle stands; nothing is written.
    """
    for obstacle in obstacles(store, winner, loser):
        if obstacle.absolute or not typed:
            raise NotTheSame(obstacle.text)
    first, second = _person(store, winner), _person(store, loser)
    label, reason = _wording(store, first, second)
    exempted, rows = joined_doubts.in_force(store, first, second), joined_doubts.rows_of(store, loser)
    with store.change(label) as change:
        for field in joins.MEMBER.fields:
            _fill(store, change, (field, winner, getattr(first, field.key)), getattr(second, field.key))
        if moves:
            change.settle("member", winner, "household", [second.household])
            place = {key: getattr(second, key) for key in _OF_PLACE[1:]}
            change.put("member", winner, {**place, **dict.fromkeys(_OF_LEAVING)})
            joined_moves.record_move(store, change, first, second)
        for spec in naming.OF_A_PERSON:
            for facts in reads.of_owner(store, spec.record, loser):
                _give_facts(store, change, winner, facts, moves=moves)
        kept = frozenset() if moves else joined_moves.of_elsewhere(store, loser, first.household)
        _rename(store, change, loser, winner, kept)
        change.settle("member", winner, joins.CELL, [None])
        if joins.is_removed_or_contested(store, winner):
            change.settle("member", winner, REMOVED, [None])
        change.settle("member", loser, joins.CELL, [winner])
        change.remove("member", [loser], reason)
        joined_doubts.follow(store, change, exempted, (loser, winner), rows)
    return change.changed


def _wording(store: Store, winner: Member, loser: Member) -> tuple[str, str]:
    """What the join is called, and why the loser is removed.

    Both go to the villages of either; a village must not learn another's spelling of a name from them (merge.md M72).
    """
    villages = joins.villages_of(store, [winner.id, loser.id])
    if winner.name != loser.name and villages[winner.id] != villages[loser.id]:
        return _("并为一人（跨村）"), _("并入另一村的记录")
    names = {"loser": loser.name or "", "winner": winner.name or ""}
    return _("并为一人：{loser} → {winner}").format(**names), _("并入“{winner}”").format(**names)


def _fill(store: Store, change: Change, to: tuple[FieldSpec, str, Value], given: Value) -> None:
    """Copy a value that the winner lacks, and nobody disputes."""
    field, row, standing = to
    if field.key in _NEVER or is_empty(given) or given is NA or not is_empty(standing):
        return
    if len(joins.standing_heads(store, row, field.key)) == 1:
        change.put(field.entity, row, {field.key: given})


def _give_facts(store: Store, change: Change, winner: str, facts: Record, *, moves: bool) -> None:
    """The facts of a year, or of whatever else comes once for a person: all where the winner has none, else what is lacking."""
    spec = spec_of(type(facts))
    values = {field.key: getattr(facts, field.key) for field in spec.fields}
    row = joins.counterpart(store, spec, winner, values)
    if not row:
        given = {**values, spec.parent: winner}
        change.put(spec.key, id_for(spec, given, store.new_id), given)
        return
    standing = change.current(spec.key, row) or {}
    for field in spec.fields:
        _fill(store, change, (field, row, standing.get(field.key)), values[field.key])
    if moves and values.get("relation"):  # to the head of the household where the person lives now
        change.put(spec.key, row, {key: values[key] for key in _OF_RELATION})


def _rename(store: Store, change: Change, one: str, other: str, but: frozenset[str]) -> None:
    """Let whatever names one person name another, but for some rows; what else is disputed there stays so."""
    for found in naming.naming(store, one):
        if found.row not in but:
            _name_anew(store, change, found, (one, other))


def _name_anew(store: Store, change: Change, at: naming.Named, names: tuple[str, str]) -> None:
    before, after = names
    standing = joins.standing_heads(store, at.row, at.cell)
    change.settle(at.entity, at.row, at.cell, list(dict.fromkeys(after if one == before else one for one in standing)))


# -- what was written of the loser by people who did not know -----------------------------------------------------------


def carry_over(store: Store, loser: str) -> Changed:
    """Bring to the winner what was written of a joined person elsewhere; the joined one goes back into the bin (M48).

    Where the winner says what the loser said before, or nothing, it takes the new value; otherwise both values are put up
    for decision at the winner.

    Raises:
        NotTheSame: the person is not joined to anybody of this file.
    """
    winner = joins.final_of(store, loser)
    goes_on = reads.get(store, Member, winner)
    if winner == loser or goes_on is None:
        raise NotTheSame(_("这名成员没有并入本文件中的其他人。请刷新后再试。"))
    found = joins.unaware(store, loser)
    with store.change(_("带到并入的一条：{name}").format(name=_name_of(store, loser))) as change:
        for one in found:
            _carry(store, change, winner, one)
        _rename(store, change, loser, winner, joined_moves.of_elsewhere(store, loser, goes_on.household))
        change.remove("member", [loser], _("已并入，新修改已带过去"))
    return change.changed


def _carry(store: Store, change: Change, winner: str, one: joins.Written) -> None:
    if one.entity == "member":
        if one.cell and one.cell != "position":
            _write(store, change, ("member", winner), one)
        return
    spec = entity_spec(one.entity)
    if spec not in naming.OF_A_PERSON:
        return  # it goes over as it is, see _rename
    values = change.current(spec.key, one.row) or {}
    row = joins.counterpart(store, spec, winner, values)
    if one.cell:
        if row:
            _write(store, change, (spec.key, row), one)
        return
    if not row:
        given = {**values, spec.parent: winner}
        change.put(spec.key, id_for(spec, given, store.new_id), given)
        return
    for field in spec.fields:
        if field.key not in _NEVER and not is_empty(values[field.key]):
            for cell, content in _cells(field, values[field.key]):
                _write(store, change, (spec.key, row), joins.Written("", "", cell, content, 0, ()))


def _cells(field: FieldSpec, value: Value) -> list[tuple[str, Any]]:
    if field.kind is Kind.CODES and isinstance(value, tuple):
        return [(cell_of(field.key, code), True) for code in value]
    return [(field.key, to_json(value))]


def _write(store: Store, change: Change, to: tuple[str, str], one: joins.Written) -> None:
    """Write an edit to the winner: over what was replaced there too, or beside it, for a decision."""
    entity, row = to
    standing = joins.standing_heads(store, row, one.cell)
    if standing == [one.value]:
        return
    replaces = len(standing) == 1 and (standing[0] in one.replaced or standing[0] in (None, False))
    change.settle(entity, row, one.cell, [one.value] if replaces else [*standing, one.value])


# -- two of one again ----------------------------------------------------------------------------------------------


def part(store: Store, loser: str) -> Changed:
    """Make two persons again of one who was joined, also after further edits (M50).

    The loser comes back as it was, with whatever named it. The winner gives back what the join filled in; what was edited there since might
    belong to either, so it is put up for decision at both.

    Raises:
        NotTheSame: nobody was joined here, or this file has not got the join.
    """
    if not joins.join_batch(store, loser):
        raise NotTheSame(_("这名成员没有并入其他人，或并入的记录不在本文件中。"))
    again, batch = naming.renamed(store, loser), joins.join_batch(store, loser)
    given = [one for one in joins.given_by_join(store, loser) if (one.entity, one.cell) not in naming.CELLS]
    given = [one for one in given if not joined_doubts.is_exemption(one)]
    name = _name_of(store, loser)
    with store.change(_("拆开为两人：{name}").format(name=name)) as change:
        change.settle("member", loser, joins.CELL, [None])
        if joins.is_removed_or_contested(store, loser):
            change.settle("member", loser, REMOVED, [None])
        for one in given:
            _give_back(store, change, loser, one)
        for named, winner in again:
            _name_anew(store, change, named, (winner, loser))
        joined_doubts.come_back(store, change, batch)
    return change.changed


def _give_back(store: Store, change: Change, loser: str, one: joins.Given) -> None:
    if one.born:
        if not one.edited:
            change.remove(one.entity, [one.row], _("拆开为两人"))
        return
    if not one.edited:
        change.settle(one.entity, one.row, one.cell, list(one.before) or [None])
        return
    before = list(one.before) or [None]
    change.settle(one.entity, one.row, one.cell, [*before, *(now for now in one.now if now not in before)])
    row = loser
    if one.entity != "member":
        spec = entity_spec(one.entity)
        row = joins.counterpart(store, spec, loser, change.current(one.entity, one.row) or {})
    if row and field_of(one.cell) not in _NEVER:
        own = joins.standing_heads(store, row, one.cell)
        change.settle(one.entity, row, one.cell, [*own, *(now for now in one.now if now not in own)])


def _name_of(store: Store, row: str) -> str:
    name, *_title = joins.names_and_places(store, [row]).get(row, ("",))
    return name
