# SPDX-License-Identifier: MIT
"""Files made to break the reader. What the reader does with them is tried in a process of its own: it may not survive."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
import zipfile

import pytest
import xlsxwriter

from tests.sheets.conftest import ROSTERS
from tests.sheets.test_reading import ODS_CELL, XLS, XLSX, an_ods
from villagedesk.errors import Refused
from villagedesk.sheets import reading
from villagedesk.sheets.extent import NotASheet, column_letters, column_number, office_sheet, open_document
from villagedesk.sheets.reading import read_workbook

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"


def a_workbook(texts=("姓名", "高凤珍")):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, text in enumerate(texts):
            page.write_string(line, 0, text)
    return content.getvalue()


def changed(target, part, change, source=None):
    """A workbook with one part changed."""
    with (
        zipfile.ZipFile(io.BytesIO(source or a_workbook())) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return target


def with_cells(target, cells):
    return changed(target, SHEET, lambda part: part.replace(b"</sheetData>", cells + b"</sheetData>"))


BOMBS = {
    "far corner": b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "far row": b'<row r="200001"><c r="A200001"><v>1</v></c></row>',
    "far column": b'<row r="3"><c r="SG3"><v>1</v></c></row>',
    "large area": b'<row r="199999"><c r="CZ199999"><v>1</v></c></row>',
    "single quotes": b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "blanks around the sign": b'<row r = "9"><c r = "XFD1048576"><v>1</v></c></row>',
    "place not first": b'<row r="9"><c t="n" r="XFD1048576"><v>1</v></c></row>',
    "line break": b'<row r="9"><c\nr="XFD1048576"><v>1</v></c></row>',
    "bracket in an attribute": b'<row r="9"><c s=">" r="XFD1048576"><v>1</v></c></row>',
    "as an entity": b'<row r="9"><c r="&#88;FD1048576"><v>1</v></c></row>',
    "prefixed": b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="9">'
    b'<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    "small letters": b'<row r="9"><c r="xfd1048576"><v>1</v></c></row>',
    "leading zeros": b'<row r="9"><c r="A0001048576"><v>1</v></c></row>',
    "not well-formed": b'<row r="9"><c r = "XFD1048576">',
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_sheet_that_claims_a_huge_area_is_refused_before_the_reader_sees_it(tmp_path, kind, monkeypatch):
    monkeypatch.setattr(reading, "_calamine_sheets", lambda _content: pytest.fail("the reader was reached"))
    with pytest.raises(Refused, match=r"最多读|太大了|已损坏"):
        read_workbook(with_cells(tmp_path / "a.xlsx", BOMBS[kind]))


def test_without_the_guard_the_reader_takes_the_process_with_it(tmp_path):
    """Why the guard exists: if this fails, calamine has learned to read sparse sheets and the guard may go."""
    path = with_cells(tmp_path / "a.xlsx", BOMBS["far corner"])
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31)); import sys, python_calamine\n"
        "try: python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)\n"
        "except BaseException: print('caught')"
    )
    pytest.importorskip("resource")
    found = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert found.returncode != 0
    assert "caught" not in found.stdout


def test_formatting_down_to_the_last_row_is_no_content(tmp_path):
    """Officials format whole columns; such files are common and harmless."""
    blank = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in (199_000, 900_000, 1_048_576))
    path = with_cells(tmp_path / "a.xlsx", blank)
    assert read_workbook(path)[0].rows == (("姓名",), ("高凤珍",))


def test_sheets_that_name_no_places_are_read(tmp_path):
    path = changed(tmp_path / "a.xlsx", SHEET, lambda part: re.sub(rb' r="\w+"', b"", part))
    assert read_workbook(path)[0].rows == (("姓名",), ("高凤珍",))


def test_a_roster_of_twenty_thousand_rows_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(a_workbook([f"名{number}" for number in range(25_000)]))
    assert len(read_workbook(path)[0].rows) == 25_000


@pytest.mark.parametrize("repeats", ['rows-repeated="1000000"', 'columns-repeated="16000"'])
def test_an_open_document_that_repeats_a_cell_endlessly_is_refused(tmp_path, repeats):
    row, cell = (f" table:number-{repeats}", "") if "rows" in repeats else ("", f" table:number-{repeats}")
    text = f"<table:table-row{row}>{ODS_CELL.format(text='x', more=cell)}</table:table-row>"
    with pytest.raises(Refused, match="最多读"):
        read_workbook(an_ods(tmp_path / "a.ods", text))


def test_empty_cells_repeated_to_the_edge_are_no_content(tmp_path):
    """LibreOffice ends every sheet so."""
    filled = f"<table:table-row>{ODS_CELL.format(text='姓名', more='')}</table:table-row>"
    rest = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert read_workbook(an_ods(tmp_path / "a.ods", filled + rest))[0].rows == (("姓名",),)


def test_a_document_type_of_its_own_is_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with pytest.raises(NotASheet):
        open_document(f'<?xml version="1.0"?>{bomb}<t:table xmlns:t="x">&b;</t:table>'.encode())
    with pytest.raises(NotASheet):
        office_sheet(f'<?xml version="1.0"?>{bomb}<sheetData/>'.encode())


def entries(path, made):
    shutil.copy(XLSX, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        made(archive)
    return path


def many(archive):
    for number in range(2_001):
        archive.writestr(f"xl/x{number}.xml", "")


ARCHIVES = {
    "zip bomb": lambda archive: archive.writestr("xl/media/a.bin", b"\0" * 20_000_000),
    "too many parts": many,
    "outside": lambda archive: archive.writestr("../../evil.xml", "x"),
    "outside, Windows": lambda archive: archive.writestr("..\\evil.xml", "x"),
    "absolute": lambda archive: archive.writestr("/etc/x.xml", "x"),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_that_is_no_honest_workbook_is_refused(tmp_path, kind):
    with pytest.raises(Refused, match=r"内部结构不正常.*重新要一份"):
        read_workbook(entries(tmp_path / "a.xlsx", ARCHIVES[kind]))


def test_small_parts_may_be_packed_tightly(tmp_path):
    path = entries(tmp_path / "a.xlsx", lambda archive: archive.writestr("xl/media/a.bin", b"\0" * 900_000))
    assert len(read_workbook(path)[0].rows) == 136


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    path = entries(tmp_path / "a.xlsx", lambda archive: archive.writestr("xl/media/a.bin", b"\0" * 900_000))
    content = path.read_bytes()
    path.write_bytes(content.replace((900_000).to_bytes(4, "little"), (90).to_bytes(4, "little")))
    with pytest.raises(Refused, match="已损坏"):
        read_workbook(path)


def test_a_long_text_that_every_cell_refers_to_is_refused(tmp_path):
    """Stored once, read a hundred thousand times: 3 GB from 300 KB."""
    source = a_workbook(["长" * 10_000, *(f"名{number}" for number in range(100))])
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (line, line) for line in range(102, 15_000))
    path = changed(
        tmp_path / "a.xlsx", SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"), source
    )
    with pytest.raises(Refused, match="文字太多"):
        read_workbook(path)


def test_one_long_text_among_many_rows_is_no_reason_to_refuse(tmp_path):
    source = a_workbook(["长" * 10_000, *(f"名{number}" for number in range(15_000))])
    path = tmp_path / "a.xlsx"
    path.write_bytes(source)
    assert len(read_workbook(path)[0].rows[0][0]) == 10_000


@pytest.mark.parametrize("source", [XLS, XLSX, *ROSTERS.glob("*.csv")], ids=lambda path: path.suffix)
def test_damaged_files_are_read_or_refused_but_never_crash(tmp_path, source):
    """Bytes changed at random places, in a process of its own."""
    generator = random.Random(7)
    content = source.read_bytes()
    for number in range(40):
        damaged = bytearray(content)
        for _count in range(generator.choice((1, 5, 50))):
            damaged[generator.randrange(len(damaged))] = generator.randrange(256)
        (tmp_path / f"{number}{source.suffix}").write_bytes(damaged)
    program = (
        "import sys, pathlib; from villagedesk.errors import Refused; from villagedesk.sheets.reading import read_workbook\n"
        "for path in pathlib.Path(sys.argv[1]).iterdir():\n"
        "    if not path.is_file(): continue\n"
        "    try: read_workbook(path)\n"
        "    except Refused as refusal: assert str(refusal)\n"
        "print('survived')"
    )
    found = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr[-2_000:]
    assert "survived" in found.stdout


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (8, "I"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
)
def test_columns_are_lettered_as_excel_does(index, letters):
    assert column_letters(index) == letters
    assert column_number(letters) == index + 1
