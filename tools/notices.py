# SPDX-License-Identifier: MIT
"""Write NOTICES.md from the licences of the installed runtime dependencies: `make notices`, after `make lock`.

Named are the packages of requirements.lock, read from their own metadata, and what their wheels carry inside them, which
no metadata says (`INSIDE`). Short licence texts are quoted; long standard ones lie in packaging/licences/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
TARGET = ROOT / "NOTICES.md"
LONGEST = 4_500  # characters of a licence text that is quoted; longer ones are standard texts or collections

# Where a package's metadata is silent or loose about its licence: what its own files or repository say.
STATED = {
    "click-default-group": "Unlicense (public domain)",
    "defusedxml": "PSF-2.0",
    "jinja2": "BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "python-stdnum": "LGPL-2.1-or-later",
    "sqlcipher3": "Zlib",
    "sqlite-fts4": "Apache-2.0",
}
# What wheels carry inside them, with the file of packaging/licences that holds the text.
INSIDE = (
    ("Qt 6 (Core, Gui, Widgets, Svg, PrintSupport, DBus)", "pyside6-essentials", "LGPL-3.0-only", "LGPL-3.txt, GPL-3.txt"),
    ("ICU, FreeType, HarfBuzz, libpng, libjpeg-turbo, PCRE2, zlib", "pyside6-essentials", "permissive, see https://doc.qt.io/qt-6/licenses-used-in-qt.html", ""),
    ("SQLCipher Community", "sqlcipher3", "BSD-3-Clause", "SQLCipher.txt"),
    ("SQLite", "sqlcipher3", "public domain", ""),
    ("OpenSSL 3", "sqlcipher3", "Apache-2.0", "Apache-2.0.txt"),
    ("libxml2, libxslt", "lxml", "MIT", ""),
    ("libjpeg-turbo, libpng, libtiff, OpenJPEG, libwebp, FreeType, Little CMS and others", "pillow", "permissive, listed in Pillow's licence", ""),
    ("calamine and the Rust crates it uses", "python-calamine", "MIT or Apache-2.0", "Apache-2.0.txt"),
    ("rapidfuzz-cpp, Taskflow", "rapidfuzz", "MIT", ""),
    ("uuid and the Rust crates it uses", "uuid-utils", "MIT or Apache-2.0", "Apache-2.0.txt"),
    ("Material Design Icons 5, 6", "qtawesome", "Apache-2.0 (font), MIT (code)", "Apache-2.0.txt"),
    ("Font Awesome 5, 6 Free", "qtawesome", "OFL-1.1 (font), CC-BY-4.0 (icons)", ""),
    ("Phosphor", "qtawesome", "MIT", ""),
    ("Remix Icon 2", "qtawesome", "Apache-2.0", "Apache-2.0.txt"),
    ("Elusive Icons", "qtawesome", "OFL-1.1", ""),
    ("Codicons", "qtawesome", "CC-BY-4.0", ""),
    ("CPython (in the built program only)", "python", "PSF-2.0", ""),
)  # fmt: skip

HEAD = """# Notices

VillageDesk (村档) is under the MIT licence (`LICENSE`). It stands on the work of others, named here with their licences.
This file is made by `make notices` from what is installed; do not edit it by hand.

## Parts under the LGPL, and your right to replace them

* **Qt 6, PySide6 and shiboken6** (LGPL-3.0), © The Qt Company Ltd. and contributors. Used unchanged, loaded at run time
  as shared libraries. In the built program they lie as ordinary files in `_internal/PySide6` and `_internal/shiboken6`;
  replace them by another build of the same version series and the program uses that. Source: https://download.qt.io/official_releases/
  and https://code.qt.io/pyside/pyside-setup.git. Only modules under the LGPL are shipped: no Qt Charts, Data Visualization,
  Virtual Keyboard or Graphs.
* **docxtpl** (LGPL-2.1), © Eric Lapouyade, and **python-stdnum** (LGPL-2.1-or-later), © Arthur de Jong. Used unchanged, as
  Python modules. In the built program they lie as ordinary `.pyc` or `.py` files in `_internal/docxtpl` and
  `_internal/stdnum`, where another version can be put in their place. Source: https://pypi.org/project/docxtpl/ and
  https://pypi.org/project/python-stdnum/.

Nothing in VillageDesk's licence forbids reverse engineering for debugging such changes. The texts are in
`packaging/licences/` (in the built program: `licences/`).
"""


@dataclass(frozen=True)
class Part:
    """A dependency as its metadata describes it."""

    name: str
    version: str
    licence: str
    home: str
    texts: tuple[str, ...]


def locked(lock: Path = LOCK) -> dict[str, str]:
    """The packages that the program needs at run time, as the lock file names them, with their versions."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([a-z0-9][a-z0-9._-]*)==(\S+)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def part(name: str, version: str) -> Part:
    """What the installed package says of itself; the version is the locked one."""
    found = metadata.distribution(name)
    about = found.metadata
    licence = STATED.get(name) or about.get("License-Expression") or (about.get("License") or "").split("\n")[0]
    links = dict(line.split(", ", 1) for line in about.get_all("Project-URL") or [] if ", " in line)
    home = about.get("Home-page") or next(
        (links[key] for key in ("Homepage", "homepage", "Source", "Repository") if key in links), ""
    )
    texts = tuple(
        path.locate().read_text(encoding="utf-8", errors="replace").strip()
        for path in found.files or ()
        if re.search(r"(?i)(licen[cs]e|copying|notice)[^/]*$", str(path)) and path.suffix not in {".py", ".pyc"}
    )
    return Part(
        about["Name"], version, licence.strip() or "see text", home or f"https://pypi.org/project/{name}/", texts
    )


def notices() -> str:
    """The whole of NOTICES.md."""
    parts = [part(name, version) for name, version in locked().items()]
    lines = [HEAD, "## Packages\n", "| Package | Version | Licence | Home |", "| --- | --- | --- | --- |"]
    lines += [f"| {one.name} | {one.version} | {one.licence} | {one.home} |" for one in parts]
    lines += ["\n## What some of them carry inside\n", "| Part | In | Licence | Text |", "| --- | --- | --- | --- |"]
    lines += [f"| {what} | {where} | {licence} | {text} |" for what, where, licence, text in INSIDE]
    lines += ["\n## Licence texts\n"]
    for one in parts:
        lines += _quoted(one)
    lines += _quoted(
        Part(
            "SQLCipher", "", "", "", ((ROOT / "packaging/licences/SQLCipher.txt").read_text(encoding="utf-8").strip(),)
        )
    )
    return "\n".join(lines).rstrip() + "\n"


def _quoted(one: Part) -> list[str]:
    texts = [text for text in one.texts if len(text) <= LONGEST]
    if not texts:
        return []
    blocks = [f"```text\n{text.replace('```', '')}\n```\n" for text in dict.fromkeys(texts)]
    return [f"### {one.name}\n", *blocks]


if __name__ == "__main__":
    TARGET.write_text(notices(), encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(locked())} packages")
