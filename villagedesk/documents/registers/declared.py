# SPDX-License-Identifier: MIT
"""Which papers the books of a village have (domain.md §6.5 D24–D26, D10 of a project, D11 of it and of a notice about money). A new one is a line here and a template.

What the template may ask for comes from the catalogue (`placeholders`); docs/how-to-add-a-register.md says how to add one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from villagedesk.documents.papers import Paper
from villagedesk.documents.registers.filing import FILED
from villagedesk.documents.registers.funds import IN_PUBLIC, OBJECTED
from villagedesk.documents.registers.giving import ASSESSED, DONOR, FEEDBACK, RECEIVED
from villagedesk.documents.registers.matters import TERM, THREE
from villagedesk.documents.registers.needs import CLAIMS, NEEDS_BOOK, NEEDS_LIST, unclaimed
from villagedesk.documents.registers.placeholders import book_groups, record_groups
from villagedesk.documents.registers.posting import ASSESSMENT, DUTY_LIST, LEAVE_SLIP, MONTH_SHEET, PLEDGE
from villagedesk.documents.registers.project import BOARD, HANGING, HUNG, PUT_UP
from villagedesk.documents.registers.special import PERSON, PLANNED
from villagedesk.documents.registers.subject import book_of
from villagedesk.errors import Refused
from villagedesk.i18n import _, listed
from villagedesk.models.registers import REGISTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.documents.facts.placeholders import PlaceholderGroup
    from villagedesk.documents.registers.more import More
    from villagedesk.documents.registers.subject import Subject
    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.spec import Record
    from villagedesk.models.registers import Register
    from villagedesk.store.store import Store

ALWAYS, LONG, SHORT = "Y", "D30", "D10"  # codes of the list `retention`; proposals of domain.md §6.1


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """One paper of a book.

    Attributes:
        key: of the paper, of its template (`<key>.docx`) and of the template's builder (`tools/templates/<key>.py`).
        number: in the list of domain.md §6.5.
        title: what it is called.
        en: its name in English windows.
        entity: of the book.
        retention: how long it is kept.
        public: whether everybody may read it, as what is put up and the report on it: it is filled in from the whitelist only.
        handed: whether somebody outside is given it: what people typed goes through the sieve as on public papers.
        photos: keys of photos that a public paper shows all the same: of itself as it hung.
        whole: whether it is about the whole book in a year, rather than about one record with its lines.
        more: what it computes.
        only: field and code of the records that have this paper; empty for all of the book.
        among: of a paper about the whole book, which records it has; None for those of the year.
        shared: field whose equal values make records share one paper (the sheet of a month); empty where each has its own.
    """

    key: str
    number: str
    title: str
    en: str
    entity: str
    retention: str
    public: bool = False
    handed: bool = False
    photos: frozenset[str] = frozenset()
    whole: bool = False
    more: More | None = None
    only: tuple[str, str] | None = None
    shared: str = ""
    among: Callable[[Subject], tuple[Record, ...]] | None = None

    def of_book(self, store: Store, village: Village, year: int, day: str) -> Subject:
        """What the paper is about, where it is about the whole book."""
        found = book_of(store, self.register, village, year, day)
        return found if self.among is None else replace(found, records=self.among(found))

    def fits(self, record: Record) -> bool:
        """Whether a record of the book has this paper."""
        return self.only is None or getattr(record, self.only[0]) == self.only[1]

    @property
    def paper(self) -> Paper:
        """As the other papers are described; it belongs to no volume."""
        return Paper(self.key, self.number, self.title, self.en, f"{self.key}.docx", 0, yearly=self.whole, filed=False)

    @property
    def label(self) -> str:
        """Its name in the language of the window."""
        return self.paper.label

    @property
    def register(self) -> Register:
        """The book."""
        return next(one for one in REGISTERS if one.entity == self.entity)

    @property
    def groups(self) -> tuple[PlaceholderGroup, ...]:
        """All that its template may ask for."""
        made = book_groups(self.register) if self.whole else record_groups(self.register)
        return (*made, *(self.more.groups if self.more else ()))


_PROJECT: Final[tuple[RegisterPaper, ...]] = (
    RegisterPaper("project_card", "D26", "项目卡", "Project card", "project", LONG),
    RegisterPaper(
        "project_notice",
        "D10",
        "帮扶项目公示",
        "Notice of a project of help",
        "project",
        SHORT,
        public=True,
        more=PUT_UP,
    ),
    RegisterPaper(
        "project_report",
        "D11",
        "项目公示情况说明",
        "Report on the notice of a project",
        "project",
        LONG,
        public=True,
        photos=HANGING,
        more=HUNG,
    ),
    RegisterPaper(
        "project_board", "D26", "项目公示牌", "Project notice board", "project", SHORT, public=True, more=BOARD
    ),
    RegisterPaper("project_acceptance", "D26", "项目验收单", "Acceptance of a project", "project", LONG),
    RegisterPaper("project_book", "D26", "项目台账", "Book of projects", "project", LONG, whole=True),
    RegisterPaper(
        "need_list",
        "D26",
        "帮扶需求清单",
        "List of needs of help",
        "need",
        SHORT,
        public=True,
        whole=True,
        more=NEEDS_LIST,
        among=unclaimed,
    ),
    RegisterPaper(
        "need_book", "D26", "帮扶需求台账", "Book of needs of help", "need", LONG, whole=True, more=NEEDS_BOOK
    ),
    RegisterPaper("claim_form", "D26", "帮扶项目认领书", "Form of a claim", "claim", LONG, handed=True),
    RegisterPaper(
        "claim_book", "D26", "帮扶认领情况一览表", "Overview of claims", "claim", LONG, whole=True, more=CLAIMS
    ),
)

_SPECIAL: Final[tuple[RegisterPaper, ...]] = (
    RegisterPaper(
        "special_form",
        "D26",
        "特殊困难群众登记表",
        "Register form of a person in special hardship",
        "special",
        LONG,
        more=PERSON,
    ),
    RegisterPaper(
        "special_file",
        "D26",
        "个人档案（一人一档）",
        "Personal file (one person, one file)",
        "special",
        LONG,
        more=FILED,
    ),
    RegisterPaper("appraisal_form", "D26", "入户复核评估表", "Review at home", "appraisal", LONG, more=PERSON),
    RegisterPaper(
        "care_plan_form",
        "D26",
        "帮扶方案（一人一策）",
        "Plan of help (one person, one policy)",
        "care_plan",
        LONG,
        more=PLANNED,
    ),
)

_GIVING: Final[tuple[RegisterPaper, ...]] = (
    RegisterPaper(
        "donation_receipt", "D26", "捐赠接收单", "Receipt of a donation", "donation", LONG, handed=True, more=DONOR
    ),
    RegisterPaper(
        "donation_certificate",
        "D26",
        "捐赠证书",
        "Certificate of a donation",
        "donation",
        LONG,
        handed=True,
        more=DONOR,
    ),
    RegisterPaper(
        "donation_feedback",
        "D26",
        "捐赠使用反馈函",
        "Letter on the use of a donation",
        "donation",
        LONG,
        handed=True,
        more=FEEDBACK,
    ),
    RegisterPaper("donation_book", "D26", "捐赠台账", "Book of donations", "donation", LONG, whole=True, more=RECEIVED),
    RegisterPaper("payment_approval", "D26", "发放审批表", "Approval of a payment", "payment", LONG),
    RegisterPaper("payout_roster", "D26", "发放签收花名册", "Signature list of a payment", "payment", LONG),
    RegisterPaper("payment_book", "D26", "发放台账", "Book of payments", "payment", LONG, whole=True),
    RegisterPaper(
        "money_notice",
        "D26",
        "资金收支公示",
        "Notice of money received and spent",
        "money_notice",
        SHORT,
        public=True,
        more=IN_PUBLIC,
    ),
    RegisterPaper(
        "money_report",
        "D11",
        "收支公示情况说明",
        "Report on a notice about money",
        "money_notice",
        LONG,
        public=True,
        photos=frozenset({"photo_up"}),
        more=OBJECTED,
    ),
    RegisterPaper(
        "four_have_sheet", "D26", "“四有”考核表", "“Four-have” assessment", "organisation", LONG, more=ASSESSED
    ),
)

_MATTER: Final[tuple[RegisterPaper, ...]] = (
    RegisterPaper("matter_ledgers", "D25", "三本台账", "Three ledgers", "matter", LONG, whole=True, more=THREE),
    RegisterPaper("matter_form", "D25", "民情事项办理单", "Handling form of a matter", "matter", LONG),
    RegisterPaper("inspection_record", "D25", "督查记录表", "Record of an inspection", "inspection", LONG),
    RegisterPaper("inspection_calls", "D25", "电话抽查记录表", "Record of telephone checks", "inspection", LONG),
    RegisterPaper("rectification_notice", "D25", "整改通知书", "Notice to rectify", "inspection", LONG),
    RegisterPaper("complaint_form", "D25", "举报处理单", "Handling form of a complaint", "complaint", LONG, more=TERM),
    RegisterPaper(
        "council_minutes", "D25", "议事会会议记录", "Minutes of the council", "meeting", LONG, only=("kind", "council")
    ),
)

_POSTING: Final[tuple[RegisterPaper, ...]] = (
    RegisterPaper(
        "attendance_month",
        "D24",
        "驻村工作考勤表",
        "Attendance sheet of a month",
        "attendance",
        SHORT,
        more=MONTH_SHEET,
        shared="month",
    ),
    RegisterPaper(
        "leave_slip", "D24", "驻村干部请假单", "Leave slip of a resident cadre", "leave", SHORT, more=LEAVE_SLIP
    ),
    RegisterPaper(
        "duty_list", "D24", "驻村工作清单", "Work list of resident cadres", "duty", LONG, whole=True, more=DUTY_LIST
    ),
    RegisterPaper(
        "responsibility",
        "D24",
        "驻村帮扶目标责任书",
        "Letter of responsibility for targets",
        "pledge",
        LONG,
        more=PLEDGE,
        only=("kind", "responsibility"),
    ),
    RegisterPaper(
        "promise",
        "D24",
        "驻村干部承诺书",
        "Pledge of a resident cadre",
        "pledge",
        LONG,
        more=PLEDGE,
        only=("kind", "promise"),
    ),
    RegisterPaper(
        "assessment_sheet",
        "D24",
        "驻村干部考核表",
        "Assessment of a resident cadre",
        "assessment",
        LONG,
        more=ASSESSMENT,
    ),
)

REGISTER_PAPERS: Final[tuple[RegisterPaper, ...]] = (*_PROJECT, *_SPECIAL, *_GIVING, *_MATTER, *_POSTING)
"""In the order in which they are offered."""


def papers_of(entity: str) -> tuple[RegisterPaper, ...]:
    """The papers of a book."""
    return tuple(one for one in REGISTER_PAPERS if one.entity == entity)


def register_paper(key: str) -> RegisterPaper:
    """The paper of that key.

    Raises:
        Refused: there is none.
    """
    found = next((one for one in REGISTER_PAPERS if one.key == key), None)
    if found is None:
        text = _("没有名为“{name}”的台账文书，可选：{known}。")
        raise Refused(text.format(name=key, known=listed(one.key for one in REGISTER_PAPERS)))
    return found
