# SPDX-License-Identifier: MIT
"""Pinyin of names, for sorting and searching.

pypinyin knows the characters; surnames with a reading of their own
(曾 Zēng, 单 Shàn, 仇 Qiú) are ours, because pypinyin reads them as ordinary words (stack-data.md §7). So are the characters
that are read in two or three ways in given names (多音字: 乐 lè or yuè): whoever searches may say either. pypinyin's own
lists of readings are those of a dictionary (明 also "meng"), which nobody would type and which would find too much.
"""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURNAMES: Final = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "翟": "zhai", "查": "zha", "盖": "ge", "朴": "piao", "区": "ou",
    "任": "ren", "华": "hua", "纪": "ji", "缪": "miao", "覃": "qin", "洗": "xian", "冼": "xian", "尹": "yin", "员": "yun",
    "宓": "mi", "乐": "yue", "柏": "bai", "卜": "bu", "种": "chong", "黑": "he", "秘": "bi", "祭": "zhai", "牟": "mu",
    "那": "na", "能": "nai", "召": "shao", "折": "she", "眭": "sui", "隗": "kui", "郇": "xun", "臧": "zang", "车": "che",
    "晟": "cheng", "阚": "kan", "尉": "wei", "郗": "xi", "燕": "yan", "应": "ying", "於": "yu", "长孙": "zhangsun",
    "尉迟": "yuchi", "万俟": "moqi", "单于": "chanyu", "澹台": "tantai", "令狐": "linghu", "宿": "su", "哈": "ha", "沈": "shen",
    "石": "shi", "盛": "sheng", "谌": "chen", "幺": "yao", "逄": "pang", "禚": "zhuo", "戚": "qi", "句": "gou",
}  # fmt: skip

# Characters of given names with more than one usual reading, the commonest first.
_SEVERAL: Final = {
    "乐": "le yue", "朝": "chao zhao", "长": "chang zhang", "重": "chong zhong", "行": "xing hang", "茜": "qian xi",
    "娜": "na nuo", "曾": "zeng ceng", "晟": "sheng cheng", "盛": "sheng cheng", "藏": "cang zang", "参": "can shen",
    "传": "chuan zhuan", "柏": "bai bo", "尉": "wei yu", "蔚": "wei yu", "宿": "su xiu", "校": "xiao jiao",
    "解": "jie xie", "觉": "jue jiao", "禅": "chan shan", "拓": "tuo ta", "筠": "yun jun", "浚": "jun xun",
    "莎": "sha suo", "角": "jiao jue", "仔": "zai zi", "调": "diao tiao", "降": "jiang xiang", "省": "sheng xing",
    "扎": "zha za", "著": "zhu zhuo", "厦": "xia sha", "率": "shuai lv", "纶": "lun guan", "屏": "ping bing",
    "覃": "tan qin", "色": "se shai", "熨": "yun yu", "荨": "xun qian", "葚": "shen ren", "囡": "nan nie",
    "炅": "jiong gui", "瑗": "yuan huan", "系": "xi ji", "薄": "bo bao", "泊": "bo po", "匙": "chi shi",
    "钥": "yao yue", "栎": "li yue", "牟": "mou mu", "隗": "wei kui", "琢": "zhuo zuo", "缪": "miao mou",
    "靓": "jing liang", "珏": "jue yu", "颉": "jie xie", "婼": "ruo chuo", "峤": "qiao jiao",
}  # fmt: skip
_READINGS: Final = 8  # of one name; nobody's name has more that are usual


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


def readings(name: str) -> list[list[str]]:
    """The usual readings of a name, at most eight, the commonest first: 乐 as le and as yue, 曾 as zeng and as ceng.

    Surnames with a reading of their own are also read in the common way, since that is what many people type.
    """
    plain = name if name.isalnum() else "".join(sign for sign in name if sign.isalnum())
    own, common = syllables(name), [syllable(sign) for sign in plain]
    found = [own] if own == common else [own, common]
    if not ambiguous(plain):
        return found
    surname = len(plain) - len(own) + 1  # signs of the surname that `own` reads as one
    if own != common:
        several = product([own[0]], *(_of_sign(sign) for sign in plain[surname:]))
        _add(found, several)
    _add(found, product(*(_of_sign(sign) for sign in plain)))
    return found


def ambiguous(name: str) -> bool:
    """Whether a name has a character that is read in more ways than one."""
    return not _SEVERAL.keys().isdisjoint(name)


def ambiguous_signs() -> str:
    """The characters that are read in more ways than one."""
    return "".join(_SEVERAL)


def _of_sign(sign: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((syllable(sign), *_SEVERAL.get(sign, "").split())))


def _add(found: list[list[str]], several: Iterator[tuple[str, ...]]) -> None:
    fresh = (list(read) for read in several)
    found += islice((read for read in fresh if read not in found), _READINGS - len(found))


@lru_cache(maxsize=65536)
def words_of_name(name: str) -> str:
    """The search words of a name: every ending of it as 汉字, as pinyin and as initials, in each of its readings, parted by blanks.

    Endings and prefix search together find any inner part.
    """
    plain = name if name.isalnum() else "".join(sign for sign in name if sign.isalnum())
    words = dict.fromkeys([plain[start:] for start in range(len(plain))])
    for read in readings(name):
        whole, initials = "".join(read), "".join([part[0] for part in read])
        for start, part in enumerate(read):
            words[whole] = None
            words[initials[start:]] = None
            whole = whole[len(part) :]
    return " ".join(words).casefold()


@lru_cache(maxsize=8192)
def whole_sounds(name: str) -> frozenset[str]:
    """How a whole name sounds: its pinyin and its initials, in each of its readings."""
    return frozenset(
        sound.casefold() for read in readings(name) for sound in ("".join(read), "".join(part[0] for part in read))
    )


@lru_cache(maxsize=65536)
def sort_key(name: str) -> str:
    """Sorts by pinyin, homophones by 汉字, the same on every computer (ICU is not on all of them)."""
    return f"{' '.join(syllables(name))} {name}"
