# SPDX-License-Identifier: MIT
"""Advice on passphrases. A lost laptop is protected by nothing else (safety.md B5: a six-digit PIN falls in hours)."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 10
_SYLLABLES: Final = ["ba", "bai", "ban", "bang", "bao", "bei", "ben", "biao", "bin", "bo", "bu", "cai", "can", "cao", "cha", "chang", "chen", "cheng", "chi", "chong", "chu", "chun", "ci", "cong", "cui", "da", "dai", "dan", "dao", "deng", "di", "dian", "die", "ding", "dong", "dou", "du", "duan", "dun", "duo", "fa", "fan", "fang", "fei", "fen", "feng", "fu", "gai", "gan", "gang", "gao", "ge", "gen", "gong", "gou", "gu", "gua", "guan", "guang", "gui", "guo", "hai", "han", "hao", "he", "hen", "heng", "hong", "hou", "hu", "hua", "huai", "huan", "hui", "hun", "huo", "ji", "jia", "jian", "jiang", "jiao", "jie", "jin", "jing", "jiu", "ju", "juan", "jue", "jun", "kai", "kan", "kang", "kao", "ke", "ken", "kong", "kou", "ku", "kua", "kuai", "kuan", "kui", "kun", "kuo", "la", "lai", "lan", "lang", "lao", "le", "lei", "leng", "li", "lian", "liang", "liao", "lie", "lin", "ling", "liu", "long", "lou", "lu", "luan", "lun", "luo", "ma", "mai", "man", "mang", "mao", "mei", "men", "meng", "mi", "mian", "miao", "min", "ming", "mo", "mou", "mu", "na", "nai", "nan", "nao", "nei", "nen", "neng", "ni", "nian", "niao", "nie", "nin", "ning", "niu", "nong", "nu", "nuan", "nuo", "pa", "pai", "pan", "pang", "pao", "pei", "pen", "peng", "pi", "pian", "piao", "pin", "ping", "po", "pu", "qi", "qia", "qian", "qiang", "qiao", "qie", "qin", "qing", "qiong", "qiu", "qu", "quan", "que", "qun", "ran", "rang", "rao", "re", "ren", "reng", "ri", "rong", "rou", "ru", "ruan", "rui", "run", "ruo", "sa", "sai", "san", "sang", "sao", "se", "sen", "sha", "shai", "shan", "shang", "shao", "she", "shen", "sheng", "shi", "shou", "shu", "shua", "shuai", "shuan", "shui", "shun", "shuo", "si", "song", "sou", "su", "suan", "sui", "sun", "suo", "ta", "tai", "tan", "tang", "tao", "te", "teng", "ti", "tian", "tiao", "tie", "ting", "tong", "tou", "tu", "tuan", "tui", "tun", "tuo", "wa", "wai", "wan", "wang", "wei", "wen", "weng", "wo", "wu", "xi", "xia", "xian", "xiang", "xiao", "xie", "xin", "xing", "xiong", "xiu", "xu", "xuan", "xue", "xun", "ya", "yan", "yang", "yao", "ye", "yi", "yin", "ying", "yong", "you", "yu", "yuan", "yue", "yun", "za", "zai", "zan", "zang", "zao", "ze", "zen", "zeng", "zha", "zhai", "zhan", "zhang", "zhao", "zhe", "zhen", "zheng", "zhi", "zhong", "zhou", "zhu", "zhua", "zhuan", "zhuang", "zhui", "zhun", "zhuo", "zi", "zong", "zou", "zu", "zuan", "zui", "zun", "zuo"]  # fmt: skip
_WORDS: Final = 6
_COMMON: Final = ("password", "passwd", "admin", "qwerty", "asdfgh", "zxcvbn", "woaini", "iloveyou", "abcdef", "fupin")
_RUNS: Final = ["01234567890", "98765432109", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"]
_ENOUGH: Final = 8


@dataclass(frozen=True, slots=True)
class Advice:
    """What the meter shows: 0 refused, 1 weak, 2 fair, 3 good; and the sentence beneath it."""

    level: int
    text: str


def suggest_passphrase() -> str:
    """Six random syllables, easy to read out and to type without an input method; about 51 bits."""
    return " ".join(secrets.choice(_SYLLABLES) for _number in range(_WORDS))


def advise(passphrase: str, known: Iterable[str] = ()) -> Advice:
    """Judge a passphrase. `known` are words an attacker tries first: village, township, the user's name."""
    if len(passphrase) < SHORTEST:
        text = _("太短：至少{count}个字符，或用“生成一个”得到好记的口令。")
        return Advice(0, text.format(count=SHORTEST))
    rest = _without_patterns(passphrase.casefold(), known)
    if passphrase.isdigit() and len(passphrase) < 16:
        return Advice(0, _("全是数字：手机号、生日、身份证号很快会被猜出。请加入文字或字母。"))
    if len(set(passphrase)) < 5 or len(rest) < 4:
        return Advice(0, _("太容易猜：去掉村名、年份、连续键和重复字符后所剩无几。"))
    if len(rest) < _ENOUGH:
        return Advice(1, _("偏弱：村名、年份、连续数字不算数，请再加几个无关的字。"))
    if len(rest) < 12:
        return Advice(2, _("可以。抄一份密封交乡镇保管：忘记口令，数据无法找回。"))
    return Advice(3, _("很好。抄一份密封交乡镇保管：忘记口令，数据无法找回。"))


def _without_patterns(text: str, known: Iterable[str]) -> str:
    """What is left when everything is taken out that is tried first."""
    for word in sorted((*known, *_COMMON), key=len, reverse=True):
        for form in (word.casefold(), _pinyin(word)):
            if len(form) >= 2:
                text = text.replace(form, "")
    text = re.sub(r"[\s\-_.,!@#/]", "", text)
    text = re.sub(r"(19|20)\d{2}(0[1-9]|1[0-2])?([0-2]\d|3[01])?", "", text)
    # A telephone, a birthday, an account: guessed as a whole.
    text = re.sub(r"\d{5,}", lambda digits: digits.group()[:2], text)
    text = re.sub(r"(.)\1+", r"\1", text)
    for run in _RUNS:
        for start in range(len(run) - 3):
            text = text.replace(run[start : start + 4], "")
    return text


def _pinyin(word: str) -> str:
    from villagedesk.store.pinyin import syllables

    return "".join(syllables(word)) if not word.isascii() else word.casefold()
