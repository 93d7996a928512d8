# SPDX-License-Identifier: MIT
from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.errors import Refused
from villagedesk.sheets.separated import read_separated

TEXT = "姓名,证件号码\n高凤珍,510199197402249327\n𠮷田,2\n"
ROWS = [("姓名", "证件号码"), ("高凤珍", "510199197402249327"), ("𠮷田", "2")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_offices_use_is_recognised(encoding):
    assert read_separated(TEXT.encode(encoding)) == ROWS


def test_utf16_needs_its_mark_because_gbk_bytes_also_decode_as_utf16():
    text = "姓名,号\n张三,12\n"  # an even number of bytes in GBK
    assert len(text.encode("gbk")) % 2 == 0
    assert read_separated(text.encode("gbk"))[1] == ("张三", "12")
    assert read_separated(codecs.BOM_UTF16_BE + text.encode("utf-16-be"))[1] == ("张三", "12")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_separator_is_found(sign):
    assert read_separated(f"姓名{sign}证件号码\n高{sign}1\n".encode()) == [("姓名", "证件号码"), ("高", "1")]


def test_a_comma_inside_quotes_separates_nothing():
    assert read_separated('姓名;健康状况\n高;"残疾,长期慢性病"\n'.encode())[1] == ("高", "残疾,长期慢性病")


def test_the_formula_that_keeps_a_long_number_is_unwrapped():
    row = read_separated(b'a,b,c\n"=""510199197402249327""",=1+1,"=""x"\n')[1]
    assert row == ("510199197402249327", "=1+1", '="x')


def test_a_broken_byte_in_utf8_stays_in_its_cell():
    content = TEXT.encode().replace("凤".encode(), b"\xff")
    rows = read_separated(content + "肖辉,3\n".encode() * 10)
    assert rows[1] == ("高\udcff珍", "510199197402249327")
    assert rows[2] == ROWS[2]


def test_a_broken_byte_in_gbk_stays_in_its_cell():
    rows = read_separated("姓名,号码\n张三,1\n".encode("gbk") + b"\xff,2\n")
    assert rows == [("姓名", "号码"), ("张三", "1"), ("\udcff", "2")]


def test_a_file_in_no_known_encoding_is_refused_with_the_line():
    junk = bytes(range(0x81, 0x100)) * 10
    with pytest.raises(Refused, match=r"第 3 行有无法识别的字符.*另存为"):
        read_separated("姓名,号码\n张三,1\n".encode("gbk") + b"\xff\xff" * 60 + junk)


def test_an_unclosed_quote_over_the_whole_file_is_refused_with_the_line():
    with pytest.raises(Refused, match="引号不成对"):
        read_separated(b'a,b\n1,"' + b"x\n" * 100_000)


def test_too_many_rows_are_refused():
    with pytest.raises(Refused, match="最多读200000行"):
        read_separated(b"1,2\n" * 200_001)


def test_too_many_columns_are_refused():
    with pytest.raises(Refused, match="有501列，最多读500列"):
        read_separated(b"1," * 500 + b"1\n")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        rows = read_separated(content)
    except Refused:
        return  # never another exception
    assert all(cell is None or cell for row in rows for cell in row)
