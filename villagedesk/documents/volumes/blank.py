# SPDX-License-Identifier: MIT
"""Blank forms: the papers of a year with nobody in them, to be filled in with the pen and typed down afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts import letters
from villagedesk.documents.facts.context import casefile_context
from villagedesk.documents.facts.office import office_of
from villagedesk.documents.facts.placeholders import ABOUT, BLANK
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import Paper, chosen
from villagedesk.documents.volumes.batch import Outcome
from villagedesk.documents.volumes.shelving import Shelf, put_papers
from villagedesk.documents.volumes.volume import UNDATED, title_of, volume_context
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import render
from villagedesk.errors import EnvironmentProblem
from villagedesk.i18n import _, english
from villagedesk.models import eras
from villagedesk.models.casefile import CaseFile
from villagedesk.models.catalogue.help import Plan
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.place import Village
from villagedesk.services.opening.files import villages
from villagedesk.store import reads
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from villagedesk.store.store import Store

_USUAL: Final = "exited"  # whose wording the forms have: the registered households, 贫困户 and later 脱贫户
_COUNTED: Final = ("家庭人口", "劳动力数")  # numbers that would say 0 of nobody


def blank_papers(village: Village, year: int, day: dt.date, keys: Iterable[str] = ()) -> list[tuple[str, bytes]]:
    """The blank forms of a year as (file name, content), in the order of the volume.

    Args:
        village: printed at the top; a record without a name leaves the place blank too.
        year: whose forms.
        day: the day of printing.
        keys: which papers; empty for all.

    Raises:
        Refused: an unknown key.
        TemplateFault: a template was changed and asks for what does not exist.
    """
    papers = chosen(keys)
    context = blank_context(village, year, day, papers)
    made = []
    for paper in papers:
        title = title_of(paper, context[ABOUT])
        facts = context | {ABOUT: context[ABOUT] | {"题名": f"{title}（{BLANK}）"}}
        made.append((safe_name(f"{paper.order:02d}-{title}（{BLANK}）.docx"), render(built_in(paper.template), facts)))
    return made


def usual_title(paper: Paper, year: int) -> str:
    """What a paper was usually called in a year, without the year: where it is chosen before anybody knows for whom it is.

    In English windows its English name, whatever the year.
    """
    if english():
        return paper.label
    return title_of(replace(paper, yearly=False), _usual_names(year))


def _usual_names(year: int) -> dict[str, str]:
    return {
        "登记表名": eras.wording(eras.REGISTER, year, _USUAL),
        "计划名": eras.wording(eras.PLAN, year, _USUAL),
        "手册名": eras.wording(eras.HANDBOOK, year, _USUAL),
        **letters.titles(year, _USUAL),
    }


def blank_context(village: Village, year: int, day: dt.date, papers: tuple[Paper, ...]) -> dict[str, Any]:
    """What the papers print of a household of which nothing is known, in the wording of the year."""
    nobody = CaseFile(
        year=year, village=village, household=Household(), facts=HouseholdYear(year=year), plan=Plan(year=year)
    )
    context = volume_context(casefile_context(nobody, office_of(village), day), papers, None)
    about = {
        "空白": BLANK,
        "件数": "",
        "起止时间": UNDATED,
        **_usual_names(year),
    }
    household = {**dict.fromkeys(_COUNTED, ""), "称谓": eras.wording(eras.HOUSEHOLD, year, _USUAL)}
    return context | {
        ABOUT: context[ABOUT] | about,
        "户": context["户"] | household,
        "年度情况": context["年度情况"] | {"年度": str(year)},
        "告知书": letters.blank_letters(year),
        "目录": [],
        "缺件": [],
    }


def print_blank(store: Store, year: int, target: Path, day: dt.date, keys: Iterable[str] = ()) -> Outcome:
    """Write the blank forms into a folder of their own below `target`.

    The village stands on them where the file holds only one; a township's forms leave the place to the pen.

    Returns:
        An outcome with no household, whose `blank` is the folder.

    Raises:
        Refused, TemplateFault: see `blank_papers`.
        EnvironmentProblem: the folder cannot be written.
    """
    known = list(villages(store))
    village = reads.get(store, Village, known[0]) if len(known) == 1 else None
    papers = blank_papers(village or Village(), year, day, keys)
    Shelf(target)  # makes the folder, or says why it cannot be used
    folder = target / safe_name(f"{BLANK}-{year}年")
    try:
        put_papers(folder, papers)
    except OSError as fault:
        text = _("没有写到“{path}”：{reason}。请检查文件是否正在Word中打开、空间和权限。")
        raise EnvironmentProblem(text.format(path=folder, reason=machine_reason(fault))) from fault
    return Outcome((), (), len(papers), folder)
