# SPDX-License-Identifier: MIT
"""The report of a merge in sentences: where a file comes from, what it brought, and nothing that did not happen."""

from __future__ import annotations

from tests.merge.conftest import V1, merge, put
from villagedesk.merge.report import Report
from villagedesk.merge.returning import make_return_file
from villagedesk.merge.sealing import send_copy
from villagedesk.store import arrivals


def told(store):
    return "\n".join(Report.from_json(arrivals.arrivals(store)[0].report).lines())


def test_copies_exports_and_return_files_are_told_apart(laptops, township, tmp_path):
    village = laptops("v1")
    put(village, "household", "h", village=V1, phone="13800000001")
    merge(township, village.path)
    assert "直接复制的文件" in told(township)
    put(village, "household", "h", phone="13800000002")
    merge(township, send_copy(village, tmp_path).path)
    assert "，上报文件，" in told(township)
    put(township, "household", "h", phone="13800000003")
    made = tmp_path / "回.village"
    make_return_file(township, V1, made)
    merge(village, made)
    assert "，乡镇返回的文件，" in told(village)


def test_only_what_happened_to_a_kind_of_record_is_named(laptops, township):
    village = laptops("v1")
    put(village, "household", "h", village=V1, phone="13800000001")
    merge(township, village.path)
    assert "户：读到1、新增1\n" in told(township)
    put(village, "household", "h", phone="13800000002")
    merge(township, village.path)
    assert "户：读到1、修改1\n" in told(township)
    assert "村：读到1、相同1\n" in told(township)
