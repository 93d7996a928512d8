# SPDX-License-Identifier: MIT
"""Papers that were printed: which, of whom, from which facts, and what became of them (domain.md §6.2)."""

from __future__ import annotations

from typing import Any, Final

from villagedesk.models.catalogue.spec import (
    Flag,
    Group,
    Kind,
    Number,
    Record,
    Scope,
    Sensitivity,
    Text,
    entity,
    field,
)

PUBLIC: Final = Sensitivity.PUBLIC
SENSITIVE: Final = Sensitivity.SENSITIVE
WHICH: Final = Group("哪份文书", "Which paper")
PRINTING: Final = Group("打印", "Printing")
KEEPING: Final = Group("签字与归档", "Signing and filing")
_BY_PROGRAM: Final[dict[str, Any]] = {"fixed": True, "hint": "由程序填写", "hint_en": "Filled in by the program"}
PRINTED: Final = "printed"
SIGNED: Final = "signed"
ARCHIVED: Final = "archived"
# What becomes of a paper once it is printed: the same of every kind of paper.
_STATUS: Final[Any] = field("文书状态", "State of the paper", Kind.CODE, KEEPING, codes="paper_status")
_SIGNED_ON: Final[Any] = field("签字日期", "Signed on", Kind.DATE, KEEPING)
_ARCHIVED_ON: Final[Any] = field("归档日期", "Filed on", Kind.DATE, KEEPING)
_SCAN: Final[Any] = field("签字后的扫描件", "Scan of the signed paper", Kind.PHOTO, KEEPING, sensitivity=SENSITIVE)
_NOTE: Final[Any] = field("文书备注", "Note on the paper", Kind.NOTE, KEEPING)


@entity("printed_paper", "打印的文书", "Printed paper", Scope.EVENT, parent="household")
class PrintedPaper(Record):
    """One paper of a household as it was printed once. Printed again after a change, it has another row.

    What stood on it is not kept a second time. `seal` is a fingerprint of the whole paper, `traces` holds a few bits for each
    value that its template names, too few to tell the value: enough to say which have changed (`documents.volumes.prints`).

    Attributes:
        paper: key of the paper (`documents.papers`).
        dated: the day printed on it; a comparison is made as of that day.
        ordered: keys of the papers that were ordered with it, parted by blanks; empty for all. Contents and cover name them.
        numbered: whether an office program had numbered its pages; page numbers are not part of the fingerprint.
        pages: as many as the list of contents says; by the program where it numbered a binder, else copied from that list.
        filed_pages: as many as somebody counted when the paper was filed.
        bound: how the binder was catalogued in which it was printed (`models.archiving.VOLUME`, `PIECE`); None outside one.
        volume_year: of a paper in a volume that holds the papers of all years, the year up to which it does; None of others.
    """

    household: Text = field("户", "Household", Kind.REF, WHICH, ref="household", required=True)
    year: Number = field("年度", "Year", Kind.YEAR, WHICH, sensitivity=PUBLIC, required=True)
    paper: Text = field("文书代号", "Key of the paper", group=WHICH, sensitivity=PUBLIC, length=60, **_BY_PROGRAM)
    title: Text = field("文书名称", "Title of the paper", group=WHICH, sensitivity=PUBLIC)
    printed_on: Text = field("打印日期", "Printed on", Kind.DATE, PRINTING)
    printing: Number = field("第几次打印", "Printing", Kind.WHOLE, PRINTING, minimum=1)
    dated: Text = field("落款日期", "Date on the paper", Kind.DATE, PRINTING)
    ordered: Text = field("同批材料", "Printed with", group=PRINTING, length=2_000, **_BY_PROGRAM)
    numbered: Flag = field("编有页号", "Pages are numbered", Kind.YES_NO, PRINTING)
    bound: Text = field("成档方式", "Bound", group=PRINTING, sensitivity=PUBLIC, length=20, **_BY_PROGRAM)
    volume_year: Number = field("案卷截止年度", "Volume up to", Kind.YEAR, PRINTING, sensitivity=PUBLIC, **_BY_PROGRAM)
    template: Text = field("模板指纹", "Fingerprint of the template", group=PRINTING, length=64, **_BY_PROGRAM)
    seal: Text = field("文书指纹", "Fingerprint of the paper", group=PRINTING, length=64, **_BY_PROGRAM)
    traces: Text = field(
        "各项指纹",
        "Fingerprints of its values",
        group=PRINTING,
        sensitivity=SENSITIVE,
        length=20_000,
        **_BY_PROGRAM,
    )
    status: Text = _STATUS
    signed_on: Text = _SIGNED_ON
    archived_on: Text = _ARCHIVED_ON
    pages: Number = field("目录页数", "Pages by the contents", Kind.WHOLE, KEEPING, unit="页", minimum=1, maximum=9_999)
    filed_pages: Number = field(
        "归档页数", "Pages when filed", Kind.WHOLE, KEEPING, unit="页", minimum=1, maximum=9_999, hint="归档时清点的实有页数",
        hint_en="As counted when the paper was filed",
    )  # fmt: skip
    scan: Text = _SCAN
    note: Text = _NOTE


@entity("book_print", "打印的台账和村级文书", "Printed paper of a book or village", Scope.EVENT, parent="village")
class BookPrint(Record):
    """A paper that belongs to no household, as it was printed once; see `PrintedPaper`.

    It is about a record of a book (台账), a whole book in a year, a meeting, a notice, or the village in a year.

    Attributes:
        book: key of the entity that it is about: of the records of a book (`models.registers`), meeting, notice or village.
        record: id of the record, meeting or notice, empty for a paper that records share, of a whole book or of the village
            in a year; no reference, since the note outlives the record.
        part: which list of a notice that has several (`services.papers.gatherings.Sheet`), or what records share their
            paper by (the month of a sheet); empty for all else.
    """

    village: Text = field("村", "Village", Kind.REF, WHICH, ref="village", required=True)
    book: Text = field("台账代号", "Key of the book", group=WHICH, sensitivity=PUBLIC, length=60, **_BY_PROGRAM)
    record: Text = field("记录代号", "Id of the record", group=WHICH, length=60, **_BY_PROGRAM)
    part: Text = field("名单代号", "Key of the list", group=WHICH, sensitivity=PUBLIC, length=200, **_BY_PROGRAM)
    year: Number = field("年度", "Year", Kind.YEAR, WHICH, sensitivity=PUBLIC)
    paper: Text = field("文书代号", "Key of the paper", group=WHICH, sensitivity=PUBLIC, length=60, **_BY_PROGRAM)
    title: Text = field("文书名称", "Title of the paper", group=WHICH, sensitivity=PUBLIC)
    printed_on: Text = field("打印日期", "Printed on", Kind.DATE, PRINTING)
    printing: Number = field("第几次打印", "Printing", Kind.WHOLE, PRINTING, minimum=1)
    dated: Text = field("落款日期", "Date on the paper", Kind.DATE, PRINTING)
    template: Text = field("模板指纹", "Fingerprint of the template", group=PRINTING, length=64, **_BY_PROGRAM)
    seal: Text = field("文书指纹", "Fingerprint of the paper", group=PRINTING, length=64, **_BY_PROGRAM)
    traces: Text = field(
        "各项指纹",
        "Fingerprints of its values",
        group=PRINTING,
        sensitivity=SENSITIVE,
        length=20_000,
        **_BY_PROGRAM,
    )
    status: Text = _STATUS
    signed_on: Text = _SIGNED_ON
    archived_on: Text = _ARCHIVED_ON
    scan: Text = _SCAN
    note: Text = _NOTE
