# SPDX-License-Identifier: MIT
"""The papers of a household's case file (案卷), in the order in which they are bound (domain.md §6.2, §6.5)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _, english, listed

if TYPE_CHECKING:
    from collections.abc import Iterable


class Author(StrEnum):
    """Who answers for a paper (责任者): whoever signs or seals it, of several those who made it (domain.md §3.1, §3.2, §6.5)."""

    COMMITTEE = "committee"  # 村民委员会
    HEAD = "head"  # the applicant
    ADULTS = "adults"  # each adult member signs for himself
    SIDES = "sides"  # those who help the household, and its head
    VISITORS = "visitors"
    TOWNSHIP = "township"
    OFFICES = "offices"  # village and township; of the county's offices no fact says the name


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    Attributes:
        key: stable name for orders and settings.
        number: of the list in domain.md §6.5.
        title: what it is called; papers of a year have an era's title, see `eras`.
        en: its name in English windows. What is printed stays Chinese.
        template: file name in `resources/templates`.
        order: its place in the volume, which is also the number in its file name.
        yearly: whether it is about one year, so that the year belongs to its title.
        filed: whether the table of contents lists it; cover, contents and remarks are the binding, not papers of the
            file (GB/T 9705-2008).
        only: whether it concerns some households only; the volumes of the others do not have it.
        author: who answers for it.
        steps: kind and step of the procedures that leave it ("identify.apply"): its day and its 文号 are those of the step.
        days: fields that hold days of it beside these ("plan.made_on").
    """

    key: str
    number: str
    title: str
    en: str
    template: str
    order: int
    yearly: bool = True
    filed: bool = True
    only: bool = False
    author: Author = Author.COMMITTEE
    steps: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name in the language of the window."""
        return self.en if english() else self.title


PAPERS: Final[tuple[Paper, ...]] = (
    Paper("cover", "D01", "封面", "Cover", "cover.docx", 1, yearly=False, filed=False),
    Paper("contents", "D02", "卷内目录", "Contents of the volume", "contents.docx", 2, yearly=False, filed=False),
    Paper("application", "D04", "贫困户申请书", "Application of a poor household", "application.docx", 3, only=True,
          author=Author.HEAD, steps=("identify.apply",)),
    Paper("authorisation", "D05", "家庭经济状况核查授权书", "Authorisation to check the household's means", "authorisation.docx", 4,
          only=True, author=Author.ADULTS,
          steps=("monitor.consent",), days=("monitoring.consent_on",)),
    Paper("survey", "D06", "入户调查表", "Home survey form", "survey.docx", 5, only=True,
          steps=("identify.survey", "monitor.survey")),
    Paper("register", "D07", "贫困户登记表", "Register form of a poor household", "register.docx", 6),
    Paper("income", "D18", "收入测算表", "Income calculation", "income.docx", 7),
    Paper("agreement", "D14", "结对帮扶协议", "Agreement on paired help", "agreement.docx", 8, yearly=False, author=Author.SIDES),
    Paper("contact_card", "D14", "结对帮扶联系卡", "Contact card of paired help", "contact_card.docx", 9, yearly=False, author=Author.SIDES),
    Paper("causes", "D15", "致贫原因分析表", "Analysis of causes of poverty", "causes.docx", 10),
    Paper("plan", "D16", "脱贫计划", "Exit plan", "plan.docx", 11, steps=("identify.plan",), days=("plan.made_on",)),
    Paper("handbook", "D08", "扶贫手册", "Help handbook", "handbook.docx", 12),
    Paper("benefits", "D19", "政策享受明白卡", "Card of policies enjoyed", "benefits.docx", 13),
    Paper("visits", "D17", "走访记录", "Record of visits", "visits.docx", 14, author=Author.VISITORS, days=("visit.date",)),
    Paper("exit_check", "D20", "脱贫退出核实表", "Verification of the exit from poverty", "exit_check.docx", 15, only=True,
          author=Author.OFFICES,
          steps=("exit.county",)),
    Paper("letter", "D13", "告知书", "Letter of notification", "letter.docx", 16, only=True, author=Author.TOWNSHIP,
          steps=("identify.letter", "exit.letter", "monitor.letter", "removal.letter")),
    Paper("monitoring", "D22", "监测对象核查审批表", "Review and approval of a monitored household", "monitoring.docx", 17,
          only=True, author=Author.OFFICES,
          steps=("monitor.county", "removal.county"), days=("monitoring.confirmed_on", "monitoring.removed_on")),
    Paper("remarks", "D03", "卷内备考表", "Remarks on the volume", "remarks.docx", 18, yearly=False, filed=False),
)  # fmt: skip

BY_KEY: Final = {paper.key: paper for paper in PAPERS}

QUESTIONS: Final = Paper(
    "questions", "", "待核实问题清单", "List of open questions", "questions.docx", 0, yearly=False, filed=False
)
"""Belongs to no volume: what a township asks a village about many households."""

HANDOVER: Final = Paper(
    "handover", "", "帮扶责任移交清单", "Handover list of a helper", "handover.docx", 0, yearly=False, filed=False
)
"""Belongs to no volume: the households that a cadre hands over."""

VILLAGE_EXIT: Final = Paper(
    "village_exit",
    "D21",
    "贫困村退出认定表",
    "Recognition of a poor village's exit",
    "village_exit.docx",
    0,
    filed=False,
)
"""Belongs to no volume: whether a village has reached what its province asks for."""

VILLAGE_REGISTER: Final = Paper(
    "village_register", "", "贫困村登记表", "Register form of a poor village", "village_register.docx", 0, filed=False
)
"""Belongs to no volume: a village and its figures of a year; `eras` knows what it is called of other villages and years."""

VILLAGE_REPORT: Final = Paper(
    "village_report", "", "村级年度工作报告", "Annual report of the village", "village_report.docx", 0, filed=False
)
"""Belongs to no volume: what a village's figures of a year tell."""

MINUTES: Final = Paper(
    "minutes",
    "D09",
    "民主评议会议记录",
    "Minutes of the appraisal meeting",
    "minutes.docx",
    0,
    yearly=False,
    filed=False,
)
"""Belongs to no volume: a meeting with its votes about many households; for the archive, not for the notice board."""

NOTICE: Final = Paper("notice", "D10", "公示", "Notice", "notice.docx", 0, yearly=False, filed=False)
NOTICE_REPORT: Final = Paper(
    "notice_report", "D11", "公示情况说明", "Report on a notice", "notice_report.docx", 0, yearly=False, filed=False
)
ANNOUNCEMENT: Final = Paper(
    "announcement", "D12", "公告", "Announcement", "announcement.docx", 0, yearly=False, filed=False
)

PUBLIC: Final = (NOTICE, NOTICE_REPORT, ANNOUNCEMENT)
"""Belong to no volume and are read by everybody: filled in from a whitelist only (`documents.public.whitelist`)."""

ROLLUP: Final = Paper("rollup", "", "汇总表", "Roll-up", "rollup.docx", 0, yearly=False, filed=False)
"""Belongs to no volume: tables of sums of a village or township."""

STAMPS: Final = Paper("stamps", "D02", "归档章", "Filing stamps", "stamps.docx", 0, yearly=False, filed=False)
PIECES: Final = Paper(
    "pieces", "D02", "归档文件目录", "List of filed pieces", "pieces.docx", 0, yearly=False, filed=False
)
BOX_REMARKS: Final = Paper(
    "box_remarks", "D03", "盒内备考表", "Remarks on a box", "box_remarks.docx", 0, yearly=False, filed=False
)
BOXES: Final = Paper("boxes", "", "盒目录", "List of boxes", "boxes.docx", 0, yearly=False, filed=False)
OF_BOXES: Final = (STAMPS, PIECES, BOX_REMARKS, BOXES)
"""What the binder adds: stamps for the pieces of a household, and lists of the boxes of a village (DA/T 22-2015)."""

DICTIONARY: Final = Paper(
    "dictionary", "", "模板数据字典", "Data dictionary for templates", "dictionary.docx", 0, yearly=False, filed=False
)
"""Belongs to no volume: every placeholder, for people who write templates."""

ROSTER: Final = Paper("roster", "D23", "花名册", "Roster", "roster.docx", 0, filed=False)
"""Belongs to no volume: a list of many households or persons, with the columns that somebody chose."""

APART: Final = (
    QUESTIONS,
    HANDOVER,
    VILLAGE_REGISTER,
    VILLAGE_EXIT,
    VILLAGE_REPORT,
    MINUTES,
    *PUBLIC,
    ROLLUP,
    ROSTER,
    DICTIONARY,
    *OF_BOXES,
)
"""All that belong to no volume."""


def chosen(keys: Iterable[str]) -> tuple[Paper, ...]:
    """The papers of these keys in their order; all of them where no key is given.

    Raises:
        Refused: a key that is not among `PAPERS`.
    """
    wanted = set(keys)
    unknown = sorted(wanted - BY_KEY.keys())
    if unknown:
        text = _("没有名为“{name}”的文书，可选：{known}。")
        known = listed(paper.key for paper in PAPERS)
        raise Refused(text.format(name=unknown[0], known=known))
    return tuple(paper for paper in PAPERS if not wanted or paper.key in wanted)
