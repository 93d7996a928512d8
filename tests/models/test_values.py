# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.i18n import set_language
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import NA, Kind
from villagedesk.models.codes import CodeList, code_list
from villagedesk.models.problem import Level
from villagedesk.models.values import dates, numbers, parse, text
from villagedesk.models.values.parse import KEEP_OUT, read
from villagedesk.models.values.show import editable
from villagedesk.paths import resources

TODAY = dt.date(2026, 3, 2)


def read_field(path, raw, year=None):
    return read(field_spec(path), raw, today=TODAY, year=year)


# -- dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2016.3", "2016-03"), ("2016.10", "2016-10"), ("2016年3月5日", "2016-03-05"), ("20160305", "2016-03-05"),
        ("201603", "2016-03"), ("2016-3-5", "2016-03-05"), ("2016/3/5", "2016-03-05"), ("２０１６．３．５", "2016-03-05"),
        ("2016年 3月 5日", "2016-03-05"), ("2016", "2016"), ("2016年", "2016"), ("2025-09-02 17:31:08", "2025-09-02"),
        (42434, "2016-03-05"), (42434.0, "2016-03-05"), (20160305.0, "2016-03-05"), (202304.0, "2023-04"),
        (2016.3, "2016-03"), (dt.datetime(2016, 3, 5, 8, 0), "2016-03-05"), (dt.date(2016, 3, 5), "2016-03-05"),
    ],
)  # fmt: skip
def test_every_way_of_writing_a_date_is_read(written, iso):
    assert dates.read_date(written) == iso


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("2016-2-30", "day"),
        ("2016.13.5", "month"),
        ("1816-1-1", "year"),
        ("昨天", "form"),
        (2016.1, "ambiguous"),
        ("16.3.5", "short_year"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(written, fault):
    with pytest.raises(dates.NotADate, match=fault):
        dates.read_date(written)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_every_day_survives_all_its_forms(day):
    for written in (
        day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}",
        dates.shown(day.isoformat()),
    ):  # fmt: skip
        assert dates.read_date(written) == day.isoformat()
    assert dates.eight_digits(day.isoformat()) == f"{day:%Y%m%d}"


@given(st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31)))
def test_an_excel_serial_is_the_day_excel_shows(day):
    serial = (day - dt.date(1899, 12, 30)).days
    assert dates.read_date(float(serial)) == day.isoformat() or 1900 <= serial <= 2100


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2000-02-29", "2026-02-28", 25),
        ("2000-02-29", "2026-03-01", 26),
        ("2000-03", "2026-03-01", 26),
        ("2000", "2026", 26),
    ],
)
def test_age_is_that_of_the_documents_date(birth, day, age):
    assert dates.age_on(birth, day) == age


def test_a_month_keeps_the_month_of_a_full_date_and_a_day_needs_a_day():
    assert read_field("household.identified", "2016年3月5日").value == "2016-03"
    assert read_field("visit.date", "2016.3").value is KEEP_OUT


# -- numbers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("1,200", 120000),
        ("１２００．５元", 120050),
        (19612.01, 1961201),
        (19612.0099999, 1961201),
        ("1.2万", 1200000),
        ("3万元", 3000000),
        (0, 0),
        ("-50", -5000),
        ("¥12.30", 1230),
    ],
)
def test_money_is_read_to_the_fen(written, fen):
    assert numbers.to_scaled(written, 2) == fen


@pytest.mark.parametrize(
    "written", ["", "一百", "1.005", "12元3角", "1e5", "--3", "NaN", float("nan"), float("inf"), 1.005]
)
def test_what_is_no_amount_is_refused_and_never_rounded_away(written):
    with pytest.raises(numbers.Unreadable):
        numbers.to_scaled(written, 2)


@given(st.integers(-(10**12), 10**12))
def test_an_amount_survives_writing_and_reading(fen):
    assert numbers.to_scaled(numbers.from_scaled(fen, 2, grouped=True), 2) == fen
    assert numbers.to_scaled(numbers.short_number(fen, 2), 2) == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"), (1, "壹分"), (10, "壹角整"), (123450, "壹仟贰佰叁拾肆元伍角整"), (100000001, "壹佰万元零壹分"), (20000, "贰佰元整"),
        (10500, "壹佰零伍元整"), (1010100, "壹万零壹佰零壹元整"), (1000000000000, "壹佰亿元整"), (100000100000, "壹拾亿零壹仟元整"), (-500, "负伍元整"),
    ],
)  # fmt: skip
def test_amounts_in_capitals_follow_the_payment_rules(fen, words):
    assert numbers.in_capitals(fen) == words


_CAPITALS = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}


def _read_capitals(words):
    """An independent reader, to hold the writer against."""
    yuan, _, rest = words.partition("元") if "元" in words else ("", "", words)
    total = section = digit = 0
    for sign in yuan:
        if sign in _CAPITALS:
            digit = _CAPITALS[sign]
        elif sign in "拾佰仟":
            section += digit * 10 ** ("拾佰仟".index(sign) + 1)
            digit = 0
        else:
            total = (total + section + digit) * 1 if sign == "万" and total else total + section + digit
            total, section, digit = total * 10**4 if sign == "万" else total * 10**8, 0, 0
    fen = (total + section + digit) * 100
    for unit, worth in (("角", 10), ("分", 1)):
        if unit in rest:
            fen += _CAPITALS[rest[rest.index(unit) - 1]] * worth
    return fen


@given(st.integers(0, 9_999_999_999))
def test_amounts_in_capitals_can_be_read_back(fen):
    assert _read_capitals(numbers.in_capitals(fen)) == fen


# -- text ---------------------------------------------------------------------------------------------------------------


def test_what_is_passed_on_as_clean_has_nothing_to_clean(monkeypatch):
    signs = "".join(sign for sign in map(chr, range(0x110000)) if text._CLEAN.fullmatch(sign))
    assert {"李", "7"} <= set(signs)
    monkeypatch.setattr(text, "_CLEAN", re.compile("(?!)"))
    assert text.clean_line(signs) == signs
    assert text.half_width(signs) == signs


@pytest.mark.parametrize(
    "typed", ["5.10199E+17", "5.10199e+17", " 5.10199E+17 ", "５.10199Ｅ＋１７", "5.10199 E+17", "5E+17", "'5.1E+17"]
)
def test_a_number_that_a_spreadsheet_has_rounded_is_refused_however_it_is_written(typed):
    assert read_field("member.id_no", typed).value is KEEP_OUT


@given(st.text(max_size=200))
def test_cleaning_is_stable_and_leaves_nothing_invisible(raw):
    for clean in (text.clean_line, text.clean_note, text.clean_name, text.half_width):
        once = clean(raw)
        assert clean(once) == once
        assert not any(sign in once for sign in "\u202e\u200f\u200b\ufeff\x00\x1f")


def test_names_keep_every_character_and_lose_only_noise():
    assert text.clean_name("阿依古丽 • 买买提") == "阿依古丽·买买提"
    assert text.clean_name(" 张　伟\u200b") == "张伟"
    assert text.clean_name("𠮷田") == "𠮷田"
    assert text.clean_name("王\u202e明") == "王明"


def test_a_lone_surrogate_is_refused_with_its_reason():
    reading = read_field("household.note", "坏\ud800字")
    assert reading.value is KEEP_OUT
    assert "无法保存" in reading.problems[0].text()
    reading.problems[0].text().encode("utf-8")


def test_ten_thousand_characters_fit_a_note_but_not_a_name():
    assert len(read_field("household.note", "字" * 10_000).value) == 10_000
    reading = read_field("member.name", "字" * 10_000)
    assert reading.value is KEEP_OUT
    assert "最多50个字" in reading.problems[0].text()
    assert len(reading.problems[0].text()) < 200


# -- fields -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spec",
    [spec for entity in ENTITIES.values() for spec in entity.fields],
    ids=lambda spec: f"{spec.entity}.{spec.key}",
)
def test_no_field_ever_raises_or_loses_what_is_typed(spec):
    for raw in (
        "",
        " ",
        "abc",
        "张三",
        "2016.3",
        "-1",
        "1e400",
        "９９",
        "\x00",
        "=1+1",
        12,
        12.5,
        1e300,
        True,
        None,
        (),
        dt.datetime(2016, 3, 5),
        "不适用",
        "x" * 30_000,
    ):
        reading = read(spec, raw, today=TODAY)
        assert reading.kept or reading.problems
        for problem in reading.problems:
            assert problem.field == spec.label
            assert problem.text().endswith(problem.remedy)


def test_a_code_whose_name_means_another_one_today_is_edited_by_its_code():
    spec = field_spec("household_year.attribute")
    assert editable(spec, "low_income") == "低保脱贫户"
    assert editable(spec, "low_income_2014") == "low_income_2014"
    assert read(spec, "low_income_2014", today=TODAY).value == "low_income_2014"


def test_a_step_may_be_the_name_that_a_county_gave_and_another_code_may_not():
    assert read_field("edition_step.after", "入户抽查").value == "入户抽查"
    assert read_field("edition_step.after", "乡镇审核").value == "township"
    assert read_field("procedure_edition.off", "入户抽查、乡镇审核").value == ("township", "入户抽查")
    assert read_field("edition_step.after", "strange").value is KEEP_OUT
    assert read_field("procedure_edition.template", "入户抽查").value is KEEP_OUT


@given(st.data())
def test_what_an_editor_shows_is_read_back_as_the_same_value(data):
    spec = data.draw(
        st.sampled_from([s for e in ENTITIES.values() for s in e.fields if s.kind not in {Kind.REF, Kind.PHOTO}])
    )
    value = data.draw(_values(spec))
    assert read(spec, editable(spec, value), today=TODAY).value == value


def _values(spec):
    low, high = spec.minimum if spec.minimum is not None else -1000, spec.maximum or 10_000_000
    by_kind = {
        Kind.YES_NO: st.booleans(),
        Kind.DATE: st.dates(dt.date(1950, 1, 1), dt.date(2030, 1, 1)).map(dt.date.isoformat),
        Kind.MONTH: st.dates(dt.date(1950, 1, 1), dt.date(2030, 1, 1)).map(lambda day: day.isoformat()[:7]),
        Kind.YEAR: st.integers(1900, 2100),
        Kind.ID_NUMBER: st.just("510199197402249327"),
        Kind.CARD_NUMBER: st.just("51019919740224932743"),
        Kind.PHONE: st.sampled_from(["13800001111", "028-87654321"]),
        Kind.BANK_NUMBER: st.just("6222021234567890128"),
        Kind.REGION: st.just("510199100201"),
        Kind.NAME: st.text("王李张阿依·古丽", min_size=2, max_size=6)
        .map(text.clean_name)
        .filter(lambda name: len(name) > 1),
    }
    if spec.kind in {Kind.CODE, Kind.CODES}:
        codes = [entry.code for entry in code_list(spec.codes).choices()]
        if spec.kind is Kind.CODE:
            return st.sampled_from(codes)
        return st.sets(st.sampled_from(codes)).map(lambda members: tuple(sorted(members)))
    if spec.kind in {Kind.TEXT, Kind.NOTE}:
        return (
            st.text("村民小组一二三 ab1", min_size=1, max_size=min(20, spec.length))
            .map(text.clean_line)
            .filter(lambda t: t.strip() and t.casefold() not in {"na"})
        )
    base = by_kind.get(spec.kind, st.integers(low, high))
    return st.one_of(base, st.just(NA)) if spec.na else base


def test_empty_is_not_zero_is_not_no_is_not_not_applicable():
    area = "household_year.house_area"
    assert [read_field(area, raw).value for raw in ("", "0", "不适用")] == [None, 0, NA]
    assert read_field("household_year.farmland", "不适用").value is KEEP_OUT
    assert [read_field("household_year.dangerous", raw).value for raw in ("", "否", "是")] == [None, False, True]


def test_a_value_outside_its_limits_is_kept_and_reported():
    reading = read_field("member_year.work_months", 13)
    assert reading.value == 13
    assert reading.problems[0].level is Level.ERROR
    assert "0到12" in reading.problems[0].text()


def test_a_code_outside_the_list_is_refused_with_the_choices():
    reading = read_field("member_year.labour", "很强")
    assert reading.value is KEEP_OUT
    assert "普通劳动力" in reading.problems[0].remedy


def test_several_codes_are_read_whatever_parts_them():
    for raw in ("残疾,长期慢性病", "长期慢性病、残疾", "残疾；长期慢性病", ("4", "2")):
        assert read_field("member_year.health", raw).value == ("2", "4")


def test_a_problem_names_place_person_field_value_rule_and_remedy():
    problem = read_field("household.identified", "2016.13.5").problems[0].at(place="第 37 行 E 列", person="张三")
    assert problem.text() == "第 37 行 E 列 张三 首次识别时间“2016.13.5”没有这个月份。可写成 2016-12 或 2016年12月"


# -- the English interface ----------------------------------------------------------------------------------------------


@pytest.fixture
def english():
    set_language("en", resources() / "locale")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "spec", [spec for entity in ENTITIES.values() for spec in entity.fields if spec.kind is Kind.CODES], ids=str
)
def test_a_list_of_codes_is_read_back_from_its_english_names_whatever_commas_they_hold(spec):
    known = code_list(spec.codes)
    every = tuple(sorted(entry.code for entry in known.choices()))
    assert read(spec, editable(spec, every), today=TODAY).value == every


def test_a_name_with_commas_is_taken_whole_and_its_neighbours_apart(monkeypatch):
    spec = field_spec("household_year.risks")
    known = code_list(spec.codes)
    one, other = known.entries[0], known.entries[1]
    comma = replace(one, en="Ill, and poor, and old")
    monkeypatch.setattr(parse, "code_list", lambda _name: CodeList("risk", (comma, *known.entries[1:])))
    typed = f"{other.en}, Ill, and poor, and old"
    assert set(read(spec, typed, today=TODAY).value) == {one.code, other.code}


def test_a_pasted_list_of_many_commas_is_refused_at_once():
    reading = read_field("household_year.risks", ",".join(["x"] * 20_000))
    assert reading.value is KEEP_OUT


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("path", "raw"),
    [
        ("member.id_no", "510199198001011111"),
        ("member.sex", "x"),
        ("household.longitude", "abc"),
        ("household_year.house_area", "x"),
        ("village_year.groups", "-1"),
        ("member.phone", "1"),
    ],
)
def test_what_is_wrong_is_said_in_english_down_to_label_choices_and_unit(path, raw):
    (problem,) = read_field(path, raw).problems
    assert problem.field == field_spec(path).en
    assert not re.search(r"[一-鿿]", re.sub(r"“[^”]*”", "", problem.text()))
