# SPDX-License-Identifier: MIT
"""Checks K04 and M03 of a village's meetings and notices (domain.md §9.3 K, M)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models.checks.disclosure import incomplete_notice
from villagedesk.models.checks.matrix import holiday
from villagedesk.models.checks.rules import Found, Surroundings, VillageRule, problem, unjudged
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.checks.villagefile import VillageFile

K04: Final = ("K04", Level.DOUBT)
M03: Final = ("M03", Level.DOUBT)


def _meetings(file: VillageFile, around: Surroundings) -> Iterator[Found]:
    """K04: on a public holiday, or chaired by somebody who chaired in another village on the same day."""
    for meeting in file.meetings:
        day = meeting.date
        if not day:
            yield unjudged(K04, "meeting.date", meeting.id)
            continue
        if holiday(day):
            yield problem(
                K04, "meeting.date", meeting.id, _("是{holiday}放假的日子").format(holiday=holiday(day)),
                _("请核对会议日期；确在假日召开的，请豁免并注明"), value=day,
            )  # fmt: skip
        if not meeting.chair:
            yield unjudged(K04, "meeting.chair", meeting.id)
            continue
        posts = around.rounds.chairs.get((day, meeting.chair), ())
        others = [post.name for post in posts if post.village != file.village.id]
        if others:
            yield problem(
                K04, "meeting.chair", meeting.id, _("当天也在{villages}主持会议").format(villages=listed(others)),
                _("请核对主持人和会议日期"), value=meeting.chair,
            )  # fmt: skip


def _notices(file: VillageFile, _around: Surroundings) -> Iterator[Found]:
    """M03: a notice says from when to when it hangs, and whom to call."""
    for notice in file.notices:
        for key in incomplete_notice(notice.start, notice.end, notice.phones):
            yield problem(M03, f"notice.{key}", notice.id, _("没有填写"), _("请补填后再张贴"))


RULES: Final = (
    VillageRule("K04", "节假日开会或同一主持人一天在两村", Level.DOUBT, _meetings),
    VillageRule("M03", "公示没有起止日期或监督电话", Level.DOUBT, _notices, source="个人信息保护法；监测公示要求"),
)
