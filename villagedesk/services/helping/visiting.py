# SPDX-License-Identifier: MIT
"""Who must be visited: the office's intervals, and what every household of the file is owed, in one reading."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, aside
from villagedesk.models.codes import code_list
from villagedesk.models.lines import LineBook
from villagedesk.models.visiting import Duty, Helping, Interval, Intervals, duties, last_visits, worst
from villagedesk.services.standards.lines import all_lines
from villagedesk.store import visiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from villagedesk.models.catalogue.help import Line
    from villagedesk.store.store import Store

INTERVAL: Final = "visit_interval"
_GENERAL: Final = "一般户"
_LEVELS: Final = {"红色户": "red", "黄色户": "yellow", "蓝色户": "blue"}  # what the line calls it → code of care_level


class Standing(NamedTuple):
    """How the file stands with its visits.

    Attributes:
        late: household → the duty that is late longest.
        unknown: households of which nobody can tell when they were due: never visited, and no day to count from.
        by_cadre: how many households of each cadre are late (his own duty, or the household's).
    """

    late: Mapping[str, Duty]
    unknown: tuple[str, ...]
    by_cadre: Mapping[str, int]


def intervals(store: Store, year: int | None = None, lines: Iterable[Line] | None = None) -> Intervals:
    """The intervals of the office for a year (by default that of the file's clock), or the proposals of the program.

    `lines` are those that would hold; those of the file if None.
    """
    wanted = year or store.clock().year
    lines = [line for line in (all_lines(store) if lines is None else lines) if line.name == INTERVAL]
    book = LineBook(lines)
    found = {
        line.region: book.line(INTERVAL, wanted, (line.region,)) or line.having(value=None)
        for line in lines
        if line.region
    }
    roles = {entry.label: entry.code for entry in code_list("pairing_role").choices()}
    made = {region: _interval(line) for region, line in found.items()}
    return Intervals(
        general=made.get(_GENERAL, Interval(None, _GENERAL)),
        levels={code: made[region] for region, code in _LEVELS.items() if region in made},
        roles={code: made[region] for region, code in roles.items() if region in made},
    )


def _interval(line: Line) -> Interval:
    days = line.value if isinstance(line.value, int) and line.value > 0 else None
    return Interval(days, line.region or "", line.source or "", line.confirmed is True)


def levels_of(store: Store, today: dt.date) -> dict[str, tuple[str, str]]:
    """Household → care level today and since when, "" where no day is known; households without one are missing."""
    levels = {household: (code, "") for household, code in visiting.undated_levels(store).items()}
    levels.update(visiting.gradings(store, today.isoformat()))
    return levels


class _Owing:
    """What duties are worked out from, for some households."""

    def __init__(
        self,
        store: Store,
        households: Iterable[str],
        today: dt.date,
        lines: Intervals,
        levels: Mapping[str, tuple[str, str]],
    ) -> None:
        day, wanted = today.isoformat(), sorted(households)
        self._today, self._lines = today, lines
        self.helpers = _helpers(store, wanted, lines, day)
        self._levels = levels
        self.listed = visiting.last_visits(store, wanted, day)
        ahead = [row for row, _last, later in self.listed if later]
        self._exact = _looked_up(store, self.helpers, ahead, lines, day)

    def owed(self) -> Iterator[tuple[str, list[Duty]]]:
        """(household, what is owed to it); households to which nothing is owed are missing."""
        for household, last, _later in self.listed:
            seen = self._exact.get(household, {"": last} if last else {})
            level = self._levels.get(household, ("", ""))
            found = duties(self.helpers.get(household, ()), level, seen, self._lines, self._today)
            if found:
                yield household, found


def _helpers(store: Store, households: Sequence[str], lines: Intervals, day: str) -> dict[str, list[Helping]]:
    """The present helpers; they are named only where it matters who came."""
    found = visiting.present_helpers(store, households, day)
    roles = lines.demanding_roles
    asked = {household for household, _cadre, role, _start in found if role in roles}
    names = visiting.names_of(store, {cadre for household, cadre, *_ in found if household in asked}) if asked else {}
    helpers: dict[str, list[Helping]] = defaultdict(list)
    for household, cadre, role, start in found:
        helpers[household].append(Helping(cadre, names.get(cadre, ""), role, start))
    for some in helpers.values():
        if len(some) > 1:  # sorting them all in the file takes longer
            some.sort(key=lambda one: (one.start, one.cadre))
    return helpers


def standing(store: Store, today: dt.date, lines: Intervals | None = None) -> Standing:
    """What every household is owed today, if it is late; a fifth of a second at most for a township.

    Only those are looked at that may be late: who was visited lately by anybody can be late only by a care level or by the
    interval of a helper's own role.
    """
    lines = lines or intervals(store, today.year)
    levels = levels_of(store, today)
    wanted = {*levels, *visiting.helped_by(store, lines.demanding_roles)}
    if lines.general.days:
        since = (today - dt.timedelta(days=lines.general.days)).isoformat()
        wanted.update(visiting.perhaps_late(store, since, today.isoformat()))
    owing = _Owing(store, wanted, today, lines, levels)
    late: dict[str, Duty] = {}
    unknown: list[str] = []
    by_cadre: Counter[str] = Counter()
    for household, owed in owing.owed():
        gravest = owed[0] if len(owed) == 1 else worst(owed)
        if gravest is None:
            continue
        if gravest.over > 0:
            late[household] = gravest
            for cadre in _who_is_late(owed, owing.helpers.get(household, ())):
                by_cadre[cadre] += 1
        elif not gravest.due:
            unknown.append(household)
    return Standing(late, tuple(unknown), by_cadre)


def owed_to(store: Store, households: Sequence[str], today: dt.date) -> dict[str, Duty]:
    """Of each of these households the duty that is late longest or falls due first; those to which nothing is owed are missing."""
    owing = _Owing(store, households, today, intervals(store, today.year), levels_of(store, today))
    gravest = {household: worst(owed) for household, owed in owing.owed()}
    return {household: duty for household, duty in gravest.items() if duty is not None}


def _looked_up(
    store: Store, helpers: Mapping[str, Sequence[Helping]], ahead: Sequence[str], lines: Intervals, day: str
) -> dict[str, dict[str, str]]:
    """The last visits by cadre, of those households only where it matters who came, or which of several visits counts."""
    roles = lines.demanding_roles
    wanted = set(ahead)
    if roles:
        wanted.update(household for household, some in helpers.items() if any(one.role in roles for one in some))
    visits: dict[str, list[tuple[str | None, str | None, str | None]]] = {household: [] for household in wanted}
    if wanted:
        for household, *visit in visiting.visits_of(store, sorted(wanted)):
            visits[household].append((visit[0], visit[1], visit[2]))
    names = {household: {one.cadre: one.name for one in helpers.get(household, ())} for household in wanted}
    return {household: last_visits(some, names[household], day) for household, some in visits.items()}


def _who_is_late(owed: Sequence[Duty], answering: Sequence[Helping]) -> set[str]:
    """Whose households it counts for: where nobody came, everybody's."""
    late = {one.helper.cadre if one.helper is not None else "" for one in owed if one.over > 0}
    return {one.cadre for one in answering} if "" in late else late


def told(duty: Duty) -> str:
    """A duty as a sentence: the last visit, when the next is due or by how much it is late, and by which line."""
    who = _("{name}（{role}）").format(
        name=duty.helper.name, role=code_list("pairing_role").shown(duty.helper.role)
    ) if duty.helper else _("本户")  # fmt: skip
    if duty.unknown:
        return _("{who}：还没有走访记录，也没有结对开始时间或定级日期，算不出下次走访的期限。").format(who=who)
    if duty.last:
        before = _("最近走访{day}").format(day=duty.last)
    else:
        before = _("还没有走访，从{day}起算").format(day=duty.since)
    if duty.over > 0:
        state = _("应在{day}前走访，已逾期{days}天").format(day=duty.due, days=duty.over)
    elif duty.over == 0:
        state = _("今天（{day}）到期").format(day=duty.due)
    else:
        state = _("下次应在{day}前走访，还有{days}天").format(day=duty.due, days=-duty.over)
    return _("{who}：{before}，{state}。{why}").format(who=who, before=before, state=state, why=why(duty))


def why(duty: Duty) -> str:
    """By which line, and whether somebody checked it."""
    line = _("依据：{name}每{days}天至少一次").format(name=duty.interval.name, days=duty.interval.days)
    return aside(line, "" if duty.interval.confirmed else _("待核对"))


def latest(found: Standing) -> int:
    """By how many days the longest wait is late; 0 if none is."""
    gravest = worst(found.late.values())
    return gravest.over if gravest else 0
