# SPDX-License-Identifier: MIT
"""The masks of domain.md §7.7, in their one place."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import Kind, Sensitivity
from villagedesk.models.values.masks import is_masked, masked, masked_account, masked_paper, masked_phone, masked_text

ID = "510199196203051014"


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("member.id_no", ID, "510199********1014"),
        ("member.id_no", "510199620305101", "510199*****5101"),
        ("member.id_no", "E12345678", "****678"),
        ("member.card_no", f"{ID}42", "510199**********1442"),
        ("member.phone", "13800001234", "138****1234"),
        ("household.phone", "028-85551234", "028*****1234"),
        ("household.phone", "12345", "12345"),
        ("household.bank_no", "6221990000001234567", "****4567"),
        ("member.birth", "1962年3月5日", "1962年"),
        ("household.address", "清溪村2组 13800001234", "清溪村2组 138****1234"),
        ("member.note", f"证件 {ID[:6]} {ID[6:14]} {ID[14:]}，卡6221990000001234567", "证件 510199********1014，卡****4567"),
        ("household.hh_no", "5101991002010001234", "5101991002010001234"),
        ("cadre.phone", "13800001234", "13800001234"),
        ("member_year.health", "残疾", "残疾"),
        ("member.name", "高凤珍", "高凤珍"),
        ("complaint.complainant", "罗小明", "罗**"),
        ("complaint.complainant", "罗小明、欧阳文", "罗**、欧**"),
        ("complaint.phone", "13800001234", "138****1234"),
    ],
)  # fmt: skip
def test_a_value_is_masked_by_the_kind_and_sensitivity_of_its_field(path: str, value: str, shown: str) -> None:
    assert masked(field_spec(path), value) == shown


def test_the_day_of_birth_does_not_give_back_what_the_identity_number_hides() -> None:
    hidden = masked(field_spec("member.id_no"), ID), masked(field_spec("member.birth"), "1962年3月5日")
    assert not any("0305" in one or "3月5日" in one for one in hidden)


def test_short_texts_and_amounts_stay() -> None:
    for text in ("12000.00", "2016年3月", "1公里", "36840", ""):
        assert masked_text(text) == text
    assert masked_phone("") == ""
    assert masked_account("1") == "****"
    assert masked_paper("") == "****"


def test_every_number_that_names_or_reaches_a_person_is_masked_unless_it_is_public() -> None:
    kinds = {Kind.ID_NUMBER, Kind.CARD_NUMBER, Kind.PHONE, Kind.BANK_NUMBER}
    for spec in (field for entity in ENTITIES.values() for field in entity.fields if field.kind in kinds):
        assert is_masked(spec) is (spec.sensitivity is not Sensitivity.PUBLIC), spec
