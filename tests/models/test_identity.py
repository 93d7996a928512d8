# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.problem import Level
from villagedesk.models.values import identity
from villagedesk.models.values.identity import IdFault, read_id
from villagedesk.models.values.parse import KEEP_OUT, read

TODAY = dt.date(2026, 3, 2)
GOOD = "510199197402249327"


@st.composite
def id_numbers(draw):
    area = draw(st.integers(110000, 659999))
    born = draw(st.dates(dt.date(1900, 1, 1), TODAY))
    seventeen = f"{area}{born:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return seventeen + identity.check_digit(seventeen)


def sum_of_weights(number):
    """GB 11643-1999 by the book, independent of the library: Σ aᵢ·Wᵢ ≡ 1 (mod 11) with Wᵢ = 2^(i−1) mod 11."""
    values = [10 if sign == "X" else int(sign) for sign in number]
    return sum(value * pow(2, 17 - place, 11) for place, value in enumerate(values)) % 11


@given(id_numbers())
def test_a_right_number_has_no_fault_whatever_county_issued_it(number):
    reading = read_id(number, TODAY)
    assert reading.faults == ()
    assert sum_of_weights(number) == 1
    assert reading.birth == f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    assert reading.sex == ("1" if int(number[16]) % 2 else "2")


@given(id_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(number, place, shift):
    digit = 10 if number[place] == "X" else int(number[place])
    wrong = "X" if (digit + shift) % 11 == 10 and place == 17 else str((digit + shift) % 10)
    damaged = number[:place] + wrong + number[place + 1 :]
    if damaged != number:
        assert read_id(damaged, TODAY).faults


@given(id_numbers())
def test_noise_around_a_number_is_taken_away(number):
    for raw in (
        number.lower(),
        f" {number}\t",
        f"'{number}",
        f"G{number}",
        number.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ):
        assert read_id(raw, TODAY).number == number


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("5101991974022493", IdFault.LENGTH), ("51019919740224932A", IdFault.SIGNS), ("999999999999999999", IdFault.PLACEHOLDER),
        ("000000000000000000", IdFault.PLACEHOLDER), ("510199197402309325", IdFault.BIRTH), ("510199189902249328", IdFault.BIRTH),
        ("510199202702249328", IdFault.FUTURE), ("510199197402249328", IdFault.CHECK), ("51019919740224932789", IdFault.CARD),
        ("510199741324932", IdFault.BIRTH),
    ],
)  # fmt: skip
def test_each_fault_is_told_apart(raw, fault):
    assert fault in read_id(raw, TODAY).faults


def test_a_wrong_check_digit_names_the_right_one_and_the_way_out():
    problem = read(field_spec("member.id_no"), "510199197402249328", today=TODAY).problems[0]
    assert (
        problem.text()
        == "证件号码“510199197402249328”第18位应为7，现为8。请核对户口簿；如原件如此，请在“证件核对说明”注明“已核对原件”"
    )
    assert problem.code == "A03"


def test_an_old_number_stays_and_its_new_form_is_offered():
    reading = read(field_spec("member.id_no"), "510199740224932", today=TODAY)
    assert reading.value == "510199740224932"
    assert reading.problems[0].level is Level.HINT
    assert identity.converted_15("510199740224932") in reading.problems[0].text()
    assert identity.comparable("510199740224932") == identity.converted_15("510199740224932") == "510199197402249327"


@pytest.mark.parametrize("card", ["51019919740224932743", "51019919740224932743B1"])
def test_a_disability_card_in_the_identity_column_gives_both_numbers(card):
    reading = read(field_spec("member.id_no"), card, today=TODAY)
    assert reading.value == GOOD
    assert dict(reading.extra) == {"card_no": card, "disability_kind": "4", "disability_grade": "3"}
    assert not reading.problems


def test_a_number_that_excel_has_rounded_is_refused_with_the_remedy():
    for rounded in (5.101991963060972e17, 510199196306097200, 1.1010119900307e17):
        reading = read(field_spec("member.id_no"), rounded, today=TODAY)
        assert reading.value is KEEP_OUT
        assert "文本" in reading.problems[0].remedy


@pytest.mark.parametrize(
    "phone", ["13800001111", "１３８ 0000 1111", "+86 13800001111", "138-0000-1111", "0086-13800001111"]
)
def test_a_mobile_is_one_number_however_it_is_written(phone):
    reading = read(field_spec("household.phone"), phone, today=TODAY)
    assert reading.value == "13800001111"
    assert not reading.problems


@pytest.mark.parametrize(
    ("phone", "good"), [("028-87654321", True), ("87654321", True), ("12800001111", False), ("1380000111", False)]
)
def test_landlines_are_telephones_and_wrong_mobiles_are_doubtful_but_kept(phone, good):
    reading = read(field_spec("household.phone"), phone, today=TODAY)
    assert reading.value == phone
    assert (not reading.problems) == good


def test_a_bank_number_that_fails_luhn_only_warns():
    reading = read(field_spec("household.bank_no"), "6222 0212 3456 7890 123", today=TODAY)
    assert reading.value == "6222021234567890123"
    assert [problem.level for problem in reading.problems] == [Level.HINT]
    assert read(field_spec("household.bank_no"), "6222021234567890128", today=TODAY).problems == ()
