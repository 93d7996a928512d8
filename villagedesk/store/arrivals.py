# SPDX-License-Identifier: MIT
"""Merges: taking in what other files brought, rehearsing it, and taking it out again.

Everything of one merge is one transaction. A rehearsal does the very same and rolls it back, so that what the user is
shown before is what happens after (merge.md A4 rule 13).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from villagedesk.errors import Refused
from villagedesk.i18n import _, listed
from villagedesk.store import changelog, engine, places, projection, upon
from villagedesk.store.counting import NotCountable
from villagedesk.store.difference import Difference
from villagedesk.store.rederive import rederive
from villagedesk.store.store import Changed
from villagedesk.store.union import Purpose, Union

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from villagedesk.store.foreign import Foreign
    from villagedesk.store.store import Store
    from villagedesk.store.upon import Builder


class Delivery(Protocol):
    """What one file brings; read and checked before (`merge`)."""

    def batches(self) -> Iterable[Foreign]:
        """The batches that this file has not got, oldest first."""

    def pictures(self) -> Mapping[str, tuple[str, bytes]]:
        """Pictures that this file has not got: hash → media type and content."""


class Taken(NamedTuple):
    """What one delivery brought.

    Attributes:
        hidden_members: members that are gone because their household was removed.
        kept_out: changes that were not written because the person was erased here on request.
        kept: what `take_in`'s or `rehearse`'s `weigh` said of it, while the merged state was there.
    """

    batches: int
    changes: int
    difference: Difference
    hidden_members: int = 0
    kept_out: int = 0
    kept: Any = None


_NAMED: Final = 5  # actions that a refusal names
Weigh = Callable[[int, Difference], Any]  # number of the delivery, what it did → `Taken.kept`


class Arrival(NamedTuple):
    """A merge that was done, the unit of its undoing.

    Attributes:
        seq: its number in this file.
        at: when, by this computer's clock.
        report: what was told of it, as the merge wrote it (JSON).
        undone: when it was taken out again, or None.
    """

    seq: int
    id: str
    label: str
    at: str
    report: str
    undone: str | None


class BuiltUpon(Refused):
    """Something that was written later, and stands, rests on what the merge brought."""

    def __init__(self, label: str, later: Sequence[Builder]) -> None:
        text = _(
            "不能撤销“{label}”：合并进来的内容后来又有人改过或裁决过：{later}。"
            "请先撤销这些操作，或在历史里逐项改回，或用合并前的备份恢复。"
        )
        told = [_named(one) for one in later[:_NAMED]]
        if len(later) > _NAMED:
            told.append(_("等{count}次操作").format(count=len(later)))
        super().__init__(text.format(label=label, later=listed(told)))


def _named(one: Builder) -> str:
    text = _("“{label}”（{who}，合并时带来）") if one.arrived else _("“{label}”（{who}）")
    return text.format(label=one.label, who=" ".join(filter(None, (one.at[:16], one.who))))


class _Rehearsed(Exception):
    """Ends the transaction of a rehearsal."""


def take_in(
    store: Store,
    deliveries: Sequence[Delivery],
    label: str,
    describe: Callable[[Sequence[Taken]], str] = lambda _taken: "{}",
    weigh: Weigh = lambda _number, _difference: None,
    check: Callable[[], None] = lambda: None,
) -> tuple[list[Taken], Changed]:
    """Add what the deliveries bring, as one merge; where they bring nothing new, nothing is written at all.

    Args:
        store: the file.
        deliveries: in the order in which they are to be told of; the outcome does not depend on it.
        label: what the undo menu calls it.
        describe: makes the report that is kept with the merge.
        weigh: looks at the merged state after each delivery, inside the transaction.
        check: called often; may raise `Cancelled`, and the file is as it was.

    Raises:
        Tampered: a delivery contradicts this file; nothing is changed.
    """
    taken: list[Taken] = []
    changed = Changed(label)
    try:
        with engine.roomy(store.connection), store.writing() as connection:
            place = changelog.last_batch(store)
            union = Union(connection, _next_arrival(store))
            touched = _unite(store, union, deliveries, taken, weigh, check)
            if not (union.batches or union.changes):
                raise _Rehearsed
            connection.execute(
                "INSERT INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                (
                    union.arrival, store.new_id(), label, store.clock().isoformat(" ", "seconds"), place, union.first_change,
                    union.first_change + union.changes - 1, describe(taken),
                ),
            )  # fmt: skip
            households = frozenset().union(*(one.difference.households for one in taken))
            changed = Changed(label, place + 1, frozenset(touched), frozenset(), households)
    except _Rehearsed:
        return taken, changed
    store.tell(changed)
    return taken, changed


def rehearse(
    store: Store,
    deliveries: Sequence[Delivery],
    weigh: Weigh = lambda _number, _difference: None,
    check: Callable[[], None] = lambda: None,
) -> list[Taken]:
    """What `take_in` would do, without doing it; `weigh` may be called anew from the first delivery on."""
    for purpose in (Purpose.COUNT, Purpose.REHEARSE):
        taken: list[Taken] = []
        try:
            with engine.roomy(store.connection), store.writing() as connection:
                _unite(store, Union(connection, _next_arrival(store), purpose), deliveries, taken, weigh, check)
                raise _Rehearsed
        except _Rehearsed:
            break
        except NotCountable:
            continue
    return taken


def _unite(
    store: Store,
    union: Union,
    deliveries: Sequence[Delivery],
    taken: list[Taken],
    weigh: Weigh,
    check: Callable[[], None],
) -> set[str]:
    """Add the deliveries to the union, and say which entities they touch; rows there may be a million of."""
    connection = store.connection
    entities: set[str] = set()
    unlisted: set[str] = set()
    for delivery in deliveries:
        check()
        batches, changes, kept_out = union.batches, union.changes, union.kept_out
        for foreign in delivery.batches():
            check()
            union.add(foreign)
        connection.executemany(
            "INSERT OR IGNORE INTO picture VALUES (?, ?, ?)",
            [(digest, media, content) for digest, (media, content) in delivery.pictures().items()],
        )
        touched = union.take_touched()
        difference = rederive(connection, touched.rows, check, touched.newborn, touched.counted, listed=union.for_good)
        if not union.for_good:
            unlisted |= difference.households
            if others := difference.households - difference.born:  # their findings look at the list
                union.refuse_looking(others)
                projection.refresh(connection, unlisted, words_too=False)
                unlisted.clear()
        hidden = places.live_members_of(store, difference.gone["household"]) if difference.gone else 0
        weighed = weigh(len(taken), difference)
        taken.append(
            Taken(
                union.batches - batches, union.changes - changes, difference, hidden, union.kept_out - kept_out, weighed
            )
        )
        entities.update(touched.rows)
    return entities


def _next_arrival(store: Store) -> int:
    return 1 + (store.value("SELECT max(seq) FROM arrival") or 0)


def arrivals(store: Store, limit: int = 200) -> list[Arrival]:
    """The merges of this file, the latest first."""
    found = store.query("SELECT seq, id, label, at, report, undone FROM arrival ORDER BY seq DESC LIMIT ?", (limit,))
    return [Arrival(*line) for line in found]


def take_out(store: Store, seq: int, check: Callable[[], None] = lambda: None) -> Changed:
    """Take exactly those changes out again that a merge added; merging the copies once more brings them back.

    Raises:
        BuiltUpon: a later change, or a later merge, rests on one of them; nothing is changed. What was written here and
            taken back again does not count; it goes with the merge (`upon`).
    """
    found = store.one("SELECT label, place, first, last FROM arrival WHERE seq = ? AND undone IS NULL", (seq,))
    if found is None:
        raise KeyError(seq)
    label, place, first, last = found
    with engine.roomy(store.connection), store.writing() as connection:
        touched: dict[str, set[str]] = defaultdict(set)
        for entity, row in connection.execute(
            "SELECT entity, row FROM change WHERE seq BETWEEN ?1 AND ?2 UNION SELECT k.entity, k.row FROM change c"
            " JOIN change_over o ON o.replaced = c.seq JOIN change k ON k.seq = o.change"
            " WHERE c.seq BETWEEN ?1 AND ?2 AND o.change < ?1",
            (first, last),
        ):
            touched[entity].add(row)
        going, hindering = upon.taken_back(store, place, upon.resting_upon(store, first, last))
        if hindering:
            raise BuiltUpon(label, upon.builders(store, hindering))
        for entity, rows in upon.forget(connection, going).items():
            touched[entity] |= rows
        _forget(connection, seq, first, last)
        difference = rederive(connection, touched, check)
        connection.execute(
            "UPDATE arrival SET undone = ? WHERE seq = ?", (store.clock().isoformat(" ", "seconds"), seq)
        )
        place = 1 + changelog.last_batch(store)
        ids = frozenset().union(*touched.values())
        text = _("撤销：{label}").format(label=label)
        changed = Changed(text, place, frozenset(touched), ids, difference.households)
    store.tell(changed)
    return changed


def _forget(connection: Any, seq: int, first: int, last: int) -> None:
    """Take the changes and batches out of the log; of a batch that was here in part, the fingerprints stay."""
    stays = connection.execute(
        "SELECT c.seq, c.batch, c.n, c.entity, c.row, c.field, c.value FROM change c JOIN batch b ON b.seq = c.batch"
        " WHERE c.seq BETWEEN ? AND ? AND b.arrived IS NOT ?",
        (first, last, seq),
    ).fetchall()
    for place, batch, number, *facts in stays:
        over = [replaced for (replaced,) in connection.execute(
            "SELECT replaced FROM change_over WHERE change = ?", (place,)
        )]  # fmt: skip
        entity, row, cell, value = facts
        names = sorted([*changelog.names(connection, over), *_awaited(connection, place)])
        fingerprint = changelog.change_hash(number, entity, row, cell, value, names).hex()
        connection.execute("INSERT INTO change_elsewhere VALUES (?, ?, ?)", (batch, number, fingerprint))
    connection.execute(
        "INSERT INTO change_over_elsewhere SELECT o.change, b.id || ':' || c.n FROM change c"
        " JOIN change_over o ON o.replaced = c.seq JOIN batch b ON b.seq = c.batch"
        " WHERE c.seq BETWEEN ?1 AND ?2 AND o.change < ?1",
        (first, last),
    )
    connection.execute("DELETE FROM change_over WHERE replaced BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM change_over WHERE change BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM change_over_elsewhere WHERE change BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM change WHERE seq BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM change_elsewhere WHERE batch IN (SELECT seq FROM batch WHERE arrived = ?)", (seq,))
    connection.execute("DELETE FROM batch_head WHERE batch IN (SELECT seq FROM batch WHERE arrived = ?)", (seq,))
    connection.execute("DELETE FROM batch WHERE arrived = ?", (seq,))


def _awaited(connection: Any, change: int) -> list[str]:
    found = connection.execute("SELECT name FROM change_over_elsewhere WHERE change = ?", (change,))
    return [name for (name,) in found]
