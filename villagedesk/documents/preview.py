# SPDX-License-Identifier: MIT
"""Finished papers as pages that can be looked at and printed: laid out by an office program, drawn by pypdfium2.

Papers of people are read into memory, laid out in a private folder that is gone when the office program has ended, and kept
as one PDF in memory until `Preview.close`: while somebody looks at them nothing of them lies in any temporary folder.

pdfium may be used by one thread at a time; the window calls what draws on its worker thread only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.documents.volumes.paging import VOLUME_PDF
from villagedesk.documents.word.typesetting import as_pdfs, joined
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.services.keeping.placing import put_file
from villagedesk.store.faults import machine_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from villagedesk.documents.word.office import Typesetter
    from villagedesk.documents.word.warm import WarmOffice

POINTS_PER_INCH: Final = 72
LARGEST: Final = 24_000_000  # pixels of one picture; an A4 page at 300 per inch has nearly nine million


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels.

    Attributes:
        width: in pixels; height likewise.
        stride: bytes from one line to the next.
        pixels: red, green and blue of each pixel, a byte each.
        scale: pixels per point that were really drawn; less than was asked for where the page would be too large.
    """

    width: int
    height: int
    stride: int
    pixels: bytes
    scale: float


class Preview:
    """The pages of one or several papers, in memory.

    Attributes:
        program: what people call the program that laid them out; empty for a PDF that was there.
        sizes: width and height of each page in points (1/72 inch), as it is looked at: a landscape page is wider than high.
    """

    def __init__(self, pdf: bytes, program: str = "") -> None:
        """Read the sizes of the pages.

        Raises:
            Refused: it is no PDF, or one with a password.
        """
        import pypdfium2

        self._pdf: bytes | None = pdf
        self.program = program
        try:
            with pypdfium2.PdfDocument(pdf) as document:
                self.sizes: tuple[tuple[float, float], ...] = tuple(
                    document.get_page_size(number) for number in range(len(document))
                )
        except pypdfium2.PdfiumError as fault:
            text = _("这份PDF打不开：文件不完整，或设了密码。请重新导出，再试一次。")
            raise Refused(text) from fault
        if not self.sizes:
            raise Refused(_("这份文书一页也没有，请重新导出，再试一次。"))

    @property
    def is_closed(self) -> bool:
        """Whether the pages are gone."""
        return self._pdf is None

    def close(self) -> None:
        """Forget the pages; calling it again does nothing."""
        self._pdf = None

    def pdf(self) -> bytes:
        """All pages as PDF.

        Raises:
            Refused: the preview was closed meanwhile.
        """
        if self._pdf is None:
            raise Refused(_("预览已经关闭，请重新打开。"))
        return self._pdf

    def picture(self, page: int, scale: float) -> Picture:
        """A page as pixels on white.

        Args:
            page: from 0.
            scale: pixels per point.

        Raises:
            Refused: the preview was closed meanwhile.
        """
        import pypdfium2

        width, height = self.sizes[page]
        scale = min(scale, (LARGEST / (width * height)) ** 0.5)
        with pypdfium2.PdfDocument(self.pdf()) as document:  # opened anew, 1 ms: nothing is shared between threads
            one = document[page]
            drawn = one.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            made = Picture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer), scale)
            drawn.close()
            one.close()
        return made

    def save(self, target: Path) -> None:
        """Put all pages on disk as PDF, whole or not at all.

        Raises:
            EnvironmentProblem: it cannot be written; an earlier file stays as it was.
            Refused: the preview was closed meanwhile.
        """
        put_file(self.pdf(), target)


def papers_at(path: Path) -> list[Path]:
    """What is shown of a path: the file itself; of a folder the PDF of the volume, or else its .docx files by name."""
    if not path.is_dir():
        return [path]
    whole = path / VOLUME_PDF
    return [whole] if whole.is_file() else sorted(path.glob("[!.~]*.docx"))


def needs_office(papers: Sequence[Path]) -> bool:
    """Whether these files must be laid out before they can be shown."""
    return any(not _is_pdf(paper) for paper in papers)


def preview_of(
    papers: Sequence[Path],
    program: Typesetter | None,
    check: Callable[[], None] = lambda: None,
    warm: WarmOffice | None = None,
) -> Preview:
    """Lay papers out, one behind the other.

    Args:
        papers: .docx and .pdf files.
        program: see `office.find_typesetter`; not needed for PDFs alone.
        check: looks at the cancel button.
        warm: the office program that may have been started beforehand.

    Raises:
        NotLaidOut: see `typesetting.as_pdfs`.
        EnvironmentProblem: a file cannot be read.
        Refused: a file is no PDF, or there is nothing to show.
    """
    if not papers:
        raise Refused(_("这里没有可以预览的文书，可能已被移走。请重新导出，再试一次。"))
    contents = [_content(paper) for paper in papers]
    words = [place for place, paper in enumerate(papers) if not _is_pdf(paper)]
    if words and program is not None:
        drawn = as_pdfs(program, [contents[place] for place in words], check, warm)
        for place, pdf in zip(words, drawn, strict=True):
            contents[place] = pdf
    check()
    whole = contents[0] if len(contents) == 1 else joined(contents)
    return Preview(whole, program.name if words and program else "")


def _content(paper: Path) -> bytes:
    try:
        return paper.read_bytes()
    except OSError as fault:
        text = _("读不了“{name}”：{reason}。请检查文件是否被移走或改名，再试一次。")
        raise EnvironmentProblem(text.format(name=paper.name, reason=machine_reason(fault))) from fault


def _is_pdf(paper: Path) -> bool:
    return paper.suffix.lower() == ".pdf"
