# SPDX-License-Identifier: MIT
"""A place written in one text, taken apart into province, city, county and township (domain.md §2.3 务工所在地).

By the words that end the names (省, 市, 县, 镇 …), without a gazetteer: the same text always gives the same parts, and what
cannot be told is left out. A lone 市 is taken for a city of the second level, although 义乌市 is one of the third.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_PROVINCES: Final = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南",
    "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆",
    "香港", "澳门",
)  # fmt: skip
_AUTONOMOUS: Final = "(?:(?:壮族|回族|维吾尔)?自治区)"
_PROVINCE: Final = re.compile(
    rf"(?:(?:{'|'.join(_PROVINCES)})(?:{_AUTONOMOUS}|特别行政区|省|(?<=北京|天津|上海|重庆)市)?|[\u4e00-\u9fff]{{2,3}}省)"
)
# A name has two characters before 市, 区 and 旗, so that 沙市区 stays whole; counties of one exist (忠县).
_CITY: Final = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治州|地区|盟|市(?!区)|市(?=区$))")
_COUNTY: Final = re.compile(
    r"[\u4e00-\u9fff]{1,12}?(?:自治县|自治旗|(?<=[\u4e00-\u9fff]{2})(?:市辖区|新区|开发区|(?<![社小景])区|[市旗])|县(?![城内外]))"
)
_TOWNSHIP: Final = re.compile(r"[\u4e00-\u9fff]{1,10}?(?:街道办事处|街道|民族乡|苏木|镇|乡)")
_LEAD: Final = re.compile(r"^(?:在|到|赴|去|于)")
_HERE: Final = ("本", "外", "邻", "该")  # 本县, 外省: which one, only the writer knew
_BETWEEN: Final = re.compile(r"[\s,，、;；/\\|·\-—－_]+")


class Place(NamedTuple):
    """The parts of a place; empty where the text does not tell."""

    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""


def split_place(text: str) -> Place:
    """The parts of a place as they are written in the text; what follows the township is left to the text itself."""
    rest = _LEAD.sub("", _BETWEEN.sub("", text))
    found = []
    for pattern in (_PROVINCE, _CITY, _COUNTY, _TOWNSHIP):
        match = None if rest.startswith(_HERE) else pattern.match(rest)
        found.append(match.group() if match else "")
        rest = rest[match.end() :] if match else rest
    return Place(*found)
