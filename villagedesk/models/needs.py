# SPDX-License-Identifier: MIT
"""Whether a need that was made known has been taken on and met, by a day. Computed from its claims, never stored.

What lies after the day that is asked for has not happened yet, so that the same facts tell how things stood at the end of a
year. A claim that was given up counts no more, and its need is open again (放弃认领 → 重新发布).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.projects import ClaimStage, claim_stage_of
from villagedesk.models.values.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.catalogue.project import Claim, Need

OPEN_DAYS = "need_open_days"
"""The line that says how long a need may stay open before somebody is reminded of it."""


class NeedStage(StrEnum):
    """How far a need is."""

    UNPUBLISHED = "unpublished"
    OPEN = "open"
    PARTLY = "partly"
    TAKEN = "taken"
    MET = "met"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """What it is called in the interface language."""
        return {
            "unpublished": _("未发布"),
            "open": _("待认领"),
            "partly": _("部分认领"),
            "taken": _("已认领"),
            "met": _("已满足"),
            "withdrawn": _("已撤回"),
        }[self.value]


_UNCLAIMED = frozenset({NeedStage.OPEN, NeedStage.PARTLY})


class NeedFile(NamedTuple):
    """A need with the claims that answer it, in order of their days."""

    need: Need
    claims: tuple[Claim, ...] = ()


def live_claims(file: NeedFile, day: str) -> list[Claim]:
    """The claims that stand on a day (ISO): made by then, and not given up."""
    return [
        one for one in file.claims if one.date and one.date <= day and claim_stage_of(one, day) != ClaimStage.GIVEN_UP
    ]


def is_met(claim: Claim, day: str) -> bool:
    """Whether what was promised has come: it was delivered, or the claim is done."""
    return any(date and date <= day for date in (claim.delivered_on, claim.finished))


def left_of(need: Need, claims: Iterable[Claim]) -> int | None:
    """How much of a need nobody of these claims took on, in hundredths of its unit; None where the need tells no quantity.

    A claim without a quantity takes on all of it.
    """
    whole = number(need.quantity)
    if whole is None:
        return None
    taken = [number(one.quantity) for one in claims]
    if any(one is None for one in taken):
        return 0
    return max(whole - sum(one for one in taken if one is not None), 0)


def need_stage_of(file: NeedFile, day: str) -> NeedStage:
    """How far a need is on a day (ISO).

    Whatever was taken on is taken on, though the need was never published or is withdrawn: somebody promised it. Of one that is
    withdrawn nobody waits for the rest.
    """
    live, withdrawn = live_claims(file, day), _by(file.need.withdrawn, day)
    if live:
        if left_of(file.need, live) and not withdrawn:
            return NeedStage.PARTLY
        return NeedStage.MET if all(is_met(one, day) for one in live) else NeedStage.TAKEN
    if withdrawn:
        return NeedStage.WITHDRAWN
    return NeedStage.OPEN if _by(file.need.published, day) else NeedStage.UNPUBLISHED


def is_unclaimed(file: NeedFile, day: str) -> bool:
    """Whether a need was published by a day (ISO), and somebody is still wanted for it or for a part of it."""
    return _by(file.need.published, day) and need_stage_of(file, day) in _UNCLAIMED


def _by(date: str | None, day: str) -> bool:
    return bool(date) and (date or "") <= day


def open_since(file: NeedFile, day: str) -> str:
    """Since when (ISO) somebody has been wanted for a need that is open on a day; "" where nobody is.

    It is open since it was published, or since the last claim was given up.
    """
    if not is_unclaimed(file, day):
        return ""
    ended = [one.given_up for one in file.claims if one.given_up and one.given_up <= day]
    return max([file.need.published or "", *ended])
