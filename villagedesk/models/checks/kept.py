# SPDX-License-Identifier: MIT
"""Checks K06, K08 and K12: papers of a household's file that come from outside and are kept as scans or photos."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _, listed
from villagedesk.models import eras
from villagedesk.models.archiving import items
from villagedesk.models.checks.facts import exited
from villagedesk.models.checks.rules import Found, Rule, Surroundings, problem, unjudged
from villagedesk.models.checks.standing import in_programme
from villagedesk.models.codes import code_list
from villagedesk.models.contents import anything_kept, lacking
from villagedesk.models.problem import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from villagedesk.models.casefile import CaseFile

K06: Final = ("K06", Level.DOUBT)
K08: Final = ("K08", Level.DOUBT)
K12: Final = ("K12", Level.DOUBT)


def _papers_of_the_stage(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """K06: what the list of contents asks for in the year and the program cannot print; of a file of which scans are kept."""
    if not in_programme(case) or not anything_kept(case):
        return
    missing = lacking(case)
    if missing:
        names = listed(code_list("archive_paper").shown(code) for code in missing)
        yield problem(
            K06, "attachment.paper", case.household.id, _("{year}年度缺{names}").format(year=case.year, names=names),
            _("请扫描或拍照，登记到佐证材料；只有纸质件的，请豁免并注明存放处"),
        )  # fmt: skip
    yield from _stage_unknown(case)


def _stage_unknown(case: CaseFile) -> Iterator[Found]:
    """The years that decide which papers are due, where nobody entered them."""
    household, facts = case.household, case.facts
    if case.year <= eras.LAST_EXIT:
        if household.identified is None and household.identify_year is None:
            yield unjudged(K06, "household.identified", household.id)
        if exited(case) and facts.exit_year is None:
            yield unjudged(K06, "household_year.exit_year", facts.id)
    if facts.household_type in eras.MONITORED_TYPES and facts.monitored_since is None and not case.monitorings:
        yield unjudged(K06, "household_year.monitored_since", facts.id)


def _older_than_its_form(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """K08: a paper of the year that is dated before there were papers of its kind."""
    first = {item.code: item.since for item in items()}
    for one in case.attachments:
        since = first.get(one.paper or "")
        if one.year != case.year or not since:
            continue
        if one.date is None:
            yield unjudged(K08, "attachment.date", one.id)
        elif one.date[:4] < str(since):
            name = code_list("archive_paper").shown(one.paper or "")
            yield problem(
                K08, "attachment.date", one.id, _("早于“{name}”启用的{since}年").format(name=name, since=since),
                _("请核对材料日期和档案目录项"), value=one.date,
            )  # fmt: skip


def _page_counts(case: CaseFile, _around: Surroundings) -> Iterator[Found]:
    """K12: as many pages in the cabinet as the list of contents says."""
    for one in case.filed:
        title = one.title or ""
        for key in ("filed_pages", "pages"):
            if getattr(one, key) is None:
                yield unjudged(K12, f"printed_paper.{key}", one.id, title)
        if isinstance(one.pages, int) and isinstance(one.filed_pages, int) and one.pages != one.filed_pages:
            yield problem(
                K12, "printed_paper.filed_pages", one.id, _("与目录的{pages}页不符").format(pages=one.pages),
                _("请核对是否缺页、多页；目录错了的，改正目录和目录页数"), value=str(one.filed_pages), person=title,
            )  # fmt: skip


RULES: Final = (
    Rule(
        "K06", "缺本年度应有的材料", Level.DOUBT, _papers_of_the_stage,
        source="一户一档目录（resources/archive.csv）",
    ),
    Rule(
        "K08", "材料日期早于该类材料启用时间", Level.DOUBT, _older_than_its_form,
        source="国开办发〔2014〕24号；2020年3月起防止返贫监测",
    ),
    Rule("K12", "归档页数与目录不符", Level.DOUBT, _page_counts),
)  # fmt: skip
