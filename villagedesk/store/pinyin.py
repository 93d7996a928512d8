# SPDX-License-Identifier: MIT
"""Pinyin of names, for sorting and searching.

pypinyin knows the characters; surnames with a reading of their own
(曾 Zēng, 单 Shàn, 仇 Qiú) are ours, because pypinyin reads them as ordinary words (stack-data.md §7).
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

_SURNAMES: Final = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "翟": "zhai", "查": "zha", "盖": "ge", "朴": "piao", "区": "ou",
    "任": "ren", "华": "hua", "纪": "ji", "缪": "miao", "覃": "qin", "洗": "xian", "冼": "xian", "尹": "yin", "员": "yun",
    "宓": "mi", "乐": "yue", "柏": "bai", "卜": "bu", "种": "chong", "黑": "he", "秘": "bi", "祭": "zhai", "牟": "mu",
    "那": "na", "能": "nai", "召": "shao", "折": "she", "眭": "sui", "隗": "kui", "郇": "xun", "臧": "zang", "车": "che",
    "晟": "cheng", "阚": "kan", "尉": "wei", "郗": "xi", "燕": "yan", "应": "ying", "於": "yu", "长孙": "zhangsun",
    "尉迟": "yuchi", "万俟": "moqi", "单于": "chanyu", "澹台": "tantai", "令狐": "linghu", "宿": "su", "哈": "ha", "沈": "shen",
    "石": "shi", "盛": "sheng", "谌": "chen", "幺": "yao", "逄": "pang", "禚": "zhuo", "戚": "qi", "句": "gou",
}  # fmt: skip


@lru_cache(maxsize=8192)
def syllable(sign: str) -> str:
    """The reading of one 汉字 without tone; other signs stand for themselves, lower-case."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # names are no phrases; saves half of the import
    import pypinyin

    read = pypinyin.lazy_pinyin(sign)
    return (read[0] if read else sign).casefold().replace("ü", "v")


def syllables(name: str) -> list[str]:
    """The readings of a name, surname first; the middle dot of minority names is passed over."""
    for length in (2, 1):
        surname = _SURNAMES.get(name[:length]) if len(name) > length else None
        if surname:
            return [surname, *(syllable(sign) for sign in name[length:] if sign.isalnum())]
    return [syllable(sign) for sign in name if sign.isalnum()]


@lru_cache(maxsize=65536)
def words_of_name(name: str) -> str:
    """The search words of a name: every ending of it as 汉字, as pinyin and as initials, parted by blanks.

    Endings and prefix search together find any inner part. Surnames with their own reading are also found under the
    common one (曾 under ceng), since that is what many people type.
    """
    plain = name if name.isalnum() else "".join(sign for sign in name if sign.isalnum())
    words = dict.fromkeys([plain[start:] for start in range(len(plain))])
    own, common = syllables(name), [syllable(sign) for sign in plain]
    for read in (own, common) if own != common else (own,):
        whole, initials = "".join(read), "".join([part[0] for part in read])
        for start, part in enumerate(read):
            words[whole] = None
            words[initials[start:]] = None
            whole = whole[len(part) :]
    return " ".join(words).casefold()


@lru_cache(maxsize=8192)
def whole_sounds(name: str) -> frozenset[str]:
    """How a whole name sounds: its pinyin and its initials, with the surname's own reading and with the common one."""
    plain = "".join(sign for sign in name if sign.isalnum())
    readings = syllables(name), [syllable(sign) for sign in plain]
    return frozenset(
        sound.casefold() for read in readings for sound in ("".join(read), "".join(part[0] for part in read))
    )


@lru_cache(maxsize=65536)
def sort_key(name: str) -> str:
    """Sorts by pinyin, homophones by 汉字, the same on every computer (ICU is not on all of them)."""
    return f"{' '.join(syllables(name))} {name}"
