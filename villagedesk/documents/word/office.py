# SPDX-License-Identifier: MIT
"""The office program of this computer that lays papers out: LibreOffice, or on Windows Word or WPS.

LibreOffice has a command line for it. Word and WPS have none, but both can be told by automation (COM) to open a paper and to
export it as PDF (`Document.ExportAsFixedFormat`, learn.microsoft.com; WPS offers the same objects under names of its own),
and every Windows has PowerShell, which speaks it. LibreOffice is taken where several are there: it works in a process of its
own that can be ended.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAMES: Final = ("soffice", "libreoffice")
_AUTOMATED: Final = (("Word", "Word.Application"), ("WPS", "KWPS.Application"), ("WPS", "wps.Application"))
_SHELL: Final = "powershell"
_PIPES: Final = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice puts its pipe, whatever it is told
_FOLDER: Final = "VILLAGEDESK_FOLDER"
_OFFICE: Final = "VILLAGEDESK_OFFICE"
STOP: Final = "stop"
"""A file of this name in the folder asks Word or WPS to stop after the paper that it has in hand."""

# What it is given stands in the environment, never in this text. WPS may answer with the instance that somebody works in:
# it is neither hidden nor ended while papers of theirs are open. Macros are off (msoAutomationSecurityForceDisable = 3).
_SCRIPT: Final = f"""
$ErrorActionPreference = 'Stop'
$office = New-Object -ComObject $env:{_OFFICE}
$shared = $office.Documents.Count -gt 0
try {{
    if (-not $shared) {{ $office.Visible = $false; $office.DisplayAlerts = 0 }}
    try {{ $office.AutomationSecurity = 3 }} catch {{ }}
    foreach ($file in Get-ChildItem -LiteralPath $env:{_FOLDER} -Filter '*.docx' | Sort-Object Name) {{
        if (Test-Path -LiteralPath (Join-Path $env:{_FOLDER} '{STOP}')) {{ break }}
        $paper = $office.Documents.Open($file.FullName, $false, $true, $false)
        try {{ $paper.ExportAsFixedFormat([IO.Path]::ChangeExtension($file.FullName, '.pdf'), 17) }}
        finally {{ $paper.Close($false) }}
    }}
}} finally {{
    if (-not $shared) {{ $office.Quit($false) }}
}}
"""


@dataclass(frozen=True, slots=True)
class Typesetter:
    """What lays papers out.

    Attributes:
        name: what people call it.
        program: what is started.
        automation: the name under which Windows knows its objects (ProgID); empty for LibreOffice.
    """

    name: str
    program: Path
    automation: str = ""

    def command(self, folder: Path, files: Sequence[Path]) -> list[str]:
        """What makes a PDF beside each of these files of the folder."""
        if self.automation:
            return [str(self.program), "-NoProfile", "-NonInteractive", "-Command", _SCRIPT]
        return self.handing(folder / "profile", folder, files)

    def handing(self, profile: Path, folder: Path, files: Sequence[Path]) -> list[str]:
        """The same for LibreOffice, by the instance that waits with these settings if there is one."""
        return [*self._quietly(profile), "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]

    def waiting(self, profile: Path, held: Path) -> list[str]:
        """What has LibreOffice wait for papers: it stays while it holds one open."""
        return [*self._quietly(profile), str(held)]

    def _quietly(self, profile: Path) -> list[str]:
        return [str(self.program), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]

    def pipe_of(self, profile: Path) -> Path:
        """Where LibreOffice leaves its pipe (SingleOfficeIPC, in a folder that it cannot be told) when it is killed.

        Windows keeps pipes in no folder. The name is made as its start-up program makes it (`get_md5hash` in oosplash): a
        digest of the address in UTF-16, each byte without a leading zero. Made otherwise, it would be the name of no file.
        """
        if sys.platform == "win32":
            return profile / "pipe"  # there is none
        digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
        told = "".join(f"{byte:x}" for byte in digest)
        home = next((place for place in _PIPES if os.access(place, os.W_OK)), _PIPES[0])
        return Path(home) / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{told}"

    def surroundings(self, folder: Path) -> dict[str, str]:
        """The environment of the program: what it puts aside goes into the folder too, and with it."""
        aside = folder / "aside"
        aside.mkdir(exist_ok=True)  # another way was tried before
        given = {_FOLDER: str(folder), _OFFICE: self.automation} if self.automation else {}
        return {**os.environ, **given, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(aside))}


def find_typesetter() -> Typesetter | None:
    """The office program of this computer; None where there is none."""
    on_path = (Path(found) for name in _NAMES if (found := shutil.which(name)))
    place = next(chain(on_path, (path for path in _usual_places() if path.is_file())), None)
    return Typesetter("LibreOffice", place) if place else _automated()


def _usual_places() -> Iterator[Path]:
    """Where installers put LibreOffice without telling the search path."""
    if sys.platform == "win32":
        for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if folder := os.environ.get(name):
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
                yield Path(folder) / "LibreOffice" / "program" / "soffice.exe"
    else:
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _automated() -> Typesetter | None:
    """Word or WPS, if Windows knows one and has what speaks to it."""
    shell = shutil.which(_SHELL)
    if shell is None:
        return None
    known = (Typesetter(name, Path(shell), automation) for name, automation in _AUTOMATED if is_registered(automation))
    return next(known, None)


def is_registered(automation: str) -> bool:
    """Whether Windows knows objects of that name; False on every other system."""
    if sys.platform == "win32":
        import winreg

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{automation}\CLSID"))
        except OSError:
            return False
        return True
    return False
