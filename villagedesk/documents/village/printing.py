# SPDX-License-Identifier: MIT
"""Which papers there are of a village as a whole, and printing one of them into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from villagedesk.documents.facts.placeholders import ABOUT, BLANK
from villagedesk.documents.facts.undecided import refuse_undecided
from villagedesk.documents.naming import safe_name
from villagedesk.documents.papers import VILLAGE_EXIT, VILLAGE_REGISTER, VILLAGE_REPORT, Paper
from villagedesk.documents.village.leaving import exit_facts
from villagedesk.documents.village.prints import traces_of
from villagedesk.documents.village.registering import figures_of, register_facts
from villagedesk.documents.village.report import report_facts
from villagedesk.documents.volumes.prints import seal_of, template_seal
from villagedesk.documents.word.saving import rendered, save
from villagedesk.errors import EnvironmentProblem, Refused, VillageDeskError
from villagedesk.i18n import _, listed
from villagedesk.services.opening.files import villages
from villagedesk.services.papers.bookprints import BookNote, note_books
from villagedesk.services.papers.printing import not_noted
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from villagedesk.store.store import Store

OF_VILLAGE: Final = "village"  # what a paper is about, see `BookPrint`
VILLAGE_PAPERS: Final[tuple[Paper, ...]] = (VILLAGE_REGISTER, VILLAGE_EXIT, VILLAGE_REPORT)


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
        blank: without figures, for the pen; the report is no form, and is never blank.
    """

    paper: Paper
    village: str
    year: int
    folder: Path
    blank: bool = False


class VillagePaper(NamedTuple):
    """A finished paper: the name of its file, its content, and what is remembered of it; nothing of a blank form."""

    name: str
    content: bytes
    note: BookNote | None


def facts_of_village(
    store: Store, paper: Paper, village: str, year: int, day: dt.date, check: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """What a paper of a village prints in that year with that day on it.

    Raises:
        Refused: no such village, or there is nothing to print.
    """
    if paper == VILLAGE_REPORT:
        return report_facts(store, village, year, day, check)
    return _form_facts(store, paper, village, year, day)


def _form_facts(
    store: Store, paper: Paper, village: str, year: int, day: dt.date, *, blank: bool = False
) -> dict[str, Any]:
    facts = register_facts if paper == VILLAGE_REGISTER else exit_facts
    return facts(store, village, year, day.isoformat(), blank=blank)


def make_village_paper(
    store: Store, order: VillageOrder, day: dt.date | None = None, check: Callable[[], None] = lambda: None
) -> VillagePaper:
    """Make a paper of a village; its folder does not matter. Errors as of `print_village_paper`.

    Args:
        store: where the facts are; it is only read.
        order: what to print.
        day: the day printed on it; today where none is given.
        check: called now and then; raises `Cancelled` to stop.
    """
    paper, village, year, blank = order.paper, order.village, order.year, order.blank
    day = day or store.clock().date()
    if blank and paper == VILLAGE_REPORT:
        raise Refused(_("“{title}”由数据生成，没有空白表。").format(title=paper.title))
    if blank:
        facts = _form_facts(store, paper, village, year, day, blank=True)
        return VillagePaper(_name(store, order, facts), rendered(paper, facts), None)
    figures = figures_of(store, village, year)
    refuse_undecided(store, [village, *([figures.id] if figures else [])])
    facts = facts_of_village(store, paper, village, year, day, check)
    content = rendered(paper, facts)
    note = BookNote(
        village, OF_VILLAGE, "", year, paper.key, facts[ABOUT]["题名"], template_seal(paper.template), seal_of(content),
        traces_of(paper, facts, village), day.isoformat(),
    )  # fmt: skip
    return VillagePaper(_name(store, order, facts), content, note)


def _name(store: Store, order: VillageOrder, facts: Mapping[str, Any]) -> str:
    """The name of the file: what the form is called of such a village in that year."""
    title = facts[ABOUT].get("表名", order.paper.title)
    mark = f"（{BLANK}）" if order.blank else ""
    return safe_name(f"{villages(store).get(order.village) or ''}-{order.year}年{title}{mark}.docx")


def print_village_paper(
    store: Store, order: VillageOrder, check: Callable[[], None] = lambda: None
) -> tuple[Path, str]:
    """Print a paper of a village, and note it.

    Args:
        store: where the facts are, and the notes.
        order: what to print.
        check: called now and then; raises `Cancelled` to stop.

    Returns:
        The file, and why it was not noted; empty where it was.

    Raises:
        Refused: no such village, nothing to print, or no form that can be blank, in a sentence.
        TemplateFault: the template was changed and asks for what does not exist.
        EnvironmentProblem: it cannot be written.
    """
    made = make_village_paper(store, order, check=check)
    try:
        order.folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        text = _("不能使用文件夹“{folder}”（{reason}）。请换一个能写入的文件夹。")
        raise EnvironmentProblem(text.format(folder=order.folder, reason=machine_reason(fault))) from fault
    target = order.folder / made.name
    save(made.content, target)
    try:
        note_books(store, [made.note] if made.note else [])
    except VillageDeskError as fault:
        return target, not_noted(fault)
    return target, ""
