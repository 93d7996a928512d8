# SPDX-License-Identifier: MIT
"""Which papers there are of a village as a whole, and printing one of them into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.documents.facts.placeholders import BLANK
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import VILLAGE_EXIT, VILLAGE_REPORT, Paper
from villagedesk.documents.village.leaving import print_village_exit
from villagedesk.documents.village.report import print_village_report
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _, listed
from villagedesk.services.opening.files import villages
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.store import Store

VILLAGE_PAPERS: Final[tuple[Paper, ...]] = (VILLAGE_EXIT, VILLAGE_REPORT)


def village_paper(key: str) -> Paper:
    """The paper of that key.

    Raises:
        Refused: there is none.
    """
    for paper in VILLAGE_PAPERS:
        if paper.key == key:
            return paper
    known = listed(paper.key for paper in VILLAGE_PAPERS)
    raise Refused(_("没有名为“{name}”的村级文书，可选：{known}。").format(name=key, known=known))


@dataclass(frozen=True, slots=True)
class VillageOrder:
    """What to print.

    Attributes:
        paper: one of `VILLAGE_PAPERS`.
        village: id.
        year: whose figures.
        folder: made if need be; an earlier paper of that name is replaced whole or not at all.
        blank: without figures, for the pen; only the exit sheet is a form that can be blank.
    """

    paper: Paper
    village: str
    year: int
    folder: Path
    blank: bool = False


def print_village_paper(store: Store, order: VillageOrder, check: Callable[[], None] = lambda: None) -> Path:
    """Print a paper of a village.

    Args:
        store: where the facts are; it is only read.
        order: what to print.
        check: called now and then; raises `Cancelled` to stop.

    Returns:
        The file.

    Raises:
        Refused: no such village, nothing to print, or no form that can be blank, in a sentence.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written.
    """
    paper, village, year, blank = order.paper, order.village, order.year, order.blank
    if blank and paper == VILLAGE_REPORT:
        raise Refused(_("“{title}”由数据生成，没有空白表。").format(title=paper.title))
    mark = f"（{BLANK}）" if blank else ""
    target = order.folder / safe_name(f"{villages(store).get(village) or ''}-{year}年{paper.title}{mark}.docx")
    try:
        order.folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        text = _("不能使用文件夹“{folder}”（{reason}）。请换一个能写入的文件夹。")
        raise EnvironmentProblem(text.format(folder=order.folder, reason=machine_reason(fault))) from fault
    if paper == VILLAGE_REPORT:
        print_village_report(store, village, year, target, check)
    else:
        print_village_exit(store, village, year, target, blank=blank)
    return target
