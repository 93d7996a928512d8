# SPDX-License-Identifier: MIT
"""What an edition would do to the cases of its years, before anybody saves it: their states now, and as they would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _, sentences
from villagedesk.models.procedures import Stage, state_of
from villagedesk.services.procedure.procedures import EVER, Rulebook, names_of, together
from villagedesk.store import procedures as stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from villagedesk.models.procedures import State
    from villagedesk.models.templates import Template
    from villagedesk.store.store import Store


class Affected(NamedTuple):
    """A case that would stand otherwise.

    Attributes:
        process, household: their ids.
        whose: the household as lists show it.
        year: whose procedure it is.
        before, after: its state in some words, now and then.
        reopened: whether it is finished now and would not be.
        news: what breaks a rule then and does not now.
    """

    process: str
    household: str
    whose: str
    year: int
    before: str
    after: str
    reopened: bool
    news: tuple[str, ...]


class Cases:
    """The cases for which an edition holds; read once, looked at under as many arrangements as somebody tries."""

    def __init__(self, store: Store, template: str, first: int) -> None:
        book = Rulebook(store)
        self._store, self._today = store, store.clock().date()
        last = min((year - 1 for year in book.editions.starts(template) if year > first), default=EVER)
        every = together(store, stored.of_template(store, template, first, last), causes=True)
        states = (book.state(facts, self._today) for some in every.values() for facts in some)
        self._states = [state for state in states if state is not None]
        self._now = [_seen(state) for state in self._states]  # the same under every arrangement

    def __len__(self) -> int:
        return len(self._states)

    @property
    def running(self) -> int:
        """How many are under way."""
        return sum(state.stage is Stage.RUNNING for state in self._states)

    def under(self, template: Template) -> list[Affected]:
        """Those that would stand otherwise if the procedure went like this, by household."""
        both = ((now, state_of(template, now.facts, self._today, now.look.limits)) for now in self._states)
        other = [(now, then) for seen, (now, then) in zip(self._now, both, strict=True) if seen != _seen(then)]
        whose = names_of(self._store, {now.facts.process.household or "" for now, _then in other})
        return sorted((_affected(now, then, whose) for now, then in other), key=lambda one: (one.whose, one.process))


def _seen(state: State) -> tuple[object, ...]:
    """What people see of a state at once."""
    return state.stage, state.headline, state.problems, [one.step.key for one in state.dropped]


def _affected(now: State, then: State, whose: dict[str, str]) -> Affected:
    process = now.facts.process
    return Affected(
        process.id,
        process.household or "",
        whose.get(process.household or "", ""),
        process.year if isinstance(process.year, int) else 0,
        now.headline,
        then.headline,
        now.stage is Stage.COMPLETE and then.stage is not Stage.COMPLETE,
        tuple(text for text in then.problems if text not in now.problems),
    )


def cases_words(cases: Cases) -> str:
    """For how many cases the edition holds."""
    if not len(cases):
        return _("还没有登记过适用这个调整的程序")
    return _("适用这个调整的程序共{count}个，其中{running}个正在办理").format(count=len(cases), running=cases.running)


def effect_words(cases: Cases, affected: Sequence[Affected], then: str) -> str:
    """What the edition would do; `then` says what somebody is about to do."""
    if not len(cases):
        return sentences((cases_words(cases), _("只影响以后启动的")))
    reopened, news = sum(one.reopened for one in affected), sum(bool(one.news) for one in affected)
    parts = [_("{touched}个的进度随即改变") if affected else _("现在的进度都不改变")]
    parts += [_("{again}个已办结的变为没有办结")] if reopened else []
    parts += [_("{doubted}个会出现新的疑点（如步骤先后颠倒）")] if news else []
    told = (text.format(touched=len(affected), again=reopened, doubted=news) for text in parts)
    return sentences((cases_words(cases), then, *told))
