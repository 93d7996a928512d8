# SPDX-License-Identifier: MIT
"""Old .xls workbooks whose records lie: one wrong byte must not cost gigabytes."""

from __future__ import annotations

import struct

import pytest

from tests.sheets.test_reading import XLS
from villagedesk.errors import Refused
from villagedesk.sheets import reading
from villagedesk.sheets.binary import old_sheets
from villagedesk.sheets.compound import MAGIC, Compound, NotCompound
from villagedesk.sheets.extent import Extent

TEXT_CELL, MERGED_NUMBERS, DIMENSIONS = 0x00FD, 0x00BD, 0x0200


def patched(old, new):
    content = XLS.read_bytes()
    assert content.count(old) == 1, "the record to be changed must be found exactly once"
    return content.replace(old, new)


def test_the_extent_of_an_honest_workbook():
    assert list(old_sheets(XLS.read_bytes())) == [Extent(rows=62, columns=28)]


def a_far_cell():
    head = struct.pack("<HHHH", TEXT_CELL, 10, 61, 7)
    return patched(head, struct.pack("<HHHH", TEXT_CELL, 10, 61, 17_000))


def a_far_row():
    head = struct.pack("<HHHH", TEXT_CELL, 10, 61, 7)
    wide = patched(head, struct.pack("<HHHH", TEXT_CELL, 10, 65_000, 7))
    other = struct.pack("<HHHH", TEXT_CELL, 10, 61, 8)
    assert wide.count(other) == 1
    return wide.replace(other, struct.pack("<HHHH", TEXT_CELL, 10, 61, 450))


def claims(top, bottom, left, right):
    record = struct.pack("<HHIIHH", DIMENSIONS, 14, 0, 62, 0, 28)
    return patched(record, struct.pack("<HHIIHH", DIMENSIONS, 14, top, bottom, left, right))


LIARS = {
    "far column": (a_far_cell, "有17001列"),
    "large area": (a_far_row, "太大了"),
    "claimed area": (lambda: claims(0, 4_000_000_000, 0, 28), "已损坏"),
    "claimed columns": (lambda: claims(0, 62, 0, 60_000), "已损坏"),
    "first row after the last": (lambda: claims(0x8800_0000, 62, 0, 28), "已损坏"),
    "first column after the last": (lambda: claims(0, 62, 29, 28), "已损坏"),
}


@pytest.mark.parametrize("kind", LIARS)
def test_a_lying_record_is_refused_before_the_reader_sees_it(tmp_path, monkeypatch, kind):
    make, sentence = LIARS[kind]
    path = tmp_path / "a.xls"
    path.write_bytes(make())
    monkeypatch.setattr(reading, "_calamine_sheets", lambda _content: pytest.fail("the reader was reached"))
    with pytest.raises(Refused, match=sentence):
        reading.read_workbook(path)


def test_a_run_of_numbers_reaches_to_its_last_column():
    """MULRK: row, first column, numbers, last column."""
    stream = struct.pack("<HHHHIHH", MERGED_NUMBERS, 12, 4, 2, 0, 0, 9) + struct.pack("<HH", 0x000A, 0)
    from villagedesk.sheets.binary import _extent

    assert _extent(stream, 0) == Extent(rows=5, columns=10)


def test_a_chain_that_runs_in_a_circle_is_refused():
    content = bytearray(XLS.read_bytes())
    start = int.from_bytes(content[48:52], "little")
    table = int.from_bytes(content[76:80], "little")
    place = (table + 1) * 512 + start * 4
    content[place : place + 4] = start.to_bytes(4, "little")
    with pytest.raises(NotCompound, match="chain"):
        Compound(bytes(content))


@pytest.mark.parametrize("content", [b"", MAGIC, MAGIC + b"\xff" * 600, XLS.read_bytes()[:1_000]])
def test_a_broken_container_is_refused(content):
    with pytest.raises(NotCompound):
        Compound(content)
