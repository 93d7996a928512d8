# SPDX-License-Identifier: MIT
"""What comes out of the printer: as many pages, as large, lying as they lay; printed here to a PDF."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdfium2 import raw
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from tests.ui.preview.conftest import A4, LYING, pdf_of
from villagedesk.documents.preview import Preview
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.ui.preview import window as window_module
from villagedesk.ui.preview.printing import pages_wanted, paper_of, print_pages
from villagedesk.ui.tasks import Job

A3 = (842.0, 1191.0)


@pytest.fixture
def printer(qapp, tmp_path):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made


@pytest.fixture
def printed(tmp_path):
    def pages():
        with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as document:
            return [tuple(round(side) for side in document.get_page_size(one)) for one in range(len(document))]

    return pages


def job():
    return Job(lambda *_: None)


def marked(size):
    """A page that is black in its upper left quarter and white elsewhere."""
    with pypdfium2.PdfDocument.new() as made:
        page = made.new_page(*size)
        box = raw.FPDFPageObj_CreateNewRect(0, size[1] / 2, size[0] / 2, size[1] / 2)
        raw.FPDFPageObj_SetFillColor(box, 0, 0, 0, 255)
        raw.FPDFPath_SetDrawMode(box, raw.FPDF_FILLMODE_ALTERNATE, False)
        raw.FPDFPage_InsertObject(page, box)
        page.gen_content()
        target = io.BytesIO()
        made.save(target)
    return target.getvalue()


def test_every_page_is_printed_in_its_order_as_large_as_it_is_and_lying_as_it_lies(printer, printed):
    assert print_pages(printer, Preview(pdf_of(A4, LYING, A4)), [0, 1, 2], job()) == 3
    assert printed() == [(595, 842), (842, 595), (595, 842)]


def test_a_document_that_begins_lying_is_printed_so(printer, printed):
    print_pages(printer, Preview(pdf_of(LYING, A4)), [0, 1], job())
    assert printed() == [(842, 595), (595, 842)]


@pytest.mark.parametrize("size", [A4, LYING, A3])
def test_what_was_at_the_upper_left_is_there_on_paper_and_nothing_is_cut(printer, tmp_path, size):
    """A3 is made smaller until it is on the A4 paper whole."""
    print_pages(printer, Preview(marked(size)), [0], job())
    paper = Preview((tmp_path / "printed.pdf").read_bytes())
    assert max(paper.sizes[0]) == pytest.approx(842, abs=1)
    found = paper.picture(0, 1.0)

    def grey(across, down):
        return found.pixels[int(down * found.height) * found.stride + int(across * found.width) * 3]

    assert grey(0.05, 0.05) < 10
    assert grey(0.47, 0.47) < 10
    assert grey(0.53, 0.47) > 245
    assert grey(0.47, 0.53) > 245


@pytest.mark.parametrize("inch", [72, 300, 413])
def test_no_seam_is_seen_where_the_bands_meet_that_a_page_is_painted_in(printer, tmp_path, inch):
    print_pages(printer, Preview(marked(A4)), [0], job())
    found = Preview((tmp_path / "printed.pdf").read_bytes()).picture(0, inch / 72)
    lines = range(2, found.height // 2 - 2)
    assert max(found.pixels[line * found.stride + 3 * inch] for line in lines) == 0


def test_a_smaller_page_keeps_its_size_in_the_middle_of_the_paper(printer, tmp_path):
    print_pages(printer, Preview(marked((298.0, 421.0))), [0], job())
    found = Preview((tmp_path / "printed.pdf").read_bytes()).picture(0, 1.0)
    black = [at for at in range(found.width) if found.pixels[300 * found.stride + at * 3] < 10]
    assert (black[0], black[-1]) == (pytest.approx(149, abs=2), pytest.approx(297, abs=2))


def test_only_the_pages_that_are_asked_for_are_printed(printer, printed):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert pages_wanted(printer, 5) == [1, 2]
    printer.setFromTo(4, 99)
    assert pages_wanted(printer, 5) == [3, 4]
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert pages_wanted(printer, 3) == [0, 1, 2]


def test_copies_are_printed_where_the_printer_does_not_see_to_them():
    class Simple:
        PrintRange = QPrinter.PrintRange

        def printRange(self):  # noqa: N802
            return QPrinter.PrintRange.AllPages

        def supportsMultipleCopies(self):  # noqa: N802
            return False

        def copyCount(self):  # noqa: N802
            return 2

    assert pages_wanted(Simple(), 2) == [0, 1, 0, 1]


def test_paper_that_is_nearly_a4_is_a4():
    for size in ((595.3, 841.9), (841.9, 595.3), A4):
        assert paper_of(size).id() is QPageSize.PageSizeId.A4
    assert paper_of(A3).id() is QPageSize.PageSizeId.A3


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_told_in_a_sentence(printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(EnvironmentProblem, match="打印机没有接受第1页"):
        print_pages(printer, Preview(pdf_of(A4)), [0], job())


def test_printing_stops_at_the_next_page_when_the_button_is_pressed(printer):
    told = []
    stopping = Job(lambda done, total, _text: told.append((done, total)))
    preview = Preview(pdf_of(A4, A4, A4))
    real = preview.picture

    def drawn(page, scale):
        stopping.cancel()
        return real(page, scale)

    preview.picture = drawn
    with pytest.raises(Cancelled):
        print_pages(printer, preview, [0, 1, 2], stopping)
    assert told == [(0, 3), (1, 3)]


def test_the_window_prints_to_the_printer_that_was_chosen_and_says_how_many_pages(
    window, printer, printed, monkeypatch
):
    monkeypatch.setattr(window_module.printing, "ask_printer", lambda *_: printer)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 3)
    window.print_button.click()
    assert printed() == [(595, 842), (842, 595), (595, 842)]
    assert "共3页" in window.told.text()
