# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt
import shutil
import zipfile

import pytest
import xlsxwriter

from tests.sheets.conftest import ROSTERS, rosters
from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.sheets.reading import read_workbook

XLS = ROSTERS / "清溪村花名册_旧版.xls"
XLSX = ROSTERS / "脱贫户及监测对象信息_清溪村_20250902.xlsx"

ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="名册">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""
ODS_CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def an_xlsx(path, write):
    with xlsxwriter.Workbook(str(path)) as book:
        write(book, book.add_worksheet("表"))
    return path


def an_ods(path, rows, kind="application/vnd.oasis.opendocument.spreadsheet"):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", ODS_CONTENT.format(rows=rows))
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return path


@pytest.mark.parametrize(("path", "rows"), list(zip(rosters(), (117, 62, 136, 191), strict=True)), ids=str)
def test_the_rosters_that_offices_send_are_read(path, rows):
    (sheet,) = read_workbook(path)
    assert len(sheet.rows) == rows
    assert len(sheet.rows[-1]) == 28


def test_a_row_has_the_place_excel_shows_though_the_first_rows_and_columns_are_empty(tmp_path):
    path = an_xlsx(tmp_path / "a.xlsx", lambda _book, page: page.write(2, 1, "姓名"))
    (sheet,) = read_workbook(path)
    assert sheet.rows == ((None, None), (None, None), (None, "姓名"))


def test_numbers_stay_numbers_and_dates_dates(tmp_path):
    def write(book, page):
        page.write_row(0, 0, [510199197402249327, 12, 3.5, True, "510199"])
        page.write_datetime(0, 5, dt.datetime(2025, 9, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_datetime(0, 6, dt.time(8, 30), book.add_format({"num_format": "hh:mm"}))

    row = read_workbook(an_xlsx(tmp_path / "a.xlsx", write))[0].rows[0]
    assert row[1:] == (12.0, 3.5, True, "510199", dt.date(2025, 9, 2), "08:30:00")
    assert isinstance(row[0], float)
    assert row[0] > 1e17


def test_merged_headings_fill_every_column_and_merged_facts_every_row(tmp_path):
    def write(_book, page):
        page.merge_range(0, 0, 0, 2, "花名册")
        page.write_row(1, 0, ["户编号", "姓名", "备注"])
        page.merge_range(2, 0, 3, 0, "51019900010001")
        page.write(2, 1, "高凤珍")
        page.write(3, 1, "肖辉")
        for line in range(4, 14):
            page.write(line, 1, "某某")
        page.merge_range(14, 0, 14, 2, "填表说明")

    rows = read_workbook(an_xlsx(tmp_path / "a.xlsx", write))[0].rows
    assert rows[0] == ("花名册",) * 3
    assert [row[0] for row in rows[2:5]] == ["51019900010001", "51019900010001", None]
    assert rows[14] == ("填表说明", None, None)


def test_all_sheets_are_read(tmp_path):
    def write(book, page):
        page.write(0, 0, "一")
        book.add_worksheet("二").write(0, 0, "二")
        book.add_worksheet("空")

    sheets = read_workbook(an_xlsx(tmp_path / "a.xlsx", write))
    assert [(sheet.name, len(sheet.rows)) for sheet in sheets] == [("表", 1), ("二", 1), ("空", 0)]


def test_what_a_file_is_is_told_by_its_content(tmp_path):
    """.et of WPS is one of the two Excel formats; county offices rename files as they like."""
    for source, name in ((XLS, "名册.et"), (XLSX, "名册2.et"), (XLSX, "名册.xls"), (XLSX, "名册.csv")):
        target = tmp_path / name
        shutil.copy(source, target)
        assert read_workbook(target)[0].rows == read_workbook(source)[0].rows
    (tmp_path / "导出.xls").write_bytes("姓名\t证件号码\n高凤珍\t1\n".encode("gb18030"))
    assert read_workbook(tmp_path / "导出.xls")[0].rows == (("姓名", "证件号码"), ("高凤珍", "1"))


def test_an_open_document_is_read(tmp_path):
    cells = "".join(ODS_CELL.format(text=text, more="") for text in ("姓名", "证件号码"))
    path = an_ods(tmp_path / "a.ods", f"<table:table-row>{cells}</table:table-row>")
    assert read_workbook(path)[0].rows == (("姓名", "证件号码"),)


def test_a_village_file_is_refused_without_being_opened(tmp_path, store, monkeypatch):
    """Closing a second descriptor of the live file would drop the locks under which this process works on it."""
    monkeypatch.setattr(type(store.path), "read_bytes", lambda _self: pytest.fail("opened the live file"))
    with pytest.raises(Refused, match="是村档文件，不是花名册"):
        read_workbook(store.path)


def word(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")


def archive(path):
    with zipfile.ZipFile(path, "w") as one:
        one.writestr("花名册.xlsx", "x")


def binary(path):
    with zipfile.ZipFile(path, "w") as one:
        one.writestr("xl/workbook.bin", "x")


def compound(*streams):
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + b"".join(name.encode("utf-16-le") for name in streams)


FOREIGN = {
    "missing": (lambda _path: None, "找不到“a.xls”。.*U盘"),
    "folder": (lambda path: path.mkdir(), "是文件夹"),
    "empty": (lambda path: path.write_bytes(b""), "是空文件"),
    "blank": (lambda path: path.write_bytes(b" \r\n\t"), "是空文件"),
    "web page": (
        lambda path: path.write_bytes("<html><table>高凤珍</table></html>".encode()),
        "内容却是网页.*另存为 .xlsx",
    ),
    "xml of 2003": (lambda path: path.write_bytes(b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>"), "内容却是网页"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n\0"), "这是PDF文件"),
    "rtf": (lambda path: path.write_bytes(b"{\\rtf1 "), "这是Word文件"),
    "docx": (word, "这是Word文件"),
    "doc": (lambda path: path.write_bytes(compound("WordDocument")), "这是Word文件"),
    "odt": (lambda path: an_ods(path, "", "application/vnd.oasis.opendocument.text"), "这是Word文件"),
    "protected": (lambda path: path.write_bytes(compound("EncryptionInfo", "EncryptedPackage")), "设了打开密码"),
    "zip": (archive, "是压缩文件.*先解压"),
    "xlsb": (binary, "是 .xlsb 格式.*另存为 .xlsx"),
    "picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0"), "认不出这个文件的格式"),
    "half a workbook": (lambda path: path.write_bytes(XLSX.read_bytes()[:9000]), "已损坏或不完整"),
    "half an old workbook": (lambda path: path.write_bytes(XLS.read_bytes()[:9000]), "已损坏或不完整"),
    "other compound": (lambda path: path.write_bytes(compound("Something")), "已损坏或不完整"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_spreadsheet_gets_its_own_sentence(tmp_path, kind):
    make, sentence = FOREIGN[kind]
    path = tmp_path / "a.xls"
    make(path)
    with pytest.raises(Refused, match=sentence):
        read_workbook(path)


def test_the_sentences_tell_the_cases_apart():
    sentences = [sentence for kind, (_make, sentence) in FOREIGN.items() if kind not in {"blank", "xml of 2003"}]
    assert len(set(sentences)) >= 11


def test_a_workbook_without_content_is_refused(tmp_path):
    path = an_xlsx(tmp_path / "a.xlsx", lambda _book, _page: None)
    with pytest.raises(Refused, match="表格里没有任何内容"):
        read_workbook(path)


def test_excels_lock_file_is_named_as_such(tmp_path):
    path = tmp_path / "~$花名册.xlsx"
    path.write_bytes(b"\x05user" + b" " * 160)
    with pytest.raises(Refused, match=r"临时文件.*不带“~\$”"):
        read_workbook(path)


@pytest.mark.parametrize(
    ("fault", "sentence"), [(PermissionError, "正被Excel或WPS打开"), (OSError, "读取失败.*复制到本机硬盘")]
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path, monkeypatch, fault, sentence):
    path = tmp_path / "a.xlsx"
    shutil.copy(XLSX, path)

    def refuse(_self):
        raise fault(5, "denied")

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    with pytest.raises(EnvironmentProblem, match=sentence):
        read_workbook(path)


def test_the_file_can_be_renamed_after_reading(tmp_path):
    path = tmp_path / "a.xlsx"
    shutil.copy(XLSX, path)
    read_workbook(path)
    path.rename(tmp_path / "b.xlsx")


def test_an_enormous_file_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    monkeypatch.setattr(type(path), "read_bytes", lambda _self: pytest.fail("read 100 MB"))
    with pytest.raises(Refused, match="有100兆，最多读100兆"):
        read_workbook(path)
