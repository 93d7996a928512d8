# SPDX-License-Identifier: MIT
"""Which of the fonts that papers ask for this computer has not, and what stands in for each.

A .docx names for each font those that may take its place (`w:altName` in its table of fonts, ECMA-376 part 1 §17.8.3.1), and
Word, WPS and LibreOffice go by that. Where none of them is there either, Windows knows some more (FontSubstitutes), and
fontconfig has an answer for everything.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.documents.word.package import parts_in, read_parts
from villagedesk.i18n import _, listed
from villagedesk.paths import resources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

_TABLE: Final = "word/fontTable.xml"
_TEXTS: Final = re.compile(r"word/(document|styles|header\d*|footer\d*|footnotes|endnotes)\.xml")
_ASKED: Final = re.compile(r'<w:rFonts\b[^>]*\bw:eastAsia="([^"]+)"')
_FONT: Final = re.compile(r'<w:font\b[^>]*\bw:name="([^"]+)"[^>]*>(.*?)</w:font>', re.DOTALL)
_OTHERS: Final = re.compile(r'<w:altName\b[^>]*\bw:val="([^"]+)"')
_LONGEST: Final = 10.0  # seconds for a program that lists fonts
_SAME: Final = (
    ("黑体", "SimHei"), ("宋体", "SimSun"), ("仿宋", "FangSong"), ("楷体", "KaiTi"), ("微软雅黑", "Microsoft YaHei"),
    ("仿宋_GB2312", "FangSong_GB2312"), ("楷体_GB2312", "KaiTi_GB2312"), ("华文中宋", "STZhongsong"), ("华文仿宋", "STFangsong"),
    ("华文楷体", "STKaiti"), ("华文黑体", "STHeiti"), ("华文宋体", "STSong"), ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
)  # fmt: skip
"""Fonts under both their names; a system lists them under either."""


class Absent(NamedTuple):
    """A font that a paper asks for and this computer has not; `by` stands in for it, empty where nobody can tell which does."""

    family: str
    by: str


def wanted(packages: Iterable[Mapping[str, bytes]]) -> dict[str, tuple[str, ...]]:
    """The fonts that the Chinese text of these papers asks for, each with those that may take its place, the best first.

    Args:
        packages: the parts of each, see `package.read_parts`.
    """
    asked: dict[str, None] = {}
    others: dict[str, tuple[str, ...]] = {}
    for parts in packages:
        for name, content in parts.items():
            if _TEXTS.fullmatch(name):
                asked |= dict.fromkeys(html.unescape(one) for one in _ASKED.findall(content.decode("utf-8", "replace")))
        for family, inside in _FONT.findall(parts.get(_TABLE, b"").decode("utf-8", "replace")):
            said = _OTHERS.search(inside)
            others[html.unescape(family)] = tuple(html.unescape(said.group(1)).split(",")) if said else ()
    return {family: others.get(family, ()) for family in asked}


def of_papers(papers: Iterable[bytes | Path]) -> dict[str, tuple[str, ...]]:
    """Those of papers that the program has made, files or their bytes; whatever is no .docx asks for none."""
    return wanted(
        parts_in(one) if isinstance(one, bytes) else read_parts(one)
        for one in papers
        if isinstance(one, bytes) or one.suffix == ".docx"
    )


@cache
def of_volumes() -> Mapping[str, tuple[str, ...]]:
    """Those of the papers of households: all of them ask for the same as their cover does."""
    return wanted([read_parts(resources() / "templates" / "cover.docx")])


def absent(fonts: Mapping[str, tuple[str, ...]], families: Collection[str]) -> list[Absent]:
    """Those of the fonts that are not among the families of this computer, in the order of their names.

    Args:
        fonts: see `wanted`.
        families: what there is; see `installed`.
    """
    there = {one.casefold() for one in families}
    return [
        Absent(family, _instead(family, others, there))
        for family, others in sorted(fonts.items())
        if not _is_there(family, there)
    ]


def told(fonts: Mapping[str, tuple[str, ...]], families: Collection[str]) -> str:
    """What is said of fonts that are not there, each with what stands in for it; empty where all are, or nobody knows."""
    if not families or not (found := absent(fonts, families)):
        return ""
    known, unknown = _("{family}（用{by}代替）"), _("{family}（由排版程序另选字体）")
    named = listed((known if one.by else unknown).format(family=one.family, by=one.by) for one in found)
    text = _("本机没有文书要用的字体：{fonts}。换行和页数可能与装有这些字体的电脑不同，正式打印前请核对或安装字体。")
    return text.format(fonts=named)


def _is_there(family: str, there: Collection[str]) -> bool:
    return any(name.casefold() in there for name in _names(family))


def _names(family: str) -> tuple[str, ...]:
    return next((pair for pair in _SAME if family in pair), (family,))


def _instead(family: str, others: tuple[str, ...], there: Collection[str]) -> str:
    return next((one.strip() for one in others if _is_there(one.strip(), there)), "") or _of_system(family)


if sys.platform == "win32":
    import winreg
    from contextlib import suppress

    _FONTS: Final = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    _INSTEAD: Final = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\FontSubstitutes"

    def installed() -> frozenset[str]:
        """The names of the font families of this computer; empty where nobody can tell."""
        lists = (_values(winreg.HKEY_LOCAL_MACHINE, _FONTS), _values(winreg.HKEY_CURRENT_USER, _FONTS))
        files = (name.rpartition(" (")[0] or name for one in lists for name in one)
        return frozenset(family.strip() for names in files for family in names.split("&"))

    @cache
    def _of_system(family: str) -> str:
        known = _values(winreg.HKEY_LOCAL_MACHINE, _INSTEAD)
        return next((known[name].partition(",")[0] for name in _names(family) if name in known), "")

    def _values(root: int, key: str) -> dict[str, str]:
        found: dict[str, str] = {}
        with suppress(OSError), winreg.OpenKey(root, key) as opened:
            for at in range(winreg.QueryInfoKey(opened)[1]):
                name, value, _kind = winreg.EnumValue(opened, at)
                found[name] = str(value)
        return found

else:

    def installed() -> frozenset[str]:
        """The names of the font families of this computer; empty where nobody can tell."""
        lines = _said("fc-list", ":", "family").splitlines()
        return frozenset(name.strip().replace("\\", "") for line in lines for name in line.split(",") if name.strip())

    @cache
    def _of_system(family: str) -> str:
        return _said("fc-match", "-f", "%{family[0]}", f"{family}:lang=zh-cn").strip()

    def _said(program: str, *arguments: str) -> str:
        """What a program of fontconfig says; empty where there is none."""
        place = shutil.which(program)
        try:
            ran = place and subprocess.run(  # noqa: S603 - a program of this computer
                [place, *arguments], capture_output=True, check=True, timeout=_LONGEST, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        return ran.stdout.decode("utf-8", "replace") if ran else ""
