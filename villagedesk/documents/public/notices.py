# SPDX-License-Identifier: MIT
"""D10 公示, D12 公告 and D11 公示情况说明: what each prints of a notice, and what was kept off it and why.

The context is made here, from the whitelist (`documents.public.whitelist`); everything that people typed goes through a sieve first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.office import office_of, township_of
from villagedesk.documents.facts.placeholders import ABOUT, BLANK
from villagedesk.documents.papers import ANNOUNCEMENT, NOTICE, NOTICE_REPORT
from villagedesk.documents.public import notice_words
from villagedesk.documents.public.whitelist import (
    CAPTIONS,
    LIST,
    TYPED,
    apart_from_places,
    public,
    public_fields,
    render_public,
    searched,
    whitelisted,
)
from villagedesk.documents.public.whitelist import NOTICE as GROUP
from villagedesk.documents.volumes.prints import print_of
from villagedesk.documents.word.boxes import box
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.pictures import PHOTOS, picture_of
from villagedesk.i18n import _
from villagedesk.models.catalogue.procedure import Notice
from villagedesk.models.checks.disclosure import incomplete_notice
from villagedesk.models.checks.withholding import Sieve, digits_of, left_out, phones_in
from villagedesk.models.values.dates import shown
from villagedesk.models.values.show import label_of
from villagedesk.services.papers.gatherings import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.documents.papers import Paper
    from villagedesk.documents.volumes.prints import Print
    from villagedesk.models.catalogue.place import Village
    from villagedesk.models.catalogue.spec import FieldSpec
    from villagedesk.services.papers.gatherings import Listed

WITHIN: Final = (
    8  # households up to which an announcement has its list in the text; others are an annex (GB/T 9704 §7.3.8)
)
_BLANK_ROWS: Final = 16  # rows of two households on the annex of a blank form
_PHONES: Final = "phones"
_ISSUER: Final = "issued_by"
_PRINTED: Final = {  # what each paper prints of a notice as it comes: only of that anything is said to whoever prints
    NOTICE.key: frozenset({"start", "end", "place", "phones", "issued_by"}),
    NOTICE_REPORT.key: frozenset({"start", "end", "place", "issued_by", "objections"}),
    ANNOUNCEMENT.key: frozenset({"phones", "issued_by"}),
}

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """A finished paper.

    Attributes:
        title: what it is called, for its file name.
        notes: what was kept off it, and what it lacks, as sentences for whoever prints it.
        printed: its fingerprint, with nothing of what it says.
    """

    title: str
    content: bytes
    notes: tuple[str, ...]
    printed: Print


@dataclass(slots=True)
class _Printing:
    """One sheet on its way to paper."""

    paper: Paper
    sheet: Sheet
    day: str
    blank: bool
    sieve: Sieve
    notes: list[str] = field(default_factory=list)

    def freed(self, label: str, text: str, *, of_names: bool = True, said: bool = True) -> str:
        """A typed text without what may not be public; what was left out is noted if it is to be `said`."""
        kept, found = self.sieve.freed(text, of_names=of_names)
        self.notes += left_out(label, found) if said else []
        return kept


def papers_for(notice: Notice) -> tuple[Paper, ...]:
    """The papers that a notice has: the notice and the report on it; an announcement has no report (domain.md §3.1)."""
    return (ANNOUNCEMENT,) if notice.kind == notice_words.ANNOUNCE else (NOTICE, NOTICE_REPORT)


def public_paper(
    paper: Paper,
    sheet: Sheet,
    day: str,
    photo: Callable[[str], bytes | None] = lambda _digest: None,
    *,
    blank: bool = False,
) -> PublicPaper:
    """One of D10–D12 about one sheet.

    Args:
        paper: one of `papers.PUBLIC`.
        sheet: see `gatherings.sheets_of`.
        day: the day of printing, ISO.
        photo: gives the photo of a digest; without it the report has empty boxes.
        blank: print the form for the pen, with nothing of the sheet but the village.

    Raises:
        TemplateFault: the template asks for what does not exist or is not public.
        Refused: something that must not be public is on it all the same.
    """
    printing = _Printing(paper, sheet, day, blank, _sieve(sheet))
    context = _context(printing, photo)
    content = render_public(built_in(paper.template), context)
    children = apart_from_places(sheet.children, sheet.village)
    named = {one.head for one in sheet.households if one.head}
    searched(content, named, children, printing.sieve.allowed)
    printed = print_of(paper, context, content, sheet.notice.id)
    return PublicPaper(context[ABOUT]["题名"], content, tuple(dict.fromkeys(printing.notes)), printed)


def public_context(
    paper: Paper, sheet: Sheet, day: str, photo: Callable[[str], bytes | None] = lambda _digest: None
) -> dict[str, Any]:
    """What a paper would print of a sheet on a day; arguments as of `public_paper`."""
    return _context(_Printing(paper, sheet, day, blank=False, sieve=_sieve(sheet)), photo)


def blank_public_paper(paper: Paper, village: Village, day: str) -> PublicPaper:
    """The form for the pen; the village stands on it where it is known."""
    return public_paper(paper, Sheet(Notice(), village, "", 0), day, blank=True)


def _sieve(sheet: Sheet) -> Sieve:
    typed = " ".join(filter(None, (sheet.notice.phones, sheet.village.supervision_phone)))
    private = digits_of(sheet.numbers)
    return Sieve(
        names=frozenset(one for one in sheet.others if len(one) > 1),
        named=frozenset(one.head for one in sheet.households if one.head),
        numbers=private,
        allowed=phones_in(typed) - private,
    )


def _context(printing: _Printing, photo: Callable[[str], bytes | None]) -> dict[str, Any]:
    title = _title(printing)
    name = title.replace("\n", "")
    context: dict[str, Any] = {
        "村": _village(printing),
        GROUP: _notice(printing) | {"标题": title},
        LIST: _rows(printing),
        ABOUT: {
            "题名": f"{name}（{BLANK}）" if printing.blank else name,
            "日期": shown(printing.day),
            "日期数字": printing.day,
            "空白": BLANK if printing.blank else "",
            "户标识": "",
        },
    }
    photos = CAPTIONS if printing.paper is NOTICE_REPORT else ()
    digests = ((place, name, getattr(printing.sheet.notice, key)) for place, (name, key) in enumerate(photos, 1))
    context[PHOTOS] = dict.fromkeys((name for name, _key in CAPTIONS), "") | {
        name: picture_of(place, name, photo(digest) if digest else None) for place, name, digest in digests
    }
    return context


def _title(printing: _Printing) -> str:
    """The title, with a break where it takes two lines."""
    sheet, what = printing.sheet, printing.paper.title
    return what if printing.blank else notice_words.title(sheet.kind, _wording(sheet), sheet.year, what)


def _wording(sheet: Sheet) -> str:
    return notice_words.wording(sheet.notice.kind or "", own=bool(sheet.own), decided=sheet.decided)


# -- the groups of the context --------------------------------------------------------------------------------------------


def _village(printing: _Printing) -> Words:
    printed = whitelisted(printing.sheet.village, "village", printing.sheet.year)
    labels = {name: label_of(spec) for name, spec in public_fields("village")}
    return {name: printing.freed(labels[name], text, of_names=False) for name, text in printed.items()}


def _notice(printing: _Printing) -> Words:
    sheet, notice = printing.sheet, printing.sheet.notice
    kind = notice.kind or ""
    printed = whitelisted(notice, "notice", sheet.year)
    for name, spec in public_fields("notice"):
        if spec.kind in TYPED:
            printed[name] = _typed(printing, spec, printed[name])
    sizes = [one.size for one in sheet.households]
    whole = sheet.households and not any(size is None for size in sizes)
    unknown = printing.blank or notice.objected is None
    printed |= {
        "名单名称": "" if printing.blank else notice_words.list_name(sheet.kind, _wording(sheet), sheet.year),
        "榜次": "" if sheet.own else notice_words.board(sheet.kind, kind),
        "依据": notice_words.ground(sheet.kind, sheet.year),
        "已办环节": "、".join(sheet.steps),
        "公示天数": _number(sheet.days),
        "规定天数": _number(sheet.least),
        "年度": "" if printing.blank else public("process.year", str(sheet.year)),
        "户数": _number(len(sheet.households) or None),
        "人数": _number(sum(size or 0 for size in sizes)) if whole else "",
        "服务热线": "" if printing.blank else notice_words.hotlines(sheet.year, printed["监督电话"]),
        "落款": printed["落款单位"] or _issuer(kind, sheet.village),
        "村落款": (_of_village(kind) and printed["落款单位"]) or office_of(sheet.village).keeper,
        "异议选项": f"{box(not unknown and notice.objected is False)}无 {box(not unknown and notice.objected is True)}有",
        "异议户数": _number(sheet.objected or None),
        "成立户数": _number(sheet.upheld or None),
        "随文": "是" if 0 < len(sheet.households) <= WITHIN else "",
    }
    if not printing.blank:
        printing.notes += _lacking(printing)
    return printed


def _typed(printing: _Printing, spec: FieldSpec, text: str) -> str:
    """What somebody typed, sieved; the village's own telephone stands in for one that was not."""
    if spec.key == _PHONES and not text and not printing.blank:
        text = printing.sheet.village.supervision_phone or ""
    said = spec.key in _PRINTED[printing.paper.key] and (spec.key != _ISSUER or _signs_as_typed(printing))
    return printing.freed(label_of(spec), text, said=said).strip()


def _signs_as_typed(printing: _Printing) -> bool:
    """Whether the unit that was typed stands on the paper: the village reports on what others put up there, too (§6.5 D11)."""
    return printing.paper is not NOTICE_REPORT or _of_village(printing.sheet.notice.kind or "")


def _of_village(kind: str) -> bool:
    return kind == notice_words.VILLAGE


def _lacking(printing: _Printing) -> list[str]:
    """What a paper should say and does not (M03); too few days."""
    sheet, notes = printing.sheet, []
    notice, printed = sheet.notice, _PRINTED[printing.paper.key]
    phones = notice.phones or sheet.village.supervision_phone
    fields = {spec.key: spec for _name, spec in public_fields("notice")}
    empty = (*incomplete_notice(notice.start, notice.end, phones), *(() if notice.place else ("place",)))
    notes += [_("“{field}”没有填写，纸上留空。").format(field=label_of(fields[key])) for key in empty if key in printed]
    if not sheet.households:
        notes.append(_("名单里没有户。请先选择公示的户。"))
    if sheet.days is not None and sheet.least is not None and sheet.days < sheet.least:
        text = _("公示期共{days}天，少于规定的{least}天。请核对起止日期。")
        notes.append(text.format(days=sheet.days, least=sheet.least))
    return notes


def _issuer(kind: str, village: Village) -> str:
    """Who puts the list up, where nobody said it; whose seal it is at the county is not known."""
    if _of_village(kind):
        return office_of(village).keeper
    return township_of(village) if kind == notice_words.TOWNSHIP else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


# -- the list -----------------------------------------------------------------------------------------------------------


def _rows(printing: _Printing) -> list[Words]:
    """Two households a row (4 + 4 columns, domain.md §6.5 D10), read across; a form for the pen has empty ones."""
    cells = [_cells(printing, place, one) for place, one in enumerate(printing.sheet.households, 1)]
    if printing.paper is not NOTICE_REPORT:
        printing.notes += [one.unnamed for one in printing.sheet.households if one.unnamed]
    if printing.blank:
        cells = [dict.fromkeys(("序号", "组名", "户主", "人口"), "") for _place in range(2 * _BLANK_ROWS)]
    nothing = dict.fromkeys(("序号", "组名", "户主", "人口"), "")
    pairs = zip(cells[::2], [*cells[1::2], nothing], strict=False)
    return [_beside(left, right) for left, right in pairs]


def _beside(left: Words, right: Words) -> Words:
    return {f"左{name}": text for name, text in left.items()} | {f"右{name}": text for name, text in right.items()}


def _cells(printing: _Printing, place: int, one: Listed) -> Words:
    said = printing.paper is not NOTICE_REPORT
    group = printing.freed(_("村民小组"), public("household.group", one.group), said=said)
    head = printing.freed(_("户主姓名"), public("member.name", one.head), said=said)
    return {"序号": str(place), "组名": group, "户主": head, "人口": _number(one.size)}
