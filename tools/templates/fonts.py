# SPDX-License-Identifier: MIT
"""Fonts and sizes of the papers (domain.md §6.4, GB/T 9704-2012). None is shipped: 方正 fonts are commercial."""

from __future__ import annotations

TITLE = "方正小标宋简体"
HEAD = "黑体"
BODY = "仿宋_GB2312"
NOTE = "楷体_GB2312"
SONG = "宋体"
LATIN = "Times New Roman"

# What Word takes instead, in this order, where the named font is missing.
ALTERNATIVES = {
    TITLE: ("方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体", "SimSun"),
    BODY: ("仿宋", "FangSong", "华文仿宋", "STFangsong"),
    NOTE: ("楷体", "KaiTi", "华文楷体", "STKaiti"),
    HEAD: ("SimHei", "华文黑体", "微软雅黑"),
    SONG: ("SimSun", "华文宋体", "STSong"),
}

# Points of the Chinese size names (字号).
SMALL_ONE, TWO, SMALL_TWO, THREE, SMALL_THREE = 24.0, 22.0, 18.0, 16.0, 15.0
FOUR, SMALL_FOUR, FIVE, SMALL_FIVE = 14.0, 12.0, 10.5, 9.0
EARLY, SMALL_EARLY, ONE = 42.0, 36.0, 26.0
