# SPDX-License-Identifier: MIT
"""Papers become pages in memory: their sizes, their pixels, the PDF; and nothing of them stays anywhere."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.documents.conftest import DAY, full_case
from villagedesk import paths
from villagedesk.documents.facts.context import office_of
from villagedesk.documents.preview import LARGEST, Preview, needs_office, papers_at, preview_of
from villagedesk.documents.volumes.paging import VOLUME_PDF
from villagedesk.documents.volumes.volume import papers_of
from villagedesk.documents.word.office import Typesetter, find_typesetter
from villagedesk.documents.word.typesetting import NotLaidOut, pages_in
from villagedesk.errors import Cancelled, EnvironmentProblem, Refused

A4, LYING = (595.0, 842.0), (842.0, 595.0)
OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")


def pdf_of(*sizes):
    with pypdfium2.PdfDocument.new() as document:
        for size in sizes:
            document.new_page(*size)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def test_pages_have_the_size_in_which_they_are_looked_at():
    assert Preview(pdf_of(A4, LYING)).sizes == (A4, LYING)


def test_a_page_that_was_turned_lies_as_it_is_looked_at():
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(*A4).set_rotation(90)
        target = io.BytesIO()
        document.save(target)
    assert Preview(target.getvalue()).sizes == (LYING,)


def test_a_picture_has_so_many_pixels_per_point_and_white_paper():
    made = Preview(pdf_of(A4, LYING)).picture(1, 2.0)
    assert (made.width, made.height, made.scale) == (1684, 1190, 2.0)
    assert len(made.pixels) == made.stride * made.height
    assert set(made.pixels[: made.width * 3]) == {255}


def test_a_picture_is_never_larger_than_memory_allows():
    made = Preview(pdf_of(A4)).picture(0, 100.0)
    assert made.width * made.height <= LARGEST * 1.01
    assert made.scale < 100


def test_what_is_closed_shows_nothing_any_more():
    preview = Preview(pdf_of(A4))
    preview.close()
    preview.close()
    assert preview.is_closed
    with pytest.raises(Refused, match="已经关闭"):
        preview.picture(0, 1.0)


@pytest.mark.parametrize(("content", "why"), [(b"PK\x03\x04", "打不开"), (b"", "打不开")])
def test_what_is_no_pdf_is_refused_in_a_sentence(content, why):
    with pytest.raises(Refused, match=why):
        Preview(content)


def test_a_pdf_is_saved_whole_and_an_earlier_file_stays_where_it_cannot_be(tmp_path):
    preview = Preview(pdf_of(A4, LYING))
    target = tmp_path / "张三.pdf"
    target.write_bytes(b"before")
    preview.save(target)
    assert pages_in(target.read_bytes()) == 2
    taken = tmp_path / "folder.pdf"
    taken.mkdir()
    with pytest.raises(EnvironmentProblem, match=r"folder\.pdf"):
        preview.save(taken)
    with pytest.raises(EnvironmentProblem, match="路径中有一段不是文件夹"):
        preview.save(target / "李四.pdf")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == ["folder.pdf", "张三.pdf"]


def test_of_a_folder_the_volume_is_shown_or_else_its_papers_by_name(tmp_path):
    for name in ("02卷内目录.docx", "01封面.docx", "~$封面.docx", ".01封面.docx.part", "说明.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in papers_at(tmp_path)] == ["01封面.docx", "02卷内目录.docx"]
    (tmp_path / VOLUME_PDF).write_bytes(b"")
    assert papers_at(tmp_path) == [tmp_path / VOLUME_PDF]
    assert papers_at(tmp_path / "说明.txt") == [tmp_path / "说明.txt"]


def test_a_pdf_needs_no_office_program(tmp_path):
    paper = tmp_path / "案卷.PDF"
    paper.write_bytes(pdf_of(A4))
    assert not needs_office([paper])
    assert needs_office([paper, tmp_path / "封面.docx"])
    assert preview_of([paper], None).sizes == (A4,)


def test_a_file_that_was_moved_away_is_named(tmp_path):
    with pytest.raises(EnvironmentProblem, match=r"封面\.docx"):
        preview_of([tmp_path / "封面.docx"], Typesetter("LibreOffice", Path(sys.executable)))
    with pytest.raises(Refused, match="没有可以预览的文书"):
        preview_of([], None)


def test_what_the_office_program_does_not_lay_out_is_told_apart_and_leaves_nothing(tmp_path):
    paper = tmp_path / "封面.docx"
    paper.write_bytes(b"PK")
    with pytest.raises(NotLaidOut):
        preview_of([paper], Typesetter("LibreOffice", Path(sys.executable)))
    assert not list(paths.typeset().iterdir())


@OFFICE
@pytest.mark.office
def test_papers_are_laid_out_one_behind_the_other_and_nothing_of_them_stays(tmp_path, monkeypatch):
    aside = tmp_path / "temporary"
    aside.mkdir()
    monkeypatch.setenv("TMPDIR", str(aside))
    papers = []
    for name, content in papers_of(full_case(), office_of(full_case().village), DAY, ["cover", "causes"]):
        papers.append(tmp_path / name)
        papers[-1].write_bytes(content)
    preview = preview_of(papers, find_typesetter())
    assert len(preview.sizes) >= 2
    assert all(min(size) == pytest.approx(595.3, abs=1) for size in preview.sizes)
    drawn = preview.picture(0, 1.0)
    assert min(drawn.pixels) < 64  # there are letters on it
    assert not list(aside.iterdir())
    assert not list(paths.typeset().iterdir())


@OFFICE
@pytest.mark.office
def test_laying_out_is_given_up_when_the_button_is_pressed(tmp_path):
    (name, content), *_more = papers_of(full_case(), office_of(full_case().village), DAY, ["cover"])
    (tmp_path / name).write_bytes(content)

    def check():
        raise Cancelled("停")

    with pytest.raises(Cancelled):
        preview_of([tmp_path / name], find_typesetter(), check)
    assert not list(paths.typeset().iterdir())
