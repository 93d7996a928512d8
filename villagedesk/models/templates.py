# SPDX-License-Identifier: MIT
"""Templates of procedures: which steps, in which order, who answers, which paper it leaves, how many days it takes.

They are data, `resources/procedures/<key>.json`; what each is called stands in the code lists `procedure` and
`procedure_step`. A county's edition leaves steps out, adds and moves them (`models.editions`); numbers of days are lines,
never written here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.i18n import english
from villagedesk.models.codes import code_list
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Collection


class Share(NamedTuple):
    """A share of people: `part` of them, or more than that."""

    part: Fraction
    more: bool = False

    def reached(self, count: int, whole: int) -> bool:
        """Whether so many of all are enough."""
        return count > whole * self.part if self.more else count >= whole * self.part


SHARES: Final = {
    "half": Share(Fraction(1, 2), more=True),
    "two_thirds": Share(Fraction(2, 3)),
    "all": Share(Fraction(1)),
}
"""What the codes of `meeting_share` mean; 以上 includes the number itself, 过半数 does not."""


def reached(share: str, count: int, whole: int) -> bool:
    """Whether `count` of `whole` are the share of that code; of a code of a newer program nobody knows: not."""
    return share in SHARES and SHARES[share].reached(count, whole)


def share_words(share: str) -> str:
    """A share of people in words, as 三分之二以上."""
    return code_list("meeting_share").shown(share)


class Limit(NamedTuple):
    """A number of days with where it comes from; None where nobody knows it."""

    days: int | None
    source: str = ""
    confirmed: bool = True


class Only(NamedTuple):
    """For which households a step is done: one of these monitoring types, risks and causes; of an empty one for any."""

    types: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


EVERYBODY: Final = Only()


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        after: the steps that must have been passed before.
        who, paper, seal: who answers, what it leaves, who signs or seals it; (Chinese, English).
        meeting: code of `meeting_kind` where a meeting decides; with the shares (`meeting_share`) of those expected who must
            be present (`quorum`) and of those present who must be in favour (`majority`), and the law.
        notice: code of `notice_kind` where the step is a public notice; it takes as many days as the line says.
        named: whether a meeting or notice tells of it only where its household's line names it, since one of the same kind
            carries out another step.
        visit: whether it is a visit to the household, of which it is said who was there.
        line: name and subject of that line.
        decides: whether it needs a result, and not only a date.
        optional: what it leads to does not wait for it.
        once: whether there may be one such notice only.
        fact: field of `Monitoring` that holds its date where nobody typed one.
        people: how many persons must have done it at least.
        least: how many days it takes at least where the county's edition says so; then there is no `line`.
        why: why the county departs from the program in it.
        only: for which households it is done.
    """

    key: str
    after: tuple[str, ...] = ()
    who: tuple[str, str] = ("", "")
    paper: tuple[str, str] = ("", "")
    seal: tuple[str, str] = ("", "")
    meeting: str = ""
    quorum: str = ""
    majority: str = ""
    rule: tuple[str, str] = ("", "")
    notice: str = ""
    named: bool = False
    visit: bool = False
    line: tuple[str, str] = ("", "")
    decides: bool = False
    optional: bool = False
    once: bool = False
    fact: str = ""
    people: int = 1
    least: Limit | None = None
    why: str = ""
    only: Only = EVERYBODY

    @property
    def lasts(self) -> bool:
        """Whether somebody says how many days it takes at least."""
        return bool(self.line[0]) or self.least is not None

    @property
    def name(self) -> str:
        """What the step is called, in the interface language."""
        return code_list("procedure_step").shown(self.key)


@dataclass(frozen=True, slots=True)
class Span:
    """From the day of one step to that of another no more days may pass than the line (name, subject) says.

    Attributes:
        limit: what the county's edition says instead of a line.
        working: whether working days are counted and not calendar days.
    """

    first: str
    last: str
    line: tuple[str, str]
    limit: Limit | None = None
    working: bool = False


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A fact of the monitoring record (a yes) that forbids the procedure, with the rule and its source."""

    fact: str
    rule: tuple[str, str]
    source: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """A procedure as it should go.

    Attributes:
        kind: identify, exit, monitor, removal, care, care_end, low_income or low_income_stop.
        programmes: codes of `programme` that use it, the usual one first.
        first, last: years in which it held; None is open.
        steps: in the order of the papers.
        gone: steps that the county does not ask for, as they would be done; what was done of them is still shown.
        order: keys of all steps, those that are gone too.
        edition: on what ground the county departs from the program, and since which year; empty if it does not.
    """

    key: str
    kind: str
    programmes: tuple[str, ...]
    first: int
    last: int | None
    region: str
    source: tuple[str, str]
    steps: tuple[Step, ...]
    spans: tuple[Span, ...] = ()
    forbids: tuple[Forbidden, ...] = ()
    gone: tuple[Step, ...] = ()
    order: tuple[str, ...] = ()
    edition: tuple[str, int] = ("", 0)

    @property
    def name(self) -> str:
        """What the procedure is called, in the interface language."""
        return code_list("procedure").shown(self.key)

    def step(self, key: str) -> Step | None:
        """The step of that key, if the procedure has it."""
        return next((step for step in self.steps if step.key == key), None)

    def known(self, key: str) -> Step | None:
        """The same, also of a step that the county does not ask for."""
        return self.step(key) or next((step for step in self.gone if step.key == key), None)

    @property
    def final(self) -> str:
        """The last step that may not be left out; empty where an edition left all of them out."""
        return next((step.key for step in reversed(self.steps) if not step.optional), "")

    def without(self, off: Collection[str]) -> Template:
        """The procedure without some steps; what followed one of them follows what came before it."""
        steps = self.steps
        for key in [step.key for step in self.steps if step.key in off]:
            steps = lifted(steps, key)
        spans = tuple(span for span in self.spans if not {span.first, span.last} & set(off))
        gone = (*self.gone, *(step for step in self.steps if step.key in off))
        order = self.order or tuple(step.key for step in self.steps)
        return replace(self, steps=steps, spans=spans, gone=gone, order=order)


def lifted(steps: tuple[Step, ...], gone: str) -> tuple[Step, ...]:
    """The steps without one; what followed it follows what came before it."""
    before = next(step.after for step in steps if step.key == gone)
    left = (step for step in steps if step.key != gone)
    return tuple(replace(step, after=_in_place_of(step.after, gone, before)) for step in left)


def _in_place_of(after: tuple[str, ...], gone: str, before: tuple[str, ...]) -> tuple[str, ...]:
    if gone not in after:
        return after
    return tuple(dict.fromkeys(one for key in after for one in (before if key == gone else (key,))))


def said(words: tuple[str, str]) -> str:
    """Chinese or English, as the interface speaks."""
    return words[1] if english() else words[0]


@cache
def templates() -> dict[str, Template]:
    """Every procedure that the program ships, by key, in the order of the code list."""
    found = {}
    for code in dict.fromkeys(entry.code for entry in code_list("procedure").entries):
        path = resources() / "procedures" / f"{code}.json"
        found[code] = _template(json.loads(path.read_text(encoding="utf-8")))
    return found


def template_of(key: str | None) -> Template | None:
    """The template of that key; None for one of a newer program."""
    return templates().get(key or "")


def _template(data: dict[str, Any]) -> Template:
    return Template(
        key=data["key"],
        kind=data["kind"],
        programmes=tuple(data["programmes"]),
        first=data["first"],
        last=data["last"],
        region=data["region"],
        source=_words(data, "source"),
        steps=tuple(map(_step, data["steps"])),
        spans=tuple(map(_span, data["spans"])),
        forbids=tuple(
            Forbidden(one["fact"], _words(one, "rule"), _words(one, "source")) for one in data.get("forbids", ())
        ),
    )


def _span(data: dict[str, Any]) -> Span:
    return Span(data["first"], data["last"], (data["line"], data["of"]), working=data.get("working", False))


_PLAIN: Final = (
    "key", "meeting", "quorum", "majority", "notice", "decides", "optional", "once", "fact", "people",
)  # fmt: skip


def _step(data: dict[str, Any]) -> Step:
    facts: dict[str, Any] = {key: data[key] for key in _PLAIN if key in data}
    for key in ("who", "paper", "seal", "rule"):
        facts[key] = _words(data, key)
    return Step(after=tuple(data["after"]), line=(data.get("line", ""), data.get("of", "")), **facts)


def _words(data: dict[str, Any], key: str) -> tuple[str, str]:
    return data.get(key, ""), data.get(f"{key}_en", "")
