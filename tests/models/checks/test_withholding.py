# SPDX-License-Identifier: MIT
"""Typed texts are freed of numbers, names and words about health before they are put up, and it is told what went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.checks.withholding import Sieve, digits_of, left_out, phones_in

PLAIN = Sieve()
ID = "510199196203051014"


@pytest.mark.parametrize(
    "number",
    [
        ID, "510199 19620305 1014", "51019919620305101X", f"{ID}42", "510199620305101", "13800001111", "138 0000 1111",
        "138-0000-1111", "1 3 8 0 0 0 0 1 1 1 1", "１３８００００１１１１", "138\u200b0000\u200b1111", "028-84841234",
        "6222 0200 0000 1234 567", "6200001234567890123", "一三八零零零零一一一一", "+8613800001111",
        "138\u3000000\u30001111".replace("\u3000000", "\u30000000"), "138\u00a00000\u00a01111", "138 - 0000 - 1111".replace(" - ", "--"),
        "一三八 零零零零 一一一一", "一三八-零零零零-一一一一", "138零零零零1111", "6222-0200-0000-1234-5678", "512345199001011", "101234567890123",
    ],
)  # fmt: skip
def test_a_number_goes_however_it_is_written(number: str) -> None:
    text, found = PLAIN.freed(f"联系{number}，请核对")
    assert text == "联系****，请核对" or "+" in number
    assert len(found) == 1
    assert not any(char.isdigit() for char in text)


@pytest.mark.parametrize(
    "text",
    ["2016年11月10日至2016年11月16日", "2026-02-23至2026-02-27", "国开办发〔2014〕24号", "拨打12317、12345", "共41户82人",
     "根据文件精神，集中风险排查", "文化疗养院的损失明细", "残疾人联合会办公室门口", "2025.11.10-2025.11.16", "合同编号20250316",
     "居住院落和住院坝的硬化", "防止发生病虫害", "核心肌理", "二〇二五年十一月十日至二〇二五年十二月十日", "人民币贰万叁仟壹佰元整"],
)  # fmt: skip
def test_dates_hotlines_counts_and_offices_stay(text: str) -> None:
    assert PLAIN.freed(text) == (text, [])


@pytest.mark.parametrize(
    "written",
    ["电话84841234", "座机：8484 1234", "手机号码138000011", "联系电话是848-4123", "QQ 123456789", "电话138 0000 1111"],
)
def test_a_number_goes_that_is_called_a_telephone_though_it_has_no_area_code(written: str) -> None:
    text, found = PLAIN.freed(f"有事找李四，{written}，随时可打")
    assert not any(char.isdigit() for char in text), text
    assert [one.kind for one in found] == ["电话号码"]


def test_a_supervision_phone_without_an_area_code_stays() -> None:
    text = "监督电话：84841234"
    assert Sieve(allowed=phones_in(text)).freed(text) == (text, [])


def test_a_supervision_phone_stays_unless_it_is_that_of_a_household() -> None:
    phones = phones_in("村 13800001111、乡镇 028-84841234、12317")
    assert phones == {"13800001111", "02884841234"}
    sieve = Sieve(allowed=phones, numbers=digits_of(["138 0000 1111"]))
    text, found = sieve.freed("村 13800001111、乡镇 028-84841234、12317")
    assert text == "村 ****、乡镇 028-84841234、12317"
    assert [one.shown for one in found] == ["138…11"]


def test_members_are_not_named_and_a_head_whose_name_holds_theirs_is() -> None:
    sieve = Sieve(names=frozenset({"张三", "李小宝"}), named=frozenset({"张三丰"}))
    text, found = sieve.freed("张三丰反映张三和李小宝不在家，李小宝在外")
    assert text == "张三丰反映某某和某某不在家，某某在外"
    assert {one.shown for one in found} == {"张三", "李小宝"}


@pytest.mark.parametrize("written", ["李 小宝", "李　小宝", "李 小 宝", "买买提•江", "买买提江", "买买提·江"])
def test_a_name_goes_however_it_is_spaced(written: str) -> None:
    text, found = Sieve(names=frozenset({"李小宝", "买买提·江"})).freed(f"已告知{written}。")
    assert text == "已告知某某。"
    assert len(found) == 1


@pytest.mark.parametrize(
    "illness",
    [
        "脑梗",
        "心脏病",
        "肾炎",
        "肝硬化",
        "类风湿",
        "自闭症",
        "聋哑",
        "因学致贫",
        "糖 尿 病",
        "高血压",
        "抑郁",
        "腰椎间盘突出",
        "股骨头坏死",
        "甲亢",
        "肺气肿",
        "胃溃疡",
        "白内障",
        "脑出血",
        "肾结石",
        "痛风",
        "住院",
        "久病",
        "截肢",
        "致残",
        "病故",
        "阿尔茨海默",
    ],
)
def test_common_illnesses_disabilities_and_causes_go(illness: str) -> None:
    text, found = PLAIN.freed(f"该户{illness}，已核实")
    assert illness not in text
    assert len(found) == 1


def test_words_about_health_go() -> None:
    text, found = PLAIN.freed("该户有重病和残疾人，因病致贫")
    assert not any(word in text for word in ("重病", "残疾", "因病"))
    assert {one.shown for one in found} == {"重病", "残疾", "因病"}


def test_what_went_is_said_once_with_the_field_and_never_in_full() -> None:
    _text, found = PLAIN.freed(f"{ID}、{ID}")
    (sentence,) = left_out("公示地点", found)
    assert "公示地点" in sentence
    assert "510…14" in sentence
    assert ID not in sentence


@given(st.text(alphabet="村委会公示栏，（） -", max_size=12), st.from_regex(r"1[3-9]\d{9}", fullmatch=True))
def test_no_mobile_number_survives_any_surroundings(around: str, number: str) -> None:
    text, _found = PLAIN.freed(f"{around}{number}{around}")
    assert number not in text
