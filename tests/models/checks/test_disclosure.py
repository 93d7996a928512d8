# SPDX-License-Identifier: MIT
"""M01–M03: what a public paper must not show is found however it is written, and what may stand there may stay."""

from __future__ import annotations

import pytest

from villagedesk.models.checks.disclosure import disclosures, incomplete_notice, public_text

ID = "510199197402240022"


def found(*rows, **who):
    return [(one.code, one.place) for one in disclosures(public_text(rows, **who))]


@pytest.mark.parametrize(
    "number",
    [
        ID, "51019919740224002X", "51019919740224002x", ID + "43", "510199740224002", "510199 19740224 0022", "13800001111",
        "138-0000-1111", "138 0000 1111", "6222020000001234", "6222 0200 0000 1234 567", "１３８００００１１１１",
    ],
)  # fmt: skip
def test_m01_numbers_of_persons_are_found(number):
    assert found("公示", f"2组\t高凤珍\t{number}\t3人") == [("M01", "第 2 行")]


@pytest.mark.parametrize(
    "harmless",
    [
        "公示期：2025年6月1日至2025年6月7日", "监督电话：12317、12345", "028-27000000", "510***********0022", "人均纯收入12000.00元",
        "510199100201", "川扶贫发〔2025〕16号", "138****1111",
        "2025-06-01 2025-06-07",
    ],
)  # fmt: skip
def test_m01_what_is_no_number_of_a_person_may_stay(harmless):
    assert found(harmless) == []


def test_m01_the_supervision_phone_may_stay_however_it_is_written():
    row = "监督电话：13900002222"
    assert found(row) == [("M01", "第 1 行")]
    assert found(row, allowed=["139-0000-2222"]) == []
    assert found("村民电话13800001111", allowed=["13900002222"]) == [("M01", "第 1 行")]


def test_m01_numbers_side_by_side_are_found_each():
    assert found("13800001111 13900002222") == [("M01", "第 1 行")] * 2
    assert found(f"{ID}，6222020000001234") == [("M01", "第 1 行")] * 2


def test_m01_the_number_itself_is_not_repeated_in_the_finding():
    (one,) = disclosures(public_text([ID]))
    assert ID not in one.text()
    assert "是身份证号或残疾证号，不能公开" in one.text()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2组\t高凤珍\t3人\t因病", ["M01"]),
        ("2组\t高凤珍\t肢体残疾二级", ["M01"]),
        ("2组\t高凤珍\t精神障碍", ["M01"]),
        ("2组\t高凤珍\t3人", []),
        ("关于残疾人补贴发放的公示", []),  # about nobody
        ("高凤珍 残疾人联合会工作人员", []),
    ],
)
def test_m01_health_beside_a_name(row, expected):
    assert [code for code, _place in found(row, names=["高凤珍"])] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("户主高凤珍，子高磊", ["M02"]),
        ("户主高凤珍，4人", []),
        ("高磊磊", []),  # an adult of the list, of whose name the child's is a part
        ("高磊磊、高磊", ["M02"]),
    ],
)
def test_m02_names_of_children(row, expected):
    assert [code for code, _place in found(row, names=["高凤珍", "高磊磊"], children=["高磊"])] == expected


def test_m02_a_child_called_as_an_adult_of_the_list_is_not_accused():
    assert found("高凤珍", names=["高凤珍"], children=["高凤珍"]) == []


def test_m03_a_notice_says_from_when_to_when_and_whom_to_call():
    assert incomplete_notice("2025-06-01", "2025-06-07", "12317") == []
    assert incomplete_notice(None, "", " ") == ["start", "end", "phones"]
