# SPDX-License-Identifier: MIT
"""Whether a template can be printed: it is not only read but filled in, for a household that does not exist and for real ones.

What its syntax tree does not tell shows here: loops without end, sums of words, ways into Python by a detour.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.guarded.guard import MOST, SOONEST, Guard
from villagedesk.documents.guarded.report import Fault, Report
from villagedesk.documents.word.faults import Forbidden, TemplateFault
from villagedesk.i18n import _, labelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ENOUGH: Final = 6.0  # seconds after which no further one is tried
_LATE: Final = 6.0  # seconds after which none of the file is: as long as the example it would keep the user waiting
_LEAST: Final = 3.0  # seconds for those of the file, however long it took to open


class Sample(NamedTuple):
    """A household that a template is tried with: what people call it, and what may be printed of it."""

    label: str
    context: dict[str, Any]


def examine(
    name: str,
    content: bytes,
    check: Callable[[], None] = lambda: None,
    *,
    samples: Iterable[Sample] = (),
    begun: float | None = None,
) -> Report:
    """What a template that somebody brought asks for, and whether it can be printed.

    Args:
        name: what the user calls it.
        content: its bytes.
        check: see `Guard`.
        samples: real households; they are asked for only when the template itself is well.
        begun: see `Guard`.

    Raises:
        Refused, EnvironmentProblem, Cancelled: see `Guard`.
    """
    try:
        with Guard(name, content, check, begun) as guard:
            return tried(guard, samples)
    except Forbidden as fault:  # while it was read
        return Report(name, faults=(_fault(fault),), forbidden=True)


@contextmanager
def ready(
    name: str, content: bytes, check: Callable[[], None] = lambda: None, begun: float | None = None
) -> Iterator[Guard]:
    """A template in its process, tried and found well, so that it can be printed; see `examine`.

    Raises:
        Refused: it is not well.
        EnvironmentProblem, Cancelled: see `Guard`.
    """
    with Guard(name, content, check, begun) as guard:
        refuse_unusable(tried(guard))
        yield guard


def tried(guard: Guard, samples: Iterable[Sample] = ()) -> Report:
    """The report of a template that was read, with what became of it when it was filled in.

    A template is faulty if it is so whatever the facts are, or if it can be printed for none of the households. What only
    some of them have not the facts for is a doubt.
    """
    # The process is there: now there is time to load what knows the catalogue.
    from villagedesk.documents.guarded.known import example_context

    report = guard.report
    if not report.usable:
        return report
    found = _tried(guard, Sample("", example_context()))
    if isinstance(found, Forbidden) or (found is not None and found.certain):
        return _with_fault(report, found)
    if samples and guard.elapsed > _LATE:
        late = _("电脑正忙，只用例子试过，没有用真实的户试。")
        return replace(report, doubts=(*report.doubts, Fault("", late)))
    failed: list[tuple[str, TemplateFault]] = []
    whole, until = 0, 0.0
    for sample in samples:
        # The file may have been opened meanwhile, and its passphrase typed.
        until = until or max(MOST, guard.elapsed + _LEAST)
        if (left := until - guard.elapsed) < SOONEST:
            break
        real = _tried(guard, sample, left)
        if isinstance(real, Forbidden) or (real is not None and real.certain):
            return _with_fault(report, real)
        if real is None:
            whole += 1
        else:
            failed.append((sample.label, real))
        if guard.elapsed > _ENOUGH:
            break
    if whole:
        doubts = tuple(Fault(fault.paragraph, _of_one(label, fault)) for label, fault in failed)
        return replace(report, doubts=report.doubts + doubts)
    worst = failed[0][1] if failed else found
    return report if worst is None else _with_fault(report, worst)


def _tried(guard: Guard, sample: Sample, most: float = math.inf) -> TemplateFault | None:
    """What is wrong when it is filled in for one household, in `most` seconds; None if nothing is."""
    guard.ask(sample.context, most)
    try:
        guard.paper()
    except TemplateFault as fault:
        return fault
    return None


def _with_fault(report: Report, fault: TemplateFault) -> Report:
    return replace(report, faults=(*report.faults, _fault(fault)), forbidden=isinstance(fault, Forbidden))


def _fault(fault: TemplateFault) -> Fault:
    return Fault(fault.paragraph, fault.why)


def _of_one(label: str, fault: TemplateFault) -> str:
    return labelled(_("试填“{household}”").format(household=label), fault.why)


def refuse_unusable(report: Report) -> None:
    """Say the first thing that is wrong with a template.

    Raises:
        TemplateFault: if anything is.
    """
    for fault in report.faults:
        sort = Forbidden if report.forbidden else TemplateFault
        raise sort(report.name, fault.paragraph, fault.why)
    for one in report.unknown:
        why = _("没有“{name}”这个名称。").format(name=one.name)
        raise TemplateFault(report.name, one.paragraph, why, one.name, one.nearest)
