# SPDX-License-Identifier: MIT
"""A place in one text is parted by the words that end names; what cannot be told is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.models.values.places import split_place


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("广东省东莞市长安镇", ("广东省", "东莞市", "", "长安镇")),
        ("四川省成都市简阳市石桥镇", ("四川省", "成都市", "简阳市", "石桥镇")),
        ("浙江省 / 杭州市、余杭区", ("浙江省", "杭州市", "余杭区", "")),
        ("重庆市忠县", ("重庆市", "", "忠县", "")),
        ("湖北省荆州市沙市区中山路街道", ("湖北省", "荆州市", "沙市区", "中山路街道")),
        ("云南省大理白族自治州漾濞彝族自治县苍山西镇", ("云南省", "大理白族自治州", "漾濞彝族自治县", "苍山西镇")),
        ("内蒙古自治区锡林郭勒盟苏尼特左旗", ("内蒙古自治区", "锡林郭勒盟", "苏尼特左旗", "")),
        ("广东省东莞市长安镇乌沙社区", ("广东省", "东莞市", "", "长安镇")),
        ("示范镇", ("", "", "", "示范镇")),
        ("在浙江省打工", ("浙江省", "", "", "")),
        ("东莞市区", ("", "东莞市", "", "")),
    ],
)
def test_a_place_is_parted_into_province_city_county_and_township(text, parts):
    assert split_place(text) == parts


@pytest.mark.parametrize("text", ["", "省外", "国外", "本县城", "县内务工", "外省", "乡内", "12345", "\u202e"])
def test_what_names_no_place_gives_no_part(text):
    assert split_place(text) == ("", "", "", "")


@given(st.text(alphabet="广东省北京市自治区州县镇乡街道本在东莞沙、 ", max_size=30))
def test_parts_stand_in_the_text_in_their_order(text):
    bare = text.replace("、", "").replace(" ", "")
    at = 0
    for part in split_place(text):
        at = bare.index(part, at) + len(part)
